"""The page for checking what was read: the whole text once, every fact marked at its place, nothing of it taken for HTML."""

import csv
import hashlib
import io
import json
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from zhengtu.builders.build import read_notice
from zhengtu.builders.corrections.apply import apply_table
from zhengtu.builders.corrections.columns import COLUMNS, WORDS
from zhengtu.builders.corrections.ready import cells, headings, ready_rows
from zhengtu.builders.corrections.table import csv_text, read_table
from zhengtu.builders.doubts import doubts
from zhengtu.builders.files import notices_in
from zhengtu.builders.model import Notice
from zhengtu.builders.parse import parse
from zhengtu.builders.read import source_text
from zhengtu.cli.reviewed import review_of
from zhengtu.viz.review_marks import Mark, Note, Part, Review
from zhengtu.viz.review_page import is_review_page, review_page
from zhengtu.viz.review_words import KINDS, NOTES

from tests.corrected_notices import TEXT, Row, put

ROOT = Path(__file__).resolve().parent.parent


class Page(HTMLParser):
    """What a browser makes of the page: the text of the notice, its stretches, scripts, addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[tuple[int, str]] = []
        self.stretches: list[tuple[int, str, list[int], str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.data = ""
        self.policy = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.links += [given[a] for a in ("href", "src") if a in given]
        self.ids += [given["id"]] if "id" in given else []
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "div" and given.get("class") == "line":
            self.lines.append((int(given["data-at"]), ""))
            self._inside = "line"
        if tag == "script" and given.get("id") == "data":
            self._inside = "data"
        if tag == "span" and "data-m" in given:
            at, text = self.lines[-1]
            self.stretches.append((at + len(text), "", [int(n) for n in given["data-m"].split()], given["class"]))
        self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("div", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.data += data
        elif self._inside == "line":
            at, text = self.lines[-1]
            self.lines[-1] = (at, text + data)
            if any("data-m" in given for _, given in self._open):
                start, said, numbers, names = self.stretches[-1]
                self.stretches[-1] = (start, said + data, numbers, names)


@pytest.fixture(scope="module")
def shown(notice: Notice) -> Page:
    return Page(review_page(review_of(notice)))


def test_the_text_stands_there_once_and_whole(notice: Notice, shown: Page) -> None:
    content = notice.source.content
    assert "\n".join(text for _, text in shown.lines) == content.replace("\r", " ")
    for at, text in shown.lines:
        assert content[at : at + len(text)].replace("\r", " ") == text


def test_every_fact_is_marked_at_its_characters(notice: Notice, shown: Page) -> None:
    marks = json.loads(shown.data)["marks"]
    spans: dict[int, list[int]] = {}
    for start, text, numbers, _ in shown.stretches:
        assert notice.source.content[start : start + len(text)].replace("\r", " ") == text
        for n in numbers:
            span = spans.setdefault(n, [start, start])
            span[1] = max(span[1], start + len(text))
    found = sorted((*spans[n], m["cells"]["kind"]) for n, m in enumerate(marks))
    wanted = sorted((row.span.start, row.span.end, row.kind) for row in ready_rows(notice))
    assert found == wanted
    assert len(found) == 280
    roles = [m["kind"] for m in marks if m["cells"]["kind"] == "assignment"]
    assert [roles.count(r) for r in ("lead", "support", "responsible")] == [116, 98, 1]


def test_the_rows_of_the_page_are_rows_of_the_table(notice: Notice, shown: Page, tmp_path: Path) -> None:
    """What the page gives to copy is what the table has: written as a file it is read and changes nothing."""
    data = json.loads(shown.data)
    out = io.StringIO()
    lines = [[{**m["cells"], "text_sha256": data["digest"]}.get(c, "") for c in COLUMNS] for m in data["marks"]]
    csv.writer(out).writerows([list(COLUMNS), *lines])
    (tmp_path / "t.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    assert apply_table(notice, read_table(tmp_path / "t.csv")) == notice


def test_sections_and_tasks_have_their_place(notice: Notice) -> None:
    page = review_page(review_of(notice))
    assert len(re.findall('class="tag task"', page)) == 71
    assert len(re.findall('class="tag section"', page)) == 17
    several = sum(len(t.clauses) for t in notice.tasks if len(t.clauses) > 1)
    assert len(re.findall('class="tag clause"', page)) == several > 0


def test_links_lead_to_marks(annotated_notices: Path) -> None:
    shown = Page(review_page(review_of(read_notice(annotated_notices / "dev" / "054.txt"))))
    links = [link for link in shown.links if link.startswith("#")]
    assert len(links) >= 9
    assert {link[1:] for link in links} <= set(shown.ids)
    assert len(shown.ids) == len(set(shown.ids))


def test_the_page_asks_nobody_and_runs_nothing_else(shown: Page) -> None:
    assert [link for link in shown.links if not link.startswith("#")] == []
    assert "default-src 'none'" in shown.policy
    assert shown.policy.count("'sha256-") == 3
    assert shown.tags.count("script") == 3


DOUBTFUL = """石景山区人民政府关于印发试点工作要点的通知

