"""What follows from notices without being written in them, as the named graph ``graph/inferred``.

1. A collective that is closed (`closed_collectives`) stands for its members, each in the collective's role.
2. A rule such as 以下均涉及各市政府 lays every clause that it covers on its units.
3. A heading task has the units of the tasks below it.

A unit that the clause (for 3, the task) names already gets nothing: its share is written. The graph is made
whole from the notices each time, notice by notice, and reads nothing of an earlier one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import pyoxigraph as ox

from ..ontology.agencies import Agency
from ..ontology.iris import DEFAULT_BASE, Iris
from ..ontology.terms import PROV, RDF, SKOS, ZT
from .columns import Role
from .duties import About, Duties, Duty, Rule
from .errors import GraphError
from .responsibilities import responsibilities
from .sparql import Source, Value, values

__all__ = ["Inferred", "OpenCollective", "infer", "inferred"]


class OpenCollective(NamedTuple):
    """A collective that stays as it is: its name, the notice (number, title or IRI) and why."""

    name: str
    notice: str
    why: str


@dataclass(frozen=True, slots=True)
class Inferred:
    """What was inferred.

    Attributes:
        n_quads: the graph, sorted.
        duties: how many duties there are, by the local name of their kind (MemberOfCollective, RuleOnAll, RolledUp).
        expanded: how many collectives were expanded, each once a notice.
        unexpanded: those that were not, in the order of notices and names.
    """

    n_quads: str
    duties: Mapping[str, int]
    expanded: int
    unexpanded: tuple[OpenCollective, ...]


_ROLES: Final[Mapping[Role, str]] = {"lead": ZT.Lead, "support": ZT.Support, "responsible": ZT.Responsible}
_GOVERNMENTS: Final = frozenset({ZT.Government, ZT.GovernmentOffice})
_ASKED_AT_ONCE: Final = 200

_NOTICES: Final = """
SELECT ?notice ?code ?year ?issued WHERE {
  ?notice a zt:Notice .
  OPTIONAL { ?notice zt:jurisdiction ?place . ?place zt:divisionCode ?code }
  OPTIONAL { ?notice zt:year ?year }
  OPTIONAL { ?notice dcterms:issued ?issued }
} ORDER BY ?notice ?code ?year ?issued"""
_ISSUERS: Final = """
SELECT ?notice ?issuer ?kind WHERE {
  ?notice a zt:Notice ; dcterms:publisher ?issuer .
  OPTIONAL { ?issuer zt:kind ?kind }
} ORDER BY ?notice ?issuer ?kind"""
_CLAUSES: Final = """
SELECT DISTINCT ?clause ?number ?task WHERE {{
  ?task zt:partOf {notice} .
  ?clause zt:ofTask ?task ; zt:clauseNumber ?number .
}} ORDER BY ?task ?number ?clause"""
_ABOVE: Final = """
SELECT DISTINCT ?task ?above WHERE {{
  ?task zt:partOf {notice} ; zt:subTaskOf ?above .
}} ORDER BY ?task ?above"""
_RULES: Final = """
SELECT DISTINCT ?rule ?text ?start ?unit ?name ?collective WHERE {{
  ?rule zt:partOf {notice} ; zt:ruleKind zt:OnEveryone ; zt:ruleText ?text ; zt:ruleUnit ?unit ; zt:evidence ?evidence .
  ?evidence oa:start ?start .
  ?unit zt:name ?name .
  OPTIONAL {{ ?unit a ?collective . FILTER(?collective = zt:CollectiveUnit) }}
}} ORDER BY ?start ?rule ?unit ?name"""
_DESCRIBED: Final = """
SELECT DISTINCT ?unit WHERE {{
  VALUES ?unit {{ {units} }}
  ?unit a zt:Agency .
}} ORDER BY ?unit"""


def infer(source: Source, base: str = DEFAULT_BASE) -> str:
    """The quads of ``graph/inferred``; arguments and errors as for `inferred`.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> zhengtu.infer(graph).count("#MemberOfCollective>")
    248
    """
    return inferred(source, base).n_quads


def inferred(source: Source, base: str = DEFAULT_BASE) -> Inferred:
    """Infers what follows from the notices of a source.

    Args:
        source: a graph, a store or an endpoint.
        base: the IRI under which its data live.

    Raises:
        ValueError: if `base` is no absolute IRI that ends in /.
        GraphError: if the notices live under another base, an endpoint does not answer, or the graph is not of
            Zhengtu's form.
    """
    iris = Iris(base)
    lines: set[str] = set()
    counts: Counter[str] = Counter()
    expanded = 0
    unexpanded: list[OpenCollective] = []
    governments: dict[str, Agency] = {}
    for notice, about in _notices(source).items():
        if not notice.startswith(f"{iris.base}document/"):
            raise GraphError(notice, f"does not live under {iris.base}", "name its base with --base")
        read = responsibilities(source, notice=notice)
        reader = Duties(iris, about, read)
        duties = reader.all(
            _clauses(values(source, _CLAUSES.format(notice=_term(notice)))),
            _above(values(source, _ABOVE.format(notice=_term(notice)))),
            _rules(values(source, _RULES.format(notice=_term(notice)))),
        )
        for duty in duties:
            counts[duty.by.rpartition("#")[2]] += 1
            lines.update(_statements(duty, iris.inferred_graph))
        expanded += len(reader.expanded)
        label = read.notices[notice].label
        unexpanded += [OpenCollective(name, label, why) for name, why in sorted(reader.unexpanded.items())]
        governments |= reader.governments
    known = _described(source, governments)
    for iri, agency in governments.items():
        if iri not in known:
            lines.update(_description(iri, agency, iris))
    return Inferred("".join(sorted(lines)), dict(sorted(counts.items())), expanded, tuple(unexpanded))


# --- what is asked ---


def _notices(source: Source) -> dict[str, About]:
    """Every notice in the order of the IRIs."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for notice, _, kind in values(source, _ISSUERS):
        kinds[str(notice)].add(str(kind))
    rows: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for notice, *row in values(source, _NOTICES):
        rows[str(notice)].append(tuple(row))
    found = {}
    for notice in sorted(rows):
        codes, years, dates = ([v for v in column if v is not None] for column in zip(*rows[notice], strict=True))
        issued = next((d.year for d in dates if isinstance(d, date)), None)
        found[notice] = About(
            str(codes[0]) if codes else None,
            _integer(notice, years[0]) if years else issued,
            bool(kinds[notice]) and kinds[notice] <= _GOVERNMENTS,
        )
    return found


