"""What a command asks: ``--graph``, ``--store`` or ``--endpoint``."""

import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ..graph.sparql import Source

__all__ = [
    "EndpointOption",
    "GraphOption",
    "NoticeOption",
    "StoreOption",
    "TimeoutOption",
    "keep_apart",
    "need_two_files",
    "need_vocabulary",
    "opened",
    "place_option",
]

GraphOption: TypeAlias = Annotated[
    Path | None, typer.Option("--graph", help="A graph file to ask.", show_default=False)
]
StoreOption: TypeAlias = Annotated[
    Path | None, typer.Option("--store", help="The folder of a store to ask.", show_default=False)
]
EndpointOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="A SPARQL endpoint to ask; user and password from ZHENGTU_USER and ZHENGTU_PASSWORD.",
        show_default=False,
    ),
]
TimeoutOption: TypeAlias = Annotated[
    float, typer.Option("--timeout", min=0.1, max=86400, help="Seconds for one request to an endpoint.")
]

NoticeOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--notice", metavar="NUMBER", help="Only this notice, by its number or title.", show_default=False),
]


@contextmanager
def opened(graph: Path | None, store: Path | None, endpoint: str | None, timeout: float = 60.0) -> "Iterator[Source]":
    """The one source that the options name, for as long as the block lasts.

    Raises:
        UsageError: unless exactly one is named.
        GraphError: if it cannot be opened.
    """
    from .errors import UsageError

    given = sum(place is not None for place in (graph, store, endpoint))
    if given != 1:
        which = "say what to ask" if not given else "ask one thing at a time"
        raise UsageError(f"{which}: --graph FILE, --store FOLDER or --endpoint URL")
    if graph is not None and graph.is_dir():
        raise UsageError(f"{graph}: is a folder; name a store with --store")
    if endpoint is not None:
        from ..graph.endpoint import Endpoint

        yield Endpoint(endpoint, timeout=timeout)
        return
    from ..graph.store import load_file, open_store

    # Oxigraph does not look at signals while it works; without Python's handler Ctrl-C ends the process at once.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        if graph is not None:
            yield load_file(graph)
        elif store is not None:
            with open_store(store) as source:
                yield source
    finally:
        signal.signal(signal.SIGINT, before)


def need_vocabulary(source: "Source", place: Path | str | None) -> None:
    """Refuses a source that has nothing of the Zhengtu vocabulary: nothing said of it would be said of a notice.

    Raises:
        GraphError: if there is nothing.
    """
    from ..graph.errors import GraphError
    from ..graph.statements import holds_vocabulary

    if not holds_vocabulary(source):
        raise GraphError(str(place), "holds nothing of the Zhengtu vocabulary", "make a graph with: zhengtu build")


def keep_apart(output: Path | None, *inputs: Path | None, option: str = "-o") -> None:
    """Refuses to write over what is read, or in the place of a folder.

    Raises:
        UsageError: if the output is one of the inputs, or a folder.
    """
    from .errors import UsageError

    if output is not None and output.is_dir():
        raise UsageError(f"{output}: is a folder; name a file with {option}")
    for path in inputs:
        if output is not None and path is not None and output.exists() and path.exists() and output.samefile(path):
            raise UsageError(f"{output}: would be written over what is read; name another file with {option}")


def need_two_files(output: Path | None, report: Path | None) -> None:
    """Refuses a page that would replace the other output, or another kind of file, or that has no folder.

    Called before any work is done.

    Raises:
        UsageError: if both are one file, the page's name is not one of a page, or its folder is not there.
    """
    from .endings import need_page
    from .errors import UsageError

    if report is None:
        return
    if output is not None and output.resolve() == report.resolve():
        raise UsageError(f"{report}: the output and the report need two files; name another with --report")
    need_page(report)
    if not report.absolute().parent.is_dir():
        raise UsageError(f"{report}: there is no folder {report.parent}; make it first")


def place_option(graph: Path | None, store: Path | None, endpoint: str | None) -> str:
    """The option that names the source, as a shell takes it."""
    given = (("--graph", graph), ("--store", store), ("--endpoint", endpoint))
    return " ".join(f"{option} {shlex.quote(str(value))}" for option, value in given if value is not None)
