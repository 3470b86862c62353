"""Rows on what a notice says of itself: title, document number, issuers, date.

They are applied before all others, by reading the notice anew with what they say:
area, year and IRI follow from it as if the text said so.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from ...ontology.agencies import Authority
from ...ontology.places import CENTRE, names_of
from ..dates import date_in
from ..documents import number_in
from ..fold import display, fold, without_space
from ..model import DocumentNumber, Span, Unit
from ..stated import NOTHING, Stated, StatedIssuer
from .errors import RowError, cut
from .rows import Row
from .said import Values, of_number, of_unit
from .state import State
from .units import tell_unlisted

__all__ = ["KINDS", "correct_document", "tell_issuers"]

KINDS: Final = ("title", "document_number", "issuer", "issued")
_LONGEST: Final = 200
_ISSUER: Final = 80


def correct_document(state: State, rows: Iterable[Row]) -> Stated:
    """What the rows say over what was read; `NOTHING` where they change nothing."""
    stated = NOTHING
    for row in rows:
        try:
            if row.kind == "title":
                stated = _title(state, row, stated)
            elif row.kind == "document_number":
                stated = _number(state, row, stated)
            elif row.kind == "issued":
                stated = _issued(state, row, stated)
            else:
                stated = _issuer(state, row, stated)
        except RowError as fault:
            state.refuse(row, fault)
    return stated


def _title(state: State, row: Row, stated: Stated) -> Stated:
    span = _place(state, row)
    read = state.notice.header.title
    said = row.text("should_be")
    words = state.notice.source.words(span)
    title = display(words if said is None else said) or None
    if row.action != "remove" and (title is None or len(title) > _LONGEST):
        raise RowError(row.number, f"a title has 1 to {_LONGEST} characters; fill should_be")
    new = None if row.action == "remove" else title
    if not _note(state, row, span, {"should_be": read}, {"should_be": new}):
        return stated
    if new is None:
        return replace(stated, absent=stated.absent | {"title"})
    return replace(stated, title=new, title_at=span if said is None else None)


def _number(state: State, row: Row, stated: Stated) -> Stated:
    span = _place(state, row)
    new: DocumentNumber | None = None
    if row.action != "remove":
        said = row.text("should_be")
        new = _number_of(row, state.notice.source.words(span) if said is None else said)
    if not _note(state, row, span, of_number(state.notice.header.document_number), of_number(new)):
        return stated
    if new is None:
        return replace(stated, absent=stated.absent | {"document_number"})
    places = {span}
    # A number that was read wrongly would otherwise cite another document wherever it stands; 青政办 alone may.
    if number_in(fold(row.words)) is not None:
        places |= set(state.places.all(row, None))
    return replace(stated, number=new, number_places=tuple(sorted(places)))


def _number_of(row: Row, text: str) -> DocumentNumber:
    plain = without_space(fold(text))
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    found = number_in(plain)
    if found is None or found[1:] != (0, len(plain)):
        raise RowError(row.number, f"“{cut(text)}” is no document number; write it as 青政办〔2018〕28号 in should_be")
    return found[0]


def _issued(state: State, row: Row, stated: Stated) -> Stated:
    span = _place(state, row)
    new: date | None = None
    if row.action != "remove":
        said = row.text("should_be")
        text = state.notice.source.words(span) if said is None else said
        new = date_in(fold(text))
        if new is None:
            raise RowError(row.number, f"“{cut(text)}” is no day; write it as 2018-03-20 or 2018年3月20日 in should_be")
    read = state.notice.header.issued
    if not _note(state, row, span, {"should_be": read}, {"should_be": new}):
        return stated
    if new is None:
        return replace(stated, absent=stated.absent | {"issued"})
    return replace(stated, issued=new, issued_at=span)


def _issuer(state: State, row: Row, stated: Stated) -> Stated:
    span = _place(state, row)
    read = state.notice.header.issuers
    now = tuple(StatedIssuer(u.name) for u in read) if stated.issuers is None else stated.issuers
    named = StatedIssuer(_name(state, row, span), row.text("scope"))
    if named.scope is not None and named.scope != CENTRE and not names_of(named.scope.partition("-")[0]):
        raise RowError(row.number, f"scope “{cut(named.scope)}” is no division code (GB/T 2260)")
    meant = None if row.action == "add" else _meant(state, row, span, read)
    if row.action != "add" and meant is None and read:
        if row.action == "remove" or any(named.name == u.name for u in read):
            _note(state, row, span, {}, {})
            return stated
        listed = "、".join(u.name for u in read)
        raise RowError(row.number, f"“{cut(row.words)}” is none of the {len(read)} issuers read ({listed}); use add")
    before = of_unit(meant) if meant is not None else {}
    if row.action == "remove":
        after: Values = {}
    elif any(named.name == u.name and named.scope in (None, u.scope) for u in read):
        after = before = {"unit": named.name}
    else:
        after = {"unit": named.name, "scope": named.scope}
    if not _note(state, row, span, before, after):
        return stated
    if meant is None:
        return replace(stated, issuers=(*now, named))
    put = () if row.action == "remove" else (named,)
    at = next((i for i, one in enumerate(now) if one.name == meant.name), len(now))
    return replace(stated, issuers=(*now[:at], *put, *now[at + 1 :]))


def tell_issuers(state: State, rows: Iterable[Row], tables: Authority) -> None:
    """Warns of issuers that rows name and no table has, once the notice is read with what the rows say."""
    for row in rows:
        for issuer in state.notice.header.issuers:
            if row.action is not None and row.unit is not None and without_space(row.unit) == issuer.name:
                tell_unlisted(state, row, issuer, None, tables)


def _name(state: State, row: Row, span: Span) -> str:
    name = without_space(row.unit or state.notice.source.words(span))
    if not 1 < len(name) <= _ISSUER or not re.search(r"\w", name):
        raise RowError(row.number, f"“{cut(name)}” is no name of an issuer; write its full name in unit")
    return name


def _meant(state: State, row: Row, span: Span, read: tuple[Unit, ...]) -> Unit | None:
    """The issuer that a row is about: the one that its words name, else the only one that was read."""
    words = without_space(state.notice.source.words(span))
    named = [u for u in read if u.name == words] or [u for u in read if state.head.resolver.unit(words).name == u.name]
    if len(named) == 1:
        return named[0]
    return read[0] if len(read) == 1 and row.action == "change" else None


def _place(state: State, row: Row) -> Span:
    """Where a row's words stand; a notice says its title and issuer several times, and each of these places will do."""
    if row.start is not None:
        span = state.places.core(state.places.stated(row))
    else:
        found = next(state.places.all(row, None), None)
        span = state.places.only(row, None, "the text") if found is None else found
    # A notice has one title, number and date; its issuers are told apart by their words.
    state.speak(row, span if row.kind == "issuer" else None)
    return span


def _note(state: State, row: Row, span: Span, before: Values, after: Values) -> bool:
    """Records what came of a row; whether it changes anything."""
    read, now = ({c: v.isoformat() if isinstance(v, date) else v for c, v in x.items()} for x in (before, after))
    if row.action is None:
        state.compare(row, read, span)
        return False
    changes = read != now
    state.note(row, span, "applied" if changes else "already_so", before=read if changes else None, after=now)
    return changes
