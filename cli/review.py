"""``zhengtu review``: what was read of a notice, marked in its text, and the rows that correct it."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Language
from .tables import AuthorityOption, NoCorrectionsOption, tables_of, tell_unread

if TYPE_CHECKING:
    from ..builders.corrections.rebind import Fit
    from ..builders.corrections.table import Table
    from ..builders.model import Notice
    from ..ontology.agencies import Authority

__all__ = ["review"]


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
            "-o",
            "--output",
            help="The page to write; FILE.review.html in this folder unless --table or --rebind is given.",
            show_default=False,
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="FILE.csv",
            help="Write all that was read as a table of corrections, where an empty action keeps a row, behind "
            "the rows of the one that stands; - prints it.",
            show_default=False,
        ),
    ] = None,
    rebind: Annotated[
        Path | None,
        typer.Option(
            "--rebind",
            metavar="FILE.csv",
            help="Write FILE.corrections.csv for the text as it is now: rows that fit are moved to their new places, "
            "the others are kept with # before their action, which leaves them out; - prints it.",
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
    Where that table is for an earlier text or cannot be applied, each of its
    rows is listed with whether it still fits.

    \b
    Example:
      zhengtu review notice.txt
      zhengtu review notice.txt --table facts.csv
      zhengtu review notice.txt --rebind moved.csv
    """
    from ..builders.corrections.table import beside, table_of
    from ..builders.errors import NoticeError
    from ..builders.files import notice_at
    from ..builders.read import STDIN
    from ..graph.text import visible
    from ..viz.review_page import write_review
    from .build import print_corrections
    from .endings import need_agreement, need_page
    from .errors import UsageError
    from .output import print_whole
    from .reviewed import review_of
    from .source import keep_apart

    file = notice_at(file)
    stands = beside(file) if file != STDIN else None
    if rebind is not None and (no_corrections or stands is None):
        raise UsageError("--rebind is about the corrections beside the notice's file")
    written = [path for path in (output, table, rebind) if path is not None]
    if len({path.resolve() for path in written}) < len(written):
        raise UsageError("the page and the tables need files of their own")
    if not written:
        output = _page_of(file)
    for path, option in ((output, "-o"), (table, "--table"), (rebind, "--rebind")):
        keep_apart(path, file, stands, option=option)
    need_page(output)
    for path in (table, rebind):
        need_agreement(path, "table (CSV)", (".csv",), option="")
    if not no_corrections:
        tell_unread([file])
    if rebind is not None and stands is not None and file.exists() and not stands.exists():
        advice = f"the table of an earlier text is rebound where it stands beside this one, as {stands.name}"
        raise NoticeError(str(stands), "no such file: there is nothing to rebind", advice)
    tables = tables_of(own)
    # A new table of all that was read keeps the rows of the one that stands.
    keeps = table is not None and not no_corrections and stands is not None and table_of(file) is not None
    wanted = rebind is not None or keeps
    notice, against = _read(file, stands, tables, corrections=not no_corrections, always=wanted)
    print_corrections(notice)
    _print_problems(notice)
    fits = against.fits if against is not None and (against.refused or rebind is not None) else []
    if against is not None and fits:
        _print_fits(against.table, fits)
    if table is not None:
        _write_table(notice, against, tables, file, table, language)
    if rebind is not None and against is not None:
        _write_rebound(notice, against.table, fits, rebind)
    if output == Path("-"):
        from ..viz.review_page import review_page

        print_whole(review_page(review_of(notice, tables, fits), language=language.value))
    elif output is not None:
        made = review_of(notice, tables, fits)
        size = write_review(made, output, language=language.value)
        doubtful = sum(n.group == "doubts" for n in made.notes)
        told = f"wrote {output} ({size / 1000:,.0f} kB): {len(made.marks)} marks, {doubtful} doubtful"
        print(visible(told), file=sys.stderr)


def _page_of(file: Path) -> Path:
    """The page that is written where none is named: never over a file that is no such page.

    Raises:
        UsageError: if there is such a file.
    """
    from ..builders.files import PAGE_SUFFIX
    from ..builders.read import STDIN
    from ..viz.review_page import is_review_page
    from .errors import UsageError

    page = Path(f"{'notice' if file == STDIN else file.name}{PAGE_SUFFIX}")
    if page.exists() and not is_review_page(page):
        raise UsageError(f"{page}: is there already and is no page of this command; name another file with -o")
    return page


