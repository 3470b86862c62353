"""A ledger as a new workbook, row by row, so that memory does not grow with it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...graph.errors import GraphError
from .cells import Content, imprint, safe
from .columns import CHANGES, STATUS, Column, Language, spoken
from .layout import FIRST, HIDDEN, Look, mark, set_standard, set_up
from .measures import Cell as Measured
from .measures import height, room, shown
from .memory import Memory
from .names import sheet_names
from .table import Row, Table
from .tables import Ledger
from .verbatim import Fitted

__all__ = ["MOST_ROWS", "base_of", "changes_table", "indexed", "titles", "write_workbook"]

MOST_ROWS: Final = 1_048_575
"""Below the headings (Excel specifications and limits)."""


def write_workbook(ledger: Ledger, file: IO[bytes], place: str) -> None:
    """Writes a new workbook.

    Args:
        ledger: what to write.
        file: where to.
        place: what it is called, for messages.

    Raises:
        GraphError: if a sheet would have more rows than Excel allows.
    """
    titled = titles(ledger)
    workbook = Workbook(write_only=True)
    set_standard(workbook)
    look: Look | None = None
    for table in (*indexed(ledger, titled), changes_table(ledger.language)):
        if len(table.rows) > MOST_ROWS:
            raise GraphError(
                place, f"a sheet would have {len(table.rows)} rows, Excel allows {MOST_ROWS}",
                "choose with --notice, --year or --issuer, or write .csv",
            )  # fmt: skip
        sheet: Worksheet = workbook.create_sheet(titled[table.role])
        look = look or Look(workbook)
        memory = set_up(sheet, look, table, ledger.language, ledger.memory, ledger.about, ledger.unit(table.role))
        rooms = _rooms(sheet, table)
        head = [Measured(c.heading(ledger.language), rooms[c.name]) for c in table.columns if c.name in rooms]
        _append(sheet, 1, height(head), list(_headings(sheet, look, table, ledger.language, memory)))
        for at, row in enumerate(table.rows, FIRST):
            _append(sheet, at, height(shown(row.values, rooms)), list(_cells(sheet, look, table, row)))
    workbook.save(file)


def titles(ledger: Ledger, taken: Iterable[str] = ()) -> dict[str, str]:
    """The name of each sheet, by role; `taken` are names that other sheets have."""
    tables = (ledger.main, ledger.index, ledger.targets, ledger.documents, ledger.warnings)
    changes = spoken("changes", ledger.language)
    names = sheet_names([*(t.title for t in tables), changes, *(t.title for t in ledger.units)], taken)
    roles = [*(t.role for t in tables), "changes", *(t.role for t in ledger.units)]
    return dict(zip(roles, names, strict=True))


def indexed(ledger: Ledger, titled: Mapping[str, str]) -> list[Table]:
    """All sheets in order, the index with the names of the sheets."""
    alone = spoken("limit", ledger.language)
    rows = [
        replace(row, values={**row.values, "sheet": titled.get(f"unit {row.key}", alone)}) for row in ledger.index.rows
    ]
    tables = [ledger.main, replace(ledger.index, rows=rows), ledger.targets, ledger.documents, ledger.warnings]
    return [table for table in tables if table.role != "index" or table.rows] + list(ledger.units)


def changes_table(language: Language) -> Table:
    """The sheet in which updates write what they changed; empty."""
    return Table("changes", spoken("changes", language), CHANGES, ())


def base_of(columns: Iterable[Column], values: Mapping[str, Content]) -> str:
    """What a row holds as written, in few letters, by which an update tells what people changed."""
    prints = {c.name: imprint(values.get(c.name)) for c in columns if c is not STATUS}
    return json.dumps({name: text for name, text in prints.items() if text}, separators=(",", ":"))


def _rooms(sheet: Worksheet, table: Table) -> dict[str, float]:
    """Column → half-widths in a line of it, for the columns that are shown."""
    found = {}
    for i, column in enumerate(table.columns, len(HIDDEN) + 1):
        dimension = sheet.column_dimensions[get_column_letter(i)]
        if not dimension.hidden:
            found[column.name] = room(dimension.width)
    return found


def _append(sheet: Worksheet, at: int, high: float, cells: list[Cell | None]) -> None:
    rows: Any = sheet.row_dimensions
    rows[at] = Fitted(sheet, index=at, ht=high)
    sheet.append(cells)
    # It is written; memory must not grow with the rows.
    del rows[at]


def _headings(sheet: Worksheet, look: Look, table: Table, language: Language, memory: Memory) -> Iterator[Cell]:
    for column, text in zip(HIDDEN, (mark(table.role, language), memory.text()), strict=True):
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, text)
        yield cell
    for column in table.columns:
        cell = WriteOnlyCell(sheet)
        look.head(cell, column, language)
        yield cell


def _cells(sheet: Worksheet, look: Look, table: Table, row: Row) -> Iterator[Cell | None]:
    hidden: tuple[Content, ...] = (safe(row.key), base_of(table.columns, row.values))
    for column, value in zip(HIDDEN, hidden, strict=True):
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, value)
        yield cell
    for column in table.columns:
        if (value := row.values.get(column.name)) is None:
            yield None
            continue
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, value)
        yield cell
