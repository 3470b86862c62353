"""What may stand in a cell: text that stays text, and the form in which two cells are compared."""

import hashlib
import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

__all__ = [
    "LONGEST",
    "Content",
    "cut",
    "fingerprint",
    "imprint",
    "plain",
    "risky",
    "safe",
    "storable",
    "stored",
    "whole",
]

Content = str | int | Decimal | date | None
"""What a ledger writes into a cell."""

LONGEST: Final = 32_767
"""Characters in a cell (Excel specifications and limits), counted as UTF-16 code units."""
_CUT: Final = "…（余下从略）"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for, section 2.2."""
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_DIGITS: Final = 10
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900, so that days before have another number elsewhere."""


def cut(text: str) -> str:
    """A text that a cell can hold; a longer one ends in words that say so."""
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    room = LONGEST - _units(_CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def _units(text: str) -> int:
    return len(text) + sum(c > "\uffff" for c in text)


def stored(text: str) -> str:
    """A text as a workbook can hold it, however long it is.

    Characters that XML forbids become U+FFFD. ``_x0041_`` would be read as A
    (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19), so its first sign is escaped.
    """
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE.sub("_x005F_", text)


def safe(text: str) -> str:
    """A text as a cell can hold it: as `stored` gives it, and cut where it is too long."""
    shown = stored(text)
    if (short := cut(shown)) == shown:
        return shown
    # A cut in the midst of an escape would leave half of it.
    return re.sub(r"_(?:x(?:0(?:0(?:5F?)?)?)?)?(?=…（余下从略）$)", "", short)


def risky(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it."""
    return text.startswith(_RISKY)


def storable(value: Content) -> Content:
    """A value that a cell can hold: days that Excel has no number for become text."""
    if isinstance(value, date) and value < _FIRST_DAY:
        return value.isoformat()
    return value


def plain(value: object) -> str:
    """What a cell says, as text: the same after any program has saved it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return f"{number.normalize():f}" if number.is_finite() else str(value)
    if isinstance(value, ArrayFormula | DataTableFormula):
        # Its own text has the place in memory where it stands.
        value = " ".join(f"{name}={part}" for name, part in value)
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), str(value))


def whole(text: str) -> int | None:
    """The number that a text is, in digits alone; none if it is none, or longer than any that we write.

    >>> whole("12"), whole("1.5"), whole("9" * 5000)
    (12, None, None)
    """
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None


def fingerprint(value: object) -> str:
    """Ten hex digits that stand for what a cell says; white space does not count, and nothing has none."""
    return _print(plain(value))


@lru_cache(maxsize=1 << 16)
def _print(text: str) -> str:
    words = " ".join(text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10] if words else ""


def imprint(value: Content) -> str:
    """The fingerprint that a value has when it is read from the cell in which it was put."""
    value = storable(value)
    return fingerprint(safe(value) if isinstance(value, str) else value)
