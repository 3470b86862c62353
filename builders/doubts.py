"""What a person should look at in a notice as read: doubtful, though it was understood.

A problem (`Notice.problems`) is what was not understood. A doubt is a reading
that may be wrong, each with its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from ..ontology.agencies import Authority, authority
from ..ontology.sectors import match
from .corrected import Spoken
from .header import resolver_of
from .model import Assignment, Clause, Notice, Span, Task

__all__ = ["Doubt", "DoubtKind", "doubts"]

DoubtKind = Literal["unknown", "completed", "ambiguous", "not_in_use", "open_list", "no_lead", "nobody", "sector"]

_SURE: Final = Decimal("0.9")
"""A heading that is matched by single words of it is less sure (`ontology.sectors`)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something doubtful.

    Attributes:
        kind: ``unknown``: the unit is in no table, so it stays as written; ``completed``: in no table, but its words
            give its full name; ``ambiguous``: several units go by the name; ``not_in_use``: the name was not in use
            in the notice's year; ``open_list``: 等 leaves units out; ``no_lead``: nobody leads the clause, while others
            have a lead; ``nobody``: the task names no unit; ``sector``: the heading's sector is a guess.
        span: where it stands.
        detail: names, such as those of the units that are meant; nothing where there are none.
        task: number of its task, where it is in one.
        clause: number of its clause, likewise.
    """

    kind: DoubtKind
    span: Span
    detail: str = ""
    task: int | None = None
    clause: int | None = None


def doubts(notice: Notice, tables: Authority | None = None) -> list[Doubt]:
    """The doubts about a notice, in the order of the text.

    Args:
        notice: as it was read, corrections applied; what a person said is not doubted.
        tables: the authority that it was read with; the shipped one unless given.
    """
    return sorted(_doubts(notice, tables or authority()), key=lambda d: (d.span, d.kind))


def _doubts(notice: Notice, tables: Authority) -> Iterator[Doubt]:
    spoken = Spoken(notice.corrections)
    resolver = resolver_of(notice.header, notice.jurisdiction, tables)
    some_lead = any(a.role == "lead" for t in notice.tasks for c in t.clauses for a in c.assignments)
    parents = {t.parent for t in notice.tasks}
    for task in notice.tasks:
        for clause in task.clauses:
            yield from _of_clause(task, clause, some_lead=some_lead)
            for said in clause.assignments:
                if said.unit.collective or spoken.about(said.name, said.span, task.number, clause.number):
                    continue
                told = resolver.explain(said.name)
                rivals = "、".join(f"{a.name}（{a.scope}）" for a in told.rivals[:6])
                old = any("was not in use" in step for step in told.steps)
                if (found := _of_name(said, rivals, not_in_use=old)) is not None:
                    yield Doubt(*found, task.number, clause.number)
        if not any(c.assignments for c in task.clauses) and task.number not in parents:
            yield Doubt("nobody", task.span, "", task.number)
    for section in notice.sections:
        found_sector = match(section.heading)
        if found_sector is not None and found_sector.confidence < _SURE:
            yield Doubt("sector", section.span, f"{found_sector.sector.chinese} {found_sector.sector.english}")


def _of_clause(task: Task, clause: Clause, *, some_lead: bool) -> Iterator[Doubt]:
    where = clause.group or clause.span
    if clause.open_list:
        yield Doubt("open_list", where, "", task.number, clause.number)
    if some_lead and clause.assignments and not any(a.role == "lead" for a in clause.assignments):
        yield Doubt("no_lead", where, "", task.number, clause.number)


def _of_name(said: Assignment, rivals: str, *, not_in_use: bool) -> tuple[DoubtKind, Span, str] | None:
    if rivals and not said.unit.known:
        return "ambiguous", said.span, rivals
    if not_in_use and said.unit.known:
        return "not_in_use", said.span, said.unit.name
    if not said.unit.known:
        return "unknown" if said.unit.kind is None else "completed", said.span, said.unit.name
    return None
