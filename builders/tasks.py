"""From numbered items, groups and tables to sections, tasks and clauses.

1. A task is the deepest item that holds a group, and each of its siblings.
2. A heading with a group of its own is a task over its sub-tasks.
3. A group outside all items makes its paragraph a task.
4. A row of a ledger is a task, or a further clause of the task above it.
5. Headings above tasks are sections, those inside a ledger too; a single one over
   all of them divides nothing and is none.
6. A clause is what stands before a group in its task; what follows the last
   group, or a task without one, is a clause that nobody answers for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .fold import display, fold
from .header_patterns import CHINESE_DIGITS
from .ledgers import Ledger, Row
from .lists import Group
from .model import Section, Span, Table
from .outline import Item, chinese_number
from .outline_patterns import MARKER, NOT_TASKS

__all__ = ["DraftClause", "DraftTask", "arrange"]


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause before its units are resolved.

    Attributes:
        span: where its words stand.
        text: its words.
        group: who answers for it.
        stated: fields that give its deadline, where it has no group that holds them.
    """

    span: Span
    text: str
    group: Group | None
    stated: tuple[Span, ...] = ()


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
    """Where a task stands: an item, a paragraph outside all items, or rows of a ledger."""

    span: Span
    content: int
    item: int | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class _Headings:
    """Sections, and the number of the one that an item or a ledger's heading cell makes."""

    sections: list[Section]
    of_item: dict[int, int]
    of_cell: dict[Span, int]


def arrange(
    content: str,
    items: list[Item],
    groups: tuple[Group, ...],
    ledgers: Sequence[Ledger],
    tables: Sequence[Table],
    body: Span,
) -> tuple[list[Section], list[DraftTask]]:
    """Sections and tasks of a body, in order.

    Args:
        content: the text as read.
        items: its numbered items, none of them inside a ledger.
        groups: those of brackets and lines.
        ledgers: tables with groups of their own.
        tables: all tables of the text.
        body: where the body stands.
    """
    holders = _holders(items, [g.span.start for g in groups])
    task_items = _task_items(content, items, {i for i in holders if i is not None})
    places = [_Place(Span(items[i].start, items[i].own_end), items[i].content, item=i) for i in sorted(task_items)]
    places += _paragraphs(content, [g for g, i in zip(groups, holders, strict=True) if i is None], items, body)
    above_ledgers = dict(zip((x.span for x in ledgers), _holders(items, [x.span.start for x in ledgers]), strict=True))
    places += [place for ledger in ledgers for place in _row_places(ledger)]
    places.sort(key=lambda x: x.span)
    headings = _headings(content, items, task_items, ledgers, above_ledgers)
    numbers = _numbers(content, items, places)
    number_of = {place.item: n for place, n in zip(places, numbers, strict=True) if place.item is not None}
    starts = [g.span.start for g in groups]
    table_starts = [x.span for x in ledgers]
    tasks = []
    for place, number in zip(places, numbers, strict=True):
        if place.rows:
            ledger = table_starts[bisect_right(table_starts, place.span.start, key=lambda s: s.start) - 1]
            tasks.append(_row_task(content, items, place, number, headings, above_ledgers[ledger]))
            continue
        own = groups[bisect_left(starts, place.span.start) : bisect_left(starts, place.span.end)]
        item = items[place.item] if place.item is not None else None
        tasks.append(
            DraftTask(
                number,
                item.written if item else None,
                _above(items, item.parent, headings.of_item) if item else None,
                _above(items, item.parent, number_of) if item else None,
                display("".join(content[s.start : s.end] for s in _outside(place, own, tables))),
                Span(place.span.start, _trim(content, place.span.start, place.span.end)),
                _clauses(content, place, own, tables),
            )
        )
    return headings.sections, tasks


def _holders(items: list[Item], places: list[int]) -> list[int | None]:
    """For each place in the text the deepest item that it stands in."""
    starts = [item.start for item in items]
    found: list[int | None] = []
    for place in places:
        at = bisect_right(starts, place) - 1
        index: int | None = at if at >= 0 else None
        while index is not None and items[index].end <= place:
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
        if (items[i].parent, items[i].style) in families and not NOT_TASKS.match(items[i].heading(content)[0])
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
            places[-1] = _Place(Span(places[-1].span.start, max(end, places[-1].span.end)), places[-1].content)
        else:
            places.append(_Place(Span(start, end), start))
    return places


def _row_places(ledger: Ledger) -> list[_Place]:
    """The tasks of a ledger: a row with the rows that continue it."""
    tasks: list[list[Row]] = []
    for row in ledger.rows:
        if row.continues and tasks:
            tasks[-1].append(row)
        else:
            tasks.append([row])
    return [_Place(Span(t[0].span.start, t[-1].span.end), t[0].span.start, rows=tuple(t)) for t in tasks]


