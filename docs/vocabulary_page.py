"""Writes docs/vocabulary.html and .svg, the documentation of ontology/zhengtu.ttl; ``make docs`` runs it.

All that the page tells of terms and shapes comes from the Turtle. The page is whole: it fetches nothing, and a
browser without scripts shows both languages.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".links"))

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from rdflib import DCTERMS, OWL, RDF, VANN, Namespace, URIRef
from rdflib.term import Node
from zhengtu.docs.vocabulary_diagram import Diagram
from zhengtu.docs.vocabulary_shapes import Shapes
from zhengtu.docs.vocabulary_terms import Fact, Term, Vocabulary, words
from zhengtu.docs.vocabulary_turtle import Link
from zhengtu.viz.pages import policy

__all__ = ["drawing", "page"]

_HERE = Path(__file__).resolve().parent
_ONTOLOGY = _HERE.parent / "ontology"
_BIBO = Namespace("http://purl.org/ontology/bibo/")
_PREFIXED = re.compile(r"(?<![\w/])([a-z][a-z-]*:[A-Za-z][A-Za-z0-9]*)", re.ASCII)
_HEADER = (
    (OWL.versionIRI, "本版标识", "This version"),
    (OWL.priorVersion, "上一版标识", "Previous version"),
    (OWL.versionInfo, "版本", "Version"),
    (_BIBO.status, "状态", "Status"),
    (DCTERMS.creator, "作者", "Creator"),
    (DCTERMS.license, "许可", "Licence"),
    (DCTERMS.created, "创建日期", "Created"),
    (DCTERMS.modified, "修改日期", "Modified"),
    (VANN.preferredNamespaceUri, "命名空间", "Namespace"),
    (VANN.preferredNamespacePrefix, "常用前缀", "Preferred prefix"),
)


def page(vocabulary: str, shapes: str) -> str:
    """The page of a vocabulary, from the Turtle of its terms and of its shapes.

    Raises:
        ValueError: The vocabulary declares no namespace, or the diagram's layout does not fit it.
    """
    read = Vocabulary(vocabulary)
    checks = Shapes(shapes, read)
    checked_by = checks.of_terms()

    def with_checks(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(_with_checks(term, checked_by.get(term.iri, ())) for term in terms)

    style, script = ((_HERE / f"vocabulary.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return (
        _environment(read)
        .get_template("vocabulary.html.jinja")
        .render(
            policy=policy([script], style),
            style=Markup(style),  # noqa: S704 (our own)
            script=Markup(script),  # noqa: S704
            title=read.texts(read.ontology, DCTERMS.title),
            description=read.texts(read.ontology, DCTERMS.description),
            iri=str(read.ontology),
            header=_header(read),
            diagram=Markup(_drawing(read, "")),  # noqa: S704 (its template escapes)
            topics=[
                replace(topic, groups=tuple((title, with_checks(terms)) for title, terms in topic.groups))
                for topic in read.topics()
            ],
            schemes=[
                replace(scheme, term=with_checks([scheme.term])[0], concepts=with_checks(scheme.concepts))
                for scheme in read.schemes()
            ],
            shapes=checks.all(),
            borrowed=read.borrowed(),
            prefixes=sorted({*read.prefixes, *checks.prefixes}),
        )
    )


def drawing(vocabulary: str) -> str:
    """The diagram alone, whose names lead to the page beside it.

    Raises:
        ValueError: As for `page`.
    """
    return _drawing(Vocabulary(vocabulary), "vocabulary.html")


def _drawing(vocabulary: Vocabulary, beside: str) -> str:
    title = vocabulary.texts(vocabulary.ontology, DCTERMS.title)
    return (
        _environment(vocabulary)
        .get_template("vocabulary.svg.jinja")
        .render(diagram=Diagram(vocabulary), page=beside, title=" · ".join((*title["zh"], *title["en"])))
    )


def _header(vocabulary: Vocabulary) -> list[Fact]:
    made = []
    for predicate, zh, en in _HEADER:
        values = sorted(vocabulary.graph.objects(vocabulary.ontology, predicate), key=str)
        if values:
            made.append(Fact(words(zh, en), {}, tuple(_plain(vocabulary, value) for value in values)))
    return made


def _plain(vocabulary: Vocabulary, value: Node) -> Link:
    """A value of the header as it is; of an IRI that does not resolve, without a link."""
    unregistered = str(value).startswith(str(vocabulary.ontology))
    return Link(str(value), "" if unregistered else vocabulary.link(value).href)


def _with_checks(term: Term, shapes: tuple[Link, ...]) -> Term:
    return replace(term, facts=(*term.facts, Fact(words("约束", "Shapes"), {}, shapes))) if shapes else term


def _environment(vocabulary: Vocabulary) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    namespaces = dict(vocabulary.prefixes)

    def linked(text: str) -> Markup:
        """A text in which the names of terms that the page tells of lead to them."""
        made = Markup()
        for place, part in enumerate(_PREFIXED.split(text)):
            prefix, _, name = part.partition(":")
            if place % 2 == 0 or prefix not in namespaces:
                made += escape(part)
                continue
            node = URIRef(namespaces[prefix] + name)
            told = (node, RDF.type, None) in vocabulary.graph
            name_of_term = Markup("<code>{}</code>").format(part)
            made += (
                Markup('<a href="{}">{}</a>').format(vocabulary.link(node).href, name_of_term) if told else name_of_term
            )
        return made

    made.filters["linked"] = linked
    return made


if __name__ == "__main__":
    terms, shapes = ((_ONTOLOGY / name).read_text(encoding="utf-8") for name in ("zhengtu.ttl", "shapes.ttl"))
    (_HERE / "vocabulary.html").write_text(page(terms, shapes), encoding="utf-8", newline="\n")
    (_HERE / "vocabulary.svg").write_text(drawing(terms), encoding="utf-8", newline="\n")
