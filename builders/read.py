"""A file becomes a `SourceText`."""

import hashlib
import re
from itertools import islice
from pathlib import Path
from typing import Final

from .errors import NoticeError
from .model import SourceText

__all__ = ["read", "source_text"]

_MAX_BYTES: Final = 64 * 1024 * 1024
"""A notice of a hundred pages has 0.3 MB; far beyond, the file is something else."""

_ENCODINGS: Final = ["gb18030", "utf_16_le", "utf_16_be"]
"""What is tried, besides UTF-8, where no byte order mark tells."""

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# Files that are no text: how they begin, what they are, what to do.
_SIGNATURES: Final = (
    (b"%PDF", "is a PDF", "copy its text into a .txt file"),
    (b"PK\x03\x04", "is a Word, WPS or zip file", "save it as plain text (.txt)"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or WPS file", "save it as plain text (.txt)"),
    (b"{\\rtf", "is an RTF file", "save it as plain text (.txt)"),
)
_HTML_STARTS: Final = ("<!doctype html", "<html", "<?xml", "<head", "<body")
_TAG: Final = re.compile(
    r"</?(?:p|div|span|br|td|tr|table|tbody|a|li|ul|h[1-6]|script|style)\b[^<>]{0,300}>", re.IGNORECASE
)
_TAGS: Final = 20
"""So many tags make a page; a notice may quote one."""


def read(path: Path) -> SourceText:
    """The text of a file, whatever its encoding (UTF-8, UTF-16, GB18030 and its subsets).

    Raises:
        NoticeError: if the file is missing, empty, not text, or in no known encoding.
    """
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
    if len(data) > _MAX_BYTES:
        raise NoticeError(name, f"is larger than {_MAX_BYTES >> 20} MB", "give one notice a file")
    content, encoding = _decode(name, data)
    return source_text(name, content, encoding)


def source_text(name: str, content: str, encoding: str = "utf-8") -> SourceText:
    """A `SourceText` of a text that is already in memory.

    Raises:
        NoticeError: if there is nothing but white space, or the text is markup.
    """
    if not content.strip():
        raise NoticeError(name, "is empty", "give a file that holds the notice's text")
    tags = islice(_TAG.finditer(content), _TAGS)
    if content.lstrip()[:20].lower().startswith(_HTML_STARTS) or sum(1 for _ in tags) == _TAGS:
        raise NoticeError(name, "is a web page", "open it in a browser and save its text as .txt")
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return SourceText(name, content, digest, encoding, "text/plain")


def _decode(name: str, data: bytes) -> tuple[str, str]:
    for signature, what, advice in _SIGNATURES:
        if data.startswith(signature):
            raise NoticeError(name, what, advice)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(name, data[len(mark) :], encoding), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        guessed = _guess(data)
        if guessed is None:
            raise NoticeError(
                name, "is in no encoding that is known (UTF-8, GB18030, UTF-16)", "save it as UTF-8 text"
            ) from None
        return _strict(name, data, guessed), guessed
    if "\x00" in text:
        # UTF-16 without a byte order mark is also valid UTF-8 where it holds ASCII alone.
        if (guessed := _guess(data)) is not None:
            return _strict(name, data, guessed), guessed
        raise NoticeError(name, "is a binary file", "give the notice as text")
    return _strict(name, data, "utf-8"), "utf-8"


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NoticeError(
            name, f"is not valid {encoding} (byte {error.start})", "save it again as UTF-8 text"
        ) from None
    strange = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v")
    if "\x00" in text or strange > len(text) // 100:
        raise NoticeError(name, "is a binary file", "give the notice as text")
    return text


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_ENCODINGS, enable_fallback=False).best()
    return best.encoding.replace("_", "-") if best is not None else None
