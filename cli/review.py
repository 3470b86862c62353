"""``zhengtu review``: what was read of a notice, marked in its text, and the rows that correct it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Language
from .tables import AuthorityOption, NoCorrectionsOption, tables_of

if TYPE_CHECKING:
    from ..builders.model import Notice
    from ..ontology.agencies import Authority
    from ..viz.review_marks import Mark, Note, Part, Review

__all__ = ["review", "review_of"]


def review(
    file: Annotated[
        Path,
        typer.Argument(
            help="A notice: a text, web page (.html, .mhtml), .md, .docx, .pdf or .ofd file, or - for standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The page to write; review.html unless --table is given.", show_default=False
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="FILE.csv",
            help="Write all that was read as a table of corrections, in which an empty action keeps a row.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        Language, typer.Option("--lang", help="The language that the page begins in, and that of the table.")
    ] = Language.zh,
    own: AuthorityOption = None,
    no_corrections: NoCorrectionsOption = False,
) -> None:
    """Write a page that shows what was read of a notice in its text, to be checked.

    One HTML file that works offline. Each mark shows what it was read as and a
    row that corrects it; docs/corrections.md tells how rows are written. Save
    them as FILE.corrections.csv beside the notice: build and parse apply them.

    \b
    Example:
      zhengtu review notice.txt -o review.html
      zhengtu review notice.txt --table facts.csv
    """
    from ..builders.build import read_notice
    from ..builders.corrections.ready import ready_rows, table_text
    from ..builders.corrections.table import SUFFIX, beside
    from ..builders.files import notices_in
    from ..builders.read import STDIN
    from ..graph.formats import written_whole
    from ..graph.text import visible
    from ..viz.review_page import write_review
    from .build import print_corrections
    from .errors import UsageError
    from .source import keep_apart

    if not file.is_dir():
        (file,) = notices_in([file])
    if output is None and table is None:
        output = Path("review.html")
    stands = beside(file) if file != STDIN else None
    keep_apart(output, file, stands, table)
    keep_apart(table, file, stands)
    if table is not None and output is not None and table.absolute() == output.absolute():
        raise UsageError("the page and the table need two files")
    tables = tables_of(own)
    notice = read_notice(file, tables, corrections=not no_corrections)
    print_corrections(notice)
    if table is not None:
        rows = ready_rows(notice)
        with written_whole(table) as out:
            # Excel takes a file without the mark for GBK.
            out.write(b"\xef\xbb\xbf" + table_text(notice, rows, language.value).encode())
        told = f"wrote {table}: {len(rows)} rows; edit them and save as {file.name}{SUFFIX} beside the notice"
        print(visible(told), file=sys.stderr)
    if output is not None:
        made = review_of(notice, tables)
        size = write_review(made, output, language=language.value)
        doubtful = sum(n.doubt for n in made.notes)
        told = f"wrote {output} ({size / 1000:,.0f} kB): {len(made.marks)} marks, {doubtful} doubtful"
        print(visible(told), file=sys.stderr)


def review_of(notice: "Notice", tables: "Authority | None" = None) -> "Review":
    """What the page shows of a notice."""
    from ..builders.corrections.columns import COLUMNS, WORDS
    from ..viz.review_marks import Review

    header = notice.header
    return Review(
        file=Path(notice.source.name).name,
        title=header.title or Path(notice.source.name).name,
        number=header.document_number.text if header.document_number else "",
        text=notice.source.content,
        text_sha256=notice.source.sha256,
        columns=COLUMNS,
        words=WORDS,
        marks=tuple(_marks(notice)),
        parts=tuple(_parts(notice)),
        notes=tuple(_notes(notice, tables)),
        seen=notice.groups_seen,
        read=notice.groups_read,
        corrected=len({c.row for c in notice.corrections}),
    )


def _marks(notice: "Notice") -> "list[Mark]":
    from ..builders.corrections.columns import COLUMNS
    from ..builders.corrections.ready import ReadyRow, cells, ready_rows
    from ..viz.review_marks import Mark

    said = {(c.span, c.kind): c.by or "" for c in notice.corrections if c.span is not None and c.action != "remove"}
    names = {c.words: c.by or "" for c in notice.corrections if c.kind == "name"}
    unread = [
        ReadyRow("group", p.span, None, None, None, {})
        for p in notice.problems
        if p.span is not None and p.code.startswith("unread") and p.span.start < p.span.end
    ]
    made = []
    for row in [*ready_rows(notice), *unread]:
        filled = {c: v for c, v in zip(COLUMNS, cells(notice, row, "en"), strict=True) if v and c != "text_sha256"}
        person = said.get((row.span, row.kind))
        if person is None and row.kind == "assignment":
            person = names.get(filled["words"])
        kind = "unread" if row.kind == "group" else row.kind
        role = filled.get("role", "") if row.kind == "assignment" else ""
        if kind == "unread":
            filled["words"] = filled["words"][:200]
            filled["end"] = str(_end_of(notice.source.content, row.span.start, row.span.end, 200))
        made.append(Mark(kind, row.span.start, row.span.end, filled, role, person))  # type: ignore[arg-type]
    return made


def _end_of(text: str, start: int, end: int, most: int) -> int:
    """Where the first so many visible characters of a stretch end: a row for a long one names its beginning."""
    seen = 0
    for at in range(start, end):
        seen += not text[at].isspace()
        if seen == most:
            return at + 1
    return end


def _parts(notice: "Notice") -> "list[Part]":
    from ..viz.review_marks import Part

    made = [Part("section", s.span.start, str(s.number)) for s in notice.sections]
    for task in notice.tasks:
        made.append(Part("task", task.span.start, str(task.number)))
        if len(task.clauses) > 1:
            made += [Part("clause", c.span.start, f"{task.number}.{c.number}") for c in task.clauses]
    return made


def _notes(notice: "Notice", tables: "Authority | None") -> "list[Note]":
    from ..builders.doubts import doubts
    from ..viz.review_marks import Note

    made = []
    for problem in notice.problems:
        # Names that no table knows are told one by one among the doubts.
        if problem.code == "unknown-names":
            continue
        start, end = (problem.span.start, problem.span.end) if problem.span else (None, None)
        detail = problem.message if problem.code == "correction" else ""
        made.append(Note(problem.code, detail, start, end, doubt=False))
    for doubt in doubts(notice, tables):
        place = ".".join(str(n) for n in (doubt.task, doubt.clause) if n is not None)
        made.append(Note(doubt.kind, doubt.detail, doubt.span.start, doubt.span.end, doubt=True, place=place))
    return made
