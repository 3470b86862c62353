"""``--authority``: a table of agencies of the user's own; ``--no-corrections``: without a person's corrections."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ..ontology.agencies import Authority

__all__ = ["AuthorityOption", "NoCorrectionsOption", "tables_of"]

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
