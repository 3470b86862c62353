"""What the columns of a table hold, told by their heads."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from . import table_patterns as t
from .fold import without_space
from .model import Cell, Role, Table
from .units import looks_like_unit

__all__ = ["UNIT_KINDS", "Column", "Kind", "TableHead", "cell_words", "read_head"]

Kind = Literal["number", "section", "text", "lead", "support", "responsible", "person", "deadline", "other"]
UNIT_KINDS: Final[dict[str, Role]] = {"lead": "lead", "support": "support", "responsible": "responsible"}
_DEEPEST: Final = 4
"""No head has more rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and the words of its head that say so."""

    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a ledger.

    Attributes:
        rows: how many rows stand above the first row of data.
        columns: by number.
        parts: the columns of each part, where a table sets the same columns side by side; else all in one.
    """

    rows: int
    columns: dict[int, Column]
    parts: tuple[range, ...]

    def of(self, cell: Cell) -> Column:
        """The column that a cell begins in."""
        return self.columns.get(cell.column, Column("other", ""))


def cell_words(folded: str, cell: Cell) -> str:
    """A cell's words without white space, folded."""
    return without_space(folded[cell.span.start : cell.span.end])


def read_head(folded: str, table: Table) -> TableHead | None:
    """The head of a table in which a column names units; None for any other table."""
    top = 0
    while top < len(table.rows) and len([c for c in table.rows[top] if cell_words(folded, c)]) < 2:
        top += 1
    if top >= len(table.rows):
        return None
    divided = _is_divided_head(folded, table, top)
    if not divided and not _is_head(folded, table.rows[top]):
        return None
    end = top + (2 if divided else 1)
    deepest = min(len(table.rows), top + _DEEPEST)
    while end < deepest and _is_head_below(folded, table.rows[end - 1], table.rows[end]):
        end += 1
    stacks: dict[int, list[str]] = {}
    for row in table.rows[top:end]:
        for cell in row:
            for column in range(cell.column, cell.column + cell.columns):
                if not cell.repeated and (words := cell_words(folded, cell)):
                    stacks.setdefault(column, []).append(words)
    columns = {column: _column(stack) for column, stack in stacks.items()}
    if not any(c.kind in UNIT_KINDS for c in columns.values()):
        _accept_bare(folded, table, end, stacks, columns)
    if not any(c.kind in UNIT_KINDS for c in columns.values()):
        return None
    return TableHead(end, columns, _parts(columns))


def _is_head(folded: str, row: tuple[Cell, ...]) -> bool:
    words = [w for c in row if (w := cell_words(folded, c))]
    return all(len(w) <= t.HEAD_LONGEST for w in words) and sum(1 for w in words if t.HEAD.search(w)) * 2 >= len(words)


def _is_divided_head(folded: str, table: Table, top: int) -> bool:
    """Whether a row of unknown words is a head: the row below divides its wide cells into known ones."""
    row, below = table.rows[top], table.rows[top + 1 : top + 2]
    if not below or not any(c.columns > 1 for c in row):
        return False
    own = [w for c in below[0] if not c.repeated and (w := cell_words(folded, c))]
    if len(own) < 2 or not all(len(w) <= t.HEAD_LONGEST for w in own):
        return False
    known = [column for w in own if (column := _known(w)) is not None]
    return len(known) * 2 >= len(own) and any(column.kind in UNIT_KINDS for column in known)


def _is_head_below(folded: str, above: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Whether a row still belongs to the head: it divides a wide cell, or stands below it with words of heads."""
    own = [w for c in row if not c.repeated and (w := cell_words(folded, c))]
    wide = [c for c in above if c.columns > 1]
    if not own or not all(len(w) <= t.HEAD_LONGEST for w in own):
        return False
    if wide and any(c.repeated for c in row):
        return True
    if not all(t.HEAD_BELOW.search(w) for w in own):
        return False
    return bool(wide) or any(c.repeated for c in row) or len(own) < len([c for c in above if cell_words(folded, c)])


def _column(stack: list[str]) -> Column:
    """What a column holds, by the words above it, the lowest first."""
    plain = [t.REMARK.sub("", words) or words for words in reversed(stack)]
    known = [column for words in plain if (column := _known(words)) is not None]
    if not known:
        return Column("other", stack[-1])
    if known[0].kind == "responsible":
        # 责任单位 below 牵头 is the lead's.
        return next((column for column in known if column.kind in ("lead", "support")), known[0])
    return known[0]


def _known(words: str) -> Column | None:
    for kind, pattern in t.COLUMNS:
        if pattern.search(words):
            return Column(kind, words)
    return None


def _accept_bare(folded: str, table: Table, end: int, stacks: dict[int, list[str]], columns: dict[int, Column]) -> None:
    """部门 or 单位 alone is a column of units beside one of tasks, where units stand in it (单位 is also 万元)."""
    heads = [words for stack in stacks.values() for words in stack]
    if not any(c.kind == "text" for c in columns.values()) or any(t.MEMBERS.search(words) for words in heads):
        return
    for number, stack in stacks.items():
        if not t.BARE_UNITS.search(stack[-1]):
            continue
        cells = [w for row in table.rows[end:] for c in row if c.column == number and (w := cell_words(folded, c))]
        named = sum(1 for w in cells if looks_like_unit(t.FIRST_NAME.split(w, maxsplit=1)[0]))
        if cells and named * 2 > len(cells):
            columns[number] = Column("responsible", stack[-1])


def _parts(columns: dict[int, Column]) -> tuple[range, ...]:
    """编号 | 任务 | 责任单位 | 编号 | 任务 | 责任单位: the columns come again, for other tasks."""
    numbers = sorted(columns)
    labels = [columns[n].label for n in numbers]
    whole = (range(numbers[0], numbers[-1] + 1),)
    for times in (4, 3, 2):
        size, rest = divmod(len(labels), times)
        if rest or size < 2 or any(labels[k] != labels[k % size] for k in range(len(labels))):
            continue
        kinds = {columns[n].kind for n in numbers[:size]}
        if "text" in kinds and kinds & UNIT_KINDS.keys():
            starts = [numbers[k * size] for k in range(times)]
            return tuple(range(a, b) for a, b in pairwise([*starts, numbers[-1] + 1]))
    return whole
