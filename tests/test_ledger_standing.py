"""What an update leaves alone: marks, warnings and files; and what it tells of sheets and columns that are not there."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import column_index_from_string, get_column_letter
from zhengtu.graph.errors import GraphError
from zhengtu.tests.ledger_books import (
    DAY,
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
from zhengtu.viz.ledger.files import Refreshed, backup, newest_copy, refresh
from zhengtu.viz.ledger.files import opened as opened_file
from zhengtu.viz.ledger.update import Updated

Run = Callable[..., subprocess.CompletedProcess[str]]
MAIN = "总台账"
FINANCE = "青海省财政厅"
NEW = "举办博览会。（牵头单位：省商务厅；配合单位：省财政厅）"


def kinds(data: bytes) -> list[str]:
    return [row["类别"] for row in rows(opened(data)["提示"])]


def marks(data: bytes, title: str = MAIN) -> dict[int, str | None]:
    return {row["任务序号"]: row["更新情况"] for row in rows(opened(data)[title])}


def test_an_update_with_nothing_changed_writes_nothing_and_makes_no_copy(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    book = opened(written(made(tmp_path, notice_text())))
    at(book[MAIN], "旅游", "progress").value = "主表说"
    at(book[FINANCE], "旅游", "progress").value = "财政说"
    file.write_bytes(saved(book))
    later = made(tmp_path, notice_text([*TASKS[:2], NEW, TASKS[2].replace("降低", "大幅降低"), TASKS[3]]))
    assert refresh(opened_file(file), later, file, day=DAY).backup == tmp_path / "台账.备份-1.xlsx"
    data = file.read_bytes()
    marked = [(row["任务内容"][:4], row["更新情况"]) for row in rows(opened(data)[MAIN])]
    assert marked == [
        ("推进冷链", None),
        ("加快旅游", None),
        ("举办博览", "新增"),
        ("完善银企", "变更：任务内容"),
        ("建设农村", None),  # its number alone
        ("加强组织", "已移除"),
    ]
    assert sorted(kinds(data)) == ["填报不一致", "对应存疑"]
    before = file.stat().st_mtime_ns
    for _ in range(2):
        done = refresh(opened_file(file), later, file, day=DAY)
        assert (done.backup, done.updated.touched) == (None, 0)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (data, before)
    assert not (tmp_path / "台账.备份-2.xlsx").exists()


def test_marks_stay_until_the_facts_of_their_row_change(tmp_path: Path) -> None:
    data = written(made(tmp_path, notice_text(TASKS[:4])))
    changed = [TASKS[0], TASKS[1].replace("省财政厅、", ""), *TASKS[2:4]]
    data, _ = updated(data, made(tmp_path, notice_text([*changed, NEW])))
    assert marks(data) == {1: None, 2: "变更：配合单位", 3: None, 4: None, 5: "新增"}
    # Another update, with other changes.
    changed[0] = TASKS[0].replace("省商务厅", "省发展改革委")
    data, _ = updated(data, made(tmp_path, notice_text([*changed, NEW])))
    assert marks(data) == {1: "变更：牵头单位", 2: "变更：配合单位", 3: None, 4: None, 5: "新增"}
    assert marks(data, FINANCE)[5] == "新增"
    # The clerk empties a cell: it stays empty. A new change has a new mark.
    book = opened(data)
    at(book[MAIN], "旅游", "status").value = None
    data, _ = updated(saved(book), made(tmp_path, notice_text([*changed, NEW.replace("省商务厅", "省审计厅")])))
    assert marks(data) == {1: "变更：牵头单位", 2: None, 3: None, 4: None, 5: "变更：牵头单位"}
    # Gone, unmarked by the clerk, gone still, and back.
    data, done = updated(data, made(tmp_path, notice_text(changed[:3])))
    assert (marks(data)[4], done.gone) == ("已移除", 2)
    book = opened(data)
    at(book[MAIN], "农村公路", "status").value = None
    data, done = updated(saved(book), made(tmp_path, notice_text(changed[:3])))
    assert (marks(data)[4], marks(data)[5], done.gone) == (None, "已移除", 0)
    data, done = updated(data, made(tmp_path, notice_text([*changed[:3], TASKS[3].replace("省财政厅", "省审计厅")])))
    assert (marks(data)[4], done.back) == ("恢复；变更：配合单位", 1)


def test_the_list_of_changes_has_rows_that_came_went_and_came_back(tmp_path: Path) -> None:
    data = written(made(tmp_path, notice_text(TASKS[:3])))
    for tasks in (TASKS[:4], TASKS[:3], TASKS[:4]):
        data, _ = updated(data, made(tmp_path, notice_text(tasks)))
    found = rows(opened(data)["变更记录"])
    number = "青政办〔2018〕99号"
    words = TASKS[3].partition("（")[0]
    assert [(r["更新次序"], r["类别"], r["公文"], r["任务序号"], r["内容"]) for r in found] == [
        (i, what, number, 4, words) for i, what in ((1, "新增"), (2, "已移除"), (3, "恢复"))
    ]
    assert {r["更新日期"].date() for r in found} == {DAY}


def test_a_warning_of_what_happened_stays_until_somebody_deletes_it(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    at(book[MAIN], "旅游", "progress").value = "主表说"
    at(book[FINANCE], "旅游", "progress").value = "财政说"
    data, _ = updated(saved(book), made(tmp_path, notice_text()))
    # It goes along with its clause, which has another number now.
    data, _ = updated(data, made(tmp_path, notice_text([NEW, *TASKS])))
    (told,) = rows(opened(data)["提示"])
    assert (told["类别"], told["任务序号"]) == ("填报不一致", 3)
    book = opened(data)
    sheet = book["提示"]
    for column in range(3, sheet.max_column + 1):
        sheet.cell(2, column).value = None
    data, _ = updated(saved(book), made(tmp_path, notice_text([NEW, *TASKS])))
    assert kinds(data) == []


@pytest.mark.parametrize("written_into", [False, True])
def test_what_happens_to_a_cell_again_is_a_warning_of_its_own(tmp_path: Path, written_into: bool) -> None:
    of = made(tmp_path, notice_text())
    data = written(of)
    for i in (1, 2, 3):
        book = opened(data)
        at(book[MAIN], "旅游", "progress").value = f"主表{i}"
        at(book[FINANCE], "旅游", "progress").value = f"财政{i}"
        data, done = updated(saved(book), of)
        assert done.conflicts == 1
        told = [row["说明"] for row in rows(opened(data)["提示"])]
        assert len(told) == i
        assert f"【{FINANCE}】财政{i}" in told[-1]
        if written_into:
            assert told[:-1] == [f"已与财政厅商定{j}" for j in range(1, i)]
            book = opened(data)
            hint = book["提示"]
            hint.cell(i + 1, named(hint, "advice")).value = f"已与财政厅商定{i}"
            data, _ = updated(saved(book), of)
    # All of them go along with their clause.
    data, _ = updated(data, made(tmp_path, notice_text([NEW, *TASKS])))
    assert {row["任务序号"] for row in rows(opened(data)["提示"])} == {3}


def test_a_warning_of_a_row_that_is_kept_in_the_sheet_of_a_unit_has_the_number_of_its_clause(tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    at(book[FINANCE], "旅游", "status").value = "已阅"  # it is nowhere else, so the row stays
    tasks = [NEW, TASKS[0], TASKS[1].replace("省财政厅、", ""), *TASKS[2:]]
    data, _ = updated(saved(book), made(tmp_path, notice_text(tasks)))
    assert [(row["类别"], row["任务序号"]) for row in rows(opened(data)["提示"])] == [("未作标注", 3)]


@pytest.mark.parametrize(
    ("heading", "shifted", "found"),
    [
        ("完成情况（请填写）", True, True),
        ("完成情况（请填写）", False, True),
        ("一季度完成情况", False, True),
        ("请各单位填写", True, True),
        ("请各单位填写", False, False),
    ],
)
@pytest.mark.parametrize("filled", [False, True])
def test_a_renamed_heading_beside_a_column_that_was_put_in(
    tmp_path: Path, heading: str, shifted: bool, found: bool, filled: bool
) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    if filled:
        at(book[MAIN], "冷链", "state").value = "推进中"
        at(book[MAIN], "旅游", "state").value = "滞后"
        book = opened(updated(saved(book), of)[0])
    sheet = book[MAIN]
    column = named(sheet, "state")
    sheet.insert_cols(column)
    sheet.cell(1, column).value = "办公室意见"
    sheet.cell(2, column).value = "请抓紧"
    sheet.cell(1, column + 1).value = heading
    if shifted:  # as spreadsheet programs do
        for defined in sheet.defined_names.values():
            at_now = column_index_from_string(defined.attr_text.rpartition("$")[2])
            letter = get_column_letter(at_now + (at_now >= column))
            defined.attr_text = f"'{MAIN}'!${letter}:${letter}"
    else:  # and what was put in stands where the name points to
        sheet.cell(3, column).value = "另有意见"
    at(book[FINANCE], "农村公路", "state").value = "未启动"
    data, done = updated(saved(book), of)
    sheet = opened(data)[MAIN]
    # What was written there last tells too which column it is.
    found = found or filled
    assert sheet.cell(row_of(sheet, "农村公路"), column + 1).value == ("未启动" if found else None)
    assert [sheet.cell(row, column).value for row in (2, 4, 5)] == ["请抓紧", None, None]
    assert (kinds(data).count("填报栏缺失"), len(done.told)) == ((0, 0) if found else (1, 1))
    if filled:
        assert [sheet.cell(row, column + 1).value for row in (2, 3)] == ["推进中", "滞后"]


def test_a_column_for_progress_that_was_taken_out_is_told_of_once(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    sheet = book[MAIN]
    sheet.delete_cols(named(sheet, "problems"))
    at(book[FINANCE], "旅游", "problems").value = "资金未到位"
    data, done = updated(saved(book), of)
    assert done.told == (
        "总台账·存在问题: the sheet has no such column for progress any more; if its heading was changed, change it back",
    )
    assert kinds(data) == ["填报栏缺失"]
    assert at(opened(data)[FINANCE], "旅游", "problems").value == "资金未到位"
    # The clerk deletes the warning; the next update, with other changes, is silent about it.
    book = opened(data)
    book["提示"].delete_rows(2)
    data, done = updated(saved(book), made(tmp_path, notice_text([*TASKS, NEW])))
    assert (done.told, kinds(data)) == ((), [])
    assert at(opened(data)[FINANCE], "旅游", "problems").value == "资金未到位"
    # With the column back, nothing is forgotten.
    book = opened(data)
    sheet = book[MAIN]
    sheet.cell(1, sheet.max_column + 1).value = "存在问题"
    data, _ = updated(saved(book), made(tmp_path, notice_text([*TASKS, NEW])))
    assert at(opened(data)[MAIN], "旅游", "problems").value == "资金未到位"


TWICE = [*TASKS, "开展督查。", TASKS[4].replace("省发展改革委", "省财政厅"), TASKS[0].replace("冷链", "冷藏")]
"""One that no unit has, the same words twice, and words that are like others."""


def typed_in(tmp_path: Path, tasks: list[str] = TWICE) -> Any:
    """A ledger in which each row has its own number typed in, kept by an update; and more typed since."""
    of = made(tmp_path, notice_text(tasks))
    book = opened(written(of))
    for row in range(2, len(tasks) + 2):
        book[MAIN].cell(row, named(book[MAIN], "progress")).value = f"进展{row - 1}"
    book = opened(updated(saved(book), of)[0])
    for row in range(2, len(tasks) + 2):
        book[MAIN].cell(row, named(book[MAIN], "problems")).value = f"问题{row - 1}"
    return book


def by_words(data: bytes) -> dict[str, list[tuple[Any, Any]]]:
    found: dict[str, list[tuple[Any, Any]]] = {}
    for row in rows(opened(data)[MAIN]):
        found.setdefault(str(row["任务内容"]), []).append((row["进展情况"], row["存在问题"]))
    return found


def without_keys(book: Any, title: str = MAIN) -> None:
    """As after the columns were deleted, and two put in before the first in a spreadsheet program."""
    for row in book[title].iter_rows(max_col=2):
        for cell in row:
            cell.value = None


@pytest.mark.parametrize("amended", [False, True])
def test_a_main_sheet_without_its_hidden_columns_has_its_rows_found_by_their_words(
    tmp_path: Path, amended: bool
) -> None:
    book = typed_in(tmp_path)
    sheet = book[MAIN]
    if amended:
        at(sheet, "旅游", "task").value = "加快旅游业发展，新建旅游厕所一百座。"
    without_keys(book)
    # The rows were sorted too.
    held = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row, values in enumerate(reversed(held), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
    later = made(tmp_path, notice_text([NEW, *TWICE[:2], *TWICE[3:]]))
    data, done = updated(saved(book), later)
    assert opened(data).sheetnames.count(MAIN) == 1
    assert [said.partition(":")[0] for said in done.told] == [MAIN]
    assert (done.new, done.gone, done.conflicts) == (1, 1, 0)
    assert kinds(data).count("标识列恢复") == 1
    found = by_words(data)
    for i, task in enumerate(TWICE, 1):
        words = task.partition("（")[0].replace("100", "一百" if amended and i == 2 else "100")
        assert (f"进展{i}", f"问题{i}") in found[words], words
    numbers = {row["进展情况"]: row["任务序号"] for row in rows(opened(data)[MAIN])}
    assert [numbers[f"进展{i}"] for i in (1, 2, 4, 5, 6, 7, 8)] == list(range(2, 9))
    assert (found["举办博览会。"], len(found["加强组织领导。"])) == ([(None, None)], 2)
    assert opened(data)[MAIN].column_dimensions["A"].hidden


@pytest.mark.parametrize("sheets", [0, 100])
@pytest.mark.parametrize("warned", ["开展督查。", "与有关单位会商。（牵头单位：省审计厅、省统计局等）"])
def test_a_warning_of_a_clause_is_no_notice_of_that_name(tmp_path: Path, sheets: int, warned: str) -> None:
    book = opened(written(made(tmp_path, notice_text([*TASKS, warned]), sheets=sheets)))
    assert len(kinds(saved(book))) == 1
    at(book[MAIN], "银企", "progress").value = "已对接"
    without_keys(book)
    later = [*TASKS[:2], TASKS[2].replace("降低", "切实降低"), *TASKS[3:], warned]
    data, done = updated(saved(book), made(tmp_path, notice_text(later), sheets=sheets))
    assert (done.new, done.similar, done.gone) == (0, 1, 0)
    assert at(opened(data)[MAIN], "切实降低", "progress").value == "已对接"
    (told,) = [row["说明"] for row in rows(opened(data)["提示"]) if row["类别"] == "标识列恢复"]
    assert told.endswith("对应 6 行，未对应 0 行")


def test_the_sheet_of_a_unit_without_its_hidden_columns(tmp_path: Path) -> None:
    book = typed_in(tmp_path)
    at(book[FINANCE], "旅游", "remarks").value = "财政说"
    without_keys(book, FINANCE)
    data, done = updated(saved(book), made(tmp_path, notice_text([NEW, *TWICE])))
    assert [title for title in opened(data).sheetnames if "财政" in title] == [FINANCE]
    assert at(opened(data)[MAIN], "旅游", "remarks").value == "财政说"
    assert done.told[0].startswith(FINANCE)


@pytest.mark.parametrize("title", [MAIN, FINANCE])
@pytest.mark.parametrize("copies", [False, True])
def test_a_sheet_whose_hidden_columns_were_deleted_is_refused(tmp_path: Path, title: str, copies: bool) -> None:
    book = typed_in(tmp_path)
    file = tmp_path / "台账.xlsx"
    if copies:
        for _ in range(2):
            backup(file, saved(book))
        backup(file, b"broken")
    book[title].delete_cols(1, 2)
    file.write_bytes(saved(book))
    advice = "go back to 台账.备份-2.xlsx" if copies else "go back to a copy of your own"
    with pytest.raises(
        GraphError,
        match=f"sheet {title} has lost its hidden columns A and B; insert two empty columns before its first one and "
        f"update again, or {advice}",
    ):
        opened_file(file)


def test_a_damaged_file_and_its_newest_sound_copy(tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    good = written(made(tmp_path, notice_text()))
    for i in range(11):
        backup(file, good if i != 10 else good[:3000])
    file.write_bytes(good[:3000])
    with pytest.raises(GraphError, match=r"damaged .*; go back to 台账\.备份-10\.xlsx, its newest sound copy"):
        opened_file(file)
    (tmp_path / "台账.备份-3.xlsx").unlink()
    assert backup(file, good).name == "台账.备份-12.xlsx"
    assert newest_copy(file) == "台账.备份-12.xlsx"


def test_a_main_sheet_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    other = notice_text(["开展审计。（牵头单位：省审计厅）"], number=100)
    book = opened(written(made(tmp_path, notice_text(), other)))
    at(book["青海省审计厅"], "审计", "progress").value = "已审计"
    at(book[FINANCE], "旅游", "progress").value = "已拨款"
    data, _ = updated(saved(book), made(tmp_path, notice_text(), other))
    index = rows(opened(data)["目录"])
    book = opened(data)
    del book[MAIN]
    # The graph does not hold the other notice: its row is in the sheet of its unit alone.
    data, done = updated(saved(book), made(tmp_path, notice_text()))
    assert (done.new, done.gone, done.back, done.taken) == (0, 0, 0, 2)
    assert done.told[0].startswith("总台账: the sheet was gone and is made again")
    book = opened(data)
    assert book.sheetnames[0] == MAIN
    assert at(book[MAIN], "审计", "progress").value == "已审计"
    assert at(book[MAIN], "旅游", "progress").value == "已拨款"
    assert {row["更新情况"] for row in rows(book[MAIN])} == {None}
    shown = [[list(row.values())[2:] for row in of] for of in (rows(book["目录"]), index)]
    assert sorted(shown[0]) == sorted(shown[1])
    assert sorted(kinds(data)) == ["公文不在图中", "总台账重建"]


def test_a_sheet_of_a_unit_that_was_deleted_is_not_new(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text())
    book = opened(written(of))
    del book[FINANCE]
    del book["目标"]
    data, done = updated(saved(book), of)
    assert {row["更新情况"] for title in (FINANCE, "目标") for row in rows(opened(data)[title])} == {None}
    assert done.new == 0


SUMMARIES = [
    (Updated(new=1, changed=2, touched=3), "1 row new, 2 rows changed"),
    (Updated(taken=1, conflicts=1, touched=1), "1 cell taken over from sheets of units, 1 cell filled in differently (see 提示, Warnings)"),
    (Updated(renamed=5, touched=1), "5 rows of a notice that has another number or title"),
    (Updated(moved=1, similar=1, back=1, touched=1), "1 row back again, 1 row found again under another number, 1 row found again by similar words"),
    (Updated(touched=4), "the rows are as they were"),
]  # fmt: skip


@pytest.mark.parametrize(("done", "words"), SUMMARIES)
def test_what_an_update_says(done: Updated, words: str) -> None:
    assert Refreshed(done, None).summary() == words


def test_a_notice_without_number_whose_title_changes_keeps_its_numbers(tmp_path: Path) -> None:
    def named_so(title: str) -> str:
        return "\n".join([title, *(f"{i}.{task}" for i, task in enumerate(TASKS, 1))]) + "\n"

    data = written(made(tmp_path, named_so("青海省某工作要点")))
    data, done = updated(data, made(tmp_path, named_so("青海省某项工作要点")))
    assert (done.moved, done.renamed, done.new, done.gone) == (0, 5, 0, 0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_without_number_and_title_has_no_iri_for_people(tmp_path: Path, language: Any) -> None:
    tasks = "\n".join(f"{i}.{task}" for i, task in enumerate(TASKS, 1))
    of = made(tmp_path, f"做好某事。\n{tasks}\n", language=language)
    shown = {
        str(value) for table in (of.main, of.warnings, *of.units) for row in table.rows for value in row.values.values()
    }
    assert not [value for value in shown if "://" in value]
    word = "无文号无标题公文 " if language == "zh" else "notice without number or title "
    assert any(value.startswith(word) for value in shown)


def test_a_notice_that_sets_no_task_any_more(zhengtu: Run, tmp_path: Path) -> None:
    """The graph holds it all the same: its rows are gone, and not left as those of a notice that is elsewhere."""
    (tmp_path / "a.txt").write_text(notice_text(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(notice_text(["开展审计。（牵头单位：省审计厅）"], 100), encoding="utf-8")
    assert zhengtu("build", "a.txt", "b.txt", "-o", "g.nq").returncode == 0
    assert zhengtu("ledger", "--graph", "g.nq", "-o", "l.xlsx").returncode == 0
    (tmp_path / "b.txt").write_text(notice_text([], 100) + "特此通知。\n", encoding="utf-8")
    assert zhengtu("build", "a.txt", "b.txt", "-o", "g.nq").returncode == 0
    done = zhengtu("ledger", "--graph", "g.nq", "-o", "l.xlsx", "--update")
    assert (done.returncode, "1 row gone" in done.stderr) == (0, True), done.stderr
    marks = {row["公文"]: row["更新情况"] for row in rows(opened((tmp_path / "l.xlsx").read_bytes())[MAIN])}
    assert marks == {"青政办〔2018〕99号": None, "青政办〔2018〕100号": "已移除"}
