"""The cells of a row become what they mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from ..corrected import Action, CorrectionKind
from ..model import Comparator, Measure, Precision, Relation, Role
from .columns import COLUMNS, NOTHING, WORDS
from .errors import RowError
from .table import Cells
from .values import MAY_GO, choices, day, value, whole, word

__all__ = ["Row", "read_row"]

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
# They narrow where words are sought among the tasks; what a notice says of itself stands in none.
_OF_TASKS: Final = frozenset({"task", "clause"})
_OF_DOCUMENT: Final = frozenset({"title", "document_number", "issuer", "issued"})
_ONLY: Final = {
    "clause": ("add",),
    "task": ("add",),
    "group": ("remove",),
    "open_list": ("add", "remove"),
    "heading": ("change",),
}
_LONGEST: Final = 2000
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
            raise RowError(
                number,
                f"{column} is longer than {_LONGEST} characters",
                chinese=f"{COLUMNS[column]}超过{_LONGEST}字",
            )
        if _CONTROL.search(text):
            raise RowError(number, f"{column} holds a control character", chinese=f"{COLUMNS[column]}含有控制字符")
    action = word(number, cells, "action")
    kind = word(number, cells, "kind")
    if action == "keep":
        action = None
    if kind is None and action is None:
        raise RowError(
            number,
            "kind is empty; a row that corrects nothing may be deleted",
            chinese="未填类别；不作更正的行可以删去",
        )
    if kind is None:
        raise RowError(
            number,
            f"kind is empty; it is one of {choices('kind')}",
            chinese=f"未填类别，可填：{'、'.join(WORDS['kind'].values())}",
        )
    if action is not None and action not in _ONLY.get(kind, ("add", "change", "remove")):
        article = "an" if kind[0] in "aeiou" else "a"
        can = "、".join(WORDS["action"][one] for one in _ONLY[kind])
        raise RowError(
            number,
            f"{article} {kind} can only be: {', '.join(_ONLY[kind])}",
            chinese=f"类别“{WORDS['kind'][kind]}”的操作只能是：{can}",
        )
    if kind == "name" and action == "remove":
        raise RowError(
            number,
            "a name can only be added or changed; to drop an assignment, remove the assignment",
            chinese="名称只能增加或者修改；去掉分工的，请删除该分工",
        )
    if not cells.get("words"):
        raise RowError(
            number,
            "words are empty; they are what stands in the text at that place",
            chinese="未填原文，请填写该处的文字",
        )
    values = {
        column: value(number, column, text)
        for column, text in cells.items()
        if _meant(number, action, kind, column, text)
    }
    start, end = whole(number, cells, "start"), whole(number, cells, "end")
    if (start is None) != (end is None):
        raise RowError(
            number, "start and end go together: fill both, or leave both empty", chinese="起、止须同时填写，或者都留空"
        )
    on = day(number, cells["date"]) if "date" in cells else None
    return Row(
        number,
        cast("Action | None", action),
        cast("CorrectionKind", kind),
        cells["words"],
        whole(number, cells, "task"),
        whole(number, cells, "clause"),
        start,
        end,
        values,
        cells.get("by"),
        on,
        cells.get("note"),
    )


def _meant(number: int, action: str | None, kind: str, column: str, text: str) -> bool:
    """Whether a cell is a value of this kind of row; a filled one without meaning would be passed over in silence."""
    if column in _FOR_ALL and not (column in _OF_TASKS and kind in _OF_DOCUMENT):
        return False
    if column in _OF_KIND[kind]:
        if action is not None and text.lower() in NOTHING and column not in MAY_GO:
            raise RowError(number, f"{column} cannot be taken away", chinese=f"{COLUMNS[column]}不能填“无”")
        return True
    if action is not None:
        raise RowError(
            number,
            f"{column} ({COLUMNS[column]}) has no meaning in a row of the kind {kind}; empty it",
            chinese=f"类别“{WORDS['kind'][kind]}”不用{COLUMNS[column]}，请清空",
        )
    return False
