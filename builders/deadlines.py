"""By when a clause is to be done.

The most precise date wins, also a milestone's; a missing year is the notice's.
持续推进 alone is no date; a date by which reports are due is none either. The
date kept is the last day of the period, so that deadlines compare.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from . import figures as p
from .citation_patterns import TITLE_QUOTED
from .dates import in_figures
from .fold import fold, squeeze, without_space
from .model import Deadline, Precision, Span

__all__ = ["find_deadline", "is_recurring", "stated_deadline"]

_ALONE: Final = 24
_RANK: Final = {"day": 0, "month": 1, "year": 2}
_QUARTERS: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def find_deadline(
    content: str, folded: str, spans: list[Span], stated: list[Span], year: int | None, issued: date | None = None
) -> Deadline | None:
    """The most precise deadline in some stretches of a text, the latest of equals; None where there is none.

    Args:
        content: the text as read.
        folded: the same, folded.
        spans: the clause and the remarks of its group.
        stated: fields of their own (完成时限：2021年底), where a date needs no 前.
        year: the notice's.
        issued: the notice's date; what was done before it (2019年底前获评的企业) is no deadline.
    """
    found = [d for span in [*spans, *stated] for d in _deadlines(content, folded, span, year)]
    found = [d for d in found if not _past(folded, d, year, issued)]
    fields = [
        Span(m.start("value"), m.end("value")) for s in spans for m in p.TIME_FIELD.finditer(folded, s.start, s.end)
    ]
    alone = [
        s for s in spans if s.end - s.start < _ALONE and p.DATE_ALONE.fullmatch(without_space(folded[s.start : s.end]))
    ]
    found += [d for span in [*stated, *fields, *alone] for d in _stated(content, folded, span, year)]
    if not found:
        return None
    best = min(_RANK[d.precision] for d in found)
    return max((d for d in found if _RANK[d.precision] == best), key=lambda d: d.date)


def stated_deadline(words: str, year: int | None) -> Deadline | None:
    """The deadline that words alone state, as a field of a notice does: 2018年6月底, 6月底前, 第三季度, 年底前.

    Args:
        words: nothing but the deadline.
        year: the notice's, which a date without a year is of.

    None where they say something else too, or need a year and the notice has none.
    """
    dense = in_figures(*squeeze(fold(words)))[0]
    dates = list(p.STATED_DEADLINE.finditer(dense))
    if len(dates) != 1 or not p.BEFORE_DATE.fullmatch(dense[: dates[0].start()]):
        return None
    if not p.BEHIND_DATE.fullmatch(dense[dates[0].end() :]):
        return None
    return find_deadline(words, fold(words), [], [Span(0, len(words))], year)


def _past(folded: str, found: Deadline, year: int | None, issued: date | None) -> bool:
    """Whether a date lies before the notice and tells which things are meant, not by when they are to be done."""
    if year is not None and found.date.year < year:
        return True
    rest = folded[found.span.end : found.span.end + 40]
    return issued is not None and found.date < issued and bool(p.DONE_BY.match(rest))


def is_recurring(folded: str, spans: list[Span]) -> bool:
    """Whether a clause is to go on (持续推进, 长期坚持)."""
    return any(p.RECURRING.search(folded, span.start, span.end) for span in spans)


def _deadlines(content: str, folded: str, span: Span, year: int | None) -> Iterator[Deadline]:
    dense, where = in_figures(*squeeze(folded, span.start, span.end))
    text = TITLE_QUOTED.sub(lambda m: "_" * len(m.group()), dense)

    def made(match: re.Match[str], last: date | None, precision: Precision) -> Iterator[Deadline]:
        if last is not None and not p.NO_DEADLINE.match(text[match.end() : match.end() + 60]):
            start, end = where[match.start()], where[match.end() - 1] + 1
            yield Deadline(last, precision, without_space(content[start:end]), Span(start, end))

    for match in p.DEADLINE_DAY.finditer(text):
        yield from made(match, _day(_year(match, year), int(match["month"]), int(match["day"])), "day")
    for pattern in (p.DEADLINE_MONTH, p.DEADLINE_MONTH_HEAD):
        for match in pattern.finditer(text):
            yield from made(match, _month_end(_year(match, year), int(match["month"])), "month")
    for match in p.DEADLINE_QUARTER.finditer(text):
        quarter = match["quarter"] or match["quarter_head"]
        yield from made(match, _month_end(_year(match, year), _QUARTERS[quarter]), "month")
    for match in p.DEADLINE_HALF.finditer(text):
        half = match["half"] or match["half_head"]
        yield from made(match, _month_end(_year(match, year), 6 if half == "上半年" else 12), "month")
    for match in p.DEADLINE_YEAR_END.finditer(text):
        yield from made(match, _month_end(_year(match, year), 12), "month")
    for match in p.DEADLINE_YEAR.finditer(text):
        # A bare year is a deadline only where a result is to be reached in it.
        rest = text[match.end() : match.end() + 60].lstrip(",")
        clause = re.split(r"[。;,]", rest, maxsplit=1)[0]
        at_head = match.start() == 0 or text[match.start() - 1] in "。;,、:)"
        reached = p.RESULT.search(clause) or (at_head and p.ACT.match(clause))
        if match["within"] or match["before"] or match["until"] or reached:
            yield from made(match, _month_end(_year(match, year), 12), "year")


def _stated(content: str, folded: str, span: Span, notice: int | None) -> Iterator[Deadline]:
    """The dates of a field that holds nothing else: 2021年12月31日, 2021年12月, 2021年; 6月 is the notice's."""
    year = notice
    dense, where = in_figures(*squeeze(folded, span.start, span.end))
    for match in p.STATED_DEADLINE.finditer(dense):
        precision: Precision = "month"
        if match["y"] or match["year"]:
            year = int(match["y"] or match["year"])
        of = year + 1 if year is not None and match["next"] else year
        day, month = match["d"] or match["day"], match["m"] or match["month"]
        if day:
            last, precision = _day(of, int(month), int(day)) if of else None, "day"
        elif month:
            last = _month_end(of, int(month))
        elif match["quarter"]:
            last = _month_end(of, _QUARTERS[match["quarter"]])
        elif match["half"]:
            last = _month_end(of, 6 if match["half"] == "上半年" else 12)
        else:
            last, precision = _month_end(of, 12), "month" if match["end"] or match["end_of"] else "year"
        if last is not None:
            start, end = where[match.start()], where[match.end() - 1] + 1
            yield Deadline(last, precision, without_space(content[start:end]), Span(start, end))


def _year(match: re.Match[str], notice: int | None) -> int | None:
    groups = match.groupdict()
    if stated := groups.get("year") or groups.get("year_head"):
        return int(stated)
    return notice + 1 if notice is not None and groups.get("next") else notice


def _month_end(year: int | None, month: int) -> date | None:
    return _day(year, month, monthrange(year, month)[1]) if year and 1 <= month <= 12 else None


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
