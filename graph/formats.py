"""The file formats of a graph, and writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from ..ontology.terms import PREFIXES
from .errors import GraphError

__all__ = ["SUFFIXES", "convert", "format_of", "write_graph", "written_whole"]

SUFFIXES: Final = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
"""File ending → format. The last two know no named graphs and keep the triples alone."""


def format_of(path: Path) -> ox.RdfFormat:
    """The format that a file's ending names.

    Raises:
        GraphError: if the ending is none of `SUFFIXES`.
    """
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError:
        known = ", ".join(SUFFIXES)
        raise GraphError(
            str(path), f"{path.suffix or 'no file ending'} is no graph format", f"use one of {known}"
        ) from None


def convert(n_quads: str, to: ox.RdfFormat, prefixes: dict[str, str] | None = None) -> bytes:
    """N-Quads in another format, in the same order.

    Args:
        n_quads: the quads.
        to: the format to write.
        prefixes: further prefixes for Turtle and TriG. They must not overlap: which of two
            would be taken is not fixed.
    """
    if to == ox.RdfFormat.N_QUADS:
        return n_quads.encode()
    quads = ox.parse(n_quads, format=ox.RdfFormat.N_QUADS)
    statements = quads if to.supports_datasets else _triples(quads)
    data = ox.serialize(statements, format=to, prefixes={**PREFIXES, **(prefixes or {})})
    return data or b""


def _triples(quads: Iterator[ox.Quad]) -> list[ox.Triple]:
    """The triples of all graphs, each once."""
    return list(dict.fromkeys(q.triple for q in quads))


def write_graph(n_quads: str, path: Path, prefixes: dict[str, str] | None = None) -> None:
    """Writes N-Quads to a file in the format of its ending, whole or not at all.

    Raises:
        GraphError: if the ending is unknown or the file cannot be written.
    """
    to = format_of(path)
    with written_whole(path) as file:
        file.write(convert(n_quads, to, prefixes))


_STREAMS: Final = ("/dev/std", "/dev/fd/", "/proc/")


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when all of it is written; an earlier one stays until then.

    A link leads to its target. What is no regular file, such as a device or a pipe, is written to as it is.

    Raises:
        GraphError: if the place cannot be written.
    """
    temporary = None
    try:
        if path.is_dir():
            raise GraphError(str(path), "is a folder", "name a file")
        # /dev/stdout leads to whatever file standard output is: that must not be replaced.
        if str(path.absolute()).startswith(_STREAMS) or (path.exists() and not path.is_file()):
            with path.open("ab") as file:
                yield file
            return
        path = path.resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise GraphError(
            str(path), f"cannot be written ({error.strerror})", "check the folder and its permissions"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
