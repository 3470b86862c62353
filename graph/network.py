"""The networks behind the measures and the pages, as networkx graphs.

Two of them: who answers for which task, and which units share clauses. Nodes
are IRIs; what a node or an edge is stands in its attributes.
"""

from collections import defaultdict
from itertools import combinations

import networkx as nx

from .columns import Responsibilities

__all__ = ["responsibility_network", "shared_clauses"]


def responsibility_network(r: Responsibilities) -> "nx.MultiDiGraph[str]":
    """Units, tasks and sections.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> network = zhengtu.responsibility_network(zhengtu.responsibilities(graph))
    >>> sorted({role for _, _, role in network.edges(data="role")})
    ['lead', 'responsible', 'section', 'support']

    Nodes have ``kind`` (agency, collective, task, section) and ``label``; tasks also ``number``,
    ``text`` and ``notice``, sections ``number`` and ``notice``. Edges run from a unit to a task, one an
    assignment, with ``role``, ``clause``, ``written``, ``start`` and ``end``; and from a task to its
    section, with the role ``section``.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for unit in r.units.values():
        network.add_node(unit.iri, kind="collective" if unit.collective else "agency", label=unit.name)
    for section in r.sections.values():
        network.add_node(
            section.iri, kind="section", label=section.heading, number=section.number, notice=section.notice
        )
    for task in r.tasks.values():
        network.add_node(
            task.iri, kind="task", label=str(task.number), number=task.number, text=task.text, notice=task.notice
        )
        if task.section is not None and task.section in r.sections:
            network.add_edge(task.iri, task.section, key="section", role="section")
    for a in r.assignments:
        network.add_edge(
            a.unit,
            a.task,
            key=a.iri,
            role=a.role,
            clause=a.clause,
            written=a.written,
            start=a.start,
            end=a.end,
        )
    return network


def shared_clauses(r: Responsibilities, *, collectives: bool = False) -> "nx.Graph[str]":
    """Units, joined where a clause names both.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> network = zhengtu.shared_clauses(zhengtu.responsibilities(graph))
    >>> network.number_of_nodes(), network.number_of_edges()
    (38, 92)

    Nodes have ``label`` and ``kind``; an edge has ``clauses``, the IRIs of the clauses that name both
    in any role, in the order of the notices, and ``count``, how many they are.

    Args:
        r: who answers for what.
        collectives: with the phrases that name sets of units, which pass for hubs.
    """
    network: nx.Graph[str] = nx.Graph()
    for unit in r.units.values():
        if collectives or not unit.collective:
            network.add_node(unit.iri, kind="collective" if unit.collective else "agency", label=unit.name)
    named: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for a in r.assignments:
        if a.unit in network:
            named[a.clause][a.unit] = None
    for clause, units in named.items():
        for one, other in combinations(units, 2):
            if network.has_edge(one, other):
                network.edges[one, other]["clauses"].append(clause)
                network.edges[one, other]["count"] += 1
            else:
                network.add_edge(one, other, clauses=[clause], count=1)
    return network
