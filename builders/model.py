"""What a notice says: frozen nouns that each step fills in.

Every fact keeps the characters that say it, as a `Span` of the text as read.
`zhengtu parse --json` prints a `Notice` in this very form, so the field names
are an interface: `docs/notice.schema.json` describes it and a test holds the
two together.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .corrected import Correction
from .named import Document, DocumentNumber, Unit
from .text import Cell, SourceText, Span, Table

__all__ = [
    "Assignment",
    "BackReference",
    "Cell",
    "Citation",
    "Clause",
    "Comparator",
    "Correction",
    "Deadline",
    "Document",
    "DocumentNumber",
    "Header",
    "Measure",
    "Notice",
    "Precision",
    "Problem",
    "Relation",
    "Role",
    "Rule",
    "RuleKind",
    "Section",
    "SourceText",
    "Span",
    "Table",
    "Target",
    "Task",
    "Unit",
]

Role = Literal["lead", "support", "responsible"]
Relation = Literal["basis", "implements", "follows", "evaluates", "to_be_issued", "mentions"]
Comparator = Literal["equal", "at_least", "at_most", "about", "between"]
Measure = Literal["level", "growth", "share", "count", "investment"]
RuleKind = Literal["first_leads", "everyone"]
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit, in one role, for one clause.

    Attributes:
        role: what the unit is to do.
        name: the unit as written, without white space.
        role_as_written: the word that gives the role, 牵头单位.
        unit: whom the name means.
        span: where the name stands.
        rule: number of the rule that gave the role, where no word does.
    """

    role: Role
    name: str
    role_as_written: str
    unit: Unit
    span: Span
    rule: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a clause is to be done.

    Attributes:
        date: the last day of the period, so that dates compare; none for continuing work.
        precision: how exact the words are.
        text: the words.
        span: where they stand.
    """

    date: date
    precision: Precision
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a task that one group of units answers for.

    Attributes:
        number: from 1 within the task.
        text: its words without the bracket, width of letters and digits folded, lines joined.
        span: where they stand.
        group: where the bracket, line or row stands; none where nobody is named.
        assignments: one a unit, in the order of the text.
        open_list: True where 等 leaves the list of units open.
        deadline: the most precise one.
        recurring: True for work that goes on (持续推进).
        responsible_person: a leader named beside the units (分管领导).
    """

    number: int
    text: str
    span: Span
    group: Span | None
    assignments: tuple[Assignment, ...]
    open_list: bool = False
    deadline: Deadline | None = None
    recurring: bool = False
    responsible_person: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the plan.

    Attributes:
        number: the notice's own where it numbers through, else running.
        number_as_written: 9., （一）; none where the notice has none.
        section: number of the section it stands in.
        parent: number of the heading task above it.
        text: the task's words without number and brackets.
        span: from number to end.
        clauses: at least one.
    """

    number: int
    number_as_written: str | None
    section: int | None
    parent: int | None
    text: str
    span: Span
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under which tasks stand.

    Attributes:
        number: running, from 1.
        number_as_written: （一）.
        heading: without its number and final stop.
        span: where the heading stands, number and all.
        parent: number of the section that it is part of.
    """

    number: int
    number_as_written: str
    heading: str
    span: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document.

    Attributes:
        number: running, from 1.
        title: the words inside 《》; none where a number stands alone.
        document: what is cited.
        relation: how.
        task: number of the task it stands in.
        section: number of the section, where it stands in a heading or between tasks.
        span: from 《 to the end of the number.
    """

    number: int
    title: str | None
    document: Document
    relation: Relation
    task: int | None
    section: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class BackReference:
    """Words that point back to a document that was cited before: 该通知.

    Attributes:
        number: running, from 1.
        document: what they mean.
        task: number of the task they stand in.
        section: number of the section, where they stand in a heading or between tasks.
        span: where they stand.
    """

    number: int
    document: Document
    task: int | None
    section: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach.

    Attributes:
        number: running, from 1.
        value: as written, before 万 or 亿.
        max_value: the upper end of a range.
        unit: 亿元, %.
        normalized_value: with 万 and 亿 multiplied out; percentages unchanged.
        normalized_max_value: likewise.
        normalized_unit: 元.
        comparator: equal, at least, at most, about, between.
        indicator: what is measured, in the notice's words.
        measure: level, growth, share, count or investment.
        region: division code, where the words name a place.
        year: the year in which it is to be reached.
        task: number of its task; none for aims outside the tasks.
        clause: number of its clause.
        section: for an aim inside a section without tasks.
        span: where the words stand.
    """

    number: int
    value: Decimal
    max_value: Decimal | None
    unit: str
    normalized_value: Decimal
    normalized_max_value: Decimal | None
    normalized_unit: str
    comparator: Comparator
    indicator: str
    measure: Measure
    region: str | None
    year: int | None
    task: int | None
    clause: int | None
    section: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence that lays down how lists are to be read.

    Attributes:
        number: running, from 1.
        text: its words without white space.
        kind: ``first_leads`` (列首位的为牵头单位) or ``everyone``, units that answer for all that follows
            (以下均涉及各市政府).
        span: where it stands.
        names: of ``everyone``, the units that it lays the work on, as written.
        units: the same, resolved.
    """

    number: int
    text: str
    kind: RuleKind
    span: Span
    names: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader should look at.

    Attributes:
        code: stable name of the kind, ``unread-group``.
        message: what was found, in English.
        span: where; none for the whole notice.
        chinese: what was found, in Chinese, where it is about a row of corrections; otherwise the code says it.
        row: number of that row; none where it is about no row.
    """

    code: str
    message: str
    span: Span | None
    chinese: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the notice says of itself.

    Attributes:
        title: in one line, width of letters and digits folded; none where none is found.
        document_number: 发文字号.
        index_number: 索引号.
        issuers: full names.
        issued: 成文日期.
        published: 发布日期.
        validity: 公文时效.
        subject: 主题分类.
        addressees: units as written.
        sign_off_issuer: as written.
        sign_off_date: as a date.
        approval: 已经省政府同意.
        plan_title: title of the plan that a covering letter issues.
        attachments: titles of attachments that the notice names.
    """

    title: str | None = None
    document_number: DocumentNumber | None = None
    index_number: str | None = None
    issuers: tuple[Unit, ...] = ()
    issued: date | None = None
    published: date | None = None
    validity: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    sign_off_issuer: str | None = None
    sign_off_date: date | None = None
    approval: str | None = None
    plan_title: str | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as read.

    Attributes:
        source: the text.
        document: what identifies it.
        header: what it says of itself.
        jurisdiction: division code of the issuer's area, 000000 for the centre; an area that the tables do
            not hold gives a scope of its own (330000-长兴县, unplaced-…).
        sections: headings over tasks, in order.
        tasks: in order.
        citations: in order.
        back_references: words that point back to one of them, in order.
        targets: in order.
        rules: in order.
        problems: what a reader should look at.
        groups_seen: how many brackets and lines look like assignments.
        groups_read: how many of them were understood.
        corrections: what a person put right, in the order of the table; all else holds it already.
        corrections_sha256: of the bytes of the table, in hex; none where nothing was put right.
    """

    source: SourceText
    document: Document
    header: Header
    jurisdiction: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    back_references: tuple[BackReference, ...]
    targets: tuple[Target, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    groups_seen: int
    groups_read: int
    corrections: tuple[Correction, ...] = ()
    corrections_sha256: str | None = None
