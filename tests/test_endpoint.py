"""Endpoints, against servers that do what a test tells them."""

import gc
import hashlib
import json
import os
import re
import socket
import socketserver
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zhengtu.graph.endpoint import PASSWORD, USER, Endpoint
from zhengtu.graph.errors import GraphError, QueryError
from zhengtu.graph.http import TRIES
from zhengtu.graph.open import open_source
from zhengtu.graph.rows import value
from zhengtu.graph.sparql import run, values
from zhengtu.graph.store import Graph

JSON = {"Content-Type": "application/sparql-results+json"}
SELECT = "SELECT ?x { ?x a zt:Task }"
NONE = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
ESCAPE = "\x1b"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Fake)
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        self.server.asked.append((self.path, dict(self.headers.items()), query))
        behaviours = self.server.behaviours
        (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(self, query)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


Behaviour = Callable[[Handler, str], None]


class Fake(socketserver.ThreadingTCPServer):
    """A server with one behaviour a request, the last one from then on."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = list(behaviours)
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.left = Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is no error."""
        self.left.set()


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Fake]:
    with Fake(*behaviours) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


Serve = Callable[..., Fake]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    for name in (USER, PASSWORD, "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        yield lambda *behaviours: stack.enter_context(serving(*behaviours))


def reply(status: int, body: bytes | str = b"", **headers: str) -> Behaviour:
    data = body.encode() if isinstance(body, str) else body

    def behave(handler: Handler, _: str) -> None:
        handler.send_response(status)
        for name, text in {"Content_Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), text)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def results(*bindings: dict[str, Any]) -> Behaviour:
    return reply(200, json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}))


def raw(data: bytes) -> Behaviour:
    """Bytes that may be no HTTP, and the end of the connection."""

    def behave(handler: Handler, _: str) -> None:
        handler.wfile.write(data)

    return behave


def dripping(data: bytes) -> Behaviour:
    """The beginning of an answer, then a sign every now and then for ever."""

    def behave(handler: Handler, _: str) -> None:
        handler.wfile.write(data)
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    return behave


def silent(handler: Handler, _: str) -> None:
    time.sleep(30)


