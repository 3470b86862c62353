"""What the network loses with a unit: units cut off, the largest part, efficiency."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, cast

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from .incidence import Integers
from .pairs import Floats, Pairs

__all__ = ["EVERY_UNIT_UP_TO", "MEASURED_UP_TO", "Removal", "cut_off", "efficiency", "removals"]

EVERY_UNIT_UP_TO: Final = 250
"""Units; in larger networks the loss of efficiency is measured for the units asked for only."""
MEASURED_UP_TO: Final = 4_000
"""Units; beyond, to look out from every unit fifty times over takes minutes, and no loss is measured."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What is lost without a unit.

    Attributes:
        largest: change of the number of units in the largest connected part; 0 where another is as large.
        efficiency: loss of mean efficiency: 1 − E(without)/E(with), each the mean over the pairs of its own units.
            Negative where the unit was more remote than the others.
        others: the same with E(with) taken over the pairs of the other units alone: what the unit mediates, its own
            distances apart. Never negative.
    """

    largest: int
    efficiency: float
    others: float


def efficiency(of: Pairs) -> float:
    """Global efficiency: the mean of 1/d over all pairs, d in steps, 0 where no way leads; 0 for less than two units.

    Latora and Marchiori (2001), Phys. Rev. Lett. 87, 198701.
    """
    return _mean(_closeness(_matrix(of)), of.n)


def removals(of: Pairs, units: Integers) -> list[Removal]:
    """What is lost without each of these units.

    Args:
        of: the pairs; at most `MEASURED_UP_TO` units.
        units: rows.
    """
    matrix = _matrix(of)
    total, largest = _closeness(matrix), _largest(matrix)
    whole = _mean(total, of.n)
    found = []
    for unit in units.tolist():
        rest = np.delete(np.arange(of.n), unit)
        left = matrix[rest][:, rest]
        after = _mean(_closeness(left), of.n - 1)
        before = _mean(total - 2 * _closeness_of(matrix, unit), of.n - 1)
        found.append(
            Removal(
                _largest(left) - largest,
                1 - after / whole if whole else 0.0,
                max(0.0, round(1 - after / before, 12)) if before else 0.0,
            )
        )
    return found


def cut_off(of: Pairs) -> dict[int, tuple[int, ...]]:
    """For each articulation point the units that it alone holds to the largest of the parts it joins.

    The tree of blocks and articulation points (Harary 1969, Graph Theory, ch. 4) tells the parts; its preorder keeps
    the units of a branch together. Of parts of one size the first counts as the largest.
    """
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(of.n))
    network.add_edges_from(zip(of.one.tolist(), of.other.tolist(), strict=True))
    blocks = [sorted(block) for block in cast("Iterable[set[int]]", nx.biconnected_components(network))]
    points: set[int] = set(nx.articulation_points(network))
    # Nodes of the tree: blocks by their number, articulation points below zero.
    tree: nx.Graph[int] = nx.Graph()
    for i, block in enumerate(blocks):
        tree.add_node(i)
        tree.add_edges_from((i, -1 - unit) for unit in block if unit in points)
    own = {node: [u for u in blocks[node] if u not in points] if node >= 0 else [-1 - node] for node in tree}
    cuts: dict[int, tuple[int, ...]] = {}
    seen: set[int] = set()
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
            if node < 0:
                branches = [(place[n], last[n]) for n in tree[node] if n != parent.get(node)]
                cuts[-1 - node] = _smaller_parts(units, before, branches, (place[node], last[node]))
    return cuts


def _smaller_parts(
    units: list[list[int]], before: list[int], branches: list[tuple[int, int]], whole: tuple[int, int]
) -> tuple[int, ...]:
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


def _matrix(of: Pairs) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(of.one)), (of.one, of.other)), shape=(of.n, of.n))


def _closeness(matrix: sparse.csr_array) -> float:
    """The sum of 1/steps over all ordered pairs of units, 0 where no way leads.

    Whom each unit reaches in so many steps is kept as bits, 64 units to a word; a word after the other, so that the
    ties are gathered once for each and memory stays small. Counts are whole numbers and do not depend on the order.
    """
    n = matrix.shape[0]
    both = sparse.csr_array(matrix + matrix.T)
    tied = np.flatnonzero(np.diff(both.indptr))
    start, place = both.indptr[tied], np.arange(n)
    reached = np.zeros((-(-n // 64), n), dtype=np.uint64)
    reached[place // 64, place] = np.left_shift(np.uint64(1), (place % 64).astype(np.uint64))
    total, steps, pairs, more = 0.0, 0, n, len(tied) > 0
    while more:
        for word in reached:
            word[tied] |= np.bitwise_or.reduceat(word[both.indices], start)
        steps, before, pairs = steps + 1, pairs, int(np.bitwise_count(reached).sum())
        total, more = total + (pairs - before) / steps, pairs > before
    return total


def _closeness_of(matrix: sparse.csr_array, unit: int) -> float:
    """The sum of 1/steps from one unit to all others."""
    steps: Floats = csgraph.shortest_path(matrix, method="D", directed=False, unweighted=True, indices=unit)
    steps[unit] = np.inf
    return float((1.0 / steps).sum())


def _mean(closeness: float, n: int) -> float:
    return closeness / (n * (n - 1)) if n > 1 else 0.0


def _largest(matrix: sparse.csr_array) -> int:
    if matrix.shape[0] == 0:
        return 0
    return int(np.bincount(csgraph.connected_components(matrix, directed=False)[1]).max())
