"""Whom a correction means: resolved by the same authority as the names of the notice."""

from typing import Final

from ...ontology.agencies import Authority
from ...ontology.places import CENTRE, names_of
from ..collectives import collective
from ..fold import without_space
from ..model import Unit
from ..resolve import Context, Resolver
from ..units import is_collective
from .errors import RowError, cut
from .rows import Row
from .state import State

__all__ = ["unit_meant"]

_LONGEST: Final = 80


def unit_meant(state: State, row: Row, tables: Authority) -> Unit | None:
    """The unit that a row names in `unit`, of the division in `scope` where that is filled; none where it names none.

    Raises:
        RowError: if the name may mean several units, or the division is none.
    """
    name, scope = row.unit, row.text("scope")
    if name is None:
        if scope is not None:
            raise RowError(row.number, "scope is filled and unit is not: write the unit's full name")
        return None
    name = without_space(name)
    if len(name) > _LONGEST:
        raise RowError(row.number, f"unit is longer than {_LONGEST} characters: no unit has such a name")
    resolver, context = state.head.resolver, state.head.resolver.context
    if scope is not None and scope != context.jurisdiction:
        if scope != CENTRE and not names_of(scope):
            raise RowError(row.number, f"scope “{cut(scope)}” is no division code (GB/T 2260)")
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
        raise RowError(row.number, f"unit “{name}” may mean {names}; write the full name, and its division in scope")
    return found.unit
