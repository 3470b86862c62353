"""Warnings that tell of something that happened once: they stay until somebody deletes their row.

What tells of a state, such as a clause that nobody answers for, is found anew
in every update and goes when it no longer holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from .cells import Content, plain
from .columns import WARNINGS
from .keys import Key
from .matching import Match
from .reading import OldLedger, OldRow, OldSheet
from .table import Row

__all__ = ["standing"]

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
                of = now.get(parts[at])
                values |= {} if of is None else {name: of.values.get(name) for name in ("notice", "task_number")}
        sheet.rows[i] = replace(row, key="|".join(parts))
        stay.append(Row("|".join(parts), values))
    return stay


def _held(sheet: OldSheet, row: OldRow) -> dict[str, Content]:
    found: dict[str, Content] = {}
    for column in WARNINGS:
        if column.name in sheet.columns:
            value: Any = sheet.sheet.cell(row.index, sheet.columns[column.name]).value
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            found[column.name] = int(value) if whole else plain(value)
    return found