def answering(store: ox.Store, limit: int = 10**9) -> Behaviour:
    """Answers from a store, but with no more than `limit` rows, and does not say so."""

    def term(t: Any) -> dict[str, str]:
        if isinstance(t, ox.NamedNode):
            return {"type": "uri", "value": t.value}
        return {"type": "literal", "value": t.value, "datatype": t.datatype.value}

    def behave(handler: Handler, query: str) -> None:
        rows = store.query(query, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        names = [v.value for v in rows.variables]
        bindings = [
            {n: term(row[n]) for n in names if row[n] is not None} for _, row in zip(range(limit), rows, strict=False)
        ]
        results(*bindings)(handler, query)

    return behave


def known(url: str, timeout: float = 5) -> Endpoint:
    return Endpoint(url, timeout=timeout, user="u", password="p")  # noqa: S106


BROKEN = "gave an answer that breaks off or is none"
UNREADABLE = "gave rows that cannot be read"


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (reply(200), BROKEN),
        (reply(204), BROKEN),
        (reply(200, NONE[:-9]), BROKEN),
        (reply(200, '{"results": {"bindings": [The operation was cancelled'), "ending in: .*operation was cancelled"),
        (reply(200, f"oops {ESCAPE}[31m \u202e"), r"ending in: oops \[31m;"),
        (reply(200, b'{"head": {}, "results": "\xff\xfe"}'), BROKEN),
        (reply(200, "[" * 100_000), BROKEN),
        (reply(200, "[]"), BROKEN),
        (reply(200, "\n<!DOCTYPE html><title>登录</title>"), "page or other XML"),
        (reply(200, "{}"), UNREADABLE),
        (reply(200, '{"results": {"bindings": 5}}'), UNREADABLE),
        (results({"x": {"type": "uri", "value": "no iri"}}), UNREADABLE),
        (results({"x": {"type": "uri", "value": 5}}), UNREADABLE),
        (results({"x": {"type": "literal", "value": "甲", "xml:lang": "?"}}), UNREADABLE),
        (results({"x": {"type": "literal", "value": "\ud800"}}), UNREADABLE),
        (results({"x": {"type": "sound", "value": "甲"}}), UNREADABLE),
        (results({"x": {"value": "甲"}}), UNREADABLE),
        (reply(200, NONE, X_SQL_State="S1TAT", X_SQL_Message="RC...: Incomplete.  Activity: 1"), r"part of the answer \(RC...: Incomplete.\)"),
        (reply(200, NONE, Content_Length="1000"), r"cannot be reached \(the answer broke off\)"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res"), "the answer broke off"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n"), "the answer broke off"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), r"cannot be reached \(SSH-2.0-OpenSSH_9.2\)"),
        (raw(b""), r"cannot be reached \(Remote end closed"),
        (reply(301, Location="http://127.0.0.1:9/x"), "sends to another address, http://127.0.0.1:9/x"),
        (reply(307, Location="file:///etc/passwd"), "sends to another address, file"),
        (reply(401), r"refuses access \(HTTP 401\); set ZHENGTU_USER and ZHENGTU_PASSWORD"),
        (reply(401, WWW_Authenticate=""), "refuses access"),
        (reply(403), r"refuses access \(HTTP 403\)"),
        (reply(404, "nothing"), r"is no SPARQL endpoint \(HTTP 404\)"),
        (reply(405), "is no SPARQL endpoint"),
        (reply(501), "is no SPARQL endpoint"),
        (reply(500, f"内部\n错误{ESCAPE}]0;x\a SPARQL query: SELECT"), r"failed \(HTTP 500, 内部 错误 \]0;x\)"),
        (reply(500, b"\xff\xfe" + b"x" * 10**6), "failed"),
        (raw(b"HTTP/1.1 500 No\r\nContent-Length: 50\r\n\r\nhalf"), r"failed \(HTTP 500"),
    ],
    ids=lambda p: p if isinstance(p, str) else "",
)  # fmt: skip
def test_what_a_server_does_wrong_is_said(serve: Serve, behaviour: Behaviour, problem: str) -> None:
    server = serve(behaviour)
    with pytest.raises(GraphError, match=problem) as error:
        run(Endpoint(server.url, timeout=5), SELECT)
    assert error.value.place == server.url
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 500
    assert len(server.asked) == 1


def test_a_refused_query_is_the_users_to_mend(serve: Serve) -> None:
    server = serve(reply(400, "Variable ?x is used \n outside"))
    with pytest.raises(QueryError, match=re.escape("refuses the query, Variable ?x is used outside")):
        run(Endpoint(server.url), SELECT)


def test_a_dead_server() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    with pytest.raises(GraphError, match=r"cannot be reached \(Connection refused\)"):
        run(Endpoint(url), SELECT)


def test_a_host_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(urllib.request, "getproxies", dict)
    with pytest.raises(GraphError, match="no such host"):
        run(Endpoint("http://政图.invalid/sparql"), SELECT)


@pytest.mark.parametrize(
    "url",
    ["", "sparql", "ftp://127.0.0.1/x", "http://", "http:///x", "http://[::1/x", "http://h:99999/x", "http://h/a b",
     "http://h/\n", "http://h/\x1b[31m", "https://" + "a" * 70 + ".cn/"],
    ids=ascii,
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(GraphError, match="is no address of an endpoint") as error:
        Endpoint(url)
    assert str(error.value).isprintable()


@pytest.mark.parametrize("login", ["u:geheim@", "u@", "@", "u:geheim@x@"])
def test_no_password_in_an_address(login: str) -> None:
    with pytest.raises(GraphError, match="user or a password in it") as error:
        Endpoint(f"http://{login}127.0.0.1:1/sparql")
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("/sparql", "/sparql"),
        ("/?default-graph-uri=https://e.org/青政办-2018-28&x=%20", "/?default-graph-uri=https://e.org/%E9%9D%92%E6%94%BF%E5%8A%9E-2018-28&x=%20"),
        ("/查询/%E7#不发", "/%E6%9F%A5%E8%AF%A2/%E7"),
    ],
)  # fmt: skip
def test_an_address_is_sent_as_given(serve: Serve, given: str, sent: str) -> None:
    server = serve(reply(200, NONE))
    assert run(Endpoint(server.url.replace("/sparql", given)), SELECT).rows == ()
    assert server.asked[0][0] == sent


