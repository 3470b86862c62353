"""The SPARQL 1.1 Query Results JSON Format, as rows."""

from typing import Any

import pyoxigraph as ox

from .rows import Term

__all__ = ["bindings"]


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
    """A term of the SPARQL 1.1 Query Results JSON Format; Virtuoso's typed-literal is an older name."""
    text = binding["value"]
    match binding["type"]:
        case "uri":
            return ox.NamedNode(text)
        case "bnode":
            return ox.BlankNode(text)
        case "literal" | "typed-literal":
            if language := binding.get("xml:lang"):
                return ox.Literal(text, language=language)
            datatype = binding.get("datatype")
            return ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(text)
        case other:
            raise ValueError(f"no term of kind {other}")
