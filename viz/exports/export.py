"""Writes a graph in several formats at once: all files whole or none, and the description of them."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, TypeAlias

from ...graph.coordination.incidence import By
from ...graph.errors import GraphError
from ...graph.formats import written_whole
from ...graph.responsibilities import responsibilities
from ...graph.sparql import Source
from ...graph.text import counted
from ...ontology.iris import DEFAULT_BASE
from .counts import Counts
from .dcat import Description, File, describe
from .exporter import Exporter, Measured
from .formats import FORMATS, Format
from .gexf import Gexf
from .graphml import GraphML
from .heads import heads
from .jsonld import JsonLd
from .neo4j import Neo4j
from .network import Edge, Network, Node, coordination, responsibility
from .nquads import NQuads
from .portions import Portion, portions
from .turtle import Turtle

__all__ = ["Chosen", "Wanted", "Which", "Written", "export"]

Which: TypeAlias = Literal["responsibility", "coordination"]

_TABLES: Final = ("nodes.csv", "relationships.csv")
_STDOUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to write, or for Neo4j a folder; - is standard output."""

    path: Path
    format: Format


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which network, and how units meet in it.

    Attributes:
        network: responsibility or coordination.
        by: whether units meet in a clause or in a whole task; coordination alone.
        collectives: with phrases that name sets of units; coordination alone.
    """

    network: Which = "responsibility"
    by: By = "clause"
    collectives: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written.

    Attributes:
        path: where it is.
        size: in bytes.
        says: what it holds, in a few words.
    """

    path: Path
    size: int
    says: str


def export(
    source: Source,
    wanted: Sequence[Wanted],
    *,
    notice: str | None = None,
    chosen: Chosen = Chosen(),
    base: str = DEFAULT_BASE,
    dcat: Path | None = None,
    description: Description | None = None,
) -> list[Written]:
    """Writes files.

    >>> import zhengtu
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from zhengtu.viz.exports.export import Wanted, export
    >>> from zhengtu.viz.exports.formats import FORMATS
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> with TemporaryDirectory() as folder:
    ...     [written] = export(graph, [Wanted(Path(folder, "network.gexf"), FORMATS["gexf"])])
    >>> written.says
    'responsibility network: 132 nodes, 286 edges'

    Args:
        source: a graph, a store or an endpoint.
        wanted: the files.
        notice: IRI of the one notice to write; all otherwise.
        chosen: which network the network formats hold.
        base: the IRI under which the data live.
        dcat: a file for the description of the others.
        description: what it says beyond the data.

    Returns:
        What was written, in the order of `wanted`; the description last.

    Raises:
        QueryError: if the source refuses a query.
        GraphError: if a file cannot be written, or an endpoint does not answer.
    """
    with ExitStack() as stack:
        files = [_opened(each.path, each.format, stack) for each in wanted]
        told = None if dcat is None else Measured(stack.enter_context(written_whole(dcat)))
        is_network = [each.format.is_network for each in wanted]
        r = responsibilities(source, notice=notice) if any(is_network) or dcat is not None else None
        network, counts = None, Counts()
        if r is not None and any(is_network):
            network = (
                responsibility(r)
                if chosen.network == "responsibility"
                else coordination(r, by=chosen.by, collectives=chosen.collectives)
            )
            for each, outs in zip(wanted, files, strict=True):
                if each.format.is_network:
                    _all(_network_exporter(each.format, outs, network), network)
        if dcat is not None or not all(is_network):
            exporters: list[Exporter[Portion]] = [counts]
            for each, outs in zip(wanted, files, strict=True):
                if not each.format.is_network:
                    exporters.append(_statement_exporter(each.format, outs[0], base))
            for portion in portions(source, notice=notice):
                for exporter in exporters:
                    exporter.write(portion)
            for exporter in exporters:
                exporter.finalise()
        done = [
            (path, each.format, out)
            for each, outs in zip(wanted, files, strict=True)
            for path, out in zip(_paths(each), outs, strict=True)
        ]
        if told is not None and dcat is not None and r is not None:
            described = [
                File(_relative(path, dcat), of, out.size, out.sha256, chosen.network if of.is_network else "statements")
                for path, of, out in done
            ]
            told.write(describe(r, heads(source, notice), counts, described, description or Description(), base))
    written = [Written(path, out.size, _says(of, network, counts)) for path, of, out in done]
    if told is not None and dcat is not None:
        written.append(Written(dcat, told.size, f"data-set description of {counted(len(done), 'file')}"))
    return written


def _all(exporter: Exporter[Node | Edge], network: Network) -> None:
    for item in network:
        exporter.write(item)
    exporter.finalise()


def _network_exporter(of: Format, outs: Sequence[Measured], network: Network) -> Exporter[Node | Edge]:
    if of is FORMATS["neo4j"]:
        nodes, edges = outs
        return Neo4j(nodes, edges, network)
    return GraphML(outs[0], network) if of is FORMATS["graphml"] else Gexf(outs[0], network)


def _statement_exporter(of: Format, out: Measured, base: str) -> Exporter[Portion]:
    if of is FORMATS["turtle"]:
        return Turtle(out)
    return JsonLd(out, base) if of is FORMATS["jsonld"] else NQuads(out)


def _paths(wanted: Wanted) -> list[Path]:
    return [wanted.path / name for name in _TABLES] if wanted.format is FORMATS["neo4j"] else [wanted.path]


def _opened(path: Path, of: Format, stack: ExitStack) -> list[Measured]:
    if of is FORMATS["neo4j"]:
        stack.enter_context(_folder(path))
        return [Measured(stack.enter_context(written_whole(path / name))) for name in _TABLES]
    return [Measured(stack.enter_context(_stdout() if str(path) == _STDOUT else written_whole(path)))]


@contextmanager
def _stdout() -> Iterator[IO[bytes]]:
    yield sys.stdout.buffer


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """A folder that is there while the block lasts, and after it unless nothing came into it."""
    made = not path.exists()
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise GraphError(str(path), f"cannot be made ({error.strerror})", "name another folder with -o") from None
    try:
        yield
    except BaseException:
        if made:
            path.rmdir()
        raise


def _relative(path: Path, dcat: Path) -> str:
    """A file as the description finds it."""
    try:
        return Path(os.path.relpath(path.resolve(), dcat.resolve().parent)).as_posix()
    except ValueError:
        raise GraphError(str(dcat), f"is on another drive than {path}", "write both into one folder") from None


def _says(of: Format, network: Network | None, counts: Counts) -> str:
    if of.is_network and network is not None:
        sizes = counted(len(network.nodes), "node"), counted(len(network.edges), "edge")
        return f"{network.name} network: {', '.join(sizes)}"
    return counted(counts.triples, "triple")
