"""Which task of the later notice is which of the earlier one: one to one, by what their texts have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .overlaps import Overlaps, overlaps

__all__ = ["Item", "Matching", "Pair", "matched"]

_SHARED: Final = 10
"""Grades of how many units two tasks have in common."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is matched: a text, and what decides between pairs of equal score.

    Attributes:
        text: its words.
        section: the heading that it stands under.
        units: who answers for it.
    """

    text: str
    section: str = ""
    units: frozenset[str] = frozenset()


class Pair(NamedTuple):
    """An item of the first list, one of the second, and their score in hundredths."""

    first: int
    second: int
    score: int


@dataclass(frozen=True, slots=True)
class Matching:
    """Who was matched with whom.

    Attributes:
        pairs: in the order of the first list; no item is in two.
        overlaps: everything that was looked at.
    """

    pairs: tuple[Pair, ...]
    overlaps: Overlaps


def matched(first: Sequence[Item], second: Sequence[Item], *, threshold: int) -> Matching:
    """Matches the items of two lists one to one.

    The same text comes first, then text that differs in figures alone; what is left is matched so that the sum of
    the squares of the scores is greatest: of the plain sum, two pairs that are half alike would be worth as much as
    one that is wholly alike. Where sums are equal decide the same section, units in common, and at last the order.
    Exchanging the lists exchanges the pairs and changes nothing else.

    >>> m = matched([Item("做好甲项工作"), Item("推进乙类改革")], [Item("推进乙类改革试点")], threshold=50)
    >>> m.pairs
    (Pair(first=1, second=0, score=83),)

    Args:
        first: the items of one list.
        second: those of the other.
        threshold: hundredths; pairs of a lower score are never matched.
    """
    found = overlaps([item.text for item in first], [item.text for item in second], least=min(0.3, threshold / 200))
    size = max(len(first), len(second), 1)
    # The solver may choose otherwise among equals when the table is turned over; so it is always turned one way.
    turned = [item.text for item in second] < [item.text for item in first]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs: list[Pair] = []
    for wanted in (found.same == 2, (found.same == 1) & (found.scores >= threshold), found.scores >= threshold):
        left = [
            (i, j, score)
            for i, j, score in zip(
                *(v[wanted].tolist() for v in (found.rows, found.columns, found.scores)), strict=True
            )
            if i not in taken[0] and j not in taken[1]
        ]
        worth = {(i, j): _value(first[i], second[j], score, i - j, size) for i, j, score in left}
        score_of = {(i, j): score for i, j, score in left}
        ends = {(j, i) if turned else (i, j): value for (i, j), value in worth.items()}
        for one, other in _assigned(ends):
            i, j = (other, one) if turned else (one, other)
            pairs.append(Pair(i, j, score_of[i, j]))
            taken[0].add(i)
            taken[1].add(j)
    return Matching(tuple(sorted(pairs)), found)


def _value(one: Item, other: Item, score: int, apart: int, size: int) -> int:
    """The worth of a pair: the square of its score, and below its last digit what decides between equals.

    The square of the distance keeps equals in their order: crossing always makes the sum of squares larger.
    """
    both, either = len(one.units & other.units), len(one.units | other.units)
    shared = _SHARED * both // either if either else 0
    worth = score * score * 2 + (one.section == other.section)
    return (worth * (_SHARED + 1) + shared) * (size * size + 1) + size * size - apart * apart


def _assigned(worth: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The pairs of greatest sum, solved for each group of items that may be paired with each other at all."""
    if not worth:
        return []
    ends = np.array(list(worth), dtype=np.int64)
    values = np.array(list(worth.values()), dtype=np.float64)
    rows, columns = ends[:, 0], ends[:, 1]
    height, width = int(rows.max()) + 1, int(columns.max()) + 1
    joined = csr_array((np.ones(len(rows)), (rows, columns + height)), shape=(height + width, height + width))
    group = connected_components(joined, directed=False)[1][rows]
    order = np.argsort(group, kind="stable")
    found: list[tuple[int, int]] = []
    for part in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        own_rows, at_row = np.unique(rows[part], return_inverse=True)
        own_columns, at_column = np.unique(columns[part], return_inverse=True)
        table = np.zeros((len(own_rows), len(own_columns)))
        table[at_row, at_column] = values[part]
        chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
        found += [(int(own_rows[i]), int(own_columns[j])) for i, j in chosen if table[i, j] > 0]
    return found
