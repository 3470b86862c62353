"""What if: a unit is taken out, two become one, a task gets another lead. How the measures would change.

The plan is changed on paper and measured again: who answers for what besides
stays as it is. A forecast of how people would then work together it is not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..columns import Assignment, Duty, Responsibilities, Unit
from ..errors import QueryError
from .bottlenecks import Bottleneck, Bottlenecks, Network

__all__ = ["Change", "Difference", "difference", "merged", "moved", "without"]


@dataclass(frozen=True, slots=True)
class Change:
    """A unit before and after; none where it is not there."""

    unit: Unit
    before: Bottleneck | None
    after: Bottleneck | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes.

    Attributes:
        units: those of which a measure changes, as ordered before, then new ones; what the network would lose with a
            unit changes for all and is not looked at.
        before: the network as it is.
        after: the network as it would be.
    """

    units: tuple[Change, ...]
    before: Network
    after: Network


def without(r: Responsibilities, unit: str) -> Responsibilities:
    """As if no clause named the unit.

    Args:
        r: who answers for what.
        unit: IRI.

    Raises:
        QueryError: if nothing names the unit.
    """
    _known(r, unit)
    return _with(r, (a for a in r.assignments if a.unit != unit), (d for d in r.duties if d.unit != unit))


def merged(r: Responsibilities, unit: str, into: str) -> Responsibilities:
    """As if every clause that names one unit named the other.

    Where a clause names both, it then names one unit less.

    Args:
        r: who answers for what.
        unit: IRI of the unit that goes.
        into: IRI of the unit that takes its place.

    Raises:
        QueryError: if nothing names one of them, or they are the same.
    """
    _known(r, unit, into)
    if unit == into:
        raise QueryError(f"{r.units[unit].name} cannot be merged with itself")
    return _with(
        r,
        (replace(a, unit=into) if a.unit == unit else a for a in r.assignments),
        (replace(d, unit=into) if d.unit == unit else d for d in r.duties),
    )


def moved(r: Responsibilities, task: str, unit: str) -> Responsibilities:
    """As if a unit led a task in the place of those that lead it; where it supports the task, it no longer does.

    Args:
        r: who answers for what.
        task: IRI; all its clauses with a lead are moved.
        unit: IRI of a unit that some clause names.

    Raises:
        QueryError: if nothing names the unit, or the task has no lead unit.
    """
    _known(r, unit)
    led = {a.clause for a in r.assignments if a.task == task and a.role == "lead"}
    if not led:
        raise QueryError(
            f"task {r.tasks[task].number} has no lead unit that could be moved" if task in r.tasks else task
        )
    return _with(r, _moved(r, led, unit), r.duties)


def difference(before: Bottlenecks, after: Bottlenecks) -> Difference:
    """What changes from one analysis to another; of resamples and random tables nothing is compared."""
    old, new = ({u.unit.iri: u for u in found.units} for found in (before, after))
    units = {iri: found.unit for iri, found in (*old.items(), *new.items())}
    changes = [Change(unit, old.get(iri), new.get(iri)) for iri, unit in units.items()]
    return Difference(
        tuple(c for c in changes if _figures(c.before) != _figures(c.after)), before.network, after.network
    )


def _figures(unit: Bottleneck | None) -> tuple[object, ...] | None:
    if unit is None:
        return None
    return (
        unit.load.clauses,
        frozenset(unit.partners),
        unit.betweenness,
        unit.cuts_off,
        unit.constraint,
        unit.effective_size,
        unit.bipartite,
        unit.brokerage,
    )


def _moved(r: Responsibilities, led: set[str], unit: str) -> Iterator[Assignment]:
    given: set[str] = set()
    for a in r.assignments:
        if a.clause not in led:
            yield a
        elif a.role == "lead":
            if a.clause not in given:
                given.add(a.clause)
                yield replace(a, unit=unit)
        elif a.unit != unit:
            yield a


def _known(r: Responsibilities, *units: str) -> None:
    for unit in units:
        if unit not in r.units:
            raise QueryError(f"{unit} is named by no clause")


def _with(r: Responsibilities, assignments: Iterable[Assignment], duties: Iterable[Duty]) -> Responsibilities:
    """The same notices with other assignments; a unit that nothing names any more goes."""
    kept, obliged = tuple(assignments), tuple(duties)
    named = {a.unit for a in kept} | {d.unit for d in obliged}
    units = {iri: unit for iri, unit in r.units.items() if iri in named}
    return replace(r, units=units, assignments=kept, duties=obliged)
