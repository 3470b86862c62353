"""The statements of a source, portion by portion: each notice whole, then what the other graphs hold.

No more than one named graph is in memory at a time; where one notice is chosen, also the graphs that are no
notice's, because what of them belongs to it is found by following links.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from ...graph.sparql import Source, values
from ...graph.statements import graphs, statements
from ...ontology.terms import ORG, ZT

__all__ = ["Portion", "Subject", "portions"]

Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
_GraphName: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_NOTICES: Final = "SELECT DISTINCT ?notice WHERE { ?notice a zt:Notice } ORDER BY ?notice"
_BACKWARDS: Final = frozenset(
    (ORG.originalOrganization, ORG.resultingOrganization, ZT.statementsOf, ZT.dutyTask, ZT.issuesPlan)
)
"""Links that are followed against their direction: a change of a unit, the provenance of a notice, a duty of a task."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Statements of one named graph, sorted.

    Attributes:
        graph: the named graph.
        notice: IRI of the notice whose graph it is; none for any other graph.
        triples: all of its statements.
        fresh: those that no earlier portion had: what formats without named graphs write.
    """

    graph: _GraphName
    notice: str | None
    triples: tuple[ox.Triple, ...]
    fresh: tuple[ox.Triple, ...]


def portions(source: Source, *, notice: str | None = None) -> Iterator[Portion]:
    """The statements of a source: notices in the order of their IRIs, then other graphs in the order of theirs.

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the one notice whose statements are wanted, with what the other graphs say of the units,
            places, sectors and duties in it, and of these units' forerunners and successors; all otherwise.

    Raises:
        GraphError: if an endpoint does not answer.
    """
    notices = {str(iri) for (iri,) in values(source, _NOTICES)}
    found = graphs(source)
    own = sorted((g for g in found if isinstance(g, ox.NamedNode) and g.value in notices), key=lambda g: g.value)
    others = [g for g in found if g not in set(own)]
    seen: set[ox.Triple] = set()
    if notice is None:
        for named in own:
            yield _portion(named, named.value, _triples(source, named), seen)
        for other in others:
            yield _portion(other, None, _triples(source, other), seen)
        return
    chosen = {graph: _triples(source, graph) for graph in own if graph.value == notice}
    rest = {graph: _triples(source, graph) for graph in others}
    wanted = _wanted([t for triples in chosen.values() for t in triples], rest.values(), notice, notices)
    for named, triples in chosen.items():
        yield _portion(named, notice, triples, seen)
    for other, triples in rest.items():
        if kept := [t for t in triples if t.subject in wanted]:
            yield _portion(other, None, kept, seen)


def _triples(source: Source, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Triple]:
    return [quad.triple for quad in statements(source, graph)]


def _portion(graph: _GraphName, notice: str | None, triples: Iterable[ox.Triple], seen: set[ox.Triple]) -> Portion:
    kept = tuple(sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object))))
    fresh = tuple(t for t in kept if t not in seen)
    # No other notice speaks of the parts of this one, so they need not be remembered.
    seen.update(t for t in fresh if notice is None or not _is_part(t.subject, notice))
    return Portion(graph, notice, kept, fresh)


def _is_part(subject: Subject, notice: str) -> bool:
    return isinstance(subject, ox.NamedNode) and subject.value.startswith(f"{notice}/")


def _wanted(
    said: list[ox.Triple], rest: Iterable[list[ox.Triple]], notice: str, notices: set[str]
) -> "set[Subject | ox.Literal]":
    """The subjects in other graphs that belong to a notice: it names them, or they lead to what it names."""
    own = ox.NamedNode(notice)
    forwards: defaultdict[Subject, list[Subject | ox.Literal]] = defaultdict(list)
    backwards: defaultdict[Subject | ox.Literal, list[Subject]] = defaultdict(list)
    for triples in rest:
        for t in triples:
            forwards[t.subject].append(t.object)
            if t.predicate.value in _BACKWARDS:
                backwards[t.object].append(t.subject)
    waiting: list[Subject | ox.Literal] = [own]
    waiting += [t.object for t in said] + [t.subject for t in said]
    waiting += [subject for subject in forwards if _is_part(subject, notice)]
    wanted: set[Subject | ox.Literal] = set()
    while waiting:
        thing = waiting.pop()
        if thing in wanted or isinstance(thing, ox.Literal) or _is_anothers(thing, notice, notices):
            continue
        wanted.add(thing)
        waiting += forwards[thing]
        waiting += backwards[thing]
    return wanted


def _is_anothers(thing: Subject, notice: str, notices: set[str]) -> bool:
    """Whether it is another notice or a part of one."""
    if not isinstance(thing, ox.NamedNode) or thing.value == notice or _is_part(thing, notice):
        return False
    path = thing.value
    while path:
        if path in notices:
            return True
        path = path.rpartition("/")[0]
    return False
