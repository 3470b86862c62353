"""How sure a rank is: the measures over resampled tasks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from .betweenness import betweenness
from .engine import fastest
from .incidence import Incidence, Integers
from .pairs import Floats, pairs

__all__ = ["TOP", "Interval", "Resampled", "bootstrap", "ranks"]

TOP: Final = 3
"""P(top) is the share of resamples in which a unit is one of the first three."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Interval:
    """A measure of one unit over the resamples.

    Attributes:
        low: lower bound of the interval of the values.
        high: upper bound.
        best: best rank of the interval of the ranks, 1 being the first; a unit tied with others may have any of their
            ranks, here the best.
        worst: worst rank, of ties the worst.
        top: P(top): the probability of being among the first `TOP` with a value above 0, over resamples and over ties
            broken at random; over all units these add up to `TOP` where enough of them have a value above 0.
    """

    low: float
    high: float
    best: int
    worst: int
    top: float


@dataclass(frozen=True, slots=True)
class Resampled:
    """All units over the resamples.

    Attributes:
        load: of the number of groups that name a unit.
        betweenness: of weighted betweenness.
        resamples: how many there were.
        confidence: of the intervals.
        seed: of the draw.
    """

    load: tuple[Interval, ...]
    betweenness: tuple[Interval, ...]
    resamples: int
    confidence: float
    seed: int


def bootstrap(
    table: Incidence,
    *,
    resamples: int = 2_000,
    confidence: float = 0.95,
    seed: int = 20180320,
    progress: Progress | None = None,
) -> Resampled:
    """Draws as many tasks as there are, with replacement, and measures again.

    Tasks are drawn, not clauses or links, since clauses of one task are not independent (Efron and Tibshirani 1993, An
    Introduction to the Bootstrap). Intervals are percentiles of the draws. A tie that no task shows is in no resample,
    so intervals tell how much the ranks hang on single tasks, not what other notices would say.

    Args:
        table: units by groups.
        resamples: how many.
        confidence: of the intervals, between 0 and 1.
        seed: of the draw; the same seed gives the same figures.
        progress: called after each resample with how many are done.
    """
    rng = np.random.default_rng(seed)
    names = list(dict.fromkeys(table.tasks))
    number = {task: i for i, task in enumerate(names)}
    task = np.array([number[name] for name in table.tasks], dtype=np.int64)
    load = np.zeros((resamples, len(table.units)))
    between = np.zeros((resamples, len(table.units)))
    engine = fastest()
    for i in range(resamples):
        times = np.bincount(rng.integers(len(names), size=len(names)), minlength=len(names))[task]
        load[i] = np.bincount(table.unit, weights=times[table.group], minlength=len(table.units))
        between[i] = betweenness(pairs(table, times), engine=engine, exact_up_to=len(table.units)).values
        if progress is not None:
            progress(i + 1)
    return Resampled(_intervals(load, confidence), _intervals(between, confidence), resamples, confidence, seed)


def ranks(values: Floats) -> Integers:
    """Rank of each value in its row, 1 for the highest; equal values share the best of their ranks."""
    ordered = np.sort(values, axis=-1)
    n = values.shape[-1]
    found = [n - np.searchsorted(row, own, side="right") + 1 for row, own in zip(ordered, values, strict=True)]
    return np.array(found, dtype=np.int64).reshape(values.shape)


def _intervals(values: Floats, confidence: float) -> tuple[Interval, ...]:
    if not len(values):
        return ()
    first = ranks(values)
    last = values.shape[1] + 1 - ranks(-values)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = np.quantile(values, tails, axis=0)
    best = np.quantile(first, tails[0], axis=0, method="inverted_cdf")
    worst = np.quantile(last, tails[1], axis=0, method="inverted_cdf")
    among = np.clip((TOP + 1 - first) / (last - first + 1), 0, 1)
    top = np.where(values > 0, among, 0).mean(axis=0)
    return tuple(
        Interval(float(low[i]), float(high[i]), int(best[i]), int(worst[i]), float(top[i]))
        for i in range(values.shape[1])
    )
