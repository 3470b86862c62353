"""Which of the authority's statements in a store go when others come, so that the order of coming leaves no trace.

A notice brings each unit that it names in full, with the changes that this came
from or went into; the other bodies of these changes it brings by name and place
alone, without a class. So what comes without a class takes nothing away from a
full description that another notice has brought. What comes with one takes the
place of all that was said of it before.
"""

from collections.abc import Collection, Iterator
from typing import Final

import pyoxigraph as ox

from ..ontology.terms import ORG, RDF, ZT

__all__ = ["stale"]

_TYPE: Final = ox.NamedNode(RDF.type)
_AGENCY: Final = ox.NamedNode(ZT.Agency)
_CONTINUED_BY: Final = ox.NamedNode(ZT.continuedBy)
_ENDS: Final = (ox.NamedNode(ORG.originalOrganization), ox.NamedNode(ORG.resultingOrganization))


def stale(store: ox.Store, quads: Collection[ox.Quad]) -> set[ox.Quad]:
    """The statements of a store that do not hold beside some of the authority's that are to be added.

    Args:
        store: where they will be added.
        quads: all that notices bring of the authority, in its graphs.
    """
    classed = {(q.subject, q.graph_name) for q in quads if q.predicate == _TYPE}
    found: set[ox.Quad] = set()
    for subject, graph in {(q.subject, q.graph_name) for q in quads}:
        if (subject, graph) in classed or not _holds(store, subject, _TYPE, graph):
            found.update(store.quads_for_pattern(subject, None, None, graph))
    for unit in {q.subject for q in quads if q.predicate == _TYPE and q.object == _AGENCY}:
        found.update(_changes_of(store, unit))
    return found - set(quads)


def _holds(
    store: ox.Store,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple,
    link: ox.NamedNode,
    graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph,
) -> bool:
    return next(store.quads_for_pattern(subject, link, None, graph), None) is not None


def _changes_of(store: ox.Store, unit: ox.NamedNode | ox.BlankNode | ox.Triple) -> Iterator[ox.Quad]:
    """All that is said of a unit's changes: it comes with every change that the tables know of it."""
    yield from store.quads_for_pattern(unit, _CONTINUED_BY, None, None)
    yield from store.quads_for_pattern(None, _CONTINUED_BY, unit, None)
    for end in _ENDS:
        for change in store.quads_for_pattern(None, end, unit, None):
            yield from store.quads_for_pattern(change.subject, None, None, change.graph_name)
