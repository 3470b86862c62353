"""Tables that say who answers for what: each row is a group, told by its columns' heads.

1. The head is one row or several, below a title that spans the table. A column
   takes the words of all head cells above it, the lowest first: 牵头 below
   责任分工 is a lead's column.
2. A table with a column of units is a ledger. Others (members, budgets,
   indicators) are plain text, and so are brackets in their cells.
3. A row is one group, with all its columns of units, two pairs of them too. Rows
   that share one number, or one merged cell of text where rows have no numbers, are
   one task. A row with a single cell is a heading.
4. A card (牵头单位 | 甲 | 配合单位 | 乙, label beside value) is one group.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from . import table_patterns as t
from .fold import without_space
from .lists import Draft, Group, read_field, read_list
from .model import Cell, Role, Span, Table
from .patterns import HEADER_FIELD, LABEL, LABEL_START
from .units import line_separates, looks_like_unit

__all__ = ["Ledger", "Row", "find_ledgers"]

Kind = Literal["number", "section", "text", "lead", "support", "responsible", "person", "deadline", "other"]
_UNIT_KINDS: Final[dict[str, Role]] = {"lead": "lead", "support": "support", "responsible": "responsible"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ledger.

    Attributes:
        span: all of it.
        number: where its number stands, as written; none where the table numbers nothing.
        texts: its cells that say what is to be done, those of merged cells only in their first row.
        section: the heading cell that it stands under; none where the table has none.
        continues: True where it is a further part of the task of the row above.
        group: the units that answer for it.
        stated: cells that give a deadline.
        unread: cells, or parts of them, that should name units and could not be read.
    """

    span: Span
    number: Span | None
    texts: tuple[Span, ...]
    section: Span | None
    continues: bool
    group: Group | None
    stated: tuple[Span, ...]
    unread: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table whose rows say who answers for what."""

    span: Span
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    kind: Kind
    label: str


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
        head = _head(folded, table)
        if head is not None:
            rows = tuple(_rows(content, _with_separators(folded, table, *head), table, *head))
        else:
            rows = tuple(_cards(content, folded, table))
        if any(row.group for row in rows):
            found.append(Ledger(table.span, rows))
    return found


def _words(folded: str, cell: Cell) -> str:
    return without_space(folded[cell.span.start : cell.span.end])


def _head(folded: str, table: Table) -> tuple[int, dict[int, _Column]] | None:
    """How many rows stand above the first row of data, and the columns by number; None where no column has units."""
    top = 0
    while top < len(table.rows) and len([c for c in table.rows[top] if _words(folded, c)]) < 2:
        top += 1
    if top >= len(table.rows) or not _is_head(folded, table.rows[top]):
        return None
    end = top + 1
    while end < len(table.rows) and _is_head_below(folded, table.rows[top:end], table.rows[end]):
        end += 1
    stacks: dict[int, list[str]] = {}
    for row in table.rows[top:end]:
        for cell in row:
            for column in range(cell.column, cell.column + cell.columns):
                if not cell.repeated and (words := _words(folded, cell)):
                    stacks.setdefault(column, []).append(words)
    columns = {column: _column(stack) for column, stack in stacks.items()}
    if not any(c.kind in _UNIT_KINDS for c in columns.values()):
        _accept_bare(folded, table, end, stacks, columns)
    return (end, columns) if any(c.kind in _UNIT_KINDS for c in columns.values()) else None


def _is_head(folded: str, row: tuple[Cell, ...]) -> bool:
    words = [w for c in row if (w := _words(folded, c))]
    return all(len(w) <= t.HEAD_LONGEST for w in words) and sum(1 for w in words if t.HEAD.search(w)) * 2 >= len(words)


def _is_head_below(
    folded: str, head: list[tuple[Cell, ...]] | tuple[tuple[Cell, ...], ...], row: tuple[Cell, ...]
) -> bool:
    """Whether a row still belongs to the head: a cell comes down from it, or it divides a wide cell."""
    own = [c for c in row if not c.repeated and _words(folded, c)]
    if not own or not all(t.HEAD_BELOW.search(_words(folded, c)) for c in own):
        return False
    if any(c.repeated for c in row):
        return True
    wide = [c for c in head[-1] if c.columns > 1]
    return bool(wide) or len(own) < len([c for c in head[-1] if _words(folded, c)])


def _column(stack: list[str]) -> _Column:
    """What a column holds, by the words above it, the lowest first."""
    kinds = [(next((k for k, pattern in t.COLUMNS if pattern.search(words)), None), words) for words in reversed(stack)]
    for n, (kind, words) in enumerate(kinds):
        if kind == "responsible":
            # 责任单位 below 牵头 is the lead's.
            return next((_Column(k, w) for k, w in kinds[n:] if k in ("lead", "support")), _Column(kind, words))
        if kind is not None:
            return _Column(kind, words)
    return _Column("other", stack[-1])


def _accept_bare(
    folded: str, table: Table, end: int, stacks: dict[int, list[str]], columns: dict[int, _Column]
) -> None:
    """部门 or 单位 alone is a column of units beside one of tasks, where units stand in it (单位 is also 万元)."""
    if not any(c.kind == "text" for c in columns.values()) or any(
        t.MEMBERS.search(w) for s in stacks.values() for w in s
    ):
        return
    for number, stack in stacks.items():
        if not t.BARE_UNITS.search(stack[-1]):
            continue
        cells = [w for row in table.rows[end:] for c in row if c.column == number and (w := _words(folded, c))]
        named = sum(1 for w in cells if looks_like_unit(t.FIRST_NAME.split(w, maxsplit=1)[0]))
        if cells and named * 2 > len(cells):
            columns[number] = _Column("responsible", stack[-1])


def _with_separators(folded: str, table: Table, end: int, columns: dict[int, _Column]) -> str:
    """`folded` with a 、 for each line break between two units of a cell, and a space for each inside a name."""
    changes: list[tuple[int, str]] = []
    for row in table.rows[end:]:
        for cell in row:
            column = columns.get(cell.column)
            if column is None or column.kind not in _UNIT_KINDS:
                continue
            at = folded.find("\n", cell.span.start, cell.span.end)
            while at >= 0:
                changes.append((at, "、" if line_separates(folded, cell.span, at) else " "))
                at = folded.find("\n", at + 1, cell.span.end)
    if not changes:
        return folded
    parts, last = [], 0
    for at, sign in changes:
        parts += [folded[last:at], sign]
        last = at + 1
    return "".join([*parts, folded[last:]])


def _rows(content: str, folded: str, table: Table, end: int, columns: dict[int, _Column]) -> Iterator[Row]:
    head = {tuple(_words(folded, c) for c in row) for row in table.rows[:end]}
    numbered = any(c.kind == "number" for c in columns.values())
    section: Span | None = None
    first = True
    for row in table.rows[end:]:
        words = [_words(folded, c) for c in row]
        filled = [c for c, w in zip(row, words, strict=True) if w]
        if not filled or tuple(words) in head:
            continue
        span = Span(row[0].span.start, row[-1].span.end)
        if (
            len(filled) == 1
            and not filled[0].repeated
            and columns.get(filled[0].column, _Column("other", "")).kind not in _UNIT_KINDS
        ):
            if len(words[row.index(filled[0])]) <= t.HEADING_LONGEST and (filled[0].columns > 1 or len(row) > 1):
                section, first = filled[0].span, True
            continue
        by_kind: dict[Kind, list[Cell]] = {}
        draft = Draft()
        for cell in filled:
            column = columns.get(cell.column, _Column("other", ""))
            by_kind.setdefault(column.kind, []).append(cell)
            if column.kind in _UNIT_KINDS:
                _read_cell(content, folded, cell.span, _UNIT_KINDS[column.kind], column.label, draft)
        for cell in by_kind.get("section", []):
            section = cell.span if not cell.repeated else section
        texts = [*by_kind.get("text", [])] or [*by_kind.get("other", [])]
        keys = by_kind.get("number", []) if numbered else texts[:1]
        stated = tuple(c.span for c in by_kind.get("deadline", []))
        draft.stated += stated
        draft.person = (
            "、".join(without_space(content[c.span.start : c.span.end]) for c in by_kind.get("person", [])) or None
        )
        units = [c for c in filled if columns.get(c.column, _Column("other", "")).kind in _UNIT_KINDS]
        number = by_kind.get("number", [])
        yield Row(
            span,
            number[0].span if number and not number[0].repeated else None,
            tuple(c.span for c in texts if not c.repeated),
            section,
            not first and (all(c.repeated for c in keys) if keys else numbered),
            draft.group(Span(units[0].span.start, units[-1].span.end)) if draft.members else None,
            stated,
            tuple(draft.unread),
        )
        first = False


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
    if sum(1 for row in table.rows for c in row if HEADER_FIELD.match(f"{_words(folded, c).rstrip(':')}:")) > 1:
        # The page's own table of 索引号, 发文字号, 责任部门.
        return
    draft = Draft()
    texts: list[Span] = []
    spans: list[Span] = []
    for row in table.rows:
        for label, value in pairwise(row):
            match = (
                LABEL.fullmatch(f"{_words(folded, label)}:") if len(_words(folded, label)) <= t.HEAD_LONGEST else None
            )
            if match is None or label.repeated or not _words(folded, value):
                continue
            if match["lead"] or match["support"] or match["responsible"]:
                role: Role = "lead" if match["lead"] else "support" if match["support"] else "responsible"
                read_list(content, folded, value.span, role, _words(folded, label), draft)
                spans.append(value.span)
            elif match["person"]:
                draft.person = without_space(content[value.span.start : value.span.end])
            elif t.DEADLINE.search(_words(folded, label)):
                draft.stated.append(value.span)
    if draft.members:
        yield Row(
            table.span,
            None,
            tuple(texts),
            None,
            False,
            draft.group(Span(spans[0].start, spans[-1].end)),
            tuple(draft.stated),
        )
