"""Who answers for what, as plain columns: what the networks, the measures and the pages count over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["Assignment", "Duty", "Notice", "Responsibilities", "Role", "Section", "Task", "Unit"]

Role = Literal["lead", "support", "responsible"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that was read.

    Attributes:
        iri: its name in the graph.
        number: 发文字号; none where it has none.
        title: its title; empty where none was found.
        year: of its document number, else of its date of issue; none where it has neither.
        issuers: names of those that issued it, sorted; more than one where it is a joint notice.
    """

    iri: str
    number: str | None
    title: str
    year: int | None = None
    issuers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Number, else title, else IRI."""
        return self.number or self.title or self.iri


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a notice.

    Attributes:
        iri: its name in the graph.
        notice: IRI of its notice.
        number: in its notice.
        heading: without its number.
        parent: IRI of the section above, where there is one.
        start: where `quote` begins in the notice's text, in code points; none where the graph does not say it.
        quote: the notice's words, number and all; empty where the graph does not say them.
    """

    iri: str
    notice: str
    number: int
    heading: str
    parent: str | None
    start: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task.

    Attributes:
        iri: its name in the graph.
        notice: IRI of its notice.
        number: in its notice.
        text: without the brackets that name units.
        section: IRI of the innermost section, where there is one.
        sector: IRI of the sector, where the section is known as one.
        start: where `quote` begins in the notice's text, in code points.
        quote: the notice's words, brackets and all.
    """

    iri: str
    notice: str
    number: int
    text: str
    section: str | None
    sector: str | None
    start: int
    quote: str


@dataclass(frozen=True, slots=True)
class Unit:
    """An agency or a collective that assignments name.

    Attributes:
        iri: its name in the graph.
        name: plain full name.
        english: English name, where the authority has one.
        names: every other form, as written ones included, sorted.
        collective: whether it is a phrase that names a set of units.
        kind: IRI of the concept (zt:Department, …); none for a collective.
        level: IRI of the concept (zt:ProvincialLevel, …); none for a collective.
    """

    iri: str
    name: str
    english: str | None
    names: tuple[str, ...]
    collective: bool
    kind: str | None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit in one role for one clause, with the words that say it.

    Attributes:
        iri: its name in the graph.
        clause: IRI of the clause.
        clause_number: in its task.
        task: IRI of the task.
        unit: IRI of the unit.
        role: lead, support or responsible.
        written: the unit's name as written.
        start: where `written` begins in the notice's text, in code points.
        end: where it ends, exclusive.
    """

    iri: str
    clause: str
    clause_number: int
    task: str
    unit: str
    role: Role
    written: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """What a unit must answer for by inference: `zhengtu infer` makes it, no notice writes it.

    Attributes:
        iri: its name in the graph.
        clause: IRI of the clause; none where it is rolled up from lower tasks.
        task: IRI of the task.
        unit: IRI of the unit.
        role: lead, support or responsible.
        origins: IRIs of what it follows from: an assignment, a rule, lower tasks.
    """

    iri: str
    clause: str | None
    task: str
    unit: str
    role: Role
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """All of it, each kind by IRI, in the order of notices and numbers; `duties` only where they were asked for."""

    notices: Mapping[str, Notice]
    sections: Mapping[str, Section]
    tasks: Mapping[str, Task]
    units: Mapping[str, Unit]
    assignments: tuple[Assignment, ...]
    duties: tuple[Duty, ...] = ()
