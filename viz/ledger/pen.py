"""Writing into a workbook that is there: cells, counted where they change, new sheets, and the list of changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .cells import Content, fingerprint, imprint, whole
from .columns import CHANGES, KEY, Column, Language, spoken
from .layout import HIDDEN, Look, mark, set_up
from .progress import Entered
from .reading import OldLedger, OldRow, OldSheet
from .table import Table
from .tables import Ledger
from .warnings import WARNED
from .widths import Extent
from .workbook import changes_table

__all__ = ["Change", "Pen", "add_sheet", "append_changes"]


class Pen:
    """Writes into cells and counts those that did not hold the same before.

    Args:
        look: styles of the workbook.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self.touched = 0
        self.rows: set[tuple[str, int]] = set()
        """Sheet and number of the rows that say something else now."""

    def put(self, cell: Any, column: Column, value: Content) -> None:
        """Puts a value of ours."""
        if isinstance(cell, MergedCell):
            return
        styled = cell.has_style
        if fingerprint(cell.value) != imprint(value):
            self._note(cell)
            self.look.put(cell, column, value, styled=styled)
        elif not styled and value is not None:
            self.look.put(cell, column, value)

    def copy(self, cell: Any, column: Column, entered: Entered) -> None:
        """Puts what somebody entered elsewhere, as it is."""
        if isinstance(cell, MergedCell):
            return
        if fingerprint(cell.value) == fingerprint(entered.value):
            return
        if not cell.has_style:
            self.look.style(cell, column)
        self._note(cell)
        cell.value = entered.value
        if isinstance(entered.value, str):
            cell.data_type = "s"
            cell.quotePrefix = True
        elif entered.value is not None:
            cell.number_format = entered.number_format

    def _note(self, cell: Any) -> None:
        self.touched += 1
        if cell.column > len(HIDDEN):
            self.rows.add((cell.parent.title, cell.row))


def add_sheet(pen: Pen, old: OldLedger, table: Table, title: str, ledger: Ledger, *, first: bool = False) -> OldSheet:
    """A sheet that the workbook has not yet, with its headings and no rows."""
    sheet: Worksheet = old.workbook.create_sheet(title, 0 if first else None)
    extent = Extent(table.columns, ledger.language)
    for row in table.rows:
        extent.add(row)
    memory = set_up(sheet, pen.look, table, extent, ledger)
    for i, (column, text) in enumerate(zip(HIDDEN, (mark(table.role, ledger.language), memory.text()), strict=True), 1):
        pen.put(sheet.cell(1, i), column, text)
    columns = {}
    for i, column in enumerate(table.columns, len(HIDDEN) + 1):
        cell: Any = sheet.cell(1, i)
        pen.look.head(cell, column, ledger.language)
        columns[column.name] = i
    old.sheets[table.role] = OldSheet(sheet, table.role, columns, memory=memory)
    return old.sheets[table.role]


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the list of changes.

    Attributes:
        what: new, changed, gone, back, or a kind of `warnings.WARNED`.
        about: the columns that say which clause is meant.
        column: which one changed; none where the whole row did.
        before: what stood there.
        after: what stands there now.
        why: more.
    """

    what: str
    about: Mapping[str, Content]
    column: Column | None
    before: str
    after: str
    why: str = ""


def append_changes(
    pen: Pen, old: OldLedger, changes: Sequence[Change], title: str, ledger: Ledger, day: date | None = None
) -> None:
    """Adds to the list of changes, from which nothing is ever taken; `day` is that of the update."""
    if not changes:
        return
    sheet = old.sheets.get("changes") or add_sheet(pen, old, changes_table(ledger.language), title, ledger)
    numbers = [(row.key or "").partition("|")[0] for row in sheet.rows]
    number = max((n for n in map(whole, numbers) if n is not None), default=0) + 1
    at = max((row.index for row in sheet.rows), default=1)
    for change, row in zip(changes, _lines(changes, number, day, ledger.language), strict=True):
        at += 1
        for column in CHANGES:
            if column.name in sheet.columns:
                pen.put(sheet.sheet.cell(at, sheet.columns[column.name]), column, row.get(column.name))
        key = f"{number}|{change.what}|{at}"
        pen.put(sheet.sheet.cell(at, 1), KEY, key)
        sheet.rows.append(OldRow(at, key, None))
    if sheet.sheet.auto_filter.ref:
        sheet.sheet.auto_filter.ref = f"A1:{get_column_letter(len(HIDDEN) + len(CHANGES))}{at}"
    sheet.sheet.print_area = f"A1:{get_column_letter(len(HIDDEN) + len(CHANGES))}{at}"


def _lines(
    changes: Iterable[Change], number: int, day: date | None, language: Language
) -> Iterator[dict[str, Content]]:
    for change in changes:
        what = WARNED[change.what][0][language == "en"] if change.what in WARNED else spoken(change.what, language)
        yield {
            **change.about,
            "update": number,
            "day": day,
            "what": what,
            "column": change.column.heading(language) if change.column else None,
            "before": change.before or None,
            "after": change.after or None,
            "why": change.why or None,
        }
