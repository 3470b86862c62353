"""Figures, deadlines and citations, read from a graph once and kept as plain columns.

What `responsibilities` does not hold: the clauses themselves, also those that
name nobody, what is to be reached, by when, and which documents are spoken of.
The queries are flat, so that any store or endpoint answers them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from ..ontology.terms import ZT
from .errors import GraphError
from .fact_columns import Citation, Clause, Comparator, Deadline, Facts, Precision, Relation, Target
from .sparql import Source, Value, only, values

__all__ = ["Citation", "Clause", "Comparator", "Deadline", "Facts", "Precision", "Relation", "Target", "facts"]

_COMPARATORS: Final[Mapping[str, Comparator]] = {
    ZT.Equal: "equal",
    ZT.AtLeast: "at_least",
    ZT.AtMost: "at_most",
    ZT.About: "about",
    ZT.Between: "between",
}
_RELATIONS: Final[Mapping[str, Relation]] = {
    ZT.Basis: "basis",
    ZT.Implements: "implements",
    ZT.Follows: "follows",
    ZT.Evaluates: "evaluates",
    ZT.ToBeIssued: "to_be_issued",
    ZT.Mentions: "mentions",
}
_Term = TypeVar("_Term")
_PRECISIONS: Final[Mapping[str, Precision]] = {"day": "day", "month": "month", "year": "year"}

_ISSUED: Final = """
SELECT ?notice (MIN(?d) AS ?issued) WHERE {
  #only#
  ?notice a zt:Notice ; dcterms:issued ?d .
} GROUP BY ?notice ORDER BY ?notice"""

_CLAUSES: Final = """
SELECT ?clause ?notice ?task ?task_number ?number ?text ?open ?recurring (MIN(?p) AS ?person) WHERE {
  #only#
  ?clause a zt:Clause ; zt:ofTask ?task ; zt:clauseNumber ?number ; zt:text ?text .
  ?task zt:partOf ?notice ; zt:taskNumber ?task_number .
  OPTIONAL { ?clause zt:openList ?open }
  OPTIONAL { ?clause zt:recurring ?recurring }
  OPTIONAL { ?clause zt:responsiblePerson ?p }
} GROUP BY ?clause ?notice ?task ?task_number ?number ?text ?open ?recurring
ORDER BY ?clause ?task ?number ?text"""

_DEADLINES: Final = """
SELECT ?clause ?task ?notice ?last ?precision ?text ?start ?end ?quote WHERE {
  #only#
  ?clause zt:deadline ?last ; zt:deadlinePrecision ?precision ; zt:deadlineText ?text ; zt:ofTask ?task ;
          zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?quote .
  ?task zt:partOf ?notice .
} ORDER BY ?clause ?last ?precision ?text ?start ?end"""

_TARGETS: Final = """
SELECT ?target ?notice ?task ?clause ?section ?indicator ?value ?upper ?unit ?comparator ?region
       (MIN(STR(?label)) AS ?place) ?year ?start ?end ?quote WHERE {
  #only#
  #where#
  ?target a zt:Target ; zt:indicator ?indicator ; zt:value ?value ; zt:unitText ?unit ; zt:comparator ?comparator ;
          zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?quote .
  OPTIONAL { ?target zt:maxValue ?upper }
  OPTIONAL { ?target zt:region ?region OPTIONAL { ?region skos:prefLabel ?label FILTER(LANG(?label) = "zh") } }
  OPTIONAL { ?target zt:year ?year }
} GROUP BY ?target ?notice ?task ?clause ?section ?indicator ?value ?upper ?unit ?comparator ?region ?year
           ?start ?end ?quote
