"""Betweenness: how much of the shortest ways between other units runs through one.

Freeman (1977), Sociometry 40, 35–41; the algorithm is Brandes' (2001), J. Math.
Sociol. 25, 163–177. Small networks are measured by networkx, others by networkit;
both give the same values, since lengths are whole numbers (`pairs.UNIT_LENGTH`).
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

import networkx as nx
import numpy as np

from .engine import networkit
from .incidence import Incidence, Integers
from .pairs import Floats, Pairs

__all__ = ["EXACT_UP_TO", "PIVOTS", "Betweenness", "betweenness", "bipartite_betweenness"]

EXACT_UP_TO: Final = 5_000
"""Units; beyond, betweenness is estimated from shortest ways out of some units (pivots)."""
PIVOTS: Final = 1_000
_BATCHES: Final = 20
_NETWORKX_UP_TO: Final = 100
_ONE_THREAD_UP_TO: Final = 500
_DIGITS: Final = 9
"""Threads add the same shares in another order each time: later digits are no figures."""

Engine = Literal["networkx", "networkit"]


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness of each unit, 0 to 1.

    Attributes:
        values: share of the pairs of other units whose shortest ways run through the unit, parts of a pair where
            there are several shortest ways; over all pairs, connected or not.
        errors: standard error of each value where it is estimated; none where it is exact.
        pivots: how many units the estimate looks out from; none where it is exact.
    """

    values: Floats
    errors: Floats | None = None
    pivots: int | None = None


def betweenness(
    of: Pairs,
    *,
    weighted: bool = True,
    engine: Engine | None = None,
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 0,
) -> Betweenness:
    """Betweenness of the units in the network of pairs.

    The formula: the sum over pairs s, t of other units of σ(s,t|v)/σ(s,t), divided by (n−1)(n−2)/2, σ being the number
    of shortest ways. A way is as long as the sum of 1/weight of its ties (Newman 2001, Phys. Rev. E 64, 016132).

    Above `exact_up_to` units it is estimated from `pivots` randomly drawn units (Geisberger, Sanders and Schultes 2008,
    ALENEX, 90–100, with linear scaling), in twenty batches, from whose spread comes the standard error.

    Args:
        of: the pairs.
        weighted: by 1/weight; otherwise each tie is one long.
        engine: which library; by default networkx for up to 100 units, networkit for more.
        exact_up_to: the most units that are measured exactly.
        pivots: how many units the estimate starts from.
        seed: of the draw of pivots.
    """
    if of.n > max(exact_up_to, 2):
        return _estimated(of, weighted, pivots, seed)
    if (engine or ("networkx" if of.n <= _NETWORKX_UP_TO else "networkit")) == "networkx":
        network: nx.Graph[int] = nx.Graph()
        network.add_nodes_from(range(of.n))
        network.add_weighted_edges_from(
            zip(of.one.tolist(), of.other.tolist(), of.length.tolist(), strict=True), weight="length"
        )
        found = nx.betweenness_centrality(network, weight="length" if weighted else None)
        return Betweenness(np.round([found[i] for i in range(of.n)], _DIGITS))
    return Betweenness(_whole(of.n, of.one, of.other, of.length if weighted else None, normalised=True))


def bipartite_betweenness(table: Incidence) -> Floats:
    """Betweenness of units in the network of units and groups, 0 to 1.

    No projection, so a clause that names many units makes no clique. Divided by the greatest value that a unit can
    have among so many units and groups (Borgatti and Halgin 2011, The Sage Handbook of Social Network Analysis,
    ch. 28): for n units and m groups, with s, t = divmod(n−1, m),
    (m²(s+1)² + m(s+1)(2t−s−1) − t(2s−t+3))/2.

    Args:
        table: units by groups.
    """
    n, m = len(table.units), len(table.groups)
    if n < 2 or m == 0:
        return np.zeros(n)
    raw = _whole(n + m, table.unit, table.group + n, None, normalised=False)[:n] / 2  # networkit counts s–t and t–s
    s, t = divmod(n - 1, m)
    most = (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    values: Floats = np.round(raw / most, _DIGITS) if most > 0 else np.zeros(n)
    return values


def _whole(n: int, one: Integers, other: Integers, length: Floats | None, *, normalised: bool) -> Floats:
    nk = networkit()

    if n < 3 or len(one) == 0:
        return np.zeros(n)
    before = nk.getCurrentNumberOfThreads()
    nk.setNumberOfThreads(1 if n <= _ONE_THREAD_UP_TO else before)
    try:
        run = nk.centrality.Betweenness(_network(n, one, other, length), normalized=normalised)
        run.run()
    finally:
        nk.setNumberOfThreads(before)
    values: Floats = np.round(run.scores(), _DIGITS)
    return values


def _network(n: int, one: Integers, other: Integers, length: Floats | None) -> Any:
    nk = networkit()

    network = nk.Graph(n, weighted=length is not None)
    ends = (one.astype(np.uint64), other.astype(np.uint64))
    network.addEdges((np.ones(len(one)) if length is None else length, ends))
    return network


def _estimated(of: Pairs, weighted: bool, pivots: int, seed: int) -> Betweenness:
    nk = networkit()

    network = _network(of.n, of.one, of.other, of.length if weighted else None)
    each = max(2, pivots // _BATCHES)
    batches = np.zeros((_BATCHES, of.n))
    for i in range(_BATCHES):
        nk.setSeed(seed * _BATCHES + i, False)
        # networkit draws one pivot more than it is asked for, and divides by the number asked for.
        run = nk.centrality.EstimateBetweenness(network, each - 1, True, True)
        run.run()
        batches[i] = np.array(run.scores()) * (each - 1) / each
    errors = batches.std(axis=0, ddof=1) / np.sqrt(_BATCHES)
    return Betweenness(np.round(batches.mean(axis=0), _DIGITS), errors, each * _BATCHES)
