"""Bytes become characters, whatever the encoding."""

from typing import Final

from ..errors import NoticeError

__all__ = ["decode"]

_CANDIDATES: Final = ["gb18030", "utf_16_le", "utf_16_be"]
"""What is tried, besides UTF-8, where no byte order mark tells."""

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The characters of a text file and the name of its encoding (UTF-8, UTF-16, GB18030 and its subsets).

    Raises:
        NoticeError: if it is in none of them, or is no text.
    """
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
        raise NoticeError(name, "is a binary file", "give the notice as text, web page, Word or PDF")
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
        raise NoticeError(name, "is a binary file", "give the notice as text, web page, Word or PDF")
    return text


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    return best.encoding.replace("_", "-") if best is not None else None
