"""The units of an existing ledger called otherwise than before: official names for written ones, or the reverse."""

import json

from .cells import Content, fingerprint, imprint, plain
from .columns import BASE, spoken
from .pen import Change, Pen
from .reading import OldLedger, OldSheet
from .table import Row, Table
from .tables import Ledger

__all__ = ["rename"]


def rename(pen: Pen, old: OldLedger, before: Ledger, after: Ledger) -> list[Change]:
    """Puts the other names into every cell that says what the graph says; no fact has changed, so no row is marked.

    Rows of notices that the graph does not hold, rows that are gone, cells that somebody has changed, and the names
    of sheets stay as they are. Index and warnings, in which no row is marked, are left to an update with the other
    names.

    Args:
        pen: writes and counts.
        old: the workbook, after its update.
        before: what the graph says, with the names that the workbook has.
        after: the same with the other names.

    Returns:
        A line for the list of changes.
    """
    new = {table.role: {row.key: row for row in table.rows} for table in _tables(after)}
    for table in _tables(before):
        sheet = old.sheets.get(table.role)
        if sheet is None:
            continue
        at: dict[str | None, int] = {}
        for of in sheet.rows:  # the first is the row, others are copies of it
            at.setdefault(of.key, of.index)
        for row in table.rows:
            if row.key in at and row.key in new.get(table.role, {}):
                _row(pen, sheet, table, at[row.key], row, new[table.role][row.key])
    names = [spoken(of.naming.names, after.language) for of in (before, after)]
    return [Change("names", {}, None, *names)]


def _tables(of: Ledger) -> list[Table]:
    return [of.main, of.targets, of.documents, *of.units]


def _row(pen: Pen, sheet: OldSheet, table: Table, at: int, before: Row, after: Row) -> None:
    prints: dict[str, str] = {}
    for column in table.columns:
        was: Content = before.values.get(column.name)
        now: Content = after.values.get(column.name)
        if was == now or column.name not in sheet.columns:
            continue
        cell = sheet.sheet.cell(at, sheet.columns[column.name])
        if fingerprint(cell.value) == imprint(was):
            pen.put(cell, column, now)
        prints[column.name] = imprint(now)
    if prints:
        cell = sheet.sheet.cell(at, 2)
        base = json.loads(plain(cell.value) or "{}")
        pen.put(cell, BASE, json.dumps(base | prints, separators=(",", ":")))