def test_an_address_of_six_groups() -> None:
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with listener:
        url = f"http://[::1]:{listener.getsockname()[1]}/sparql"
        with pytest.raises(GraphError, match=r"within 0.2 seconds"):
            run(known(url, timeout=0.2), SELECT)


def test_what_is_sent(serve: Serve) -> None:
    server = serve(reply(200, NONE))
    # SPARQLWrapper would take this for an update.
    run(open_source(server.url), "PREFIX x: <a:b> # INSERT what?\n" + SELECT)
    _, headers, query = server.asked[0]
    assert headers["User-Agent"] == "zhengtu"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Accept"].startswith("application/sparql-results+json")
    assert "Authorization" not in headers
    assert "PREFIX zt: <https://w3id.org/zhengtu/ns#>" in query


# Waiting


@pytest.fixture
def beijing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock does not show UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC-8")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waits: list[float] = []
    real = time.sleep
    monkeypatch.setattr("zhengtu.graph.http.time.sleep", lambda s: waits.append(s) if s > 0.1 else real(s))
    return waits


@pytest.mark.usefixtures("beijing")
@pytest.mark.parametrize(
    ("status", "after", "expected"),
    [
        (429, "2", 2),
        (503, " 7 ", 7),
        (429, "0", 0),
        (502, None, 0.5),
        (504, None, 0.5),
        (429, "soon", 0.5),
        (429, "-3", 0.5),
        (429, "³", 0.5),
        (429, "1.5", 0.5),
        (429, "Fri, 31 Dec 99999999999 23:59:59 GMT", 0.5),
        (503, "Wed, 21 Oct 2015 07:28:00 GMT", 0),
        (503, "in 20 seconds GMT", 20),
        (503, "in 20 seconds -0000", 20),
        (503, "in 20 seconds +0800", 20),
    ],
)
def test_a_busy_server_is_asked_again(
    serve: Serve, slept: list[float], status: int, after: str | None, expected: float
) -> None:
    if after and after.startswith("in 20 seconds"):
        zone = after.split()[-1]
        now = datetime.now(UTC) + timedelta(seconds=20, hours=8 if zone == "+0800" else 0)
        after = format_datetime(now).replace("+0000", zone)
    headers = {} if after is None else {"Retry_After": after}
    server = serve(reply(status, "wait", **headers), reply(200, NONE))
    assert run(Endpoint(server.url), SELECT).rows == ()
    assert len(server.asked) == 2
    assert sum(slept) == pytest.approx(expected, abs=2 if expected == 20 else 0)


def test_a_server_that_stays_busy_is_left_alone(serve: Serve, slept: list[float]) -> None:
    server = serve(reply(429, "too much"))
    with pytest.raises(GraphError, match=r"is busy \(HTTP 429, too much\); try again later"):
        run(Endpoint(server.url), SELECT)
    assert slept == [0.5, 1, 2]
    assert len(server.asked) == TRIES == 4


@pytest.mark.parametrize(("after", "waits", "when"), [("3600", [], "in 3600 s"), ("4", [4, 4], "in 4 s")])
def test_nobody_waits_longer_than_for_an_answer(
    serve: Serve, slept: list[float], after: str, waits: list[float], when: str
) -> None:
    server = serve(reply(503, Retry_After=after))
    with pytest.raises(GraphError, match=f"is busy.*; try again {when}"):
        run(Endpoint(server.url, timeout=10), SELECT)
    assert slept == waits


