"""The answer to a query: the same from a file, a store or an endpoint."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from ..ontology.terms import XSD

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["TRIPLE", "Rows", "Term", "Value", "value"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value: TypeAlias = str | int | Decimal | bool | date | None
"""A term as Python has it; an IRI is its text."""


TRIPLE: Final = ("subject", "predicate", "object")
"""The columns of CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query.

    Attributes:
        columns: names of the variables; for CONSTRUCT and DESCRIBE subject, predicate and object.
        rows: one term or none for each column.
        boolean: the answer of an ASK; none otherwise.
        pages: how many pages an endpoint gave it in.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None
    pages: int = 1

    def records(self) -> list[dict[str, "Value"]]:
        """The rows as dictionaries of Python values, by column."""
        return [dict(zip(self.columns, map(value, row), strict=True)) for row in self.rows]

    def to_pandas(self) -> "DataFrame":
        """The rows as a pandas frame of Python values.

        Raises:
            ImportError: if pandas is not installed (``pip install zhengtu[pandas]``).
        """
        from pandas import DataFrame

        return DataFrame([[value(term) for term in row] for row in self.rows], columns=list(self.columns))


_INTEGERS: Final = frozenset({XSD.integer, XSD.gYear, "http://www.w3.org/2001/XMLSchema#int"})
_DECIMALS: Final = frozenset({XSD.decimal, XSD.double, "http://www.w3.org/2001/XMLSchema#float"})


def value(term: Term | None) -> Value:
    """A term as Python has it: numbers, dates and booleans as such, everything else as text.

    A literal that is no valid form of its datatype stays text.
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term) if isinstance(term, ox.Triple) else term.value
    text, datatype = term.value, term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _DECIMALS:
            return Decimal(text)
        if datatype == XSD.date:
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return text
    return text in {"true", "1"} if datatype == XSD.boolean else text
