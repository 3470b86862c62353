"""Ruled tables of pages: their cells' lines become texts, and a table that goes on over pages one table.

Lengths are in points, heights grow downwards.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .blocks import Grid, GridCell
from .lines import Line, begins_item, joined, usual

__all__ = ["RuledTable", "TableCell"]

_NEAR: Final = 4.0
"""Edges of columns that differ by less are the same ones on the next page."""

_REACH: Final = 0.55
"""A table that ends higher on its page has ended: there was room for another row."""

_ROW_NUMBER: Final = re.compile(r"[(（]?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})[)）]?[.、．]?")
_MAX_HEADER: Final = 4


@dataclass(slots=True)
class TableCell:
    """A cell of a ruled table, while it may still go on over the page.

    Attributes:
        row: its first row.
        column: its first column.
        rows: how many rows it covers.
        columns: how many columns it covers.
        left: its left edge.
        right: its right edge.
        open: whether no ruling is drawn below it.
        lines: its lines.
    """

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    open: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text without spaces."""
        return "".join("".join(n.text.split()) for n in self.lines)


@dataclass(slots=True)
class RuledTable:
    """A table that is drawn with lines.

    Attributes:
        top: its upper edge.
        bottom: its lower edge.
        edges: the edges of its columns, from the left.
        rows: how many rows it has.
        cells: its cells.
    """

    top: float
    bottom: float
    edges: list[float]
    rows: int
    cells: list[TableCell]

    def grid(self) -> Grid:
        """The table with its cells' texts."""
        pad = self._padding()
        return Grid(
            tuple(
                GridCell(_text(c, pad), c.row, c.column, c.rows, c.columns)
                for c in sorted(self.cells, key=lambda c: (c.row, c.column))
            )
        )

    def _padding(self) -> float:
        """How far text stays away from rulings. It does so on both sides, and only full lines show it."""
        gaps = [min(n.left - c.left, c.right - n.right) for c in self.cells for n in c.lines]
        size = usual((n.size, len(n.text)) for c in self.cells for n in c.lines)
        return min(max(min(gaps, default=0.0), 0.0), 0.8 * size)

    def take(self, other: "RuledTable", reach: float) -> bool:
        """Add a table that begins the next page, if it is this one's continuation.

        Args:
            other: the table.
            reach: how far down its page this table comes, from 0 to 1.
        """
        columns = _same_columns(self.edges, other.edges)
        if columns is None:
            return False
        edges, ours, theirs = columns
        header = _same_rows(self._top_rows(ours), other._top_rows(theirs))
        # A cell that reaches down from the header into the rows below would lose its text with it.
        while header and any(c.row < header < c.row + c.rows for c in other.cells):
            header -= 1
        if not header and (reach < _REACH or self._begins_like(other)):
            return False
        self.edges = edges
        self._widen(ours)
        other._widen(theirs)
        self._append([c for c in other.cells if c.row >= header], header, other.rows)
        return True

    def _begins_like(self, other: "RuledTable") -> bool:
        """Whether both say the same in their first cells, as two tables of one kind do (序号)."""
        ours, theirs = (min(t.cells, key=lambda c: (c.row, c.column)).words for t in (self, other))
        return ours == theirs != ""

    def _top_rows(self, columns: dict[int, int]) -> list[list[tuple[int, int, str]]]:
        return [
            sorted((columns[c.column], columns[c.column + c.columns], c.words) for c in self.cells if c.row == row)
            for row in range(min(_MAX_HEADER, self.rows))
        ]

    def _widen(self, columns: dict[int, int]) -> None:
        if all(old == new for old, new in columns.items()):
            return
        for cell in self.cells:
            end = columns[cell.column + cell.columns]
            cell.column = columns[cell.column]
            cell.columns = end - cell.column

    def _append(self, cells: list[TableCell], header: int, rows: int) -> None:
        last = {c.column: c for c in self.cells if c.row + c.rows == self.rows}
        pairs = [(last.get(c.column), c) for c in cells if c.row == header]
        # Where rows go without a number inside a page, one at its edge says nothing.
        unnumbered = any(not c.words for c in self.cells if c.column == 0 and c.row + c.rows < self.rows)
        torn = _is_torn(pairs, unnumbered)
        shift = self.rows - header - torn
        for cell in cells:
            cell.row += shift
        taken: set[int] = set()
        for above, below in pairs:
            if above is None or above.columns != below.columns:
                continue
            # A cell that is merged over rows on both pages says its text where it begins.
            merged = above.open or (max(above.rows, below.rows) > 1 and not below.lines)
            if torn or merged:
                shift_x = above.left - below.left
                above.lines += [replace(n, left=n.left + shift_x, right=n.right + shift_x) for n in below.lines]
                above.rows = below.row + below.rows - above.row
                above.open = below.open
                taken.add(id(below))
        self.cells += [c for c in cells if id(c) not in taken]
        self.rows = shift + rows


def _same_rows(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """How many rows the next page repeats."""
    return next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))


def _is_torn(pairs: Sequence[tuple[TableCell | None, TableCell]], unnumbered: bool) -> bool:
    """Whether the page break runs through a row."""
    both = [(a, b) for a, b in pairs if a is not None and a.columns == b.columns]
    if not both or len(both) < len(pairs):
        return False
    if all(a.open for a, _ in both):
        return True
    # One part has the row's number, wherever in its cell it is set, and the other none.
    above, below = both[0]
    numbers = [c.words for c in (above, below) if c.words]
    single = above.rows == below.rows == 1 and len(numbers) == 1
    return single and not unnumbered and bool(_ROW_NUMBER.fullmatch(numbers[0]))


def _same_columns(ours: list[float], theirs: list[float]) -> tuple[list[float], dict[int, int], dict[int, int]] | None:
    """The edges of two tables' columns together, and each one's edges among them.

    A page may lack an edge of which all cells are merged there. Left and right pages may have different margins.
    """
    shift = theirs[0] - ours[0]
    moved = [e - shift for e in theirs]
    if abs(shift) > 60 or abs(moved[-1] - ours[-1]) > _NEAR:
        return None
    few, many = sorted((ours, moved), key=len)
    places = [min(range(len(many)), key=lambda i: abs(many[i] - e)) for e in few]
    if len(set(places)) < len(few) or any(abs(many[i] - e) > _NEAR for i, e in zip(places, few, strict=True)):
        return None
    same = {i: i for i in range(len(many))}
    fewer = dict(enumerate(places))
    return (many, fewer, same) if few is ours else (many, same, fewer)


def _text(cell: TableCell, pad: float) -> str:
    """A cell's text. A line that fills the cell's width goes on in the next one; any other ends where it ends."""
    # In a narrow cell a word is set from the top down.
    if len(cell.lines) > 1 and all(len(n.text) == 1 for n in cell.lines):
        return joined(cell.lines)
    parts: list[list[Line]] = []
    for line in cell.lines:
        if parts and _goes_on(parts[-1][-1], line, cell, pad):
            parts[-1].append(line)
        else:
            parts.append([line])
    # Two names in lines that just fill the cell look like one: the place of the break is kept, invisible.
    return "\n".join(joined(p, wrap="\u200b") for p in parts)


def _goes_on(last: Line, line: Line, cell: TableCell, pad: float) -> bool:
    em = min(last.size, line.size)
    left, right = last.left - cell.left - pad, cell.right - pad - last.right
    if abs(left - right) < 0.3 * em:
        free = left + right  # centred, or full
    elif left - right > 2.6 * em:
        free = left  # set to the right
    else:
        free = right
    if begins_item(line) and last.text[-1] in "。；;：:":
        return False
    return free <= line.first + 0.25 * em
