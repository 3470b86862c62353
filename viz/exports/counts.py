"""How much there is: what VoID says of a data set, counted while it is written."""

from collections import Counter

import pyoxigraph as ox

from ...ontology.terms import RDF
from .portions import Portion, Subject

__all__ = ["Counts"]


class Counts:
    """Counts portions of a graph, each statement once.

    Attributes:
        triples: distinct statements.
        classes: IRI of a class → how many things are of it.
        properties: IRI of a property → in how many statements it stands.
        subjects: distinct subjects.
        entities: subjects of which a class is stated.
    """

    def __init__(self) -> None:
        self.triples = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.subjects = 0
        self.entities = 0
        self._shared: set[Subject] = set()
        self._typed: set[Subject] = set()

    def write(self, item: Portion) -> None:
        """Counts one portion."""
        self.triples += len(item.fresh)
        subjects: set[Subject] = set()
        typed: set[Subject] = set()
        for t in item.fresh:
            subjects.add(t.subject)
            self.properties[t.predicate.value] += 1
            if t.predicate.value == RDF.type and isinstance(t.object, ox.NamedNode):
                typed.add(t.subject)
                self.classes[t.object.value] += 1
        subjects -= self._shared
        typed -= self._typed
        self.subjects += len(subjects)
        self.entities += len(typed)
        # Only a notice's own graph speaks of its sections, tasks and quotations: they need not be remembered.
        self._shared.update(s for s in subjects if not _is_inner(s, item.notice))
        self._typed.update(s for s in typed if not _is_inner(s, item.notice))

    def finalise(self) -> None:
        """The counts stand as they are."""


def _is_inner(subject: Subject, notice: str | None) -> bool:
    """Whether it is a numbered part of a notice or a quotation, and not the notice, its text or its plan."""
    if notice is None or not isinstance(subject, ox.NamedNode) or not subject.value.startswith(f"{notice}/"):
        return False
    part = subject.value.removeprefix(f"{notice}/")
    return "/" in part or "#" in part
