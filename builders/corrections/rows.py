"""The cells of a row become what they mean."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast

from ..corrected import Action, CorrectionKind
from ..fold import fold, without_space
from ..model import Comparator, Measure, Precision, Relation, Role
from .columns import COLUMNS, NOTHING, WORDS, word_of
from .errors import RowError, cut
from .table import Cells

__all__ = ["Row", "no_deadline", "read_row"]

_OF_KIND: Final[Mapping[str, frozenset[str]]] = {
    "assignment": frozenset({"role", "role_words", "rule", "unit", "scope"}),
    "name": frozenset({"unit", "scope"}),
    "citation": frozenset({"number", "document", "scope", "relation", "year"}),
    "target": frozenset(
        {"number", "value", "max_value", "unit_text", "comparator", "indicator", "measure", "region", "year"}
    ),
    "deadline": frozenset({"deadline"}),
    "clause": frozenset[str](),
    "task": frozenset[str](),
    "group": frozenset[str](),
    "open_list": frozenset[str](),
    "heading": frozenset({"should_be"}),
    "title": frozenset({"should_be"}),
    "document_number": frozenset({"should_be"}),
    "issuer": frozenset({"unit", "scope"}),
    "issued": frozenset({"should_be"}),
}
_FOR_ALL: Final = frozenset(
    {"action", "kind", "task", "clause", "start", "end", "words", "by", "date", "note", "doubt"}
)
_ONLY: Final = {
    "clause": ("add",),
    "task": ("add",),
    "group": ("remove",),
    "open_list": ("add", "remove"),
    "heading": ("change",),
}
_MAY_GO: Final = frozenset({"max_value", "region", "year", "role_words", "rule"})
_LONGEST: Final = 2000
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is understood; the fields are the columns.

    Attributes:
        action: none for a row that corrects nothing and only shows what was read.
        values: of the other columns, those that are filled; none as a value takes the value away.
    """

    number: int
    action: Action | None
    kind: CorrectionKind
    words: str
    task: int | None
    clause: int | None
    start: int | None
    end: int | None
    values: Mapping[str, Any]
    by: str | None
    on: date | None
    note: str | None

    @property
    def role(self) -> Role | None:
        """Of an assignment."""
        return cast("Role | None", self.values.get("role"))

    @property
    def relation(self) -> Relation | None:
        """Of a citation."""
        return cast("Relation | None", self.values.get("relation"))

    @property
    def unit(self) -> str | None:
        """The full name of whom a name means."""
        return cast("str | None", self.values.get("unit"))

    @property
    def deadline(self) -> tuple[date, Precision] | str | None:
        """The last day of a period and how exact it is, or words that the notice's year gives one (6月底前)."""
        return cast("tuple[date, Precision] | str | None", self.values.get("deadline"))

    @property
    def comparator(self) -> Comparator | None:
        """Of a target."""
        return cast("Comparator | None", self.values.get("comparator"))

    @property
    def measure(self) -> Measure | None:
        """Of a target."""
        return cast("Measure | None", self.values.get("measure"))

    def whole(self, column: str) -> int | None:
        """A number among the values."""
        return cast("int | None", self.values.get(column))

    def text(self, column: str) -> str | None:
        """A text among the values."""
        return cast("str | None", self.values.get(column))

    def figure(self, column: str) -> Decimal | None:
        """A figure among the values."""
        return cast("Decimal | None", self.values.get(column))


def read_row(line: Cells) -> Row:
    """Reads a row.

    Raises:
        RowError: if a cell cannot be understood or the row lacks what it needs.
    """
    cells, number = line.cells, line.number
    for column, text in cells.items():
        if column == "doubt":
            continue
        if len(text) > _LONGEST:
            raise RowError(number, f"{column} is longer than {_LONGEST} characters")
        if _CONTROL.search(text):
            raise RowError(number, f"{column} holds a control character")
    action = _word(number, cells, "action")
    kind = _word(number, cells, "kind")
    if action == "keep":
        action = None
    if kind is None and action is None:
        raise RowError(number, "kind is empty; a row that corrects nothing may be deleted")
    if kind is None:
        raise RowError(number, f"kind is empty; it is one of {_choices('kind')}")
    if action is not None and action not in _ONLY.get(kind, ("add", "change", "remove")):
        article = "an" if kind[0] in "aeiou" else "a"
        raise RowError(number, f"{article} {kind} can only be: {', '.join(_ONLY[kind])}")
    if kind == "name" and action == "remove":
        raise RowError(number, "a name can only be added or changed; to drop an assignment, remove the assignment")
    if not cells.get("words"):
        raise RowError(number, "words are empty; they are what stands in the text at that place")
    values = {
        column: _value(number, column, text)
        for column, text in cells.items()
        if column not in _FOR_ALL and _meant(number, action, kind, column, text)
    }
    start, end = _whole(number, cells, "start"), _whole(number, cells, "end")
    if (start is None) != (end is None):
        raise RowError(number, "start and end go together: fill both, or leave both empty")
    on = _day(number, cells["date"]) if "date" in cells else None
    return Row(
        number,
        cast("Action | None", action),
        cast("CorrectionKind", kind),
        cells["words"],
        _whole(number, cells, "task"),
        _whole(number, cells, "clause"),
        start,
        end,
        values,
        cells.get("by"),
        on,
        cells.get("note"),
    )


