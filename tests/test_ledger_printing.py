"""How a ledger prints: heights that show all words, columns that are empty, headers, and what people have set of it."""

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.header_footer import HeaderFooterItem
from zhengtu.graph.columns import Notice
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.ledger_books import (
    TASKS,
    at,
    made,
    named,
    notice_text,
    opened,
    row_of,
    rows,
    saved,
    updated,
    written,
)
from zhengtu.viz.ledger import columns as of_columns
from zhengtu.viz.ledger.joining import ledger
from zhengtu.viz.ledger.measures import Cell, height, lines, longest, room
from zhengtu.viz.ledger.memory import Memory
from zhengtu.viz.ledger.printing import about, header, words_of
from zhengtu.viz.ledger.reading import columns_of, read_ledger
from zhengtu.viz.ledger.update import update
from zhengtu.viz.ledger.verbatim import fitted
from zhengtu.viz.ledger.widths import A3, A4, ROOM, Extent, paper

Run = Callable[..., subprocess.CompletedProcess[str]]
OTHER = notice_text(["做别的事。（牵头单位：省审计厅；配合单位：省财政厅）"], 100)
LONG = "推进" + "冷链物流综合试点、城乡高效配送、" * 12 + "全面完成项目建设。（牵头单位：省商务厅；配合单位：省财政厅）"


@pytest.mark.parametrize(
    ("text", "within", "count"),
    [
        ("", 8, 1),
        ("省财政厅", 8, 1),
        ("省财政厅、省商务厅", 8, 3),  # 、 stays with the word before it
        ("2018年6月底前", 8, 2),
        ("建设农村公路6000公里", 12, 2),
        ("《青海省“十三五”规划》", 10, 3),  # no line ends in 《 or begins with 》
        ("甲\n乙\n\n丙", 8, 4),
        ("responsible unit", 12, 2),
        ("a" * 25, 10, 3),
        ("网址" + "x" * 25, 10, 3),
        ("占ＧＤＰ比重", 6, 2),  # full-width letters are as wide as Chinese characters
    ],
)
def test_lines(text: str, within: float, count: int) -> None:
    assert lines(text, within) == count


def test_a_height_shows_the_highest_cell_and_ends_where_excel_does() -> None:
    assert height([Cell("甲", 8), Cell("甲\n乙\n丙", 8)]) > height([Cell("甲\n乙", 8)]) > height([])
    assert height([Cell("甲\n乙", 8, 20)]) > height([Cell("甲\n乙", 8)])
    assert height([Cell("文" * 5000, 10)]) == 409


