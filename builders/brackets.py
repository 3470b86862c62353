"""Brackets of every shape, nested, in one pass."""

from dataclasses import dataclass
from typing import Final

from .text import Span

__all__ = ["Bracket", "brackets"]

_PAIRS: Final = {"(": ")", "〔": "〕", "[": "]", "【": "】", "﹝": "﹞", "〖": "〗", "{": "}"}
_CLOSERS: Final = frozenset(_PAIRS.values())
_DEEP: Final = 40
"""Deeper nesting is no prose; what opens beyond it is left out, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket of folded text.

    Attributes:
        span: from the opening sign to behind the closing one.
        inside: what stands between them.
        closed: False where the closing sign is missing and the paragraph's end stands for it.
        depth: 0 for an outermost one.
    """

    span: Span
    inside: Span
    closed: bool
    depth: int


def brackets(folded: str) -> list[Bracket]:
    """All brackets of a folded text, in the order in which they open.

    A closing sign of another shape closes too (〔责任单位：甲）), since such slips
    are common. A bracket that never closes ends with its paragraph.
    """
    found: list[Bracket] = []
    stack: list[int] = []

    def close(end: int, *, closed: bool) -> None:
        start = stack.pop()
        if len(stack) < _DEEP:
            found.append(Bracket(Span(start, end + closed), Span(start + 1, end), closed, len(stack)))

    for i, char in enumerate(folded):
        if char in _PAIRS:
            stack.append(i)
        elif char in _CLOSERS:
            if stack:
                close(i, closed=True)
        elif char == "\n" and stack and _paragraph_ends(folded, i):
            while stack:
                close(i, closed=False)
    while stack:
        close(len(folded), closed=False)
    found.sort(key=lambda b: (b.span.start, -b.span.end))
    return found


def _paragraph_ends(folded: str, newline: int) -> bool:
    """Whether the line break at `newline` ends a paragraph, not merely a line of it.

    Inside a bracket a line that was broken by its width ends in the middle of
    a list; a sentence or another heading begins after a real end.
    """
    before = (
        folded[:newline].rstrip(" \t\r")[-1:] if newline < 200 else folded[newline - 200 : newline].rstrip(" \t\r")[-1:]
    )
    rest = folded[newline + 1 : newline + 40].lstrip(" \t\r\n")
    if not rest or before in "。；":
        return True
    return (
        folded[newline + 1 : newline + 40].lstrip(" \t\r").startswith("\n")
        or rest[0] in "一二三四五六七八九十123456789(第"
    )
