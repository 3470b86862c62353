"""Rows on the plan itself: tasks and clauses that were not seen, and places that only look like assignments."""

from collections.abc import Iterable
from dataclasses import replace

from ..fold import display
from ..model import BackReference, Citation, Clause, Problem, Span, Target, Task
from ..parse import where_it_stands
from .errors import RowError, cut
from .rows import Row
from .state import Place, State, between

__all__ = ["add_clauses", "add_tasks", "close_groups", "placed", "settle_groups"]

_OPEN, _CLOSE = "([【〔", ")]】〕"
_JOINTS, _STOPS = "，；、,;", "。."


def add_tasks(state: State, rows: Iterable[Row]) -> set[Place]:
    """Applies the rows that add tasks to `state.tasks`; the clauses that are new."""
    new: set[Place] = set()
    for row in rows:
        if row.action is None:
            continue
        try:
            place = state.places.stated(row) if row.start is not None else state.places.only(row, None)
            span = state.places.core(place)
            state.speak(row, span)
            there = [t for t in state.tasks.values() if t.span.start <= span.start < t.span.end]
            if there:
                # The rules see a task there by now.
                state.note(row, span, "already_so", (there[-1].number, None))
                continue
            behind = [t for t in state.tasks.values() if span.start < t.span.start < span.end]
            if behind:
                raise RowError(
                    row.number,
                    f"task {behind[0].number} begins inside the place: end it before that",
                    chinese=f"任务{behind[0].number}始于该处之内，请在其前结束",
                )
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
    rows = [row for row in rows if row.action is not None]
    at: list[tuple[Span, Row]] = []
    for row in rows:
        try:
            within = replace(row, clause=None)
            place = state.places.stated(row) if row.start is not None else state.places.only(row, *state.within(within))
            span = state.places.core(place)
            state.speak(row, span)
            at.append((span, row))
        except RowError as fault:
            state.refuse(row, fault)
    new: set[Place] = set()
    wanted = {row.clause for row in rows if row.clause is not None}
    # In the order of the text, so that the order of rows decides nothing.
    for span, row in sorted(at, key=lambda one: one[0]):
        try:
            _add_clause(state, row, span, new, wanted)
        except RowError as fault:
            state.refuse(row, fault)
    return new


def _add_clause(state: State, row: Row, span: Span, new: set[Place], wanted: set[int]) -> None:
    """Applies one row; `wanted` are numbers that rows ask for, which nothing else is given."""
    task, old = state.clause_at(replace(row, clause=None), span)
    same = next((c for c in task.clauses if c.span == span or c.span.start == span.start), None)
    if same is not None and (same.span.end <= span.end or (task.number, same.number) in new):
        _so_already(state, row, span, task, same, new)
        return
    before = _trimmed(state, Span(old.span.start, max(old.span.start, min(span.start, old.span.end))))
    after = _trimmed(state, Span(min(span.end, old.span.end), old.span.end))
    if before is None and after is None and old.span.start <= span.start:
        # Only a sign at an end is not among the row's words.
        _so_already(state, row, span, task, old, new)
        return
    numbers = {c.number for c in task.clauses}
    number = between(numbers | (wanted - {row.clause}), len(task.clauses), row.clause)
    made = _part(state, old, number, span)
    # The bracket stands behind the words that it answers for, so these keep the number.
    in_front = old.group is not None and before is not None and old.group.start < span.start
    rest, apart = (before, after) if in_front or after is None else (after, before)
    cut_off = None
    if apart is not None:
        cut_off = _part(state, old, between(numbers | wanted | {number}, len(task.clauses) + 1, None), apart)
        if cut_off.assignments:
            first, last = cut_off.assignments[0].span, cut_off.assignments[-1].span
            cut_off = replace(cut_off, group=Span(first.start, last.end))
    parts = [made] if cut_off is None else [made, cut_off]
    gone = {a.span for part in parts for a in part.assignments}
    kept = replace(old, assignments=tuple(a for a in old.assignments if a.span not in gone))
    if any(part.deadline for part in parts):
        kept = replace(kept, deadline=None)
    if rest is not None:
        kept = replace(kept, span=rest, text=display(state.notice.source.words(rest)))
    clauses = [*(kept if c is old else c for c in task.clauses), *parts]
    state.tasks[task.number] = replace(task, clauses=tuple(sorted(clauses, key=lambda c: c.span)))
    new.add((task.number, number))
    state.note(row, span, "applied", (task.number, number))
    if cut_off is not None:
        state.note(row, cut_off.span, "applied", (task.number, cut_off.number))


def _so_already(state: State, row: Row, span: Span, task: Task, clause: Clause, new: set[Place]) -> None:
    """Notes that a row's words are a clause; if other rows made them one, its number has to be the one that it got."""
    if row.clause not in (None, clause.number) and any(t == task.number for t, _ in new):
        raise RowError(
            row.number,
            f"other rows leave “{cut(row.words)}” as clause {clause.number} of task {task.number}; "
            f"write {clause.number} in clause, or nothing",
            chinese=f"按其他各行，“{cut(row.words)}”是任务{task.number}条款{clause.number}，条款请填{clause.number}或者留空",
        )
    state.note(row, span, "already_so", (task.number, clause.number))


def _part(state: State, old: Clause, number: int, span: Span) -> Clause:
    """A clause of some words of another, with the units and the deadline among them."""
    moved = tuple(a for a in old.assignments if span.start <= a.span.start < span.end)
    deadline = old.deadline if old.deadline and span.start <= old.deadline.span.start < span.end else None
    return Clause(number, display(state.notice.source.words(span)), span, None, moved, deadline=deadline)


def _trimmed(state: State, span: Span) -> Span | None:
    """What is left of a clause beside a cut, without the signs that joined the two; none without words."""
    content, start, end = state.notice.source.content, span.start, span.end
    if not any(c.isalnum() for c in content[start:end]):
        return None
    while content[start].isspace() or content[start] in _JOINTS + _STOPS:
        start += 1
    while content[end - 1].isspace() or content[end - 1] in _JOINTS:
        end -= 1
    return Span(start, end)


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
