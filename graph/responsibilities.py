"""Who answers for what, read from a graph once and kept as plain columns.

Counting over a whole graph is slow in SPARQL on disk; so the assignments are
fetched with five flat queries, which any store or endpoint answers, and the
networks, the measures and the pages count over these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from ..ontology.terms import ZT
from .errors import GraphError, QueryError
from .sparql import Source, Value, values

__all__ = ["Assignment", "Notice", "Responsibilities", "Role", "Section", "Task", "Unit", "responsibilities"]

Role = Literal["lead", "support", "responsible"]
_ROLES: Final[Mapping[str, Role]] = {ZT.Lead: "lead", ZT.Support: "support", ZT.Responsible: "responsible"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that was read.

    Attributes:
        iri: its name in the graph.
        number: 发文字号; none where it has none.
        title: its title; empty where none was found.
    """

    iri: str
    number: str | None
    title: str

    @property
    def label(self) -> str:
        """Number, else title, else IRI."""
        return self.number or self.title or self.iri


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a notice; `parent` is the IRI of the section above."""

    iri: str
    notice: str
    number: int
    heading: str
    parent: str | None


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
    """

    iri: str
    name: str
    english: str | None
    names: tuple[str, ...]
    collective: bool
    kind: str | None


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
class Responsibilities:
    """All of it, each kind by IRI, in the order of notices and numbers."""

    notices: Mapping[str, Notice]
    sections: Mapping[str, Section]
    tasks: Mapping[str, Task]
    units: Mapping[str, Unit]
    assignments: tuple[Assignment, ...]


_NOTICES: Final = """
SELECT ?notice (SAMPLE(?n) AS ?number) (SAMPLE(?t) AS ?title) WHERE {
  #only#
  ?notice a zt:Notice .
  OPTIONAL { ?notice zt:documentNumber ?n }
  OPTIONAL { ?notice dcterms:title ?t }
} GROUP BY ?notice ORDER BY ?notice"""

_SECTIONS: Final = """
SELECT ?section ?notice ?number ?heading ?parent WHERE {
  #only#
  ?section a zt:Section ; zt:partOf ?notice ; zt:sectionNumber ?number ; zt:heading ?heading .
  OPTIONAL { ?section zt:subSectionOf ?parent }
} ORDER BY ?section ?parent"""

_TASKS: Final = """
SELECT ?task ?notice ?number ?text ?section ?sector ?start ?quote WHERE {
  #only#
  ?task a zt:Task ; zt:partOf ?notice ; zt:taskNumber ?number ; zt:text ?text ; zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:exact ?quote .
  OPTIONAL { ?task zt:inSection ?section }
  OPTIONAL { ?task zt:inSector ?sector }
} ORDER BY ?task ?section ?sector"""

_ASSIGNMENTS: Final = """
SELECT ?assignment ?clause ?number ?task ?unit ?role ?written ?start ?end WHERE {
  #only#
  ?assignment zt:ofClause ?clause ; zt:unit ?unit ; zt:role ?role ; zt:nameAsWritten ?written ; zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:end ?end .
  ?clause zt:ofTask ?task ; zt:clauseNumber ?number .
  ?task zt:partOf ?notice .
} ORDER BY ?assignment"""

_UNITS: Final = """
SELECT ?unit ?property ?label (LANG(?label) AS ?language) ?kind ?type WHERE {
  { SELECT DISTINCT ?unit ?type ?kind WHERE {
      { SELECT DISTINCT ?unit WHERE {
          #only#
          ?assignment zt:unit ?unit ; zt:ofClause/zt:ofTask/zt:partOf ?notice } }
      VALUES ?type { zt:Agency zt:CollectiveUnit }
      ?unit a ?type .
      OPTIONAL { ?unit zt:kind ?kind } } }
  { SELECT DISTINCT ?unit ?property ?label WHERE {
      VALUES ?property { zt:name skos:altLabel skos:prefLabel }
      ?unit ?property ?label } }
} ORDER BY ?unit ?property STR(?label) ?language ?kind ?type"""


