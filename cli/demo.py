"""``zhengtu demo``: the Qinghai notice from text to answers."""

import shlex
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from ..builders.build import Built, Summary
    from ..graph.columns import Responsibilities
    from ..graph.coordination.bottlenecks import Bottlenecks
    from ..graph.store import Graph

__all__ = ["demo"]

_EXAMPLE: Final = "qinghai-2018-28"
_TOP: Final = 10
_QUESTIONS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("tasks-led-by", {"agency": "省商务厅"}),
    ("tasks-without-support", {}),
    ("implementing-tasks", {}),
)


def demo(
    out: Annotated[Path, typer.Option("-o", "--output", help="Folder to write into.")] = Path("out"),
) -> None:
    """Build the graph of a real notice and show what it answers.

    Reads 青政办〔2018〕28号, the 2018 service-sector plan of Qinghai, which is part
    of Zhengtu. Writes into a folder: its graph, a network to browse, a page of
    questions with their answers, and a report of the coordination bottlenecks.

    \b
    Example:
      zhengtu demo
      zhengtu demo -o /tmp/zhengtu
    """
    from ..builders.build import build, merge, summarise
    from ..graph.coordination.bottlenecks import bottlenecks
    from ..graph.errors import GraphError
    from ..graph.formats import write_graph, written_whole
    from ..graph.responsibilities import responsibilities
    from ..graph.store import load_file
    from ..viz.bottlenecks.columns import COLUMNS
    from ..viz.bottlenecks.report import write_bottleneck_report
    from ..viz.bottlenecks.table import rows
    from ..viz.catalogue_page import write_catalogue
    from ..viz.network_page import write_network
    from ..viz.tables import as_csv
    from .build import prefixes_for

    with as_file(files("zhengtu") / "examples" / _EXAMPLE / "notice.txt") as file:
        built = build(file)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(str(out), f"cannot be made ({error.strerror})", "name another folder with -o") from None
    n_quads, _ = merge([built])
    graphs = [out / f"{_EXAMPLE}{suffix}" for suffix in (".nq", ".ttl")]
    for path in graphs:
        write_graph(n_quads, path, prefixes_for([built]))
    _print_summary(built, summarise(built.notice))
    graph = load_file(graphs[0])
    for name, values in _QUESTIONS:
        _print_answer(graph, name, values)
    r = responsibilities(graph)
    found = bottlenecks(r)
    _print_bottlenecks(r, found)
    table, network, catalogue = out / "bottlenecks.csv", out / "network.html", out / "questions.html"
    report = out / "bottlenecks.html"
    words = [column.label(found) for column in COLUMNS]
    heads = [f"{word['zh']} {word['en']}" for word in words]
    with written_whole(table) as file:
        file.write(("\ufeff" + as_csv(heads, rows(r, found, language="both"))).encode())
    write_bottleneck_report(r, found, report, options=f"--graph {shlex.quote(str(graphs[0]))}")
    write_network(r, network)
    write_catalogue(graph, catalogue, place=f"--graph {shlex.quote(str(graphs[0]))}")
    _print_next(graphs, network, catalogue, report, table)


def _print_summary(built: "Built", s: "Summary") -> None:
    from ..viz.tables import print_table

    header = built.notice.header
    print(
        f"{header.title or built.notice.source.name}\n{header.document_number.text if header.document_number else ''}\n"
    )
    counts = (
        ("章节 sections", s.sections),
        ("任务 tasks", s.tasks),
        ("条款 clauses", s.clauses),
        ("牵头 lead assignments", s.lead),
        ("配合 support assignments", s.support),
        ("负责 responsible assignments", s.responsible),
        ("机构 agencies", s.agencies),
        ("单位统称 collectives", s.collectives),
        ("引用文件 documents cited", s.documents),
        ("目标 targets", s.targets),
        ("警告 warnings", s.warnings),
    )
    print_table(("内容 content", "数量 count"), [(label, str(count)) for label, count in counts])
    for problem in built.notice.problems:
        print(f"warning: {problem.message}")


def _print_answer(graph: "Graph", name: str, values: dict[str, str]) -> None:
    from ..queries.answer import answer
    from ..viz.tables import plain, print_table

    found = answer(graph, name, values)
    title, given = found.query.title, "，".join(values.values())
    print(f"\n{title['zh']}{f'（{given}）' if given else ''} · {title['en']}: {len(found.rows)}")
    print_table(
        [f"{c.label['zh']} {c.label['en']}" for c in found.columns],
        [[_cut(plain(value)) for value in row] for row in found.rows],
    )


def _print_bottlenecks(r: "Responsibilities", found: "Bottlenecks") -> None:
    from ..viz.bottlenecks.columns import TERMINAL
    from ..viz.bottlenecks.table import rows
    from ..viz.tables import plain, print_table
    from .bottlenecks import print_reasons

    print(f"\n协同瓶颈（前 {_TOP} 个单位） · Units that coordination runs through (first {_TOP})")
    words = [column.label(found) for column in TERMINAL]
    print_table(
        [f"{word['zh']} {word['en']}" for word in words],
        [[plain(value) for value in row] for row in rows(r, found, columns=TERMINAL, language="both")[:_TOP]],
    )
    print_reasons(r, found)


def _cut(text: str, most: int = 36) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _print_next(graphs: list[Path], network: Path, catalogue: Path, report: Path, table: Path) -> None:
    graph = graphs[0]
    print(
        "\n已写入 written:\n"
        f"  {network}  浏览网络图 a network to browse: open it in a browser\n"
        f"  {catalogue}  问题与答案 all questions with their answers: open it in a browser\n"
        f"  {report}  协同瓶颈报告 coordination bottlenecks: open it in a browser\n"
        f"  {table}  协同瓶颈表 the figures behind it: open it in Excel\n"
        f"  {', '.join(map(str, graphs))}  图谱 the graph\n"
        "\n接下来 try next:\n"
        f"  zhengtu queries\n"
        f"  zhengtu query tasks-led-by --set agency=省财政厅 --graph {graph}\n"
        f"  zhengtu bottlenecks --graph {graph}\n"
        "  zhengtu parse YOUR-NOTICE.txt\n"
        "  zhengtu build YOUR-NOTICE.txt -o graph.nq\n"
        "(in a checkout: .venv/bin/zhengtu)"
    )
