"""What the page of a notice under review is made of, as plain columns, whoever read the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["Mark", "MarkKind", "Note", "Part", "Review"]

MarkKind = Literal["assignment", "deadline", "target", "citation", "unread"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that was read as something, or was not understood.

    Attributes:
        kind: as what.
        start: first code point.
        end: behind the last one.
        cells: the row for a table of corrections, column by column; empty cells are left out.
        role: of an assignment: lead, support or responsible.
        person: who put it right, where a person did; empty where the row says nobody.
    """

    kind: MarkKind
    start: int
    end: int
    cells: Mapping[str, str]
    role: str = ""
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Where a section, task or clause begins.

    Attributes:
        kind: which of them.
        start: first code point.
        label: its number, such as 9 or 9.2.
    """

    kind: Literal["section", "task", "clause"]
    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at.

    Attributes:
        code: what, a key of `review_words.NOTES`; others are shown by their detail alone.
        detail: names and the like.
        start: first code point of the place; none where it is about the whole notice.
        end: behind the last one.
        group: ``unread``: it was not understood; ``doubts``: it was, perhaps wrongly; ``table``: it is about the
            table of corrections; ``corrections``: a row of it that was applied.
        place: task and clause, where it is in one: 9.2.
        chinese: the detail in Chinese, where it has words.
    """

    code: str
    detail: str
    start: int | None
    end: int | None
    group: Literal["unread", "doubts", "table", "corrections"]
    place: str = ""
    chinese: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A notice under review.

    Attributes:
        file: name of its file, without folders.
        title: of the notice.
        number: 发文字号; empty where it has none.
        issuers: full names.
        issued: the date, as 2018-03-20; empty where it has none.
        text: as read.
        text_sha256: of its UTF-8.
        columns: columns of a table of corrections -> Chinese headings.
        words: column -> its words in English -> in Chinese.
        marks: in any order.
        parts: in any order.
        notes: in the order to show.
        seen: how many places look like assignments.
        read: how many of them were understood.
        corrected: how many rows of corrections are applied.
    """

    file: str
    title: str
    number: str
    issuers: tuple[str, ...]
    issued: str
    text: str
    text_sha256: str
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    marks: tuple[Mark, ...]
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    seen: int
    read: int
    corrected: int
