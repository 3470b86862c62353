"""Who answers for what was carried on, and what each unit has more or less to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from ..columns import Assignment, Role, Task
from .changes import Group, Party, RoleChange, UnitChange
from .sides import Side

__all__ = ["ROLES", "Parties", "folding_tells", "unit_changes"]

ROLES: Final[tuple[Role, ...]] = ("lead", "support", "responsible")
_Said: TypeAlias = dict[str, list[Assignment]]


class Parties:
    """The units of two notices, each under one key, and what each task says of them.

    Args:
        before: the earlier notice.
        after: the later one.
        fold: whether a unit counts as the last that it became, as either graph knows.
    """

    def __init__(self, before: Side, after: Side, *, fold: bool) -> None:
        self._next: dict[str, set[str]] = defaultdict(set)
        for side in (before, after) if fold else ():
            for unit, following in side.continued.items():
                self._next[unit].update(following)
        self._sides = (before, after)
        self._said: tuple[dict[str, _Said], dict[str, _Said]] = ({}, {})
        named: tuple[defaultdict[str, dict[str, None]], defaultdict[str, dict[str, None]]]
        named = (defaultdict(dict), defaultdict(dict))
        for side, said, units in zip(self._sides, self._said, named, strict=True):
            for a in side.said.assignments:
                key = self.key(a.unit)
                said.setdefault(a.task, {}).setdefault(key, []).append(a)
                units[key][a.unit] = None
        units_of = [
            {key: tuple(side.said.units[iri] for iri in units) for key, units in by_key.items()}
            for side, by_key in zip(self._sides, named, strict=True)
        ]
        keys = dict.fromkeys([*named[1], *named[0]])
        self.parties: Mapping[str, Party] = {
            key: Party(key, units_of[0].get(key, ()), units_of[1].get(key, ())) for key in keys
        }

    def key(self, unit: str) -> str:
        """The last that a unit became where it became one; a split has no one successor."""
        seen = {unit}
        while len(following := self._next.get(unit, set()) - seen) == 1:
            unit = next(iter(following))
            seen.add(unit)
        return unit

    def of(self, task: Task, *, later: bool) -> frozenset[str]:
        """The keys of the units that a task names."""
        return frozenset(self._said[later].get(task.iri, ()))

    def said(self, tasks: Iterable[Task], *, later: bool) -> _Said:
        """The assignments of some tasks, by the key of the unit."""
        found: _Said = {}
        for task in tasks:
            for key, assignments in self._said[later].get(task.iri, {}).items():
                found.setdefault(key, []).extend(assignments)
        return found

    def changes(self, before: Sequence[Task], after: Sequence[Task]) -> tuple[RoleChange, ...]:
        """The units whose roles in a task that was carried on, or in all parts of it, are others now."""
        said, says = self.said(before, later=False), self.said(after, later=True)
        found = []
        for key in dict.fromkeys([*says, *said]):
            old, new = _roles(said.get(key, ())), _roles(says.get(key, ()))
            if old != new:
                evidence = tuple(said.get(key, ())), tuple(says.get(key, ()))
                found.append(RoleChange(self.parties[key], old, new, *evidence))
        return tuple(found)

    def folded(self) -> tuple[Party, ...]:
        """The parties that stand for units of more than one name."""
        return tuple(p for p in self.parties.values() if len({u.iri for u in (*p.before, *p.after)}) > 1)


def folding_tells(before: Side, after: Side, groups: Sequence[Group]) -> bool:
    """Whether the changes in tasks that were carried on would be told otherwise with lineages folded.

    Args:
        before: the earlier notice.
        after: the later one.
        groups: all tasks of both, compared without folding.
    """
    parties = Parties(before, after, fold=True)
    return any(
        set(map(_named, parties.changes(group.before, group.after))) != set(map(_named, group.roles))
        for group in groups
        if group.before and group.after
    )


def _named(change: RoleChange) -> tuple[object, ...]:
    """A change by the units that the task names, whatever they are counted as."""
    units = (frozenset(a.unit for a in said) for said in (change.said, change.says))
    return (*units, change.before, change.after)


def unit_changes(parties: Parties, groups: Sequence[Group]) -> tuple[UnitChange, ...]:
    """What each unit gained, lost and does in another role; those with most changes first.

    Args:
        parties: the units.
        groups: all tasks of both notices.
    """
    had: defaultdict[str, defaultdict[Role, list[Task]]] = defaultdict(lambda: defaultdict(list))
    has: defaultdict[str, defaultdict[Role, list[Task]]] = defaultdict(lambda: defaultdict(list))
    gained: defaultdict[str, list[Task]] = defaultdict(list)
    lost: defaultdict[str, list[Task]] = defaultdict(list)
    shifted: defaultdict[str, list[tuple[Task, Task]]] = defaultdict(list)
    for group in groups:
        for tasks, later, held in ((group.before, False, had), (group.after, True, has)):
            for task in tasks:
                for key, assignments in parties.said([task], later=later).items():
                    for role in _roles(assignments):
                        held[key][role].append(task)
        for change in parties.changes(group.before, group.after):
            key = change.party.key
            if not change.before:
                gained[key] += [task for task in group.after if key in parties.of(task, later=True)]
            elif not change.after:
                lost[key] += [task for task in group.before if key in parties.of(task, later=False)]
            else:
                shifted[key].append((group.before[0], group.after[0]))
    found = [
        UnitChange(
            party,
            _by_role(had[key]),
            _by_role(has[key]),
            _ordered(gained[key]),
            _ordered(lost[key]),
            tuple(sorted(shifted[key], key=lambda pair: pair[1].number)),
        )
        for key, party in parties.parties.items()
        if key in gained or key in lost or key in shifted
    ]
    return tuple(
        sorted(found, key=lambda u: (-len(u.gained) - len(u.lost) - len(u.shifted), u.party.name, u.party.key))
    )


def _roles(assignments: Iterable[Assignment]) -> tuple[Role, ...]:
    held = {a.role for a in assignments}
    return tuple(role for role in ROLES if role in held)


def _by_role(tasks: Mapping[Role, list[Task]]) -> dict[Role, tuple[Task, ...]]:
    return {role: _ordered(tasks.get(role, ())) for role in ROLES}


def _ordered(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=lambda task: (task.number, task.iri)))
