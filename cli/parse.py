"""``zhengtu parse``: what a notice says, without RDF."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from ..builders.model import Notice

__all__ = ["parse"]

_ROLES: Final = {"lead": "牵头 lead:", "support": "配合 support:", "responsible": "负责 responsible:"}


def parse(
    file: Annotated[Path, typer.Argument(help="A notice as a text file.", show_default=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as JSON (docs/notice.schema.json).")
    ] = False,
) -> None:
    """Print what a notice says.

    \b
    Example:
      zhengtu parse notice.txt
      zhengtu parse notice.txt --json > notice.json
    """
    from ..builders.json import to_json
    from ..builders.parse import parse as parse_text
    from ..builders.read import read
    from ..graph.text import visible
    from .build import print_problems

    notice = parse_text(read(file))
    if as_json:
        print(to_json(notice))
    else:
        for line in _lines(notice):
            print(visible(line) if sys.stdout.isatty() else line)
        print_problems(notice)


def _lines(notice: "Notice") -> Iterator[str]:
    header = notice.header
    yield header.title or notice.source.name
    if header.document_number is not None:
        yield header.document_number.text
    headings = {s.number: s for s in notice.sections}
    section = None
    for task in notice.tasks:
        if task.section is not None and task.section != section:
            section = task.section
            yield f"\n{headings[section].number_as_written} {headings[section].heading}"
        yield f"  {task.number_as_written or task.number} {_cut(task.text)}"
        for clause in task.clauses:
            if len(task.clauses) > 1:
                yield f"    ({clause.number}) {_cut(clause.text)}"
            for role, label in _ROLES.items():
                if names := [a.name for a in clause.assignments if a.role == role]:
                    yield f"      {label} {'、'.join(names)}"


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
