"""Words on a drawing: where there is room for them, and how wide they are without knowing the reader's fonts."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from .svg import place

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Box", "Lettering", "wrapped"]

_NARROW: Final = 0.58
"""Widths in ems; a little more than most letters of most fonts have."""
_LINE: Final = 1.3
_SIDES: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, x: float, y: float, half: float) -> "Box":
        """A square around a point."""
        return cls(x - half, y - half, x + half, y + half)

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


@dataclass(slots=True)
class Lettering:
    """Writes on axes that are as large as the drawing, in its pixels.

    Attributes:
        axes: where to write.
        size: of letters, in pixels.
        colour: of letters.
        room: where names may stand.
        texts: what was written, by the number of its place.
    """

    axes: "Axes"
    size: float
    colour: str
    room: Box
    texts: list[str] = field(default_factory=list)
    _taken: list[Box] = field(default_factory=list)
    _lines: list[Box] = field(default_factory=list)

    def keep_off(self, box: Box, *, line: bool = False) -> None:
        """Nothing is to be written here; over a line only where there is no other room."""
        (self._lines if line else self._taken).append(box)

    def length(self, text: str, size: float | None = None) -> float:
        """How long a line will be, about."""
        return _ems(text) * (size or self.size)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        align: Align = "left",
        colour: str | None = None,
        size: float | None = None,
        weight: str = "normal",
    ) -> None:
        """Writes a line; `y` is where its letters stand."""
        self.axes.text(
            x,
            y,
            place(len(self.texts)),
            ha=align,
            va="baseline",
            color=colour or self.colour,
            fontsize=size or self.size,
            fontweight=weight,
            parse_math=False,
        )
        self.texts.append(text)

    def beside(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        colour: str | None = None,
        size: float | None = None,
        gap: float = 8,
        away: Sequence[float] = (0,),
        weight: str = "normal",
    ) -> bool:
        """Writes lines near a point where they cover nothing; not at all where there is no such place.

        Args:
            x: of the point, in pixels.
            y: of the point, upwards.
            lines: the text.
            colour: of the letters, where they differ from others.
            size: of the letters.
            gap: between the point and the text.
            away: how much farther off the text may stand, nearest first.
            weight: of the letters, normal or bold; what is bold may cover lines where it must.
        """
        letter = size or self.size
        wide = max(self.length(line, letter) for line in lines) * (1.08 if weight == "bold" else 1)
        high = letter * _LINE * len(lines)
        for kept in ([*self._taken, *self._lines], self._taken)[: 2 if weight == "bold" else 1]:
            for more in away:
                for dx, dy in _SIDES:
                    box = _beside(x, y, wide, high, dx * (gap + more), dy * (gap + more))
                    if self.room.holds(box) and not any(box.meets(taken) for taken in kept):
                        self._taken.append(box)
                        self._write_in(box, lines, dx, letter, colour, weight)
                        return True
        return False

    def _write_in(
        self, box: Box, lines: Sequence[str], side: int, letter: float, colour: str | None, weight: str
    ) -> None:
        x = {1: box.left, -1: box.right, 0: (box.left + box.right) / 2}[side]
        align: Align = "left" if side == 1 else "right" if side == -1 else "center"
        for i, line in enumerate(lines):
            y = box.top - letter * (_LINE * i + 1)
            self.write(line, x, y, align=align, colour=colour, size=letter, weight=weight)


def wrapped(text: str, most: int, lines: int) -> list[str]:
    """A text in lines of about so many Chinese or letters of others; cut off with … where there are too many.

    >>> wrapped("Department of Commerce of Qinghai Province", 24, 3)
    ['Department of Commerce', 'of Qinghai Province']
    >>> wrapped("省经济和信息化委员会", 6, 1)
    ['省经济和信…']
    """
    parts = [""]
    for word in text.split() or [""]:
        rest = f" {word}" if parts[-1] else word
        if len(parts[-1]) + len(rest) <= most:
            parts[-1] += rest
            continue
        pieces = [word[i : i + most] for i in range(0, len(word), most)]
        parts += pieces if parts[-1] else []
        if not parts[0]:
            parts = pieces
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: most - 1] + "…"]
    return parts


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def _beside(x: float, y: float, wide: float, high: float, dx: float, dy: float) -> Box:
    left = x + dx if dx > 0 else x + dx - wide if dx < 0 else x - wide / 2
    bottom = y + dy if dy > 0 else y + dy - high if dy < 0 else y - high / 2
    return Box(left, bottom, left + wide, bottom + high)
