"""Rows on what a notice says of itself: title, document number, issuers, date.

They are applied before all others, by reading the notice anew with what they say:
area, year and IRI follow from it as if the text said so.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from ...ontology.agencies import Authority
from ..dates import date_in, day_said, like_date, only_date
from ..documents import number_in
from ..fold import display, fold, without_space
from ..model import DocumentNumber, Span
from ..stated import Stated
from .errors import RowError, cut
from .issuers import correct_issuer
from .own import Own
from .rows import Row
from .said import of_number
from .state import State

__all__ = ["KINDS", "correct_document"]

KINDS: Final = ("title", "document_number", "issuer", "issued")
_LONGEST: Final = 200
_ALIKE: Final = 0.5
_RUN: Final = re.compile(r"[^\s:《》“”,。]+")
_RUN_LONGEST: Final = 30
# A serial behind its year or before 号, however a scan has spoilt the rest.
_SERIAL: Final = re.compile(r"[0-9A-Za-z]号|[〕\])】]第?[0-9A-Za-z]")


def correct_document(state: State, rows: Iterable[Row], tables: Authority) -> Stated:
    """What the rows say over what was read; `NOTHING` where they change nothing."""
    own = Own(state, tables, state.head)
    # The title tells where the number is to be looked for, and so on; the order of rows tells nothing.
    for row in sorted(rows, key=lambda row: KINDS.index(row.kind)):
        try:
            if row.kind == "title":
                _title(own, row)
            elif row.kind == "document_number":
                _number(own, row)
            elif row.kind == "issued":
                _issued(own, row)
            else:
                correct_issuer(own, row)
        except RowError as fault:
            state.refuse(row, fault)
    return own.stated


def _title(own: Own, row: Row) -> None:
    span = own.place(row)
    read = own.state.notice.header.title
    said = row.text("should_be")
    words = own.state.notice.source.words(span)
    title = display(words if said is None else said) or None
    if row.action != "remove" and (title is None or len(title) > _LONGEST):
        raise RowError(
            row.number,
            f"a title has 1 to {_LONGEST} characters; fill should_be",
            chinese=f"标题应为1至{_LONGEST}个字，请填“应为”列",
        )
    new = None if row.action == "remove" else title
    own.state.agree(row, new)
    if new is None:
        stated = replace(own.stated, absent=own.stated.absent | {"title"})
    elif said is None and new != read:
        stated = replace(own.stated, title=new, title_at=span)
    else:
        stated = replace(own.stated, title=new, title_at=_title_at(own, span, display(words), new))
    own.put(row, span, stated, {"should_be": read}, {"should_be": new})


def _title_at(own: Own, span: Span, words: str, title: str) -> Span | None:
    """Where the title stands: at the row's words, if these are what a scan left of it, else where one was read."""
    read = own.head.title
    if read is not None and span.start <= read.start and read.end <= span.end:
        return span
    # In the body the title may be cited.
    beside = span.start >= own.head.top if read is None else span.end <= read.start or read.end <= span.start
    if beside:
        return own.stated.title_at
    alike = difflib.SequenceMatcher(None, words, title, autojunk=False).ratio() >= _ALIKE
    return span if alike or abs(len(words) - len(title)) * 4 <= len(title) else own.stated.title_at


def _number(own: Own, row: Row) -> None:
    span = own.place(row, lambda place: _stands_alone(own.state.folded, place))
    new: DocumentNumber | None = None
    if row.action != "remove":
        said = row.text("should_be")
        new = _number_of(row, own.state.notice.source.words(span) if said is None else said)
    own.state.agree(row, new)
    if new is None:
        stated = replace(own.stated, absent=own.stated.absent | {"document_number"})
    else:
        places = {*own.stated.number_places, *_number_places(own, row, span)}
        stated = replace(own.stated, number=new, number_places=tuple(sorted(places)))
    own.put(row, span, stated, of_number(own.state.notice.header.document_number), of_number(new))


def _number_places(own: Own, row: Row, span: Span) -> set[Span]:
    """Where a notice has its number, well or badly written.

    That is the row's place, and of words that may be a number each place in the head too:
    behind it the same words are what the notice cites.
    """
    folded = own.state.folded
    if not _SERIAL.search(without_space(fold(row.words))):
        whole = next((m for m in _RUN.finditer(folded, _line(folded, span)) if m.end() >= span.end), None)
        spoilt = whole and len(whole.group()) <= _RUN_LONGEST and _SERIAL.search(whole.group())
        return {Span(whole.start(), max(whole.end(), span.end))} if whole and spoilt else {span}
    found = (p for p in own.state.places.all(row, Span(0, own.head.top)) if _stands_alone(folded, p))
    return {span, *found}


def _line(folded: str, span: Span) -> int:
    return folded.rfind("\n", 0, span.start) + 1


def _stands_alone(folded: str, place: Span) -> bool:
    """Whether no other words run into a number; a number in brackets behind 《》 is that document's."""
    before = folded[max(0, place.start - 2) : place.start].rstrip(" ")
    behind = folded[place.end : place.end + 1]
    runs_on = before and not before[-1].isspace() and before[-1] not in ":("
    return not (runs_on or before == "》(" or (behind.isalnum() and folded[place.end - 1] != "号"))


def _number_of(row: Row, text: str) -> DocumentNumber:
    plain = without_space(fold(text))
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    found = number_in(plain)
    if found is None or found[1:] != (0, len(plain)):
        raise RowError(
            row.number,
            f"“{cut(text)}” is no document number; write it as 青政办〔2018〕28号 in should_be",
            chinese=f"“{cut(text)}”不是发文字号，请在“应为”列按“青政办〔2018〕28号”的形式填写",
        )
    return found[0]


def _issued(own: Own, row: Row) -> None:
    span = own.place(row)
    words = fold(own.state.notice.source.words(span))
    new: date | None = None
    if row.action != "remove":
        said = row.text("should_be")
        new = only_date(words) if said is None else day_said(fold(said))
        if new is None:
            text = words if said is None else said
            raise RowError(
                row.number,
                f"“{cut(text)}” is no day; write it as 2018-03-20 or 2018年3月20日 in should_be",
                chinese=f"“{cut(text)}”不是日期，请在“应为”列按“2018-03-20”或者“2018年3月20日”的形式填写",
            )
    own.state.agree(row, new)
    read = own.state.notice.header.issued
    if new is None:
        stated = replace(own.stated, absent=own.stated.absent | {"issued"})
    else:
        # A date that cannot be read is none elsewhere; other words speak of the date that was read.
        there = date_in(words) or (None if like_date(words) else read)
        stated = replace(
            own.stated,
            issued=new,
            issued_places=tuple(sorted({*own.stated.issued_places, span})),
            issued_mistaken=own.stated.issued_mistaken | ({there} if there is not None else set()),
        )
    signed, place = own.head.header.sign_off_date, own.head.sign_off
    if read == new and place is not None and place.start <= span.start < place.end:
        read = signed
    own.put(row, span, stated, {"should_be": read}, {"should_be": new})
