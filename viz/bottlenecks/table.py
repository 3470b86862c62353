"""The bottleneck figures as a table, with the tasks behind them."""

from collections.abc import Sequence

from ...graph.columns import Responsibilities
from ...graph.coordination.bottlenecks import Bottlenecks
from ...graph.rows import Value
from .cells import Row, Whole
from .columns import COLUMNS, Column

__all__ = ["rows"]


def rows(
    r: Responsibilities,
    b: Bottlenecks,
    *,
    columns: Sequence[Column] = COLUMNS,
    language: str | None = None,
) -> list[list[Value]]:
    """A row a unit that counts, then a row a collective, which has loads alone.

    Tasks are given by number, after the notice's number where there are several notices. Units of one name are told
    apart by their IRIs. A cell is empty where a figure was not worked out.

    Args:
        r: who answers for what.
        b: its analysis.
        columns: which.
        language: of labels, kinds and reasons: zh, en or both; without one they are codes, the reasons in English.
    """
    whole = Whole.of(r, b, language)
    found = [Row(whole, unit.load, unit) for unit in b.units] + [Row(whole, load, None) for load in b.collectives]
    return [[column.value(row) for column in columns] for row in found]
