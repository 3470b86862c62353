"""Coordination: betweenness, random tables and structural holes against named peers; whole analyses in time and memory.

A made-up corpus network (units by clauses; a few units are named in very many
clauses, clauses name 1 to 12 units) is measured by us and by networkx; random
tables are drawn by us and by networkit's global curveball; a notice and a
corpus are analysed whole. Peers get the same network, with the same lengths,
in the same run. Whatever is reported with memory runs in a process of its own,
whose peak that is. Run it with ``make bench``; parts may be named:
exact, sampled, notice, draws, holes, corpus. The corpus holds real texts as
well where ``ZHENGTU_NOTICES`` names their folder.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from zhengtu.benchmarks.corpora import NOTICE, made, texts
from zhengtu.builders.build import build, summarise
from zhengtu.builders.errors import NoticeError
from zhengtu.graph.coordination.betweenness import betweenness
from zhengtu.graph.coordination.incidence import Incidence, incidence
from zhengtu.graph.coordination.null_model import curveball
from zhengtu.graph.coordination.pairs import Pairs, projected
from zhengtu.graph.coordination.structure import constraint, effective_size
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import load, open_store, replace

ROUNDS = 3
PATIENCE = 60.0
UNITS, MANY = 2_000, 20_000
CLAUSES = 3
"""For each unit."""
RESAMPLES, DRAWS = 2_000, 3_000
TEXTS = 300
VISIBLE = 0.001
"""Betweenness from which on a unit is among those that anyone would look at."""

_MEASURED = """
import os, sys, time
start = time.perf_counter()
_, status, used = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(time.perf_counter() - start, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
_SAMPLED = """
import json, sys, time
import numpy as np
from zhengtu.graph.coordination.betweenness import betweenness
from zhengtu.graph.coordination.pairs import projected
table = np.load(sys.argv[1])
start = time.perf_counter()
pairs = projected(table["unit"], table["group"], int(table["units"]), int(table["groups"]))
found = betweenness(pairs)
taken = time.perf_counter() - start
print(json.dumps([taken, len(pairs.one), found.pivots, *np.quantile(found.errors, [0.5, 1.0])]))
"""
_NOTICE = """
import json, sys, time
from pathlib import Path
from zhengtu.graph.coordination.bottlenecks import Sampling, bottlenecks
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import load_file
r = responsibilities(load_file(Path(sys.argv[1])))
start = time.perf_counter()
bottlenecks(r, sampling=Sampling(int(sys.argv[2]), int(sys.argv[3])))
print(json.dumps([time.perf_counter() - start]))
"""
_CORPUS = """
import json, sys, time
from pathlib import Path
from zhengtu.graph.coordination.bottlenecks import Sampling, bottlenecks
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import open_store
with open_store(Path(sys.argv[1])) as store:
    start = time.perf_counter()
    r = responsibilities(store)
    read = time.perf_counter()
n = bottlenecks(r, validate=bool(int(sys.argv[2]))).network
print(json.dumps([read - start, time.perf_counter() - read, n.units, n.groups, n.ties, len(r.assignments)]))
"""


class Run(NamedTuple):
    """A process: seconds of all of it, peak of its memory in MB, what it printed."""

    seconds: float
    memory: float
    said: str


def run(*command: str) -> Run:
    """Runs a command to its end, out of a small process: a new one's peak is never below that of the one it left."""
    with tempfile.TemporaryFile("w+") as out:
        started = (sys.executable, "-c", _MEASURED, *command)
        measured = subprocess.run(started, stdout=out, stderr=subprocess.PIPE, text=True)
        if measured.returncode:
            raise SystemExit(measured.stderr)
        out.seek(0)
        seconds, memory = map(float, measured.stderr.splitlines()[-1].split())
        return Run(seconds, memory, out.read())


def python(program: str, *arguments: str) -> tuple[list[float], float]:
    """The numbers that a program prints, medians of several runs or of one slow run, and the peak of memory in MB."""
    runs = [run(sys.executable, "-c", program, *arguments)]
    while len(runs) < ROUNDS and runs[0].seconds < PATIENCE:
        runs.append(run(sys.executable, "-c", program, *arguments))
    numbers = [json.loads(one.said) for one in runs]
    return [statistics.median(column) for column in zip(*numbers, strict=True)], max(one.memory for one in runs)


def taken(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median of seconds."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def corpus_pairs(units: int) -> Pairs:
    """The made-up network of so many units."""
    return projected(*made(units, CLAUSES * units), units, CLAUSES * units)


def weighted(of: Pairs) -> "nx.Graph[int]":
    """The same network for networkx."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(of.n))
    for one, other, weight, length in zip(of.one.tolist(), of.other.tolist(), of.weight, of.length, strict=True):
        network.add_edge(one, other, weight=float(weight), length=float(length))
    return network


def exact(_: Path) -> None:
    """Weighted betweenness against networkx."""
    of = corpus_pairs(UNITS)
    network = weighted(of)
    our = taken(lambda: betweenness(of))
    start = time.perf_counter()
    theirs = nx.betweenness_centrality(network, weight="length")
    their = time.perf_counter() - start
    apart = np.abs(betweenness(of).values - [theirs[i] for i in range(of.n)]).max()
    print(f"weighted betweenness, {of.n:,} units, {len(of.one):,} ties (ratio wanted: 20)")
    print(f"  Zhengtu {our:.2f} s   networkx {their:.1f} s   ratio {their / our:.0f}   largest difference {apart:.0e}")


def sampled(folder: Path) -> None:
    """The estimate for many units, and how far an estimate is from the truth where that can be had."""
    unit, group = made(MANY, CLAUSES * MANY)
    np.savez(folder / "table.npz", unit=unit, group=group, units=MANY, groups=CLAUSES * MANY)
    (seconds, ties, pivots, median, most), memory = python(_SAMPLED, str(folder / "table.npz"))
    print(
        f"weighted betweenness by sampling, {MANY:,} units, {ties:,.0f} ties, {pivots:.0f} pivots (wanted: under 60 s)"
    )
    print(f"  {seconds:.1f} s, {memory:.0f} MB; standard error as stated: median {median:.1e}, largest {most:.1e}")
    of = corpus_pairs(UNITS)
    true = betweenness(of).values
    seen = true >= VISIBLE
    print(
        f"  against exact values, {UNITS:,} units, {seen.sum()} of them with {VISIBLE} or more; five draws of pivots:"
    )
    print("  within 2 errors  of those  largest error  estimates/values  stated: median  largest")
    for seed in range(5):
        found = betweenness(of, exact_up_to=0, seed=seed)
        stated = np.zeros(of.n) if found.errors is None else found.errors
        off = np.abs(found.values - true)
        near = off <= 2 * stated + 1e-9  # values are rounded at the ninth digit
        print(
            f"  {near.mean():>15.1%}{near[seen].mean():>10.1%}{off.max():>15.4f}"
            f"{found.values.sum() / true.sum():>18.3f}{np.median(stated):>16.1e}{stated.max():>9.4f}"
        )


def notice(folder: Path) -> None:
    """The Qinghai notice, all draws made."""
    graph = folder / "notice.nq"
    graph.write_text(build(NOTICE).n_quads, encoding="utf-8")
    (seconds,), memory = python(_NOTICE, str(graph), str(RESAMPLES), str(DRAWS))
    out = str(folder / "units.json")
    command = [sys.executable, "-m", "zhengtu", "bottlenecks", "--graph", str(graph), "--format", "json", "-o", out]
    runs = [run(*command) for _ in range(ROUNDS)]
    whole, peak = statistics.median(r.seconds for r in runs), max(r.memory for r in runs)
    print(f"the Qinghai notice, {RESAMPLES:,} resamples and {DRAWS:,} random tables (wanted: under 20 s)")
    print(f"  the analysis       {seconds:6.2f} s {memory:6.0f} MB")
    print(f"  the whole command  {whole:6.2f} s {peak:6.0f} MB")


def draws(_: Path) -> None:
    """Random tables a second, as many trades between two as units, against networkit's global curveball."""
    print("random tables a second, a trade a unit between two of them")
    print("    units  clauses   Zhengtu   networkit   networkit, marks read out")
    shared = incidence(responsibilities(load(build(NOTICE).n_quads))).shared()
    for table, many in ((shared, 2_000), (_table(UNITS, CLAUSES * UNITS), 30)):
        n, m = len(table.units), len(table.groups)
        our, alone, read = (
            many / taken(partial(work, table, many)) for work in (_drawn, networkit_draws, networkit_draws_read)
        )
        print(f"  {n:>7,}{m:>9,}{our:>10,.0f}{alone:>12,.0f}{read:>28,.0f}")


def _drawn(table: Incidence, many: int) -> None:
    for _ in curveball(table, burn_in=0, thinning=len(table.units), draws=many, seed=1):
        pass


def _table(units: int, groups: int) -> Incidence:
    unit, group = made(units, groups)
    names = tuple(map(str, range(groups)))
    rows: Any = tuple(range(units))
    return Incidence(rows, names, names, unit, group, np.ones_like(unit))


def networkit_draws_read(table: Incidence, many: int) -> None:
    """The same, with the marks of each table, which ours are."""
    networkit_draws(table, many, read=True)


def networkit_draws(table: Incidence, many: int, *, read: bool = False) -> None:
    """The table as a directed network from units to clauses, one draw out of the other.

    Numbers of clauses run from 0 as those of units do, so that few trades are lost on nodes that have nothing to trade;
    a unit's clause of its own number is a loop, and must be allowed. Each round pairs all nodes; so many rounds are run
    that as many trades are among units as there are units.
    """
    import networkit as nk

    n, m = len(table.units), len(table.groups)
    nodes = max(n, m)
    network = nk.Graph(nodes, directed=True)
    ends = (table.unit.astype(np.uint64), table.group.astype(np.uint64))
    network.addEdges((np.ones(len(table.unit)), ends))
    rounds = ceil(2 * (nodes - 1) / (n - 1))
    for _ in range(many):
        step = nk.randomization.GlobalCurveball(network, rounds, True, False)
        step.run()
        network = step.getGraph()
        if read:
            np.array(list(network.iterEdges()))
    if any(network.degreeIn(i) != size for i, size in enumerate(table.sizes().tolist())):
        raise SystemExit("networkit's tables have other margins")


def holes(_: Path) -> None:
    """Constraint and effective size against networkx."""
    of = corpus_pairs(UNITS)
    network = weighted(of)
    print(f"structural holes, {of.n:,} units, {len(of.one):,} ties")
    print("                    Zhengtu s  networkx s  largest difference")
    measures: list[tuple[str, Callable[[Pairs], Any], Any]] = [
        ("constraint", constraint, nx.constraint),
        ("effective size", effective_size, nx.effective_size),
    ]
    for name, ours, theirs in measures:
        found = theirs(network, weight="weight")
        apart = np.nanmax(np.abs(ours(of) - [found[i] for i in range(of.n)]))
        our, their = taken(partial(ours, of)), taken(partial(theirs, network, weight="weight"))
        print(f"  {name:<18}{our:>9.2f}{their:>12.2f}{apart:>20.0e}")
    # networkx works out a weighted effective size by matrices for all nodes, and by its definition for named ones.
    few = corpus_pairs(60)
    small = weighted(few)
    named = nx.effective_size(small, nodes=list(small), weight="weight")
    every = nx.effective_size(small, weight="weight")
    values = effective_size(few)
    by_name = np.nanmax(np.abs(values - [named[i] for i in range(few.n)]))
    at_once = np.nanmax(np.abs([named[i] - every[i] for i in range(few.n)]))
    print("  effective size, 60 units: networkx node by node and at once differ by up to", f"{at_once:.1f};")
    print(f"  Zhengtu and networkx node by node by up to {by_name:.0e}")


def corpus(folder: Path) -> None:
    """A store of many notices."""
    start, kept, made_up = time.perf_counter(), 0, 0
    path = folder / "text.txt"
    with open_store(folder / "store", write=True) as store:
        for text in texts():
            path.write_text(text, encoding="utf-8")
            try:
                built = build(path)
            except NoticeError:
                continue  # an empty text
            if summarise(built.notice).assignments:
                replace(store, built.n_quads, [built.document])
                kept += 1
                made_up += "服务业发展工作要点" in text
            if kept == TEXTS:
                break
    seconds = time.perf_counter() - start
    print(f"a corpus of {kept} notices, {made_up} of them made up, built into a store in {seconds:.0f} s")
    for validate in (0, 1):
        (read, analysed, units, groups, ties, said), memory = python(_CORPUS, str(folder / "store"), str(validate))
        if not validate:
            print(f"  {said:,.0f} assignments, {units:,.0f} units, {groups:,.0f} clauses, {ties:,.0f} ties")
        also = " with validated pairs" if validate else ""
        print(f"  reading {read:.2f} s, analysis{also} {analysed:.2f} s, {memory:.0f} MB in all")


PARTS: dict[str, Callable[[Path], None]] = {
    part.__name__: part for part in (exact, sampled, notice, draws, holes, corpus)
}


def main(names: list[str]) -> None:
    """Prints a paragraph for each part: medians in seconds, unless it says otherwise."""
    print(f"medians of {ROUNDS} runs; of one where it takes over {PATIENCE:.0f} s")
    for name in names or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](Path(folder))
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
