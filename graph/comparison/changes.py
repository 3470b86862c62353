"""What changed between two notices, as plain columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..columns import Assignment, Role, Section, Task, Unit
from ..facts import Citation, Deadline, Target
from .sides import Side

__all__ = [
    "Comparison",
    "DeadlineChange",
    "DocumentChange",
    "Group",
    "Kind",
    "Near",
    "Party",
    "RoleChange",
    "Rules",
    "SectionChange",
    "TargetChange",
    "UnitChange",
    "Wording",
]

Kind = Literal["carried", "split", "merged", "new", "gone"]
Wording = Literal["same", "figures", "words"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as the same.

    Attributes:
        threshold: tasks are matched from this score on, in hundredths.
        doubtful: a match that exceeds the threshold by less than this, in hundredths, is doubtful.
        fold: whether a unit that was renamed, merged or absorbed counts as what it became.
    """

    threshold: int = 40
    doubtful: int = 10
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """The task of the other notice that is most like one that has no match, with its score in hundredths."""

    task: Task
    score: int


@dataclass(frozen=True, slots=True)
class Party:
    """A unit as both notices know it: the same one, or with its lineage folded.

    Attributes:
        key: IRI of the unit; of the last of its lineage where lineages are folded.
        before: the units of the earlier notice.
        after: those of the later one.
    """

    key: str
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]

    @property
    def name(self) -> str:
        """Its name in the later notice, else in the earlier one."""
        return "、".join(unit.name for unit in self.after or self.before)

    @property
    def former(self) -> str:
        """Its name in the earlier notice, where that is another; else nothing."""
        names = "、".join(unit.name for unit in self.before)
        return "" if not self.after or names == self.name else names


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A unit whose roles in a task changed; no roles where the task did not name it.

    Attributes:
        party: the unit.
        before: its roles in the earlier notice.
        after: those in the later one.
        said: the assignments behind the former.
        says: those behind the latter.
    """

    party: Party
    before: tuple[Role, ...]
    after: tuple[Role, ...]
    said: tuple[Assignment, ...]
    says: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A figure that changed, or that only one of the notices has."""

    before: Target | None
    after: Target | None


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """A deadline that changed, or that only one of the notices has."""

    before: Deadline | None
    after: Deadline | None


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of the earlier notice and what became of them.

    Attributes:
        kind: carried on (one became one), split, merged, new (none became one), gone.
        before: the tasks of the earlier notice.
        after: those of the later one.
        score: hundredths of Dice's measure between their texts; none for new and gone.
        doubtful: whether the score is near the threshold.
        wording: of a task carried on: the same, other figures alone, or other words.
        moved: whether the task stands in another section now.
        near: of a task that is new or gone: the most like it on the other side, where there is one.
        roles: units whose roles changed; none for new and gone.
        targets: figures that changed; none for new and gone.
        deadlines: deadlines that changed; none for new and gone.
    """

    kind: Kind
    before: tuple[Task, ...]
    after: tuple[Task, ...]
    score: int | None = None
    doubtful: bool = False
    wording: Wording = "same"
    moved: bool = False
    near: Near | None = None
    roles: tuple[RoleChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    deadlines: tuple[DeadlineChange, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything in it changed."""
        changed = self.roles or self.targets or self.deadlines or self.moved
        return self.kind != "carried" or self.wording != "same" or bool(changed)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit that gained or lost tasks, or has another role in some.

    Attributes:
        party: the unit.
        before: its tasks in the earlier notice, by role.
        after: those in the later one.
        gained: tasks of the later notice that it has now and had not.
        lost: tasks of the earlier notice that it had and has no longer.
        shifted: tasks, earlier and later, in which its role is another.
    """

    party: Party
    before: Mapping[Role, tuple[Task, ...]]
    after: Mapping[Role, tuple[Task, ...]]
    gained: tuple[Task, ...]
    lost: tuple[Task, ...]
    shifted: tuple[tuple[Task, Task], ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that one notice cites and the other does not; both where a later edition took its place."""

    before: tuple[Citation, ...]
    after: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A heading that only one of the notices has; both where it is worded otherwise now."""

    before: Section | None
    after: Section | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two notices side by side.

    Attributes:
        before: the earlier notice.
        after: the later one.
        rules: what counted as the same.
        groups: every task of both, in the order of the later notice, those that are gone where they stood.
        units: units with changes, those with most first.
        targets: figures outside the tasks that changed, or that stand in another task now.
        documents: changes of what is cited.
        sections: changes of headings.
        folded: units of different names that were counted as one.
    """

    before: Side
    after: Side
    rules: Rules
    groups: tuple[Group, ...]
    units: tuple[UnitChange, ...]
    targets: tuple[TargetChange, ...]
    documents: tuple[DocumentChange, ...]
    sections: tuple[SectionChange, ...]
    folded: tuple[Party, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        changes = (self.units, self.targets, self.documents, self.sections)
        return not any(changes) and not any(group.changed for group in self.groups)
