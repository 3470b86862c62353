"""Opens whatever holds a graph: a file, the folder of a store, or the address of an endpoint."""

from os import PathLike
from pathlib import Path

from .endpoint import Endpoint
from .store import Graph, load_file, take_store

__all__ = ["open_source"]


def open_source(place: str | PathLike[str], *, timeout: float = 60.0) -> Graph | Endpoint:
    """Opens a graph for asking. Close it, or use it in a ``with`` block: a store stays locked as long.

    >>> import tempfile, pathlib, zhengtu
    >>> path = pathlib.Path(tempfile.mkdtemp(), "graph.nq")
    >>> written = path.write_text(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads, encoding="utf-8")
    >>> with zhengtu.open(path) as graph:
    ...     zhengtu.query(graph, "tasks-led-by", agency="省财政厅").records()[0]["task"]
    71

    Args:
        place: a graph file (.nq, .trig, .jsonld, .ttl, .nt), the folder of a store, or an
            address that begins with http:// or https://. User and password for an endpoint
            are taken from the environment (see `endpoint.Endpoint`).
        timeout: seconds for one request to an endpoint.

    Raises:
        GraphError: if there is nothing of the kind.
    """
    if isinstance(place, str) and place.lower().startswith(("http://", "https://")):
        return Endpoint(place, timeout=timeout)
    path = Path(place)
    return take_store(path) if path.is_dir() else load_file(path)
