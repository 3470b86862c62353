"""A table of corrections against another text than it was written for: which rows still fit, and where.

The earlier text is not at hand, only its digest. So a row fits where other rows
show that its place or its task is the same (`moves`). Whatever is less sure is
left to a person.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Literal

from ...ontology.agencies import Authority
from ..fold import fold
from ..header import read_header
from ..model import Notice, Span
from .apply import apply_table
from .columns import WORDS
from .document import KINDS
from .errors import CorrectionError, RowError, cut
from .moves import Found, found_words, sure_places
from .places import Places
from .rows import Row, read_row
from .state import State
from .table import Cells, Table, csv_text

__all__ = ["Fit", "applied", "carried", "fits", "rebound"]

Verdict = Literal["holds", "moved", "several", "doubtful", "gone", "refused", "out_of_force"]
_SHOWN: Final = 4
_OUTSIDE: Final = frozenset({"task", *KINDS})
"""Kinds of rows of which `task` narrows nothing."""
_Standing = tuple[int, int | None]
"""Numbers of a task, and of a clause where a row names one."""
_CARRIED: Final = frozenset({"holds", "moved"})


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a row fits a text.

    Attributes:
        row: its number.
        what: action, kind and words in English, for messages.
        what_zh: the same in Chinese.
        verdict: ``holds``: its words stand where they stood, or somewhere if it names no place; ``moved``: they stand
            elsewhere, and it is clear where; ``several``: elsewhere in several places; ``doubtful``: in one place or
            task, and nothing shows that it is the one that was meant; ``gone``: nowhere; ``refused``: they stand there,
            but the row cannot be applied; ``out_of_force``: it was left out before.
        place: where they stand, or the first of these places.
        told: what is to be said of that, in English.
        told_zh: the same in Chinese.
    """

    row: int
    what: str
    what_zh: str
    verdict: Verdict
    place: Span | None
    told: str
    told_zh: str

    @property
    def carried(self) -> bool:
        """Whether it may be carried over."""
        return self.verdict in _CARRIED


def fits(notice: Notice, table: Table, tables: Authority | None = None) -> list[Fit]:
    """How each row of a table that corrects something fits a notice.

    Args:
        notice: as it was read, without corrections.
        table: the table, for this text or another.
        tables: the authority that the notice was read with; the shipped one unless given.
    """
    places = Places(notice.source, lossy=table.lossy)
    found: dict[int, Fit] = {}
    rows: dict[int, Row] = {}
    for line in table.rows:
        if not line.in_force:
            found[line.number] = _fit(line, "out_of_force", None, "is out of force", "暂不生效")
            continue
        try:
            rows[line.number] = read_row(line)
        except RowError as fault:
            if line.cells.get("action"):
                found[line.number] = _refused(line, None, fault)
    lines = {line.number: line for line in table.rows}
    head = read_header(notice.source, fold(notice.source.content), tables)
    state = State(notice, fold(notice.source.content), head, places, {t.number: t for t in notice.tasks})
    where = _where(state, rows)
    same = table.text_sha256 == notice.source.sha256
    sure = sure_places(places, rows, where, same_text=same)
    stand = {} if same else _standings(state, rows, sure)
    shown = None if same else {place for n, place in stand.items() if _agrees(rows[n], place)}
    for number, row in rows.items():
        if row.action is None:
            continue
        fit = _placed(lines[number], row, where[number].spans, sure.get(number))
        if fit.carried and number in stand and not _agrees(row, stand[number]):
            fit = _elsewhere(lines[number], row, fit, stand[number])
        elif fit.carried and shown is not None and not _is_same_task(row, shown):
            fit = _unshown(lines[number], row, fit)
        found[number] = fit
    return [fit for _, fit in sorted(_tried(notice, table, tables, found).items())]


def _where(state: State, rows: Mapping[int, Row]) -> dict[int, Found]:
    """All places where the words of rows stand; in the task that a row names, if it names no place."""
    where = found_words(state.places, rows)
    for number, row in rows.items():
        if row.start is not None or row.task is None:
            continue
        with suppress(RowError):
            if inside := list(state.places.all(row, state.within(row)[0])):
                where[number] = Found(inside, {})
    return where


