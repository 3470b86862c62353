"""A sheet as a plain table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .cells import Content
from .columns import Column

__all__ = ["LEDGER_ROLE", "Row", "Table", "unit_role"]

LEDGER_ROLE: Final = "ledger"


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        key: what it is known by; no other row of the table has it.
        values: column → content, where there is any.
        text: the words by which the row is found again when its key has changed.
    """

    key: str
    values: Mapping[str, Content]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet.

    Attributes:
        role: what it is, whatever the sheet is called: ledger, index, targets, documents, warnings, or unit and an IRI.
        title: the name wanted for the sheet.
        columns: in order.
        rows: in order.
        frozen: the last column that stays when the sheet is moved sideways.
    """

    role: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    frozen: str | None = None


def unit_role(unit: str) -> str:
    """The role of the sheet of a unit."""
    return f"unit {unit}"
