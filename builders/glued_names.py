"""Issuers whose names run into other text: at the end of a flattened letter, and in its letterhead.

A name is taken out of a run of characters only where it begins as an issuer's
does (a body of the centre, a place) and ends as one does.
"""

from typing import Final

from ..ontology.places import find
from .fold import squeeze, without_space
from .header_patterns import CENTRAL_BODY, LOCAL_BODY, OFFICE_OF

__all__ = ["issuers_at_end", "names_from", "split_issuers"]

_WINDOW: Final = 60
"""Three issuers' names are hardly longer."""


def issuers_at_end(text: str) -> tuple[int, list[str]] | None:
    """The issuers that folded `text` ends with, and where the first begins; the longest run counts."""
    # 生 态 环 境 部: letter-spaced names run into each other too.
    squeezed, where = squeeze(text)
    for start in range(max(0, len(squeezed) - _WINDOW), len(squeezed)):
        names, end = names_from(squeezed, start)
        if names and end == len(squeezed) and len("".join(names)) > 2:
            return where[start], names
    return None


def split_issuers(text: str) -> list[str]:
    """The names of a run: 生态环境部办公厅住房和城乡建设部办公厅 gives two; a run that is no such thing stays whole."""
    squeezed = without_space(text)
    names, end = names_from(squeezed, 0)
    return names if end == len(squeezed) else [squeezed]


def names_from(text: str, start: int) -> tuple[list[str], int]:
    """The names that follow each other from `start` on, in a text without white space, and where the last ends."""
    names: list[str] = []
    at = start
    while at < len(text):
        if match := CENTRAL_BODY.match(text, at):
            stop = match.end()
            if office := OFFICE_OF.match(text, stop):
                stop = office.end()
        elif find(text[at : at + 20]) is not None and (local := LOCAL_BODY.match(text, at)):
            stop = local.end()
        else:
            break
        names.append(text[at:stop])
        at = stop + text.startswith("、", stop)
    return names, at
