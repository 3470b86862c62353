"""Every change between two notices as a row: what the tables show and the page counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..graph.columns import Assignment, Role, Section, Task, Unit
from ..graph.comparison.changes import Comparison, DeadlineChange, DocumentChange, Group, RoleChange, TargetChange
from ..graph.comparison.roles import ROLES
from ..graph.comparison.sides import Side
from ..graph.facts import Citation, Deadline, Target
from .comparison_words import (
    ChangeKind,
    date_text,
    document_text,
    indicator_text,
    roles_text,
    value_text,
)

__all__ = [
    "Change",
    "Place",
    "changes",
    "group_changes",
    "heading_of",
    "outside_changes",
    "place_of",
    "span_of",
    "units_of",
]


class Place(NamedTuple):
    """Words of a notice and where they stand: code points, end exclusive."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        kind: of change.
        before: tasks of the earlier notice, where it is about tasks.
        after: those of the later one.
        about: the unit, indicator, document or section in question.
        old: what was.
        new: what is.
        score: hundredths, of a task that was carried on, split or merged.
        doubtful: whether the tasks were matched with a score near the threshold.
        near: number and score of the task that one without a match is most like.
        said: where the earlier notice says so.
        says: where the later one does.
    """

    kind: ChangeKind
    before: tuple[Task, ...] = ()
    after: tuple[Task, ...] = ()
    about: str = ""
    old: str = ""
    new: str = ""
    score: int | None = None
    doubtful: bool = False
    near: tuple[int, int] | None = None
    said: tuple[Place, ...] = ()
    says: tuple[Place, ...] = ()


def changes(c: Comparison, *, language: str | None = None) -> list[Change]:
    """All changes: tasks first in the order of the later notice, each with what changed in it, then the rest.

    Args:
        c: the comparison.
        language: of the names of roles: zh, en, both, or none for their codes.
    """
    found = [change for group in c.groups for change in group_changes(c, group, language)]
    return found + outside_changes(c)


def outside_changes(c: Comparison) -> list[Change]:
    """Figures that stand outside the tasks or in another task now, documents and headings."""
    found = [_target(c, change, None) for change in c.targets]
    found += [_document(c, change) for change in c.documents]
    for change in c.sections:
        kind: ChangeKind = (
            "section-new" if change.before is None else "section-renamed" if change.after else "section-gone"
        )
        old, new = (section.heading if section else "" for section in (change.before, change.after))
        said, says = _headed(change.before), _headed(change.after)
        found.append(Change(kind, about=new or old, old=old, new=new, said=said, says=says))
    return found


def span_of(task: Task) -> Place:
    """Where a task stands in its notice."""
    return Place(task.start, task.start + len(task.quote), task.quote)


def heading_of(side: Side, task: Task) -> str:
    """The heading of the section that a task stands in."""
    section = None if task.section is None else side.said.sections.get(task.section)
    return "" if section is None else section.heading


def units_of(side: Side, tasks: Iterable[Task]) -> dict[Role, list[Unit]]:
    """The units that some tasks name, by role, each once in the order of the text."""
    wanted = {task.iri for task in tasks}
    found: dict[Role, dict[str, Unit]] = {}
    for a in side.said.assignments:
        if a.task in wanted:
            found.setdefault(a.role, {})[a.unit] = side.said.units[a.unit]
    return {role: list(found[role].values()) for role in ROLES if role in found}


def group_changes(c: Comparison, group: Group, language: str | None) -> Iterator[Change]:
    """What changed in a group of tasks: the tasks themselves, then units, figures and deadlines."""
    old, new = ("\n".join(task.text for task in tasks) for tasks in (group.before, group.after))
    said, says = tuple(map(span_of, group.before)), tuple(map(span_of, group.after))

    def change(kind: ChangeKind, about: str = "", old: str = old, new: str = new) -> Change:
        near = None if group.near is None else (group.near.task.number, group.near.score)
        return Change(kind, group.before, group.after, about, old, new, group.score, group.doubtful, near, said, says)

    headings = [
        "; ".join(dict.fromkeys(heading_of(side, task) for task in tasks))
        for side, tasks in ((c.before, group.before), (c.after, group.after))
    ]
    if group.kind == "new":
        yield change("task-new", headings[1])
    elif group.kind == "gone":
        yield change("task-gone", headings[0])
    elif group.kind == "split":
        yield change("task-split")
    elif group.kind == "merged":
        yield change("task-merged")
    elif group.wording == "words":
        yield change("task-reworded")
    elif group.wording == "figures":
        yield change("task-figures")
    if group.moved:
        yield change("task-moved", old=headings[0], new=headings[1])
    for role in group.roles:
        yield _role(group, role, language)
    for target in group.targets:
        yield _target(c, target, group)
    for deadline in group.deadlines:
        yield _deadline(c, deadline, group)


def _role(group: Group, change: RoleChange, language: str | None) -> Change:
    kind: ChangeKind = "unit-added" if not change.before else "unit-role" if change.after else "unit-dropped"
    return Change(
        kind,
        group.before,
        group.after,
        f"{change.party.name}（{change.party.former}）" if change.party.former else change.party.name,
        roles_text(change.before, language),
        roles_text(change.after, language),
        group.score,
        group.doubtful,
        None,
        _spans(change.said),
        _spans(change.says),
    )


def _target(c: Comparison, change: TargetChange, group: Group | None) -> Change:
    old, new = change.before, change.after
    kind: ChangeKind = "target-new" if old is None else "target-changed" if new else "target-gone"
    shown = new or old
    return Change(
        kind,
        _task(c.before, old) if group is None else group.before,
        _task(c.after, new) if group is None else group.after,
        "" if shown is None else indicator_text(shown),
        "" if old is None else value_text(old, c.before.plan_year),
        "" if new is None else value_text(new, c.after.plan_year),
        None if group is None else group.score,
        group is not None and group.doubtful,
        None,
        _spans([old]),
        _spans([new]),
    )


def _deadline(c: Comparison, change: DeadlineChange, group: Group) -> Change:
    old, new = change.before, change.after
    kind: ChangeKind = "deadline-new" if old is None else "deadline-changed" if new else "deadline-gone"
    return Change(
        kind,
        _task(c.before, old) or group.before,
        _task(c.after, new) or group.after,
        "",
        "" if old is None else date_text(old),
        "" if new is None else date_text(new),
        group.score,
        group.doubtful,
        None,
        _spans([old]),
        _spans([new]),
    )


def _document(c: Comparison, change: DocumentChange) -> Change:
    old, new = change.before, change.after
    kind: ChangeKind = "citation-new" if not old else "citation-renewed" if new else "citation-gone"
    texts = document_text(old), document_text(new)
    if texts[0] == texts[1]:  # 《政府工作报告》 of two years: the year is in the IRI alone
        texts = document_text(old, year=True), document_text(new, year=True)
    return Change(
        kind,
        _citing(c.before, old),
        _citing(c.after, new),
        document_text(new or old),
        *texts,
        said=_spans(old),
        says=_spans(new),
    )


def _task(side: Side, fact: Target | Deadline | None) -> tuple[Task, ...]:
    return () if fact is None or fact.task is None else (side.said.tasks[fact.task],)


def _citing(side: Side, mentions: Sequence[Citation]) -> tuple[Task, ...]:
    named = dict.fromkeys(mention.task for mention in mentions if mention.task is not None)
    return tuple(side.said.tasks[iri] for iri in named)


def _spans(said: Iterable[Assignment | Target | Deadline | Citation | None]) -> tuple[Place, ...]:
    return tuple(map(place_of, (one for one in said if one is not None)))


def place_of(one: Assignment | Target | Deadline | Citation) -> Place:
    """The words that say something; of an assignment, the unit's name as written."""
    return Place(one.start, one.end, one.written if isinstance(one, Assignment) else one.quote)


def _headed(section: Section | None) -> tuple[Place, ...]:
    if section is None or section.start is None:
        return ()
    return (Place(section.start, section.start + len(section.quote), section.quote),)
