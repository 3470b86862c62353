"""Every measure of one table, against implementations that it does not use: networkx, rustworkx, networkit, by hand."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import permutations
from math import isnan
from random import Random
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np
import pytest
import rustworkx as rx
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengtu.graph.columns import Responsibilities
from zhengtu.graph.coordination import bottlenecks as whole
from zhengtu.graph.coordination import engine
from zhengtu.graph.coordination.betweenness import betweenness, bipartite_betweenness
from zhengtu.graph.coordination.bootstrap import Interval
from zhengtu.graph.coordination.bottlenecks import Bottleneck, Sampling, bottlenecks
from zhengtu.graph.coordination.engine import Engine
from zhengtu.graph.coordination.findings import LABELS, Finding, Rules, findings
from zhengtu.graph.coordination.incidence import Choice, Incidence, incidence
from zhengtu.graph.coordination.load import concentration, loads, participation
from zhengtu.graph.coordination.null_model import Expected, NullModel, null_model
from zhengtu.graph.coordination.pairs import Pairs, pairs
from zhengtu.graph.coordination.removal import cut_off, efficiency, removals
from zhengtu.graph.coordination.structure import Brokerage, brokerage, constraint, core_number, effective_size
from zhengtu.graph.errors import AnalysisError
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.coordination import (
    KNOWN,
    TABLES,
    exact,
    groups_of,
    made,
    permuted,
    short_names,
    table,
    told,
    two_mode,
)

NOTHING_DRAWN = Sampling(resamples=0, draws=0)


@pytest.fixture(scope="module")
def r(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


def by_number(values: "dict[int, float]") -> list[float]:
    return [float(values[i]) for i in range(len(values))]


# --- betweenness ---


def betweenness_is_that_of_others(of: Incidence) -> None:
    network, found = exact(of), pairs(of)
    # Fractions have no rounding, so ways of one length are found to be of one length.
    expected = by_number(nx.betweenness_centrality(network, weight="length"))
    engines: list[Engine] = ["networkx", "networkit"]
    for one in engines:
        assert betweenness(found, engine=one).values.tolist() == pytest.approx(expected, abs=1e-8)
    other = rx.PyGraph(multigraph=False)
    other.add_nodes_from(range(len(of.units)))
    other.add_edges_from([(one, two, None) for one, two in network.edges])
    steps = by_number(dict(rx.betweenness_centrality(other, normalized=True).items()))
    steps = [0.0 if isnan(value) else value for value in steps]  # of less than three units
    for one in engines:
        assert betweenness(found, weighted=False, engine=one).values.tolist() == pytest.approx(steps, abs=1e-8)


def bipartite_betweenness_is_that_of_networkx(of: Incidence) -> None:
    expected = dict.fromkeys(range(len(of.units)), 0.0)
    # Of one group nobody stands between two, and networkx divides by the 0 that is the most there can be.
    if len(of.units) > 1 and len(of.groups) > 1:
        expected = nx.bipartite.betweenness_centrality(two_mode(of), range(len(of.units)))
    found = bipartite_betweenness(of).values.tolist()
    assert found == pytest.approx([expected[i] for i in range(len(of.units))], abs=1e-8)


@pytest.mark.parametrize("name", KNOWN)
def test_betweenness_in_known_networks(name: str) -> None:
    betweenness_is_that_of_others(KNOWN[name])
    bipartite_betweenness_is_that_of_networkx(KNOWN[name])


@settings(max_examples=80, deadline=None)
@given(TABLES)
def test_betweenness_in_any_network(of: Incidence) -> None:
    betweenness_is_that_of_others(of)
    bipartite_betweenness_is_that_of_networkx(of)


def test_betweenness_of_qinghai_is_that_of_others(r: Responsibilities) -> None:
    betweenness_is_that_of_others(incidence(r))
    bipartite_betweenness_is_that_of_networkx(incidence(r))


def random_table(units: int, groups: int, seed: int) -> Incidence:
    chance = Random(seed)
    return table([chance.sample(range(units), chance.randint(2, 4)) for _ in range(groups)], units)


def test_estimated_betweenness_lies_within_its_errors() -> None:
    found = pairs(random_table(120, 110, 4))
    true = betweenness(found, engine="networkx").values
    scores = []
    for seed in range(25):
        estimate = betweenness(found, exact_up_to=50, pivots=400, seed=seed)
        assert estimate.pivots == 400
        assert estimate.errors is not None
        floor = 2 / 400
        assert (estimate.errors >= floor).all()
        spread = np.sqrt(estimate.errors**2 - floor**2)
        seen = spread > 0
        assert (abs(estimate.values - true) <= 2 * estimate.errors).mean() > 0.95
        scores.append((estimate.values[seen] - true[seen]) / spread[seen])
    score = np.concatenate(scores)
    # The spread alone: Student's t of 19 degrees of freedom has a variance of 1.12 and is within ±2.09 in 95 % of cases.
    assert 0.8 < (score**2).mean() < 1.5
    assert 0.9 < (abs(score) < 2.09).mean() < 0.99
    assert abs(score.mean()) < 0.25
    once, again = (betweenness(found, exact_up_to=50, pivots=400, seed=24).values.tolist() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("pivots", [40, 400])
def test_estimates_have_no_bias(pivots: int) -> None:
    # On a ring every pivot adds as much, so that the sum of the estimates is the sum of the true values.
    ring = pairs(KNOWN["cycle"])
    estimate = betweenness(ring, exact_up_to=3, pivots=pivots)
    assert estimate.values.sum() == pytest.approx(betweenness(ring).values.sum(), abs=1e-7)


@pytest.mark.parametrize("units", [0, 1, 2, 3])
def test_estimates_of_next_to_nothing(units: int) -> None:
    assert betweenness(pairs(table([range(units)], units)), exact_up_to=0).values.tolist() == [0.0] * units


# --- structural holes, cores, efficiency ---


def structure_is_that_of_others(of: Incidence) -> None:
    network, found = exact(of), pairs(of)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(network)
    plain.add_weighted_edges_from((*edge, float(weight)) for edge, weight in told(network, "weight").items())
    units = list(plain)
    # Without `nodes`, networkx 3.6 takes a way by matrices that divides columns where it should divide rows.
    expected = nx.effective_size(plain, units, weight="weight")
    assert effective_size(found).tolist() == pytest.approx(by_number(expected), nan_ok=True)
    expected = nx.constraint(plain, units, weight="weight")
    assert constraint(found).tolist() == pytest.approx(by_number(expected), nan_ok=True)
    other = nk.Graph(len(units))
    for one, two in plain.edges:
        other.addEdge(one, two)
    cores = nk.centrality.CoreDecomposition(other)
    if units:
        cores.run()
        assert core_number(found) == [int(core) for core in cores.scores()]


def removals_are_those_of_networkx(of: Incidence) -> None:
    network, found = exact(of), pairs(of)
    units = list(network)
    assert efficiency(found) == pytest.approx(nx.global_efficiency(network) if units else 0)

    def largest(of: "nx.Graph[int]") -> int:
        return max(map(len, nx.connected_components(of)), default=0)

    near = {a: {b: 1 / d for b, d in ways.items() if d} for a, ways in nx.all_pairs_shortest_path_length(network)}
    for unit, lost in zip(units, removals(found, np.array(units, dtype=np.int64)), strict=True):
        rest = network.subgraph(set(units) - {unit})
        before, after = nx.global_efficiency(network), nx.global_efficiency(rest)
        assert lost.largest == largest(rest) - largest(network)
        assert lost.efficiency == pytest.approx(1 - after / before if before else 0)
        others = sum(near[a].get(b, 0) for a, b in permutations(rest, 2))
        between = after * len(rest) * (len(rest) - 1)
        assert lost.others == pytest.approx(1 - between / others if others else 0, abs=1e-9)
        assert lost.others >= 0


@pytest.mark.parametrize("name", KNOWN)
def test_structure_of_known_networks(name: str) -> None:
    structure_is_that_of_others(KNOWN[name])
    removals_are_those_of_networkx(KNOWN[name])


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_structure_of_any_network(of: Incidence) -> None:
    structure_is_that_of_others(of)
    removals_are_those_of_networkx(of)


def test_structure_of_qinghai(r: Responsibilities) -> None:
    structure_is_that_of_others(incidence(r))
    removals_are_those_of_networkx(incidence(r))


def test_what_the_middle_of_a_path_mediates() -> None:
    # a–b–c: 1, 1 and 1/2; without b nothing is left, neither of all pairs nor of the pair a, c.
    (lost,) = removals(pairs(table([{0, 1}, {1, 2}])), np.array([1]))
    assert (lost.largest, lost.efficiency, lost.others) == (-2, 1.0, 1.0)
    # A square: without a corner its neighbours still meet by way of the other.
    (lost,) = removals(pairs(table([{0, 1}, {1, 2}, {2, 3}, {3, 0}])), np.array([0]))
    assert (lost.largest, lost.efficiency, lost.others) == pytest.approx((-1, 0.0, 0.0))
    # With three in one part and three in another, one less in one of them leaves the largest as it is.
    (lost,) = removals(pairs(table([{0, 1, 2}, {3, 4, 5}])), np.array([0]))
    assert lost.largest == 0


# --- what holds whatever the network ---


def between(of: Pairs) -> Iterable[float]:
    return map(float, betweenness(of).values)


MEASURES: list[Callable[[Pairs], Iterable[float]]] = [constraint, effective_size, core_number]


@settings(max_examples=50, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(of: Incidence, chance: Random) -> None:
    order = list(range(len(of.units)))
    chance.shuffle(order)
    before, after = pairs(of), pairs(permuted(of, order))
    for measure in [*MEASURES, between]:
        old, new = list(measure(before)), list(measure(after))
        assert new == pytest.approx([old[i] for i in order], nan_ok=True)
    assert bipartite_betweenness(permuted(of, order)).values.tolist() == pytest.approx(
        [bipartite_betweenness(of).values[i] for i in order]
    )
    assert {order[unit] for unit in cut_off(after)} == set(cut_off(before))
    rows = np.arange(len(order))
    old_lost, new_lost = removals(before, rows), removals(after, rows)
    for attribute in ("largest", "efficiency", "others"):
        old = [getattr(lost, attribute) for lost in old_lost]
        new = [getattr(lost, attribute) for lost in new_lost]
        assert new == pytest.approx([old[i] for i in order])


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_another_part_changes_nothing_of_the_first(of: Incidence) -> None:
    n = len(of.units)
    wider = table([*groups_of(of), [n, n + 1], [n + 1, n + 2]], n + 3)
    before, after = pairs(of), pairs(wider)
    for measure in MEASURES:
        assert list(measure(after))[:n] == pytest.approx(list(measure(before)), nan_ok=True)
    # The same ways over more pairs.
    shrunk = (n - 1) * (n - 2) / ((n + 2) * (n + 1))
    assert betweenness(after).values[:n] == pytest.approx(betweenness(before).values * shrunk, abs=1e-8)
    assert {unit: cut for unit, cut in cut_off(after).items() if unit < n} == cut_off(before)


# --- brokerage ---

ROLES = [
    # kinds of a, v and c; the role of v in a → v → c
    ("xxx", Brokerage(coordinator=1)),
    ("xyx", Brokerage(consultant=1)),
    ("xyy", Brokerage(gatekeeper=1)),
    ("xxy", Brokerage(representative=1)),
    ("xyz", Brokerage(liaison=1)),
]


def directed(edges: list[str]) -> "nx.DiGraph[str]":
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from((edge[0], edge[1]) for edge in edges)
    return network


@pytest.mark.parametrize(("kinds", "role"), ROLES)
def test_brokerage_of_one_way(kinds: str, role: Brokerage) -> None:
    network = directed(["av", "vc"])
    kind = dict(zip("avc", kinds, strict=True))
    assert brokerage(network, kind) == {"a": Brokerage(), "v": role, "c": Brokerage()}
    assert role.total == 1
    # a leads c itself, so that nobody is needed between them.
    network.add_edge("a", "c")
    assert brokerage(network, kind)["v"] == Brokerage()


TRIADS = [
    (["av", "va"], {"v": "x", "a": "x"}, {}),  # nobody brokers between a unit and itself
    (["av", "bv", "vc"], {"a": "x", "b": "y", "v": "x", "c": "y"}, {"v": Brokerage(gatekeeper=0, consultant=1, representative=1)}),
    (["av", "va", "vc"], {"a": "x", "v": "y", "c": "x"}, {"v": Brokerage(consultant=1)}),
    (["av", "vc", "vd", "ad"], {"a": "x", "v": "x", "c": "x", "d": "x"}, {"v": Brokerage(coordinator=1)}),
    (["av", "vc", "cd"], dict.fromkeys("avcd", ""), {"v": Brokerage(coordinator=1), "c": Brokerage(coordinator=1)}),
    (["av", "vc"], {"a": "", "v": "x", "c": "x"}, {"v": Brokerage(gatekeeper=1)}),  # without a kind is a kind
    (["ca", "av", "vc"], dict.fromkeys("avc", "x"), {n: Brokerage(coordinator=1) for n in "avc"}),
]  # fmt: skip


@pytest.mark.parametrize(("edges", "kind", "expected"), TRIADS)
def test_brokerage_of_small_networks(edges: list[str], kind: dict[str, str], expected: dict[str, Brokerage]) -> None:
    network = directed(edges)
    assert {unit: found for unit, found in brokerage(network, kind).items() if found.total} == expected


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))), st.lists(st.sampled_from("xyz"), min_size=8, max_size=8)
)
def test_brokerage_of_any_network(edges: set[tuple[int, int]], kinds: list[str]) -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(map(str, range(8)))
    leads = {(str(a), str(b)) for a, b in edges if a != b}
    network.add_edges_from(leads)
    kind = {str(i): kinds[i] for i in range(8)}
    expected: dict[str, Counter[str]] = {v: Counter() for v in kind}
    for a, v, c in permutations(kind, 3):
        if (a, v) in leads and (v, c) in leads and (a, c) not in leads:
            same = (kind[a] == kind[v], kind[v] == kind[c], kind[a] == kind[c])
            role = {
                (True, True, True): "coordinator",
                (False, False, True): "consultant",
                (False, True, False): "gatekeeper",
                (True, False, False): "representative",
                (False, False, False): "liaison",
            }[same]
            expected[v][role] += 1
    assert brokerage(network, kind) == {v: Brokerage(**roles) for v, roles in expected.items()}


def test_brokerage_by_kind_of_unit() -> None:
    read = made(["a>v", "b>v", "v>c", "=xy"], kinds={"a": "#K", "b": "#L", "v": "#K", "c": "#L"}, collective="b")
    found = {u.unit.iri: u.brokerage for u in bottlenecks(read, sampling=NOTHING_DRAWN).units}
    assert found["v"] == Brokerage(representative=1)
    everyone = bottlenecks(read, choice=Choice(collectives=True), sampling=NOTHING_DRAWN)
    assert {u.unit.iri: u.brokerage for u in everyone.units}["v"] == Brokerage(representative=1, liaison=1)
    assert not sum(u.brokerage.total for u in bottlenecks(made(["=ab", "=bc"]), sampling=NOTHING_DRAWN).units)


# --- loads ---

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(COUNTS)
def test_concentration_in_any_counts(counts: list[int]) -> None:
    found, n, total = concentration(counts), len(counts), sum(counts)
    if not total:
        assert (found.hhi, found.gini) == (0, 0)
        return
    # The mean absolute difference over twice the mean.
    differences = sum(abs(one - other) for one in counts for other in counts)
    assert found.gini == pytest.approx(differences / (2 * n * total))
    assert found.hhi == pytest.approx(sum(one * one for one in counts) / total**2)
    assert 1 / n - 1e-12 <= found.hhi <= 1
    assert -1e-12 <= found.gini <= 1 - 1 / n + 1e-12


@pytest.mark.parametrize(
    ("counts", "hhi", "gini"),
    [([], 0, 0), ([0, 0], 0, 0), ([5], 1, 0), ([3, 3, 3, 3], 0.25, 0), ([0, 0, 0, 8], 1, 0.75), ([1, 3], 0.625, 0.25)],
)
def test_concentration(counts: list[int], hhi: float, gini: float) -> None:
    assert (concentration(counts).hhi, concentration(counts).gini) == pytest.approx((hhi, gini))


LED = [
    # clauses, whether any has a lead, HHI of the leads, or of 负责 where there is none
    (["a>b", "a>c", "b>c", "=c"], True, 5 / 9),
    (["=ab", "=a"], False, 5 / 9),
    (["=ab", "x>b"], True, 0.0),  # a collective leads, and none of the units
    ([], False, 0.0),
]


@pytest.mark.parametrize(("clauses", "leads", "hhi"), LED)
def test_concentration_of_lead(clauses: list[str], leads: bool, hhi: float) -> None:
    network = bottlenecks(made(clauses, collective="x"), sampling=NOTHING_DRAWN).network
    assert network.leads == leads
    assert network.lead.hhi == pytest.approx(hhi)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_participation_in_any_counts(counts: list[int]) -> None:
    # Two clauses drawn with putting back lie in one sector with the chance that participation lacks to one.
    clauses = [sector for sector, count in enumerate(counts) for _ in range(count)]
    same = np.mean([one == other for one in clauses for other in clauses]) if clauses else 1
    assert participation(counts) == pytest.approx(1 - same)
    assert -1e-12 <= participation(counts) <= 1 - 1 / len(counts) + 1e-12


def test_loads_of_qinghai(r: Responsibilities) -> None:
    found = loads(r)
    assert sum(len(load.clauses["lead"]) for load in found.values()) == 116
    by_hand: Counter[tuple[str, str]] = Counter(
        (unit, role) for unit, role, _ in {(a.unit, a.role, a.clause) for a in r.assignments}
    )
    assert {(iri, role): len(c) for iri, load in found.items() for role, c in load.clauses.items() if c} == by_hand
    for iri, load in found.items():
        sectors = Counter[Any]()
        for clause, task in {(a.clause, a.task) for a in r.assignments if a.unit == iri}:
            assert clause in load.all_clauses
            section = r.tasks[task].section
            while section is not None and (above := r.sections[section].parent) is not None:
                section = above
            sectors[r.tasks[task].sector or section] += 1
        assert dict(load.sectors) == dict(sectors)
        assert load.participation == pytest.approx(1 - sum((n / sectors.total()) ** 2 for n in sectors.values()))


# --- the whole ---

SMALL = [
    # clauses, betweenness, how many each cuts off
    (["ab", "bc"], {"a": 0.0, "b": 1.0, "c": 0.0}, {"b": 1}),
    (["abc"], {"a": 0.0, "b": 0.0, "c": 0.0}, {}),
    (["ab", "bc", "cd"], {"a": 0.0, "b": 2 / 3, "c": 2 / 3, "d": 0.0}, {"b": 1, "c": 1}),
    (["ab", "cd"], {"a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0}, {}),
    (["ab", "ab", "bc", "bc", "ac"], {"a": 0.0, "b": 0.5, "c": 0.0}, {}),  # 1/2 + 1/2 is as short as 1
    (["a"], {"a": 0.0}, {}),
    ([], {}, {}),
]


@pytest.mark.parametrize(("clauses", "between", "cuts"), SMALL)
def test_small_networks(clauses: list[str], between: dict[str, float], cuts: dict[str, int]) -> None:
    found = bottlenecks(made(clauses), sampling=Sampling(20, 20), validate=True)
    assert {u.unit.iri: u.betweenness for u in found.units} == pytest.approx(between)
    assert {u.unit.iri: len(u.cuts_off) for u in found.units if u.cuts_off} == cuts
    assert (found.network.units, found.network.groups) == (len(between), len(clauses))


def test_collectives_stand_apart() -> None:
    found = bottlenecks(made(["ax", "bx", "ab"], collective="x"), sampling=NOTHING_DRAWN)
    assert [load.unit.iri for load in found.collectives] == ["x"]
    assert {u.unit.iri: u.partners for u in found.units} == {"a": ("b",), "b": ("a",)}


QINGHAI = [
    # name, betweenness, among units that share clauses, in random tables, p, q, loss, P(top 3)
    ("省经济和信息化委", 0.456, 0.576, 0.49, (0.08, 0.15), (0.5, 1.0), 0.167, 0.98),
    ("省商务厅", 0.320, 0.403, 0.11, (0.0003, 0.0012), (0.01, 0.05), 0.145, 0.71),
]


def test_qinghai(r: Responsibilities) -> None:
    found, name = bottlenecks(r), short_names(r)
    n = found.network
    assert (n.units, n.groups, n.shared_units, n.shared_groups, n.ties, n.components) == (38, 82, 34, 43, 92, 5)
    assert (found.null.draws, found.resampled.resamples) == (3_000, 2_000)  # type: ignore[union-attr]
    assert len(found.collectives) == 6
    units = {name[u.unit.iri]: u for u in found.units}
    for unit, between, among, drawn, p, q, loss, top in QINGHAI:
        u = units[unit]
        assert u.expected
        assert u.removal
        assert u.betweenness_interval
        assert (u.betweenness, u.expected.observed) == pytest.approx((between, among), abs=5e-4)
        assert u.removal.efficiency == pytest.approx(loss, abs=5e-4)
        # By chance: three standard errors and more.
        assert u.expected.mean == pytest.approx(drawn, abs=0.012)
        assert p[0] <= u.expected.p <= p[1]
        assert q[0] <= u.expected.q <= q[1]
        assert u.betweenness_interval.top == pytest.approx(top, abs=0.035)
    assert [name[u.unit.iri] for u in found.units[:2]] == ["省经济和信息化委", "省商务厅"]
    assert {unit: [f.label for f in u.findings] for unit, u in units.items() if u.findings[0].groups} == {
        "省经济和信息化委": ["load-hub", "cut-point"],
        "省商务厅": ["structural-broker", "cut-point"],
        "省文化新闻出版厅": ["cut-point"],
    }


def test_the_order_of_units_and_partners(r: Responsibilities) -> None:
    found = bottlenecks(r, sampling=NOTHING_DRAWN)
    order = [(-u.betweenness, -len(u.load.all_clauses), u.unit.name) for u in found.units]
    assert order == sorted(order)
    named = {u.unit.iri: {a.clause for a in r.assignments if a.unit == u.unit.iri} for u in found.units}
    for iri, u in ((u.unit.iri, u) for u in found.units):
        together = {other: named[iri] & own for other, own in named.items() if other != iri and named[iri] & own}
        assert set(u.partners) == set(together)
        assert [len(together[p]) for p in u.partners] == sorted(map(len, together.values()), reverse=True)
        assert set(u.shared) == set().union(*together.values())


def test_large_networks_are_not_drawn_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    read = made(["ab", "bc", "cd"])
    drawn = bottlenecks(read, sampling=Sampling())
    assert drawn.null
    assert drawn.resampled
    monkeypatch.setattr(whole, "DRAWN_UP_TO", 3)
    left = bottlenecks(read)
    assert (left.null, left.resampled) == (None, None)
    asked = bottlenecks(read, sampling=Sampling(resamples=10, draws=20))
    assert asked.null
    assert asked.resampled
    assert (asked.null.draws, asked.resampled.resamples) == (20, 10)
    monkeypatch.setattr(whole, "EVERY_UNIT_UP_TO", 3)
    monkeypatch.setattr(whole, "_MOST_AFFECTED", 2)
    assert {u.unit.iri for u in bottlenecks(read).units if u.removal} == {"b", "c"}
    monkeypatch.setattr(whole, "MEASURED_UP_TO", 3)
    none = bottlenecks(read)
    assert (none.network.efficiency, [u.removal for u in none.units]) == (None, [None] * 4)


def test_progress_is_told() -> None:
    seen: list[tuple[str, int, int]] = []
    bottlenecks(made(["ab", "bc"]), sampling=Sampling(3, 2), progress=lambda *told: seen.append(told))
    assert seen[:5] == [("resamples", i, 3) for i in (1, 2, 3)] + [("draws", i, 2) for i in (1, 2)]
    assert [stage for stage, _, _ in seen[5:]] == ["measures"] * (len(seen) - 5)
    done = [done for _, done, _ in seen[5:]]
    assert done == sorted(done)
    assert done[-1] == seen[-1][2]


def test_a_large_network_is_estimated() -> None:
    found = bottlenecks(made(["ab", "bc", "cd"]), sampling=Sampling(0, 0, exact_up_to=3, pivots=200))
    assert found.network.pivots == 200
    assert all(u.betweenness_error and u.bipartite_error for u in found.units)
    assert {u.unit.iri for u in found.units[:2]} == {"b", "c"}


# --- labels ---


def labels(
    top: float | None = 0.0,
    q: float | None = None,
    cut: int = 0,
    compared: bool = True,
    rules: Rules = Rules(),  # noqa: B008 (frozen)
) -> tuple[Finding, ...]:
    """Of a in the clauses ab, ac, a, bd, ef; b and d hang on it where two do, d where one does."""
    read = made(["ab", "ac", "a", "bd", "ef"])
    of = incidence(read)
    return findings(
        of,
        0,
        load=loads(read)["a"],
        partners={1: [0], 2: [1]},
        cut_off=[(), (1,), (1, 3)][cut],
        resampled=None if top is None else Interval(1, 3, 1, 3, top),
        expected=None if q is None else Expected(0.5, 0.2, 0.1, 0.3, q / 10, q),
        compared=compared,
        rules=rules,
    )


HUB, BROKER, CUT, NONE, UNTESTED = (
    Finding("load-hub", ("c0", "c1", "c2")),
    Finding("structural-broker", ("c0", "c1")),
    Finding("cut-point", ("c0",)),
    Finding("not-distinguishable", ()),
    Finding("not-tested", ()),
)
LABELLED: list[tuple[dict[str, Any], list[Finding]]] = [
    ({}, [NONE]),
    ({"top": 0.8}, [HUB]),
    ({"top": 0.799}, [NONE]),
    ({"q": 0.05}, [BROKER]),
    ({"q": 0.0501}, [NONE]),
    ({"cut": 1}, [CUT]),
    ({"cut": 2}, [CUT]),
    ({"top": 1.0, "q": 0.001, "cut": 2}, [HUB, BROKER, CUT]),
    ({"top": 0.8, "rules": Rules(hub=0.9)}, [NONE]),
    ({"top": 0.5, "rules": Rules(hub=0.5)}, [HUB]),
    ({"q": 0.08, "rules": Rules(broker=0.1)}, [BROKER]),
    ({"q": 0.02, "rules": Rules(broker=0.01)}, [NONE]),
    ({"cut": 1, "rules": Rules(cut=2)}, [NONE]),
    ({"cut": 2, "rules": Rules(cut=2)}, [CUT]),
    ({"cut": 0, "rules": Rules(cut=0)}, [NONE]),
    ({"top": None}, [UNTESTED]),
    ({"compared": False}, [UNTESTED]),
    ({"top": None, "compared": False}, [UNTESTED]),
    ({"top": 0.9, "compared": False}, [HUB]),
    ({"top": None, "compared": False, "cut": 1}, [CUT]),
]


@pytest.mark.parametrize(("figures", "expected"), LABELLED)
def test_labels(figures: dict[str, Any], expected: list[Finding]) -> None:
    assert list(labels(**figures)) == expected
    assert {found.label for found in expected} <= set(LABELS)


def of_label(units: tuple[Bottleneck, ...], label: str) -> set[str]:
    return {u.unit.iri for u in units if label in [finding.label for finding in u.findings]}


@pytest.mark.parametrize("clauses", [["abcde"], ["ab"], ["a"], ["ab", "cd", "ea"]])
def test_no_load_hub_among_few_units(clauses: list[str]) -> None:
    assert of_label(bottlenecks(made(clauses), sampling=Sampling(50, 50)).units, "load-hub") == set()


def test_ties_are_broken_fairly() -> None:
    one_clause = bottlenecks(made(["abcdefghij"]), sampling=Sampling(50, 50))
    assert of_label(one_clause.units, "load-hub") == set()
    assert [u.load_interval.top for u in one_clause.units if u.load_interval] == pytest.approx([0.3] * 10)
    assert {(u.load_interval.best, u.load_interval.worst) for u in one_clause.units if u.load_interval} == {(1, 10)}


def test_probabilities_of_the_first_three_add_up(r: Responsibilities) -> None:
    found = bottlenecks(r, sampling=Sampling(200, 0))
    assert sum(u.load_interval.top for u in found.units if u.load_interval) == pytest.approx(3)


def test_random_plans_of_inferred_duties_are_not_drawn(r: Responsibilities) -> None:
    assert bottlenecks(r, choice=Choice(inferred=True), sampling=Sampling(10, 10)).null is None


@pytest.mark.parametrize(("broker", "draws"), [(0.05, 3000), (0.02, 3400), (0.01, 6800), (0.0, 6800)])
def test_draws_grow_with_the_units(
    r: Responsibilities, monkeypatch: pytest.MonkeyPatch, broker: float, draws: int
) -> None:
    asked = []

    def drawn(of: Incidence, **options: Any) -> NullModel:
        asked.append(options["draws"])
        return null_model(of, draws=1)

    monkeypatch.setattr(whole, "null_model", drawn)
    bottlenecks(r, sampling=Sampling(resamples=0), rules=Rules(broker=broker))
    assert asked == [draws]


def test_estimates_are_not_resampled() -> None:
    for sampling in (Sampling(10, 0, exact_up_to=3), Sampling(0, 10, exact_up_to=3)):
        with pytest.raises(AnalysisError, match="estimated"):
            bottlenecks(made(["ab", "bc", "cd"]), sampling=sampling)


def test_the_same_without_networkit(r: Responsibilities, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Sampling(10, 10)
    with_it = bottlenecks(r, sampling=few)
    monkeypatch.setattr(engine, "_networkit", lambda: None)
    assert engine.fastest() == "networkx"
    assert bottlenecks(r, sampling=few) == with_it
    estimated = bottlenecks(r, sampling=Sampling(0, 0, exact_up_to=10, pivots=600))
    for one, other in zip(estimated.units[:2], with_it.units[:2], strict=True):
        assert one.betweenness == pytest.approx(other.betweenness, abs=0.1)


def test_labels_of_a_notice() -> None:
    read = made(["ab", "ac", "ad", "ae", "a", "a", "bc", "ef"], tasks=[0, 1, 2, 3, 4, 5, 6, 7])
    found = bottlenecks(read, sampling=Sampling(200, 200))
    assert "a" in of_label(found.units, "load-hub")
    assert of_label(found.units, "cut-point") == {"a", "e"}
    groups = {f.label: f.groups for u in found.units if u.unit.iri == "a" for f in u.findings}
    assert groups["load-hub"] == ("c0", "c1", "c2", "c3", "c4", "c5")
    by_task = bottlenecks(read, choice=Choice(by="task"), sampling=Sampling(200, 0))
    groups = {f.label: f.groups for u in by_task.units if u.unit.iri == "a" for f in u.findings}
    assert groups["load-hub"] == ("t0", "t1", "t2", "t3", "t4", "t5")
    undrawn = bottlenecks(read, sampling=NOTHING_DRAWN)
    assert not of_label(undrawn.units, "load-hub") | of_label(undrawn.units, "structural-broker")
    assert of_label(undrawn.units, "cut-point") == {"a", "e"}
    assert of_label(undrawn.units, "not-tested") == {"b", "c", "d", "f"}
    strict = bottlenecks(read, sampling=Sampling(200, 100), rules=Rules(hub=1.01, cut=4))
    assert of_label(strict.units, "not-distinguishable") == set("abcdef")


def test_bipartite_betweenness_is_estimated_within_its_errors(r: Responsibilities) -> None:
    of = incidence(r)
    true = bipartite_betweenness(of)
    found = bipartite_betweenness(of, exact_up_to=50, pivots=2000, seed=1)
    assert (true.errors, found.pivots) == (None, 2000)
    assert found.errors is not None
    assert np.abs(found.values - true.values) == pytest.approx(np.zeros(len(of.units)), abs=0.03)
    assert (np.abs(found.values - true.values) <= 2 * found.errors).mean() >= 0.9
