"""Which clauses or tasks name a unit, which task a clause belongs to, and which units hang together at all."""

from collections.abc import Mapping

from ...graph.columns import Responsibilities, Role
from ...graph.coordination.bottlenecks import Bottlenecks
from ...graph.coordination.load import Load

__all__ = ["by_role", "naming", "parts", "task_of"]


def task_of(r: Responsibilities) -> dict[str, str]:
    """The IRI of the task of each clause that names anybody, written or inferred; of a task its own."""
    found = {task: task for task in r.tasks}
    found.update((a.clause, a.task) for a in r.assignments)
    found.update((d.clause, d.task) for d in r.duties if d.clause is not None)
    return found


def naming(b: Bottlenecks, load: Load) -> tuple[str, ...]:
    """IRIs of the clauses, or of the tasks where units meet in these, that name a unit in any role."""
    return load.all_tasks if b.choice.by == "task" else load.all_clauses


def by_role(b: Bottlenecks, load: Load) -> Mapping[Role, tuple[str, ...]]:
    """The same by role; a group that names the unit in two roles stands in both."""
    return load.tasks if b.choice.by == "task" else load.clauses


def parts(b: Bottlenecks) -> list[list[str]]:
    """The connected parts of the network, as IRIs of their units, largest first; a unit without partners is one."""
    partners = {unit.unit.iri: unit.partners for unit in b.units}
    found: list[list[str]] = []
    seen: set[str] = set()
    for first in partners:
        if first not in seen:
            seen.add(first)
            part = [first]
            for unit in part:
                new = [other for other in partners[unit] if other not in seen]
                seen.update(new)
                part += new
            found.append(part)
    return sorted(found, key=len, reverse=True)