def _row_tags(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    return [tag for part in parts for tag in re.findall(r"<row [^>]*>", part)]


def test_every_row_has_a_height_that_no_person_has_set(graph: Graph) -> None:
    of = ledger(responsibilities(graph), facts(graph))
    data = written(of)
    tags = _row_tags(data)
    assert len(tags) > 82
    assert all(' ht="' in tag and "customHeight" not in tag for tag in tags)
    # An update that changes something keeps them so.
    book = opened(data)
    book["总台账"].cell(2, named(book["总台账"], "progress")).value = "已办"
    data, _ = updated(saved(book), of)
    assert all(' ht="' in tag and "customHeight" not in tag for tag in _row_tags(data))


@pytest.mark.parametrize("of", ["LEDGER", "UNIT", "TARGETS", "DOCUMENTS", "WARNINGS", "INDEX", "CHANGES"])
def test_all_columns_together_keep_within_the_paper(of: str) -> None:
    columns = getattr(of_columns, of)
    assert sum(c.least for c in columns) <= ROOM[paper("ledger" if of in {"LEDGER", "UNIT"} else "x")]
    assert all(c.least <= c.width for c in columns)
    for c in columns:  # no word of a heading is broken
        for heading in (c.zh[:2], *c.en.split()):
            assert longest(heading) <= room(c.least) + 0.5, c


@pytest.mark.parametrize("on", [A3, A4])
def test_a_very_long_text_takes_no_more_than_the_paper_has(on: int) -> None:
    from zhengtu.viz.ledger.table import Row

    columns = of_columns.LEDGER if on == A3 else of_columns.DOCUMENTS
    texts = {c.name: "很长的文字。" * 400 for c in columns if c.kind == "text" and not c.typed}
    extent = Extent(columns, "zh")
    extent.add(Row("k", texts))
    wide = extent.widths(on, frozenset())
    assert ROOM[on] - 2 < sum(wide.values()) <= ROOM[on]


def test_a_row_that_would_be_too_high_gets_a_wider_column() -> None:
    from zhengtu.viz.ledger.table import Row

    row = Row("k", {"task": "短", "support": "、".join(["青海省经济和信息化委员会"] * 15)})
    extents = [Extent(of_columns.LEDGER, "zh"), Extent(of_columns.LEDGER, "zh")]
    extents[1].add(row)
    narrow, wide = (extent.widths(A3, frozenset({"status", "notice", "leader"})) for extent in extents)
    assert wide["support"] > narrow["support"]
    assert height([Cell(str(row.values["support"]), room(wide["support"]))]) < 409
    assert height([Cell(str(row.values["support"]), room(12))]) == 409


def _hidden(sheet: Any) -> set[str]:
    role = str(sheet["A1"].value).split(" ", 3)[3]
    columns = {c.name: sheet.cell(1, named(sheet, c.name)).column_letter for c in columns_of(role)}
    return {name for name, letter in columns.items() if sheet.column_dimensions[letter].hidden}


def _hide(sheet: Any, name: str, hidden: bool) -> None:
    sheet.column_dimensions[sheet.cell(1, named(sheet, name)).column_letter].hidden = hidden


def test_empty_columns_are_not_shown(graph: Graph) -> None:
    book = opened(written(ledger(responsibilities(graph), facts(graph))))
    assert _hidden(book["总台账"]) == {"status", "notice", "leader"}
    assert {"status", "notice"} <= _hidden(book["目标"])
    assert _hidden(book["变更记录"]) == set()  # nothing in it yet: nobody knows what will be


def test_an_update_shows_what_it_fills_and_hides_what_it_empties(tmp_path: Path) -> None:
    data = written(made(tmp_path, notice_text(TASKS[2:3])))
    assert {"status", "support", "deadline"} <= _hidden(opened(data)["总台账"])
    data, _ = updated(data, made(tmp_path, notice_text(TASKS)))
    assert not {"status", "support", "deadline"} & _hidden(opened(data)["总台账"])
    assert "leader" in _hidden(opened(data)["总台账"])
    book = opened(data)
    for row in range(2, book["总台账"].max_row + 1):
        book["总台账"].cell(row, named(book["总台账"], "status")).value = None
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS)))
    assert "status" in _hidden(opened(data)["总台账"])


def test_a_column_that_a_person_has_hidden_or_shown_stays_so(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text(TASKS[2:3]))))
    _hide(book["总台账"], "support", False)  # empty, and shown
    _hide(book["总台账"], "lead", True)
    data = saved(book)
    for tasks in (TASKS[2:3], TASKS, [TASKS[2], "开展督查。（牵头单位：省审计厅）"], TASKS):
        data, _ = updated(data, made(tmp_path, notice_text(tasks)))
        hidden = _hidden(opened(data)["总台账"])
        assert "support" not in hidden
        assert "lead" in hidden


