"""What a notice says of itself, its headings and its open lists, put right: as if the text said so."""

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import zhengtu
from zhengtu.builders.build import build, read_notice
from zhengtu.builders.corrections.errors import CorrectionError
from zhengtu.builders.doubts import doubts
from zhengtu.builders.statements import Quad
from zhengtu.ontology.terms import OA, ZT

from tests.corrected_notices import TEXT, Row, outcomes, put

OFFICE = "青海省人民政府办公厅"
NUMBER = "青政办〔2018〕900号"
TITLE = "青海省人民政府办公厅关于印发2018年试点工作要点的通知"
# What must differ between a text and a damaged one of the same length.
OF_THE_TEXT = {ZT.content, ZT.sha256, OA.exact, ZT.signOffIssuer, ZT.titleAsWritten}


def row(action: str, kind: str, words: str, **more: str) -> dict[str, str]:
    return {"action": action, "kind": kind, "words": words, **more}


def built_of(folder: Path, text: str, *said: Row) -> tuple[str, set[Quad]]:
    """The IRI and the quads of a text with corrections, without provenance and what repeats the text."""
    path = folder / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    table = put(path, *said, digest=hashlib.sha256(text.encode()).hexdigest())
    if not said:
        table.unlink()
    built = build(path)
    assert [f for f in zhengtu.validate(zhengtu.load(built.n_quads)) if f.severity == "violation"] == []
    provenance = "graph/provenance"
    return built.document, {
        q for q in built.quads if not q.graph.endswith(provenance) and q.predicate not in OF_THE_TEXT
    }


# As a page shows it: fields above, the title on two lines.
PAGE = f"""索引号：015000185/2018-00028
发文字号：{NUMBER}
发布机构：{OFFICE}
成文日期：2018-03-01

{TEXT.replace("办公厅关于", f"办公厅{chr(10)}关于", 1)}"""
# The notice cites another document of its issuer's, in a sentence and behind a title.
CITING = TEXT.replace("请有关方面", "按照青政办〔2018〕905号文件要求，请有关方面").replace(
    "，制定本要点", "和《青海省试点办法》（青政办〔2018〕905号），制定本要点"
)
LINES = TITLE.replace("办公厅", "办公厅\n")
SIGNED = "2018年3月1日"


def last(text: str, old: str, new: str) -> str:
    """`text` with `new` for the last `old`."""
    return new.join(text.rsplit(old, 1))


def said(kind: str, bad: str, right: str, **more: str) -> Row:
    return row("change", kind, bad, should_be=right, **more)


