"""Warnings that tell of something that happened once: they stay until somebody deletes their row.

What tells of a state, such as a clause that nobody answers for, is found anew
in every update and goes when it no longer holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from .cells import Content, plain, whole
from .columns import WARNINGS
from .keys import Key
from .matching import Match
from .reading import OldLedger, OldRow, OldSheet
from .table import Row

__all__ = ["numbered", "standing"]

_EVENTS: Final = frozenset({"conflict", "likely", "unmarked", "column", "adopted", "rewritten", "renumbered"})


def standing(old: OldLedger, found: Mapping[Key, Match], rows: Iterable[Row]) -> list[Row]:
    """The warnings of earlier updates that stay, as their rows say them now.

    A warning goes with its clause: where the clause has another number, its row is known by that.

    Args:
        old: the workbook; the rows of its warnings get the keys of their clauses as they are now.
        found: old key → what it has become.
        rows: of the whole ledger.
    """
    sheet = old.sheets.get("warnings")
    if sheet is None:
        return []
    now = {row.key: row for row in rows}
    stay: list[Row] = []
    for i, row in enumerate(sheet.rows):
        if row.key is None or row.key.partition("|")[0] not in _EVENTS:
            continue
        values = _held(sheet, row)
        if not any(plain(value) for value in values.values()):
            continue
        parts = row.key.split("|")
        for at, part in enumerate(parts):
            if (key := Key.read(part)) is not None and key in found:
                parts[at] = str(found[key].key)
        values |= _clause(parts, now)
        sheet.rows[i] = replace(row, key="|".join(parts))
        stay.append(Row("|".join(parts), values))
    return stay


def numbered(warned: Iterable[Row], stay: Iterable[Row], rows: Iterable[Row]) -> list[Row]:
    """Warnings of this update, those of what happened once with a number after their key.

    What happens to a cell for the second time is another event, and must not come to stand in the row of the first,
    in which somebody may have written. They say of their clause what the next update will.

    Args:
        warned: the warnings.
        stay: those of earlier updates that stay.
        rows: of the whole ledger.
    """
    last: dict[str, int] = {}
    for row in stay:
        about, _, number = row.key.rpartition("|")
        last[about] = max(last.get(about, 0), whole(number) or 0)
    now = {row.key: row for row in rows}
    found: list[Row] = []
    for row in warned:
        if row.key.partition("|")[0] in _EVENTS:
            values = {**row.values, **_clause(row.key.split("|"), now)}
            row = replace(row, key=f"{row.key}|{last.get(row.key, 0) + 1}", values=values)
        found.append(row)
    return found


def _clause(parts: Iterable[str], now: Mapping[str, Row]) -> dict[str, Content]:
    """Notice and number of the clause of a warning as they are now; nothing where it has none in the graph."""
    of = next((now[part] for part in parts if part in now), None)
    return {} if of is None else {name: of.values.get(name) for name in ("notice", "task_number")}


def _held(sheet: OldSheet, row: OldRow) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for column in WARNINGS:
        if column.name in sheet.columns:
            value: Any = sheet.sheet.cell(row.index, sheet.columns[column.name]).value
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            found[column.name] = int(value) if whole else plain(value)
    return found
