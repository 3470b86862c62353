"""The formats that can be written: how a file's ending names them, and what a data-set description says of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["FORMATS", "Format", "format_for"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: what it goes by on the command line.
        endings: of files; none for a folder.
        is_network: whether it holds a network, and not statements.
        media_type: its name in IANA's register; that of XML where it has none of its own.
        standard: IRI of its specification.
        title: what it is called, for people.
    """

    name: str
    endings: tuple[str, ...]
    is_network: bool
    media_type: str
    standard: str
    title: str


_NEO4J: Final = "https://neo4j.com/docs/operations-manual/current/import/header-format/"
_ALL: Final = (
    ("turtle", (".ttl",), False, "Turtle", "text/turtle", "https://www.w3.org/TR/turtle/"),
    ("jsonld", (".jsonld",), False, "JSON-LD", "application/ld+json", "https://www.w3.org/TR/json-ld11/"),
    ("nquads", (".nq",), False, "N-Quads", "application/n-quads", "https://www.w3.org/TR/n-quads/"),
    ("graphml", (".graphml",), True, "GraphML", "application/xml", "http://graphml.graphdrawing.org/xmlns"),
    ("gexf", (".gexf",), True, "GEXF", "application/xml", "http://gexf.net/1.3"),
    ("neo4j", (), True, "Neo4j CSV", "text/csv", _NEO4J),
)
FORMATS: Final = {
    name: Format(name, endings, is_network, media_type, standard, title)
    for name, endings, is_network, title, media_type, standard in _ALL
}
"""By name."""


def format_for(path: Path) -> Format | None:
    """The format that a file's ending names; Neo4j's for a folder or a name without ending; none for other endings."""
    ending = path.suffix.lower()
    if path.is_dir() or not ending:
        return FORMATS["neo4j"]
    return next((made for made in FORMATS.values() if ending in made.endings), None)
