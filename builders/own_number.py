"""A notice's own number: in the fields of its page, below the title, above it or in the letterhead."""

import re
from typing import Final

from .documents import number_in
from .fold import fold, without_space
from .header_patterns import LIST_COLON, OWN_ANNOUNCEMENT, OWN_NUMBER, PAGE_FIELD, PASSED, SENTENCE_BEGINS
from .named import DocumentNumber
from .text import Span
from .title import Title

__all__ = ["BELOW_TITLE", "above_body", "own_number"]

BELOW_TITLE: Final = 400
"""A number that stands farther behind the title is no part of the head."""


def own_number(folded: str, fields: dict[str, str], heading: Title) -> tuple[DocumentNumber | None, int, Span | None]:
    """The notice's own number: from the fields, else from below the title, before the first sentence.

    Given are the number, where what belongs to it ends, and its place below the title or above it.
    """
    below, end, span = None, heading.end, None
    window = above_body(folded, heading.end)
    if heading.span and SENTENCE_BEGINS.match(window):
        window = ""
    if match := PASSED.search(window) or OWN_NUMBER.search(window):
        below = (number_in(match["number"]) or (None,))[0]
    elif match := OWN_ANNOUNCEMENT.search(window):
        below = _announcement(match)
    if match and below:
        end = heading.end + match.end()
        span = Span(heading.end + match.start(), end)
    if "document_number" in fields and (found := number_in(fold(fields["document_number"]))):
        return found[0], end, span
    if below:
        return below, end, span
    # GB/T 9704 puts the number above the title, or the letterhead holds it.
    top = max(0, heading.end - 1)
    if heading.number and (found := number_in(folded[heading.number.start : heading.number.end])):
        return found[0], heading.end, heading.number
    if above := OWN_NUMBER.search(folded, 0, top):
        return (number_in(above["number"]) or (None,))[0], heading.end, Span(above.start("number"), above.end("number"))
    if heading.span and (above := OWN_ANNOUNCEMENT.search(folded, 0, heading.span.start)):
        return _announcement(above), heading.end, Span(above.start(), above.end())
    return None, heading.end, None


def above_body(folded: str, start: int) -> str:
    """What stands between the title, which ends at `start`, and the first sentence or the end of the addressees."""
    stop = folded.find("。", start)
    stop = min(start + BELOW_TITLE, stop if stop >= 0 else len(folded))
    # A page prints 发布时间：… between title and number; any other colon ends the list of addressees.
    window = PAGE_FIELD.sub(lambda m: "\n" * len(m.group()), folded[start:stop])
    return LIST_COLON.split(window, maxsplit=1)[0]


def _announcement(match: re.Match[str]) -> DocumentNumber:
    """An announcement's or order's number, whose code is the names of all that issue it."""
    code = without_space(match["code"])
    year, serial = int(match["year"]) if match["year"] else None, int(match["serial"])
    return DocumentNumber(code, year, serial, f"{code}{'' if year is None else f'{year}年'}第{serial}号")
