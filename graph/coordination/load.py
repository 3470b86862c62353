"""How much a unit is named for: loads, shares, sectors, and how far lead is concentrated."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..columns import Responsibilities, Role, Unit

__all__ = ["ROLES", "Concentration", "Load", "concentration", "loads", "participation", "top_section"]

ROLES: Final[tuple[Role, ...]] = ("lead", "support", "responsible")


@dataclass(frozen=True, slots=True)
class Load:
    """What a unit is named for.

    Attributes:
        unit: the unit.
        clauses: by role, IRIs of the clauses that name it.
        tasks: by role, IRIs of their tasks, each once.
        sections: IRIs of the top sections of these tasks.
        sectors: by sector, how many of its clauses belong to it. A task's sector is the one that its section is known
            as, else its top section; tasks of neither do not count.
    """

    unit: Unit
    clauses: Mapping[Role, tuple[str, ...]]
    tasks: Mapping[Role, tuple[str, ...]]
    sections: tuple[str, ...]
    sectors: Mapping[str, int]

    @property
    def all_clauses(self) -> tuple[str, ...]:
        """The clauses of all roles, each once."""
        return tuple(dict.fromkeys(clause for role in ROLES for clause in self.clauses[role]))

    @property
    def all_tasks(self) -> tuple[str, ...]:
        """The tasks of all roles, each once."""
        return tuple(dict.fromkeys(task for role in ROLES for task in self.tasks[role]))

    @property
    def participation(self) -> float:
        """How evenly its clauses spread over sectors; see `participation`."""
        return participation(tuple(self.sectors.values()))


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far a role is in few hands.

    Attributes:
        hhi: Herfindahl–Hirschman index, the sum of squared shares: 1/n where n units have equal shares, 1 where one
            has all; 0 where nobody has any.
        gini: Gini coefficient of the units' counts, units of none included: 0 where all are equal, near 1 where one
            has all.
    """

    hhi: float
    gini: float


def _none_yet() -> dict[Role, dict[str, None]]:
    return {role: {} for role in ROLES}


@dataclass(slots=True)
class _Counts:
    clauses: dict[Role, dict[str, None]] = field(default_factory=_none_yet)
    tasks: dict[Role, dict[str, None]] = field(default_factory=_none_yet)
    sections: dict[str, None] = field(default_factory=dict)
    sector_of: dict[str, str] = field(default_factory=dict)


def loads(r: Responsibilities, *, inferred: bool = False) -> dict[str, Load]:
    """The load of each unit, collectives as well, by IRI.

    Args:
        r: who answers for what.
        inferred: with inferred duties; `r` must have been read with them.
    """
    counts: defaultdict[str, _Counts] = defaultdict(_Counts)
    tops = {iri: top_section(r, iri) for iri in r.sections}
    said: list[tuple[str, Role, str, str]] = [(a.unit, a.role, a.clause, a.task) for a in r.assignments]
    if inferred:
        said.extend((d.unit, d.role, d.clause, d.task) for d in r.duties if d.clause is not None)
    for unit, role, clause, task_iri in said:
        task, own = r.tasks[task_iri], counts[unit]
        own.clauses[role][clause] = None
        own.tasks[role][task_iri] = None
        top = None if task.section is None else tops.get(task.section, task.section)
        if top is not None:
            own.sections[top] = None
        if (sector := task.sector or top) is not None:
            own.sector_of[clause] = sector
    return {
        iri: Load(
            unit,
            _tuples(counts[iri].clauses),
            _tuples(counts[iri].tasks),
            tuple(counts[iri].sections),
            dict(Counter(counts[iri].sector_of.values())),
        )
        for iri, unit in r.units.items()
    }


def participation(counts: Sequence[int]) -> float:
    """Participation coefficient: 1 − Σ(d_k/d)², d_k of d clauses being in sector k; 0 where there is none.

    0 where all work lies in one sector, near 1 − 1/K where it spreads evenly over K (Guimerà and Amaral 2005, Nature
    433, 895–900, with clauses in the place of links).
    """
    total = sum(counts)
    return 1 - sum((count / total) ** 2 for count in counts) if total else 0.0


def concentration(counts: Sequence[int]) -> Concentration:
    """How far something counted is in few hands.

    HHI = Σ s_i², s_i being the shares (Herfindahl 1950; Hirschman 1964, Am. Econ. Rev. 54, 761–762). Gini =
    Σ_i (2i − n − 1)·x_i / (n·Σx), the x_i in ascending order (Sen 1973, On Economic Inequality).

    Args:
        counts: one for each unit, none of them negative.
    """
    total, n = sum(counts), len(counts)
    if not total:
        return Concentration(0.0, 0.0)
    ordered = sorted(counts)
    return Concentration(
        sum((count / total) ** 2 for count in counts),
        sum((2 * i - n - 1) * count for i, count in enumerate(ordered, 1)) / (n * total),
    )


def _tuples(by_role: Mapping[Role, Mapping[str, None]]) -> dict[Role, tuple[str, ...]]:
    return {role: tuple(iris) for role, iris in by_role.items()}


def top_section(r: Responsibilities, section: str) -> str:
    """The section above that has none above it."""
    seen = {section}
    while (found := r.sections.get(section)) and found.parent is not None and found.parent not in seen:
        section = found.parent
        seen.add(section)
    return section
