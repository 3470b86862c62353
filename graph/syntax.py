"""Whether a query may be sent, judged before any graph or server sees it."""

import re
from dataclasses import dataclass
from typing import Final, Literal

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .errors import QueryError

__all__ = ["Form", "check", "names_graphs"]


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of answer a query gives, and under which variables (SELECT only)."""

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...] = ()


_ADVICE: Final = "a whole one looks like: SELECT ?task WHERE { ?task a zt:Task }"
_UPDATE: Final = re.compile(
    r"(?:\s|#[^\n]*\n|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>)*(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def check(query: str) -> Form:
    """Parses a query, with the prefixes of `PREFIXES` declared.

    Raises:
        QueryError: if it is not valid SPARQL 1.1, is an update, or calls another server (SERVICE).
    """
    _refuse_service(query)
    try:
        return _form(query)
    except SyntaxError as error:
        if _UPDATE.match(query):
            raise QueryError("only reading is allowed: SELECT, ASK, CONSTRUCT or DESCRIBE") from None
        reason = " ".join(str(error).split())
        if "Prefix not found" in reason:
            reason = "a prefix is used that is not declared (PREFIX name: <IRI>)"
        raise QueryError(f"not a valid SPARQL query, {reason[:200]}; {_ADVICE}") from None
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {error}") from None


def _form(query: str) -> Form:
    # Oxigraph has no parser to call alone; on an empty store a query costs its parsing. Its answer must not
    # live in the frame of `check`, which pyparsing's errors may keep until another thread, where it cannot end.
    answer = ox.Store().query(query, prefixes=PREFIXES)
    if isinstance(answer, ox.QueryBoolean):
        return Form("ask")
    if isinstance(answer, ox.QuerySolutions):
        return Form("select", tuple(v.value for v in answer.variables))
    return Form("graph")


def names_graphs(query: str) -> bool:
    """Whether a query that `check` has let through says by FROM which graphs it is about."""
    if "from" not in query.lower():
        return False
    from rdflib.plugins.sparql.parser import parseQuery

    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    try:
        return "datasetClause" in parseQuery(prologue + query)[1]
    except Exception:  # an extension of Oxigraph that rdflib's parser does not know
        return False


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
