"""The parts of a Word file that are read. Source: ECMA-376 Part 2 (Open Packaging Conventions)."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package

from ..errors import NoticeError
from .archive import open_zip
from .word_styles import Node, W

__all__ = ["Parts", "open_parts"]

_MAX_XML: Final = 64 * 1024 * 1024
"""A table of 5,000 rows, as Word writes it, has 20 MB."""

_SAVE_AGAIN: Final = "open it in Word, WPS or LibreOffice and save it as .docx"


@dataclass(frozen=True, slots=True)
class Parts:
    """The roots of a document's body and, where it has them, of its styles and its numbering."""

    body: Node
    styles: Node | None
    numbering: Node | None


def open_parts(name: str, data: bytes) -> Parts:
    """The parts of a Word file.

    Raises:
        NoticeError: if it is damaged, protected by a password or too large.
    """
    with open_zip(name, data) as archive:
        if sum(m.file_size for m in archive.infolist() if m.filename.endswith(".xml")) > _MAX_XML:
            raise NoticeError(name, f"has more than {_MAX_XML >> 20} MB of text and layout", "save the notice itself")
        # A damaged package makes zipfile, lxml and python-docx raise errors of a dozen unrelated classes.
        try:
            return _by_relationships(data)
        except Exception as error:
            # What Python says of a missing attribute tells a user nothing.
            told = not isinstance(error, AttributeError | TypeError | IndexError | AssertionError)
            problem = f" ({' '.join(str(error).split())[:150]})" if told and str(error) else ""
        # python-docx reads all parts, and one picture that is missing (word/NULL) makes it give up.
        try:
            return _by_names(archive)
        except Exception:
            raise NoticeError(name, f"is a damaged or unusual Word file{problem}", _SAVE_AGAIN) from None


def _by_relationships(data: bytes) -> Parts:
    main = Package.open(BytesIO(data)).main_document_part
    return Parts(
        _body(_root(main)),
        _related(main, RELATIONSHIP_TYPE.STYLES),
        _related(main, RELATIONSHIP_TYPE.NUMBERING),
    )


def _by_names(archive: zipfile.ZipFile) -> Parts:
    """The parts under the names that they usually have; none that the document refers to may be missing."""
    related = archive.read("word/_rels/document.xml.rels")
    return Parts(
        _body(_parsed(archive.read("word/document.xml"))),
        _parsed(archive.read("word/styles.xml")) if RELATIONSHIP_TYPE.STYLES.encode() in related else None,
        _parsed(archive.read("word/numbering.xml")) if RELATIONSHIP_TYPE.NUMBERING.encode() in related else None,
    )


def _related(part: Part, kind: str) -> Node | None:
    return next((_root(r.target_part) for r in part.rels.values() if r.reltype == kind and not r.is_external), None)


def _root(part: Part) -> Node:
    # python-docx parses only the parts whose content type it knows; those of .docm and .dotx it does not.
    return _checked(part.element) if isinstance(part, XmlPart) else _parsed(part.blob)


def _parsed(data: bytes) -> Node:
    return _checked(parse_xml(data))


def _checked(element: Any) -> Node:
    # Part 2 §8.1.4 forbids them, and a text with entities would be read with holes.
    if element.getroottree().docinfo.doctype:
        raise ValueError("it declares a document type")
    node: Node = element
    return node


def _body(document: Node) -> Node:
    body = document.find(f"{W}body")
    if body is None:
        raise ValueError("it has no body")
    return body
