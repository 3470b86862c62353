"""Who answers for which task, as a networkx graph.

Nodes are IRIs; what a node or an edge is stands in its attributes. Which units
meet, the network behind the measures, is in `coordination.networks`.
"""

import networkx as nx

from .columns import Responsibilities

__all__ = ["responsibility_network"]


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
