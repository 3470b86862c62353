"""Who answers for what, read from a graph once and kept as plain columns.

Counting over a whole graph is slow in SPARQL on disk; so the assignments are
fetched with flat queries, which any store or endpoint answers, and the
networks, the measures and the pages count over these.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from ..ontology.terms import ZT
from .columns import Assignment, Duty, Notice, Responsibilities, Role, Section, Task, Unit
from .errors import GraphError
from .sparql import Source, Value, only, values

__all__ = ["notices", "responsibilities"]

_ROLES: Final[Mapping[str, Role]] = {ZT.Lead: "lead", ZT.Support: "support", ZT.Responsible: "responsible"}

_NOTICES: Final = """
SELECT ?notice (MIN(?n) AS ?number) (MIN(?t) AS ?title) (MIN(?y) AS ?year) (MIN(STR(?d)) AS ?issued) WHERE {
  #only#
  ?notice a zt:Notice .
  OPTIONAL { ?notice zt:documentNumber ?n }
  OPTIONAL { ?notice dcterms:title ?t }
  OPTIONAL { ?notice zt:year ?y }
  OPTIONAL { ?notice dcterms:issued ?d }
} GROUP BY ?notice ORDER BY ?notice"""

_ISSUERS: Final = """
SELECT DISTINCT ?notice ?name WHERE {
  #only#
  ?notice a zt:Notice ; dcterms:publisher/zt:name ?name .
} ORDER BY ?notice ?name"""

_SETTING: Final = """
SELECT DISTINCT ?notice WHERE {
  #only#
  ?task a zt:Task ; zt:partOf ?notice .
} ORDER BY ?notice"""

_SECTIONS: Final = """
SELECT ?section ?notice ?number ?heading ?parent WHERE {
  #only#
  ?section a zt:Section ; zt:partOf ?notice ; zt:sectionNumber ?number ; zt:heading ?heading .
  OPTIONAL { ?section zt:subSectionOf ?parent }
} ORDER BY ?section ?parent"""

_HEADINGS: Final = """
SELECT ?section ?start ?quote WHERE {
  #only#
  ?section a zt:Section ; zt:partOf ?notice ; zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:exact ?quote .
} ORDER BY ?section ?start ?quote"""

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
SELECT ?unit ?property ?label (LANG(?label) AS ?language) ?kind ?level ?type WHERE {
  { SELECT DISTINCT ?unit ?type ?kind ?level WHERE {
      { SELECT DISTINCT ?unit WHERE {
          #only#
          #named# } }
      OPTIONAL { VALUES ?type { zt:Agency zt:CollectiveUnit } ?unit a ?type }
      OPTIONAL { ?unit zt:kind ?kind }
      OPTIONAL { ?unit zt:level ?level } } }
  { SELECT DISTINCT ?unit ?property ?label WHERE {
      VALUES ?property { zt:name skos:altLabel skos:prefLabel }
      ?unit ?property ?label } }
} ORDER BY ?unit ?property STR(?label) ?language ?kind ?level ?type"""
_ASSIGNED: Final = "?assignment zt:unit ?unit ; zt:ofClause/zt:ofTask/zt:partOf ?notice ."
_OBLIGED: Final = "?duty zt:dutyUnit ?unit ; zt:dutyTask/zt:partOf ?notice ."

_DUTIES: Final = """
SELECT DISTINCT ?duty ?clause ?task ?unit ?role ?origin WHERE {
  #only#
  ?duty zt:dutyUnit ?unit ; zt:dutyRole ?role ; zt:dutyTask ?task ; prov:wasDerivedFrom ?origin .
  ?task zt:partOf ?notice .
  OPTIONAL { ?duty zt:dutyClause ?clause }
} ORDER BY ?duty ?clause ?task ?unit ?role ?origin"""


