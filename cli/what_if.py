"""``zhengtu what-if``: how the measures would change."""

import json as json_text
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .coordination import By, ByOption, CollectivesOption, InferredOption, IssuerOption, LevelOption, YearOption
from .output import ExcelOption, Format, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.columns import Responsibilities
    from ..graph.coordination.bottlenecks import Bottlenecks
    from ..graph.coordination.incidence import Choice
    from ..graph.sparql import Source

__all__ = ["need_exact", "what_if"]


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
    lead, and shows each unit of which a figure changes, and the network as a
    whole, before and after. Several changes are made in the order without,
    merge, move. It is the plan that is changed, on paper; nothing is written
    into the graph.

    \b
    Example:
      zhengtu what-if --graph graph.nq --without 省商务厅
      zhengtu what-if --graph graph.nq --merge 省旅游发展委=省文化新闻出版厅 --move 12=省财政厅
    """
    from ..graph.coordination.bottlenecks import Sampling, bottlenecks
    from ..graph.coordination.what_if import difference
    from ..viz.bottlenecks.record import difference_record
    from ..viz.bottlenecks.what_if import heads as heads_of
    from ..viz.bottlenecks.what_if import rows, terminal_heads, terminal_rows
    from .coordination import chosen, read
    from .errors import UsageError
    from .output import form_of, give, heads
    from .source import keep_apart, opened

    keep_apart(output, graph)
    form = form_of(output_format, excel, output)
    if not (without or merge or move):
        raise UsageError("say what to change: --without UNIT, --merge UNIT=UNIT or --move TASK=UNIT")
    choice, none_drawn = chosen(by, level, collectives, inferred), Sampling(resamples=0, draws=0)
    with opened(graph, store, endpoint, timeout) as source:
        r = read(source, graph or store or endpoint, notice=notice, year=year, issuer=issuer, inferred=inferred)
        need_exact(r, choice)
        changed = _changed(source, r, without or [], merge or [], move or [], collectives=collectives)
    before, after = (bottlenecks(plan, choice=choice, sampling=none_drawn) for plan in (r, changed))
    found, brief = difference(before, after), form in (Format.table, Format.md)
    columns = terminal_heads(before) if brief else heads_of(before)
    give(
        heads(
            [name for name, _ in columns],
            [label for _, label in columns],
            form=form,
            excel=excel,
            language=language,
        ),
        (terminal_rows if brief else rows)(found, (r, before), (changed, after)),
        form=form,
        json=lambda: json_text.dumps(difference_record(found), ensure_ascii=False, indent=1),
        excel=excel,
        output=output,
    )
    if form is not Format.json:
        _tell(before, after, form, language, printed=output is None or str(output) == "-")


def need_exact(r: "Responsibilities", choice: "Choice") -> None:
    """Refuses plans of so many units that betweenness would be estimated: estimates differ by chance alone.

    Raises:
        AnalysisError: if there are more units than are measured exactly.
    """
    from ..graph.coordination.betweenness import EXACT_UP_TO
    from ..graph.coordination.incidence import incidence
    from ..graph.errors import AnalysisError

    many = len(incidence(r, choice).units)
    if many > EXACT_UP_TO:
        raise AnalysisError(
            f"betweenness of {many:,} units is estimated, and estimates cannot be compared; choose notices with at "
            f"most {EXACT_UP_TO:,} units, by --notice, --year or --issuer"
        )


def _changed(
    source: "Source",
    r: "Responsibilities",
    without: list[str],
    merge: list[str],
    move: list[str],
    *,
    collectives: bool,
) -> "Responsibilities":
    from ..graph.coordination.what_if import merged, moved
    from ..graph.coordination.what_if import without as taken_out
    from .errors import UsageError

    for name in without:
        r = taken_out(r, _unit(source, r, name, collectives))
    for text in merge:
        one, _, into = text.rpartition("=")
        if not one.strip() or not into.strip():
            raise UsageError(f"--merge {text}: write it as UNIT=UNIT")
        r = merged(r, _unit(source, r, one, collectives), _unit(source, r, into, collectives))
    for text in move:
        number, _, name = text.partition("=")
        if not number.strip().isdecimal() or not name.strip():
            raise UsageError(f"--move {text}: write it as TASK=UNIT, the task by its number")
        r = moved(r, _task(r, int(number)), _unit(source, r, name, collectives))
    return r


def _unit(source: "Source", r: "Responsibilities", name: str, collectives: bool) -> str:
    """The IRI of a unit that the notices in question name, by any of its names."""
    from ..queries.names import unit_named
    from .errors import UsageError

    own = [unit.iri for unit in r.units.values() if name.strip() in (unit.name, *unit.names)]
    iri = own[0] if len(own) == 1 else unit_named(source, name)
    if iri not in r.units:
        raise UsageError(f"{name}: no clause names it, in these notices and after the changes before it")
    if r.units[iri].collective and not collectives:
        raise UsageError(f"{name}: is a phrase for many units; such phrases count with --collectives only")
    return iri


def _task(r: "Responsibilities", number: int) -> str:
    from .errors import UsageError

    found = [task for task in r.tasks.values() if task.number == number]
    if len(found) == 1:
        return found[0].iri
    if not found:
        raise UsageError(f"--move: no task has the number {number}")
    raise UsageError(f"--move: {len(found)} notices have a task {number}; name one notice with --notice")


def _tell(
    before: "Bottlenecks", after: "Bottlenecks", form: Format, language: LanguageOption, *, printed: bool
) -> None:
    """The network as a whole, before and after: below the table, or beside what takes one table only."""
    from ..viz.bottlenecks.what_if import network_rows
    from ..viz.tables import as_markdown, print_table

    def told(words: "Mapping[str, str]") -> str:
        return f"{words['zh']} {words['en']}" if language is None else words[language]

    whole = {"zh": "网络总体", "en": "network as a whole"}
    columns = [told(words) for words in (whole, {"zh": "现状", "en": "before"}, {"zh": "改变后", "en": "after"})]
    table = [[told(words), old, new] for words, old, new in network_rows(before, after)]
    file = sys.stdout if printed and form is not Format.csv else sys.stderr
    print(file=file)
    if form is Format.md:
        print(as_markdown(columns, table), end="", file=file)
    else:
        print_table(columns, table, file)
