"""Rows on assignments: who answers for a clause, and in which role."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ...ontology.agencies import Authority
from ..fold import without_space
from ..model import Assignment, Span, Unit
from .errors import RowError, cut
from .places import visible
from .rows import Row
from .said import of_assignment
from .state import Place, State
from .units import names_unit, tell_unlisted, unit_meant

__all__ = ["compare_assignments", "correct_assignments"]

_LONGEST: Final = 80


@dataclass(slots=True)
class _Lists:
    """The assignments of every clause while rows are applied, and where each name stands."""

    of: dict[Place, list[Assignment]]
    by_span: dict[Span, list[Place]]
    by_words: dict[str, list[tuple[Place, Span]]]
    unresolved: set[tuple[Place, Span]]


def correct_assignments(state: State, rows: Iterable[Row], tables: Authority) -> None:
    """Applies the rows on assignments to `state.tasks`."""
    lists = _lists(state)
    touched: set[Place] = set()
    for row in rows:
        if row.action is None:
            continue
        try:
            touched |= _correct(state, lists, row, tables)
        except RowError as fault:
            state.refuse(row, fault)
    for place in touched:
        _write(state, lists, place)


def _lists(state: State) -> _Lists:
    made = _Lists({}, defaultdict(list), defaultdict(list), set())
    for task, clause in state.clauses():
        place = task.number, clause.number
        made.of[place] = list(clause.assignments)
        for said in clause.assignments:
            made.by_span[said.span].append(place)
            made.by_words[state.places.as_saved(visible(said.name))].append((place, said.span))
    return made


def _correct(state: State, lists: _Lists, row: Row, tables: Authority) -> set[Place]:
    """Applies one row; the clauses that it changed."""
    span, hits = _hits(state, lists, row)
    state.speak(row, span)
    for place in hits:
        state.claim(row, place, span)
    if row.action == "remove":
        for place in hits:
            (said,) = [a for a in lists.of[place] if a.span == span]
            lists.of[place].remove(said)
            state.note(row, span, "applied", place, before=of_assignment(said))
        if not hits:
            state.note(row, span, "already_so", (row.task, row.clause))
        return set(hits)
    unit = unit_meant(state, row, tables)
    if not hits:
        return {_add(state, lists, row, span, unit, tables)}
    changed = set()
    for place in hits:
        at, said = next((i, a) for i, a in enumerate(lists.of[place]) if a.span == span)
        now = _with(row, said, unit)
        lists.of[place][at] = now
        same = now == said
        if unit is not None and now.unit != said.unit:
            tell_unlisted(state, row, now.unit, span, tables)
        after = of_assignment(now)
        state.note(
            row,
            span,
            "already_so" if same else "applied",
            place,
            before=None if same else of_assignment(said),
            after=after,
            places=[span] if now.unit != said.unit else (),
        )
        changed |= set() if same else {place}
    return changed


def _hits(state: State, lists: _Lists, row: Row) -> tuple[Span, list[Place]]:
    """The place of a row, and the clauses that have an assignment just there."""

    def wanted(place: Place) -> bool:
        return (row.task in (None, place[0])) and (row.clause in (None, place[1]))

    if row.start is not None:
        span = state.places.core(state.places.stated(row))
        at = lists.by_span.get(span, [])
        found = [place for place in at if wanted(place)]
        # After a change of the rules there may be no such task or clause, and the place is the same.
        alone = not found and len(at) == 1
        return span, at if alone and not any(wanted(place) for place in lists.of) else found
    read = [(p, s) for p, s in lists.by_words.get(state.places.as_saved(visible(row.words)), ()) if wanted(p)]
    spans = sorted({s for _, s in read})
    if len(spans) > 1:
        listed = ", ".join(f"{s.start}–{s.end}" for s in spans[:4])
        raise RowError(
            row.number,
            f"“{cut(row.words)}” is assigned in {len(spans)} places, at {listed}; fill start and end, or task",
            chinese=f"“{cut(row.words)}”在{len(spans)}处列为分工（{listed}），请填写起、止或者任务",
        )
    if row.action == "add" or not spans:
        span = state.located(row)
        return span, [p for p in lists.by_span.get(span, ()) if wanted(p)]
    return spans[0], [p for p, _ in read]


def _add(state: State, lists: _Lists, row: Row, span: Span, unit: Unit | None, tables: Authority) -> Place:
    task, clause = state.clause_at(row, span)
    place = task.number, clause.number
    role = row.role
    if role is None:
        raise RowError(
            row.number,
            "nothing is assigned there by the rules: fill role"
            if row.action == "add"
            else "nothing is assigned there any more: fill role, or delete the row",
            chinese="该处没有读出分工，请填写角色"
            if row.action == "add"
            else "该处已没有分工，请填写角色，或者删除本行",
        )
    name = without_space(state.notice.source.words(span))
    if len(name) > _LONGEST:
        raise RowError(
            row.number,
            f"words are longer than {_LONGEST} characters: no unit has such a name",
            chinese=f"原文超过{_LONGEST}字，不是单位名称",
        )
    if not any(c.isalnum() for c in name):
        raise RowError(row.number, f"“{name}” is no name", chinese=f"“{name}”不是单位名称")
    state.claim(row, place, span)
    beside = [a for a in lists.of[place] if a.role == role]
    words = row.text("role_words") if "role_words" in row.values else beside[0].role_as_written if beside else None
    rule = row.whole("rule")
    if rule is not None and not 0 < rule <= len(state.notice.rules):
        raise RowError(
            row.number,
            f"there is no rule {rule}; the notice has {len(state.notice.rules)}",
            chinese=f"没有编号为{rule}的规则，公文共有{len(state.notice.rules)}条",
        )
    if unit is not None:
        tell_unlisted(state, row, unit, span, tables)
    if unit is None or row.unit is not None:
        lists.unresolved.add((place, span))
    made = Assignment(role, name, words or "", unit or Unit(name, "", collective=False, known=False), span, rule)
    for other in lists.of[place]:
        if other.span.start < span.end and span.start < other.span.end:
            state.warn(
                row,
                f"“{name}” overlaps “{other.name}”, which is assigned too",
                f"“{name}”与同样列为分工的“{other.name}”文字重叠",
                span,
            )
    lists.of[place].append(made)
    lists.of[place].sort(key=lambda a: a.span)
    state.note(row, span, "applied", place, after=of_assignment(made), places=[span] if unit is not None else ())
    return place


def _with(row: Row, said: Assignment, unit: Unit | None) -> Assignment:
    """An assignment with what a row says of it."""
    now = said
    if row.role is not None:
        now = replace(now, role=row.role)
    if "role_words" in row.values:
        now = replace(now, role_as_written=row.text("role_words") or "")
    if "rule" in row.values:
        now = replace(now, rule=row.whole("rule"))
    if unit is not None and not names_unit(row, said.unit):
        now = replace(now, unit=unit)
    return now


def _write(state: State, lists: _Lists, place: Place) -> None:
    """Puts a clause's list into its task, with the units of what was added."""
    task = state.tasks[place[0]]
    clause = next(c for c in task.clauses if c.number == place[1])
    said = lists.of[place]
    # A bare name takes the scope of the one before it, so what was added is resolved in the whole list.
    in_list = state.head.resolver.units(a.name for a in said)
    now = []
    for one, unit in zip(said, in_list, strict=True):
        if (place, one.span) in lists.unresolved:
            row = state.claims["assignment", place, one.span]
            if row.unit is None or names_unit(row, unit):
                one = replace(one, unit=unit)
        now.append(one)
    group = clause.group
    if group is None and now:
        group = Span(min(a.span.start for a in now), max(a.span.end for a in now))
    state.replace_clause(place[0], replace(clause, assignments=tuple(now), group=group))


def compare_assignments(state: State, rows: Iterable[Row]) -> None:
    """Says where rows that correct nothing differ from what holds, other rows applied: an action may be missing."""
    lists = _lists(state)
    for row in rows:
        if row.action is not None:
            continue
        try:
            span, hits = _hits(state, lists, row)
        except RowError:
            continue
        for place in hits:
            state.compare(row, of_assignment(next(a for a in lists.of[place] if a.span == span)), span)
