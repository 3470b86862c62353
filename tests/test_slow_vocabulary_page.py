"""The documentation of the vocabulary in a browser without a network."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "vocabulary.html").as_uri()
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
SIZES = [(1440, 900), (390, 844)]
VISIBLE = "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length"


@pytest.fixture(params=[(language, size) for language in LOCALES for size in SIZES], ids=str)
def opened(request: pytest.FixtureRequest, browser: "Browser") -> "Iterator[tuple[str, Page]]":
    """The page in each language and size; at the end, nothing was asked for and nothing went wrong."""
    language, (width, height) = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[language], offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.split("#")[0] == PAGE else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(PAGE)
    yield language, page
    assert wrong == []
    context.close()


def test_one_language_at_a_time(opened: "tuple[str, Page]") -> None:
    language, page = opened
    other = {"zh": "en", "en": "zh"}[language]
    for shown, hidden in ((language, other), (other, language)):
        assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[shown]
        assert page.evaluate(VISIBLE, f"main .{shown}") > 500
        assert page.evaluate(VISIBLE, f"main .{hidden}") == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
        page.click("#language")
    page.click("#language")
    page.reload()
    assert page.is_visible(f"#Task .definition .{language}"), "nothing is remembered"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_filter(opened: "tuple[str, Page]") -> None:
    _, page = opened
    every = page.evaluate(VISIBLE, "main [data-term]")
    page.fill("#filter", "dutyUnit")
    assert page.is_visible("#dutyUnit")
    assert page.is_hidden("#Task")
    assert 0 < page.evaluate(VISIBLE, "main [data-term]") < every / 10
    assert str(every) in page.inner_text("#found")
    page.fill("#filter", "没有这个词")
    assert page.evaluate(VISIBLE, "main [data-term]") == 0
    page.evaluate("location.hash = 'Task'")
    page.wait_for_selector("#Task", state="visible")
    assert page.input_value("#filter") == ""
    assert page.evaluate(VISIBLE, "main [data-term]") == every


def test_anchors_and_keyboard(opened: "tuple[str, Page]") -> None:
    _, page = opened
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{PAGE}#ofClause")
    assert page.evaluate("document.querySelector(':target').id") == "ofClause"
    top = page.evaluate("document.getElementById('ofClause').getBoundingClientRect().top")
    assert 0 <= top < 100
    page.goto(f"{PAGE}#section-diagram")
    page.locator(".diagram a[href='#Clause']").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "Clause"


def test_text_of_the_diagram_fits(opened: "tuple[str, Page]") -> None:
    """No name leaves its box or the drawing."""
    _, page = opened
    outside = page.evaluate("""() => {
        const whole = document.querySelector('.diagram').getBoundingClientRect();
        const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
        const boxes = [...document.querySelectorAll('.diagram .box')].map(e => e.getBoundingClientRect());
        return [...document.querySelectorAll('.diagram text')].filter(e => {
            const r = e.getBoundingClientRect();
            if (!inside(r, whole)) return true;
            if (e.classList.contains('halo')) return boxes.some(b => r.left < b.right - 2 && r.right > b.left + 2 && r.top < b.bottom - 2 && r.bottom > b.top + 2);
            return boxes.some(b => r.top >= b.top && r.bottom <= b.bottom && r.left >= b.left && r.left < b.right && r.right > b.right);
        }).map(e => e.textContent);
    }""")
    assert page.evaluate("document.querySelectorAll('.diagram text').length") > 60
    assert outside == []


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("zh", 390, "light"), ("en", 1440, "light"), ("zh", 1440, "dark")]
)
def test_axe_finds_nothing(browser: "Browser", language: str, width: int, scheme: "Literal['light', 'dark']") -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=LOCALES[language], color_scheme=scheme, offline=True
    )
    page = context.new_page()
    page.goto(PAGE)
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page.evaluate((Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    context.close()


def test_without_scripts_both_languages_are_there(browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"{PAGE}#Task")
    for language in LOCALES:
        assert page.is_visible(f"#Task .definition .{language}")
        assert page.is_visible(f"#section-diagram h2 .{language}")
    for control in ("#language", "#filter"):
        assert page.is_hidden(control)
    context.close()
