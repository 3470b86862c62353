"""Real servers, which the tests start: Oxigraph and Virtuoso answer as the graph in memory does."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.error import HTTPError

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zhengtu.builders.build import build, merge
from zhengtu.graph.endpoint import PASSWORD, USER, Endpoint
from zhengtu.graph.errors import GraphError
from zhengtu.graph.facts import facts
from zhengtu.graph.inference import infer
from zhengtu.graph.portions import portions
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.sparql import Source, run, values
from zhengtu.graph.store import Graph, load
from zhengtu.queries.answer import answer
from zhengtu.queries.catalogue import catalogue

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).resolve().parent.parent
AREA: Final = "https://w3id.org/zhengtu/id/test/"
NODES: Final = 25_000
COPIES: Final = 125
INI: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {load}
CaseMode = 2
NumberOfBuffers = 60000
MaxDirtyBuffers = 40000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""
"""As Debian ships it in what concerns queries."""


# The data: the Qinghai notice and one that names the same units and documents; the first again and again
# under other numbers, so that lists of the library pass 10,000 rows and are full of ties; and 25,000 names.

SECOND: Final = """青海省人民政府办公厅关于做好2019年服务业工作的通知
青政办〔2019〕12号
各市、自治州人民政府，省政府各委、办、厅、局：
一、提升现代物流
1. 落实《青海省人民政府关于促进房地产去库存的实施意见》（青政〔2016〕45号）。完成投资120亿元。（牵头单位：省商务厅；配合单位：省财政厅、省发展改革委）
2. 12月底前出台《青海省“互联网+”方案》。（牵头单位：省经济和信息化委，配合单位：省商务厅、省某局等）
3. 持续推进电子商务。（责任单位：各市、州人民政府）
2019年2月1日
"""


@pytest.fixture(scope="session")
def data(n_quads: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    own = [line for line in n_quads.splitlines(keepends=True) if line.endswith("/青政办-2018-28> .\n")]
    assert len(own) > 5000
    text = "".join(own)
    with (folder / "all.nq").open("w", encoding="utf-8") as out:
        out.write(n_quads)
        out.write(infer(load(n_quads)))
        out.write(merge([build(folder / "second.txt")])[0])
        for n in range(1000, 1000 + COPIES):
            out.write(text.replace("青政办-2018-28", f"青政办-2018-{n}").replace("〔2018〕28号", f"〔2018〕{n}号"))
        for n in range(NODES):
            node, number = f"<{AREA}节点-{n}>", n * 7919 % NODES
            out.write(f'{node} <{AREA}名称> "青海省第{number:05d}号很长的单位名称" <{AREA}{n % 3}> .\n')
            out.write(f'{node} <{AREA}号> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> <{AREA}{n % 3}> .\n')
    return folder / "all.nq"


@pytest.fixture(scope="session")
def embedded(data: Path) -> Graph:
    store = ox.Store()
    store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    return Graph(store)


# The servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(*names: str) -> str:
    """The path of the first of these programs that there is, beside Python or on the path."""
    for name in names:
        beside = Path(sys.executable).with_name(name)
        if found := str(beside) if beside.exists() else shutil.which(name):
            return found
    pytest.skip(f"no {names[0]} on this machine")


def started(command: list[str], url: str, log: Path) -> Iterator[str]:
    """A server's address while it runs."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=log.parent)
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + 60
        while True:
            try:
                opener.open(url, timeout=5).close()
                break
            except HTTPError as error:
                error.close()
                break
            except OSError:
                assert process.poll() is None, log.read_text(errors="replace")
                assert time.monotonic() < end, log.read_text(errors="replace")
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def store_folder(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oxigraph") / "store"
    store = ox.Store(str(folder))
    store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return folder


def oxigraph(folder: Path, verb: str, *more: str) -> Iterator[str]:
    port = free_port()
    command = [program("oxigraph"), verb, "--location", str(folder), "--bind", f"127.0.0.1:{port}", *more]
    return started(command, f"http://127.0.0.1:{port}/query", folder.parent / f"{port}.log")


@pytest.fixture(scope="session")
def serve(store_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("serve") / "store"
    shutil.copytree(store_folder, copy)
    yield from oxigraph(copy, "serve", "--union-default-graph")


@pytest.fixture(scope="session")
def impatient(store_folder: Path) -> Iterator[str]:
    yield from oxigraph(store_folder, "serve-read-only", "--union-default-graph", "--timeout-s", "1")


@pytest.fixture(scope="session")
def virtuoso(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("virtuoso")
    server, client = program("virtuoso-t"), program("isql-vt")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, load=data.parent, sql=sql, http=http))
    command = [server, "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    load = f"ld_dir('{data.parent}', '{data.name}', 'urn:none');\nrdf_loader_run();\ncheckpoint;\n"
    for url in started(command, f"http://127.0.0.1:{http}/sparql", folder / "out.log"):
        done = subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba"], input=load.encode(), capture_output=True)
        assert done.returncode == 0, done.stderr
        yield url


SERVERS: Final = ["serve", "virtuoso"]


@pytest.fixture(params=SERVERS)
def remote(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """An endpoint with the data."""
    monkeypatch.delenv(USER, raising=False)
    return Endpoint(request.getfixturevalue(request.param))


# The library


@pytest.mark.parametrize("name", catalogue())
def test_every_query_of_the_library_gives_the_same_rows(remote: Endpoint, embedded: Graph, name: str) -> None:
    parameters = catalogue()[name].parameters
    for values_given in (
        {p.name: p.example for p in parameters},
        {p.name: p.example for p in parameters if p.required},
    ):
        expected, found = answer(embedded, name, values_given), answer(remote, name, values_given)
        assert found.columns == expected.columns
        assert found.rows == expected.rows
    assert found.rows


def test_the_assignments_are_the_same(remote: Endpoint, embedded: Graph) -> None:
    expected, found = responsibilities(embedded), responsibilities(remote)
    assert len(expected.assignments) > 10_000
    assert found == expected
    one = next(iter(expected.notices))
    assert responsibilities(remote, notice=one) == responsibilities(embedded, notice=one)


def test_the_facts_are_the_same(remote: Endpoint, embedded: Graph) -> None:
    expected, found = facts(embedded), facts(remote)
    assert len(expected.clauses) > 4_000
    assert len(expected.targets) > 2_000
    assert len(expected.citations) > 800
    assert found == expected
    some = list(expected.issued)[:3]
    assert list(portions(remote, some, 2)) == list(portions(embedded, some, 2))


# Long answers

NODE: Final = f"?node <{AREA}名称> ?name ; <{AREA}号> ?number"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?node ?name ?number {{ {NODE} }} ORDER BY ?number",
        f"SELECT ?node ?name ?number {{ {NODE} }} ORDER BY STR(?name)",
        f"SELECT DISTINCT * {{ {NODE} }} ORDER BY DESC(?number) # the last first",
        f"SELECT ?name (COUNT(?node) AS ?count) {{ {NODE} }} GROUP BY ?name ORDER BY STR(?name)",
        f"PREFIX x: <{AREA}>\nSELECT ?node {{ {NODE} OPTIONAL {{ ?node x:无 ?none }} FILTER(!BOUND(?none)) }} ORDER BY ?node",
    ],
)
def test_25_000_rows_come_each_once_and_in_order(remote: Endpoint, embedded: Graph, query: str) -> None:
    expected = run(embedded, query)
    assert len(expected.rows) == len(set(expected.rows)) == NODES
    found = run(remote, query)
    assert found.rows == expected.rows
    assert found.columns == expected.columns


def test_virtuoso_does_cut(virtuoso: str) -> None:
    assert len(answer(Endpoint(virtuoso), "clauses-with-most-units").rows) > 10_000
    query = f"SELECT ?node {{ {NODE} }} ORDER BY ?number"
    assert run(Endpoint(virtuoso), query).pages == 3
    with pytest.raises(GraphError, match="gave 10001 triples, which may be all"):
        run(Endpoint(virtuoso), f"CONSTRUCT {{ ?node a zt:Task }} {{ {NODE} }}")


def test_triples_are_the_same(remote: Endpoint, embedded: Graph) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s a zt:Notice ; ?p ?o }"
    expected = set(run(embedded, query).rows)
    assert len(expected) > COPIES
    assert set(run(remote, query).rows) == expected
    assert run(remote, "ASK { ?s zt:taskNumber 71 }").boolean is True
    assert run(remote, "ASK { ?s zt:taskNumber 7100 }").boolean is False