@pytest.mark.parametrize(
    "behaviour",
    [
        silent,
        dripping(b""),
        dripping(b"HTTP/1.1 200 OK\r\nX: "),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{"),
        dripping(b"HTTP/1.1 500 No\r\nContent-Length: 1000000\r\n\r\n{"),
    ],
    ids=["silent", "no beginning", "headers", "body", "error"],
)
def test_the_limit_is_for_the_whole_answer(serve: Serve, behaviour: Behaviour) -> None:
    begin = time.monotonic()
    with pytest.raises(GraphError, match=r"gave no whole answer within 0.3 seconds; .* allow more time"):
        run(Endpoint(serve(behaviour).url, timeout=0.3), SELECT)
    assert 0.25 < time.monotonic() - begin < 1.5


def test_a_late_answer_does_not_keep_the_process(serve: Serve) -> None:
    server = serve(dripping(b"HTTP/1.1 200 OK\r\nX: "))
    program = (
        "import time, zhengtu.graph.endpoint as e; b = time.monotonic()\n"
        f"try: e.Endpoint({server.url!r}, timeout=0.3).answer({'ASK { ?s ?p ?o }'!r})\n"
        "except e.GraphError: print(time.monotonic() - b)\n"
    )
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent / ".links")},
        capture_output=True,
        timeout=30,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert float(done.stdout) < 2
    assert time.monotonic() - begin < 10


def test_a_late_answer_is_not_read_on(serve: Serve) -> None:
    server = serve(dripping(b"HTTP/1.1 200 OK\r\n\r\n"))
    with pytest.raises(GraphError, match="gave no whole answer"):
        run(Endpoint(server.url, timeout=0.2), SELECT)
    assert server.left.wait(5)


def test_a_long_answer_is_no_slow_one(serve: Serve) -> None:
    rows = [{"x": {"type": "literal", "value": "政" * 1000}}] * 3000
    server = serve(results(*rows), reply(200, NONE))
    assert len(run(Endpoint(server.url, timeout=20), SELECT).rows) == 3000


# User and password


def basic(handler: Handler, query: str) -> None:
    right = handler.headers["Authorization"] == "Basic 55So5oi3OuWvhueggQ=="  # 用户:密码 in UTF-8
    (reply(200, NONE) if right else reply(401, WWW_Authenticate='Basic realm="x"'))(handler, query)


def digest(handler: Handler, query: str) -> None:
    given = dict(re.findall(r'(\w+)="?([^",]+)"?', handler.headers["Authorization"] or ""))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    mine = md5(f"{md5('u:SPARQL:p')}:n0:{given.get('nc')}:{given.get('cnonce')}:auth:{md5('POST:/sparql')}")
    ask = reply(401, WWW_Authenticate='Digest realm="SPARQL", nonce="n0", qop="auth", algorithm="MD5"')
    (reply(200, NONE) if given.get("response") == mine else ask)(handler, query)


WRONG = r"refuses access: user or password is wrong \(HTTP 401\); check ZHENGTU_USER and ZHENGTU_PASSWORD"


@pytest.mark.parametrize(("way", "user", "password"), [(basic, "用户", "密码"), (digest, "u", "p")])
def test_user_and_password(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, way: Behaviour, user: str, password: str
) -> None:
    server = serve(way)
    with pytest.raises(GraphError, match=r"refuses access \(HTTP 401\)"):
        run(Endpoint(server.url), SELECT)
    monkeypatch.setenv(USER, user)
    with pytest.raises(GraphError, match=r"refuses access \(HTTP 401\)"):
        run(Endpoint(server.url), SELECT)
    monkeypatch.setenv(PASSWORD, password)
    server.asked.clear()
    assert run(open_source(server.url), SELECT).rows == ()
    assert ["Authorization" in headers for _, headers, _ in server.asked] == [False, True]
    for wrong in ("x", "", "密码错"):
        server.asked.clear()
        with pytest.raises(GraphError, match=WRONG) as error:
            run(Endpoint(server.url, password=wrong), SELECT)
        assert wrong == "" or wrong not in str(error.value).replace("is wrong", "")
        assert len(server.asked) <= 2


