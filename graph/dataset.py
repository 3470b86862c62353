"""A graph, store or endpoint as an rdflib dataset."""

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .sparql import Source, run
from .store import Graph

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["dataset"]

_GRAPHS: Final = f"""
SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?thing a ?type }} FILTER(STRSTARTS(STR(?type), "{PREFIXES["zt"]}"))
}} ORDER BY ?graph"""
_TRIPLES: Final = """
SELECT ?subject ?predicate ?object WHERE {{
  GRAPH {graph} {{ ?subject ?predicate ?object }}
}} ORDER BY ?subject ?predicate STR(?object) LANG(?object)"""


def dataset(source: Source) -> "Dataset":
    """A copy as an rdflib `Dataset`, whose default graph is the union of the named ones.

    >>> import zhengtu
    >>> from rdflib import URIRef
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> data = zhengtu.dataset(graph)
    >>> len(list(data.subjects(URIRef("https://w3id.org/zhengtu/ns#taskNumber"))))
    71

    Args:
        source: a graph or a store, which is copied whole; of an endpoint the graphs that hold
            things of the Zhengtu vocabulary.

    Raises:
        GraphError: if an endpoint does not answer.
    """
    from rdflib import Dataset

    data = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        data.bind(prefix, namespace)
    data.parse(data=_n_quads(source), format="nquads")
    return data


def _n_quads(source: Source) -> bytes:
    if isinstance(source, Graph):
        return source.store.dump(format=ox.RdfFormat.N_QUADS) or b""
    lines = []
    for (graph,) in run(source, _GRAPHS).rows:
        rows = run(source, _TRIPLES.format(graph=graph)).rows
        lines += [f"{s} {p} {o} {graph} .\n" for s, p, o in rows]
    return "".join(lines).encode()
