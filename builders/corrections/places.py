"""Where the words of a row stand in the text."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from ..model import SourceText, Span
from .errors import RowError, cut
from .rows import Row

__all__ = ["Places", "visible"]

_NAMED: Final = 4


def visible(text: str) -> str:
    """`text` without white space and invisible characters, as words are compared."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


class Places:
    """Finds words in a text.

    Args:
        source: the text.
        lossy: whether the words come from a file in GBK, which has ? for characters that it lacks.
    """

    def __init__(self, source: SourceText, *, lossy: bool) -> None:
        self.source = source
        self._lossy = lossy

    def same(self, row: Row, span: Span) -> bool:
        """Whether a row's words are those at a place."""
        return self.as_saved(visible(row.words)) == self.as_saved(visible(self.source.words(span)))

    def as_saved(self, text: str) -> str:
        """A text as the table's file can hold it."""
        return text.encode("gbk", "replace").decode("gbk") if self._lossy else text

    def stated(self, row: Row) -> Span:
        """The place that a row states, checked against its words.

        Raises:
            RowError: if other words stand there.
        """
        start, end = row.start or 0, row.end or 0
        content = self.source.content
        if not start < end <= len(content) or not content[start:end].strip():
            raise RowError(
                row.number,
                f"{start}–{end} is no place with words in the text, which has {len(content)} characters",
                chinese=f"原文共{len(content)}字，{start}–{end} 处没有文字",
            )
        span = Span(start, end)
        if not self.same(row, span):
            there = cut(content[start:end])
            raise RowError(
                row.number,
                f"the text has “{there}” at {start}–{end}, not “{cut(row.words)}”{self._elsewhere(row)}",
                chinese=f"{start}–{end} 处是“{there}”，不是“{cut(row.words)}”{self._elsewhere(row, chinese=True)}",
            )
        return span

    def core(self, span: Span) -> Span:
        """A place without white space at its ends."""
        start, end = span.start, span.end
        while start < end and self.source.content[start].isspace():
            start += 1
        while end > start and self.source.content[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def only(self, row: Row, within: Span | None, what: str = "the text", chinese: str = "原文") -> Span:
        """The one place where a row's words stand.

        Args:
            row: the row, which states no place.
            within: where to look; the whole text if none.
            what: what that is, for messages: ``task 9``.
            chinese: the same in Chinese: 任务9.

        Raises:
            RowError: if they stand there more than once, or not at all.
        """
        found = list(self.all(row, within))
        if len(found) == 1:
            return found[0]
        if not found:
            elsewhere, elsewhere_zh = (
                (self._elsewhere(row), self._elsewhere(row, chinese=True)) if within is not None else ("", "")
            )
            raise RowError(
                row.number,
                f"“{cut(row.words)}” does not stand in {what}{elsewhere}",
                chinese=f"{chinese}没有“{cut(row.words)}”{elsewhere_zh}",
            )
        listed, listed_zh = _listed(found), _listed(found, chinese=True)
        raise RowError(
            row.number,
            f"“{cut(row.words)}” stands {len(found)} times in {what}, at {listed}; fill start and end",
            chinese=f"“{cut(row.words)}”在{chinese}见于{len(found)}处（{listed_zh}），请填写起、止",
        )

    def all(self, row: Row, within: Span | None) -> Iterator[Span]:
        """All places where a row's words stand, from left to right."""
        words = self.as_saved(visible(row.words))
        dense, where = self._dense
        at = bisect_left(where, within.start) if within else 0
        stop = bisect_left(where, within.end) if within else len(where)
        while words and (at := dense.find(words, at, stop)) >= 0:
            yield Span(where[at], where[at + len(words) - 1] + 1)
            at += 1

    def _elsewhere(self, row: Row, *, chinese: bool = False) -> str:
        found = list(self.all(row, None))
        told = f"；该文字见于 {_listed(found, chinese=True)}" if chinese else f"; those words stand at {_listed(found)}"
        return told if found else ""

    @cached_property
    def _dense(self) -> tuple[str, list[int]]:
        """The text's visible characters, and where each stands."""
        where: list[int] = []
        kept: list[str] = []
        for i, c in enumerate(self.source.content):
            if not c.isspace() and unicodedata.category(c) != "Cf":
                where.append(i)
                kept.append(c)
        return self.as_saved("".join(kept)), where


def _listed(found: list[Span], *, chinese: bool = False) -> str:
    shown = ("、" if chinese else ", ").join(f"{s.start}–{s.end}" for s in found[:_NAMED])
    more = len(found) - _NAMED
    if more <= 0:
        return shown
    return f"{shown}等{len(found)}处" if chinese else f"{shown} and {more} more"