@pytest.mark.parametrize(
    "challenge", ["Negotiate", "Bearer", "", "Digest", 'Digest realm="x", nonce="n", algorithm=X', "Basic"]
)
def test_other_ways_to_log_in(serve: Serve, challenge: str) -> None:
    server = serve(reply(401, WWW_Authenticate=challenge))
    with pytest.raises(GraphError, match="refuses access"):
        run(known(server.url), SELECT)
    assert len(server.asked) <= 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_gets_no_password(serve: Serve, status: int) -> None:
    other = serve(reply(200, NONE))
    server = serve(reply(401, WWW_Authenticate='Basic realm="x"'), reply(status, Location=other.url))
    with pytest.raises(GraphError, match=f"sends to another address, {other.url}"):
        run(known(server.url), SELECT)
    assert [len(server.asked), len(other.asked)] == [2, 0]


def test_no_proxy_to_this_machine(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve(reply(500)), serve(reply(200, NONE))
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)
    for host in ("127.0.0.1", "localhost"):
        assert run(Endpoint(server.url.replace("127.0.0.1", host)), SELECT).rows == ()
    assert proxy.asked == []
    with pytest.raises(GraphError, match="HTTP 500"):
        run(Endpoint("http://sparql.example/"), SELECT)
    assert len(proxy.asked) == 1


# Rows


def test_terms(serve: Serve) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    server = serve(
        results(
            {"x": {"type": "uri", "value": "https://w3id.org/青"}},
            {"x": {"type": "bnode", "value": "nodeID://b1"}},
            {"x": {"type": "literal", "value": "青", "xml:lang": "zh"}},
            {"x": {"type": "typed-literal", "value": "1", "datatype": f"{xsd}boolean"}},
            {"x": {"type": "typed-literal", "value": "0", "datatype": f"{xsd}boolean"}},
            {"x": {"type": "literal", "value": "01", "datatype": f"{xsd}integer"}},
            {"x": {"type": "literal", "value": "😀"}, "y": {"type": "literal", "value": "not asked for"}},
            {},
        )
    )
    rows = run(Endpoint(server.url), SELECT).rows
    assert [str(t) for (t,) in rows] == [
        "<https://w3id.org/青>", "_:nodeID_3a__2f__2f_b1", '"青"@zh', f'"true"^^<{xsd}boolean>', f'"false"^^<{xsd}boolean>',
        f'"01"^^<{xsd}integer>', '"😀"', "None",
    ]  # fmt: skip
    assert [value(t) for (t,) in rows][3:] == [True, False, 1, "😀", None]


@pytest.mark.parametrize("said", [True, False])
def test_a_yes_or_no(serve: Serve, said: bool) -> None:
    server = serve(reply(200, json.dumps({"head": {}, "boolean": said})))
    assert run(Endpoint(server.url), "ASK { ?x a zt:Task }").boolean is said


def test_neither_yes_nor_no(serve: Serve) -> None:
    with pytest.raises(GraphError, match="gave no answer to an ASK"):
        run(Endpoint(serve(reply(200, NONE)).url), "ASK { ?x a zt:Task }")


CONSTRUCT = "CONSTRUCT { ?s a zt:Task } WHERE { ?s a zt:Task }"
TURTLE = "@prefix zt: <https://w3id.org/zhengtu/ns#> . <https://e.org/任务> a zt:Task ."


