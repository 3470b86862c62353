"""A graph in memory, or a store in a folder.

A store holds one named graph a notice, and the authority's graphs. Writing a
notice replaces its graph whole, and what the authority says of the units that
the notice names, so the order of writing leaves no trace. All of one write is
one transaction: it is there whole or not at all.

Oxigraph leaves a second writer on an open store undefined, and a reader beside
a writer too; a lock file beside the data keeps them apart.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

import portalocker
import pyoxigraph as ox

from ..ontology.terms import PREFIXES, RDF, ZT
from . import authority
from .errors import GraphError, QueryError
from .formats import format_of
from .rows import TRIPLE, Rows
from .syntax import names_graphs

__all__ = ["Graph", "load", "load_file", "open_store", "replace", "replace_graph", "take_store"]

_LOCK: Final = "zhengtu.lock"
_DATA: Final = "oxigraph"

_TYPE: Final = ox.NamedNode(RDF.type)
_TASK: Final = ox.NamedNode(ZT.Task)
_DUTY_TASK: Final = ox.NamedNode(ZT.dutyTask)
_CORRECTION_OF: Final = ox.NamedNode(ZT.correctionOf)

_PARTS: Final = ("extraction", "statements", "file", "text", "corrections")
"""What the provenance of a notice is about, under the notice's IRI."""

_WAIT: Final = 10.0
"""Seconds to wait for a store that somebody else is writing."""


class Graph:
    """An Oxigraph store that can be let go of.

    Oxigraph closes a store when nothing refers to it any more; so others refer
    to this, and `close` drops the one real reference.

    Args:
        store: the store.
        release: called once, when the graph is closed.
    """

    def __init__(self, store: ox.Store, release: Callable[[], None] | None = None) -> None:
        self._store: ox.Store | None = store
        self._release = release

    @property
    def store(self) -> ox.Store:
        """The store itself.

        Raises:
            GraphError: if the graph was closed.
        """
        if self._store is None:
            raise GraphError("graph", "was closed", "open it again")
        return self._store

    def answer(self, query: str) -> Rows:
        """Answers a query over all named graphs as one, or over those that its FROM names.

        Raises:
            QueryError: if the query fails.
        """
        # An answer of Oxigraph must end in its own thread, and pyparsing's errors may keep this frame longer.
        return self._answered(query, union=not names_graphs(query))

    def _answered(self, query: str, *, union: bool) -> Rows:
        try:
            answer = self.store.query(query, prefixes=PREFIXES, use_default_graph_as_union=union)
            if isinstance(answer, ox.QueryBoolean):
                return Rows((), (), bool(answer))
            if isinstance(answer, ox.QueryTriples):
                return Rows(TRIPLE, tuple((t.subject, t.predicate, t.object) for t in answer))
            columns = tuple(v.value for v in answer.variables)
            return Rows(columns, tuple(tuple(row[c] for c in columns) for row in answer))
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from None

    def close(self) -> None:
        """Lets go of the store."""
        self._store = None
        release, self._release = self._release, None
        if release:
            release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def load(n_quads: str) -> Graph:
    """N-Quads in memory.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> zhengtu.sparql(graph, "ASK { ?task zt:taskNumber 71 }").boolean
    True

    Raises:
        GraphError: if the text is no N-Quads.
    """
    store = ox.Store()
    try:
        store.bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise GraphError("text", f"is not valid N-Quads ({error})", "give what zhengtu.build made") from None
    return Graph(store)


def load_file(path: Path) -> Graph:
    """A graph file in memory.

    Raises:
        GraphError: if the file is missing, of no known format, or broken.
    """
    to = format_of(path)
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=to)
    except FileNotFoundError:
        raise GraphError(str(path), "no such file", "check the path, or make it with: zhengtu build") from None
    except SyntaxError as error:
        raise GraphError(str(path), f"is not valid {to.name} ({error})", "build it again") from None
    except (OSError, ValueError) as error:
        raise GraphError(str(path), f"cannot be read ({error})", "check the file and its permissions") from None
    return Graph(store)


@contextmanager
def open_store(folder: Path, *, write: bool = False) -> Iterator[Graph]:
    """A store in a folder, for as long as the block lasts; see `take_store`."""
    graph = take_store(folder, write=write)
    try:
        yield graph
        if write:
            _flush(graph, folder)
    finally:
        graph.close()


def _flush(graph: Graph, folder: Path) -> None:
    try:
        graph.store.flush()
    except OSError as error:
        raise GraphError(str(folder), f"cannot be written ({error})", "check the disk") from error


