"""Rows on headings and on open lists: what a heading should read, and whether 等 leaves a list of units open."""

from collections.abc import Iterable
from dataclasses import replace

from ..fold import display
from ..model import Section
from .errors import RowError
from .rows import Row
from .state import State

__all__ = ["correct_headings", "correct_open_lists"]

_LONGEST = 200


def correct_headings(state: State, rows: Iterable[Row]) -> tuple[Section, ...]:
    """The sections, with their headings as the rows say."""
    sections = list(state.notice.sections)
    for row in rows:
        if row.action is None:
            continue
        try:
            span = state.located(row)
            at = next((i for i, s in enumerate(sections) if s.span.start <= span.start < s.span.end), None)
            if at is None:
                raise RowError(
                    row.number,
                    f"no heading stands at {span.start}–{span.end}",
                    chinese=f"{span.start}–{span.end} 处没有章节标题",
                )
            said = row.text("should_be")
            heading = display(said or "")
            if not heading or len(heading) > _LONGEST:
                raise RowError(
                    row.number,
                    f"should_be holds the heading without its number, 1 to {_LONGEST} characters",
                    chinese=f"“应为”填写不带编号的标题，1至{_LONGEST}字",
                )
            old = sections[at]
            state.speak(row, old.number)
            same = old.heading == heading
            sections[at] = replace(old, heading=heading)
            state.note(
                row,
                span,
                "already_so" if same else "applied",
                before=None if same else {"should_be": old.heading},
                after={"should_be": heading},
                number=old.number,
            )
        except RowError as fault:
            state.refuse(row, fault)
    return tuple(sections)


def correct_open_lists(state: State, rows: Iterable[Row]) -> None:
    """Applies the rows on open lists to `state.tasks`."""
    for row in rows:
        if row.action is None:
            continue
        try:
            span = state.located(row)
            task, clause = state.clause_at(row, span)
            place = task.number, clause.number
            state.speak(row, place)
            is_open = row.action == "add"
            same = clause.open_list is is_open
            state.replace_clause(task.number, replace(clause, open_list=is_open))
            state.note(row, span, "already_so" if same else "applied", place)
        except RowError as fault:
            state.refuse(row, fault)
