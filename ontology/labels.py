"""What the terms of the vocabulary are called, in Chinese and English."""

from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

__all__ = ["label"]

_LABELS: Final = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
)


def label(iri: str) -> dict[str, str]:
    """A term's label by language, zh and en.

    Raises:
        KeyError: if the vocabulary does not define the term.
    """
    return _all()[iri]


@cache
def _all() -> dict[str, dict[str, str]]:
    text = (files(__name__.rpartition(".")[0]) / "zhengtu.ttl").read_bytes()
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
            subject = str(quad.subject).strip("<>")
            found.setdefault(subject, {})[quad.object.language or ""] = quad.object.value
    return found