def at(text: str, words: str, number: int = 0) -> dict[str, str]:
    """The place of the first, second … time that words stand in a text."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return {"start": str(start), "end": str(start + len(words))}


def _spoilt(text: str, right: str, kind: str) -> Iterator[tuple[str, str, str, list[Row]]]:
    """Each character in turn of what a text says of itself as a scan may leave it."""
    for n, char in enumerate(right):
        bad = f"{right[:n]}囗{right[n + 1 :]}"
        yield f"{kind}, {n + 1} {char} lost", text, text.replace(right, bad), [said(kind, bad, right)]


_BOTH = PAGE.replace(NUMBER, "青政办〔2O18〕900号")
_LOST = PAGE.replace("通知\n", "逋知\n", 1)
_OTHER_DAY = PAGE.replace("2018-03-01", "2018-08-01").replace(SIGNED, "2018年8月1日")
_MISREAD = CITING.replace(NUMBER, "青政办〔2018〕905号")

# What is damaged, the right text, the damaged one, the corrections.
AS_IF: list[tuple[str, str, str, list[Row]]] = [
    (
        "a wrong number",
        TEXT,
        TEXT.replace("900号", "960号"),
        [said("document_number", "青政办〔2018〕960号", NUMBER)],
    ),
    (
        "a number that cannot be read",
        TEXT,
        TEXT.replace(NUMBER, "青政办〔2O18〕9OO号"),
        [row("add", "document_number", "青政办〔2O18〕9OO号", should_be="青政办[2018]900号")],
    ),
    (
        "a part of a number that cannot be read",
        TEXT,
        TEXT.replace(NUMBER, "青政办〔2O18〕900号"),
        [said("document_number", "2O18", NUMBER)],
    ),
    (
        "the number below the title, the field right",
        PAGE,
        last(PAGE, NUMBER, "青政办〔2O18〕900号"),
        [said("document_number", "青政办〔2O18〕900号", NUMBER)],
    ),
    ("both numbers", PAGE, _BOTH, [said("document_number", "青政办〔2O18〕900号", NUMBER)]),
    (
        "both numbers, the first by its place",
        PAGE,
        _BOTH,
        [said("document_number", "青政办〔2O18〕900号", NUMBER, **at(_BOTH, "青政办〔2O18〕900号"))],
    ),
    (
        "both numbers, each in its way",
        PAGE,
        last(PAGE, NUMBER, "青政办〔2O18〕900号").replace(NUMBER, "青政办〔2018〕960号"),
        [
            said("document_number", "青政办〔2018〕960号", NUMBER),
            said("document_number", "青政办〔2O18〕900号", NUMBER),
        ],
    ),
    (
        "a number that is cited too",
        CITING,
        _MISREAD,
        [said("document_number", "青政办〔2018〕905号", NUMBER)],
    ),
    (
        "a number that is cited too, by its place",
        CITING,
        _MISREAD,
        [said("document_number", "青政办〔2018〕905号", NUMBER, **at(_MISREAD, "青政办〔2018〕905号"))],
    ),
    (
        "a number that is a part of a cited one",
        CITING,
        CITING.replace(NUMBER, " 政办〔2018〕905号"),
        [said("document_number", "政办〔2018〕905号", NUMBER)],
    ),
    (
        "a title",
        TEXT,
        TEXT.replace("关于印发", "关亍印发"),
        [said("title", TITLE.replace("关于", "关亍"), TITLE)],
    ),
    ("a title on two lines", PAGE, _LOST, [said("title", TITLE.replace("通", "逋"), TITLE)]),
    (
        "a title on two lines, by its place",
        PAGE,
        _LOST,
        [said("title", TITLE.replace("通", "逋"), TITLE, **at(_LOST, LINES.replace("通", "逋")))],
    ),
    (
        "an issuer",
        TEXT,
        TEXT.replace(OFFICE, "青每省人民政府办公厅"),
        [
            said("title", TITLE.replace("青海", "青每"), TITLE),
            row("change", "issuer", "青每省人民政府办公厅", unit=OFFICE),
        ],
    ),
    ("a date", TEXT, TEXT.replace(SIGNED, "2018年8月1日"), [said("issued", "2018年8月1日", "2018-03-01")]),
    ("a date, by other words", TEXT, TEXT.replace(SIGNED, "2018年8月1日"), [said("issued", TITLE, SIGNED)]),
    ("a part of a date", TEXT, TEXT.replace(SIGNED, "2O18年3月1日"), [said("issued", "2O18", "2018-03-01")]),
    (
        "a date with its issuer",
        TEXT,
        TEXT.replace(SIGNED, "2O18年3月1日"),
        [said("issued", f"{OFFICE}2O18年3月1日", "2018-03-01")],
    ),
    ("a date of nothing", TEXT, TEXT.replace(SIGNED, "■" * 9), [said("issued", "■" * 9, "2018-03-01")]),
    (
        "the date of the sign-off, the field right",
        PAGE,
        PAGE.replace(SIGNED, "2018年8月1日"),
        [said("issued", "2018年8月1日", "2018-03-01")],
    ),
    (
        "the field, the date of the sign-off right",
        PAGE,
        PAGE.replace("2018-03-01", "2018-08-01"),
        [said("issued", "2018-08-01", "2018-03-01")],
    ),
    ("both dates, by the field", PAGE, _OTHER_DAY, [said("issued", "2018-08-01", "2018-03-01")]),
    ("both dates, by the sign-off", PAGE, _OTHER_DAY, [said("issued", "2018年8月1日", "2018-03-01")]),
    (
        "both dates, each in its way",
        PAGE,
        PAGE.replace("2018-03-01", "2018-08-01").replace(SIGNED, "2O18年3月1日"),
        [said("issued", "2018-08-01", "2018-03-01"), said("issued", "2O18年3月1日", SIGNED)],
    ),
    (
        "a field that is another day's than the sign-off",
        PAGE.replace("2018-03-01", "2018-03-02"),
        PAGE.replace("2018-03-01", "2018-O3-02"),
        [said("issued", "2018-O3-02", "2018-03-02")],
    ),
    *_spoilt(TEXT, SIGNED, "issued"),
    *_spoilt(PAGE, NUMBER, "document_number"),
]


@pytest.mark.parametrize(("right", "text", "rows"), [c[1:] for c in AS_IF], ids=[c[0] for c in AS_IF])
def test_the_graph_is_as_if_the_text_said_so(tmp_path: Path, right: str, text: str, rows: list[Row]) -> None:
    wanted_iri, wanted = built_of(tmp_path, right)
    _, damaged = built_of(tmp_path, text)
    iri, found = built_of(tmp_path, text, *rows)
    assert damaged != wanted
    assert iri == wanted_iri
    assert wanted - found == set()
    # Only the places of the corrections are more.
    assert {q.subject.partition("#char=")[0] for q in found - wanted} <= {f"{iri}/text"}
    # A row that is not needed is none of these.
    assert {outcome for _, outcome in outcomes(read_notice(tmp_path / "n.txt"))} == {"applied"}


def test_the_graph_says_who_put_the_number_right(tmp_path: Path) -> None:
    text = TEXT.replace("900号", "960号")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    said = row("change", "document_number", "青政办〔2018〕960号", should_be=NUMBER, by="督查室")
    put(path, said, digest=hashlib.sha256(text.encode()).hexdigest())
    built = build(path)
    ask = f"""ASK {{ ?c a zt:Correction ; zt:corrects <{built.document}> ; zt:correctedBy '督查室' ;
      zt:correctionAction zt:Alteration ; zt:readBefore 'should_be=青政办〔2018〕960号' ; zt:readAfter 'should_be={NUMBER}' ;
      zt:correctedPlace/oa:exact '青政办〔2018〕960号' . <{built.document}> zt:documentNumber '{NUMBER}' }}"""
    assert zhengtu.sparql(zhengtu.load(built.n_quads), ask).boolean


def test_an_area_decides_whom_names_mean(notice_file: Path) -> None:
    put(notice_file, row("change", "issuer", OFFICE, unit="甘肃省人民政府办公厅"))
    notice = read_notice(notice_file)
    assert notice.jurisdiction == "620000"
    assert {a.unit.name for a in notice.tasks[2].clauses[0].assignments} == {"甘肃省财政厅"}
    # What is doubtful is asked in that area too.
    assert [d for d in doubts(notice) if d.kind == "unknown"] == []


def test_a_year_decides_when_work_is_due(notice_file: Path) -> None:
    text = TEXT.replace("2018年6月底前", "6月底前").replace("2018年3月1日", "")
    notice_file.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    put(notice_file, row("add", "issued", TITLE, should_be="二〇一九年三月一日"), digest=digest)
    notice = read_notice(notice_file)
    due = notice.tasks[0].clauses[0].deadline
    assert (notice.header.issued, due and due.date) == (date(2019, 3, 1), date(2019, 6, 30))


@pytest.mark.parametrize(
    ("said", "issuers"),
    [
        (row("add", "issuer", "青海省人民政府", unit="青海省财政厅"), [OFFICE, "青海省财政厅"]),
        (row("add", "issuer", OFFICE), [OFFICE]),
        (row("remove", "issuer", OFFICE), []),
        (row("remove", "issuer", "省财政厅"), [OFFICE]),
        (row("change", "issuer", "省财政厅", unit="财政局", scope="630100"), ["西宁市财政局"]),
    ],
)
def test_issuers(notice_file: Path, said: Row, issuers: list[str]) -> None:
    put(notice_file, said)
    assert [u.name for u in read_notice(notice_file).header.issuers] == issuers


def test_one_of_several_issuers(tmp_path: Path) -> None:
    text = TEXT.replace(TITLE, f"青海省财政厅 青海省水利厅{TITLE[len(OFFICE) :]}").replace(
        OFFICE, "青海省财政厅 青海省水利厅"
    )
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert [u.name for u in read_notice(path).header.issuers] == ["青海省财政厅", "青海省水利厅"]
    put(path, row("change", "issuer", "青海省水利厅", unit="青海省审计厅"), digest=digest)
    assert [u.name for u in read_notice(path).header.issuers] == ["青海省财政厅", "青海省审计厅"]
    put(path, row("change", "issuer", "省旅发委", unit="青海省审计厅"), digest=digest)
    with pytest.raises(CorrectionError, match="row 2: “省旅发委” is none of the 2 issuers read"):
        read_notice(path)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (row("remove", "document_number", NUMBER), (TITLE, None, date(2018, 3, 1))),
        (row("remove", "title", TITLE), (None, NUMBER, date(2018, 3, 1))),
        (row("remove", "issued", "2018年3月1日"), (TITLE, NUMBER, None)),
    ],
)
def test_what_a_notice_does_not_say(notice_file: Path, said: Row, left: tuple[object, ...]) -> None:
    put(notice_file, said)
    header = read_notice(notice_file).header
    assert (header.title, header.document_number and header.document_number.text, header.issued) == left
    assert header.sign_off_date == header.issued
    built = build(notice_file)
    assert [f for f in zhengtu.validate(zhengtu.load(built.n_quads)) if f.severity == "violation"] == []


def test_what_the_rules_read_is_already_so(notice_file: Path) -> None:
    put(
        notice_file,
        row("change", "title", TITLE),
        row("change", "document_number", NUMBER),
        row("change", "issuer", OFFICE),
        row("change", "issued", "2018年3月1日"),
        row("change", "heading", "加快发展物流业", should_be="加快发展物流业"),
        row("add", "open_list", "各市州人民政府等"),
    )
    notice = read_notice(notice_file)
    assert outcomes(notice) == [(n, "already_so") for n in range(2, 8)]
    assert notice.header == read_notice(notice_file, corrections=False).header


def test_a_heading_and_its_sector(notice_file: Path) -> None:
    put(notice_file, row("change", "heading", "提升金融业", should_be="发展文化产业"))
    built = build(notice_file)
    assert [s.heading for s in built.notice.sections] == ["加快发展物流业", "发展文化产业"]
    ask = "ASK { ?c zt:corrects ?s . ?s zt:heading '发展文化产业' ; zt:inSector/skos:prefLabel ?l . FILTER(CONTAINS(?l, '文化')) }"
    assert zhengtu.sparql(zhengtu.load(built.n_quads), ask).boolean


def test_a_list_is_open_or_not(notice_file: Path) -> None:
    put(notice_file, row("remove", "open_list", "各市州人民政府等"), row("add", "open_list", "省发展改革委、省财政厅"))
    notice = read_notice(notice_file)
    assert [c.open_list for t in notice.tasks for c in t.clauses] == [False, True, False]
    assert outcomes(notice) == [(2, "applied"), (3, "applied")]
    graph = zhengtu.load(build(notice_file).n_quads)
    assert zhengtu.sparql(graph, "ASK { ?c zt:corrects ?clause ; zt:tableRow 3 . ?clause zt:openList true }").boolean


TWO = TEXT.replace(TITLE, f"青海省财政厅 青海省水利厅{TITLE[len(OFFICE) :]}").replace(
    OFFICE, "青海省财政厅 青海省水利厅"
)


@pytest.mark.parametrize(
    ("rows", "issuers"),
    [
        ([row("change", "issuer", "青海省水利厅", unit="青海省财政厅")], ["青海省财政厅"]),
        ([row("change", "issuer", "青海省财政厅", unit="省水利厅")], ["青海省水利厅"]),
        ([row("remove", "issuer", "青海省财政厅")], ["青海省水利厅"]),
        ([row("add", "issuer", TWO[:6], unit="青海省审计厅")], ["青海省财政厅", "青海省水利厅", "青海省审计厅"]),
        (
            [
                row("change", "issuer", "青海省水利厅", unit="青海省审计厅"),
                row("add", "issuer", "试点", unit="青海省审计厅"),
            ],
            ["青海省财政厅", "青海省审计厅"],
        ),
    ],
)
def test_no_issuer_comes_twice(tmp_path: Path, rows: list[Row], issuers: list[str]) -> None:
    path = tmp_path / "n.txt"
    path.write_text(TWO, encoding="utf-8", newline="")
    put(path, *rows, digest=hashlib.sha256(TWO.encode()).hexdigest())
    notice = read_notice(path)
    assert [u.name for u in notice.header.issuers] == issuers
    assert {outcome for _, outcome in outcomes(notice)} == {"applied"}


def test_an_issuer_more_leaves_the_area(tmp_path: Path) -> None:
    """What was written tells the area, which the full name does not."""
    text = TEXT.replace(OFFICE, "东营经济技术开发区管委会")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    before = read_notice(path)
    put(path, row("add", "issuer", "试点", unit="东营市财政局"), digest=hashlib.sha256(text.encode()).hexdigest())
    after = read_notice(path)
    assert before.jurisdiction == after.jurisdiction == "370500-经济技术开发区"
    assert [u.name for u in after.header.issuers] == [before.header.issuers[0].name, "东营市财政局"]


REFUSED: list[tuple[Row, str]] = [
    (row("change", "issuer", OFFICE, unit="各市州人民政府"), "row 2: “各市州人民政府” names a set of units"),
    (row("add", "issuer", OFFICE, unit="有关部门"), "row 2: “有关部门” names a set of units"),
    (row("change", "issued", SIGNED, should_be="2018-03-21或2018-03-25"), "row 2: “2018-03-21或2018-03-25” is no day"),
    (row("change", "issued", SIGNED, should_be="见2018年3月20日文"), "row 2: “见2018年3月20日文” is no day"),
    (row("change", "issued", SIGNED, should_be="2018-03-215"), "row 2: “2018-03-215” is no day"),
    *(
        (row(action, kind, words, **{column: "1"}), rf"row 2: {column} .* has no meaning in a row of the kind {kind}")
        for kind, words in (("title", TITLE), ("document_number", NUMBER), ("issuer", OFFICE), ("issued", SIGNED))
        for action, column in (("change", "task"), ("add", "clause"))
    ),
    (row("change", "document_number", NUMBER, should_be="九百号"), "row 2: “九百号” is no document number"),
    (row("change", "document_number", NUMBER, should_be="见青政办〔2018〕9号文"), "row 2: .* is no document number"),
    (row("change", "document_number", "推进"), "row 2: “推进” is no document number"),
    (row("change", "issued", "2018年3月1日", should_be="2018-02-30"), "row 2: “2018-02-30” is no day"),
    (row("change", "issued", "推进"), "row 2: “推进” is no day"),
    (row("change", "title", TITLE, should_be="长" * 201), "row 2: a title has 1 to 200 characters"),
    (row("change", "issuer", OFFICE, unit="长" * 81), "row 2: .* is no name of an issuer"),
    (row("change", "issuer", OFFICE, unit="财政局", scope="999999"), "row 2: scope “999999” is no division code"),
    (
        row("change", "issuer", OFFICE, should_be="甲"),
        r"row 2: should_be \(应为\) has no meaning in a row of the kind issuer",
    ),
    (row("add", "heading", "提升金融业", should_be="甲"), "row 2: a heading can only be: change"),
    (row("change", "heading", "提升金融业"), "row 2: should_be holds the heading"),
    (row("change", "heading", "抓紧开展", should_be="甲"), "row 2: no heading stands at"),
    (row("change", "open_list", "抓紧开展"), "row 2: an open_list can only be: add, remove"),
    (row("change", "title", "没有的字", should_be="甲"), "row 2: “没有的字” does not stand in the text"),
]


@pytest.mark.parametrize(("said", "message"), REFUSED)
def test_what_is_refused(notice_file: Path, said: Row, message: str) -> None:
    put(notice_file, said)
    with pytest.raises(CorrectionError, match=message):
        read_notice(notice_file)


def test_a_part_of_a_number_hides_no_citation(notice_file: Path) -> None:
    text = TEXT.replace("（青政〔2014〕73号）", "（青政办〔2014〕73号）")
    notice_file.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    put(notice_file, row("change", "document_number", "青政办", should_be="青政办〔2018〕901号"), digest=digest)
    notice = read_notice(notice_file)
    assert [c.document.number and c.document.number.text for c in notice.citations] == ["青政办〔2014〕73号"] * 2
    assert notice.document.number is not None
    assert notice.document.number.serial == 901


def test_two_numbers_contradict_each_other(notice_file: Path) -> None:
    put(
        notice_file,
        row("change", "document_number", NUMBER, should_be="青政办〔2018〕1号"),
        row("change", "document_number", "推进", should_be="青政办〔2018〕2号"),
    )
    with pytest.raises(CorrectionError, match="row 3: contradicts row 2"):
        read_notice(notice_file)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [row("change", "issued", SIGNED, should_be=d) for d in ("2018-03-21", "2018-03-22")],
            "row 3: contradicts row 2",
        ),
        (
            [row("change", "issued", w, should_be=d) for w, d in ((SIGNED, "2018-03-21"), (TITLE, "2018-03-22"))],
            "row 3: contradicts row 2",
        ),
        ([row("change", "issued", SIGNED, should_be="2018-03-21")] * 2, "row 3: says again what row 2 says"),
        (
            [row("add", "issuer", w, unit="青海省财政厅") for w in (TITLE, "试点")],
            "row 3: says again what row 2 says",
        ),
    ],
)
def test_rows_that_do_not_go_together(notice_file: Path, rows: list[Row], message: str) -> None:
    put(notice_file, *rows)
    with pytest.raises(CorrectionError, match=message):
        read_notice(notice_file)


@pytest.mark.parametrize(
    "written",
    [
        "2018/3/21",
        "2018.3.21",
        "（2018年3月21日）",
        "２０１８年３月２１日",
        "二〇一八年三月二十一日",
        "2018-03-21 00:00:00",
    ],
)
def test_a_day_as_people_and_spreadsheets_write_it(notice_file: Path, written: str) -> None:
    put(notice_file, row("change", "issued", SIGNED, should_be=written))
    header = read_notice(notice_file).header
    assert header.issued == header.sign_off_date == date(2018, 3, 21)


def test_the_date_of_a_sign_off_is_told_with_what_stood_there(tmp_path: Path) -> None:
    text = PAGE.replace(SIGNED, "2018年8月1日")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    put(path, said("issued", "2018年8月1日", "2018-03-01"), digest=hashlib.sha256(text.encode()).hexdigest())
    (done,) = read_notice(path).corrections
    assert (done.before, done.after) == ("should_be=2018-08-01", "should_be=2018-03-01")


def test_a_store_holds_a_notice_once(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """Under its number as put right; what stood there under the number that was read is gone, provenance and all."""
    assert zhengtu("build", notice_file, "--store", "s").returncode == 0
    assert zhengtu("infer", "--store", "s").returncode == 0
    put(notice_file, row("change", "document_number", NUMBER, should_be="青政办〔2018〕901号"))
    done = zhengtu("build", notice_file, "--store", "s")
    assert "the same text stood in the store as" in done.stderr
    left = 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?s), "2018-900")) }'
    assert zhengtu("sparql", left, "--store", "s", "--format", "csv").stdout.split()[1] == "0"
    numbers = "SELECT ?n { ?d a zt:Notice ; zt:documentNumber ?n }"
    assert zhengtu("sparql", numbers, "--store", "s", "--format", "csv").stdout.split()[1:] == ["青政办〔2018〕901号"]
    assert zhengtu("validate", "--store", "s").returncode == 0
    # And back again.
    notice_file.with_name("notice.txt.corrections.csv").unlink()
    assert zhengtu("build", notice_file, "--store", "s").returncode == 0
    assert zhengtu("sparql", numbers, "--store", "s", "--format", "csv").stdout.split()[1:] == [NUMBER]
