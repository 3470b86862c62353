"""The network page in a browser that has no network: what people see, click and type."""

import hashlib
import re
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Section, Task, Unit
from zhengtu.graph.coordination.load import loads as loads_of
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.viz.network_page import write_network

pytestmark = pytest.mark.slow

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
VIEWS = ("", "view=agencies", "view=around&unit=u13", "focus=t0", "focus=u13", "focus=s1", "view=agencies&focus=u0~u1")
STABLE_WITHIN = 1.0
# Chinese in an English page is a notice's own words, and says so.
UNMARKED_CHINESE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (/[\\u4e00-\\u9fff]/.test(texts.currentNode.data) && !at.closest("script, noscript, [lang^=zh]")) found.push(at.outerHTML);
  }
  return found;
}"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def qinghai(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


@pytest.fixture(scope="module")
def page_file(qinghai: Responsibilities, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_network(qinghai, path)
    return path


@contextmanager
def opened(browser: Browser, path: Path, address: str = "", **options: Any) -> Iterator[Page]:
    """A page, ready; what it asks of any server, logs as an error, throws or pops up fails the test."""
    settings = {"viewport": DESKTOP, "offline": True, **options}
    context = browser.new_context(**settings)
    page = context.new_page()
    wrong: list[str] = []

    def refuse(dialog: Dialog) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda r: None if r.url.split("#")[0] == path.as_uri() else wrong.append(f"request {r.url}"))
    page.on("console", lambda m: wrong.append(f"{m.type} {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("dialog", refuse)
    page.add_init_script(
        "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective))"
    )
    page.goto(f"{path.as_uri()}#{address}")
    page.wait_for_selector("html[data-ready=true]")
    yield page
    assert page.evaluate("violations") == []
    context.close()
    assert wrong == []


@pytest.fixture
def show(browser: Browser, page_file: Path, qinghai: Responsibilities) -> Iterator[Open]:
    """Opens the Qinghai page."""
    open_pages = []

    def run(address: str = "", **options: Any) -> Page:
        manager = opened(browser, page_file, keyed(qinghai, address), **options)
        page = manager.__enter__()
        open_pages.append(manager)
        return page

    yield run
    for manager in open_pages:
        manager.__exit__(None, None, None)


def keyed(r: Responsibilities, address: str) -> str:
    """An address with keys where u13 stands for the fourteenth unit, t0 for the first task, s1 for a section."""
    iris = {"u": list(r.units), "t": list(r.tasks), "s": list(r.sections)}

    def key(match: re.Match[str]) -> str:
        return hashlib.sha256(iris[match[1]][int(match[2])].encode()).hexdigest()[:8]

    return re.sub(r"(?<=[=~])([uts])(\d+)\b", key, address)


def picture(page: Page) -> str:
    """The drawing as the browser has it."""
    page.wait_for_timeout(400)
    return str(page.evaluate("document.querySelector('#picture canvas').toDataURL()"))


def heading(page: Page) -> str:
    return page.inner_text("#panel h2")


def test_the_first_picture_is_stable_within_a_second(browser: Browser, page_file: Path) -> None:
    taken = []
    for _ in range(5):
        with opened(browser, page_file) as page:
            taken.append(page.evaluate("performance.getEntriesByName('zhengtu-stable')[0].startTime") / 1000)
            at_once = page.evaluate("document.querySelector('#picture canvas').toDataURL()")
            page.wait_for_timeout(1500)
            assert page.evaluate("document.querySelector('#picture canvas').toDataURL()") == at_once
    assert statistics.median(taken) <= STABLE_WITHIN, taken


@pytest.mark.parametrize("view", ["", "view=around&unit=u13&focus=u13"])
def test_every_kind_can_be_hidden_and_shown(show: Open, view: str) -> None:
    page = show(view)
    before = picture(page)
    names = page.eval_on_selector_all("#legend input", "boxes => boxes.map(box => box.name)")
    assert set(names) == {"agency", "collective", "task", "section", "lead", "responsible", "support"} - (
        {"section"} if view else set()
    )
    for name in names:
        page.uncheck(f"#legend input[name={name}]")
        assert f"off={name}" in page.url
        if not (view and name == "responsible"):
            assert picture(page) != before, name
        page.check(f"#legend input[name={name}]")
        assert "off=" not in page.url
        assert picture(page) == before, name


def test_roles_filter_what_agencies_share(show: Open) -> None:
    page = show("view=agencies")
    before = picture(page)
    pairs = page.inner_text("#panel h3 .count >> nth=0")
    for role in ("lead", "support"):
        page.uncheck(f"#legend input[name={role}]")
        assert page.inner_text("#panel h3 .count >> nth=0") != pairs
        assert picture(page) != before
        page.check(f"#legend input[name={role}]")
    assert page.inner_text("#panel h3 .count >> nth=0") == pairs
    for kind in ("agency", "collective"):
        page.uncheck(f"#legend input[name={kind}]")
        assert picture(page) != before
        page.check(f"#legend input[name={kind}]")
    assert picture(page) == before


def test_all_hidden_says_so(show: Open) -> None:
    page = show()
    for box in page.locator("#legend input").all()[:4]:
        box.uncheck()
    assert page.is_visible("#empty")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("青海省商务厅", "青海省商务厅"),
        ("省商务厅", "青海省商务厅"),
        ("青海商务厅", "青海省商务厅"),
        ("department of commerce", "青海省商务厅"),
        ("省人社厅", "青海省人力资源和社会保障厅"),
        ("12", "任务 12"),
        ("任务 12", "任务 12"),
        ("第12项", "任务 12"),
        ("地方法人金融租赁公司", "任务 1"),
        ("物流业", "物流业"),
    ],
)
def test_search(show: Open, typed: str, first: str) -> None:
    page = show()
    page.fill("#find", typed)
    assert page.get_attribute("#find", "aria-expanded") == "true"
    assert page.locator("#found [role=option]").count() >= 1
    page.press("#find", "Enter")
    assert heading(page) == first
    assert "focus=" in page.url
    assert page.is_hidden("#found")


