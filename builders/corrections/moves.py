"""Where the places that rows name are in another text than they were written for.

The earlier text is not at hand. What shows that a place is the same are other
rows: whatever stood near it has moved as far.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..model import Span
from .errors import RowError
from .places import Places
from .rows import Row

__all__ = ["Found", "found_words", "sure_places"]


@dataclass(frozen=True, slots=True)
class Found:
    """All places where some words stand.

    Attributes:
        spans: from left to right.
        at: the same, by where they begin.
    """

    spans: Sequence[Span]
    at: Mapping[int, Span]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with a place whose words stand somewhere; `by` is how far, where they stand once."""

    number: int
    start: int
    end: int
    found: Found
    by: int | None

    def moved(self, by: int) -> Span | None:
        """Its place if it has moved so far; none where its words do not stand there."""
        return self.found.at.get(self.start + by)


def found_words(places: Places, rows: Mapping[int, Row]) -> dict[int, Found]:
    """Where the words of rows stand, by the number of the row."""
    known: dict[str, Found] = {}
    for row in rows.values():
        if row.words not in known:
            spans = tuple(places.all(row, None))
            known[row.words] = Found(spans, {span.start: span for span in spans})
    return {number: known[row.words] for number, row in rows.items()}


def sure_places(
    places: Places, rows: Mapping[int, Row], where: Mapping[int, Found], *, same_text: bool
) -> dict[int, Span]:
    """The places of rows in a text, as far as they are sure.

    Words that stand once may be another occurrence, the one that was meant being gone. So they count where they stood,
    or where a row beside them may have moved as far. Words that stand in several places are taken to have moved as
    far as those before them, or those behind.

    Args:
        places: finds words in the text.
        rows: the rows, by number; those that correct nothing bear witness too.
        where: where their words stand, by number.
        same_text: whether the text is the one that the rows were written for; then words that stand once are meant.
    """
    listed = sorted(_placed(rows, where), key=lambda row: (row.start, row.end))
    sure = {
        row.number: row.found.spans[0]
        for at, row in enumerate(listed)
        if row.by is not None and (same_text or row.by == 0 or _beside_moved(listed, at, row.by))
    }
    known = [(row.start, row.by) for row in listed if row.number in sure and row.by is not None]
    starts = [start for start, _ in known]
    for row in listed:
        if row.by is not None:
            continue
        before, behind = bisect_left(starts, row.start), bisect_right(starts, row.start)
        # What changed between the two stands before the words or behind them.
        moves = {known[i][1] for i in (before - 1, behind) if 0 <= i < len(known)} or {0}
        there = [span for by in moves if (span := row.moved(by)) is not None]
        if len(there) == 1:
            sure[row.number] = there[0]
    return sure | (_stated(places, rows) if same_text else {})


def _stated(places: Places, rows: Mapping[int, Row]) -> dict[int, Span]:
    """The places of rows whose words stand just where they say."""
    stated: dict[int, Span] = {}
    for number, row in rows.items():
        if row.start is not None:
            with suppress(RowError):
                stated[number] = places.stated(row)
    return stated


def _placed(rows: Mapping[int, Row], where: Mapping[int, Found]) -> Iterator[_Row]:
    for number, row in rows.items():
        found = where.get(number)
        if row.start is not None and row.end is not None and found is not None and found.spans:
            by = found.spans[0].start - row.start if len(found.spans) == 1 else None
            yield _Row(number, row.start, row.end, found, by)


def _beside_moved(listed: Sequence[_Row], at: int, by: int) -> bool:
    """Whether the nearest row before or behind, on words of its own, may have moved so far too."""
    row = listed[at]
    before = next((listed[i] for i in range(at - 1, -1, -1) if listed[i].end <= row.start), None)
    behind = next((listed[i] for i in range(at + 1, len(listed)) if listed[i].start >= row.end), None)
    return any(other is not None and other.moved(by) is not None for other in (before, behind))