def test_widths_follow_what_is_shown_but_a_persons_stays(tmp_path: Path) -> None:
    text = [LONG.replace("；配合单位：省财政厅", ""), *TASKS[2:3]]
    book = opened(written(made(tmp_path, notice_text(text))))
    sheet = book["总台账"]
    letters = {name: sheet.cell(1, named(sheet, name)).column_letter for name in ("task", "lead", "progress")}
    before = {name: sheet.column_dimensions[letter].width for name, letter in letters.items()}
    sheet.column_dimensions[letters["progress"]].width = 60
    more = [LONG.replace("省财政厅", "省财政厅、省农牧厅、省统计局"), *TASKS]
    data, _ = updated(saved(book), made(tmp_path, notice_text(more)))
    after = opened(data)["总台账"].column_dimensions
    assert after[letters["task"]].width < before["task"]  # support, deadline and targets take their room
    assert after[letters["progress"]].width == 60


def test_columns_that_a_program_has_put_together_are_told_apart(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text(TASKS[2:3]))))
    sheet = book["总台账"]
    for letter in "ABCD":
        sheet.column_dimensions.pop(letter)
    from openpyxl.worksheet.dimensions import ColumnDimension

    sheet.column_dimensions["A"] = ColumnDimension(sheet, index="A", width=9, hidden=True, min=1, max=4)
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS[2:4])))
    dimensions = opened(data)["总台账"].column_dimensions
    assert [dimensions[letter].hidden for letter in "ABCD"] == [True, True, False, True]


@pytest.mark.parametrize("title", ["总台账", "青海省财政厅"])
def test_the_look_that_a_person_gave_a_sheet_stays_when_its_hidden_columns_are_made_again(
    tmp_path: Path, title: str
) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book[title]
    letter = {name: sheet.cell(1, named(sheet, name)).column_letter for name in ("person", "leader", "progress")}
    _hide(sheet, "person", True)
    _hide(sheet, "leader", False)
    sheet.column_dimensions[letter["progress"]].width = 60
    item: Any = HeaderFooterItem()
    item.center.text = "本局台账"
    sheet.HeaderFooter.oddHeader = item
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS[:4])))
    book = opened(data)
    without_hidden_columns(book[title])
    data, _ = updated(saved(book), made(tmp_path, notice_text(), OTHER))
    sheet = opened(data)[title]
    assert "person" in _hidden(sheet)
    assert "leader" not in _hidden(sheet)
    assert sheet.column_dimensions[letter["progress"]].width == 60
    assert str(sheet.oddHeader) == "&C本局台账"


@pytest.mark.parametrize("title", ["总台账", "青海省财政厅"])
def test_the_look_of_ours_follows_when_the_hidden_columns_of_a_sheet_are_made_again(tmp_path: Path, title: str) -> None:
    book = opened(written(made(tmp_path, notice_text([TASKS[0], TASKS[2]]))))
    before = book[title].column_dimensions[book[title].cell(1, named(book[title], "task")).column_letter].width
    without_hidden_columns(book[title])
    data, _ = updated(saved(book), made(tmp_path, notice_text(), OTHER))
    sheet = opened(data)[title]
    assert not {"status", "notice", "targets", "deadline"} & _hidden(sheet)
    assert sheet.column_dimensions[sheet.cell(1, named(sheet, "task")).column_letter].width != before
    assert str(sheet.oddHeader).startswith("&C重点任务台账（2份公文：")


def test_columns_that_a_program_has_put_together_with_the_hidden_ones(tmp_path: Path) -> None:
    from openpyxl.worksheet.dimensions import ColumnDimension

    book = opened(written(made(tmp_path, notice_text())))
    sheet = book["总台账"]
    at(sheet, "旅游", "status").value = "新增"
    without_hidden_columns(sheet)
    for letter in "ABC":
        sheet.column_dimensions.pop(letter)
    sheet.column_dimensions["A"] = ColumnDimension(sheet, index="A", width=14, min=1, max=3)
    data, _ = updated(saved(book), made(tmp_path, notice_text()))
    dimensions = opened(data)["总台账"].column_dimensions
    assert [dimensions[letter].hidden for letter in "ABCD"] == [True, True, False, True]


