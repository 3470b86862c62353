"""SPARQL over a graph or store: reads only, and never leaves the machine."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .errors import QueryError
from .store import Graph

__all__ = ["Rows", "Term", "run"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query.

    Attributes:
        columns: names of the variables; for CONSTRUCT and DESCRIBE subject, predicate and object.
        rows: one term or none for each column.
        boolean: the answer of an ASK; none otherwise.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None


_ADVICE: Final = "a whole one looks like: SELECT ?task WHERE { ?task a zt:Task }"
_UPDATE: Final = re.compile(
    r"(?:\s|#[^\n]*\n|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_TRIPLE: Final = ("subject", "predicate", "object")


def run(graph: Graph, query: str) -> Rows:
    """Runs a query over all named graphs as one.

    Prefixes of `PREFIXES` need not be declared.

    Raises:
        QueryError: if the query is not valid SPARQL, is an update, or calls another server (SERVICE).
    """
    _refuse_service(query)
    try:
        answer = graph.store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(answer, ox.QueryBoolean):
            return Rows((), (), bool(answer))
        if isinstance(answer, ox.QueryTriples):
            return Rows(_TRIPLE, tuple((t.subject, t.predicate, t.object) for t in answer))
        columns = tuple(v.value for v in answer.variables)
        return Rows(columns, tuple(tuple(row[c] for c in columns) for row in answer))
    except SyntaxError as error:
        if _UPDATE.match(query):
            raise QueryError("only reading is allowed: SELECT, ASK, CONSTRUCT or DESCRIBE") from None
        reason = " ".join(str(error).split())
        if "Prefix not found" in reason:
            reason = "a prefix is used that is not declared (PREFIX name: <IRI>)"
        raise QueryError(f"not a valid SPARQL query, {reason[:200]}; {_ADVICE}") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from None


def _refuse_service(query: str) -> None:
    """Refuses SERVICE, which would send what is asked to any server that the query names.

    Oxigraph has no switch for it. Only where the word stands in the query is
    the query parsed, to see whether it is the keyword or just text.
    """
    if "service" not in query.lower():
        return
    from pyparsing import ParseException, ParseResults
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    def calls_out(node: object) -> bool:
        if isinstance(node, CompValue):
            return node.name == "ServiceGraphPattern" or any(map(calls_out, node.values()))
        return isinstance(node, ParseResults | list | tuple) and any(map(calls_out, node))

    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    try:
        tree = parseQuery(prologue + query)
    except (ParseException, RecursionError, ValueError) as error:
        raise QueryError(
            "the query holds the word SERVICE and is not plain SPARQL 1.1, so that it cannot be checked for calls "
            f"to other servers: {' '.join(str(error).split())}"
        ) from None
    if calls_out(tree):
        raise QueryError("SERVICE is not allowed: a query must not call another server; fetch that data first")
