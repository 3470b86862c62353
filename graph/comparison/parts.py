"""Tasks that were split, and tasks that were merged: told only where the words show it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .matching import Matching
from .overlaps import Integers, hundredths

__all__ = ["Parted", "parted"]

PART: Final = 75
"""Hundredths of a new task's pairs of letters that must come from the one task that it was parted from."""
LARGEST: Final = 50
"""The same for the part that the task was matched with, which may have been written on."""
FREE: Final = 60
"""Hundredths of a part that must stand in what the other parts leave of the whole."""
COVER: Final = 60
"""Hundredths of the whole that its parts must have between them."""
_SHORT: Final = 8
"""A part with fewer pairs of letters may be in any long text by chance."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A whole and its parts.

    Attributes:
        whole: number of the task that was split, or that others were merged into.
        parts: numbers of the tasks on the other side, two or more, in order.
        score: hundredths of Dice's measure between the whole and its parts together.
    """

    whole: int
    parts: tuple[int, ...]
    score: int


def parted(matching: Matching) -> tuple[list[Parted], list[Parted]]:
    """The tasks of the first list that were split, and those of the second that others were merged into.

    A part is a task that would else be new (for a merger, gone), or the one that the whole is matched with. Its
    words stand in the whole, and for the most part where no other part's do; all parts together have most of the
    whole. A task takes part in one such group at most: the group with the better score has it.
    """
    o = matching.overlaps
    to_second = {pair.first: pair.second for pair in matching.pairs}
    to_first = {pair.second: pair.first for pair in matching.pairs}
    splits = _found(o.rows, o.columns, o.common, o.first, o.second, to_second, to_first)
    merges = _found(o.columns, o.rows, o.common, o.second, o.first, to_first, to_second)
    taken: tuple[set[int], set[int]] = (set(), set())
    kept: tuple[list[Parted], list[Parted]] = ([], [])
    both = [(False, p) for p in splits] + [(True, p) for p in merges]
    texts = (o.first, o.second)
    # By score, then by the words of the whole: numbers would prefer one side.
    both.sort(key=lambda entry: (-entry[1].score, sorted(texts[entry[0]][entry[1].whole].items()), entry[1].whole))
    for merged, group in both:
        own, others = taken[merged], taken[not merged]
        if group.whole not in own and not others.intersection(group.parts):
            own.add(group.whole)
            others.update(group.parts)
            kept[merged].append(group)
    return sorted(kept[0], key=lambda g: g.whole), sorted(kept[1], key=lambda g: g.whole)


def _found(
    wholes: Integers,
    parts: Integers,
    common: Integers,
    whole_texts: Sequence[Counter[str]],
    part_texts: Sequence[Counter[str]],
    matched_with: dict[int, int],
    taken: dict[int, int],
) -> list[Parted]:
    sizes = np.array([text.total() for text in part_texts], dtype=np.int64)
    candidates: dict[int, list[tuple[int, int]]] = {}
    free = np.array([part not in taken for part in range(len(part_texts))], dtype=bool)
    inside = (100 * common >= PART * sizes[parts]) & (sizes[parts] >= _SHORT) & free[parts]
    for at in np.flatnonzero(inside):
        candidates.setdefault(int(wholes[at]), []).append((int(common[at]), int(parts[at])))
    found = []
    for whole, others in sorted(candidates.items()):
        group = _group(whole, others, whole_texts[whole], part_texts, matched_with.get(whole))
        if group is not None:
            found.append(group)
    return found


def _group(
    whole: int, others: list[tuple[int, int]], text: Counter[str], texts: Sequence[Counter[str]], first: int | None
) -> Parted | None:
    """The whole with those of its candidates that share it out."""
    queue = [part for _, part in sorted(others, key=lambda other: (-other[0], other[1]))]
    if first is not None:
        if 100 * (text & texts[first]).total() < LARGEST * texts[first].total():
            return None
        queue.insert(0, first)
    rest, parts = text, list[int]()
    for part in queue:
        of_part = texts[part] & rest
        if not parts or 100 * of_part.total() >= FREE * texts[part].total():
            rest = rest - of_part
            parts.append(part)
    together = Counter[str]()
    for part in parts:
        together.update(texts[part])
    if len(parts) < 2 or 100 * (text.total() - rest.total()) < COVER * text.total():
        return None
    return Parted(whole, tuple(sorted(parts)), hundredths(text, together))
