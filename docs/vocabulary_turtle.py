"""A Turtle file as its documentation needs it: short names, texts by language, terms in the order of the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Link", "Turtle", "Words"]

Words = dict[str, tuple[str, ...]]
"""Texts by language, ``zh`` and ``en``."""


@dataclass(frozen=True)
class Link:
    """Something named on the page and where its name leads: an anchor, an IRI, or nowhere (``""``)."""

    name: str
    href: str


class Turtle:
    """A Turtle file.

    Args:
        text: The file's text. What it defines starts at the beginning of a line.
    """

    def __init__(self, text: str) -> None:
        self.graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
        self.prefixes = sorted((prefix, str(iri)) for prefix, iri in self.graph.namespaces())
        subjects = re.findall(r"^[\w-]*:[\w-]+", text, re.MULTILINE)
        self._places = {name: place for place, name in reversed(list(enumerate(subjects)))}

    def short(self, node: Node) -> str:
        """`node` with its prefix; an IRI without one, and anything else, as it is."""
        fits = [(ns, prefix) for prefix, ns in self.prefixes if str(node).startswith(ns)]
        if not isinstance(node, URIRef) or not fits:
            return str(node)
        ns, prefix = max(fits, key=lambda pair: len(pair[0]))
        return f"{prefix}:{node[len(ns) :]}"

    def texts(self, subject: Node, predicate: URIRef) -> Words:
        """The texts that `subject` has for `predicate`, by language; a text without a language counts for both."""
        found: dict[str, list[str]] = {"zh": [], "en": []}
        for value in self.graph.objects(subject, predicate):
            if isinstance(value, Literal):
                for language in [value.language.partition("-")[0]] if value.language else list(found):
                    found.setdefault(language, []).append(str(value))
        return {language: tuple(sorted(texts)) for language, texts in found.items()}

    def in_order(self, nodes: Iterable[Node]) -> list[URIRef]:
        """The IRIs among `nodes`, each once, in the order in which the file defines them."""
        named = {n for n in nodes if isinstance(n, URIRef)}
        return sorted(named, key=lambda n: (self._places.get(self.short(n), len(self._places)), str(n)))

    def members(self, node: Node) -> list[Node]:
        """What the RDF list `node` holds."""
        return list(Collection(self.graph, node))
