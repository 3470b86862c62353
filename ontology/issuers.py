"""Issuers' codes in document numbers (发文机关代字), and whose a code is.

A code names no issuer by itself: 宁政办发 is Nanjing's and Ningxia's, and 青政办发
is Qingdao's while 青政办 is Qinghai's. So a code is looked up whole, never by its
beginning, and among several owners only what the citing notice says decides.
Rows whose code ends in ``*`` are the beginnings of codes of the ministries
(发改环资 is one of 发改*) and of provinces' departments (皖经信…); they count where
no row has the code whole.
"""

from dataclasses import dataclass
from functools import cache

from .places import CENTRE, chain, is_within
from .tables import Years, cells, rows

__all__ = ["IssuerCode", "issuer_codes", "scope_of_code"]


@dataclass(frozen=True, slots=True)
class IssuerCode:
    """A code and one of its owners.

    Attributes:
        code: 青政办; with ``*`` at its end, the beginning of codes.
        scope: code of the issuer's division.
        issuer: its full name; empty where the row stands for many.
        years: when it was in use.
        source: a document with such a number.
    """

    code: str
    scope: str
    issuer: str
    years: Years
    source: str


@cache
def issuer_codes() -> dict[str, tuple[IssuerCode, ...]]:
    """All rows by code, the ``*`` included."""
    found: dict[str, list[IssuerCode]] = {}
    for row in rows("issuers.csv"):
        issuer = row["issuer"].removeprefix("—")
        for code in cells(row["code"]):
            found.setdefault(code, []).append(IssuerCode(code, row["scope"], issuer, Years.of(row), row["source"]))
    return {code: tuple(owners) for code, owners in found.items()}


def scope_of_code(code: str, citing: str, *, year: int | None = None) -> tuple[str | None, bool]:
    """Whose a code is, and whether the table has it.

    The owner is none where the table has several and the citing notice does not
    settle which: neither its own area, nor one above it, nor just one within it.

    Args:
        code: without year and serial.
        citing: scope of the notice that cites, or of the place that the title names.
        year: of the number.
    """
    for owners in (issuer_codes().get(code, ()), _beginnings(code)):
        owners = tuple(o for o in owners if o.years.hold(year)) or owners
        scopes = {o.scope for o in owners}
        if not scopes:
            continue
        if len(scopes) == 1:
            return scopes.pop(), True
        for area in chain(citing):
            if area in scopes and area != CENTRE:
                return area, True
        within = {s for s in scopes if citing != CENTRE and is_within(s, citing)}
        if len(within) == 1:
            return within.pop(), True
        if citing == CENTRE and CENTRE in scopes:
            return CENTRE, True
        return None, True
    return None, False


def _beginnings(code: str) -> tuple[IssuerCode, ...]:
    """The rows of the longest beginning of a code that the table has."""
    for length in range(len(code), 0, -1):
        # 商政发 is 商丘's and no 商*: what goes on with 政 or 府 is a government's code, and begins with its place.
        if length == 1 and code[1:2] in ("政", "府"):
            return ()
        if owners := issuer_codes().get(f"{code[:length]}*"):
            return owners
    return ()
