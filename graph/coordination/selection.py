"""Several notices: all together, or apart by year, by issuer or one by one."""

from collections.abc import Iterable
from typing import Literal

from ..columns import Notice, Responsibilities

__all__ = ["Each", "parts", "selected"]

Each = Literal["year", "issuer", "notice"]


def selected(r: Responsibilities, notices: Iterable[str]) -> Responsibilities:
    """Only these notices, by IRI, and the units that they name."""
    kept = frozenset(notices)
    tasks = {iri: task for iri, task in r.tasks.items() if task.notice in kept}
    assignments = tuple(a for a in r.assignments if a.task in tasks)
    duties = tuple(d for d in r.duties if d.task in tasks)
    named = {a.unit for a in assignments} | {d.unit for d in duties}
    return Responsibilities(
        {iri: notice for iri, notice in r.notices.items() if iri in kept},
        {iri: section for iri, section in r.sections.items() if section.notice in kept},
        tasks,
        {iri: unit for iri, unit in r.units.items() if iri in named},
        assignments,
        duties,
    )


def parts(r: Responsibilities, each: Each) -> list[tuple[str, Responsibilities]]:
    """The notices that set tasks, apart, each part with what parts it, in order; empty text stands for none known.

    A joint notice is among those of each of its issuers. Single notices go by their number, else title, else IRI; two
    of one title are two parts.
    """
    holding = {task.notice for task in r.tasks.values()}
    found: dict[tuple[str, str], list[str]] = {}
    for notice in r.notices.values():
        if notice.iri in holding:
            for key in _keys(notice, each):
                found.setdefault(key, []).append(notice.iri)
    return [(key[0], selected(r, found[key])) for key in sorted(found)]


def _keys(notice: Notice, each: Each) -> list[tuple[str, str]]:
    if each == "year":
        return [("" if notice.year is None else str(notice.year), "")]
    if each == "issuer":
        return [(issuer, "") for issuer in notice.issuers or ("",)]
    return [(notice.label, notice.iri)]
