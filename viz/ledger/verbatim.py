"""What openpyxl would change in a workbook: heights that a program worked out, and words of headers and footers.

It writes every height as if a person had set it, after which no program fits the row to its words again; and it takes
`&&18` in a header for a size of type. Both are read from the file beside it, and written as they were.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final, cast

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import Element, iterparse

__all__ = ["HEADERS", "Fitted", "Verbatim", "fitted", "read_workbook"]

HEADERS: Final = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_NO: Final = frozenset({"", "0", "false"})


class Fitted(RowDimension):
    """A row whose height is an estimate or a program's: programs fit it again when its words change.

    Args:
        worksheet: its sheet.
        fitted: the height that no person has set; none if that is the one it begins with.
        others: as openpyxl has them.
    """

    def __init__(self, worksheet: Any, fitted: float | None = None, **others: Any) -> None:
        super().__init__(worksheet, **others)
        self.fitted = self.ht if fitted is None else fitted

    @property
    def customHeight(self) -> bool:  # noqa: N802  (openpyxl's name)
        """Whether a person has set another one since."""
        return self.ht is not None and self.ht != self.fitted


class Verbatim(HeaderFooterItem):
    """A header or footer that is written as it stands.

    Args:
        words: all of it, with its codes.
    """

    words = ""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)

    def to_tree(self, tagname: str) -> Any:
        """The element."""
        element = Element(tagname)
        element.text = self.words
        return element


def read_workbook(data: bytes) -> Workbook:
    """A workbook with its texts as they are formatted, its heights as they are meant and its headers as they stand.

    Args:
        data: an .xlsx file.

    Raises:
        Exception: of many kinds, if it is damaged.
    """
    reader: Any = ExcelReader(io.BytesIO(data), rich_text=True)
    reader.read()
    workbook: Workbook = reader.wb
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet, part in reader.parser.find_sheets():
            if part.target in archive.namelist() and sheet.name in workbook.sheetnames:
                of: Any = workbook[sheet.name]
                if isinstance(of, Worksheet):
                    _restore(of, archive.read(part.target))
    return workbook


def _restore(sheet: Worksheet, part: bytes) -> None:
    rows: Any = sheet.row_dimensions
    for kind, at, value in _told(part):
        if kind == "row":
            if at in rows and rows[at].ht is not None:
                rows[at] = fitted(sheet, at)
        elif value:
            setattr(sheet.HeaderFooter, kind, Verbatim(value))


def fitted(sheet: Worksheet, at: int, height: float | None = None) -> Fitted:
    """A row as it is, with a height that no person has set.

    Args:
        sheet: its sheet.
        at: its number.
        height: in points; none to keep the one that it has.
    """
    row: Any = sheet.row_dimensions[at]
    made: Any = Fitted(
        sheet,
        index=at,
        ht=row.ht if height is None else height,
        hidden=row.hidden,
        outlineLevel=row.outlineLevel,
        collapsed=row.collapsed,
        thickBot=row.thickBot,
        thickTop=row.thickTop,
    )
    made._style = row._style
    return cast(Fitted, made)


def _told(part: bytes) -> Iterator[tuple[str, int, str]]:
    """The rows whose height no person has set, and the headers and footers, as they stand in the file."""
    at = 0
    for _, element in iterparse(io.BytesIO(part)):
        name = str(element.tag).rpartition("}")[2]
        if name == "row":
            at = int(float(element.get("r") or at + 1))
            if element.get("customHeight", "") in _NO:
                yield "row", at, ""
            element.clear()
        elif name in HEADERS:
            yield name, 0, element.text or ""
