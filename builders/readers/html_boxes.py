"""The tree of a page becomes boxes (block elements) with runs of text in them, as a browser lays them out.

A run is what stands on a line of its own in the page: text that no block
element and no forced line break interrupts. What a browser does not show
(scripts, hidden elements, comments) and form controls are left out.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from .html_lists import ListState, list_of, marker_of
from .html_markup import parse

__all__ = ["Box", "Page", "Run", "boxes_of"]

_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"]
)  # fmt: skip
# Nothing in these is text on the page. Readings (rp, rt) stand above the words of a sentence, not among them.
_NOT_TEXT: Final = frozenset(
    ["applet", "audio", "button", "canvas", "colgroup", "datalist", "embed", "frameset", "iframe", "input", "meter",
     "noembed", "noframes", "noscript", "object", "optgroup", "option", "progress", "rp", "rt", "script", "select",
     "style", "svg", "template", "textarea", "video"]
)  # fmt: skip
_PREFORMATTED: Final = frozenset(["listing", "plaintext", "pre", "xmp"])
_HIDDEN_STYLE: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)")
# What style sheets of government sites and of the usual toolkits hide on a wide screen.
_HIDDEN_CLASSES: Final = frozenset(["pchide", "sr-only", "visible-xs", "visible-xs-block", "visually-hidden"])
_BLOCK_STYLE: Final = re.compile(r"display:(?:block|flex|grid|table|list-item)")
_WHITE_SPACE: Final = re.compile(r"white-space:(pre|break-spaces)?")
_NUMBER: Final = re.compile(r"\s*\+?(\d{1,9})")
_FILE: Final = re.compile(
    r"\.(?:docx?|wps|xlsx?|et|pptx?|pdf|ofd|ceb|rtf|zip|rar|7z)(?:$|[?#&])|downfile|download|attach", re.I
)

_MAX_COLUMNS: Final = 1_000
_MAX_ROWS: Final = 65_534
"""Both are the limits of the HTML standard, 4.9.11."""

# A line break in the markup is a space between words, and nothing between Chinese characters and their signs.
_WIDE: Final = (
    "[\u00b7\u2014\u2018\u2019\u201c\u201d\u2026"
    "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_BREAK_IN_CHINESE: Final = re.compile(rf"(?<={_WIDE})[ \t\r\f]*+\n[ \t\r\f\n]*+(?={_WIDE})")
_SPACE: Final = re.compile(r"[ \t\r\f\n]+")
_COLLAPSED: Final = " \t\r\f\n"
_NO_GLYPH: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(slots=True, eq=False)
class Run:
    """Text between two breaks.

    Attributes:
        text: the characters, white space collapsed.
        size: how many are no white space.
        linked: how many of those are in links.
        file: whether a link leads to a file.
    """

    text: str
    size: int
    linked: int
    file: bool


@dataclass(slots=True, eq=False)
class Box:
    """A block element.

    Attributes:
        tag: its name.
        hint: its class and id.
        parent: the element around it.
        children: what is in it, in order.
        columns: how many columns a cell asks for.
        rows: how many rows a cell asks for, 0 for all of its section.
    """

    tag: str
    hint: str = ""
    parent: "Box | None" = None
    children: "list[Box | Run]" = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Page:
    """A page or a part of one.

    Attributes:
        root: the outermost box.
        titles: what the page calls itself, in <title> and in the <meta> that government sites must have.
    """

    root: Box = field(default_factory=lambda: Box("html"))
    titles: list[str] = field(default_factory=list)


def boxes_of(html: str) -> Page:
    """The boxes of some markup."""
    walker = _Walker()
    node = parse(html)
    ancestors: list[LexborNode] = []
    while node is not None:
        inside = node.first_child if walker.enter(node) else None
        if inside is not None:
            ancestors.append(node)
            node = inside
            continue
        while (following := node.next) is None and ancestors:
            node = ancestors.pop()
            walker.leave()
        if following is None:
            break
        node = following
    walker.flush()
    return walker.page


@dataclass(slots=True)
class _State:
    """What holds inside an element and ends with it."""

    box: Box
    linked: bool = False
    file: bool = False
    preformatted: bool = False
    counter: ListState | None = None


class _Walker:
    """Collects boxes and runs while the tree is walked."""

    def __init__(self) -> None:
        self.page = Page()
        self._state = _State(self.page.root)
        self._outer: list[tuple[_State, bool]] = []
        self._pieces: list[tuple[str, bool]] = []
        self._linked = 0
        self._file = False
        self._markers: list[tuple[Box, str]] = []

    def enter(self, node: LexborNode) -> bool:
        """Takes a node in. Whether its children are to be walked: then `leave` must follow, if it has any."""
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        tag = node.tag or ""
        if tag == "br":
            self._line_break()
            return False
        if not node.is_element_node or tag in _NOT_TEXT:
            return False
        attributes = node.attributes
        if tag == "dialog" and "open" not in attributes:
            return False
        if tag in ("title", "meta"):
            self._title(node, tag, attributes)
            return False
        style = "".join((attributes.get("style") or "").lower().split())
        if _hidden(tag, attributes, style):
            return False
        block = tag in _BLOCKS or bool(style and _BLOCK_STYLE.search(style))
        if block:
            self.flush()
        marker = marker_of(self._state.counter, attributes, style) if tag == "li" else ""
        empty = node.first_child is None
        # An empty cell has its place in the table, and an empty row too.
        if empty and tag not in ("td", "th", "tr"):
            return False
        state = self._inner(node, tag, attributes, style, block=block)
        if block:
            self._state.box.children.append(state.box)
        if empty:
            return False
        if marker:
            self._markers.append((state.box, marker))
        self._outer.append((self._state, block))
        self._state = state
        return True

    def leave(self) -> None:
        """The element entered last is over."""
        box = self._state.box
        state, block = self._outer.pop()
        if block:
            self.flush()
            if self._markers and self._markers[-1][0] is box:
                self._markers.pop()
        self._state = state

    def flush(self) -> None:
        """A run ends."""
        pieces, linked, file = self._pieces, self._linked, self._file
        if not pieces:
            return
        self._pieces, self._linked, self._file = [], 0, False
        if any(preformatted for _, preformatted in pieces):
            text = "".join(t if preformatted else _SPACE.sub(" ", t) for t, preformatted in pieces).strip("\r\n")
        else:
            text = _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", "".join(t for t, _ in pieces))).strip(_COLLAPSED)
        size = _size(text)
        if not size:
            return
        if self._markers:
            text = "".join(marker for _, marker in self._markers) + text
            self._markers.clear()
        self._state.box.children.append(Run(text, size, min(linked, size), file))

    def _inner(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None], style: str, *, block: bool
    ) -> _State:
        outer = self._state
        state = _State(outer.box, outer.linked, outer.file, outer.preformatted, outer.counter)
        if tag in _PREFORMATTED:
            state.preformatted = True
        elif style and (space := _WHITE_SPACE.search(style)):
            state.preformatted = bool(space[1])
        if tag == "a":
            target = attributes.get("href") or ""
            # A link within the page, as in a table of contents, leads nowhere else.
            state.linked = bool(target) and not target.startswith("#")
            state.file = state.linked and bool(_FILE.search(target))
        elif tag in ("ol", "ul", "menu", "dir"):
            state.counter = list_of(node, tag, attributes, style)
        if block:
            hint = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
            state.box = Box(tag, hint, outer.box)
            if tag in ("td", "th"):
                state.box.columns = max(1, min(_number(attributes.get("colspan")), _MAX_COLUMNS))
                state.box.rows = min(_number(attributes.get("rowspan")), _MAX_ROWS)
        return state

    def _text(self, text: str) -> None:
        if text:
            self._pieces.append((text, self._state.preformatted))
            if self._state.linked:
                self._linked += _size(text)
                self._file = self._file or self._state.file

    def _line_break(self) -> None:
        if self._state.preformatted:
            self._pieces.append(("\n", True))
        else:
            self.flush()

    def _title(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "title":
            self.page.titles.append((node.text_lexbor() or "").strip())
        elif (attributes.get("name") or "").lower() == "articletitle":
            self.page.titles.append((attributes.get("content") or "").strip())


def _hidden(tag: str, attributes: dict[str, str | None], style: str) -> bool:
    # Many pages hide their <body> until a script has run, which has run where a reader saved the page.
    if not attributes or tag in ("html", "body"):
        return False
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if style and _HIDDEN_STYLE.search(style):
        return True
    classes = attributes.get("class")
    return bool(classes) and not _HIDDEN_CLASSES.isdisjoint(str(classes).split())


def _number(value: str | None) -> int:
    match = _NUMBER.match(value or "")
    return int(match[1]) if match else 1


def _size(text: str) -> int:
    return len("".join(text.translate(_NO_GLYPH).split()))
