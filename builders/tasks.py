"""From numbered items and groups to sections, tasks and clauses.

1. A task is the deepest item that holds a group, and each of its siblings.
2. A heading with a group of its own is a task over its sub-tasks.
3. A group outside all items makes its paragraph a task.
4. Headings above tasks are sections; a single one over all of them divides
   nothing and is none.
5. A clause is what stands before a group in its task; what follows the last
   group, or a task without one, is a clause that nobody answers for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from . import patterns as p
from .assignments import Group
from .fold import display
from .model import Section, Span
from .outline import Item

__all__ = ["DraftClause", "DraftTask", "arrange"]


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause before its units are resolved."""

    span: Span
    text: str
    group: Group | None


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task before its units are resolved; fields as in `model.Task`."""

    number: int
    number_as_written: str | None
    section: int | None
    parent: int | None
    text: str
    span: Span
    clauses: tuple[DraftClause, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a task stands: an item, or a paragraph outside all items."""

    item: int | None
    span: Span
    content: int


def arrange(
    content: str, items: list[Item], groups: tuple[Group, ...], body: Span
) -> tuple[list[Section], list[DraftTask]]:
    """Sections and tasks of a body, in order."""
    holders = _holders(items, groups)
    task_items = _task_items(content, items, {i for i in holders if i is not None})
    places = [_Place(i, Span(items[i].start, items[i].own_end), items[i].content) for i in sorted(task_items)]
    places += _paragraphs(content, [g for g, i in zip(groups, holders, strict=True) if i is None], items, body)
    places.sort(key=lambda x: x.span)
    sections, section_of = _sections(content, items, task_items)
    numbers = _numbers(items, places)
    number_of = {place.item: n for place, n in zip(places, numbers, strict=True) if place.item is not None}
    starts = [g.span.start for g in groups]
    tasks = []
    for place, number in zip(places, numbers, strict=True):
        own = groups[bisect_left(starts, place.span.start) : bisect_left(starts, place.span.end)]
        clauses = _clauses(content, place, own)
        item = items[place.item] if place.item is not None else None
        tasks.append(
            DraftTask(
                number,
                item.written if item else None,
                _above(items, item.parent, section_of.get) if item else None,
                _above(items, item.parent, number_of.get) if item else None,
                display("".join(content[s.start : s.end] for s in _outside(place, own))),
                Span(place.span.start, _trim(content, place.span.start, place.span.end)),
                clauses,
            )
        )
    return sections, tasks


def _holders(items: list[Item], groups: tuple[Group, ...]) -> list[int | None]:
    """For each group the deepest item that it stands in."""
    starts = [item.start for item in items]
    found: list[int | None] = []
    for group in groups:
        at = bisect_right(starts, group.span.start) - 1
        index: int | None = at if at >= 0 else None
        while index is not None and items[index].end <= group.span.start:
            index = items[index].parent
        found.append(index)
    return found


def _task_items(content: str, items: list[Item], holding: set[int]) -> set[int]:
    """Items that hold groups, and their siblings of the same style unless those give aims or conduct."""
    families = {(items[i].parent, items[i].style) for i in holding}
    parents = {item.parent for item in items}
    leaves = {i for i in range(len(items)) if i not in parents}
    return holding | {
        i
        for i in leaves
        if (items[i].parent, items[i].style) in families and not p.NOT_TASKS.match(items[i].heading(content)[0])
    }


def _paragraphs(content: str, groups: list[Group], items: list[Item], body: Span) -> list[_Place]:
    """The paragraphs of groups outside all items, from the end of the paragraph before."""
    places: list[_Place] = []
    starts = [i.start for i in items]
    for group in groups:
        start = content.rfind("\n", body.start, group.span.start) + 1 or body.start
        if not content[start : group.span.start].strip():
            # A line of its own answers for the paragraph above it.
            above = content[body.start : start].rstrip()
            start = body.start + above.rfind("\n") + 1
        stop = content.find("\n", group.span.end)
        end = min(stop if stop >= 0 else body.end, body.end)
        after = bisect_right(starts, group.span.start)
        end = min(end, starts[after]) if after < len(starts) else end
        if places and start < places[-1].span.end:
            places[-1] = _Place(None, Span(places[-1].span.start, max(end, places[-1].span.end)), places[-1].content)
        else:
            places.append(_Place(None, Span(start, end), start))
    return places


def _sections(content: str, items: list[Item], task_items: set[int]) -> tuple[list[Section], dict[int, int]]:
    """Headings above tasks, and the section number of each such item."""
    above: set[int] = set()
    for i in task_items:
        up = items[i].parent
        while up is not None:
            if up not in task_items:
                above.add(up)
            up = items[up].parent
    tops = {i for i in above if items[i].parent is None or items[i].parent not in above}
    if len(tops) == 1 and above - tops:
        above -= tops
    number_of = {i: n for n, i in enumerate(sorted(above), 1)}
    sections = []
    for i, n in number_of.items():
        heading, span = items[i].heading(content)
        sections.append(Section(n, items[i].written, heading, span, _above(items, items[i].parent, number_of.get)))
    return sections, number_of


def _above(items: list[Item], index: int | None, number_of: Callable[[int], int | None]) -> int | None:
    """The number of the nearest item from `index` upwards that has one."""
    while index is not None:
        if (number := number_of(index)) is not None:
            return number
        index = items[index].parent
    return None


def _numbers(items: list[Item], places: list[_Place]) -> list[int]:
    """The notice's own numbers where they run through all tasks, else running ones."""
    own = [items[x.item].number if x.item is not None else 0 for x in places]
    through = all(a < b for a, b in pairwise(own)) and own[:1] != [0]
    return own if through else list(range(1, len(places) + 1))


def _outside(place: _Place, groups: tuple[Group, ...]) -> list[Span]:
    """The stretches of a task's text between its groups."""
    spans, at = [], place.content
    for group in groups:
        spans.append(Span(at, max(at, group.span.start)))
        at = group.span.end
    return [*spans, Span(at, max(at, place.span.end))]


def _clauses(content: str, place: _Place, groups: tuple[Group, ...]) -> tuple[DraftClause, ...]:
    clauses: list[DraftClause] = []
    *before, rest = _outside(place, groups)
    for span, group in zip(before, groups, strict=True):
        stripped = _strip(content, span)
        if stripped.start == stripped.end and clauses:
            # Two brackets in a row answer for the same words.
            stripped = clauses[-1].span
        clauses.append(DraftClause(stripped, display(content[stripped.start : stripped.end]), group))
    last = _strip(content, rest)
    if not clauses or re.search(r"[\u4e00-\u9fff]{4}", content[last.start : last.end]):
        clauses.append(DraftClause(last, display(content[last.start : last.end]), None))
    return tuple(clauses)


def _strip(content: str, span: Span) -> Span:
    """`span` without white space and stray stops at its ends."""
    start, end = span.start, _trim(content, span.start, span.end)
    while start < end and (content[start].isspace() or content[start] in "。；;，,）)〕]】"):
        start += 1
    return Span(start, end)


def _trim(content: str, start: int, end: int) -> int:
    while end > start and content[end - 1].isspace():
        end -= 1
    return end
