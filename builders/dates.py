"""Dates as notices write them."""

from datetime import date

from .header_patterns import CHINESE_DATE, DATE

__all__ = ["date_in"]

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def date_in(folded: str) -> date | None:
    """The first date in a folded text (2018年3月20日, 2018-03-20, 二〇一八年三月二十日); None where there is none."""
    if match := DATE.search(folded):
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := CHINESE_DATE.search(folded):
        year = int("".join(str(_DIGITS[c]) for c in match["y"]))
        return _date(year, _small(match["m"]), _small(match["d"]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int:
    """一 to 三十一."""
    tens, has_ten, ones = text.rpartition("十")
    unit = _DIGITS.get(ones, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + unit if has_ten else unit
