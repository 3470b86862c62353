"""A ledger as a new workbook, row by row, so that memory does not grow with it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...graph.errors import GraphError
from .cells import Content, imprint, safe
from .columns import CHANGES, STATUS, Column, Language, spoken
from .joining import Outline
from .layout import HIDDEN, Look, mark, set_standard, set_up
from .measures import Cell as Measured
from .measures import height, room, shown
from .memory import Memory
from .names import sheet_names
from .spool import Spool
from .table import LEDGER_ROLE, Row, Table
from .tables import Ledger
from .verbatim import Fitted
from .widths import Extent

__all__ = ["MOST_ROWS", "base_of", "changes_table", "indexed", "titles", "write_workbook"]

MOST_ROWS: Final = 1_048_575
"""Below the headings (Excel specifications and limits)."""
_AT_ONCE: Final = 50
"""Sheets that are written at once: each takes an open file, of which some systems allow 256."""


def write_workbook(of: Iterable[Ledger], file: IO[bytes], place: str, *, sheets: int = 100) -> tuple[int, int]:
    """Writes a new workbook; what is held at a time is one part, the index, and what cells take up.

    Args:
        of: the parts of the ledger, one after the other; at least one.
        file: where to.
        place: what it is called, for messages.
        sheets: how many units may have a sheet of their own, those with most rows first.

    Returns:
        How many rows the main sheet has, and how many units a sheet of their own.

    Raises:
        GraphError: if a sheet would have more rows than Excel allows.
    """
    outline = Outline()
    with Spool() as spool:
        for part in of:
            outline.add(part)
            spool.put({table.role: table.rows for table in part.tables})
        if (most := max(outline.sizes.values(), default=0)) > MOST_ROWS:
            raise GraphError(
                place, f"a sheet would have {most} rows, Excel allows {MOST_ROWS}",
                "choose with --notice, --year or --issuer, or write .csv",
            )  # fmt: skip
        ledger = outline.ledger(sheets)
        titled = titles(ledger)
        workbook = Workbook(write_only=True)
        set_standard(workbook)
        tables = [*indexed(ledger, titled), changes_table(ledger.language)]
        made: dict[str, Worksheet] = {table.role: workbook.create_sheet(titled[table.role]) for table in tables}
        look = Look(workbook)
        for first in range(0, len(tables), _AT_ONCE):
            some = {table.role: table for table in tables[first : first + _AT_ONCE]}
            _write({made[role]: table for role, table in some.items()}, spool, look, ledger)
        workbook.save(file)
    return outline.sizes[LEDGER_ROLE], len(ledger.units)


def _write(tables: Mapping[Worksheet, Table], spool: Spool, look: Look, ledger: Ledger) -> None:
    """Writes some sheets at once, each row as it comes."""
    extents = {table.role: Extent(table.columns, ledger.language) for table in tables.values()}

    def rows() -> Iterator[tuple[str, Row]]:
        for table in tables.values():
            yield from ((table.role, row) for row in table.rows)
        for role, of in spool.rows(extents):
            yield from ((role, row) for row in of)

    for role, row in rows():
        extents[role].add(row)
    begun = {table.role: _Sheet(sheet, look, table, extents[table.role], ledger) for sheet, table in tables.items()}
    for role, row in rows():
        begun[role].append(row)
    for sheet in begun.values():
        sheet.end()


class _Sheet:
    """A sheet that is written row by row, its headings first."""

    def __init__(self, sheet: Worksheet, look: Look, table: Table, extent: Extent, ledger: Ledger) -> None:
        self._sheet, self._look, self._columns = sheet, look, table.columns
        memory = set_up(sheet, look, table, extent, ledger)
        self._rooms = {}
        for i, column in enumerate(table.columns, len(HIDDEN) + 1):
            dimension = sheet.column_dimensions[get_column_letter(i)]
            if not dimension.hidden:
                self._rooms[column.name] = room(dimension.width)
        self._at = 0
        head = [
            Measured(c.heading(ledger.language), self._rooms[c.name]) for c in table.columns if c.name in self._rooms
        ]
        self._append(height(head), [*_headings(sheet, look, table, ledger.language, memory)])

    def append(self, row: Row) -> None:
        """Writes a row."""
        high = height(shown(row.values, self._rooms))
        self._append(high, [*_cells(self._sheet, self._look, self._columns, row)])

    def end(self) -> None:
        """Writes what stands below the rows, and closes its file."""
        sheet: Any = self._sheet
        sheet.close()

    def _append(self, high: float, cells: list[Cell | None]) -> None:
        self._at += 1
        rows: Any = self._sheet.row_dimensions
        rows[self._at] = Fitted(self._sheet, index=self._at, ht=high)
        self._sheet.append(cells)
        # It is written; memory must not grow with the rows.
        del rows[self._at]


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


def _headings(sheet: Worksheet, look: Look, table: Table, language: Language, memory: Memory) -> Iterator[Cell]:
    for column, text in zip(HIDDEN, (mark(table.role, language), memory.text()), strict=True):
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, text)
        yield cell
    for column in table.columns:
        cell = WriteOnlyCell(sheet)
        look.head(cell, column, language)
        yield cell


def _cells(sheet: Worksheet, look: Look, columns: Sequence[Column], row: Row) -> Iterator[Cell | None]:
    hidden: tuple[Content, ...] = (safe(row.key), base_of(columns, row.values))
    for column, value in zip(HIDDEN, hidden, strict=True):
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, value)
        yield cell
    for column in columns:
        if (value := row.values.get(column.name)) is None:
            yield None
            continue
        cell = WriteOnlyCell(sheet)
        look.put(cell, column, value)
        yield cell
