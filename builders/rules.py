"""Sentences that lay down how lists of units are to be read."""

import re
from typing import Final

from . import patterns as p
from .fold import without_space
from .model import Rule, RuleKind, Span
from .units import looks_like_unit, split_units

__all__ = ["find_rules"]

_RULES: Final[tuple[tuple[RuleKind, re.Pattern[str]], ...]] = (
    ("first_leads", p.FIRST_LEADS),
    ("everyone", p.EVERYONE),
)
_LAID_ON: Final = re.compile(r"(?:均|都)(?:须|需|应|要)?(?:涉及|包括|包含|含|由)?(?P<who>[^,]+)", re.DOTALL)


def find_rules(content: str, folded: str) -> tuple[tuple[Rule, ...], str]:
    """The rules of a text, in order, and `folded` with spaces in their place.

    A rule may stand inside a list (责任单位：甲、乙，列首位的为牵头单位，下同), where it
    names no unit.
    """
    found: list[tuple[Span, RuleKind]] = []
    for kind, pattern in _RULES:
        for match in pattern.finditer(folded):
            found.append((_within(folded, *match.span()), kind))  # noqa: PERF401 (pyright widens the kind in a list)
    found.sort()
    if not found:
        return (), folded
    rules: list[Rule] = []
    for span, kind in found:
        names = _laid_on(content, folded, span) if kind == "everyone" else ()
        # 以下任务均需在年底前完成 has the form and lays nothing on anybody.
        if names or kind != "everyone":
            rules.append(Rule(len(rules) + 1, without_space(content[span.start : span.end]), kind, span, names))
    parts, at = [], 0
    for span, _ in found:
        begin, end = _with_bracket(folded, span)
        if begin >= at:
            parts += [folded[at:begin], " " * (end - begin)]
            at = end
    return tuple(rules), "".join([*parts, folded[at:]])


def _within(folded: str, start: int, end: int) -> Span:
    """A sentence no further than its line and the bracket that it stands in: （…各县（市、区）政府）."""
    depth = 0
    for i in range(start, end):
        depth += (folded[i] == "(") - (folded[i] == ")")
        if depth < 0 or folded[i] == "\n":
            return Span(start, i)
    return Span(start, end)


def _laid_on(content: str, folded: str, span: Span) -> tuple[str, ...]:
    """The units that 以下均涉及… names, without what it says that they are to do (均需…落实)."""
    match = _LAID_ON.search(folded, span.start, span.end)
    if match is None:
        return ()
    start, end = match.span("who")
    if did := p.PREDICATE.search(folded[start:end]):
        end = start + did.start()
    return tuple(u.name for u in split_units(content, folded, Span(start, end))[0] if looks_like_unit(u.name))


def _with_bracket(folded: str, span: Span) -> tuple[int, int]:
    """A rule with 下同 behind it, and with the bracket that holds nothing else."""
    behind = re.compile(r"(?:\s*,?\s*(?:以)?下同)?").match(folded, span.end)
    end = behind.end() if behind else span.end
    if folded[span.start - 1 : span.start] == "(" and folded[end : end + 1] == ")":
        return span.start - 1, end + 1
    return span.start, end
