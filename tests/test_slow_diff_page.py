"""The page about two notices in a browser without a network: on a desktop, a phone, in the dark and on paper."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from zhengtu.builders.build import build
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Section, Task, Unit
from zhengtu.graph.comparison.changes import Comparison, Rules
from zhengtu.graph.comparison.compare import compare
from zhengtu.graph.comparison.sides import Side, side
from zhengtu.graph.facts import Facts
from zhengtu.graph.store import load
from zhengtu.tests.browsing import opened
from zhengtu.viz.comparison_page import write_comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
UNMARKED_CHINESE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (/[\\u4e00-\\u9fff]/.test(texts.currentNode.data) && !at.closest("script, [lang^=zh], pre")) found.push(at.outerHTML);
  }
  return found;
}"""
SCROLLING = """[...document.querySelectorAll('main *')].filter(e =>
  /auto|scroll/.test(getComputedStyle(e).overflow) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
).map(e => e.className || e.innerText)"""


def read(path: Path) -> Side:
    built = build(path)
    return side(load(built.n_quads), built.document)


@pytest.fixture(scope="module")
def found() -> Comparison:
    before = read(ROOT / "examples" / "qinghai-2018-28" / "notice.txt")
    return compare(before, read(ROOT / "tests" / "plans" / "qinghai-2019.txt"), Rules(fold=True))


@pytest.fixture(scope="module")
def report(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "diff.html"
    write_comparison(found, path)
    return path


def harmful(words: tuple[str, ...], number: int) -> Side:
    """A notice that means harm with every word; two of them share every second word."""
    notice = Notice(f"urn:document/{number}", f"{words[0]} {number}", " ".join(words))
    sections = {f"s{i}": Section(f"s{i}", notice.iri, i, word, None) for i, word in enumerate(words)}
    units = {
        f"u{i}": Unit(f"u{i}", f"{word} unit", f"{word} in English", (), False, None) for i, word in enumerate(words)
    }
    tasks = {}
    assignments = []
    for i, word in enumerate(words):
        text = f"carry out the long and common words of this task {word} {'and more' * number if i % 2 else word * 40}"
        tasks[f"t{i}"] = Task(f"t{i}", notice.iri, i + 1, text, f"s{(i + number) % len(words)}", None, i, text)
        assignments.append(
            Assignment(f"a{i}", f"c{i}", 1, f"t{i}", f"u{(i + number) % len(words)}", "lead", word, i, i + 1)
        )
    said = Responsibilities({notice.iri: notice}, sections, tasks, units, tuple(assignments))
    return Side(notice, said, Facts({}, {}, {}, (), ()), {})


@pytest.fixture(scope="module")
def hostile(hostile_words: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "diff.html"
    words = (*hostile_words, "特别长的单位名称" * 40, "AVeryLongWordWithoutAnySpace" * 30)
    write_comparison(compare(harmful(words, 1), harmful(words, 2)), path, place="</script><script>alert(9)</script>")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page(browser: "Browser", report: Path, found: Comparison, language: str, width: int) -> None:
    other = {"zh": "en", "en": "zh"}[language]
    with opened(browser, report, f"?lang={language}", viewport={"width": width, "height": 900}) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert page.is_visible(f"article h3 .{language}")
        assert not page.is_visible(f"article h3 .{other}")
        assert page.locator("article").count() == sum(group.changed for group in found.groups)
        assert page.locator("#b3 del").count() >= 2
        assert page.evaluate(UNMARKED_CHINESE) == []
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "language"
        page.keyboard.press("Enter")
        assert page.is_visible(f"article h3 .{other}")
        page.click("p.doubtful a")
        assert page.url.endswith("#b23")
        if width == 390:
            assert page.evaluate(SCROLLING) == []


def test_what_was_deleted_and_inserted_is_said_too(browser: "Browser", report: Path) -> None:
    """Neither colour nor a line through the words is all that tells."""
    with opened(browser, report) as page:
        deleted, inserted = page.locator("#b51 .text del"), page.locator("#b51 .text ins")
        assert [one.text_content() for one in (deleted, inserted)] == [
            "〔删〕[deleted] 9〔删止〕 [end]",
            "〔增〕[inserted] 8〔增止〕 [end]",
        ]
        style = "e => getComputedStyle(e).textDecorationLine"
        assert [one.evaluate(style) for one in (deleted, inserted)] == ["line-through", "underline"]
        box = page.locator("#b51 .text del .unseen").first.bounding_box()
        assert box is not None
        assert box["width"] <= 1


def test_hostile_words_are_text(browser: "Browser", hostile: Path) -> None:
    for width in (1440, 390):
        with opened(browser, hostile, viewport={"width": width, "height": 900}) as page:
            assert page.evaluate("document.scripts.length") == 1
            assert page.evaluate("document.querySelectorAll('img, svg, iframe, object, b').length") == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("article").count() > 5


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("zh", 390, "dark"), ("en", 1440, "light"), ("zh", 1440, "dark")]
)
def test_axe_finds_nothing_serious(browser: "Browser", report: Path, language: str, width: int, scheme: Any) -> None:
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    axe = (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{report.as_uri()}?lang={language}")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
    page.close()


def test_paper_shows_all(browser: "Browser", report: Path) -> None:
    page = browser.new_page(viewport={"width": 760, "height": 1000})
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(SCROLLING) == []
    assert page.locator("#language").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.is_visible("#units")
    assert page.evaluate("document.documentElement.scrollWidth") <= 760
    page.close()


def test_paper_is_a4_and_has_every_card(browser: "Browser", report: Path, found: Comparison) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        assert {tuple(map(round, sheet.get_size())) for sheet in paper} == {(595, 842)}
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    assert text.count("原文位置") == sum(group.changed for group in found.groups)
    assert "zhengtu diff" not in text
    page.close()
