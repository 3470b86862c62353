"""Pages of lines and ruled tables become blocks: page numbers drop out, paragraphs and tables go on over pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from .blocks import Block, Paragraph
from .lines import Column, Line, continues, joined, usual
from .pdf_tables import RuledTable
from .rulings import Box

__all__ = ["Sheet", "in_order"]

# — 3 —, －3－, 第 3 页 共 9 页, 3/9; a number alone must also count the pages.
_PAGE_NUMBER: Final = re.compile(
    r"[-—－–·•\s]{1,8}\d{1,4}[-—－–·•\s]{1,8}"
    r"|第\s*\d{1,4}\s*页(?:[\s,，、/／（(]*共\s*\d{1,4}\s*页[)）]?)?|\d{1,4}\s*[/／]\s*(?:共\s*)?\d{1,4}(?:\s*页)?"
    r"|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{1,4}")
_DIGITS: Final = re.compile(r"\d+")
_CONTINUED: Final = re.compile(
    r"[（(]?(?:续(?:上)?表|接上表|上接.{0,8}表|表\s*\d{0,3}\s*[（(]?续)[)）]?\s*\d{0,3}[:：]?"
)
_EDGE_LINES: Final = 3
"""A running head has so many lines at most."""


@dataclass(slots=True)
class Sheet:
    """A page.

    Attributes:
        width: its width.
        height: its height.
        lines: its lines outside tables and boxes, from the top down.
        tables: its ruled tables.
        boxes: its frames around text.
    """

    width: float
    height: float
    lines: list[Line]
    tables: list[RuledTable] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def in_order(sheets: Sequence[Sheet]) -> list[Block]:
    """What pages say, in reading order."""
    pitch = _pitch(sheets)
    _drop_running(sheets, pitch)
    columns = _columns(sheets, _pitch(sheets))
    flow = _Flow()
    for sheet, column in zip(sheets, columns, strict=True):
        parts: list[Line | RuledTable | Box] = [*sheet.lines, *sheet.tables, *sheet.boxes]
        flow.begin_page()
        for part in sorted(parts, key=lambda p: p.top):
            if isinstance(part, Line):
                flow.line(part, column)
            elif isinstance(part, RuledTable):
                flow.table(part, sheet)
            else:
                flow.box(part)
    return flow.end()


class _Flow:
    """The blocks so far, and the paragraph or table that may go on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.paragraph: list[Line] = []
        self.column: Column | None = None
        self.base: float | None = None
        self.open_table: RuledTable | None = None
        self.reach = 0.0
        self.caption: Line | None = None

    def begin_page(self) -> None:
        self.base = None

    def line(self, line: Line, column: Column) -> None:
        if self.open_table is not None and self.base is None and _CONTINUED.fullmatch(line.text):
            self.caption = line  # it is said again only if the table below does not go on
            return
        self._close_table()
        gap = None if self.base is None else line.base - self.base
        if self.paragraph and not (self.column and continues(self.paragraph, line, self.column, column, gap)):
            self._close_paragraph()
        self.paragraph.append(line)
        self.column, self.base = column, line.base

    def table(self, table: RuledTable, sheet: Sheet) -> None:
        if self.open_table is None or self.base is not None or not self.open_table.take(table, self.reach):
            self._close_table()
            self._close_paragraph()
            self.open_table = table
        self.caption = None
        # How far down its page it reaches says whether it stopped for lack of room.
        self.reach = table.bottom / max(sheet.height, 1.0)
        self.base = table.bottom

    def box(self, box: Box) -> None:
        self._close_table()
        self._close_paragraph()
        for lines, left, right in box.cells:
            column = Column(left, right, 0.0, usual((n.size, len(n.text)) for n in lines))
            for line in lines:
                self.line(line, column)
            self._close_paragraph()
        self.base = box.bottom

    def end(self) -> list[Block]:
        self._close_table()
        self._close_paragraph()
        return self.blocks

    def _close_paragraph(self) -> None:
        if self.paragraph:
            self.blocks.append(Paragraph(joined(self.paragraph)))
            self.paragraph = []

    def _close_table(self) -> None:
        if self.open_table is not None:
            table, self.open_table = self.open_table, None
            self.blocks.append(table.grid())
        if self.caption is not None:
            self.blocks.append(Paragraph(self.caption.text))
            self.caption = None


# --- page numbers and running heads ------------------------------------------------------------------


def _drop_running(sheets: Sequence[Sheet], pitch: float) -> None:
    """Take page numbers and running heads off the pages, and nothing that could be the notice's own."""
    counting = _counting(sheets)
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_key(line) for line in _edge(sheet)})
    # A book has one head on its left pages and another on its right ones.
    enough = max(2, 0.4 * len(sheets))
    repeated = {key for key, number in seen.items() if number >= enough}
    size = _size(sheets)
    for index, sheet in enumerate(sheets):
        lines = sheet.lines
        for edge in (lines, lines[::-1]):
            dropped = 0
            for line in edge[:_EDGE_LINES]:
                # A spreadsheet is printed with its title on every page, as large as its text: the first one is said.
                running = _key(line) in repeated and (index > 0 or line.size < 0.9 * size)
                if not running and not _is_number(line, index, counting):
                    break
                dropped += 1
            while dropped and not _stands_apart(edge, dropped, index, counting, pitch, sheet):
                dropped -= 1
            gone = {id(n) for n in edge[:dropped]}
            sheet.lines = [n for n in sheet.lines if id(n) not in gone]


