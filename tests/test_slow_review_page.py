"""The page for checking what was read, in a browser without a network."""

import csv
import io
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from zhengtu.builders.build import read_notice
from zhengtu.builders.corrections.columns import COLUMNS, known_heading
from zhengtu.builders.corrections.ready import cells, headings, ready_rows
from zhengtu.builders.corrections.table import csv_text
from zhengtu.builders.model import Notice
from zhengtu.builders.parse import parse
from zhengtu.builders.read import source_text
from zhengtu.cli.reviewed import review_of
from zhengtu.viz.review_page import write_review

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
SIZES = [(1440, 900), (390, 844)]

# Chooses words of the text as a reader does with the mouse.
CHOOSE = """words => {
  const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    node.parentElement.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    return true;
  }
  return false;
}"""


def row_of(page: "Page") -> dict[str, str]:
    (cells,) = csv.reader(io.StringIO(page.input_value("#row")))
    return {column: cell for column, cell in zip(COLUMNS, cells, strict=True) if cell}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page(browser: "Browser", notice: Notice, tmp_path: Path, language: str, width: int, height: int) -> None:
    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.split("?")[0] == path.as_uri() else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{path.as_uri()}?lang={language}")
    assert page.is_visible(f"#legend .{language}")
    assert page.is_hidden("#panel")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#text .m.lead").first.click()
    assert page.is_visible("#panel")
    row = row_of(page)
    words = {"zh": ("修改", "分工", "牵头"), "en": ("change", "assignment", "lead")}[language]
    assert (row["action"], row["kind"], row["role"]) == words
    start, end = int(row["start"]), int(row["end"])
    assert notice.source.content[start:end] == row["words"] == "省金融办"
    assert row["text_sha256"] == notice.source.sha256
    # The mark is not hidden behind what was opened.
    box, panel = page.locator("#text .m.on").first.bounding_box(), page.locator("#panel").bounding_box()
    assert box is not None
    assert panel is not None
    assert box["y"] + box["height"] <= panel["y"] or box["x"] + box["width"] <= panel["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.select_option("#action", "remove")
    assert "role" not in row_of(page)
    page.fill("#by", "督查室")
    assert row_of(page)["by"] == "督查室"
    page.click("#language")
    other = {"zh": "remove", "en": "删除"}[language]
    page.select_option("#action", "remove")
    assert row_of(page)["action"] == other
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert wrong == []
    context.close()


def test_keys_alone(browser: "Browser", notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#text .m").first.focus()
    page.keyboard.press("Tab")
    words = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.is_visible("#panel")
    assert row_of(page)["words"] == words
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == words
    page.close()


@pytest.mark.parametrize("words", ["服务业发展领导小组", "工业园区", "积极推进"])
def test_selected_words_become_a_row(browser: "Browser", notice: Notice, tmp_path: Path, words: str) -> None:
    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate(CHOOSE, words)
    page.wait_for_selector("#panel:not([hidden])")
    row = row_of(page)
    assert notice.source.content[int(row["start"]) : int(row["end"])] == words == row["words"]
    assert (row["action"], row["kind"], row["role"]) == ("增加", "分工", "负责")
    page.close()


def test_offsets_behind_characters_that_javascript_counts_twice(browser: "Browser", tmp_path: Path) -> None:
    text = "关于\U00020000\U00020001工作的通知\r\n甲政发〔2020〕1号\r\n一、\U00020002推进。（责任单位：省财政厅）\r\n由省\u202e水利厅落实。\r\n"
    notice = parse(source_text("n.txt", text))
    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#text .m.responsible").click()
    row = row_of(page)
    assert text[int(row["start"]) : int(row["end"])] == "省财政厅"
    assert page.evaluate(CHOOSE, "水利厅")
    page.wait_for_timeout(100)
    row = row_of(page)
    assert text[int(row["start"]) : int(row["end"])] == "水利厅"
    page.close()


def test_rows_that_are_kept_are_a_table_that_is_applied(browser: "Browser", tmp_path: Path) -> None:
    """From the page to the graph: three rows are put together, saved, and applied when the notice is read again."""
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.read_bytes())
    before = read_notice(file)
    path = tmp_path / "review.html"
    write_review(review_of(before), path)
    context = browser.new_context(accept_downloads=True, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    marks = page.locator("#text .m.lead")
    marks.nth(0).click()
    page.fill("#by", "督查室")
    page.select_option("#role", "support")
    page.click("#keep")
    marks.nth(2).click()
    page.select_option("#action", "remove")
    page.click("#keep")
    assert page.evaluate(CHOOSE, "各地区、各部门")
    page.wait_for_timeout(100)
    page.click("#keep")
    page.locator("#rows li button").nth(2).click()
    assert page.locator("#rows li").count() == 2
    with page.expect_download() as saved:
        page.click("#save")
    assert saved.value.suggested_filename == "notice.txt.corrections.csv"
    saved.value.save_as(tmp_path / "notice.txt.corrections.csv")
    heads = next(csv.reader(io.StringIO((tmp_path / "notice.txt.corrections.csv").read_text(encoding="utf-8-sig"))))
    assert [known_heading(h) for h in heads] == list(COLUMNS)
    now = read_notice(file)
    assert [(c.action, c.outcome, c.by) for c in now.corrections] == [
        ("change", "applied", "督查室"),
        ("remove", "applied", "督查室"),
    ]
    first = (before.tasks[0].clauses[0].assignments[0], now.tasks[0].clauses[0].assignments[0])
    assert [(a.name, a.role) for a in first] == [("省金融办", "lead"), ("省金融办", "support")]
    context.close()


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1440)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: "Browser", annotated_notices: Path, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    path = tmp_path / "review.html"
    write_review(
        review_of(read_notice(annotated_notices / "dev" / "054.txt")), path, language="zh" if language == "zh" else "en"
    )
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(path.as_uri())
    page.locator("#text .m").first.click()
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    page.evaluate((Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    assert [
        (v["id"], v["nodes"][0]["html"]) for v in found["violations"] if v["impact"] in ("serious", "critical")
    ] == []
    page.close()


def test_paper_shows_the_marks_and_no_panel(browser: "Browser", notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#text .m").first.click()
    page.emulate_media(media="print")
    assert page.is_hidden("#panel")
    assert page.is_hidden("#language")
    assert page.is_visible("#text .m.lead")
    content = "getComputedStyle(document.querySelector('#text .m.lead'), '::before').content"
    assert page.evaluate(content) == '"牵"'
    page.close()


def test_1_mb_in_a_browser(browser: "Browser", tmp_path: Path) -> None:
    item = "{n}.推进第{n}项建设，2018年增长8%以上。（牵头单位：省财政厅、省商务厅，配合单位：省某某处置中心等）\n"
    section = "".join(item.replace("{n}", str(n)) for n in range(1, 101))
    text = "青海省人民政府关于印发试点工作要点的通知\n青政〔2018〕900号\n各市：\n现印发给你们。\n"
    text += "".join(f"第{n}章 任务\n{section}" for n in [*"一二三四五六七八九"] * 9)
    assert len(text.encode()) > 1_000_000
    path = tmp_path / "review.html"
    write_review(review_of(parse(source_text("long.txt", text))), path)
    page = browser.new_page()
    page.goto(path.as_uri(), timeout=60_000)
    last = page.locator("#text .m.support").last
    last.click(timeout=60_000)
    row = row_of(page)
    assert text[int(row["start"]) : int(row["end"])] == row["words"] == "省某某处置中心"
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("action", ["", "change"])
def test_what_libreoffice_makes_of_the_table(tmp_path: Path, language: str, action: str) -> None:
    """Opened, kept as a workbook and saved as CSV again: the same rows, of which every one still holds."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip("no LibreOffice on the path")
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.read_bytes())
    notice = read_notice(file)
    spoken: Literal["zh", "en"] = "zh" if language == "zh" else "en"
    rows = [cells(notice, row, spoken) for row in ready_rows(notice)]
    for row in rows:
        row[0] = action
    (tmp_path / "facts.csv").write_text(csv_text([headings(spoken), *rows]), encoding="utf-8-sig", newline="")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for options in (
        ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1", "facts.csv"],
        ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "facts.xlsx"],
    ):
        subprocess.run(
            [soffice, profile, "--headless", *options], cwd=tmp_path, check=True, timeout=180, capture_output=True
        )
    (tmp_path / "facts.csv").rename(tmp_path / "notice.txt.corrections.csv")
    again = read_notice(file)
    assert again.problems == notice.problems
    assert again.tasks == notice.tasks
    assert [c.outcome for c in again.corrections] == (["already_so"] * len(rows) if action else [])


def test_on_paper_every_list_is_open(browser: "Browser", notice: Notice, tmp_path: Path) -> None:
    """And the sheets are A4, whatever the printer is set to."""
    from pypdfium2 import PdfDocument

    path = tmp_path / "review.html"
    write_review(review_of(notice), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("details[open]").count() == 0
    document = PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert "所属领域凭个别词语推断" in document[0].get_textpage().get_text_range()
    assert page.locator("details[open]").count() == 0
    page.close()


@pytest.mark.parametrize(
    ("kind", "should_be"), [("document_number", "青政办〔2018〕29号"), ("issued", "2018-03-21"), ("title", "某通知")]
)
def test_what_the_notice_says_of_itself_from_selected_words(
    browser: "Browser", tmp_path: Path, kind: str, should_be: str
) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.read_bytes())
    path = tmp_path / "review.html"
    write_review(review_of(read_notice(file)), path)
    context = browser.new_context(accept_downloads=True, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate(CHOOSE, "青政办")
    page.wait_for_selector("#panel:not([hidden])")
    page.select_option("#kind", kind)
    assert page.is_hidden("#role-label")
    assert page.is_hidden("#unit-label")
    page.fill("#should-be", should_be)
    page.click("#keep")
    with page.expect_download() as saved:
        page.click("#save")
    saved.value.save_as(tmp_path / "notice.txt.corrections.csv")
    now = read_notice(file)
    assert [(c.action, c.kind, c.outcome) for c in now.corrections] == [("change", kind, "applied")]
    said = {
        "document_number": now.header.document_number and now.header.document_number.text,
        "issued": str(now.header.issued),
        "title": now.header.title,
    }
    assert said[kind] == should_be
    context.close()
