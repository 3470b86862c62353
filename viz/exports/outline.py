"""The statements of a portion as a tree for reading: a notice, its sections, their tasks, clauses and assignments.

The tree is one of order alone. Every statement stands in it once, at its subject; what has no place below another
thing, or is met in a circle, stands at the top.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from ...ontology.terms import DCTERMS, OA, PPLAN, RDF, SKOS, ZT
from .portions import Subject

__all__ = ["Link", "Object", "Thing", "outline"]

Object: TypeAlias = Subject | ox.Literal

_UP: Final = (
    ZT.subSectionOf, ZT.inSection, ZT.ofTask, ZT.ofClause, ZT.citedIn, ZT.standsIn, ZT.targetOf, ZT.partOf,
)  # fmt: skip
"""Links from a part to the whole it stands under, the closest first."""
_DOWN: Final = (ZT.evidence, ZT.issuesPlan, ZT.hasText)
"""Links from a thing to one that is told with it."""
_DEPTH: Final = 24
"""Deeper than any notice goes; what is deeper in a broken graph stands at the top."""
_KINDS: Final = {
    iri: rank
    for rank, iri in enumerate(
        [
            *(ZT.Evidence, ZT.Notice, ZT.WorkPlan, ZT.Rule, ZT.Target, ZT.Citation, ZT.BackReference, ZT.Clause),
            *(ZT.Assignment, ZT.Task, ZT.Section, ZT.PolicyDocument, ZT.Agency, ZT.CollectiveUnit, ZT.SourceText),
        ]
    )
}
"""The order of siblings: the words first, the whole text last."""
_FIRST: Final = {
    iri: rank
    for rank, iri in enumerate(
        [
            *(RDF.type, DCTERMS.title, SKOS.prefLabel, ZT.name, SKOS.altLabel, ZT.documentNumber, ZT.sectionNumber),
            *(ZT.taskNumber, ZT.clauseNumber, ZT.numberAsWritten, ZT.heading, ZT.text, ZT.nameAsWritten, ZT.unit),
            *(ZT.role, ZT.roleAsWritten, ZT.indicator, ZT.comparator, ZT.value, ZT.maxValue, ZT.unitText),
            *(ZT.titleAsWritten, ZT.citationRelation, ZT.citedDocument, ZT.leadUnit, ZT.supportUnit),
            *(ZT.responsibleUnit, ZT.involves, ZT.deadline, ZT.deadlinePrecision, ZT.deadlineText),
            *(OA.start, OA.end, OA.exact, OA.hasSource),
        ]
    )
}
_LAST: Final = {iri: rank for rank, iri in enumerate((ZT.partOf, PPLAN.isStepOfPlan, ZT.evidence, ZT.content), 1000)}
_DIGITS: Final = re.compile("([0-9]+)")


class Link(NamedTuple):
    """How a thing hangs below another: by which property, and whether the statement stands at the lower one."""

    predicate: str
    from_below: bool


@dataclass(slots=True)
class Thing:
    """A subject with its statements and what stands below it.

    Attributes:
        subject: the subject.
        statements: its properties in an order for reading, with their values.
        below: what stands below it, in order.
    """

    subject: Subject
    statements: dict[str, list[Object]]
    below: list[tuple[Link, "Thing"]] = field(default_factory=list)

    def types(self) -> set[str]:
        """IRIs of its classes."""
        return {o.value for o in self.statements.get(RDF.type, ()) if isinstance(o, ox.NamedNode)}

    def one(self, *predicates: str) -> str:
        """The first value of the first of some properties that it has, as text; empty without any."""
        for predicate in predicates:
            for value in self.statements.get(predicate, ()):
                if not isinstance(value, ox.Triple):
                    return value.value
        return ""


def outline(triples: Iterable[ox.Triple]) -> list[Thing]:
    """Statements as trees.

    Args:
        triples: sorted by subject, predicate and object.

    Returns:
        What stands at the top, in order; each subject is in one tree.
    """
    told: defaultdict[Subject, defaultdict[str, list[Object]]] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        told[t.subject][t.predicate.value].append(t.object)
    things = {subject: Thing(subject, dict(sorted(said.items(), key=_rank))) for subject, said in told.items()}
    below: defaultdict[Subject, list[tuple[Link, Thing]]] = defaultdict(list)
    placed: set[Subject] = set()
    for thing in things.values():
        for predicate in _UP:
            above = next((o for o in thing.statements.get(predicate, ()) if o in things and o != thing.subject), None)
            if above is not None and not isinstance(above, ox.Literal):
                below[above].append((Link(predicate, True), thing))
                placed.add(thing.subject)
                break
    for thing in things.values():
        for predicate in _DOWN:
            for value in thing.statements.get(predicate, ()):
                if value in things and value not in placed and value != thing.subject:
                    below[thing.subject].append((Link(predicate, False), things[value]))  # type: ignore[index]
                    placed.add(value)  # type: ignore[arg-type]
    return _trees(things, below, placed)


def _trees(
    things: dict[Subject, Thing], below: dict[Subject, list[tuple[Link, Thing]]], placed: set[Subject]
) -> list[Thing]:
    top = sorted((thing for thing in things.values() if thing.subject not in placed), key=_place)
    met: set[Subject] = set()
    # What is only reached in a circle, or too deep, is met last and becomes a top of its own.
    waiting = [*top, *sorted((thing for thing in things.values() if thing.subject in placed), key=_place)]
    trees = []
    for root in waiting:
        if root.subject in met:
            continue
        met.add(root.subject)
        trees.append(root)
        level = [root]
        for _ in range(_DEPTH):
            following = []
            for thing in level:
                for link, lower in sorted(below.get(thing.subject, ()), key=lambda pair: _place(pair[1])):
                    if lower.subject not in met:
                        met.add(lower.subject)
                        thing.below.append((link, lower))
                        following.append(lower)
            level = following
    return trees


def _rank(said: tuple[str, list[Object]]) -> tuple[int, str]:
    predicate = said[0]
    return _FIRST.get(predicate, _LAST.get(predicate, 500)), predicate


def _place(thing: Thing) -> tuple[int, list[str | tuple[int, str]]]:
    rank = min((_KINDS[iri] for iri in thing.types() if iri in _KINDS), default=len(_KINDS))
    parts: list[str | tuple[int, str]] = []
    for part in _DIGITS.split(str(thing.subject)):
        # Numbers by value; not as int, which refuses very long ones.
        digits = part.lstrip("0")
        parts.append((len(digits), digits) if part.isascii() and part.isdigit() else part)
    return rank, parts
