"""The authority's tables: CSV files beside this module, each row with its source."""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

__all__ = ["ALWAYS", "Years", "cells", "rows"]


def rows(name: str) -> list[dict[str, str]]:
    """All rows of a table, by the names in its first line."""
    with (files(__name__.rpartition(".")[0]) / name).open(encoding="utf-8") as file:
        # As csv.DictReader, in a third of the time: a command reads ten thousand rows at its start.
        lines = csv.reader(file)
        heads = next(lines)
        return [dict(zip(heads, line, strict=True)) for line in lines]


def cells(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined by ``|``."""
    return tuple(filter(None, cell.split("|"))) if cell else ()


@dataclass(frozen=True, slots=True)
class Years:
    """When something bore its name: first and last calendar year, both included; none where no end is known.

    The year of a change belongs to the old name and to the new one.
    """

    since: int | None = None
    until: int | None = None

    @classmethod
    def of(cls, row: dict[str, str]) -> "Years":
        """The years of a table's row.

        Raises:
            ValueError: if a cell holds no year.
        """
        since, until = row["since"], row["until"]
        # Most rows know neither, and share one value.
        return cls(int(since) if since else None, int(until) if until else None) if since or until else ALWAYS

    def hold(self, year: int | None) -> bool:
        """Whether the name was in use in `year`; true where no year is known."""
        return year is None or ((self.since or year) <= year <= (self.until or year))

    def overlap(self, other: "Years") -> bool:
        """Whether both were in use in some year."""
        return (self.since or 0) <= (other.until or 9999) and (other.since or 0) <= (self.until or 9999)


ALWAYS: Final = Years()
"""Of a name that no known year ends."""
