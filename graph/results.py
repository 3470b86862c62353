"""The SPARQL 1.1 Query Results JSON Format, as rows.

Virtuoso departs from it: literals with a datatype are of an older kind, truth
is 1 and 0, and blank nodes have names that no other software takes.
"""

import re
from typing import Any, Final

import pyoxigraph as ox

from ..ontology.terms import XSD
from .rows import Term

__all__ = ["bindings"]

_TRUTH: Final = {"1": "true", "0": "false"}


def bindings(answer: Any, columns: tuple[str, ...]) -> list[tuple[Term | None, ...]]:
    """The rows of a SELECT, in the order of `columns`.

    Raises:
        ValueError: if `answer` is not of the format.
    """
    try:
        return [tuple(_term(b[c]) if c in b else None for c in columns) for b in answer["results"]["bindings"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no SPARQL results: {type(error).__name__} {error}") from None


def _term(binding: dict[str, Any]) -> Term:
    text = binding["value"]
    match binding["type"]:
        case "uri":
            return ox.NamedNode(text)
        case "bnode":
            return ox.BlankNode(re.sub(r"[^A-Za-z0-9]", lambda sign: f"_{ord(sign[0]):x}_", text))
        case "literal" | "typed-literal":
            if language := binding.get("xml:lang"):
                return ox.Literal(text, language=language)
            datatype = binding.get("datatype")
            if datatype == XSD.boolean and text in _TRUTH:
                text = _TRUTH[text]
            return ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(text)
        case other:
            raise ValueError(f"no term of kind {other}")
