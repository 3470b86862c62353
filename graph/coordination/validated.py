"""Pairs that meet more often than their loads explain: the validated projection, for corpora.

One notice seldom has enough clauses to tell any pair from chance; hundreds have.
"""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

import numpy as np

from ..errors import AnalysisError
from .incidence import Incidence, Integers
from .null_model import adjusted
from .pairs import Floats, pairs

__all__ = ["Validated", "ValidatedPair", "link_probabilities", "tail", "validated"]

_ROUNDS: Final = 20_000
_CLOSE: Final = 1e-8


@dataclass(frozen=True, slots=True)
class ValidatedPair:
    """Two units, by IRI, that meet more often than chance; their shared groups, p, and q after correction."""

    one: str
    other: str
    count: int
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Validated:
    """The projection that is left.

    Attributes:
        pairs: the pairs that pass, in the order of rows.
        tests: how many pairs of units there are, all of which count as tested.
        level: the false discovery rate.
    """

    pairs: tuple[ValidatedPair, ...]
    tests: int
    level: float


def validated(table: Incidence, *, level: float = 0.05) -> Validated:
    """Pairs of units whose shared groups exceed what the bipartite configuration model expects.

    In the model unit i is in group c with the probability x_i·y_c/(1 + x_i·y_c), such that expected loads and group
    sizes are those of the table (Saracco et al. 2015, Sci. Rep. 5, 10595); groups shared by two units then follow a
    Poisson-binomial distribution (Saracco et al. 2017, New J. Phys. 19, 053022). One-sided p, Benjamini–Hochberg over
    all pairs.

    Args:
        table: units by groups.
        level: the false discovery rate.

    Raises:
        AnalysisError: if the model's equations cannot be solved.
    """
    n, m = len(table.units), len(table.groups)
    tests = n * (n - 1) // 2
    found = pairs(table)
    if not len(found.one):
        return Validated((), tests, level)
    load, size = np.bincount(table.unit, minlength=n), table.sizes()
    loads, load_at = np.unique(load, return_inverse=True)
    sizes, times = np.unique(size, return_counts=True)
    chance = link_probabilities(loads, np.bincount(load_at), sizes, times)
    # p depends on two loads and the count alone, so each such triple is worked out once.
    keys = np.stack([load_at[found.one], load_at[found.other], found.count])
    keys[:2] = np.sort(keys[:2], axis=0)
    triples, at = np.unique(keys, axis=1, return_inverse=True)
    values = np.empty(triples.shape[1])
    kinds, first = np.unique(triples[:2], axis=1, return_index=True)
    starts = [*first.tolist(), triples.shape[1]]
    for (one, other), start, end in zip(kinds.T.tolist(), starts[:-1], starts[1:], strict=True):
        values[start:end] = tail(chance[one] * chance[other], times, triples[2, start:end], m)
    p = values[at.ravel()]
    q = adjusted(p, tests)
    kept = np.flatnonzero(q <= level)
    ends = found.one[kept].tolist(), found.other[kept].tolist()
    figures = found.count[kept].tolist(), np.minimum(p[kept], 1.0).tolist(), q[kept].tolist()
    return Validated(
        tuple(
            ValidatedPair(table.units[one].iri, table.units[other].iri, *rest)
            for one, other, *rest in zip(*ends, *figures, strict=True)
        ),
        tests,
        level,
    )


def link_probabilities(loads: Integers, units: Integers, sizes: Integers, groups: Integers) -> Floats:
    """The probability that a unit of each load is in a group of each size.

    Args:
        loads: the different loads, ascending, none 0 unless it is the first.
        units: how many units have each.
        sizes: the different sizes of groups, ascending.
        groups: how many groups have each.

    Returns:
        A row a load, a column a size.

    Raises:
        AnalysisError: if the equations cannot be solved.
    """
    chance = np.zeros((len(loads), len(sizes)))
    rows, columns = np.arange(len(loads)), np.arange(len(sizes))
    _fill(chance, rows, columns, loads.copy(), units, sizes.copy(), groups)
    return chance


def _fill(
    chance: Floats,
    rows: Integers,
    columns: Integers,
    load: Integers,
    units: Integers,
    size: Integers,
    groups: Integers,
) -> None:
    """Sets what is certain and solves for the rest, part by part; `load` and `size` are what is still to be placed.

    The k heaviest units can have no more marks than Σ min(size, k) over the groups (Gale 1957, Pac. J. Math. 7,
    1073–1082; Ryser 1957, Can. J. Math. 9, 371–377). Where they have as many, the margins leave no choice: they are in
    every group of k or more, and no other unit is in a smaller one. No finite x and y say so.
    """
    rows, columns = rows[load[rows] > 0], columns[size[columns] > 0]
    if not len(rows):
        return
    many = marks = 0
    for i in range(len(rows) - 1, -1, -1):
        many += int(units[rows[i]])
        marks += int(units[rows[i]] * load[rows[i]])
        wide = size[columns] >= many
        if marks == groups[columns] @ np.minimum(size[columns], many) and (i > 0 or wide.any()):
            heavy, certain = rows[i:], columns[wide]
            chance[np.ix_(heavy, certain)] = 1.0
            load[heavy] -= groups[certain].sum()
            size[certain] -= many
            _fill(chance, heavy, columns[~wide], load, units, size, groups)
            _fill(chance, rows[:i], certain, load, units, size, groups)
            return
    x, y = _solved(load[rows].astype(np.float64), units[rows], size[columns].astype(np.float64), groups[columns])
    both = np.outer(x, y)
    chance[np.ix_(rows, columns)] = both / (1 + both)


def tail(q: Floats, times: Integers, counts: Integers, most: int) -> Floats:
    """P(X ≥ count) for a sum X of independent yes/no draws: times_k of them with the probability q_k.

    Args:
        q: the probabilities.
        times: how many draws have each.
        counts: the counts asked for.
        most: the greatest sum possible.
    """
    from scipy.stats import binom

    mean = float(q @ times)
    # Beyond these the rest of the tail is below what a double can add.
    last = min(most, int(counts.max()) + ceil(mean + 20 * sqrt(mean) + 60))
    mass = np.array([1.0])
    for chance, often in zip(q.tolist(), times.tolist(), strict=True):
        mass = np.convolve(mass, binom.pmf(np.arange(min(often, last) + 1), often, chance))[: last + 1]
    above = np.cumsum(mass[::-1])[::-1]
    values: Floats = np.where(counts < len(above), above[np.minimum(counts, len(above) - 1)], 0.0)
    return values


def _solved(load: Floats, units: Integers, size: Floats, groups: Integers) -> tuple[Floats, Floats]:
    """The x and y of the model, by repeated substitution (Vallarano et al. 2021, Sci. Rep. 11, 15227)."""
    x = load / sqrt(float(load @ units))
    y = size / sqrt(float(size @ groups))
    for _ in range(_ROUNDS):
        x = load / (groups * y / (1 + np.outer(x, y))).sum(axis=1)
        y = size / (units[:, np.newaxis] * x[:, np.newaxis] / (1 + np.outer(x, y))).sum(axis=0)
        both = np.outer(x, y)
        expected = (groups * both / (1 + both)).sum(axis=1)
        if np.abs(expected - load).max() < _CLOSE * max(1.0, load.max()):
            return x, y
    raise AnalysisError("the configuration model of this network cannot be solved; leave the validated pairs out")