def test_search_by_mouse_and_arrows(show: Open) -> None:
    page = show()
    page.fill("#find", "省")
    page.press("#find", "ArrowDown")
    page.press("#find", "ArrowDown")
    second = page.inner_text("#found [aria-selected=true] bdi >> nth=0")
    assert page.get_attribute("#find", "aria-activedescendant") == "found-1"
    page.press("#find", "Enter")
    assert second in page.inner_text("#panel")
    page.fill("#find", "金融")
    page.click("#found li >> nth=0")
    assert heading(page) == "金融业"
    page.fill("#find", "没有这样的东西")
    assert page.inner_text("#found") == "没有找到"
    page.press("#find", "Enter")
    page.press("#find", "Escape")
    assert page.is_hidden("#found")


def test_search_shows_what_a_filter_hid(show: Open) -> None:
    page = show("off=task,agency")
    page.fill("#find", "12")
    page.press("#find", "Enter")
    assert "off=agency" in page.url
    assert heading(page) == "任务 12"


def test_a_task_says_who_and_where(show: Open, qinghai: Responsibilities) -> None:
    page = show()
    for task in qinghai.tasks.values():
        node = f"t{list(qinghai.tasks).index(task.iri)}"
        page.evaluate(f"location.hash = '{keyed(qinghai, f'focus={node}')}'")
        page.wait_for_function(f"document.querySelector('#panel h2').textContent === '任务 {task.number}'")
        mine = [a for a in qinghai.assignments if a.task == task.iri]
        assert page.locator("#panel .quote mark").all_inner_texts() == [a.written for a in mine]
        assert "".join(page.locator("#panel .quote .words").all_text_contents()) == task.quote
        assert page.locator("#panel .quote p").count() == max(1, len({a.clause for a in mine}))
        assert page.locator("#panel .chips button").count() == len({(a.unit, a.role) for a in mine})


