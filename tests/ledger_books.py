"""Notices, their ledgers, and workbooks as an office leaves them: what the tests of the ledger share."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring
from zhengtu.builders.build import build, merge
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import load
from zhengtu.viz.ledger.columns import PROGRESS, Column
from zhengtu.viz.ledger.joining import ledger
from zhengtu.viz.ledger.reading import columns_of, read_ledger
from zhengtu.viz.ledger.tables import Ledger
from zhengtu.viz.ledger.update import Updated, update
from zhengtu.viz.ledger.verbatim import read_workbook
from zhengtu.viz.ledger.workbook import write_workbook

DAY = date(2018, 7, 1)
HEAD = "青海省人民政府办公厅关于印发某工作要点的通知\n青政办〔2018〕{number}号\n各市、州人民政府：\n"
TASKS = (
    "推进冷链物流综合试点，全面完成项目建设。（牵头单位：省商务厅；配合单位：省财政厅）",
    "加快旅游业发展，新建旅游厕所100座。（牵头单位：省旅游发展委；配合单位：省财政厅、省商务厅）",
    "完善银企对接机制，降低融资成本。（牵头单位：省金融办）",
    "建设农村公路6000公里，2018年6月底前完成。（牵头单位：省交通运输厅；配合单位：省财政厅）",
    "加强组织领导。（牵头单位：省发展改革委）",
)


def notice_text(tasks: Iterable[str] = TASKS, number: int = 99) -> str:
    """A notice with these tasks."""
    return HEAD.format(number=number) + "\n".join(f"{i}.{task}" for i, task in enumerate(tasks, 1)) + "\n"


def made(folder: Path, *texts: str, **settings: Any) -> Ledger:
    """The ledger of some notices."""
    files = [folder / f"{i}.txt" for i in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    graph = load(merge([build(file) for file in files])[0])
    return ledger(responsibilities(graph), facts(graph), **settings)


def written(of: Ledger) -> bytes:
    """Its workbook."""
    file = io.BytesIO()
    write_workbook([of], file, "ledger.xlsx")
    return file.getvalue()


def opened(data: bytes) -> Any:
    """A workbook as openpyxl has it, its heights as no program would freeze them.

    Its type would have every cell be a merged one without a value.
    """
    return read_workbook(data)


def saved(book: Any) -> bytes:
    """A workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def updated(data: bytes, of: Ledger) -> tuple[bytes, Updated]:
    """The workbook after an update; the same update again must find nothing to do, and so takes no mark away."""
    old = read_ledger(data, "ledger.xlsx")
    done = update(old, of, day=DAY)
    again = saved(old.workbook)
    second = update(read_ledger(again, "ledger.xlsx"), of, day=DAY + timedelta(days=1))
    assert second == Updated(notes=second.notes, kept=second.kept), "an update after an update changes something"
    return again, done


def texts(data: bytes) -> set[str]:
    """All texts in all parts of a workbook, as they are stored."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return {text for part in parts for text in fromstring(part).itertext()}


def named(sheet: Worksheet, name: str) -> int:
    """The number of a column of ours, by its name."""
    role = str(sheet["A1"].value).split(" ", 3)[3]
    column: Column = next(c for c in columns_of(role) if c.name == name)
    headings = [str(cell.value) for cell in sheet[1]]
    return headings.index(column.zh if column.zh in headings else column.en) + 1


def row_of(sheet: Worksheet, words: str) -> int:
    """The number of the one row whose task or clause has these words."""
    columns = [named(sheet, name) for name in ("task", "clause")]
    (found,) = [
        row for row in range(2, sheet.max_row + 1) if any(words in str(sheet.cell(row, c).value or "") for c in columns)
    ]
    return found


def at(sheet: Worksheet, words: str, name: str) -> Any:
    """The cell of a column in the row that has these words."""
    return sheet.cell(row_of(sheet, words), named(sheet, name))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """All rows below the headings, by heading."""
    headings = [str(cell.value) for cell in sheet[1]]
    return [dict(zip(headings, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


TYPED = tuple(c.name for c in PROGRESS)
