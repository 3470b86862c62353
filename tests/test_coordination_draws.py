"""What rests on chance: resampled tasks, random tables, and pairs that meet more often than loads explain."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import networkit as nk
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from zhengtu.graph.coordination.betweenness import betweenness
from zhengtu.graph.coordination.bootstrap import TOP, bootstrap, ranks
from zhengtu.graph.coordination.incidence import Incidence, Integers, incidence
from zhengtu.graph.coordination.null_model import adjusted, curveball, null_model
from zhengtu.graph.coordination.pairs import Floats, pairs, projected
from zhengtu.graph.coordination.validated import link_probabilities, tail, validated
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.coordination import KNOWN, TABLES, exact, groups_of, switched, table

SEED = 20180320


@pytest.fixture(scope="module")
def qinghai(graph: Graph) -> Incidence:
    return incidence(responsibilities(graph))


# --- resampled tasks ---


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 4), st.integers(1, 9), st.randoms(use_true_random=False))
def test_ranks_are_those_of_scipy(rows: int, n: int, chance: Random) -> None:
    values = np.array([[chance.choice([0.0, 0.25, 0.5, 1.0]) for _ in range(n)] for _ in range(rows)])
    assert ranks(values).tolist() == stats.rankdata(-values, method="min", axis=1).tolist()


RESAMPLED = table([{0, 1}, {1, 2}, {2, 3}, {0, 1, 4}, {4, 5}, {0}, {3, 5}, {1, 4}], 7, tasks=[0, 0, 1, 2, 3, 4, 4, 5])


def test_resamples_are_those_drawn_by_hand() -> None:
    found = bootstrap(RESAMPLED, resamples=60, confidence=0.9, seed=3)
    rng = np.random.default_rng(3)
    load, between = [], []
    for _ in range(60):
        drawn = Counter(rng.integers(6, size=6).tolist())
        times = [drawn[int(task[1:])] for task in RESAMPLED.tasks]
        load.append([sum(t for t, g in zip(times, groups_of(RESAMPLED), strict=True) if u in g) for u in range(7)])
        values = nx.betweenness_centrality(exact(RESAMPLED, times), weight="length")
        between.append([float(values[u]) for u in range(7)])
    for intervals, drawn_values in ((found.load, load), (found.betweenness, between)):
        values_by_unit = np.round(np.array(drawn_values), 9)
        first = stats.rankdata(-values_by_unit, method="min", axis=1)
        last = stats.rankdata(-values_by_unit, method="max", axis=1)
        for u, interval in enumerate(intervals):
            assert (interval.low, interval.high) == pytest.approx(
                np.quantile(values_by_unit[:, u], [0.05, 0.95]), abs=1e-8
            )
            # The 3rd and the 57th of 60.
            assert (interval.best, interval.worst) == (np.sort(first[:, u])[2], np.sort(last[:, u])[56])
            places = [range(one, other + 1) for one, other in zip(first[:, u], last[:, u], strict=True)]
            chances = [sum(place <= TOP for place in ties) / len(ties) for ties in places]
            assert interval.top == pytest.approx(np.mean(chances * (values_by_unit[:, u] > 0)))


def test_the_same_seed_gives_the_same_figures(qinghai: Incidence) -> None:
    assert bootstrap(qinghai, resamples=30, seed=5) == bootstrap(qinghai, resamples=30, seed=5)
    assert bootstrap(qinghai, resamples=30, seed=5) != bootstrap(qinghai, resamples=30, seed=6)
    assert null_model(qinghai, draws=30, seed=5) == null_model(qinghai, draws=30, seed=5)
    assert null_model(qinghai, draws=30, seed=5) != null_model(qinghai, draws=30, seed=6)


def test_intervals_of_units_that_cannot_vary() -> None:
    of = table([{0, 1}, {0, 2}, {0, 3}, {0}], 5)
    found = bootstrap(of, resamples=200)
    always, never = found.load[0], found.load[4]
    # In every task: as often as there are tasks, and first each time.
    assert (always.low, always.high, always.best, always.worst, always.top) == (4, 4, 1, 1, 1)
    assert (never.low, never.high, never.top) == (0, 0, 0)


@pytest.mark.parametrize("name", ["nothing", "no groups", "one unit", "nothing shared", "one clause"])
def test_next_to_nothing_is_drawn_all_the_same(name: str) -> None:
    of = KNOWN[name]
    found = bootstrap(of, resamples=5)
    assert (len(found.load), len(found.betweenness)) == (len(of.units), len(of.units))
    assert all((i.low, i.high, i.top) == (0, 0, 0) for i in found.betweenness)
    null = null_model(of, draws=5)
    assert all((e.observed, e.mean, e.p, e.q) == (0, 0, 1, 1) for e in null.units.values())
    assert set(null.units) == {u.iri for u in of.shared().units}


def test_intervals_lie_around_the_figures(qinghai: Incidence) -> None:
    found = bootstrap(qinghai, resamples=400)
    load = np.bincount(qinghai.unit, minlength=len(qinghai.units)).tolist()
    for unit, interval in enumerate(found.load):
        assert interval.low <= load[unit] <= interval.high
        assert 1 <= interval.best <= interval.worst <= len(qinghai.units)
        assert 0 <= interval.top <= 1
    wide = bootstrap(qinghai, resamples=400, confidence=0.99)
    for narrow, wider in zip(found.betweenness, wide.betweenness, strict=True):
        assert wider.low <= narrow.low <= narrow.high <= wider.high
        assert wider.top == narrow.top
    # Of figures of so many resamples about three are among the first three of each.
    assert sum(i.top for i in found.betweenness) == pytest.approx(3, abs=0.3)


# --- random tables ---


def drawn(of: Incidence, draws: int, thinning: int, seed: int = SEED) -> Iterator[tuple[Integers, Integers]]:
    return curveball(of, burn_in=100 * len(of.units), thinning=thinning, draws=draws, seed=seed)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.integers(0, 1000))
def test_random_tables_keep_the_margins(of: Incidence, seed: int) -> None:
    for unit, group in drawn(of, 4, 3, seed):
        assert len({*zip(unit.tolist(), group.tolist(), strict=True)}) == len(of.unit)
        assert (
            np.bincount(unit, minlength=len(of.units)).tolist()
            == np.bincount(of.unit, minlength=len(of.units)).tolist()
        )
        assert np.bincount(group, minlength=len(of.groups)).tolist() == of.sizes().tolist()


def all_tables(rows: list[int], columns: list[int]) -> set[frozenset[tuple[int, int]]]:
    """Every table of these margins."""
    choices = [list(combinations(range(len(columns)), row)) for row in rows]
    found = set()
    for chosen in product(*choices):
        sizes = Counter(column for row in chosen for column in row)
        if [sizes[column] for column in range(len(columns))] == columns:
            found.add(frozenset((i, column) for i, row in enumerate(chosen) for column in row))
    return found


MARGINS = [
    ([{0, 1}, {1, 2}, {2, 3}], 4),
    ([{0, 1, 2}, {0, 3}, {0}, {1, 2}], 4),
    ([{0, 1}, {0, 1}, {2, 3}, {2}], 4),
    ([{0, 1, 2, 3}, {0, 1}, {2}, {3}, {0}], 4),
]


@pytest.mark.parametrize(("groups", "units"), MARGINS)
def test_every_table_is_as_likely_as_every_other(groups: list[set[int]], units: int) -> None:
    of = table(groups, units)
    possible = all_tables(np.bincount(of.unit, minlength=units).tolist(), of.sizes().tolist())
    counts: Counter[frozenset[tuple[int, int]]] = Counter()
    for unit, group in drawn(of, 200 * len(possible), 8 * units):
        counts[frozenset(zip(unit.tolist(), group.tolist(), strict=True))] += 1
    assert set(counts) == possible
    assert len(possible) > 10
    assert stats.chisquare(list(counts.values())).pvalue > 0.005


def measured(of: Incidence, tables: Iterator[tuple[Integers, Integers]]) -> tuple[Floats, Floats]:
    """Betweenness of each unit, and how often the first units meet, in each table."""
    n, m = len(of.units), len(of.groups)
    between, met = [], []
    for unit, group in tables:
        found = projected(unit, group, n, m)
        between.append(betweenness(found, engine="networkit").values)
        counts = np.zeros((n, n))
        counts[found.one, found.other] = found.count
        met.append(counts[np.triu_indices(n, 1)])
    return np.array(between), np.array(met)


def mean_and_error(values: Floats, batch: int = 25) -> tuple[Floats, Floats]:
    """The mean of each column of a chain, and its standard error from means of batches, longer than its memory."""
    batches = values[: len(values) // batch * batch].reshape(-1, batch, values.shape[1]).mean(axis=1)
    return batches.mean(axis=0), batches.std(axis=0, ddof=1) / np.sqrt(len(batches))


def agree(one: Floats, other: Floats) -> None:
    """Two chains have the same means: the differences over their errors are those of a normal distribution."""
    (first, first_error), (second, second_error) = mean_and_error(one), mean_and_error(other)
    error = np.hypot(first_error, second_error)
    assert first[error == 0] == pytest.approx(second[error == 0])
    score = (first - second)[error > 0] / error[error > 0]
    assert len(score) > 20
    # Several hundred scores depend on each other; their largest and their mean square still tell a wrong sampler.
    assert abs(score).max() < 4.5
    assert (score**2).mean() < 1.7


def of_networkit(of: Incidence, draws: int, seed: int) -> Iterator[tuple[Integers, Integers]]:
    """Random tables by networkit: arcs from units to groups, whose numbers out of and into each node are kept."""
    nk.setSeed(seed, False)
    n = len(of.units)
    network = nk.Graph(n + len(of.groups), directed=True)
    for unit, group in zip(of.unit.tolist(), of.group.tolist(), strict=True):
        network.addEdge(unit, n + group)
    for _ in range(draws):
        shuffle = nk.randomization.GlobalCurveball(network, 20, True, False)
        shuffle.run()
        network = shuffle.getGraph()
        both = np.array(list(network.iterEdges()), dtype=np.int64)
        yield both[:, 0], both[:, 1] - n


def test_random_tables_are_those_of_other_samplers(qinghai: Incidence) -> None:
    of = qinghai.shared()
    own = measured(of, drawn(of, 1_500, len(of.units)))
    for other in (switched(of, 1_000, 1), of_networkit(of, 1_000, 2)):
        for one, two in zip(own, measured(of, other), strict=True):
            agree(one, two)


def test_as_many_trades_as_units_are_enough_between_draws(qinghai: Incidence) -> None:
    of = qinghai.shared()
    n = len(of.units)
    one, five = (measured(of, drawn(of, 1_500, thinning, seed)) for thinning, seed in ((n, 1), (5 * n, 2)))
    for some, more in zip(one, five, strict=True):
        agree(some, more)
    # Two tables that follow each other have little in common, those after them hardly anything.
    between = one[0][:, one[0].std(axis=0) > 0]
    for lag, most in ((1, 0.3), (3, 0.1)):
        common = [np.corrcoef(column[lag:], column[:-lag])[0, 1] for column in between.T]
        assert max(common) < most


def test_figures_of_the_null_model_are_those_of_its_draws(qinghai: Incidence) -> None:
    of = qinghai.shared()
    found = null_model(qinghai, draws=200, seed=8)
    values, _ = measured(of, drawn(of, 200, found.thinning, 8))
    observed = betweenness(pairs(of), engine="networkx").values
    assert (found.groups, found.draws, found.burn_in, found.thinning) == (43, 200, 3_400, 34)
    p = (1 + (values >= observed - 1e-9).sum(axis=0)) / 201
    for i, unit in enumerate(of.units):
        own = found.units[unit.iri]
        assert (own.observed, own.mean) == pytest.approx((observed[i], values[:, i].mean()))
        assert (own.low, own.high) == pytest.approx(np.quantile(values[:, i], [0.025, 0.975]))
        assert own.p == pytest.approx(p[i])
    assert [found.units[u.iri].q for u in of.units] == pytest.approx(stats.false_discovery_control(p).tolist())


P = st.lists(st.sampled_from([0.0001, 0.001, 0.01, 0.02, 0.04, 0.05, 0.3, 0.5, 1.0]), max_size=20)


@settings(max_examples=100, deadline=None)
@given(P, st.integers(0, 10))
def test_adjusted_is_that_of_scipy(p: list[float], more: int) -> None:
    expected: list[float] = stats.false_discovery_control([*p, *[1.0] * more])[: len(p)].tolist() if p else []
    assert adjusted(np.array(p), len(p) + more).tolist() == pytest.approx(expected)
    assert adjusted(np.array(p)).tolist() == pytest.approx(list(stats.false_discovery_control(p)) if p else [])


def test_adjusted_by_hand() -> None:
    # The fifteen p of Benjamini and Hochberg's example: four pass at 0.05, where Bonferroni passes three.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    q = adjusted(np.array(p))
    assert q[:4].tolist() == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    assert (q <= 0.05).sum() == 4
    # 0.0278·15/6 = 0.0695, and 0.0298·15/7 = 0.0639 is less.
    assert q[4:8].tolist() == pytest.approx([0.0603, 0.0638571, 0.0638571, 0.0645])
    assert adjusted(np.array(p[::-1])).tolist() == q[::-1].tolist()


# --- validated pairs ---


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_the_tail_is_that_of_every_outcome(q: list[float]) -> None:
    sums = np.zeros(len(q) + 1)
    for outcome in product([0, 1], repeat=len(q)):
        sums[sum(outcome)] += np.prod([chance if yes else 1 - chance for chance, yes in zip(q, outcome, strict=True)])
    counts = np.arange(len(q) + 1)
    values = tail(np.array(q), np.ones(len(q), dtype=np.int64), counts, len(q))
    assert values.tolist() == pytest.approx([sums[count:].sum() for count in counts], abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.001, 0.9), st.integers(1, 60)), min_size=1, max_size=6))
def test_the_tail_is_that_of_scipy(kinds: list[tuple[float, int]]) -> None:
    q, times = np.array([chance for chance, _ in kinds]), np.array([often for _, often in kinds])
    counts = np.arange(int(times.sum()) + 1)
    values = tail(q, times, counts, int(times.sum()))
    expected = stats.poisson_binom(np.repeat(q, times).tolist()).sf(counts - 1)
    assert values == pytest.approx(expected, abs=1e-9)


def solved(of: Incidence) -> tuple[Floats, Integers, Integers]:
    """The probability of each mark, loads and sizes."""
    load, size = np.bincount(of.unit, minlength=len(of.units)), of.sizes()
    loads, row = np.unique(load, return_inverse=True)
    sizes, column = np.unique(size, return_inverse=True)
    chance = link_probabilities(loads, np.bincount(row), sizes, np.bincount(column))
    return chance[np.ix_(row, column)], load, size


def expected_margins_are_those_of(of: Incidence) -> None:
    chance, load, size = solved(of)
    assert ((chance >= 0) & (chance <= 1)).all()
    assert chance.sum(axis=1) == pytest.approx(load, abs=1e-5)
    assert chance.sum(axis=0) == pytest.approx(size, abs=1e-5)


SOLVABLE = {
    "a unit in every clause": table([{0, 1}, {0, 2}, {0, 3}, {0, 1, 2}]),
    "a clause of all units": table([{0, 1, 2, 3}, {0, 1}, {2, 3}, {1, 2}]),
    "both": table([{0, 1, 2, 3}, {0, 1}, {0, 2}, {0, 3}]),
    "all in all": table([{0, 1, 2}, {0, 1, 2}]),
    "a unit in none": table([{0, 1}, {1, 2}, {0, 2}], 4),
    "an empty clause": table([set(), {0, 1}, {0, 2}, {1, 2}]),
    "one by one": table([{0}, {1}, {2}]),
}


@pytest.mark.parametrize("name", SOLVABLE)
def test_expected_margins_of_small_tables(name: str) -> None:
    expected_margins_are_those_of(SOLVABLE[name])
    validated(SOLVABLE[name])


def test_expected_margins_of_qinghai(qinghai: Incidence) -> None:
    expected_margins_are_those_of(qinghai)
    expected_margins_are_those_of(qinghai.shared())


TIGHT = {
    # What the margins leave no choice about without a full row or column: who is heavy is in all wide clauses.
    "two and two": table([{0, 1, 2}, {0, 1, 3}, {0}, {1}]),
    "two of three": table([{0, 1}, {0, 1}, {0}, {1}], 3),
    "after a unit in every clause": table([{0}, {0}, {0, 1}, {0, 1, 2}, {0, 1, 2}]),
    "one of two": table([{0}, set()], 2),
}


@pytest.mark.parametrize("name", TIGHT)
def test_expected_margins_that_leave_no_choice(name: str) -> None:
    expected_margins_are_those_of(TIGHT[name])


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_expected_margins_of_any_table(of: Incidence) -> None:
    expected_margins_are_those_of(of)


BICM = """
00010010000000000000
00100100010001000100
00100100010001000010
10011110010111100010
10010101101000000010
11000111011110011101
"""
# p of the pairs of rows that share a column, by the package bicm 3.4.0 (Vallarano et al. 2021): BipartiteGraph,
# compute_projection(rows=True, approx_method="poibin").
BICM_P = [
    (0, 3, 0.46542527), (0, 4, 0.74844959), (0, 5, 0.85806642), (1, 2, 0.09832159), (1, 3, 0.7525319),
    (1, 4, 0.9671036), (1, 5, 0.82375839), (2, 3, 0.48965536), (2, 4, 0.79806649), (2, 5, 0.95482117),
    (3, 4, 0.7790718), (3, 5, 0.91217591), (4, 5, 0.86560554),
]  # fmt: skip


def test_p_is_that_of_bicm() -> None:
    rows = BICM.split()
    found = validated(table([[i for i, row in enumerate(rows) if row[j] == "1"] for j in range(20)]), level=1.0)
    assert found.tests == 15
    assert [(pair.one, pair.other) for pair in found.pairs] == [(f"u{i}", f"u{j}") for i, j, _ in BICM_P]
    assert [pair.p for pair in found.pairs] == pytest.approx([p for _, _, p in BICM_P], abs=1e-6)
    q = stats.false_discovery_control([*(p for _, _, p in BICM_P), 1.0, 1.0])
    assert [pair.q for pair in found.pairs] == pytest.approx(q[:13].tolist(), abs=1e-6)


def corpus(seed: int, planted: int) -> Incidence:
    """Forty units in two hundred random clauses; two more meet in some of them."""
    chance = Random(seed)
    groups = [set(chance.sample(range(40), chance.randint(2, 5))) for _ in range(200)]
    for group in chance.sample(groups, planted):
        group |= {40, 41}
    for group in chance.sample(groups, 5):
        group.add(40)
    return table(groups, 42)


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_pair_is_validated(seed: int) -> None:
    found = validated(corpus(seed, planted=9))
    assert [(p.one, p.other) for p in found.pairs] == [("u40", "u41")]
    assert found.pairs[0].count >= 9
    assert found.tests == 42 * 41 // 2


def test_random_pairs_are_not() -> None:
    # At a false discovery rate of 0.05 chance gives one of twenty tables a pair; five of forty are hardly chance.
    assert sum(bool(validated(corpus(seed, planted=0)).pairs) for seed in range(40)) <= 5


def test_nothing_to_validate() -> None:
    for name in ("nothing", "no groups", "one unit", "nothing shared"):
        found = validated(KNOWN[name])
        assert (found.pairs, found.tests) == ((), len(KNOWN[name].units) * (len(KNOWN[name].units) - 1) // 2)


def test_one_notice_has_no_pair_beyond_chance_or_few(qinghai: Incidence) -> None:
    everything = validated(qinghai, level=1.0)
    assert len(everything.pairs) == 92
    assert everything.tests == 38 * 37 // 2
    passed = validated(qinghai)
    assert [p for p in everything.pairs if p.q <= 0.05] == list(passed.pairs)
