"""Rows on the plan itself: tasks and clauses that were not seen, and places that only look like assignments."""

from collections.abc import Iterable
from dataclasses import replace

from ..fold import display
from ..model import BackReference, Citation, Clause, Problem, Span, Target, Task
from ..parse import where_it_stands
from .errors import RowError
from .rows import Row
from .state import Place, State, between

__all__ = ["add_clauses", "add_tasks", "close_groups", "placed", "settle_groups"]

_OPEN, _CLOSE = "([【〔", ")]】〕"


def add_tasks(state: State, rows: Iterable[Row]) -> set[Place]:
    """Applies the rows that add tasks to `state.tasks`; the clauses that are new."""
    new: set[Place] = set()
    for row in rows:
        if row.action is None:
            continue
        try:
            place = state.places.stated(row) if row.start is not None else state.places.only(row, None, "the text")
            span = state.places.core(place)
            state.speak(row, span)
            there = [t for t in state.tasks.values() if t.span.start <= span.start < t.span.end]
            if there:
                # The rules see a task there by now.
                state.note(row, span, "already_so", (there[-1].number, None))
                continue
            behind = [t for t in state.tasks.values() if span.start < t.span.start < span.end]
            if behind:
                raise RowError(row.number, f"task {behind[0].number} begins inside the place: end it before that")
            before = max((t.number for t in state.tasks.values() if t.span < span), default=0)
            number = between(state.tasks, before, row.task)
            text = display(state.notice.source.words(span))
            section = where_it_stands(span, state.notice.sections, ())[1]
            state.tasks[number] = Task(number, None, section, None, text, span, (Clause(1, text, span, None, ()),))
            state.note(row, span, "applied", (number, None))
            new.add((number, 1))
        except RowError as fault:
            state.refuse(row, fault)
    state.tasks = {t.number: t for t in sorted(state.tasks.values(), key=lambda t: t.span)} if new else state.tasks
    return new


def add_clauses(state: State, rows: Iterable[Row]) -> set[Place]:
    """Applies the rows that add clauses to `state.tasks`; the clauses that are new."""
    new: set[Place] = set()
    for row in rows:
        if row.action is None:
            continue
        try:
            within = (replace(row, clause=None), *state.within(replace(row, clause=None)))
            span = state.places.core(state.places.stated(row) if row.start is not None else state.places.only(*within))
            state.speak(row, span)
            task, old = state.clause_at(within[0], span)
            same = next((c for c in task.clauses if c.span == span or c.span.start == span.start), None)
            if same is not None and (same.span.end <= span.end or (task.number, same.number) in new):
                state.note(row, span, "already_so", (task.number, same.number))
                continue
            number = between((c.number for c in task.clauses), len(task.clauses), row.clause)
            new.add((task.number, number))
            state.tasks[task.number] = _split(state, task, old, number, span)
            state.note(row, span, "applied", (task.number, number))
        except RowError as fault:
            state.refuse(row, fault)
    return new


def _split(state: State, task: Task, old: Clause, number: int, span: Span) -> Task:
    """A task with a new clause, which takes its words, and the units among them, from the one that had them."""
    content = state.notice.source.content
    moved = tuple(a for a in old.assignments if span.start <= a.span.start < span.end)
    before, after = Span(old.span.start, span.start), Span(span.end, old.span.end)
    # The bracket stands behind the words that it answers for.
    rest = after if after.start < after.end and content[after.start : after.end].strip() else before
    kept = old
    if rest.start < rest.end:
        kept = replace(old, span=rest, text=display(content[rest.start : rest.end]))
    kept = replace(kept, assignments=tuple(a for a in old.assignments if a not in moved))
    deadline = old.deadline
    if deadline is not None and span.start <= deadline.span.start < span.end:
        kept = replace(kept, deadline=None)
    else:
        deadline = None
    made = Clause(number, display(content[span.start : span.end]), span, None, moved, deadline=deadline)
    clauses = [kept if c is old else c for c in task.clauses]
    return replace(task, clauses=tuple(sorted([*clauses, made], key=lambda c: c.span)))


def close_groups(state: State, new: Iterable[Place]) -> None:
    """Gives clauses that were added the bracket or line that names their units, which is no part of their words."""
    content, folded = state.notice.source.content, state.folded
    for task, number in new:
        clause = next(c for c in state.tasks[task].clauses if c.number == number)
        if not clause.assignments:
            continue
        first = min(a.span.start for a in clause.assignments)
        last = max(a.span.end for a in clause.assignments)
        start, end = first, last
        for at in range(first - 1, clause.span.start, -1):
            if folded[at] in _CLOSE:
                break
            if folded[at] in _OPEN:
                start = at
                break
        if start < first and last < len(folded):
            stop = folded.find("\n", last)
            closing = [i for sign in _CLOSE if (i := folded.find(sign, last, stop if stop >= 0 else len(folded))) >= 0]
            end = min(closing) + 1 if closing else last
        span = Span(clause.span.start, max(clause.span.start + 1, min(clause.span.end, start)))
        text = display(content[span.start : span.end]) or clause.text
        state.replace_clause(task, replace(clause, group=Span(start, end), span=span, text=text))


def settle_groups(state: State, rows: Iterable[Row]) -> tuple[tuple[Problem, ...], int]:
    """The notice's problems without the places that corrections settle, and how many those are.

    A place that was not understood is settled where a correction assigns something in it, or says that it is no
    assignment.
    """
    problems = list(state.notice.problems)
    settled = 0
    assigned = [d.span for d in state.done if d.kind == "assignment" and d.action != "remove" and d.span]

    def settle(places: Iterable[Span]) -> bool:
        nonlocal settled
        places = list(places)
        over = [
            p
            for p in problems
            if p.code.startswith("unread") and p.span and any(p.span.start <= s.start < p.span.end for s in places)
        ]
        for problem in over:
            problems.remove(problem)
        settled += len(over)
        return bool(over)

    settle(assigned)
    for row in rows:
        if row.action is None:
            continue
        try:
            span = state.located(row)
            state.speak(row, span)
            before = {"words": "unread"}
            done = settle([span])
            state.note(row, span, "applied" if done else "already_so", before=before if done else None)
        except RowError as fault:
            state.refuse(row, fault)
    return tuple(problems), settled


def placed(
    state: State,
    new: set[Place],
    citations: tuple[Citation, ...],
    references: tuple[BackReference, ...],
    targets: tuple[Target, ...],
) -> tuple[tuple[Citation, ...], tuple[BackReference, ...], tuple[Target, ...]]:
    """What stands in tasks and clauses that were added, moved into them."""
    if not new:
        return citations, references, targets
    tasks = list(state.tasks.values())

    def moved(span: Span, task: int | None) -> int | None:
        there = where_it_stands(span, (), tasks)[0]
        return there if there is not None and any(t == there for t, _ in new) else task

    def clause_of(target: Target) -> Target:
        task = moved(target.span, target.task)
        if task is None or not any(t == task for t, _ in new):
            return target
        over = [c for c in state.tasks[task].clauses if c.span.start <= target.span.start < c.span.end]
        return replace(target, task=task, clause=over[-1].number, section=None) if over else target

    return (
        tuple(replace(c, task=t, section=None) if (t := moved(c.span, c.task)) != c.task else c for c in citations),
        tuple(replace(r, task=t, section=None) if (t := moved(r.span, r.task)) != r.task else r for r in references),
        tuple(clause_of(t) for t in targets),
    )