def test_triples(serve: Serve) -> None:
    server = serve(reply(200, TURTLE))
    rows = run(Endpoint(server.url), CONSTRUCT)
    assert rows.columns == ("subject", "predicate", "object")
    assert [value(t) for t in rows.rows[0]][::2] == ["https://e.org/任务", "https://w3id.org/zhengtu/ns#Task"]
    assert "turtle" in server.asked[0][1]["Accept"]
    assert run(Endpoint(serve(reply(200)).url), CONSTRUCT).rows == ()
    thousand = serve(reply(200, "".join(f"<a:{n}> a <a:b> ." for n in range(1000))))
    assert len(run(Endpoint(thousand.url), f"{CONSTRUCT} LIMIT 1000").rows) == 1000


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (reply(200, TURTLE + "\nThe SPARQL operation has been cancelled"), BROKEN),
        (reply(200, "<html>"), "page or other XML"),
        (reply(200, b"\xff"), BROKEN),
        (reply(200, "".join(f"<a:{n}> a <a:b> ." for n in range(2000))), "gave 2000 triples, which may be all"),
        (reply(200, "".join(f"<a:{n}> a <a:b> ." for n in range(1001))), "gave 1001 triples, which may be all"),
    ],
)
def test_triples_that_are_not_all(serve: Serve, behaviour: Behaviour, problem: str) -> None:
    with pytest.raises(GraphError, match=problem):
        run(Endpoint(serve(behaviour).url), CONSTRUCT)


# Pages

AREA = "https://w3id.org/zhengtu/id/test/"


