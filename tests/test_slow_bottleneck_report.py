"""The page about bottlenecks in a browser without a network: on a desktop, a phone, in the dark and on paper."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Section, Task, Unit
from zhengtu.graph.coordination.bottlenecks import Sampling, bottlenecks
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.browsing import opened
from zhengtu.viz.bottlenecks.report import write_bottleneck_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

HOSTILE = [
    "<script>document.title='x'</script>厅",
    "<img src=x onerror=alert(1)>局",
    "$\\frac{1}{0}$委&amp;",
    "\u202e倒写办\u2066",
    "特别长的单位名称" * 40,
    "AVeryLongWordWithoutAnySpace" * 30,
]
# Names that cross each other, or leave the drawing.
OVERLAPS = """() => {
  const svg = [...document.querySelectorAll("figure svg")].find(e => e.getBoundingClientRect().width);
  const whole = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll("text")].map(e => [e.textContent, e.getBoundingClientRect()]);
  const out = boxes.filter(([, a]) => a.left < whole.left - 1 || a.right > whole.right + 1).map(([t]) => t);
  boxes.forEach(([t, a], i) => boxes.slice(i + 1).forEach(([u, b]) => {
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 2 && y > 6) out.push(`${t} × ${u}`);
  }));
  return out;
}"""
UNMARKED_CHINESE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (/[\\u4e00-\\u9fff]/.test(texts.currentNode.data) && !at.closest("script, [lang^=zh], svg")) found.push(at.outerHTML);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def report(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "bottlenecks.html"
    r = responsibilities(graph)
    write_bottleneck_report(r, bottlenecks(r, sampling=Sampling(resamples=500, draws=2_000)), path)
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose every word means harm or is too long."""
    units = {f"u{i}": Unit(f"u{i}", name, None, (), False, None) for i, name in enumerate(HOSTILE)}
    pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 2), (4, 5), (0, 4)]
    tasks = {
        f"t{i}": Task(f"t{i}", "d", i, HOSTILE[one] * 2, "s", None, 0, HOSTILE[one] * 2)
        for i, (one, _) in enumerate(pairs)
    }
    assignments = tuple(
        Assignment(f"{i}{k}", f"c{i}", 1, f"t{i}", f"u{k}", "lead" if k == one else "support", HOSTILE[k], 0, 3)
        for i, (one, other) in enumerate(pairs)
        for k in (one, other)
    )
    r = Responsibilities(
        {"d": Notice("d", HOSTILE[0], HOSTILE[5])},
        {"s": Section("s", "d", 1, HOSTILE[4], None)},
        tasks,
        units,
        assignments,
    )
    path = tmp_path_factory.mktemp("hostile") / "bottlenecks.html"
    write_bottleneck_report(r, bottlenecks(r, sampling=Sampling(resamples=100, draws=100)), path)
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page(browser: "Browser", report: Path, language: str, width: int) -> None:
    other = {"zh": "en", "en": "zh"}[language]
    with opened(browser, report, f"?lang={language}", viewport={"width": width, "height": 900}) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.is_visible(f"article h3 .{language}")
        assert not page.is_visible(f"article h3 .{other}")
        size = "wide" if width > 736 else "narrow"
        charts = page.evaluate(
            "[...document.querySelectorAll('figure svg')].filter(e => e.getBoundingClientRect().width).map(e => e.parentElement.className)"
        )
        assert charts == [f"{language} {size}"]
        assert page.evaluate(OVERLAPS) == []
        letters = "Math.min(...[...document.querySelectorAll('figure svg text')].map(e => e.getBoundingClientRect().height).filter(h => h))"
        assert page.evaluate(letters) >= 9
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "language"
        page.keyboard.press("Enter")
        assert page.is_visible(f"article h3 .{other}")
        page.click("nav a[href='#method']")
        assert page.url.endswith("#method")


def test_chinese_in_english_is_marked(browser: "Browser", report: Path) -> None:
    with opened(browser, report, "?lang=en") as page:
        assert page.evaluate(UNMARKED_CHINESE) == []


def test_the_chart_has_the_colours_of_the_style_sheet(browser: "Browser", report: Path) -> None:
    fills = []
    for scheme in ("light", "dark"):
        with opened(browser, report, color_scheme=scheme, viewport={"width": 1200, "height": 900}) as page:
            fills.append(page.evaluate("getComputedStyle(document.querySelector('figure .fill-load-hub')).fill"))
            ink = "getComputedStyle(document.querySelector('figure text.fill-ink')).fill"
            assert page.evaluate(ink) == page.evaluate("getComputedStyle(document.body).color")
    assert fills == ["rgb(29, 79, 145)", "rgb(138, 184, 245)"]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("zh", 390, "light"), ("en", 1440, "light"), ("zh", 1440, "dark")]
)
def test_axe_finds_nothing_serious(browser: "Browser", report: Path, language: str, width: int, scheme: str) -> None:
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{report.as_uri()}?lang={language}")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate((Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    assert [
        (v["id"], v["nodes"][0]["html"]) for v in found["violations"] if v["impact"] in ("serious", "critical")
    ] == []
    page.close()


def test_the_keyboard_opens_the_clauses_behind_a_finding(browser: "Browser", report: Path) -> None:
    with opened(browser, report) as page:
        assert not page.is_visible("article .evidence >> nth=0")
        page.focus("article summary >> nth=0")
        page.keyboard.press("Enter")
        assert page.is_visible("article .evidence >> nth=0")
        assert page.locator("article .evidence").first.locator("li").count() == 16


@pytest.mark.parametrize("language", ["zh", "en"])
def test_paper_shows_all(browser: "Browser", report: Path, language: str) -> None:
    import pypdfium2

    with opened(browser, report, f"?lang={language}") as page:
        pages = [
            (sheet.get_width() > sheet.get_height(), sheet.get_textpage().get_text_bounded())
            for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        ]
    assert 6 <= len(pages) <= 16
    words = {"zh": ("任务 17 第 1 款", "效率损失"), "en": ("task 17, clause 1", "efficiency")}[language]
    evidence, column = (next(wide for wide, text in pages if word in text) for word in words)
    assert not evidence
    assert column
    assert not pages[0][0]
    assert not any("zhengtu bottlenecks --format" in text for _, text in pages)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_plan_is_text_and_fits(browser: "Browser", hostile: Path, language: str, width: int) -> None:
    with opened(browser, hostile, f"?lang={language}", viewport={"width": width, "height": 900}) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.title() in ("政图 · 协同瓶颈", "Zhengtu · Coordination bottlenecks")
        assert page.locator("img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERLAPS) == []
        assert "<script>" in page.inner_text("main")
        assert "$\\frac{1}{0}$" in page.inner_text("main")
