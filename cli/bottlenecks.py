"""``zhengtu bottlenecks``: the units that coordination runs through, and how sure that is."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .certainty import (
    BrokerOption,
    ConfidenceOption,
    CutOption,
    DrawsOption,
    HubOption,
    ResamplesOption,
    SeedOption,
    ValidatedOption,
)
from .coordination import (
    By,
    ByOption,
    CollectivesOption,
    InferredOption,
    IssuerOption,
    LevelOption,
    YearOption,
)
from .output import ExcelOption, Format, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..graph.columns import Responsibilities
    from ..graph.coordination.bottlenecks import Bottlenecks
    from ..graph.rows import Value

__all__ = ["bottlenecks"]


class Each(StrEnum):
    """What several notices are parted by."""

    year = "year"
    issuer = "issuer"
    notice = "notice"


def bottlenecks(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice: NoticeOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    each: Annotated[
        Each | None, typer.Option("--each", help="Several notices apart instead of together.", show_default=False)
    ] = None,
    by: ByOption = By.clause,
    level: LevelOption = None,
    collectives: CollectivesOption = False,
    inferred: InferredOption = False,
    validated: ValidatedOption = False,
    resamples: ResamplesOption = None,
    draws: DrawsOption = None,
    confidence: ConfidenceOption = 0.95,
    seed: SeedOption = 20180320,
    hub: HubOption = 0.8,
    broker: BrokerOption = 0.05,
    cut: CutOption = 1,
    report: Annotated[
        Path | None, typer.Option("--report", help="Also write a page to read and print.", show_default=False)
    ] = None,
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
) -> None:
    """Find the units that coordination runs through.

    Two named units are joined where a clause names both. A unit is a load hub
    where it stays among the busiest when tasks are drawn again, a structural
    broker where more ways between others run through it than being busy
    explains, a cut point where it alone holds others to the rest, and else not
    distinguishable; a unit can be several. The terminal shows the main figures
    and why; CSV and JSON have all, with the tasks and the words behind them.
    docs/bottlenecks.md tells what each figure means. Collectives such as
    各市、州人民政府 have loads only.

    \b
    Example:
      zhengtu bottlenecks --graph graph.nq
      zhengtu bottlenecks --graph graph.nq --report bottlenecks.html
      zhengtu bottlenecks --store plans/ --each year --format csv --excel -o units.csv
    """
    from ..graph.coordination.bottlenecks import Sampling
    from ..graph.coordination.bottlenecks import bottlenecks as measure
    from ..graph.coordination.findings import Rules
    from ..graph.coordination.selection import parts
    from .coordination import chosen, read
    from .errors import UsageError
    from .output import form_of
    from .progress import progress
    from .source import keep_apart, opened, place_option

    form = form_of(output_format, excel, output)
    keep_apart(output, graph)
    keep_apart(report, graph, output)
    if report is not None and each is not None:
        raise UsageError("--report is about one network; choose the notices with --notice, --year or --issuer")
    with opened(graph, store, endpoint, timeout) as source:
        place = graph or store or endpoint
        r = read(source, place, notice=notice, year=year, issuer=issuer, inferred=inferred)
    choice, rules = chosen(by, level, collectives, inferred), Rules(hub, broker, cut)
    sampling = Sampling(resamples, draws, confidence, seed)
    found: list[tuple[str, Responsibilities, Bottlenecks]] = []
    with progress() as tell:
        for name, part in [("", r)] if each is None else parts(r, each.value):
            found.append(
                (
                    name,
                    part,
                    measure(part, choice=choice, sampling=sampling, rules=rules, validate=validated, progress=tell),
                )
            )
    if level is not None and not any(b.units for _, _, b in found):
        raise UsageError(f"--level {level}: no unit of that level is named")
    _give(found, each, form=form, language=language, excel=excel, output=output)
    if report is not None:
        _report(r, found[0][2], report, language, place_option(graph, store, endpoint))


def _give(
    found: "list[tuple[str, Responsibilities, Bottlenecks]]",
    each: Each | None,
    *,
    form: Format,
    language: LanguageOption,
    excel: bool,
    output: Path | None,
) -> None:
    from ..viz.bottleneck_table import COLUMNS, TERMINAL, rows
    from .output import give, heads

    # Lists of tasks make a table on a terminal unreadable; the other forms have them.
    columns = TERMINAL if form is Format.table else COLUMNS
    names, labels = [column.name for column in columns], [column.label for column in columns]
    if each is not None:
        words = {Each.year: "年份", Each.issuer: "发文机关", Each.notice: "公文"}
        names, labels = [each.value, *names], [{"zh": words[each], "en": each.value}, *labels]
    table: list[list[Value]] = []
    for name, r, b in found:
        of = language or (None if form is Format.csv and not excel else "both")
        before: list[Value] = [] if each is None else [name]
        table += [[*before, *row] for row in rows(r, b, columns=columns, language=of)]
    give(
        heads(names, labels, form=form, excel=excel, language=language),
        table,
        form=form,
        json=lambda: _json(found, each),
        excel=excel,
        output=output,
    )
    if form is Format.table and (output is None or str(output) == "-"):
        _tell(found, language)


def _json(found: "list[tuple[str, Responsibilities, Bottlenecks]]", each: Each | None) -> str:
    from json import dumps

    from ..viz.bottleneck_record import as_record

    records = [({} if each is None else {each.value: name or None}) | as_record(r, b) for name, r, b in found]
    return dumps(records[0] if each is None else records, ensure_ascii=False, indent=1)


def _tell(found: "list[tuple[str, Responsibilities, Bottlenecks]]", language: LanguageOption) -> None:
    """Why each unit bears its labels, and what must be said of the whole."""
    from ..graph.text import visible
    from ..viz.bottleneck_words import label_words, notes, sentence

    languages = (language.value,) if language is not None else ("zh", "en")
    for name, r, b in found:
        if name:
            print(f"\n{visible(name)}")
        for unit in b.units:
            for finding in unit.findings:
                if finding.label != "not-distinguishable":
                    heads, why = label_words(finding.label), sentence(r, b, unit, finding)
                    print(f"\n{visible(unit.unit.name)} · {' '.join(heads[of] for of in languages)}")
                    print("\n".join(f"  {visible(why[of])}" for of in languages))
        print()
        for note in notes(r, b):
            print("\n".join(f"{'*' if i == 0 else ' '} {visible(note[of])}" for i, of in enumerate(languages)))


def _report(r: "Responsibilities", b: "Bottlenecks", path: Path, language: LanguageOption, place: str) -> None:
    import sys

    from ..viz.bottleneck_report import write_bottleneck_report

    write_bottleneck_report(r, b, path, language="zh" if language is None else language.value, place=place)
    print(f"wrote {path}", file=sys.stderr)
