"""Loads, partners, betweenness and cut points, against networkx and against networks small enough for the eye."""

import json
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengtu.builders.build import build, merge
from zhengtu.graph import store
from zhengtu.graph.bottlenecks import bottlenecks
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Task, Unit
from zhengtu.graph.network import responsibility_network, shared_clauses
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.viz.bottleneck_table import COLUMNS, bottlenecks_json, rows


@pytest.fixture(scope="module")
def r(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


def written(r: Responsibilities, iri: str) -> str:
    """How the notice writes a unit."""
    return next(a.written for a in r.assignments if a.unit == iri)


def made(clauses: Iterable[str], collective: str = "") -> Responsibilities:
    """A notice with one task a clause; a clause is the letters of its units, the first of which leads."""
    names = sorted({letter for clause in clauses for letter in clause})
    units = {n: Unit(n, n, None, (), n in collective, None) for n in names}
    tasks = {f"t{i}": Task(f"t{i}", "d", i, clause, None, None, i * 10, clause) for i, clause in enumerate(clauses)}
    assignments = tuple(
        Assignment(f"{i}{n}", f"c{i}", 1, f"t{i}", n, "lead" if n == clause[0] else "support", n, 0, 1)
        for i, clause in enumerate(clauses)
        for n in clause
    )
    return Responsibilities({"d": Notice("d", "甲〔2018〕1号", "题")}, {}, tasks, units, assignments)


def test_qinghai(r: Responsibilities) -> None:
    found = bottlenecks(r)
    assert (len(found.units), len(found.collectives), found.edges) == (38, 6, 92)
    top = [(written(r, load.unit.iri), round(reach.betweenness, 3)) for load, reach in found.units[:3]]
    assert top == [("省经济和信息化委", 0.373), ("省商务厅", 0.179), ("省金融办", 0.095)]
    cuts = [written(r, load.unit.iri) for load, reach in found.units if reach.cuts_off]
    assert cuts == ["省经济和信息化委", "省商务厅", "省文化新闻出版厅"]
    assert (
        sum(len(load.clauses["lead"]) for load, _ in found.units)
        + sum(len(load.clauses["lead"]) for load in found.collectives)
        == 116
    )


def test_pairs_that_share_most_clauses(r: Responsibilities) -> None:
    network = shared_clauses(r)
    most = {frozenset((written(r, a), written(r, b))) for a, b, d in network.edges(data=True) if d["count"] >= 5}
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


def test_betweenness_is_that_of_networkx(r: Responsibilities) -> None:
    expected = nx.betweenness_centrality(shared_clauses(r))
    for load, reach in bottlenecks(r).units:
        assert reach.betweenness == pytest.approx(expected[load.unit.iri], abs=1e-8)


def test_cuts_are_those_that_removal_shows(r: Responsibilities) -> None:
    network = shared_clauses(r)
    for load, reach in bottlenecks(r).units:
        component = network.subgraph(nx.node_connected_component(network, load.unit.iri))
        rest = component.subgraph(set(component) - {load.unit.iri})
        parts = sorted(map(len, nx.connected_components(rest)))
        assert len(reach.cuts_off) == sum(parts[:-1])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1, max_size=3), max_size=12))
def test_cuts_in_any_network(clauses: list[set[str]]) -> None:
    r = made(["".join(sorted(clause)) for clause in clauses])
    network = shared_clauses(r)
    for load, reach in bottlenecks(r).units:
        own = nx.node_connected_component(network, load.unit.iri)
        rest = network.subgraph(own - {load.unit.iri})
        parts = sorted(nx.connected_components(rest), key=len)
        assert len(reach.cuts_off) == sum(map(len, parts[:-1]))
        # Of parts of one size any may count as the largest.
        assert any(set(reach.cuts_off) == own - {load.unit.iri} - part for part in parts) or not reach.cuts_off


