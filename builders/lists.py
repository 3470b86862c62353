"""A stretch of text that names units becomes members with roles.

Labels (牵头单位：甲；配合单位：乙) give a list its role; predicates (甲牵头，乙、丙配合)
close the list before them. What names no unit is a remark, a field of its own
(完成时限：…) or is reported as not understood; nothing is dropped in silence.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from . import patterns as p
from .fold import squeeze, without_space
from .model import Role, Span
from .unit_patterns import DATE_GLOSS, NO_NAME, NOBODY, RECURRING_WORD, REMARK
from .units import UnitName, looks_like_unit, split_units

__all__ = ["Draft", "Group", "Member", "predicate_at_end", "read_field", "read_list"]

_PREDICATE_MAX: Final = 60
_FIELD_LONGEST: Final = 120
_LABEL_ROLES: Final[dict[str, Role]] = {"lead": "lead", "support": "support", "responsible": "responsible"}


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


@dataclass(slots=True)
class Draft:
    """A group while it is read; fields as in `Group`."""

    members: list[Member] = field(default_factory=list)
    open_list: bool = False
    person: str | None = None
    remarks: list[Span] = field(default_factory=list)
    stated: list[Span] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)

    def add(self, other: "Draft") -> None:
        """Takes over what another draft of the same group holds."""
        self.members += other.members
        self.open_list |= other.open_list
        self.person = "、".join(x for x in (self.person, other.person) if x) or None
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


def read_field(
    content: str, folded: str, label: re.Match[str], value: Span, draft: Draft, *, enclosed: bool = True
) -> None:
    """Reads a field by its label (a match of `patterns.LABEL` or its like): units, a person, or something else.

    Args:
        content: the text as read.
        folded: the same, folded.
        label: the label.
        value: what stands behind it.
        draft: takes what is found.
        enclosed: whether it stands in a bracket or cell, where what follows it is part of the group.
    """
    word = without_space(label.group()).strip(":：[]【】〔〕()★●◆■▲※◇○□*>·—-")
    kind = str(label.lastgroup).removeprefix("set_")
    if kind == "other":
        # Behind the field another may follow without a label: （完成时限：6月；省财政厅负责）.
        stop = folded.find(";", value.start, value.end)
        draft.stated.append(Span(value.start, stop if stop >= 0 else value.end))
        if enclosed and stop >= 0 and value.end - stop < _FIELD_LONGEST:
            read_list(content, folded, Span(stop + 1, value.end), None, "", draft)
    elif kind == "person":
        named = without_space(content[value.start : value.end]).strip("；;，,、。 ")
        draft.person = "、".join(x for x in (draft.person, named) if x) or None
    else:
        read_list(content, folded, value, _LABEL_ROLES.get(kind), word, draft)


def read_list(content: str, folded: str, span: Span, role: Role | None, word: str, draft: Draft) -> None:
    """Reads a list in which predicates close runs of units; what no predicate closes has the label's role.

    Args:
        content: the text as read.
        folded: the same, folded.
        span: the list, without its label.
        role: what the label says; none where there is no label.
        word: the label.
        draft: takes what is found.
    """
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
            begin = run.start
            if role is None and predicate is not None and (by := _last(p.BY, folded, run)):
                # 以上均由甲负责: who acts stands behind 由; what stands before it names nobody.
                run = Span(by.end(), run.end)
                begin = run.start
                pending, pending_open = [], False
            if draft.members and (called := p.CALLED_TOGETHER.match(folded[run.start : run.end])):
                run = Span(run.start + called.end(), run.end)
            units, is_open = split_units(content, folded, run)
            pending += units
            pending_open = pending_open or is_open
            if begin < run.start:
                # 甲牵头，会同乙（落实）: who is called supports, whatever the verb.
                predicate = ("support", "会同")
            if predicate is None:
                continue
            named, given = predicate
            if role is not None and named == "responsible":
                named, given = role, word
            sure = role is not None or bool(draft.members)
            # One plain unit in a list vouches for names beside it that end as no organ's does (国网青海电力).
            _keep(pending, named, given, draft, sure=sure or any(looks_like_unit(u.name) for u in pending))
            draft.open_list |= pending_open
            pending, pending_open = [], False
        if role is None and any(p.ROLE_GLOSS.search(u.name) for u in pending):
            # 甲（牵头）、乙: the brackets say who does what.
            _keep(pending, "responsible", "", draft, sure=False)
            draft.open_list |= pending_open
            pending, pending_open = [], False
        if role is None and pending:
            # Words behind the last predicate name no unit (年内持续推进); a unit there was not understood.
            (draft.unread if any(looks_like_unit(u.name) for u in pending) else draft.remarks).append(sentence)
            pending, pending_open = [], False
    if role is not None:
        _keep(pending, role, word, draft, sure=True)
        draft.open_list |= pending_open


def _last(pattern: re.Pattern[str], folded: str, span: Span) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(folded, span.start, span.end):  # noqa: B007
        pass
    return found


def _keep(units: list[UnitName], role: Role, word: str, draft: Draft, *, sure: bool) -> None:
    """Adds the units of a list; dates and words for nobody are none, and what cannot be a unit is reported."""
    for unit in units:
        if NOBODY.match(unit.name):
            continue
        if dated := DATE_GLOSS.search(unit.name):
            unit = unit.without(dated.group())
            draft.remarks.append(Span(unit.span.end, unit.span.end + len(dated.group())))
        if gloss := p.ROLE_GLOSS.search(unit.name):
            said: Role = "lead" if gloss["lead"] else "support" if gloss["support"] else "responsible"
            draft.members.append(Member(said, gloss.group()[1:-1], unit.without(gloss.group())))
        elif RECURRING_WORD.match(unit.name) or (REMARK.search(unit.name) and not looks_like_unit(unit.name)):
            draft.remarks.append(unit.span)
        elif NO_NAME.search(unit.name):
            draft.unread.append(unit.span)
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
        if char in "([〔【〈":
            depth += 1
        elif char in ")]〕】〉":
            depth = max(0, depth - 1)
        if depth or char not in ",;、":
            continue
        if found := predicate_at_end(folded, Span(start, i)):
            at, role, words = found
            runs.append((Span(start, at), (role, words)))
            start = i + 1
    if start < span.end:
        runs.append((Span(start, span.end), None))
    return runs


def predicate_at_end(folded: str, span: Span) -> tuple[int, Role, str] | None:
    """Where the predicate that ends a stretch begins, its role and its words; None where none ends it."""
    # A predicate is short: looking at the end alone keeps the time linear in the list's length.
    tail = max(span.start, span.end - _PREDICATE_MAX)
    stretch, where = squeeze(folded, tail, span.end)
    match = p.PREDICATE.search(stretch)
    if not match or p.NOT_ASSIGNMENT.search(stretch):
        return None
    role: Role = "lead" if match["lead"] else "support" if match["support"] else "responsible"
    words = match.group().removesuffix("下同").rstrip(",")
    return where[match.start()], role, words


def _together(folded: str, run: Span) -> tuple[Span, Span | None]:
    """甲会同乙: who calls together, and who is called."""
    match = p.TOGETHER.match(folded[run.start : run.end])
    if not match or not looks_like_unit(without_space(match["second"]).split("、")[0]):
        return run, None
    return (
        Span(run.start + match.start("first"), run.start + match.end("first")),
        Span(run.start + match.start("second"), run.start + match.end("second")),
    )