# Values; U+0000, which no document holds, is left out: Virtuoso loses texts with it

HOSTILE: Final = [
    "", " ", '"', "'", '"""', "\\", '\\"', '" } #', '"} LIMIT 0 #', "\n", "\r\n", "\t", "\x01\x0b\x1f\x7f\x85", "\ufeff",
    "\ufffe\uffff", "\U0010ffff", "𠀀😀", "e\u0301", "\u202e", "\u2028", "$x ?x", "<a:a> _:b", "@zh", "^^xsd:int", "%s{0}\\u4e2d\\n", "?",
    "+&=%20;", "`|~", "SERVICE", "} INSERT DATA { <a:a> <a:a> 1 }", "青海省商务厅", "１", "中" * 1000,
]  # fmt: skip


def sent_and_back(source: Source, texts: list[str]) -> None:
    for text in texts:
        query = f"SELECT ?x (STRLEN(?x) AS ?n) {{ VALUES ?x {{ {ox.Literal(text)} }} }}"
        assert values(source, query) == [(text, len(text))]


def test_a_hostile_value_is_a_value(remote: Endpoint, embedded: Graph) -> None:
    sent_and_back(embedded, HOSTILE)
    sent_and_back(remote, HOSTILE)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200), max_size=5))
def test_any_value_is_a_value(remote: Endpoint, texts: list[str]) -> None:
    sent_and_back(remote, texts)


