"""Clauses, figures, deadlines and citations as plain columns: what ledgers, exports and comparisons count over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

__all__ = ["Citation", "Clause", "Comparator", "Deadline", "Facts", "Precision", "Relation", "Target"]

Comparator = Literal["equal", "at_least", "at_most", "about", "between"]
Precision = Literal["day", "month", "year"]
Relation = Literal["basis", "implements", "follows", "evaluates", "to_be_issued", "mentions"]


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a task that one group of units answers for.

    Attributes:
        iri: its name in the graph.
        notice: IRI of its notice.
        task: IRI of its task.
        task_number: the task's.
        number: in its task.
        text: without the brackets that name units.
        open_list: whether 等 leaves the list of units open.
        recurring: whether it is work that goes on (持续推进).
        person: a leader named as answerable (分管领导), as written.
    """

    iri: str
    notice: str
    task: str
    task_number: int
    number: int
    text: str
    open_list: bool
    recurring: bool
    person: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach.

    Attributes:
        iri: its name in the graph.
        notice: IRI of its notice.
        task: IRI of its task; none for an aim outside the tasks.
        clause: IRI of its clause; likewise.
        section: IRI of the section, for an aim inside one that has no tasks.
        indicator: what is measured, in the notice's words.
        comparator: equal, at_least, at_most, about or between.
        value: as written, before 万 or 亿.
        upper: the upper end of a range.
        unit: 亿元, %.
        year: in which it is to be reached.
        region: name of the place that it is about, else its IRI.
        start: where `quote` begins in the notice's text, in code points.
        end: where it ends, exclusive.
        quote: the notice's words.
    """

    iri: str
    notice: str
    task: str | None
    clause: str | None
    section: str | None
    indicator: str
    comparator: Comparator
    value: Decimal
    upper: Decimal | None
    unit: str
    year: int | None
    region: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a clause is to be done.

    Attributes:
        clause: IRI of the clause.
        task: IRI of its task.
        notice: IRI of its notice.
        first: first day of the day, month or year that the notice names.
        last: its last day, which the graph holds.
        precision: day, month or year.
        text: the words, without white space.
        start: where `quote` begins in the notice's text, in code points.
        end: where it ends, exclusive.
        quote: the notice's words.
    """

    clause: str
    task: str
    notice: str
    first: date
    last: date
    precision: Precision
    text: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document.

    Attributes:
        iri: its name in the graph.
        notice: IRI of the notice that mentions it.
        task: IRI of the task in which it stands; none outside the tasks.
        section: IRI of the section, where it stands in one and in no task.
        document: IRI of the document.
        number: the document's number, where it is known.
        title: as written inside 《》, where it is written.
        relation: basis, implements, follows, evaluates, to_be_issued or mentions.
        start: where `quote` begins in the notice's text, in code points.
        end: where it ends, exclusive.
        quote: the notice's words.
    """

    iri: str
    notice: str
    task: str | None
    section: str | None
    document: str
    number: str | None
    title: str | None
    relation: Relation
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it: clauses and deadlines by the clause's IRI, in order of tasks; the rest in order of the text.

    Attributes:
        issued: date of issue (成文日期) by IRI of the notice, where it is known.
        clauses: every clause, also those that name nobody.
        deadlines: those of the clauses that have one.
        targets: figures to reach.
        citations: mentions of documents.
    """

    issued: Mapping[str, date]
    clauses: Mapping[str, Clause]
    deadlines: Mapping[str, Deadline]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
