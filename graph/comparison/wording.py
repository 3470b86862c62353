"""How the words of tasks are compared: what counts as the same, and where two texts differ."""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal, NamedTuple

__all__ = ["Segment", "folded", "grams", "masked", "segments", "words_of"]

_NUMERALS: Final = re.compile(r"\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]+")
_TOKENS: Final = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_SHORT: Final = 2
"""Fewer signs than these between two changes are read with them: one change reads better than confetti."""


class Segment(NamedTuple):
    """A piece of two texts: words of both, or of the earlier or the later alone."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def folded(text: str) -> str:
    """A text without what no reader takes for a difference: wide and narrow forms, white space.

    >>> folded("增长 ８％")
    '增长8%'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def masked(text: str) -> str:
    """A folded text with every figure and numeral as 0: a plan of the next year has other years and figures.

    >>> masked("第十七届，增长8.5％") == masked("第十八届，增长9%")
    True
    """
    return _NUMERALS.sub("0", folded(text))


def grams(text: str) -> Counter[str]:
    """The pairs of neighbouring letters of a masked text, with how often each stands there; signs do not count.

    A text of one letter has that letter.
    """
    letters = words_of(text)
    if len(letters) == 1:
        return Counter(letters)
    return Counter(map("".join, pairwise(letters)))


def words_of(text: str) -> str:
    """The letters and digits of a masked text."""
    return "".join(c for c in masked(text) if c.isalnum())


def segments(before: str, after: str) -> list[Segment]:
    """Where two texts differ: figures and Latin words whole, Chinese by the character.

    Nothing is lost: the pieces that are the same or deleted make the earlier text, those that are the same
    or inserted the later one.

    >>> [(s.kind, s.text) for s in segments("增长8%左右。", "增长7.5%左右。")]
    [('same', '增长'), ('deleted', '8'), ('inserted', '7.5'), ('same', '%左右。')]
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[str, str, bool]] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        deleted, inserted = "".join(old[i:i_end]), "".join(new[j:j_end])
        found.append((deleted, inserted, tag == "equal"))
    made: list[Segment] = []
    deleted = inserted = ""
    for at, (one, other, same) in enumerate(found):
        inner = 0 < at < len(found) - 1
        if same and not (inner and len(one) < _SHORT):
            made += _changed(deleted, inserted)
            made.append(Segment("same", one))
            deleted = inserted = ""
        else:
            deleted, inserted = deleted + one, inserted + other
    return made + _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> list[Segment]:
    both = (Segment("deleted", deleted), Segment("inserted", inserted))
    return [segment for segment in both if segment.text]
