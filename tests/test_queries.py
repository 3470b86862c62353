"""The query library: every file is complete, runs, and answers as known."""

import csv
import re
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery
from zhengtu.builders.build import build, merge
from zhengtu.graph.errors import QueryError
from zhengtu.graph.inference import infer
from zhengtu.graph.sparql import run
from zhengtu.graph.store import Graph, load
from zhengtu.queries.answer import answer, filled
from zhengtu.queries.catalogue import Query, catalogue, fill, find, read
from zhengtu.viz.tables import plain

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "tests" / "answers"
TOPICS = {"agencies", "coordination", "documents", "evidence", "inferred", "plan", "responsibility", "targets"}

HOSTILE = [
    'a" } DROP ALL #',
    "} UNION { ?s ?p ?o",
    "'''\"\"\"\\",
    "line\nbreak\r\t",
    "{ } > < # | ^ `",
    "\\u0022 }",
    "省商务厅' OR 1=1",
    "\\1 \\g<0>",
    "?x $y <http://x> _:b",
    "#\n} #",
    "\u2028\u202e\x7f",
]


@pytest.fixture(scope="module")
def graph(n_quads: str) -> Graph:
    """The Qinghai graph with what follows from it, which only the questions that say so look at."""
    return load(n_quads + infer(load(n_quads)))


def examples(query: Query) -> dict[str, str]:
    """The values that the golden answers are for."""
    return {p.name: p.example for p in query.parameters if p.required}


def faults(query: Query) -> list[str]:
    """What a query still lacks."""
    found = []
    if not (ANSWERS / f"{query.name}.csv").is_file():
        found.append(
            f"tests/answers/{query.name}.csv is missing: check the answer by hand, then write it with --format csv"
        )
    if query.topic not in TOPICS:
        found.append(f"{query.topic} is no topic; there are {', '.join(sorted(TOPICS))}")
    if not re.search(r"\}\s*(?:GROUP BY [^{}]*)?ORDER BY [^{}]*\Z", query.sparql):
        found.append("it does not end with ORDER BY, so that pages and tables have no fixed order")
    if any(not text.strip() for text in (*query.title.values(), *query.description.values())):
        found.append("a title or a description is empty")
    if not query.name.replace("-", "").isalnum() or not query.name.isascii() or query.name != query.name.lower():
        found.append("the name is not of small letters and hyphens")
    return found


def test_the_library_is_large_enough_and_every_answer_has_its_question() -> None:
    assert len(catalogue()) >= 20
    assert {path.stem for path in ANSWERS.glob("*.csv")} <= set(catalogue()), "an answer without a question"


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_nothing_is_missing(query: Query) -> None:
    assert faults(query) == []


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_the_file_runs_as_it_stands(graph: Graph, query: Query) -> None:
    # rdflib knows no prefixes but those declared: the file alone must do.
    assert [str(v) for v in prepareQuery(query.sparql).algebra.PV] == [c.name for c in query.columns]
    given_all = {p.name: p.example for p in query.parameters}
    plainly = re.sub(r'"([\d.]+)"\^\^<[^>]*#(?:integer|decimal)>', r"\1", filled(graph, query, given_all))
    assert plainly == query.sparql, "the VALUES lines do not hold what the examples mean"


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_answers(graph: Graph, query: Query) -> None:
    found = answer(graph, query.name, examples(query))
    with (ANSWERS / f"{query.name}.csv").open(encoding="utf-8", newline="") as file:
        head, *expected = csv.reader(file)
    assert [c.name for c in found.columns] == head
    assert [[plain(cell) for cell in row] for row in found.rows] == expected


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda q: q.name)
def test_the_order_is_total(two_notices: Graph, query: Query) -> None:
    rows = answer(two_notices, query.name, examples(query)).rows
    backwards = ox.Store()
    for quad in reversed(list(two_notices.store)):
        backwards.add(quad)
    assert answer(Graph(backwards), query.name, examples(query)).rows == rows


def test_what_the_qinghai_notice_leaves_empty_has_rows_elsewhere(two_notices: Graph) -> None:
    (row,) = answer(two_notices, "unlisted-units").records()
    assert row["unit"] == "省双创办"
    dates = [record["deadline"] for record in answer(two_notices, "deadlines").records()]
    assert dates == [date(2018, 12, 31), date(2019, 12, 31)]


@pytest.mark.parametrize(
    "query", [q for q in catalogue().values() if any(p.name == "document" for p in q.parameters)], ids=lambda q: q.name
)
def test_only_one_notice(graph: Graph, two_notices: Graph, query: Query) -> None:
    only = {**examples(query), "document": "青政办[2018]28号"}
    assert answer(two_notices, query.name, only).rows == answer(graph, query.name, examples(query)).rows


def test_what_the_notice_must_show(graph: Graph) -> None:
    def column(name: str, at: str, **values: str) -> list[object]:
        return [record[at] for record in answer(graph, name, values).records()]

    assert column("sections-of-unit", "section", agency="省财政厅") == [5, 17]
    assert column("growth-targets-below", "region", below="8") == ["海北藏族自治州", "海南藏族自治州", "海东市"]
    assert answer(graph, "targets-by-lead-unit").rows[0][:2] == ("青海省交通运输厅", 20)
    relations = {r["relation"]: r for r in answer(graph, "documents-by-relation").records()}
    assert {name: relations[name]["times"] for name in ("评估", "拟出台", "遵照")} == {
        "评估": 1,
        "拟出台": 1,
        "遵照": 1,
    }


