"""Word's files (.docx, and .docm and .dotx, which hold the same).

Read is what Word shows and prints of the text itself: insertions, results of fields, text boxes, automatic
numbers; not deletions, hidden text, comments, notes, headers and footers. Source: ECMA-376 Part 1 (5th edition):
§17.3 (paragraphs and runs), §17.4 (tables), §17.13.5 (revisions), §17.16 (fields), Part 3 §10 (alternate content).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .blocks import Block, Paragraph
from .word_numbers import Numbering
from .word_package import open_parts
from .word_styles import Node, Styles, W, switched_on, value
from .word_tables import RawTable

__all__ = ["blocks"]

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRESERVED: Final = "{http://www.w3.org/XML/1998/namespace}space"

# Properties, what a revision took away, codes of fields, the reading that ruby sets above a word.
_PASSED_OVER: Final = frozenset(
    W + tag
    for tag in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "ffData"),
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "altChunk"),
    )
)
_PLAIN: Final = str.maketrans("\t\r\n", "   ", "\u00ad")


def blocks(name: str, data: bytes) -> list[Block]:
    """The paragraphs and tables of a Word file.

    A text box stands behind the paragraph that it is anchored in. A table each of whose rows is one cell only
    frames its text and counts as paragraphs.

    Raises:
        NoticeError: if it is damaged, protected by a password or too large.
    """
    parts = open_parts(name, data)
    styles = Styles(parts.styles)
    return _Walk(styles, Numbering(parts.numbering, styles)).blocks(parts.body)


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read.

    Attributes:
        properties: its w:pPr.
        hidden: whether its style hides its text.
        parts: its characters so far.
        anchored: the text boxes in it.
        fields: for each field that is open, whether its result has begun.
        codes: how many of them are still in their code.
    """

    properties: Node | None
    hidden: bool
    parts: list[str] = field(default_factory=list[str])
    anchored: list[Block] = field(default_factory=list[Block])
    fields: list[bool] = field(default_factory=list[bool])
    codes: int = 0


@dataclass(slots=True)
class _Story:
    """The content of the body, of a cell or of a text box.

    Attributes:
        blocks: what has been read of it.
        paragraphs: the paragraphs that are open; more than one only in a damaged file.
        tables: the tables that are open, likewise.
        carried: text of a paragraph whose end has been deleted; the next one continues it.
    """

    blocks: list[Block] = field(default_factory=list[Block])
    paragraphs: list[_Open] = field(default_factory=list[_Open])
    tables: list[RawTable] = field(default_factory=list[RawTable])
    carried: list[str] = field(default_factory=list[str])

    def add(self, text: str) -> None:
        text = "".join(self.carried) + text
        self.carried.clear()
        if text.strip():
            self.blocks.append(Paragraph(text))

    def closed(self) -> list[Block]:
        self.add("")
        return self.blocks


_Leave = Callable[[], None]
_Visit = tuple[Iterator[Node], _Leave | None]
_NOTHING: Final[_Visit] = (iter(()), None)


