"""Which figure and which deadline became which."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Final

from ..facts import Clause, Deadline, Target
from .changes import DeadlineChange, TargetChange
from .matching import Item, matched
from .wording import folded, masked

__all__ = ["deadline_changes", "differ", "moved_targets", "target_changes"]

_ALIKE: Final = 50
"""Hundredths: indicators that have this much in common are one, reworded."""
_SAME_WORK: Final = 30
"""Hundredths: clauses of one task that have this much in common are one."""


def target_changes(
    before: Sequence[Target], after: Sequence[Target], *, years: tuple[int | None, int | None]
) -> list[TargetChange]:
    """What became of the figures of one task, or of all figures outside the tasks.

    A figure is the same one where indicator, unit of measurement and region are, or where the indicator is
    reworded; figures and years in the indicator do not count. A figure for the year of its own plan is the same as
    one for that of the other; any other year must be the same.

    Args:
        before: figures of the earlier notice.
        after: those of the later one.
        years: the years of the two plans.
    """
    pairs, gone, new = _paired(before, after, years)
    for measure in {_measure(target): None for target in gone}:
        old, other = ([t for t in targets if _measure(t) == measure] for targets in (gone, new))
        for i, j, _ in matched(
            [Item(t.indicator) for t in old], [Item(t.indicator) for t in other], threshold=_ALIKE
        ).pairs:
            pairs.append((old[i], other[j]))
            gone.remove(old[i])
            new.remove(other[j])
    found = [TargetChange(one, other) for one, other in pairs if differ(one, other, years=years)]
    found += [TargetChange(one, None) for one in gone]
    found += [TargetChange(None, one) for one in new]
    return sorted(found, key=_place)


def moved_targets(before: Sequence[Target], after: Sequence[Target]) -> list[tuple[Target, Target]]:
    """Figures that stand in another task now: those whose indicator is left over once in each notice.

    Args:
        before: figures of the earlier notice that nothing was found for in their task.
        after: those of the later one.
    """
    olds, news = _by_key(before), _by_key(after)
    return [(olds[key][0], news[key][0]) for key in olds if len(olds[key]) == 1 == len(news.get(key, ()))]


def differ(before: Target, after: Target, *, years: tuple[int | None, int | None]) -> bool:
    """Whether a figure is another one now: its value, how it is compared, or the year, unless it is the plan's own."""
    return _value(before, years[0]) != _value(after, years[1])


def _paired(
    before: Sequence[Target], after: Sequence[Target], years: tuple[int | None, int | None]
) -> tuple[list[tuple[Target, Target]], list[Target], list[Target]]:
    """Figures of one indicator: first those of one value, then in the order of the texts."""
    olds, news = _by_key(before), _by_key(after)
    pairs: list[tuple[Target, Target]] = []
    gone, new = list[Target](), list[Target]()
    for key in dict.fromkeys([*olds, *news]):
        left, right = list(olds.get(key, ())), list(news.get(key, ()))
        for one in tuple(left):
            same = next((other for other in right if _value(other, years[1]) == _value(one, years[0])), None)
            if same is not None:
                pairs.append((one, same))
                left.remove(one)
                right.remove(same)
        count = min(len(left), len(right))
        pairs += zip(left[:count], right[:count], strict=True)
        gone += left[count:]
        new += right[count:]
    return pairs, gone, new


def _by_key(targets: Sequence[Target]) -> Mapping[Hashable, list[Target]]:
    found: defaultdict[Hashable, list[Target]] = defaultdict(list)
    for target in targets:
        found[masked(target.indicator), _measure(target)].append(target)
    return found


def _measure(target: Target) -> tuple[str, str]:
    return folded(target.unit), target.region or ""


def _value(target: Target, plan_year: int | None) -> Hashable:
    year = None if target.year == plan_year else target.year
    return target.comparator, target.value, target.upper, year


def _place(change: TargetChange) -> tuple[int, int]:
    before, after = change.before, change.after
    return (after.start if after else before.start if before else 0), after is None


def deadline_changes(
    before: Sequence[Deadline],
    after: Sequence[Deadline],
    clauses: tuple[Mapping[str, Clause], Mapping[str, Clause]],
    *,
    years: tuple[int | None, int | None],
) -> list[DeadlineChange]:
    """What became of the deadlines of a task: of the clauses that have one, those most alike belong together.

    A whole year that is that of its own plan is the same as the year of the other; any other date must be the same.

    Args:
        before: deadlines of the earlier notice.
        after: those of the later one.
        clauses: the clauses of both notices, by IRI.
        years: the years of the two plans.
    """
    olds = [Item(clauses[0][d.clause].text) for d in before]
    news = [Item(clauses[1][d.clause].text) for d in after]
    pairs = matched(olds, news, threshold=_SAME_WORK).pairs
    gone, new = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    found = [
        DeadlineChange(before[i], after[j])
        for i, j, _ in pairs
        if _date(before[i], years[0]) != _date(after[j], years[1])
    ]
    found += [DeadlineChange(d, None) for i, d in enumerate(before) if i not in gone]
    found += [DeadlineChange(None, d) for j, d in enumerate(after) if j not in new]
    return found


def _date(deadline: Deadline, plan_year: int | None) -> Hashable:
    own = deadline.precision == "year" and deadline.last.year == plan_year
    return "the plan's year" if own else (deadline.last, deadline.precision)
