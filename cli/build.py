"""``zhengtu build``: notices become a graph file or go into a store."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .tables import AuthorityOption, NoCorrectionsOption, tables_of, tell_unread

if TYPE_CHECKING:
    from ..builders.build import Built
    from ..builders.model import Notice
    from ..ontology.agencies import Authority

__all__ = ["build", "build_all", "prefixes_for", "print_corrections", "print_problems", "report"]


def build(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Notices: text, web pages (.html, .mhtml), .md, .docx, .pdf or .ofd; folders; - for standard input.",
            metavar="FILE",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Graph to write: .nq, .trig, .ttl, .nt or .jsonld.", show_default=False),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="Folder of a store to put the notices into.", show_default=False),
    ] = None,
    base: Annotated[
        str, typer.Option("--base", help="IRI under which the data live.")
    ] = "https://w3id.org/zhengtu/id/",
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", "-k", help="Build the other files when one cannot be read (exit code 1)."),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a notice with an assignment that was not understood (exit code 1)."),
    ] = False,
    own: AuthorityOption = None,
    no_corrections: NoCorrectionsOption = False,
) -> None:
    """Build a graph from notices.

    A notice that is built again replaces its earlier graph. What was not
    understood is reported; nothing is written unless all checks hold.
    Corrections in FILE.corrections.csv beside a notice are applied.

    \b
    Example:
      zhengtu build notice.docx -o graph.ttl
      zhengtu build notices/ --store plans/
    """
    from ..builders.build import merge
    from ..builders.files import notices_in, tables_alone
    from ..graph.errors import GraphError
    from ..graph.formats import format_of, write_graph
    from ..graph.text import visible
    from .errors import UsageError
    from .source import keep_apart
    from .stored import put_into

    if output is None and store is None:
        raise UsageError("say where the graph is to go: -o FILE or --store FOLDER")
    for table in tables_alone(files) if not no_corrections else ():
        print(
            f"zhengtu: {visible(str(table))}: there is no such notice beside it; it corrects nothing", file=sys.stderr
        )
    files = notices_in(files)
    if not no_corrections:
        tell_unread(files)
    keep_apart(output, *files)
    if output is not None:
        try:
            format_of(output)
        except GraphError as error:
            raise UsageError(str(error)) from None
        if not output.parent.is_dir():
            raise GraphError(str(output), f"there is no folder {output.parent}", "make it first")
    tables = tables_of(own)
    built, failed = build_all(
        files, base, keep_going=keep_going, strict=strict, tables=tables, corrections=not no_corrections
    )
    n_quads, replaced = merge(built)
    for name in replaced:
        print(
            f"zhengtu: {name}: a later file is the same document with another text; that one is kept",
            file=sys.stderr,
        )

    def write() -> None:
        if output is not None and built:
            write_graph(n_quads, output, prefixes_for(built))

    if store is not None and built:
        put_into(store, built, n_quads, base, tables, first=write)
    else:
        write()
    for one in built:
        report(one)
    if failed:
        raise typer.Exit(1)


def prefixes_for(built: "list[Built]") -> dict[str, str]:
    """Prefixes that make one notice's Turtle readable; several notices would overlap or be too many."""
    if len(built) != 1:
        return {}
    base = built[0].document.partition("document/")[0]
    scope = built[0].notice.jurisdiction
    return {"d": f"{built[0].document}/", "agency": f"{base}agency/{scope}/", "place": f"{base}place/"}


def build_all(
    files: list[Path],
    base: str,
    *,
    keep_going: bool,
    strict: bool = False,
    tables: "Authority | None" = None,
    corrections: bool = True,
) -> "tuple[list[Built], bool]":
    """Builds files one by one; every file that cannot be read is named before the work stops."""
    from ..builders.build import build as build_one
    from ..builders.errors import NoticeError
    from ..graph.text import visible
    from ..ontology.iris import Iris
    from .errors import UsageError

    try:
        Iris(base)
    except ValueError as error:
        raise UsageError(str(error)) from None
    built: list[Built] = []
    failed = False
    for file in files:
        try:
            one = build_one(file, base, tables, corrections=corrections)
        except NoticeError as error:
            failed = True
            print(f"zhengtu: {visible(str(error))}", file=sys.stderr)
            continue
        unread = one.notice.groups_seen - one.notice.groups_read
        if strict and unread:
            failed = True
            report(one)
            print(
                f"zhengtu: {visible(str(file))}: {unread} of {one.notice.groups_seen} assignment-like places were not "
                f"understood; see them with: zhengtu parse --unread {visible(shlex.quote(str(file)))}",
                file=sys.stderr,
            )
            continue
        built.append(one)
    if failed and not keep_going:
        if len(files) > 1 or strict:
            print("zhengtu: nothing was written; --keep-going builds the other files", file=sys.stderr)
        raise typer.Exit(1)
    return built, failed


def report(built: "Built") -> None:
    """One line of counts and a line for each problem, to standard error."""
    from ..builders.build import summarise

    s = summarise(built.notice)
    name = built.notice.source.name
    print(
        f"{name}: {s.sections} sections, {s.tasks} tasks, {s.clauses} clauses, {s.assignments} assignments "
        f"({s.lead} lead, {s.support} support, {s.responsible} responsible), {s.citations} citations, "
        f"{s.targets} targets; understood {s.groups_read} of {s.groups_seen} assignment-like places",
        file=sys.stderr,
    )
    print_corrections(built.notice)
    print_problems(built.notice)


def print_corrections(notice: "Notice") -> None:
    """A line on the corrections that were applied, to standard error; nothing where there are none."""
    from ..builders.corrections.table import SUFFIX
    from ..graph.text import visible

    said = notice.corrections
    if not said:
        return
    rows = {one.row for one in said}
    same = sorted(rows - {one.row for one in said if one.outcome == "applied"})
    told = f"corrected in {len(rows) - len(same)} of {len(rows)} rows of {Path(notice.source.name).name}{SUFFIX}"
    if same:
        numbers = ", ".join(map(str, same[:20])) + (f" and {len(same) - 20} more" if len(same) > 20 else "")
        told += f"; already so: row{'s' if len(same) > 1 else ''} {numbers}"
    print(visible(f"{notice.source.name}: {told}"), file=sys.stderr)


def print_problems(notice: "Notice") -> None:
    """A line for each problem, to standard error."""
    from ..builders.places import LineIndex
    from ..graph.text import visible

    lines = LineIndex(notice.source.content)
    for problem in notice.problems:
        name = notice.source.name
        where = f"{name}:{lines.place(problem.span.start)}" if problem.span else name
        print(visible(f"{where}: warning: {problem.message}"), file=sys.stderr)
