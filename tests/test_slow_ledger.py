"""The ledger in LibreOffice: every cell as the graph says, nothing runs, and what it saves is refreshed all the same."""

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.ledger_books import TASKS, at, made, named, notice_text, opened, saved, updated, written
from zhengtu.tests.test_ledger import RISKS, hostile
from zhengtu.viz.ledger.cells import plain, safe
from zhengtu.viz.ledger.joining import ledger
from zhengtu.viz.ledger.tables import Ledger

pytestmark = pytest.mark.slow

ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Comma, quotation mark, UTF-8, cells as they are shown, every sheet in a file of its own."""


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("no soffice on the path: LibreOffice is not there")
    return found


def convert(office: str, file: Path, to: str, folder: Path) -> None:
    done = subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder,
            file,
        ],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def sheets(office: str, data: bytes, folder: Path) -> dict[str, list[dict[str, str]]]:
    file = folder / "book.xlsx"
    file.write_bytes(data)
    convert(office, file, ALL_SHEETS, folder)
    found = {}
    for each in folder.glob("book-*.csv"):
        with each.open(encoding="utf-8", newline="") as opened_csv:
            found[each.stem.removeprefix("book-")] = list(csv.DictReader(opened_csv))
    return found


def check(of: Ledger, found: dict[str, list[dict[str, str]]], titles: list[str]) -> None:
    tables = [of.main, of.targets, of.documents, of.warnings, *of.units]
    for table, title in zip(tables, titles, strict=True):
        assert len(found[title]) == len(table.rows)
        for row, shown in zip(table.rows, found[title], strict=True):
            for column in table.columns:
                value: Any = row.values.get(column.name)
                wanted = plain(safe(value)) if isinstance(value, str) else plain(value)
                # A cell without a wrapped text loses nothing; LibreOffice writes line ends as they are.
                assert shown[column.zh].replace("\r\n", "\n") == wanted, (title, column.name)


def test_every_cell_of_the_qinghai_ledger(office: str, graph: Graph, tmp_path: Path) -> None:
    of = ledger(responsibilities(graph), facts(graph))
    data = written(of)
    names = [n for n in opened(data).sheetnames if n not in {"目录", "变更记录"}]
    check(of, sheets(office, data, tmp_path), names)


def test_a_hostile_notice_stays_text(office: str, tmp_path: Path) -> None:
    r, f = hostile()
    found = sheets(office, written(ledger(r, f, sheets=0)), tmp_path)["总台账"]
    assert len(found) == len(RISKS)
    for text, row in zip(RISKS, found, strict=True):
        for heading in ("章节", "任务内容", "牵头单位", "责任领导"):
            assert row[heading] == plain(safe(text)), heading


def test_what_libreoffice_saves_is_refreshed(office: str, tmp_path: Path) -> None:
    book = opened(written(made(tmp_path, notice_text())))
    sheet = book["总台账"]
    at(sheet, "银企", "progress").value = "甲\n乙"
    at(sheet, "银企", "done_on").value = datetime.date(2018, 5, 4)
    at(sheet, "农村公路", "problems").value = "=1+1"
    at(book["青海省财政厅"], "旅游", "progress").value = "财政说"
    file = tmp_path / "book.xlsx"
    file.write_bytes(saved(book))
    (tmp_path / "again").mkdir()
    convert(office, file, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")
    through = (tmp_path / "again" / "book.xlsx").read_bytes()
    data, done = updated(through, made(tmp_path, notice_text()))
    assert (done.new, done.changed, done.gone, done.kept, done.conflicts) == (0, 0, 0, 0, 0)
    data, done = updated(through, made(tmp_path, notice_text(["先做此事。（牵头单位：省审计厅）", *TASKS[1:]])))
    assert (done.new, done.gone, done.kept, done.conflicts) == (1, 1, 0, 0)
    sheet = opened(data)["总台账"]
    assert at(sheet, "银企", "progress").value == "甲\n乙"
    assert at(sheet, "银企", "done_on").value == datetime.datetime(2018, 5, 4)
    assert at(sheet, "农村公路", "problems").value == "=1+1"
    assert at(sheet, "农村公路", "problems").data_type == "f"
    assert at(sheet, "旅游", "progress").value == "财政说"
    assert [v.sqref for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert sheet.cell(2, named(sheet, "status")).value == "新增"


GROWN = """
import io, json, resource, sys
from zhengtu.builders.build import build
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import load
from zhengtu.viz.ledger.joining import parts
from zhengtu.viz.ledger.workbook import write_workbook
graph = load(build(sys.argv[1]).n_quads)
r, f = responsibilities(graph), facts(graph)
def times(count):
    with open(sys.argv[2], "wb") as file:
        write_workbook(parts((r, f) for _ in range(count)), file, "x", sheets=3)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps([times(5), times(60)]))
"""


def test_memory_does_not_grow_with_the_notices(tmp_path: Path) -> None:
    """Held at once, the rows of so many would take 12 MB more."""
    notice = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
    done = subprocess.run(
        [sys.executable, "-c", GROWN, notice, tmp_path / "l.xlsx"],
        capture_output=True, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    few, many = json.loads(done.stdout)
    assert many - few < 5
