"""How a command gives its rows: on the terminal or in a file, in the form that was asked for."""

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

if TYPE_CHECKING:
    from ..graph.rows import Value

__all__ = [
    "ExcelOption",
    "Format",
    "FormatOption",
    "Language",
    "LanguageOption",
    "OutputOption",
    "form_of",
    "give",
    "heads",
    "print_whole",
]


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


_ENDINGS: Final = {f".{form}": form for form in (Format.csv, Format.json, Format.md)}

FormatOption: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format", help="How to give the rows; otherwise by the ending of --output, or a table.", show_default=False
    ),
]
ExcelOption: TypeAlias = Annotated[
    bool, typer.Option("--excel", help="CSV that Excel reads right: a byte order mark, headings for people.")
]
OutputOption: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write into a file instead of printing.", show_default=False)
]
LanguageOption: TypeAlias = Annotated[
    Language | None,
    typer.Option("--lang", help="Headings in this language; otherwise both, in plain CSV names.", show_default=False),
]


def form_of(form: Format | None, excel: bool, output: Path | None) -> Format:
    """The form that the options ask for.

    Raises:
        UsageError: if they contradict each other, or the file's ending is that of a workbook.
    """
    from .endings import format_of, need_agreement
    from .errors import UsageError

    if output is not None and output.suffix.lower() in {".xlsx", ".xls", ".ods"}:
        raise UsageError(
            f"{output}: this command writes no workbook, zhengtu ledger does; "
            "give a name that ends in .csv, with --excel"
        )
    if excel and form not in {None, Format.csv}:
        raise UsageError("--excel goes with --format csv")
    found = form or (Format.csv if excel else format_of(output, form, _ENDINGS) or Format.table)
    option = "--format" if form is not None else "--excel" if excel else ""
    endings = [".txt", *(ending for ending, of in _ENDINGS.items() if of is found or not option)]
    need_agreement(output, found, endings, option)
    return found


def heads(
    names: Sequence[str],
    labels: Sequence[Mapping[str, str]],
    *,
    form: Format,
    excel: bool,
    language: Language | None,
) -> list[str]:
    """The column heads: labels in the language; without one, names in CSV for programs, else both languages."""
    if language is not None:
        return [label[language] for label in labels]
    if form is Format.csv and not excel:
        return list(names)
    return [f"{label['zh']} {label['en']}" for label in labels]


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
        GraphError: if the file cannot be written.
    """
    from ..viz.tables import as_csv, as_markdown, plain, print_table

    if form is Format.csv:
        text = ("\ufeff" if excel else "") + as_csv(columns, rows)
    elif form is Format.md:
        text = as_markdown(columns, rows)
    elif form is Format.json:
        text = json() + "\n"
    else:
        cells = shown if shown is not None else [[plain(value) for value in row] for row in rows]
        if output is None or str(output) == "-":
            print_table(columns, cells)
            print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", file=sys.stderr)
            return
        table = io.StringIO()
        print_table(columns, cells, table)
        text = table.getvalue()
    if output is None or str(output) == "-":
        print_whole(text)
        return
    from ..graph.formats import written_whole

    with written_whole(output) as file:
        file.write(text.encode())
    print(f"wrote {output}", file=sys.stderr)


def print_whole(text: str) -> None:
    """Prints a text as it is: a program gets every character, and a terminal does not obey what a notice says."""
    from ..graph.text import visible

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # the line ends of CSV stay as they are on Windows too
    sys.stdout.write(visible(text, lines=True) if sys.stdout.isatty() else text)
