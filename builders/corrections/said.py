"""What was read, in the columns of a table of corrections."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ..model import Assignment, Citation, Deadline, DocumentNumber, Precision, Target, Unit

__all__ = [
    "Values",
    "of_assignment",
    "of_citation",
    "of_deadline",
    "of_number",
    "of_target",
    "of_unit",
    "period",
    "told",
]

Values = Mapping[str, Any]
"""Column -> value, in the types of `rows.Row.values`."""

_FORMS: Final[Mapping[Precision, str]] = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_FORMS_ZH: Final[Mapping[Precision, str]] = {"day": "%Y年%m月%d日", "month": "%Y年%m月", "year": "%Y年"}


def of_assignment(said: Assignment) -> Values:
    """Role and unit of an assignment."""
    return {
        "role": said.role,
        "role_words": said.role_as_written or None,
        "rule": said.rule,
        "unit": said.unit.name,
        "scope": said.unit.scope,
    }


def of_citation(said: Citation) -> Values:
    """Document and relation of a citation."""
    number = said.document.number
    return {
        "document": number.text if number is not None else said.document.title,
        "scope": said.document.scope,
        "year": None if number is not None else said.document.year,
        "relation": said.relation,
    }


def of_target(said: Target) -> Values:
    """Figure and indicator of a target."""
    return {
        "value": said.value,
        "max_value": said.max_value,
        "unit_text": said.unit,
        "comparator": said.comparator,
        "indicator": said.indicator,
        "measure": said.measure,
        "region": said.region,
        "year": said.year,
    }


def of_deadline(said: Deadline) -> Values:
    """Date of a deadline."""
    return {"deadline": (said.date, said.precision)}


def of_number(said: DocumentNumber | None) -> Values:
    """A notice's own number."""
    return {"should_be": said.text if said is not None else None}


def of_unit(said: Unit) -> Values:
    """An issuer."""
    return {"unit": said.name, "scope": said.scope}


def period(last: date, precision: Precision, *, chinese: bool = False) -> str:
    """A deadline as a cell has it: 2018-06-30, 2018-06 or 2018.

    The Chinese forms stay what they are in a spreadsheet set to Chinese, which makes a day of 2018-06.
    """
    return last.strftime((_FORMS_ZH if chinese else _FORMS)[precision])


def told(values: Values) -> str:
    """Values as one line of text: ``role=lead; unit=青海省商务厅; scope=630000``; empty where there are none."""
    return "; ".join(f"{column}={_plain(value)}" for column, value in values.items() if value is not None)


def _plain(value: object) -> str:
    match value:
        case (date() as last, ("day" | "month" | "year") as precision):
            return period(last, precision)
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
