"""How the sheets of an existing ledger look and print after an update: what people have set stays, ours follows.

A height is a person's where the file says so (`customHeight`, which Excel, LibreOffice and WPS write for it alone); a
column is a person's once it was found shown where we had hidden it, or the other way round; its width is, where it is
not the one we gave it, and a header or footer, where it does not say what we wrote last. Cell B1 remembers that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from .cells import plain
from .columns import BASE, Language
from .keys import Key
from .layout import HIDDEN
from .measures import FONT, SIZE, Cell, height, room
from .memory import Memory
from .pen import Pen
from .printing import about, footer, header, header_of, put_heads, words_of
from .reading import OldLedger, OldSheet, columns_of
from .table import LEDGER_ROLE, Row
from .tables import Ledger
from .verbatim import fitted
from .widths import PASSING, Extent, paper, unneeded

__all__ = ["apart", "as_it_looks", "fit"]

_NEAR: Final = 0.8
"""Digits by which a program may store another width than it was given."""
_DIGIT: Final = 0.507
"""Width of a digit of Calibri over its size, which is the standard type of other workbooks."""


def fit(pen: Pen, old: OldLedger, ledger: Ledger) -> None:
    """Shows columns that are no longer empty, sets heights, and lets what is printed above the pages follow.

    Args:
        pen: what wrote the rows; it knows which say something else now.
        old: the workbook, with its rows as they are to be.
        ledger: what the graph says now.
    """
    of = about(ledger.sources, ledger.language, _elsewhere(old, ledger))
    digit = _digit(old)
    for sheet in old.sheets.values():
        apart(sheet.sheet)
        changed = _columns(pen, sheet)
        if changed:
            _widen(sheet, ledger.language)
        _heads(pen, sheet, ledger, of)
        memory = replace(sheet.memory, scope=ledger.scope, names=ledger.naming.names, title=sheet.sheet.title)
        _remember(pen, sheet, memory)
        _heights(pen, sheet, digit, again=changed)


def _elsewhere(old: OldLedger, ledger: Ledger) -> int:
    """How many notices the ledger holds that the graph does not."""
    sheet = old.sheets.get(LEDGER_ROLE)
    keys = (Key.read(row.key or "") for row in (sheet.rows if sheet is not None else ()))
    return len({key.notice for key in keys if key is not None} - ledger.notices)


def _digit(old: OldLedger) -> float:
    workbook: Any = old.workbook
    font = workbook._fonts[0]
    size = float(font.sz or SIZE)
    return size * (0.5 if font.name == FONT else _DIGIT)


def apart(sheet: Worksheet) -> None:
    """Gives each column in use a setting of its own, where a program has put neighbours together."""
    last, dimensions = sheet.max_column, sheet.column_dimensions
    for dimension in list(dimensions.values()):
        low, high = dimension.min, dimension.max
        if low is None or high is None or low == high or low > last:
            continue
        for i in range(low, min(high, last) + 1):
            dimensions[get_column_letter(i)] = _like(sheet, dimension, i, i)
        if high > last:
            dimensions[get_column_letter(last + 1)] = _like(sheet, dimension, last + 1, high)


def as_it_looks(sheet: OldSheet, ledger: Ledger, heads: str) -> Memory:
    """What a sheet without its memory is taken to remember as ours: what we would make of it; all else is a person's.

    Args:
        sheet: with the keys of its rows.
        ledger: what the graph says now.
        heads: what we wrote above the pages of another sheet; empty if that is not known.
    """
    columns = columns_of(sheet.role)
    dimensions = {name: sheet.sheet.column_dimensions[_letter(sheet, name)] for name in sheet.columns}
    unseen = frozenset(name for name, dimension in dimensions.items() if dimension.hidden)
    # The marks for which a passing column was shown may have been emptied since.
    hidden = unneeded(columns, _said(sheet)) & dimensions.keys() - (PASSING - unseen)
    extent = _extent(sheet, ledger.language)
    widths = extent.widths(paper(sheet.role), unseen)
    for name, width in extent.widths(paper(sheet.role), hidden).items():
        if abs(dimensions[name].width - width) < _NEAR:
            widths[name] = width
    written = header_of(heads, _unit(sheet, ledger)) if heads else ""
    return Memory(
        ledger.scope, ledger.naming.names, hidden, header=written, footer=footer(ledger.language), widths=widths
    )


def _like(sheet: Worksheet, of: Any, low: int, high: int) -> Any:
    made: Any = ColumnDimension(
        sheet,
        index=get_column_letter(low),
        width=of.width,
        bestFit=of.bestFit,
        hidden=of.hidden,
        outlineLevel=of.outlineLevel,
        collapsed=of.collapsed,
        min=low,
        max=high,
    )
    made._style = of._style
    return made


def _columns(pen: Pen, sheet: OldSheet) -> bool:
    """Shows and hides columns by what they hold now; whether that leaves the others another room."""
    columns = columns_of(sheet.role)
    dimensions = {name: sheet.sheet.column_dimensions[_letter(sheet, name)] for name in sheet.columns}
    hidden, settled = sheet.memory.hidden, sheet.memory.settled
    settled |= {name for name, dimension in dimensions.items() if bool(dimension.hidden) != (name in hidden)}
    wanted = unneeded(columns, _said(sheet)) if any(row.key for row in sheet.rows) else frozenset[str]()
    for name, dimension in dimensions.items():
        if name not in settled and bool(dimension.hidden) != (name in wanted):
            dimension.hidden = name in wanted
            pen.touched += 1
    # For a settled column it stands for what a person made of it.
    now = frozenset(name for name, dimension in dimensions.items() if dimension.hidden)
    sheet.memory = replace(sheet.memory, hidden=now, settled=settled & dimensions.keys())
    return bool((hidden ^ now) - PASSING)


def _widen(sheet: OldSheet, language: Language) -> None:
    """Gives the columns whose width nobody has changed the one that suits what is shown now."""
    made = _extent(sheet, language).widths(paper(sheet.role), sheet.memory.hidden)
    for name, width in made.items():
        dimension = sheet.sheet.column_dimensions[_letter(sheet, name)]
        if abs(dimension.width - sheet.memory.widths.get(name, 0.0)) < _NEAR:
            dimension.width = width
    sheet.memory = replace(sheet.memory, widths=made)


def _extent(sheet: OldSheet, language: Language) -> Extent:
    columns = [c for c in columns_of(sheet.role) if c.name in sheet.columns]
    extent = Extent(columns, language)
    for row in sheet.rows:
        if row.key is not None:
            said = {c.name: plain(sheet.sheet.cell(row.index, sheet.columns[c.name]).value) or None for c in columns}
            extent.add(Row(row.key, said))
    return extent


def _letter(sheet: OldSheet, name: str) -> str:
    return get_column_letter(sheet.columns[name])


def _said(sheet: OldSheet) -> dict[str, int]:
    """Column → how many different things its cells say, two standing for any more."""
    found: dict[str, set[str]] = {name: set() for name in sheet.columns}
    for row in sheet.rows:
        for name, of in found.items():
            if len(of) < 2:
                of.add(plain(sheet.sheet.cell(row.index, sheet.columns[name]).value))
                of.discard("")
    return {name: len(of) for name, of in found.items()}


def _heads(pen: Pen, sheet: OldSheet, ledger: Ledger, of: str) -> None:
    """Header and footer, where both say what was written last."""
    heads = sheet.sheet.HeaderFooter
    there, memory = (str(heads.oddHeader or ""), str(heads.oddFooter or "")), sheet.memory
    if any(words_of(raw) != words_of(ours) for raw, ours in zip(there, (memory.header, memory.footer), strict=True)):
        return
    unit = _unit(sheet, ledger)
    if (header(of, unit), footer(ledger.language)) != (memory.header, memory.footer):
        sheet.memory = put_heads(sheet.sheet, memory, unit, of, ledger.language)
        pen.touched += 1


def _unit(sheet: OldSheet, ledger: Ledger) -> str:
    """The unit that a sheet is about, as its pages name it; empty where it is about none."""
    return ledger.unit(sheet.role) or (sheet.sheet.title if sheet.role.startswith("unit ") else "")


def _remember(pen: Pen, sheet: OldSheet, memory: Memory) -> None:
    """No change by itself: what is not written is found out again from what was remembered before."""
    cell: Any = sheet.sheet.cell(1, len(HIDDEN))
    if plain(cell.value) != memory.text():
        pen.look.put(cell, BASE, memory.text(), styled=cell.has_style)


def _heights(pen: Pen, sheet: OldSheet, digit: float, *, again: bool) -> None:
    """Sets the height of rows that have none, or say something else now; one that a person has set stays.

    Args:
        pen: knows which rows say something else.
        sheet: whose rows.
        digit: width of a digit of the standard type, in points.
        again: whether all rows are to be fitted.
    """
    of: Any = sheet.sheet
    last = of.max_column
    wide = {i: of.column_dimensions[get_column_letter(i)] for i in range(len(HIDDEN) + 1, last + 1)}
    seen = {i: dimension.width for i, dimension in wide.items() if not dimension.hidden}
    ours = [1, *(row.index for row in sheet.rows if row.key is not None)]
    set_by_hand = {at for at in ours if of.row_dimensions[at].customHeight}
    for at in ours:
        if at in set_by_hand:
            continue
        if of.row_dimensions[at].ht is None or again or (of.title, at) in pen.rows:
            of.row_dimensions[at] = fitted(of, at, height(_cells(of, at, seen, digit)))


def _cells(sheet: Any, at: int, seen: Mapping[int, float], digit: float) -> Iterator[Cell]:
    """The cells of a row that count for its height; merged ones do not, as in any program."""
    merged = [cells for cells in sheet.merged_cells.ranges if cells.min_row <= at <= cells.max_row]
    for i, width in seen.items():
        cell = sheet.cell(at, i)
        if not isinstance(cell.value, str | CellRichText) or cell.data_type == "f":
            continue
        if any(cells.min_col <= i <= cells.max_col for cells in merged):
            continue
        size = float(cell.font.sz or SIZE)
        text = str(cell.value)
        if not cell.alignment.wrap_text:
            text = text.partition("\n")[0][:1]
        yield Cell(text, room(width, size, digit), size)
