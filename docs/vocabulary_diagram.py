"""Places the classes of the vocabulary, and the object properties between them, for `vocabulary.svg.jinja` to draw."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from .vocabulary_layout import BOXES, ROUTES, Route, Side
from .vocabulary_terms import Vocabulary
from .vocabulary_turtle import Link, Words
from .vocabulary_words import SCHEMA

__all__ = ["Box", "Diagram", "Edge", "Label", "Line", "edges"]

_GAP_X: Final = 116
_GAP_Y: Final = 72
_MARGIN: Final = 16
_LANES_ABOVE: Final = 84
_HEAD: Final = 52
_ROW: Final = 19
_TEXT: Final = 12
_SUPERS: Final = 27

Point = tuple[float, float]


@dataclass(frozen=True)
class Edge:
    """One object property from one class to another, as the Turtle has it."""

    start: URIRef
    property: URIRef
    end: URIRef


@dataclass(frozen=True)
class Label:
    """A property's name in the drawing: a row of a box, or beside a line at `x` and `y`."""

    link: Link
    words: Words
    ends: tuple[str, ...] = ()
    x: float = 0
    y: float = 0
    anchor: str = "middle"
    lines: int = 1


@dataclass(frozen=True)
class Box:
    """A class, with the properties that have no line of their own."""

    link: Link
    words: Words
    borrowed: bool
    supers: tuple[str, ...]
    rows: tuple[Label, ...]
    left: float
    top: float
    width: float
    height: float

    def port(self, side: Side, along: float) -> Point:
        """The point so far along a side, 0 to 1."""
        if side in ("left", "right"):
            return self.left + (self.width if side == "right" else 0), self.top + self.height * along
        return self.left + self.width * along, self.top + (self.height if side == "bottom" else 0)


@dataclass(frozen=True)
class Line:
    """A line between boxes: ``property`` or ``subclass``."""

    kind: str
    path: str
    labels: tuple[Label, ...]


def edges(vocabulary: Vocabulary) -> list[Edge]:
    """Every object property of the vocabulary from each class that has it to each class of its values.

    Where the Turtle names the classes one by one, these are taken, and not the class that covers them. A property
    without a range of its own takes that of the property above it.
    """
    graph = vocabulary.graph
    found = []
    for term in vocabulary.terms(OWL.ObjectProperty):
        starts = [*graph.objects(term, SCHEMA.domainIncludes)] or [*graph.objects(term, RDFS.domain)]
        ends = _values(graph, term) or [e for p in graph.objects(term, RDFS.subPropertyOf) for e in _values(graph, p)]
        found += [Edge(s, term, e) for s in vocabulary.in_order(starts) for e in vocabulary.in_order(ends)]
    return found


