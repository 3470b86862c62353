"""Markup becomes a tree that the rest can walk in linear time, whatever is wrong with the markup.

The parser follows the HTML standard, whose tree building is quadratic, or
worse, on three kinds of broken markup: elements that are never closed and nest
thousands deep, formatting elements that are never closed and are made anew in
every later paragraph, and tags with thousands of attributes. No page that a
browser shows well has them; where they are found, the tags in excess are taken
out and all text stays.
"""

import re
from typing import Final

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

__all__ = ["parse"]

_MANY_TAGS: Final = 20_000
"""With fewer tags than this the worst markup takes a third of a second."""
_MAX_WORK: Final = 300_000_000
"""Tags times depth: about a second in the parser."""
_MAX_DEPTH: Final = 512
"""Chromium nests no deeper and puts what would as a neighbour."""
_MAX_FORMATTING: Final = 1_000_000
"""Tags times different formatting tags: how many elements could be made anew."""
_MAX_ATTRIBUTES: Final = 2_000

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSED_BY_NEXT: Final = frozenset(
    ["dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
_RAW: Final = frozenset(["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"])
_BLOCK: Final = frozenset(
    ["article", "blockquote", "center", "div", "dl", "form", "li", "ol", "p", "section", "table", "td", "tr", "ul"]
)

_TAG: Final = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)[^<>]*>?)")
_LONG_TAG: Final = re.compile(r"(<[a-zA-Z][^\s/<>]*)([^<>]{20000,})")
_FORMATTING: Final = re.compile(r"</?(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])[^<>]*+>", re.I)
# A fragment cut out of a table: without its <table>, the parser would drop the tags and join the cells.
_CELLS_FIRST: Final = re.compile(
    r"\s*+(?:<!--(?:(?!-->).){0,2000}-->\s*+)*<(?:caption|colgroup|tbody|thead|tfoot|tr|td|th)\b", re.I | re.S
)


def parse(html: str) -> LexborNode | None:
    """The root element of some markup, a page or a part of one; none where there is no element at all."""
    if _CELLS_FIRST.match(html):
        html = f"<table>{html}"
    # Scripting as in a browser: what stands in <noscript> is not shown. Without events: they only serve scripts.
    options = int(LexborDocumentOptions.WO_EVENTS)
    return LexborHTMLParser(_tamed(html).encode("utf-8", "replace"), options=options, scripting=True).root


def _tamed(html: str) -> str:
    """The markup without what would take more than linear time."""
    html = _LONG_TAG.sub(lambda m: m[1] if len(m[2].split(maxsplit=_MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES else m[0], html)
    tags = html.count("<")
    if len(set(_FORMATTING.findall(html))) * tags > _MAX_FORMATTING:
        html = _FORMATTING.sub("", html)
        tags = html.count("<")
    return _flattened(html, tags) if tags > _MANY_TAGS else html


def _flattened(html: str, tags: int) -> str:
    """The markup, without the tags that nest too deep if they are so many that the parser would not end."""
    parts: list[str] = []
    open_tags: list[str] = []
    count: dict[str, int] = {}
    kept, at, deepest = 0, 0, 0
    while match := _TAG.search(html, at):
        at = match.end()
        name = (match[2] or "").lower()
        if not name:
            at = _behind(html, "-->", at)
        elif match[1]:
            if not count.get(name):
                continue
            too_deep = False
            while True:
                too_deep = len(open_tags) > _MAX_DEPTH
                closed = open_tags.pop()
                count[closed] -= 1
                if closed == name:
                    break
            if too_deep:
                parts.append(html[kept : match.start()])
                kept = at
        elif name in _RAW:
            at = _behind(html, f"</{name}", at)
        elif name not in _VOID:
            if name in _CLOSED_BY_NEXT and open_tags and open_tags[-1] == name:
                continue
            open_tags.append(name)
            count[name] = count.get(name, 0) + 1
            deepest = max(deepest, len(open_tags))
            if len(open_tags) > _MAX_DEPTH:
                parts.append(html[kept : match.start()])
                if name in _BLOCK:
                    parts.append("<br>")
                kept = at
    if deepest * tags < _MAX_WORK:
        return html
    parts.append(html[kept:])
    return "".join(parts)


def _behind(html: str, end: str, at: int) -> int:
    """Where what ends with `end` is over."""
    found = re.compile(re.escape(end), re.I).search(html, at)
    return found.end() if found else len(html)
