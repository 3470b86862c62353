"""A table of agencies of the user's own (``--authority FILE.csv``), which goes before the shipped ones."""

import csv
import io
import re
from os import PathLike
from pathlib import Path
from typing import Final

from ..ontology.agencies import Authority, organ_prefix
from ..ontology.patterns import GAPS, LEVELS, Pattern, fill, template
from ..ontology.places import CENTRE, names_of
from ..ontology.terms import KINDS

__all__ = ["COLUMNS", "TableError", "read_own_table", "with_own_table"]

COLUMNS: Final = ("name", "short_forms", "kind", "level", "scope", "since", "until", "english", "source")
"""The columns; only `name` and `scope` must be there and filled."""

_TIERS: Final = frozenset({"provincial", "prefecture", "county", "any"})
_NAME_GAPS: Final = frozenset(GAPS) - {"any", "english", "own", "city"}
_GAPS: Final = {"name": _NAME_GAPS, "short_forms": _NAME_GAPS | {"any"}, "english": frozenset({"english"})}
_LONGEST: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class TableError(ValueError):
    """A table that cannot be used; says the file, the line (0 for the whole file) and what to do."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
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
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(name, 0, f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise TableError(name, 1, "is not UTF-8; in Excel, save it as “CSV UTF-8”") from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [h.strip() for h in next(lines, [])]
        if len(heads) == 1 and re.search("[;\t]", heads[0]):
            raise TableError(name, 1, "has cells that no comma separates; in Excel, save it as “CSV UTF-8”")
        for needed in ("name", "scope"):
            if needed not in heads:
                raise TableError(name, 1, f"has no column {needed!r}; the columns are {', '.join(COLUMNS)}")
        for head in heads:
            if head not in COLUMNS:
                raise TableError(name, 1, f"column {head!r} is not known; the columns are {', '.join(COLUMNS)}")
            if heads.count(head) > 1:
                raise TableError(name, 1, f"column {head!r} stands twice")
        return tuple(_pattern(name, lines.line_num, heads, cells) for cells in lines if any(c.strip() for c in cells))
    except csv.Error as error:
        raise TableError(name, lines.line_num, f"is no CSV: {error}") from None


def _pattern(path: str, line: int, heads: list[str], values: list[str]) -> Pattern:
    if len(values) > len(heads):
        raise TableError(path, line, "has more cells than the first line; quote cells that hold a comma")
    cells = dict.fromkeys(COLUMNS, "") | {h: v.strip() for h, v in zip(heads, values, strict=False)}
    fault = _fault(cells)
    if fault is not None:
        raise TableError(path, line, fault)
    cells["kind"] = cells["kind"] or "OtherBody"
    cells["source"] = cells["source"] or f"the user's table, line {line}"
    forms = [form.strip() for form in cells["short_forms"].split("|")]
    cells["short_forms"] = "|".join((*forms, *_without_place(cells["name"], cells["scope"])))
    return template(cells, rank=0)


def _without_place(name: str, scope: str) -> list[str]:
    """市甲局 and the like for 泰州市甲局, as the rows of the tables have them."""
    for entry in names_of(scope):
        for head in (organ_prefix(entry), *entry.names):
            if scope != CENTRE and name.startswith(head) and len(name) > len(head) + 1:
                return ["{any}" + name.removeprefix(head)]
    return []


def _fault(cells: dict[str, str]) -> str | None:
    """What is wrong with a row; none where it can be used."""
    if not cells["name"] or not cells["scope"]:
        return "name and scope must be filled"
    for column, value in cells.items():
        if _CONTROL.search(value):
            return f"{column} holds a line break or another control character"
    for code in cells["scope"].split("|"):
        if code not in _TIERS and not names_of(code):
            return f"scope {code!r} is no division code (GB/T 2260) and none of {', '.join(sorted(_TIERS))}"
    if CENTRE in cells["scope"].split("|") and "{" in cells["name"]:
        return "a body of the centre has no place: write its name without a gap"
    if cells["kind"] and cells["kind"] not in KINDS:
        return f"kind {cells['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if cells["level"] and cells["level"] not in LEVELS:
        return f"level {cells['level']!r} is none of {', '.join(LEVELS)}"
    for column in ("since", "until"):
        if cells[column] and not re.fullmatch("[0-9]{4}", cells[column]):
            return f"{column} {cells[column]!r} is no year"
    if cells["since"] and cells["until"] and cells["since"] > cells["until"]:
        return f"since {cells['since']} lies after until {cells['until']}"
    for column, gaps in _GAPS.items():
        for text in cells[column].split("|"):
            if len(text) > _LONGEST:
                return f"{column} is longer than {_LONGEST} characters"
            rest = fill(text, {gap: "" if gap in gaps else "{}" for gap in GAPS})
            if "{any}" in text[1:]:
                return f"{text!r} has {{any}} inside; it stands at the head of a form"
            if "{" in rest or "}" in rest:
                return f"{text!r} has a gap in braces that is none of {', '.join(sorted(gaps))}"
            if text and column != "english" and not rest:
                return f"{text!r} is no name"
    return None
