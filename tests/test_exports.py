"""What is exported is read back by programs that are not ours, whole and with nothing else in it."""

import csv
import hashlib
import io
import json
import random
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, URIRef
from zhengtu.builders.build import Built, build, merge
from zhengtu.graph.columns import Assignment, Responsibilities, Section, Task, Unit
from zhengtu.graph.columns import Notice as NoticeRead
from zhengtu.graph.coordination.networks import shared_clauses
from zhengtu.graph.errors import GraphError
from zhengtu.graph.network import responsibility_network
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.sparql import Rows
from zhengtu.graph.store import Graph, load
from zhengtu.ontology.terms import PREFIXES
from zhengtu.viz.exports.characters import legal
from zhengtu.viz.exports.dcat import Description
from zhengtu.viz.exports.export import Chosen, Wanted, export
from zhengtu.viz.exports.exporter import Measured
from zhengtu.viz.exports.formats import FORMATS, format_for
from zhengtu.viz.exports.gexf import Gexf
from zhengtu.viz.exports.graphml import GraphML
from zhengtu.viz.exports.jsonld import context
from zhengtu.viz.exports.neo4j import Neo4j
from zhengtu.viz.exports.network import Network, Node, coordination, responsibility
from zhengtu.viz.exports.portions import portions

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://w3id.org/zhengtu/id/"
QINGHAI = f"{BASE}document/630000/青政办-2018-28"

Run = Callable[..., subprocess.CompletedProcess[str]]

HOSTILE = (
    "<b>&amp;]]></data><!--",
    "\"quoted\" 'and' “so”",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1)",
    "two\nlines\r\nand\rmore\ttab",
    "\U0002000b\U0001f3db",
    "a;b,c",
    "\\u0041 \\ \"\"\"",
    "${x} {{y}} %s # \u2028 \u202e",
    "  spaces  ",
)  # fmt: skip
"""Names that a graph can hold and that some format would take for something else."""
ILLEGAL = ("bell\x07", "escape\x1b[2J", "nul\x00", "surrogate\ud800", "no character\uffff", "feed\x0c")
"""Names that XML cannot hold; a surrogate not even a graph."""


# ── graphs ──────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def hostile_graph(n_quads: str) -> Graph:
    """The Qinghai graph, in which units, tasks and headings are called what no notice calls them."""
    words = cycle((*HOSTILE, *(word for word in ILLEGAL if "\ud800" not in word)))
    changed = []
    for quad in ox.parse(n_quads, format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value.removeprefix(PREFIXES["zt"]) in {"name", "heading", "text", "nameAsWritten"}:
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal(next(words)), quad.graph_name)
        elif quad.predicate.value == f"{PREFIXES['skos']}altLabel":
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal(next(words), language="zh"), quad.graph_name)
        changed.append(quad)
    return load((ox.serialize(changed, format=ox.RdfFormat.N_QUADS) or b"").decode())


@pytest.fixture(scope="module")
def several() -> Graph:
    """Four notices, which cite each other's kind of documents and share units."""
    files = [ROOT / "examples" / "qinghai-2018-28" / "notice.txt"]
    files += [ROOT / "tests" / "notices" / f"{number:03}.txt" for number in (1, 2, 3)]
    return load(merge([build(file) for file in files])[0])


@pytest.fixture(params=["qinghai", "several", "hostile"])
def source(request: pytest.FixtureRequest) -> Graph:
    found: Graph = request.getfixturevalue(
        {"qinghai": "graph", "hostile": "hostile_graph"}.get(request.param, "several")
    )
    return found


@pytest.fixture(scope="module")
def illegal() -> Responsibilities:
    """A notice with words that no XML file can hold."""
    words = (*HOSTILE, *ILLEGAL)
    units = {f"u{i}": Unit(f"u{i}", word, word, (word,), i % 3 == 0, None) for i, word in enumerate(words)}
    sections = {f"s{i}": Section(f"s{i}", "n", i, word, None) for i, word in enumerate(words)}
    tasks = {f"t{i}": Task(f"t{i}", "n", i, word, f"s{i}", None, 0, word) for i, word in enumerate(words)}
    assignments = [
        Assignment(f"a{i}{role}", f"c{i}", 1, f"t{i}", f"u{unit}", role, word, 0, 1)  # type: ignore[arg-type]
        for i, word in enumerate(words)
        for role, unit in (("lead", i), ("support", (i + 1) % len(words)))
    ]
    return Responsibilities({"n": NoticeRead("n", words[0], words[-1])}, sections, tasks, units, tuple(assignments))


