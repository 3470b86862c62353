"""Proves the vocabulary's invariants on the quads themselves, in every build."""

from collections.abc import Iterable

from ..ontology.invariants import beyond_shapes, counts, index, iris
from .errors import InvariantError
from .statements import Quad

__all__ = ["check"]


def check(quads: Iterable[Quad], base: str) -> None:
    """Raises `InvariantError`, with the first faults found, if the quads break a promise.

    Args:
        quads: of one notice or more.
        base: the IRI under which their subjects must stand.
    """
    found = index(quads)
    faults = [*counts(found), *beyond_shapes(found), *iris(found, base)]
    if faults:
        raise InvariantError("; ".join(f"{f.subject}: {f.detail}" for f in faults[:5]))
