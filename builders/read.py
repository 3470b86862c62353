"""A file becomes a `SourceText`, whatever its kind."""

import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Final

from .copied_tables import copied_tables
from .errors import NoticeError
from .layout import lay_out
from .other_files import refuse_binary, refuse_graph
from .readers.archive import open_zip
from .readers.blocks import Block
from .readers.encoding import decode
from .text import SourceText, Table

__all__ = ["STDIN", "read", "read_bytes", "source_text"]

STDIN: Final = Path("-")

_MAX_BYTES: Final = 64 * 1024 * 1024
"""A notice of a hundred pages has 0.3 MB as text, 20 MB as a PDF with pictures; far beyond, it is something else."""

_CONVERT: Final = "open it in Word, WPS or LibreOffice and save it as .docx without a password"

_MIME_HEAD: Final = 4096
_ZIPPED: Final = (
    (
        r"word/document\d*\.xml",
        "word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (r"OFD\.xml", "ofd", "application/ofd"),
)
_PAGE: Final = re.compile(
    r"\s*+(?:<!--(?:(?!-->).){0,2000}-->\s*+)*+<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)
_TAG: Final = re.compile(r"</?(?:p|div|span|br|td|tr|table|tbody|a|li|ul|h[1-6]|script|style)\b[^<>]{0,300}>", re.I)
_TAGS: Final = 20
"""So many tags make a page; a notice may quote one."""


def read(path: Path) -> SourceText:
    """The text of a file: plain text, web page, Markdown, Word (.docx) or PDF; ``-`` is the standard input.

    Raises:
        NoticeError: if the file is missing, empty, damaged, of no kind that can be read, or holds no text.
    """
    if path == STDIN:
        return read_bytes("standard input", sys.stdin.buffer.read(_MAX_BYTES + 1))
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise NoticeError(name, "no such file", "check the path") from None
    except IsADirectoryError:
        raise NoticeError(name, "is a folder", "give the files in it, for example FOLDER/*.txt") from None
    except OSError as error:
        raise NoticeError(name, f"cannot be read ({error.strerror})", "check the file and its permissions") from None
    return read_bytes(name, data)


def read_bytes(name: str, data: bytes) -> SourceText:
    """The text of a file's bytes; what kind it is shows in them, and only Markdown in its name.

    Raises:
        NoticeError: as `read`.
    """
    if len(data) > _MAX_BYTES:
        raise NoticeError(name, f"is larger than {_MAX_BYTES >> 20} MB", "give one notice a file")
    return replace(_text_of(name, data), file_sha256=hashlib.sha256(data).hexdigest())


def _text_of(name: str, data: bytes) -> SourceText:
    refuse_binary(name, data)
    # Some writers put a few bytes before the mark of a PDF.
    if b"MIME-Version:" in data[:_MIME_HEAD] and b"Content-Type:" in data[:_MIME_HEAD]:
        # A page as browsers save it (.mhtml); its parts may be in base64.
        return _laid_out(name, "web", data, "text/html")
    if b"%PDF-" in data[:1024]:
        return _laid_out(name, "pdf", data, "application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name, data)
    text, encoding = decode(name, data)
    refuse_graph(name, text)
    if _is_page(text):
        return _laid_out(name, "web", data, "text/html", encoding)
    if name.lower().endswith((".md", ".markdown")):
        return _laid_out(name, "markdown", data, "text/markdown", encoding)
    return source_text(name, text, encoding, tables=copied_tables(text))


def source_text(
    name: str,
    content: str,
    encoding: str | None = "utf-8",
    media_type: str = "text/plain",
    tables: tuple[Table, ...] = (),
) -> SourceText:
    """A `SourceText` of a text that is already in memory.

    Raises:
        NoticeError: if there is nothing but white space, or the text is markup.
    """
    if not content.strip():
        raise NoticeError(name, "is empty", "give a file that holds the notice's text")
    if media_type == "text/plain" and _is_page(content):
        raise NoticeError(name, "is a web page", "read it as a file, which extracts its text")
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return SourceText(name, content, digest, encoding, media_type, tables, digest)


def _is_page(text: str) -> bool:
    return bool(_PAGE.match(text)) or sum(1 for _ in islice(_TAG.finditer(text), _TAGS)) == _TAGS


def _laid_out(name: str, reader: str, data: bytes, media_type: str, encoding: str | None = None) -> SourceText:
    """What a reader of `readers` makes of a file, as one text. Its library is imported only where it is needed."""
    module = import_module(f".readers.{reader}", __package__)
    blocks: Callable[[str, bytes], list[Block]] = module.blocks
    content, tables = lay_out(blocks(name, data))
    if not content.strip():
        raise NoticeError(name, "holds no text", "give a file that holds the notice's text")
    return source_text(name, content, encoding, media_type, copied_tables(content, tables))


def _zipped(name: str, data: bytes) -> SourceText:
    """Word's and OFD's files are zip archives; what is inside tells which."""
    members = open_zip(name, data).namelist()
    for member, reader, media_type in _ZIPPED:
        # Word online calls the document document2.xml.
        if any(re.fullmatch(member, m) for m in members):
            return _laid_out(name, reader, data, media_type)
    if any(m.startswith(("xl/", "ppt/")) for m in members):
        raise NoticeError(name, "is an Excel or PowerPoint file", "save the notice itself as .docx, .pdf or .txt")
    if "content.xml" in members:
        raise NoticeError(name, "is an OpenDocument file (.odt)", _CONVERT)
    raise NoticeError(name, "is a zip archive", "unpack it and give the files in it")