def _placed(line: Cells, row: Row, where: Sequence[Span], sure: Span | None) -> Fit:
    if not where:
        return _fit(line, "gone", None, "its words do not stand in the text", "原文中已无此文字")
    listed = "、".join(f"{s.start}–{s.end}" for s in where[:_SHOWN]) + ("……" if len(where) > _SHOWN else "")
    listed_en = listed.replace("、", ", ").replace("……", " …")
    times, times_zh = f"{len(where)} times" if len(where) > 1 else "once", f"{len(where)}处"
    if row.start is None:
        return _fit(
            line, "holds", where[0], f"its words stand {times}, at {listed_en}", f"文字见于{times_zh}：{listed}"
        )
    if sure is None and len(where) == 1:
        told = f"its words stand once now, at {listed_en}; nothing beside {row.start}–{row.end} has moved as far"
        told_zh = f"文字现仅见于 {listed}，相邻各行并无同样的位移，未必就是原先的 {row.start}–{row.end}"
        return _fit(line, "doubtful", where[0], told, told_zh)
    if sure is None:
        told = f"its words stand {times} now, at {listed_en}, and it is not clear which is meant"
        return _fit(line, "several", where[0], told, f"文字现见于{times_zh}：{listed}，无法确定是哪一处")
    if sure.start == row.start:
        return _fit(line, "holds", sure, "its words stand where they stood", "文字仍在原处")
    told = f"its words stand at {sure.start}–{sure.end} now, not at {row.start}–{row.end}"
    return _fit(line, "moved", sure, told, f"文字由 {row.start}–{row.end} 移至 {sure.start}–{sure.end}")


def _standings(state: State, rows: Mapping[int, Row], sure: Mapping[int, Span]) -> dict[int, _Standing]:
    """The task and clause in which the words of rows stand that name a task and a place."""
    added = {row.kind for row in rows.values() if row.action is not None}
    sought = {row.task for row in rows.values() if row.action is not None and row.start is None}
    stand: dict[int, _Standing] = {}
    for number, span in sure.items():
        row = rows[number]
        # What rows add is not in the notice that is looked at: tasks are numbered otherwise then, or clauses.
        if row.task is None or row.kind in _OUTSIDE or "task" in added:
            continue
        if row.action is None and row.task not in sought:
            continue
        try:
            task, clause = state.clause_at(replace(row, task=None, clause=None), span)
        except RowError:
            continue
        stand[number] = task.number, None if row.clause is None or "clause" in added else clause.number
    return stand


def _agrees(row: Row, standing: _Standing) -> bool:
    """Whether a row names the task and clause in which its words stand."""
    return standing == (row.task, None if standing[1] is None else row.clause)


def _elsewhere(line: Cells, row: Row, fit: Fit, standing: _Standing) -> Fit:
    """A row whose words stand in another task or clause than it names: tasks may be numbered anew."""
    task, clause = standing
    here = f"task {task}" + ("" if clause is None else f", clause {clause}")
    here_zh = f"任务{task}" + ("" if clause is None else f"条款{clause}")
    told = f"its words stand in {here} now, and the row names another"
    return _fit(line, "refused", fit.place, told, f"文字现属{here_zh}，与本行所填不同")


def _is_same_task(row: Row, shown: Collection[_Standing]) -> bool:
    """Whether a row without a place names a task and clause that other rows show to be the ones that they were."""
    if row.start is not None or row.task is None or row.kind in _OUTSIDE:
        return True
    clause = None if row.kind == "clause" else row.clause
    return any(task == row.task and clause in (None, number) for task, number in shown)


def _unshown(line: Cells, row: Row, fit: Fit) -> Fit:
    told = f"names task {row.task} without a place, and no other row shows that it is the same task as before"
    told_zh = f"只填任务{row.task}而未填起止，其他各行不能说明该任务与原先相同"
    return _fit(line, "doubtful", fit.place, f"{fit.told}; it {told}", f"{fit.told_zh}；本行{told_zh}")


def _tried(notice: Notice, table: Table, tables: Authority | None, found: dict[int, Fit]) -> dict[int, Fit]:
    """The rows that may be carried over, applied until all that are left can be."""
    while any(fit.carried for fit in found.values()):
        try:
            apply_table(notice, _moved(table, found, notice.source.sha256), tables)
        except CorrectionError as error:
            lines = {line.number: line for line in table.rows}
            at_fault = {fault.rows[0]: fault for fault in error.faults if found[fault.rows[0]].carried}
            if not at_fault:
                raise
            found |= {n: _refused(lines[n], found[n].place, fault) for n, fault in at_fault.items()}
        else:
            break
    return found