def _integer(subject: str, value: Value) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise GraphError(subject, f"has {value} for a number", "zhengtu validate shows what else is wrong") from None


def _clauses(rows: Iterable[tuple[Value, ...]]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for clause, number, task in rows:
        found[str(task)].append((_integer(str(clause), number), str(clause)))
    return {task: sorted(own) for task, own in found.items()}


def _above(rows: Iterable[tuple[Value, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for task, heading in rows:
        found[str(task)].add(str(heading))
    return found


def _rules(rows: Iterable[tuple[Value, ...]]) -> list[Rule]:
    units: dict[tuple[int, str, str], dict[str, str | None]] = defaultdict(dict)
    for rule, text, start, unit, name, collective in rows:
        own = units[int(str(start)), str(rule), str(text)]
        own.setdefault(str(unit), None if collective is None else str(name))
    return [Rule(rule, text, start, own) for (start, rule, text), own in sorted(units.items(), key=lambda u: u[0])]


def _described(source: Source, units: Iterable[str]) -> set[str]:
    """Which of some units the source describes itself."""
    wanted = sorted(units)
    found: set[str] = set()
    for at in range(0, len(wanted), _ASKED_AT_ONCE):
        listed = " ".join(map(_term, wanted[at : at + _ASKED_AT_ONCE]))
        found.update(str(unit) for (unit,) in values(source, _DESCRIBED.format(units=listed)))
    return found


# --- what is stated ---


def _statements(duty: Duty, graph: str) -> Iterator[str]:
    yield _line(duty.iri, RDF.type, _term(ZT.Duty), graph)
    yield _line(duty.iri, ZT.dutyUnit, _term(duty.unit), graph)
    if duty.clause is not None:
        yield _line(duty.iri, ZT.dutyClause, _term(duty.clause), graph)
    yield _line(duty.iri, ZT.dutyTask, _term(duty.task), graph)
    yield _line(duty.iri, ZT.dutyRole, _term(_ROLES[duty.role]), graph)
    yield _line(duty.iri, ZT.inferredBy, _term(duty.by), graph)
    for origin in duty.sources:
        yield _line(duty.iri, PROV.wasDerivedFrom, _term(origin), graph)


def _description(iri: str, agency: Agency, iris: Iris) -> Iterator[str]:
    """A member that the source does not describe: enough to find it, but no type, for no notice names it."""
    graph = iris.inferred_graph
    yield _line(iri, ZT.name, str(ox.Literal(agency.name)), graph)
    yield _line(iri, SKOS.prefLabel, str(ox.Literal(agency.name, language="zh")), graph)
    for form in agency.forms:
        yield _line(iri, SKOS.altLabel, str(ox.Literal(form, language="zh")), graph)
    if agency.english:
        yield _line(iri, SKOS.prefLabel, str(ox.Literal(agency.english, language="en")), graph)
    yield _line(iri, ZT.jurisdiction, _term(iris.place(agency.scope)), graph)


def _line(subject: str, predicate: str, term: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {term} <{graph}> .\n"


def _term(iri: str) -> str:
    return str(ox.NamedNode(iri))
