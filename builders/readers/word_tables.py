"""The tables of a Word document: cells that are merged, tables that only frame text.

Source: ECMA-376 Part 1 (5th edition) §17.4.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from .blocks import Block, Grid, GridCell, Paragraph
from .word_styles import Node, W, integer, value

__all__ = ["RawTable"]

_MAX_COLUMNS: Final = 1000


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    columns: int
    merge: str | None
    blocks: list[Block]
    text: str
    rows: int = 1


@dataclass(slots=True)
class RawTable:
    """A table that is being read, row by row and cell by cell.

    Attributes:
        rows: the cells as the file has them: a merged cell has one in each of its rows.
        column: where in the grid the next cell of the last row begins.
    """

    rows: list[list[_Cell]] = field(default_factory=list[list[_Cell]])
    column: int = 0

    def begin_row(self, properties: Node | None) -> None:
        """Begins a row, given its w:trPr."""
        self.rows.append([])
        self.column = integer(value(properties, f"{W}gridBefore"), 0, 0, _MAX_COLUMNS)

    def add_cell(self, properties: Node | None, content: list[Block]) -> None:
        """Adds a cell to the last row, given its w:tcPr and what it holds."""
        row, column = self.rows[-1], self.column
        columns = integer(value(properties, f"{W}gridSpan"), 1, 1, _MAX_COLUMNS)
        self.column += columns
        if row and _merge(properties, "hMerge") == "continue":
            row[-1].columns += columns
        else:
            text = "\n".join(_lines(content))
            row.append(_Cell(len(self.rows), column, columns, _merge(properties, "vMerge"), content, text))

    def blocks(self) -> list[Block]:
        """The table, or what it frames where no row has more than one cell."""
        rows = [row for row in self.rows if row]
        if all(len(row) == 1 for row in rows):
            return [block for (cell,) in rows for block in cell.blocks]
        cells: list[_Cell] = []
        above: list[_Cell] = []
        for number, row in enumerate(rows):
            merged: list[_Cell] = []
            starts = [cell.column for cell in above]
            for cell in row:
                at = bisect_right(starts, cell.column) - 1
                upper = above[at] if cell.merge == "continue" and at >= 0 else None
                if upper and (upper.column, upper.columns) == (cell.column, cell.columns):
                    upper.rows += 1
                    merged.append(upper)
                    continue
                # Where the widths differ there is no merged cell (§17.4.84), but what it was to continue is clear.
                if upper and not cell.text and cell.column < upper.column + upper.columns:
                    cell.text = upper.text
                cell.row = number
                cells.append(cell)
                if cell.merge:
                    merged.append(cell)
            above = merged
        return [Grid(tuple(GridCell(c.text, c.row, c.column, c.rows, c.columns) for c in cells))]


def _merge(properties: Node | None, tag: str) -> str | None:
    found = None if properties is None else properties.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val") or "continue"


def _lines(content: list[Block]) -> Iterator[str]:
    """The lines of a cell; a table inside it has a line for each of its rows."""
    for block in content:
        if isinstance(block, Paragraph):
            yield block.text.strip()
            continue
        rows: dict[int, list[str]] = defaultdict(list)
        for cell in block.cells:
            rows[cell.row].append(cell.text)
        for row in sorted(rows):
            if line := " ".join(filter(None, rows[row])):
                yield line
