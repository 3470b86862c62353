"""What tests share: the Qinghai notice, the annotated notices, and the ban on skips."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from zhengtu.builders.build import Built, build, merge
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Notice
from zhengtu.builders.parse import parse
from zhengtu.builders.read import source_text
from zhengtu.graph.columns import Assignment, Responsibilities, Section, Task, Unit
from zhengtu.graph.columns import Notice as NoticeRead
from zhengtu.graph.sparql import run
from zhengtu.graph.store import Graph

from tests.commands import Done
from tests.corrected_notices import TEXT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where ZHENGTU_NO_SKIP is set a skipped test fails: a machine that should have everything lacks something."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("ZHENGTU_NO_SKIP") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although ZHENGTU_NO_SKIP is set: {report.longrepr}"


@pytest.fixture
def notice_file(tmp_path: Path) -> Path:
    """A small notice, beside which a test puts corrections."""
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="session")
def built() -> Built:
    """The Qinghai notice, built and checked."""
    return build(NOTICE)


@pytest.fixture(scope="session")
def notice(built: Built) -> Notice:
    """The Qinghai notice as read."""
    return built.notice


@pytest.fixture(scope="session")
def n_quads(built: Built) -> str:
    """Its graph."""
    return merge([built])[0]


@pytest.fixture(scope="session")
def graph(n_quads: str) -> Graph:
    """The same, to be asked."""
    store = ox.Store()
    store.load(n_quads, format=ox.RdfFormat.N_QUADS)
    return Graph(store)


@pytest.fixture(scope="session")
def ask(graph: Graph) -> Callable[[str], list[tuple[str, ...]]]:
    """Runs SPARQL on the Qinghai graph; rows as text."""

    def answer(query: str) -> list[tuple[str, ...]]:
        rows = run(graph, query).rows
        return [tuple("" if t is None else t.value for t in row) for row in rows]  # type: ignore[union-attr]

    return answer


@pytest.fixture(scope="session")
def annotated_notices() -> Path:
    """The folder of annotated notices that ZHENGTU_NOTICES names."""
    folder = os.environ.get("ZHENGTU_NOTICES")
    if not folder:
        pytest.skip("ZHENGTU_NOTICES is not set: no annotated notices at hand")
    return Path(folder)


def folded(text: str) -> str:
    """`text`, folded."""
    return fold(text)


def read_text(text: str) -> Notice:
    """A notice from a text."""
    return parse(source_text("test.txt", text))


@pytest.fixture
def read() -> Callable[[str], Notice]:
    """Reads a text as a notice."""
    return read_text


@pytest.fixture(scope="session")
def hostile_words() -> tuple[str, ...]:
    """Words that would do harm where they are taken for anything but text."""
    return (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "</script><script>alert(3)</script>",
        "javascript:alert(4)",
        "\"'`><svg onload=alert(5)>",
        "<!--",
        "{{7*7}}",
        "${alert(6)}",
        "line\u2028separator",
        "right\u202eleft",
        "&lt;b&gt;",
        "__proto__",
        "\U00020000𠀀",
    )


@pytest.fixture(scope="session")
def hostile_notice(hostile_words: tuple[str, ...]) -> Responsibilities:
    """A notice that means harm with every word it has."""
    notices = {"n": NoticeRead("n", hostile_words[0], " ".join(hostile_words))}
    sections = {f"s{i}": Section(f"s{i}", "n", i, text, None) for i, text in enumerate(hostile_words)}
    units = {
        f"u{i}": Unit(f"u{i}", f"{text} unit", f"{text} in English", (text, f"also {text}"), i % 5 == 4, f"kind {text}")
        for i, text in enumerate(hostile_words)
    }
    tasks = {}
    assignments = []
    for i, text in enumerate(hostile_words):
        quote = f"{text} is to be done（牵头单位：{text}）"
        tasks[f"t{i}"] = Task(f"t{i}", "n", i, f"{text} is to be done", f"s{i}", None, 100 * i, quote)
        start = 100 * i + quote.rindex(text)
        assignments.append(Assignment(f"a{i}", f"c{i}", 1, f"t{i}", f"u{i}", "lead", text, start, start + len(text)))
        other = f"u{(i + 1) % len(hostile_words)}"
        assignments.append(Assignment(f"b{i}", f"c{i}", 1, f"t{i}", other, "support", text, 5, 6))
    return Responsibilities(notices, sections, tasks, units, tuple(assignments))


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Headless Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium on the path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def zhengtu(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in an empty folder."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from zhengtu.__main__ import main; main()", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / ".links"), **environment},
        )

    return run


@pytest.fixture
def in_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Runs a command in this process, in an empty folder: a process of its own costs a third of a second."""
    from zhengtu.__main__ import main

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["zhengtu", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        assert isinstance(code, int)
        out, err = capsys.readouterr()
        return Done(code, str(out), str(err))

    return run
