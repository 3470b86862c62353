"""Which units coordination runs through: loads, reach, betweenness and cut points.

Counted for named units over the network of shared clauses (`shared_clauses`);
collectives have loads but no place in the network, since a phrase such as
各市、州人民政府 names many units at once and would pass for a hub.

These are figures of one network as it stands. They say nothing on how certain
a rank is, nor whether a unit is central for more than being busy.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate

import networkx as nx

from .columns import Responsibilities, Role, Unit
from .network import shared_clauses

__all__ = ["Bottlenecks", "Load", "Reach", "bottlenecks"]


@dataclass(frozen=True, slots=True)
class Load:
    """What a unit is named for.

    Attributes:
        unit: the unit.
        clauses: by role, IRIs of the clauses that name it.
        tasks: by role, IRIs of their tasks, each once.
        sections: IRIs of the top sections of these tasks.
        sectors: IRIs of their sectors, where sections are known as such.
    """

    unit: Unit
    clauses: dict[Role, tuple[str, ...]]
    tasks: dict[Role, tuple[str, ...]]
    sections: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """A named unit's place in the network of shared clauses.

    Attributes:
        partners: IRIs of the units that a clause names together with it, most clauses first.
        shared: IRIs of the tasks of those clauses: the ones behind the figures below.
        betweenness: share of the shortest paths between two other units that run through it, 0 to 1
            (Freeman 1977; unweighted; over all pairs, reachable or not).
        cuts_off: IRIs of the units that would lose touch with the largest part of its component
            without it. It is an articulation point where there are any.
    """

    partners: tuple[str, ...]
    shared: tuple[str, ...]
    betweenness: float
    cuts_off: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """The figures, highest betweenness first, then heaviest load; collectives by load.

    Attributes:
        units: load and place of each named unit.
        collectives: load of each collective.
        edges: how many pairs of named units share a clause.
        components: how many parts the network falls into.
    """

    units: tuple[tuple[Load, Reach], ...]
    collectives: tuple[Load, ...]
    edges: int
    components: int


@dataclass(slots=True)
class _Counts:
    clauses: dict[Role, dict[str, None]] = field(default_factory=lambda: {"lead": {}, "support": {}, "responsible": {}})
    tasks: dict[Role, dict[str, None]] = field(default_factory=lambda: {"lead": {}, "support": {}, "responsible": {}})
    sections: dict[str, None] = field(default_factory=dict)
    sectors: dict[str, None] = field(default_factory=dict)


def bottlenecks(r: Responsibilities) -> Bottlenecks:
    """Counts loads and measures the network of shared clauses.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> load, reach = zhengtu.bottlenecks(zhengtu.responsibilities(graph)).units[0]
    >>> load.unit.name, len(load.clauses["lead"]), round(reach.betweenness, 3)
    ('青海省经济和信息化委员会', 10, 0.373)
    """
    loads = _loads(r)
    network = shared_clauses(r)
    task_of = {a.clause: a.task for a in r.assignments}
    order = {clause: i for i, clause in enumerate(task_of)}
    between = _betweenness(network)
    cuts = _cuts(network)
    units = []
    for iri in network:
        edges = sorted(network.edges(iri, data=True), key=lambda e: (-e[2]["count"], r.units[e[1]].name, e[1]))
        clauses = {clause for _, _, data in edges for clause in data["clauses"]}
        shared = dict.fromkeys(task_of[clause] for clause in sorted(clauses, key=order.__getitem__))
        reach = Reach(tuple(e[1] for e in edges), tuple(shared), between[iri], cuts.get(iri, ()))
        units.append((loads[iri], reach))
    return Bottlenecks(
        tuple(sorted(units, key=lambda u: (-u[1].betweenness, *_heaviest(u[0])))),
        tuple(sorted((load for load in loads.values() if load.unit.collective), key=_heaviest)),
        network.number_of_edges(),
        nx.number_connected_components(network),
    )


def _heaviest(load: Load) -> tuple[int, str, str]:
    return -sum(map(len, load.clauses.values())), load.unit.name, load.unit.iri


def _loads(r: Responsibilities) -> dict[str, Load]:
    counts: defaultdict[str, _Counts] = defaultdict(_Counts)
    for a in r.assignments:
        task = r.tasks[a.task]
        own = counts[a.unit]
        own.clauses[a.role][a.clause] = None
        own.tasks[a.role][a.task] = None
        if task.section is not None:
            own.sections[_top(r, task.section)] = None
        if task.sector is not None:
            own.sectors[task.sector] = None
    return {
        iri: Load(
            unit,
            _tuples(counts[iri].clauses),
            _tuples(counts[iri].tasks),
            tuple(counts[iri].sections),
            tuple(counts[iri].sectors),
        )
        for iri, unit in r.units.items()
    }


def _top(r: Responsibilities, section: str) -> str:
    """The section above that has none above it."""
    seen = {section}
    while (found := r.sections.get(section)) and found.parent is not None and found.parent not in seen:
        section = found.parent
        seen.add(section)
    return section


def _tuples(by_role: dict[Role, dict[str, None]]) -> dict[Role, tuple[str, ...]]:
    return {role: tuple(iris) for role, iris in by_role.items()}


def _betweenness(network: "nx.Graph[str]") -> dict[str, float]:
    """Betweenness of every node, by rustworkx: the same as networkx's, some thirty times as fast."""
    import rustworkx as rx

    nodes = list(network)
    at = {iri: i for i, iri in enumerate(nodes)}
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(nodes)
    graph.add_edges_from([(at[one], at[other], None) for one, other in network.edges])
    # Threads add the same shares in another order each time: the last digits are no figures.
    return {nodes[i]: round(share, 9) for i, share in rx.betweenness_centrality(graph, normalized=True).items()}


