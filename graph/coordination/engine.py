"""The two libraries that walk shortest ways: networkx, and networkit, which is some hundred times as fast.

Both give the same sums, since lengths are whole numbers (`pairs.UNIT_LENGTH`).
networkit has no wheel for some systems; there networkx does all.
"""

import sys
from functools import cache
from typing import Any, Final, Literal

import networkx as nx
import numpy as np

from .incidence import Integers
from .pairs import Floats

__all__ = ["Engine", "between", "fastest", "sampled"]

Engine = Literal["networkx", "networkit"]
_ONE_THREAD_UP_TO: Final = 500


def fastest() -> Engine:
    """The engine for large networks and for many small ones."""
    return "networkx" if _networkit() is None else "networkit"


def between(n: int, one: Integers, other: Integers, length: Floats | None, engine: Engine) -> Floats:
    """For each node the sum, over pairs of other nodes, of the share of their shortest ways that runs through it.

    Args:
        n: number of nodes.
        one: the first node of each edge.
        other: the second.
        length: of each edge; each is one long by default.
        engine: which library.
    """
    if n < 3 or len(one) == 0:
        return np.zeros(n)
    nk = _networkit() if engine == "networkit" else None
    if nk is None:
        found = nx.betweenness_centrality(_networkx(n, one, other, length), weight="length", normalized=False)
        return np.array([found[node] for node in range(n)])
    before = nk.getCurrentNumberOfThreads()
    nk.setNumberOfThreads(1 if n <= _ONE_THREAD_UP_TO else before)
    try:
        run = nk.centrality.Betweenness(_network(nk, n, one, other, length), normalized=False)
        run.run()
    finally:
        nk.setNumberOfThreads(before)
    # networkit counts s–t and t–s.
    sums: Floats = np.array(run.scores()) / 2
    return sums


def sampled(
    n: int, one: Integers, other: Integers, length: Floats | None, *, pivots: int, batches: int, seed: int
) -> Floats:
    """Estimates of the same sums from the shortest ways out of some nodes, one row a batch.

    Args:
        n: number of nodes.
        one: the first node of each edge.
        other: the second.
        length: of each edge; each is one long by default.
        pivots: nodes a batch, two at least.
        batches: how many independent estimates.
        seed: of the draw; it also sets networkit's own.
    """
    rows = np.zeros((batches, n))
    nk = _networkit()
    if nk is None:
        network = _networkx(n, one, other, length)
        for i in range(batches):
            found = nx.betweenness_centrality(
                network, k=min(pivots, n), weight="length", normalized=False, seed=seed * batches + i
            )
            rows[i] = [found[node] for node in range(n)]
        return rows
    graph = _network(nk, n, one, other, length)
    for i in range(batches):
        nk.setSeed(seed * batches + i, False)
        # networkit draws one pivot more than it is asked for, and divides by the number asked for.
        run = nk.centrality.EstimateBetweenness(graph, pivots - 1, False, True)
        run.run()
        rows[i] = np.array(run.scores()) * ((pivots - 1) / pivots) / 2
    return rows


def _networkx(n: int, one: Integers, other: Integers, length: Floats | None) -> "nx.Graph[int]":
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(n))
    lengths = [1.0] * len(one) if length is None else length.tolist()
    network.add_weighted_edges_from(zip(one.tolist(), other.tolist(), lengths, strict=True), weight="length")
    return network


def _network(nk: Any, n: int, one: Integers, other: Integers, length: Floats | None) -> Any:
    graph = nk.Graph(n, weighted=length is not None)
    ends = (one.astype(np.uint64), other.astype(np.uint64))
    graph.addEdges((np.ones(len(one)) if length is None else length, ends))
    return graph


@cache
def _networkit() -> Any:
    """The module, or none where it is not installed.

    In a notebook its import writes a page of scripts and styles for its own profiles under the reader's cell; they are
    kept back.
    """
    try:
        if "IPython" not in sys.modules:
            import networkit as found

            return found
        from IPython.utils.capture import capture_output

        with capture_output():
            import networkit as found
    except ImportError:
        return None
    return found
