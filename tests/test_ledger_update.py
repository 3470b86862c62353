"""A ledger that is refreshed: what people filled in stays with its clause, whatever becomes of the graph."""

import datetime
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from zhengtu.graph.errors import GraphError
from zhengtu.tests.ledger_books import (
    TASKS,
    TYPED,
    at,
    made,
    named,
    notice_text,
    opened,
    row_of,
    rows,
    saved,
    texts,
    updated,
    written,
)
from zhengtu.viz.ledger.cells import fingerprint, plain
from zhengtu.viz.ledger.files import backup, refresh
from zhengtu.viz.ledger.files import opened as opened_file
from zhengtu.viz.ledger.keys import Key
from zhengtu.viz.ledger.matching import Old, match
from zhengtu.viz.ledger.progress import Entered, settle
from zhengtu.viz.ledger.reading import read_ledger

MAIN = "总台账"
FINANCE = "青海省财政厅"
WORDS = {
    "冷链": ("推进中", "已完成冷链项目三个", "资金未到位", "张三", "甲\n乙"),
    "旅游": ("已完成", "厕所一百座全部建成", "", "李四", ""),
    "银企": ("滞后", "=未召开", "银行不来", "", "@备注"),
    "农村公路": ("未启动", "", "", "王五", "-5"),
    "组织领导": ("", "领导小组已成立", "", "", ""),
}


def fill(data: bytes) -> bytes:
    book = opened(data)
    sheet = book[MAIN]
    for words, (state, progress, problems, person, remarks) in WORDS.items():
        row = row_of(sheet, words)
        for name, value in zip(
            ("state", "progress", "problems", "person", "remarks"),
            (state, progress, problems, person, remarks),
            strict=True,
        ):
            if value:
                cell = sheet.cell(row, named(sheet, name))
                cell.value = value
                cell.data_type = "s"
        sheet.cell(row, named(sheet, "done_on")).value = datetime.date(2018, 5, 4)
    return saved(book)


def check_filled(data: bytes, *gone: str) -> None:
    sheet = opened(data)[MAIN]
    for words, said in WORDS.items():
        row = row_of(sheet, words)
        found = [
            sheet.cell(row, named(sheet, name)).value or ""
            for name in ("state", "progress", "problems", "person", "remarks")
        ]
        assert found == list(said), words
        assert sheet.cell(row, named(sheet, "done_on")).value == datetime.datetime(2018, 5, 4)
        assert (sheet.cell(row, named(sheet, "status")).value == "已移除") is (words in gone)
        assert sheet.cell(row, named(sheet, "progress")).data_type != "f"


