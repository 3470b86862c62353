"""Reads a vocabulary in Turtle into what its page shows: topics, terms, concept schemes, borrowed terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, VANN, BNode, URIRef
from rdflib.term import Node

from .vocabulary_turtle import Link, Turtle, Words
from .vocabulary_words import CHARACTERISTICS, KINDS, LINKS, PLURALS, SCHEMA, TEXTS, TOPICS

__all__ = ["Borrowed", "Fact", "Scheme", "Term", "Topic", "Vocabulary", "words"]


@dataclass(frozen=True)
class Fact:
    """One line on a term: what is said, and texts or links that say it."""

    title: Words
    words: Words
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Term:
    """A class, a property, a scheme or a concept as the page shows it."""

    name: str
    prefixed: str
    iri: str
    kind: Words
    label: Words
    definition: Words
    examples: Words
    notation: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Topic:
    """A part of the page: the terms on one matter, under the titles of their kinds."""

    name: str
    title: Words
    groups: tuple[tuple[Words, tuple[Term, ...]], ...]


@dataclass(frozen=True)
class Scheme:
    """A concept scheme and its concepts."""

    term: Term
    concepts: tuple[Term, ...]


@dataclass(frozen=True)
class Borrowed:
    """A term of another vocabulary."""

    anchor: str
    prefixed: str
    iri: str
    kind: Words
    label: str
    used_by: tuple[Link, ...]


class Vocabulary(Turtle):
    """A vocabulary of one namespace, read from Turtle.

    Args:
        text: The file's text.

    Raises:
        ValueError: The text declares no single ``owl:Ontology`` with a preferred namespace.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        ontologies = list(self.graph.subjects(RDF.type, OWL.Ontology))
        namespace = self.graph.value(ontologies[0], VANN.preferredNamespaceUri) if len(ontologies) == 1 else None
        if namespace is None:
            raise ValueError("the Turtle must declare one owl:Ontology with vann:preferredNamespaceUri")
        self.ontology = ontologies[0]
        self.namespace = str(namespace)

    def own(self, node: Node | None) -> bool:
        """Whether `node` is a term of this vocabulary."""
        return isinstance(node, URIRef) and node.startswith(self.namespace)

    def short(self, node: Node) -> str:
        """`node` with its prefix; a class or property expression written out; any other node as it is."""
        return self._expression(node) if isinstance(node, BNode) else super().short(node)

    def link(self, node: Node) -> Link:
        """`node` by its short name, leading to its place on the page or else to its IRI."""
        name = self.short(node)
        if self.own(node):
            return Link(name, f"#{str(node)[len(self.namespace) :]}")
        if isinstance(node, URIRef) and (node, RDF.type, None) in self.graph:
            return Link(name, "#" + name.replace(":", "-"))
        is_page = isinstance(node, URIRef) and str(node).startswith(("http://", "https://"))
        return Link(name, str(node) if is_page else "")

    def terms(self, kind: URIRef) -> list[URIRef]:
        """The vocabulary's own terms of this type, in the order of the file."""
        return self.in_order(s for s in self.graph.subjects(RDF.type, kind) if self.own(s))

    def term(self, node: URIRef) -> Term:
        """What the page shows of `node`."""
        label = self.texts(node, SKOS.prefLabel)
        return Term(
            name=node[len(self.namespace) :],
            prefixed=self.short(node),
            iri=str(node),
            kind=self._kind(node),
            label=label if any(label.values()) else self.texts(node, RDFS.label),
            definition=self.texts(node, SKOS.definition),
            examples=self.texts(node, SKOS.example),
            notation="、".join(sorted(str(o) for o in self.graph.objects(node, SKOS.notation))),
            facts=tuple(self._facts(node)),
        )

    def topics(self) -> list[Topic]:
        """The classes and properties by topic; topics without any are left out."""
        made = []
        for name, zh, en, _ in TOPICS:
            groups = []
            for kind, title, titles in PLURALS:
                terms = tuple(self.term(t) for t in self.terms(kind) if self.topic(t) == name)
                if terms:
                    groups.append((words(title, titles), terms))
            if groups:
                made.append(Topic(name, words(zh, en), tuple(groups)))
        return made

    def topic(self, term: Node) -> str:
        """The name of the topic that a class or property stands under.

        A property goes where its values go if these are text or evidence, else to the
        first topic of the classes that have it, else to that of its values.
        """
        domains = [*self.graph.objects(term, RDFS.domain), *self.graph.objects(term, SCHEMA.domainIncludes)]
        values = [*self.graph.objects(term, RDFS.range), *self.graph.objects(term, SCHEMA.rangeIncludes)]
        in_text = [v for v in values if self._listed(v) == "text"]
        names = [name for name, *_ in TOPICS]
        for candidates in ([term], in_text, domains, values):
            found = [topic for topic in map(self._listed, candidates) if topic]
            if found:
                return min(found, key=names.index)
        return "other"

    def schemes(self) -> list[Scheme]:
        """The concept schemes with their concepts, in the order of the file."""
        return [
            Scheme(
                self.term(s),
                tuple(self.term(c) for c in self.terms(SKOS.Concept) if (c, SKOS.inScheme, s) in self.graph),
            )
            for s in self.terms(SKOS.ConceptScheme)
        ]

    def borrowed(self) -> list[Borrowed]:
        """The terms of other vocabularies that the file declares."""
        kinds = [kind for kind, *_ in KINDS]
        typed = {s for kind in kinds for s in self.graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
        return [
            Borrowed(
                anchor=self.link(node).href[1:],
                prefixed=self.short(node),
                iri=str(node),
                kind=self._kind(node),
                label=str(self.graph.value(node, RDFS.label) or ""),
                used_by=tuple(map(self.link, self.in_order(self._users(node)))),
            )
            for node in sorted(typed, key=self.short)
            if not self.own(node)
        ]

    def _users(self, node: Node) -> Iterator[Node]:
        """The own terms that name `node`; being a class, property or concept at all is no use of it."""
        kinds = {kind for kind, *_ in KINDS}
        for subject, predicate in self.graph.subject_predicates(node):
            if self.own(subject) and not (predicate == RDF.type and node in kinds):
                yield subject

    def _listed(self, node: Node) -> str:
        name = str(node)[len(self.namespace) :] if self.own(node) else ""
        return next((topic for topic, _, _, names in TOPICS if name and name in names.split()), "")

    def _kind(self, node: Node) -> Words:
        return next(
            (words(zh, en) for kind, zh, en in reversed(KINDS) if (node, RDF.type, kind) in self.graph), words("", "")
        )

    def _facts(self, node: URIRef) -> Iterator[Fact]:
        for predicate, zh, en in TEXTS:
            texts = self.texts(node, predicate)
            if any(texts.values()):
                yield Fact(words(zh, en), texts)
        traits = [(zh, en) for kind, zh, en in CHARACTERISTICS if (node, RDF.type, kind) in self.graph]
        if traits:
            yield Fact(
                words("特征", "Characteristics"),
                {"zh": tuple(t[0] for t in traits), "en": tuple(t[1] for t in traits)},
            )
        types = [t for t in self.graph.objects(node, RDF.type) if not str(t).startswith((str(OWL), str(SKOS)))]
        if types:
            yield Fact(words("又属", "Also a"), {}, tuple(map(self.link, self.in_order(types))))
        gathered: dict[tuple[str, str], list[Node]] = {}
        for predicate, inward, zh, en in LINKS:
            objects = self.graph.objects(node, predicate)
            subjects = (s for s in self.graph.subjects(predicate, node) if isinstance(s, URIRef))
            gathered.setdefault((zh, en), []).extend(subjects if inward else objects)
        for (zh, en), nodes in gathered.items():
            expressions = sorted((self.link(n) for n in nodes if isinstance(n, BNode)), key=lambda link: link.name)
            links = (*map(self.link, self.in_order(nodes)), *expressions)
            if links:
                yield Fact(words(zh, en), {}, links)

    def _expression(self, node: BNode) -> str:
        if (node, RDF.first, None) in self.graph:
            return " ∘ ".join(map(self.short, self.members(node)))
        for operator, sign in ((OWL.unionOf, " ∪ "), (OWL.intersectionOf, " ∩ "), (OWL.oneOf, " | ")):
            members = self.graph.value(node, operator)
            if members is not None:
                return sign.join(map(self.short, self.members(members)))
        parts = sorted((self.short(p), self.short(o)) for p, o in self.graph.predicate_objects(node) if p != RDF.type)
        return "[" + " ; ".join(f"{p} {o}" for p, o in parts) + "]"


def words(zh: str, en: str) -> Words:
    """One text in each language."""
    return {"zh": (zh,), "en": (en,)}
