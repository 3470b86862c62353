"""Dates as notices write them."""

from datetime import date

from .header_patterns import CHINESE_DATE, CHINESE_DATE_PART, DATE
from .numerals import CHINESE_DIGITS, chinese_number

__all__ = ["date_in", "in_figures"]


def date_in(folded: str) -> date | None:
    """The first date in a folded text (2018年3月20日, 2018-03-20, 二〇一八年三月二十日); None where there is none."""
    if match := DATE.search(folded):
        return _date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match := CHINESE_DATE.search(folded):
        year = int("".join(str(CHINESE_DIGITS[c]) for c in match["y"]))
        return _date(year, chinese_number(match["m"]), chinese_number(match["d"]))
    return None


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