def responsibilities(source: Source, *, notice: str | None = None) -> Responsibilities:
    """Reads who answers for what.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> r = zhengtu.responsibilities(graph)
    >>> len(r.tasks), len(r.units), len(r.assignments)
    (71, 44, 215)

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the one notice to read; all of them otherwise.

    Raises:
        QueryError: if the source refuses a query.
        GraphError: if an endpoint does not answer, or the graph is not of Zhengtu's form.
    """
    only = "" if notice is None else f"VALUES ?notice {{ {_iri(notice)} }}"

    def rows(query: str) -> list[tuple[Value, ...]]:
        return values(source, query.replace("#only#", only))

    notices = {str(i): Notice(str(i), _text(n), str(t or "")) for i, n, t in rows(_NOTICES)}
    sections = {
        str(iri): Section(str(iri), str(of), _number(number), str(heading), _text(parent))
        for iri, of, number, heading, parent in rows(_SECTIONS)
    }
    tasks = {
        str(iri): Task(
            str(iri), str(of), _number(number), str(text), _text(section), _text(sector), _number(start), str(quote)
        )
        for iri, of, number, text, section, sector, start, quote in rows(_TASKS)
    }
    assignments = [
        Assignment(
            str(iri), str(clause), _number(number), str(task), str(unit), _role(str(role)), str(written),
            _number(start), _number(end),
        )
        for iri, clause, number, task, unit, role, written, start, end in rows(_ASSIGNMENTS)
    ]  # fmt: skip
    for a in assignments:
        if a.task not in tasks:
            raise GraphError(a.task, "is a task without a number, a text or evidence", "build its notice again")
    assignments.sort(key=lambda a: (tasks[a.task].notice, tasks[a.task].number, a.clause_number, a.start, a.iri))
    return Responsibilities(
        notices,
        dict(sorted(sections.items(), key=lambda s: (s[1].notice, s[1].number, s[0]))),
        dict(sorted(tasks.items(), key=lambda t: (t[1].notice, t[1].number, t[0]))),
        _units(rows(_UNITS), assignments),
        tuple(assignments),
    )


def _units(rows: Iterable[tuple[Value, ...]], assignments: list[Assignment]) -> dict[str, Unit]:
    """The units that the assignments name, in the order of first mention."""
    names: dict[str, set[str]] = {a.unit: set() for a in assignments}
    for a in assignments:
        names[a.unit].add(a.written)
    full: dict[str, str] = {}
    english: dict[str, str] = {}
    kinds: dict[str, str] = {}
    collective = set()
    for unit, prop, label, language, kind, kind_of in rows:
        iri, text = str(unit), str(label)
        if iri not in names:
            continue
        if prop == ZT.name:
            full.setdefault(iri, text)
        elif language == "en":
            english[iri] = text
        names[iri].add(text)
        if kind is not None:
            kinds[iri] = str(kind)
        if kind_of == ZT.CollectiveUnit:
            collective.add(iri)
    return {
        iri: Unit(
            iri,
            full.get(iri, min(forms)),
            english.get(iri),
            tuple(sorted(forms - {full.get(iri), english.get(iri)})),
            iri in collective,
            kinds.get(iri),
        )
        for iri, forms in names.items()
    }


def _role(iri: str) -> Role:
    try:
        return _ROLES[iri]
    except KeyError:
        raise GraphError(iri, "is no role that is known", "use zt:Lead, zt:Support and zt:Responsible") from None


def _iri(text: str) -> str:
    try:
        return str(ox.NamedNode(text))
    except ValueError:
        raise QueryError(f"{text} is no IRI of a notice") from None


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int:
    try:
        return int(str(value))
    except ValueError:
        advice = "zhengtu validate shows where; build its notice again"
        raise GraphError("the graph", f"has {value} where a number should be", advice) from None