def test_any_form_of_a_name(graph: Graph) -> None:
    for form in ("省商务厅", "青海省商务厅", "Department of Commerce of Qinghai Province"):
        assert len(answer(graph, "tasks-led-by", {"agency": form}).rows) == 10


@pytest.mark.parametrize("value", HOSTILE)
def test_values_are_data(graph: Graph, value: str) -> None:
    before = len(graph.store)
    for query in catalogue().values():
        for parameter in query.parameters:
            if parameter.type == "text":
                text = fill(query, {**_terms(query), parameter.name: ox.Literal(value)})
                run(graph, text)
                line = next(at for at in text.split("\n") if f"VALUES ?{parameter.name} " in at)
                (echoed,) = run(graph, f"SELECT ?{parameter.name} {{ {line} }}").rows
                assert echoed == (ox.Literal(value),)
            elif parameter.type in {"agency", "document", "notice"}:
                with pytest.raises(QueryError):
                    answer(graph, query.name, {**examples(query), parameter.name: value})
            else:
                with pytest.raises(QueryError, match="is to be of type"):
                    answer(graph, query.name, {**examples(query), parameter.name: value})
    assert len(graph.store) == before


def _terms(query: Query) -> dict[str, ox.NamedNode | ox.Literal]:
    return {p.name: ox.Literal(p.example) for p in query.parameters if p.required}


ECHO = read(
    "echo",
    "plan",
    """#+ title: {zh: 回声, en: echo}
#+ description: {zh: 回声, en: echo}
#+ parameters:
#+   - {name: word, type: text, required: true, example: x, label: {zh: 词, en: word}}
#+ columns:
#+   - {name: word, type: text, label: {zh: 词, en: word}}
SELECT ?word WHERE {
  VALUES ?word { "x" }
} ORDER BY ?word
""",
)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_data(text: str) -> None:
    assert run(Graph(ox.Store()), fill(ECHO, {"word": ox.Literal(text)})).rows == ((ox.Literal(text),),)


@pytest.fixture(scope="module")
def two_notices(n_quads: str, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Qinghai's notice of 2018 and one of the year after that names the same units and documents."""
    file = tmp_path_factory.mktemp("second") / "n.txt"
    file.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n一、物流业\n８.加快《青海省“十三五”物流业发展规划》重大项目建设进度，以问题为导向，"
        "做好物流项目建设服务工作，落实国发〔2015〕1号，增长5%以上，2019年底前完成。（牵头单位：省商务厅，配合单位：省财政厅、省金融办、省双创办）",
        encoding="utf-8",
    )
    both = n_quads + merge([build(file)])[0]
    return load(both + infer(load(both)))


def test_two_notices_stay_two(two_notices: Graph) -> None:
    tasks = answer(two_notices, "tasks-led-by", {"agency": "省商务厅"}).rows
    assert [row[0] for row in tasks].count("青政办〔2019〕1号") == 1
    assert len(tasks) == 11
    assert len(answer(two_notices, "tasks-without-support").rows) == 19
    assert len(answer(two_notices, "implementing-tasks").rows) == 10


WRONG = [
    ("xyz", {}, "no query is named xyz; zhengtu queries lists them"),
    ("task-led-by", {}, "no query is named task-led-by; did you mean tasks-led-by"),
    ("tasks-led-by", {"agency": "省商务厅", "sector": "y"}, "has no parameter sector; it has: agency"),
    ("tasks-led-by", {}, "needs a value for agency, such as --set agency="),
    ("tasks-led-by", {"agency": "某厅"}, "no unit in this graph is called 某厅"),
]


@pytest.mark.parametrize(("name", "values", "message"), WRONG)
def test_wrong_use(graph: Graph, name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        answer(graph, name, values)


HEADERS = [
    ("#+ title: {zh: a, en: a}\nSELECT * {}", "plan/x.rq: the header is not complete: 'description'"),
    ("#+ title: [\nSELECT * {}", "plan/x.rq: the header is not complete"),
    (ECHO.sparql.replace("{zh: 词, en: word}", "{zh: 词}"), r"plan/x.rq: \{'zh': '词'\} needs zh and en"),
    (ECHO.sparql.replace("type: text, required", "type: word, required"), "word is no type of parameter"),
    (ECHO.sparql.replace("name: word, type: text, label", "name: word, type: words, label"), "words is no type of col"),
    (ECHO.sparql.replace("VALUES ?word", "VALUES ?words"), r"word needs one line VALUES \?word"),
    (ECHO.sparql.replace(", example: x", ""), "the header is not complete: 'example'"),
]


@pytest.mark.parametrize(("text", "message"), HEADERS)
def test_a_header_that_is_not_complete_says_what_is_missing(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read("x", "plan", text)


def test_an_unknown_name_in_the_catalogue() -> None:
    with pytest.raises(QueryError):
        find("")
