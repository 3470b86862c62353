"""Sentences that lay down how lists of units are to be read."""

import re
from typing import Final

from . import patterns as p
from .fold import without_space
from .model import Rule, RuleKind, Span

__all__ = ["find_rules"]

_RULES: Final[tuple[tuple[RuleKind, re.Pattern[str]], ...]] = (
    ("first_leads", p.FIRST_LEADS),
    ("everyone", p.EVERYONE),
)


def find_rules(content: str, folded: str) -> tuple[tuple[Rule, ...], str]:
    """The rules of a text, in order, and `folded` with spaces in their place.

    A rule may stand inside a list (责任单位：甲、乙，列首位的为牵头单位，下同), where it
    names no unit.
    """
    found: list[tuple[Span, RuleKind]] = []
    for kind, pattern in _RULES:
        for match in pattern.finditer(folded):
            found.append((Span(*match.span()), kind))  # noqa: PERF401 (pyright widens the kind in a list)
    found.sort()
    if not found:
        return (), folded
    rules = tuple(
        Rule(n, without_space(content[span.start : span.end]), kind, span) for n, (span, kind) in enumerate(found, 1)
    )
    parts, at = [], 0
    for span, _ in found:
        begin, end = _with_bracket(folded, span)
        if begin >= at:
            parts += [folded[at:begin], " " * (end - begin)]
            at = end
    return rules, "".join([*parts, folded[at:]])


def _with_bracket(folded: str, span: Span) -> tuple[int, int]:
    """A rule with 下同 behind it, and with the bracket that holds nothing else."""
    behind = re.compile(r"(?:\s*,?\s*(?:以)?下同)?").match(folded, span.end)
    end = behind.end() if behind else span.end
    if folded[span.start - 1 : span.start] == "(" and folded[end : end + 1] == ")":
        return span.start - 1, end + 1
    return span.start, end
