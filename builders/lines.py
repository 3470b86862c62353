"""Lines without a bracket that say who answers for what.

1. labelled lines (责任单位：甲、乙); lines that follow each other are one group;
2. lines, or the last words of a line that was a table's row, that are nothing but
   units and predicates (甲牵头，乙配合).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from . import patterns as p
from .fold import without_space
from .lists import Draft, Group, predicate_at_end, read_field, read_list
from .outline_patterns import MARKER
from .text import Span
from .unit_patterns import CLASS_NOUN
from .units import looks_like_unit

__all__ = ["inside_any", "labelled_groups", "told_groups"]

_TOLD_LONGEST: Final = 300
_INDENT: Final = 40
_DIGIT: Final = re.compile(r"\d")
_FIRST: Final = re.compile(r"[^、,;]*")
_CELLS: Final = re.compile(r"(?<=\S\S)\s+(?=\S)")
_FOOTER: Final = 400
"""A site's footer is shorter."""


def inside_any(spans: list[Span], at: int) -> bool:
    """Whether an offset lies inside one of some stretches, which are in order and do not overlap."""
    index = bisect_right(spans, at, key=lambda s: s.start) - 1
    return index >= 0 and at < spans[index].end


def labelled_groups(content: str, folded: str, start: int, taken: list[Span]) -> tuple[list[Group], list[Span]]:
    """Groups of labelled lines, and lines with a label that name no unit that could be read.

    Args:
        content: the text as read.
        folded: the same, folded.
        start: where the notice's body begins.
        taken: stretches, in order, that are read already.
    """
    groups: list[tuple[Span, Draft]] = []
    hosts: set[Span] = set()
    labels = [*p.BARE_LABEL.finditer(folded, start), *p.LINE_IS.finditer(folded, start)]
    labels.sort(key=lambda m: m.start())
    for label, following in zip_longest(labels, labels[1:]):
        before = max(0, label.start() - _INDENT)
        whole = p.WHOLE_LABEL.search(label.group()) and p.STANDS_BEHIND.search(folded, before, label.start())
        if not whole and not p.STANDS_FREE.search(folded, before, label.start()):
            continue
        if inside_any(taken, label.start()) or _in_footer(folded, label):
            continue
        value = _value(folded, label.end(), following.start() if following else len(folded))
        begin = label.start()
        draft = Draft()
        first = next(p.LABEL_START.finditer(folded, value.start + 1, value.end), None)
        read_field(
            content, folded, label, Span(value.start, first.start() if first else value.end), draft, enclosed=False
        )
        for field, end in _more_fields(folded, value):
            read_field(content, folded, field, Span(field.end(), end), draft, enclosed=False)
        if label.re is p.LINE_IS and (draft.unread or not all(looks_like_unit(m.unit.name) for m in draft.members)):
            # 牵头单位为…的, in a running sentence.
            continue
        between = folded[groups[-1][0].end : begin] if groups else "x"
        if groups and not between.strip(" \t\r\n;。,"):
            span, before = groups[-1]
            before.add(draft)
            groups[-1] = (Span(span.start, value.end), before)
        elif draft.members or draft.person or draft.stated or draft.unread:
            groups.append((Span(begin, value.end), draft))
            if p.FOOTER_LABELS.match(label.group()):
                hosts.add(groups[-1][0])
    # 主办单位 once, and nobody named for anything else, is the host of an event.
    if len(hosts) == 1 and sum(1 for _, draft in groups if draft.members) == 1 and not taken:
        groups.clear()
    lost = [draft.unread[0] for _, draft in groups if draft.unread and not draft.members]
    return [draft.group(span) for span, draft in groups if draft.members], lost


def _more_fields(folded: str, value: Span) -> Iterator[tuple[re.Match[str], int]]:
    """Further labels in one line (牵头单位：甲，配合单位：乙), each with the end of its value."""
    labels = list(p.LABEL_START.finditer(folded, value.start + 1, value.end))
    for label, following in zip_longest(labels, labels[1:]):
        yield label, following.start() if following else value.end


