"""Columns for progress that a sheet has no more: told once, since somebody may have taken them out on purpose."""

from .cells import plain
from .columns import PROGRESS, Column
from .layout import HIDDEN
from .pen import Pen
from .reading import WITHOUT, OldLedger, OldSheet
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
        if column.name not in _told(sheet)
    ]  # fmt: skip


def remember_lacking(old: OldLedger, pen: Pen) -> None:
    """Writes down of which columns it was told that they are gone; one that is back is told of again if it goes."""
    for sheet in _sheets(old):
        names = ",".join(column.name for column in _missing(sheet))
        pen.put(sheet.sheet.cell(1, 2), HIDDEN[1], old.scope + (WITHOUT + names if names else ""))


def _sheets(old: OldLedger) -> list[OldSheet]:
    return [sheet for role, sheet in old.sheets.items() if role == LEDGER_ROLE or role.startswith("unit ")]


def _missing(sheet: OldSheet) -> list[Column]:
    return [column for column in PROGRESS if column.name not in sheet.columns]


def _told(sheet: OldSheet) -> set[str]:
    return set(plain(sheet.sheet.cell(1, 2).value).partition(WITHOUT)[2].split(","))
