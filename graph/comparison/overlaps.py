"""How much two lists of texts have in common, pair by pair.

The measure is Dice's: twice the pairs of letters that both texts have, over all
they have, each as often as it stands there (L. R. Dice, 1945). Counted in whole
numbers, so that the same texts give the same score in any order and on any
machine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from .wording import folded, grams, masked

__all__ = ["Integers", "Overlaps", "hundredths", "overlaps"]

Integers: TypeAlias = npt.NDArray[np.int64]

_BLOCK: Final = 512
_LEAST: Final = 0.3
"""Share of the shorter text's pairs of letters that must be common for two texts to be looked at."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Which texts of two lists have much in common.

    Attributes:
        first: the texts of the first list as pairs of letters.
        second: those of the second.
        rows: numbers of texts in the first list.
        columns: for each of them, that of a text in the second.
        common: how many pairs of letters both have.
        scores: hundredths of Dice's measure, rounded down: 100 only where no pair of letters differs.
        same: 2 where the texts are the same, 1 where only figures differ, else 0.
    """

    first: list[Counter[str]]
    second: list[Counter[str]]
    rows: Integers
    columns: Integers
    common: Integers
    scores: Integers
    same: Integers


def hundredths(one: Counter[str], other: Counter[str]) -> int:
    """Dice's measure of two texts in hundredths, rounded down; 0 where one has no letter."""
    total = one.total() + other.total()
    return 200 * (one & other).total() // total if total else 0


def overlaps(first: Sequence[str], second: Sequence[str], *, least: float = _LEAST) -> Overlaps:
    """Compares every text of one list with every text of another.

    Args:
        first: the texts of one list.
        second: those of the other.
        least: pairs with less in common than this share of the shorter text are left out.
    """
    counted, counted_too = [grams(text) for text in first], [grams(text) for text in second]
    features: dict[tuple[str, int], int] = {}
    places, places_too = _places(counted, features), _places(counted_too, features)
    table, other = (_table(at, size, len(features)) for at, size in ((places, len(first)), (places_too, len(second))))
    sizes = np.array([c.total() for c in counted], dtype=np.int64)
    sizes_too = np.array([c.total() for c in counted_too], dtype=np.int64)
    found = list(_blocks(table, other.T.tocsr(), sizes, sizes_too, least))
    rows, columns, common = (
        np.concatenate([np.empty(0, dtype=np.int64), *(part[i] for part in found)]) for i in range(3)
    )
    exact = _equal(first, second)
    known = set(zip(rows.tolist(), columns.tolist(), strict=True))
    bare = [pair for pair in exact if pair not in known]  # texts without a letter: nothing to count, yet the same
    rows = np.append(rows, np.array([i for i, _ in bare], dtype=np.int64))
    columns = np.append(columns, np.array([j for _, j in bare], dtype=np.int64))
    common = np.append(common, np.zeros(len(bare), dtype=np.int64))
    totals = sizes[rows] + sizes_too[columns]
    scores = 200 * common // np.maximum(totals, 1)
    same = np.array([exact.get((int(i), int(j)), 0) for i, j in zip(rows, columns, strict=True)], dtype=np.int64)
    return Overlaps(counted, counted_too, rows, columns, common, np.where(same == 2, 100, scores), same)


def _places(counted: Sequence[Counter[str]], features: dict[tuple[str, int], int]) -> tuple[list[int], list[int]]:
    """Where ones stand in a table with a row a text.

    It has a column for the first, the second, … time that a pair of letters stands in a text. So the product of two
    rows of noughts and ones is the number of pairs that both texts have, each as often as both have it.
    """
    rows: list[int] = []
    columns: list[int] = []
    for row, counter in enumerate(counted):
        for gram, times in counter.items():
            for time in range(times):
                rows.append(row)
                columns.append(features.setdefault((gram, time), len(features)))
    return rows, columns


def _table(places: tuple[list[int], list[int]], height: int, width: int) -> csr_array:
    return csr_array((np.ones(len(places[0]), dtype=np.int64), places), shape=(height, max(width, 1)))


def _blocks(
    table: csr_array, other: csr_array, sizes: Integers, sizes_too: Integers, least: float
) -> Iterator[tuple[Integers, Integers, Integers]]:
    for at in range(0, table.shape[0], _BLOCK):
        product = (table[at : at + _BLOCK] @ other).tocoo()
        rows, columns = product.row.astype(np.int64) + at, product.col.astype(np.int64)
        common = product.data.astype(np.int64)
        kept = (common > 0) & (common >= least * np.minimum(sizes[rows], sizes_too[columns]))
        order = np.lexsort((columns[kept], rows[kept]))
        yield rows[kept][order], columns[kept][order], common[kept][order]


def _equal(first: Sequence[str], second: Sequence[str]) -> dict[tuple[int, int], int]:
    """Which texts are the same (2), or the same but for figures (1)."""
    found: dict[tuple[int, int], int] = {}
    for grade, form in ((1, masked), (2, folded)):
        places: dict[str, list[int]] = {}
        for j, text in enumerate(second):
            places.setdefault(form(text), []).append(j)
        for i, text in enumerate(first):
            found.update({(i, j): grade for j in places.get(form(text), ())})
    return found
