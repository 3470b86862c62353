"""Notices go into a store, and none in the place of another that is not the same."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..builders.build import Built
    from ..graph.held import Held, Restated
    from ..ontology.agencies import Authority

__all__ = ["put_into"]

_MOVE: Final = ("title", "document_number", "issuer")
"""Kinds of corrections that may give a notice another IRI."""


def put_into(
    folder: Path,
    built: "list[Built]",
    n_quads: str,
    base: str,
    tables: "Authority | None",
    *,
    first: Callable[[], None],
) -> None:
    """Puts notices into a store and tells what was replaced.

    Args:
        folder: the store's.
        built: the notices.
        n_quads: all their quads.
        base: the IRI under which the data live.
        tables: the authority that they were read with; the shipped one unless given.
        first: called once it is known that the store takes them, before it does.

    Raises:
        GraphError: if the store cannot be written, or a correction would put a notice in the place of another.
    """
    from ..graph.held import held, others_of_text
    from ..graph.sparql import run
    from ..graph.store import open_store, replace
    from ..graph.text import visible

    documents = {b.document: b for b in built}
    with open_store(folder, write=True) as opened:
        taken = {iri: there for iri in documents if (there := held(opened, iri)) is not None}
        for iri, there in taken.items():
            _refuse_another(folder, documents[iri], there, base, tables)
        first()
        inferred = bool(run(opened, "ASK { ?share a zt:Duty }").boolean)
        before = {
            iri: b for b in documents.values() for iri in others_of_text(opened, b.notice.source.sha256, b.document)
        }
        gone = sorted(before.keys() - documents.keys())
        replace(opened, n_quads, sorted(documents), gone)
    for iri in gone:
        told = f"{before[iri].notice.source.name}: the same text stood in the store as {iri}; that is replaced"
        print(f"zhengtu: {visible(told)}", file=sys.stderr)
    for iri, there in taken.items():
        one = documents[iri]
        if there.sha256 != one.notice.source.sha256 and there.restated and not _moving(one):
            said = "; ".join(
                f"“{words}”: {old or 'nothing'} → {now or 'nothing'}"
                for words, old, now in sorted(there.restated, key=str)
            )
            told = f"{one.notice.source.name}: replaces another text that stood as {iri} by corrections ({said})"
            print(f"zhengtu: {visible(told)}; if that was another notice, build it again", file=sys.stderr)
    if inferred:
        told = f"run zhengtu infer --store {shlex.quote(str(folder))}"
        print(f"zhengtu: nothing is inferred yet from what was built; {told}", file=sys.stderr)


def _moving(one: "Built") -> "dict[Restated, int]":
    """The corrections that may have given a notice its IRI, with their rows."""
    return {
        (c.words, c.before, c.after): c.row
        for c in one.notice.corrections
        if c.kind in _MOVE and c.outcome == "applied"
    }


def _refuse_another(folder: Path, one: "Built", there: "Held", base: str, tables: "Authority | None") -> None:
    """Refuses a notice that corrections alone put in the place of one with another text.

    A notice whose text has changed comes back under its own IRI: as read, or by the corrections that it had.
    """
    from ..builders.build import iri_as_read
    from ..builders.corrections.errors import cut
    from ..builders.corrections.table import SUFFIX
    from ..graph.errors import GraphError

    moving = _moving(one)
    if not moving or there.sha256 == one.notice.source.sha256 or moving.keys() <= there.restated:
        return
    if iri_as_read(one.notice, base, tables) == one.document:
        return
    name = one.notice.source.name
    rows = ", ".join(str(row) for row in sorted(set(moving.values())))
    listed = f"row{'s' if len(set(moving.values())) > 1 else ''} {rows}"
    raise GraphError(
        f"{name}{SUFFIX}",
        f"{listed}: with what is said there {name} becomes {one.document}, where {folder} has another text, "
        f"“{cut(there.title)}”; nothing was written",
        "mend the rows; or, if both are the same notice, build it into a new store, without the file of that text",
    )
