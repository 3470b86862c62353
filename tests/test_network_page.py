"""The network page as text: its parts, its escapes, its policy, its errors. Browsers come in the slow tests."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Section, Task, Unit
from zhengtu.graph.errors import GraphError
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.viz import network_page as module
from zhengtu.viz.layout import Box, Link, arrange, skeleton
from zhengtu.viz.network_data import _keys, _short_numbers, clause_ends, picture
from zhengtu.viz.network_page import MOST_NODES, network_page, write_network

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"


class Page(HTMLParser):
    """What a browser would take out of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str | None, str]] = []
        self.styles: list[str] = []
        self.title = ""
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        if tag == "script":
            self.scripts.append((dict(attrs).get("type"), ""))
        if tag == "style":
            self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)
        elif self._open == "style":
            self.styles[-1] += data
        elif self._open == "title":
            self.title += data

    @property
    def data(self) -> dict[str, object]:
        (text,) = [text for kind, text in self.scripts if kind == "application/json"]
        return json.loads(text)  # type: ignore[no-any-return]

    @property
    def policy(self) -> str:
        (policy,) = [a["content"] for t, a in self.tags if a.get("http-equiv") == "Content-Security-Policy"]
        return policy or ""


@pytest.fixture(scope="module")
def qinghai(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


@pytest.fixture(scope="module")
def html(qinghai: Responsibilities) -> str:
    return network_page(qinghai)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_head(html: str, page: Page, qinghai: Responsibilities) -> None:
    assert html.startswith("<!doctype html>\n")
    assert ("html", {"lang": "zh-CN"}) in page.tags
    assert ("meta", {"charset": "utf-8"}) in page.tags
    assert [a["content"] for _, a in page.tags if a.get("name") == "viewport"] == [
        "width=device-width, initial-scale=1"
    ]
    assert page.title == "青海省人民政府办公厅关于印发青海省2018年服务业发展工作要点的通知"
    assert Page(network_page(qinghai, language="en")).tags[0] == ("html", {"lang": "en"})


def test_it_holds_all_nodes_and_edges(page: Page, qinghai: Responsibilities) -> None:
    network = page.data["network"]
    assert isinstance(network, dict)
    kinds = [node["group"] for node in network["nodes"]]
    assert {k: kinds.count(k) for k in kinds} == {"section": 17, "task": 71, "agency": 38, "collective": 6}
    edges = [edge["kind"] for edge in network["edges"]]
    assert edges.count("section") == 71
    for role in ("lead", "support", "responsible"):
        assert edges.count(role) == len({(a.task, a.unit) for a in qinghai.assignments if a.role == role})
    assert network["options"]["physics"] == {"enabled": False}
    assert network["options"]["edges"]["smooth"] is False
    assert not any("title" in node for node in network["nodes"])
    for node in network["nodes"]:
        assert isinstance(node["x"], int)
        assert isinstance(node["y"], int)


def test_nothing_is_fetched(html: str, page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert not {"src", "srcset", "action", "style"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    for style in page.styles:
        assert "url(" not in style
        assert "@import" not in style
    assert "sourceMappingURL" not in html
    for kind, text in page.scripts:
        if kind is None and "vis-network" not in text[:40]:
            assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|importScripts|import\(", text)
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
            assert not re.search(r"https?:", text.replace("http://www.w3.org/2000/svg", ""))


def test_only_what_the_policy_names_can_run(page: Page) -> None:
    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"].split() == [digest(text) for kind, text in page.scripts if kind is None]
    assert rules["style-src"].split() == [digest(text) for text in page.styles]
    assert "unsafe" not in page.policy


def test_the_licence_of_vis_network_is_kept(html: str) -> None:
    assert "@license" in html
    assert "http://www.apache.org/licenses/LICENSE-2.0" in html
    assert "vis-network 9.1.2 © Almende B.V." in html


def test_the_same_graph_gives_the_same_page(qinghai: Responsibilities, html: str) -> None:
    assert network_page(qinghai) == html
    code = (
        "import sys; from pathlib import Path; from zhengtu.builders.build import build, merge\n"
        "import pyoxigraph as ox; from zhengtu.graph.store import Graph\n"
        "from zhengtu.graph.responsibilities import responsibilities\n"
        "from zhengtu.viz.network_page import network_page\n"
        "store = ox.Store(); store.load(merge([build(Path(sys.argv[1]))])[0], format=ox.RdfFormat.N_QUADS)\n"
        "sys.stdout.buffer.write(network_page(responsibilities(Graph(store))).encode())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, NOTICE],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / ".links"), "PYTHONHASHSEED": seed},
        )
        assert done.stdout.decode() == html


def test_hostile_words_stay_words(page: Page, hostile_words: tuple[str, ...], hostile_notice: Responsibilities) -> None:
    html = network_page(hostile_notice)
    bad = Page(html)
    assert [t for t, _ in bad.tags] == [t for t, _ in page.tags]
    assert len(bad.scripts) == 3
    (data,) = [text for kind, text in bad.scripts if kind == "application/json"]
    assert not set(data) & set("<>&\u2028\u2029\u202e")
    facts = bad.data["facts"]
    assert isinstance(facts, dict)
    assert [section["heading"] for section in facts["sections"]] == list(hostile_words)
    assert [unit["english"] for unit in facts["units"]] == [f"{text} in English" for text in hostile_words]
    assert bad.title == " ".join(hostile_words)
    assert "49" not in bad.title


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["all", "agencies"])
def test_no_label_covers_another(qinghai: Responsibilities, language: str, view: str) -> None:
    made = picture(qinghai)
    places = made.places[language][view]  # type: ignore[index]
    boxes = {n.id: n.box(language) for n in made.nodes}  # type: ignore[arg-type]
    assert set(places) == {n.id for n in made.nodes if view == "all" or n.kind in ("agency", "collective")}
    ids = list(places)
    for i, one in enumerate(ids):
        for other in ids[i + 1 :]:
            across = abs(places[one][0] - places[other][0]) - (boxes[one].width + boxes[other].width) / 2
            down = abs(places[one][1] - places[other][1]) - (boxes[one].height + boxes[other].height) / 2
            assert max(across, down) > 0, (one, other)


def test_stray_nodes_stand_beside_the_picture() -> None:
    names = [f"n{i}" for i in range(40)]
    shape = skeleton(names, [Link(names[i], names[i + 1]) for i in range(20)])
    assert [len(part) for part in shape] == [21] + [1] * 19
    places = arrange(shape, dict.fromkeys(names, Box(40, 20)))
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    height = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert width < 900
    assert height < 900
    assert places == arrange(shape, dict.fromkeys(names, Box(40, 20)))


def test_labels_are_what_notices_call_the_units(page: Page) -> None:
    labels = page.data["labels"]
    assert isinstance(labels, dict)
    flat = {lang: {label.replace("\n", "") for label in found.values()} for lang, found in labels.items()}
    assert {"省商务厅", "省人力资源社会保障厅", "人行西宁中心支行", "金融业", "71"} <= flat["zh"]
    assert "Department ofCommerce" in flat["en"]


def test_clauses_end_with_their_brackets() -> None:
    quote = "一事。（牵头单位：甲）。二事（乙、丙牵头）；三事"
    task = Task("t", "n", 1, "", None, None, 50, quote)
    units = [("甲", 1), ("乙", 2), ("丙", 2)]
    found = [Assignment(w, f"c{c}", c, "t", w, "lead", w, 50 + quote.index(w), 51 + quote.index(w)) for w, c in units]
    ends = clause_ends(task, found)
    assert [number for number, _ in ends] == [1, 2]
    assert quote[: ends[0][1]] == "一事。（牵头单位：甲）。"
    assert ends[1][1] == len(quote)
    elsewhere = Assignment("a", "c", 1, "t", "u", "lead", "甲", 3, 4)
    assert clause_ends(task, [elsewhere]) == []


def two_notices() -> Responsibilities:
    notices = {f"n{i}": Notice(f"n{i}", f"青政办〔2018〕{i}号", f"第{i}份") for i in (28, 128)}
    sections = {f"s{i}": Section(f"s{i}", f"n{i}", 1, "物流业", None) for i in (28, 128)}
    tasks = {f"t{i}": Task(f"t{i}", f"n{i}", 3, "做事", f"s{i}", None, 0, "做事") for i in (28, 128)}
    return Responsibilities(notices, sections, tasks, {}, ())


def test_several_notices_are_told_apart() -> None:
    page = Page(network_page(two_notices()))
    labels = page.data["labels"]
    assert isinstance(labels, dict)
    assert set(labels["zh"].values()) == {
        "青政办〔2018〕28号\n物流业",
        "青政办〔2018〕128号\n物流业",
        "3\n〔2018〕28号",
        "3\n128号",
    }
    assert page.title == "2 份公文的任务分工"


def test_notices_without_tasks_do_not_count() -> None:
    two = two_notices()
    with_empty = Responsibilities(
        {**two.notices, "n9": Notice("n9", "青政办〔2019〕28号", "空")},
        {**two.sections, "s9": Section("s9", "n9", 1, "空章", None)},
        two.tasks,
        two.units,
        two.assignments,
    )
    assert network_page(with_empty) == network_page(two)
    one = Responsibilities(two.notices, two.sections, {"t28": two.tasks["t28"]}, {}, ())
    page = Page(network_page(one))
    assert page.title == "第28份"
    facts, labels = page.data["facts"], page.data["labels"]
    assert isinstance(facts, dict)
    assert isinstance(labels, dict)
    assert [n["number"] for n in facts["notices"]] == ["青政办〔2018〕28号"]
    assert set(labels["zh"].values()) == {"物流业", "3"}


def test_short_numbers_of_many_notices() -> None:
    notices = [Notice(f"n{i}", f"青政办〔{2000 + i % 20}〕{i}号", "") for i in range(300)]
    notices += [Notice("x", None, "一份〔2018〕无号"), Notice("y", "很长很长很长的机关代字〔2018〕12345号", "")]
    short = _short_numbers(notices)
    for notice in notices:
        others = [n.label for n in notices if n.iri != notice.iri]
        if short[notice.iri] != notice.label and not short[notice.iri].endswith("…"):
            assert not any(label.endswith(short[notice.iri]) for label in others)
    assert (short["n299"], short["n28"], short["n1"]) == ("299号", "〔2008〕28号", "〔2001〕1号")
    began = time.perf_counter()
    _short_numbers([Notice(f"n{i}", f"青政办〔2018〕{i}号", "") for i in range(8000)])
    assert time.perf_counter() - began < 2


def test_keys_last_and_differ(qinghai: Responsibilities) -> None:
    facts = Page(network_page(qinghai)).data["facts"]
    assert isinstance(facts, dict)
    for kind, things in (("units", qinghai.units), ("tasks", qinghai.tasks), ("sections", qinghai.sections)):
        assert [t["key"] for t in facts[kind]] == [hashlib.sha256(iri.encode()).hexdigest()[:8] for iri in things]
    # Among these two begin alike: 2**32 keys, and the 77,000 that make a pair likely.
    iris = [f"urn:{i}" for i in range(150_000)]
    keys = _keys(iris)
    assert len(set(keys.values())) == len(iris)
    assert {len(key) for key in keys.values()} == {8, 9}
    assert all(hashlib.sha256(iri.encode()).hexdigest().startswith(keys[iri]) for iri in iris[:1000])


def crowd(count: int) -> Responsibilities:
    """One clause of many units."""
    units = {f"u{i}": Unit(f"u{i}", f"单位{i}", None, (), False, None) for i in range(count)}
    named = tuple(Assignment(f"a{i}", "c", 1, "t", u, "lead", "单", 0, 1) for i, u in enumerate(units))
    return Responsibilities(
        {"n": Notice("n", "测〔2026〕1号", "题")}, {}, {"t": Task("t", "n", 1, "", None, None, 0, "单")}, units, named
    )


def test_a_crowd_is_laid_out_as_a_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[list[Link]] = []

    def spy(nodes: list[str], links: list[Link]) -> object:
        drawn.append(list(links))
        return skeleton(nodes, drawn[-1])

    monkeypatch.setattr("zhengtu.viz.network_data.skeleton", spy)
    for count, pairs in ((60, 60 * 59 // 2), (61, 61)):
        made = picture(crowd(count))
        assert len(drawn[-1]) == pairs
        pull = sum(link.weight for link in drawn[-1] if "u7" in (link.one, link.other))
        assert round(pull, 6) == 1
        assert made.facts["allPairs"] == 60


def test_sections_in_a_circle_are_drawn() -> None:
    two = two_notices()
    sections = {
        "s28": Section("s28", "n28", 1, "甲", "s128"),
        "s128": Section("s128", "n28", 2, "乙", "s28"),
        "s": Section("s", "n28", 3, "丙", "s"),
    }
    page = Page(network_page(Responsibilities(two.notices, sections, two.tasks, {}, ())))
    network = page.data["network"]
    assert isinstance(network, dict)
    assert len(network["nodes"]) == 5


def test_what_cannot_be_drawn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GraphError, match="holds no task"):
        network_page(Responsibilities({}, {}, {}, {}, ()))
    many = {f"t{i}": Task(f"t{i}", "n", i, "", None, None, 0, "") for i in range(MOST_NODES + 1)}
    with pytest.raises(GraphError, match="--notice NUMBER"):
        network_page(Responsibilities({"n": Notice("n", None, "")}, {}, many, {}, ()))
    monkeypatch.setattr(module, "_VIS_NETWORK", ("gone.js",))
    with pytest.raises(GraphError, match=r"has no gone\.js"):
        network_page(two_notices())


Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory, n_quads: str) -> Path:
    path = tmp_path_factory.mktemp("graph") / "g.nq"
    path.write_text(n_quads, encoding="utf-8")
    return path


@pytest.fixture
def view(tmp_path: Path, graph_file: Path) -> Run:
    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "view", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / ".links"), **environment},
        )

    return run


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"},
    ],
)
def test_the_command_writes_utf8_and_nothing_else(
    view: Run, tmp_path: Path, graph_file: Path, html: str, environment: dict[str, str]
) -> None:
    done = view("--graph", graph_file, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert b"wrote network.html" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]
    assert (tmp_path / "network.html").read_bytes() == html.encode()