class Remote:
    """What answers queries and is no store here, as an endpoint does."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def answer(self, query: str) -> Rows:
        return self._graph.answer(query)

    def close(self) -> None:
        pass


def written(source: Any, name: str, folder: Path, **options: Any) -> Path:
    """One export."""
    path = folder / (f"out{FORMATS[name].endings[0]}" if FORMATS[name].endings else "out")
    export(source, [Wanted(path, FORMATS[name])], **options)
    return path


def triples(source: Graph) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in source.store}


def as_rdflib(source: Graph) -> rdflib.Graph:
    """The triples of a graph as rdflib has them, literals as they are written."""
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(source))
    return rdflib.Graph().parse(data=lines, format="nt")


# ── statements ──────────────────────────────────────────────────────────────


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize(("name", "parser"), [("turtle", "turtle"), ("jsonld", "json-ld")])
def test_statements_come_back(source: Graph, name: str, parser: str, tmp_path: Path) -> None:
    path = written(source, name, tmp_path)
    found = rdflib.Graph().parse(path, format=parser)
    wanted = as_rdflib(source)
    assert len(found) == len(wanted) == len(triples(source))
    assert set(found) == set(wanted)
    assert not [t for triple in found for t in triple if isinstance(t, rdflib.BNode)]
    again = [(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(path=str(path))]
    assert set(again) == triples(source)
    assert len(again) == len(set(again))


def test_named_graphs_come_back(source: Graph, tmp_path: Path) -> None:
    path = written(source, "nquads", tmp_path)
    assert set(ox.parse(path=str(path))) == set(source.store)
    assert path.read_bytes().count(b"\n") == len(list(source.store))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(n_quads: str, name: str, tmp_path: Path) -> None:
    lines = n_quads.splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    found = []
    for n, source in enumerate((load(n_quads), load("".join(lines)), Remote(load(n_quads)))):
        (tmp_path / str(n)).mkdir()
        path = written(source, name, tmp_path / str(n))
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        found.append([file.read_bytes() for file in files])
    assert found[0] == found[1] == found[2]
    assert all(found[0])


@pytest.mark.parametrize("remote", [False, True])
def test_one_notice_of_several_is_as_if_it_were_alone(
    several: Graph, graph: Graph, tmp_path: Path, remote: bool
) -> None:
    source = Remote(several) if remote else several
    path = written(source, "nquads", tmp_path, notice=QINGHAI)
    assert set(ox.parse(path=str(path))) == set(graph.store)


def test_one_notice_comes_with_what_another_told_of_its_units_successors(built: Built, tmp_path: Path) -> None:
    other = tmp_path / "later.txt"
    other.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n一、做甲。（牵头单位：省税务局）", encoding="utf-8"
    )
    path = written(load(merge([built, build(other)])[0]), "nquads", tmp_path, notice=QINGHAI)
    found, alone = set(ox.parse(path=str(path))), set(load(built.n_quads).store)
    assert alone < found
    assert {q.subject.value.rpartition("/")[2] for q in found - alone} == {"国家税务总局青海省税务局"}
    assert {q.graph_name.value.rpartition("/")[2] for q in found - alone} == {"agencies"}


def test_statements_of_two_graphs_are_fresh_once(several: Graph) -> None:
    fresh = [t for portion in portions(several) for t in portion.fresh]
    assert len(fresh) == len(set(fresh)) == len(triples(several))


def test_turtle_reads_section_by_section(graph: Graph, tmp_path: Path) -> None:
    text = written(graph, "turtle", tmp_path).read_text(encoding="utf-8")
    sections = re.findall(r"^# ──── 章节 section (\d+): (.*)$", text, re.MULTILINE)
    tasks = re.findall(r"^# 任务 task (\d+): ", text, re.MULTILINE)
    assert [int(number) for number, _ in sections] == list(range(1, 18))
    assert sections[1][1] == "（二）物流业"
    assert [int(number) for number in tasks] == list(range(1, 72))
    second = text.partition("section 2:")[2].partition("section 3:")[0]
    assert re.findall(r"^# 任务 task (\d+): ", second, re.MULTILINE) == [str(n) for n in range(8, 15)]
    assert "\n<task/9/clause/4/lead/2>\n    a zt:Assignment ;\n" in text
    assert "zt:unit agency-630200:海东工业园区管理委员会 ;" in text
    ninth = text.partition("# 任务 task 9:")[2].partition("# 任务 task 10:")[0]
    order = [ninth.index(f"\n<{name}>\n") for name in ("task/9", "task/9/clause/1", "task/9/clause/4/lead/2")]
    assert order == sorted(order)


def test_no_comment_ends_early(hostile_graph: Graph, tmp_path: Path) -> None:
    text = written(hostile_graph, "turtle", tmp_path).read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("# 任务")]
    assert len(comments) == 71
    assert not [line for line in comments if re.search("[\x00-\x1f\u2028\u202e]", line)]


def test_json_reads_as_a_tree(graph: Graph, tmp_path: Path) -> None:
    document = json.loads(written(graph, "jsonld", tmp_path).read_text(encoding="utf-8"))
    (notice,) = [thing for thing in document["@graph"] if "Notice" in thing.get("type", ())]
    assert notice["documentNumber"] == "青政办〔2018〕28号"
    assert len(notice["sections"]) == 17
    tasks = [task for section in notice["sections"] for task in section["tasks"]]
    assert [task["taskNumber"] for task in tasks] == list(range(1, 72))
    clause = tasks[8]["clauses"][3]
    assert [a["nameAsWritten"] for a in clause["assignments"]] == ["中国铁路青藏公司", "海东工业园区管委会"]
    assert clause["assignments"][1]["role"] == "Lead"
    assert clause["assignments"][1]["unit"] == "agency/630200/海东工业园区管理委员会"
    assert clause["assignments"][1]["evidence"]["exact"] == "海东工业园区管委会"
    assert "ofClause" not in clause["assignments"][1]
    assert notice["aims"][1]["value"] == "44"
    assert list(notice)[-1] == "hasText"


def test_a_statement_about_a_statement_is_refused_and_nothing_lost(tmp_path: Path) -> None:
    line = f"<{QINGHAI}> <{BASE}says> <<( <{BASE}a> <{BASE}b> <{BASE}c> )>> <{QINGHAI}> .\n"
    kept = tmp_path / "out.jsonld"
    kept.write_text("earlier", encoding="utf-8")
    with pytest.raises(GraphError, match="statement about a statement"):
        written(load(line), "jsonld", tmp_path)
    assert kept.read_text(encoding="utf-8") == "earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonld"]
    assert set(ox.parse(path=str(written(load(line), "nquads", tmp_path)))) == set(load(line).store)
    (triple,) = ox.parse(path=str(written(load(line), "turtle", tmp_path)))
    assert triple.triple == next(iter(load(line).store)).triple


@pytest.mark.parametrize("part", ["../up", "//host/x", "a//b", "a:b", "?q", "./here", "%2e%2e/x"])
def test_identifiers_that_would_mean_another_thing_stay_whole(part: str, tmp_path: Path) -> None:
    odd = ox.NamedNode(f"{QINGHAI}/{part}")
    lines = f"<{QINGHAI}> a <{PREFIXES['zt']}Notice> .\n".replace(" a ", f" <{PREFIXES['rdf']}type> ")
    source = load(
        lines.replace(" .\n", f" <{QINGHAI}> .\n") + f"{odd} <{PREFIXES['zt']}partOf> <{QINGHAI}> <{QINGHAI}> .\n"
    )
    for name in ("turtle", "jsonld"):
        path = written(source, name, tmp_path)
        again = {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(path=str(path))}
        assert again == triples(source)


def test_literals_that_a_term_does_not_expect_come_back(tmp_path: Path) -> None:
    xsd = PREFIXES["xsd"]
    values = (
        '"007"^^<%sinteger>', '"8"', '"8"@zh', '"1"^^<%sboolean>', '"true"^^<%sboolean>', '"8"^^<%sdecimal>',
        '"1e3"^^<%sdouble>', '"-0"^^<%sinteger>', '"99999999999999999999"^^<%sinteger>', '"soon"^^<%sdate>',
        '"８"^^<%sinteger>',
    )  # fmt: skip
    properties = [
        PREFIXES[p] + n
        for p, n in (
            ("zt", "taskNumber"),
            ("zt", "value"),
            ("zt", "leadUnit"),
            ("zt", "role"),
            ("skos", "altLabel"),
            ("dcterms", "issued"),
            ("foaf", "age"),
        )
    ]
    lines = [f"<{QINGHAI}> <{PREFIXES['rdf']}type> <{PREFIXES['zt']}Notice> <{QINGHAI}> .\n"]
    lines += [f"<{QINGHAI}> <{p}> {v.replace('%s', xsd)} <{QINGHAI}> .\n" for p in properties for v in values]
    lines += [f"<{QINGHAI}> <{p}> <{PREFIXES['zt']}{n}> <{QINGHAI}> .\n" for p in properties for n in ("Lead", "role")]
    source = load("".join(lines))
    for name in ("turtle", "jsonld"):
        path = written(source, name, tmp_path)
        again = {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(path=str(path))}
        assert again == triples(source)


def test_circles_and_long_chains_are_written_whole(tmp_path: Path) -> None:
    part, kind = f"{PREFIXES['zt']}subSectionOf", f"<{PREFIXES['rdf']}type> <{PREFIXES['zt']}Section>"
    lines = [f"<{QINGHAI}/section/{n}> <{part}> <{QINGHAI}/section/{n + 1}> <{QINGHAI}> .\n" for n in range(3000)]
    lines += [f"<{QINGHAI}/section/{n}> {kind} <{QINGHAI}> .\n" for n in range(3001)]
    lines += [
        f"<{QINGHAI}/a> <{part}> <{QINGHAI}/b> <{QINGHAI}> .\n",
        f"<{QINGHAI}/b> <{part}> <{QINGHAI}/a> <{QINGHAI}> .\n",
    ]
    # Two places of one statement, one of them of two statements.
    for task, start in ((1, 5), (1, 6), (2, 6)):
        place = f"<{QINGHAI}/text#char={start},9>"
        lines.append(f"<{QINGHAI}/task/{task}> <{PREFIXES['zt']}evidence> {place} <{QINGHAI}> .\n")
        lines.append(f'{place} <{PREFIXES["oa"]}exact> "words" <{QINGHAI}> .\n')
    source = load("".join(lines))
    for name in ("turtle", "jsonld"):
        path = written(source, name, tmp_path)
        again = {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(path=str(path))}
        assert again == triples(source)


# ── the context ─────────────────────────────────────────────────────────────


def test_the_context_has_every_property_in_its_form() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "zhengtu.ttl")
    ranges = rdflib.Namespace("https://schema.org/").rangeIncludes
    terms = {said["@id"]: said for said in context().values() if isinstance(said, dict) and "@id" in said}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for prop in ontology.subjects(RDF.type, kind):
            if not isinstance(prop, URIRef) or not prop.startswith(PREFIXES["zt"]):
                continue
            name = prop.removeprefix(PREFIXES["zt"])
            assert f"zt:{name}" in terms, name
            wanted = terms[f"zt:{name}"].get("@type")
            of = {
                str(r).rpartition("#")[2]
                for r in (*ontology.objects(prop, RDFS.range), *ontology.objects(prop, ranges))
            }
            if kind == OWL.ObjectProperty:
                assert wanted == ("@vocab" if of & {"Concept", "Role"} else "@id"), name
            else:
                typed = of & {"date", "gYear", "decimal"}
                assert wanted == (f"xsd:{typed.pop()}" if typed else None), name


def test_the_context_takes_no_name_of_a_class_and_has_our_prefixes() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "zhengtu.ttl")
    names = {s.removeprefix(PREFIXES["zt"]) for s in ontology.subjects(RDF.type, None) if isinstance(s, URIRef)}
    terms = {term for term, said in context().items() if isinstance(said, dict)}
    assert not {name for name in names if name[:1].isupper()} & terms
    assert {prefix: context()[prefix] for prefix in PREFIXES} == PREFIXES


# ── networks ────────────────────────────────────────────────────────────────


def read(path: Path) -> "nx.Graph[str]":
    found: nx.Graph[str] = nx.read_graphml(path) if path.suffix == ".graphml" else nx.read_gexf(path)
    return found


@pytest.mark.parametrize("name", ["graphml", "gexf"])
@pytest.mark.parametrize("which", ["responsibility", "coordination"])
def test_networks_come_back(source: Graph, name: str, which: Any, tmp_path: Path) -> None:
    r = responsibilities(source)
    wanted = responsibility_network(r) if which == "responsibility" else shared_clauses(r)
    found = read(written(source, name, tmp_path, chosen=Chosen(which)))
    assert set(found) == set(wanted)
    assert found.number_of_edges() == wanted.number_of_edges()
    assert found.is_directed() == wanted.is_directed()
    for unit in r.units.values():
        if unit.iri in found:
            assert found.nodes[unit.iri]["label"] == legal(unit.name)
            assert found.nodes[unit.iri]["kind"] == ("collective" if unit.collective else "agency")
            assert found.nodes[unit.iri]["lead"] == sum(a.unit == unit.iri and a.role == "lead" for a in r.assignments)
    if which == "responsibility":
        for a in r.assignments:
            (edge,) = [d for d in found.get_edge_data(a.unit, a.task).values() if d["assignment"] == a.iri]
            assert (edge["written"], edge["start"], edge["end"], edge["weight"]) == (
                legal(a.written),
                a.start,
                a.end,
                1.0,
            )
            assert edge["label"].endswith(a.role)
        for task in r.tasks.values():
            assert found.nodes[task.iri]["text"] == legal(task.text)
            assert found.nodes[task.iri]["number"] == task.number
    else:
        for one, other, data in wanted.edges(data=True):
            edge = found.edges[one, other]
            assert edge["weight"] == data["weight"]
            assert edge["count"] == data["count"]
            assert edge["clauses"].split(" ") == data["clauses"]


def test_the_qinghai_networks_have_their_sizes(graph: Graph, tmp_path: Path) -> None:
    sizes = {}
    for which in ("responsibility", "coordination"):
        found = read(written(graph, "gexf", tmp_path, chosen=Chosen(which)))
        sizes[which] = (found.number_of_nodes(), found.number_of_edges())
    assert sizes == {"responsibility": (132, 286), "coordination": (38, 92)}
    path = written(graph, "gexf", tmp_path, chosen=Chosen("coordination", collectives=True))
    assert read(path).number_of_nodes() == 44


def test_gexf_says_what_gephi_looks_for(graph: Graph, tmp_path: Path) -> None:
    root = ET.parse(written(graph, "gexf", tmp_path)).getroot()  # noqa: S314 - our own file
    space = {"g": "http://gexf.net/1.3"}
    edges = root.findall(".//g:edge", space)
    assert {edge.get("kind") for edge in edges} == {"lead", "support", "responsible", "section"}
    assert all(edge.get("weight") and edge.get("label") and edge.get("id") for edge in edges)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    declared = {(a.get("class"), each.get("id")) for a in root.findall(".//g:attributes", space) for each in a}
    for of in ("node", "edge"):
        used = {v.get("for") for v in root.findall(f".//g:{of}/g:attvalues/g:attvalue", space)}
        assert {(of, name) for name in used} <= declared
    assert "lastmodifieddate" not in root.find("g:meta", space).attrib  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "exporter"), [("graphml", GraphML), ("gexf", Gexf)])
def test_what_xml_cannot_hold_is_replaced(illegal: Responsibilities, name: str, exporter: Any, tmp_path: Path) -> None:
    for network in (responsibility(illegal), coordination(illegal, collectives=True)):
        path = tmp_path / f"{network.name}.{name}"
        with path.open("wb") as file:
            writer = exporter(Measured(file), network)
            for item in network:
                writer.write(item)
            writer.finalise()
        found = read(path)
        assert found.number_of_nodes() == len(network.nodes)
        assert found.number_of_edges() == len(network.edges)
        for unit in illegal.units.values():
            assert found.nodes[unit.iri]["label"] == legal(unit.name)
    assert legal(ILLEGAL[3]) == "surrogate\ufffd"
    assert [len(legal(word)) for word in ILLEGAL] == [len(word) for word in ILLEGAL]
    assert [legal(word) for word in HOSTILE] == list(HOSTILE)


# ── Neo4j ───────────────────────────────────────────────────────────────────

TYPES = {
    "string": re.compile(".*", re.DOTALL),
    "long": re.compile(r"-?\d{1,18}", re.ASCII),
    "double": re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII),
    "string[]": re.compile(".*", re.DOTALL),
}
HEAD = re.compile(r"(?P<name>[A-Za-z_]*):(?P<type>ID|LABEL|START_ID|END_ID|TYPE|[a-z]+(?:\[\])?)")


def tables(path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows, if the import would take them: the rules of Neo4j's manual for headers, IDs, types and lines."""
    found = []
    for file, needed in (("nodes.csv", ("ID", "LABEL")), ("relationships.csv", ("START_ID", "END_ID", "TYPE"))):
        data = (path / file).read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        text = data.decode("utf-8")
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        # Without --multiline-fields a row is a line.
        assert len(re.split(r"\r\n|\n|\r", text.removesuffix("\r\n"))) == len(rows) + 1
        columns = [HEAD.fullmatch(name) for name in head]
        assert all(columns)
        types = [column["type"] for column in columns if column]
        for special in needed:
            assert types.count(special) == 1
        names = [column["name"] for column in columns if column and column["name"]]
        assert len(names) == len(set(names))
        for row in rows:
            assert len(row) == len(head)
            for cell, of in zip(row, types, strict=True):
                if of in needed:
                    assert cell
                else:
                    assert not cell or TYPES[of].fullmatch(cell), (cell, of)
                if of in {"string", "string[]", *needed}:
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    nodes, edges = found
    identities = [node["iri:ID"] for node in nodes]
    assert len(identities) == len(set(identities))
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} <= set(identities)
    return nodes, edges