@dataclass(frozen=True, slots=True)
class _Beside:
    """The table beside a notice, how its rows fit, and whether it cannot be applied as it stands."""

    table: "Table"
    fits: "list[Fit]"
    refused: bool


def _read(
    file: Path, stands: Path | None, tables: "Authority | None", *, corrections: bool, always: bool
) -> "tuple[Notice, _Beside | None]":
    """The notice; and where its table cannot be applied as it stands, or `always`, the table and how its rows fit.

    Raises:
        NoticeError: if the notice or the table cannot be read.
    """
    from ..builders.build import read_notice
    from ..builders.corrections.errors import CorrectionError
    from ..builders.corrections.rebind import fits
    from ..builders.corrections.table import read_table

    refused = False
    notice: Notice | None = None
    try:
        notice = read_notice(file, tables, corrections=corrections)
    except CorrectionError as error:
        # What is wrong with the table itself names no rows that could be looked at one by one.
        if stands is None or not error.is_about_rows:
            raise
        refused = True
    if stands is None or not (refused or always):
        return notice or read_notice(file, tables, corrections=False), None
    against = read_table(stands)
    bare = read_notice(file, tables, corrections=False)
    return notice or bare, _Beside(against, fits(bare, against, tables), refused)


def _print_problems(notice: "Notice") -> None:
    """What is to be said of the table of corrections, to standard error; the page shows the other problems."""
    from .build import print_problems

    print_problems(replace(notice, problems=tuple(p for p in notice.problems if p.chinese)))


def _print_fits(against: "Table", fits: "list[Fit]") -> None:
    from ..graph.text import visible

    fitting = sum(fit.carried for fit in fits)
    print(visible(f"{against.name}: {fitting} of {len(fits)} rows fit the text as it is now"), file=sys.stderr)
    for fit in fits:
        print(visible(f"{against.name}: row {fit.row}: {fit.what}: {fit.told}"), file=sys.stderr)


def _write_table(
    notice: "Notice",
    against: _Beside | None,
    tables: "Authority | None",
    file: Path,
    path: Path,
    language: Language,
) -> None:
    from ..builders.corrections.ready import ready_rows, table_text
    from ..builders.corrections.rebind import applied
    from ..builders.corrections.standing import standing_rows

    if against is not None and not against.refused:
        # Where all of it is applied, no row is put out of force.
        against = replace(against, fits=[fit for fit in against.fits if fit.carried])
    elif against is not None:
        notice = applied(notice, against.table, against.fits, tables)
    rows = ready_rows(notice)
    standing = []
    if against is not None:
        standing = standing_rows(notice, against.table, against.fits, rows, language.value)
    kept = f", after {len(standing)} of {against.table.name}" if against is not None and standing else ""
    told = f"{len(rows)} rows{kept}; edit them and save as {_beside(file)}"
    _write(path, table_text(notice, rows, language.value, standing), told)


def _write_rebound(notice: "Notice", against: "Table", fits: "list[Fit]", path: Path) -> None:
    from ..builders.corrections.rebind import rebound

    left = [str(fit.row) for fit in fits if not fit.carried]
    told = f"{len(fits) - len(left)} rows carried over"
    if left:
        told += f", {len(left)} left out of force (# in action): row{'s' if len(left) > 1 else ''} {', '.join(left)}"
    _write(path, rebound(notice, against, fits), f"{told}; look at it and save it as {against.name}")


def _beside(file: Path) -> str:
    from ..builders.corrections.table import SUFFIX
    from ..builders.read import STDIN

    return f"{'FILE' if file == STDIN else file.name}{SUFFIX} beside the notice"


def _write(path: Path, text: str, told: str) -> None:
    from ..graph.formats import written_whole
    from ..graph.text import visible
    from .output import print_whole

    if path == Path("-"):
        print_whole(text)
        return
    with written_whole(path) as out:
        # Excel takes a file without the mark for GBK.
        out.write(b"\xef\xbb\xbf" + text.encode())
    print(visible(f"wrote {path}: {told}"), file=sys.stderr)