# What goes wrong

HEAVY: Final = "SELECT (COUNT(*) AS ?n) { ?a zt:role ?x . ?b zt:role ?y FILTER(STRLEN(STR(?a)) + STRLEN(STR(?b)) = 7) }"


def test_user_and_password(virtuoso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = virtuoso + "-auth"
    query = "ASK { ?task zt:taskNumber 71 }"
    with pytest.raises(GraphError, match=rf"refuses access \(HTTP 401\); set {USER} and {PASSWORD}"):
        run(Endpoint(closed), query)
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "geheim")
    with pytest.raises(GraphError, match="user or password is wrong") as error:
        run(Endpoint(closed), query)
    assert "geheim" not in str(error.value)
    monkeypatch.setenv(PASSWORD, "dba")
    assert run(Endpoint(closed), query).boolean is True


def test_a_server_that_runs_out_of_time(impatient: str) -> None:
    with pytest.raises(GraphError, match=r"breaks off or is none, ending in: .*cancelled; .*raise the server's limit"):
        run(Endpoint(impatient), HEAVY)


def test_part_of_an_answer_is_none(virtuoso: str) -> None:
    with pytest.raises(GraphError, match=r"gave part of the answer .*incomplete"):
        run(Endpoint(virtuoso + "?timeout=1000"), HEAVY)


def test_a_slow_server(impatient: str, virtuoso: str) -> None:
    # Each ends its own work soon after, so that the next tests have the machine to themselves.
    for url in (impatient, virtuoso + "?timeout=1000"):
        begin = time.monotonic()
        with pytest.raises(GraphError, match=r"gave no whole answer within 0.5 seconds"):
            run(Endpoint(url, timeout=0.5), HEAVY)
        assert time.monotonic() - begin < 2


def test_a_dead_server(store_folder: Path) -> None:
    server = oxigraph(store_folder, "serve-read-only", "--union-default-graph")
    endpoint = Endpoint(next(server))
    query = "ASK { ?task zt:taskNumber 71 }"
    assert run(endpoint, query).boolean is True
    assert next(server, None) is None
    with pytest.raises(GraphError, match="cannot be reached"):
        run(endpoint, query)


# The command


def zhengtu(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from zhengtu.__main__ import main; main()", *arguments]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / ".links"), **environment}, capture_output=True
    )


def test_the_command(remote: Endpoint, data: Path) -> None:
    query = "SELECT ?task ?text { ?task a zt:Task ; zt:text ?text FILTER(CONTAINS(?text, '物流')) } ORDER BY ?task"
    found = zhengtu("sparql", query, "--endpoint", remote.url, "--format", "csv")
    expected = zhengtu("sparql", query, "--graph", str(data), "--format", "csv")
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout == expected.stdout
    assert found.stdout.count("物流".encode()) > 7 * COPIES


def test_the_command_and_a_password(virtuoso: str) -> None:
    ask = ("sparql", "ASK { ?task zt:taskNumber 71 }", "--endpoint", virtuoso + "-auth")
    assert zhengtu(*ask, **{USER: "dba", PASSWORD: "dba"}).stdout == b"true\n"
    wrong = zhengtu(*ask, **{USER: "dba", PASSWORD: "no"})
    assert wrong.returncode != 0
    assert b"user or password is wrong" in wrong.stderr
    assert b"Traceback" not in wrong.stderr
