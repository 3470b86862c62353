"""What a person put right in a notice, as it stands in the `Notice` that was put right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .text import Span

__all__ = ["Action", "Correction", "CorrectionKind", "Outcome", "Spoken"]

Action = Literal["add", "change", "remove"]
CorrectionKind = Literal[
    "assignment",
    "name",
    "citation",
    "target",
    "deadline",
    "clause",
    "task",
    "group",
    "open_list",
    "heading",
    "title",
    "document_number",
    "issuer",
    "issued",
]
Outcome = Literal["applied", "already_so"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of a table of corrections, and what came of it.

    Attributes:
        row: its number in the table as a spreadsheet counts, the headings being row 1.
        action: add, change or remove.
        kind: assignment, name, citation, target, deadline, clause, task; group: a place that only looks like
            an assignment; open_list: whether 等 leaves a list of units open; heading: of a section; title,
            document_number, issuer, issued: what the notice says of itself.
        outcome: ``applied``, or ``already_so`` where the rules give the same by themselves.
        words: the words that it is about, without white space.
        span: where they stand; none for a name that holds wherever it is written.
        task: number of the task, where it is about one.
        clause: number of the clause within it, likewise.
        number: number of the citation, target or section that it made or changed.
        before: what was read before, as ``column=value`` with the columns of the table; none where nothing was.
        after: what holds now; none where nothing does.
        by: who said so.
        on: when.
        note: why.
        places: of a name or an assignment, where the row changed whom the words mean.
    """

    row: int
    action: Action
    kind: CorrectionKind
    outcome: Outcome
    words: str
    span: Span | None
    task: int | None = None
    clause: int | None = None
    number: int | None = None
    before: str | None = None
    after: str | None = None
    by: str | None = None
    on: date | None = None
    note: str | None = None
    places: tuple[Span, ...] = ()


class Spoken:
    """Which corrections say who is meant by an assignment's words, found by its place and words.

    Args:
        corrections: all those of a notice.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_span: dict[Span, list[Correction]] = defaultdict(list)
        self._by_words: dict[str, list[Correction]] = defaultdict(list)
        for one in corrections:
            if one.kind == "assignment" and one.span is not None:
                self._by_span[one.span].append(one)
            elif one.kind == "name":
                self._by_words[one.words].append(one)

    def about(self, words: str, span: Span, task: int, clause: int) -> list[Correction]:
        """The corrections on an assignment, whether or not they changed anything.

        Args:
            words: of the assignment, without white space.
            span: where they stand.
            task: number of its task.
            clause: number of its clause.
        """
        return [
            one
            for one in (*self._by_span.get(span, ()), *self._by_words.get(words, ()))
            if one.task in (None, task) and one.clause in (None, clause) and one.span in (None, span)
        ]

    def put_right(self, words: str, span: Span, task: int, clause: int) -> Correction | None:
        """The correction that changed an assignment, or whom its words mean; arguments as for `about`."""
        changed = (
            one
            for one in self.about(words, span, task, clause)
            if one.outcome == "applied" and (one.action != "remove" if one.kind == "assignment" else span in one.places)
        )
        return next(changed, None)
