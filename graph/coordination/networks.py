"""The coordination network as networkx graphs, for measures of others and for export.

Nodes are IRIs; what a node or an edge is stands in its attributes.
"""

from collections import defaultdict
from itertools import combinations

import networkx as nx

from ..columns import Responsibilities, Unit
from .incidence import BITS, By, Choice, Incidence, incidence
from .pairs import pairs

__all__ = ["bipartite", "co_leads", "lead_network", "projection", "shared_clauses"]


def shared_clauses(
    r: Responsibilities,
    *,
    by: By = "clause",
    collectives: bool = False,
    inferred: bool = False,
    level: str | None = None,
) -> "nx.Graph[str]":
    """Units, joined where a clause names both.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> network = zhengtu.shared_clauses(zhengtu.responsibilities(graph))
    >>> network.number_of_nodes(), network.number_of_edges()
    (38, 92)

    Nodes have ``label``, ``kind``, ``level`` and ``sectors``; an edge has ``clauses``, the IRIs of the clauses that
    name both in any role, in the order of the notices; ``count``, how many they are; ``weight``, the sum of 1/(k−1)
    over them, k being how many units the clause names; and ``distance``, 1/weight.

    Args:
        r: who answers for what.
        by: whether units meet in a clause or in a whole task (then ``clauses`` are tasks).
        collectives: with the phrases that name sets of units, which pass for hubs.
        inferred: with inferred duties; `r` must have been read with them.
        level: only units of this level, by IRI.
    """
    return projection(r, incidence(r, Choice(by, collectives, inferred, level)))


def projection(r: Responsibilities, table: Incidence) -> "nx.Graph[str]":
    """Units, joined where a group names both; as `shared_clauses`."""
    network: nx.Graph[str] = nx.Graph()
    _add_units(network, r, table)
    shared: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for group, marks in table.members().items():
        for pair in combinations(sorted(unit for unit, _ in marks), 2):
            shared[pair].append(table.groups[group])
    found = pairs(table)
    for one, other, weight in zip(found.one.tolist(), found.other.tolist(), found.weight.tolist(), strict=True):
        clauses = shared[one, other]
        network.add_edge(
            table.units[one].iri,
            table.units[other].iri,
            clauses=clauses,
            count=len(clauses),
            weight=weight,
            distance=1 / weight,
        )
    return network


def bipartite(r: Responsibilities, table: Incidence) -> "nx.Graph[str]":
    """Units (``bipartite=0``) and groups (``bipartite=1``), joined where the group names the unit.

    Edges have ``roles``, sorted; groups have ``kind`` (clause or task), ``label``, the task's number, and ``task``.
    """
    network: nx.Graph[str] = nx.Graph()
    _add_units(network, r, table, bipartite=0)
    for group, task in zip(table.groups, table.tasks, strict=True):
        kind = "task" if group == task else "clause"
        network.add_node(group, bipartite=1, kind=kind, label=str(r.tasks[task].number), task=task)
    for unit, group, bits in zip(table.unit.tolist(), table.group.tolist(), table.roles.tolist(), strict=True):
        roles = sorted(role for role, bit in BITS.items() if bits & bit)
        network.add_edge(table.units[unit].iri, table.groups[group], roles=roles)
    return network


def lead_network(r: Responsibilities, table: Incidence) -> "nx.DiGraph[str]":
    """Who leads whom: from each lead unit of a group to its support and responsible units.

    Edges have ``count`` and ``groups``, the IRIs of the groups. A group without a lead, as where a notice only says
    负责, gives none. A unit that leads and supports one group does not lead itself.
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    _add_units(network, r, table)
    for group, marks in table.members().items():
        leads = [unit for unit, bits in marks if bits & BITS["lead"]]
        others = [unit for unit, bits in marks if bits & (BITS["support"] | BITS["responsible"])]
        for lead in leads:
            for other in others:
                if lead != other:
                    _count(network, table, lead, other, group)
    return network


def co_leads(r: Responsibilities, table: Incidence) -> "nx.Graph[str]":
    """Units that lead a group together; edges have ``count`` and ``groups``."""
    network: nx.Graph[str] = nx.Graph()
    _add_units(network, r, table)
    for group, marks in table.members().items():
        for one, other in combinations([unit for unit, bits in marks if bits & BITS["lead"]], 2):
            _count(network, table, one, other, group)
    return network


def _count(network: "nx.Graph[str]", table: Incidence, one: int, other: int, group: int) -> None:
    ends = table.units[one].iri, table.units[other].iri
    if not network.has_edge(*ends):
        network.add_edge(*ends, groups=[], count=0)
    network.edges[ends]["groups"].append(table.groups[group])
    network.edges[ends]["count"] += 1


def _add_units(network: "nx.Graph[str]", r: Responsibilities, table: Incidence, **more: int) -> None:
    sectors: defaultdict[str, set[str]] = defaultdict(set)
    for a in r.assignments:
        if (sector := r.tasks[a.task].sector) is not None:
            sectors[a.unit].add(sector)
    for unit in table.units:
        network.add_node(unit.iri, **_attributes(unit), sectors=sorted(sectors[unit.iri]), **more)


def _attributes(unit: Unit) -> dict[str, str]:
    """GraphML and GEXF take no missing values, so these are empty where there is none."""
    return {
        "label": unit.name,
        "kind": "collective" if unit.collective else (unit.kind or "").rpartition("#")[2],
        "level": (unit.level or "").rpartition("#")[2],
    }
