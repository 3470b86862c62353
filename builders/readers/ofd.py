"""OFD files (GB/T 33190-2016), the official format for fixed pages: a zip archive of XML parts.

Names of elements are compared without their namespace, which programs write in several ways.
"""

import lzma
import math
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from unicodedata import category, east_asian_width

from ..errors import NoticeError
from .archive import open_zip
from .blocks import Block
from .lines import Glyph, set_lines
from .rulings import Ruling, drawn, find_tables
from .sheets import Sheet, in_order

__all__ = ["blocks"]

_POINTS: Final = 72 / 25.4
"""OFD counts in millimetres."""

_A4: Final = (0.0, 0.0, 210.0, 297.0)
_MAX_PAGES: Final = 2_000
_MAX_PART: Final = 16 << 20
_MAX_PARTS: Final = 128 << 20
"""Unpacked. A page of text has half a megabyte where each character is placed by itself."""

_MAX_DEPTH: Final = 32
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?:gb\w*|cp936)[\"'][^>]*\?>", re.IGNORECASE)
_OPERANDS: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN: Final = re.compile(r"[MSLQBAC]|[^\sMSLQBAC]+")

_Point = tuple[float, float]
_Box = tuple[float, ...]
_UPRIGHT: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def blocks(name: str, data: bytes) -> list[Block]:
    """The paragraphs and tables of an OFD file, without page numbers and running heads.

    Raises:
        NoticeError: if it is damaged, encrypted, far too large, or holds no text.
    """
    with open_zip(name, data) as archive:
        try:
            sheets = list(_File(name, archive).sheets())
        except (
            ET.ParseError,
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            ValueError,
            LookupError,
            EOFError,
            OSError,
        ):
            sheets = []
        except NotImplementedError:  # a way of packing that zipfile does not know
            sheets = []
    if not sheets:
        raise NoticeError(name, "is a damaged OFD file", "get the file again, or get it as .docx or PDF")
    if not any(s.lines or s.tables or s.boxes for s in sheets):
        raise NoticeError(
            name, "has no text: its pages are pictures or drawings", "get it as .docx, or as a PDF with text"
        )
    return in_order(sheets)


