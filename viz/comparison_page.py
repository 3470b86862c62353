"""A page about what changed between two notices, to read on a screen and to print."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from ..graph.columns import Task, Unit
from ..graph.comparison.changes import Comparison, Group, UnitChange
from ..graph.comparison.roles import ROLES
from ..graph.comparison.sides import Side
from ..graph.comparison.wording import Segment, segments
from ..graph.formats import written_whole
from .comparison_rows import Change, Place, group_changes, heading_of, outside_changes, place_of, span_of, units_of
from .comparison_table import STATES, score_text, state_of
from .comparison_words import KINDS, Words
from .comparison_words import ROLES as ROLE_WORDS
from .pages import asset, policy, render

__all__ = ["comparison_page", "write_comparison"]

MOST_TASKS: Final = 1_000
MOST_UNITS: Final = 500
MOST_OTHERS: Final = 300
_OF_TASK: Final = ("unit-", "target-", "deadline-")
_TEXT: Final = 4_000
"""Longer texts are cut where they are compared word by word: the time for it grows with the square."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A task, or tasks, with what changed; of one that is new or gone, who answers for it."""

    group: Group
    state: str
    words: tuple[Segment, ...]
    headings: tuple[str, str]
    details: tuple[tuple[Change, Words, Words, Words], ...]
    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    named: tuple[tuple[Words, tuple[tuple[Unit, tuple[Place, ...]], ...]], ...]


def write_comparison(c: Comparison, path: Path, *, language: str = "zh", place: str = "A B") -> None:
    """Writes the page; arguments as for `comparison_page`.

    Raises:
        GraphError: if the page cannot be written.
    """
    page = comparison_page(c, language=language, place=place)
    with written_whole(path) as file:
        file.write(page.encode(errors="replace"))


def comparison_page(c: Comparison, *, language: str = "zh", place: str = "A B") -> str:
    """The page as HTML, in one file that fetches nothing; the same input gives the same text.

    Args:
        c: the comparison.
        language: the language that the page begins in, zh or en; readers can switch.
        place: what names the two notices in a command, as a shell takes it.
    """
    script, style = asset("language.js"), asset("comparison.css")
    states = Counter(state_of(group) for group in c.groups)
    changed = [group for group in c.groups if group.changed or group.doubtful]
    return render(
        "comparison.html",
        language=language,
        policy=policy([script], style),
        script=script,
        style=style,
        c=c,
        notices=[_notice(c.before), _notice(c.after)],
        states=[(state, words, states[state]) for state, words in STATES.items()],
        words=STATES,
        doubtful=[group for group in c.groups if group.doubtful],
        cards=list(_cards(c, changed[:MOST_TASKS])),
        changed=len(changed),
        same=[(g.before[0], g.after[0]) for g in c.groups if not g.changed and not g.doubtful],
        units=[(unit, _held(unit)) for unit in c.units[:MOST_UNITS]],
        total_units=len(c.units),
        others=[(KINDS[found[0].kind], found[:MOST_OTHERS], len(found)) for found in _others(c)],
        score=score_text,
        anchor=_anchor,
        command=f"zhengtu diff {place} --format csv --excel -o diff.csv",
    )


def _notice(side: Side) -> tuple[str, str, int]:
    title = side.notice.title
    return side.label, title if title != side.label else "", len(side.said.tasks)


def _cards(c: Comparison, groups: Sequence[Group]) -> Iterator[_Card]:
    for group in groups:
        old, new = ("\n".join(task.text for task in tasks)[:_TEXT] for tasks in (group.before, group.after))
        both = zip(_details(c, group, "zh"), _details(c, group, "en"), strict=True)
        yield _Card(
            group,
            state_of(group),
            tuple(segments(old, new)) if old and new else (Segment("same", old or new),),
            (_headings(c.before, group.before), _headings(c.after, group.after)),
            tuple(
                (one, KINDS[one.kind], {"zh": one.old, "en": other.old}, {"zh": one.new, "en": other.new})
                for one, other in both
            ),
            (tuple(map(span_of, group.before)), tuple(map(span_of, group.after))),
            _named(c, group) if group.kind in {"new", "gone"} else (),
        )


def _named(c: Comparison, group: Group) -> tuple[tuple[Words, tuple[tuple[Unit, tuple[Place, ...]], ...]], ...]:
    """Who answers for tasks by role, each unit with the words that name it."""
    side, tasks = (c.after, group.after) if group.after else (c.before, group.before)
    of = {task.iri for task in tasks}
    said: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for a in side.said.assignments:
        if a.task in of:
            said[a.role, a.unit].append(place_of(a))
    return tuple(
        (ROLE_WORDS[role], tuple((unit, tuple(said[role, unit.iri])) for unit in units))
        for role, units in units_of(side, tasks).items()
    )


def _details(c: Comparison, group: Group, language: str) -> list[Change]:
    """What changed in a group of tasks beside its words and its place."""
    return [change for change in group_changes(c, group, language) if change.kind.startswith(_OF_TASK)]


def _headings(side: Side, tasks: Sequence[Task]) -> str:
    return "；".join(dict.fromkeys(heading for task in tasks if (heading := heading_of(side, task))))


def _others(c: Comparison) -> Iterator[list[Change]]:
    """What changed outside the tasks, a list a kind."""
    order = list(KINDS)
    found = sorted(outside_changes(c), key=lambda change: order.index(change.kind))
    for _, same in groupby(found, key=lambda change: change.kind):
        yield list(same)


def _held(unit: UnitChange) -> list[tuple[Words, tuple[Task, ...], tuple[Task, ...]]]:
    """Its tasks by role, before and after; roles that it has in neither are left out."""
    return [
        (ROLE_WORDS[role], unit.before[role], unit.after[role])
        for role in ROLES
        if unit.before[role] or unit.after[role]
    ]


def _anchor(group: Group) -> str:
    """The address of a group's card within the page."""
    kind, task = ("b", group.after[0]) if group.after else ("a", group.before[0])
    return f"{kind}{task.number}"
