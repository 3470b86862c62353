"""The statements of a graph, a store or an endpoint, named graph by named graph."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..ontology.terms import PREFIXES, RDF, XSD
from .sparql import Source, run
from .store import Graph

__all__ = ["as_rdflib", "graphs", "holds", "holds_vocabulary", "statements", "types"]

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Identifier

_GRAPHS: Final = f"""
SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?thing a ?type }} FILTER(STRSTARTS(STR(?type), "{PREFIXES["zt"]}") || ?type = org:ChangeEvent)
}} ORDER BY ?graph"""
_TRIPLES: Final = """
SELECT ?subject ?predicate ?object WHERE {{
  GRAPH {graph} {{ ?subject ?predicate ?object }}
}} ORDER BY ?subject ?predicate STR(?object) LANG(?object)"""
_ANYTHING: Final = f'ASK {{ ?thing a ?type FILTER(STRSTARTS(STR(?type), "{PREFIXES["zt"]}")) }}'
_HOLDS: Final = "ASK {{ GRAPH {graph} {{ ?thing a {of} }} }}"
_TYPES: Final = """
SELECT DISTINCT ?subject ?type WHERE {{
  VALUES ?subject {{ {subjects} }} ?subject a ?type
}} ORDER BY ?subject ?type"""
_TYPE: Final = ox.NamedNode(RDF.type)
_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?"
_FORMS: Final = {
    XSD.boolean: re.compile("true|false|0|1"),
    XSD.date: re.compile(rf"\d{{4}}-\d\d-\d\d{_ZONE}", re.ASCII),
    XSD.decimal: re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII),
    XSD.gYear: re.compile(rf"\d{{4}}{_ZONE}", re.ASCII),
    XSD.integer: re.compile(r"[+-]?\d+", re.ASCII),
}
"""The lexical forms of XML Schema, years of four digits."""
_AT_ONCE: Final = 500
"""IRIs in one request to an endpoint."""


def graphs(source: Source) -> list[ox.NamedNode | ox.DefaultGraph]:
    """The graphs of a source, sorted.

    Of a local one all that hold something, the default graph first; of an endpoint
    the named graphs that hold things of the Zhengtu vocabulary.
    """
    if isinstance(source, Graph):
        named = sorted((g for g in source.store.named_graphs() if isinstance(g, ox.NamedNode)), key=lambda g: g.value)
        default = ox.DefaultGraph()
        has_default = next(source.store.quads_for_pattern(None, None, None, default), None) is not None
        return [default, *named] if has_default else [*named]
    return [g for (g,) in run(source, _GRAPHS).rows if isinstance(g, ox.NamedNode)]


def holds_vocabulary(source: Source) -> bool:
    """Whether a source has anything of a class of the Zhengtu vocabulary."""
    return bool(run(source, _ANYTHING).boolean)


def holds(source: Source, graph: ox.NamedNode | ox.DefaultGraph, of: ox.NamedNode) -> bool:
    """Whether a graph has anything of a class."""
    if isinstance(source, Graph):
        return next(source.store.quads_for_pattern(None, _TYPE, of, graph), None) is not None
    return bool(run(source, _HOLDS.format(graph=graph, of=of)).boolean)


def statements(source: Source, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """All statements of one graph; those of a subject come together."""
    if isinstance(source, Graph):
        yield from source.store.quads_for_pattern(None, None, None, graph)
        return
    for subject, predicate, term in run(source, _TRIPLES.format(graph=graph)).rows:
        if (
            isinstance(subject, ox.NamedNode | ox.BlankNode)
            and isinstance(predicate, ox.NamedNode)
            and term is not None
        ):
            yield ox.Quad(subject, predicate, term, graph)


def types(source: Source, subjects: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The classes of some subjects, in whatever graph they are stated."""
    if isinstance(source, Graph):
        for each in subjects:
            yield from source.store.quads_for_pattern(each, _TYPE, None, None)
        return
    wanted = list(subjects)
    for start in range(0, len(wanted), _AT_ONCE):
        asked = " ".join(map(str, wanted[start : start + _AT_ONCE]))
        for subject, of in run(source, _TYPES.format(subjects=asked)).rows:
            if isinstance(subject, ox.NamedNode) and isinstance(of, ox.NamedNode):
                yield ox.Quad(subject, _TYPE, of)


def _is_valid(literal: ox.Literal) -> bool:
    form = _FORMS.get(literal.datatype.value)
    if form is None or not form.fullmatch(literal.value):
        return form is None
    if literal.datatype.value == XSD.date:
        try:
            date.fromisoformat(literal.value[:10])
        except ValueError:
            return False
    return True


def as_rdflib(quads: Iterable[ox.Quad]) -> "rdflib.Graph":
    """Statements as one rdflib graph: in half the time of writing and parsing them.

    A literal that is no valid form of its datatype becomes a plain one: rdflib would log a traceback for each, and
    compare NaN as a decimal until it fails.
    """
    from rdflib import BNode, Graph, Literal, URIRef

    known: dict[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, Identifier] = {}

    def term(of: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> "Identifier":
        if (made := known.get(of)) is None:
            if isinstance(of, ox.Literal):
                plain = of.language or of.datatype.value == XSD.string or not _is_valid(of)
                datatype = None if plain else URIRef(of.datatype.value)
                made = Literal(of.value, lang=of.language, datatype=datatype, normalize=False)
            else:
                made = BNode(str(of)) if not isinstance(of, ox.NamedNode) else URIRef(of.value)
            known[of] = made
        return made

    graph = Graph()
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
