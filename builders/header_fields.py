"""The table of fields that a web page prints above a notice: 索引号, 发文机关, 成文日期 and the like."""

from itertools import zip_longest

from .fold import display
from .header_patterns import HEADER_FIELD, NEXT_FIELD

__all__ = ["header_fields"]


def header_fields(folded: str) -> tuple[dict[str, str], int]:
    """Header fields by name, and where the last one ends. They stand at the top or nowhere."""
    found: dict[str, str] = {}
    end = 0
    matches = list(HEADER_FIELD.finditer(folded, 0, min(len(folded), 2000)))
    for match, following in zip_longest(matches, matches[1:]):
        between = folded[end : match.start()]
        if found and (len(between) > 200 or ("\n" in between.strip(" \t\r\n|") or "关于" in between)):
            # A title stands between; 发布日期 below it is the page's.
            break
        line_end = folded.find("\n", match.end())
        stop = min(
            x
            for x in (
                following.start() if following else len(folded),
                line_end if line_end >= 0 else len(folded),
            )
        )
        value = folded[match.end() : stop].strip()
        value = NEXT_FIELD.split(value, maxsplit=1)[0]
        if not value:
            # An empty field is one all the same.
            end = match.end() if found else end
        if not value or len(value) > 80:
            continue
        name = str(match.lastgroup)
        found.setdefault(name, display(value))
        end = stop
    return (found, end) if len(found) > 1 else ({}, 0)