@pytest.mark.parametrize("which", ["responsibility", "coordination"])
def test_neo4j_takes_the_tables(source: Graph, which: Any, tmp_path: Path) -> None:
    r = responsibilities(source)
    wanted = responsibility_network(r) if which == "responsibility" else shared_clauses(r)
    nodes, edges = tables(written(source, "neo4j", tmp_path, chosen=Chosen(which)))
    assert {node["iri:ID"] for node in nodes} == set(wanted)
    assert len(edges) == wanted.number_of_edges()
    if which == "responsibility":
        assert {node[":LABEL"] for node in nodes} <= {"Agency", "CollectiveUnit", "Task", "Section"}
        assert sorted(e["assignment:string"] for e in edges if e["assignment:string"]) == sorted(
            a.iri for a in r.assignments
        )
        leads = [e for e in edges if e[":TYPE"] == "LEADS"]
        assert len(leads) == sum(a.role == "lead" for a in r.assignments)
    else:
        for edge in edges:
            data = wanted.get_edge_data(edge[":START_ID"], edge[":END_ID"])
            assert edge["clauses:string[]"].split(";") == data["clauses"]
            assert float(edge["weight:double"]) == data["weight"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("青海省财政厅", "青海省财政厅"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("two\nlines\r\nand\rmore", "two lines and more"),
        ("\n=1", " =1"),
        ('a "quoted", name', 'a "quoted", name'),
        ("bell\x07", "bell\ufffd"),
        ("surrogate\udfff", "surrogate\ufffd"),
    ],
)
def test_cells_of_neo4j(name: str, cell: str, tmp_path: Path) -> None:
    network = Network("coordination", False, (), (), (Node("u", legal(name), "agency", {}),), ())
    with (tmp_path / "nodes.csv").open("wb") as nodes, (tmp_path / "relationships.csv").open("wb") as edges:
        writer = Neo4j(Measured(nodes), Measured(edges), network)
        for item in network:
            writer.write(item)
        writer.finalise()
    ((node,), _) = tables(tmp_path)
    assert node["name:string"] == cell


