"""A list of units becomes the units' names, each where it stands.

The definition is the project's annotation guide: 、 ， , ； separate alike, a
phrase that names a set with one head noun (各市、州人民政府) is one unit, 等 and
what only rounds a list off is no part of a name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from . import patterns as p
from .fold import simplified, squeeze, without_space
from .text import Span
from .unit_patterns import (
    BARE_NOUN,
    BRANCH,
    CENTRAL_NAME,
    COLLECTIVE,
    DIVISIONS_ALONE,
    ETC,
    JOINED,
    JOINT,
    JOINT_LEFT_END,
    LAST_DIVISION,
    LOST_END,
    LOST_SEPARATOR,
    OPEN_ORGANS_HEAD,
    OPEN_SET_HEAD,
    ORGANS_ALONE,
    PLACE_FIRST,
    QUALIFIED_SET,
    ROUNDING_OFF,
    SECOND_HALF,
    SEPARATORS,
    SET_ORGAN,
    SET_TAIL,
    TIERS,
    UNIT_END,
)

__all__ = ["UnitName", "is_collective", "line_separates", "looks_like_unit", "split_units", "stands_alone"]


_NEAR: Final = 100
"""No name of a unit is longer."""
_GAP: Final = re.compile(r"(?<=\S)\s{1,20}(?=\S)")
# What a bracket behind a name says of its extent is no part of the name: （含各开发区，下同）.
_GLOSS: Final = re.compile(r"[(〈](?:含|包括|不含|以下|下同)[^()〈〉]*[)〉]$")
_LIST_SIGNS: Final = re.compile(f"[{SEPARATORS}\n]")
_NOT_CHINESE: Final = re.compile(r"[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as written.

    Attributes:
        name: without white space.
        span: from its first to its last character.
    """

    name: str
    span: Span

    def without(self, tail: str) -> "UnitName":
        """The unit without words at its end that are no part of its name."""
        return UnitName(self.name.removesuffix(tail), Span(self.span.start, self.span.end - len(tail)))


def is_collective(name: str) -> bool:
    """Whether a name stands for a set of units (各有关部门) and not for one body."""
    return bool(COLLECTIVE.search(simplified(name)))


def looks_like_unit(name: str) -> bool:
    """Whether a name can be an organ's or a set's: short, no figures, ends as organs' names do."""
    name = simplified(name)
    return (
        1 < len(name) <= 45
        and not any(c in "。《》:：?!" for c in name)
        and bool(UNIT_END.search(_without_gloss(name)) or QUALIFIED_SET.search(name))
    )


def stands_alone(name: str) -> bool:
    """Whether a name can be a unit's by itself, and not the second half of one (宣传部, 办公室)."""
    return looks_like_unit(name) and not SECOND_HALF.match(name)


def line_separates(folded: str, cell: Span, at: int, *, wrapped: bool = False) -> bool:
    """Whether the line break at `at` in a table's cell stands between two units, not inside the name of one.

    Args:
        folded: the text, folded.
        cell: the cell.
        at: where its line breaks.
        wrapped: whether the line fills the cell, so that it may only go on in the next one.
    """
    before = folded[max(cell.start, at - _NEAR) : at]
    after = folded[at + 1 : min(cell.end, at + _NEAR)]
    if before.count("(") > before.count(")"):
        return False
    left = without_space(_LIST_SIGNS.split(before.rstrip())[-1])
    right = without_space(_LIST_SIGNS.split(after.lstrip(), maxsplit=1)[0])
    left = p.PREDICATE.sub("", left) or left
    if wrapped and not _begins_anew_below(left, right):
        return False
    return looks_like_unit(left) and stands_alone(p.PREDICATE.sub("", right) or right)


def split_units(content: str, folded: str, span: Span) -> tuple[list[UnitName], bool]:
    """The units of a list, and whether 等 leaves it open.

    Args:
        content: the text as read.
        folded: the same, folded.
        span: the list, without its label and its predicate.
    """
    units: list[UnitName] = []
    open_list = False
    for piece in _merge_sets(folded, list(_pieces(folded, span))):
        for part, is_open in _cut_etc(folded, piece):
            open_list = open_list or is_open
            for single in _cut_joint(folded, part):
                for apart in _cut_spaces(content, folded, single):
                    for last in _cut_lost(folded, apart):
                        units += _named(content, folded, last)
    return units, open_list