def test_nothing_changed_touches_nothing(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    data = fill(written(of))
    again, first = updated(data, of)
    check_filled(again)
    assert first.new == first.changed == first.gone == first.conflicts == first.kept == 0
    # The sheets of units now show what the ledger holds; a second time there is nothing to do.
    assert updated(again, of)[1].touched == 0


def test_three_rebuilds_with_tasks_put_in_and_taken_out_and_names_read_differently(tmp_path: Path) -> None:
    data = fill(written(made(tmp_path, notice_text())))
    # Tasks before, between and at the end: all numbers change.
    new = [
        "制定年度计划。（牵头单位：省统计局）",
        *TASKS[:2],
        "举办博览会。（牵头单位：省商务厅）",
        *TASKS[2:],
        "开展督查。（牵头单位：省审计厅）",
    ]
    data, done = updated(data, made(tmp_path, notice_text(new)))
    check_filled(data)
    assert (done.new, done.gone, done.moved, done.similar) == (3, 0, 5, 0)
    sheet = opened(data)[MAIN]
    assert [sheet.cell(row, named(sheet, "task_number")).value for row in range(2, 10)] == list(range(1, 9))
    assert [sheet.cell(row, named(sheet, "status")).value for row in (2, 5, 9)] == ["新增"] * 3
    assert at(sheet, "冷链", "status").value is None  # its number alone
    # Names are read differently, and the words of a task a little.
    other = [task.replace("省商务厅", "省发展改革委").replace("全面完成", "全面按期完成") for task in new]
    data, done = updated(data, made(tmp_path, notice_text(other)))
    check_filled(data)
    assert (done.new, done.gone, done.similar) == (0, 0, 1)
    look = [row for row in opened(data)["提示"].iter_rows(values_only=True) if "对应存疑" in row]
    assert re.search(r"对应相近程度 \d\d%", str(look))
    sheet = opened(data)[MAIN]
    assert at(sheet, "冷链", "lead").value == "青海省发展和改革委员会"
    assert "牵头单位" in at(sheet, "冷链", "status").value
    # Two tasks are taken out, one with words and one that is empty.
    left = [task for task in other if "银企" not in task and "博览会" not in task]
    data, done = updated(data, made(tmp_path, notice_text(left)))
    check_filled(data, "银企")
    assert (done.new, done.gone) == (0, 2)
    sheet = opened(data)[MAIN]
    assert {row_of(sheet, "银企"), row_of(sheet, "博览会")} == {8, 9}  # after all that there is
    # They come back as if they had never gone.
    data, done = updated(data, made(tmp_path, notice_text(other)))
    check_filled(data)
    assert (done.new, done.gone) == (0, 0)


def test_another_task_under_the_same_number_does_not_inherit(tmp_path: Path) -> None:
    data = fill(written(made(tmp_path, notice_text())))
    instead = [TASKS[0], "开展食品安全检查。（牵头单位：省商务厅）", *TASKS[2:]]
    data, done = updated(data, made(tmp_path, notice_text(instead)))
    check_filled(data, "旅游")
    sheet = opened(data)[MAIN]
    row = row_of(sheet, "食品安全")
    assert [sheet.cell(row, named(sheet, name)).value for name in TYPED] == [None] * len(TYPED)
    assert (done.new, done.gone) == (1, 1)


def test_all_that_hangs_on_a_row_moves_with_it(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book[MAIN]
    row = row_of(sheet, "银企")
    own = sheet.max_column + 1
    sheet.cell(1, own).value = "办公室意见"
    sheet.cell(row, own).value = "催办"
    progress = sheet.cell(row, named(sheet, "progress"))
    progress.value = CellRichText("已", "召开")
    progress.fill = PatternFill("solid", start_color="FF0000")
    progress.comment = Comment("请核实", "督查室")
    letter = progress.column_letter
    sheet.cell(row, own + 1).value = f'=IF({letter}{row}="",0,1)'
    sheet.cell(row, named(sheet, "problems")).value = f"=LEN({letter}{row})"
    sheet.row_dimensions[row].height = 55
    sheet.merge_cells(start_row=row, start_column=own + 2, end_row=row, end_column=own + 3)
    notes = book.create_sheet("领导批示")
    notes["A1"] = f"='{MAIN}'!{letter}{row}"
    notes["A2"] = f"=COUNTA('{MAIN}'!{letter}2:{letter}6)"
    sheet.cell(8, 5).value = "合计"  # a row of the office's own, below
    new = ["制定年度计划。（牵头单位：省统计局）", *TASKS]
    data, _ = updated(saved(book), made(tmp_path, notice_text(new)))
    book = opened(data)
    sheet = book[MAIN]
    now = row_of(sheet, "银企")
    assert now == row + 1
    progress = sheet.cell(now, named(sheet, "progress"))
    assert str(progress.value) == "已召开"
    assert progress.fill.start_color.rgb == "00FF0000"
    assert progress.comment.text == "请核实"
    assert sheet.cell(now, own).value == "催办"
    assert sheet.cell(now, own + 1).value == f'=IF({letter}{now}="",0,1)'
    assert sheet.cell(now, named(sheet, "problems")).value == f"=LEN({letter}{now})"
    assert sheet.row_dimensions[now].height == 55
    assert [r.min_row for r in sheet.merged_cells.ranges] == [now]
    assert book["领导批示"]["A1"].value == f"='{MAIN}'!{letter}{now}"
    assert book["领导批示"]["A2"].value == f"=COUNTA('{MAIN}'!{letter}2:{letter}7)"
    assert sheet.cell(9, 5).value == "合计"


@pytest.mark.parametrize("order", [[6, 5, 4, 3, 2], [3, 2, 6, 5, 4]])
def test_an_order_that_the_office_chose_is_kept(tmp_path: Path, order: list[int]) -> None:
    book = opened(fill(written(made(tmp_path, notice_text()))))
    sheet = book[MAIN]
    held = [[cell.value for cell in sheet[row]] for row in order]
    for row, values in enumerate(held, 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    data, done = updated(saved(book), made(tmp_path, notice_text([*TASKS, "开展督查。（牵头单位：省审计厅）"])))
    check_filled(data)
    numbers = [row["任务序号"] for row in rows(opened(data)[MAIN])]
    assert [n for n in numbers if n != 6] == [i - 1 for i in order]
    assert numbers[numbers.index(5) + 1] == 6  # after the one that it follows in the notice
    assert done.new == 1


def test_columns_that_were_moved_renamed_and_taken_out(tmp_path: Path) -> None:
    book = opened(fill(written(made(tmp_path, notice_text()))))
    sheet = book[MAIN]
    sheet.cell(1, named(sheet, "person")).value = "经办人"  # the hidden name still says which it is
    sheet.delete_cols(named(sheet, "problems"))
    # Its hidden names point one column too far now; headings are surer.
    data, _ = updated(saved(book), made(tmp_path, notice_text([*TASKS[1:], TASKS[0]])))
    sheet = opened(data)[MAIN]
    assert "存在问题" not in [cell.value for cell in sheet[1]]
    assert at(sheet, "旅游", "progress").value == WORDS["旅游"][1]
    assert at(sheet, "旅游", "task_number").value == 1
    headings = [cell.value for cell in sheet[1]]
    assert sheet.cell(row_of(sheet, "农村公路"), headings.index("经办人") + 1).value == "王五"


def test_what_is_typed_in_the_sheet_of_a_unit_is_read_back(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(fill(written(of)))
    data, _ = updated(saved(book), of)
    book = opened(data)
    finance, commerce = book["青海省财政厅"], book["青海省商务厅"]
    assert at(finance, "冷链", "progress").value == WORDS["冷链"][1]
    at(finance, "农村公路", "progress").value = "已拨款"  # the ledger has nothing there
    at(finance, "旅游", "progress").value = "财政说"  # instead of what stands there
    at(commerce, "旅游", "progress").value = "商务说"  # and another
    at(commerce, "冷链", "state").value = "已完成"
    at(book[MAIN], "冷链", "state").value = "滞后"
    at(finance, "冷链", "remarks").value = None  # emptied there: does not count
    data, done = updated(saved(book), of)
    book = opened(data)
    sheet = book[MAIN]
    assert at(sheet, "农村公路", "progress").value == "已拨款"
    assert at(sheet, "旅游", "progress").value == "【青海省财政厅】财政说\n【青海省商务厅】商务说"
    assert at(sheet, "冷链", "state").value == "滞后"
    assert at(sheet, "冷链", "remarks").value == "甲\n乙\n【青海省商务厅·完成情况】已完成"
    assert done.conflicts == 2
    told = [row for row in rows(book["提示"]) if row["类别"] == "填报不一致"]
    assert len(told) == 2
    assert "商务说" in told[1]["说明"] + told[0]["说明"]
    log = rows(book["变更记录"])
    assert {(row["原值"], row["现值"]) for row in log} >= {("滞后", "已完成"), (WORDS["旅游"][1], "财政说")}
    # All sheets show the same now, and nothing is left to settle.
    for name in ("青海省财政厅", "青海省商务厅"):
        assert at(book[name], "旅游", "progress").value == at(sheet, "旅游", "progress").value
    assert done.taken == 3


def test_a_unit_that_is_read_differently_loses_nothing(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    at(book["青海省金融工作办公室"], "银企", "progress").value = "已办"
    at(book["青海省旅游发展委员会"], "旅游", "progress").comment = Comment("注意", "某")
    other = [t.replace("省金融办", "省审计厅").replace("省旅游发展委", "省审计厅") for t in TASKS]
    data, _ = updated(saved(book), made(tmp_path, notice_text(other)))
    book = opened(data)
    assert at(book[MAIN], "银企", "progress").value == "已办"
    assert at(book["青海省审计厅"], "银企", "progress").value == "已办"
    assert "青海省金融工作办公室" not in book.sheetnames
    assert at(book["青海省旅游发展委员会"], "旅游", "progress").comment.text == "注意"
    assert at(book["青海省旅游发展委员会"], "旅游", "status").value == "已移除"


def test_a_ledger_whose_main_sheet_or_rows_were_deleted(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    at(book["青海省财政厅"], "旅游", "progress").value = "财政说"
    at(book["青海省财政厅"], "冷链", "progress").value = "只在分表"
    del book[MAIN]
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS[1:])))
    book = opened(data)
    assert at(book[MAIN], "旅游", "progress").value == "财政说"
    # Gone from the graph, and nowhere else: the ledger has its row again.
    assert at(book[MAIN], "冷链", "progress").value == "只在分表"
    assert at(book[MAIN], "冷链", "status").value == "已移除"


def test_facts_changed_by_hand_stay_until_they_are_emptied(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    at(book[MAIN], "冷链", "lead").value = "青海省商务厅、青海省邮政管理局"
    data, done = updated(saved(book), of)
    book = opened(data)
    assert done.kept == 1
    assert at(book[MAIN], "冷链", "lead").value == "青海省商务厅、青海省邮政管理局"
    (told,) = [row for row in rows(book["提示"]) if row["类别"] == "手工改动"]
    assert told["说明"].endswith("牵头单位：青海省商务厅")
    at(book[MAIN], "冷链", "lead").value = None
    book = opened(updated(saved(book), of)[0])
    assert at(book[MAIN], "冷链", "lead").value == "青海省商务厅"


def test_rows_of_the_office_and_copies_of_rows(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(fill(written(of)))
    sheet = book[MAIN]
    copied = [cell.value for cell in sheet[3]]
    for column, value in enumerate(copied, 1):
        sheet.cell(7, column).value = value
    sheet.cell(7, named(sheet, "progress")).value = "副本"
    sheet.cell(8, named(sheet, "task")).value = "自行增加的任务"
    sheet.cell(8, named(sheet, "progress")).value = "自办"
    sheet.cell(4, 1).value = None  # somebody emptied a key: the words are enough
    data, done = updated(saved(book), of)
    sheet = opened(data)[MAIN]
    assert [sheet.cell(row, named(sheet, "progress")).value for row in (7, 8)] == ["副本", "自办"]
    assert done.new == 0
    assert sheet.cell(4, 1).value
    assert [row["类别"] for row in rows(opened(data)["提示"])] == ["行标识重复"]


def test_a_notice_that_the_graph_does_not_hold_is_left_alone(tmp_path: Path) -> None:
    data = fill(written(made(tmp_path, notice_text())))
    other = made(tmp_path, notice_text(["开展督查。（牵头单位：省审计厅）"], number=100))
    data, done = updated(data, other)
    check_filled(data)
    assert (done.new, done.gone) == (1, 0)
    sheet = opened(data)[MAIN]
    assert not sheet.column_dimensions[sheet.cell(1, named(sheet, "notice")).column_letter].hidden
    assert "青海省商务厅" in opened(data).sheetnames


def test_a_number_that_is_read_differently(tmp_path: Path) -> None:
    data = fill(written(made(tmp_path, notice_text())))
    data, done = updated(data, made(tmp_path, notice_text(number=98)))
    check_filled(data)
    assert (done.new, done.gone, done.moved, done.renamed) == (0, 0, 0, 5)


OLD = [
    ("task/1/clause/1", "甲"),
    ("task/2/clause/1", "加强领导"),
    ("task/3/clause/1", "乙"),
    ("task/4/clause/1", "加强领导"),
    ("task/5/clause/1", "丙"),
]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (OLD, [0, 1, 2, 3, 4]),
        # The first of two with the same words goes: what stands around the other tells which it is.
        ([OLD[0], *[(f"task/{i}/clause/1", text) for i, (_, text) in enumerate(OLD[2:], 2)]], [0, None, 1, 2, 3]),
        # Four tasks come before: the second now has a number that the first did not have either.
        ([(f"task/{i}/clause/1", text) for i, (_, text) in enumerate(OLD, 3)], [0, 1, 2, 3, 4]),
        # Two come before, so that the second's number is now the first's.
        ([("task/1/clause/1", "子"), ("task/2/clause/1", "丑"), *[(f"task/{i}/clause/1", text) for i, (_, text) in enumerate(OLD, 3)]], [2, 3, 4, 5, 6]),
        ([("task/1/clause/1", "毫不相干的另一件事")], [None] * 5),
    ],
)  # fmt: skip
def test_rows_are_found_again(now: list[tuple[str, str]], wanted: list[int | None]) -> None:
    old = [Old(Key.of("n", f"n/{place}", text), text) for place, text in OLD]
    new = [Old(Key.of("n", f"n/{place}", text), text) for place, text in now]
    found = match(old, new, frozenset({"n"}))
    assert [None if (m := found.get(row.key)) is None else [n.key for n in new].index(m.key) for row in old] == wanted


@pytest.mark.parametrize(
    ("column", "base", "main", "units", "take", "beside"),
    [
        ("progress", "", None, [None, None], None, []),
        ("progress", "", "甲", [None], None, []),
        ("progress", "", None, ["甲"], "甲", []),
        ("progress", "旧", "旧", ["新", "旧"], "新", []),
        ("progress", "旧", "旧", ["新", "新"], "新", []),
        ("progress", "旧", "旧", [None], None, []),
        ("progress", "旧", None, ["旧"], None, []),
        ("progress", "旧", None, ["新"], "新", []),
        ("progress", "旧", "甲", ["甲"], None, []),
        ("progress", "旧", "甲", ["乙", "旧"], "甲\n【u0】乙", []),
        ("progress", "旧", "旧", ["甲", "乙"], "【u0】甲\n【u1】乙", []),
        ("progress", None, "甲", ["乙"], "甲\n【u0】乙", []),
        ("progress", "旧", 5, ["乙"], None, ["乙"]),
        ("state", "旧", "甲", ["乙"], None, ["乙"]),
        ("state", "旧", "旧", ["甲", "乙"], "甲", ["乙"]),
        ("progress", "", "甲" * 20000, ["乙" * 20000], None, ["乙" * 20000]),
    ],
)
def test_entries_in_several_sheets(
    column: str, base: str | None, main: Any, units: list[Any], take: Any, beside: list[str]
) -> None:
    said = [Entered(f"u{i}", value) for i, value in enumerate(units)]
    found = settle(column, None if base is None else fingerprint(base), Entered("", main), said)
    assert (None if found.take is None else found.take.value) == take
    assert [e.value for e in found.beside] == beside


CELLS = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"),
        min_size=1,
        max_size=60,
    ).filter(str.strip),
    st.sampled_from(["=1+1", "+86", "-5", "@a", "#N/A", "_x0041_", "0012", "true", "1e5", "2018-01-01", "a" * 32000]),
    st.integers(-(10**9), 10**9),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)),
)
PLACES = st.tuples(st.sampled_from([MAIN, "青海省财政厅", "青海省商务厅"]), st.integers(0, 4), st.sampled_from(TYPED))


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=25,
    phases=(Phase.reuse, Phase.generate),  # making an example smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.dictionaries(PLACES, CELLS, max_size=12),
    later=st.permutations(range(5)),
    dropped=st.integers(0, 3),
    names=st.booleans(),
)
def test_whatever_is_typed_is_found_again(
    tmp_path: Path, typed: dict[tuple[str, int, str], Any], later: list[int], dropped: int, names: bool
) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    entered: list[tuple[str, str, str]] = []
    for (title, number, name), value in typed.items():
        sheet = book[title]
        words = list(WORDS)[number]
        if any(words in str(sheet.cell(r, named(sheet, "task")).value) for r in range(2, sheet.max_row + 1)):
            cell = at(sheet, words, name)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            entered.append((title, words, name))
    tasks = [TASKS[i] for i in later[dropped:]]
    if names:
        tasks = [task.replace("省财政厅", "省审计厅") for task in tasks]
    before = saved(book)
    # A number in a column of dates is a date to whoever reads it.
    said = [plain(at(opened(before)[title], words, name).value) for title, words, name in entered]
    sheet = opened(updated(before, made(tmp_path, notice_text(tasks)))[0])[MAIN]
    for (_, words, name), value in zip(entered, said, strict=True):
        row = row_of(sheet, words)
        now = [plain(sheet.cell(row, named(sheet, of)).value) for of in (name, "remarks")]
        assert any(value in text for text in now), (words, name, value, now)


