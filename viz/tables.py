"""Rows for the terminal, for spreadsheets, for documents and for programs."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TextIO

import pyoxigraph as ox

from ..graph.rows import Rows, Term, Value
from ..graph.text import visible
from ..ontology.terms import PREFIXES, XSD
from ..queries.answer import Answer

__all__ = ["answer_json", "as_csv", "as_json", "as_markdown", "plain", "print_table", "short"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>|~$&!])")


def short(term: Term | None) -> str:
    """A term for reading: literals as their text, IRIs with a known prefix, others whole."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value
    return str(term) if isinstance(term, ox.Triple) else term.value


def plain(value: Value) -> str:
    """A value as text: nothing for None, true and false for booleans, decimals without exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], file: TextIO | None = None) -> None:
    """Prints rows under column heads, as wide as the terminal; whole where the output is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = file or sys.stdout
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        # Text keeps what a notice says as it is: [b] in a title is no markup.
        table.add_row(*(Text(visible(cell, lines=True)) for cell in row))
    whole = sum(max((cell_len(r[i]) for r in [heads, *rows]), default=0) + 3 for i in range(len(heads))) + 2
    console = Console(
        file=out, width=None if out.isatty() else max(whole, 20), no_color=not out.isatty(), highlight=False
    )
    console.print(table)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """RFC 4180 with a head line.

    A text that a spreadsheet would take for a formula gets an apostrophe in
    front; use JSON where every character matters.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    text = plain(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def as_markdown(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A table of GitHub Flavored Markdown; signs that mean something in Markdown or HTML are escaped."""

    def line(cells: Iterable[str]) -> str:
        escaped = (_MARKDOWN.sub(r"\\\1", visible(" ".join(cell.split()))) for cell in cells)
        return f"| {' | '.join(escaped)} |\n"

    rule = "|" + " --- |" * len(heads) + "\n"
    return line(heads) + rule + "".join(line(map(plain, row)) for row in rows)


def as_json(rows: Rows) -> str:
    """SPARQL 1.1 Query Results JSON Format."""
    if rows.boolean is not None:
        return json.dumps({"head": {}, "boolean": rows.boolean})
    bindings = [{c: _binding(t) for c, t in zip(rows.columns, row, strict=True) if t is not None} for row in rows.rows]
    return json.dumps(
        {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}},
        ensure_ascii=False,
        indent=1,
    )


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "literal", "value": str(term)}
    binding = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype.value != XSD.string:
        binding["datatype"] = term.datatype.value
    return binding


def answer_json(answer: Answer) -> str:
    """An answer of the library: its question, parameters, columns, and each row as an object."""
    query = answer.query
    return json.dumps(
        {
            "query": query.name,
            "title": dict(query.title),
            "parameters": dict(answer.given),
            "columns": [{"name": c.name, "type": c.type, "label": dict(c.label)} for c in answer.columns],
            "rows": answer.records(),
        },
        ensure_ascii=False,
        indent=1,
        default=_json,
    )


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