def without_hidden_columns(sheet: Any) -> None:
    """As after they were deleted, and two put in before the first."""
    for row in sheet.iter_rows(max_col=2):
        for cell in row:
            cell.value = None


def test_what_a_sheet_remembers_is_written_in_one_way() -> None:
    memory = Memory(widths={"task": 18, "lead": 20.5})
    assert Memory.read(memory.text()).text() == memory.text()


def test_heights_follow_the_words_but_a_persons_stays(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book["总台账"]
    first, by_hand, excel = (row_of(sheet, words) for words in ("冷链", "旅游业", "银企"))
    before = sheet.row_dimensions[first].ht
    sheet.row_dimensions[excel] = fitted(sheet, excel, 77.25)  # as Excel fits it, which is no person's
    sheet.row_dimensions[by_hand].ht = 20
    many = "、".join(
        f"{name}局" for name in ("省统计", "省体育", "省林业", "省地震", "省气象", "省监狱管理", "省粮食", "省机关事务")
    )
    changed = [task.replace("省财政厅", many) for task in TASKS]
    data, done = updated(saved(book), made(tmp_path, notice_text(changed)))
    sheet = opened(data)["总台账"]
    high = sheet.row_dimensions
    assert (done.new, done.changed) == (0, 3)
    assert high[row_of(sheet, "冷链")].ht > before + 40
    assert not high[row_of(sheet, "冷链")].customHeight
    assert (high[row_of(sheet, "旅游业")].ht, high[row_of(sheet, "旅游业")].customHeight) == (20, True)
    assert high[row_of(sheet, "银企")].ht == 77.25
    at(sheet, "农村公路", "progress").value = "已" * 300
    book = sheet.parent
    at(book["青海省交通运输厅"], "农村公路", "problems").value = "缺资金" * 60
    data, _ = updated(saved(book), made(tmp_path, notice_text(changed)))
    data, _ = updated(data, made(tmp_path, notice_text(changed)))
    high = opened(data)["总台账"].row_dimensions
    assert high[row_of(sheet, "银企")].ht == 77.25
    assert high[row_of(sheet, "农村公路")].ht > 150


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("关于A&D的通知", "&C关于A&&D的通知\n&A"),
        ("关于R&P、Q&A和&18的通知", "&C关于R&&P、Q&&A和&&18的通知\n&A"),
        ('关于"互联网+"的通知', '&C关于"互联网+"的通知\n&A'),
        ("上\n下\x07", "&C上 下\n&A"),
        ("_x0041_", "&C_x005F_x0041_\n&A"),
    ],
)
def test_no_word_of_a_notice_is_a_code(title: str, shown: str) -> None:
    assert header(title, "") == shown
    assert header("甲", title).startswith("&C甲\n")


@pytest.mark.parametrize("title", ["通知" * 300, "&" * 300, "𠀀" * 300, "a" * 300])
def test_a_header_is_no_longer_than_it_may_be(title: str) -> None:
    for unit in ("", "省财政厅", "&" * 300):
        made = header(title, unit)
        assert len(made.encode("utf-16-le")) // 2 <= 255
        assert "…" in made
        assert not re.search(r"&(?!&|A$|C)", made.replace("&&", ""))


def test_what_a_ledger_is_of() -> None:
    one = Notice("n", "青政办〔2018〕28号", "某通知", 2018, ("青海省人民政府办公厅",))
    two = Notice("m", None, "另一通知", 2018, ("青海省人民政府",))
    assert about([one], "zh") == "青政办〔2018〕28号\u3000某通知"
    assert about([Notice("n", None, "")], "en") == "Ledger of tasks"
    assert about([one, two], "zh") == "重点任务台账（2份公文：青海省人民政府办公厅、青海省人民政府）"
    assert about([one, two], "en") == "Ledger of tasks (2 notices: 青海省人民政府办公厅, 青海省人民政府)"
    assert about([one], "zh", 3) == "重点任务台账（4份公文）"
    many = [Notice(str(i), None, "", None, (f"第{i}局",)) for i in range(5)]
    assert about(many, "zh").endswith("第0局、第1局、第2局等）")


