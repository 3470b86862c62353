"""Who answers for what: brackets and labelled lines become groups of units with roles.

Each bracket that speaks of responsibility is tried once:

1. labels (牵头单位：甲；配合单位：乙) cut it into fields, each field a list;
2. without labels, predicates (甲牵头，乙、丙配合) close the list before them;
3. what holds neither is no assignment;
4. what should be one and gives no unit is a `Problem`, never dropped in silence.

Lines without a bracket (责任单位：甲、乙) are read likewise.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from . import patterns as p
from .brackets import Bracket, brackets
from .fold import without_space
from .ledgers import Ledger, Row, find_ledgers
from .lists import Draft, Group, read_field, read_list
from .model import Problem, Rule, Span, Table
from .units import looks_like_unit

__all__ = ["Found", "find_groups"]


@dataclass(frozen=True, slots=True)
class Found:
    """What `find_groups` gives.

    Attributes:
        groups: those of brackets and lines, in the order of the text.
        ledgers: tables whose rows are groups.
        rules: sentences that say how lists are to be read.
        problems: brackets that look like assignments and were not understood.
        seen: how many places look like assignments.
        read: how many of them were understood whole.
    """

    groups: tuple[Group, ...]
    ledgers: tuple[Ledger, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    seen: int
    read: int


def find_groups(content: str, folded: str, start: int = 0, tables: tuple[Table, ...] = ()) -> Found:
    """All groups of a text, from `start` on, in order.

    Args:
        content: the text as read.
        folded: the same, folded.
        start: where the notice's body begins.
        tables: the text's tables.
    """
    rules = tuple(
        Rule(n, without_space(content[m.start() : m.end()]), Span(m.start(), m.end()))
        for n, m in enumerate(p.FIRST_LEADS.finditer(folded), 1)
    )
    ledgers = find_ledgers(content, folded, tables, start)
    groups: list[Group] = []
    problems: list[Problem] = []
    taken = start
    closed = [x.span for x in ledgers]
    for bracket in brackets(folded):
        if bracket.span.start < taken or _inside(closed, bracket.span.start):
            continue
        span, inside = _extent(folded, bracket)
        if not _like_assignment(folded[inside.start : inside.end]):
            continue
        taken = span.end
        if (group := _read_group(content, folded, span, inside)) is not None:
            groups.append(group)
        else:
            problems.append(_unread_group(content, span))
    groups.extend(_bare_groups(content, folded, start, [*(g.span for g in groups), *closed]))
    rows = [row for ledger in ledgers for row in ledger.rows]
    problems += [_unread_group(content, row.unread[0]) for row in rows if row.unread and row.group is None]
    of_rows = [row.group for row in rows if row.group is not None]
    for group in [*groups, *of_rows]:
        for span in group.unread:
            words = without_space(content[span.start : span.end])[:60]
            problems.append(Problem("unread-part", f"part of an assignment was not understood: {words}", span))
    problems.sort(key=lambda x: x.span or Span(0, 0))
    groups.sort(key=lambda g: g.span)
    if rules:
        groups = [_first_leads(g, rules[0].number) for g in groups]
        ledgers = [replace(x, rows=tuple(_row_first_leads(r, rules[0].number) for r in x.rows)) for x in ledgers]
    unread = sum(1 for x in problems if x.code == "unread-group")
    read = sum(1 for g in [*groups, *of_rows] if not g.unread)
    return Found(
        tuple(groups),
        tuple(ledgers),
        rules,
        tuple(problems),
        seen=len(groups) + len(of_rows) + unread,
        read=read,
    )


def _inside(spans: list[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda s: s.start) - 1
    return index >= 0 and at < spans[index].end


def _unread_group(content: str, span: Span) -> Problem:
    words = without_space(content[span.start : span.end])[:60]
    return Problem("unread-group", f"looks like an assignment but names no unit: {words}", span)


def _row_first_leads(row: Row, rule: int) -> Row:
    return replace(row, group=_first_leads(row.group, rule)) if row.group is not None else row


def _extent(folded: str, bracket: Bracket) -> tuple[Span, Span]:
    """A bracket whose end is lost goes no further than the next heading or sentence."""
    if bracket.closed:
        return bracket.span, bracket.inside
    stop = re.compile(r"[。\n]|\s+(?=\d{1,3}[.、]|[一二三四五六七八九十]+、|\()").search(
        folded, bracket.inside.start, bracket.inside.end
    )
    end = stop.start() if stop else bracket.inside.end
    return Span(bracket.span.start, end), Span(bracket.inside.start, end)


def _like_assignment(inside: str) -> bool:
    text = without_space(inside)
    if p.NOT_ASSIGNMENT.search(text) and not p.LABEL_START.search(text):
        return False
    if any(m["lead"] or m["support"] or m["responsible"] or m["neutral"] for m in p.LABEL_START.finditer(text)):
        return True
    last = re.split(r"[;。]", text.rstrip(";。"))
    for sentence in last:
        for chunk in re.split(r"[,、]", sentence):
            match = p.PREDICATE.search(chunk)
            if not match or p.NOT_ASSIGNMENT.search(chunk):
                continue
            units = chunk[: match.start()]
            verb = chunk[match.end("manner") :]
            if verb in p.WEAK_PREDICATES and not looks_like_unit(units):
                continue
            if units or "、" in sentence or "," in sentence:
                return True
    return False


def _read_group(content: str, folded: str, span: Span, inside: Span) -> Group | None:
    draft = Draft()
    labels = list(p.LABEL_START.finditer(folded, inside.start, inside.end))
    if labels:
        for label, end in zip(labels, [*(m.start() for m in labels[1:]), inside.end], strict=True):
            read_field(content, folded, label, Span(label.end(), end), draft)
        if labels[0].start() > inside.start:
            draft.remarks.append(Span(inside.start, labels[0].start()))
    else:
        read_list(content, folded, inside, None, "", draft)
    if not draft.members:
        return None
    return draft.group(span)


def _bare_groups(content: str, folded: str, start: int, taken: list[Span]) -> list[Group]:
    """Labelled lines without a bracket; lines that follow each other are one group."""
    covered = sorted(taken)
    groups: list[tuple[Span, Draft]] = []
    for label in p.BARE_LABEL.finditer(folded, start):
        if p.FOOTER_LABELS.match(label.group().strip()) or _inside(covered, label.start()):
            continue
        value = _bare_value(folded, label.end())
        begin = label.start() + len(label.group()) - len(label.group().lstrip())
        draft = Draft()
        read_field(content, folded, label, value, draft)
        between = folded[groups[-1][0].end : begin] if groups else "x"
        if groups and not between.strip(" \t\r\n;。,"):
            span, before = groups[-1]
            before.add(draft)
            groups[-1] = (Span(span.start, value.end), before)
        elif draft.members or draft.person:
            groups.append((Span(begin, value.end), draft))
    return [draft.group(span) for span, draft in groups if draft.members]


def _bare_value(folded: str, start: int) -> Span:
    """The list behind a label without a bracket; where its line is empty, the next one, unless that begins anew."""
    stop = p.BARE_END.search(folded, start)
    end = stop.start() if stop else len(folded)
    if not folded[start:end].strip() and folded.startswith(("\n", "\r"), end):
        line = len(folded[: end + 200]) - len(folded[end : end + 200].lstrip())
        if line < len(folded) and not p.LABEL.match(folded, line) and not p.MARKER.match(folded, line):
            following = p.BARE_END.search(folded, line)
            return Span(line, following.start() if following else len(folded))
    return Span(start, end)


def _first_leads(group: Group, rule: int) -> Group:
    """Applies 列首位的为牵头单位: the first of a list leads where no word names a lead."""
    first = group.members[0]
    # An explicit word wins: a bracket that names a lead, or says 配合 of the first.
    if first.role != "responsible" or any(m.role == "lead" for m in group.members):
        return group
    return replace(group, members=(replace(first, role="lead", rule=rule), *group.members[1:]))
