"""Asks a question of the library, or any SPARQL, and gives rows of Python values."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from ..graph.errors import GraphError, QueryError
from ..graph.sparql import Source, Value, run, value
from .catalogue import Column, ColumnType, Parameter, Query, fill, find
from .names import document_named, notice_named, unit_named

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Answer", "Given", "answer", "filled", "query"]

_WIDE: Final = frozenset(chr(c) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
"""Full-width digits and letters."""
Given: TypeAlias = str | int | float | Decimal
"""A parameter's value as a user gives it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with declared columns.

    Attributes:
        query: the question.
        given: the parameters' values as given.
        columns: in the order of the values in a row.
        rows: text, int, Decimal, date, bool, or None where there is nothing.
    """

    query: Query
    given: Mapping[str, Given]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column name."""
        names = [c.name for c in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> "DataFrame":
        """The rows as a pandas frame; whole numbers stay whole where some are missing (Int64).

        Raises:
            ImportError: if pandas is not installed (``pip install zhengtu[pandas]``).
        """
        from pandas import DataFrame

        frame = DataFrame([list(row) for row in self.rows], columns=[c.name for c in self.columns])
        return frame.astype({c.name: "Int64" for c in self.columns if c.type == "integer"})


def answer(source: Source, name: str, given: Mapping[str, Given] | None = None) -> Answer:
    """Answers a question of the library.

    Args:
        source: a graph, a store or an endpoint.
        name: the query's name.
        given: parameters by name. A unit goes by any known form of its name, a document by its
            number in any brackets or by its title.

    Raises:
        QueryError: if there is no such query, or a parameter is wrong, missing or fits several units.
        GraphError: if an endpoint does not answer, or answers what the query cannot give.
    """
    query = find(name)
    given = given or {}
    rows = run(source, filled(source, query, given)).rows
    return Answer(query, dict(given), query.columns, tuple(tuple(map(_typed, query.columns, row)) for row in rows))


def query(source: Source, name: str, /, **given: Given) -> Answer:
    """Answers a question of the library, its parameters given by name; as `answer`.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> [record["task"] for record in zhengtu.query(graph, "tasks-led-by", agency="省商务厅").records()]
    [8, 12, 46, 47, 48, 49, 50, 51, 53, 60]
    """
    return answer(source, name, given)


def filled(source: Source, query: Query, given: Mapping[str, Given]) -> str:
    """The SPARQL of a question with its parameters; errors as for `answer`."""
    types = {p.name: p for p in query.parameters}
    missing = [p for p in query.parameters if p.required and p.name not in given]
    if missing or given.keys() - types.keys():
        # What is wrong is said before the graph is asked for names.
        return fill(query, {n: ox.Literal(str(v)) for n, v in given.items()})
    terms: dict[str, ox.NamedNode | ox.Literal] = {}
    # Documents first: the notice in question decides between units with one short form.
    for name in sorted(given, key=lambda n: types[n].type != "notice"):
        terms[name] = _term(source, types[name], str(given[name]), terms.get("document"))
    return fill(query, terms)


def _term(
    source: Source, parameter: Parameter, text: str, document: ox.NamedNode | ox.Literal | None
) -> ox.NamedNode | ox.Literal:
    try:
        match parameter.type:
            case "agency":
                within = document.value if isinstance(document, ox.NamedNode) else None
                return ox.NamedNode(unit_named(source, text, document=within))
            case "document":
                return ox.NamedNode(document_named(source, text))
            case "notice":
                return ox.NamedNode(notice_named(source, text))
            case "integer":
                return ox.Literal(int(text))
            case "decimal":
                number = Decimal(text)
                if not number.is_finite():
                    raise ValueError
                return ox.Literal(
                    format(number, "f"), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
                )
            case "text":
                # The graph's texts have narrow letters and digits.
                return ox.Literal("".join(unicodedata.normalize("NFKC", c) if c in _WIDE else c for c in _some(text)))
    except (ValueError, InvalidOperation):
        raise QueryError(
            f"{parameter.name} is to be of type {parameter.type}, such as {parameter.example}; {text!r} is not"
        ) from None


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text


def _typed(column: Column, term: Any) -> Value:
    """A term as its column says. Servers differ in the datatypes of what they count and add up."""
    found = value(term)
    try:
        return None if found is None else _as(column.type, found)
    except (ValueError, InvalidOperation):
        raise GraphError(
            column.name, f"should be of type {column.type}, not {found!r}", "check the data or report this"
        ) from None


def _as(kind: ColumnType, found: Value) -> Value:
    match kind:
        case "integer":
            return int(Decimal(str(found)))
        case "decimal":
            number = Decimal(str(found))
            return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
        case "boolean":
            if str(found).lower() not in {"true", "false", "1", "0"}:
                raise ValueError
            return str(found).lower() in {"true", "1"}
        case "date":
            return found if isinstance(found, date) else date.fromisoformat(str(found))
        case "text" | "iri":
            return str(found)
