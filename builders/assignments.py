"""Who answers for what: brackets and labelled lines become groups of units with roles.

Each bracket that speaks of responsibility is tried once:

1. labels (牵头单位：甲；配合单位：乙) cut it into fields, each field a list;
2. without labels, predicates (甲牵头，乙、丙配合) close the list before them;
3. what holds neither is no assignment;
4. what should be one and gives no unit is a `Problem`, never dropped in silence.

Labelled lines without a bracket (责任单位：甲、乙) are read likewise.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from . import patterns as p
from .brackets import Bracket, brackets
from .fold import without_space
from .model import Problem, Role, Rule, Span
from .units import UnitName, looks_like_unit, split_units

_PREDICATE_MAX: Final = 60

__all__ = ["Found", "Group", "Member", "find_groups"]


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of a group, with the role that the words give it."""

    role: Role
    role_as_written: str
    unit: UnitName
    rule: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One bracket or run of labelled lines.

    Attributes:
        span: the whole of it; the clause ends where it begins.
        members: at least one.
        open_list: True where 等 leaves a list open.
        person: a leader named in it.
        remarks: words beside the units (年内持续推进), where deadlines are looked for.
        stated: fields of their own that name no unit (完成时限：2021年底).
        unread: stretches that should name units and could not be read.
    """

    span: Span
    members: tuple[Member, ...]
    open_list: bool = False
    person: str | None = None
    remarks: tuple[Span, ...] = ()
    stated: tuple[Span, ...] = ()
    unread: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What `find_groups` gives.

    Attributes:
        groups: in the order of the text.
        rules: sentences that say how lists are to be read.
        problems: brackets that look like assignments and were not understood.
        seen: how many places look like assignments.
        read: how many of them were understood whole.
    """

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    seen: int
    read: int


@dataclass(slots=True)
class _Draft:
    members: list[Member] = field(default_factory=list)
    open_list: bool = False
    person: str | None = None
    remarks: list[Span] = field(default_factory=list)
    stated: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)

    def add(self, other: "_Draft") -> None:
        """Takes over what another draft of the same group holds."""
        self.members += other.members
        self.open_list |= other.open_list
        self.person = self.person or other.person
        self.remarks += other.remarks
        self.stated += other.stated
        self.unread += other.unread

    def group(self, span: Span) -> Group:
        """The finished group."""
        return Group(
            span,
            tuple(self.members),
            self.open_list,
            self.person,
            tuple(self.remarks),
            tuple(self.stated),
            tuple(self.unread),
        )


def find_groups(content: str, folded: str, start: int = 0) -> Found:
    """All groups of a text, from `start` on, in order.

    Args:
        content: the text as read.
        folded: the same, folded.
        start: where the notice's body begins.
    """
    rules = tuple(
        Rule(n, without_space(content[m.start() : m.end()]), Span(m.start(), m.end()))
        for n, m in enumerate(p.FIRST_LEADS.finditer(folded), 1)
    )
    groups: list[Group] = []
    problems: list[Problem] = []
    taken = start
    all_brackets = [b for b in brackets(folded) if b.span.start >= start]
    for bracket in all_brackets:
        if bracket.span.start < taken:
            continue
        span, inside = _extent(folded, bracket)
        if not _like_assignment(folded[inside.start : inside.end]):
            continue
        taken = span.end
        if (group := _read_group(content, folded, span, inside)) is not None:
            groups.append(group)
        else:
            words = without_space(content[span.start : span.end])[:60]
            problems.append(Problem("unread-group", f"looks like an assignment but names no unit: {words}", span))
    groups.extend(_bare_groups(content, folded, start, groups))
    for group in groups:
        for span in group.unread:
            words = without_space(content[span.start : span.end])[:60]
            problems.append(Problem("unread-part", f"part of an assignment was not understood: {words}", span))
    problems.sort(key=lambda x: x.span or Span(0, 0))
    groups.sort(key=lambda g: g.span)
    if rules:
        groups = [_first_leads(g, rules[0].number) for g in groups]
    unread = sum(1 for x in problems if x.code == "unread-group")
    read = sum(1 for g in groups if not g.unread)
    return Found(tuple(groups), rules, tuple(problems), seen=len(groups) + unread, read=read)


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
    draft = _Draft()
    labels = list(p.LABEL_START.finditer(folded, inside.start, inside.end))
    if labels:
        for label, end in zip(labels, [*(m.start() for m in labels[1:]), inside.end], strict=True):
            _read_field(content, folded, label, Span(label.end(), end), draft)
        if labels[0].start() > inside.start:
            draft.remarks.append(Span(inside.start, labels[0].start()))
    else:
        _read_list(content, folded, inside, None, "", draft)
    if not draft.members:
        return None
    return draft.group(span)


def _read_field(content: str, folded: str, label: re.Match[str], value: Span, draft: _Draft) -> None:
    word = without_space(label.group()).rstrip(":")
    if label["other"]:
        draft.stated.append(value)
    elif label["person"]:
        draft.person = without_space(content[value.start : value.end]).strip("；;，,。 ") or None
    else:
        _read_list(content, folded, value, _label_role(label), word, draft)


