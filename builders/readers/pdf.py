"""PDF files: the text layer, read by PDFium (pypdfium2), and the lines drawn around tables.

PDFium is the reader of Chromium: it knows the fonts and encodings that Chinese PDFs use without embedding them, is
made for files from anywhere, and takes a hundredth of a second a page.
"""

import ctypes
import math
import re
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from unicodedata import east_asian_width

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ..errors import NoticeError
from .blocks import Block
from .lines import Glyph, set_lines
from .rulings import drawn, find_tables
from .sheets import Sheet, in_order

__all__ = ["blocks"]

_MAX_PAGES: Final = 2_000
_MAX_GLYPHS: Final = 100_000
"""Of a page: one of a notice has a thousand, a newspaper's twenty thousand."""

_MAX_PATHS: Final = 20_000
_MAX_DEPTH: Final = 8
_MAX_STREAM: Final = 32 << 20
"""Unpacked. The largest fonts for Chinese have 20 MB, a page's instructions at most a few."""

_MAX_STREAMS: Final = 256 << 20
_CHUNK: Final = 1 << 15
_MIN_TEXT: Final = 20
"""A scan of a page may bear its scanner's name or a page number."""

_PDFIUM: Final = threading.Lock()
"""PDFium's functions must not run at the same time."""

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_DEFLATE: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image\b")

_OCR: Final = "recognize its text first, for example with: ocrmypdf -l chi_sim IN.pdf OUT.pdf"


def blocks(name: str, data: bytes) -> list[Block]:
    """The paragraphs and tables of a PDF, without page numbers and running heads.

    Raises:
        NoticeError: if it is damaged, protected by a password, far too large, without a text layer, or if its fonts
            do not tell its characters.
    """
    _refuse_bomb(name, data)
    with _PDFIUM:
        sheets = _sheets(name, data)
    return in_order(sheets)


def _sheets(name: str, data: bytes) -> list[Sheet]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
            raise NoticeError(
                name, "is protected by a password", "remove the password in the program that made it"
            ) from None
        raise NoticeError(name, "is a damaged PDF", "get the file again") from None
    sheets: list[Sheet] = []
    counts: Counter[str] = Counter()
    try:
        number = len(document)
        if number > _MAX_PAGES:
            raise NoticeError(name, f"has {number} pages, more than {_MAX_PAGES}", "give one notice a file")
        for index in range(number):
            sheet, counted = _sheet(name, document, index)
            sheets.append(sheet)
            counts += counted
    finally:
        document.close()
    _refuse_silence(name, counts, number)
    return sheets