class Diagram:
    """The drawing of a vocabulary by the layout.

    Attributes:
        boxes: The classes.
        lines: The lines between them.
        width: Of the whole.
        height: Of the whole.
        legend: Where there is room to tell what the signs mean.

    Raises:
        ValueError: A line of the layout stands for something that the Turtle does not say.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._edges = edges(vocabulary)
        typed = vocabulary.graph.subjects(RDF.type, OWL.Class)
        self._classes = {vocabulary.short(n): n for n in typed if isinstance(n, URIRef)}
        self._drawn = {(r.start, name, r.end) for r in ROUTES for name in r.properties.split() or [""]}
        self._prove()
        self._by_name = self._place()
        self.boxes = list(self._by_name.values())
        self.width = max(b.left + b.width for b in self.boxes) + _MARGIN
        self.height = max(b.top + b.height for b in self.boxes) + _MARGIN
        self.legend = _MARGIN, self._by_name["zt:Duty"].top + 24
        self.lines = [self._line(route) for route in ROUTES]

    def _prove(self) -> None:
        graph, short = self._vocabulary.graph, self._vocabulary.short
        said = {(short(e.start), short(e.property), short(e.end)) for e in self._edges}
        said |= {(short(s), "", short(o)) for s, o in graph.subject_objects(RDFS.subClassOf)}
        unsaid = sorted(" ".join(line) for line in self._drawn - said)
        if unsaid or not BOXES.keys() <= self._classes.keys():
            raise ValueError(f"the Turtle does not say: {unsaid}, {sorted(BOXES.keys() - self._classes.keys())}")

    def _place(self) -> dict[str, Box]:
        parts = {name: (self._supers(name), self._rows(name)) for name in BOXES}
        wide = {name: self._width(name, *part) for name, part in parts.items()}
        tall = {name: _HEAD + _ROW * (len(supers) + len(rows)) for name, (supers, rows) in parts.items()}
        columns = _starts(_MARGIN, _GAP_X, [(column, wide[n]) for n, (column, _) in BOXES.items()])
        rows_at = _starts(_LANES_ABOVE, _GAP_Y, [(row, tall[n]) for n, (_, row) in BOXES.items()])
        made = {}
        for name, (column, row) in BOXES.items():
            (left, width), (top, height) = columns[column], rows_at[row]
            node = self._classes[name]
            made[name] = Box(
                link=self._vocabulary.link(node),
                words=self._vocabulary.term(node).label,
                borrowed=not self._vocabulary.own(node),
                supers=parts[name][0],
                rows=parts[name][1],
                left=left,
                top=top + (height - tall[name]) / 2,
                width=width,
                height=tall[name],
            )
        return made

    def _supers(self, name: str) -> tuple[str, ...]:
        above = self._vocabulary.in_order(self._vocabulary.graph.objects(self._classes[name], RDFS.subClassOf))
        lines: list[str] = []
        for short in map(self._vocabulary.short, above):
            if (name, "", short) in self._drawn:
                continue
            if lines and len(lines[-1]) + len(short) < _SUPERS:
                lines[-1] += f", {short}"
            else:
                lines.append(short)
        return tuple(lines)

    def _rows(self, name: str) -> tuple[Label, ...]:
        found: dict[URIRef, list[str]] = {}
        for edge in self._edges:
            line = (name, self._vocabulary.short(edge.property), self._vocabulary.short(edge.end))
            if edge.start == self._classes[name] and line not in self._drawn:
                found.setdefault(edge.property, []).append("↺" if edge.end == edge.start else self._local(line[2]))
        return tuple(self._label(term, tuple(ends)) for term, ends in found.items())

    def _label(self, term: URIRef, ends: tuple[str, ...] = ()) -> Label:
        return Label(self._vocabulary.link(term), self._vocabulary.term(term).label, ends)

    def _width(self, name: str, supers: tuple[str, ...], rows: tuple[Label, ...]) -> float:
        label = self._vocabulary.term(self._classes[name]).label
        texts = [" ".join((*label["zh"], *label["en"])) + "    ", name, *(f"⊑ {s}" for s in supers)]
        texts += [f"{''.join(r.words['zh'])} {self._local(r.link.name)} → {', '.join(r.ends)}" for r in rows]
        return max(map(_measure, texts)) + 26

    def _line(self, route: Route) -> Line:
        start, end = self._by_name[route.start], self._by_name[route.end]
        x, y = start.port(*route.out)
        side, along = route.into
        if along is None:
            level = side in ("left", "right")
            along = (y - end.top) / end.height if level else (x - end.left) / end.width
        points = _bends((x, y), route.out[0], end.port(side, along), side, self._lane(route))
        kind = "property" if route.properties else "subclass"
        path = "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
        return Line(kind, path, tuple(self._beside(route, points)))

    def _lane(self, route: Route) -> float | None:
        if route.lane is None:
            return None
        after, share = route.lane
        if route.out[0] in ("top", "bottom"):
            before = max((b.top + b.height for n, b in self._by_name.items() if BOXES[n][1] == after), default=_MARGIN)
            following = min(b.top for n, b in self._by_name.items() if BOXES[n][1] == after + 1)
            return before + (following - before) * share
        before = max(b.left + b.width for n, b in self._by_name.items() if BOXES[n][0] == after)
        return before + _GAP_X * share

    def _beside(self, route: Route, points: list[Point]) -> Iterator[Label]:
        names = route.properties.split()
        (x1, y1), (x2, y2) = max(pairwise(points), key=lambda pair: abs(pair[0][0] - pair[1][0]) * 2 + _length(*pair))
        level = y1 == y2
        narrow = level and len(names) == 1 and abs(x2 - x1) < _GAP_X * 1.5
        terms = {self._vocabulary.short(e.property): e.property for e in self._edges}
        for place, name in enumerate(names):
            label = self._label(terms[name])
            if level:
                up = 8 + 17 * (len(names) - 1 - place) + (16 if narrow else 0)
                at, anchor = (x1 + (x2 - x1) * route.label, y1 - up), "middle"
            else:
                at, anchor = (x1 + 9, y1 + (y2 - y1) * route.label - 4), "start"
            yield Label(label.link, label.words, (), *at, anchor, 2 if narrow or not level else 1)

    @staticmethod
    def _local(name: str) -> str:
        return name.removeprefix("zt:")


def _values(graph: Graph, term: Node) -> list[Node]:
    return [*graph.objects(term, SCHEMA.rangeIncludes)] or [*graph.objects(term, RDFS.range)]


def _starts(first: float, gap: float, sizes: list[tuple[int, float]]) -> list[tuple[float, float]]:
    """Where each column or row starts, and its size: that of the largest in it."""
    made: list[tuple[float, float]] = []
    for place in range(max(place for place, _ in sizes) + 1):
        at = made[-1][0] + made[-1][1] + gap if made else first
        made.append((at, max(size for p, size in sizes if p == place)))
    return made


def _bends(start: Point, out: Side, end: Point, into: Side, lane: float | None) -> list[Point]:
    (x1, y1), (x2, y2) = start, end
    across, arriving = out in ("left", "right"), into in ("left", "right")
    if across != arriving:
        return [start, (x2, y1) if across else (x1, y2), end]
    if lane is None and abs(y1 - y2 if across else x1 - x2) < 0.05:
        return [start, end]
    if across:
        x = (x1 + x2) / 2 if lane is None else lane
        return [start, (x, y1), (x, y2), end]
    y = (y1 + y2) / 2 if lane is None else lane
    return [start, (x1, y), (x2, y), end]


def _length(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _measure(text: str) -> float:
    return sum(_TEXT if sign > "\u2e7f" else _TEXT * 0.6 for sign in text)
