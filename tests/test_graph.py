"""Formats, stores and queries."""

from itertools import permutations
from pathlib import Path

import portalocker
import pyoxigraph as ox
import pytest
from rdflib import Dataset
from zhengtu.builders.build import Built, build, merge
from zhengtu.graph.errors import GraphError, QueryError
from zhengtu.graph.formats import SUFFIXES, convert, write_graph, written_whole
from zhengtu.graph.sparql import run
from zhengtu.graph.store import Graph, load_file, open_store, replace
from zhengtu.graph.validation import validate

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(store: Graph, query: str = COUNT) -> int:
    term = run(store, query).rows[0][0]
    assert isinstance(term, ox.Literal)
    return int(term.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_holds_the_same(tmp_path: Path, n_quads: str, suffix: str) -> None:
    file = tmp_path / f"g{suffix}"
    write_graph(n_quads, file)
    first = file.read_bytes()
    write_graph(n_quads, file)
    assert file.read_bytes() == first
    triples = {q.triple for q in ox.parse(n_quads, format=ox.RdfFormat.N_QUADS)}
    assert {q.triple for q in load_file(file).store} == triples
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


def test_rdflib_reads_the_same(n_quads: str) -> None:
    data = Dataset(default_union=True)
    data.parse(data=n_quads, format="nquads")
    assert len(list(data.quads())) == len(set(n_quads.splitlines()))
    turtle = Dataset().parse(data=convert(n_quads, ox.RdfFormat.TURTLE).decode(), format="turtle")
    assert len(turtle) == len({q.triple for q in ox.parse(n_quads, format=ox.RdfFormat.N_QUADS)})


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "g.nq"
    file.write_text("old")

    def fail_half_way() -> None:
        with written_whole(file) as out:
            out.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["g.nq"]


def test_a_store_replaces_a_notice_whole(tmp_path: Path, built: Built, n_quads: str) -> None:
    folder = tmp_path / "store"
    for _ in range(2):
        with open_store(folder, write=True) as store:
            replace(store, n_quads, [built.document])
    with open_store(folder) as store:
        assert count(store) == len(n_quads.splitlines())
    shorter = tmp_path / "notice.txt"
    text = built.notice.source.content
    shorter.write_text(text[: text.index("（二）物流业")], encoding="utf-8")
    again = build(shorter)
    assert again.document == built.document
    with open_store(folder, write=True) as store:
        replace(store, merge([again])[0], [again.document])
        assert count(store, "SELECT (COUNT(*) AS ?n) { ?t a zt:Task }") == 7
        # What the authority knows of units of other notices stays.
        assert count(store, 'SELECT (COUNT(*) AS ?n) { ?a zt:name "青海省商务厅" }') == 1


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, built: Built) -> list[Built]:
    """Notices that name bodies before, between and after reforms, so that each mentions units of the others."""
    latest = tmp_path_factory.mktemp("notices") / "latest.txt"
    latest.write_text(
        "青海省人民政府办公厅关于乙的通知\n青政办〔2025〕1号\n一、做甲。（牵头单位：省商务厅、省农业农村厅；配合单位："
        "省委金融办、国家金融监督管理总局青海监管局、省税务局、省某局）",
        encoding="utf-8",
    )
    return [built, build(Path(__file__).parent / "plans" / "qinghai-2019.txt"), build(latest)]


