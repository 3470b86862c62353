"""The cells of a row become values: words, whole numbers, figures, codes, days."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from ..fold import fold, without_space
from ..model import Precision
from .columns import COLUMNS, NOTHING, WORDS, word_of
from .errors import RowError, cut

__all__ = ["MAY_GO", "choices", "day", "no_deadline", "value", "whole", "word"]

MAY_GO: Final = frozenset({"max_value", "region", "year", "role_words", "rule"})
"""Columns whose value a row may take away."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def value(number: int, column: str, text: str) -> object:
    """What a cell of a column holds; none where it takes a value away.

    Raises:
        RowError: if it cannot be understood.
    """
    if text.lower() in NOTHING and column in MAY_GO:
        return None
    if column in WORDS:
        return word(number, {column: text}, column)
    if column in {"number", "rule", "year"}:
        return whole(number, {column: text}, column)
    if column in {"value", "max_value"}:
        return _figure(number, column, text)
    if column == "deadline":
        return _period(number, text)
    if column in {"scope", "region"}:
        return _code(text)
    return text


def word(number: int, cells: Mapping[str, str], column: str) -> str | None:
    """The word that a cell holds, in English; none where it is empty.

    Raises:
        RowError: if it is none of the column's.
    """
    text = cells.get(column)
    if not text:
        return None
    word = word_of(column, text)
    if word is None:
        raise RowError(
            number,
            f"{column} is “{cut(text)}”; it is one of {choices(column)}",
            chinese=f"{COLUMNS[column]}为“{cut(text)}”，可填：{'、'.join(WORDS[column].values())}",
        )
    return word


def choices(column: str) -> str:
    """The words of a column, for messages."""
    return ", ".join(f"{english} ({chinese})" for english, chinese in WORDS[column].items())


def whole(number: int, cells: Mapping[str, str], column: str) -> int | None:
    """The whole number that a cell holds; none where it is empty.

    Raises:
        RowError: if it is none.
    """
    text = cells.get(column)
    if not text:
        return None
    # LibreOffice may show a whole number as 12.0 or 1,234.
    if not (match := re.fullmatch(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.0+)?", fold(text))):
        raise RowError(
            number,
            f"{column} is “{cut(text)}”; it is a whole number",
            chinese=f"{COLUMNS[column]}为“{cut(text)}”，应填整数",
        )
    return int(match[1].replace(",", ""))


def _figure(number: int, column: str, text: str) -> Decimal:
    try:
        value = Decimal(fold(text).replace(",", "").strip())
    except InvalidOperation:
        raise RowError(
            number,
            f"{column} is “{cut(text)}”; it is a figure, its unit stands in unit_text",
            chinese=f"{COLUMNS[column]}为“{cut(text)}”，应填数字，单位填入计量单位",
        ) from None
    if not value.is_finite() or abs(value) >= Decimal("1e18") or (value and abs(value) < Decimal("1e-9")):
        raise RowError(
            number,
            f"{column} is “{cut(text)}”; no target has such a figure",
            chinese=f"{COLUMNS[column]}为“{cut(text)}”，不是目标数值",
        )
    return value


def _code(text: str) -> str:
    """A division code; a spreadsheet drops the zeros of 000000, the centre's."""
    text = without_space(fold(text))
    return text.zfill(6) if re.fullmatch("0{1,5}", text) else text


def _period(number: int, text: str) -> tuple[date, Precision] | str:
    """2018-06-30, 2018年6月, 2018/6 or 2018, as spreadsheets turn them too (Jun-18); other words as they are."""
    plain = without_space(fold(text))
    if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*-(\d\d|\d{4})", plain):
        name = match[1].lower()
        if name in _MONTHS:
            plain = f"{2000 + int(match[2]) if len(match[2]) == 2 else match[2]}-{_MONTHS.index(name) + 1}"
    match = re.fullmatch(r"(\d{4})(?:年|[-/.](?=\d))?(?:(\d{1,2})(?:月|[-/.](?=\d))?(?:(\d{1,2})日?)?)?", plain)
    if match is None:
        return text
    try:
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not 1900 <= year <= 2200 or (month is None and day is not None):
            raise ValueError
        if month is None:
            return date(year, 12, 31), "year"
        if day is None:
            return date(year, month, monthrange(year, month)[1]), "month"
        return date(year, month, day), "day"
    except ValueError:
        raise no_deadline(number, text) from None


def no_deadline(number: int, text: str) -> RowError:
    """What is wrong with a deadline that names no day, month, quarter, half or year."""
    return RowError(
        number,
        f"deadline is “{cut(text)}”; write 2018-06-30, 2018-06 or 2018, or as notices do: 6月底前, 第三季度, 年底前",
        chinese=f"时限为“{cut(text)}”，请写作2018-06-30、2018-06、2018，或者照公文写作6月底前、第三季度、年底前",
    )


def day(number: int, text: str) -> date:
    """The day that a cell holds.

    Raises:
        RowError: if it is none.
    """
    plain = re.sub("[年月/.]", "-", without_space(fold(text))).removesuffix("日")
    try:
        return datetime.strptime(plain, "%Y-%m-%d").date()
    except ValueError:
        raise RowError(
            number,
            f"date is “{cut(text)}”; write the day as 2018-06-30",
            chinese=f"更正日期为“{cut(text)}”，请写作2018-06-30",
        ) from None
