"""Web pages as browsers save them: .html, .mhtml, and parts cut out of pages."""

import re
from email.message import Message
from email.parser import BytesParser
from typing import Final

from ..errors import NoticeError
from .blocks import Block
from .encoding import decode
from .html_blocks import items_of
from .html_boxes import boxes_of
from .main_part import main_part

__all__ = ["blocks", "blocks_of_html"]

_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.I,
)
_WITHIN: Final = 8192
"""The standard looks for the declaration in the first 1,024 bytes; sites put their comments and scripts before it."""

# GB 2312 and GBK are subsets of GB 18030, and pages declare the smaller where they use the larger.
_ENCODINGS: Final = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "csgb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    # What can be read up to the declaration is no UTF-16, whatever it says (Encoding standard).
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}

_FRAME: Final = re.compile(r"<i?frame\b", re.I)
_MIME: Final = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}", re.I)
_MIME_FIELD: Final = re.compile(rb"^(?:mime-version|content-type):", re.I | re.M)
_MAX_PARTS_WITHIN: Final = 8
"""How deep parts may stand in parts; browsers write one level."""


def blocks(name: str, data: bytes) -> list[Block]:
    """The notice in a saved page: its header fields, title, text, tables and attachments, without the site around it.

    Raises:
        NoticeError: if its characters cannot be told, or it holds no text.
    """
    page, charset = _page_in_mime(name, data)
    html = _decoded(name, page, charset)
    found = [item.block for item in main_part(boxes_of(html))]
    if found:
        return found
    if _FRAME.search(html):
        raise NoticeError(
            name, "holds no text, only frames with other pages", "open the frame in a tab of its own and save that"
        )
    raise NoticeError(name, "holds no text", "open it in a browser and save the text that you see")


def blocks_of_html(html: str) -> list[Block]:
    """All that some markup shows, furniture and all."""
    return [item.block for item in items_of(boxes_of(html)).items]


def _decoded(name: str, data: bytes, charset: str | None) -> str:
    """The characters of a page: by its byte order mark, by what is declared, else as those of any text."""
    if not data.startswith(_BOMS):
        match = _DECLARED.search(data[:_WITHIN])
        declared = [charset] if charset else []
        declared += [group.decode("ascii", "replace") for group in match.groups() if group] if match else []
        for label in declared:
            encoding = _ENCODINGS.get(label.strip().lower())
            if encoding is None:
                continue
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return decode(name, data)[0]


def _page_in_mime(name: str, data: bytes) -> tuple[bytes, str | None]:
    """The page in an .mhtml file and its encoding as the file states it; any other file as it is.

    The stylesheets, pictures and frames that the file also holds are left out.
    """
    head = _MIME.match(data)
    if not head or not _MIME_FIELD.search(head.group()):
        return data, None
    part, body = _part(data)
    for _ in range(_MAX_PARTS_WITHIN):
        if part.get_content_maintype() != "multipart":
            break
        boundary = part.get_boundary()
        inner = [_part(p) for p in _split(body, boundary)] if boundary else []
        pages = [p for p in inner if p[0].get_content_type() in ("text/html", "application/xhtml+xml")]
        pages = pages or [p for p in inner if p[0].get_content_maintype() == "multipart"]
        if not pages:
            raise NoticeError(name, "holds no web page", "open it in a browser and save the page again")
        part, body = pages[0]
    part.set_payload(body.decode("ascii", "surrogateescape"))
    decoded = part.get_payload(decode=True)
    return (decoded if isinstance(decoded, bytes) else body), part.get_content_charset()


def _part(data: bytes) -> tuple[Message, bytes]:
    """The fields above a part's content, and the content."""
    end = re.search(rb"\r?\n\r?\n", data)
    if end is None:
        return BytesParser().parsebytes(data[:_WITHIN], headersonly=True), b""
    return BytesParser().parsebytes(data[: end.end()], headersonly=True), data[end.end() :]


def _split(body: bytes, boundary: str) -> list[bytes]:
    """The parts between the boundary lines."""
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary.encode("ascii", "replace")) + rb"(?:--)?[ \t]*(?:\r?\n|$)")
    return line.split(body)[1:]
