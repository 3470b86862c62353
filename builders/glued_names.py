"""Issuers whose names run into other text: at the end of a flattened letter, and in its letterhead.

A name is taken out of a run of characters only where it begins as an issuer's
does (a body of the centre, a place) and ends as one does.
"""

from typing import Final

from ..ontology.authority import place_at_start
from .fold import without_space
from .header_patterns import CENTRAL_BODY, LOCAL_BODY, OFFICE_OF

__all__ = ["issuers_at_end", "split_issuers"]

_WINDOW: Final = 60
"""Three issuers' names are hardly longer."""


def issuers_at_end(text: str) -> tuple[int, list[str]] | None:
    """The issuers that folded `text` ends with, and where the first begins; the longest run counts."""
    low = max(0, len(text) - _WINDOW)
    for start in range(low, len(text)):
        if (names := _chain(text, start)) and len("".join(names)) > 2:
            return start, names
    return None


def split_issuers(text: str) -> list[str]:
    """The names of a run: 生态环境部办公厅住房和城乡建设部办公厅 gives two; a run that is no such thing stays whole."""
    return _chain(text, 0) or [without_space(text)]


def _chain(text: str, start: int) -> list[str]:
    """Names that follow each other from `start` to the end of the text; empty where anything else stands there."""
    names: list[str] = []
    at, end = start, len(text.rstrip())
    while at < end:
        if match := CENTRAL_BODY.match(text, at, end):
            stop = match.end()
            if office := OFFICE_OF.match(text, stop, end):
                stop = office.end()
        elif place_at_start(text[at:end]) is not None and (local := LOCAL_BODY.match(text, at, end)):
            stop = local.end()
        else:
            return []
        names.append(without_space(text[at:stop]))
        while stop < end and text[stop] in " \t\r\n、":
            stop += 1
        at = stop
    return names
