"""Rows of a sheet put into another order, with all that hangs on them: styles, comments, heights, and references."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from .layout import FIRST

__all__ = ["RowMap", "mentioned", "rearrange", "redirect"]

_CELL: Final = r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})"
_REFERENCE: Final = re.compile(rf"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:\s]+)!)?{_CELL}(?::{_CELL})?")
_LAST: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class RowMap:
    """Where the rows of a sheet have gone.

    Attributes:
        rows: old number → new number.
        last: the last row before.
        shift: by how much what lay below has moved.
        table: first and last row with a key, before and after; a range over all of them stays one.
    """

    rows: Mapping[int, int]
    last: int
    shift: int
    table: tuple[int, int, int, int] | None = None

    def one(self, row: int) -> int:
        """Where a row is now."""
        return min(self.rows.get(row, row + self.shift if row > self.last else row), _LAST)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """What a range of rows has become: all that it held lies in it."""
        if first > last:
            first, last = last, first
        if self.table and first <= self.table[0] and last >= self.table[1] and last < _LAST:
            low, high = first, max(self.table[3], self.one(last))
            return (self.table[2] if first == self.table[0] else self.one(low)), high
        if last >= _LAST:
            return self.one(first) if first > self.last else first, last
        held = [self.one(row) for row in range(first, min(last, self.last) + 1)] + [self.one(last)]
        return min(held), max(held)


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    data_type: str
    style: Any
    comment: Comment | None
    hyperlink: Any


def rearrange(
    sheet: Worksheet, order: Sequence[int | None], tail: int, table: tuple[int, int, int, int] | None = None
) -> RowMap | None:
    """Puts the rows below the headings into another order; none if they have it already.

    Args:
        sheet: whose rows.
        order: the old number of each row from the first on; none for a row to be made. Rows that are not in it go.
        tail: the last row of the sheet before.
        table: as in `RowMap`.

    Returns:
        Where the rows have gone.
    """
    if list(order) == list(range(FIRST, tail + 1)):
        return None
    width = sheet.max_column
    kept = {i: _row(sheet, i, width) for i in order if i is not None}
    heights = {i: copy(sheet.row_dimensions[i]) for i in kept if i in sheet.row_dimensions}
    merged = [str(r) for r in sheet.merged_cells.ranges if r.max_row >= FIRST]
    for cells in merged:
        sheet.unmerge_cells(cells)
    for i in [i for i in sheet.row_dimensions if i >= FIRST]:
        del sheet.row_dimensions[i]
    sheet.delete_rows(FIRST, max(tail - FIRST + 1, 0))
    rows = {i: at for at, i in enumerate(order, FIRST) if i is not None}
    for i, at in rows.items():
        _put(sheet, at, kept[i])
        if i in heights:
            heights[i].index = at
            sheet.row_dimensions[at] = heights[i]
    moved = RowMap(rows, tail, FIRST + len(order) - 1 - tail, table)
    for cells in merged:
        _merge(sheet, cells, moved)
    _redirect_ranges(sheet, moved)
    return moved


def _row(sheet: Worksheet, i: int, width: int) -> dict[int, _Kept]:
    found: dict[int, _Kept] = {}
    cell: Any
    for cell in next(sheet.iter_rows(min_row=i, max_row=i, max_col=width), ()):
        if cell.value is not None or cell.has_style or cell.comment is not None:
            link = None if cell.hyperlink is None else copy(cell.hyperlink)
            found[cell.column] = _Kept(cell.value, cell.data_type, copy(cell._style), _note(cell.comment), link)
    return found


def _note(comment: Any) -> Comment | None:
    if comment is None:
        return None
    return Comment(comment.text, comment.author, height=comment.height, width=comment.width)


def _put(sheet: Worksheet, i: int, row: Mapping[int, _Kept]) -> None:
    for column, kept in row.items():
        cell: Any = sheet.cell(i, column)
        if kept.hyperlink is not None:
            cell.hyperlink = kept.hyperlink
        cell.value = kept.value
        cell.data_type = kept.data_type
        cell._style = kept.style
        cell.comment = kept.comment


def _merge(sheet: Worksheet, cells: str, moved: RowMap) -> None:
    """Merges cells again where their rows still stand together in their order."""
    left, top, right, bottom = (int(n or 1) for n in range_boundaries(cells))
    now = [moved.rows.get(row) for row in range(top, bottom + 1)]
    start = now[0]
    if start is not None and now == list(range(start, start + len(now))):
        sheet.merge_cells(start_row=start, start_column=left, end_row=start + bottom - top, end_column=right)


def _redirect_ranges(sheet: Worksheet, moved: RowMap) -> None:
    """The places of tables, of choices and of colours that depend on values; whole columns stay what they are."""
    for choice in sheet.data_validations.dataValidation:
        before, choice.sqref = choice.sqref, _ranges(choice.sqref, moved)
        choice.formula1 = _shifted(choice.formula1, before, choice.sqref)
        choice.formula2 = _shifted(choice.formula2, before, choice.sqref)
    for table in sheet.tables.values():
        table.ref = _range(table.ref, moved)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _range(table.autoFilter.ref, moved)
    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        now = _ranges(area.sqref, moved)
        for rule in area.rules:
            rule.formula = [_shifted(formula, area.sqref, now) or formula for formula in rule.formula]
            rules.add(str(now), rule)
    sheet.conditional_formatting = rules


def _ranges(cells: MultiCellRange, moved: RowMap) -> MultiCellRange:
    return MultiCellRange(" ".join(_range(str(r), moved) for r in cells.ranges))


def _shifted(formula: str | None, before: MultiCellRange, now: MultiCellRange) -> str | None:
    """A formula is written for the first cell of its range; where that has moved, so do its relative references."""
    top, to = (min(r.min_row for r in cells.ranges) for cells in (before, now))
    if not formula or top == to:
        return formula
    return str(Translator(f"={formula}", origin=f"A{top}").translate_formula(f"A{to}"))[1:]


def _range(cells: str, moved: RowMap) -> str:
    left, top, right, bottom = (int(n or 1) for n in range_boundaries(cells))
    first, last = moved.span(top, bottom)
    return f"{get_column_letter(left)}{first}:{get_column_letter(right)}{last}"


def redirect(workbook: Workbook, moved: Mapping[str, RowMap]) -> None:
    """Lets every formula of a workbook, and every defined name, point to where the rows have gone.

    Args:
        workbook: all of it; the rows have moved already.
        moved: title of a sheet → where its rows are.
    """
    if not moved:
        return
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            cell: Any
            for cell in row:
                if cell.data_type != "f":
                    continue
                value = cell.value
                if isinstance(value, ArrayFormula):
                    value.text = _redirected(value.text or "", sheet.title, moved)
                    if sheet.title in moved:
                        value.ref = _range_to(value.ref, cell.row)
                elif isinstance(value, str):
                    cell.value = _redirected(value, sheet.title, moved)
    for names in (workbook.defined_names, *(s.defined_names for s in workbook.worksheets)):
        for name in names.values():
            if not name.name.startswith("zt.") and name.attr_text:
                name.attr_text = _redirected(f"={name.attr_text}", "", moved)[1:]


def _range_to(cells: str, row: int) -> str:
    left, top, right, bottom = (int(n or 1) for n in range_boundaries(cells))
    return f"{get_column_letter(left)}{row}:{get_column_letter(right)}{row + bottom - top}"


def _redirected(formula: str, home: str, moved: Mapping[str, RowMap]) -> str:
    try:
        tokens = Tokenizer(formula)
    except Exception:  # a formula that openpyxl cannot take apart is left as it was typed
        return formula
    changed = False
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            found = _REFERENCE.fullmatch(token.value)
            title = home if found is None or found["sheet"] is None else _title(found["sheet"])
            if found is not None and title in moved:
                token.value = _moved(found, moved[title])
                changed = True
    return "=" + "".join(token.value for token in tokens.items) if changed else formula


def _title(sheet: str) -> str:
    name = sheet[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _moved(found: re.Match[str], moved: RowMap) -> str:
    sheet, column, fixed, row, to_column, to_fixed, to_row = found.groups()
    if to_row is None:
        return f"{sheet or ''}{column}{fixed}{moved.one(int(row))}"
    first, last = moved.span(int(row), int(to_row))
    return f"{sheet or ''}{column}{fixed}{first}:{to_column}{to_fixed}{last}"


def mentioned(workbook: Workbook, title: str) -> bool:
    """Whether a formula elsewhere in the workbook speaks of a sheet."""
    named = (title, "'" + title.replace("'", "''") + "'")
    return any(
        f"{name}!" in str(getattr(cell.value, "text", cell.value))
        for sheet in workbook.worksheets
        if sheet.title != title
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        for name in named
    )