class _File:
    """The parts of an OFD file."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._parts = {_plain(m.filename): m for m in archive.infolist() if not m.is_dir()}
        self._read = 0
        self._templates: dict[str, ET.Element] = {}
        if any(p.endswith("encryptions.xml") for p in self._parts):
            raise NoticeError(name, "is encrypted", "save it without encryption, or get it as .docx or PDF")

    def sheets(self) -> Iterator[Sheet]:
        """Its pages. One that is named but missing is left out."""
        number = 0
        for body in _children(self._part("ofd.xml"), "DocBody"):
            path = self._path("", _text(body, "DocRoot"))
            document = self._part(path)
            common = _child(document, "CommonData")
            box = _box(common, "PageArea") or _A4
            templates = {t.get("ID", ""): self._path(path, t.get("BaseLoc")) for t in _children(common, "TemplatePage")}
            for page in _children(_child(document, "Pages"), "Page"):
                number += 1
                if number > _MAX_PAGES:
                    raise NoticeError(self._name, f"has more than {_MAX_PAGES} pages", "give one notice a file")
                location = self._path(path, page.get("BaseLoc"))
                if location in self._parts:
                    yield self._sheet(self._part(location), box, templates)

    def _sheet(self, page: ET.Element, box: _Box, templates: dict[str, str]) -> Sheet:
        box = _box(page, "Area") or box
        layers = [page]
        for used in _children(page, "Template"):
            location = templates.get(used.get("TemplateID", ""), "")
            if location in self._parts and location not in self._templates:
                self._templates[location] = self._part(location)
            if location in self._templates:
                layers.append(self._templates[location])
        placed = [e for root in layers for e in _placed(root)]
        glyphs = [g for e in placed if _local(e) == "TextObject" for g in _glyphs(e, box)]
        rulings = (r for e in placed if _local(e) == "PathObject" for r in _rulings(e, box))
        width, height = box[2] * _POINTS, box[3] * _POINTS
        tables, boxes, rest = find_tables(rulings, glyphs, width, height)
        return Sheet(width, height, set_lines(rest), tables, boxes)

    def _path(self, base: str, location: str | None) -> str:
        """Where a part is: from the root, or beside the part that names it. Some programs leave out the first /."""
        path = _plain(location or "")
        beside = _plain(posixpath.normpath(posixpath.join(posixpath.dirname(base), path)))
        return path if (location or "").startswith("/") or beside not in self._parts else beside

    def _part(self, path: str) -> ET.Element:
        member = self._parts.get(path)
        if member is None:
            raise ValueError(path)
        self._read += member.file_size
        if member.file_size > _MAX_PART or self._read > _MAX_PARTS:
            raise NoticeError(self._name, "has pages that are far too large", "get it as .docx or PDF")
        data = self._archive.read(member)
        if declared := _DECLARED.match(data):
            # The parser does not know this encoding.
            data = data[declared.end() :].decode("gb18030", "replace").encode()
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ValueError(path)
        return ET.fromstring(data)  # noqa: S314 - it declares no entities


def _plain(path: str) -> str:
    return posixpath.normpath("/" + path.strip().replace("\\", "/")).lstrip("/").casefold()


# --- elements ----------------------------------------------------------------------------------------


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element | None, name: str) -> Iterator[ET.Element]:
    return (e for e in (() if element is None else element) if _local(e) == name)


def _child(element: ET.Element | None, name: str) -> ET.Element | None:
    return next(_children(element, name), None)


def _text(element: ET.Element | None, name: str) -> str | None:
    child = _child(element, name)
    return None if child is None else child.text


def _box(element: ET.Element | None, name: str) -> _Box | None:
    return _floats(_text(_child(element, name), "PhysicalBox"), 4)


def _floats(text: str | None, number: int) -> tuple[float, ...] | None:
    try:
        values = tuple(float(t) for t in (text or "").split())
    except ValueError:
        return None
    return values if len(values) == number and all(abs(v) < 1e6 for v in values) else None


def _placed(page: ET.Element) -> Iterator[ET.Element]:
    """What stands on a page, out of the blocks that group it."""
    pending = [(layer, 0) for layer in reversed(list(_children(_child(page, "Content"), "Layer")))]
    while pending:
        element, depth = pending.pop()
        if element.get("Visible") == "false":
            continue
        if _local(element) in ("Layer", "PageBlock"):
            if depth < _MAX_DEPTH:
                pending += [(e, depth + 1) for e in reversed(element)]
        else:
            yield element


def _place(element: ET.Element, page: _Box) -> tuple[tuple[float, ...], _Box]:
    """How an element's points are placed on its page, in points of a page whose corner is the origin; its box."""
    box = _floats(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, e, f = (v * _POINTS for v in _floats(element.get("CTM"), 6) or _UPRIGHT)
    return (a, b, c, d, e + (box[0] - page[0]) * _POINTS, f + (box[1] - page[1]) * _POINTS), box


# --- text --------------------------------------------------------------------------------------------


def _glyphs(element: ET.Element, page: _Box) -> Iterator[Glyph]:
    (a, b, c, d, e, f), box = _place(element, page)
    across, down = math.hypot(a, b), math.hypot(c, d)
    size = (_floats(element.get("Size"), 1) or (0.0,))[0]
    # What does not stand upright is a watermark or a seal.
    if not 1 <= size * down <= 500 or a <= 0 or abs(b) > 0.05 * across or abs(c) > 0.5 * down:
        return
    end = (box[0] + box[2] - page[0]) * _POINTS
    x = y = 0.0
    for code in _children(element, "TextCode"):
        text = code.text or ""
        x = (_floats(code.get("X"), 1) or (x,))[0]
        y = (_floats(code.get("Y"), 1) or (y,))[0]
        steps = _steps(code.get("DeltaX"), len(text) - 1)
        falls = _steps(code.get("DeltaY"), len(text) - 1)
        at, base = x, y
        for index, char in enumerate(text):
            left = a * at + c * base + e
            full = east_asian_width(char) in "WFA"
            width = size * across if full else size * across / 2
            if index < len(steps) and steps[index] > 0:
                width = min(steps[index], size) * across
            elif index == len(text) - 1 and not full and 0.2 * width < end - left < 2.5 * width:
                width = end - left  # its box ends where its last character does
            if category(char) != "Cc":
                yield Glyph(char, left, left + width, b * at + d * base + f, size * down)
            if index < len(text) - 1:
                at += steps[index] if index < len(steps) else (0.0 if falls else width / across)
                base += falls[index] if index < len(falls) else 0.0


def _steps(text: str | None, number: int) -> list[float]:
    """The steps from each character to the next: `1.5 g 3 2` is 1.5 2 2 2."""
    steps: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(steps) >= number:
            break
        count, step = (next(words, "0"), next(words, "0")) if word == "g" else ("1", word)
        times, value = _floats(count, 1), _floats(step, 1)
        if times and value:
            steps += [value[0]] * max(0, min(int(times[0]), number - len(steps)))
    return steps


# --- lines drawn on a page ---------------------------------------------------------------------------


def _rulings(element: ET.Element, page: _Box) -> Iterator[Ruling]:
    stroked = element.get("Stroke") != "false"
    if not stroked and element.get("Fill") != "true":
        return
    (a, b, c, d, e, f), _ = _place(element, page)
    for corners in _outlines(_text(element, "AbbreviatedData") or ""):
        yield from drawn([(a * x + c * y + e, b * x + d * y + f) for x, y in corners], stroked)


def _outlines(data: str) -> Iterator[list[_Point]]:
    """The corners of each part of a path (GB/T 33190, 9.3), apart where it is curved."""
    corners: list[_Point] = []
    tokens = _TOKEN.findall(data)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        operands = _OPERANDS.get(operator, 0)
        numbers = _floats(" ".join(tokens[at + 1 : at + 1 + operands]), operands) if operands else None
        at += 1
        if operator == "C" and corners:
            corners.append(corners[0])
        if numbers is None:
            continue
        at += operands
        if operator != "L" and corners:
            yield corners
            corners = []
        corners.append((numbers[-2], numbers[-1]))
    if corners:
        yield corners
