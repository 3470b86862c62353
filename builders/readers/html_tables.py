"""Tables of data become grids; tables that only lay a page out are told from them.

Until about 2015 county sites were made of nested tables, and gov.cn still puts
the whole body of a notice in a cell. Such a table says nothing by its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .blocks import Grid, GridCell
from .html_boxes import Box, Run
from .html_words import is_prose

__all__ = ["Layouts", "grid_of", "runs_in"]

_SECTIONS: Final = ("thead", "tbody", "tfoot")
_PARAGRAPH: Final = 15
"""So many characters make a line a paragraph and no entry."""
_PARAGRAPHS: Final = 5
_MUCH_TEXT: Final = 600
_FRAME: Final = 4
_LINES: Final = 6
"""A cell with so many paragraphs or so much text, or with so many lines in a table of so few cells, can be a body."""
_MENU: Final = 4
"""So many lines, most of them links, are a menu, and what stands beside a menu is the page's body."""

_MAX_MERGED: Final = 64
"""How many cells over several rows may be open at once; more make no readable table, only work."""
_MAX_REPEATED: Final = 1_000_000
"""A merged cell is written in each of its rows: how many characters, with one between cells, that may come to."""


@dataclass(slots=True)
class _Measures:
    """What is in a box, with all boxes in it."""

    size: int = 0
    linked: int = 0
    lines: int = 0
    prose: int = 0
    paragraphs: int = 0
    tables: int = 0


class Layouts:
    """Tells which tables of a page only lay it out."""

    def __init__(self, root: Box) -> None:
        order = [root]
        for box in order:
            order += [c for c in box.children if isinstance(c, Box)]
        self._measures: dict[Box, _Measures] = {box: _Measures() for box in order}
        self._layouts: set[Box] = set()
        runs = [c for box in order for c in box.children if isinstance(c, Run)]
        self._prose = sum(_prose(r) for r in runs)
        # What stands inside comes later in the order: from its end, each box has all that is in it.
        for box in reversed(order):
            measures = self._measures[box]
            for child in box.children:
                if isinstance(child, Run):
                    measures.size += child.size
                    measures.linked += child.linked
                    measures.lines += 1
                    measures.prose += _prose(child)
                    measures.paragraphs += child.size - child.linked >= _PARAGRAPH
            if box.tag == "table":
                self._judge(box, measures)
            if box.parent is not None:
                above = self._measures[box.parent]
                above.size += measures.size
                above.linked += measures.linked
                above.lines += measures.lines
                above.prose += measures.prose
                above.paragraphs += measures.paragraphs
                above.tables += measures.tables

    def __contains__(self, table: Box) -> bool:
        return table in self._layouts

    def _judge(self, table: Box, measures: _Measures) -> None:
        """Whether a table lays out. It does if it has one column, holds a table, or one cell is the page's body."""
        filled = [(cell, self._measures[cell.box]) for cell in _placed(table) if self._measures[cell.box].size]
        menu = any(m.lines >= _MENU and m.linked > 0.5 * m.size for _, m in filled)
        frame = len(filled) <= _FRAME and not any(cell.box.tag == "th" for cell, _ in filled)
        body = any(
            m.prose * 2 >= self._prose > 0
            and (menu or m.size >= 0.6 * measures.size)
            and (menu or m.paragraphs >= _PARAGRAPHS or m.size >= _MUCH_TEXT or (frame and m.lines >= _LINES))
            for _, m in filled
        )
        if len({cell.column for cell, _ in filled}) < 2 or measures.tables or body:
            self._layouts.add(table)
        # A single cell with a frame around it, as Word makes them, is no table to the one that it stands in.
        measures.tables += len(filled) > 1


@dataclass(slots=True)
class _Cell:
    """A cell in its place."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


def grid_of(table: Box) -> Grid:
    """The cells of a table of data."""
    cells = list(_placed(table))
    # A cell may ask for more columns than the table has: those beyond have no width.
    width = 1 + max((c.column for c in cells), default=0)
    made: list[GridCell] = []
    repeated = 0
    for cell in cells:
        text = "\n".join(r.text for r in runs_in(cell.box))
        rows = cell.rows
        if rows > 1:
            repeated += (len(text) + 1) * (rows - 1)
            rows = 1 if repeated > _MAX_REPEATED else rows
        made.append(GridCell(text, cell.row, cell.column, rows, min(cell.columns, width - cell.column)))
    return Grid(tuple(made))


def runs_in(box: Box) -> Iterator[Run]:
    """All runs in a box, in order."""
    open_boxes = [iter(box.children)]
    while open_boxes:
        for child in open_boxes[-1]:
            if isinstance(child, Run):
                yield child
            else:
                open_boxes.append(iter(child.children))
                break
        else:
            open_boxes.pop()


def _sections(table: Box) -> Iterator[list[Box]]:
    """Rows by section, as they are shown: <thead> first, <tfoot> last."""
    sections = sorted(
        (c for c in table.children if isinstance(c, Box) and c.tag in _SECTIONS), key=lambda c: _SECTIONS.index(c.tag)
    )
    for section in sections:
        yield [c for c in section.children if isinstance(c, Box) and c.tag == "tr"]


def _placed(table: Box) -> Iterator[_Cell]:
    """The cells by row and column, as the HTML standard forms tables (4.9.12), but none over another."""
    first = 0
    for rows in _sections(table):
        # Columns that cells of earlier rows cover: from, to, and the row where that ends; by column.
        covered: list[tuple[int, int, int]] = []
        end = first + len(rows)
        for number, row in enumerate(rows, first):
            covered = [c for c in covered if c[2] > number]
            began: list[tuple[int, int, int]] = []
            column, passed = 0, 0
            for box in row.children:
                if not isinstance(box, Box) or box.tag not in ("td", "th"):
                    continue
                while passed < len(covered) and covered[passed][0] <= column:
                    column = max(column, covered[passed][1])
                    passed += 1
                free = covered[passed][0] - column if passed < len(covered) else box.columns
                columns = min(box.columns, free)
                rows_covered = min(box.rows or end - number, end - number)
                if len(covered) + len(began) >= _MAX_MERGED:
                    rows_covered = 1
                yield _Cell(box, number, column, rows_covered, columns)
                if rows_covered > 1:
                    _append(began, (column, column + columns, number + rows_covered))
                column += columns
            if began:
                merged: list[tuple[int, int, int]] = []
                for part in sorted(covered + began):
                    _append(merged, part)
                covered = merged
        first = end


def _append(parts: list[tuple[int, int, int]], part: tuple[int, int, int]) -> None:
    """Adds a stretch of covered columns, or widens the last one if both end in the same row."""
    if parts and parts[-1][1] == part[0] and parts[-1][2] == part[2]:
        parts[-1] = (parts[-1][0], part[1], part[2])
    else:
        parts.append(part)


def _prose(run: Run) -> int:
    return run.size - run.linked if is_prose(run.text, run.size - run.linked) else 0
