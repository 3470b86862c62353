"""SPARQL over a graph, a store or an endpoint: reads only, one path for all."""

from collections.abc import Sequence
from typing import Protocol

import pyoxigraph as ox

from .errors import QueryError
from .rows import Rows, Term, Value, value
from .syntax import check

__all__ = ["Rows", "Source", "Term", "Value", "only", "run", "value", "values"]


class Source(Protocol):
    """What can be asked: `store.Graph` and `endpoint.Endpoint`."""

    def answer(self, query: str) -> Rows:
        """Answers a query that `check` has let through."""
        ...

    def close(self) -> None:
        """Lets go of it."""
        ...


def run(source: Source, query: str) -> Rows:
    """Runs a query over all named graphs as one.

    Prefixes of `PREFIXES` need not be declared.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> rows = zhengtu.sparql(graph, "SELECT ?n { ?t zt:leadUnit/zt:name '青海省财政厅' ; zt:taskNumber ?n }")
    >>> rows.records()
    [{'n': 71}]

    Raises:
        QueryError: if the query is not valid SPARQL, is an update, or calls another server (SERVICE).
        GraphError: if an endpoint does not answer.
    """
    check(query)
    return source.answer(query)


def values(source: Source, query: str) -> list[tuple[Value, ...]]:
    """The rows of a SELECT as Python values; errors as for `run`."""
    return [tuple(map(value, row)) for row in run(source, query).rows]


def only(notice: str | Sequence[str] | None) -> str:
    """The part of a query that binds ?notice to one notice or several; nothing where it may be any.

    >>> only(["https://example.org/a", "https://example.org/b"])
    'VALUES ?notice { <https://example.org/a> <https://example.org/b> }'

    Raises:
        QueryError: if one of them is no IRI.
    """
    if notice is None:
        return ""
    named = [notice] if isinstance(notice, str) else notice
    return f"VALUES ?notice {{ {' '.join(_node(iri) for iri in named)} }}"


def _node(iri: str) -> str:
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        raise QueryError(f"{iri} is no IRI of a notice") from None
