"""Rows on citations: which document a place cites, and how."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from ...ontology.places import CENTRE, UNPLACED, names_of
from ..back_references import find_references
from ..citation_patterns import TITLE_QUOTED
from ..citations import FoundCitation
from ..documents import identify, number_in
from ..fold import fold, without_space
from ..model import BackReference, Citation, Document, Span
from ..parse import where_it_stands, words_end
from .errors import RowError, cut
from .places import visible
from .rows import Row
from .said import of_citation
from .state import State, between

__all__ = ["correct_citations"]


def correct_citations(state: State, rows: Iterable[Row]) -> tuple[tuple[Citation, ...], tuple[BackReference, ...]]:
    """Applies the rows on citations; the citations, and what points back to them."""
    found = {said.span: said for said in state.notice.citations}
    references = list(state.notice.back_references)
    removed: list[tuple[Row, Citation]] = []
    by_words: dict[str, list[Citation]] = defaultdict(list)
    for said in found.values():
        by_words[state.places.as_saved(visible(state.notice.source.words(said.span)))].append(said)
    # What is removed first is nothing that a back reference could still mean; what corrects nothing is compared last.
    for row in sorted(rows, key=lambda row: (row.action is None, row.action != "remove")):
        try:
            _correct(state, found, references, by_words, removed, row)
        except RowError as fault:
            state.refuse(row, fault)
    _forget(state, found.values(), references, removed)
    _point_back(state, found.values(), references)
    return tuple(found[span] for span in sorted(found)), tuple(references)


def _forget(
    state: State, left: Collection[Citation], references: list[BackReference], removed: list[tuple[Row, Citation]]
) -> None:
    """Takes away what points back to documents that nothing cites any more, and says so."""
    cited = {c.document for c in left}
    for row, said in removed:
        gone = [r for r in references if r.document == said.document and r.document not in cited]
        for reference in gone:
            references.remove(reference)
            words = cut(state.notice.source.words(reference.span))
            state.warn(
                row,
                f"“{words}” pointed back to what is cited no more, and is left out too",
                f"“{words}”所回指的文件已不再引用，一并略去",
                reference.span,
            )


def _point_back(state: State, now: Collection[Citation], references: list[BackReference]) -> None:
    """Adds what points back to a document that a row has made known to be cited (该规划), as the rules find it."""
    read = {c.document for c in state.notice.citations}
    gained = {c.document for c in now} - read
    if not gained:
        return
    cited = [FoundCitation(c.title, c.document, c.relation, c.span) for c in sorted(now, key=lambda c: c.span)]
    tasks = tuple(state.tasks.values())
    end = max((c.group.end for t in tasks for c in t.clauses if c.group is not None), default=state.head.body)
    known = {r.span for r in references}
    for made in find_references(state.folded, cited, state.head.body, words_end(state.folded, end)):
        if made.document not in gained or made.span in known:
            continue
        before = max((r.number for r in references if r.span < made.span), default=0)
        number = between({r.number for r in (*state.notice.back_references, *references)}, before, None)
        placed = where_it_stands(made.span, state.notice.sections, tasks)
        references.append(BackReference(number, made.document, *placed, made.span))
    references.sort(key=lambda r: r.span)


def _correct(
    state: State,
    found: dict[Span, Citation],
    references: list[BackReference],
    by_words: dict[str, list[Citation]],
    removed: list[tuple[Row, Citation]],
    row: Row,
) -> None:
    span = _place(state, by_words, row)
    state.speak(row, span)
    said = found.get(span)
    if row.action is None:
        if said is not None:
            state.compare(row, of_citation(said), span)
        return
    if row.action == "remove":
        found.pop(span, None)
        if said is not None:
            removed.append((row, said))
        before = of_citation(said) if said else None
        task = said.task if said else row.task
        state.note(row, span, "applied" if said else "already_so", (task, None), before=before)
        return
    if said is None:
        made = found[span] = _made(state, found.values(), span, row)
        state.note(row, span, "applied", (made.task, None), after=of_citation(made), number=made.number)
        return
    now = said
    if row.relation is not None:
        now = replace(now, relation=row.relation)
    if any(c in row.values and row.values[c] != of_citation(said)[c] for c in ("document", "scope", "year")):
        now = replace(now, document=_document(state, row, said.title))
    found[span] = now
    if now.document != said.document and not any(c.document == said.document for c in found.values()):
        # 该通知 behind it means the document that is now known to be cited.
        references[:] = [replace(r, document=now.document) if r.document == said.document else r for r in references]
    same = now == said
    state.note(
        row,
        span,
        "already_so" if same else "applied",
        (said.task, None),
        before=None if same else of_citation(said),
        after=of_citation(now),
        number=said.number,
    )


def _place(state: State, by_words: dict[str, list[Citation]], row: Row) -> Span:
    """Where a row's words stand; without start and end, where they were read as a citation if in one place alone."""
    if row.start is not None:
        return state.places.core(state.places.stated(row))
    if row.action != "add":
        read = by_words.get(state.places.as_saved(visible(row.words)), [])
        read = [c for c in read if row.task in (None, c.task) and row.values.get("number") in (None, c.number)]
        if len(read) == 1:
            return read[0].span
    return state.located(row)


