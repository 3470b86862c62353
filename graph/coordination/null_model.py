"""Is a unit more central than being busy makes it? Betweenness against random tables of the same margins.

The curveball algorithm (Strona et al. 2014, Nat. Commun. 5, 4114) draws tables
in which each unit is named as often and each group names as many units as in
the notice; it is uniform over them (Carstens 2015, Phys. Rev. E 91, 042812).
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from .betweenness import betweenness
from .engine import fastest
from .incidence import Incidence, Integers
from .pairs import Floats, pairs, projected

__all__ = ["Expected", "NullModel", "adjusted", "curveball", "null_model"]

Progress = Callable[[int], None]
_LEAST: Final = 2e-9
"""Values are rounded to nine digits, so those that differ by one in the last are ties."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the random tables give for one unit.

    Attributes:
        observed: weighted betweenness in the notice, among the units and groups compared.
        mean: mean of the draws.
        low: lower bound of their middle 95 %.
        high: upper bound.
        p: one-sided: (1 + draws at least as high as observed)/(1 + draws) (Davison and Hinkley 1997, Bootstrap Methods,
            ch. 4; so never 0).
        q: p after Benjamini–Hochberg over all units compared.
    """

    observed: float
    mean: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class NullModel:
    """The comparison.

    Attributes:
        units: of each unit compared, by IRI; units that share no group are not.
        groups: how many groups name two units or more, and so take part.
        draws: how many random tables.
        burn_in: trades before the first of them.
        thinning: trades between two of them.
        seed: of the draw.
    """

    units: dict[str, Expected]
    groups: int
    draws: int
    burn_in: int
    thinning: int
    seed: int


def null_model(
    table: Incidence, *, draws: int = 3_000, seed: int = 20180320, progress: Progress | None = None
) -> NullModel:
    """Compares each unit's weighted betweenness with that in random tables of the same margins.

    Only groups that name two units or more take part, and the units that they name: the others make no tie. Betweenness
    is over those units, so its values are higher than over all units. The margins keep how often a unit is named and
    how many a group names, and nothing else: sections are not kept, so that a unit at work in many of them stands out.

    Args:
        table: units by groups.
        draws: how many random tables; 3,000 tell a p of 0.01 from one of 0.005.
        seed: of the draw; the same seed gives the same figures.
        progress: called after each draw with how many are done.
    """
    shared = table.shared()
    n, m, engine = len(shared.units), len(shared.groups), fastest()
    observed = betweenness(pairs(shared), engine=engine, exact_up_to=n).values
    # Strona et al. advise five trades a row; between draws one a row, which is checked against five in the tests.
    burn_in, thinning = 100 * n, max(1, n)
    values = np.zeros((draws, n))
    for i, (unit, group) in enumerate(curveball(shared, burn_in=burn_in, thinning=thinning, draws=draws, seed=seed)):
        values[i] = betweenness(projected(unit, group, n, m), engine=engine, exact_up_to=n).values
        if progress is not None:
            progress(i + 1)
    p = (1 + (values >= observed - _LEAST).sum(axis=0)) / (1 + draws)
    q = adjusted(p)
    low, high = np.quantile(values, [0.025, 0.975], axis=0) if draws else (observed, observed)
    mean = values.mean(axis=0) if draws else observed
    expected = {
        unit.iri: Expected(float(observed[i]), float(mean[i]), float(low[i]), float(high[i]), float(p[i]), float(q[i]))
        for i, unit in enumerate(shared.units)
    }
    return NullModel(expected, m, draws, burn_in, thinning, seed)


def curveball(
    table: Incidence, *, burn_in: int, thinning: int, draws: int, seed: int
) -> Iterator[tuple[Integers, Integers]]:
    """Random tables with the margins of this one, as marks (rows, columns).

    A trade takes two units at random, and deals the groups that only one of them has out again at random, each keeping
    as many as it had.

    Args:
        table: units by groups.
        burn_in: trades before the first table.
        thinning: trades between tables.
        draws: how many tables.
        seed: of the draw.
    """
    chance = random.Random(seed)  # noqa: S311 (statistics, not secrets)
    hands: list[set[int]] = [set() for _ in table.units]
    for unit, group in zip(table.unit.tolist(), table.group.tolist(), strict=True):
        hands[unit].add(group)
    n = len(hands)
    rows = np.repeat(np.arange(n), [len(hand) for hand in hands])
    for draw in range(draws):
        for _ in range((burn_in if draw == 0 else thinning) if n > 1 else 0):
            one = int(chance.random() * n)
            other = int(chance.random() * (n - 1))
            _trade(hands, one, other + (other >= one), chance)
        yield rows, np.array([group for hand in hands for group in hand], dtype=np.int64)


def _trade(hands: list[set[int]], one: int, other: int, chance: random.Random) -> None:
    first, second = hands[one], hands[other]
    mine, theirs = first - second, second - first
    if not mine or not theirs:
        return
    pool = sorted(mine | theirs)
    chance.shuffle(pool)
    both = first & second
    hands[one] = both.union(pool[: len(mine)])
    hands[other] = both.union(pool[len(mine) :])


def adjusted(p: Floats, tests: int | None = None) -> Floats:
    """Benjamini–Hochberg q of each p: the false discovery rate at which it would pass.

    q of the i-th smallest of m is the least of p_j·m/j over j ≥ i (Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57,
    289–300).

    Args:
        p: in any order.
        tests: how many tests there were, where those that are not given have a p of 1.
    """
    order = np.argsort(p)
    scaled = p[order] * (tests or len(p)) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
