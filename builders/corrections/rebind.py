"""A table of corrections against another text than it was written for: which rows still fit, and where.

The earlier text is not at hand, only its digest. So a row fits where its words
stand once, or as far as before from the nearest row whose words do. Whatever is
less sure is left to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from ...ontology.agencies import Authority
from ..fold import fold
from ..header import read_header
from ..model import Notice, Span
from .apply import apply_table
from .columns import WORDS
from .errors import CorrectionError, RowError, cut
from .places import Places
from .rows import Row, read_row
from .state import State
from .table import Cells, Table, csv_text

__all__ = ["Fit", "fits", "rebound"]

Verdict = Literal["holds", "moved", "several", "gone", "refused", "out_of_force"]
_SHOWN: Final = 4
_CARRIED: Final = frozenset({"holds", "moved"})


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a row fits a text.

    Attributes:
        row: its number.
        what: action, kind and words in English, for messages.
        what_zh: the same in Chinese.
        verdict: ``holds``: its words stand where they stood, or somewhere if it names no place; ``moved``: they stand
            elsewhere, and it is clear where; ``several``: elsewhere in several places; ``gone``: nowhere;
            ``refused``: they stand there, but the row cannot be applied; ``out_of_force``: it was left out before.
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
            row = read_row(line)
        except RowError as fault:
            if line.cells.get("action"):
                found[line.number] = _refused(line, None, fault)
            continue
        if row.action is not None:
            rows[line.number] = row
    lines = {line.number: line for line in table.rows}
    head = read_header(notice.source, fold(notice.source.content), tables)
    state = State(notice, fold(notice.source.content), head, places, {t.number: t for t in notice.tasks})
    where = {number: _where(state, row) for number, row in rows.items()}
    sure = _sure(rows, where)
    for number, row in rows.items():
        found[number] = _placed(lines[number], row, where[number], sure.get(number))
    found.update(_in_other_tasks(state, lines, rows, found))
    return [fit for _, fit in sorted(_tried(notice, table, tables, found).items())]


def _where(state: State, row: Row) -> list[Span]:
    """All places where a row's words stand; in the task that it names, if it names no place."""
    within = None
    if row.start is None:
        try:
            within = state.within(row)[0]
        except RowError:
            within = None
    return list(state.places.all(row, within)) or list(state.places.all(row, None))


def _sure(rows: Mapping[int, Row], where: Mapping[int, list[Span]]) -> dict[int, Span]:
    """Where the words of rows that name a place stand now, as far as that is sure."""
    stated = {n: row.start for n, row in rows.items() if row.start is not None}
    once = {n: where[n][0] for n in stated if len(where[n]) == 1}
    moved = sorted((stated[n], span.start - stated[n]) for n, span in once.items())
    sure = dict(once)
    for number, start in stated.items():
        if number in once:
            continue
        before = next((by for at, by in reversed(moved) if at < start), None)
        behind = next((by for at, by in moved if at > start), None)
        # What changed between the two stands before the words or behind them.
        by = {d for d in (before, behind) if d is not None} or {0}
        there = [span for span in where[number] if span.start - start in by]
        if len(there) == 1:
            sure[number] = there[0]
    return sure


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
    if sure is None:
        told = f"its words stand {times} now, at {listed_en}, and it is not clear which is meant"
        return _fit(line, "several", where[0], told, f"文字现见于{times_zh}：{listed}，无法确定是哪一处")
    if sure.start == row.start:
        return _fit(line, "holds", sure, "its words stand where they stood", "文字仍在原处")
    told = f"its words stand at {sure.start}–{sure.end} now, not at {row.start}–{row.end}"
    return _fit(line, "moved", sure, told, f"文字由 {row.start}–{row.end} 移至 {sure.start}–{sure.end}")


def _in_other_tasks(
    state: State, lines: Mapping[int, Cells], rows: Mapping[int, Row], found: Mapping[int, Fit]
) -> dict[int, Fit]:
    """Rows whose words stand in another task than the row names: tasks may be numbered anew."""
    other: dict[int, Fit] = {}
    for number, row in rows.items():
        fit = found[number]
        if row.task is None or row.start is None or fit.place is None or not fit.carried or row.kind == "task":
            continue
        try:
            task, clause = state.clause_at(replace(row, task=None, clause=None), fit.place)
        except RowError:
            continue
        named = clause.number if row.kind != "clause" and row.clause is not None else None
        if (task.number, named) != (row.task, None if named is None else row.clause):
            here = f"task {task.number}" + ("" if named is None else f", clause {named}")
            here_zh = f"任务{task.number}" + ("" if named is None else f"条款{named}")
            told = f"its words stand in {here} now, and the row names another"
            other[number] = _fit(lines[number], "refused", fit.place, told, f"文字现属{here_zh}，与本行所填不同")
    return other


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


def rebound(notice: Notice, table: Table, found: Sequence[Fit]) -> str:
    """The whole table as CSV for another text: moved where rows fit, with # before the action where they do not.

    Args:
        notice: the notice with that text.
        table: the table as it stands.
        found: what `fits` says of its rows.
    """
    by_row = {fit.row: fit for fit in found}
    places = Places(notice.source, lossy=table.lossy)
    lines: dict[int, list[str]] = {}
    for line in table.rows:
        fit = by_row.get(line.number)
        cells = _at(line, fit.place if fit is not None and fit.carried else None)
        if fit is not None and not fit.carried and line.in_force:
            cells["action"] = f"#{cells.get('action', '')}"
        if table.lossy and fit is not None and fit.carried and fit.place is not None:
            cells["words"] = "".join(places.source.words(fit.place).split())
        # One digest binds the whole table, whatever rows are deleted from it later.
        cells["text_sha256"] = notice.source.sha256
        lines[line.number] = [cells.get(column, "") for column in table.heads.values()]
    # Rows keep their numbers, which messages have named.
    first = min(lines, default=2)
    blank = [""] * len(table.heads)
    body = [lines.get(n, blank) for n in range(min(2, first), max(lines, default=1) + 1)]
    return csv_text([list(table.heads), *body])


def _refused(line: Cells, place: Span | None, fault: RowError) -> Fit:
    return _fit(line, "refused", place, f"cannot be applied: {fault.problem}", f"无法采用：{fault.problem}")


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
