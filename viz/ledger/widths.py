"""How wide the columns of a sheet are, and which are shown: what suits them and prints in a type to read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .cells import plain
from .columns import STATUS, Column, Language
from .measures import lines, longest, room, wide
from .table import LEDGER_ROLE, Row

__all__ = ["A3", "A4", "ALIKE", "PASSING", "ROOM", "Extent", "paper", "unneeded"]

A3: Final = 8
A4: Final = 9
"""Sizes of paper (ST_PaperSize names, ECMA-376 18.3.1.63)."""
ROOM: Final[Mapping[int, float]] = {A3: 250.0, A4: 173.0}
"""Paper, lying across → digits side by side in its width. Where 宋体 is, they nearly have their own size of 10 points;
in LibreOffice with DejaVu Sans in its place, whose digits are a third wider, they still have 7."""
_MOST_LINES: Final = 27
"""In the highest row that there may be."""
_WIDEST_COLUMN: Final = 100.0
_PAD: Final = 1.0
ALIKE: Final = frozenset({"notice"})
"""Columns that are not shown where they say the same in every row: it stands above each printed page."""

PASSING: Final = frozenset({STATUS.name})
"""Columns that are filled for a while: their coming and going leaves the others as wide as they are."""


def paper(role: str) -> int:
    """The paper on which a sheet is printed, across: A3 where a row has all the columns of the ledger."""
    return A3 if role == LEDGER_ROLE or role.startswith("unit ") else A4


def unneeded(columns: Iterable[Column], said: Mapping[str, int]) -> frozenset[str]:
    """The columns that need not be shown.

    Args:
        columns: of a sheet.
        said: column → how many different things its cells say, two standing for any more.
    """
    return frozenset(c.name for c in columns if not c.typed and said.get(c.name, 0) < (2 if c.name in ALIKE else 1))


class Extent:
    """What the cells of a sheet take up, gathered row by row, so that the rows need not be kept.

    Args:
        columns: of the sheet, in order.
        language: of the headings.

    Attributes:
        rows: how many there are.
    """

    def __init__(self, columns: Sequence[Column], language: Language) -> None:
        self.rows = 0
        self._columns = columns
        self._language: Language = language
        self._said: dict[str, set[str]] = {c.name: set() for c in columns}
        texts = [c for c in columns if c.kind == "text"]
        self._longest: dict[str, int] = {c.name: 0 for c in texts}
        self._needed: dict[str, float] = {c.name: c.least for c in texts}

    def add(self, row: Row) -> None:
        """Takes a row into account."""
        self.rows += 1
        for name, value in row.values.items():
            if value is None or name not in self._said:
                continue
            text = plain(value)
            if len(said := self._said[name]) < 2:
                said.add(text)
            if name in self._longest:
                self._longest[name] = max(self._longest[name], longest(text))
                self._needed[name] = _needed(text, self._needed[name])

    @property
    def hidden(self) -> frozenset[str]:
        """The columns that need not be shown; none where there is no row."""
        said = {name: len(of) for name, of in self._said.items()}
        return unneeded(self._columns, said) if self.rows else frozenset()

    def widths(self, on: int, hidden: frozenset[str]) -> dict[str, float]:
        """The width of each column, in digits.

        A column is as wide as its longest line, within its bounds; what room the paper leaves goes to those whose
        words are wrapped, and what it lacks is taken from all alike, but never more than leaves each its least width.
        A column of which a row would be higher than rows may be is wider, as far as the paper goes.

        Args:
            on: the paper.
            hidden: columns that are not shown.
        """
        seen = [c for c in self._columns if c.name not in hidden]
        natural = {c.name: self._natural(c) for c in seen}
        # What an update shows and the next one hides again has its room at all times.
        left = ROOM[on] - sum(c.least for c in self._columns if c.name in hidden and c.name in PASSING)
        least = {c.name: c.least for c in seen}
        spare = left - sum(least.values())
        more = {c.name: self._needed.get(c.name, c.least) - c.least for c in seen}
        for name, much in sorted(more.items(), key=lambda item: item[1]):
            least[name] += min(much, max(spare, 0.0))
            spare -= much
        found = {c.name: max(least[c.name], min(c.width, natural[c.name])) for c in seen}
        over = sum(found.values()) - left
        give = {n: w - least[n] for n, w in found.items()} if over > 0 else {}
        want = {n: min(natural[n], 2 * w) - w for n, w in found.items() if natural[n] > w} if over < 0 else {}
        part = give or want
        if (whole := sum(part.values())) > 0:
            share = min(abs(over) / whole, 1.0) * (-1 if over > 0 else 1)
            found |= {n: found[n] + share * much for n, much in part.items()}
        shown = {n: int(w * 10) / 10 for n, w in found.items()}
        return {c.name: shown.get(c.name, c.least) for c in self._columns}

    def _natural(self, column: Column) -> float:
        """As wide as nothing need be wrapped; of a column to be filled in, what it is wanted to be."""
        if column.typed or column.kind != "text":
            return column.width
        # A heading may stand in two lines.
        return (
            self._longest[column.name] + _PAD + 0.5
            if self._said[column.name]
            else wide(column.heading(self._language)) / 2 + 2
        )


def _needed(text: str, width: float) -> float:
    """How wide a column must be lest a row be higher than rows may be; no wider than anyone would read."""
    while width < _WIDEST_COLUMN and lines(text, room(width)) > _MOST_LINES:
        width += 1
    return width
