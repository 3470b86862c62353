"""Paragraphs and tables become one text, and the tables' cells places in it.

A paragraph is a line. A row of a table is a line whose cells stand apart by
tabs, as a table that is copied out of a document; a cell that is merged over
several rows stands in each of them, so that each row says by itself what it
says in the table.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from .readers.blocks import Block, Grid, GridCell
from .text import Cell, Span, Table

__all__ = ["lay_out"]

_REPEATED_LONGEST = 1000
"""No list of units is longer; a chapter merged over a thousand rows must not make a thousand chapters."""
_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Table, ...]]:
    """The text of some blocks, and where the cells of their tables stand in it."""
    parts: list[str] = []
    tables: list[Table] = []
    length = 0
    for block in blocks:
        if isinstance(block, Grid):
            text, table = _table(block, length)
            if table.rows:
                tables.append(table)
        else:
            text = _BREAKS.sub("\n", block.text).rstrip()
            text = f"{text}\n" if text.strip() else ""
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(tables)


def _table(grid: Grid, start: int) -> tuple[str, Table]:
    by_row: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            by_row[row].append(cell)
    parts: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    at = start
    for row in sorted(by_row):
        cells: list[Cell] = []
        for cell in sorted(by_row[row], key=lambda c: c.column):
            if cells:
                parts.append("\t")
                at += 1
            text = _BREAKS.sub("\n", cell.text).replace("\t", " ").strip()
            if row > cell.row and len(text) > _REPEATED_LONGEST:
                text = ""
            cells.append(Cell(Span(at, at + len(text)), cell.column, cell.columns, row > cell.row))
            parts.append(text)
            at += len(text)
        parts.append("\n")
        at += 1
        rows.append(tuple(cells))
    return "".join(parts), Table(Span(start, at), tuple(rows))
