"""Corrections as provenance: what a person put right, who said so, and what it made.

It stands in the provenance graph with the extraction, so that the notice's own
graph looks the same whoever found a fact. All of it has the correction for its
subject: a notice that is built again without one leaves nothing behind.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ..ontology.iris import Iris
from ..ontology.terms import PROV, ZT
from .corrected import Correction
from .model import Notice, Span
from .statements import Quad, Statements

__all__ = ["correction_quads"]

_ACTIONS: Final = {"add": ZT.Addition, "change": ZT.Alteration, "remove": ZT.Removal}
_OF_DOCUMENT: Final = frozenset({"title", "document_number", "issuer", "issued"})
_MADE: Final = frozenset({"assignment", "citation", "target", "task", "clause"})
"""Kinds of which an addition makes a thing; a deadline is said of a clause that was there."""


def correction_quads(
    document: str, notice: Notice, assignments: Mapping[tuple[int, int, Span], tuple[str, str]], iris: Iris
) -> list[Quad]:
    """The provenance of a notice's corrections; nothing where there are none.

    Args:
        document: IRI of the notice.
        notice: the notice.
        assignments: task, clause and place of each assignment -> its name and IRI.
        iris: makes IRIs.
    """
    said = Statements(iris.authority_graph("provenance"))
    table = f"{document}/corrections"
    if notice.corrections:
        said.type(table, PROV.Entity)
        said.text(table, ZT.fileSha256, notice.corrections_sha256)
    for order, one in enumerate(notice.corrections, 1):
        subject = iris.part(document, "correction", order)
        said.type(subject, ZT.Correction, PROV.Activity)
        said.iri(subject, ZT.correctionOf, document)
        said.iri(subject, ZT.correctionAction, _ACTIONS[one.action])
        said.iri(subject, PROV.used, iris.text(document))
        said.iri(subject, PROV.used, table)
        said.number(subject, ZT.tableRow, one.row)
        said.text(subject, ZT.correctedWords, one.words)
        if one.span is not None:
            said.iri(subject, ZT.correctedPlace, iris.evidence(document, one.span.start, one.span.end))
        said.text(subject, ZT.readBefore, one.before)
        said.text(subject, ZT.readAfter, one.after)
        said.true(subject, ZT.alreadySo, one.outcome == "already_so")
        said.text(subject, ZT.correctedBy, one.by)
        said.date(subject, ZT.correctedOn, one.on)
        said.text(subject, ZT.note, one.note)
        if one.outcome != "applied":
            # What the rules read by themselves is theirs, whoever says the same.
            continue
        for thing in dict.fromkeys(_things(document, notice, assignments, iris, one)):
            said.iri(subject, ZT.corrects, thing)
            if one.action == "add" and one.before is None and one.kind in _MADE:
                said.iri(subject, PROV.generated, thing)
    return said.quads


def _things(
    document: str,
    notice: Notice,
    assignments: Mapping[tuple[int, int, Span], tuple[str, str]],
    iris: Iris,
    one: Correction,
) -> Iterator[str]:
    """The IRIs of what a correction made or changed, as far as it is there."""
    if one.kind in ("citation", "target") and one.number is not None:
        yield iris.part(document, one.kind, one.number)
    elif one.kind == "heading" and one.number is not None:
        yield iris.part(document, "section", one.number)
    elif one.kind in _OF_DOCUMENT:
        yield document
    elif one.kind == "task" and one.task is not None:
        yield iris.part(document, "task", one.task)
    elif one.kind in ("clause", "deadline", "open_list") and one.task is not None and one.clause is not None:
        if one.action != "remove" or one.kind == "open_list":
            yield iris.clause(document, one.task, one.clause)
    elif one.kind in ("assignment", "name"):
        places = (one.span,) if one.kind == "assignment" else one.places
        for (task, clause, span), (name, node) in assignments.items():
            there = one.task in (None, task) and one.clause in (None, clause) and span in places
            if there and (one.kind == "assignment" or name == one.words):
                yield node
        for rule in notice.rules:
            if one.kind == "name" and rule.span in places:
                yield iris.part(document, "rule", rule.number)