def _pieces(folded: str, span: Span) -> Iterator[Span]:
    """Cuts at separators, but never inside brackets."""
    depth, start = 0, span.start
    for i in range(span.start, span.end):
        char = folded[i]
        if char in "([〔【〈":
            depth += 1
        elif char in ")]〕】〉":
            depth = max(0, depth - 1)
        elif not depth and char in SEPARATORS:
            yield Span(start, i)
            start = i + 1
    yield Span(start, span.end)


def _merge_sets(folded: str, pieces: list[Span]) -> list[Span]:
    """Puts together what is one phrase: 各市 + 州人民政府, 省政府各委 + 办 + 厅 + 局."""
    merged: list[Span] = []
    phrase = _Phrase("")
    for piece in pieces:
        whole = without_space(folded[piece.start : piece.end])
        if merged and phrase.goes_on(_GLOSS.sub("", whole)):
            phrase.add(folded[merged[-1].end : piece.start] + whole)
            merged[-1] = Span(merged[-1].start, piece.end)
        else:
            phrase = _Phrase(whole)
            merged.append(piece)
    return merged


class _Phrase:
    """What may be the beginning of a set's name: of its parts between 、 only the first and the last count."""

    __slots__ = ("_divisions", "_last", "_organs", "_single")

    def __init__(self, text: str) -> None:
        self._begin(text)

    def _begin(self, text: str) -> None:
        first, sign, _ = text.partition("、")
        self._single = not sign
        self._last = text.rpartition("、")[2]
        self._divisions = bool(OPEN_SET_HEAD.match(first))
        self._organs = bool(OPEN_ORGANS_HEAD.match(first))

    def add(self, text: str) -> None:
        """Adds a separator and the part behind it."""
        if self._single:
            self._begin(self._last + text)
            return
        _, sign, last = text.rpartition("、")
        # A list of divisions alone is short.
        self._last = last if sign else (self._last + text)[-_NEAR:]

    def goes_on(self, text: str) -> bool:
        """Whether the part that follows belongs to the phrase."""
        if self._divisions and (self._single or DIVISIONS_ALONE.match(self._last)):
            return bool(SET_TAIL.match(text)) or _organ_of_all(self._last, text)
        return self._organs and bool(ORGANS_ALONE.match(text))


def _organ_of_all(last: str, text: str) -> bool:
    """Whether a list of divisions that ends in `last` goes on in `text`: 各市 + 州农业农村局, but 各县区 | 市财政局."""
    organ, above = SET_ORGAN.match(text), LAST_DIVISION.search(last)
    return bool(organ and above and TIERS[organ["division"]] >= TIERS[above["division"]] and last != organ["division"])


def _cut_etc(folded: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """甲等部门 gives 甲; 甲等国务院相关部门 gives 甲 and the set, which is a unit of its own."""
    match = ETC.search(folded, span.start + 1, span.end)
    if not match:
        yield span, False
        return
    yield Span(span.start, match.start()), True
    start = match.end()
    # 等部门和各地区: the noun rounds the list off, what is joined to it is a unit.
    if rounding := ROUNDING_OFF.match(folded, start, span.end):
        start = rounding.end()
    rest = without_space(folded[start : span.end])
    if (rest and not BARE_NOUN.match(rest)) or QUALIFIED_SET.match(rest):
        yield Span(start, span.end), False


def _cut_joint(folded: str, span: Span) -> Iterator[Span]:
    """甲部和乙部 is two, 人力资源和社会保障厅 and 各有关部门和单位 are one each."""
    start = span.start
    words = _Words(folded, span)
    for match in JOINT.finditer(folded, span.start, span.end):
        left, right = words.around(start, match)
        if not JOINT_LEFT_END.search(left) or not looks_like_unit(right):
            continue
        following = JOINT.split(right, maxsplit=1)[0]
        if not BARE_NOUN.match(following) or QUALIFIED_SET.match(following):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, span.end)