@pytest.mark.parametrize(
    ("saved_as", "ours"),
    [
        ('&C&"宋体,常规"&12关于R&&D的通知\n&A', "&C关于R&&D的通知\n&A"),
        ('&C&"Times New Roman,Regular"&12 关于R&&D的通知 &A', "&C关于R&&D的通知\n&A"),
        ("&L&[Tab]&C第 &[Page] 页", "&L&A&C第 &P 页"),
        ("&C&K000000&B甲&B", "&C甲"),
    ],
)
def test_a_header_is_known_whatever_saved_it(saved_as: str, ours: str) -> None:
    assert words_of(saved_as).replace("&T", "&A") == words_of(ours)
    assert words_of(saved_as + "改") != words_of(ours)


def test_each_page_says_what_it_is_of(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    title = "青政办〔2018〕99号 青海省人民政府办公厅关于印发某工作要点的通知"
    assert str(book["总台账"].oddHeader) == f"&C{title}\n&A"
    assert str(book["青海省财政厅"].oddHeader) == f"&C{title}\n青海省财政厅"
    assert {str(sheet.oddFooter) for sheet in book.worksheets} == {"&L&A&C第 &P 页，共 &N 页"}
    of = made(tmp_path, notice_text())
    unit = next(iri for iri, name in of.names.items() if name == "青海省商务厅")
    alone = opened(written(made(tmp_path, notice_text(), unit=unit)))
    assert str(alone["总台账"].oddHeader) == f"&C{title}\n青海省商务厅"


def test_a_header_follows_unless_a_person_has_changed_it(tmp_path: Path) -> None:
    text = notice_text().replace("某工作要点", "R&D18工作要点")
    book = opened(written(made(tmp_path, text)))
    assert "R&&D18" in str(book["总台账"].oddHeader)
    item: Any = HeaderFooterItem()
    item.center.text = "本局台账"
    book["目标"].HeaderFooter.oddHeader = item
    office = book.create_sheet("自用")
    office.HeaderFooter.oddHeader = type(book["总台账"].oddHeader)('&L&"宋体,常规"A&&18和"B"&R&D')
    data, _ = updated(saved(book), made(tmp_path, text, notice_text(["另办一事。（牵头单位：省审计厅）"], 100)))
    book = opened(data)
    assert str(book["总台账"].oddHeader).startswith("&C重点任务台账（2份公文：")
    assert str(book["目标"].oddHeader) == "&C本局台账"
    assert str(book["自用"].oddHeader) == '&L&"宋体,常规"A&&18和"B"&R&D'
    # The first notice alone in the graph: the second one's rows are left, and counted.
    data, _ = updated(data, made(tmp_path, text))
    assert str(opened(data)["总台账"].oddHeader) == "&C重点任务台账（2份公文）\n&A"


def without_heights(data: bytes) -> bytes:
    """A workbook whose rows have no heights, as other programs may save it."""
    book = opened(data)
    for sheet in book.worksheets:
        sheet.row_dimensions.clear()
    return saved(book)


def test_an_unchanged_ledger_is_not_written_for_its_look(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    old = read_ledger(written(of), "ledger.xlsx")
    assert update(old, of).touched == 0


def test_names_as_the_notice_writes_them(graph: Graph) -> None:
    r, f = responsibilities(graph), facts(graph)
    of = ledger(r, f, names="written")
    assert of.main.rows[0].values["lead"] == "省金融办"
    lead: dict[str, list[str]] = {}
    for a in r.assignments:
        if a.role == "lead":
            lead.setdefault(a.clause, []).append(a.written)
    wanted = ["、".join(dict.fromkeys(lead.get(clause, ()))) for clause in f.clauses]
    assert [row.values.get("lead", "") for row in of.main.rows] == wanted
    # Each unit has one name of its own, and its sheet is called by it.
    assert len(set(of.names.values())) == len(of.names)
    assert {table.title for table in of.units} <= set(of.names.values())
    assert "省财政厅" in of.names.values()
    assert [row.key for row in of.index.rows] == [row.key for row in ledger(r, f).index.rows]


def test_each_clause_keeps_its_own_form_of_a_name(tmp_path: Path) -> None:
    tasks = [
        "做第一件事。（牵头单位：省发展改革委）",
        "做第二件事。（牵头单位：省发改委）",
        "做第三件事。（牵头单位：省发展改革委）",
    ]
    of = made(tmp_path, notice_text(tasks), names="written")
    assert [row.values["lead"] for row in of.main.rows] == ["省发展改革委", "省发改委", "省发展改革委"]
    (unit,) = of.units
    assert (unit.title, len(unit.rows)) == ("省发展改革委", 3)


def test_two_units_that_are_written_alike_keep_their_official_names_apart(tmp_path: Path) -> None:
    other = notice_text(TASKS, 7).replace("青海省", "甘肃省").replace("青政办", "甘政办")
    of = made(tmp_path, notice_text(), other, names="written")
    assert {"青海省财政厅", "甘肃省财政厅"} <= set(of.names.values())
    assert of.main.rows[0].values["lead"] == "省商务厅"
    assert len({table.title for table in of.units}) == len(of.units)


def test_a_ledger_keeps_its_kind_of_names_and_can_be_given_the_other(tmp_path: Path) -> None:
    official, short = (made(tmp_path, notice_text(), names=names) for names in ("official", "written"))
    book = opened(written(short))
    sheet = book["总台账"]
    at(sheet, "银企", "progress").value = "已办"
    at(sheet, "冷链", "lead").value = "商务厅（市场处）"  # by hand
    old = read_ledger(saved(book), "ledger.xlsx")
    assert old.names == "written"
    done = update(old, short, official)
    assert (done.new, done.changed, done.gone, done.kept) == (0, 0, 0, 1)
    data = saved(old.workbook)
    book = opened(data)
    sheet, fresh = book["总台账"], opened(written(official))["总台账"]
    assert at(sheet, "银企", "lead").value == at(fresh, "银企", "lead").value == "青海省金融工作办公室"
    assert at(sheet, "旅游", "support").value == at(fresh, "旅游", "support").value
    assert at(sheet, "冷链", "lead").value == "商务厅（市场处）"
    assert at(sheet, "银企", "progress").value == "已办"
    assert {sheet.cell(row, named(sheet, "status")).value for row in range(2, sheet.max_row + 1)} == {None}
    assert str(book["省财政厅"].oddHeader).endswith(
        "\n青海省财政厅"
    )  # what the sheet is called stays: formulas name it
    assert {c.value for c in book["变更记录"][2]} >= {"单位名称", "公文原文写法", "规范全称"}
    old = read_ledger(data, "ledger.xlsx")
    assert old.names == "official"
    done = update(old, official)
    assert (done.changed, done.kept) == (0, 1)


def a_copied_row(book: Any) -> None:
    sheet = book["总台账"]
    row, last = row_of(sheet, "旅游"), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = sheet.cell(row, column).value


def a_fact_by_hand(book: Any) -> None:
    at(book["总台账"], "旅游", "lead").value = "某厅"


def a_formula_of_a_unit(book: Any) -> None:
    finance = next(sheet for sheet in book.worksheets if sheet.title.endswith("财政厅"))
    at(finance, "旅游", "remarks").value = "=1+1"


def a_formula_of_the_ledger(book: Any) -> None:
    at(book["总台账"], "旅游", "state").value = "=1+1"
    finance = next(sheet for sheet in book.worksheets if sheet.title.endswith("财政厅"))
    at(finance, "旅游", "state").value = "滞后"


@pytest.mark.parametrize("names", [("official", "written"), ("written", "official")])
@pytest.mark.parametrize(
    ("change", "sheets"),
    [
        (a_copied_row, 100),
        (a_fact_by_hand, 100),
        (a_formula_of_a_unit, 100),
        (a_formula_of_the_ledger, 100),
        (a_copied_row, 0),  # here the index alone counts the units of a notice that the graph does not hold
    ],
)
def test_after_a_switch_of_names_there_is_nothing_to_do(
    tmp_path: Path, names: tuple[str, str], change: Callable[[Any], None], sheets: int
) -> None:
    # The rows of a notice that the graph does not hold keep the old names; one of their units is in both notices.
    book = opened(written(made(tmp_path, notice_text(), OTHER, names=names[0], sheets=sheets)))
    before, after = (made(tmp_path, notice_text(), names=n, sheets=sheets) for n in names)
    change(book)
    data, _ = updated(saved(book), before)
    count = [(row["牵头"], row["配合"]) for row in rows(opened(data)["目录"])]
    old = read_ledger(data, "ledger.xlsx")
    done = update(old, before, after)
    assert (done.new, done.changed, done.gone, done.back) == (0, 0, 0, 0)
    data = saved(old.workbook)
    sheet = opened(data)["总台账"]
    assert {sheet.cell(row, named(sheet, "status")).value for row in range(2, sheet.max_row + 1)} == {None}
    assert [(row["牵头"], row["配合"]) for row in rows(opened(data)["目录"])] == count
    again, done = updated(data, after)  # and that the same update once more finds nothing either is checked there
    assert (done.touched, done.changed) == (0, 0)
    # The row itself has the other name, not its copy.
    if change is a_copied_row:
        wanted = at(opened(written(after))["总台账"], "旅游", "support").value
        first = next(r for r in range(2, sheet.max_row + 1) if "旅游" in str(sheet.cell(r, named(sheet, "task")).value))
        assert opened(again)["总台账"].cell(first, named(sheet, "support")).value == wanted


def test_the_index_counts_units_of_notices_that_are_left_alone_by_any_form(tmp_path: Path) -> None:
    tasks = ["做第一件事。（牵头单位：省发展改革委）", "做第二件事。（牵头单位：省发改委）"]
    data = written(made(tmp_path, notice_text(tasks), names="written"))
    other = made(tmp_path, notice_text(["做别的事。（牵头单位：省审计厅）"], number=100), names="written")
    data, _ = updated(data, other)
    index = {row["单位"]: row["牵头"] for row in rows(opened(data)["目录"])}
    assert index == {"省发展改革委": 2, "省审计厅": 1}


def test_the_command_takes_the_kind_of_names(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(notice_text(), encoding="utf-8")
    assert zhengtu("build", "n.txt", "-o", "g.nq").returncode == 0
    table = zhengtu("ledger", "--graph", "g.nq", "--format", "csv", "--names", "written", "--agency", "青海省商务厅")
    assert [row["lead"] for row in csv.DictReader(io.StringIO(table.stdout))] == ["省商务厅", "省旅游发展委"]
    assert zhengtu("ledger", "--graph", "g.nq", "-o", "l.xlsx", "--names", "written").returncode == 0
    kept = zhengtu("ledger", "--graph", "g.nq", "-o", "l.xlsx", "--update")
    assert (kept.returncode, "nothing to change" in kept.stderr) == (0, True)
    other = zhengtu("ledger", "--graph", "g.nq", "-o", "l.xlsx", "--update", "--names", "official")
    assert (other.returncode, "the rows are as they were" in other.stderr) == (0, True)
    assert opened((tmp_path / "l.xlsx").read_bytes())["总台账"].cell(2, 10).value == "青海省商务厅"
    refused = zhengtu("ledger", "--graph", "g.nq", "-o", "l.ics", "--names", "written")
    assert (refused.returncode, "--names" in refused.stderr) == (2, True)