def take_store(folder: Path, *, write: bool = False) -> Graph:
    """A store in a folder, locked until it is closed.

    Args:
        folder: where it is; made if `write` and there is nothing.
        write: to change it; one at a time, and nobody reads meanwhile.

    Raises:
        GraphError: if there is no store, the folder holds something else, or it stays locked.
    """
    data = folder / _DATA
    if not data.is_dir():
        if not write:
            raise GraphError(str(folder), "is no Zhengtu store", "make one with: zhengtu build FILE --store FOLDER")
        # A first write that was killed, or is under way elsewhere, may have left the lock alone.
        if folder.exists() and (not folder.is_dir() or {p.name for p in folder.iterdir()} - {_LOCK, _DATA}):
            raise GraphError(str(folder), "is neither empty nor a Zhengtu store", "name a new folder")
    lock = portalocker.Lock(
        str(folder / _LOCK),
        "a" if write else "r",  # a reader needs no more than the right to read
        timeout=_WAIT,
        flags=(portalocker.LOCK_EX if write else portalocker.LOCK_SH) | portalocker.LOCK_NB,
        check_interval=0.1,
    )
    try:
        if write:
            folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        try:
            return Graph(ox.Store(str(data)) if write else ox.Store.read_only(str(data)), lock.release)
        except BaseException:
            lock.release()
            raise
    except portalocker.LockException:
        raise GraphError(str(folder), "is in use by another process", "try again when that one has ended") from None
    except OSError as error:
        raise GraphError(str(folder), f"cannot be opened ({error})", "check the folder and its permissions") from error
    except RuntimeError as error:
        # Oxigraph's own word for files that it cannot make sense of.
        problem = f"is damaged ({str(error).splitlines()[0]})"
        raise GraphError(str(folder), problem, "build the notices into a new folder") from error


def replace(graph: Graph, n_quads: str, documents: list[str], gone: Collection[str] = ()) -> None:
    """Puts notices into a store: each document's graph whole, of the authority what they bring (`authority.stale`).

    What was inferred from earlier versions of the documents goes: nobody has inferred it from these. So do earlier
    corrections.

    Args:
        graph: opened for writing.
        n_quads: all quads of the notices.
        documents: the names of the notices' graphs; every other graph is the authority's.
        gone: names under which some of them stood before (`held.others_of_text`): nothing is left of these.
    """
    store = graph.store
    quads = list(ox.parse(n_quads, format=ox.RdfFormat.N_QUADS))
    own = {ox.NamedNode(iri) for iri in documents}
    parts = [ox.NamedNode(f"{iri}/{part}") for iri in gone for part in _PARTS]
    earlier = {*own, *(ox.NamedNode(iri) for iri in gone)}
    stale = [q for name in earlier for q in store.quads_for_pattern(None, None, None, name)]
    stale += _inferences(store, [q.subject for q in stale if q.predicate == _TYPE and q.object == _TASK])
    stale += [q for name in earlier for q in _about(store, _CORRECTION_OF, name)]
    stale += [q for part in parts for q in store.quads_for_pattern(part, None, None, None)]
    earlier_authority = authority.stale(store, [q for q in quads if q.graph_name not in own])
    removed = {*stale, *earlier_authority} - set(quads)
    # One update is one transaction; pyoxigraph has no other way to remove and add in one.
    delete = "".join(_line(q) for q in sorted(removed, key=str))
    insert = "".join(_line(q) for q in quads)
    store.update(
        f"DELETE DATA {{ {delete} }} ; INSERT DATA {{ {insert} }}" if delete else f"INSERT DATA {{ {insert} }}"
    )


def replace_graph(graph: Graph, n_quads: str, name: str) -> None:
    """Puts quads into a store in place of all that one named graph held.

    Args:
        graph: opened for writing.
        n_quads: the quads, all of that graph.
        name: the graph's IRI.

    Raises:
        ValueError: if a quad is of another graph.
    """
    own = ox.NamedNode(name)
    quads = list(ox.parse(n_quads, format=ox.RdfFormat.N_QUADS))
    if any(q.graph_name != own for q in quads):
        raise ValueError(f"not all quads are of {name}")
    insert = "".join(f"{q.triple} .\n" for q in quads)
    # One update is one transaction: the old graph stays until the new one is there.
    graph.store.update(f"DROP SILENT GRAPH {own} ; INSERT DATA {{ GRAPH {own} {{ {insert} }} }}")


def _inferences(store: ox.Store, tasks: list[ox.NamedNode | ox.BlankNode | ox.Triple]) -> list[ox.Quad]:
    """What was inferred for tasks: of a notice that is written again it may no longer follow."""
    found: list[ox.Quad] = []
    for task in tasks:
        found += _about(store, _DUTY_TASK, task)
    return found


def _about(store: ox.Store, link: ox.NamedNode, thing: ox.NamedNode | ox.BlankNode | ox.Triple) -> list[ox.Quad]:
    """All that is said of what a property links to a thing: duties of a task, corrections of a notice."""
    return [
        quad
        for found in store.quads_for_pattern(None, link, thing, None)
        for quad in store.quads_for_pattern(found.subject, None, None, found.graph_name)
    ]


def _line(quad: ox.Quad) -> str:
    return f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}\n"
