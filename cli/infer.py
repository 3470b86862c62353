"""``zhengtu infer``: what follows from the notices of a graph becomes the named graph ``graph/inferred``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..graph.inference import Inferred

__all__ = ["infer"]

_SHOWN: Final = 10
"""More collectives that stay as they are nobody reads on a terminal."""


def infer(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="What was inferred, as a file: .nq, .trig, .ttl, .nt or .jsonld. A store is then left as it is.",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str, typer.Option("--base", help="IRI under which the data live, as in build.")
    ] = "https://w3id.org/zhengtu/id/",
) -> None:
    """Infer duties that follow from notices.

    Phrases that name a closed set of governments (各市、州人民政府) are
    expanded to their members of that year, rules such as 以下均涉及各市政府
    are applied to each clause, and heading tasks get the units of the tasks
    below them. All of it stands in the graph graph/inferred and never in a
    notice's own. In a store that graph is replaced whole; run it again after
    a notice was built.

    \b
    Example:
      zhengtu infer --graph graph.nq -o inferred.nq
      zhengtu infer --store plans/
    """
    from ..graph.errors import GraphError
    from ..graph.formats import format_of, write_graph
    from ..graph.inference import inferred
    from ..graph.store import open_store, replace_graph
    from ..ontology.iris import Iris
    from .errors import UsageError
    from .source import keep_apart, need_vocabulary, opened

    try:
        name = Iris(base).inferred_graph
        if output is not None:
            format_of(output)
    except (ValueError, GraphError) as error:
        raise UsageError(str(error)) from None
    keep_apart(output, graph)
    if output is None and (graph is not None or endpoint is not None):
        raise UsageError("say where it is to go: -o FILE")
    with opened(graph, store, endpoint, timeout) as source:
        need_vocabulary(source, graph or store or endpoint)
        found = inferred(source, base) if output is not None else None
    if output is not None and found is not None:
        write_graph(found.n_quads, output)
        print(f"wrote {output}", file=sys.stderr)
    elif store is not None:
        # It is there, as opening it to read has shown; opening a folder to write would make a store of it.
        with open_store(store, write=True) as own:
            found = inferred(own, base)
            replace_graph(own, found.n_quads, name)
    if found is not None:
        _report(found)


def _report(found: "Inferred") -> None:
    """What was inferred, and which collectives stay as they are and why, to standard error."""
    from ..graph.text import visible

    duties = found.duties
    print(
        f"{found.expanded} collective{'' if found.expanded == 1 else 's'} expanded to "
        f"{duties.get('MemberOfCollective', 0)} duties of members; {duties.get('RuleOnAll', 0)} by rules on all, "
        f"{duties.get('RolledUp', 0)} rolled up from lower tasks",
        file=sys.stderr,
    )
    if not found.unexpanded:
        return
    print(f"{len(found.unexpanded)} not expanded:", file=sys.stderr)
    for name, notice, why in found.unexpanded[:_SHOWN]:
        print(visible(f"  {name} ({notice}): {why}"), file=sys.stderr)
    if len(found.unexpanded) > _SHOWN:
        print(f"  and {len(found.unexpanded) - _SHOWN} more", file=sys.stderr)