def _moved(table: Table, found: Mapping[int, Fit], digest: str) -> Table:
    """The table with the rows that may be carried over, at their places in the new text."""
    rows = [
        Cells(line.number, _at(line, found[line.number].place))
        for line in table.rows
        if line.number in found and found[line.number].carried
    ]
    return replace(table, rows=tuple(rows), text_sha256=digest)


def _at(line: Cells, place: Span | None) -> dict[str, str]:
    cells = dict(line.cells)
    if place is not None and "start" in cells:
        cells |= {"start": str(place.start), "end": str(place.end)}
    return cells


def applied(notice: Notice, table: Table, found: Sequence[Fit], tables: Authority | None = None) -> Notice:
    """A notice with the rows that may be carried over.

    Args:
        notice: as it was read, without corrections.
        table: the table as it stands.
        found: what `fits` says of its rows.
        tables: the authority that the notice was read with; the shipped one unless given.
    """
    return apply_table(notice, _moved(table, {fit.row: fit for fit in found}, notice.source.sha256), tables)


def carried(notice: Notice, table: Table, found: Sequence[Fit]) -> list[Cells]:
    """All rows for another text: moved where they fit, with # before the action where they do not.

    Arguments as for `rebound`.
    """
    by_row = {fit.row: fit for fit in found}
    places = Places(notice.source, lossy=table.lossy)
    stand = _witnesses(notice, table, places)
    made = []
    for line in table.rows:
        fit = by_row.get(line.number)
        sought = fit is not None and (fit.carried or fit.verdict == "doubtful")
        cells = _at(line, fit.place if fit is not None and sought else stand.get(line.number))
        if fit is not None and not fit.carried and line.in_force:
            cells["action"] = f"#{cells.get('action', '')}"
        if table.lossy and fit is not None and fit.carried and fit.place is not None:
            cells["words"] = "".join(places.source.words(fit.place).split())
        # One digest binds the whole table, whatever rows are deleted from it later.
        cells["text_sha256"] = notice.source.sha256
        made.append(Cells(line.number, cells, in_force=line.in_force and (fit is None or fit.carried)))
    return made


def _witnesses(notice: Notice, table: Table, places: Places) -> dict[int, Span]:
    """Where rows stand now that correct nothing: they tell how far others have moved, the next time too."""
    rows: dict[int, Row] = {}
    for line in table.rows:
        if line.in_force:
            with suppress(RowError):
                rows[line.number] = read_row(line)
    same = table.text_sha256 == notice.source.sha256
    sure = sure_places(places, rows, found_words(places, rows), same_text=same)
    return {number: span for number, span in sure.items() if rows[number].action is None}


def rebound(notice: Notice, table: Table, found: Sequence[Fit]) -> str:
    """The whole table as CSV for another text, as `carried` has it.

    Args:
        notice: the notice with that text.
        table: the table as it stands.
        found: what `fits` says of its rows.
    """
    lines = {
        line.number: [line.cells.get(column, "") for column in table.heads.values()]
        for line in carried(notice, table, found)
    }
    # Rows keep their numbers, which messages have named.
    first = min(lines, default=2)
    blank = [""] * len(table.heads)
    body = [lines.get(n, blank) for n in range(min(2, first), max(lines, default=1) + 1)]
    return csv_text([list(table.heads), *body])


def _refused(line: Cells, place: Span | None, fault: RowError) -> Fit:
    told_zh = fault.chinese or f"英文提示为“{fault.problem}”"
    return _fit(line, "refused", place, f"cannot be applied: {fault.problem}", f"无法采用：{told_zh}")


def _fit(line: Cells, verdict: Verdict, place: Span | None, told: str, told_zh: str) -> Fit:
    action, kind = (line.cells.get(column, "").lstrip("#＃") for column in ("action", "kind"))
    words = cut(line.cells.get("words", ""))
    what = f"{_word('action', action)} {_word('kind', kind)} “{words}”"
    what_zh = f"{_word('action', action, chinese=True)}{_word('kind', kind, chinese=True)}“{words}”"
    return Fit(line.number, what, what_zh, verdict, place, told, told_zh)


def _word(column: str, text: str, *, chinese: bool = False) -> str:
    for english, word in WORDS[column].items():
        if text.lower() in (english, word):
            return word if chinese else english
    return cut(text)
