"""N-Quads: every statement in its named graph, sorted; the form to load into a store."""

from .exporter import Measured
from .portions import Portion

__all__ = ["NQuads"]


class NQuads:
    """Writes portions of a graph.

    Args:
        out: the file.
    """

    def __init__(self, out: Measured) -> None:
        self._out = out

    def write(self, item: Portion) -> None:
        """Writes one portion."""
        graph = str(item.graph) if hasattr(item.graph, "value") else ""
        self._out.write("".join(f"{t} {graph}{' ' if graph else ''}.\n" for t in item.triples).encode())

    def finalise(self) -> None:
        """Nothing stands at the end."""
