"""``zhengtu bottlenecks``: the units that coordination runs through."""

from .output import ExcelOption, Format, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

__all__ = ["bottlenecks"]


def bottlenecks(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice: NoticeOption = None,
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
) -> None:
    """Find the units that coordination runs through.

    For each named unit: the clauses that it leads, supports or is responsible
    for, its tasks and sectors, the units that share clauses with it (partners),
    the share of shortest paths between others that run through it
    (betweenness), and how many units only it holds to the rest (cuts off).
    The terminal shows all tasks of a unit together; CSV and JSON have them by
    figure. Collectives such as 各市、州人民政府 have loads only and stand apart.

    \b
    Example:
      zhengtu bottlenecks --graph graph.nq
      zhengtu bottlenecks --store plans/ --notice 青政办〔2018〕28号 --format csv --excel -o units.csv
    """
    from ..graph.bottlenecks import bottlenecks as measure
    from ..graph.errors import GraphError
    from ..graph.responsibilities import responsibilities
    from ..queries.names import notice_named
    from ..viz.bottleneck_table import COLUMNS, TERMINAL, bottlenecks_json, rows
    from .output import form_of, give, heads
    from .source import keep_apart, opened

    form = form_of(output_format, excel, output)
    keep_apart(output, graph)
    with opened(graph, store, endpoint, timeout) as source:
        r = responsibilities(source, notice=None if notice is None else notice_named(source, notice))
    if not r.tasks:
        raise GraphError(str(graph or store or endpoint), "holds no task", "build it from a notice that sets tasks")
    found = measure(r)
    # Lists of tasks make a table on a terminal unreadable; the other forms have them.
    wanted = [i for i, (name, _) in enumerate(COLUMNS) if form is not Format.table or name in TERMINAL]
    table = rows(r, found, language=language or (None if form is Format.csv and not excel else "both"))
    give(
        heads(
            [COLUMNS[i][0] for i in wanted],
            [COLUMNS[i][1] for i in wanted],
            form=form,
            excel=excel,
            language=language,
        ),
        [[row[i] for i in wanted] for row in table],
        form=form,
        json=lambda: bottlenecks_json(r, found),
        excel=excel,
        output=output,
    )