def notices(
    source: Source, notice: str | Sequence[str] | None = None, *, with_tasks: bool = False
) -> dict[str, Notice]:
    """Reads what is said of the notices themselves, by IRI.

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the one notice to read, or of several; all of them otherwise.
        with_tasks: only those that set a task.

    Raises:
        QueryError: if the source refuses a query.
        GraphError: if an endpoint does not answer.
    """
    setting = None
    if with_tasks:
        setting = {str(iri) for (iri,) in values(source, _SETTING.replace("#only#", only(notice)))}
    issuers: dict[str, list[str]] = {}
    for iri, name in values(source, _ISSUERS.replace("#only#", only(notice))):
        issuers.setdefault(str(iri), []).append(str(name))
    return {
        str(iri): Notice(str(iri), _text(n), str(t or ""), _year(year, issued), tuple(issuers.get(str(iri), ())))
        for iri, n, t, year, issued in values(source, _NOTICES.replace("#only#", only(notice)))
        if setting is None or str(iri) in setting
    }


def responsibilities(
    source: Source, *, notice: str | Sequence[str] | None = None, inferred: bool = False
) -> Responsibilities:
    """Reads who answers for what.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> r = zhengtu.responsibilities(graph)
    >>> len(r.tasks), len(r.units), len(r.assignments)
    (71, 44, 215)

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the one notice to read, or of several; all of them otherwise.
        inferred: with the duties that `zhengtu infer` made, and the units that only they name.

    Raises:
        QueryError: if the source refuses a query.
        GraphError: if an endpoint does not answer, or the graph is not of Zhengtu's form.
    """

    def rows(query: str) -> list[tuple[Value, ...]]:
        return values(source, query.replace("#only#", only(notice)))

    said = {str(iri): (_number(start), str(quote)) for iri, start, quote in rows(_HEADINGS)}
    sections = {
        str(iri): Section(
            str(iri), str(of), _number(number), str(heading), _text(parent), *said.get(str(iri), (None, ""))
        )
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
    duties = [
        Duty(str(iri), _text(clause), str(task), str(unit), _role(str(role)), tuple(str(row[5]) for row in same))
        for (iri, clause, task, unit, role), same in groupby(rows(_DUTIES) if inferred else (), lambda row: row[:5])
        if str(task) in tasks
    ]
    assignments.sort(key=lambda a: (tasks[a.task].notice, tasks[a.task].number, a.clause_number, a.start, a.iri))
    return Responsibilities(
        notices(source, notice),
        dict(sorted(sections.items(), key=lambda s: (s[1].notice, s[1].number, s[0]))),
        dict(sorted(tasks.items(), key=lambda t: (t[1].notice, t[1].number, t[0]))),
        _units(
            [row for named in (_ASSIGNED, _OBLIGED)[: 1 + inferred] for row in rows(_UNITS.replace("#named#", named))],
            assignments,
            duties,
        ),
        tuple(assignments),
        tuple(duties),
    )


def _units(rows: Iterable[tuple[Value, ...]], assignments: list[Assignment], duties: list[Duty]) -> dict[str, Unit]:
    """The units that the assignments name, in the order of first mention, then those that only duties name."""
    names: dict[str, set[str]] = {unit: set() for unit in (*(a.unit for a in assignments), *(d.unit for d in duties))}
    for a in assignments:
        names[a.unit].add(a.written)
    full: dict[str, str] = {}
    english: dict[str, str] = {}
    kinds: dict[str, str] = {}
    levels: dict[str, str] = {}
    collective = set()
    for unit, prop, label, language, kind, level, kind_of in rows:
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
        if level is not None:
            levels[iri] = str(level)
        if kind_of == ZT.CollectiveUnit:
            collective.add(iri)
    return {
        iri: Unit(
            iri,
            full.get(iri, min(forms, default=iri)),
            english.get(iri),
            tuple(sorted(forms - {full.get(iri), english.get(iri)})),
            iri in collective,
            kinds.get(iri),
            levels.get(iri),
        )
        for iri, forms in names.items()
    }


def _role(iri: str) -> Role:
    try:
        return _ROLES[iri]
    except KeyError:
        raise GraphError(iri, "is no role that is known", "use zt:Lead, zt:Support and zt:Responsible") from None


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _year(year: Value, issued: Value) -> int | None:
    found = str(year if year is not None else issued or "")[:4]
    return int(found) if found.isdecimal() else None


def _number(value: Value) -> int:
    try:
        return int(str(value))
    except ValueError:
        advice = "zhengtu validate shows where; build its notice again"
        raise GraphError("the graph", f"has {value} where a number should be", advice) from None
