"""Boxes become blocks in reading order, each with what tells a notice from the furniture around it."""

from dataclasses import dataclass, field

from ..fold import fold
from .blocks import Block, Paragraph
from .html_boxes import Box, Page, Run
from .html_tables import Layouts, grid_of, runs_in
from .html_words import LONGEST

__all__ = ["Extent", "Item", "Items", "items_of"]


@dataclass(slots=True, eq=False)
class Item:
    """A block of a page.

    Attributes:
        block: the block.
        text: its text; of a table, its cells' texts.
        folded: the beginning of the same, folded.
        lines: the beginning of its text, or of the texts of its cells, folded.
        size: how many characters are no white space.
        linked: how many of those are in links.
        file: whether a link leads to a file.
        box: the innermost element around it.
    """

    block: Block
    text: str
    folded: str
    lines: list[str]
    size: int
    linked: int
    file: bool
    box: Box


@dataclass(slots=True)
class Extent:
    """Which items are in a box: from, to."""

    start: int
    end: int


@dataclass(slots=True)
class Items:
    """A page as items.

    Attributes:
        items: the blocks, in order.
        extents: by box, in order; a box in a table of data has none.
    """

    items: list[Item] = field(default_factory=list)
    extents: dict[Box, Extent] = field(default_factory=dict)


def items_of(page: Page) -> Items:
    """The blocks of a page."""
    layouts = Layouts(page.root)
    made = Items()
    made.extents[page.root] = Extent(0, 0)
    open_boxes = [(page.root, iter(page.root.children))]
    while open_boxes:
        box, children = open_boxes[-1]
        for child in children:
            if isinstance(child, Run):
                made.items.append(_paragraph(child, box))
                continue
            made.extents[child] = Extent(len(made.items), 0)
            if child.tag == "table" and child not in layouts:
                made.items += _table(child)
                made.extents[child].end = len(made.items)
                continue
            open_boxes.append((child, iter(child.children)))
            break
        else:
            made.extents[box].end = len(made.items)
            open_boxes.pop()
    return made


def _paragraph(run: Run, box: Box) -> Item:
    folded = fold(run.text[:LONGEST])
    return Item(Paragraph(run.text), run.text, folded, [folded], run.size, run.linked, run.file, box)


def _table(table: Box) -> list[Item]:
    """The caption's paragraphs and the table."""
    captions = [c for c in table.children if isinstance(c, Box) and c.tag == "caption"]
    made = [_paragraph(run, box) for box in captions for run in runs_in(box)]
    grid = grid_of(table)
    runs = [r for c in table.children if isinstance(c, Box) and c.tag != "caption" for r in runs_in(c)]
    cells = [c.text for c in grid.cells if c.text]
    text = " ".join(cells)
    lines = [fold(cell[:LONGEST]) for cell in cells]
    size, linked = sum(r.size for r in runs), sum(r.linked for r in runs)
    made.append(Item(grid, text, fold(text[:LONGEST]), lines, size, linked, any(r.file for r in runs), table))
    return made
