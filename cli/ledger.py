"""``zhengtu ledger``: the workbook that an office keeps, from a graph, and again when the graph has changed."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .coordination import IssuerOption, YearOption
from .output import ExcelOption, LanguageOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..graph.columns import Responsibilities
    from ..graph.fact_columns import Facts
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
    from ..graph.portions import portions
    from ..queries.names import unit_named
    from .coordination import named
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
    with opened(graph, store, endpoint, timeout) as source:
        chosen = named(source, graph or store or endpoint, notice=notice, year=year, issuer=issuer)
        unit = None if agency is None else unit_named(source, agency, document=chosen[0] if len(chosen) == 1 else None)
        made = _Made(lambda: portions(source, chosen), unit, agency)
        spoken: Literal["zh", "en"] = "zh" if language is None else language.value
        if kind is Kind.ics and output is not None:
            _calendar(made, output, spoken)
        elif update and output is not None:
            _refreshed(made, output, language, names, sheets=sheets, drop=drop)
        elif kind is Kind.xlsx and output is not None:
            _written(made.parts(spoken, names or Names.official), output, sheets)
        else:
            _table(made.parts(spoken, names or Names.official), kind, language, excel, output)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a ledger is made of, a few notices at a time.

    Attributes:
        read: reads it, from the first notice on.
        unit: IRI of the one unit that it is about, if any.
        agency: what the user called that unit.
    """

    read: "Callable[[], Iterable[tuple[Responsibilities, Facts]]]"
    unit: str | None
    agency: str | None

    def checked(self) -> "Iterator[tuple[Responsibilities, Facts]]":
        """What was read.

        Raises:
            UsageError: if none of it names the unit.
        """
        from .errors import UsageError

        named = self.unit is None
        for r, f in self.read():
            named = named or self.unit in r.units
            yield r, f
        if not named:
            raise UsageError(f"--agency {self.agency}: no clause of these notices names it")

    def parts(self, language: "Literal['zh', 'en']", names: "Names | Called") -> "Iterator[Ledger]":
        """The parts of the ledger."""
        from ..viz.ledger.joining import parts

        called: Called = "written" if names == "written" else "official"
        return parts(self.checked(), language=language, unit=self.unit, names=called)


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
        UsageError: if a new ledger is asked for where a file is, or an update where none is; or it is a folder.
    """
    from .errors import UsageError

    if output.is_dir():
        raise UsageError(f"{output}: is a folder; name a workbook with -o")
    if update and not output.exists():
        raise UsageError(f"{output}: is not there; leave --update out to write a new ledger")
    if not update and output.exists():
        raise UsageError(f"{output}: is there already; refresh it with --update, or name another file")


def _written(parts: "Iterator[Ledger]", output: Path, sheets: int) -> None:
    import sys

    from ..graph.formats import written_whole
    from ..graph.text import counted
    from ..viz.ledger.workbook import write_workbook

    with written_whole(output) as file:
        rows, made = write_workbook(parts, file, str(output), sheets=sheets)
    units = counted(made, "sheet of a unit", "sheets of units")
    print(f"wrote {output}: {counted(rows, 'row')}, {units}", file=sys.stderr)


def _refreshed(
    made: _Made, output: Path, language: LanguageOption, names: Names | None, *, sheets: int, drop: bool
) -> None:
    import sys
    from datetime import date

    from ..graph.text import visible
    from ..viz.ledger.files import opened, refresh
    from ..viz.ledger.joining import joined
    from .errors import UsageError

    there = opened(output, drop_drawings=drop)
    if language not in {None, there.language}:
        raise UsageError(f"{output}: has its headings in {there.language}; leave --lang out to update it")

    def called(names: "Names | Called") -> "Ledger":
        return joined(made.parts(there.language, names), sheets=sheets, keep=there.units)

    renamed = None if names is None or names == there.names else called(names)
    done = refresh(there, called(there.names), output, renamed, date.today())
    for told in done.updated.told:
        print(visible(f"{output}: {told}"), file=sys.stderr)
    for note in done.updated.notes:
        print(f"{output}: not taken over: {note}", file=sys.stderr)
    if done.backup is None:
        print(f"{output}: nothing to change; left as it is, no copy made", file=sys.stderr)
    else:
        print(f"{output}: {done.summary()}", file=sys.stderr)
        print(f"wrote {output}; as it was: {output.with_name(done.backup.name)}", file=sys.stderr)


def _table(parts: "Iterator[Ledger]", kind: Kind, language: LanguageOption, excel: bool, output: Path | None) -> None:
    from ..viz.ledger.columns import KEY, LEDGER, STATUS
    from .output import Format, give, heads

    form = Format.csv if kind is Kind.csv else Format.md
    columns = [c for c in LEDGER if c is not STATUS]
    names, labels = [c.name for c in columns], [{"zh": c.zh, "en": c.en} for c in columns]
    keyed = form is Format.csv and not excel and language is None
    rows = [
        [*([row.key] if keyed else []), *(row.values.get(c.name) for c in columns)]
        for part in parts
        for row in part.main.rows
    ]
    if keyed:
        names, labels = [KEY.name, *names], [{"zh": KEY.zh, "en": KEY.en}, *labels]
    given = heads(names, labels, form=form, excel=excel, language=language)
    give(given, rows, form=form, json=str, excel=excel, output=output)


def _calendar(made: _Made, output: Path, language: "Literal['zh', 'en']") -> None:
    import sys

    from ..graph.errors import GraphError
    from ..graph.formats import written_whole
    from ..graph.text import counted
    from ..viz.ledger.calendar import calendar, dated

    of = [due for r, f in made.checked() for due in dated(r, f, made.unit, language)]
    if not of:
        raise GraphError(str(output), "would be an empty calendar: no clause has a deadline", "choose other notices")
    with written_whole(output) as file:
        file.write(calendar(of, language))
    print(f"wrote {output}: {counted(len(of), 'deadline')}", file=sys.stderr)
