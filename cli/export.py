"""``zhengtu export``: the graph and its networks in the formats of other programs."""

import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .coordination import By, CollectivesOption
from .source import EndpointOption, GraphOption, NoticeOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..viz.exports.dcat import Description
    from ..viz.exports.export import Wanted

__all__ = ["export"]


class To(StrEnum):
    """The formats."""

    turtle = "turtle"
    jsonld = "jsonld"
    nquads = "nquads"
    graphml = "graphml"
    gexf = "gexf"
    neo4j = "neo4j"


class Network(StrEnum):
    """The networks."""

    responsibility = "responsibility"
    coordination = "coordination"


def export(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    notice: NoticeOption = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            help="A file to write: .ttl, .jsonld, .nq, .graphml or .gexf; a folder for Neo4j. Repeatable.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        To | None,
        typer.Option("--format", help="The format, where the one output's name does not tell.", show_default=False),
    ] = None,
    network: Annotated[
        Network | None,
        typer.Option(
            "--network",
            help="What .graphml, .gexf and Neo4j hold: units, tasks and sections (the default), or units alone.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option("--by", help="Units meet in a clause (the default), or in a whole task.", show_default=False),
    ] = None,
    collectives: CollectivesOption = False,
    dcat: Annotated[
        Path | None,
        typer.Option(
            "--dcat", metavar="FILE", help="Also describe the outputs for a data portal, as Turtle.", show_default=False
        ),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Who publishes the data.", show_default=False)
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option("--licence", "--license", metavar="URL", help="The licence of the data.", show_default=False),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            "--url", metavar="URL", help="Where the outputs will stand; else beside FILE.", show_default=False
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            help="IRI under which the data live, where build was given one; for .jsonld and --dcat.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the graph and its networks for other programs.

    Statements: Turtle to read, section by section and task by task; JSON-LD, a
    notice as one object; N-Quads, with the named graphs. Networks: GraphML and
    GEXF for Gephi, tables for Neo4j's bulk import. The responsibility network
    has units, tasks and sections; the coordination network has units that
    share clauses. --by and --collectives are about the latter. An option that
    no output uses is refused. docs/exports.md tells what each file holds.

    \b
    Example:
      zhengtu export --graph graph.nq -o network.gexf
      zhengtu export --graph graph.nq -o units.graphml --network coordination
      zhengtu export --store plans/ -o plans.ttl -o plans.jsonld --dcat dcat.ttl
      zhengtu export --graph graph.nq -o neo4j/
    """
    from ..graph.errors import GraphError
    from ..ontology.iris import DEFAULT_BASE, Iris
    from ..queries.names import notice_named
    from ..viz.exports.export import Chosen
    from ..viz.exports.export import export as write
    from .errors import UsageError
    from .source import keep_apart, need_vocabulary, opened

    wanted = _wanted(outputs or [], output_format, dcat)
    about = _description(dcat, publisher, licence, url)
    _need_use(wanted, dcat, network=network, by=by, collectives=collectives, base=base)
    base = DEFAULT_BASE if base is None else base
    try:
        Iris(base)
    except ValueError as error:
        raise UsageError(str(error)) from None
    for path in [each.path for each in wanted] + ([dcat] if dcat is not None else []):
        if not path.is_dir():
            keep_apart(path, graph)
        if not path.parent.is_dir():
            raise GraphError(str(path), f"there is no folder {path.parent}", "make it first")
    with opened(graph, store, endpoint, timeout) as source:
        need_vocabulary(source, graph or store or endpoint)
        # Files are written while the source is open: Ctrl-C must take away what is half written.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        written = write(
            source,
            wanted,
            notice=None if notice is None else notice_named(source, notice),
            chosen=Chosen((network or Network.responsibility).value, (by or By.clause).value, collectives),
            base=base,
            dcat=dcat,
            description=about,
        )
    for file in written:
        if str(file.path) != "-":
            print(f"wrote {file.path} ({file.size / 1000:,.0f} kB): {file.says}", file=sys.stderr)


def _wanted(outputs: list[Path], form: To | None, dcat: Path | None) -> "list[Wanted]":
    """What to write.

    Raises:
        UsageError: if it is not said, not in a known format, said twice, or by the name otherwise than by --format.
    """
    from ..viz.exports.export import Wanted
    from ..viz.exports.formats import FORMATS, format_for
    from .endings import format_of
    from .errors import UsageError

    if not outputs:
        raise UsageError("say what to write: -o FILE that ends in .ttl, .jsonld, .nq, .graphml or .gexf, or -o FOLDER")
    if form is not None and len(outputs) > 1:
        raise UsageError("--format goes with one output; of several each name tells the format")
    wanted: list[Wanted] = []
    for path in outputs:
        to_stdout = str(path) == "-"
        asked = format_of(path, form, {ending: To(of.name) for of in FORMATS.values() for ending in of.endings})
        made = FORMATS[asked.value] if asked is not None else None if to_stdout else format_for(path)
        if made is None and to_stdout:
            raise UsageError("-o - writes to standard output; say in which --format")
        if made is None:
            known = ", ".join(ending for each in FORMATS.values() for ending in each.endings)
            raise UsageError(f"{path}: {path.suffix} is no format of export; use one of {known}, or --format")
        is_folder = made is FORMATS["neo4j"]
        if to_stdout and (is_folder or dcat is not None):
            raise UsageError("-o -: standard output takes one file, which nothing can describe; name a file")
        if is_folder and path.exists() and not path.is_dir():
            raise UsageError(f"{path}: is a file; Neo4j's tables go into a folder")
        if path.is_dir() and not is_folder:
            raise UsageError(f"{path}: is a folder, --format {made.name} writes a file; name one in it")
        wanted.append(Wanted(path, made))
    places = [path.resolve() for path in outputs] + ([] if dcat is None else [dcat.resolve()])
    if len(set(places)) < len(places):
        raise UsageError("one file is named twice; give each output a name of its own")
    return wanted


def _need_use(
    wanted: "list[Wanted]",
    dcat: Path | None,
    *,
    network: Network | None,
    by: By | None,
    collectives: bool,
    base: str | None,
) -> None:
    """Refuses what would change nothing.

    Raises:
        UsageError: if an option is given that no output uses.
    """
    from ..viz.exports.formats import FORMATS
    from .endings import listed, need_use

    names = listed([str(each.path) for each in wanted])
    holds = f"{names} {'holds' if len(wanted) == 1 else 'hold'}"
    units: dict[str, object] = {"--by": by, "--collectives": collectives}
    networks = any(each.format.is_network for each in wanted)
    need_use({"--network": network} | units, networks, f"is for .graphml, .gexf and Neo4j; {holds} statements alone")
    only = "is for --network coordination; the network of responsibilities joins units with tasks"
    need_use(units, network is Network.coordination, only)
    relative = dcat is not None or any(each.format is FORMATS["jsonld"] for each in wanted)
    need_use(
        {"--base": base},
        relative,
        f"is for .jsonld and --dcat; {names} {'does' if len(wanted) == 1 else 'do'} not use it",
    )


def _description(dcat: Path | None, publisher: str | None, licence: str | None, url: str | None) -> "Description":
    """What the user says of the data set.

    Raises:
        UsageError: if it says it without wanting a description, or an address is none.
    """
    from ..viz.exports.dcat import Description
    from .errors import UsageError

    if dcat is None and (publisher, licence, url) != (None, None, None):
        raise UsageError("--publisher, --licence and --url are about a description; name its file with --dcat")
    if dcat is not None and dcat.suffix.lower() != ".ttl":
        raise UsageError(f"{dcat}: the description is Turtle; give a name that ends in .ttl")
    for option, address in (("--licence", licence), ("--url", url)):
        if address is not None and not _is_address(address):
            raise UsageError(f"{option} {address}: is no address; it begins with https://")
    return Description(publisher, licence, url)


def _is_address(text: str) -> bool:
    """Whether a text is the address of a page: a portal makes a link of it."""
    from urllib.parse import urlsplit

    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
