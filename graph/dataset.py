"""A graph, store or endpoint as an rdflib dataset."""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .sparql import Source
from .statements import graphs, statements
from .store import Graph

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["dataset"]


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
    lines = [f"{q} .\n" for graph in graphs(source) for q in statements(source, graph)]
    return "".join(lines).encode()
