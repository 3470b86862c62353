"""``zhengtu bottlenecks``: the units that coordination runs through, and how sure that is."""

import shlex
import sys
from collections.abc import Mapping
from enum import StrEnum
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

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

__all__ = ["bottlenecks", "print_reasons"]


_ELSEWHERE: Final = frozenset({"graph", "store", "endpoint", "timeout", "each", "report"})
_OUTPUT: Final = frozenset({"output_format", "language", "excel", "output"})


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
    and why, Markdown the same; CSV and JSON have all, with the tasks and the
    words behind them. docs/bottlenecks.md tells what each figure means.
    Collectives such as 各市、州人民政府 have loads only.

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
    from .source import keep_apart, need_two_files, opened, place_option

    used = _used(locals())
    keep_apart(output, graph)
    keep_apart(report, graph, option="--report")
    form = form_of(output_format, excel, output)
    need_two_files(output, report)
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
    _tell(found, form, language, printed=output is None or str(output) == "-")
    if report is not None:
        _report(r, found[0][2], report, language, f"{used} {place_option(graph, store, endpoint)}".strip())


def print_reasons(
    r: "Responsibilities", b: "Bottlenecks", languages: tuple[str, ...] = ("zh", "en"), file: TextIO | None = None
) -> None:
    """Prints why each unit bears its labels.

    Args:
        r: who answers for what.
        b: its analysis.
        languages: zh, en or both.
        file: where to; standard output by default.
    """
    from ..graph.text import visible
    from ..viz.bottlenecks.words import OPEN, Sentences, label_words

    sentences = Sentences(r, b)
    for unit in b.units:
        for finding in unit.findings:
            if finding.label not in OPEN:
                heads, why = label_words(finding.label), sentences.of(unit, finding)
                print(f"\n{visible(unit.unit.name)} · {' '.join(heads[of] for of in languages)}", file=file)
                print("\n".join(f"  {visible(why[of])}" for of in languages), file=file)


def _used(given: Mapping[str, object]) -> str:
    """The options that choose and draw, where they are not what they are by default, as a shell takes them."""
    told: list[str] = []
    for name, parameter in signature(bottlenecks).parameters.items():
        if name not in _ELSEWHERE | _OUTPUT and given[name] != parameter.default:
            told += [f"--{name}"] if given[name] is True else [f"--{name}", str(given[name])]
    return shlex.join(told)


def _give(
    found: "list[tuple[str, Responsibilities, Bottlenecks]]",
    each: Each | None,
    *,
    form: Format,
    language: LanguageOption,
    excel: bool,
    output: Path | None,
) -> None:
    from ..viz.bottlenecks.columns import COLUMNS, MARKDOWN, TERMINAL
    from ..viz.bottlenecks.table import rows
    from .output import give, heads

    columns = {Format.table: TERMINAL, Format.md: MARKDOWN}.get(form, COLUMNS)
    names, labels = [column.name for column in columns], [column.label(found[0][2]) for column in columns]
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


def _json(found: "list[tuple[str, Responsibilities, Bottlenecks]]", each: Each | None) -> str:
    from json import dumps

    from ..viz.bottlenecks.record import as_record

    records = [({} if each is None else {each.value: name or None}) | as_record(r, b) for name, r, b in found]
    return dumps(records[0] if each is None else records, ensure_ascii=False, indent=1)


def _tell(
    found: "list[tuple[str, Responsibilities, Bottlenecks]]", form: Format, language: LanguageOption, *, printed: bool
) -> None:
    """What must be said of the whole, and on the terminal also why; JSON says all of it itself."""
    from ..graph.text import visible
    from ..viz.bottlenecks.notes import notes

    if form is Format.json:
        return
    languages = (language.value,) if language is not None else ("zh", "en")
    file = sys.stdout if form is Format.table and printed else sys.stderr
    for name, r, b in found:
        if name:
            print(f"\n{visible(name)}", file=file)
        if form is Format.table:
            print_reasons(r, b, languages, file)
            print(file=file)
        for note in notes(r, b):
            lines = (f"{'*' if i == 0 else ' '} {visible(note[of])}" for i, of in enumerate(languages))
            print("\n".join(lines), file=file)


def _report(r: "Responsibilities", b: "Bottlenecks", path: Path, language: LanguageOption, options: str) -> None:
    from ..viz.bottlenecks.report import write_bottleneck_report

    write_bottleneck_report(r, b, path, language="zh" if language is None else language.value, options=options)
    print(f"wrote {path}", file=sys.stderr)
