"""Rows for the terminal, for spreadsheets and for programs."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import Final, TextIO

import pyoxigraph as ox

from ..graph.sparql import Rows, Term
from ..ontology.terms import PREFIXES, XSD

__all__ = ["as_csv", "as_json", "print_table", "short"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS: Final = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.gYear})


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


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], file: TextIO | None = None) -> None:
    """Prints rows under column heads, as wide as the terminal; whole where the output is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = file or sys.stdout
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        # Text keeps what a notice says as it is: [b] in a title is no markup.
        table.add_row(*(Text(cell) for cell in row))
    whole = sum(max((cell_len(r[i]) for r in [columns, *rows]), default=0) + 3 for i in range(len(columns))) + 2
    console = Console(
        file=out, width=None if out.isatty() else max(whole, 20), no_color=not out.isatty(), highlight=False
    )
    console.print(table)


def as_csv(rows: Rows) -> str:
    """RFC 4180 with a head line.

    A text that a spreadsheet would take for a formula gets an apostrophe in
    front; use JSON where every character matters.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    if rows.boolean is not None:
        writer.writerows([["answer"], [str(rows.boolean).lower()]])
    else:
        writer.writerow(rows.columns)
        writer.writerows([_cell(term) for term in row] for row in rows.rows)
    return out.getvalue()


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = str(term) if isinstance(term, ox.Triple) else term.value
    is_number = isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


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
