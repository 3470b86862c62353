"""How much room words take in a cell: lines, and the height of a row that shows them all."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from .cells import plain

__all__ = ["FONT", "SIZE", "Cell", "height", "lines", "longest", "room", "shown", "wide"]

FONT: Final = "宋体"
"""Of new workbooks: its digits are half as wide as its Chinese characters, so that widths count what they seem to."""
SIZE: Final = 10.0
"""Of its type, in points."""
_TALLEST: Final = 409.0
"""Points that a row may be high (Excel specifications and limits)."""
_LINE: Final = 1.45
"""Height of a line over the size of its type: what Noto Sans CJK takes, more than 宋体 does."""
_MARGIN: Final = 2.0
"""Points above and below the words of a cell."""
_BESIDE: Final = 4.0
"""Points left and right of the words of a cell, its grid line included."""
_NARROW: Final = re.compile("[\u0000-\u10ff\uff61-\uffdc]+")
"""What is half as wide as a Chinese character, or less (East_Asian_Width, UAX #11), as near as an estimate needs."""
_OPENING: Final = "（《〈「『【〔〖“‘([{"
_CLOSING: Final = "，。、；：！？）》〉」』】〕〗”’…—％,.;:!?)]}%"
_PIECE: Final = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z_+./@&=-]+|[^\s{re.escape(_OPENING)}])?[{re.escape(_CLOSING)}]*|\s"
)
"""What no line is broken within: a word or one character, with the signs that may not end or begin a line."""


class Cell(NamedTuple):
    """What counts for the height of a cell: its words, the half-widths in a line of it, and the size of its type."""

    text: str
    room: float
    size: float = SIZE


def wide(text: str) -> int:
    """How wide a line is, in half-widths.

    >>> wide("省财政厅2018"), wide("a")
    (12, 1)
    """
    return 2 * len(text) - sum(map(len, _NARROW.findall(text)))


def longest(text: str) -> int:
    """How wide its widest line is, in half-widths."""
    return max(map(wide, text.split("\n")))


def room(width: float, size: float = SIZE, digit: float = SIZE / 2) -> float:
    """How many half-widths of a type stand in a line of a column.

    Args:
        width: of the column, in digits of the workbook's standard type.
        size: of the cell's type, in points.
        digit: width of a digit of the standard type, in points.
    """
    return max((width * digit - _BESIDE) / (size / 2), 1.0)


@lru_cache(maxsize=1 << 16)
def lines(text: str, within: float) -> int:
    r"""How many lines words take when they are wrapped.

    >>> lines("省财政厅、省商务厅", 8.0), lines("甲\n乙", 8.0)
    (3, 2)

    Args:
        text: the words.
        within: half-widths in a line.
    """
    return sum(_wrapped(line, within) for line in text.split("\n"))


def _wrapped(line: str, within: float) -> int:
    if wide(line) <= within:
        return 1
    count, used = 1, 0.0
    for piece in _PIECE.findall(line):
        taken = wide(piece)
        if used + taken <= within:
            used += taken
        elif piece.isspace():
            continue
        elif taken <= within:
            count, used = count + 1, taken
        else:  # a word longer than a line is broken where the line ends
            over = taken - (within - used if used else 0.0) if used else taken
            count += int(-(-over // within)) - (0 if used else 1)
            used = over % within or within
    return count


def height(cells: Iterable[Cell]) -> float:
    """The height of a row in points, at which all its words are seen, as far as a row may be so high."""
    tallest = max((lines(c.text, c.room) * c.size * _LINE for c in cells if c.text), default=SIZE * _LINE)
    return min(round(tallest + _MARGIN, 1), _TALLEST)


def shown(values: Mapping[str, object], rooms: Mapping[str, float]) -> list[Cell]:
    """The cells of a row that are seen, from its values and the room of each column that is shown."""
    return [Cell(plain(value), rooms[name]) for name, value in values.items() if name in rooms and value is not None]
