"""Rows on names: whom a written name means, wherever it is written or in one place."""

from collections.abc import Iterable
from dataclasses import replace

from ...ontology.agencies import Authority
from ..model import Rule, Span, Unit
from .errors import RowError, cut
from .places import visible
from .rows import Row
from .state import Place, State
from .units import names_unit, tell_unlisted, unit_meant

__all__ = ["correct_names"]


def correct_names(state: State, rows: Iterable[Row], tables: Authority) -> tuple[Rule, ...]:
    """Applies the rows on names to `state.tasks`; the notice's rules with their units."""
    rules = list(state.notice.rules)
    set_by: dict[tuple[Place, Span], tuple[Row, Unit]] = {}
    for task, clause in state.clauses():
        for said in clause.assignments:
            key = (task.number, clause.number), said.span
            by = state.claims.get(("assignment", *key))
            if by is not None and by.unit is not None:
                set_by[key] = by, said.unit
    for row in rows:
        if row.action is None:
            continue
        try:
            _rename(state, rules, row, tables, set_by)
        except RowError as fault:
            state.faults.append(fault)
    return tuple(rules)


def _rename(
    state: State,
    rules: list[Rule],
    row: Row,
    tables: Authority,
    set_by: dict[tuple[Place, Span], tuple[Row, Unit]],
) -> None:
    unit = unit_meant(state, row, tables)
    if unit is None:
        raise RowError(
            row.number,
            "unit is empty; write the full name of the unit that the words mean",
            chinese="未填单位，请填写原文所指单位的全称",
        )
    words = state.places.as_saved(visible(row.words))
    span = state.places.core(state.places.stated(row)) if row.start is not None else None
    state.speak(row, (words, span))

    def settle(key: tuple[Place, Span]) -> None:
        earlier = set_by.setdefault(key, (row, unit))
        if earlier[0] is not row and earlier[1] != unit:
            raise RowError(
                row.number,
                f"contradicts row {earlier[0].number}: “{cut(row.words)}” cannot mean {unit.name} and "
                f"{earlier[1].name} in one place; keep one of them",
                earlier[0].number,
                chinese=f"与第{earlier[0].number}行矛盾：“{cut(row.words)}”在同一处不能既指{unit.name}又指{earlier[1].name}，请保留一行",
            )

    before: dict[Unit, None] = {}
    found: str | None = None
    changed: dict[Span, None] = {}
    for task, clause in list(state.clauses()):
        if row.task not in (None, task.number) or row.clause not in (None, clause.number):
            continue
        now = []
        for said in clause.assignments:
            if state.places.as_saved(visible(said.name)) == words and span in (None, said.span):
                found = said.name
                settle(((task.number, clause.number), said.span))
                if not names_unit(row, said.unit) and said.unit != unit:
                    before[said.unit] = None
                    changed[said.span] = None
                    said = replace(said, unit=unit)
            now.append(said)
        if tuple(now) != clause.assignments:
            state.replace_clause(task.number, replace(clause, assignments=tuple(now)))
    if row.task is None and span is None:
        for at, rule in enumerate(rules):
            named = [state.places.as_saved(visible(name)) == words for name in rule.names]
            units = tuple(unit if hit else meant for hit, meant in zip(named, rule.units, strict=True))
            found = found or next((n for n, hit in zip(rule.names, named, strict=True) if hit), None)
            if units != rule.units:
                before.update((old, None) for old, now in zip(rule.units, units, strict=True) if old != now)
                changed[rule.span] = None
                rules[at] = replace(rule, units=units)
    if found is None:
        if span is None:
            within, *what = state.within(row)
            if not any(True for _ in state.places.all(row, within)):
                state.places.only(row, within, *what)
        state.warn(
            row,
            f"nothing is assigned to “{cut(row.words)}” there, so it corrects nothing",
            f"该处没有以“{cut(row.words)}”为名的分工，本行未起作用",
            span,
        )
    if changed:
        tell_unlisted(state, row, unit, span, tables)
    state.note(
        row,
        span,
        "applied" if changed else "already_so",
        (row.task, row.clause),
        before={"unit": "、".join(u.name for u in before)} if changed else None,
        after={"unit": unit.name, "scope": unit.scope},
        words=found,
        places=changed,
    )
