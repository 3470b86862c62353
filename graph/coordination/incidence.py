"""Which unit is named in which clause: the table that all measures of coordination count over.

Rows are units, columns are groups: clauses, or whole tasks. Everything else
(the projection on units, the directed network, resamples and random tables)
is made from this one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from ..columns import Responsibilities, Role, Unit

__all__ = ["BITS", "By", "Choice", "Incidence", "Integers", "incidence"]

By = Literal["clause", "task"]
Integers = npt.NDArray[np.int64]
BITS: Final[Mapping[Role, int]] = {"lead": 1, "support": 2, "responsible": 4}
"""How `Incidence.roles` says in which roles a group names a unit; a unit can have several."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What counts.

    Attributes:
        by: whether units meet in a clause (what one bracket answers for) or in a whole task.
        collectives: with the phrases that name sets of units, such as 各市、州人民政府. One phrase stands for many
            units and would pass for a hub, so by default they have loads only.
        inferred: with the duties that `zhengtu infer` made, so that members of closed collectives have a part.
            A collective that was expanded is then left out where its members stand, or it would count twice.
        level: only units of this level, the IRI of a concept such as zt:ProvincialLevel; all by default.
    """

    by: By = "clause"
    collectives: bool = False
    inferred: bool = False
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Incidence:
    """Units by groups.

    Attributes:
        units: the rows, in the order of first mention.
        groups: IRIs of the columns, clauses or tasks that name one of the units, in the order of the notices.
        tasks: IRI of the task of each group.
        unit: row of each mark.
        group: column of each mark; a unit is marked once a group, whatever its roles there.
        roles: sum of `BITS` of each mark.
    """

    units: tuple[Unit, ...]
    groups: tuple[str, ...]
    tasks: tuple[str, ...]
    unit: Integers
    group: Integers
    roles: Integers

    def sizes(self) -> Integers:
        """How many units each group names."""
        return np.bincount(self.group, minlength=len(self.groups))

    def members(self) -> dict[int, list[tuple[int, int]]]:
        """By column, ascending: each row that the group names, with the sum of its `BITS`."""
        found: dict[int, list[tuple[int, int]]] = {}
        for unit, group, bits in zip(self.unit.tolist(), self.group.tolist(), self.roles.tolist(), strict=True):
            found.setdefault(group, []).append((unit, bits))
        return dict(sorted(found.items()))

    def shared(self) -> "Incidence":
        """Only the groups that name two units or more, and the units that these name."""
        wide = self.sizes() >= 2
        marks = wide[self.group]
        rows, columns = np.unique(self.unit[marks]), np.flatnonzero(wide)
        return Incidence(
            tuple(self.units[i] for i in rows),
            tuple(self.groups[i] for i in columns),
            tuple(self.tasks[i] for i in columns),
            np.searchsorted(rows, self.unit[marks]),
            np.searchsorted(columns, self.group[marks]),
            self.roles[marks],
        )


def incidence(r: Responsibilities, choice: Choice = Choice()) -> Incidence:
    """The table.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> table = incidence(zhengtu.responsibilities(graph))
    >>> len(table.units), len(table.groups), len(table.shared().units), len(table.shared().groups)
    (38, 82, 34, 43)

    Args:
        r: who answers for what; read with ``inferred=True`` where the choice says so.
        choice: what counts.
    """
    expanded = (
        frozenset(origin for duty in r.duties if duty.clause is not None for origin in duty.origins)
        if choice.inferred
        else frozenset()
    )
    said = list(_said(r, choice.inferred))
    named_at_all = {unit for unit, _, _, _, iri in said if iri not in expanded}
    counted = [
        unit
        for unit in r.units.values()
        if unit.iri in named_at_all
        and (choice.collectives or not unit.collective)
        and (choice.level is None or unit.level == choice.level)
    ]
    row = {unit.iri: i for i, unit in enumerate(counted)}
    marks: dict[tuple[str, int], int] = {}
    task_of: dict[str, str] = {}
    for unit, clause, task, role, iri in said:
        group = clause if choice.by == "clause" else task
        if unit in row and iri not in expanded:
            key = (group, row[unit])
            marks[key] = marks.get(key, 0) | BITS[role]
            task_of[group] = task
    # Duties come after assignments; the groups stay in the order of the notices all the same.
    order = {task: i for i, task in enumerate(r.tasks)}
    groups = sorted(task_of, key=lambda group: order[task_of[group]])
    column = {group: i for i, group in enumerate(groups)}
    named = sorted((column[group], unit, bits) for (group, unit), bits in marks.items())
    table = np.array(named, dtype=np.int64).reshape(len(named), 3)
    return Incidence(
        tuple(counted),
        tuple(groups),
        tuple(task_of[group] for group in groups),
        table[:, 1].copy(),
        table[:, 0].copy(),
        table[:, 2].copy(),
    )


def _said(r: Responsibilities, inferred: bool) -> Iterable[tuple[str, str, str, Role, str]]:
    """Unit, clause, task, role and IRI of each assignment, then of each duty.

    Duties that a heading task has from the tasks below it are left out: they are the same work again.
    """
    for a in r.assignments:
        yield a.unit, a.clause, a.task, a.role, a.iri
    for d in r.duties if inferred else ():
        if d.clause is not None:
            yield d.unit, d.clause, d.task, d.role, d.iri
