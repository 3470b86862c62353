"""The ledger printed by LibreOffice: type that can be read, no word cut, the notice's name above each page."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.ledger_books import TASKS, made, named, notice_text, opened, row_of, saved, updated, written
from zhengtu.tests.test_ledger_printing import LONG, without_heights
from zhengtu.tests.test_slow_ledger import convert, office
from zhengtu.viz.ledger.joining import ledger

pytestmark = pytest.mark.slow
__all__ = ["office"]

SMALLEST = 7.0
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def pages(office: str, data: bytes, folder: Path) -> Iterator[tuple[str, float]]:
    """The words of each printed page without white space, and the size of its smallest type in points."""
    file = folder / "book.xlsx"
    file.write_bytes(data)
    convert(office, file, "pdf", folder)
    document = pypdfium2.PdfDocument(folder / "book.pdf")
    for page in document:
        text = page.get_textpage()
        sizes = [size(text, i) for i in range(text.count_chars()) if pdfium.FPDFText_GetUnicode(text, i) > 32]
        yield "".join(text.get_text_range().split()), min(sizes)
    document.close()


def size(text: Any, i: int) -> float:
    matrix = pdfium.FS_MATRIX()
    assert pdfium.FPDFText_GetMatrix(text, i, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, i) * (matrix.c**2 + matrix.d**2) ** 0.5)


def heights(office: str, file: Path, folder: Path) -> dict[str, list[float]]:
    """The heights of the rows of each sheet, in points, as LibreOffice has them."""
    folder.mkdir()
    convert(office, file, "fods", folder)
    tree = ET.parse(folder / f"{file.stem}.fods")  # noqa: S314  (LibreOffice wrote it)
    styles = {
        style.get(f"{_STYLE}name"): float(str(height)[:-2]) * 72
        for style in tree.iter(f"{_STYLE}style")
        for row in style.iter(f"{_STYLE}table-row-properties")
        if (height := row.get(f"{_STYLE}row-height"))
    }
    return {
        str(table.get(f"{_TABLE}name")): [
            styles[row.get(f"{_TABLE}style-name")]
            for row in table.iter(f"{_TABLE}table-row")
            for _ in range(min(int(row.get(f"{_TABLE}number-rows-repeated") or 1), 200))
        ]
        for table in tree.iter(f"{_TABLE}table")
    }


@pytest.mark.parametrize("settings", [{}, {"language": "en"}, {"names": "written"}], ids=str)
def test_every_page_can_be_read_and_says_what_it_is_of(
    office: str, graph: Graph, tmp_path: Path, settings: dict[str, Any]
) -> None:
    of = ledger(responsibilities(graph), facts(graph), sheets=12, **settings)
    found = list(pages(office, written(of), tmp_path))
    title = "青政办〔2018〕28号青海省人民政府办公厅关于印发青海省2018年服务业发展工作要点的通知"
    assert all(title in words for words, _ in found)
    assert min(smallest for _, smallest in found) >= SMALLEST
    pattern = rf"Page(\d+)of{len(found)}" if "language" in settings else rf"第(\d+)页，共{len(found)}页"
    assert [re.findall(pattern, words) for words, _ in found] == [[str(i)] for i in range(1, len(found) + 1)]
    heading = "task" if "language" in settings else "任务内容"
    assert sum(heading in words for words, _ in found) > 12  # on every page of a sheet, not on its first alone
    assert sum(of.units[0].title in words.replace(title, "") for words, _ in found) >= 2


def test_all_columns_together_can_be_read(office: str, tmp_path: Path) -> None:
    """The most that there can be: several notices, marks, and a person who wants to see every column."""
    book = opened(written(made(tmp_path, notice_text([LONG, *TASKS[:2]]))))
    for title in ("总台账", "青海省财政厅"):
        for letter, column in book[title].column_dimensions.items():
            column.hidden = letter in "AB"
    data, done = updated(saved(book), made(tmp_path, notice_text([LONG, *TASKS]), notice_text(TASKS, 100)))
    assert done.new
    found = list(pages(office, data, tmp_path))
    assert min(smallest for _, smallest in found) >= SMALLEST
    assert sum("更新情况" in words and "责任领导" in words and "牵头单位" in words for words, _ in found)


def test_no_row_is_lower_than_libreoffice_would_have_it(office: str, graph: Graph, tmp_path: Path) -> None:
    """A workbook of Calc's own form is fitted again when it is opened, one of Excel's is not."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(written(ledger(responsibilities(graph), facts(graph))))
    ours = heights(office, file, tmp_path / "ours")
    theirs = heights(office, tmp_path / "ours" / "book.fods", tmp_path / "theirs")
    assert ours.keys() == theirs.keys()
    low = [
        (title, at, mine, wanted)
        for title, rows in ours.items()
        for at, (mine, wanted) in enumerate(zip(rows, theirs[title], strict=False), 1)
        if mine < wanted - 0.5
    ]
    assert not low
    # The estimate is no larger than it need be: one line too many in four, over all rows.
    assert sum(map(sum, (rows[:80] for rows in ours.values()))) < 1.5 * sum(
        map(sum, (rows[:80] for rows in theirs.values()))
    )


def test_rows_without_a_height_would_show_one_line(office: str, tmp_path: Path) -> None:
    """Why heights are written: should a LibreOffice fit them by itself one day, this says so."""
    data = without_heights(written(made(tmp_path, notice_text([LONG, *TASKS]))))
    file = tmp_path / "book.xlsx"
    file.write_bytes(data)
    assert max(heights(office, file, tmp_path / "old")["总台账"]) < 20
    data, _ = updated(data, made(tmp_path, notice_text([LONG, *TASKS])))
    file.write_bytes(data)
    assert max(heights(office, file, tmp_path / "new")["总台账"]) > 60


def test_what_libreoffice_saves_keeps_ours_ours_and_a_persons_a_persons(office: str, tmp_path: Path) -> None:
    text = notice_text().replace("某工作要点", "R&D18“工作”要点")
    book = opened(written(made(tmp_path, text)))
    sheet = book["总台账"]
    sheet.row_dimensions[row_of(sheet, "银企")].ht = 90
    sheet.column_dimensions[sheet.cell(1, named(sheet, "leader")).column_letter].hidden = False
    file = tmp_path / "book.xlsx"
    file.write_bytes(saved(book))
    convert(office, file, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")
    through = (tmp_path / "again" / "book.xlsx").read_bytes()
    assert updated(through, made(tmp_path, text))[1].touched == 0
    data, _ = updated(through, made(tmp_path, text, notice_text([LONG], 100)))
    sheet = opened(data)["总台账"]
    rows = sheet.row_dimensions
    assert rows[row_of(sheet, "银企")].customHeight
    assert rows[row_of(sheet, "银企")].ht == pytest.approx(90, abs=1)
    assert not any(rows[at].customHeight for at in range(1, sheet.max_row + 1) if at != row_of(sheet, "银企"))
    assert not sheet.column_dimensions[sheet.cell(1, named(sheet, "leader")).column_letter].hidden
    assert str(sheet.oddHeader).startswith("&C重点任务台账（2份公文")
    found = list(pages(office, through, tmp_path))
    assert all("R&D18“工作”要点" in words for words, _ in found)