ORDER BY ?target ?clause ?section ?notice ?start"""
_SET: Final = (
    "?target zt:ofClause ?clause . ?clause zt:ofTask ?task . ?task zt:partOf ?notice .",
    "?target zt:targetOf ?section . ?section a zt:Section ; zt:partOf ?notice .",
    "?target zt:targetOf ?notice . ?notice a zt:Notice .",
)
"""Where a target stands. Each is asked for alone: Oxigraph reads a UNION that is joined with the rest a row at a time
(200 notices: 65 s instead of 1 s)."""

_CITATIONS: Final = """
SELECT ?citation ?notice ?task ?section ?document (MIN(?n) AS ?number) ?title ?relation ?start ?end ?quote WHERE {
  #only#
  #where#
  ?citation a zt:Citation ; zt:citedDocument ?document ; zt:citationRelation ?relation ; zt:evidence ?evidence .
  ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?quote .
  OPTIONAL { ?document zt:documentNumber ?n }
  OPTIONAL { ?citation zt:titleAsWritten ?title }
} GROUP BY ?citation ?notice ?task ?section ?document ?title ?relation ?start ?end ?quote
ORDER BY ?citation ?task ?section ?document ?title ?start"""
_CITED: Final = (
    "?citation zt:citedIn ?task . ?task a zt:Task ; zt:partOf ?notice .",
    "?citation zt:citedIn ?section . ?section a zt:Section ; zt:partOf ?notice .",
    "?citation zt:citedIn ?notice . ?notice a zt:Notice .",
)


def facts(source: Source, notice: str | Sequence[str] | None = None) -> Facts:
    """Reads clauses, figures, deadlines and citations.

    >>> import zhengtu
    >>> from zhengtu.graph.facts import facts
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> f = facts(graph)
    >>> len(f.clauses), len(f.targets), len(f.citations)
    (82, 48, 16)

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the one notice to read, or of several; all of them otherwise.

    Raises:
        QueryError: if the source refuses a query, or `notice` is no IRI.
        GraphError: if an endpoint does not answer, or the graph is not of Zhengtu's form.
    """

    def rows(query: str, *places: str) -> list[tuple[Value, ...]]:
        asked = query.replace("#only#", only(notice))
        return [row for place in places or ("",) for row in values(source, asked.replace("#where#", place))]

    clauses = [
        Clause(
            str(iri), str(of), str(task), _number(task_number), _number(number), str(text), open_ is True,
            recurring is True, _text(person),
        )
        for iri, of, task, task_number, number, text, open_, recurring, person in rows(_CLAUSES)
    ]  # fmt: skip
    clauses.sort(key=lambda c: (c.notice, c.task_number, c.number, c.iri))
    place = {clause.iri: i for i, clause in enumerate(clauses)}
    deadlines = [
        Deadline(
            str(clause), str(task), str(of), _first(_date(last), _known(_PRECISIONS, precision)), _date(last),
            _known(_PRECISIONS, precision), str(text), _number(start), _number(end), str(quote),
        )
        for clause, task, of, last, precision, text, start, end, quote in rows(_DEADLINES)
    ]  # fmt: skip
    targets = [
        Target(
            str(iri), str(of), _text(task), _text(clause), _text(section), str(indicator),
            _known(_COMPARATORS, comparator), _decimal(value), None if upper is None else _decimal(upper), str(unit),
            None if year is None else _number(year), _text(region if named is None else named),
            _number(start), _number(end), str(quote),
        )
        for (
            iri, of, task, clause, section, indicator, value, upper, unit, comparator, region, named, year,
            start, end, quote
        ) in rows(_TARGETS, *_SET)
    ]  # fmt: skip
    citations = [
        Citation(
            str(iri), str(of), _text(task), _text(section), str(document), _text(number), _text(title),
            _known(_RELATIONS, relation), _number(start), _number(end), str(quote),
        )
        for iri, of, task, section, document, number, title, relation, start, end, quote in rows(_CITATIONS, *_CITED)
    ]  # fmt: skip
    return Facts(
        {str(iri): _date(issued) for iri, issued in rows(_ISSUED)},
        {clause.iri: clause for clause in clauses},
        {d.clause: d for d in sorted(deadlines, key=lambda d: (place.get(d.clause, len(place)), d.clause))},
        tuple(sorted(targets, key=lambda t: (t.notice, t.start, t.iri))),
        tuple(sorted(citations, key=lambda c: (c.notice, c.start, c.iri))),
    )


def _first(last: date, precision: Precision) -> date:
    if precision == "day":
        return last
    return last.replace(day=1) if precision == "month" else last.replace(month=1, day=1)


def _known(terms: Mapping[str, _Term], found: Value) -> _Term:
    try:
        return terms[str(found)]
    except KeyError:
        raise _odd(found, "a term of the vocabulary") from None


def _date(found: Value) -> date:
    if not isinstance(found, date):
        raise _odd(found, "a date")
    return found


def _number(found: Value) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise _odd(found, "a number")
    return found


def _decimal(found: Value) -> Decimal:
    if isinstance(found, int) and not isinstance(found, bool):
        return Decimal(found)
    if not isinstance(found, Decimal) or not found.is_finite():
        raise _odd(found, "a figure")
    return found


def _odd(found: Value, wanted: str) -> GraphError:
    return GraphError(
        "the graph", f"has {found} where {wanted} should be", "zhengtu validate shows where; build its notice again"
    )


def _text(found: Value) -> str | None:
    return None if found is None else str(found)
