"""Quads as strings, and the making of one statement.

Quads are strings from the start: making term objects first takes eight times as
long with pyoxigraph and sixty times with rdflib (`make bench`), and nothing here
needs them.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ..ontology.terms import RDF, XSD, ZT

__all__ = ["Quad", "Statements", "n_quads"]

_ESCAPES: Final = {c: f"\\u{c:04X}" for c in [*range(0x20), 0x7F]} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
}


class Quad(NamedTuple):
    """One statement: three IRIs and an object in N-Triples form (``<iri>`` or a quoted literal)."""

    subject: str
    predicate: str
    object: str
    graph: str


def n_quads(quads: Iterable[Quad]) -> str:
    """Quads as N-Quads, in the order given, one a line."""
    return "".join(f"<{q.subject}> <{q.predicate}> {q.object} <{q.graph}> .\n" for q in quads)


class Statements:
    """Collects statements in a current graph; each method adds one about a subject.

    A value of none adds nothing, so optional facts need no condition.

    Attributes:
        graph: the named graph that statements go to.
        quads: what was said so far.
    """

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self.quads: list[Quad] = []

    def add(self, subject: str, predicate: str, term: str) -> None:
        """A statement whose object is in N-Triples form already."""
        self.quads.append(Quad(subject, predicate, term, self.graph))

    def iri(self, subject: str, predicate: str, iri: str) -> None:
        """A statement whose object is an IRI."""
        self.add(subject, predicate, f"<{iri}>")

    def type(self, subject: str, *classes: str) -> None:
        """Membership of each class."""
        for name in classes:
            self.iri(subject, RDF.type, name)

    def text(self, subject: str, predicate: str, text: str | None, language: str = "") -> None:
        """A plain text, or one in a language."""
        if text is not None:
            self.add(subject, predicate, f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else ""))

    def typed(self, subject: str, predicate: str, value: object, datatype: str) -> None:
        """A value of a datatype, in its lexical form."""
        if value is not None:
            self.add(subject, predicate, f'"{value}"^^<{datatype}>')

    def number(self, subject: str, predicate: str, value: int | None) -> None:
        """An `xsd:integer`."""
        self.typed(subject, predicate, value, XSD.integer)

    def decimal(self, subject: str, predicate: str, value: Decimal | None) -> None:
        """An `xsd:decimal` in its canonical form, as stores write it: no exponent, no zeros at the end."""
        self.typed(subject, predicate, None if value is None else f"{value.normalize():f}", XSD.decimal)

    def date(self, subject: str, predicate: str, value: date | None) -> None:
        """An `xsd:date`."""
        self.typed(subject, predicate, None if value is None else value.isoformat(), XSD.date)

    def year(self, subject: str, value: int | None) -> None:
        """`zt:year`, an `xsd:gYear`."""
        self.typed(subject, ZT.year, value, XSD.gYear)

    def true(self, subject: str, predicate: str, value: bool) -> None:
        """A truth; what is not true is left unsaid."""
        if value:
            self.typed(subject, predicate, "true", XSD.boolean)