def _cuts(network: "nx.Graph[str]") -> dict[str, tuple[str, ...]]:
    """For each articulation point the units that it alone holds to the largest of the parts it joins.

    The tree of blocks and articulation points (Harary 1969) tells the parts; its preorder keeps the units
    of a branch together.
    """
    blocks = [sorted(str(unit) for unit in block) for block in nx.biconnected_components(network)]
    tree: nx.Graph[tuple[int, str]] = nx.Graph()
    points = set(nx.articulation_points(network))
    for i, block in enumerate(blocks):
        tree.add_node((i, ""))
        tree.add_edges_from(((i, ""), (-1, unit)) for unit in block if unit in points)
    own = {node: [node[1]] if node[1] else [u for u in blocks[node[0]] if u not in points] for node in tree}
    cuts: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[int, str]] = set()
    for root in tree:
        if root in seen:
            continue
        order = list(nx.dfs_preorder_nodes(tree, root))
        seen.update(order)
        place = {node: i for i, node in enumerate(order)}
        parent = nx.dfs_predecessors(tree, root)
        last = {node: i + 1 for node, i in place.items()}
        for node in reversed(order[1:]):
            last[parent[node]] = max(last[parent[node]], last[node])
        units = [own[node] for node in order]
        before = [0, *accumulate(map(len, units))]
        for node in order:
            if node[1]:
                branches = [(place[n], last[n]) for n in tree[node] if n != parent.get(node)]
                cuts[node[1]] = _smaller_parts(units, before, branches, (place[node], last[node]))
    return cuts


def _smaller_parts(
    units: list[list[str]], before: list[int], branches: list[tuple[int, int]], whole: tuple[int, int]
) -> tuple[str, ...]:
    """The units of all parts but the largest: the branches below a point, and what lies outside of it."""

    def size(branch: tuple[int, int]) -> int:
        return before[branch[1]] - before[branch[0]]

    outside = before[-1] - size(whole)
    largest = max(branches, key=size)
    kept = [branch for branch in branches if outside > size(largest) or branch != largest]
    found = [unit for start, end in kept for part in units[start:end] for unit in part]
    if outside <= size(largest):
        found += [unit for part in (*units[: whole[0]], *units[whole[1] :]) for unit in part]
    return tuple(sorted(found))