def _label_role(label: re.Match[str]) -> Role | None:
    if label["lead"]:
        return "lead"
    if label["support"]:
        return "support"
    return "responsible" if label["responsible"] else None


def _read_list(content: str, folded: str, span: Span, role: Role | None, word: str, draft: _Draft) -> None:
    """Reads a list in which predicates close runs of units; what no predicate closes has the label's role."""
    pending: list[UnitName] = []
    pending_open = False
    for sentence in _sentences(folded, span):
        for run, predicate in _runs(folded, sentence):
            first, second = _together(folded, run)
            if second is not None:
                units, is_open = split_units(content, folded, first)
                draft.members += [Member("lead", "会同", u) for u in [*pending, *units]]
                others, other_open = split_units(content, folded, second)
                draft.members += [Member("support", "会同", u) for u in others]
                draft.open_list |= is_open or other_open or pending_open
                pending, pending_open = [], False
                continue
            units, is_open = split_units(content, folded, run)
            pending += units
            pending_open = pending_open or is_open
            if predicate is None:
                continue
            named, given = predicate
            if role is not None and named == "responsible":
                named, given = role, word
            # One plain unit in a list vouches for names beside it that end as no organ's does (国网青海电力).
            _keep(pending, named, given, draft, sure=role is not None or any(looks_like_unit(u.name) for u in pending))
            draft.open_list |= pending_open
            pending, pending_open = [], False
        if role is None and pending:
            # Words behind the last predicate name no unit (年内持续推进); a unit there was not understood.
            (draft.unread if any(looks_like_unit(u.name) for u in pending) else draft.remarks).append(sentence)
            pending, pending_open = [], False
    if role is not None:
        _keep(pending, role, word, draft, sure=True)
        draft.open_list |= pending_open


def _keep(units: list[UnitName], role: Role, word: str, draft: _Draft, *, sure: bool) -> None:
    """Adds the units of a list; dates and words for nobody are none, and what cannot be a unit is reported."""
    for unit in units:
        if p.NOBODY.match(unit.name):
            continue
        if p.REMARK.search(unit.name) and not looks_like_unit(unit.name):
            draft.remarks.append(unit.span)
        elif looks_like_unit(unit.name) or (sure and len(unit.name) <= 20):
            draft.members.append(Member(role, word, unit))
        else:
            draft.unread.append(unit.span)


def _sentences(folded: str, span: Span) -> list[Span]:
    found, start = [], span.start
    for i in range(span.start, span.end):
        if folded[i] == "。":
            found.append(Span(start, i))
            start = i + 1
    found.append(Span(start, span.end))
    return [s for s in found if folded[s.start : s.end].strip()]


def _runs(folded: str, span: Span) -> list[tuple[Span, tuple[Role, str] | None]]:
    """Stretches of a list, each with the predicate that ends it; the last may have none."""
    runs: list[tuple[Span, tuple[Role, str] | None]] = []
    start = span.start
    depth = 0
    for i in range(span.start, span.end + 1):
        char = folded[i] if i < span.end else ","
        if char in "([〔【":
            depth += 1
        elif char in ")]〕】":
            depth = max(0, depth - 1)
        if depth or char not in ",;、":
            continue
        # A predicate is short: looking at the end alone keeps the time linear in the list's length.
        tail = max(start, i - _PREDICATE_MAX)
        stretch = folded[tail:i].rstrip()
        match = p.PREDICATE.search(stretch)
        if match and not p.NOT_ASSIGNMENT.search(stretch):
            role: Role = "lead" if match["lead"] else "support" if match["support"] else "responsible"
            words = without_space(match.group()).removesuffix("下同").rstrip(",")
            runs.append((Span(start, tail + match.start()), (role, words)))
            start = i + 1
    if start < span.end:
        runs.append((Span(start, span.end), None))
    return runs


def _together(folded: str, run: Span) -> tuple[Span, Span | None]:
    """甲会同乙: who calls together, and who is called."""
    match = p.TOGETHER.match(folded[run.start : run.end])
    if not match or not looks_like_unit(without_space(match["second"]).split("、")[0]):
        return run, None
    return (
        Span(run.start + match.start("first"), run.start + match.end("first")),
        Span(run.start + match.start("second"), run.start + match.end("second")),
    )


def _bare_groups(content: str, folded: str, start: int, taken: list[Group]) -> list[Group]:
    """Labelled lines without a bracket; lines that follow each other are one group."""
    covered = [g.span for g in taken]
    groups: list[tuple[Span, _Draft]] = []
    for label in p.BARE_LABEL.finditer(folded, start):
        if p.FOOTER_LABELS.match(label.group().strip()) or any(s.start <= label.start() < s.end for s in covered):
            continue
        value = _bare_value(folded, label.end())
        begin = label.start() + len(label.group()) - len(label.group().lstrip())
        draft = _Draft()
        _read_field(content, folded, label, value, draft)
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
