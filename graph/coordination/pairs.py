"""Which units share groups, how many and how closely: the projection on units, as arrays.

Resamples and random tables are projected some thousand times each, so this
stays clear of objects; `networks` gives the same as networkx graphs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from .incidence import Incidence, Integers

__all__ = ["UNIT_LENGTH", "Floats", "Pairs", "pairs", "projected"]

Floats = npt.NDArray[np.float64]

UNIT_LENGTH: Final = 232_792_560
"""Lengths are whole multiples of 1/232,792,560, the inverse of the least common multiple of 1 to 20.

Paths of one length must be of one length on every engine and machine, and sums of floating-point fractions are not:
1/3 + 2/3 may differ from 1. In these units the common fractions are whole and their sums exact; the others are rounded
by less than 3e-9."""
_DENSE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of units that share a group.

    Attributes:
        n: number of units.
        one: row of the first unit of each pair, the lower one.
        other: row of the second.
        count: number of groups that name both.
        weight: strength of the tie, the sum of 1/(k−1) over these groups, k being the number of units that the group
            names (Newman 2001, Phys. Rev. E 64, 016132): a clause of two ties them closely, one of ten loosely.
    """

    n: int
    one: Integers
    other: Integers
    count: Integers
    weight: Floats

    @property
    def length(self) -> Floats:
        """1/weight, in units of 1/`UNIT_LENGTH`, rounded to whole ones."""
        lengths: Floats = np.maximum(np.rint(UNIT_LENGTH / self.weight), 1.0)
        return lengths


def pairs(table: Incidence, times: Integers | None = None) -> Pairs:
    """The pairs of a table.

    Args:
        table: units by groups.
        times: how often each group counts; once by default.
    """
    return projected(table.unit, table.group, len(table.units), len(table.groups), times)


def projected(unit: Integers, group: Integers, units: int, groups: int, times: Integers | None = None) -> Pairs:
    """The pairs of a table given as marks (row, column), with its numbers of rows and columns."""
    size = np.bincount(group, minlength=groups)
    often = np.ones(groups, dtype=np.int64) if times is None else times
    share = np.where(size > 1, often / np.maximum(size - 1, 1), 0.0)
    if units * max(units, groups) <= _DENSE:
        marks = np.zeros((units, groups))
        marks[unit, group] = 1.0
        weights = (marks * share) @ marks.T
        one, other = np.nonzero(np.triu(weights, 1))
        counts = (marks * often) @ marks.T
        return Pairs(units, one, other, np.rint(counts[one, other]).astype(np.int64), weights[one, other])
    from scipy import sparse

    table = sparse.csr_array((np.ones(len(unit)), (unit, group)), shape=(units, groups))
    upper = sparse.triu(table.multiply(share[np.newaxis, :]).tocsr() @ table.T, 1).tocoo()
    both = sparse.triu(table.multiply(often[np.newaxis, :]).tocsr() @ table.T, 1).tocsr()
    kept = upper.data > 0
    one, other, weight = upper.row[kept].astype(np.int64), upper.col[kept].astype(np.int64), upper.data[kept]
    order = np.lexsort((other, one))
    one, other, weight = one[order], other[order], weight[order]
    # Indexed by nothing, a sparse array gives a sparse one.
    count = np.rint(both[one, other]).astype(np.int64) if len(one) else one
    return Pairs(units, one, other, count, weight)
