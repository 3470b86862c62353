"""Who answers for what: brackets and labelled lines become groups of units with roles.

Each bracket that speaks of responsibility is tried once:

1. labels (牵头单位：甲；配合单位：乙) cut it into fields, each field a list;
2. without labels, predicates (甲牵头，乙、丙配合) close the list before them;
3. what holds neither is no assignment;
4. what should be one and gives no unit is a `Problem`, never dropped in silence;
5. brackets of names alone (…。（甲、乙）) count where the notice uses them throughout
   or says what they mean.

Lines without a bracket are `lines`' work, tables that of `ledgers`.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from . import patterns as p
from .brackets import Bracket, brackets
from .fold import without_space
from .ledgers import Ledger, Row, find_ledgers
from .lines import inside_any, labelled_groups, told_groups
from .lists import Draft, Group, read_field, read_list
from .model import Problem, Rule, Span, Table
from .rules import find_rules
from .unit_patterns import CLASS_NOUN, SURE_END
from .units import looks_like_unit, split_units, stands_alone

__all__ = ["Found", "find_groups"]

_HABIT: Final = 3
"""So many brackets of names alone, each at the end of a sentence or line, are no accident."""
_PLAIN_LONGEST: Final = 300
_LONGEST: Final = 5000
"""A bracket with a hundred units has 1,500 characters."""


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
    folded_whole = folded
    rules, folded = find_rules(content, folded)
    ledgers = find_ledgers(content, folded, tables, start)
    closed = [x.span for x in ledgers]
    groups, unread = _bracket_groups(content, folded, start, ledgers, rules)
    inner = [g for g in groups if inside_any(closed, g.span.start)]
    if inner:
        groups = [g for g in groups if not inside_any(closed, g.span.start)]
        starts = [x.span.start for x in ledgers]
        own: list[list[Group]] = [[] for _ in ledgers]
        for group in inner:
            own[bisect_right(starts, group.span.start) - 1].append(group)
        ledgers = [x.with_brackets(more) for x, more in zip(ledgers, own, strict=True)]
    taken = sorted([*(g.span for g in groups), *closed])
    labelled, lost = labelled_groups(content, folded, start, taken)
    groups += labelled
    unread += lost
    groups += told_groups(content, folded, start, sorted([*(g.span for g in groups), *closed]))
    groups.sort(key=lambda g: g.span)
    rows = [row for ledger in ledgers for row in ledger.rows]
    unread += [row.unread[0] for row in rows if row.unread and row.group is None]
    of_rows = [g for row in rows for g in (*row.inner, row.group) if g is not None]
    problems = [_problem("unread-group", "looks like an assignment but names no unit", content, x) for x in unread]
    problems += [
        _problem("unread-part", "part of an assignment was not understood", content, x)
        for group in [*groups, *of_rows]
        for x in group.unread
    ]
    problems.sort(key=lambda x: x.span or Span(0, 0))
    read = sum(1 for g in [*groups, *of_rows] if not g.unread)
    for rule in rules:
        if rule.kind == "first_leads":
            scope = _scope(folded_whole, rule, groups)
            groups = [_first_leads(g, rule.number) if _overlaps(scope, g.span) else g for g in groups]
            ledgers = [replace(x, rows=tuple(_row_first_leads(r, rule.number, scope) for r in x.rows)) for x in ledgers]
    return Found(
        tuple(groups),
        tuple(ledgers),
        rules,
        tuple(problems),
        seen=len(groups) + len(of_rows) + len(unread),
        read=read,
    )


def _problem(code: str, what: str, content: str, span: Span) -> Problem:
    return Problem(code, f"{what}: {without_space(content[span.start : span.end])[:60]}", span)


def _bracket_groups(
    content: str, folded: str, start: int, ledgers: list[Ledger], rules: tuple[Rule, ...]
) -> tuple[list[Group], list[Span]]:
    """The groups of brackets, and brackets that look like groups and could not be read."""
    groups: list[Group] = []
    unread: list[Span] = []
    plain: list[tuple[Span, Span]] = []
    taken = start
    closed = [x.span for x in ledgers]
    cells = sorted(s for x in ledgers for s in x.open)
    for bracket in brackets(folded):
        at = bracket.span.start
        if at < taken or (inside_any(closed, at) and not inside_any(cells, at)):
            continue
        span, inside = _extent(folded, bracket)
        if (
            groups
            and p.DEADLINE_BRACKET.match(folded, span.start)
            and not folded[groups[-1].span.end : span.start].strip()
        ):
            # （责任单位：甲）（完成时限：6月底）
            groups[-1] = replace(
                groups[-1], span=Span(groups[-1].span.start, span.end), stated=(*groups[-1].stated, inside)
            )
            taken = span.end
        elif _like_assignment(folded[inside.start : inside.end]):
            taken = span.end
            if (group := _read_group(content, folded, span, inside)) is not None:
                groups.append(group)
            else:
                unread.append(span)
        elif bracket.closed and bracket.depth == 0 and _names_units_alone(content, folded, span, inside):
            plain.append((span, inside))
    # One such bracket may explain a word; where the notice says so, or does so throughout, they name who answers.
    if plain and (
        len(plain) >= _HABIT or p.BRACKETS_NAME_UNITS.search(folded) or any(r.kind == "first_leads" for r in rules)
    ):
        for span, inside in plain:
            draft = Draft()
            read_list(content, folded, inside, "responsible", "", draft)
            if draft.members and not draft.unread:
                groups.append(draft.group(span))
    return groups, unread


def _names_units_alone(content: str, folded: str, span: Span, inside: Span) -> bool:
    """Whether a bracket that ends a sentence or line holds names of units and nothing else."""
    if inside.end - inside.start > _PLAIN_LONGEST:
        return False
    behind = folded[span.start - 1 : span.start] in ("。", ";", "!", "\n", "")
    before = folded[span.end : span.end + 1] in ("\n", "\r", "", "。", ";")
    if not (behind or before):
        return False
    units, _ = split_units(content, folded, inside)
    if not units or not all(stands_alone(u.name) and len(u.name) > 2 for u in units):
        return False
    return sum(1 for u in units if SURE_END.search(u.name)) * 2 > len(units)


def _scope(folded: str, rule: Rule, groups: list[Group]) -> Span:
    """Where a rule holds: in the whole notice; said in a bracket, from there on with 下同, else there alone."""
    holder = next((g.span for g in groups if g.span.start <= rule.span.start < g.span.end), None)
    if holder is None:
        return Span(0, len(folded))
    onwards = "下同" in folded[rule.span.end : holder.end]
    return Span(holder.start, len(folded) if onwards else holder.end)


def _overlaps(scope: Span, span: Span) -> bool:
    return scope.start <= span.start < scope.end


def _row_first_leads(row: Row, rule: int, scope: Span) -> Row:
    group = _first_leads(row.group, rule) if row.group is not None and _overlaps(scope, row.group.span) else row.group
    return replace(row, group=group, inner=tuple(_first_leads(g, rule) for g in row.inner))


def _extent(folded: str, bracket: Bracket) -> tuple[Span, Span]:
    """A bracket whose end is lost goes no further than the next heading or sentence."""
    if bracket.closed:
        return bracket.span, bracket.inside
    stop = p.UNCLOSED_END.search(folded, bracket.inside.start, bracket.inside.end)
    end = stop.start() if stop else bracket.inside.end
    return Span(bracket.span.start, end), Span(bracket.inside.start, end)


def _like_assignment(inside: str) -> bool:
    if not p.SPEAKS.search(inside[:_LONGEST]):
        return False
    if len(inside) > _LONGEST:
        # A list that long is reported: no bracket of prose begins with a label.
        return bool(p.LABEL_START.match(without_space(inside[:100])))
    text = without_space(inside)
    if p.NOT_ASSIGNMENT.search(text) and not p.LABEL_START.search(text):
        return False
    if not p.LABEL_START.search(text) and (p.ATTRIBUTE.search(text) or _speaks_of_everybody(text)):
        return False
    loose = p.LABEL_LOOSE.match(text)
    if loose and (loose["lead"] or loose["support"] or loose["responsible"]):
        return True
    if any(m["lead"] or m["support"] or m["responsible"] or m["neutral"] for m in p.LABEL_START.finditer(text)):
        return True
    if any(p.ROLE_GLOSS.search(chunk) for chunk in re.split(r"[,;、]", text)):
        return True
    last = re.split(r"[;。]", text.rstrip(";。"))
    for sentence in last:
        for chunk in re.split(r"[,、]", sentence):
            match = p.PREDICATE.search(chunk)
            if not match or p.NOT_ASSIGNMENT.search(chunk):
                continue
            units = chunk[: match.start()]
            verb = chunk[match.end("manner") :]
            if verb in p.WEAK_PREDICATES and not looks_like_unit(p.CALLED_TOGETHER.sub("", units)):
                continue
            if units or "、" in sentence or "," in sentence:
                return True
    return False


def _speaks_of_everybody(text: str) -> bool:
    """Whether a bracket names nobody but kinds of people: 政府负责、社会协同、公众参与."""
    names = [p.PREDICATE.sub("", chunk) for chunk in re.split(r"[,;、。]", text) if chunk]
    kinds = [name for name in names if CLASS_NOUN.fullmatch(name)]
    return bool(kinds) and not any(looks_like_unit(name) for name in names if name not in kinds)


def _read_group(content: str, folded: str, span: Span, inside: Span) -> Group | None:
    draft = Draft()
    labels = list(p.LABEL_START.finditer(folded, inside.start, inside.end))
    if not labels and (loose := p.LABEL_LOOSE.match(folded[inside.start : inside.end])):
        read_field(content, folded, loose, Span(inside.start + loose.end(), inside.end), draft)
    elif labels:
        if labels[0].start() > inside.start:
            # 甲牵头；配合单位：乙
            read_list(content, folded, Span(inside.start, labels[0].start()), None, "", draft)
        for label, end in zip(labels, [*(m.start() for m in labels[1:]), inside.end], strict=True):
            read_field(content, folded, label, Span(label.end(), end), draft)
    else:
        read_list(content, folded, inside, None, "", draft)
    return draft.group(span) if draft.members else None


def _first_leads(group: Group, rule: int) -> Group:
    """Applies 列首位的为牵头单位: the first of a list leads where no word names a lead."""
    first = group.members[0]
    # An explicit word wins: a bracket that names a lead, or says 配合 of the first.
    if first.role != "responsible" or any(m.role == "lead" for m in group.members):
        return group
    return replace(group, members=(replace(first, role="lead", rule=rule), *group.members[1:]))
