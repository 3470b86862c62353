"""How a command gives its rows: on the terminal or in a file, in the form that was asked for."""

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ..graph.rows import Value

__all__ = ["ExcelOption", "Format", "FormatOption", "Language", "LanguageOption", "OutputOption", "give", "heads"]


class Format(StrEnum):
    """How rows are given."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"


class Language(StrEnum):
    """The language of headings."""

    zh = "zh"
    en = "en"


FormatOption: TypeAlias = Annotated[Format, typer.Option("--format", help="How to give the rows.")]
ExcelOption: TypeAlias = Annotated[
    bool, typer.Option("--excel", help="Begin a CSV with a byte order mark, so that Excel reads Chinese right.")
]
OutputOption: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write into a file instead of printing.", show_default=False)
]
LanguageOption: TypeAlias = Annotated[
    Language | None,
    typer.Option("--lang", help="Headings in this language; otherwise both, in CSV names.", show_default=False),
]


def heads(
    names: Sequence[str], labels: Sequence[Mapping[str, str]], form: Format, language: Language | None
) -> list[str]:
    """The column heads: labels in the language, else names in CSV, and both languages for reading."""
    if language is not None:
        return [label[language] for label in labels]
    return list(names) if form is Format.csv else [f"{label['zh']} {label['en']}" for label in labels]


def give(
    columns: Sequence[str],
    rows: "Sequence[Sequence[Value]]",
    *,
    form: Format,
    json: Callable[[], str],
    shown: Sequence[Sequence[str]] | None = None,
    excel: bool = False,
    output: Path | None = None,
) -> None:
    """Prints or writes rows.

    Args:
        columns: the heads.
        rows: the values.
        form: which one.
        json: gives the JSON form.
        shown: the cells as a table shows them, where that is not their plain text.
        excel: a CSV begins with a byte order mark.
        output: the file to write; standard output otherwise.

    Raises:
        UsageError: if `excel` is asked for another form than CSV.
        GraphError: if the file cannot be written.
    """
    from ..viz.tables import as_csv, as_markdown, plain, print_table
    from .errors import UsageError

    if excel and form is not Format.csv:
        raise UsageError("--excel goes with --format csv")
    if form is Format.csv:
        text = ("\ufeff" if excel else "") + as_csv(columns, rows)
    elif form is Format.md:
        text = as_markdown(columns, rows)
    elif form is Format.json:
        text = json() + "\n"
    else:
        cells = shown if shown is not None else [[plain(value) for value in row] for row in rows]
        if output is None:
            print_table(columns, cells)
            print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", file=sys.stderr)
            return
        table = io.StringIO()
        print_table(columns, cells, table)
        text = table.getvalue()
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # the line ends of CSV stay as they are on Windows too
        sys.stdout.write(text)
        return
    from ..graph.formats import written_whole

    with written_whole(output) as file:
        file.write(text.encode())
    print(f"wrote {output}", file=sys.stderr)
