"""The numbered items of a text as a tree, whatever numbering the notice uses.

Which style stands above which is not fixed (一、 over （一） over 1. is only
custom): an item whose style is already open continues that level, any other
opens one below. A number counts only where it is the next one expected, so
decimals, years and lists inside a sentence start no item.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .fold import display
from .model import Span
from .outline_patterns import ANNEX_LINE, FLATTENED, INLINE_MARKER, MARKER

__all__ = ["Item", "markers", "outline"]

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_GAP: Final = 3
"""How many numbers a notice may skip (an item lost in copying) before a number is taken for something else."""


@dataclass(slots=True)
class Item:
    """A numbered item.

    Attributes:
        style: name of its numbering style.
        number: its number.
        written: the number as written, （一）.
        start: where the number begins.
        content: where its text begins.
        end: where the next item of its level or above begins, or the body ends.
        parent: index of the item above; none at the top.
        own_end: where its first sub-item begins; `end` where it has none.
    """

    style: str
    number: int
    written: str
    start: int
    content: int
    end: int
    parent: int | None
    own_end: int

    def heading(self, content: str) -> tuple[str, Span]:
        """Its first sentence or line without number and final stop, and where that stands."""
        stop = re.compile(r"[。\r\n]").search(content, self.content, self.own_end)
        end = stop.start() if stop else self.own_end
        return display(content[self.content : end]).rstrip("。：:；; "), Span(self.start, end)


def outline(content: str, folded: str, start: int, end: int, skipped: Sequence[Span] = ()) -> list[Item]:
    """All items between `start` and `end`, in order.

    Args:
        content: the text as read.
        folded: the same, folded.
        start: where the body begins.
        end: where it ends.
        skipped: stretches, in order, that hold no items.
    """
    items: list[Item] = []
    stack: list[int] = []
    last: dict[str, int] = {}
    annexes = [m.start() for m in ANNEX_LINE.finditer(folded, start, end)]
    for match, inline in markers(folded, start, end):
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        if _within(skipped, begin):
            continue
        if stack and _annex_between(annexes, items[stack[0]].start, begin):
            # An annex numbers anew.
            stack.clear()
            last.clear()
        style, number = _style(match)
        level = next((k for k, i in enumerate(stack) if items[i].style == style), None)
        expected = items[stack[level]].number + 1 if level is not None else None
        before_digit = folded[match.end() : match.end() + 1].isdigit()
        # A number inside a line may skip others only where its list is under way.
        if not _fits(number, expected, last.get(style), strict=before_digit or (inline and expected is None)):
            continue
        if level is not None:
            del stack[level:]
        parent = stack[-1] if stack else None
        items.append(Item(style, number, content[begin : match.end()].strip(), begin, match.end(), end, parent, end))
        stack.append(len(items) - 1)
        last[style] = number
    _close(items, end)
    for item in items:
        if (annex := bisect_right(annexes, item.start)) < len(annexes):
            item.end = min(item.end, annexes[annex])
            item.own_end = min(item.own_end, item.end)
    return items


def _within(spans: Sequence[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda s: s.start) - 1
    return index >= 0 and at < spans[index].end


def _annex_between(annexes: list[int], start: int, end: int) -> bool:
    return bisect_right(annexes, start) < bisect_right(annexes, end)


def _fits(number: int, expected: int | None, last: int | None, *, strict: bool) -> bool:
    """Whether a number can begin an item: the next of its level, the first of a new one, or numbered through."""
    if number == expected or number == 1:
        return True
    if expected is None and last is not None and number == last + 1:
        return True
    if strict:
        return False
    reference = expected - 1 if expected is not None else last if last is not None else 0
    return reference < number <= reference + _GAP


def markers(folded: str, start: int, end: int) -> list[tuple[re.Match[str], bool]]:
    """Possible numbers: at the start of a line, and, in a flattened line, behind a sentence."""
    found: list[tuple[re.Match[str], bool]] = []
    marker = re.compile(rf"[ \t]*(?:{MARKER.pattern})")
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        if match := marker.match(folded, at, stop):
            found.append((match, False))
        if stop - at > FLATTENED:
            found += [(m, True) for m in INLINE_MARKER.finditer(folded, match.end() if match else at, stop)]
        at = stop + 1
    return found


def _style(match: re.Match[str]) -> tuple[str, int]:
    style = str(match.lastgroup)
    text = match[style]
    return ("ar_paren" if style == "ar_half" else style), int(text) if text.isdigit() else chinese_number(text)


def chinese_number(text: str) -> int:
    """一 to 九百九十九 as notices number with; 十七 is 17."""
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total += (digit or 1) * 100
            digit = 0
        elif char == "十":
            total += (digit or 1) * 10
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _close(items: list[Item], end: int) -> None:
    """Sets where each item ends: at the next one that is not below it."""
    open_items: list[int] = []
    for i, item in enumerate(items):
        while open_items and open_items[-1] != item.parent:
            items[open_items.pop()].end = item.start
        if open_items and items[open_items[-1]].own_end == end:
            items[open_items[-1]].own_end = item.start
        open_items.append(i)
    for item in items:
        item.own_end = min(item.own_end, item.end)
