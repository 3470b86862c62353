"""Columns for progress that a sheet has no more: told once, since somebody may have taken them out on purpose."""

from dataclasses import replace

from .columns import PROGRESS, Column
from .reading import OldLedger, OldSheet
from .table import LEDGER_ROLE, Row
from .warnings import warning

__all__ = ["lacking", "remember_lacking"]


def lacking(old: OldLedger) -> list[Row]:
    """Warnings of columns for progress that cannot be found, and of which nobody was told yet."""
    return [
        warning(
            "column", f"{sheet.role}|{column.name}", old.language,
            {"text": f"{sheet.sheet.title}·{column.heading(old.language)}"},
        )
        for sheet in _sheets(old)
        for column in _missing(sheet)
        if column.name not in sheet.memory.lacking
    ]  # fmt: skip


def remember_lacking(old: OldLedger) -> None:
    """Lets the sheets remember of which columns it was told; of one that is back it is told again if it goes."""
    for sheet in _sheets(old):
        sheet.memory = replace(sheet.memory, lacking=frozenset(column.name for column in _missing(sheet)))


def _sheets(old: OldLedger) -> list[OldSheet]:
    return [sheet for role, sheet in old.sheets.items() if role == LEDGER_ROLE or role.startswith("unit ")]


def _missing(sheet: OldSheet) -> list[Column]:
    return [column for column in PROGRESS if column.name not in sheet.columns]
