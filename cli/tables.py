"""``--authority``: a table of agencies of the user's own; ``--no-corrections``: without a person's corrections."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ..ontology.agencies import Authority

__all__ = ["AuthorityOption", "NoCorrectionsOption", "tables_of", "tell_unread"]

AuthorityOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--authority",
        metavar="FILE.csv",
        help="A table of agencies of your own, which goes before the shipped ones.",
        show_default=False,
    ),
]
NoCorrectionsOption: TypeAlias = Annotated[
    bool, typer.Option("--no-corrections", help="Leave out the corrections in FILE.corrections.csv beside a notice.")
]


def tables_of(path: Path | None) -> "Authority | None":
    """The shipped tables with the user's before them; none where none is given.

    Raises:
        TableError: if the table cannot be used.
    """
    if path is None:
        return None
    from ..builders.own_table import with_own_table

    return with_own_table(path)


def tell_unread(files: Iterable[Path]) -> None:
    """A line for each notice beside which corrections stand as a workbook, which nobody reads, to standard error."""
    from ..builders.corrections.table import beside
    from ..builders.files import unread_table
    from ..graph.text import visible

    for file in files:
        if (table := unread_table(file)) is not None:
            told = f"{table}: is not read; save it as CSV: {beside(file).name}"
            print(f"zhengtu: {visible(told)}", file=sys.stderr)
