"""XML, piece by piece: nothing of a document is kept once it is written."""

from collections.abc import Mapping
from xml.sax.saxutils import XMLGenerator  # it writes only; nothing is parsed
from xml.sax.xmlreader import AttributesImpl

from .exporter import Measured

__all__ = ["Xml"]


class Xml:
    """Writes a document in UTF-8. Texts and values must be legal in XML (`characters.legal`).

    Args:
        out: the file.
    """

    def __init__(self, out: Measured) -> None:
        self._out = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._out.startDocument()
        self._open: list[str] = []

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begins an element on a line of its own."""
        self._out.startElement(tag, AttributesImpl(dict(attributes)))
        self._out.ignorableWhitespace("\n")
        self._open.append(tag)

    def end(self, *, all_of_them: bool = False) -> None:
        """Ends the innermost element, or all that are open."""
        while self._open:
            self._out.endElement(self._open.pop())
            self._out.ignorableWhitespace("\n")
            if not all_of_them:
                return
        self._out.endDocument()

    def leaf(self, tag: str, attributes: Mapping[str, str], text: str = "") -> None:
        """An element with nothing but text in it."""
        self._out.startElement(tag, AttributesImpl(dict(attributes)))
        for n, part in enumerate(text.split("\r")):
            if n:
                # Readers take a bare carriage return for a line feed (XML 1.0, section 2.11).
                self._out.ignorableWhitespace("&#13;")
            if part:
                self._out.characters(part)
        self._out.endElement(tag)
