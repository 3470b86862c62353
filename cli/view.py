"""``zhengtu view``: the network page."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .endings import need_page
from .output import Language
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption, keep_apart, opened

__all__ = ["view"]


def view(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("network.html"),
    notice: NoticeOption = None,
    language: Annotated[Language, typer.Option("--lang", help="The language that the page begins in.")] = Language.zh,
    timeout: TimeoutOption = 60.0,
) -> None:
    """Write a page that shows who answers for what as a network.

    One HTML file, in Chinese and English, that works offline: units, tasks and
    sections, with search, filters, and the words of the notice behind each line.

    \b
    Example:
      zhengtu view --graph graph.nq -o network.html
      zhengtu view --store plans --notice '青政办[2018]28号' --lang en
    """
    from ..graph.responsibilities import responsibilities
    from ..queries.names import notice_named
    from ..viz.network_page import write_network

    keep_apart(output, graph)
    need_page(output)
    with opened(graph, store, endpoint, timeout) as source:
        r = responsibilities(source, notice=None if notice is None else notice_named(source, notice))
    size = write_network(r, output, language=language.value)
    print(f"wrote {output} ({size / 1000:,.0f} kB): {len(r.units)} units, {len(r.tasks)} tasks", file=sys.stderr)
