"""Two notices compared: what each task became, and what changed in it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ..columns import Section, Task
from ..errors import AnalysisError
from ..facts import Target
from .changes import Comparison, Group, Near, Rules, TargetChange, Wording
from .documents import document_changes
from .figures import deadline_changes, differ, moved_targets, target_changes
from .matching import Item, Matching, matched
from .parts import Parted, parted
from .roles import Parties, unit_changes
from .sections import section_changes, successors
from .sides import Side
from .wording import folded, masked

__all__ = ["compare"]

_WORDINGS: Final[tuple[Wording, ...]] = ("words", "figures", "same")
_NEAR: Final = 30
"""Hundredths: what is less alike is not worth a look."""


def compare(before: Side, after: Side, rules: Rules | None = None) -> Comparison:
    """Compares two notices.

    >>> import zhengtu
    >>> from zhengtu.graph.comparison.sides import side
    >>> built = zhengtu.build("examples/qinghai-2018-28/notice.txt")
    >>> one = side(zhengtu.load(built.n_quads), built.document)
    >>> compare(one, one).same
    True

    Args:
        before: the earlier notice.
        after: the later one.
        rules: what counts as the same.

    Raises:
        AnalysisError: if the two were built under different bases, so that no unit of one is one of the other.
    """
    rules = rules or Rules()
    bases = [side.notice.iri.partition("document/")[0] for side in (before, after)]
    if bases[0] != bases[1]:
        raise AnalysisError(
            f"the notices were built under different bases ({bases[0]} and {bases[1]}); build one again with --base"
        )
    return _Comparing(before, after, rules).comparison()


class _Comparing:
    """The steps of one comparison."""

    def __init__(self, before: Side, after: Side, rules: Rules) -> None:
        self.before, self.after, self.rules = before, after, rules
        self.parties = Parties(before, after, fold=rules.fold)
        self.tasks = list(before.said.tasks.values()), list(after.said.tasks.values())
        self.years = before.plan_year, after.plan_year
        self.matching = matched(self._items(0), self._items(1), threshold=rules.threshold)

    def _items(self, later: int) -> list[Item]:
        side = (self.before, self.after)[later]
        headings = {iri: masked(section.heading) for iri, section in side.said.sections.items()}
        return [
            Item(task.text, headings.get(task.section or "", ""), self.parties.of(task, later=bool(later)))
            for task in self.tasks[later]
        ]

    def comparison(self) -> Comparison:
        bare = self._bare_groups()
        became = successors(*self._sections(), [(g.before[0], g.after[0]) for g in bare if g.kind == "carried"])
        groups, outside = self._moved(tuple(self._told(group, became) for group in bare))
        years = self.years
        return Comparison(
            self.before,
            self.after,
            self.rules,
            groups,
            unit_changes(self.parties, groups),
            (*target_changes(*(_outside(s) for s in (self.before, self.after)), years=years), *outside),
            tuple(document_changes(self.before.facts.citations, self.after.facts.citations)),
            tuple(section_changes(*self._sections(), became)),
            self.parties.folded(),
        )

    def _sections(self) -> tuple[list[Section], list[Section]]:
        return list(self.before.said.sections.values()), list(self.after.said.sections.values())

    def _bare_groups(self) -> list[Group]:
        """Who became whom, in the order of the later notice; what is gone stands after what it stood after."""
        olds, news = self.tasks
        splits, merges = parted(self.matching)
        groups = [
            Group("split", (olds[s.whole],), tuple(news[j] for j in s.parts), s.score, self._doubtful(s.score))
            for s in splits
        ]
        groups += [
            Group("merged", tuple(olds[i] for i in m.parts), (news[m.whole],), m.score, self._doubtful(m.score))
            for m in merges
        ]
        used = _used(splits, merges)
        same = dict(zip(zip(*self._looked_at(), strict=True), self.matching.overlaps.same.tolist(), strict=True))
        for i, j, score in self.matching.pairs:
            if i not in used[0] and j not in used[1]:
                wording = _wording(olds[i], news[j], same.get((i, j), 0))
                groups.append(Group("carried", (olds[i],), (news[j],), score, self._doubtful(score), wording))
                used[0].add(i)
                used[1].add(j)
        near = _nearest(self.matching)
        for later, (tasks, others) in enumerate(((olds, news), (news, olds))):
            for i, task in enumerate(tasks):
                if i not in used[later]:
                    found = near[later].get(i)
                    close = None if found is None else Near(others[found[1]], found[0])
                    groups.append(
                        Group("new", (), (task,), near=close) if later else Group("gone", (task,), (), near=close)
                    )
        return _ordered(groups)

    def _looked_at(self) -> tuple[list[int], list[int]]:
        return self.matching.overlaps.rows.tolist(), self.matching.overlaps.columns.tolist()

    def _doubtful(self, score: int) -> bool:
        return score < self.rules.threshold + self.rules.doubtful and score < 100

    def _told(self, group: Group, became: dict[str, str]) -> Group:
        """A group with what changed in it."""
        if group.kind in {"new", "gone"}:
            return group
        sections = {None if task.section is None else became.get(task.section, "") for task in group.before}
        moved = group.kind == "carried" and {task.section for task in group.after} != sections
        olds, news = {task.iri for task in group.before}, {task.iri for task in group.after}
        one, other = self.before.facts, self.after.facts
        return replace(
            group,
            moved=moved,
            roles=self.parties.changes(group.before, group.after),
            targets=tuple(
                target_changes(
                    [t for t in one.targets if t.task in olds],
                    [t for t in other.targets if t.task in news],
                    years=self.years,
                )
            ),
            deadlines=tuple(
                deadline_changes(
                    [d for d in one.deadlines.values() if d.task in olds],
                    [d for d in other.deadlines.values() if d.task in news],
                    (one.clauses, other.clauses),
                    years=self.years,
                )
            ),
        )

    def _moved(self, groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], list[TargetChange]]:
        """Figures that left one task for another are neither gone nor new; those that changed are told apart."""
        gone = {task.iri for group in groups if group.kind == "gone" for task in group.before}
        new = {task.iri for group in groups if group.kind == "new" for task in group.after}
        loose = [change for group in groups for change in group.targets]
        olds = [t for t in self.before.facts.targets if t.task in gone]
        news = [t for t in self.after.facts.targets if t.task in new]
        olds += [change.before for change in loose if change.before is not None and change.after is None]
        news += [change.after for change in loose if change.after is not None and change.before is None]
        pairs = moved_targets(olds, news)
        found = {target.iri for pair in pairs for target in pair}
        kept = tuple(
            replace(
                group,
                targets=tuple(
                    change
                    for change in group.targets
                    if (change.before is not None and change.after is not None)
                    or not {t.iri for t in (change.before, change.after) if t is not None} & found
                ),
            )
            for group in groups
        )
        return kept, [TargetChange(one, other) for one, other in pairs if differ(one, other, years=self.years)]


def _outside(side: Side) -> list[Target]:
    return [target for target in side.facts.targets if target.task is None]


def _wording(before: Task, after: Task, same: int) -> Wording:
    # A text without a letter is in no table of pairs unless it is the same.
    return "same" if folded(before.text) == folded(after.text) else _WORDINGS[min(same, 1)]


def _used(splits: Sequence[Parted], merges: Sequence[Parted]) -> tuple[set[int], set[int]]:
    olds = {s.whole for s in splits} | {i for m in merges for i in m.parts}
    news = {j for s in splits for j in s.parts} | {m.whole for m in merges}
    return olds, news


def _nearest(matching: Matching) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """The score and the number of the most alike on the other side, for each item of both lists."""
    o = matching.overlaps
    found: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for i, j, score in zip(o.rows.tolist(), o.columns.tolist(), o.scores.tolist(), strict=True):
        if score >= _NEAR:
            found[0][i] = max(found[0].get(i, (0, 0)), (score, j), key=lambda near: near[0])
            found[1][j] = max(found[1].get(j, (0, 0)), (score, i), key=lambda near: near[0])
    return found


def _ordered(groups: Iterable[Group]) -> list[Group]:
    """In the order of the later notice; a task that is gone comes after the last one before it that is not."""
    kept = sorted((g for g in groups if g.after), key=lambda g: g.after[0].number)
    place = {task.number: at for at, group in enumerate(kept) for task in group.before}
    gone = [g for g in groups if not g.after]

    after: dict[int, list[Group]] = {}
    for group in sorted(gone, key=lambda g: g.before[0].number):
        earlier = [n for n in place if n < group.before[0].number]
        after.setdefault(place[max(earlier)] if earlier else -1, []).append(group)
    ordered = list(after.get(-1, ()))
    for position, group in enumerate(kept):
        ordered += [group, *after.get(position, ())]
    return ordered
