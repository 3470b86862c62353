"""Tables that were copied into a plain text.

1. a row a line, its cells apart by tabs, as spreadsheets and browsers copy them;
2. a cell a line: the heads of the columns one below the other, then the cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from . import table_patterns as t
from .fold import fold, without_space
from .patterns import PREDICATE
from .text import Cell, Span, Table
from .units import looks_like_unit

__all__ = ["copied_tables"]

_LINE: Final = re.compile(r"[^\n]*\n?")
_UNITS: Final = frozenset({"lead", "support", "responsible"})
_COLUMNS: Final = (3, 9)
"""Fewer heads below each other are headings of the text, and no table has more columns that is copied so."""


def copied_tables(content: str, known: tuple[Table, ...] | None = None) -> tuple[Table, ...]:
    """The tables of a text, in order.

    Args:
        content: the text as read.
        known: the tables that its file has as such; none for a plain text, where tabs tell them.
    """
    tables = _tabbed_tables(content) if known is None else list(known)
    stacked = [x for x in _stacked_tables(content) if not any(_overlap(x.span, y.span) for y in tables)]
    return tuple(sorted([*tables, *stacked], key=lambda x: x.span))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _tabbed_tables(content: str) -> list[Table]:
    """Two lines or more that follow each other, cut into cells by tabs."""
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for match in _LINE.finditer(content):
        if "\t" in match.group().strip():
            if not rows:
                start = match.start()
            rows.append(tuple(_tabbed(match.group(), match.start())))
        elif match.group().strip() or not rows:
            if len(rows) > 1:
                tables.append(Table(Span(start, rows[-1][-1].span.end), tuple(rows)))
            rows = []
    if len(rows) > 1:
        tables.append(Table(Span(start, rows[-1][-1].span.end), tuple(rows)))
    return tables


def _tabbed(line: str, start: int) -> Iterator[Cell]:
    at = start
    for column, cell in enumerate(line.rstrip("\r\n").split("\t")):
        begin = at + len(cell) - len(cell.lstrip())
        yield Cell(Span(begin, max(begin, at + len(cell.rstrip()))), column, 1, False)
        at += len(cell) + 1


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str


def _stacked_tables(content: str) -> Iterator[Table]:
    lines = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", content):
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        span = Span(begin, begin + len(match.group().strip()))
        # No head and no number is longer; the words of other cells are looked at where they stand.
        lines.append(
            _Line(span, without_space(fold(content[span.start : min(span.end, span.start + t.HEAD_LONGEST + 1)])))
        )
    at = 0
    while at < len(lines):
        kinds = _heads(lines, at)
        if not kinds:
            at += 1
            continue
        rows, end = _stacked_rows(content, lines, at + len(kinds), kinds)
        if not rows:
            at += len(kinds)
            continue
        head = tuple(Cell(x.span, n, 1, False) for n, x in enumerate(lines[at : at + len(kinds)]))
        yield Table(Span(lines[at].span.start, rows[-1][-1].span.end), (head, *rows))
        at = end


def _heads(lines: list[_Line], start: int) -> list[str]:
    """The kinds of the columns whose heads stand below each other from a line on; empty where it is no table's head."""
    kinds: list[str] = []
    for line in lines[start : start + _COLUMNS[1]]:
        if len(line.words) > t.HEAD_LONGEST or not t.HEAD.search(line.words) or re.search(r"[。:;,、]", line.words):
            break
        kinds.append(next((k for k, pattern in t.COLUMNS if pattern.search(line.words)), "other"))
    # The table's title may read like a head too; the numbers stand in the first column.
    if "number" in kinds[1:]:
        return []
    return kinds if len(kinds) >= _COLUMNS[0] and _UNITS & set(kinds) else []


def _stacked_rows(content: str, lines: list[_Line], start: int, kinds: list[str]) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows below the heads, and the line behind them: by their numbers, else by their units."""
    rows: list[tuple[Cell, ...]] = []
    at, size = start, len(kinds)
    while at + size <= len(lines):
        cells = lines[at : at + size]
        if kinds[0] == "number":
            if cells[0].words.rstrip(".、") != str(len(rows) + 1):
                break
            following = lines[at + size].words.rstrip(".、") if at + size < len(lines) else ""
            if any(x.words.rstrip(".、") == str(len(rows) + 2) for x in cells[1:]) and following != str(len(rows) + 2):
                # An empty cell left no line, so that nothing tells which column the others stand in.
                break
        elif not all(_first_unit(content, x) for x, kind in zip(cells, kinds, strict=True) if kind in _UNITS):
            break
        rows.append(tuple(Cell(x.span, n, 1, False) for n, x in enumerate(cells)))
        at += size
    return rows, at


def _first_unit(content: str, line: _Line) -> bool:
    words = without_space(fold(content[line.span.start : min(line.span.end, line.span.start + 100)]))
    first = PREDICATE.sub("", t.FIRST_NAME.split(words, maxsplit=1)[0])
    return bool(re.fullmatch(r"[/—-]+|无", words)) or looks_like_unit(first)