def _meant(number: int, action: str | None, kind: str, column: str, text: str) -> bool:
    """Whether a cell is of this kind of row; a filled one that is not would be passed over in silence."""
    if column in _OF_KIND[kind]:
        if action is not None and text.lower() in NOTHING and column not in _MAY_GO:
            raise RowError(number, f"{column} cannot be taken away")
        return True
    if action is not None:
        raise RowError(number, f"{column} ({COLUMNS[column]}) has no meaning in a row of the kind {kind}; empty it")
    return False


def _value(number: int, column: str, text: str) -> object:
    if text.lower() in NOTHING and column in _MAY_GO:
        return None
    if column in WORDS:
        return _word(number, {column: text}, column)
    if column in {"number", "rule", "year"}:
        return _whole(number, {column: text}, column)
    if column in {"value", "max_value"}:
        return _figure(number, column, text)
    if column == "deadline":
        return _period(number, text)
    if column in {"scope", "region"}:
        return _code(text)
    return text


def _word(number: int, cells: Mapping[str, str], column: str) -> str | None:
    text = cells.get(column)
    if not text:
        return None
    word = word_of(column, text)
    if word is None:
        raise RowError(number, f"{column} is “{cut(text)}”; it is one of {_choices(column)}")
    return word


def _choices(column: str) -> str:
    return ", ".join(f"{english} ({chinese})" for english, chinese in WORDS[column].items())


def _whole(number: int, cells: Mapping[str, str], column: str) -> int | None:
    text = cells.get(column)
    if not text:
        return None
    # LibreOffice may show a whole number as 12.0 or 1,234.
    if not (match := re.fullmatch(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.0+)?", fold(text))):
        raise RowError(number, f"{column} is “{cut(text)}”; it is a whole number")
    return int(match[1].replace(",", ""))


def _figure(number: int, column: str, text: str) -> Decimal:
    try:
        value = Decimal(fold(text).replace(",", "").strip())
    except InvalidOperation:
        raise RowError(number, f"{column} is “{cut(text)}”; it is a figure, its unit stands in unit_text") from None
    if not value.is_finite() or abs(value) >= Decimal("1e18") or (value and abs(value) < Decimal("1e-9")):
        raise RowError(number, f"{column} is “{cut(text)}”; no target has such a figure")
    return value


def _code(text: str) -> str:
    """A division code; a spreadsheet drops the zeros of 000000, the centre's."""
    text = without_space(fold(text))
    return text.zfill(6) if re.fullmatch("0{1,5}", text) else text


def _period(number: int, text: str) -> tuple[date, Precision] | str:
    """2018-06-30, 2018年6月, 2018/6 or 2018, as spreadsheets turn them too (Jun-18); other words as they are."""
    plain = without_space(fold(text))
    if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*-(\d\d|\d{4})", plain):
        name = match[1].lower()
        if name in _MONTHS:
            plain = f"{2000 + int(match[2]) if len(match[2]) == 2 else match[2]}-{_MONTHS.index(name) + 1}"
    match = re.fullmatch(r"(\d{4})(?:年|[-/.](?=\d))?(?:(\d{1,2})(?:月|[-/.](?=\d))?(?:(\d{1,2})日?)?)?", plain)
    if match is None:
        return text
    try:
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not 1900 <= year <= 2200 or (month is None and day is not None):
            raise ValueError
        if month is None:
            return date(year, 12, 31), "year"
        if day is None:
            return date(year, month, monthrange(year, month)[1]), "month"
        return date(year, month, day), "day"
    except ValueError:
        raise no_deadline(number, text) from None


def no_deadline(number: int, text: str) -> RowError:
    """What is wrong with a deadline that names no day, month, quarter, half or year."""
    return RowError(
        number,
        f"deadline is “{cut(text)}”; write 2018-06-30, 2018-06 or 2018, or as notices do: 6月底前, 第三季度, 年底前",
    )


def _day(number: int, text: str) -> date:
    plain = re.sub("[年月/.]", "-", without_space(fold(text))).removesuffix("日")
    try:
        return datetime.strptime(plain, "%Y-%m-%d").date()
    except ValueError:
        raise RowError(number, f"date is “{cut(text)}”; write the day as 2018-06-30") from None