class _Walk:
    """Goes through a document's XML without recursion: a file may nest as deep as it likes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._stories = [_Story()]
        self._said = 0
        self._enter: dict[object, Callable[[Node], _Visit]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}fldChar": self._field,
            f"{W}tbl": self._table,
            f"{W}tr": self._row,
            f"{W}tc": self._cell,
            f"{W}txbxContent": self._text_box,
            f"{_MC}AlternateContent": lambda node: (self._branches(node), None),
        }

    def blocks(self, body: Node) -> list[Block]:
        stack: list[_Visit] = [(iter(body), None)]
        while stack:
            children, leave = stack[-1]
            node = next(children, None)
            if node is None:
                stack.pop()
                if leave is not None:
                    leave()
            elif (characters := _CHARACTERS.get(node.tag)) is not None:
                self._say(characters(node))
            elif node.tag not in _PASSED_OVER:
                enter = self._enter.get(node.tag)
                stack.append(enter(node) if enter is not None else (iter(node), None))
        return self._stories[0].closed()

    def _say(self, text: str) -> None:
        story = self._stories[-1]
        if not story.paragraphs:
            return
        paragraph = story.paragraphs[-1]
        # What stands in the code of a field is the result of another one, which Word does not show.
        if paragraph.codes > (1 if paragraph.fields and not paragraph.fields[-1] else 0):
            return
        paragraph.parts.append(text)
        self._said += bool(text.strip())

    def _paragraph(self, node: Node) -> _Visit:
        story = self._stories[-1]
        properties = node.find(f"{W}pPr")
        chain = self._styles.paragraph(value(properties, f"{W}pStyle"))
        paragraph = _Open(properties, bool(chain and self._styles.hidden(chain[0][0])))
        story.paragraphs.append(paragraph)

        def leave() -> None:
            story.paragraphs.pop()
            text = "".join(paragraph.parts)
            mark = None if properties is None else properties.find(f"{W}rPr")
            if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
                story.carried.append(text)
            else:
                shown = switched_on(mark, f"{W}vanish")
                gone = not text.strip() and (paragraph.hidden if shown is None else shown)
                number = "" if gone else self._numbering.next(properties)
                if number:
                    story.carried, text = [], (number + ("".join(story.carried) + text).lstrip()).rstrip()
                story.add(text)
            story.blocks.extend(paragraph.anchored)

        return iter(node), leave

    def _run(self, node: Node) -> _Visit:
        properties = node.find(f"{W}rPr")
        hidden = switched_on(properties, f"{W}vanish")
        if hidden is None and (style := value(properties, f"{W}rStyle")) is not None:
            hidden = self._styles.hidden(style)
        if hidden is None:
            paragraphs = self._stories[-1].paragraphs
            hidden = bool(paragraphs) and paragraphs[-1].hidden
        return _NOTHING if hidden else (iter(node), None)

    def _field(self, node: Node) -> _Visit:
        if not self._stories[-1].paragraphs:
            return _NOTHING
        paragraph = self._stories[-1].paragraphs[-1]
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            paragraph.fields.append(False)
            paragraph.codes += 1
        elif paragraph.fields and not paragraph.fields[-1] and kind in ("separate", "end"):
            paragraph.fields[-1] = True
            paragraph.codes -= 1
        # A field may begin in an earlier paragraph, as a table of contents does; its end finds none open here.
        if kind == "end" and paragraph.fields:
            paragraph.fields.pop()
        return _NOTHING

    def _table(self, node: Node) -> _Visit:
        story, table = self._stories[-1], RawTable()
        story.add("")
        story.tables.append(table)

        def leave() -> None:
            story.tables.pop()
            story.blocks.extend(table.blocks())

        return iter(node), leave

    def _row(self, node: Node) -> _Visit:
        properties = node.find(f"{W}trPr")
        if properties is not None and (properties.find(f"{W}del") is not None or switched_on(properties, f"{W}hidden")):
            return _NOTHING
        if self._stories[-1].tables:
            self._stories[-1].tables[-1].begin_row(properties)
        return iter(node), None

    def _cell(self, node: Node) -> _Visit:
        outer, inner = self._stories[-1], _Story()
        self._stories.append(inner)

        def leave() -> None:
            self._stories.pop()
            if outer.tables and outer.tables[-1].rows:
                outer.tables[-1].add_cell(node.find(f"{W}tcPr"), inner.closed())
            else:
                outer.blocks.extend(inner.closed())

        return iter(node), leave

    def _text_box(self, node: Node) -> _Visit:
        outer, inner = self._stories[-1], _Story()
        self._stories.append(inner)

        def leave() -> None:
            self._stories.pop()
            (outer.paragraphs[-1].anchored if outer.paragraphs else outer.blocks).extend(inner.closed())

        return iter(node), leave

    def _branches(self, node: Node) -> Iterator[Node]:
        """The same content in several forms, best first: read are those up to the first that says something."""
        before = self._said
        for branch in node:
            yield branch
            if self._said > before:
                return


def _text(node: Node) -> str:
    text = (node.text or "") + "".join(child.tail or "" for child in node)
    text = text.translate(_PLAIN)
    return text if node.get(_PRESERVED) == "preserve" else text.strip(" ")


def _symbol(node: Node) -> str:
    """A sign that is chosen by its code; those of symbol fonts have private codes and no meaning as text."""
    try:
        code = int(node.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    private = (node.get(f"{W}font") or "").startswith(("Symbol", "Wingdings", "Webdings"))
    return chr(code) if not private and (0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE) else ""


_CHARACTERS: Final[dict[object, Callable[[Node], str]]] = {
    f"{W}t": _text,
    f"{_MATH}t": _text,
    f"{W}tab": lambda _: " ",
    f"{W}ptab": lambda _: " ",
    f"{W}br": lambda node: "\n" if node.get(f"{W}type") in (None, "textWrapping") else "",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}
