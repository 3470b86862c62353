"""Who meets whom: the table, its projection, cut points and the directed networks, against networkx and by hand."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengtu.builders.build import build, merge
from zhengtu.graph import store
from zhengtu.graph.columns import Responsibilities
from zhengtu.graph.coordination import networks
from zhengtu.graph.coordination import pairs as pairs_module
from zhengtu.graph.coordination.bottlenecks import Sampling, bottlenecks
from zhengtu.graph.coordination.incidence import Choice, Incidence, incidence
from zhengtu.graph.coordination.networks import co_leads, lead_network, shared_clauses
from zhengtu.graph.coordination.pairs import Pairs, pairs
from zhengtu.graph.coordination.removal import cut_off
from zhengtu.graph.coordination.selection import selected
from zhengtu.graph.inference import infer
from zhengtu.graph.network import responsibility_network
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.coordination import KNOWN, TABLES, exact, groups_of, made, short_names, table, told, two_mode


@pytest.fixture(scope="module")
def r(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


def ties(found: Pairs) -> dict[tuple[int, int], tuple[int, float]]:
    """Count and weight of each pair."""
    assert (found.one < found.other).all()
    ends = zip(found.one.tolist(), found.other.tolist(), strict=True)
    return dict(zip(ends, zip(found.count.tolist(), found.weight.tolist(), strict=True), strict=True))


def same_as_networkx(of: Incidence, times: list[int] | None = None) -> None:
    found = ties(pairs(of, None if times is None else np.array(times, dtype=np.int64)))
    both, units = two_mode(of, times), range(len(of.units))
    both.add_node("none")  # networkx refuses a network without groups
    weighted = nx.bipartite.collaboration_weighted_projected_graph(both, units)
    counted = nx.bipartite.weighted_projected_graph(both, units)
    assert {edge: weight for edge, (_, weight) in found.items()} == pytest.approx(told(weighted, "weight"))
    assert {edge: count for edge, (count, _) in found.items()} == told(counted, "weight")


# --- pairs ---


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("name", KNOWN)
def test_pairs_are_those_of_networkx(name: str, dense: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs_module, "_DENSE", 10**9 if dense else -1)
    same_as_networkx(KNOWN[name])


def test_pairs_of_qinghai_are_those_of_networkx(r: Responsibilities, monkeypatch: pytest.MonkeyPatch) -> None:
    of = incidence(r)
    same_as_networkx(of)
    dense = pairs(of)
    monkeypatch.setattr(pairs_module, "_DENSE", -1)
    sparse = pairs(of)
    for attribute in ("one", "other", "count", "length"):
        assert getattr(dense, attribute).tolist() == getattr(sparse, attribute).tolist()
    assert sparse.weight == pytest.approx(dense.weight)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_pairs_of_groups_that_count_several_times(of: Incidence, chance: Random) -> None:
    times = [chance.choice([0, 0, 1, 2, 3]) for _ in of.groups]
    same_as_networkx(of, times)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs_module, "_DENSE", -1)
        same_as_networkx(of, times)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_a_units_ties_add_up_to_the_groups_that_it_shares(of: Incidence) -> None:
    found = pairs(of)
    strength = np.zeros(len(of.units))
    np.add.at(strength, found.one, found.weight)
    np.add.at(strength, found.other, found.weight)
    shared = [sum(unit in group and len(group) > 1 for group in groups_of(of)) for unit in range(len(of.units))]
    assert strength.tolist() == pytest.approx(shared)


def test_lengths_of_common_fractions_are_exact() -> None:
    # 1/3 + 2/3 of a tie must be as long as two thirds and one third, and both as one whole.
    found = pairs(table([{0, 1, 2, 3}, {0, 1}, {4, 5, 6}, {4, 5, 6}, {7, 8, 9, 10, 11, 12, 13}]))
    for (one, other), length in zip(zip(found.one, found.other, strict=True), found.length.tolist(), strict=True):
        true = exact(table([{0, 1, 2, 3}, {0, 1}, {4, 5, 6}, {4, 5, 6}, {7, 8, 9, 10, 11, 12, 13}])).edges[one, other]
        assert length == true["length"] * pairs_module.UNIT_LENGTH


# --- the table ---


def test_a_unit_counts_once_in_a_group_whatever_its_roles() -> None:
    of = incidence(made(["a>a=a", "aa", "b>a"]))
    assert list(zip(of.unit.tolist(), of.group.tolist(), of.roles.tolist(), strict=True)) == [
        (0, 0, 7),
        (0, 1, 3),
        (0, 2, 2),
        (1, 2, 1),
    ]
    assert bottlenecks(made(["aa"]), sampling=Sampling(0, 0)).network.ties == 0


BY = [
    # clauses, task of each, ties by clause, ties by task
    (["ab", "cd"], [0, 0], {"ab": 1.0, "cd": 1.0}, dict.fromkeys(["ab", "ac", "ad", "bc", "bd", "cd"], 1 / 3)),
    (["ab", "ab"], [0, 0], {"ab": 2.0}, {"ab": 1.0}),
    (["ab", "ab"], [0, 1], {"ab": 2.0}, {"ab": 2.0}),
    (["a", "b"], [0, 0], {}, {"ab": 1.0}),
    (["abc", "a"], [0, 1], {"ab": 0.5, "ac": 0.5, "bc": 0.5}, {"ab": 0.5, "ac": 0.5, "bc": 0.5}),
]


@pytest.mark.parametrize(("clauses", "tasks", "by_clause", "by_task"), BY)
def test_by_clause_and_by_task(
    clauses: list[str], tasks: list[int], by_clause: dict[str, float], by_task: dict[str, float]
) -> None:
    read = made(clauses, tasks=tasks)
    for network, expected in ((shared_clauses(read), by_clause), (shared_clauses(read, by="task"), by_task)):
        assert {"".join(e): weight for e, weight in told(network, "weight").items()} == pytest.approx(expected)


def test_only_groups_of_two_or_more_are_shared() -> None:
    of = incidence(made(["ab", "c", "b", "bd"])).shared()
    assert ([u.iri for u in of.units], of.groups, of.tasks) == (["a", "b", "d"], ("c0", "c3"), ("t0", "t3"))
    assert groups_of(of) == [[0, 1], [1, 2]]


def test_collectives_and_levels() -> None:
    read = made(["ax", "bx", "abc"], collective="x", levels={"a": "high", "b": "high", "c": "low"})
    assert sorted(shared_clauses(read).edges) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert sorted(shared_clauses(read, collectives=True)["x"]) == ["a", "b"]
    only = shared_clauses(read, level="high")
    # A clause is as wide as the units of the level that it names.
    assert told(only, "weight") == {("a", "b"): 1.0}


INFERRED = """株洲市人民政府办公室关于印发株洲市2017年工作要点的通知
株政办发〔2017〕12号
一、重点工作
（一）抓好甲事。（牵头单位：市政府金融办）
1.抓好乙事。（责任单位：市经信委、市财政局）
2.抓好丙事。（责任单位：市经信委，各县市区人民政府）
"""


def test_inferred_duties_add_members_and_take_nothing_away(tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(INFERRED, encoding="utf-8")
    n_quads = build(file).n_quads
    read = responsibilities(store.load(n_quads + infer(store.load(n_quads))), inferred=True)
    said, more = incidence(read), incidence(read, Choice(inferred=True))

    def marks(of: Incidence) -> set[tuple[str, str]]:
        return {(of.units[u].iri, of.groups[g]) for u, g in zip(of.unit, of.group, strict=True)}

    # A heading task's duties follow from what its sub-tasks say, which must go on counting there.
    assert any(duty.clause is None for duty in read.duties)
    members = {(d.unit, d.clause) for d in read.duties if d.clause is not None}
    assert marks(more) == marks(said) | members
    assert len(members) > 5
    both = incidence(read, Choice(inferred=True, collectives=True))
    assert not [unit for unit, _ in marks(both) if read.units[unit].collective]


def test_notices_apart(n_quads: str, tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n1.做好某事。（牵头单位：省商务厅）", encoding="utf-8"
    )
    both = store.load(n_quads + merge([build(file)])[0])
    read, one = responsibilities(both), responsibilities(both, notice=build(file).document)
    assert (len(one.tasks), len(one.units), len(one.notices)) == (1, 1, 1)
    assert [u.name for u in selected(read, [build(file).document]).units.values()] == ["青海省商务厅"]
    assert selected(read, [build(file).document]).assignments == one.assignments
    assert selected(read, []).units == {}


# --- networkx graphs ---


def test_pairs_that_share_most_clauses(r: Responsibilities) -> None:
    network, name = shared_clauses(r), short_names(r)
    most = {frozenset((name[a], name[b])) for (a, b), count in told(network, "count").items() if count >= 5}
    assert most == {
        frozenset(("人行西宁中心支行", "省金融办")),
        frozenset(("人行西宁中心支行", "青海银监局")),
        frozenset(("省金融办", "青海银监局")),
        frozenset(("省科技厅", "省经济和信息化委")),
    }
    assert all(len(d["clauses"]) == d["count"] for _, _, d in network.edges(data=True))


def test_a_collective_would_stand_near_the_top(r: Responsibilities) -> None:
    between = nx.betweenness_centrality(shared_clauses(r, collectives=True))
    first_two = sorted(between, key=between.__getitem__)[-2:]
    assert [r.units[iri].name for iri in first_two] == ["青海省各市州人民政府", "青海省经济和信息化委员会"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4), max_size=10))
def test_the_network_names_the_clauses_of_each_tie(clauses: list[set[str]]) -> None:
    network = shared_clauses(made(["".join(sorted(clause)) for clause in clauses]))
    assert set(network) == set().union(*clauses)
    for a, b in combinations(sorted(network), 2):
        together = [i for i, clause in enumerate(clauses) if {a, b} <= clause]
        assert network.has_edge(a, b) == bool(together)
        if together:
            tie = network.edges[b, a]
            assert (tie["clauses"], tie["count"]) == ([f"c{i}" for i in together], len(together))
            assert tie["weight"] == pytest.approx(sum(1 / (len(clauses[i]) - 1) for i in together))
            assert tie["distance"] == pytest.approx(1 / tie["weight"])


LEADS = [
    # clauses, who leads whom how often, who leads together how often
    (["a>bc"], {"ab": 1, "ac": 1}, {}),
    (["ab>c", "a>c"], {"ac": 2, "bc": 1}, {"ab": 1}),
    (["a=b"], {"ab": 1}, {}),
    (["a>b", "b>a"], {"ab": 1, "ba": 1}, {}),
    (["a>a"], {}, {}),
    (["ab>b"], {"ab": 1}, {"ab": 1}),
    (["abc"], {"ab": 1, "ac": 1}, {}),
    (["abc>"], {}, {"ab": 1, "ac": 1, "bc": 1}),
    (["=ab", "=cd"], {}, {}),  # 负责 alone: nobody leads
    ([">ab"], {}, {}),
    ([], {}, {}),
]


@pytest.mark.parametrize(("clauses", "leads", "together"), LEADS)
def test_who_leads_whom(clauses: list[str], leads: dict[str, int], together: dict[str, int]) -> None:
    read = made(clauses)
    of = incidence(read)
    assert {"".join(e): count for e, count in told(lead_network(read, of), "count").items()} == leads
    assert {"".join(e): count for e, count in told(co_leads(read, of), "count").items()} == together
    assert set(lead_network(read, of)) == set(co_leads(read, of)) == {unit.iri for unit in of.units}


def test_units_and_clauses(r: Responsibilities) -> None:
    of = incidence(r)
    network = networks.bipartite(r, of)
    assert nx.bipartite.is_bipartite_node_set(network, [unit.iri for unit in of.units])
    said: dict[tuple[str, str], set[str]] = {}
    for a in r.assignments:
        if not r.units[a.unit].collective:
            said.setdefault((a.unit, a.clause), set()).add(a.role)
    assert {(u, c): set(network.edges[u, c]["roles"]) for u, c in said} == said
    assert network.number_of_edges() == len(said)


def test_the_network_of_responsibilities(r: Responsibilities, ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    network = responsibility_network(r)
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    assert [kinds.count(k) for k in ("agency", "collective", "task", "section")] == [38, 6, 71, 17]
    found = {(a, b) for a, b, data in network.edges(data=True) if data["role"] == "lead"}
    assert found == set(ask("SELECT DISTINCT ?u ?t { ?t a zt:Task ; zt:leadUnit ?u }"))


# --- cut points ---


def cuts_are_those_that_removal_shows(of: Incidence) -> None:
    network, cuts = exact(of), cut_off(pairs(of))
    for unit in network:
        own = nx.node_connected_component(network, unit)
        parts = sorted(map(set, nx.connected_components(network.subgraph(own - {unit}))), key=len)
        if len(parts) < 2:
            assert unit not in cuts
        else:
            # Of parts of one size any may count as the largest.
            largest = [part for part in parts if len(part) == len(parts[-1])]
            assert set(cuts[unit]) in [own - {unit} - part for part in largest]
            assert list(cuts[unit]) == sorted(set(cuts[unit]))


@pytest.mark.parametrize("name", KNOWN)
def test_cuts_in_known_networks(name: str) -> None:
    cuts_are_those_that_removal_shows(KNOWN[name])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sets(st.integers(0, 14), min_size=1, max_size=3), max_size=18))
def test_cuts_in_any_network(groups: list[set[int]]) -> None:
    cuts_are_those_that_removal_shows(table(groups, 15))


def test_cuts_of_qinghai(r: Responsibilities) -> None:
    of = incidence(r)
    cuts_are_those_that_removal_shows(of)
    name = short_names(r)
    found = {name[of.units[i].iri]: {name[of.units[j].iri] for j in cut} for i, cut in cut_off(pairs(of)).items()}
    assert found == {
        "省经济和信息化委": {"省通信管理局"},
        "省商务厅": {"西宁海关", "青海出入境检验检疫局", "省国税局"},
        "省文化新闻出版厅": {"省广电局"},
    }