石政发〔2020〕900号

各街道办事处：
现印发给你们。

石景山区人民政府
2020年3月1日

试点工作要点

一、推动快递业与电商协同
1.推进园区建设。（牵头单位：区投促中心，配合单位：区财政局等）
2.推进试点。（配合单位：区财政局、园区某某处置组）
3.抓好落实。
"""


def test_what_is_doubtful(read: Callable[[str], Notice]) -> None:
    notice = read(DOUBTFUL.replace("石景山区人民政府", "北京市石景山区人民政府"))
    found = {(d.kind, notice.source.words(d.span)) for d in doubts(notice)}
    assert ("ambiguous", "区投促中心") in found
    assert any(kind == "open_list" and "区财政局等" in words for kind, words in found)
    assert any(kind == "no_lead" and words.startswith("（配合单位") for kind, words in found)
    assert ("unknown", "园区某某处置组") in found
    assert {d.kind for d in doubts(notice)} <= NOTES.keys()
    assert all(p.code in NOTES for p in notice.problems if p.code != "unknown-names")


def test_a_correction_settles_a_doubt(tmp_path: Path) -> None:
    text = DOUBTFUL.replace("石景山区人民政府", "北京市石景山区人民政府")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    unit = "北京市石景山区投资促进服务中心"
    row = f"action,kind,words,unit,scope,by,text_sha256\nadd,name,区投促中心,{unit},110107,督查室,{digest}\n"
    path.with_name("n.txt.corrections.csv").write_text(row, encoding="utf-8")
    notice = read_notice(path)
    assert "ambiguous" not in {d.kind for d in doubts(notice)}
    assert any(a.unit.name == unit for t in notice.tasks for c in t.clauses for a in c.assignments)
    page = Page(review_page(review_of(notice)))
    assert [text for _, text, _, names in page.stretches if "person" in names.split()] == ["区投促中心"]


UNKNOWN = TEXT.replace("省财政厅", "省某某办")
NAME: dict[str, object] = {
    "action": "change",
    "kind": "name",
    "words": "省某某办",
    "unit": "青海省财政厅",
    "by": "督查室",
}
SAME: dict[str, object] = {"action": "add", "kind": "assignment", "words": "省商务厅", "role": "lead", "by": "督查室"}
LAST = {"start": UNKNOWN.rindex("省某某办"), "end": UNKNOWN.rindex("省某某办") + 4}
GROWTH: dict[str, object] = {
    "action": "change",
    "kind": "target",
    "words": "西宁市货运量增长8%左右",
    "value": "9",
    "by": "督查室",
}
DUE: dict[str, object] = {
    "action": "change",
    "kind": "deadline",
    "words": "2018年6月底前",
    "deadline": "2018-07",
    "by": "督查室",
}


@pytest.mark.parametrize(
    ("said", "doubtful", "marked", "corrected"),
    [
        ((), {1, 2, 3}, set(), 0),
        # Narrowed to a task, a clause or a place, it says nothing of the others.
        ((NAME | {"task": 3},), {1, 2}, {("省某某办", "3")}, 1),
        ((NAME | {"task": 1, "clause": 1},), {2, 3}, {("省某某办", "1")}, 1),
        ((NAME | LAST,), {1, 2}, {("省某某办", "3")}, 1),
        ((NAME,), set(), {("省某某办", "1"), ("省某某办", "2"), ("省某某办", "3")}, 1),
        ((NAME | {"kind": "assignment", "task": 2},), {1, 3}, {("省某某办", "2")}, 1),
        # A name that stays as written is doubted no more, and nothing is put right.
        ((NAME | {"unit": "省某某办", "task": 3},), {1, 2}, set(), 0),
        # What the rules read by themselves is theirs.
        ((SAME,), {1, 2, 3}, set(), 0),
        ((SAME, NAME), set(), {("省某某办", "1"), ("省某某办", "2"), ("省某某办", "3")}, 1),
        ((SAME | {"role": "support"},), {1, 2, 3}, {("省商务厅", "1")}, 1),
        ((DUE,), {1, 2, 3}, {("2018年6月底前", "1")}, 1),
        ((DUE | {"deadline": "2018-06"},), {1, 2, 3}, set(), 0),
        ((GROWTH,), {1, 2, 3}, {("西宁市货运量增长8%左右", "1")}, 1),
        ((GROWTH | {"value": "8"},), {1, 2, 3}, set(), 0),
    ],
)
def test_what_a_person_put_right_and_no_more(
    tmp_path: Path, said: tuple[Row, ...], doubtful: set[int], marked: set[tuple[str, str]], corrected: int
) -> None:
    path = tmp_path / "n.txt"
    path.write_text(UNKNOWN, encoding="utf-8", newline="")
    put(path, *said, digest=hashlib.sha256(UNKNOWN.encode()).hexdigest())
    notice = read_notice(path)
    assert {d.task for d in doubts(notice) if d.kind == "unknown"} == doubtful
    review = review_of(notice)
    assert {(m.cells["words"], m.cells["task"]) for m in review.marks if m.person == "督查室"} == marked
    assert review.corrected == corrected


def mark(start: int, end: int, kind: str = "assignment") -> Mark:
    role = "lead" if kind == "assignment" else ""
    return Mark(kind, start, end, {"kind": kind, "start": str(start), "end": str(end), "words": "x"}, role)  # type: ignore[arg-type]


def small(text: str, *marks: Mark, title: str = "t", notes: tuple[Note, ...] = ()) -> Review:
    return Review(
        "n.txt", title, "", (), "", text, "0" * 64, COLUMNS, WORDS, marks, (Part("task", 0, "1"),), notes, 0, 0, 0
    )


@pytest.mark.parametrize(
    ("marks", "stretches"),
    [
        ([mark(0, 2), mark(2, 4)], [("01", [0]), ("23", [1])]),
        ([mark(1, 5, "target"), mark(3, 8, "citation")], [("12", [0]), ("34", [0, 1]), ("5", [1]), ("7", [1])]),
        ([mark(0, 9, "target"), mark(3, 4, "deadline")], [("012", [0]), ("3", [1, 0]), ("45", [0]), ("78", [0])]),
        ([mark(2, 4, "target"), mark(2, 4, "target")], [("23", [0, 1])]),
        ([mark(5, 8)], [("5", [0]), ("7", [0])]),
        ([mark(9, 12)], [("9", [0])]),
    ],
)
def test_marks_that_overlap(marks: list[Mark], stretches: list[tuple[str, list[int]]]) -> None:
    shown = Page(review_page(small("012345\n789", *marks)))
    assert [(text, numbers) for _, text, numbers, _ in shown.stretches] == stretches
    assert [text for _, text in shown.lines] == ["012345", "789"]


def test_hostile_words_are_text(hostile_words: tuple[str, ...]) -> None:
    for words in hostile_words:
        text = f"{words}\r\n{words}\x07"
        notes = (Note("unknown", words, 0, len(words), "doubts"), Note("unheard-of", words, None, None, "unread"))
        made = mark(0, len(words))
        review = small(text, replace(made, cells={**made.cells, "unit": words}, person=words), title=words, notes=notes)
        page = review_page(replace(review, file=words, number=words))
        shown = Page(page)
        assert shown.tags.count("script") == 3
        assert not {"img", "svg", "b"} & set(shown.tags) - {"b"}
        assert json.loads(shown.data)["marks"][0]["cells"]["unit"] == words
        seen = [text for _, text in shown.lines]
        kept = re.sub("[\u202e\x07]", "\ufffd", text.replace("\r", " ")).split("\n")
        assert seen == kept
        assert "\u202e" not in "".join(seen)


def test_both_languages_have_their_words() -> None:
    for words in (*KINDS.values(), *NOTES.values()):
        assert words["zh"] != words["en"]
        assert re.search("[\u4e00-\u9fff？]", words["zh"])
    page = review_page(small("甲"), language="en")
    assert '<html lang="en">' in page
    assert page.count('class="zh"') == page.count('class="en"') > 20


def test_a_long_text_is_shown_soon() -> None:
    """1 MB, of which a tenth is marked."""
    text = ("推进园区建设，（牵头单位：省财政厅、省商务厅）" * 40 + "\n") * 380
    assert len(text.encode()) > 1_000_000
    marks = tuple(mark(m.start(), m.end()) for m in re.finditer("省财政厅|省商务厅", text))
    assert len(marks) > 30_000
    before = time.monotonic()
    page = review_page(small(text, *marks))
    assert time.monotonic() - before < 20
    assert len(page.encode()) < 20 * len(text.encode())
    assert page.count('data-first="lead" tabindex') == len(marks)


@pytest.mark.slow
def test_a_whole_notice_of_1_mb(tmp_path: Path) -> None:
    """One that the rules read too: facts, doubts and page in time that a person waits."""
    item = "{n}.推进第{n}项建设，2018年增长8%以上。（牵头单位：省财政厅、省商务厅，配合单位：省某某处置中心等）\n"
    section = "".join(item.replace("{n}", str(n)) for n in range(1, 101))
    heads = [f"第{n}章 任务\n" for n in "一二三四五六七八九"] * 9
    text = "青海省人民政府关于印发试点工作要点的通知\n青政〔2018〕900号\n各市：\n现印发给你们。\n"
    text += "".join(head + section for head in heads)
    assert len(text.encode()) > 1_000_000
    notice = parse(source_text("long.txt", text))
    before = time.monotonic()
    page = review_page(review_of(notice))
    assert time.monotonic() - before < 60
    assert page.count('class="tag task"') == len(notice.tasks) > 7500
    # And its table, which a person may save whole with one action set, is applied in such a time too.
    rows = [[*cells(notice, row, "en")] for row in ready_rows(notice)]
    rows[0][0] = "remove"
    (tmp_path / "t.csv").write_text(csv_text([headings("en"), *rows]), encoding="utf-8", newline="")
    before = time.monotonic()
    assert len(apply_table(notice, read_table(tmp_path / "t.csv")).corrections) == 1
    assert time.monotonic() - before < 60
    for row in rows:
        row[0] = "change"
    (tmp_path / "t.csv").write_text(csv_text([headings("en"), *rows]), encoding="utf-8", newline="")
    before = time.monotonic()
    assert {c.outcome for c in apply_table(notice, read_table(tmp_path / "t.csv")).corrections} == {"already_so"}
    assert time.monotonic() - before < 60


# ── the command


def test_review_writes_the_page_and_the_table(
    tmp_path: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    source = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
    (tmp_path / "n.txt").write_bytes(source.read_bytes())
    done = zhengtu("review", "n.txt")
    assert done.returncode == 0, done.stderr
    assert "wrote n.txt.review.html" in done.stderr
    assert "280 marks, 3 doubtful" in done.stderr
    done = zhengtu("review", "n.txt", "--table", "facts.csv")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "n.txt.html").exists()
    data = (tmp_path / "facts.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 280
    first = next(r for r in rows if r["类别"] == "分工")
    assert (first["操作"], first["任务"], first["原文"], first["角色"], first["单位"]) == (
        "",
        "1",
        "省金融办",
        "牵头",
        "青海省金融工作办公室",
    )
    # Saved beside the notice with one action set, it is a table of corrections.
    text = data.decode("utf-8-sig").replace(",分工,1,1,", "删除,分工,1,1,", 1)
    (tmp_path / "n.txt.corrections.csv").write_bytes(text.encode("gbk"))
    done = zhengtu("review", "n.txt", "-o", "r.html")
    assert done.returncode == 0, done.stderr
    assert "corrected in 1 of 1 rows of n.txt.corrections.csv" in done.stderr
    assert "279 marks" in done.stderr
    assert "280 marks" in zhengtu("review", "n.txt", "-o", "r.html", "--no-corrections").stderr


def test_a_page_replaces_no_file_but_its_own(
    tmp_path: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "n.txt").write_text(DOUBTFUL, encoding="utf-8")
    page = tmp_path / "n.txt.review.html"
    for _ in range(2):
        assert zhengtu("review", "n.txt").returncode == 0
    assert is_review_page(page)
    # A folder of notices holds the page beside them, which is none.
    assert notices_in([tmp_path]) == [tmp_path / "n.txt"]
    page.write_text("<html>mine</html>", encoding="utf-8")
    done = zhengtu("review", "n.txt")
    assert (done.returncode, "is there already and is no page of this command" in done.stderr) == (2, True)
    assert page.read_text(encoding="utf-8") == "<html>mine</html>"
    # Named, it is what the user wants.
    assert zhengtu("review", "n.txt", "-o", page.name).returncode == 0
    assert is_review_page(page)


def test_what_is_printed(tmp_path: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    (tmp_path / "n.txt").write_text(DOUBTFUL, encoding="utf-8")
    table = zhengtu("review", "n.txt", "--table", "-", "--lang", "en").stdout
    assert next(csv.reader(io.StringIO(table))) == list(COLUMNS)
    assert zhengtu("review", "n.txt", "-o", "-").stdout.startswith("<!doctype html>")
    assert [f.name for f in tmp_path.iterdir()] == ["n.txt"]


def test_the_head_shows_what_the_notice_says_of_itself(shown: Page, notice: Notice) -> None:
    page = review_page(review_of(notice))
    head = page[page.index("<header>") : page.index("</header>")]
    for said in (
        "关于印发青海省2018年服务业发展工作要点的通知",
        "青政办〔2018〕28号",
        "青海省人民政府办公厅",
        "2018-03-20",
    ):
        assert said in head


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gone.txt"], 1, "no such file"),
        (["n.txt", "-o", "n.txt"], 2, "would be written over what is read"),
        (["n.txt", "--table", "n.txt.corrections.csv"], 2, "would be written over what is read"),
        (["n.txt", "-o", "x", "--table", "x"], 2, "need files of their own"),
        (["n.txt", "-o", "nowhere/x.html"], 1, "cannot be written"),
        (["n.txt.corrections.csv"], 1, "is a table of corrections, not a notice"),
    ],
)
def test_wrong_use_of_review(
    tmp_path: Path,
    zhengtu: Callable[..., subprocess.CompletedProcess[str]],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    (tmp_path / "n.txt").write_text(DOUBTFUL, encoding="utf-8")
    (tmp_path / "n.txt.corrections.csv").write_text("action,kind,words,text_sha256\n", encoding="utf-8")
    done = zhengtu("review", *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "n.txt").read_text(encoding="utf-8") == DOUBTFUL


def test_each_correction_is_told_with_who_and_why_also_a_removal(tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_text(TEXT, encoding="utf-8")
    put(
        file,
        {
            "action": "remove",
            "kind": "assignment",
            "words": "省财政厅",
            "task": 2,
            "by": "督查室",
            "note": "<b>电话核实",
        },
        {
            "action": "change",
            "kind": "name",
            "words": "省商务厅",
            "unit": "青海省卫生健康委员会",
            "by": "张三",
            "date": "2018-07-01",
        },
    )
    notice = read_notice(file)
    page = review_page(review_of(notice))
    told = [unescape(re.sub("<[^>]*>", "", line)) for line in page.split("\n") if "更正表第" in line]
    assert len(told) == 2
    assert re.search("省财政厅.*更正表第2行：删除分工：.*单位：青海省财政厅.* → 无（督查室，<b>电话核实）", told[0])
    assert "更正表第3行：修改名称“省商务厅”：" in told[1]
    assert "单位：青海省卫生健康委员会；区划代码：630000（张三，2018-07-01）" in told[1]
    assert "row 3: change name “省商务厅”: " in told[1]
