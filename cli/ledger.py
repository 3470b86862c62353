"""``zhengtu ledger``: the workbook that an office keeps, from a graph, and again when the graph has changed."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .coordination import IssuerOption, YearOption
from .output import ExcelOption, LanguageOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..graph.columns import Responsibilities
    from ..graph.fact_columns import Facts
    from ..viz.ledger.files import Opened
    from ..viz.ledger.memory import Names as Called
    from ..viz.ledger.tables import Ledger

__all__ = ["ledger"]


class Names(StrEnum):
    """What units are called."""

    official = "official"
    written = "written"


class Kind(StrEnum):
    """What a ledger is written as."""

    xlsx = "xlsx"
    csv = "csv"
    md = "md"
    ics = "ics"


def ledger(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice: NoticeOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", metavar="NAME", help="Only what this unit answers for.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file: .xlsx, .csv, .md, or .ics for a calendar.", show_default=False),
    ] = None,
    output_format: Annotated[
        Kind | None, typer.Option("--format", help="What to write; otherwise by the ending.", show_default=False)
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Refresh a ledger that exists; what was filled in stays.")
    ] = False,
    drop: Annotated[
        bool, typer.Option("--drop-drawings", help="Update although charts and pictures in it would be lost.")
    ] = False,
    sheets: Annotated[
        int, typer.Option("--sheets", min=0, max=500, help="At most so many sheets of single units.")
    ] = 100,
    names: Annotated[
        Names | None,
        typer.Option(
            "--names",
            help="Units by their official names, or as the notices write them; an update keeps what the ledger has.",
            show_default="official",
        ),
    ] = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
) -> None:
    """Write a ledger of tasks (台账) to fill in, filter and print.

    One row a clause: task, lead, support, documents, targets, deadline, and
    columns for progress; a sheet for each unit; targets, documents and what
    to look at. With --update an existing ledger is refreshed: what people
    filled in stays with its clause even where numbers have changed, rows are
    marked 新增, 变更, 已移除 or 恢复, and a copy of the old file is kept.
    The ending .ics gives the deadlines as a calendar. docs/ledger.md tells
    more.

    \b
    Example:
      zhengtu ledger --graph graph.nq -o 台账.xlsx
      zhengtu ledger --graph graph.nq -o 台账.xlsx --update
      zhengtu ledger --graph graph.nq --agency 省财政厅 -o 财政厅.xlsx
      zhengtu ledger --store plans/ --year 2018 -o deadlines.ics
    """
    from ..graph.facts import facts
    from ..queries.names import unit_named
    from ..viz.ledger.tables import ledger as make
    from .coordination import read
    from .errors import UsageError
    from .source import keep_apart, opened

    kind = _kind(output, output_format)
    if kind is not Kind.csv and excel:
        raise UsageError("--excel goes with --format csv")
    if update and kind is not Kind.xlsx:
        raise UsageError("--update refreshes a workbook; leave it out to write another kind of file")
    if kind is Kind.ics and names is not None:
        raise UsageError("--names goes with workbooks and tables; a calendar has official names")
    if kind in {Kind.xlsx, Kind.ics} and (output is None or str(output) == "-"):
        raise UsageError(f"name the file to write: -o NAME.{kind}")
    if kind is Kind.xlsx and output is not None:
        _checked(output, update)
    keep_apart(output, graph)
    place = graph or store or endpoint
    with opened(graph, store, endpoint, timeout) as source:
        r = read(source, place, notice=notice, year=year, issuer=issuer, inferred=False)
        only = next(iter(r.notices)) if len(r.notices) == 1 else None
        unit = None if agency is None else unit_named(source, agency, document=only)
        f = facts(source, only)
    if unit is not None and unit not in r.units:
        raise UsageError(f"--agency {agency}: no clause of these notices names it")
    if kind is Kind.ics and output is not None:
        _calendar(r, f, output, language, unit)
        return
    there = None
    if update and output is not None:
        from ..viz.ledger.files import opened as read_back

        there = read_back(output, drop_drawings=drop)
        if language not in {None, there.language}:
            raise UsageError(f"{output}: has its headings in {there.language}; leave --lang out to update it")
    spoken = there.language if there is not None else "zh" if language is None else language.value
    called = there.names if there is not None else "official" if names is None else names.value
    known = there.units if there is not None else ()

    def with_names(of: "Called") -> "Ledger":
        return make(r, f, language=spoken, unit=unit, sheets=sheets, keep=known, names=of)

    made = with_names(called)
    if kind is not Kind.xlsx:
        _table(made, kind, language, excel, output)
    elif output is not None:
        _workbook(made, output, there, None if names is None or names == called else with_names(names.value))


def _kind(output: Path | None, given: Kind | None) -> Kind:
    from .endings import need_agreement
    from .errors import UsageError

    ending = output.suffix.lower().removeprefix(".") if output else ""
    if given is not None:
        need_agreement(output, given.value, (f".{given}",))
        return given
    if ending in set(Kind):
        return Kind(ending)
    told = f"{output}: " if output else ""
    raise UsageError(f"{told}name a file that ends in .xlsx, .csv, .md or .ics with -o, or say --format")


def _checked(output: Path, update: bool) -> None:
    """Refuses to write over a workbook that people may have filled in.

    Raises:
        UsageError: if a new ledger is asked for where a file is, or an update where none is.
    """
    from .errors import UsageError

    if update and not output.exists():
        raise UsageError(f"{output}: is not there; leave --update out to write a new ledger")
    if not update and output.exists():
        raise UsageError(f"{output}: is there already; refresh it with --update, or name another file")


def _workbook(made: "Ledger", output: Path, there: "Opened | None", renamed: "Ledger | None") -> None:
    import sys
    from datetime import date

    from ..graph.formats import written_whole
    from ..graph.text import counted, visible
    from ..viz.ledger.workbook import write_workbook

    if there is None:
        with written_whole(output) as file:
            write_workbook(made, file, str(output))
        units = counted(len(made.units), "sheet of a unit", "sheets of units")
        print(f"wrote {output}: {counted(len(made.main.rows), 'row')}, {units}", file=sys.stderr)
        return
    from ..viz.ledger.files import refresh

    done = refresh(there, made, output, renamed, date.today())
    for told in done.updated.told:
        print(visible(f"{output}: {told}"), file=sys.stderr)
    for note in done.updated.notes:
        print(f"{output}: not taken over: {note}", file=sys.stderr)
    if done.backup is None:
        print(f"{output}: nothing to change; left as it is, no copy made", file=sys.stderr)
    else:
        print(f"{output}: {done.summary()}", file=sys.stderr)
        print(f"wrote {output}; as it was: {output.with_name(done.backup.name)}", file=sys.stderr)


def _table(made: "Ledger", kind: Kind, language: LanguageOption, excel: bool, output: Path | None) -> None:
    from ..viz.ledger.columns import KEY
    from .output import Format, give, heads

    form = Format.csv if kind is Kind.csv else Format.md
    columns = [c for c in made.main.columns if c.name != "status"]
    names, labels = [c.name for c in columns], [{"zh": c.zh, "en": c.en} for c in columns]
    rows = [[row.values.get(c.name) for c in columns] for row in made.main.rows]
    if form is Format.csv and not excel and language is None:
        names, labels = [KEY.name, *names], [{"zh": KEY.zh, "en": KEY.en}, *labels]
        rows = [[row.key, *cells] for row, cells in zip(made.main.rows, rows, strict=True)]
    given = heads(names, labels, form=form, excel=excel, language=language)
    give(given, rows, form=form, json=str, excel=excel, output=output)


def _calendar(r: "Responsibilities", f: "Facts", output: Path, language: LanguageOption, unit: str | None) -> None:
    import sys

    from ..graph.formats import written_whole
    from ..graph.text import counted
    from ..viz.ledger.calendar import calendar, dated

    spoken: Literal["zh", "en"] = "zh" if language is None else language.value
    of = dated(r, f, unit, spoken)
    if not of:
        from ..graph.errors import GraphError

        raise GraphError(str(output), "would be an empty calendar: no clause has a deadline", "choose other notices")
    with written_whole(output) as file:
        file.write(calendar(of, r, f, spoken))
    print(f"wrote {output}: {counted(len(of), 'deadline')}", file=sys.stderr)