BROKEN = {
    "empty": (b"", "is no workbook"),
    "text": ("台账".encode(), "is no workbook"),
    "password": (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
}


@pytest.mark.parametrize("kind", [*BROKEN, "cut", "flipped", "foreign", "keyless", "newer", "chart"])
def test_what_cannot_be_refreshed_is_left_untouched(tmp_path: Path, kind: str) -> None:
    good = written(made(tmp_path, notice_text()))
    book = opened(good)
    if kind in BROKEN:
        data, message = BROKEN[kind]
    elif kind == "cut":
        data, message = good[: len(good) // 2], "is no workbook, or damaged"
    elif kind == "flipped":
        middle = good.index(b"xl/worksheets/sheet1.xml") + 300
        data, message = good[:middle] + bytes(40) + good[middle + 40 :], "damaged"
    elif kind == "foreign":
        data, message = saved(Workbook()), "is no ledger of Zhengtu"
    elif kind == "keyless":
        for sheet in book.worksheets:
            sheet.delete_cols(1, 2)
        data, message = saved(book), "hidden columns"
    elif kind == "newer":
        book[MAIN]["A1"] = "zhengtu-ledger 9 zh ledger"
        data, message = saved(book), "newer version"
    else:
        from openpyxl.chart import BarChart, Reference

        chart = BarChart()
        chart.add_data(Reference(book[MAIN], min_col=5, min_row=1, max_row=3))
        book[MAIN].add_chart(chart)
        data, message = saved(book), "would lose"
    file = tmp_path / "台账.xlsx"
    file.write_bytes(data)
    with pytest.raises(GraphError, match=message):
        opened_file(file)
    assert file.read_bytes() == data
    assert not list(tmp_path.glob("台账.备份*"))


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_file_that_is_open_elsewhere(tmp_path: Path, lock: str) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(written(made(tmp_path, notice_text())))
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(GraphError, match="is open in another program"):
        opened_file(file)


def test_a_copy_of_the_old_file_is_kept_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    first = written(made(tmp_path, notice_text()))
    file.write_bytes(first)
    (tmp_path / "台账.备份-1.xlsx").write_bytes(b"older")
    done = refresh(opened_file(file), made(tmp_path, notice_text(TASKS[:3])), file)
    assert done.backup == tmp_path / "台账.备份-2.xlsx"
    assert done.backup is not None
    assert done.backup.read_bytes() == first
    assert (tmp_path / "台账.备份-1.xlsx").read_bytes() == b"older"
    second = refresh(opened_file(file), made(tmp_path, notice_text(TASKS[:3])), file)
    assert second.backup == tmp_path / "台账.备份-3.xlsx" or second.backup is None
    third = refresh(opened_file(file), made(tmp_path, notice_text(TASKS[:3])), file)
    assert third.backup is None  # nothing to change, nothing written


def test_a_file_that_changes_meanwhile_or_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "台账.xlsx"
    file.write_bytes(written(made(tmp_path, notice_text())))
    there = opened_file(file)
    later = fill(file.read_bytes())
    file.write_bytes(later)
    of = made(tmp_path, notice_text(TASKS[:3]))
    with pytest.raises(GraphError, match="was changed by somebody"):
        refresh(there, of, file)
    assert file.read_bytes() == later
    assert not list(tmp_path.glob("台账.备份*"))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    there = opened_file(file)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(GraphError, match="cannot be written"):
        refresh(there, of, file)
    assert file.read_bytes() == later
    assert sorted(f.name for f in tmp_path.iterdir() if f.suffix != ".txt") == ["台账.xlsx"]


def test_a_text_that_looks_like_an_escape_is_stored_as_it_was(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book[MAIN]
    at(sheet, "银企", "progress").value = "_x005F_x0041_与Bx005F_"
    at(sheet, "旅游", "progress").value = CellRichText(
        "甲_x005F_x0041_", TextBlock(InlineFont(b=True), "_x005F_x0042_")
    )
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS[1:])))
    stored = texts(data)
    assert "_x005F_x0041_与Bx005F_" in stored
    assert "甲_x005F_x0041_" in stored
    assert "_x005F_x0042_" in stored


