"""A table of agencies of the user's own (``--authority FILE.csv``), which goes before the shipped ones."""

import csv
from os import PathLike
from pathlib import Path
from typing import Final

from .agencies import Authority
from .patterns import GAPS, LEVELS, Pattern, key_of, template
from .places import names_of

__all__ = ["COLUMNS", "TableError", "read_own_table", "with_own_table"]

COLUMNS: Final = ("name", "short_forms", "kind", "level", "scope", "since", "until", "english", "source")
"""The columns; only `name` and `scope` must be there and filled."""

_TIERS: Final = frozenset({"provincial", "prefecture", "county", "any"})
_KINDS: Final = frozenset(
    [
        "Government",
        "GovernmentOffice",
        "Department",
        "VerticalOrgan",
        "PartyOrgan",
        "MassOrganisation",
        "ParkCommittee",
        "CoordinationBody",
        "PublicInstitution",
        "Company",
        "Bank",
        "InternalOffice",
        "JudicialOrgan",
        "OtherBody",
    ]
)


class TableError(ValueError):
    """A table that cannot be used; says the file, the line and what to do."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line = path, line


def with_own_table(path: str | PathLike[str]) -> Authority:
    """The shipped tables with a user's table before them.

    Raises:
        TableError: if the table cannot be read.
    """
    return Authority(read_own_table(path))


def read_own_table(path: str | PathLike[str]) -> tuple[Pattern, ...]:
    """The rows of a user's table.

    Raises:
        TableError: if it is no such table.
    """
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(name, 1, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise TableError(name, 1, "is not UTF-8; in Excel, save it as “CSV UTF-8”") from None
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        heads = reader.fieldnames or []
        for needed in ("name", "scope"):
            if needed not in heads:
                raise TableError(name, 1, f"has no column {needed!r}; the columns are {', '.join(COLUMNS)}")
        if unknown := [h for h in heads if h not in COLUMNS]:
            raise TableError(name, 1, f"column {unknown[0]!r} is not known; the columns are {', '.join(COLUMNS)}")
        return tuple(_pattern(name, reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise TableError(name, reader.reader.line_num, f"is no CSV: {error}") from None


def _pattern(path: str, line: int, row: dict[str | None, str | list[str] | None]) -> Pattern:
    if None in row:
        raise TableError(path, line, "has more cells than the first line; quote cells that hold a comma")
    cells = {c: str(row.get(c) or "").strip() for c in COLUMNS}
    if not cells["name"] or not cells["scope"]:
        raise TableError(path, line, "name and scope must be filled")
    for code in cells["scope"].split("|"):
        if code not in _TIERS and not names_of(code):
            raise TableError(
                path, line, f"scope {code!r} is no division code (GB/T 2260) and none of {', '.join(sorted(_TIERS))}"
            )
    cells["kind"] = cells["kind"] or "OtherBody"
    if cells["kind"] not in _KINDS:
        raise TableError(path, line, f"kind {cells['kind']!r} is none of {', '.join(sorted(_KINDS))}")
    for year in ("since", "until"):
        if cells[year] and not (cells[year].isdigit() and len(cells[year]) == 4):
            raise TableError(path, line, f"{year} {cells[year]!r} is no year")
    cells["source"] = cells["source"] or f"the user's table, line {line}"
    if cells["level"] and cells["level"] not in LEVELS:
        raise TableError(path, line, f"level {cells['level']!r} is none of {', '.join(LEVELS)}")
    for text in (cells["name"], *cells["short_forms"].split("|"), cells["english"]):
        try:
            key_of(text)
        except (KeyError, ValueError, IndexError):
            raise TableError(path, line, f"{text!r} has a gap in braces that is none of {', '.join(GAPS)}") from None
    return template(cells, rank=0)