def test_offsets_are_code_points(browser: Browser, tmp_path: Path) -> None:
    quote_text = "𠀀𠀁做事（牵头单位：𠮷厅）"
    start = quote_text.index("𠮷")
    r = Responsibilities(
        {"n": Notice("n", "测〔2026〕1号", "题")},
        {},
        {"t": Task("t", "n", 1, "做事", None, None, 10, quote_text)},
        {"u": Unit("u", "𠮷厅", None, (), False, None)},
        (Assignment("a", "c", 1, "t", "u", "lead", "𠮷厅", 10 + start, 12 + start),),
    )
    write_network(r, tmp_path / "n.html")
    with opened(browser, tmp_path / "n.html", keyed(r, "focus=t0")) as page:
        assert page.locator("#panel .quote mark").all_inner_texts() == ["𠮷厅"]


def test_a_unit_shows_names_counts_and_tasks(show: Open, qinghai: Responsibilities) -> None:
    page = show()
    for i, unit in enumerate(qinghai.units.values()):
        page.evaluate(f"location.hash = '{keyed(qinghai, f'focus=u{i}')}'")
        page.wait_for_function("name => document.querySelector('#panel h2').textContent === name", arg=unit.name)
        mine = [a for a in qinghai.assignments if a.unit == unit.iri]
        assert page.locator("#panel .where mark").all_inner_texts() == [
            a.written for role in ("lead", "responsible", "support") for a in mine if a.role == role
        ]
        if unit.english:
            assert page.inner_text("#panel .english") == unit.english
    page.click("#panel .rows button >> nth=0")
    assert heading(page).startswith("任务 ")


def test_sections_and_pairs(show: Open) -> None:
    page = show("focus=s0")
    assert heading(page) == "金融业"
    assert page.locator("#panel .rows >> nth=0").locator("button").count() == 7
    page.click("[data-view=agencies]")
    page.keyboard.press("Escape")
    page.click("#panel .rows button >> nth=0")
    assert "~" in page.url.replace("%7E", "~")
    assert page.locator("#panel .rows button").count() == 5
    assert page.locator("#panel .where mark").count() == 10


def test_loads_count_clauses(show: Open, qinghai: Responsibilities) -> None:
    loads = {load.unit.name: load for load in loads_of(qinghai).values()}
    load = loads["青海省经济和信息化委员会"]
    lead, support = len(load.clauses["lead"]), len(load.clauses["support"])
    tasks = len({task for role in load.tasks.values() for task in role})
    assert len(load.tasks["lead"]) < lead
    page = show("lang=zh")
    assert page.inner_text("#panel h3 >> nth=0").startswith("单位（按条款数）")
    row = page.locator("#panel .rows button", has_text="省经济和信息化委").first
    assert row.locator(".tally").inner_text() == f"牵头 {lead} · 配合 {support} · 任务 {tasks}"
    row.click()
    names = page.locator("#panel .figures dt").all_inner_texts()
    figures = page.locator("#panel .figures dd").all_inner_texts()
    assert dict(zip(names, figures, strict=True)) == {
        "牵头条款": str(lead),
        "配合条款": str(support),
        "任务": str(tasks),
    }
    assert page.inner_text("#panel h3 >> nth=0").split() == ["牵头条款", str(lead)]
    page.click("[data-language=en]")
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h3 >> nth=0").startswith("Units (by clauses)")


def test_a_saved_link_outlives_the_order_of_things(browser: Browser, tmp_path: Path, qinghai: Responsibilities) -> None:
    turned = replace(qinghai, units=dict(reversed(list(qinghai.units.items()))))
    write_network(turned, tmp_path / "n.html")
    for address in ("focus=u13", "view=around&unit=u13&focus=u13"):
        with opened(browser, tmp_path / "n.html", keyed(qinghai, address)) as page:
            assert heading(page) == list(qinghai.units.values())[13].name
    with opened(browser, tmp_path / "n.html", keyed(qinghai, "view=agencies&focus=u0~u1")) as page:
        both = page.locator("#panel .actions button").all_inner_texts()
        assert len(set(both[:2])) == 2
        page.keyboard.press("Escape")
        assert heading(page) == "谁和谁共事"


