"""The rows of a table that stands beside a notice, for a new table of all that was read: none is lost."""

from collections.abc import Sequence
from typing import Final

from ..model import Notice, Problem
from .columns import COLUMNS, WORDS, word_of
from .errors import RowError
from .ready import Language, ReadyRow
from .rebind import Fit, carried
from .rows import read_row
from .said import Values
from .state import in_row
from .table import Cells, Table

__all__ = ["standing_rows"]

_Key = tuple[str, int | None, int | None, int | None, int | None, frozenset[tuple[str, object]]]
_SAYS: Final = frozenset({"action", "by", "date", "note"})
"""A row with one of these says something that a fact does not."""


def standing_rows(
    notice: Notice, table: Table, found: Sequence[Fit], facts: Sequence[ReadyRow], language: Language
) -> list[list[str]]:
    """The rows that say more than what was read, in their order, as a new table has them.

    A row that corrects nothing and is one of the facts is left out: the fact stands in the new table.

    Args:
        notice: the notice, with the rows applied.
        table: the table.
        found: what `rebind.fits` says of its rows.
        facts: what was read of the notice.
        language: of the words for actions, kinds, roles and the like.
    """
    known = {_key_of(fact) for fact in facts}
    doubts = {p.row: _told(p) for p in notice.problems if p.row is not None and p.code == "unlisted-unit"}
    made = []
    for line in carried(notice, table, found):
        if _SAYS.isdisjoint(line.cells) and _key(line) in known:
            continue
        cells = {**line.cells, "doubt": doubts.get(line.number, "")}
        made.append([_cell(column, cells.get(column, ""), language) for column in COLUMNS])
    return made


def _key_of(fact: ReadyRow) -> _Key:
    values = {**fact.values, "number": fact.number}
    return fact.kind, fact.span.start, fact.span.end, fact.task, fact.clause, _filled(values)


def _key(line: Cells) -> _Key | None:
    try:
        row = read_row(line)
    except RowError:
        return None
    return row.kind, row.start, row.end, row.task, row.clause, _filled(row.values)


def _filled(values: Values) -> frozenset[tuple[str, object]]:
    return frozenset((column, value) for column, value in values.items() if value is not None)


def _told(problem: Problem) -> str:
    """A problem without the number of its row, which is another in the new table."""
    english, chinese = in_row(problem.row or 0)
    return f"{problem.chinese.removeprefix(chinese)} {problem.message.removeprefix(english)}"


def _cell(column: str, text: str, language: Language) -> str:
    """A cell with the words of a language; what is not understood stays as it is."""
    if column not in WORDS:
        return text
    bare = text.lstrip("#＃")
    word = word_of(column, bare)
    if word is None:
        return text
    return text[: len(text) - len(bare)] + (WORDS[column][word] if language == "zh" else word)
