"""A `Notice` as JSON: the stable form for those who want no RDF.

Field names are those of `model`; dates are ISO 8601, figures are numbers, and
nothing is left out. `docs/notice.schema.json` is the JSON Schema.
"""

import dataclasses
import json
from datetime import date
from decimal import Decimal

from .model import Notice

__all__ = ["to_json"]


def to_json(notice: Notice) -> str:
    """The whole notice, its text included, indented."""
    return json.dumps(dataclasses.asdict(notice), ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")
