"""A `SourceText` becomes a `Notice`: every step in its order."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from ..ontology.agencies import Authority
from ..ontology.places import UNPLACED
from .assignments import Found, find_groups
from .back_references import FoundReference, find_references
from .citations import FoundCitation, find_citations
from .deadlines import find_deadline, is_recurring
from .documents import scope_of_title
from .figures import STATED_YEAR
from .fold import fold
from .header import Head, read_header
from .lists import Group
from .model import (
    Assignment,
    BackReference,
    Citation,
    Clause,
    Document,
    Notice,
    Problem,
    Section,
    SourceText,
    Span,
    Target,
    Task,
    Unit,
)
from .outline import markers, outline
from .outline_patterns import AFTER_BODY, CLOSING, FURNITURE
from .stated import NOTHING, Stated
from .targets import Figure, find_targets
from .tasks import DraftClause, DraftTask, arrange

__all__ = ["parse", "stated_year", "unknown_names", "where_it_stands", "words_end"]

_SENTENCE_MAX = 300


def parse(source: SourceText, tables: Authority | None = None, stated: Stated = NOTHING) -> Notice:
    """Reads a text as a notice.

    Args:
        source: the text.
        tables: the authority that knows the units; the shipped one unless given.
        stated: what a person says that the notice says of itself.

    Never fails on what the text says: what was not understood stands in
    `Notice.problems`. A text without assignments has no tasks.
    """
    content, folded = source.content, fold(source.content)
    head = read_header(source, folded, tables, stated)
    found = find_groups(content, folded, head.body, source.tables)
    body = Span(_body_start(head, found), _body_end(folded, head, found))
    sections: list[Section] = []
    drafts: list[DraftTask] = []
    if found.groups or found.ledgers:
        items = outline(content, folded, body.start, body.end, [x.span for x in found.ledgers])
        sections, drafts = arrange(content, items, found.groups, found.ledgers, source.tables, body)
    header = head.header
    year = head.year
    tasks = tuple(_task(content, folded, head, draft, year) for draft in drafts)
    number = header.document_number
    # Two texts with neither number nor title must not become one document.
    title = re.sub(r"\s", "", fold(header.title)) if header.title else source.sha256
    named = (
        scope_of_title(header.title, head.jurisdiction) if header.title and not number and not header.issuers else None
    )
    document = Document(named or head.jurisdiction, number, None if number else title, None if number else year)
    text_end = _text_end(folded, found, head.body)
    cited = find_citations(content, folded, head, text_end)
    return Notice(
        source=source,
        document=document,
        header=header,
        jurisdiction=head.jurisdiction,
        sections=tuple(sections),
        tasks=tasks,
        citations=_citations(cited, sections, tasks),
        back_references=_back_references(find_references(folded, cited, head.body, text_end), sections, tasks),
        targets=_targets(folded, head, body, sections, tasks, year),
        rules=tuple(replace(rule, units=tuple(head.resolver.units(rule.names))) for rule in found.rules),
        problems=(*found.problems, *_problems(head, tasks)),
        groups_seen=found.seen,
        groups_read=found.read,
    )


def _body_start(head: Head, found: Found) -> int:
    """Behind the covering letter, where nobody answers for anything in it but somebody does below."""
    places = [*(g.span.start for g in found.groups[:1]), *(x.span.start for x in found.ledgers[:1])]
    ends = [span.end for span in (head.plan, head.sign_off) if span is not None]
    return max([head.body, *(end for end in ends if places and end <= min(places))])


def _text_end(folded: str, found: Found, start: int) -> int:
    """Where the notice's own words end: at the furniture of its page."""
    after = max([start, *(g.span.end for g in found.groups[-1:]), *(x.span.end for x in found.ledgers[-1:])])
    return words_end(folded, after)


def words_end(folded: str, after: int) -> int:
    """Where the furniture of a page begins behind the last group, which ends at `after`."""
    match = FURNITURE.search(folded, after)
    return match.start() if match else len(folded)


def _furniture(folded: str, found: Found, start: int) -> int:
    """Where annexes, copies lists and page furniture begin behind the last group."""
    after = max([start, *(g.span.end for g in found.groups[-1:]), *(x.span.end for x in found.ledgers[-1:])])
    match = AFTER_BODY.search(folded, after)
    return match.start() if match else len(folded)


def _body_end(folded: str, head: Head, found: Found) -> int:
    """Where the body ends: at its sign-off or what follows it, or before the words that close the notice."""
    start = head.body
    after = max([start, *(g.span.end for g in found.groups[-1:]), *(x.span.end for x in found.ledgers[-1:])])
    end = _furniture(folded, found, start)
    if head.sign_off is not None and head.sign_off.start >= after:
        end = min(end, head.sign_off.start)
    # Another item may still follow, one that names nobody; then the closing words come later or not at all.
    if after > start and CLOSING.match(folded, after) and not markers(folded, after, end):
        return after
    return end


def _task(content: str, folded: str, head: Head, draft: DraftTask, year: int | None) -> Task:
    clauses = tuple(_clause(content, folded, head, n, clause, year) for n, clause in enumerate(draft.clauses, 1))
    return Task(draft.number, draft.number_as_written, draft.section, draft.parent, draft.text, draft.span, clauses)


