"""All that was read of a notice as rows of a table of corrections, ready to be edited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ..corrected import CorrectionKind
from ..model import Notice, Span
from .columns import COLUMNS, WORDS
from .said import Values, of_assignment, of_citation, of_deadline, of_target, period
from .table import csv_text

__all__ = ["ReadyRow", "cells", "headings", "ready_rows", "table_text"]

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A fact as a row without an action.

    Attributes:
        kind: assignment, citation, target or deadline; also group, for a place that was not understood.
        span: where it stands.
        task: number of its task, where it is in one.
        clause: number of its clause, likewise.
        number: of a citation or target.
        values: what was read, by column.
    """

    kind: CorrectionKind
    span: Span
    task: int | None
    clause: int | None
    number: int | None
    values: Values


def ready_rows(notice: Notice) -> list[ReadyRow]:
    """The facts of a notice, in the order of the text."""
    return sorted(_rows(notice), key=lambda row: (row.span, row.task or 0, row.clause or 0, row.number or 0))


def _rows(notice: Notice) -> Iterator[ReadyRow]:
    for task in notice.tasks:
        for clause in task.clauses:
            for said in clause.assignments:
                yield ReadyRow("assignment", said.span, task.number, clause.number, None, of_assignment(said))
            if clause.deadline is not None:
                due = clause.deadline
                yield ReadyRow("deadline", due.span, task.number, clause.number, None, of_deadline(due))
    for cited in notice.citations:
        yield ReadyRow("citation", cited.span, cited.task, None, cited.number, of_citation(cited))
    for target in notice.targets:
        yield ReadyRow("target", target.span, target.task, target.clause, target.number, of_target(target))


def headings(language: Language) -> list[str]:
    """The first row, in a language."""
    return [chinese if language == "zh" else name for name, chinese in COLUMNS.items()]


def cells(notice: Notice, row: ReadyRow, language: Language, action: str = "") -> list[str]:
    """A row as the table has it.

    Args:
        notice: the notice that it was read from.
        row: the fact.
        language: of the words for actions, kinds, roles and the like.
        action: what the row is to do; nothing unless given.
    """
    filled: Mapping[str, object] = {
        "action": action,
        "kind": row.kind,
        "task": row.task,
        "clause": row.clause,
        "number": row.number,
        "start": row.span.start,
        "end": row.span.end,
        "words": "".join(notice.source.words(row.span).split()),
        "text_sha256": notice.source.sha256,
        **row.values,
    }
    return [_cell(column, filled.get(column), language) for column in COLUMNS]


def _cell(column: str, value: object, language: Language) -> str:
    match value:
        case None | "":
            return ""
        case (date() as last, ("day" | "month" | "year") as precision):
            return period(last, precision, chinese=language == "zh")
        case Decimal():
            return f"{value.normalize():f}"
        case str() if column in WORDS:
            return WORDS[column][value] if language == "zh" else value
        case _:
            return str(value)


def table_text(
    notice: Notice, rows: Sequence[ReadyRow], language: Language, standing: Iterable[Sequence[str]] = ()
) -> str:
    """A whole table as CSV.

    Args:
        notice: the notice that it was read from.
        rows: its facts.
        language: of the headings and words.
        standing: rows that come first (`standing.standing_rows`).
    """
    return csv_text([headings(language), *standing, *(cells(notice, row, language) for row in rows)])