@pytest.fixture(scope="module")
def many() -> ox.Store:
    """2,500 nodes with a name, which 25 share, and a number; no order in which they were put in is theirs."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"{AREA}节点/{n}"), ox.NamedNode(AREA + p), ox.Literal(o), ox.NamedNode(AREA))
        for n in (i * 1237 % 2500 for i in range(2500))
        for p, o in (("名称", f"省第{n % 100}局"), ("号", n))
    )
    return store


FIND = f"?s <{AREA}名称> ?name ; <{AREA}号> ?n"


@pytest.mark.parametrize(
    ("query", "count", "pages"),
    [
        (f"SELECT ?s ?name ?n {{ {FIND} }} ORDER BY ?n", 2500, 3),
        (f"SELECT * {{ {FIND} }} ORDER BY DESC(STR(?name)) ?s # LIMIT 5", 2500, 3),
        (f"# SELECT ?x {{}}\nPREFIX a: <{AREA}>\n  BASE <{AREA}> select ?s ?name {{ ?s <名称> ?name }} order by ?s", 2500, 3),
        (f"SELECT DISTINCT ?name {{ {FIND} }} ORDER BY ?name", 100, 1),
        (f"SELECT ?name (COUNT(?s) AS ?c) {{ {FIND} }} GROUP BY ?name ?n ORDER BY ?n", 2500, 3),
        (f"SELECT ?s {{ {FIND} }} ORDER BY ?n LIMIT 1700", 1700, 2),
        (f"SELECT ?s {{ {FIND} }} ORDER BY ?n LIMIT 1000 OFFSET 50", 1000, 1),
        (f"SELECT ?s {{ {FIND} }} ORDER BY ?n OFFSET 400", 2100, 3),
        (f"SELECT ?s FROM <{AREA}> {{ {FIND} }} ORDER BY ?n", 2500, 3),  # noqa: S608
        (f"SELECT ?s {{ {FIND} }} ORDER BY ?s VALUES ?name {{ '省第7局' '省第8局' }}", 50, 1),
        (f"SELECT ('同' AS ?x) {{ {FIND} }}", 2500, 3),
        (f"SELECT ?none {{ {FIND} }}", 2500, 3),
        (f"SELECT ?s {{ {FIND} FILTER(?n < 99) }} ORDER BY ?n", 99, 1),
        (f"SELECT ?s {{ {FIND} FILTER(?n < 0) }} ORDER BY ?n", 0, 1),
    ],
)  # fmt: skip
def test_an_answer_comes_whole(serve: Serve, many: ox.Store, query: str, count: int, pages: int) -> None:
    server = serve(answering(many, limit=1000))
    rows = run(Endpoint(server.url), query)
    expected = run(Graph(many), query)
    assert rows.rows == expected.rows
    assert rows.columns == expected.columns
    assert (len(rows.rows), rows.pages) == (count, pages)
    again = rows.pages > 1 and rows.rows[1000:1999] == rows.rows[:999]  # looks as if it began again: asked once more
    assert len(server.asked) == pages + (count >= 100) + again


def test_an_answer_that_cannot_come_in_pages(serve: Serve, many: ox.Store) -> None:
    server = serve(answering(many, limit=1000))
    query = f"SELECT ?s FROM <{AREA}> {{ {FIND} }} ORDER BY ?n LIMIT 2000"  # noqa: S608
    with pytest.raises(QueryError, match=r"the answer has 1000 rows, .* FROM and LIMIT"):
        run(Endpoint(server.url), query)


@pytest.mark.parametrize("query", ["SELECT ?x { ?x zt:name 'service' }", "SELECT ?x FROM <a:b> { ?x zt:name ?y }"])
def test_a_check_leaves_nothing_for_another_thread_to_end(query: str) -> None:
    gc.collect()
    run(Graph(ox.Store()), query)
    collector = Thread(target=gc.collect)
    collector.start()
    collector.join()
    gc.collect()


def test_a_server_that_knows_no_pages(serve: Serve) -> None:
    server = serve(results(*({"x": {"type": "literal", "value": str(n)}} for n in range(200))))
    with pytest.raises(GraphError, match="does not know OFFSET and LIMIT"):
        run(Endpoint(server.url), SELECT)


def test_a_page_that_fails_is_no_end(serve: Serve, many: ox.Store) -> None:
    server = serve(answering(many, limit=1000), reply(500, "no more"))
    with pytest.raises(GraphError, match="no more"):
        run(Endpoint(server.url), f"SELECT ?s {{ {FIND} }} ORDER BY ?n")


# Values


@pytest.fixture(scope="module")
def empty() -> Iterator[Endpoint]:
    with serving(answering(ox.Store())) as server:
        yield Endpoint(server.url, user="", password="")


@given(st.text())
def test_a_value_is_never_syntax(empty: Endpoint, text: str) -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ {ox.Literal(text)} }} }}"
    assert values(Graph(ox.Store()), query) == values(empty, query) == [(text,)]


def test_a_server_that_begins_again_on_every_page(serve: Serve) -> None:
    def behave(handler: Handler, query: str) -> None:
        limit = re.search(r"LIMIT (\d+)$", query)
        size = min(150, int(limit[1]) if limit else 150)
        results(*({"x": {"type": "literal", "value": str(i)}} for i in range(size)))(handler, query)

    server = serve(behave)
    with pytest.raises(GraphError, match="begins again on every page: it does not know OFFSET"):
        run(Endpoint(server.url), SELECT)
    assert len(server.asked) == 3


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), float("nan"), 1e12])
def test_a_time_that_nobody_can_wait(timeout: float) -> None:
    with pytest.raises(GraphError, match="cannot be waited for"):
        Endpoint("http://127.0.0.1:9/", timeout=timeout)


@pytest.mark.parametrize("url", ["http://me:secret@host:abc/", "http://me:secret@ho st/", "http://me:secret@h/"])
def test_a_password_in_an_address_is_not_shown(url: str) -> None:
    with pytest.raises(GraphError) as told:
        Endpoint(url)
    assert "secret" not in str(told.value)


def test_a_broken_construct_is_no_page(serve: Serve) -> None:
    server = serve(reply(200, "<http://example.org/a> <http://example.org/b>", Content_Type="text/turtle"))
    with pytest.raises(GraphError, match="breaks off or is none"):
        run(Endpoint(server.url), "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
