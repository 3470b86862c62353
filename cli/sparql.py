"""``zhengtu sparql``: any SPARQL query on a graph or store."""

import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..graph.sparql import Rows
    from ..graph.store import Graph

__all__ = ["Format", "sparql"]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def sparql(
    query: Annotated[str | None, typer.Argument(help="The query.", show_default=False)] = None,
    file: Annotated[
        Path | None,
        typer.Option("-f", "--file", help="Read the query from a file; - for standard input.", show_default=False),
    ] = None,
    graph: Annotated[Path | None, typer.Option("--graph", help="A graph file to ask.", show_default=False)] = None,
    store: Annotated[
        Path | None, typer.Option("--store", help="The folder of a store to ask.", show_default=False)
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
) -> None:
    """Ask a graph or store with SPARQL.

    All named graphs count as one. The prefixes zt, cv, dcterms, eli, foaf, oa,
    org, p-plan, prov, rdf, rdfs, schema, skos and xsd need not be declared.

    \b
    Example:
      zhengtu sparql 'SELECT ?n { ?t zt:leadUnit/zt:name "青海省商务厅" ; zt:taskNumber ?n }' --graph graph.nq
      zhengtu sparql -f question.rq --store plans/ --format csv
    """
    from ..graph.sparql import run

    text = _query_text(query, file)
    # Oxigraph does not look at signals while it works; without Python's handler Ctrl-C ends the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with _opened(graph, store) as opened:
        _print(run(opened, text), output_format)


def _query_text(query: str | None, file: Path | None) -> str:
    from .errors import UsageError

    if (query is None) == (file is None):
        raise UsageError("give one query: as an argument, or with -f FILE")
    if query is not None:
        return query
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return Path(str(file)).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is not UTF-8 text; save the query as UTF-8") from None


def _opened(graph: Path | None, store: Path | None) -> "AbstractContextManager[Graph]":
    from ..graph.store import load_file, open_store
    from .errors import UsageError

    if graph is not None and store is None:
        return nullcontext(load_file(graph))
    if store is not None and graph is None:
        return open_store(store)
    raise UsageError("say what to ask: --graph FILE or --store FOLDER")


def _print(rows: "Rows", output_format: Format) -> None:
    from ..viz.tables import as_csv, as_json, print_table, short

    if output_format is Format.json:
        print(as_json(rows))
    elif output_format is Format.csv:
        sys.stdout.write(as_csv(rows))
    elif rows.boolean is not None:
        print("true" if rows.boolean else "false")
    else:
        print_table(rows.columns, [[short(term) for term in row] for row in rows.rows])
        print(f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}", file=sys.stderr)
