"""Which column of a sheet is which, whatever people have made of its headings.

1. A heading of ours that only one column has, unless it holds nothing of what
   was last written and the column of the hidden name does.
2. Of several such, the one to which the hidden defined name points.
3. Where there is none, the column, not taken by now, whose cells hold most of
   what was last written; then one whose heading begins with ours; then the one
   of the hidden name; then one whose heading contains ours.

Programs move hidden names along with their columns, or do not. Where the name
of any column with a heading of ours points elsewhere, no name is believed.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from .cells import fingerprint, plain
from .columns import Column
from .layout import HIDDEN, column_name

__all__ = ["Prints", "find_columns", "heading", "name_columns"]

Prints = Sequence[tuple[int, Mapping[str, str]]]
"""Number of a row and the fingerprints of what was last written in it, by column."""

_REFERENCE: Final = re.compile(r"!\$?([A-Z]{1,3})(?:\$1)?:\$?\1(?:\$\d+)?$")
_BEGINS, _NAMED, _CONTAINS = 3, 2, 1


def heading(sheet: Worksheet, column: int) -> str:
    """The heading of a column, on one line."""
    return " ".join(plain(sheet.cell(1, column).value).split())


def find_columns(
    sheet: Worksheet, columns: Sequence[Column], prints: Prints, renamed: Mapping[str, str]
) -> dict[str, int]:
    """Name → number of each column that is there.

    Args:
        sheet: one of ours.
        columns: those that it may have.
        prints: what was last written in its rows.
        renamed: headings that stand for columns in the whole ledger of the same workbook, with their names.
    """
    headings: dict[str, list[int]] = {}
    for i in range(len(HIDDEN) + 1, sheet.max_column + 1):
        headings.setdefault(heading(sheet, i), []).append(i)
    found: dict[str, int] = {}
    for column in columns:
        known = [column.zh, column.en, *(text for text, name in renamed.items() if name == column.name)]
        at = [i for text in dict.fromkeys(known) for i in headings.get(text, []) if i not in found.values()]
        if at:
            pointed = _named(sheet, column)
            if pointed is None or (pointed not in at and not _moved(sheet, column, pointed, at, prints)):
                pointed = at[0]
            found[column.name] = pointed
    names = {column.name: _named(sheet, column) for column in columns}
    believed = all(names[name] in {None, i} for name, i in found.items())
    for column in columns:
        if column.name not in found:
            named = names[column.name] if believed else None
            free = {i: text for text, those in headings.items() for i in those if i not in found.values()}
            at_last = _likeliest(sheet, column, named, prints, free)
            if at_last is not None:
                found[column.name] = at_last
    return found


def _moved(sheet: Worksheet, column: Column, pointed: int, at: Sequence[int], prints: Prints) -> bool:
    """Whether the column of the hidden name holds what was last written, and none with our heading does."""
    return _same(sheet, column, pointed, prints) > 0 and not any(_same(sheet, column, i, prints) for i in at)


def _same(sheet: Worksheet, column: Column, at: int, prints: Prints) -> int:
    """In how many rows a column says what was last written in ours."""
    wanted = ((row, last[column.name]) for row, last in prints if last.get(column.name))
    return sum(fingerprint(sheet.cell(row, at).value) == last for row, last in wanted)


def _likeliest(
    sheet: Worksheet, column: Column, named: int | None, prints: Prints, free: Mapping[int, str]
) -> int | None:
    """The column that is surely this one, by what it holds, its heading or its hidden name; none if none is."""
    wanted = [(row, last[column.name]) for row, last in prints if last.get(column.name)]
    ranked: list[tuple[tuple[int, int], int]] = []
    for i, text in free.items():
        same = _same(sheet, column, i, prints)
        rank = max(_likeness(column, text), _NAMED if i == named else 0)
        if rank == 0 and same * 2 <= len(wanted):
            continue
        if same == 0 and wanted and _somebodys_own(sheet, column, i, prints, i == named, rank):
            continue
        ranked.append(((same, rank), i))
    best = max((score for score, _ in ranked), default=None)
    at = [i for score, i in ranked if score == best]
    return at[0] if len(at) == 1 else None


def _somebodys_own(sheet: Worksheet, column: Column, i: int, prints: Prints, is_named: bool, rank: int) -> bool:
    """Whether a column that holds nothing of what was written is not ours: facts stay what they are, entries change."""
    full = any(plain(sheet.cell(row, i).value) for row, _ in prints)
    return (full and rank == _NAMED) if column.typed else (full or not is_named)


def _likeness(column: Column, text: str) -> int:
    if text.startswith(column.zh) or re.match(rf"{re.escape(column.en)}\b", text):
        return _BEGINS
    if column.zh in text or re.search(rf"\b{re.escape(column.en)}\b", text):
        return _CONTAINS
    return 0


def _named(sheet: Worksheet, column: Column) -> int | None:
    defined = sheet.defined_names.get(column_name(column))
    at = _REFERENCE.search("" if defined is None else defined.attr_text or "")
    return column_index_from_string(at[1]) if at else None


def name_columns(sheet: Worksheet, columns: Sequence[Column], found: Mapping[str, int]) -> None:
    """Lets the hidden names point to where the columns are; a column that is gone has none."""
    quoted = sheet.title.replace("'", "''")
    for column in columns:
        name = column_name(column)
        if column.name in found:
            letter = get_column_letter(found[column.name])
            sheet.defined_names[name] = DefinedName(name, attr_text=f"'{quoted}'!${letter}:${letter}", hidden=True)
        elif name in sheet.defined_names:
            del sheet.defined_names[name]
