"""Clauses, figures, deadlines and citations, as read from a graph: the same as the notice says."""

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from zhengtu.builders.build import Built, build, merge
from zhengtu.graph.errors import GraphError, QueryError
from zhengtu.graph.facts import Facts, facts
from zhengtu.graph.portions import portions
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph, load

ZT = "https://w3id.org/zhengtu/ns#"
TEXT = """青海省人民政府办公厅关于印发某工作要点的通知
青政办〔2019〕7号
各市、州人民政府：
1.落实《青海省旅游规划》（青政〔2018〕3号），2019年6月30日前新建厕所4—5座。（牵头单位：省商务厅等）
2.2019年6月底前建成公路100公里以上；到2020年完成。（牵头单位：省交通运输厅；配合单位：省财政厅）
3.持续推进政府购买服务，成本控制在8%以内。
4.抓好落实。（牵头单位：省商务厅）修订方案。（牵头单位：省财政厅）
省政府办公厅
2019年1月5日
"""
BREAKS = [
    ('DELETE { ?c zt:deadline ?d } INSERT { ?c zt:deadline "soon" } WHERE { ?c zt:deadline ?d }', "has soon where a date"),
    ("DELETE { ?c zt:deadlinePrecision ?p } INSERT { ?c zt:deadlinePrecision \"week\" } WHERE { ?c zt:deadlinePrecision ?p }", "has week"),
    ('DELETE { ?t zt:value ?v } INSERT { ?t zt:value "many" } WHERE { ?t zt:value ?v }', "has many where a figure"),
    ("DELETE { ?t zt:comparator ?v } INSERT { ?t zt:comparator zt:Nearly } WHERE { ?t zt:comparator ?v }", "Nearly where a term"),
    ('DELETE { ?t zt:clauseNumber ?v } INSERT { ?t zt:clauseNumber "first" } WHERE { ?t zt:clauseNumber ?v }', "has first where a number"),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    file = tmp_path_factory.mktemp("notice") / "n.txt"
    file.write_text(TEXT, encoding="utf-8")
    return build(file)


@pytest.fixture(scope="module")
def read_back(small: Built) -> Facts:
    return facts(load(merge([small])[0]))


def test_everything_that_the_notice_says_is_there(graph: Graph, built: Built) -> None:
    check(facts(graph), built)


def test_everything_of_a_small_notice_is_there(read_back: Facts, small: Built) -> None:
    check(read_back, small)
    assert list(read_back.issued.values()) == [date(2019, 1, 5)]
    assert [(t.comparator, t.value, t.upper, t.unit) for t in read_back.targets] == [
        ("between", Decimal(4), Decimal(5), "座"),
        ("at_least", Decimal(100), None, "公里"),
        ("at_most", Decimal(8), None, "%"),
    ]
    assert [(d.first, d.last, d.precision, d.text) for d in read_back.deadlines.values()] == [
        (date(2019, 6, 30), date(2019, 6, 30), "day", "2019年6月30日前"),
        (date(2019, 6, 1), date(2019, 6, 30), "month", "2019年6月底前"),
    ]
    (citation,) = read_back.citations
    assert (citation.number, citation.title, citation.relation) == ("青政〔2018〕3号", "青海省旅游规划", "implements")
    assert [c.open_list for c in read_back.clauses.values()] == [True, False, False, False, False]
    assert [c.recurring for c in read_back.clauses.values()] == [False, False, True, False, False]


def check(found: Facts, built: Built) -> None:
    notice, content = built.notice, built.notice.source.content
    said = [
        (t.number, c.number, c.text, c.open_list, c.recurring, c.responsible_person)
        for t in notice.tasks
        for c in t.clauses
    ]
    assert said == [
        (c.task_number, c.number, c.text, c.open_list, c.recurring, c.person) for c in found.clauses.values()
    ]
    assert all(c.iri.startswith(f"{c.task}/") and c.notice == built.document for c in found.clauses.values())
    of = {c.iri: (c.task_number, c.number) for c in found.clauses.values()}
    deadlines = [(t.number, c.number, c.deadline) for t in notice.tasks for c in t.clauses if c.deadline]
    assert [(*of[d.clause], d.last, d.precision, d.text, d.start, d.end) for d in found.deadlines.values()] == [
        (task, clause, d.date, d.precision, d.text, d.span.start, d.span.end) for task, clause, d in deadlines
    ]
    assert [
        (
            *(of[t.clause] if t.clause else (None, None)),
            t.indicator,
            t.comparator,
            t.value,
            t.upper,
            t.year,
            t.start,
            t.end,
        )
        for t in found.targets
    ] == [
        (t.task, t.clause, t.indicator, t.comparator, t.value, t.max_value, t.year, t.span.start, t.span.end)
        for t in sorted(notice.targets, key=lambda t: t.span.start)
    ]
    assert [(c.title, c.relation, c.start, c.end, c.task is None) for c in found.citations] == [
        (c.title, c.relation, c.span.start, c.span.end, c.task is None)
        for c in sorted(notice.citations, key=lambda c: c.span.start)
    ]
    spans = [(o.start, o.end, o.quote) for of in (found.targets, found.citations) for o in of]
    spans += [(d.start, d.end, d.quote) for d in found.deadlines.values()]
    assert all(content[start:end] == quote for start, end, quote in spans)


def test_one_notice_of_two(n_quads: str, small: Built) -> None:
    both = load(n_quads + small.n_quads)
    assert len(facts(both).clauses) == 82 + 5
    one = facts(both, small.document)
    assert len(one.clauses) == 5
    assert {t.notice for t in one.targets} | {c.notice for c in one.citations} | set(one.issued) == {small.document}


def test_notices_a_few_at_a_time(graph: Graph, small: Built, built: Built) -> None:
    both = load(merge([built, small])[0])
    named = [built.document, small.document]
    for size in (1, 2, 50):
        parts = list(portions(both, named, size))
        assert len(parts) == (2 if size == 1 else 1)
        read, told = [p[0] for p in parts], [p[1] for p in parts]
        assert [a for r in read for a in r.assignments] == list(responsibilities(both).assignments)
        assert [n for r in read for n in r.notices] == named
        assert [c for f in told for c in f.clauses] == list(facts(both).clauses)
        assert [t for f in told for t in f.targets] == list(facts(both).targets)
        assert [c for f in told for c in f.citations] == list(facts(both).citations)
    assert list(portions(both, [])) == []
    assert [r.notices.keys() for r, _ in portions(graph, [built.document])] == [{built.document: ""}.keys()]


@pytest.mark.parametrize(("change", "message"), BREAKS)
def test_a_graph_of_another_form(small: Built, change: str, message: str) -> None:
    graph = load(merge([small])[0])
    graph.store.update(f"PREFIX zt: <{ZT}> {change.replace('{', '{ GRAPH ?g {').replace('}', '} }')}")
    with pytest.raises(GraphError, match=message):
        facts(graph)


def test_an_iri_that_is_none(graph: Graph) -> None:
    with pytest.raises(QueryError, match="is no IRI of a notice"):
        facts(graph, "> } #")
    assert facts(graph, "https://example.org/").clauses == {}


def test_an_empty_graph() -> None:
    assert facts(Graph(ox.Store())) == Facts({}, {}, {}, (), ())


def test_an_aim_and_a_citation_outside_tasks(graph: Graph) -> None:
    found = facts(graph)
    assert {t.clause is None for t in found.targets} == {True, False}
    assert found.citations[0].task is None
    assert found.citations[0].quote == "《政府工作报告》"
