"""Whether a graph keeps the promises of the vocabulary.

The shapes (``shapes.ttl``) are checked by pySHACL, and what SHACL Core cannot
say by `ontology.invariants`. A graph is taken in portions, each small enough
for memory: whole notices, and of other graphs so many subjects at a time. A
portion borrows the classes of what it points to elsewhere, since shapes ask for
them, and only what it says itself is judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox

from ..ontology.invariants import RULES, apart, beyond_shapes, index, iris
from ..ontology.terms import RDF, ZT
from .errors import GraphError
from .sparql import Source
from .statements import as_rdflib, graphs, holds, statements, types

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

__all__ = ["SHAPES", "Finding", "Severity", "validate"]

Severity = Literal["violation", "warning"]
SHAPES: Final = "https://w3id.org/zhengtu/shapes#"
"""The namespace of the shapes; rules of Python are named in it too, as ``rule-quote``."""

_PORTION: Final = 40_000
"""Statements to check at once: more make the engine's start cheaper, fewer need less memory."""
_NOTICE: Final = ox.NamedNode(ZT.Notice)
_TYPE: Final = ox.NamedNode(RDF.type)


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise that a graph breaks, or, as a warning, something that a person should look at.

    Attributes:
        severity: violation or warning.
        shape: IRI of the shape, or of the rule that Python checks.
        focus: IRI of what is concerned.
        path: IRI of the property, where the shape is of one alone.
        value: the value at fault as text, where there is one.
        message: what is demanded, by language (zh, en).
        term: `value` in N-Triples form, with its datatype or language.
        component: IRI of the kind of constraint, of shapes.
        detail: what was found instead, of rules that Python checks.
    """

    severity: Severity
    shape: str
    focus: str
    path: str | None
    value: str | None
    message: Mapping[str, str]
    term: str | None = None
    component: str | None = None
    detail: str | None = None


def validate(source: Source) -> Iterator[Finding]:
    """Checks all that a source holds: notices, authority, inferences, provenance.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> list(zhengtu.validate(graph))
    []

    Args:
        source: a graph, a store or an endpoint.

    Yields:
        What was found, portion by portion, violations of a portion first.

    Raises:
        GraphError: if an endpoint does not answer, or the source holds no graph of the vocabulary.
    """
    empty = True
    for portion in _portions(source):
        empty = False
        found = [*_rules(portion), *_shapes(source, portion)]
        found.sort(key=lambda f: (f.severity, f.shape, f.focus, f.value or ""))
        yield from found
    if empty:
        raise GraphError(
            "the source",
            "has no named graph with anything of the Zhengtu vocabulary",
            "load what zhengtu build writes (.nq), with its graphs",
        )


def _portions(source: Source) -> Iterator[list[ox.Quad]]:
    """Statements: whole notices together up to a size, other graphs cut between subjects."""
    portion: list[ox.Quad] = []
    for graph in graphs(source):
        # Evidence and shortcuts need their notice whole; a default graph may hold one too.
        whole = isinstance(graph, ox.DefaultGraph) or holds(source, graph, _NOTICE)
        of_graph: list[ox.Quad] = []
        for quad in statements(source, graph):
            if not whole and len(of_graph) >= _PORTION and of_graph[-1].subject != quad.subject:
                yield of_graph
                of_graph = []
            of_graph.append(quad)
        if portion and len(portion) + len(of_graph) > _PORTION:
            yield portion
            portion = []
        portion += of_graph
    if portion:
        yield portion


def _rules(portion: list[ox.Quad]) -> Iterator[Finding]:
    plain = [
        (
            q.subject.value if isinstance(q.subject, ox.NamedNode) else str(q.subject),
            q.predicate.value,
            str(q.object),
            str(q.graph_name),
        )
        for q in portion
    ]
    found = index(plain)
    for fault in (*beyond_shapes(found), *iris(found), *apart(plain)):
        chinese, english = RULES[fault.rule]
        message = {"zh": chinese, "en": english}
        yield Finding(
            "violation", f"{SHAPES}rule-{fault.rule}", fault.subject, None, None, message, detail=fault.detail
        )


def _shapes(source: Source, portion: list[ox.Quad]) -> Iterator[Finding]:
    import pyshacl
    from rdflib import SH, BNode, Graph

    typed = {q.subject for q in portion if q.predicate == _TYPE}
    pointed = {q.object for q in portion if isinstance(q.object, ox.NamedNode) and q.predicate != _TYPE}
    elsewhere = sorted((n for n in pointed if n not in typed), key=lambda n: n.value)
    # An rdflib graph, since pySHACL asks an Oxigraph store through SPARQL for every value: thirty times as long.
    data = as_rdflib([*portion, *types(source, elsewhere)])
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes_graph(), inference="none", advanced=False)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report but {report!r}")
    # What is only borrowed, or typed in another portion, is judged there.
    here = {subject.value if isinstance(subject, ox.NamedNode) else str(subject) for subject in typed}
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        if str(focus) not in here:
            continue
        shape = str(report.value(result, SH.sourceShape))
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        yield Finding(
            "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation",
            shape,
            str(focus),
            None if path is None or isinstance(path, BNode) else str(path),
            None if value is None or value == focus else str(value),
            _messages()[shape],
            term=None if value is None or value == focus else _n_triples(value),
            component=str(report.value(result, SH.sourceConstraintComponent)),
        )


def _n_triples(value: "Node") -> str:
    from rdflib import Literal, URIRef

    if isinstance(value, Literal):
        datatype = None if value.language or value.datatype is None else ox.NamedNode(value.datatype)
        return str(ox.Literal(str(value), language=value.language, datatype=datatype))
    return str(ox.NamedNode(value)) if isinstance(value, URIRef) else str(value)


@cache
def _shapes_graph() -> "rdflib.Graph":
    from rdflib import Graph

    text = (files(__name__.rpartition(".graph.")[0] + ".ontology") / "shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    """What each shape demands, by language."""
    from rdflib import SH

    found: dict[str, dict[str, str]] = {}
    for shape, text in _shapes_graph().subject_objects(SH.message):
        found.setdefault(str(shape), {})[getattr(text, "language", None) or ""] = str(text)
    return found
