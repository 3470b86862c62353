"""Dates as notices write them."""

import re
from datetime import date
from typing import Final

from .header_patterns import ANY_DATE, CHINESE_DATE, CHINESE_DATE_PART, DATE
from .numerals import CHINESE_DIGITS, chinese_number

__all__ = ["around", "date_in", "day_said", "in_figures", "like_date", "only_date"]

_LONGEST: Final = 24
# What a scan leaves of a date that it spoils holds hardly a character of other words; 囗 and 口 stand for what it lost.
_WORDS: Final = "〇零一二三四五六七八九十年月日囗口"
_OTHER: Final = re.compile(f"[\u4e00-\u9fff](?<![{_WORDS}])")
_RUN: Final = rf"(?:[{_WORDS}]|[^\s()\u4e00-\u9fff]){{0,{_LONGEST}}}"
_BEGINS: Final = re.compile(f"{_RUN}$")
_GOES_ON: Final = re.compile(_RUN)
# A spreadsheet may show midnight behind a day.
_DAY_ALONE: Final = re.compile(
    rf"\s*(?P<opens>\()?\s*(?:{ANY_DATE.pattern})(?:[T\s]+0?0:00(?::00)?)?\s*(?(opens)\))\s*"
)


def date_in(folded: str) -> date | None:
    """The first date in a folded text (2018年3月20日, 2018-03-20, 二〇一八年三月二十日); None where there is none."""
    if match := DATE.search(folded):
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := CHINESE_DATE.search(folded):
        year = int("".join(str(CHINESE_DIGITS[c]) for c in match["y"]))
        return _date(year, chinese_number(match["m"]), chinese_number(match["d"]))
    return None


def day_said(folded: str) -> date | None:
    """The date that a folded text is and holds nothing beside; None where it is none."""
    return date_in(folded) if _DAY_ALONE.fullmatch(folded) else None


def only_date(folded: str) -> date | None:
    """The one date in a folded text; None where there is none or several."""
    found = [match.group() for match in ANY_DATE.finditer(folded)]
    return date_in(found[0]) if len(found) == 1 else None


def like_date(folded: str) -> bool:
    """Whether a folded text can be what a scan has left of a date (2O18年3月1曰, ■■■■年3月1日)."""
    dense = "".join(folded.split())
    return len(dense) <= _LONGEST and len(_OTHER.findall(dense)) * 2 < len(dense)


def around(folded: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Where a spoilt date begins and ends of which a part stands at `start` to `end`, between `low` and `high`."""
    before = _BEGINS.search(folded, max(low, start - _LONGEST), start)
    behind = _GOES_ON.match(folded, end, high)
    return before.start() if before else start, behind.end() if behind else end


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_figures(dense: str, where: list[int]) -> tuple[str, list[int]]:
    """Dates in Chinese numerals as figures (二〇二〇年九月底 → 2020年9月底), and where each character stands.

    Args:
        dense: a text without white space.
        where: the place of each of its characters, then its end, as `fold.squeeze` gives them.
    """
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in CHINESE_DATE_PART.finditer(dense):
        words = match["year"] or match["month"] or match["day"]
        figures = "".join(str(CHINESE_DIGITS[c]) for c in words) if match["year"] else str(chinese_number(words))
        start, end = match.start(), match.start() + len(words)
        parts += [dense[at:start], figures]
        places += [*where[at:start], *([where[start]] * (len(figures) - 1)), where[end - 1]]
        at = end
    return "".join([*parts, dense[at:]]), [*places, *where[at:]]
