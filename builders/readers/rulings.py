"""Lines drawn on a page, and the tables and boxes that they make.

Lengths are in points, heights grow downwards.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from .lines import Glyph, Line, set_lines
from .pdf_tables import RuledTable, TableCell

__all__ = ["Box", "Ruling", "drawn", "find_tables"]

_NEAR: Final = 3.0
"""Rulings so close are one: borders of neighbouring cells are drawn twice, and corners do not always meet."""

_THIN: Final = 3.5
_STRAIGHT: Final = 0.5
_FAR: Final = 1e5
"""Beyond any page."""

_MAX_RULINGS: Final = 20_000
_MAX_CROSSINGS: Final = 1_000_000
_MAX_PLACES: Final = 5_000
"""Far beyond what a table needs, a page of lines is a drawing."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line drawn along a page's edges.

    Attributes:
        at: where it is: its height if it lies, its distance from the left edge if it stands.
        start: its beginning, at the left or the top.
        end: its end.
        lies: whether it is horizontal.
    """

    at: float
    start: float
    end: float
    lies: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around text, or a table of one column: it holds paragraphs.

    Attributes:
        top: its upper edge.
        bottom: its lower edge.
        cells: its parts from the top down: their lines, and where these begin and end when they are full.
    """

    top: float
    bottom: float
    cells: tuple[tuple[list[Line], float, float], ...]


class _Frame:
    """The places between some rulings that meet, and the cells made of those with no ruling between."""

    def __init__(self, lying: Sequence[Ruling], standing: Sequence[Ruling]) -> None:
        self.lying = lying
        self.standing = standing
        self.ys = _with_ends(lying, standing)
        self.xs = _with_ends(standing, lying)
        self.cell_of: dict[tuple[int, int], int] = {}
        self.cells: list[TableCell] = []

    def is_table(self) -> bool:
        """Whether it has places enough to be one, and not more than any table."""
        places = (len(self.xs) - 1) * (len(self.ys) - 1)
        return len(self.xs) > 1 and len(self.ys) > 1 and places <= _MAX_PLACES

    def inside(self, other: "_Frame") -> bool:
        """Whether it lies in another one."""
        return (
            self.xs[0] >= other.xs[0] - _NEAR
            and self.xs[-1] <= other.xs[-1] + _NEAR
            and self.ys[0] >= other.ys[0] - _NEAR
            and self.ys[-1] <= other.ys[-1] + _NEAR
        )

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.cell_of.get((row, column))

    def divide(self) -> None:
        """Find the cells: from each free place as far right and then down as no ruling stops."""
        below = _Walls(self.lying, self.ys, self.xs)
        beside = _Walls(self.standing, self.xs, self.ys)
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        for row in range(rows):
            for column in range(columns):
                if (row, column) in self.cell_of:
                    continue
                right = column + 1
                while right < columns and (row, right) not in self.cell_of and not beside.stands(right, row):
                    right += 1
                low = row + 1
                while low < rows and not any(
                    below.stands(low, c) or (c > column and beside.stands(c, low)) for c in range(column, right)
                ):
                    low += 1
                for r in range(row, low):
                    for c in range(column, right):
                        self.cell_of[r, c] = len(self.cells)
                is_open = not any(below.stands(low, c) for c in range(column, right))
                self.cells.append(
                    TableCell(row, column, low - row, right - column, self.xs[column], self.xs[right], is_open)
                )


class _Walls:
    """Where rulings of one direction stand between places."""

    def __init__(self, rulings: Iterable[Ruling], along: Sequence[float], across: Sequence[float]) -> None:
        self._parts: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for ruling in rulings:
            self._parts[min(range(len(along)), key=lambda i: abs(along[i] - ruling.at))].append(
                (ruling.start, ruling.end)
            )
        self._across = across

    def stands(self, edge: int, place: int) -> bool:
        """Whether an edge is ruled along most of a place."""
        start, end = self._across[place], self._across[place + 1]
        ruled = sum(max(0.0, min(e, end) - max(s, start)) for s, e in self._parts.get(edge, ()))
        return ruled > 0.5 * (end - start)


def drawn(corners: Sequence[tuple[float, float]], stroked: bool) -> Iterator[Ruling]:
    """The rulings that a shape draws: its straight edges, or itself where it is a filled bar so thin that it is one.

    Args:
        corners: its corners in order, the first one again at the end if it is closed.
        stroked: whether its outline is drawn; otherwise it is filled.
    """
    if stroked:
        edges = list(pairwise(corners))
    else:
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        top, bottom = min(c[1] for c in corners), max(c[1] for c in corners)
        if min(right - left, bottom - top) > _THIN:
            return
        x, y = (left + right) / 2, (top + bottom) / 2
        edges = [((left, y), (right, y))] if right - left > bottom - top else [((x, top), (x, bottom))]
    for (ax, ay), (bx, by) in edges:
        if not max(abs(ax), abs(ay), abs(bx), abs(by)) < _FAR:
            continue
        if abs(ay - by) < _STRAIGHT:
            yield Ruling((ay + by) / 2, min(ax, bx), max(ax, bx), True)
        elif abs(ax - bx) < _STRAIGHT:
            yield Ruling((ax + bx) / 2, min(ay, by), max(ay, by), False)


_HANGING: Final = frozenset("、，。；：,.;:")