def _sheet(name: str, document: Any, index: int) -> tuple[Sheet, Counter[str]]:
    try:
        page = document[index]
        try:
            return _read(name, page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        problem = f"is a damaged PDF: its page {index + 1} cannot be read"
        raise NoticeError(name, problem, "get the file again") from None


def _refuse_silence(name: str, counts: Counter[str], pages: int) -> None:
    """Refuse a document most of which cannot be read."""
    glyphs, scans = counts["glyphs"], counts["scans"]
    if not pages:
        raise NoticeError(name, "is a damaged PDF", "get the file again")
    if counts["unknown"] > 0.3 * glyphs:
        raise NoticeError(
            name,
            "has text that cannot be decoded: its fonts do not tell which characters they show",
            "get it as .docx, or recognize its text, for example with: ocrmypdf --force-ocr -l chi_sim IN.pdf OUT.pdf",
        )
    if not glyphs or scans == pages:
        raise NoticeError(name, "has no text layer (it is a scan)", _OCR)
    if scans > pages / 2:
        raise NoticeError(name, f"has no text layer on {scans} of its {pages} pages (they are scans)", _OCR)


def _refuse_bomb(name: str, data: bytes) -> None:
    """Refuse a file of which a part unpacks to far more than any notice needs.

    PDFium unpacks up to a gigabyte a stream and makes objects of all of it. Pictures are not unpacked for their
    text.
    """
    total = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        header = data[max(0, match.start() - 4096) : match.start()]
        header = header[header.rfind(b" obj") + 1 :]
        if _IMAGE.search(header):
            continue
        packed = view[match.end() :]
        for _ in _DEFLATE.findall(header):
            packed = memoryview(_unpacked(packed))
            total += len(packed)
            if len(packed) > _MAX_STREAM or total > _MAX_STREAMS:
                raise NoticeError(
                    name, "unpacks to far more than a notice holds", "save the notice itself as .docx, .pdf or .txt"
                )


def _unpacked(packed: memoryview) -> bytes:
    """What a compressed stream holds, as far as it is sound and not too large; what follows it does not matter."""
    stream = zlib.decompressobj()
    parts: list[bytes] = []
    length = at = 0
    try:
        while at < len(packed) and not stream.eof and length <= _MAX_STREAM:
            parts.append(stream.decompress(packed[at : at + _CHUNK]))
            length += len(parts[-1])
            at += _CHUNK
    except zlib.error:
        pass
    return b"".join(parts)


# --- a page ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character as PDFium gives it: heights grow upwards, and text may run in any direction."""

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: int


def _read(name: str, page: Any) -> tuple[Sheet, Counter[str]]:
    marks, unknown = _marks(name, page)
    # The text's own direction says how the page is turned: as the file says, or because it was made so.
    turns = Counter(m.turn for m in marks)
    turn = max(turns, key=lambda t: (turns[t], t == 0)) if turns else 0
    left, bottom, right, top = page.get_bbox()
    corners = [_turned(x, y, turn) for x, y in ((left, bottom), (right, top))]
    x0, y0 = (min(values) for values in zip(*corners, strict=True))
    width, height = (max(values) - min(values) for values in zip(*corners, strict=True))
    glyphs = []
    for mark in marks:
        x, y = _turned(mark.x, mark.y, turn)
        # What is cut off or lies beside the page is not seen.
        if mark.turn == turn and x0 <= x <= x0 + width and y0 <= y <= y0 + height + mark.size / 4:
            glyphs.append(Glyph(mark.text, x - x0, x - x0 + mark.width, y - y0, mark.size))
    rulings = (
        ruling
        for outline, stroked in _shapes(page)
        for ruling in drawn([(x - x0, y - y0) for x, y in (_turned(*p, turn) for p in outline)], stroked)
    )
    tables, boxes, rest = find_tables(rulings, glyphs, width, height)
    scan = len(glyphs) < _MIN_TEXT and _has_picture(page)
    return (
        Sheet(width, height, set_lines(rest), tables, boxes),
        Counter(glyphs=len(marks), unknown=unknown, scans=int(scan)),
    )


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point seen so that text running at so many quarters of a turn lies upright; heights grow downwards."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _marks(name: str, page: Any) -> tuple[list[_Mark], int]:
    """The characters of a page that stand along its edges, and how many of them have no meaning."""
    text = page.get_textpage()
    number = text.count_chars()
    if number > _MAX_GLYPHS:
        raise NoticeError(name, f"has {number} characters on a page", "give one notice a file, page by page")
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF(), c.FS_MATRIX()
    marks: list[_Mark] = []
    unknown = 0
    for index in range(number):
        # PDFium adds spaces and line breaks where it sees gaps; they are found here, by place.
        if c.FPDFText_IsGenerated(text, index) == 1:
            continue
        c.FPDFText_GetMatrix(text, index, matrix)
        c.FPDFText_GetCharOrigin(text, index, x, y)
        c.FPDFText_GetLooseCharBox(text, index, box)
        across, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        size = c.FPDFText_GetFontSize(text, index) * high
        if not 1 <= size <= 500 or not math.isfinite(across + x.value + y.value + box.left + box.bottom):
            continue
        angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        if abs(angle - round(angle)) > 0.03:
            continue  # across the page: a watermark
        char = _character(text, index)
        unknown += char == "\ufffd"
        turn = round(angle) % 4
        width = (box.right - x.value, box.top - y.value, x.value - box.left, y.value - box.bottom)[turn]
        if east_asian_width(char) in "WF":
            # For some fonts PDFium knows what a character covers, not how wide it is set.
            width = max(width, size * across / high)
        marks.append(_Mark(char, x.value, y.value, min(max(width, 0.0), 2 * size), size, turn))
    text.close()
    return marks, unknown


def _character(text: Any, index: int) -> str:
    """A character; U+FFFD if the font does not tell which."""
    code = c.FPDFText_GetUnicode(text, index)
    if c.FPDFText_HasUnicodeMapError(text, index) == 1 or code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return "\ufffd"
    if c.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return chr(max(code, 0x20))


def _has_picture(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


# --- lines drawn on it -------------------------------------------------------------------------------

_Point = tuple[float, float]
_Affine = tuple[float, float, float, float, float, float]


def _shapes(page: Any) -> Iterator[tuple[list[_Point], bool]]:
    """The corners of what is drawn on a page, and whether its outline is."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    paths = _paths(page, c.FPDFPage_CountObjects, c.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), 0)
    for path, matrix in islice(paths, _MAX_PATHS):
        c.FPDFPath_GetDrawMode(path, fill, stroke)
        if fill.value or stroke.value:
            for outline in _outlines(path, matrix):
                yield outline, bool(stroke.value)


def _paths(holder: Any, count: Any, get: Any, outer: _Affine, depth: int) -> Iterator[tuple[Any, _Affine]]:
    """The paths of a page and of the forms placed on it, and how each is placed."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = c.FPDFPageObj_GetType(item)
        if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_FORM):
            continue
        own = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(item, own)
        matrix = _placed((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == c.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif depth < _MAX_DEPTH:
            yield from _paths(item, c.FPDFFormObj_CountObjects, c.FPDFFormObj_GetObject, matrix, depth + 1)


def _placed(inner: _Affine, outer: _Affine) -> _Affine:
    a, b, cc, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        cc * oa + d * oc,
        cc * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _outlines(path: Any, matrix: _Affine) -> Iterator[list[_Point]]:
    """The corners of each part of a path, the first one again at the end of a closed part."""
    a, b, cc, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[_Point] = []
    for index in range(min(c.FPDFPath_CountSegments(path), _MAX_PATHS)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind != c.FPDF_SEGMENT_LINETO and outline:
            yield outline
            outline = []
        outline.append((a * x.value + cc * y.value + e, b * x.value + d * y.value + f))
        if c.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if outline:
        yield outline
