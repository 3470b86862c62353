"""What the graph of 青政办〔2018〕28号 says, asked by SPARQL and by counting."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from zhengtu.builders.build import Built, build, merge, summarise
from zhengtu.builders.model import Notice

Ask = Callable[[str], list[tuple[str, ...]]]


def numbers(rows: list[tuple[str, ...]]) -> list[int]:
    return sorted(int(row[0]) for row in rows)


def test_summary(built: Built) -> None:
    s = summarise(built.notice)
    assert (s.sections, s.tasks, s.clauses, s.assignments) == (17, 71, 82, 215)
    assert (s.agencies, s.collectives, s.citations, s.targets) == (38, 6, 16, 48)
    assert (s.groups_seen, s.groups_read, s.warnings) == (82, 82, 0)


def test_shangwu_leads_ten_tasks_and_supports_none(ask: Ask) -> None:
    leads = ask('SELECT ?n { ?t zt:leadUnit ?a ; a zt:Task ; zt:taskNumber ?n . ?a zt:name "青海省商务厅" }')
    assert numbers(leads) == [8, 12, 46, 47, 48, 49, 50, 51, 53, 60]
    assert ask('SELECT ?t { ?t zt:supportUnit ?a . ?a zt:name "青海省商务厅" }') == []


def test_only_one_task_implements_the_vocational_education_opinion(ask: Ask) -> None:
    rows = ask(
        "SELECT ?n { ?c zt:citedDocument ?d ; zt:citationRelation zt:Implements ; zt:citedIn ?t . "
        '?d zt:documentNumber "青政〔2017〕58号" . ?t zt:taskNumber ?n }'
    )
    assert numbers(rows) == [61]


def test_tasks_without_support(ask: Ask) -> None:
    assert len(ask("SELECT ?t { ?t a zt:Task FILTER NOT EXISTS { ?t zt:supportUnit ?u } }")) == 19


def test_clauses_with_several_leads(ask: Ask) -> None:
    rows = ask("SELECT ?c { ?c a zt:Clause ; zt:leadUnit ?u } GROUP BY ?c HAVING (COUNT(?u) > 1)")
    assert len(rows) == 22


def test_agencies_and_collectives(ask: Ask) -> None:
    rows = ask("SELECT DISTINCT ?u ?k { ?x zt:unit ?u . ?u a ?k FILTER(?k IN (zt:Agency, zt:CollectiveUnit)) }")
    assert Counter(kind.rsplit("#")[-1] for _, kind in rows) == {"Agency": 38, "CollectiveUnit": 6}


def test_a_collective_leads_task_63(ask: Ask) -> None:
    assert numbers(ask("SELECT ?n { ?t zt:leadUnit ?u ; a zt:Task ; zt:taskNumber ?n . ?u a zt:CollectiveUnit }")) == [
        63
    ]


def test_task_28_has_a_responsible_unit(ask: Ask) -> None:
    rows = ask(
        "SELECT ?n ?word ?name { ?x zt:role zt:Responsible ; zt:roleAsWritten ?word ; zt:nameAsWritten ?name ; "
        "zt:ofClause/zt:ofTask/zt:taskNumber ?n }"
    )
    assert rows == [("28", "责任单位", "省财政厅")]


def test_tasks_with_several_clauses(ask: Ask) -> None:
    rows = ask("SELECT (COUNT(?c) AS ?n) ?t { ?c zt:ofTask ?t } GROUP BY ?t HAVING (COUNT(?c) > 1)")
    assert sorted(int(n) for n, _ in rows) == [2, 2, 2, 2, 3, 3, 4]


def test_units_that_lead_and_support_one_task(ask: Ask) -> None:
    rows = ask("SELECT DISTINCT ?n { ?t a zt:Task ; zt:leadUnit ?u ; zt:supportUnit ?u ; zt:taskNumber ?n }")
    assert numbers(rows) == [12, 59]


def test_two_written_forms_are_one_body(ask: Ask) -> None:
    rows = ask('SELECT DISTINCT ?u { ?x zt:unit ?u ; zt:nameAsWritten ?n FILTER(CONTAINS(?n, "联席会议")) }')
    assert len(rows) == 1


def test_vertical_organs_are_central(ask: Ask) -> None:
    rows = ask(
        "SELECT ?name { ?x zt:unit ?u . ?u zt:kind zt:VerticalOrgan ; zt:level ?l ; zt:name ?name "
        "FILTER(?l != zt:CentralLevel) }"
    )
    assert rows == []
    rows = ask('SELECT DISTINCT ?code { ?u zt:name "中华人民共和国西宁海关" ; zt:jurisdiction/zt:divisionCode ?code }')
    assert rows == [("630000",)]


def test_lead_with_most_targets(ask: Ask) -> None:
    rows = ask(
        "SELECT ?name (COUNT(DISTINCT ?x) AS ?n) { ?x a zt:Target ; zt:ofClause/zt:leadUnit/zt:name ?name } "
        "GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 2"
    )
    assert rows[0] == ("青海省交通运输厅", "20")


def test_regions_below_eight_percent(ask: Ask) -> None:
    rows = ask('SELECT ?p { ?x zt:value ?v ; zt:indicator "服务业增速" ; zt:region/skos:altLabel ?p FILTER(?v < 8) }')
    assert sorted(p for (p,) in rows) == ["海东", "海北州", "海南州"]
    rows = ask('SELECT ?p { ?x zt:value ?v ; zt:indicator "服务业增速" ; zt:region/zt:name ?p FILTER(?v < 8) }')
    assert sorted(p for (p,) in rows) == ["海东市", "海北藏族自治州", "海南藏族自治州"]


def test_aims_belong_to_no_task(ask: Ask) -> None:
    rows = ask("SELECT ?x { ?x zt:targetOf ?d . ?d a zt:Notice }")
    assert len(rows) == 11
    assert ask("SELECT ?x { ?x a zt:Target ; zt:targetOf ?d ; zt:ofClause ?c }") == []


def test_values_of_targets(ask: Ask) -> None:
    rows = ask(
        "SELECT ?v ?u ?n ?b { ?x zt:unitText ?u ; zt:value ?v ; zt:normalizedValue ?n ; zt:normalizedUnit ?b "
        'FILTER(?u = "亿吨公里") }'
    )
    assert rows == [("266", "亿吨公里", "26600000000", "吨公里")]
    rows = ask("SELECT ?v ?m { ?x zt:comparator zt:Between ; zt:value ?v ; zt:maxValue ?m } ORDER BY ?v")
    assert rows == [("4", "5"), ("7", "8")]


def test_every_quote_is_what_stands_there(ask: Ask) -> None:
    rows = ask("SELECT ?s ?e ?q ?c { ?x oa:start ?s ; oa:end ?e ; oa:exact ?q ; oa:hasSource/zt:content ?c }")
    assert len(rows) > 350
    assert [q for s, e, q, c in rows if c[int(s) : int(e)] != q] == []


def test_citations_by_relation(notice: Notice) -> None:
    assert Counter(c.relation for c in notice.citations) == {
        "basis": 5, "implements": 8, "follows": 1, "evaluates": 1, "to_be_issued": 1,
    }  # fmt: skip


def test_iris_are_the_documented_ones(ask: Ask) -> None:
    d = "https://w3id.org/zhengtu/id/document/630000/青政办-2018-28"
    rows = ask(f"SELECT ?h {{ <{d}/task/9> zt:inSection ?s . ?s zt:heading ?h FILTER(?s = <{d}/section/2>) }}")
    assert rows == [("物流业",)]
    rows = ask(
        f"SELECT ?n {{ <{d}/task/9/clause/4/lead/2> zt:nameAsWritten ?n ; zt:unit "
        "<https://w3id.org/zhengtu/id/agency/630200/海东工业园区管理委员会> }"
    )
    assert rows == [("海东工业园区管委会",)]
    assert ask(f"SELECT ?w {{ <{d}/text#char=848,852> oa:exact ?w }}") == [("省金融办",)]
    rows = ask("SELECT ?d { ?d zt:documentNumber '青政〔2014〕73号' }")
    assert rows == [("https://w3id.org/zhengtu/id/document/630000/青政-2014-73",)]


def test_sectors_and_sections(ask: Ask) -> None:
    assert len(ask("SELECT ?s { ?s a zt:Section }")) == 17
    rows = ask('SELECT (COUNT(?t) AS ?n) { ?t a zt:Task ; zt:inSector/skos:prefLabel "Tourism"@en }')
    assert rows == [("7",)]


def test_what_is_said_of_agencies_stands_in_the_authoritys_graph(ask: Ask) -> None:
    rows = ask('SELECT DISTINCT ?g { GRAPH ?g { ?a zt:name "青海省商务厅" } }')
    assert rows == [("https://w3id.org/zhengtu/id/graph/agencies",)]


def test_the_same_input_gives_the_same_bytes(built: Built, n_quads: str) -> None:
    assert merge([build(Path(built.notice.source.name))])[0] == n_quads
    assert merge([built, built])[0] == n_quads