def _clause(content: str, folded: str, head: Head, number: int, draft: DraftClause, year: int | None) -> Clause:
    group: Group | None = draft.group
    places = [draft.span, *(group.remarks if group else ())]
    stated = list(group.stated if group else draft.stated)
    members = group.members if group else ()
    units = head.resolver.units(m.unit.name for m in members)
    return Clause(
        number=number,
        text=draft.text,
        span=draft.span,
        group=group.span if group else None,
        assignments=tuple(
            Assignment(
                m.role,
                m.unit.name,
                m.role_as_written,
                unit,
                m.unit.span,
                m.rule,
            )
            for m, unit in zip(members, units, strict=True)
        ),
        open_list=group.open_list if group else False,
        deadline=find_deadline(content, folded, places, stated, year, head.header.issued),
        recurring=is_recurring(folded, [*places, *stated]),
        responsible_person=group.person if group else None,
    )


def _citations(found: list[FoundCitation], sections: list[Section], tasks: tuple[Task, ...]) -> tuple[Citation, ...]:
    return tuple(
        Citation(number, c.title, c.document, c.relation, *where_it_stands(c.span, sections, tasks), c.span)
        for number, c in enumerate(found, 1)
    )


def _back_references(
    found: list[FoundReference], sections: list[Section], tasks: tuple[Task, ...]
) -> tuple[BackReference, ...]:
    return tuple(
        BackReference(number, r.document, *where_it_stands(r.span, sections, tasks), r.span)
        for number, r in enumerate(found, 1)
    )


def where_it_stands(span: Span, sections: Sequence[Section], tasks: Sequence[Task]) -> tuple[int | None, int | None]:
    """Numbers of the task in which a span begins, or else of the section."""
    task = _last_before(tasks, span.start)
    if task is not None and span.start < task.span.end:
        return task.number, None
    section = _last_before(sections, span.start)
    return None, section.number if section else None


_Placed = TypeVar("_Placed", Section, Task)


def _last_before(parts: Sequence[_Placed], at: int) -> _Placed | None:
    """The last of some parts, in order, that begins at or before an offset."""
    index = bisect_right(parts, at, key=lambda part: part.span.start) - 1
    return parts[index] if index >= 0 else None


def _targets(
    folded: str, head: Head, body: Span, sections: list[Section], tasks: tuple[Task, ...], year: int | None
) -> tuple[Target, ...]:
    """The targets of the clauses, and the aims that stand outside the tasks: above them, or below a heading."""
    if not tasks:
        return ()
    found: list[tuple[Figure, int | None, int | None]] = []
    at = body.start
    for task in tasks:
        if at < task.span.start:
            found += [(f, None, None) for f in find_targets(folded, Span(at, task.span.start), head.jurisdiction)]
        for clause in task.clauses:
            found += [(f, task.number, clause.number) for f in find_targets(folded, clause.span, head.jurisdiction)]
        at = max(at, task.span.end)
    targets = []
    for number, (f, task_number, clause_number) in enumerate(found, 1):
        section = None if task_number is not None else _last_before(sections, f.span.start)
        targets.append(
            Target(
                number=number,
                value=f.value,
                max_value=f.max_value,
                unit=f.unit,
                normalized_value=f.value * f.multiplier,
                normalized_max_value=f.max_value * f.multiplier if f.max_value is not None else None,
                normalized_unit=f.base_unit,
                comparator=f.comparator,
                indicator=f.indicator,
                measure=f.measure,
                region=f.region,
                year=stated_year(folded, f.span, year),
                task=task_number,
                clause=clause_number,
                section=section.number if section else None,
                span=f.span,
            )
        )
    return tuple(targets)


def stated_year(folded: str, span: Span, year: int | None) -> int | None:
    """The year that the sentence names before a figure (到2025年…), else the notice's."""
    low = max(0, span.start - _SENTENCE_MAX)
    start = max(folded.rfind(stop, low, span.start) for stop in "。\n;") + 1
    years = STATED_YEAR.findall(folded[max(start, low) : span.end])
    return int(years[-1]) if years else year


def _problems(head: Head, tasks: tuple[Task, ...]) -> list[Problem]:
    problems = []
    header = head.header
    if header.document_number is None:
        problems.append(Problem("no-number", "no document number (发文字号) found", None))
    if header.title is None:
        problems.append(Problem("no-title", "no title found; the text's hash identifies it", None))
    if not header.issuers:
        problems.append(Problem("no-issuer", "no issuer (发布机构) found", None))
    elif head.jurisdiction.startswith(UNPLACED):
        problems.append(
            Problem("unplaced", f"the area of {header.issuers[0].name} is not known: names stay as written", None)
        )
    if not tasks:
        problems.append(Problem("no-assignments", "no assignments found: the graph describes the document alone", None))
    if unknown := unknown_names(tasks):
        problems.append(unknown)
    return problems


def unknown_names(tasks: Sequence[Task], told: Collection[Unit] = ()) -> Problem | None:
    """The problem that some names are not in the authority; none where all are, or mean units told of already."""
    found = (a for t in tasks for c in t.clauses for a in c.assignments)
    unknown = sorted({a.name for a in found if not a.unit.known and a.unit not in told})
    if not unknown:
        return None
    return Problem(
        "unknown-names",
        f"not in the authority, so they stay as written ({len(unknown)}): {'、'.join(unknown)}",
        None,
    )
