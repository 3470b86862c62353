"""Who answers for what, as read from a graph: the same as the notice says, and clear words where a graph is odd."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from zhengtu.builders.build import Built, build
from zhengtu.graph.errors import GraphError, QueryError
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph, load

ZT = "https://w3id.org/zhengtu/ns#"
BREAKS = [
    ("DELETE WHERE { ?t a zt:Task ; zt:taskNumber 9 ; zt:evidence ?e }", "task/9: is a task without"),
    ("DELETE { ?a zt:role zt:Responsible } INSERT { ?a zt:role zt:Approve } WHERE { ?a zt:role zt:Responsible }", "is no role"),
]  # fmt: skip


def test_every_assignment_is_there_with_its_words(graph: Graph, built: Built) -> None:
    r = responsibilities(graph)
    content = built.notice.source.content
    said = [
        (task.number, clause.number, a.role, a.name, a.span.start)
        for task in built.notice.tasks
        for clause in task.clauses
        for a in clause.assignments
    ]
    assert [(r.tasks[a.task].number, a.clause_number, a.role, a.written, a.start) for a in r.assignments] == sorted(
        said, key=lambda s: (s[0], s[1], s[4])
    )
    assert all(content[a.start : a.end] == a.written for a in r.assignments)
    assert all(content[t.start : t.start + len(t.quote)] == t.quote for t in r.tasks.values())
    assert [s.number for s in r.sections.values()] == list(range(1, 18))


def test_every_form_of_a_name_is_there(graph: Graph) -> None:
    units = {unit.name: unit for unit in responsibilities(graph).units.values()}
    bank = units["中国人民银行西宁中心支行"]
    assert "人行西宁中心支行" in bank.names
    assert bank.english == "Xining Central Sub-branch of the People's Bank of China"
    assert bank.name not in bank.names
    assert sum(unit.collective for unit in units.values()) == 6


@pytest.mark.parametrize(("update", "message"), BREAKS)
def test_a_graph_of_another_form(n_quads: str, update: str, message: str) -> None:
    graph = load(n_quads)
    everywhere = update.replace("{", "{ GRAPH ?g {").replace("}", "} }")
    graph.store.update(f"PREFIX zt: <{ZT}> {everywhere}")
    with pytest.raises(GraphError, match=message):
        responsibilities(graph)


def test_an_iri_that_is_none(graph: Graph) -> None:
    with pytest.raises(QueryError, match="is no IRI of a notice"):
        responsibilities(graph, notice="> } #")
    assert responsibilities(graph, notice="https://example.org/").tasks == {}


def test_an_empty_graph() -> None:
    r = responsibilities(Graph(ox.Store()))
    assert (r.notices, r.tasks, r.units, r.assignments) == ({}, {}, {}, ())


def test_one_notice_of_two(n_quads: str, tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text("甲省人民政府关于乙的通知\n甲政〔2019〕1号\n1.做好某事。（牵头单位：省商务厅）", encoding="utf-8")
    second = build(file)
    both = load(n_quads + second.n_quads)
    assert len(responsibilities(both).notices) == 2
    one = responsibilities(both, notice=second.document)
    assert ([a.written for a in one.assignments], len(one.units)) == (["省商务厅"], 1)
