"""The page of questions in a browser without a network."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from zhengtu.graph.store import Graph
from zhengtu.viz.catalogue_page import write_catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

SCROLLING = """[...document.querySelectorAll('main *')].filter(e =>
  /auto|scroll/.test(getComputedStyle(e).overflow) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
).map(e => e.className || e.innerText)"""
SIZES = [(1440, 900), (390, 844)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page(browser: "Browser", graph: Graph, tmp_path: Path, language: str, width: int, height: int) -> None:
    path = tmp_path / "questions.html"
    write_catalogue(graph, path)
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.split("?")[0] == path.as_uri() else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{path.as_uri()}?lang={language}")
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.is_visible(f"article#tasks-led-by h3 .{language}")
    assert page.evaluate("getComputedStyle(document.body).fontFamily")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "language"
    page.keyboard.press("Enter")
    other = {"zh": "en", "en": "zh"}[language]
    assert page.is_visible(f"article#tasks-led-by h3 .{other}")
    assert f"lang={other}" in page.url
    page.reload()
    assert page.is_visible(f"article#tasks-led-by h3 .{other}")
    page.click("nav a[href='#targets']")
    assert page.url.endswith("#targets")
    assert f"lang={other}" in page.evaluate("document.querySelector('nav a').href")
    page.reload()
    assert page.is_visible(f"article#tasks-led-by h3 .{other}")
    assert wrong == []
    context.close()


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1440)])
def test_axe_finds_nothing_serious(browser: "Browser", graph: Graph, tmp_path: Path, language: str, width: int) -> None:
    path = tmp_path / "questions.html"
    write_catalogue(graph, path, language=language)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page.evaluate((Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_scrolls_one_way(browser: "Browser", graph: Graph, tmp_path: Path, language: str) -> None:
    path = tmp_path / "questions.html"
    write_catalogue(graph, path, language=language)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SCROLLING) == []
    label = page.evaluate("getComputedStyle(document.querySelector('#load-by-unit td'), '::before').content")
    assert label == {"zh": '"单位"', "en": '"unit"'}[language]
    page.close()


def test_paper_shows_all(browser: "Browser", graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "questions.html"
    write_catalogue(graph, path)
    page = browser.new_page(viewport={"width": 760, "height": 1000})
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.emulate_media(media="print")
    assert page.evaluate(SCROLLING) == []
    box = "(s => [s.maxHeight, s.overflowX, s.overflowY])(getComputedStyle(document.querySelector('.scroll')))"
    assert page.evaluate(box) == ["none", "visible", "visible"]
    assert page.locator("details pre").first.is_hidden()
    assert page.is_visible("#load-by-unit td")
    page.close()
