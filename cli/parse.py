"""``zhengtu parse``: what a notice says, without RDF."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..builders.fold import display
from ..builders.places import LineIndex
from .tables import AuthorityOption, NoCorrectionsOption, tables_of, tell_unread

if TYPE_CHECKING:
    from ..builders.model import Assignment, Notice, Span

__all__ = ["parse"]

_ROLES: Final = {"lead": "牵头 lead:", "support": "配合 support:", "responsible": "负责 responsible:"}


def parse(
    file: Annotated[
        Path,
        typer.Argument(
            help="A notice: a text, web page (.html, .mhtml), .md, .docx, .pdf or .ofd file, or - for standard input.",
            show_default=False,
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as JSON (docs/notice.schema.json).")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Print the text as it was read, to which all offsets refer.")
    ] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="Print the places that look like assignments and were not understood.")
    ] = False,
    own: AuthorityOption = None,
    no_corrections: NoCorrectionsOption = False,
) -> None:
    """Print what a notice says, with the corrections in FILE.corrections.csv beside it.

    \b
    Example:
      zhengtu parse notice.docx
      zhengtu parse notice.docx --json > notice.json
      zhengtu parse notice.pdf --text > notice.txt
      zhengtu parse notice.html --unread
    """
    from ..builders.build import read_notice
    from ..builders.files import notice_at
    from ..builders.json import to_json
    from ..builders.read import read
    from ..graph.text import visible
    from .build import print_corrections, print_problems
    from .errors import UsageError

    if as_json + text + unread > 1:
        raise UsageError("--json, --text and --unread exclude each other")
    file = notice_at(file)
    if text:
        source = read(file)
        print(visible(source.content, lines=True) if sys.stdout.isatty() else source.content, end="")
        return
    if not no_corrections:
        tell_unread([file])
    notice = read_notice(file, tables_of(own), corrections=not no_corrections)
    if as_json:
        print(to_json(notice))
        print_corrections(notice)
    elif unread:
        for line in _unread(notice):
            print(visible(line))
        print_corrections(notice)
    else:
        for line in _lines(notice):
            print(visible(line) if sys.stdout.isatty() else line)
        print_corrections(notice)
        print_problems(notice)


def _unread(notice: "Notice") -> Iterator[str]:
    """Each place that was not understood: line and column, then its words in 【】 between those around it."""
    source = notice.source
    index = LineIndex(source.content)
    for problem in notice.problems:
        if problem.code.startswith("unread") and problem.span is not None:
            start, end = problem.span.start, problem.span.end
            before, after = source.content[max(0, start - 40) : start], source.content[end : end + 40]
            yield f"{source.name}:{index.place(start)}: {problem.message.partition(':')[0]}"
            yield "    " + display(f"…{before}【{source.content[start:end]}】{after}…")
    yield f"{source.name}: understood {notice.groups_read} of {notice.groups_seen} assignment-like places"


def _lines(notice: "Notice") -> Iterator[str]:
    header = notice.header
    yield header.title or notice.source.name
    if header.document_number is not None:
        yield header.document_number.text
    corrected = _corrected(notice)
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
                if names := [_name(a, corrected) for a in clause.assignments if a.role == role]:
                    yield f"      {label} {'、'.join(names)}"


def _name(said: "Assignment", corrected: "Mapping[Span, str]") -> str:
    """A unit as written; where a person has said whom the words mean, that too."""
    meant = corrected.get(said.span)
    return said.name if meant in (None, said.name) else f"{said.name}（{meant}）"


def _corrected(notice: "Notice") -> "dict[Span, str]":
    """Where a person has changed whom a name means, and whom it means now."""
    places = {place for c in notice.corrections for place in c.places}
    return {a.span: a.unit.name for t in notice.tasks for c in t.clauses for a in c.assignments if a.span in places}


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
