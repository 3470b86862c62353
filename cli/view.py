"""``zhengtu view``: the network page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .output import Language
from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption, opened

if TYPE_CHECKING:
    from ..graph.sparql import Source

__all__ = ["view"]

_LISTED: Final = 20


def view(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("network.html"),
    notice: Annotated[
        str | None,
        typer.Option(
            "--notice", metavar="NUMBER", help="Only the notice of this number (发文字号).", show_default=False
        ),
    ] = None,
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
    from ..viz.network_page import write_network

    with opened(graph, store, endpoint, timeout) as source:
        one = None if notice is None else _named(source, notice)
        r = responsibilities(source, notice=one)
    size = write_network(r, output, language=language.value)
    print(f"wrote {output} ({size / 1000:,.0f} kB): {len(r.units)} units, {len(r.tasks)} tasks", file=sys.stderr)


def _named(source: "Source", number: str) -> str:
    """The IRI of the notice that has a document number, however its brackets are written."""
    from ..graph.sparql import values
    from .errors import UsageError

    query = (
        "SELECT DISTINCT ?notice ?number { ?notice a zt:Notice ; zt:documentNumber ?number } ORDER BY ?notice ?number"
    )
    numbers = {str(iri): str(found) for iri, found in values(source, query)}
    wanted = _plain(number)
    matching = [iri for iri, found in numbers.items() if _plain(found) == wanted]
    if len(matching) == 1:
        return matching[0]
    listed = [*numbers.values()][:_LISTED]
    more = f" and {len(numbers) - _LISTED} more" if len(numbers) > _LISTED else ""
    has = f"there is {'、'.join(listed)}{more}" if numbers else "no notice here has a number"
    raise UsageError(f"--notice {number}: {'several notices have' if matching else 'no notice has'} this number; {has}")


def _plain(number: str) -> str:
    from ..builders.documents import number_in
    from ..builders.fold import fold, without_space

    read = number_in(fold(number))
    return read[0].text if read else without_space(fold(number))
