"""A new ledger: every cell as the graph says, text that stays text, names that Excel takes, and the other forms."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from zhengtu.builders.build import Built
from zhengtu.graph.columns import Responsibilities
from zhengtu.graph.fact_columns import Clause, Facts
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.ledger_books import TASKS, at, made, named, notice_text, opened, rows, texts, written
from zhengtu.viz.ledger.calendar import calendar, dated
from zhengtu.viz.ledger.cells import LONGEST, cut, imprint, plain, safe
from zhengtu.viz.ledger.joining import ledger
from zhengtu.viz.ledger.names import sheet_names
from zhengtu.viz.ledger.rows import entries
from zhengtu.viz.ledger.widths import A3, A4

Run = Callable[..., subprocess.CompletedProcess[str]]
NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"


def test_every_cell_of_the_qinghai_ledger_is_what_the_notice_says(graph: Graph, built: Built) -> None:
    r = responsibilities(graph)
    book = opened(written(ledger(r, facts(graph))))
    found = rows(book["总台账"])
    full = {a.written: r.units[a.unit].name for a in r.assignments}
    wanted = [(t, c) for t in built.notice.tasks for c in t.clauses]
    assert len(found) == len(wanted) == 82
    for row, (task, clause) in zip(found, wanted, strict=True):
        assert (row["任务序号"], row["任务内容"]) == (task.number, task.text)
        assert row["条款内容"] == (None if len(task.clauses) == 1 else clause.text)
        for role, heading in (("lead", "牵头单位"), ("support", "配合单位"), ("responsible", "负责单位")):
            names = dict.fromkeys(full[a.name] for a in clause.assignments if a.role == role)
            assert (row[heading] or "") == "、".join(names)
        due = None if clause.deadline is None else datetime.combine(clause.deadline.date, datetime.min.time())
        assert row["完成时限"] == due
        targets = [t for t in built.notice.targets if (t.task, t.clause) == (task.number, clause.number)]
        assert len((row["目标"] or "").splitlines()) == len(targets)
        for target in targets:
            assert f"{target.value.normalize():f}" in row["目标"]
    assert sum(len(rows(book[name])) for name in book.sheetnames[5:-1]) >= 215 - 10
    assert len(rows(book["目标"])) == 48
    assert len(rows(book["引用文件"])) == 16


def test_each_unit_has_its_clauses_and_the_index_counts_them(graph: Graph) -> None:
    r = responsibilities(graph)
    book = opened(written(ledger(r, facts(graph))))
    index = {row["单位"]: row for row in rows(book["目录"])}
    assert len(index) == 44
    for unit in r.units.values():
        of = {a.clause for a in r.assignments if a.unit == unit.iri}
        row = index[unit.name]
        assert len(rows(book[row["工作表"]])) == len(of)
        for role, heading in (("lead", "牵头"), ("support", "配合"), ("responsible", "负责")):
            assert row[heading] == len({a.clause for a in r.assignments if (a.unit, a.role) == (unit.iri, role)})


def test_a_limit_of_sheets(graph: Graph) -> None:
    book = opened(written(ledger(responsibilities(graph), facts(graph), sheets=3)))
    told = [row["工作表"] for row in rows(book["目录"])]
    assert told[3:] == ["（未单列）"] * 41
    assert [name for name in told[:3] if name in book.sheetnames] == told[:3]
    assert len(book.sheetnames) == 5 + 3 + 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_a_sheet_is_set_up(tmp_path: Path, language: Any) -> None:
    book = opened(written(made(tmp_path, notice_text(), language=language)))
    for sheet in book.worksheets:
        assert sheet.print_title_rows == "$1:$1"
        whole = {"完成情况", "state"} & {cell.value for cell in sheet[1]}
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", A3 if whole else A4)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes.endswith("2")
        assert sheet.column_dimensions["A"].hidden
        assert range_boundaries(sheet.auto_filter.ref) == range_boundaries(sheet.print_area.rpartition("!")[2])
        for row in sheet.iter_rows():
            # A key that is wrapped would make its row as high as rows may be, although nobody sees it.
            assert all(bool(cell.alignment.wrap_text) is (cell.column > 2) for cell in row if cell.value is not None)
        assert all(c.alignment.wrap_text for letter, c in sheet.column_dimensions.items() if letter not in "AB")
    sheet = book.worksheets[0]
    state = sheet.cell(2, named(sheet, "state")).coordinate
    (choice,) = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert state in choice.sqref
    assert choice.formula1 == (
        '"未启动,推进中,已完成,滞后"' if language == "zh" else '"not started,under way,done,behind"'
    )
    due = at(sheet, "农村公路", "deadline")
    assert (due.value, due.number_format) == (datetime(2018, 6, 30), "yyyy-mm-dd")
    headings = " ".join(str(cell.value) for cell in sheet[1][2:])
    assert bool(re.search("[一-龥]", headings)) is (language == "zh")
    assert sheet.column_dimensions[sheet.cell(1, named(sheet, "notice")).column_letter].hidden


RISKS = [
    '=HYPERLINK("http://example.org","点此")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "#N/A",
    "#REF!",
    "http://example.org/?a=1&b=2",
    "a@example.org",
    "<b>&lt;</b>",
    "]]>",
    "_x0041_和_x005F_",
    "控制\x00\x07\x1b字符",
    "\ufffe\uffff",
    "行\r\n二\r三",
    "  前后空格  ",
    "\u202e倒写",
    "&P&D页眉",
    "\U00020000𠀀",
    "1e5",
    "0012",
    "TRUE",
    "2018-01-01",
    "'",
]


def hostile() -> tuple[Responsibilities, Facts]:
    from zhengtu.graph.columns import Assignment, Notice, Section, Task, Unit

    notices = {"n": Notice("n", RISKS[0], RISKS[10])}
    sections = {f"s{i}": Section(f"s{i}", "n", i, text, None) for i, text in enumerate(RISKS)}
    tasks = {f"n/task/{i}": Task(f"n/task/{i}", "n", i, text, f"s{i}", None, i, text) for i, text in enumerate(RISKS)}
    units = {f"u{i}": Unit(f"u{i}", text, None, (), False, "k") for i, text in enumerate(RISKS)}
    assignments = tuple(
        Assignment(f"a{i}", f"n/task/{i}/clause/1", 1, f"n/task/{i}", f"u{i}", "lead", text, 0, 1)
        for i, text in enumerate(RISKS)
    )
    clauses = {
        f"n/task/{i}/clause/1": Clause(f"n/task/{i}/clause/1", "n", f"n/task/{i}", i, 1, text, False, False, text)
        for i, text in enumerate(RISKS)
    }
    return Responsibilities(notices, sections, tasks, units, assignments), Facts({}, clauses, {}, (), ())


def test_text_of_a_notice_never_runs() -> None:
    data = written(ledger(*hostile()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets")}
        assert not [name for name in archive.namelist() if "rels" in name and b"hyperlink" in archive.read(name)]
    for content in sheets.values():
        assert b"<f>" not in content
        assert b"<f " not in content
        assert b"hyperlink" not in content
    book, stored = opened(data), texts(data)
    sheet = book["总台账"]
    for i, text in enumerate(RISKS):
        for name in ("section", "task", "lead", "leader"):
            cell = sheet.cell(i + 2, named(sheet, name))
            assert cell.data_type == "s"
            assert cell.value == safe(text).replace("x005F_", "")  # openpyxl drops the escape when it reads
            assert safe(text) in stored
            assert cell.quotePrefix is bool(text.startswith(("=", "+", "-", "@", "\t")))
    assert str(sheet.oddHeader) == '&C=HYPERLINK("http://example.org","点此") <b>&&lt;</b>\n&A'


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x00zz_", "_x00zz_"),
        ("\ud800", "\ufffd"),
        ("甲" * LONGEST, "甲" * LONGEST),
    ],
)
def test_what_a_cell_can_hold(text: str, stored: str) -> None:
    assert safe(text) == stored


@pytest.mark.parametrize("text", ["甲" * (LONGEST + 1), "\U00020000" * LONGEST, "_x0041_" * 9000])
def test_what_is_too_long_is_cut_and_says_so(text: str) -> None:
    short = safe(text)
    assert len(short.encode("utf-16-le")) // 2 <= LONGEST
    assert short.endswith("…（余下从略）")
    assert plain(short.removesuffix("…（余下从略）")) == text[: len(plain(short)) - 7]


@given(st.text())
def test_any_text_has_the_same_print_before_and_after(text: str) -> None:
    assert imprint(text) == imprint(plain(safe(text)))
    assert cut(safe(text)) == safe(text)


@given(st.lists(st.text(st.characters(), max_size=50), max_size=20))
def test_names_of_sheets_are_what_excel_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted, ["总台账"])
    assert len({name.casefold() for name in [*names, "总台账"]}) == len(names) + 1
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["History", "history"], ["History~2", "history~3"]),
        (["甲" * 40, "甲" * 41], ["甲" * 31, "甲" * 29 + "~2"]),
        (["'甲'", "", "[]"], ["甲", "_", "_~2"]),
        (["\U00020000" * 20], ["\U00020000" * 15]),
        (["ABC", "abc"], ["ABC", "abc~2"]),
    ],
)
def test_names_of_sheets(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


def test_what_a_person_should_look_at(tmp_path: Path) -> None:
    tasks = ["做好甲事。（牵头单位：省商务厅等）", "做好乙事。", "做好丙事。（牵头单位：天衍九州办公所）"]
    of = made(tmp_path, notice_text(tasks))
    told = [(row.values["about"], row.values.get("task_number")) for row in of.warnings.rows]
    assert told == [("单位列举未尽", 1), ("无责任单位", 2), ("机构表未收录", 3)]
    one = made(tmp_path, notice_text(tasks), unit=next(i for i, name in of.names.items() if name == "青海省商务厅"))
    assert [row.values["about"] for row in one.warnings.rows] == ["单位列举未尽"]


def test_several_notices_in_one_ledger(tmp_path: Path) -> None:
    of = made(tmp_path, notice_text(), notice_text(TASKS[:1], number=100))
    sheet = opened(written(of))["总台账"]
    assert not sheet.column_dimensions[sheet.cell(1, named(sheet, "notice")).column_letter].hidden
    assert {row["公文"] for row in rows(sheet)} == {"青政办〔2018〕99号", "青政办〔2018〕100号"}


def test_the_same_graph_gives_the_same_cells(tmp_path: Path) -> None:
    first, second = (opened(written(made(tmp_path, notice_text()))) for _ in range(2))
    assert first.sheetnames == second.sheetnames
    for name in first.sheetnames:
        assert [[c.value for c in row] for row in first[name]] == [[c.value for c in row] for row in second[name]]


def test_a_calendar_of_deadlines(tmp_path: Path) -> None:
    from zhengtu.builders.build import build, merge
    from zhengtu.graph.store import load

    def events(tasks: list[str]) -> tuple[bytes, dict[str, Any]]:
        file = tmp_path / "n.txt"
        file.write_text(notice_text(tasks) + "青海省人民政府办公厅\n2018年3月20日\n", encoding="utf-8")
        graph = load(merge([build(file)])[0])
        r, f = responsibilities(graph), facts(graph)
        data = calendar(dated(r, f))
        return data, {str(e["uid"]): e for e in icalendar.Calendar.from_ical(data).walk("VEVENT")}

    tasks = [*TASKS, "完成2019年方案；,\\n验收，2019年3月5日前完成。（责任单位：省财政厅）"]
    data, found = events(tasks)
    assert data == events(tasks)[0]
    assert sorted((e["dtstart"].dt, e["dtend"].dt) for e in found.values()) == [
        (date(2018, 6, 30), date(2018, 7, 1)),
        (date(2019, 3, 5), date(2019, 3, 6)),
    ]
    assert {e["dtstamp"].dt.date() for e in found.values()} == {date(2018, 3, 20)}
    assert sorted(str(e["summary"]) for e in found.values())[0].startswith(
        "[任务4] 青海省交通运输厅：建设农村公路6000公里"
    )
    assert any("；,\\n验收" in str(e["description"]) for e in found.values())
    # Other numbers, the same events.
    assert set(events(["先做此事。（牵头单位：省审计厅）", *tasks])[1]) == set(found)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_the_command_writes_each_form(zhengtu: Run, tmp_path: Path) -> None:
    assert zhengtu("build", NOTICE, "-o", "g.nq").returncode == 0
    done = zhengtu("ledger", "--graph", "g.nq", "-o", "台账.xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    assert "82 rows, 44 sheets of units" in done.stderr
    again = zhengtu("ledger", "--graph", "g.nq", "-o", "台账.xlsx", "--update")
    assert (again.returncode, again.stderr) == (0, "台账.xlsx: nothing to change; left as it is, no copy made\n")
    table = zhengtu("ledger", "--graph", "g.nq", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(table.stdout)))
    assert len(found) == 82
    assert found[0]["key"].endswith(" task/1/clause/1 3357c16aec09")
    assert zhengtu("ledger", "--graph", "g.nq", "-o", "t.csv", "--excel").returncode == 0
    assert (tmp_path / "t.csv").read_bytes().startswith("\ufeff公文 notice,".encode())
    assert zhengtu("ledger", "--graph", "g.nq", "-o", "t.md", "--lang", "en").returncode == 0
    assert (
        (tmp_path / "t.md")
        .read_text(encoding="utf-8")
        .startswith("| notice | section | task no\\. |".replace("\\", ""))
    )
    assert zhengtu("ledger", "--graph", "g.nq", "-o", "t.ics").returncode == 0
    assert (tmp_path / "t.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    one = zhengtu("ledger", "--graph", "g.nq", "--agency", "省财政厅", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(one.stdout)))) < 82
    assert all("青海省财政厅" in "".join(row.values()) for row in csv.DictReader(io.StringIO(one.stdout)))


WRONG = [
    (["-o", "台账.xlsx"], 2, "台账.xlsx: is there already; refresh it with --update"),
    (["-o", "neu.xlsx", "--update"], 2, "neu.xlsx: is not there; leave --update out"),
    (["-o", "t.doc"], 2, "name a file that ends in .xlsx"),
    ([], 2, "name a file that ends in .xlsx"),
    (["--format", "xlsx"], 2, "name the file to write: -o NAME.xlsx"),
    (["-o", "t.csv", "--update"], 2, "--update refreshes a workbook"),
    (["-o", "t.md", "--excel"], 2, "--excel goes with --format csv"),
    (["-o", "t.csv", "--agency", "某某厅"], 2, "no unit in this graph is called 某某厅"),
    (["-o", "t.csv", "--agency", "省商业厅"], 2, "did you mean 青海省商务厅"),
    (["-o", "t.csv", "--year", "1999"], 2, "no notice with tasks is of 1999"),
    (["-o", "t.csv", "--issuer", "青海省"], 2, "no notice with tasks is of 青海省; did you mean 青海省人民政府办公厅?"),
    (["-o", "t.csv", "--format", "xlsx"], 2, "t.csv: the name says .csv, --format says xlsx; leave --format out"),
    (["-o", "t.ods", "--format", "xlsx"], 2, "t.ods: the name says .ods, --format says xlsx"),
    (["-o", "T.XLSX", "--format", "md"], 2, "T.XLSX: the name says .xlsx, --format says md"),
    (["-o", "台账.xlsx", "--update", "--lang", "en"], 2, "has its headings in zh"),
    (["-o", "text.xlsx", "--update"], 1, "is no workbook, or damaged"),
    (["-o", "none/t.xlsx"], 1, "cannot be written"),
    (["-o", "empty.ics"], 1, "no clause has a deadline"),
]


@pytest.fixture(scope="module")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    from zhengtu.builders.build import build, merge

    file = tmp_path_factory.mktemp("small") / "n.txt"
    file.write_text(notice_text(TASKS[:1]), encoding="utf-8")
    return merge([build(file)])[0]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_wrong_use_and_failures(
    zhengtu: Run, tmp_path: Path, small_graph: str, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "g.nq").write_text(small_graph, encoding="utf-8")
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    (tmp_path / "台账.xlsx").write_bytes(written(made(tmp_path, notice_text(TASKS[:1]))))
    before = {f: f.read_bytes() for f in tmp_path.iterdir()}
    done = zhengtu("ledger", "--graph", "g.nq", *arguments)
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert {f: f.read_bytes() for f in tmp_path.iterdir()} == before


def test_figures_are_numbers(graph: Graph) -> None:
    sheet = opened(written(ledger(responsibilities(graph), facts(graph))))["目标"]
    found = [row["目标值"] for row in rows(sheet)]
    assert [Decimal(str(value)) for value in found] == [t.value for t in facts(graph).targets]
    assert json.loads(sheet["B2"].value)["value"] == imprint(facts(graph).targets[0].value)


def test_documents_stand_beside_the_clause_that_names_them(graph: Graph) -> None:
    for entry in entries(responsibilities(graph), facts(graph)):
        for citation in entry.citations:
            assert citation.task == entry.task