def _row_task(
    content: str, items: list[Item], place: _Place, number: int, headings: _Headings, above: int | None
) -> DraftTask:
    clauses: list[DraftClause] = []
    for row in place.rows:
        clauses += _inner_clauses(content, row)
        span = Span(row.texts[0].start, row.texts[-1].end) if row.texts else clauses[-1].span if clauses else row.span
        text = display(" ".join(content[s.start : s.end] for s in row.texts)) if row.texts else ""
        text = text or (clauses[-1].text if clauses else display(content[span.start : span.end]))
        if row.group or row.stated or not row.inner:
            clauses.append(DraftClause(span, text, row.group, () if row.group else row.stated))
    first = place.rows[0]
    cell = first.section
    return DraftTask(
        number,
        display(content[first.number.start : first.number.end]) if first.number else None,
        headings.of_cell[cell] if cell else _above(items, above, headings.of_item),
        None,
        display(" ".join(content[s.start : s.end] for row in place.rows for s in row.texts)) or clauses[0].text,
        place.span,
        tuple(clauses),
    )


def _inner_clauses(content: str, row: Row) -> list[DraftClause]:
    """What brackets in a row's own texts answer for."""
    clauses: list[DraftClause] = []
    for group in row.inner:
        cell = next(s for s in row.texts if s.start <= group.span.start < s.end)
        start = max([cell.start, *(c.group.span.end for c in clauses if c.group)])
        span = _strip(content, Span(start, max(start, group.span.start)))
        clauses.append(DraftClause(span, display(content[span.start : span.end]), group))
    return clauses


def _headings(
    content: str,
    items: list[Item],
    task_items: set[int],
    ledgers: Sequence[Ledger],
    above_ledgers: dict[Span, int | None],
) -> _Headings:
    """Headings above tasks: numbered items, and heading cells of ledgers."""
    above: set[int] = set()
    for start in [*(items[i].parent for i in task_items), *above_ledgers.values()]:
        up = start
        while up is not None:
            if up not in task_items:
                above.add(up)
            up = items[up].parent
    cells = {row.section: above_ledgers[x.span] for x in ledgers for row in x.rows if row.section is not None}
    tops = {i for i in above if items[i].parent is None or items[i].parent not in above}
    if len(tops) == 1 and (above - tops or cells):
        above -= tops
    found: list[tuple[int, int | Span]] = sorted(
        [*((items[i].start, i) for i in above), *((c.start, c) for c in cells)], key=lambda x: x[0]
    )
    headings = _Headings([], {}, {})
    for number, (_, one) in enumerate(found, 1):
        if isinstance(one, Span):
            headings.of_cell[one] = number
            marker = re.compile(rf"\s*(?:{MARKER.pattern})").match(fold(content[one.start : one.end]))
            begin = one.start + (marker.end() if marker else 0)
            written = content[one.start : begin].strip()
            heading, span, parent = display(content[begin : one.end]), one, cells[one]
        else:
            headings.of_item[one] = number
            heading, span = items[one].heading(content)
            written, parent = items[one].written, items[one].parent
        headings.sections.append(Section(number, written, heading, span, _above(items, parent, headings.of_item)))
    return headings


def _above(items: list[Item], index: int | None, numbers: dict[int, int]) -> int | None:
    """The number of the nearest item from `index` upwards that has one."""
    while index is not None:
        if (number := numbers.get(index)) is not None:
            return number
        index = items[index].parent
    return None


def _numbers(content: str, items: list[Item], places: list[_Place]) -> list[int]:
    """The notice's own numbers where they run through all tasks, else running ones."""
    own = [_own_number(content, items, place) for place in places]
    through = all(a < b for a, b in pairwise(own)) and own[:1] != [0]
    return own if through else list(range(1, len(places) + 1))


def _own_number(content: str, items: list[Item], place: _Place) -> int:
    """The number that a task bears in the notice; 0 where it has none."""
    if place.item is not None:
        return items[place.item].number
    number = place.rows[0].number if place.rows else None
    digits = re.search(rf"\d{{1,4}}|[{CHINESE_DIGITS}]+", fold(content[number.start : number.end])) if number else None
    if digits is None:
        return 0
    return int(digits.group()) if digits.group().isdigit() else chinese_number(digits.group())


def _outside(place: _Place, groups: tuple[Group, ...], tables: Sequence[Table]) -> list[Span]:
    """The stretches of a task's text between its groups.

    What nobody answers for ends where a table begins: its rows are tasks of their own, or an annex.
    """
    spans, at = [], place.content
    for group in groups:
        spans.append(Span(at, max(at, group.span.start)))
        at = group.span.end
    end = max(at, place.span.end)
    following = bisect_left(tables, at, key=lambda x: x.span.start)
    if following < len(tables) and tables[following].span.start < end:
        end = tables[following].span.start
    return [*spans, Span(at, end)]


def _clauses(
    content: str, place: _Place, groups: tuple[Group, ...], tables: Sequence[Table]
) -> tuple[DraftClause, ...]:
    clauses: list[DraftClause] = []
    *before, rest = _outside(place, groups, tables)
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