def _in_footer(folded: str, label: re.Match[str]) -> bool:
    if not p.FOOTER_LABELS.match(label.group()):
        return False
    near = folded[max(0, label.start() - _FOOTER // 4) : label.end() + _FOOTER]
    at_end = len(folded) - label.end() < _FOOTER and p.PUBLISHER.match(folded, label.end())
    return bool(at_end or p.FOOTER_WORDS.search(near))


def _value(folded: str, start: int, limit: int) -> Span:
    """The list behind a label; where its line is empty, the next one, unless that begins anew.

    Args:
        folded: the text, folded.
        start: behind the label.
        limit: where the next label begins.
    """
    end = _line_end(folded, start)
    if not folded[start:end].strip() and folded.startswith(("\n", "\r"), end):
        line = len(folded[: end + 200]) - len(folded[end : end + 200].lstrip())
        if line < len(folded) and not p.LABEL.match(folded, line) and not MARKER.match(folded, line):
            return Span(line, max(line, min(limit, _line_end(folded, line))))
    # A list that ends in 、 goes on in the next line.
    while end + 1 < limit and folded[max(start, end - 8) : end].rstrip().endswith(("、", ",")):
        end = _line_end(folded, end + 1)
    return Span(start, max(start, min(end, limit)))


def _line_end(folded: str, start: int) -> int:
    stop = p.BARE_END.search(folded, start)
    return stop.start() if stop else len(folded)


def told_groups(content: str, folded: str, start: int, taken: list[Span]) -> list[Group]:
    """Groups of lines that are nothing but units and predicates; arguments as `labelled_groups`."""
    groups = []
    for span in _stretches(folded, start):
        if inside_any(taken, span.start):
            continue
        draft = Draft()
        read_list(content, folded, span, None, "", draft)
        units_alone = (
            not draft.unread
            and not draft.remarks
            and all(looks_like_unit(m.unit.name) and not _DIGIT.search(m.unit.name) for m in draft.members)
        )
        if draft.members and units_alone:
            groups.append(draft.group(span))
    return groups


def _stretches(folded: str, start: int) -> Iterator[Span]:
    """Lines, and parts of lines between spaces, that end in a predicate and hold no running sentence."""
    for match in p.TOLD.finditer(folded, start):
        end = match.end()
        low = max(start, end - _TOLD_LONGEST)
        line = max(folded.rfind("\n", low, end) + 1, low)
        # A table's row that became a line has other cells before: 推进改革 市编办牵头落实.
        begins = [line + len(folded[line:end]) - len(folded[line:end].lstrip())]
        first = _FIRST.match(folded, begins[0], end)
        begins += [gap.end() for gap in _CELLS.finditer(folded, begins[0], first.end() if first else end)]
        for begin in reversed(begins):
            words = folded[begin:end]
            if p.RUNNING.search(words) or p.RUNNING_ON.search(folded[max(line, begin - 6) : begin].rstrip()):
                continue
            if (
                MARKER.match(words)
                or MARKER.fullmatch(folded[line:begin].strip())
                or p.NOT_ASSIGNMENT.search(words)
                or not _names_first(folded, Span(begin, end))
            ):
                continue
            yield Span(begin, end)
            break


def _names_first(folded: str, span: Span) -> bool:
    """Whether a stretch begins with a unit and ends in a predicate."""
    if predicate_at_end(folded, span) is None:
        return False
    first = re.compile(r"[、,;]").split(folded[span.start : span.end], maxsplit=1)[0]
    closing = predicate_at_end(folded, Span(span.start, span.start + len(first)))
    name = without_space(folded[span.start : closing[0]] if closing else first)
    return looks_like_unit(name) and not CLASS_NOUN.fullmatch(name)
