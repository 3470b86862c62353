"""Which row of an old ledger is which clause now.

The words decide, never the number: a task that is put in gives all later ones
another number, and what an office has written about one clause must not come
to stand beside another. What has neither its words nor similar ones is new, or
gone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ...ontology.iris import scope_and_year
from ...ontology.places import UNPLACED
from .cells import whole
from .keys import Key, digest

__all__ = ["LIKE", "How", "Match", "Old", "match"]

How = Literal["same", "words", "similar"]

LIKE: Final = 0.6
"""How similar two texts must be (Dice's coefficient over pairs of characters) to be versions of one clause."""


_SHARE: Final = 0.5
"""So much of a notice must be there word for word, for its rows to be those of a notice with another number."""


@dataclass(frozen=True, slots=True)
class Old:
    """A row of an old ledger.

    Attributes:
        key: as it stands there.
        text: the words of its clause, as they stand there; empty where they are not.
    """

    key: Key
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """What an old row has become.

    Attributes:
        key: of the row now.
        how: by its key, by its words, or by similar ones.
        likeness: 1 unless by similar words.
    """

    key: Key
    how: How
    likeness: float = 1.0


def match(old: Iterable[Old], new: Iterable[Old], present: frozenset[str]) -> dict[Key, Match]:
    """Finds the rows again.

    Args:
        old: rows of the old ledger, each key once.
        new: rows of the new one.
        present: IRIs of the notices that the new one is made from.

    Returns:
        Old key → what it has become. What is not in it is gone, or its notice is not among those present.
    """
    before, after = _by_notice(old), _by_notice(new)
    found: dict[Key, Match] = {}
    for notice, rows in before.items():
        if notice in after:
            _in_notice(rows, after[notice], found)
    lost = {notice: rows for notice, rows in before.items() if notice not in present}
    fresh = {notice: rows for notice, rows in after.items() if notice not in before}
    for notice, now in _renumbered(lost, fresh).items():
        _in_notice(lost[notice], fresh[now], found)
    return found


def _renumbered(lost: Mapping[str, list[Old]], fresh: Mapping[str, list[Old]]) -> dict[str, str]:
    """Notices that go by another IRI, since their number, title or issuer is read otherwise now.

    One of another year or place is the same only if all its words are: next year's plan, or a city's own, has most of
    its tasks from an earlier one, and what was filled in there must not come to stand here.
    """
    ranked: list[tuple[float, str, str]] = []
    for notice, rows in lost.items():
        words = Counter(row.key.words for row in rows)
        for other, those in fresh.items():
            theirs = Counter(row.key.words for row in those)
            share = (words & theirs).total() / max(words.total(), 1)
            if words == theirs or (share >= _SHARE and _one_issue(notice, other)):
                ranked.append((-share, notice, other))
    found: dict[str, str] = {}
    for _, notice, other in sorted(ranked):
        if notice not in found and other not in found.values():
            found[notice] = other
    return found


def _one_issue(one: str, other: str) -> bool:
    """Whether two IRIs may be of one notice: of one place and year, as far as they say."""
    pairs = zip(scope_and_year(one), scope_and_year(other), strict=True)
    return all(a == b or not {a, b}.isdisjoint({"", UNPLACED}) for a, b in pairs)


def _by_notice(rows: Iterable[Old]) -> dict[str, list[Old]]:
    """The rows of each notice, in the order of its text."""
    found: dict[str, list[Old]] = defaultdict(list)
    for row in rows:
        found[row.key.notice].append(row)
    for of in found.values():
        of.sort(key=lambda row: _place(row.key))
    return found


def _place(key: Key) -> tuple[tuple[int, str], ...]:
    parts = ((whole(part), part) for part in key.place.split("/"))
    return tuple((0, part) if number is None else (number, "") for number, part in parts)


def _in_notice(old: list[Old], new: list[Old], found: dict[Key, Match]) -> None:
    _by_words(old, new, found)
    taken = {m.key for m in found.values()}
    left, free = [row for row in old if row.key not in found], [row for row in new if row.key not in taken]
    for i, j, likeness in _best(left, free, [row.text for row in left], [row.text for row in free], LIKE):
        found[left[i].key] = Match(free[j].key, "similar", likeness)


def _by_words(old: Sequence[Old], new: Sequence[Old], found: dict[Key, Match]) -> None:
    """Pairs rows with the same words; where these stand several times, what stands before and after decides."""
    free: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(new):
        free[row.key.words].append(i)
    of: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(old):
        of[row.key.words].append(i)
    for words, rows in of.items():
        places = free[words]
        if len(rows) == len(places) == 1:
            pairs = [(0, 0)]
        else:
            left, right = [old[i] for i in rows], [new[i] for i in places]
            around = [_around(old, i) for i in rows], [_around(new, i) for i in places]
            pairs = _all(left, right, *around)
        for i, j in pairs:
            key, now = old[rows[i]].key, new[places[j]].key
            found[key] = Match(now, "same" if key == now else "words")


def _around(rows: Sequence[Old], i: int) -> str:
    return "".join(row.text for row in (*rows[max(0, i - 1) : i], *rows[i + 1 : i + 2]))


def _best(
    old: Sequence[Old], new: Sequence[Old], left: Sequence[str], right: Sequence[str], least: float
) -> list[tuple[int, int, float]]:
    """Pairs of rows that together are as similar as can be in the texts given, none less than `least`."""
    if not old or not new:
        return []
    from ...graph.comparison.matching import Item, matched

    # Of equally similar ones that which has kept its place.
    first, second = (
        [Item(text, row.key.place) for text, row in zip(texts, rows, strict=True)]
        for texts, rows in ((left, old), (right, new))
    )
    found = matched(first, second, threshold=round(least * 100))
    return [(pair.first, pair.second, pair.score / 100) for pair in found.pairs]


def _all(old: Sequence[Old], new: Sequence[Old], left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """As many pairs as there can be: as similar as can be, then those that have kept their place, then in order."""
    pairs = [(i, j) for i, j, _ in _best(old, new, left, right, least=0)]
    done, places = {i for i, _ in pairs}, {j for _, j in pairs}
    rows = [i for i in range(len(old)) if i not in done]
    free = {row.key.place: j for j, row in enumerate(new) if j not in places}
    kept = [(i, free.pop(old[i].key.place)) for i in rows if old[i].key.place in free]
    still = [i for i in rows if i not in dict(kept)]
    return [*pairs, *kept, *zip(still, free.values(), strict=False)]


def found_by_text(text: str, new: Iterable[Old]) -> Key | None:
    """The one row that has these words; none if several or none has."""
    words = digest(text)
    keys = [row.key for row in new if row.key.words == words]
    return keys[0] if len(keys) == 1 else None
