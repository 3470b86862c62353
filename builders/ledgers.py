"""Tables that say who answers for what: each row is a group, told by its columns' heads.

1. A table with a column of units is a ledger (`columns`). Others (members, budgets,
   indicators) are plain text.
2. A row is one group, with all its columns of units, two pairs of them too. Rows
   that share one number, or one merged cell of text where rows have no numbers, are
   one task. Where the same columns stand side by side, each part of a row is a row.
3. A row with a single cell is a heading.
4. A bracket in a cell of text or in a heading is a group of its own.
5. A card (牵头单位 | 甲 | 配合单位 | 乙, label beside value) is one group.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from . import table_patterns as t
from .columns import UNIT_KINDS, Kind, TableHead, cell_words, read_head
from .fold import without_space
from .header_patterns import HEADER_FIELD
from .lists import Draft, Group, read_field, read_list
from .model import Cell, Role, Span, Table
from .patterns import LABEL, LABEL_START
from .units import line_separates

_WRAP: Final = "\u200b"
"""Where a line that fills its cell goes on in the next one."""
_BREAK: Final = re.compile(f"\n|{_WRAP}")

__all__ = ["Ledger", "Row", "find_ledgers"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ledger, or a heading in it that bears a group of its own.

    Attributes:
        span: all of it.
        number: where its number stands, as written; none where the table numbers nothing.
        texts: its cells that say what is to be done, those of merged cells only in their first row.
        section: the heading cell that it stands under; none where the table has none.
        continues: True where it is a further part of the task of the row above.
        group: the units that answer for it.
        inner: groups of brackets in its texts.
        stated: cells that give a deadline.
        unread: cells, or parts of them, that should name units and could not be read.
    """

    span: Span
    number: Span | None
    texts: tuple[Span, ...]
    section: Span | None
    continues: bool
    group: Group | None
    inner: tuple[Group, ...] = ()
    stated: tuple[Span, ...] = ()
    unread: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table whose rows say who answers for what.

    Attributes:
        span: all of it.
        rows: in order.
        open: cells of text and headings, which may hold brackets of their own.
    """

    span: Span
    rows: tuple[Row, ...]
    open: tuple[Span, ...]

    def with_brackets(self, groups: Sequence[Group]) -> "Ledger":
        """The ledger with the groups of brackets in its cells, each in its row or as a row of its own."""
        rows = list(self.rows)
        texts = sorted((s, -n) for n, row in enumerate(rows) for s in row.texts)
        inner: dict[int, list[Group]] = {}
        # The rows that begin in a heading, by where the words of each end.
        below: dict[Span, list[tuple[int, int]]] = {}
        for group in groups:
            at = group.span.start
            near = bisect_right(texts, at, key=lambda x: x[0].start) - 1
            if near >= 0 and at < texts[near][0].end:
                inner.setdefault(-texts[near][1], []).append(group)
                continue
            near = bisect_right(self.open, at, key=lambda s: s.start) - 1
            cell = self.open[near] if near >= 0 and at < self.open[near].end else group.span
            others = below.setdefault(cell, [])
            near = bisect_right(others, at, key=lambda x: x[0])
            if near < len(others):
                inner.setdefault(others[near][1], []).append(group)
                continue
            others.append((at, len(rows)))
            words = Span(cell.start, max(cell.start, at))
            rows.append(Row(cell, None, (words,), cell, continues=False, group=group))
        for n, more in inner.items():
            rows[n] = replace(rows[n], inner=(*rows[n].inner, *more))
        rows.sort(key=lambda row: row.span)
        return replace(self, rows=tuple(rows))


@dataclass(slots=True)
class _Reading:
    """A table while it is read: rows as they are found, and the cells that stay open to brackets."""

    content: str
    folded: str
    head: TableHead
    rows: list[Row] = field(default_factory=list)
    open: list[Span] = field(default_factory=list)


def find_ledgers(content: str, folded: str, tables: tuple[Table, ...], start: int = 0) -> list[Ledger]:
    """The tables of a text that are ledgers, in order.

    Args:
        content: the text as read.
        folded: the same, folded.
        tables: its tables.
        start: where the notice's body begins.
    """
    found: list[Ledger] = []
    for table in tables:
        if table.span.end <= start:
            continue
        head = read_head(folded, table)
        if head is not None:
            reading = _Reading(content, _with_separators(content, folded, table, head), head)
            for part in head.parts:
                _read_part(reading, table, part)
            reading.rows.sort(key=lambda row: row.span)
            ledger = Ledger(table.span, tuple(reading.rows), tuple(sorted(reading.open)))
        else:
            ledger = Ledger(table.span, tuple(_cards(content, folded, table)), ())
        if any(row.group or row.unread for row in ledger.rows):
            found.append(ledger)
    return found


def _with_separators(content: str, folded: str, table: Table, head: TableHead) -> str:
    """`folded` with a 、 for each line break between two units of a cell, and a space for each inside a name."""
    changes: list[tuple[int, str]] = []
    for row in table.rows[head.rows :]:
        for cell in row:
            if head.of(cell).kind not in UNIT_KINDS:
                continue
            for match in _BREAK.finditer(content, cell.span.start, cell.span.end):
                at = match.start()
                separates = line_separates(folded, cell.span, at, wrapped=match.group() == _WRAP)
                changes.append((at, "、" if separates else " "))
    if not changes:
        return folded
    parts, last = [], 0
    for at, sign in changes:
        parts += [folded[last:at], sign]
        last = at + 1
    return "".join([*parts, folded[last:]])


def _read_part(reading: _Reading, table: Table, part: range) -> None:
    """Reads the rows of some columns: all of them, or one of the parts that stand side by side."""
    folded, head = reading.folded, reading.head
    heads = {tuple(cell_words(folded, c) for c in row) for row in table.rows[: head.rows]}
    numbered = any(head.columns[n].kind == "number" for n in part if n in head.columns)
    section: Span | None = None
    first = True
    for row in table.rows[head.rows :]:
        # A head that comes again on each page says nothing new.
        if tuple(cell_words(folded, c) for c in row) in heads:
            continue
        filled = [c for c in row if c.column in part and cell_words(folded, c)]
        if not filled:
            continue
        if _is_heading(folded, head, row, filled):
            section, first = filled[0].span, True
            reading.open.append(section)
            continue
        if len(filled) == 1 and not filled[0].repeated and head.of(filled[0]).kind not in UNIT_KINDS:
            continue
        by_kind: dict[Kind, list[Cell]] = {}
        for cell in filled:
            by_kind.setdefault(head.of(cell).kind, []).append(cell)
        section = next((c.span for c in by_kind.get("section", []) if not c.repeated), section)
        continues = not first and _continues(by_kind, numbered=numbered)
        reading.rows.append(_row(reading, filled, by_kind, section, continues=continues))
        first = False


def _is_heading(folded: str, head: TableHead, row: tuple[Cell, ...], filled: list[Cell]) -> bool:
    """Whether a row is a heading: one cell alone, short, and no unit."""
    cell = filled[0]
    return (
        len(filled) == 1
        and not cell.repeated
        and head.of(cell).kind not in UNIT_KINDS
        and len(cell_words(folded, cell)) <= t.HEADING_LONGEST
        and (cell.columns > 1 or len(row) > 1)
    )


def _continues(by_kind: dict[Kind, list[Cell]], *, numbered: bool) -> bool:
    """Whether a row is a further part of the task above: its number, or its first text, is merged from there."""
    keys = by_kind.get("number", []) if numbered else (by_kind.get("text") or by_kind.get("other", []))[:1]
    return all(c.repeated for c in keys) if keys else numbered


def _row(
    reading: _Reading, filled: list[Cell], by_kind: dict[Kind, list[Cell]], section: Span | None, *, continues: bool
) -> Row:
    content, folded, head = reading.content, reading.folded, reading.head
    draft = Draft()
    units = [c for c in filled if head.of(c).kind in UNIT_KINDS]
    for cell in units:
        column = head.of(cell)
        _read_cell(content, folded, cell.span, UNIT_KINDS[column.kind], column.label, draft)
    stated = tuple(c.span for c in by_kind.get("deadline", []))
    draft.stated += stated
    people = [without_space(content[c.span.start : c.span.end]) for c in by_kind.get("person", [])]
    draft.person = "、".join(people) or draft.person
    texts = tuple(c.span for c in by_kind.get("text") or by_kind.get("other", []) if not c.repeated)
    reading.open += texts
    number = by_kind.get("number", [])
    return Row(
        Span(filled[0].span.start, filled[-1].span.end),
        number[0].span if number and not number[0].repeated else None,
        texts,
        section,
        continues,
        draft.group(Span(units[0].span.start, units[-1].span.end)) if draft.members else None,
        stated=stated,
        unread=tuple(draft.unread),
    )


def _read_cell(content: str, folded: str, span: Span, role: Role, word: str, draft: Draft) -> None:
    """A cell's units; words in the cell (牵头单位：甲 ⏎ 配合单位：乙) are nearer than the column's head."""
    labels = list(LABEL_START.finditer(folded, span.start, span.end))
    if not labels:
        read_list(content, folded, span, role, word, draft)
        return
    if labels[0].start() > span.start:
        read_list(content, folded, Span(span.start, labels[0].start()), role, word, draft)
    for label, end in zip(labels, [*(m.start() for m in labels[1:]), span.end], strict=True):
        read_field(content, folded, label, Span(label.end(), end), draft)


def _cards(content: str, folded: str, table: Table) -> Iterator[Row]:
    """Cells with a label beside cells with its value; one group a card."""
    words = [[cell_words(folded, c) for c in row] for row in table.rows]
    if sum(1 for row in words for w in row if HEADER_FIELD.match(f"{w.rstrip(':')}:")) > 1:
        # The page's own table of 索引号, 发文字号, 责任部门.
        return
    draft = Draft()
    spans: list[Span] = []
    for row, said in zip(table.rows, words, strict=True):
        for (label, word), (value, names) in pairwise(zip(row, said, strict=True)):
            match = LABEL.fullmatch(f"{word}:") if len(word) <= t.HEAD_LONGEST else None
            if match is None or label.repeated or not names:
                continue
            if match["lead"] or match["support"] or match["responsible"]:
                role: Role = "lead" if match["lead"] else "support" if match["support"] else "responsible"
                read_list(content, folded, value.span, role, word, draft)
                spans.append(value.span)
            elif match["person"]:
                draft.person = without_space(content[value.span.start : value.span.end])
            elif t.DEADLINE.search(word):
                draft.stated.append(value.span)
    if draft.members:
        group = draft.group(Span(spans[0].start, spans[-1].end))
        yield Row(table.span, None, (), None, continues=False, group=group, stated=tuple(draft.stated))