def _edge(sheet: Sheet) -> list[Line]:
    return [*sheet.lines[:_EDGE_LINES], *sheet.lines[_EDGE_LINES:][-_EDGE_LINES:]]


def _key(line: Line) -> tuple[str, int]:
    """What makes a line the same as another page's: its words and its height, whatever figures it holds."""
    return _DIGITS.sub("0", "".join(line.text.split())), round(line.base / 3)


def _counting(sheets: Sequence[Sheet]) -> int | None:
    """What has to be added to a page's index for its number, if numbers stand alone at the edges of pages."""
    offsets: Counter[int] = Counter()
    for index, sheet in enumerate(sheets):
        offsets.update(
            {int(n.text) - index for n in (*sheet.lines[:1], *sheet.lines[-1:]) if _NUMBER.fullmatch(n.text)}
        )
    if not offsets:
        return None
    offset, number = max(offsets.items(), key=lambda o: (o[1], -abs(o[0])))
    return offset if number > max(1, len(sheets) / 3) or (len(sheets) == 1 and offset == 1) else None


def _is_number(line: Line, index: int, counting: int | None) -> bool:
    text = line.text.strip()
    if _NUMBER.fullmatch(text):
        return counting is not None and int(text) == index + counting
    return _PAGE_NUMBER.fullmatch(text) is not None


def _stands_apart(
    lines: Sequence[Line], dropped: int, index: int, counting: int | None, pitch: float, sheet: Sheet
) -> bool:
    """Whether lines at the edge are set off from the text by a gap or smaller type, so that they are none of it."""
    if dropped >= len(lines):
        # A page that holds nothing else, or only a table.
        return bool(sheet.tables or sheet.boxes) or all(_is_number(n, index, counting) for n in lines[:dropped])
    last, text = lines[dropped - 1], lines[dropped]
    gap = abs(text.base - last.base)
    return gap > 1.25 * pitch or last.size < 0.9 * text.size or bool(_PAGE_NUMBER.fullmatch(last.text.strip()))


# --- columns -----------------------------------------------------------------------------------------


def _size(sheets: Iterable[Sheet]) -> float:
    """The usual size of type outside tables."""
    return usual((n.size, len(n.text)) for s in sheets for n in s.lines) or 1.0


def _pitch(sheets: Iterable[Sheet]) -> float:
    """How far apart lines usually stand."""
    gaps = [
        b.base - a.base
        for sheet in sheets
        for a, b in pairwise(sheet.lines)
        if abs(a.size - b.size) < 0.1 * a.size and b.base - a.base < 3 * a.size
    ]
    return median(gaps) if gaps else 0.0


def _columns(sheets: Sequence[Sheet], pitch: float) -> list[Column]:
    """Where each page's text begins and ends.

    Left and right pages may have different margins. A page's own lines count first if they are set as wide as those
    of the other pages; a page of few lines is set as the others.
    """
    size = _size(sheets)
    alike: dict[tuple[int, int], list[Sheet]] = defaultdict(list)
    for index, sheet in enumerate(sheets):
        alike[round(sheet.width / 5), index % 2].append(sheet)
    shared = {key: _shared([n for s in group for n in s.lines], size, group[0].width) for key, group in alike.items()}
    columns = []
    for index, sheet in enumerate(sheets):
        left, right = shared[round(sheet.width / 5), index % 2]
        own_left, own_right = _edges(sheet.lines, size, 5)
        if own_left is not None and own_right is not None and abs((own_left - left) - (own_right - right)) < 1.2 * size:
            left, right = own_left, own_right
        columns.append(Column(left, right, pitch, size))
    return columns


def _shared(lines: Sequence[Line], size: float, width: float) -> tuple[float, float]:
    """Where the text of some pages begins and ends."""
    left, right = _edges(lines, size, 2)
    if left is None:
        left = min((n.left for n in lines), default=0.0)
    if right is None:
        right = max((n.right for n in lines), default=0.0)
    # Where few lines end at one edge none may be full. Margins are about as wide on both sides.
    full = sum(right - n.right < 1.2 * size for n in lines)
    if full < max(4, 0.3 * len(lines)) and width - left - right > 1.5 * size:
        right = width - left
    return left, right


def _edges(lines: Sequence[Line], size: float, enough: int) -> tuple[float | None, float | None]:
    """The outermost edges at which so many lines begin and end."""
    enough = max(enough, len(lines) // 10)
    lefts = sorted(n.left for n in lines)
    rights = sorted((n.right for n in lines), reverse=True)
    ends = range(enough - 1, len(lines))
    left = next((lefts[i - enough + 1] for i in ends if lefts[i] - lefts[i - enough + 1] < size / 2), None)
    right = next((rights[i - enough + 1] for i in ends if rights[i - enough + 1] - rights[i] < 1.2 * size), None)
    return left, right