# ── the description ─────────────────────────────────────────────────────────

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> . @prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix zt: <https://w3id.org/zhengtu/ns#> . @prefix : <urn:s#> .
:Dataset sh:targetClass dcat:Dataset ; a sh:NodeShape ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path dcterms:title ; sh:minCount 2 ; sh:uniqueLang true ; sh:datatype rdf:langString ; sh:languageIn ( "zh" "en" ) ] ,
    [ sh:path dcterms:description ; sh:minCount 2 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ,
    [ sh:path dcterms:issued ; sh:maxCount 1 ; sh:datatype xsd:date ] , [ sh:path dcterms:modified ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
    [ sh:path dcterms:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] , [ sh:path dcterms:creator ; sh:class foaf:Agent ] ,
    [ sh:path dcterms:license ; sh:class dcterms:LicenseDocument ] , [ sh:path dcterms:spatial ; sh:class dcterms:Location ] ,
    [ sh:path dcterms:temporal ; sh:maxCount 1 ; sh:class dcterms:PeriodOfTime ] , [ sh:path dcterms:provenance ; sh:class dcterms:ProvenanceStatement ] ,
    [ sh:path dcterms:language ; sh:minCount 1 ; sh:class dcterms:LinguisticSystem ] , [ sh:path dcterms:conformsTo ; sh:minCount 1 ; sh:class dcterms:Standard ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] , [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class zt:Notice ] ,
    [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] , [ sh:path void:entities ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] ,
    [ sh:path void:classPartition ; sh:minCount 1 ; sh:class void:Dataset ] .
:Distribution sh:targetClass dcat:Distribution ; a sh:NodeShape ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] , [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dcterms:MediaType ; sh:pattern "^https://www.iana.org/assignments/media-types/" ] ,
    [ sh:path dcterms:conformsTo ; sh:minCount 1 ; sh:class dcterms:Standard ] ,
    [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path spdx:checksum ; sh:minCount 1 ; sh:maxCount 1 ; sh:class spdx:Checksum ] , [ sh:path dcterms:title ; sh:minCount 2 ; sh:uniqueLang true ] .
:Checksum sh:targetClass spdx:Checksum ; a sh:NodeShape ;
  sh:property [ sh:path spdx:algorithm ; sh:minCount 1 ; sh:maxCount 1 ; sh:class spdx:ChecksumAlgorithm ; sh:in ( spdx:checksumAlgorithm_sha256 ) ] ,
    [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:hexBinary ; sh:pattern "^[0-9a-f]{64}$" ] .
:Agent sh:targetClass foaf:Agent ; a sh:NodeShape ; sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
:Partition sh:targetSubjectsOf void:class ; a sh:NodeShape ; sh:property [ sh:path void:entities ; sh:minCount 1 ; sh:maxCount 1 ; sh:minInclusive 1 ] .
"""
"""What DCAT-AP 3 asks of data sets and distributions, and what we promise besides."""

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SAID = Description('某省"督查室" <x>', "https://creativecommons.org/licenses/by/4.0/")


def described(source: Graph, folder: Path, said: Description, **options: Any) -> rdflib.Graph:
    names = ("a b.ttl", "图谱.jsonld", "g.nq", "n.gexf", "n.graphml", "neo4j")
    wanted = [Wanted(folder / name, format_for(folder / name)) for name in names]  # type: ignore[arg-type]
    export(source, wanted, dcat=folder / "dcat.ttl", description=said, **options)
    return rdflib.Graph().parse(folder / "dcat.ttl", publicID="https://example.org/data/dcat.ttl")


def test_the_description_holds(source: Graph, tmp_path: Path) -> None:
    found = described(source, tmp_path, SAID)
    conforms, _, told = validate(found, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, told
    assert not [t for triple in found for t in triple if isinstance(t, rdflib.BNode)]
    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    everything = as_rdflib(source)
    assert int(str(found.value(dataset, VOID.triples))) == len(everything)
    assert int(str(found.value(dataset, VOID.entities))) == len(set(everything.subjects(RDF.type)))
    assert int(str(found.value(dataset, VOID.distinctSubjects))) == len(set(everything.subjects()))
    assert int(str(found.value(dataset, VOID.properties))) == len(set(everything.predicates()))
    parts = {
        str(found.value(part, VOID["class"])): int(str(found.value(part, VOID.entities)))
        for part in found.objects(dataset, VOID.classPartition)
    }
    assert parts == {
        str(of): len(set(everything.subjects(RDF.type, of))) for of in set(everything.objects(None, RDF.type))
    }
    notices = set(everything.subjects(RDF.type, URIRef(f"{PREFIXES['zt']}Notice")))
    assert set(found.objects(dataset, URIRef(f"{PREFIXES['prov']}wasDerivedFrom"))) == notices
    files = set()
    for file in found.objects(dataset, DCAT.distribution):
        url = str(found.value(file, DCAT.downloadURL))
        path = tmp_path / rdflib.URIRef(url).removeprefix("https://example.org/data/").replace("%20", " ").replace(
            "%E5%9B%BE%E8%B0%B1", "图谱"
        )
        assert int(str(found.value(file, DCAT.byteSize))) == path.stat().st_size
        checksum = found.value(file, SPDX.checksum)
        assert str(found.value(checksum, SPDX.checksumValue)) == hashlib.sha256(path.read_bytes()).hexdigest()
        files.add(path)
    assert files == {path for path in tmp_path.rglob("*") if path.is_file() and path.name != "dcat.ttl"}


def test_the_description_takes_its_dates_from_the_notices(graph: Graph, tmp_path: Path) -> None:
    found = described(graph, tmp_path, Description(url="https://example.org/files/"))
    (dataset,) = found.subjects(RDF.type, DCAT.Dataset)
    assert str(dataset) == f"{QINGHAI}/dataset"
    assert {str(found.value(dataset, DCTERMS[name])) for name in ("issued", "modified")} == {"2018-03-20"}
    assert not list(found.objects(dataset, DCTERMS.license))
    assert not list(found.objects(dataset, DCTERMS.publisher))
    assert "71项任务" in {
        str(o)[:20].partition("、")[2].partition("、")[0] for o in found.objects(dataset, DCTERMS.description)
    }
    assert URIRef("https://example.org/files/neo4j/nodes.csv") in set(found.objects(None, DCAT.downloadURL))


# ── the command ─────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def file(n_quads: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text(n_quads, encoding="utf-8")
    return path


def test_the_command_writes_all_that_is_named(zhengtu: Run, file: Path, tmp_path: Path) -> None:
    outputs = [part for name in ("g.ttl", "g.jsonld", "n.gexf", "tables") for part in ("-o", name)]
    done = zhengtu(
        "export", "--graph", file, "--notice", "青政办[2018]28号", *outputs, "--dcat", "dcat.ttl", "--publisher", "X"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {"g.ttl", "g.jsonld", "n.gexf", "tables/nodes.csv", "tables/relationships.csv", "dcat.ttl"}
    assert "wrote g.ttl" in done.stderr
    assert "132 nodes, 286 edges" in done.stderr


def test_the_command_writes_to_standard_output(zhengtu: Run, file: Path) -> None:
    done = zhengtu("export", "--graph", file, "-o", "-", "--format", "graphml", "--network", "coordination")
    assert done.returncode == 0, done.stderr
    assert nx.parse_graphml(done.stdout).number_of_edges() == 92


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("-o FILE",)),
        (("-o", "x.xlsx"), (".xlsx", ".graphml")),
        (("-o", "-"), ("--format",)),
        (("-o", "-", "--format", "neo4j"), ("one file",)),
        (("-o", "a.ttl", "-o", "b.nq", "--format", "turtle"), ("--format",)),
        (("-o", "a.ttl", "-o", "./a.ttl"), ("twice",)),
        # One option against the other.
        (("-o", "x.gexf", "--format", "turtle"), ("x.gexf", "--format says turtle")),
        (("-o", "x.TTL", "--format", "neo4j"), ("x.TTL", "--format says neo4j")),
        (("-o", ".", "--format", "nquads"), ("is a folder", "--format nquads")),
        (("-o", "x.ttl", "--network", "coordination"), ("--network coordination", "x.ttl")),
        (("-o", "x.nq", "-o", "y.jsonld", "--by", "task"), ("--by task", "x.nq and y.jsonld")),
        (("-o", "x.ttl", "--collectives"), ("--collectives", "x.ttl")),
        (("-o", "x.gexf", "--by", "task", "--collectives"), ("--by task and --collectives", "--network coordination")),
        (("-o", "x.gexf", "--network", "responsibility", "--by", "clause"), ("--by clause", "--network coordination")),
        (("-o", "x.nq", "--base", "https://example.org/"), ("--base https://example.org/", "x.nq")),
        (("-o", "a.ttl", "--dcat", "a.ttl"), ("twice",)),
        (("-o", "a.ttl", "--dcat", "d.json"), (".ttl",)),
        (("-o", "a.ttl", "--publisher", "X"), ("--dcat",)),
        (("-o", "a.ttl", "--dcat", "d.ttl", "--licence", "CC BY"), ("--licence CC BY", "https://")),
        (("-o", "a.ttl", "--dcat", "d.ttl", "--licence", "javascript:alert(1)"), ("--licence javascript:", "https://")),
        (("-o", "a.ttl", "--dcat", "d.ttl", "--license", "data:text/html,x"), ("--licence data:", "https://")),
        (("-o", "a.ttl", "--dcat", "d.ttl", "--licence", "https://"), ("--licence https://", "no address")),
        (("-o", "a.ttl", "--dcat", "d.ttl", "--url", "file:///srv/"), ("--url file:///srv/", "https://")),
        (("-o", "a.ttl", "--base", "x"), ("base",)),
        (("-o", "a.ttl", "--notice", "青政办〔1999〕1号"), ("青政办〔1999〕1号",)),
    ],
)
def test_wrong_use_is_told(
    zhengtu: Run, file: Path, tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = zhengtu("export", "--graph", file, *arguments)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("-o", "no/where.ttl"), ("no",)), (("-o", "no/where"), ("no",))],
)
def test_places_that_cannot_be_written_are_told(
    zhengtu: Run, file: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = zhengtu("export", "--graph", file, *arguments)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in done.stderr


def test_the_source_is_not_written_over(zhengtu: Run, file: Path) -> None:
    before = file.read_bytes()
    done = zhengtu("export", "--graph", file, "-o", file)
    assert done.returncode == 2
    assert file.read_bytes() == before


def test_a_graph_of_something_else_is_told(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "other.nt").write_text("<http://a> <http://b> <http://c> .\n", encoding="utf-8")
    done = zhengtu("export", "--graph", "other.nt", "-o", "g.ttl")
    assert done.returncode == 1
    assert "nothing of the Zhengtu vocabulary" in done.stderr
    assert not (tmp_path / "g.ttl").exists()


def test_nothing_is_left_where_a_folder_could_not_be_filled(tmp_path: Path) -> None:
    broken = load(f"<{QINGHAI}/task/1/clause/1/lead/1> <{PREFIXES['zt']}ofClause> <{QINGHAI}/c> <{QINGHAI}> .\n")
    line = f"<{QINGHAI}> <{BASE}says> <<( <{BASE}a> <{BASE}b> <{BASE}c> )>> <{QINGHAI}> .\n"
    wanted = [Wanted(tmp_path / "tables", FORMATS["neo4j"]), Wanted(tmp_path / "g.jsonld", FORMATS["jsonld"])]
    with pytest.raises(GraphError):
        export(load(line), wanted)
    assert list(tmp_path.iterdir()) == []
    assert export(broken, wanted[:1])[0].says == "responsibility network: 0 nodes, 0 edges"


def test_one_is_told_as_one(zhengtu: Run, tmp_path: Path) -> None:
    text = "青海省人民政府办公厅关于印发工作要点的通知\n青政办〔2018〕998号\n工作要点\n1.做好市场建设工作。（牵头单位：省商务厅）\n"
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    assert zhengtu("build", "n.txt", "-o", "n.nq").returncode == 0
    done = zhengtu("export", "--graph", "n.nq", "-o", "n.gexf", "--dcat", "dcat.ttl")
    assert "2 nodes, 1 edge\n" in done.stderr
    assert "description of 1 file\n" in done.stderr
    told = (tmp_path / "dcat.ttl").read_text(encoding="utf-8")
    assert "1 notice with 0 sections, 1 task, 1 clause, 1 assignment, 0 targets, 0 citations, and 1 unit." in told
