"""What a file holds, in reading order: paragraphs and tables."""

from dataclasses import dataclass

__all__ = ["Block", "Grid", "GridCell", "Paragraph"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader sees it.

    Attributes:
        text: its characters, with the number that a word processor or browser sets before it; a forced line
            break is a line feed. Lines that only the page's width breaks are joined.
    """

    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table.

    Attributes:
        text: its characters; a line feed between its paragraphs and at forced line breaks.
        row: its first row, from 0.
        column: its first column, from 0.
        rows: how many rows it covers.
        columns: how many columns it covers.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data. A table that only lays a page out is no `Grid`: its cells' content stands as blocks.

    Attributes:
        cells: by row and column; no two cover the same place.
    """

    cells: tuple[GridCell, ...]


Block = Paragraph | Grid
