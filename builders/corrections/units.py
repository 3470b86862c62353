"""Whom a correction means: resolved by the same authority as the names of the notice."""

import difflib
from typing import Final

from ...ontology.agencies import Authority
from ...ontology.places import CENTRE, chain, names_of
from ..collectives import collective
from ..fold import without_space
from ..model import Span, Unit
from ..resolve import Context, Resolver
from ..units import is_collective
from .errors import RowError, cut
from .rows import Row
from .state import State

__all__ = ["names_unit", "tell_unlisted", "unit_meant"]

_LONGEST: Final = 80
_ALIKE: Final = 0.6
_NAMED: Final = 3


def unit_meant(state: State, row: Row, tables: Authority) -> Unit | None:
    """The unit that a row names in `unit`, of the division in `scope` where that is filled; none where it names none.

    Raises:
        RowError: if the name may mean several units, or the division is none.
    """
    name, scope = row.unit, row.text("scope")
    if name is None:
        if scope is not None:
            raise RowError(
                row.number,
                "scope is filled and unit is not: write the unit's full name",
                chinese="已填区划代码而未填单位，请填写单位全称",
            )
        return None
    name = without_space(name)
    if len(name) > _LONGEST:
        raise RowError(
            row.number,
            f"unit is longer than {_LONGEST} characters: no unit has such a name",
            chinese=f"单位超过{_LONGEST}字，不是单位名称",
        )
    resolver, context = state.head.resolver, state.head.resolver.context
    if scope is not None and scope != context.jurisdiction:
        if scope != CENTRE and not names_of(scope):
            raise RowError(
                row.number,
                f"scope “{cut(scope)}” is no division code (GB/T 2260)",
                chinese=f"区划代码“{cut(scope)}”不是行政区划代码（GB/T 2260）",
            )
        resolver = Resolver(Context(scope, context.year, None, tables))
    if scope is not None:
        if (agency := tables.named(scope, name)) is not None:
            return Unit(agency.name, agency.scope, collective=False, known=True)
        if is_collective(name):
            return collective(name, scope, context.year)
    found = resolver.explain(name)
    # A name that nothing decides on stays as written; the table says so too.
    if found.rivals and name != without_space(row.words):
        names = "; ".join(f"{a.name} ({a.scope})" for a in found.rivals[:4])
        names_zh = "、".join(f"{a.name}（{a.scope}）" for a in found.rivals[:4])
        raise RowError(
            row.number,
            f"unit “{name}” may mean {names}; write the full name, and its division in scope",
            chinese=f"单位“{name}”可能指{names_zh}，请填写全称和区划代码",
        )
    return found.unit


def names_unit(row: Row, unit: Unit) -> bool:
    """Whether a row names a unit by its full name, in the words of the table."""
    return without_space(row.unit or "") == unit.name and row.text("scope") in (None, unit.scope)


def tell_unlisted(state: State, row: Row, unit: Unit, span: Span | None, tables: Authority) -> None:
    """Warns of a unit that a row names and no table has: it may well exist, and may as well be misspelt."""
    if unit.known or unit.collective or unit.kind == "InternalOffice" or row.unit is None:
        return
    state.unlisted.add(unit)
    if any(p.code == "unlisted-unit" and p.row == row.number for p in state.problems):
        return
    near = _near(state, unit.name, row.text("scope"), tables)
    state.warn(
        row,
        f"unit “{cut(unit.name)}” is in no table" + (f"; did you mean {' or '.join(near)}?" if near else ""),
        f"名录中没有单位“{cut(unit.name)}”" + (f"，是否应为{'、'.join(near)}？" if near else "，请核实"),
        span,
        code="unlisted-unit",
    )


def _near(state: State, name: str, scope: str | None, tables: Authority) -> list[str]:
    """Full names of bodies of the issuer's area, of those above it and of a scope whose names are most alike."""
    context = state.head.resolver.context
    names: dict[str, str] = {}
    areas: list[str] = [scope] if scope is not None else []
    for code in dict.fromkeys([*areas, *chain(context.jurisdiction)]):
        for agency in tables.of_place(code, context.year):
            for form in (agency.name, *agency.forms):
                names.setdefault(form, agency.name)
    alike = difflib.get_close_matches(name, names, n=2 * _NAMED, cutoff=_ALIKE)
    return list(dict.fromkeys(names[form] for form in alike))[:_NAMED]