def find_tables(
    rulings: Iterable[Ruling], glyphs: Sequence[Glyph], width: float, height: float
) -> tuple[list[RuledTable], list[Box], list[Glyph]]:
    """The tables and boxes on a page of some width and height, and the characters outside of them."""
    frames = [f for lying, standing in _meeting(rulings) if (f := _Frame(lying, standing)).is_table()]
    # The innermost frame around a character holds it.
    frames.sort(key=lambda f: (f.xs[-1] - f.xs[0]) * (f.ys[-1] - f.ys[0]))
    rest = list(glyphs)
    tables: list[RuledTable] = []
    boxes: list[Box] = []
    held: list[_Frame] = []
    for frame in frames:
        plain = len(frame.xs) == 2
        # A frame around the whole page, or around tables and the text between them, says nothing.
        whole = (frame.xs[-1] - frame.xs[0]) * (frame.ys[-1] - frame.ys[0]) > 0.6 * width * height
        if plain and (whole or any(f.inside(frame) for f in held)):
            continue
        frame.divide()
        inside: dict[int, list[Glyph]] = defaultdict(list)
        outside: list[Glyph] = []
        before: Glyph | None = None
        cell: int | None = None
        for glyph in rest:
            # A sign that hangs over the cell's edge belongs to the word before it.
            if before is None or glyph.text not in _HANGING or not _follows(before, glyph):
                cell = frame.cell_at((glyph.left + glyph.right) / 2, glyph.base - 0.38 * glyph.size)
            before = glyph
            if cell is None:
                outside.append(glyph)
            else:
                inside[cell].append(glyph)
        for index, found in inside.items():
            frame.cells[index].lines = set_lines(found)
        if not any(c.lines for c in frame.cells):
            continue
        rest = outside
        held.append(frame)
        if plain or len(frame.cells) == 1:
            boxes.append(_box(frame))
        else:
            tables.append(_table(frame))
    return tables, boxes, rest


def _follows(before: Glyph, glyph: Glyph) -> bool:
    return abs(before.base - glyph.base) < 1 and abs(before.right - glyph.left) < 0.3 * glyph.size


def _box(frame: _Frame) -> Box:
    cells = [c for c in frame.cells if c.lines]
    lines = [n for c in cells for n in c.lines]
    pad = max(0.0, min(min(n.left for n in lines) - frame.xs[0], frame.xs[-1] - max(n.right for n in lines)))
    return Box(frame.ys[0], frame.ys[-1], tuple((c.lines, frame.xs[0] + pad, frame.xs[-1] - pad) for c in cells))


def _table(frame: _Frame) -> RuledTable:
    """The table, without the rows and columns in which no cell begins."""
    cells = frame.cells
    # An underline that meets a border makes rows that are none, and a page has empty ones.
    empty = set(range(len(frame.ys) - 1)) - {
        r for c in cells for r in range(c.row, c.row + c.rows) if c.lines or c.rows > 1
    }
    cells = [c for c in cells if c.row not in empty]
    rows = sorted({c.row for c in cells})
    columns = sorted({c.column for c in cells})
    for cell in cells:
        last_row, last_column = cell.row + cell.rows, cell.column + cell.columns
        cell.row, cell.column = rows.index(cell.row), columns.index(cell.column)
        cell.rows = sum(r < last_row for r in rows) - cell.row
        cell.columns = sum(c < last_column for c in columns) - cell.column
    edges = [frame.xs[c] for c in columns] + [frame.xs[-1]]
    return RuledTable(frame.ys[0], frame.ys[-1], edges, len(rows), cells)


# --- rulings that meet -------------------------------------------------------------------------------


def _meeting(rulings: Iterable[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Rulings joined to whole lines, in groups that touch each other."""
    every = list(islice(rulings, _MAX_RULINGS + 1))
    if len(every) > _MAX_RULINGS:
        return []
    lying = _whole([r for r in every if r.lies])
    standing = _whole([r for r in every if not r.lies])
    if len(lying) * len(standing) > _MAX_CROSSINGS:
        return []
    group = list(range(len(lying) + len(standing)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, h in enumerate(lying):
        for j, v in enumerate(standing, start=len(lying)):
            if h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR:
                group[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, ruling in enumerate([*lying, *standing]):
        groups[root(i)][i >= len(lying)].append(ruling)
    return [g for g in groups.values() if len(g[0]) >= 2 and g[1] and len(g[0]) + len(g[1]) > 3]


def _whole(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings of one direction, those that lie on each other or touch joined."""
    found: list[Ruling] = []
    row: list[Ruling] = []
    for ruling in [*sorted(rulings, key=lambda r: r.at), None]:
        if row and (ruling is None or ruling.at - row[-1].at > _NEAR or ruling.at - row[0].at > 2 * _NEAR):
            found += _joined(row)
            row = []
        if ruling is not None:
            row.append(ruling)
    return found


def _joined(row: list[Ruling]) -> list[Ruling]:
    at = sum(r.at for r in row) / len(row)
    parts: list[Ruling] = []
    for ruling in sorted(row, key=lambda r: r.start):
        if parts and ruling.start <= parts[-1].end + _NEAR:
            if ruling.end > parts[-1].end:
                parts[-1] = Ruling(at, parts[-1].start, ruling.end, ruling.lies)
        else:
            parts.append(Ruling(at, ruling.start, ruling.end, ruling.lies))
    return [p for p in parts if p.end - p.start > 1.5 * _NEAR]


def _with_ends(rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[float]:
    """The places of rulings, and the ends of the crossing ones where these go on beyond.

    Tables are set open at their sides, and a page break leaves one open at its foot or head.
    """
    places = sorted({r.at for r in rulings})
    if not places:
        return []
    starts = [r.start for r in crossing if r.start < places[0] - 2 * _NEAR]
    ends = [r.end for r in crossing if r.end > places[-1] + 2 * _NEAR]
    if len(starts) > 1:
        places.insert(0, min(starts))
    if len(ends) > 1:
        places.append(max(ends))
    return places
