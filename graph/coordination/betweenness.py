"""Betweenness: how much of the shortest ways between other units runs through one.

Freeman (1977), Sociometry 40, 35–41; the algorithm is Brandes' (2001), J. Math.
Sociol. 25, 163–177, as networkx and networkit have it (`engine`).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from .engine import Engine, between, fastest, sampled
from .incidence import Incidence
from .pairs import Floats, Pairs

__all__ = ["EXACT_UP_TO", "PIVOTS", "Betweenness", "betweenness", "bipartite_betweenness"]

EXACT_UP_TO: Final = 5_000
"""Units; beyond, betweenness is estimated from shortest ways out of some units (pivots)."""
PIVOTS: Final = 1_000
_BATCHES: Final = 20
_NETWORKX_UP_TO: Final = 100
_DIGITS: Final = 9
"""Threads add the same shares in another order each time: later digits are no figures."""


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness of each unit, 0 to 1.

    Attributes:
        values: share of the pairs of other units whose shortest ways run through the unit, parts of a pair where
            there are several shortest ways; over all pairs, connected or not.
        errors: standard error of each value where it is estimated; none where it is exact. From the spread of twenty
            batches, and never below what two pivots more or less would change: a unit may hang on few of them, and all
            batches may have missed these.
        pivots: how many units the estimate looks out from; none where it is exact.
    """

    values: Floats
    errors: Floats | None = None
    pivots: int | None = None


def betweenness(
    of: Pairs,
    *,
    weighted: bool = True,
    engine: Engine | None = None,
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 0,
) -> Betweenness:
    """Betweenness of the units in the network of pairs.

    The formula: the sum over pairs s, t of other units of σ(s,t|v)/σ(s,t), divided by (n−1)(n−2)/2, σ being the number
    of shortest ways. A way is as long as the sum of 1/weight of its ties (Newman 2001, Phys. Rev. E 64, 016132).

    Above `exact_up_to` units it is estimated from `pivots` randomly drawn units (Geisberger, Sanders and Schultes 2008,
    ALENEX, 90–100, with linear scaling), in twenty batches, from whose spread comes the standard error.

    Args:
        of: the pairs.
        weighted: by 1/weight; otherwise each tie is one long.
        engine: which library; by default networkx for up to 100 units, for more networkit where it is installed.
        exact_up_to: the most units that are measured exactly.
        pivots: how many units the estimate starts from.
        seed: of the draw of pivots.
    """
    if of.n > max(exact_up_to, 2):
        return _estimated(of, weighted, pivots, seed)
    length = of.length if weighted else None
    chosen = engine or ("networkx" if of.n <= _NETWORKX_UP_TO else fastest())
    sums = between(of.n, of.one, of.other, length, chosen)
    return Betweenness(np.round(sums / _pairs_of_others(of.n), _DIGITS))


def bipartite_betweenness(
    table: Incidence, *, exact_up_to: int = EXACT_UP_TO, pivots: int = PIVOTS, seed: int = 0
) -> Betweenness:
    """Betweenness of units in the network of units and groups, 0 to 1.

    No projection, so a clause that names many units makes no clique. Divided by the greatest value that a unit can
    have among so many units and groups (Borgatti and Halgin 2011, The Sage Handbook of Social Network Analysis,
    ch. 28): for n units and m groups, with s, t = divmod(n−1, m),
    (m²(s+1)² + m(s+1)(2t−s−1) − t(2s−t+3))/2.

    Args:
        table: units by groups.
        exact_up_to: the most units and groups together that are measured exactly; otherwise as `betweenness`.
        pivots: how many units and groups an estimate starts from.
        seed: of the draw of pivots.
    """
    n, m = len(table.units), len(table.groups)
    if n < 2 or m == 0:
        return Betweenness(np.zeros(n))
    s, t = divmod(n - 1, m)
    most = (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    if n + m > max(exact_up_to, 2):
        each = max(2, pivots // _BATCHES)
        sums = sampled(n + m, table.unit, table.group + n, None, pivots=each, batches=_BATCHES, seed=seed)
        return _mean(sums[:, :n] / max(most, 1.0), each)
    raw = between(n + m, table.unit, table.group + n, None, fastest())[:n]
    return Betweenness(np.round(raw / max(most, 1.0), _DIGITS))


def _estimated(of: Pairs, weighted: bool, pivots: int, seed: int) -> Betweenness:
    each = max(2, pivots // _BATCHES)
    length = of.length if weighted else None
    sums = sampled(of.n, of.one, of.other, length, pivots=each, batches=_BATCHES, seed=seed)
    return _mean(sums / _pairs_of_others(of.n), each)


def _mean(values: Floats, each: int) -> Betweenness:
    """The mean of the batches and its standard error."""
    spread = values.std(axis=0, ddof=1) / np.sqrt(_BATCHES)
    errors = np.hypot(spread, 2 / (each * _BATCHES))
    return Betweenness(np.round(values.mean(axis=0), _DIGITS), errors, each * _BATCHES)


def _pairs_of_others(n: int) -> float:
    return max((n - 1) * (n - 2) / 2, 1.0)
