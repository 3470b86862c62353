"""``zhengtu sparql``: any SPARQL query on a graph, store or endpoint."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from .output import ExcelOption, FormatOption, OutputOption
from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption

__all__ = ["sparql"]


def sparql(
    query: Annotated[str | None, typer.Argument(help="The query.", show_default=False)] = None,
    file: Annotated[
        Path | None,
        typer.Option("-f", "--file", help="Read the query from a file; - for standard input.", show_default=False),
    ] = None,
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    output_format: FormatOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
) -> None:
    """Ask a graph, store or endpoint with SPARQL.

    All named graphs count as one. The prefixes zt, cv, dcterms, eli, foaf, oa,
    org, p-plan, prov, rdf, rdfs, schema, skos and xsd need not be declared.

    \b
    Example:
      zhengtu sparql 'SELECT ?n { ?t zt:leadUnit/zt:name "青海省商务厅" ; zt:taskNumber ?n }' --graph graph.nq
      zhengtu sparql -f question.rq --store plans/ --format csv
    """
    from ..graph.rows import value
    from ..graph.sparql import run
    from ..viz.tables import as_json, short
    from .output import Format, form_of, give
    from .source import keep_apart, opened

    keep_apart(output, graph, file)
    form = form_of(output_format, excel, output)
    text = _query_text(query, file)
    with opened(graph, store, endpoint, timeout) as source:
        rows = run(source, text)
    if rows.pages > 1 and not re.search(r"\border\s+by\b", text, re.IGNORECASE):
        print(
            "zhengtu: note: the answer came in pages; without ORDER BY the server may have repeated or left out rows",
            file=sys.stderr,
        )
    if rows.boolean is not None and form is Format.table and output is None:
        print("true" if rows.boolean else "false")
        return
    asked = rows.boolean is not None
    give(
        ("answer",) if asked else rows.columns,
        [[rows.boolean]] if asked else [[value(term) for term in row] for row in rows.rows],
        form=form,
        json=lambda: as_json(rows),
        shown=None if asked else [[short(term) for term in row] for row in rows.rows],
        excel=excel,
        output=output,
    )


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
