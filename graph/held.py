"""What a store holds of a notice, looked at before another is put in its place."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ..ontology.terms import DCTERMS, ZT
from .store import Graph

__all__ = ["Held", "Restated", "held", "others_of_text"]

Restated = tuple[str, str | None, str | None]
"""A correction of what a notice says of itself: its words, what was read before, what holds since."""

_SHA256: Final = ox.NamedNode(ZT.sha256)
_TITLE: Final = ox.NamedNode(DCTERMS.title)
_CORRECTION_OF: Final = ox.NamedNode(ZT.correctionOf)
_CORRECTS: Final = ox.NamedNode(ZT.corrects)
_SAID: Final = tuple(ox.NamedNode(iri) for iri in (ZT.correctedWords, ZT.readBefore, ZT.readAfter))


@dataclass(frozen=True, slots=True)
class Held:
    """A notice in a store.

    Attributes:
        title: its title; empty where it has none.
        sha256: of its text, in hex.
        restated: the corrections of what it says of itself.
    """

    title: str
    sha256: str
    restated: frozenset[Restated]


def held(graph: Graph, document: str) -> Held | None:
    """The notice that a store has under an IRI; none where it has none.

    Args:
        graph: the store.
        document: the IRI.
    """
    name = ox.NamedNode(document)
    store = graph.store
    text = next(iter(store.quads_for_pattern(None, _SHA256, None, name)), None)
    if text is None:
        return None
    rows = [q.subject for q in store.quads_for_pattern(None, _CORRECTION_OF, name, None)]
    about = [row for row in rows if any(store.quads_for_pattern(row, _CORRECTS, name, None))]
    restated = {
        (_value(store, row, _SAID[0]) or "", _value(store, row, _SAID[1]), _value(store, row, _SAID[2]))
        for row in about
    }
    return Held(_value(store, name, _TITLE) or "", _plain(text.object), frozenset(restated))


def others_of_text(graph: Graph, sha256: str, document: str) -> list[str]:
    """Names of graphs of other documents with the same text, under the same base.

    Such a document is the notice as it was read before its number, title or issuer was put right.

    Args:
        graph: the store.
        sha256: of the text's UTF-8, in hex.
        document: the notice's IRI.
    """
    base = document.partition("document/")[0] + "document/"
    texts = graph.store.quads_for_pattern(None, _SHA256, ox.Literal(sha256), None)
    names = {q.graph_name.value for q in texts if isinstance(q.graph_name, ox.NamedNode)}
    return sorted(name for name in names if name.startswith(base) and name != document)


def _value(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode) -> str | None:
    found = next(iter(store.quads_for_pattern(subject, predicate, None, None)), None)
    return None if found is None else _plain(found.object)


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)
