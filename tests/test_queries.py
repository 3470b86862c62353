"""The query library: every file is complete, runs, and answers as known."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery
from zhengtu.builders.build import build, merge
from zhengtu.graph.sparql import run
from zhengtu.graph.store import Graph
from zhengtu.queries.catalogue import Query, catalogue, fill, find

GOLDEN = {
    "tasks-led-by": ({"agency": "青海省商务厅"}, 10, ["8", "12", "46", "47", "48", "49", "50", "51", "53", "60"]),
    "tasks-without-support": (
        {}, 19,
        ["14", "15", "18", "19", "25", "27", "29", "33", "34", "36", "39", "42", "50", "51", "57", "63", "65", "66", "69"],
    ),
    "implementing-tasks": ({}, 8, ["8", "30", "35", "37", "56", "61", "63", "64"]),
}  # fmt: skip

HOSTILE = [
    'a" } DROP ALL #',
    "} UNION { ?s ?p ?o",
    "'''\"\"\"\\",
    "line\nbreak\r\t",
    "{ } > < # | ^ `",
    "\\u0022 }",
    "省商务厅' OR 1=1",
    "\\1 \\g<0>",
]


def test_every_query_has_a_known_answer() -> None:
    assert set(catalogue()) == set(GOLDEN), "add a row to GOLDEN for each query, and none without one"


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_headers_and_bodies(query: Query) -> None:
    assert set(query.title) == set(query.description) == {"zh", "en"}
    labels = [*(p.label for p in query.parameters), *(c.label for c in query.columns)]
    assert all(set(label) == {"zh", "en"} for label in labels)
    assert all(p.type in {"text", "integer"} for p in query.parameters)
    prepareQuery(query.sparql)
    assert "ORDER BY" in query.sparql


@pytest.mark.parametrize("name", GOLDEN)
def test_answers(graph: Graph, name: str) -> None:
    values, size, tasks = GOLDEN[name]
    query = find(name)
    rows = run(graph, fill(query, values))
    assert rows.columns == tuple(c.name for c in query.columns)
    assert len(rows.rows) == size
    assert [row[1].value for row in rows.rows if isinstance(row[1], ox.Literal)] == tasks


@pytest.mark.parametrize("form", ["省商务厅", "青海省商务厅"])
def test_any_form_of_a_name(graph: Graph, form: str) -> None:
    assert len(run(graph, fill(find("tasks-led-by"), {"agency": form})).rows) == 10


@pytest.mark.parametrize("value", HOSTILE)
def test_values_are_data(graph: Graph, value: str) -> None:
    before = len(graph.store)
    filled = fill(find("tasks-led-by"), {"agency": value})
    assert run(graph, filled).rows == ()
    assert len(graph.store) == before
    echoed = run(graph, f"SELECT ?agency {{ {filled[filled.index('VALUES') : filled.index('?unit zt:name')]} }}")
    assert [r[0].value for r in echoed.rows if isinstance(r[0], ox.Literal)] == [value]


def test_an_optional_parameter_that_is_not_given_does_not_constrain(graph: Graph) -> None:
    query = find("tasks-led-by")
    (parameter,) = query.parameters
    optional = replace(query, parameters=(replace(parameter, required=False),))
    filled = fill(optional, {}).replace("FILTER(STR(?label) = ?agency)", "")
    assert "VALUES" not in filled
    assert len(run(graph, filled).rows) == 71 - 1  # task 28 has no lead


def test_two_notices_stay_two(n_quads: str, tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n８.加快《青海省“十三五”物流业发展规划》重大项目建设进度，以问题为导向，"
        "做好物流项目建设服务工作，落实国发〔2015〕1号。（牵头单位：省商务厅）",
        encoding="utf-8",
    )
    store = ox.Store()
    store.load(n_quads, format=ox.RdfFormat.N_QUADS)
    store.load(merge([build(file)])[0], format=ox.RdfFormat.N_QUADS)
    both = Graph(store)
    assert len(run(both, fill(find("tasks-led-by"), {"agency": "省商务厅"})).rows) == 11
    assert len(run(both, find("tasks-without-support").sparql).rows) == 20
    assert len(run(both, find("implementing-tasks").sparql).rows) == 10


def test_wrong_parameters() -> None:
    with pytest.raises(LookupError, match="no query named nothing; there are: "):
        find("nothing")
    with pytest.raises(LookupError, match="has no parameter sector"):
        fill(find("tasks-led-by"), {"agency": "x", "sector": "y"})
    with pytest.raises(LookupError, match="needs a value for agency"):
        fill(find("tasks-led-by"), {})
