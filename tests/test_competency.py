"""Questions that the ontology must be able to answer, with the answers for 青政办〔2018〕28号.

``tests/competency/NN-slug.rq`` is a question and ``NN-slug.csv`` its answer, row by
row. The answers do not come from the graph: they were taken from the text of the
notice and from its annotation. Where ``ZHENGTU_NOTICES`` names the annotation, those
that it covers are worked out from it once more.
"""

import csv
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import ResultRow
from zhengtu.builders.build import build
from zhengtu.builders.fold import fold, without_space
from zhengtu.graph.dataset import dataset
from zhengtu.graph.inference import infer
from zhengtu.graph.sparql import run, values
from zhengtu.graph.store import Graph, load
from zhengtu.tests.competency.gold import FROM_GOLD, Gold, Row

FOLDER = Path(__file__).resolve().parent / "competency"
NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
QUESTIONS = sorted(FOLDER.glob("*.rq"))


def answer(graph: Graph, question: Path) -> tuple[Row, list[Row]]:
    """The columns and rows of a question, as text."""
    found = run(graph, question.read_text(encoding="utf-8"))
    return found.columns, [tuple("" if t is None else t.value for t in row) for row in found.rows]  # type: ignore[union-attr]


def expected(question: Path) -> tuple[Row, list[Row]]:
    with question.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return tuple(head), [tuple(row) for row in rows]


@pytest.fixture(scope="session")
def inferred(n_quads: str) -> Graph:
    """The Qinghai graph with what follows from it."""
    return load(n_quads + infer(load(n_quads)))


@pytest.fixture(scope="session")
def backwards(inferred: Graph) -> Graph:
    """The same, written in the other order."""
    store = ox.Store()
    for quad in reversed(list(inferred.store)):
        store.add(quad)
    return Graph(store)


@pytest.fixture(scope="session")
def in_rdflib(inferred: Graph) -> Dataset:
    """The same in rdflib, all named graphs as one."""
    return dataset(inferred)


def test_every_question_has_an_answer_and_every_answer_a_question() -> None:
    assert len(QUESTIONS) >= 25
    assert {q.stem for q in QUESTIONS} == {a.stem for a in FOLDER.glob("*.csv")}
    assert len({q.stem[:2] for q in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.stem)
def test_a_question_is_complete(question: Path) -> None:
    text = question.read_text(encoding="utf-8")
    assert re.match(r"# zh: .*[\u4e00-\u9fff].*？\n# en: .+\?\nPREFIX ", text)
    assert re.search(r"\}\n(?:GROUP BY .*\n(?:HAVING .*\n)?)?ORDER BY .*\n\Z", text), "it has no fixed order"
    prepareQuery(text)  # without prefixes of ours


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.stem)
def test_the_answer(inferred: Graph, question: Path) -> None:
    assert answer(inferred, question) == expected(question)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.stem)
def test_rdflib_gives_the_same_answer(in_rdflib: Dataset, question: Path) -> None:
    found = in_rdflib.query(question.read_text(encoding="utf-8"))
    rows = []
    for row in found:
        assert isinstance(row, ResultRow)
        assert all(term is None or isinstance(term, URIRef | RdfLiteral) for term in row)
        rows.append(tuple("" if term is None else str(term) for term in row))
    assert (tuple(map(str, found.vars or ())), rows) == expected(question)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.stem)
def test_the_order_is_total(backwards: Graph, question: Path) -> None:
    assert answer(backwards, question) == expected(question)


# What the notice leaves empty must have rows where the words are other.
OPEN = ("（牵头单位：省体育局）", "（牵头单位：省体育局等）")
FIRST = ("（十二）房地产。\n", "（十二）房地产。\n\n（注：列首位的为牵头单位）\n")
EVERYONE = ("（十二）房地产。\n", "（十二）房地产。\n\n（以下均涉及各市、州人民政府，不再列出）\n")
OTHERWISE = [
    ("18-open-lists", OPEN, [("closed", "81"), ("open", "1")]),
    ("19-clauses-with-open-lists", OPEN, [("42", "1")]),
    ("44-rules-of-the-notice", FIRST, [("FirstLeads", "列首位的为牵头单位", "")]),
    (
        "44-rules-of-the-notice",
        EVERYONE,
        [("OnEveryone", "以下均涉及各市、州人民政府，不再列出", "青海省各市州人民政府")],
    ),
]


@pytest.mark.parametrize(("slug", "change", "rows"), OTHERWISE)
def test_other_words_other_rows(tmp_path: Path, slug: str, change: tuple[str, str], rows: list[Row]) -> None:
    graph = changed(tmp_path, *change)
    assert answer(graph, FOLDER / f"{slug}.rq")[1] == rows


def test_a_rule_on_everyone_gives_duties(tmp_path: Path) -> None:
    rows = answer(changed(tmp_path, *EVERYONE), FOLDER / "40-duties-by-rule.rq")[1]
    # Tasks 63 to 71 have one clause each; 63 and 64 name the collective themselves, and 69 names 西宁市人民政府.
    assert rows == [("MemberOfCollective", "248", "8"), ("RuleOnAll", str(7 * 8 - 1), "8")]


def changed(folder: Path, old: str, new: str) -> Graph:
    """The notice with other words, and what follows from it."""
    text = NOTICE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "notice.txt").write_text(text.replace(old, new), encoding="utf-8")
    n_quads = build(folder / "notice.txt").n_quads
    return load(n_quads + infer(load(n_quads)))


def test_the_provenance_names_this_very_file(inferred: Graph) -> None:
    question = """
        SELECT DISTINCT ?file WHERE {
          GRAPH <https://w3id.org/zhengtu/id/graph/provenance> {
            ?statements zt:statementsOf ?notice ; prov:wasDerivedFrom ?text .
            ?text prov:wasDerivedFrom ?bytes .
            ?bytes zt:fileSha256 ?file .
          }
        } ORDER BY ?file"""
    ((digest,),) = values(inferred, "PREFIX prov: <http://www.w3.org/ns/prov#>" + question)
    assert digest == hashlib.sha256(NOTICE.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def gold(annotated_notices: Path) -> Gold:
    return Gold(annotated_notices / "qinghai-2018-28")


@pytest.mark.parametrize(("slug", "work_out", "left_out"), FROM_GOLD, ids=[slug for slug, _, _ in FROM_GOLD])
def test_the_annotation_says_the_same(
    gold: Gold, slug: str, work_out: Callable[[Gold], list[Row]], left_out: tuple[str, ...]
) -> None:
    head, rows = expected(FOLDER / f"{slug}.rq")
    kept = [i for i, column in enumerate(head) if column not in left_out]
    plain = [tuple(without_space(fold(row[i])) for i in kept) for row in rows]
    assert [tuple(without_space(fold(x)) for x in row) for row in work_out(gold)] == plain