SMALL = [
    # clauses, betweenness, what each cuts off
    (["ab", "bc"], {"a": 0.0, "b": 1.0, "c": 0.0}, {"b": "c"}),
    (["abc"], {"a": 0.0, "b": 0.0, "c": 0.0}, {}),
    (["ab", "bc", "cd"], {"a": 0.0, "b": 2 / 3, "c": 2 / 3, "d": 0.0}, {"b": "a", "c": "d"}),
    (["ab", "cd"], {"a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0}, {}),
    (["a"], {"a": 0.0}, {}),
    ([], {}, {}),
]


@pytest.mark.parametrize(
    ("clauses", "between", "cuts"), SMALL, ids=lambda x: "-".join(x) if isinstance(x, list) else ""
)
def test_small_networks(clauses: list[str], between: dict[str, float], cuts: dict[str, str]) -> None:
    found = {load.unit.iri: reach for load, reach in bottlenecks(made(clauses)).units}
    assert {n: reach.betweenness for n, reach in found.items()} == pytest.approx(between)
    # Of two parts of one size either may be the one that is cut off.
    assert {n: len(reach.cuts_off) for n, reach in found.items() if reach.cuts_off} == {
        n: len(c) for n, c in cuts.items()
    }


def test_collectives_stand_apart() -> None:
    found = bottlenecks(made(["ax", "bx", "ab"], collective="x"))
    assert [load.unit.iri for load in found.collectives] == ["x"]
    assert {load.unit.iri: reach.partners for load, reach in found.units} == {"a": ("b",), "b": ("a",)}


def test_a_unit_twice_in_a_clause_is_no_partner_of_its_own() -> None:
    assert bottlenecks(made(["aa"])).edges == 0


def test_tasks_behind_the_figures(r: Responsibilities) -> None:
    table = {row[0]: dict(zip([name for name, _ in COLUMNS], row, strict=True)) for row in rows(r, bottlenecks(r))}
    commerce = table["青海省商务厅"]
    assert commerce["lead_tasks"] == "8 12 46 47 48 49 50 51 53 60"
    assert (commerce["lead"], commerce["tasks"], commerce["cuts_off"], str(commerce["betweenness"])) == (
        10,
        10,
        3,
        "0.179",
    )
    finance = table["青海省财政厅"]
    assert (finance["lead_tasks"], finance["responsible_tasks"], finance["sections"]) == ("71", "28", 2)
    assert (finance["sectors"], finance["all_tasks"]) == (2, "28 71")
    assert table["青海省各市州人民政府"]["kind"] == "collective"
    assert table["青海省各市州人民政府"]["betweenness"] is None


def test_tasks_of_several_notices_carry_their_numbers(n_quads: str, tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n1.做好某事。（牵头单位：省商务厅）", encoding="utf-8"
    )
    both = responsibilities(store.load(n_quads + merge([build(file)])[0]))
    row = next(row for row in rows(both, bottlenecks(both)) if row[0] == "青海省商务厅")
    assert row[11] == "青政办〔2018〕28号: 8 12 46 47 48 49 50 51 53 60; 青政办〔2019〕1号: 1"
    one = responsibilities(store.load(n_quads + merge([build(file)])[0]), notice=build(file).document)
    assert (len(one.tasks), len(one.units), len(one.notices)) == (1, 1, 1)


def test_json_holds_what_the_figures_rest_on(r: Responsibilities) -> None:
    told = json.loads(bottlenecks_json(r, bottlenecks(r)))
    assert told["network"] == {"units": 38, "edges": 92, "components": 5}
    assert len(told["units"]) == 38
    first = told["units"][0]
    assert (first["kind"], first["articulation_point"]) == ("Department", True)
    assert set(first["shared_tasks"]) <= set(r.tasks)


def test_the_network_of_responsibilities(r: Responsibilities, ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    network = responsibility_network(r)
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    assert [kinds.count(k) for k in ("agency", "collective", "task", "section")] == [38, 6, 71, 17]
    edges = {(a, b) for a, b, data in network.edges(data=True) if data["role"] == "lead"}
    assert edges == set(ask("SELECT DISTINCT ?u ?t { ?t a zt:Task ; zt:leadUnit ?u }"))


def test_the_network_of_any_clauses_is_symmetric_and_whole() -> None:
    r = made(["abc", "cd", "ab"])
    network = shared_clauses(r)
    for a, b in combinations("abcd", 2):
        together = sum({a, b} <= set(task.text) for task in r.tasks.values())
        assert network.has_edge(a, b) == (together > 0)
        if together:
            assert network.edges[b, a]["count"] == together
