"""Rows on deadlines: by when a clause is to be done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..deadlines import find_deadline, stated_deadline
from ..fold import without_space
from ..model import Clause, Deadline, Span, Task
from .errors import RowError, cut
from .places import visible
from .rows import Row
from .said import of_deadline
from .state import Place, State
from .values import no_deadline

__all__ = ["correct_deadlines"]


@dataclass(frozen=True, slots=True)
class _Index:
    """Which clauses have a deadline at a place, and where its words are read as one."""

    by_span: dict[Span, list[Place]]
    by_words: dict[str, list[tuple[Span, Place]]]


def correct_deadlines(state: State, rows: Iterable[Row]) -> None:
    """Applies the rows on deadlines to `state.tasks`."""
    index = _Index(defaultdict(list), defaultdict(list))
    for task, clause in state.clauses():
        if clause.deadline is not None:
            place, span = (task.number, clause.number), clause.deadline.span
            index.by_span[span].append(place)
            index.by_words[state.places.as_saved(visible(clause.deadline.text))].append((span, place))
    # What corrects nothing is compared with what holds in the end.
    for row in sorted(rows, key=lambda row: row.action is None):
        try:
            _correct(state, index, _dated(state, row))
        except RowError as fault:
            state.refuse(row, fault)


def _dated(state: State, row: Row) -> Row:
    """A row whose deadline is a day: words such as 6月底前 are read as the notice's own are, in its year."""
    if not isinstance(row.deadline, str):
        return row
    found = stated_deadline(row.deadline, state.head.year)
    if found is None:
        raise no_deadline(row.number, row.deadline)
    return replace(row, values={**row.values, "deadline": (found.date, found.precision)})


def _correct(state: State, index: _Index, row: Row) -> None:
    span, hits = _hits(state, index, row)
    if row.action is None:
        for _, clause in hits:
            if clause.deadline is not None:
                state.compare(row, of_deadline(clause.deadline), span)
        return
    state.speak(row, span)
    if row.action == "remove":
        for task, clause in hits:
            state.claim(row, task.number, clause.number)
            state.replace_clause(task.number, replace(clause, deadline=None))
            before = of_deadline(clause.deadline) if clause.deadline else None
            state.note(row, span, "applied", (task.number, clause.number), before=before)
        if not hits:
            state.note(row, span, "already_so", (row.task, row.clause))
        return
    made = _made(state, row, span, hits)
    for task, clause in hits or [state.clause_at(row, span)]:
        state.claim(row, task.number, clause.number)
        same = clause.deadline == made
        state.replace_clause(task.number, replace(clause, deadline=made))
        state.note(
            row,
            span,
            "already_so" if same else "applied",
            (task.number, clause.number),
            before=of_deadline(clause.deadline) if clause.deadline and not same else None,
            after=of_deadline(made),
        )


def _hits(state: State, index: _Index, row: Row) -> tuple[Span, list[tuple[Task, Clause]]]:
    """The place of a row, and the clauses whose deadline stands just there."""

    def wanted(place: Place) -> bool:
        return row.task in (None, place[0]) and row.clause in (None, place[1])

    if row.start is not None:
        span = state.places.core(state.places.stated(row))
    else:
        words = state.places.as_saved(visible(row.words))
        read = {at for at, place in index.by_words.get(words, ()) if wanted(place)}
        span = read.pop() if row.action != "add" and len(read) == 1 else state.located(row)
    return span, [state.clause(place) for place in index.by_span.get(span, ()) if wanted(place)]


def _made(state: State, row: Row, span: Span, hits: list[tuple[Task, Clause]]) -> Deadline:
    """The deadline that a row states, or as the rules read its words where it states none."""
    text = without_space(state.notice.source.words(span))
    if isinstance(row.deadline, tuple):
        return Deadline(*row.deadline, text, span)
    if hits and hits[0][1].deadline is not None:
        return hits[0][1].deadline
    content, head = state.notice.source.content, state.head
    found = find_deadline(content, state.folded, [], [span], head.year, head.header.issued)
    if found is None:
        raise RowError(
            row.number,
            f"“{cut(text)}” is no date that the rules can read: fill deadline",
            chinese=f"“{cut(text)}”未能读作日期，请填写时限",
        )
    return replace(found, text=text, span=span)
