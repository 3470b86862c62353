"""Files that are no notices: what they are, and what to do with them.

A graph is told by how it begins: a notice begins with words. Where a text only
looks like one of these further down it is read as a notice, since that is what
was asked.
"""

import re
from collections.abc import Mapping
from typing import Final

from .errors import NoticeError

__all__ = ["refuse_binary", "refuse_graph"]

_CONVERT: Final = "open it in Word, WPS or LibreOffice and save it as .docx without a password"
_TEXT_LAYER: Final = "give a file with a text layer: .docx, .pdf, .html or .txt"
_UNPACK: Final = "unpack it and give the files in it"
_NOTICE: Final = "give the notice as text, web page, Word or PDF"

# How a file begins, what it is, what to do.
_BINARY: Final = (
    (rb"\xd0\xcf\x11\xe0", "is an old Word, Excel or WPS file (.doc, .wps), or protected by a password", _CONVERT),
    (rb"\{\\rtf", "is an RTF file", _CONVERT),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP|\x00\x00\x00.ftyp(?:heic|heix|mif1|avif)",
        "is a picture",
        _TEXT_LAYER,
    ),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00", "is an archive", _UNPACK),
    (rb"SQLite format 3\x00", "is a SQLite database", _NOTICE),
    (rb"\x7fELF|MZ[^\r\n]{0,8}\x00", "is a program", _NOTICE),
    (rb"ID3[\x02-\x04]|OggS\x00|fLaC\x00|RIFF.{4}(?:WAVE|AVI )|\x00\x00\x00.ftyp", "is a sound or film file", _NOTICE),
)
_BINARIES: Final = tuple((re.compile(pattern, re.DOTALL), what, advice) for pattern, what, advice in _BINARY)

_ASK: Final = "give it with --graph to zhengtu query, sparql, validate, ledger, diff, view or export"
_READ: Final = 20_000
# An IRI with its scheme: tags such as <html> and <o:p> are none.
_IRI: Final = r"<(?:[A-Za-z][\w+.-]*://|urn:|#)[^<>\s]*>"
_STATEMENT: Final = re.compile(
    rf"\s*(?:{_IRI}|_:\S+)\s+{_IRI}\s+(?:{_IRI}|_:\S+|\"(?:[^\"\\]|\\.)*\"\S*)(?P<graph>\s+(?:{_IRI}|_:\S+))?\s*\.\s*(?:#.*)?"
)
_LONG_STATEMENT: Final = re.compile(rf"\s*(?:{_IRI}|_:\S+)\s+{_IRI}\s+\"")
_DIRECTIVE: Final = re.compile(
    rf"(?:@?prefix\s+[^\s:<>]*:|@?base\b)\s*<[^\s<>\u4e00-\u9fff]*>|(?:graph\s+)?{_IRI}\s*\{{", re.I
)
# Prefixes in ASCII, and a sign behind the object: 发布时间:2018-03-20 behind a page's address is no statement.
_NAME: Final = r"(?:[A-Za-z][\w.-]*)?:[\w/%.-]*[\w/%-]"
_NODE: Final = rf"{_IRI}|{_NAME}|_:[\w.-]*\w"
_SAID: Final = r"(?:@[A-Za-z-]+|\^\^[^\s;,]+)?"
_LITERAL: Final = rf"\"(?:[^\"\\]|\\.)*\"{_SAID}|'(?:[^'\\]|\\.)*'{_SAID}|[+-]?[\d.]*\d(?:[Ee][+-]?\d+)?|true\b|false\b"
_VERB: Final = rf"(?:a\b|{_IRI}|{_NAME})"
_OBJECT: Final = rf"(?:{_NODE}|{_LITERAL})"
_TURTLE: Final = re.compile(
    rf"(?:{_NODE}|\[\s*\])\s+{_VERB}(?:\s+|(?=[\[(<\"']))(?:\[\s*(?:\]|{_VERB}\s+{_OBJECT})|\(\s*{_OBJECT}\s|\"\"\"|'''|{_OBJECT}\s*[.;,](?:\s|$))"
    rf"|\[\s*{_VERB}\s+{_OBJECT}\s*[;,\]]",
    re.ASCII,
)
_JSON: Final = re.compile(r"\s*[\[{]\s*(?:[\[{\]}\"]|$)")
_JSON_LD: Final = re.compile(r"\"@(?:context|graph|id|type)\"\s*:")
_NOTICE_AS_JSON: Final = re.compile(r"\{\s*\"source\":\s*\{\s*\"name\":")
_RDF_XML: Final = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\])?>\s*)*<(?:\w+:)?RDF\b", re.S
)
_GRAPHS: Final[Mapping[str, str]] = {
    "N-Quads": _ASK,
    "N-Triples": _ASK,
    "N-Quads or N-Triples": _ASK,
    "Turtle or TriG": _ASK,
    "JSON-LD": _ASK,
    "RDF/XML": "save it as Turtle or N-Quads with an RDF tool, and " + _ASK,
}


def refuse_binary(name: str, data: bytes) -> None:
    """Refuses a file that begins as a picture, an archive, an old Word file or the like.

    Raises:
        NoticeError: says what it is and what to do.
    """
    for pattern, what, advice in _BINARIES:
        if pattern.match(data[:64]):
            raise NoticeError(name, what, advice)


def refuse_graph(name: str, text: str) -> None:
    """Refuses a text that is a graph (N-Quads, N-Triples, Turtle, TriG, JSON-LD, RDF/XML) or other JSON.

    Raises:
        NoticeError: says what it is, and which commands take it.
    """
    if (kind := _graph_kind(text[:_READ])) is not None:
        raise NoticeError(name, f"is a graph ({kind}), not a notice", _GRAPHS[kind])
    if _JSON.match(text) and _is_json(text):
        what = "is what zhengtu parse --json prints" if _NOTICE_AS_JSON.match(text) else "is JSON"
        raise NoticeError(name, f"{what}, not a notice", _NOTICE)


def _graph_kind(head: str) -> str | None:
    if _RDF_XML.match(head):
        return "RDF/XML"
    lines = [line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return None
    if match := _STATEMENT.fullmatch(lines[0]):
        return "N-Quads" if match["graph"] else "N-Triples"
    # A statement may be longer than what is looked at.
    if len(lines) == 1 and len(head) == _READ and _LONG_STATEMENT.match(lines[0]):
        return "N-Quads or N-Triples"
    begins = "\n".join(lines).lstrip()
    if _DIRECTIVE.match(begins) or _TURTLE.match(begins):
        return "Turtle or TriG"
    if _JSON.match(head) and _JSON_LD.search(head):
        return "JSON-LD"
    return None


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
