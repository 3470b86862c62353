"""Issuer and date as they stand below a covering letter or at a notice's end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from .dates import around, date_in, like_date
from .fold import fold, without_space
from .glued_names import issuers_at_end, split_issuers
from .header_patterns import ANY_DATE, ATTACHED, BEHIND_SIGN_OFF, LETTER_SPACED, PRINTED, SIGNER
from .text import Span
from .unit_patterns import SECOND_HALF

__all__ = ["SignOff", "find_sign_off"]

_LETTER: Final = 6000
"""A sign-off stands below the covering letter, which is short, or at the notice's end."""
_ABOVE: Final = 120
"""No issuers' names are longer."""
_NAME_ENDS: Final = re.compile("[府厅局委会办室部院署社行处组司]$")


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off.

    Attributes:
        issuers: names without white space.
        day: none where the notice ends with its issuer's name alone.
        span: from the first issuer to behind the date.
    """

    issuers: tuple[str, ...] = ()
    day: date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Date:
    start: int
    end: int
    day: date | None


def find_sign_off(
    folded: str, start: int, plan: str | None, places: Sequence[Span] = (), day: date | None = None
) -> SignOff:
    """The first sign-off from `start` on; one without anything where there is none.

    Args:
        folded: the text.
        start: where the addressees end.
        plan: title of the plan that the letter issues; in a text flattened to one line it follows the date at once.
        places: where a person says that the notice's date stands, well or badly written.
        day: that date.
    """
    plan = fold(plan) if plan else ""
    end = len(folded)
    stated = (places, day)
    near = chain(
        _dates(folded, start, min(end, start + _LETTER), *stated),
        _dates(folded, max(start + _LETTER, end - _LETTER), end, *stated),
    )
    for found in near:
        # The printer's line (甲办公厅2018年3月20日印发) signs nothing.
        if PRINTED.match(folded, found.end):
            continue
        glued_ends = bool(BEHIND_SIGN_OFF.match(folded, found.end)) or bool(plan and folded.startswith(plan, found.end))
        if not glued_ends and folded[found.end] not in " \t\r\n(":
            continue
        low = max(start, found.start - _ABOVE)
        if signers := _signers(folded[low : found.start], glued=glued_ends):
            return SignOff(tuple(signers[1]), found.day, Span(low + signers[0], found.end))
    return _undated(folded, start, *stated)


def _dates(folded: str, start: int, end: int, places: Sequence[Span], day: date | None) -> Iterator[_Date]:
    """The dates of a stretch in order; those at the places of the notice's are `day`, readable or not."""
    found: list[_Date] = []
    unread = [place for place in places if start <= place.start < place.end <= end]
    for match in ANY_DATE.finditer(folded, start, end) if start < end else ():
        own = [p for p in places if p.start < match.end() and match.start() < p.end]
        # Of 2018年3月1曰 the last character is not read.
        ends = [p.end for p in own if like_date(folded[match.start() : p.end])]
        found.append(_Date(match.start(), max([match.end(), *ends]), day if own else date_in(match.group())))
        unread = [place for place in unread if place not in own]
    for place in unread:
        low, high = around(folded, place.start, place.end, start, end)
        # Of several words the first may be the issuer's.
        words = re.compile(r"\S+").finditer(folded, low, place.end)
        found += [_Date(m.start(), high, day) for m in words if like_date(folded[m.start() : high])]
    yield from sorted(found, key=lambda one: (one.start, one.end))


def _signers(before: str, *, glued: bool) -> tuple[int, list[str]] | None:
    """The names right before the date, and where the first begins: set apart by space, or glued to other text."""
    known = issuers_at_end(before) if glued else None
    signer = SIGNER.search(before)
    if signer is None or not 2 <= len(signer["issuer"]) <= 60:
        return known
    if known and known[0] < signer.start("issuer"):
        return known
    if known and known[0] > signer.start("issuer") and _runs_on(before[signer.start("issuer") : known[0]]):
        return known
    return signer.start("issuer"), _apart(signer["issuer"])


def _runs_on(words: str) -> bool:
    """Whether words before a known name are no part of it: too long for a place, or with signs of a list."""
    return len(words) > 12 or bool(re.search(r"[“”、()]|附件|特此", words)) or words[-1].isspace()


def _apart(words: str) -> list[str]:
    """财  政  部 is one name, 财政部  海关总署 are two, 市政府 办公室 is one."""
    if LETTER_SPACED.match(words):
        return [without_space(words)]
    names: list[str] = []
    for word in words.split():
        whole = bool(names) and bool(_NAME_ENDS.search(names[-1])) and min(len(word), len(names[-1])) > 2
        if names and (not whole or SECOND_HALF.match(word)):
            names[-1] += word
        else:
            names.append(word)
    return [name for whole in names for name in split_issuers(whole)]


def _undated(folded: str, start: int, places: Sequence[Span], day: date | None) -> SignOff:
    """The issuer's name alone as the text's last words, or the date alone behind its last sentence."""
    end = len(folded.rstrip())
    low = max(start, end - _ABOVE)
    tail = folded[low:end]
    if (known := issuers_at_end(tail)) and re.search(r"(?:[\n。]|\s\s)\s*$", tail[: known[0]]):
        return SignOff(tuple(known[1]), None, Span(low + known[0], end))
    # A date far from any sentence may be a table's: it counts only behind a full stop or a list of attachments.
    for found in _dates(folded, low, end, places, day):
        before = folded[low : found.start].rstrip(" _\r\n\t")
        if found.end == end and (before.endswith("。") or ATTACHED.search(before)):
            return SignOff((), found.day, None)
    return SignOff()
