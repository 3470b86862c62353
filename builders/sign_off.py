"""Issuer and date as they stand below a covering letter or at a notice's end."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from .dates import date_in
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


def find_sign_off(folded: str, start: int, plan: str | None) -> SignOff:
    """The first sign-off from `start` on; one without anything where there is none.

    Args:
        folded: the text.
        start: where the addressees end.
        plan: title of the plan that the letter issues; in a text flattened to one line it follows the date at once.
    """
    plan = fold(plan) if plan else ""
    end = len(folded)
    near = chain(
        ANY_DATE.finditer(folded, start, min(end, start + _LETTER)),
        ANY_DATE.finditer(folded, max(start + _LETTER, end - _LETTER)),
    )
    for match in near:
        # The printer's line (甲办公厅2018年3月20日印发) signs nothing.
        if PRINTED.match(folded, match.end()):
            continue
        glued_ends = bool(BEHIND_SIGN_OFF.match(folded, match.end())) or bool(
            plan and folded.startswith(plan, match.end())
        )
        if not glued_ends and folded[match.end()] not in " \t\r\n(":
            continue
        low = max(start, match.start() - _ABOVE)
        before = folded[low : match.start()]
        if found := _signers(before, glued=glued_ends):
            return SignOff(tuple(found[1]), date_in(match.group()), Span(low + found[0], match.end()))
    return _undated(folded, start)


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


def _undated(folded: str, start: int) -> SignOff:
    """The issuer's name alone as the text's last words, or the date alone behind its last sentence."""
    end = len(folded.rstrip())
    low = max(start, end - _ABOVE)
    tail = folded[low:end]
    if (known := issuers_at_end(tail)) and re.search(r"(?:[\n。]|\s\s)\s*$", tail[: known[0]]):
        return SignOff(tuple(known[1]), None, Span(low + known[0], end))
    # A date far from any sentence may be a table's: it counts only behind a full stop or a list of attachments.
    for match in ANY_DATE.finditer(tail):
        before = tail[: match.start()].rstrip(" _\r\n\t")
        if match.end() == len(tail) and (before.endswith("。") or ATTACHED.search(before)):
            return SignOff((), date_in(match.group()), None)
    return SignOff()
