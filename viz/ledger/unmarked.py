"""Sheets of ours whose hidden columns A and B are gone, known by their headings."""

from collections.abc import Iterable, Mapping
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from .cells import plain
from .columns import INDEX, LEDGER, UNIT, Column
from .headings import find_columns, heading
from .layout import FIRST, HIDDEN, MARK
from .table import LEDGER_ROLE, unit_role

__all__ = ["has_room", "without_keys"]

_ENOUGH: Final = 10
"""Headings of a ledger that no other sheet has together."""
_ROLE: Final = next(column for column in UNIT if column.name == "role")


def without_keys(sheets: Iterable[Worksheet], marked: Mapping[str, Worksheet]) -> list[tuple[Worksheet, str]]:
    """The sheets that have lost their hidden columns, with what they are: the whole ledger, or the sheet of a unit.

    Sheets like one that is there with its columns are copies that somebody made. The sheet of a unit is known by its
    name in the index.

    Args:
        sheets: of the workbook.
        marked: role → sheet that has its columns.
    """
    units = _units(marked.get("index"))
    lost: list[tuple[Worksheet, str]] = []
    for sheet in sheets:
        if any(sheet is other for other in marked.values()) or plain(sheet["A1"].value).startswith(MARK):
            continue
        headings = {heading(sheet, i) for i in range(1, sheet.max_column + 1)}
        if sum(_among(column, headings) for column in LEDGER) < _ENOUGH:
            continue
        role = units.get(sheet.title, "") if _among(_ROLE, headings) else LEDGER_ROLE
        if role and role not in marked:
            lost.append((sheet, role))
    return lost


def has_room(sheet: Worksheet) -> bool:
    """Whether columns A and B are empty, as after two columns were put in before the first."""
    cells = sheet.iter_rows(max_col=len(HIDDEN), values_only=True)
    return all(value is None for row in cells for value in row)


def _among(column: Column, headings: set[str]) -> bool:
    return column.zh in headings or column.en in headings


def _units(index: Worksheet | None) -> dict[str, str]:
    """Name of a sheet → role of the unit whose sheet it is."""
    if index is None:
        return {}
    column = find_columns(index, INDEX, (), {}).get("sheet")
    if column is None:
        return {}
    rows = range(FIRST, index.max_row + 1)
    found = {plain(index.cell(row, column).value): plain(index.cell(row, 1).value) for row in rows}
    return {title: unit_role(iri) for title, iri in found.items() if title and iri}
