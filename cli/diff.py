"""``zhengtu diff``: what changed between two versions of a notice, or two years' plans."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import ExcelOption, Format, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption
from .tables import AuthorityOption, tables_of, tell_unread

if TYPE_CHECKING:
    from ..graph.comparison.changes import Comparison, Rules
    from ..graph.comparison.sides import Side
    from ..graph.sparql import Source
    from ..ontology.agencies import Authority

__all__ = ["diff"]


class Table(StrEnum):
    """What a table has a row for."""

    changes = "changes"
    tasks = "tasks"
    units = "units"


def diff(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="A B",
            help="The earlier and the later one: graph files, folders of stores, or notices themselves.",
            show_default=False,
        ),
    ] = None,
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice_a: Annotated[
        str | None,
        typer.Option(
            "--notice-a", metavar="NUMBER", help="The earlier notice, by number or title.", show_default=False
        ),
    ] = None,
    notice_b: Annotated[
        str | None,
        typer.Option("--notice-b", metavar="NUMBER", help="The later notice, by number or title.", show_default=False),
    ] = None,
    table: Annotated[
        Table, typer.Option("--table", help="A row for each change, each task, or each unit with changes.")
    ] = Table.changes,
    threshold: Annotated[
        float,
        typer.Option("--threshold", min=0.2, max=1.0, help="Score from which two tasks are one, carried on."),
    ] = 0.4,
    doubtful: Annotated[
        float,
        typer.Option("--doubtful", min=0.0, max=1.0, help="Matches less than this above the threshold are doubtful."),
    ] = 0.1,
    fold_lineages: Annotated[
        bool,
        typer.Option("--fold-lineages", help="Count a unit that was renamed or merged as what it became."),
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Also write a page to read and print.", show_default=False)
    ] = None,
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
    own: AuthorityOption = None,
) -> None:
    """Compare two versions of a notice, or two years' plans.

    Tasks are matched one to one by what their texts have in common, figures and
    years left out; each match shows its score, and those near the threshold are
    marked. Told are tasks that are new, gone, split, merged, reworded or moved,
    units that came, went or have another role, figures, deadlines, cited
    documents and headings. docs/diff.md tells how.

    A and B are graph files, folders of stores or notices; one that holds several
    notices needs --notice-a or --notice-b. Two notices of one graph are named
    with both.

    \b
    Example:
      zhengtu diff plan-2018.docx plan-2019.docx --fold-lineages
      zhengtu diff 2018.nq 2019.nq --table units
      zhengtu diff --store plans --notice-a 青政办〔2018〕28号 --notice-b 青政办〔2019〕900号 --report diff.html
    """
    from ..graph.comparison.changes import Rules
    from ..graph.comparison.compare import compare
    from .endings import need_use
    from .output import form_of
    from .source import keep_apart, need_two_files, place_option

    keep_apart(output, graph, *(files or ()))
    keep_apart(report, graph, *(files or ()), option="--report")
    form = form_of(output_format, excel, output)
    need_two_files(output, report)
    rules = Rules(round(threshold * 100), round(doubtful * 100), fold_lineages)
    if files:
        before, after = _files(files, (graph, store, endpoint), (notice_a, notice_b), timeout, own)
    else:
        need_use({"--authority": own}, False, "is for notices that are read here; these have been read before")
        before, after = _notices(graph, store, endpoint, timeout, notice_a, notice_b)
    found = compare(before, after, rules)
    _give(found, table, form=form, language=language, excel=excel, output=output)
    _tell(found)
    if report is not None:
        from ..viz.comparison_page import write_comparison

        place = _command(files or [], place_option(graph, store, endpoint), notice_a, notice_b, rules, own)
        write_comparison(found, report, language="zh" if language is None else language.value, place=place)
        print(f"wrote {report}", file=sys.stderr)


def _command(
    files: list[Path], option: str, one: str | None, other: str | None, rules: "Rules", own: Path | None
) -> str:
    """What named the two notices and the rules, as a shell takes it."""
    from ..graph.comparison.changes import Rules

    named = (("--notice-a", one), ("--notice-b", other))
    words = [shlex.quote(str(path)) for path in files] + [option] * bool(option)
    words += [f"{name} {shlex.quote(number)}" for name, number in named if number is not None]
    words += [f"--threshold {rules.threshold / 100:g}"] * (rules.threshold != Rules().threshold)
    words += [f"--doubtful {rules.doubtful / 100:g}"] * (rules.doubtful != Rules().doubtful)
    words += ["--fold-lineages"] * rules.fold
    words += [f"--authority {shlex.quote(str(own))}"] * (own is not None)
    return " ".join(words)


def _notices(
    graph: Path | None, store: Path | None, endpoint: str | None, timeout: float, one: str | None, other: str | None
) -> "tuple[Side, Side]":
    """Two notices of one source."""
    from ..graph.comparison.sides import side
    from ..queries.names import notice_named
    from .errors import UsageError
    from .source import need_vocabulary, opened

    if graph is None and store is None and endpoint is None:
        raise UsageError(
            "say what to compare: two files, or --graph, --store or --endpoint with --notice-a and --notice-b"
        )
    if one is None or other is None:
        raise UsageError("name both notices: --notice-a NUMBER --notice-b NUMBER; zhengtu query notices lists them")
    with opened(graph, store, endpoint, timeout) as source:
        need_vocabulary(source, graph or store or endpoint)
        before, after = notice_named(source, one), notice_named(source, other)
        if before == after:
            raise UsageError(f"--notice-a {one} and --notice-b {other} are one notice; name two to compare")
        return side(source, before), side(source, after)


def _files(
    files: list[Path],
    others: tuple[Path | None, Path | None, str | None],
    notices: tuple[str | None, str | None],
    timeout: float,
    own: Path | None,
) -> "tuple[Side, Side]":
    """Two files, of one notice each or with the notice named."""
    from ..builders.read import STDIN
    from .endings import need_use
    from .errors import UsageError

    if len(files) != 2:
        raise UsageError(f"two are compared, {len(files)} {'is' if len(files) == 1 else 'are'} given: zhengtu diff A B")
    if files == [STDIN, STDIN]:
        raise UsageError("standard input can be read once: name a file for the other notice")
    if any(other is not None for other in others):
        raise UsageError("give two files, or --graph, --store or --endpoint, not both")
    read_here = any(not _is_graph(path) for path in files)
    need_use({"--authority": own}, read_here, "is for notices that are read here; both files are graphs, read before")
    tables = tables_of(own)
    before, after = (
        _side(path, notice, option, timeout, tables)
        for path, notice, option in zip(files, notices, ("--notice-a", "--notice-b"), strict=True)
    )
    if before.notice.iri == after.notice.iri and STDIN not in files and files[0].samefile(files[1]):
        raise UsageError(f"{files[0]} and {files[1]} are one file, and so one notice ({before.label}); name two")
    return before, after


def _side(path: Path, notice: str | None, option: str, timeout: float, tables: "Authority | None") -> "Side":
    from ..graph.comparison.sides import side
    from ..queries.names import notice_named
    from .source import need_vocabulary

    with _source(path, timeout, tables) as source:
        need_vocabulary(source, path)
        iri = _only(source, path, option) if notice is None else notice_named(source, notice)
        return side(source, iri, file=path.name)


def _is_graph(path: Path) -> bool:
    """Whether it is a graph file or a store; anything else is read as a notice."""
    from ..graph.formats import SUFFIXES

    return path.is_dir() or path.suffix.lower() in SUFFIXES


@contextmanager
def _source(path: Path, timeout: float, tables: "Authority | None") -> "Iterator[Source]":
    """A graph file or a store as it is; anything else is read as a notice."""
    from ..builders.build import build
    from ..graph.store import load
    from .build import report
    from .source import opened

    if path.is_dir():
        with opened(None, path, None, timeout) as source:
            yield source
    elif _is_graph(path):
        with opened(path, None, None, timeout) as source:
            yield source
    else:
        tell_unread([path])
        built = build(path, tables=tables)
        report(built)
        with load(built.n_quads) as source:
            yield source


def _only(source: "Source", path: Path, option: str) -> str:
    """The one notice of a graph.

    Raises:
        UsageError: if there are several, with the numbers or titles of some.
        GraphError: if there is none.
    """
    from ..graph.errors import GraphError
    from ..graph.sparql import values
    from .errors import UsageError

    query = """SELECT ?notice (MIN(STR(?n)) AS ?number) (MIN(STR(?t)) AS ?title) WHERE {
      ?notice a zt:Notice .
      OPTIONAL { ?notice zt:documentNumber ?n }
      OPTIONAL { ?notice dcterms:title ?t }
    } GROUP BY ?notice ORDER BY ?notice"""
    found = [(str(iri), str(number or title or iri)) for iri, number, title in values(source, query)]
    found.sort(key=lambda of: of[0] == of[1])  # those that people know by a name first
    if not found:
        raise GraphError(str(path), "holds no notice", "make a graph with: zhengtu build")
    if len(found) > 1:
        some = ", ".join(number for _, number in found[:5]) + (" and others" if len(found) > 5 else "")
        raise UsageError(f"{path}: holds {len(found)} notices ({some}); name one with {option}")
    return found[0][0]


def _give(
    found: "Comparison",
    table: Table,
    *,
    form: Format,
    language: LanguageOption,
    excel: bool,
    output: Path | None,
) -> None:
    from json import dumps

    from ..viz.comparison_record import comparison_record
    from ..viz.comparison_table import COLUMNS, TERMINAL, rows, terminal_rows
    from .output import give, heads

    # Whole texts and places make a table on a terminal unreadable; the other forms have them.
    columns = (TERMINAL if form is Format.table else COLUMNS)[table.value]
    of = language or (None if form is Format.csv and not excel else "both")
    give(
        heads([c.name for c in columns], [c.label for c in columns], form=form, excel=excel, language=language),
        (terminal_rows if form is Format.table else rows)(found, table.value, language=of),
        form=form,
        json=lambda: dumps(comparison_record(found), ensure_ascii=False, indent=1),
        excel=excel,
        output=output,
    )


def _tell(found: "Comparison") -> None:
    """One line of counts on standard error, and what the user may not have meant."""
    from ..graph.comparison.roles import folding_tells
    from ..graph.text import counted, visible
    from ..viz.comparison_table import state_of

    states = [state_of(group) for group in found.groups]
    counts = [f"{states.count(state)} {state}" for state in ("same", "changed", "split", "merged", "new", "gone")]
    doubtful = sum(group.doubtful for group in found.groups)
    before, after = len(found.before.said.tasks), len(found.after.said.tasks)
    print(f"{before:,} → {counted(after, 'task')}: {', '.join(counts)}; {doubtful} doubtful", file=sys.stderr)
    if found.same:
        told = "tasks, assignments, figures, deadlines, cited documents and headings are the same"
        print(f"no difference: {told}", file=sys.stderr)
    for side in (found.before, found.after):
        if not side.said.tasks:
            print(f"zhengtu: {visible(side.label)}: sets no task that could be compared", file=sys.stderr)
    if not found.rules.fold and folding_tells(found.before, found.after, found.groups):
        print(
            "zhengtu: some units were renamed or merged between the two; --fold-lineages counts them as one",
            file=sys.stderr,
        )
