"""A sheet of version 1 made one of now: what is still as that version wrote it gets its new look, no more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from .columns import Language, spoken
from .layout import HIDDEN, Look
from .printing import page
from .reading import OldSheet
from .widths import A4, ALIKE

__all__ = ["upgrade"]

_COMMON: Final[Mapping[str, float]] = {
    "status": 14, "notice": 20, "section": 16, "task_number": 9, "task": 48, "clause_number": 9, "clause": 36,
    "role": 9, "lead": 20, "support": 24, "responsible": 20, "leader": 12, "documents": 26, "targets": 26,
    "deadline": 12, "deadline_text": 14, "state": 11, "progress": 36, "done_on": 12, "problems": 28, "person": 12,
    "remarks": 24, "indicator": 28, "comparator": 11, "value": 12, "upper": 12, "unit": 11, "year": 8, "region": 12,
    "quote": 40, "relation": 12, "title": 44, "number": 20, "about": 16, "text": 48, "advice": 60, "sheet": 34,
    "update": 10, "what": 14, "column": 14, "before": 36, "after": 36, "why": 30,
}  # fmt: skip
_SPECIAL: Final[Mapping[str, Mapping[str, float]]] = {
    "targets": {"lead": 24},
    "documents": {"lead": 24, "quote": 44},
    "index": {"unit": 34, "lead": 9, "support": 9, "responsible": 11},
    "changes": {"text": 44},
}
"""How wide version 1 made the columns, and where a sheet had others."""


def upgrade(sheet: OldSheet, look: Look, language: Language) -> None:
    """Gives a sheet of version 1 the paper of now, and the memory that it would have had.

    Args:
        sheet: with its rows as they are to be, and a setting for each column.
        look: the styles of its workbook.
        language: of its headings.
    """
    of: Any = sheet.sheet
    setup = of.page_setup
    if (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", A4, 1):
        page(of, sheet.role)
    letters = {name: get_column_letter(i) for name, i in sheet.columns.items()}
    sheet.memory = replace(
        sheet.memory,
        hidden=frozenset(name for name in ALIKE & letters.keys() if of.column_dimensions[letters[name]].hidden),
        header=f"&C{spoken('title', language)}",
        footer=f"&C{spoken('page', language)}",
        widths={**_COMMON, **_SPECIAL.get(sheet.role, {})},
    )
    for i, column in enumerate(HIDDEN, 1):
        dimension = of.column_dimensions[get_column_letter(i)]
        look.style(dimension, column)
        for row in range(1, of.max_row + 1):
            of.cell(row, i).alignment = Alignment(vertical="top")
