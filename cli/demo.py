"""``zhengtu demo``: the Qinghai notice from text to answers."""

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from ..builders.build import Built, Summary
    from ..graph.store import Graph

__all__ = ["demo"]

_EXAMPLE: Final = "qinghai-2018-28"
_QUESTIONS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("tasks-led-by", {"agency": "省商务厅"}),
    ("tasks-without-support", {}),
    ("implementing-tasks", {}),
)


def demo(
    out: Annotated[Path, typer.Option("-o", "--output", help="Folder to write into.")] = Path("out"),
) -> None:
    """Build the graph of a real notice and answer three questions.

    Reads 青政办〔2018〕28号, the 2018 service-sector plan of Qinghai, which is part
    of Zhengtu, and writes its graph into a folder.

    \b
    Example:
      zhengtu demo
      zhengtu demo -o /tmp/zhengtu
    """
    from ..builders.build import build, merge, summarise
    from ..graph.errors import GraphError
    from ..graph.formats import write_graph
    from ..graph.store import load_file
    from .build import prefixes_for

    with as_file(files("zhengtu") / "examples" / _EXAMPLE / "notice.txt") as file:
        built = build(file)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(str(out), f"cannot be made ({error.strerror})", "name another folder with -o") from None
    n_quads, _ = merge([built])
    written = [out / f"{_EXAMPLE}{suffix}" for suffix in (".nq", ".ttl")]
    for path in written:
        write_graph(n_quads, path, prefixes_for([built]))
    _print_summary(built, summarise(built.notice))
    graph = load_file(written[0])
    for name, values in _QUESTIONS:
        _print_answer(graph, name, values)
    _print_next(written)


def _print_summary(built: "Built", s: "Summary") -> None:
    from ..viz.tables import print_table

    header = built.notice.header
    print(
        f"{header.title or built.notice.source.name}\n{header.document_number.text if header.document_number else ''}\n"
    )
    counts = (
        ("部分 sections", s.sections),
        ("任务 tasks", s.tasks),
        ("条款 clauses", s.clauses),
        ("牵头 lead assignments", s.lead),
        ("配合 support assignments", s.support),
        ("责任 responsible assignments", s.responsible),
        ("单位 agencies", s.agencies),
        ("集合单位 collectives", s.collectives),
        ("引用文件 documents cited", s.documents),
        ("目标 targets", s.targets),
        ("警告 warnings", s.warnings),
    )
    print_table(("内容 content", "数量 count"), [(label, str(count)) for label, count in counts])
    for problem in built.notice.problems:
        print(f"warning: {problem.message}")


def _print_answer(graph: "Graph", name: str, values: dict[str, str]) -> None:
    from ..graph.sparql import run
    from ..queries.catalogue import fill, find
    from ..viz.tables import print_table, short

    query = find(name)
    rows = run(graph, fill(query, values))
    given = "，".join(values.values())
    print(f"\n{query.title['zh']}{f'（{given}）' if given else ''} · {query.title['en']}: {len(rows.rows)}")
    print_table(
        [f"{c.label['zh']} {c.label['en']}" for c in query.columns],
        [[_cut(short(term)) for term in row] for row in rows.rows],
    )


def _cut(text: str, most: int = 36) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _print_next(written: list[Path]) -> None:
    print("\n已写入 written: " + ", ".join(map(str, written)))
    print(
        "\n接下来 try next:\n"
        f"  zhengtu sparql 'SELECT ?name (COUNT(*) AS ?n) {{ ?x zt:role zt:Lead ; zt:unit ?u . ?u zt:name ?name }} "
        f"GROUP BY ?name ORDER BY DESC(?n) LIMIT 10' --graph {written[0]}\n"
        "  zhengtu parse YOUR-NOTICE.txt\n"
        "  zhengtu build YOUR-NOTICE.txt -o graph.ttl\n"
        "(in a checkout: .venv/bin/zhengtu)"
    )
