"""``zhengtu what-if``: how the measures would change."""

import json as json_text
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .coordination import By, ByOption, CollectivesOption, InferredOption, IssuerOption, LevelOption, YearOption
from .output import ExcelOption, Format, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..graph.columns import Responsibilities
    from ..graph.coordination.what_if import Difference
    from ..graph.sparql import Source

__all__ = ["what_if"]


def what_if(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice: NoticeOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="UNIT", help="As if no clause named it.", show_default=False),
    ] = None,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", metavar="UNIT=UNIT", help="As if the first were the second.", show_default=False),
    ] = None,
    move: Annotated[
        list[str] | None,
        typer.Option(
            "--move", metavar="TASK=UNIT", help="As if the unit led the task of that number.", show_default=False
        ),
    ] = None,
    by: ByOption = By.clause,
    level: LevelOption = None,
    collectives: CollectivesOption = False,
    inferred: InferredOption = False,
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
) -> None:
    """Show how a change of the plan would change the coordination network.

    Takes a unit out, lets one unit take another's place, or gives a task another
    lead, and shows each unit whose clauses, partners, betweenness or cut-off
    units change, before and after. Several changes are made in the order
    without, merge, move. It is the plan that is changed, on paper; nothing is
    written into the graph.

    \b
    Example:
      zhengtu what-if --graph graph.nq --without 省商务厅
      zhengtu what-if --graph graph.nq --merge 省旅游发展委=省文化新闻出版厅 --move 12=省财政厅
    """
    from ..graph.coordination.bottlenecks import Sampling, bottlenecks
    from ..graph.coordination.what_if import difference
    from ..viz.bottleneck_record import difference_record
    from ..viz.difference_table import COLUMNS, TERMINAL, rows, terminal_rows
    from .coordination import chosen, read
    from .errors import UsageError
    from .output import form_of, give, heads
    from .source import keep_apart, opened

    form = form_of(output_format, excel, output)
    keep_apart(output, graph)
    if not (without or merge or move):
        raise UsageError("say what to change: --without UNIT, --merge UNIT=UNIT or --move TASK=UNIT")
    with opened(graph, store, endpoint, timeout) as source:
        r = read(source, graph or store or endpoint, notice=notice, year=year, issuer=issuer, inferred=inferred)
        changed = _changed(source, r, without or [], merge or [], move or [])
    choice, none_drawn = chosen(by, level, collectives, inferred), Sampling(resamples=0, draws=0)
    before = bottlenecks(r, choice=choice, sampling=none_drawn)
    found = difference(before, bottlenecks(changed, choice=choice, sampling=none_drawn))
    columns = TERMINAL if form is Format.table else COLUMNS
    give(
        heads([c.name for c in columns], [c.label for c in columns], form=form, excel=excel, language=language),
        terminal_rows(found) if form is Format.table else rows(found),
        form=form,
        json=lambda: json_text.dumps(difference_record(found), ensure_ascii=False, indent=1),
        excel=excel,
        output=output,
    )
    _tell(found)


def _changed(
    source: "Source", r: "Responsibilities", without: list[str], merge: list[str], move: list[str]
) -> "Responsibilities":
    from ..graph.coordination.what_if import merged, moved
    from ..graph.coordination.what_if import without as taken_out
    from .errors import UsageError

    for name in without:
        r = taken_out(r, _unit(source, r, name))
    for text in merge:
        one, _, into = text.rpartition("=")
        if not one.strip() or not into.strip():
            raise UsageError(f"--merge {text}: write it as UNIT=UNIT")
        r = merged(r, _unit(source, r, one), _unit(source, r, into))
    for text in move:
        number, _, name = text.partition("=")
        if not number.strip().isdecimal() or not name.strip():
            raise UsageError(f"--move {text}: write it as TASK=UNIT, the task by its number")
        r = moved(r, _task(r, int(number)), _unit(source, r, name))
    return r


def _unit(source: "Source", r: "Responsibilities", name: str) -> str:
    """The IRI of a unit that the notices in question name, by any of its names."""
    from ..queries.names import unit_named

    own = [unit.iri for unit in r.units.values() if name.strip() in (unit.name, *unit.names)]
    return own[0] if len(own) == 1 else unit_named(source, name)


def _task(r: "Responsibilities", number: int) -> str:
    from .errors import UsageError

    found = [task for task in r.tasks.values() if task.number == number]
    if len(found) == 1:
        return found[0].iri
    if not found:
        raise UsageError(f"--move: no task has the number {number}")
    raise UsageError(f"--move: {len(found)} notices have a task {number}; name one notice with --notice")


def _tell(found: "Difference") -> None:
    """The network as a whole, on standard error."""
    before, after = found.before, found.after
    figures = (
        ("pairs of units that share a clause", before.ties, after.ties),
        ("parts", before.components, after.components),
        ("mean efficiency", before.efficiency, after.efficiency),
        ("concentration of lead (HHI)", before.lead.hhi, after.lead.hhi),
    )
    for name, old, new in figures:
        if old is not None and new is not None:
            print(f"{name}: {_figure(old)} → {_figure(new)}", file=sys.stderr)


def _figure(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"
