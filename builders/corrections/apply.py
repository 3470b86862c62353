"""A table of corrections is applied to a notice: all of it, or nothing.

Rows are found by the words at their place, never by what the rules made of
them, so they survive a change of the rules. What the rules give by themselves
by then is noted as already so.
"""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ...ontology.agencies import Authority, authority
from ..fold import fold
from ..header import read_header
from ..model import Notice, Problem
from ..parse import parse, unknown_names
from ..stated import NOTHING, Stated
from .assignments import compare_assignments, correct_assignments
from .citations import correct_citations
from .deadlines import correct_deadlines
from .document import KINDS, correct_document
from .errors import CorrectionError, OtherTextError, RowError
from .issuers import tell_issuers
from .names import correct_names
from .outline import correct_headings, correct_open_lists
from .places import Places
from .plan import add_clauses, add_tasks, close_groups, placed, settle_groups
from .rows import Row, read_row
from .state import State
from .table import Table, read_table, table_of
from .targets import correct_targets

__all__ = ["apply_table", "corrected_beside"]

_SHOWN: Final = 5


def corrected_beside(notice: Notice, path: Path, tables: Authority | None = None) -> Notice:
    """A notice with the corrections that stand beside its file; unchanged where there are none.

    Args:
        notice: as it was read.
        path: its file.
        tables: the authority that it was read with; the shipped one unless given.

    Raises:
        CorrectionError: if the table cannot be applied as it stands.
    """
    file = table_of(path)
    return notice if file is None else apply_table(notice, read_table(file), tables)


def apply_table(notice: Notice, table: Table, tables: Authority | None = None) -> Notice:
    """A notice with corrections.

    Args:
        notice: as it was read, without corrections.
        table: the corrections.
        tables: the authority that the notice was read with; the shipped one unless given.

    Raises:
        CorrectionError: if the table is for another text, or a row cannot be applied; it names all such rows.
    """
    source = notice.source
    if table.rows and table.text_sha256 != source.sha256:
        raise OtherTextError(
            table.name,
            f"row {table.rows[0].number}: is for another text: the corrections are for {table.text_sha256[:12]}…, and "
            f"{source.name} now reads as {source.sha256}",
            f"see which rows still fit, and carry them over, with: zhengtu review {shlex.quote(source.name)}; "
            "or leave the table out with --no-corrections",
            (table.rows[0].number,),
        )
    faults: list[RowError] = []
    rows: list[Row] = []
    for line in table.rows:
        if not line.in_force:
            continue
        try:
            rows.append(read_row(line))
        except RowError as fault:
            # What corrects nothing may be incomplete.
            if line.cells.get("action"):
                faults.append(fault)
    folded = fold(source.content)
    tables = tables or authority()
    head = read_header(source, folded, tables)
    by_number = {t.number: t for t in notice.tasks}
    state = State(notice, folded, head, Places(source, lossy=table.lossy), by_number, faults=faults)
    _read_again(state, correct_document(state, [row for row in rows if row.kind in KINDS], tables), tables)
    tell_issuers(state, [row for row in rows if row.kind == "issuer"], tables)
    _tell_parked(state, [line.number for line in table.rows if not line.in_force])
    now = _corrected(state, rows, tables)
    if state.faults:
        _refuse(table, state.faults)
    return replace(
        now,
        corrections=tuple(sorted(state.done, key=lambda d: (d.row, d.task or 0, d.clause or 0))),
        corrections_sha256=table.sha256 if state.done else None,
    )


def _read_again(state: State, stated: Stated, tables: Authority) -> None:
    """Reads the notice anew where rows say what it says of itself: area, year and number decide much else."""
    if stated == NOTHING:
        return
    source = state.notice.source
    state.notice = parse(source, tables, stated)
    state.head = read_header(source, state.folded, tables, stated)
    state.tasks = {t.number: t for t in state.notice.tasks}


def _tell_parked(state: State, rows: list[int]) -> None:
    """Says which rows are out of force, so that nobody forgets them."""
    if rows:
        listed = ", ".join(map(str, rows))
        told = f"corrections out of force (# in action): row{'s' if len(rows) > 1 else ''} {listed}"
        chinese = f"更正表中暂不生效（操作以#开头）的行：第{'、'.join(map(str, rows))}行"
        state.problems.append(Problem("correction", told + "; mend them and take the # away", None, chinese))


def _corrected(state: State, rows: Sequence[Row], tables: Authority) -> Notice:
    """Applies rows kind by kind, so that their order in the table does not matter."""

    def of(kind: str) -> list[Row]:
        return [row for row in rows if row.kind == kind]

    sections = correct_headings(state, of("heading"))
    new = add_tasks(state, of("task"))
    new |= add_clauses(state, of("clause"))
    correct_assignments(state, of("assignment"), tables)
    rules = correct_names(state, of("name"), tables)
    compare_assignments(state, of("assignment"))
    close_groups(state, new)
    correct_open_lists(state, of("open_list"))
    correct_deadlines(state, of("deadline"))
    citations, references = correct_citations(state, of("citation"))
    targets = correct_targets(state, of("target"))
    citations, references, targets = placed(state, new, citations, references, targets)
    problems, settled = settle_groups(state, of("group"))
    tasks = tuple(state.tasks.values())
    if state.done:
        kept = [p for p in problems if p.code != "unknown-names" and not (p.code == "no-assignments" and tasks)]
        unknown = unknown_names(tasks, told=state.unlisted)
        problems = (*kept, *((unknown,) if unknown else ()))
    return replace(
        state.notice,
        sections=sections,
        tasks=tasks,
        citations=citations,
        back_references=references,
        targets=targets,
        rules=rules,
        problems=(*problems, *state.problems),
        groups_read=state.notice.groups_read + settled,
    )


def _refuse(table: Table, faults: list[RowError]) -> None:
    faults = sorted(faults, key=lambda f: f.rows)
    told = "; ".join(str(f) for f in faults[:_SHOWN])
    if len(faults) > _SHOWN:
        told += f"; and {len(faults) - _SHOWN} more: rows {', '.join(str(f.rows[0]) for f in faults[_SHOWN:])}"
    rows = tuple(dict.fromkeys(number for f in faults for number in f.rows))
    advice = "mend the rows, or leave the table out with --no-corrections"
    raise CorrectionError(table.name, told, advice, rows, tuple(faults))