class _Words:
    """A stretch without white space, to look at both sides of a place in it no further than a name goes."""

    __slots__ = ("_folded", "_span", "_squeezed")

    def __init__(self, folded: str, span: Span) -> None:
        self._folded = folded
        self._span = span
        self._squeezed: tuple[str, list[int]] | None = None

    def around(self, start: int, match: re.Match[str]) -> tuple[str, str]:
        """What stands before a match, from `start` on, and what behind it: too long for a name where it is cut."""
        if self._squeezed is None:
            self._squeezed = squeeze(self._folded, self._span.start, self._span.end)
        text, where = self._squeezed
        left, right = bisect_left(where, match.start()), bisect_left(where, match.end())
        return text[max(bisect_left(where, start), left - _NEAR) : left], text[right : right + _NEAR]


def _cut_spaces(content: str, folded: str, span: Span) -> Iterator[Span]:
    """市财政局 市教育局: a space stands between two whole names; inside one it is stray (市 财政局, 市委 宣传部)."""
    start = span.start
    words = _Words(folded, span)
    for gap in _GAP.finditer(folded, span.start, span.end):
        left, right = words.around(start, gap)
        visible = any(c.isspace() for c in content[gap.start() : gap.end()])
        if visible and len(left) > 2 and _begins_anew(left, right) and looks_like_unit(left) and stands_alone(right):
            yield Span(start, gap.start())
            start = gap.end()
    yield Span(start, span.end)


def _begins_anew_below(left: str, right: str) -> bool:
    """Whether a name that fills its line may end there: the tier or a place's name begins the next (昆山市…|张家港市…).

    国家税务总局 | 苏州市税务局 is one name all the same.
    """
    return (
        _begins_anew(left, right)
        and bool(right[0] in "省市县区州各" or PLACE_FIRST.match(right))
        and not CENTRAL_NAME.match(left)
    )


def _begins_anew(left: str, right: str) -> bool:
    """Whether a name may end and another begin: the tier comes again (市…市…), or neither names one."""
    if left.count("(") != left.count(")") or not JOINT_LEFT_END.search(left):
        return False
    return (
        right[0] in "省市县区州各"
        or bool(PLACE_FIRST.match(right))
        or (left[0] not in "省市县区州" and not BRANCH.search(right))
    )


def _cut_lost(folded: str, span: Span) -> Iterator[Span]:
    """区甲局区乙局: a separator was lost where the first one's prefix comes again."""
    text = folded[span.start : span.end]
    matches = list(LOST_SEPARATOR.finditer(text))
    names = text.removesuffix("\n")
    end = LOST_END.search(names, max(0, len(names) - 2)) if matches else None
    if end is None:
        yield span
        return
    start = 0
    begin = max((m.end() for m in _NOT_CHINESE.finditer(names)), default=0)
    for match in matches:
        if not begin <= match.start() <= end.start() - 3:
            continue
        if text[start : start + 1] == match["p"] and match.start() - start > 2:
            yield Span(span.start + start, span.start + match.start())
            start = match.start()
    yield Span(span.start + start, span.end)


def _without_gloss(name: str) -> str:
    """A name without a bracket at its end: 各市（州） and 财政局（国资委） end as they do before it."""
    if name.endswith((")", "）")):
        cut = max(name.rfind("("), name.rfind("（"))
        return name[:cut] if cut > 0 else name
    return name


def _named(content: str, folded: str, span: Span) -> list[UnitName]:
    """The unit in `span`, without white space and stray signs at its ends; none where nothing is left."""
    start, end = span.start, span.end
    while start < end and (folded[start].isspace() or folded[start] in "。.:-—/·由"):
        start += 1
    if joined := JOINED.match(folded, start, end):
        start = joined.end()
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in "。.:-—/·"):
        end -= 1
    if folded[end - 1 : end] == ")" and folded.count(")", start, end) > folded.count("(", start, end):
        end -= 1
    if gloss := _GLOSS.search(folded[max(start, end - _NEAR) : end]):
        end = max(start, end - len(gloss.group()))
    name = without_space(content[start:end])
    return [UnitName(name, Span(start, end))] if name else []