def quads_of(n_quads: str) -> set[ox.Quad]:
    return set(ox.parse(n_quads, format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_writing_leaves_no_trace(three: list[Built], order: tuple[int, ...]) -> None:
    at_once = quads_of(merge(three)[0])
    store = Graph(ox.Store())
    # The first one is built again at last.
    for one in (*order, order[0]):
        replace(store, merge([three[one]])[0], [three[one].document])
    assert set(store.store) == at_once
    assert merge([three[one] for one in order]) == merge(three)


def test_notices_that_came_one_by_one_conform(three: list[Built]) -> None:
    store = Graph(ox.Store())
    for one in three:
        replace(store, merge([one])[0], [one.document])
    assert [f for f in validate(store) if f.severity == "violation"] == []


EARLIER_TABLES = [
    ("another short form", '"省商务厅"@zh', '"省商贸厅"@zh'),
    ("a unit of another kind", "<https://w3id.org/zhengtu/ns#VerticalOrgan>", "<https://w3id.org/zhengtu/ns#Company>"),
    ("changes of another day", "/change/630000/2018-", "/change/630000/2017-"),
    ("other successors", "青海省地方金融监督管理局>", "青海省金融监督管理局>"),
]


@pytest.mark.parametrize(("now", "then"), [row[1:] for row in EARLIER_TABLES], ids=[row[0] for row in EARLIER_TABLES])
def test_what_the_tables_no_longer_say_goes(built: Built, n_quads: str, now: str, then: str) -> None:
    authority = [line for line in n_quads.splitlines(keepends=True) if not line.endswith(f" <{built.document}> .\n")]
    earlier = [line.replace(now, then) for line in authority]
    assert earlier != authority
    store = Graph(ox.Store())
    replace(store, "".join(earlier), [built.document])
    replace(store, n_quads, [built.document])
    left = set(store.store) - quads_of(n_quads)
    # A body that no change leads to any more keeps its name and place; nothing leads to it.
    names = {q for q in left if "青海省金融监督管理局" in str(q.subject)}
    assert left == names
    assert len(names) == (3 if now.startswith("青海省") else 0)


def test_a_store_in_use_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengtu.graph.store._WAIT", 0.2)
    with open_store(tmp_path / "s", write=True):
        pass
    with portalocker.Lock(str(tmp_path / "s" / "zhengtu.lock"), "a", flags=portalocker.LOCK_EX | portalocker.LOCK_NB):
        for write in (True, False):
            with pytest.raises(GraphError, match="in use"), open_store(tmp_path / "s", write=write):
                pass


def test_two_may_read_a_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", write=True):
        pass
    with open_store(tmp_path / "s") as one, open_store(tmp_path / "s") as two:
        assert count(one) == count(two) == 0


def test_folders_that_are_no_store(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="is no Zhengtu store"), open_store(tmp_path):
        pass
    (tmp_path / "x").write_text("mine")
    with pytest.raises(GraphError, match="neither empty"), open_store(tmp_path, write=True):
        pass
    with pytest.raises(GraphError, match="neither empty"), open_store(tmp_path / "x", write=True):
        pass
    assert (tmp_path / "x").read_text() == "mine"


def test_a_first_write_that_was_killed_does_not_spoil_the_folder(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "zhengtu.lock").touch()
    with open_store(tmp_path / "s", write=True) as store:
        assert count(store) == 0


def test_files_that_are_no_graph(tmp_path: Path) -> None:
    broken = tmp_path / "g.nq"
    broken.write_text("this is no graph")
    with pytest.raises(GraphError, match="not valid"):
        load_file(broken)
    with pytest.raises(GraphError, match="no such file"):
        load_file(tmp_path / "none.nq")
    with pytest.raises(GraphError, match="no graph format"):
        load_file(tmp_path / "g.xlsx")


SERVICE = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o OPTIONAL { { sErViCe SILENT <http://127.0.0.1:9/> { ?a ?b ?c } } } }",
    "ASK { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", SERVICE)
def test_no_query_calls_another_server(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        run(Graph(ox.Store()), query)


def test_the_word_service_is_no_crime() -> None:
    assert run(Graph(ox.Store()), 'SELECT ?s { ?s zt:name "information-service" } # SERVICE').rows == ()


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "service" . ?s ?p "\\U00110000" }',
        "SELEC ?x",
        "",
        "INSERT DATA { <a:a> <a:a> 1 }",
        "DROP ALL",
        "SELECT * {",
        "\udcff",
    ],
    ids=ascii,
)
def test_bad_queries(query: str) -> None:
    with pytest.raises(QueryError):
        run(Graph(ox.Store()), query)


FROM = [
    ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", 7416),
    ("SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/zhengtu/id/graph/places> { ?s ?p ?o }", 80),
    ("SELECT (COUNT(*) AS ?n) FROM <x:y> { ?s ?p ?o }", 0),
    ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STR(?o) != 'FROM <x:y>') }", 7416),
]


@pytest.mark.parametrize(("query", "count"), FROM)
def test_from_says_which_graphs(graph: Graph, query: str, count: int) -> None:
    assert run(graph, query).records() == [{"n": count}]


def test_a_damaged_store_is_said_to_be(tmp_path: Path, n_quads: str) -> None:
    folder = tmp_path / "plans"
    with open_store(folder, write=True) as graph:
        graph.store.bulk_load(n_quads.encode(), format=ox.RdfFormat.N_QUADS)
    for file in (folder / "oxigraph").glob("MANIFEST*"):
        file.write_bytes(b"\0" * 100)
    with pytest.raises(GraphError, match="is damaged"), open_store(folder):
        pass