CONTRAST = """button => {
  const light = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const style = getComputedStyle(button);
  const [one, other] = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_are_readable_in_use(show: Open, scheme: str) -> None:
    page = show("focus=u13", color_scheme=scheme)
    for button in [*page.locator("#panel .actions button").all(), page.locator("[data-view=all]")]:
        for use in (button.hover, button.focus):
            use()
            assert button.evaluate(CONTRAST) >= 4.5, button.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.mouse.move(5, 5)
    main = page.locator("#panel .actions .main")
    plain = main.evaluate("b => getComputedStyle(b).backgroundColor")
    main.hover()
    assert main.evaluate("b => getComputedStyle(b).backgroundColor") != plain


def test_sections_in_a_circle(browser: Browser, tmp_path: Path) -> None:
    r = Responsibilities(
        {"n": Notice("n", "测〔2026〕1号", "题")},
        {
            "s0": Section("s0", "n", 1, "甲", "s1"),
            "s1": Section("s1", "n", 2, "乙", "s0"),
            "s2": Section("s2", "n", 3, "丙", "s2"),
        },
        {f"t{i}": Task(f"t{i}", "n", i + 1, "做事", f"s{i}", None, 0, "做事") for i in range(3)},
        {},
        (),
    )
    write_network(r, tmp_path / "n.html")
    for section, tasks in (("s0", 2), ("s1", 2), ("s2", 1)):
        with opened(browser, tmp_path / "n.html", keyed(r, f"focus={section}")) as page:
            assert page.inner_text("#panel .figures dd >> nth=0") == str(tasks)


def test_a_crowd_is_drawn_as_a_ring(browser: Browser, tmp_path: Path) -> None:
    for count, ring in ((60, False), (61, True)):
        units = {f"u{i}": Unit(f"u{i}", f"单位{i}", None, (), False, None) for i in range(count)}
        named = tuple(Assignment(f"a{i}", "c", 1, "t", u, "lead", f"单位{i}", 0, 1) for i, u in enumerate(units))
        r = Responsibilities(
            {"n": Notice("n", "测〔2026〕1号", "题")},
            {},
            {"t": Task("t", "n", 1, "", None, None, 0, "单")},
            units,
            named,
        )
        write_network(r, tmp_path / "n.html")
        with opened(browser, tmp_path / "n.html", "view=agencies") as page:
            assert page.inner_text("#panel h3 .count >> nth=0") == str(count * (count - 1) // 2)
            assert ("连成一圈" in page.inner_text("#legend .note")) is ring
            page.click("#panel .rows button >> nth=0")
            page.click("#panel .actions button >> nth=0")
            assert page.inner_text("#panel h3 .count >> nth=1") == str(count - 1)


LABELLED = """() => {
  const texts = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { texts.push(text); return write.call(this, text, ...rest); };
  dispatchEvent(new Event("resize"));
  return new Promise((done) => setTimeout(() => done(texts.length), 400));
}"""


@pytest.mark.parametrize("notices", [1, 12])
@pytest.mark.parametrize("viewport", [(720, 450), (900, 450), (1000, 700), (1440, 900), (390, 844)])
def test_the_first_view_has_labels(
    browser: Browser, tmp_path: Path, qinghai: Responsibilities, notices: int, viewport: tuple[int, int]
) -> None:
    write_network(copies(qinghai, notices), tmp_path / "n.html")
    size = {"width": viewport[0], "height": viewport[1]}
    with opened(browser, tmp_path / "n.html", viewport=size) as page:
        assert page.evaluate(LABELLED) >= 5
        page.click("[data-zoom=fit]")


def copies(r: Responsibilities, count: int) -> Responsibilities:
    """The same notice several times, as if other places had issued it too."""
    number = range(count)
    return Responsibilities(
        {f"{n.iri}{i}": Notice(f"{n.iri}{i}", f"测〔2026〕{i}号", n.title) for n in r.notices.values() for i in number},
        {
            f"{s.iri}{i}": replace(s, iri=f"{s.iri}{i}", notice=f"{s.notice}{i}", parent=None)
            for s in r.sections.values()
            for i in number
        },
        {
            f"{t.iri}{i}": replace(
                t, iri=f"{t.iri}{i}", notice=f"{t.notice}{i}", section=t.section and f"{t.section}{i}"
            )
            for t in r.tasks.values()
            for i in number
        },
        r.units,
        tuple(
            replace(a, iri=f"{a.iri}{i}", clause=f"{a.clause}{i}", task=f"{a.task}{i}")
            for a in r.assignments
            for i in number
        ),
    )


def test_clicks_on_the_picture(show: Open) -> None:
    page = show("view=around&unit=u13")
    box = page.locator("#picture").bounding_box()
    assert box is not None
    before = picture(page)
    found = set()
    for x in range(20, int(box["width"]), 45):
        page.mouse.click(box["x"] + x, box["y"] + box["height"] / 2 - 22)
        found.add(heading(page))
    assert len(found) > 1
    page.keyboard.press("Escape")
    assert "focus=" not in page.url
    page.mouse.move(5, 5)
    assert picture(page) == before


def test_views_and_languages(show: Open, qinghai: Responsibilities) -> None:
    page = show()
    seen = {picture(page)}
    for view in ("agencies", "around"):
        page.click(f"[data-view={view}]")
        assert page.get_attribute(f"[data-view={view}]", "aria-pressed") == "true"
        seen.add(picture(page))
    page.click("[data-language=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("[data-view=all]") == "All"
    assert "lang=en" in page.url
    seen.add(picture(page))
    page.click("[data-view=agencies]")
    seen.add(picture(page))
    assert len(seen) == 5
    for address in VIEWS:
        page.evaluate(f"location.hash = 'lang=en&{keyed(qinghai, address)}'")
        page.wait_for_timeout(50)
        assert page.evaluate(UNMARKED_CHINESE) == []
    page.click("[data-language=zh]")
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert page.inner_text("[data-view=all]") == "全部"


def test_the_address_brings_it_all_back(show: Open) -> None:
    page = show()
    page.click("[data-language=en]")
    page.uncheck("#legend input[name=support]")
    page.fill("#find", "commerce")
    page.press("#find", "Enter")
    page.click("#panel .actions .main")
    address, shown, title = page.url, picture(page), heading(page)
    for part in ("lang=en", "off=support", "q=commerce", "view=around", "focus="):
        assert part in address
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    assert (heading(page), page.input_value("#find")) == (title, "commerce")
    assert not page.is_checked("#legend input[name=support]")
    assert page.url == address
    page.evaluate("document.activeElement.blur()")
    assert picture(page) == shown
    page.go_back()
    page.wait_for_function("document.querySelector('[data-view=all]').ariaPressed === 'true'")
    assert heading(page) == title
    page.go_forward()
    page.wait_for_function("document.querySelector('[data-view=around]').ariaPressed === 'true'")
    assert page.url == address


@pytest.mark.parametrize(
    "address",
    [
        "view=__proto__&focus=constructor&lang=toString&off=hasOwnProperty,__proto__",
        "focus=" + quote("<img src=x onerror=alert(1)>"),
        "q=" + quote("</script><script>alert(1)</script>"),
        "view=around&unit=t0",
        "view=around",
        "focus=u0~u0~u0&unit=u1",
        "focus=u1~u0",
        "focus=u13~t0",
        "focus=deadbeef&unit=00000000&view=around",
        "focus=deadbeef~deadbeef",
        "%E0%A4%A&%&&==&view=%",
        "view=agencies&view=around&q=" + "a" * 5000,
        "off=lead,support,responsible,agency,collective,task,section",
    ],
)
def test_hostile_addresses_do_nothing(show: Open, qinghai: Responsibilities, address: str) -> None:
    page = show(address)
    assert page.is_visible("#panel h2")
    page.evaluate(f"location.hash = {keyed(qinghai, address)!r}")
    page.click("[data-view=agencies]")
    assert page.is_visible("#panel h2")


def test_the_keyboard_is_enough(show: Open) -> None:
    page = show()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("商务厅")
    page.keyboard.press("Enter")
    assert heading(page) == "青海省商务厅"
    assert page.evaluate("document.activeElement.id") == "picture"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert "青海省商务厅" in page.inner_text("#live") or "省商务厅" in page.inner_text("#live")
    reached = set()
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        reached.add(page.url)
    assert len(reached) >= 3
    assert page.inner_text("#live")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")
    page.keyboard.press("Escape")
    assert "focus=" not in page.url
    assert page.evaluate("document.activeElement.id") == "picture"
    stops = []
    page = show()
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate("(e => e.id || e.name || Object.values(e.dataset)[0] || e.tagName)(document.activeElement)")
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", stops[-1]
    for wanted in [
        "skip",
        "zh",
        "en",
        "all",
        "agencies",
        "around",
        "find",
        "agency",
        "lead",
        "picture",
        "in",
        "fit",
        "panel",
    ]:
        assert wanted in stops


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, page_file: Path, qinghai: Responsibilities, language: str, viewport: dict[str, int], scheme: str
) -> None:
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    axe = (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    with opened(browser, page_file, viewport=viewport, color_scheme=scheme) as page:
        page.evaluate(axe)
        for view in [*VIEWS, "q=省"]:
            page.evaluate(f"location.hash = 'lang={language}&{keyed(qinghai, view)}'")
            page.wait_for_timeout(150)
            if view == "q=省":
                page.fill("#find", "省商")
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            assert [
                (view, v["id"], [n["html"] for n in v["nodes"]][:3])
                for v in found
                if v["impact"] in ("serious", "critical")
            ] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_needs_no_sideways_scrolling(show: Open, language: str) -> None:
    for view in VIEWS:
        page = show(f"lang={language}&{view}", viewport=PHONE, has_touch=True, is_mobile=True)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert page.evaluate("document.querySelector('#picture').clientHeight") >= 300


def test_calm_where_motion_is_unwanted(show: Open) -> None:
    page = show(reduced_motion="reduce")
    page.fill("#find", "省司法厅")
    page.press("#find", "Enter")
    page.click("[data-zoom=in]")
    page.wait_for_timeout(60)
    at_once = page.evaluate("document.querySelector('#picture canvas').toDataURL()")
    assert picture(page) == at_once


def test_hostile_words_are_shown_and_run_nothing(
    browser: Browser, tmp_path: Path, hostile_words: tuple[str, ...], hostile_notice: Responsibilities
) -> None:
    path = tmp_path / "hostile.html"
    write_network(hostile_notice, path)
    with opened(browser, path) as page:
        assert page.evaluate("document.title") == " ".join(hostile_words)
        tags = page.evaluate("new Set([...document.querySelectorAll('*')].map(e => e.tagName.toLowerCase())).size")
        for i, text in enumerate(hostile_words):
            for language in ("zh", "en"):
                for address in (f"focus=u{i}", f"focus=t{i}", f"focus=s{i}", f"view=around&unit=u{i}&focus=u{i}"):
                    page.evaluate(f"location.hash = 'lang={language}&{keyed(hostile_notice, address)}'")
                    page.wait_for_timeout(20)
                    assert text in page.evaluate("document.querySelector('#panel').textContent")
            page.fill("#find", text)
            page.press("#find", "ArrowDown")
            page.press("#find", "Enter")
        for view in ("all", "agencies", "around"):
            page.click(f"[data-view={view}]")
            box = page.locator("#picture").bounding_box()
            assert box is not None
            for step in range(12):
                page.mouse.move(box["x"] + box["width"] * step / 12, box["y"] + box["height"] * step / 12)
                page.wait_for_timeout(30)
        assert page.locator("#panel img, #panel svg, #panel script, #found img").count() == 0
        assert page.evaluate("document.querySelectorAll('script').length") == 3
        assert (
            page.evaluate("new Set([...document.querySelectorAll('*')].map(e => e.tagName.toLowerCase())).size")
            < tags + 12
        )


def test_without_scripts_the_page_says_so(browser: Browser, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert "JavaScript" in page.inner_text("noscript")
    context.close()