def _made(state: State, found: Collection[Citation], span: Span, row: Row) -> Citation:
    folded = state.folded
    if row.relation is None:
        raise RowError(
            row.number,
            "nothing is cited there by the rules: fill relation",
            chinese="该处没有读出引用，请填写引用方式",
        )
    quoted = TITLE_QUOTED.search(folded, span.start, span.end)
    title = without_space(state.notice.source.content[quoted.start() + 1 : quoted.end() - 1]) if quoted else None
    document = _document(state, row, title, folded[span.start : span.end])
    task, section = where_it_stands(span, state.notice.sections, tuple(state.tasks.values()))
    before = max((c.number for c in found if c.span < span), default=0)
    # A number that was read stays that of what was read, gone or not, so that no IRI changes its meaning.
    taken = {c.number for c in (*state.notice.citations, *found)}
    number = between(taken, before, row.whole("number"))
    return Citation(number, title, document, row.relation, task, section, span)


def _document(state: State, row: Row, title: str | None, words: str | None = None) -> Document:
    """The document that a row names by number or title, or else the words of its place.

    Args:
        state: the notice.
        row: the row.
        title: what stands inside 《》 at the place.
        words: the place's words, folded, where the row may leave it to them.
    """
    named = row.text("document")
    read = number_in(fold(named) if named is not None else words or "")
    if named is not None and read is not None and read[2] - read[1] < len(without_space(fold(named))):
        read = None  # a title that holds a number
    number = read[0] if read else None
    if named is not None and number is None:
        title = without_space(named).removeprefix("《").removesuffix("》")
    if number is None and not title:
        raise RowError(
            row.number,
            "neither 《》 nor a document number stands there: fill document",
            chinese="该处既无书名号也无文号，请填写文件",
        )
    header, context = state.notice.header, state.head.resolver.context
    scope = row.text("scope")
    if scope is None:
        issuer = header.issuers[0].name if header.issuers else header.title or ""
        made = identify(title, number, context.jurisdiction, context.year, issuer)
        return replace(made, year=row.whole("year")) if "year" in row.values and number is None else made
    # An area that the tables lack has a scope of its own: 330000-长兴县, unplaced-….
    if scope != CENTRE and not scope.startswith(UNPLACED) and not names_of(scope.partition("-")[0]):
        raise RowError(
            row.number,
            f"scope “{cut(scope)}” is no division code (GB/T 2260)",
            chinese=f"区划代码“{cut(scope)}”不是行政区划代码（GB/T 2260）",
        )
    return Document(
        scope, number, None if number else without_space(fold(title or "")), None if number else row.whole("year")
    )
