"""Reads SHACL shapes in Turtle into what the vocabulary's page shows of them."""

from dataclasses import dataclass

from rdflib import RDF, SH, BNode, Literal, URIRef
from rdflib.term import Node

from .vocabulary_terms import Vocabulary
from .vocabulary_turtle import Link, Turtle, Words

__all__ = ["Constraint", "PropertyRow", "Shape", "Shapes"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHOWN_APART = {RDF.type, SH.path, SH.property, SH.message, SH.severity, SH.minCount, SH.maxCount, *_TARGETS}
_STEPS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "({})*",
    SH.oneOrMorePath: "({})+",
    SH.zeroOrOnePath: "({})?",
}


@dataclass(frozen=True)
class Constraint:
    """One condition on values: the component's local name and what it asks."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class PropertyRow:
    """A property shape: where it looks, how many values it wants and of which form, what it says otherwise."""

    anchor: str
    prefixed: str
    path: tuple[Link, ...]
    path_text: str
    count: str
    constraints: tuple[Constraint, ...]
    message: Words
    severity: str


@dataclass(frozen=True)
class Shape:
    """A node shape with its property shapes."""

    anchor: str
    prefixed: str
    iri: str
    targets: tuple[Constraint, ...]
    constraints: tuple[Constraint, ...]
    message: Words
    severity: str
    rows: tuple[PropertyRow, ...]


class Shapes(Turtle):
    """Shapes over a vocabulary.

    Args:
        text: The text of the shapes' file; every shape in it has an IRI.
        vocabulary: The vocabulary whose terms the shapes name.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        super().__init__(text)
        self._vocabulary = vocabulary

    def all(self) -> list[Shape]:
        """The node shapes in the order of the file, each with the property shapes that it names or shares targets with.

        Raises:
            ValueError: A property shape stands with no node shape.
        """
        made = [self._shape(node) for node in self.in_order(self.graph.subjects(RDF.type, SH.NodeShape))]
        told = {row.prefixed for shape in made for row in shape.rows}
        alone = {self.short(node) for node in self.graph.subjects(RDF.type, SH.PropertyShape)} - told
        if alone:
            raise ValueError(f"property shapes with the targets of no node shape: {sorted(alone)}")
        return made

    def of_terms(self) -> dict[str, tuple[Link, ...]]:
        """For each IRI that is the target or the path of shapes, or in a path of theirs, the links to these shapes."""
        found: dict[str, set[Node]] = {}
        for shape in self.graph.subjects(RDF.type, SH.NodeShape):
            for predicate in _TARGETS:
                for term in self.graph.objects(shape, predicate):
                    found.setdefault(str(term), set()).add(shape)
        for shape, path in self.graph.subject_objects(SH.path):
            for term in self._in_path(path):
                found.setdefault(str(term), set()).add(shape)
        return {term: tuple(map(self._link, self.in_order(shapes))) for term, shapes in found.items()}

    def _shape(self, node: URIRef) -> Shape:
        return Shape(
            anchor=self._link(node).href[1:],
            prefixed=self.short(node),
            iri=str(node),
            targets=tuple(
                Constraint(self._local(p), (self._link(o),))
                for p in _TARGETS
                for o in sorted(self.graph.objects(node, p), key=str)
            ),
            constraints=self._constraints(node),
            message=self.texts(node, SH.message),
            severity=self._severity(node),
            rows=tuple(map(self._row, self.in_order([*self.graph.objects(node, SH.property), *self._beside(node)]))),
        )

    def _beside(self, node: URIRef) -> list[Node]:
        """The property shapes with the same targets as a node shape."""
        aims = self._aims(node)
        return [p for p in self.graph.subjects(RDF.type, SH.PropertyShape) if aims and self._aims(p) == aims]

    def _aims(self, node: Node) -> set[tuple[Node, Node]]:
        return {(predicate, aim) for predicate in _TARGETS for aim in self.graph.objects(node, predicate)}

    def _row(self, node: URIRef) -> PropertyRow:
        path = self.graph.value(node, SH.path)
        assert path is not None, f"{node} has no sh:path"  # noqa: S101 (SHACL demands one)
        least, most = self.graph.value(node, SH.minCount), self.graph.value(node, SH.maxCount)
        return PropertyRow(
            anchor=self._link(node).href[1:],
            prefixed=self.short(node),
            path=(self._link(path),) if isinstance(path, URIRef) else (),
            path_text=self._path(path),
            count=f"{least or 0}..{most or '*'}" if most is None or int(str(most)) else "0",
            constraints=self._constraints(node),
            message=self.texts(node, SH.message),
            severity=self._severity(node),
        )

    def _constraints(self, node: Node) -> tuple[Constraint, ...]:
        made = []
        for predicate in sorted({p for p in self.graph.predicates(node) if p not in _SHOWN_APART}, key=str):
            values: list[Node] = []
            for value in sorted(self.graph.objects(node, predicate), key=str):
                is_list = (value, RDF.first, None) in self.graph
                values += self.members(value) if is_list else [value]
            made.append(Constraint(self._local(predicate), tuple(map(self._link, values))))
        return tuple(made)

    def _path(self, path: Node) -> str:
        if (path, RDF.first, None) in self.graph:
            return " / ".join(map(self._path, self.members(path)))
        choice = self.graph.value(path, SH.alternativePath)
        if choice is not None:
            return " | ".join(map(self._path, self.members(choice)))
        for predicate, form in _STEPS.items():
            step = self.graph.value(path, predicate)
            if step is not None:
                return form.format(self._path(step))
        return self.short(path)

    def _in_path(self, path: Node) -> set[Node]:
        if isinstance(path, URIRef):
            return {path}
        steps = (o for p, o in self.graph.predicate_objects(path) if (p, o) != (RDF.rest, RDF.nil))
        return {term for step in steps for term in self._in_path(step)}

    def _severity(self, node: Node) -> str:
        return self._local(self.graph.value(node, SH.severity) or SH.Violation)

    def _link(self, node: Node) -> Link:
        if isinstance(node, URIRef) and (node, RDF.type, None) in self.graph:
            name = self.short(node)
            return Link(name, f"#shape-{name.partition(':')[2]}")
        if isinstance(node, (Literal, BNode)):
            return Link(str(node), "")
        if isinstance(node, URIRef) and node.startswith(str(SH)):
            return Link(self.short(node), str(node))
        return self._vocabulary.link(node)

    @staticmethod
    def _local(node: Node) -> str:
        return str(node).rpartition("#")[2]