@pytest.mark.parametrize(
    "number", ["青政办〔2018〕28号", "青政办[2018]28号", "青政办（２０１８）第028号", "青政办【2018】 28 号"]
)
def test_a_notice_is_found_by_its_number(view: Run, tmp_path: Path, graph_file: Path, html: str, number: str) -> None:
    done = view("--graph", graph_file, "--notice", number, "-o", "one.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.html").read_bytes() == html.encode()


def test_wrong_use_is_told(view: Run, tmp_path: Path, graph_file: Path) -> None:
    unknown = view("--graph", graph_file, "--notice", "国发〔2015〕1号")
    assert unknown.returncode == 2
    assert "青政办〔2018〕28号" in unknown.stderr.decode()
    assert view().returncode == 2
    empty = tmp_path / "empty.nq"
    empty.write_text("", encoding="utf-8")
    nothing = view("--graph", empty)
    assert nothing.returncode == 1
    assert "holds no task" in nothing.stderr.decode()
    assert view("--graph", graph_file, "-o", tmp_path / "missing" / "n.html").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["empty.nq"]


def test_english_first(view: Run, tmp_path: Path, graph_file: Path) -> None:
    assert view("--graph", graph_file, "--lang", "en", "-o", "en.html").returncode == 0
    assert '<html lang="en">' in (tmp_path / "en.html").read_text(encoding="utf-8")


def test_the_size_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "n.html"
    assert write_network(two_notices(), path) == path.stat().st_size
