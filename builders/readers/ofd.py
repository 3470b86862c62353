"""OFD files (GB/T 33190), the official format for fixed pages: text by ofdkit, and the lines drawn around tables.

ofdkit says where each piece of text stands, and mends what many programs write wrongly; it does not give the lines
of tables, which are read here.
"""

import math
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import Any, Final
from unicodedata import east_asian_width

import ofdkit  # type: ignore[import-untyped]

from ..errors import NoticeError
from .archive import open_zip
from .blocks import Block
from .lines import Glyph, set_lines
from .rulings import Ruling, drawn, find_tables
from .sheets import Sheet, in_order

__all__ = ["blocks"]

_POINTS: Final = 72 / 25.4
"""OFD counts in millimetres."""

_MAX_PAGES: Final = 2_000
_MAX_PAGE: Final = 32 << 20
_MAX_TOTAL: Final = 128 << 20
"""Unpacked. A page of text has half a megabyte where each character is placed by itself."""

_MAX_COPIES: Final = 200_000
_MAX_DEPTH: Final = 16
_UNIT: Final = re.compile(
    rb"<(?:\w+:)?CompositeGraphicUnit\b[^<>]*?\bID=[\"'](\w+)[^<>]*>(.*?)(?:CompositeGraphicUnit>|\Z)", re.S
)
_PLACED: Final = re.compile(rb"<(?:\w+:)?CompositeObject\b[^<>]*?\bResourceID=[\"'](\w+)")
_TEXT: Final = re.compile(rb"<(?:\w+:)?TextObject\b")

_ADVICE: Final = "open it in WPS or an OFD reader and export it as .docx or PDF"
_NUMBERS: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_OPERATOR: Final = re.compile(r"[MSLQBAC]|[^\sMSLQBAC]+")

_Point = tuple[float, float]
_Affine = tuple[float, float, float, float, float, float]


def blocks(name: str, data: bytes) -> list[Block]:
    """The paragraphs and tables of an OFD file, without page numbers and running heads.

    Raises:
        NoticeError: if it is damaged, encrypted, far too large, or holds no text.
    """
    with open_zip(name, data) as archive:
        parts = {m.filename.replace("\\", "/").lstrip("/"): m for m in archive.infolist()}
        if any(p.casefold().endswith("encryptions.xml") for p in parts):
            raise NoticeError(name, "is encrypted", _ADVICE)
        try:
            _refuse_copies(name, archive)
            with ofdkit.open(data) as document:
                sheets = _sheets(name, document, archive, parts)
        except (ofdkit.OFDError, zipfile.BadZipFile, ET.ParseError, ValueError, RecursionError, EOFError):
            raise NoticeError(name, "is a damaged OFD file", f"get the file again, or {_ADVICE}") from None
    if not any(s.lines or s.tables or s.boxes for s in sheets):
        raise NoticeError(name, "has no text: its pages are pictures or drawings", "get it as .docx or PDF with text")
    return in_order(sheets)


def _sheets(name: str, document: Any, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> list[Sheet]:
    sizes = [parts[p.location].file_size if p.location in parts else 0 for p in document.pages]
    if len(sizes) > _MAX_PAGES or sum(sizes) > _MAX_TOTAL or max(sizes, default=0) > _MAX_PAGE:
        raise NoticeError(name, f"has {len(sizes)} pages that are far too large", "give one notice a file")
    sheets = []
    for page in document.pages:
        runs = page.runs
        x0, y0, width, height = (v * _POINTS for v in page.box)
        glyphs = [g for run in runs for g in _glyphs(run, x0, y0)]
        rulings: Iterator[Ruling] = iter(())
        if page.location in parts:
            rulings = _rulings(archive.read(parts[page.location]), x0, y0)
        tables, boxes, rest = find_tables(rulings, glyphs, width, height)
        sheets.append(Sheet(width, height, set_lines(rest), tables, boxes))
    return sheets


def _glyphs(run: Any, x0: float, y0: float) -> Iterator[Glyph]:
    """The characters of a piece of text, over which its width is shared out."""
    weights = [2 if east_asian_width(c) in "WF" else 1 for c in run.text]
    share = run.width * _POINTS / max(sum(weights), 1)
    left, base, size = run.x * _POINTS - x0, run.y * _POINTS - y0, run.size * _POINTS
    if not 1 <= size <= 500:
        return
    for char, weight in zip(run.text, weights, strict=True):
        yield Glyph(char, left, left + share * weight, base, size)
        left += share * weight


def _refuse_copies(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse drawings that are placed in each other so often that a small file becomes an endless page."""
    units: dict[bytes, tuple[int, list[bytes]]] = {}
    placed = 0
    for member in archive.infolist():
        part = archive.read(member) if member.filename.casefold().endswith(".xml") else b""
        placed += len(_PLACED.findall(part))
        for unit in _UNIT.finditer(part):
            units[unit[1]] = len(_TEXT.findall(unit[2])), _PLACED.findall(unit[2])
    weights: dict[bytes, float] = {}

    def weight(unit: bytes, depth: int) -> float:
        if unit not in weights:
            weights[unit] = math.inf  # for a drawing that is placed in itself
            texts, inner = units.get(unit, (0, []))
            weights[unit] = math.inf if depth > _MAX_DEPTH else 1 + texts + sum(weight(i, depth + 1) for i in inner)
        return weights[unit]

    if placed * max((weight(u, 0) for u in units), default=0.0) > _MAX_COPIES:
        raise NoticeError(name, "places drawings in each other far too often", _ADVICE)


# --- lines drawn on a page ---------------------------------------------------------------------------


def _local(element: ET.Element) -> str:
    """An element's name. Programs write it in several namespaces, or in none."""
    return element.tag.rpartition("}")[2]


def _rulings(part: bytes, x0: float, y0: float) -> Iterator[Ruling]:
    try:
        root = ET.fromstring(part)  # noqa: S314 - ofdkit has refused parts that declare entities
    except (ET.ParseError, ValueError):
        return  # ofdkit has mended it for the text; the text without its tables is still worth reading
    for path in root.iter():
        if _local(path) != "PathObject":
            continue
        outline = next((e.text or "" for e in path if _local(e) == "AbbreviatedData"), "")
        box = _floats(path.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        matrix = _floats(path.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = matrix
        stroked = path.get("Stroke", "true") != "false"
        if not stroked and path.get("Fill", "false") != "true":
            continue
        for corners in _outlines(outline):
            placed = [
                ((a * x + c * y + e + box[0]) * _POINTS - x0, (b * x + d * y + f + box[1]) * _POINTS - y0)
                for x, y in corners
            ]
            yield from drawn(placed, stroked)


def _outlines(data: str) -> Iterator[list[_Point]]:
    """The corners of each part of a path (GB/T 33190, 9.3), apart where it is curved."""
    corners: list[_Point] = []
    tokens = _OPERATOR.findall(data)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        numbers = _floats(" ".join(tokens[at + 1 : at + 1 + _NUMBERS.get(operator, 0)]), _NUMBERS.get(operator, 0))
        at += 1
        if operator == "C":
            if corners:
                corners.append(corners[0])
            continue
        if operator not in _NUMBERS or numbers is None:
            continue
        at += len(numbers)
        if operator != "L" and corners:
            yield corners
            corners = []
        corners.append((numbers[-2], numbers[-1]))
    if corners:
        yield corners


def _floats(text: str | None, number: int) -> tuple[float, ...] | None:
    try:
        values = tuple(float(t) for t in (text or "").split())
    except ValueError:
        return None
    return values if len(values) == number and all(abs(v) < 1e6 for v in values) else None