def test_a_ledger_of_one_unit_is_not_refreshed_as_one_of_all(tmp_path: Path) -> None:
    whole = made(tmp_path, notice_text())
    unit = next(iri for iri, name in whole.names.items() if name == "青海省财政厅")
    one = made(tmp_path, notice_text(), unit=unit)
    assert [row.values["task_number"] for row in one.main.rows] == [1, 2, 4]
    file = tmp_path / "财政厅.xlsx"
    file.write_bytes(written(one))
    with pytest.raises(GraphError, match="with the same --agency"):
        refresh(opened_file(file), whole, file)
    assert refresh(opened_file(file), one, file).backup is None


def test_backups_have_names_of_their_own(tmp_path: Path) -> None:
    names = [backup(tmp_path / "a.xlsx", bytes([i]), "en").name for i in range(3)]
    assert names == ["a.backup-1.xlsx", "a.backup-2.xlsx", "a.backup-3.xlsx"]


def test_a_copy_of_a_sheet_stays_as_it_is(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(fill(written(of)))
    book.copy_worksheet(book[MAIN]).title = "一季度"
    old = read_ledger(saved(book), "x")
    assert old.sheets["ledger"].sheet.title == MAIN
    data, _ = updated(saved(book), made(tmp_path, notice_text(TASKS[1:])))
    assert at(opened(data)["一季度"], "冷链", "progress").value == WORDS["冷链"][1]


@pytest.mark.parametrize("remarks_too", [False, True])
def test_an_entry_of_a_unit_is_not_lost_where_the_cell_of_the_ledger_is_merged(
    tmp_path: Path, remarks_too: bool
) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    sheet = book[MAIN]
    for name in ("progress", "remarks") if remarks_too else ("progress",):
        column = named(sheet, name)
        sheet.merge_cells(start_row=2, end_row=4, start_column=column, end_column=column)
    at(book["青海省财政厅"], "旅游", "progress").value = "已拨款"
    data, done = updated(saved(book), of)
    book = opened(data)
    assert done.conflicts == 1
    assert at(book["青海省财政厅"], "旅游", "progress").value == "已拨款"
    told = [row["类别"] for row in rows(book["提示"])]
    assert ("未能汇入" in told) is remarks_too
    if not remarks_too:
        assert at(book[MAIN], "旅游", "remarks").value == "【青海省财政厅·进展情况】已拨款"
    again, done = updated(updated(data, of)[0], of)
    assert (done.conflicts, done.touched) == (0, 0)
    book = opened(again)
    assert at(book["青海省财政厅"], "旅游", "progress").value == "已拨款"
    assert ("未能汇入" in [row["类别"] for row in rows(book["提示"])]) is remarks_too
    # With room for it again, nothing is forgotten.
    for cells in [str(r) for r in book[MAIN].merged_cells.ranges]:
        book[MAIN].unmerge_cells(cells)
    book = opened(updated(saved(book), of)[0])
    for title in (MAIN, "青海省财政厅"):
        assert at(book[title], "旅游", "progress").value == "已拨款"


def test_a_formula_in_the_ledger_and_an_entry_of_a_unit_are_told_once(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    at(book[MAIN], "旅游", "progress").value = "=1+1"
    at(book["青海省财政厅"], "旅游", "progress").value = "已拨款"
    data, done = updated(saved(book), of)
    assert done.conflicts == 1
    data, done = updated(data, of)  # the warnings of the last update go
    assert done.conflicts == 0
    data, done = updated(data, of)
    assert (done.conflicts, done.touched) == (0, 0)
    book = opened(data)
    assert at(book[MAIN], "旅游", "progress").value == "=1+1"
    assert at(book[MAIN], "旅游", "remarks").value == "【青海省财政厅·进展情况】已拨款"
    assert at(book["青海省财政厅"], "旅游", "progress").value == "已拨款"


def test_control_characters_and_escapes_are_joined_as_they_are_stored(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    for name in ("progress", "state"):
        at(book[MAIN], "旅游", name).value = "主_x0007_"
        at(book["青海省财政厅"], "旅游", name).value = "文件_x005F_x0041_号"
    data, done = updated(saved(book), of)
    assert done.conflicts == 2
    stored = texts(data)
    assert "主\N{REPLACEMENT CHARACTER}\n【青海省财政厅】文件_x005F_x0041_号" in stored
    assert "【青海省财政厅·完成情况】文件_x005F_x0041_号" in stored


def test_entries_are_measured_as_they_are_stored() -> None:
    # 21,000 letters in all, 39,000 as stored.
    said = [Entered(f"u{i}", f"{i}" + "_x005F_x0041_" * 600) for i in range(5)]
    assert len("\n".join(plain(e.value) for e in said)) < 32_767
    assert settle("progress", "", Entered("", None), said).take is None


def test_words_in_columns_of_facts_do_not_go_with_their_row(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    finance, targets = book["青海省财政厅"], book["目标"]
    at(finance, "旅游", "leader").value = "张副厅长"
    (row,) = [r for r in range(2, targets.max_row + 1) if "厕所" in str(targets.cell(r, named(targets, "quote")).value)]
    targets.cell(row, named(targets, "region")).value = "西宁市"
    data, _ = updated(saved(book), made(tmp_path, notice_text([TASKS[0], *TASKS[2:]])))
    book = opened(data)
    assert at(book["青海省财政厅"], "旅游", "leader").value == "张副厅长"
    assert at(book["青海省财政厅"], "旅游", "status").value == "已移除"
    assert "西宁市" in [row["地区"] for row in rows(book["目标"])]
    # Nobody has written into the row that commerce had.
    assert [r for r in rows(book["青海省商务厅"]) if "旅游" in str(r["任务内容"])] == []


def test_words_in_the_column_for_updates_stay(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    at(book[MAIN], "旅游", "status").value = "已电话催办"
    at(book[MAIN], "银企", "status").value = "待销号"
    fewer = made(tmp_path, notice_text([t for t in TASKS if "银企" not in t]))
    data, done = updated(saved(book), fewer)
    sheet = opened(data)[MAIN]
    assert at(sheet, "旅游", "status").value == "已电话催办"
    assert at(sheet, "银企", "status").value == "待销号"
    assert done.gone == 1
    # Of the row that did not change there was nothing to say.
    assert [(row["类别"], row["说明"].splitlines()[-1]) for row in rows(opened(data)["提示"])] == [
        ("未作标注", "已移除")
    ]
    data, done = updated(data, fewer)
    assert done.gone == 0


def test_rows_that_were_sorted_without_their_hidden_columns(tmp_path: Path) -> None:
    tasks = [*TASKS, TASKS[4].replace("省发展改革委", "省审计厅")]  # the same words twice
    of = made(tmp_path, notice_text(tasks))
    book = opened(written(of))
    sheet = book[MAIN]
    for row in range(2, 8):
        sheet.cell(row, named(sheet, "progress")).value = f"进展{row - 1}"
    book = opened(updated(saved(book), of)[0])
    sheet = book[MAIN]
    order = [7, 5, 2, 6, 4, 3]
    held = [[sheet.cell(row, c).value for c in range(3, sheet.max_column + 1)] for row in order]
    for row, values in enumerate(held, 2):
        for column, value in enumerate(values, 3):
            sheet.cell(row, column).value = value
    data, done = updated(saved(book), of)
    sheet = opened(data)[MAIN]
    found = {
        sheet.cell(row, named(sheet, "task_number")).value: sheet.cell(row, named(sheet, "progress")).value
        for row in range(2, 8)
    }
    assert found == {i: f"进展{i}" for i in range(1, 7)}
    assert (done.kept, done.changed, done.new, done.conflicts) == (0, 0, 0, 0)
    assert [sheet.cell(row, named(sheet, "task_number")).value for row in range(2, 8)] == [r - 1 for r in order]


def test_a_warning_that_no_longer_holds_goes(tmp_path: Path) -> None:
    open_list = [*TASKS[:4], "加强组织领导。（牵头单位：省发展改革委等）"]
    data = written(made(tmp_path, notice_text(open_list)))
    assert [row["类别"] for row in rows(opened(data)["提示"])] == ["单位列举未尽"]
    data, _ = updated(data, made(tmp_path, notice_text()))
    assert rows(opened(data)["提示"]) == []


def test_the_ledger_is_read_before_the_sheets_of_units(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    for title in (MAIN, "青海省财政厅"):
        sheet = book[title]
        sheet.cell(1, named(sheet, "person")).value = "经办人"
        for name in list(sheet.defined_names):
            if title != MAIN:
                del sheet.defined_names[name]
    book.move_sheet(book[MAIN], len(book.sheetnames))
    old = read_ledger(saved(book), "x")
    (finance,) = [s for s in old.sheets.values() if s.sheet.title == "青海省财政厅"]
    assert finance.sheet.cell(1, finance.columns["person"]).value == "经办人"


def test_a_table_grows_with_its_rows(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book[MAIN]
    sheet.auto_filter.ref = None
    table = Table(displayName="台账表", ref="A1:W6")
    table.autoFilter = AutoFilter(ref="A1:W6")
    sheet.add_table(table)
    new = ["制定年度计划。（牵头单位：省统计局）", *TASKS]
    found = opened(updated(saved(book), made(tmp_path, notice_text(new)))[0])[MAIN].tables["台账表"]
    assert (found.ref, found.autoFilter.ref) == ("A1:W7", "A1:W7")


def test_the_index_counts_what_is_left_alone(tmp_path: Path) -> None:
    data = written(made(tmp_path, notice_text()))
    before = {row["单位"]: row for row in rows(opened(data)["目录"])}
    other = made(tmp_path, notice_text(["开展督查。（牵头单位：省审计厅；配合单位：省财政厅）"], number=100))
    data, _ = updated(data, other)
    book = opened(data)
    after = {row["单位"]: row for row in rows(book["目录"])}
    assert set(after) == {*before, "青海省审计厅"}
    assert [*after["青海省商务厅"].values()] == [*before["青海省商务厅"].values()]
    assert after["青海省财政厅"]["配合"] == before["青海省财政厅"]["配合"] + 1
    assert [row["类别"] for row in rows(book["提示"])].count("公文不在图中") == 1
    assert updated(updated(data, other)[0], other)[1].touched == 0


def test_facts_replaced_where_nobody_can_tell_whose_they_were_are_recorded(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    finance, targets = book["青海省财政厅"], book["目标"]
    at(finance, "旅游", "leader").value = "张副厅长"
    finance.cell(row_of(finance, "旅游"), 2).value = None
    targets.cell(2, named(targets, "region")).value = "西宁市"
    targets.cell(2, 2).value = None
    data, _ = updated(saved(book), of)
    assert {row["原值"] for row in rows(opened(data)["变更记录"])} == {"张副厅长", "西宁市"}


def test_many_clauses_are_found_again_by_similar_words_in_a_moment() -> None:
    chosen = random.Random(1)
    words = ["".join(chr(chosen.randrange(0x4E00, 0x9000)) for _ in range(30)) for _ in range(2500)]
    old = [Old(Key.of("n", f"n/task/{i}", text), text) for i, text in enumerate(words)]
    new = [Old(Key.of("n", f"n/task/{i + 1}", text + "任务"), text + "任务") for i, text in enumerate(words)]
    found = match(old, new, frozenset({"n"}))
    assert [found[row.key].key for row in old] == [row.key for row in new]


PLAN = (*TASKS, "推动养老服务。（牵头单位：省民政厅）", "培育家政企业。（牵头单位：省商务厅）")


@pytest.mark.parametrize(
    ("changes", "tasks", "moved"),
    [
        # Its number alone is read otherwise, or its text a little as well: the same notice.
        ((("99号", "98号"),), PLAN, 7),
        ((("99号", "98号"),), (*PLAN[:5], "推动养老服务发展。（牵头单位：省民政厅）", PLAN[6]), 7),
        # Read as one of another year, word for word the same.
        ((("2018〕99号", "2017〕99号"),), PLAN, 7),
        # Next year's plan, a city's own, another notice of the same year: they have tasks in common, and are others.
        ((("2018〕99号", "2019〕9号"),), (*PLAN[:5], "推动托育服务。（牵头单位：省民政厅）"), 0),
        (
            (("青海省人民政府", "西宁市人民政府"), ("青政办", "宁政办")),
            (*PLAN[:6], "办好市集。（牵头单位：市商务局）"),
            0,
        ),
        ((("99号", "120号"),), (*PLAN[:2], "修建水库。（牵头单位：省水利厅）", "做好水文。（牵头单位：省水利厅）"), 0),
    ],
)
def test_what_was_filled_in_goes_to_another_notice_only_if_it_is_the_same(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], tasks: tuple[str, ...], moved: int
) -> None:
    book = opened(written(made(tmp_path, notice_text(PLAN))))
    for row in range(2, 9):
        book[MAIN].cell(row, named(book[MAIN], "progress")).value = f"第{row}行"
    text = notice_text(tasks)
    for before, after in changes:
        text = text.replace(before, after)
    data, done = updated(saved(book), made(tmp_path, text))
    found = rows(opened(data)[MAIN])
    filled = {row["公文"]: sum(bool(r["进展情况"]) for r in found if r["公文"] == row["公文"]) for row in found}
    number = re.search("[青宁]政办.*?号", text)
    assert number is not None
    expected = {number[0]: 7} if moved else {number[0]: 0, "青政办〔2018〕99号": 7}
    assert filled == expected
    told = [row["内容"] for row in rows(opened(data)["提示"]) if row["类别"] == "公文标识变更"]
    assert told == (["青政办〔2018〕99号"] if moved else [])
    assert ("calls this notice otherwise" in " ".join(done.told)) == bool(moved)
    assert done.new == (0 if moved else len(tasks))


def test_an_array_formula_is_what_it_says(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    cell = at(book[MAIN], "旅游", "remarks")
    cell.value = ArrayFormula(cell.coordinate, "=SUM(1,2)")
    data, _ = updated(saved(book), of)
    assert at(opened(data)[MAIN], "旅游", "remarks").value.text == "=SUM(1,2)"


@pytest.mark.parametrize(
    ("cell", "text"), [("B1", "[" * 30_000), ("B3", "[" * 30_000), ("A3", f"x task/{'9' * 5000} aaaaaaaaaaaa")]
)
def test_hidden_cells_that_somebody_has_filled_with_anything(tmp_path: Path, cell: str, text: str) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    book[MAIN][cell].value = text
    at(book[MAIN], "旅游", "progress").value = "已办"
    data, _ = updated(saved(book), of)
    assert "已办" in texts(data)


def test_a_number_that_no_notice_has(tmp_path: Path) -> None:
    """Python refuses to read more than some 4,300 digits."""
    book = opened(written(made(tmp_path, notice_text())))
    at(book[MAIN], "旅游", "task_number").value = "9" * 5000
    data, done = updated(saved(book), made(tmp_path, notice_text([TASKS[0], *TASKS[2:]])))
    assert done.gone == 1
    assert at(opened(data)[MAIN], "旅游", "task_number").value == "9" * 5000


def test_a_title_above_the_headings_is_refused(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    book[FINANCE].insert_rows(1)
    book[FINANCE]["C1"].value = "青海省2018年重点任务台账"
    with pytest.raises(GraphError, match=f"sheet {FINANCE}: its headings stand in row 2.*take out the rows above"):
        read_ledger(saved(book), "x")


def test_copies_of_a_sheet(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    copy = book.copy_worksheet(book[MAIN])
    copy.title = "3月底"
    book.move_sheet(copy, -len(book.sheetnames) + 1)
    at(book[MAIN], "旅游", "progress").value = "已办"
    data, _ = updated(saved(book), of)
    assert at(opened(data)[FINANCE], "旅游", "progress").value == "已办"
    assert at(opened(data)["3月底"], "旅游", "progress").value is None
    book[MAIN].title = "4月底"
    with pytest.raises(GraphError, match=r"several sheets that are copies of one: 3月底, 4月底.*empty cell A1"):
        read_ledger(saved(book), "x")


def test_a_column_of_the_office_with_our_heading_beside_ours_renamed(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    at(book[MAIN], "旅游", "remarks").value = "我的备注"
    data, _ = updated(saved(book), of)
    book = opened(data)
    sheet = book[MAIN]
    ours, own = named(sheet, "remarks"), sheet.max_column + 1
    sheet.cell(1, ours).value = "备注（办公室）"
    sheet.cell(1, own).value = "备注"
    sheet.cell(2, own).value = "自己的"
    at(book[FINANCE], "冷链", "remarks").value = "财政备注"
    data, _ = updated(saved(book), of)
    sheet = opened(data)[MAIN]
    assert [sheet.cell(row, own).value for row in range(2, 7)] == ["自己的", None, None, None, None]
    assert [sheet.cell(row, ours).value for row in range(2, 4)] == ["财政备注", "我的备注"]


def test_a_row_that_is_kept_in_the_sheet_of_a_unit_takes_nothing_from_its_clause(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    at(book["青海省财政厅"], "旅游", "remarks").value = "=1+1"  # it is nowhere else, so the row stays
    at(book[MAIN], "旅游", "progress").value = "已开工"
    data = saved(book)
    first, second = ("先做此事。（牵头单位：省审计厅）", "再做彼事。（牵头单位：省审计厅）")
    dropped = [TASKS[0], TASKS[1].replace("省财政厅、", ""), *TASKS[2:]]
    for tasks in ([first, *dropped], [first, second, *dropped], [*dropped[2:4], dropped[1], dropped[4], dropped[0]]):
        data, done = updated(data, made(tmp_path, notice_text(tasks)))
        assert not done.back
        sheet = opened(data)[MAIN]
        assert at(sheet, "旅游", "progress").value == "已开工"  # the one row that has these words
        assert at(sheet, "旅游", "status").value in {None, "变更：配合单位"}
    finance = opened(data)["青海省财政厅"]
    assert at(finance, "旅游", "status").value == "已移除"
    assert finance.cell(row_of(finance, "旅游"), 1).value == sheet.cell(row_of(sheet, "旅游"), 1).value


def test_a_row_that_is_kept_in_the_sheet_of_a_unit_follows_a_notice_with_another_number(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    at(book["青海省财政厅"], "旅游", "remarks").comment = Comment("注意", "某")
    tasks = [TASKS[0], TASKS[1].replace("省财政厅、", ""), *TASKS[2:]]
    data, _ = updated(saved(book), made(tmp_path, notice_text(tasks, 98)))
    book = opened(data)
    at(book["青海省财政厅"], "旅游", "progress").value = "财政说"
    data, done = updated(saved(book), made(tmp_path, notice_text(tasks, 98)))
    assert (at(opened(data)[MAIN], "旅游", "progress").value, done.taken) == ("财政说", 1)
    assert not [row for row in rows(opened(data)["提示"]) if row["类别"] == "公文不在图中"]


def test_the_copy_of_a_row_takes_nothing_from_its_row_when_numbers_change(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book[MAIN]
    row, last = row_of(sheet, "旅游"), sheet.max_row + 1
    at(sheet, "旅游", "progress").value = "原行"
    for column in range(1, sheet.max_column + 1):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    sheet.cell(last, named(sheet, "progress")).value = "副本"
    data = saved(book)
    for tasks in (["先做此事。（牵头单位：省审计厅）", *TASKS], [TASKS[4], TASKS[1], TASKS[0], *TASKS[2:4]]):
        data, _ = updated(data, made(tmp_path, notice_text(tasks)))
        sheet = opened(data)[MAIN]
        found = [r for r in range(2, sheet.max_row + 1) if "旅游" in str(sheet.cell(r, named(sheet, "task")).value)]
        assert [sheet.cell(r, named(sheet, "progress")).value for r in found] == ["原行", "副本"]
        assert [sheet.cell(r, named(sheet, "status")).value for r in found] == [None, None]
        assert len({sheet.cell(r, 1).value for r in found}) == 1
