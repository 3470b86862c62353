"""GraphML: Gephi, yEd, Cytoscape, igraph and networkx read it.

Not by networkx: its writer fails at a missing value or a list, and at a control character in the middle of the file.
Format: http://graphml.graphdrawing.org/specification.html
"""

from collections.abc import Mapping
from typing import Final

from .exporter import Measured
from .network import Cell, Column, Edge, Network, Node, as_text
from .xml import Xml

__all__ = ["GraphML"]

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Final = {"string": "string", "integer": "long", "number": "double", "strings": "string"}
_NODE: Final = (Column("label"), Column("kind"))
_EDGE: Final = (Column("label"), Column("kind"), Column("weight", "number"))
"""GraphML itself knows no labels and weights; programs find them by these names."""


class GraphML:
    """Writes one network.

    Args:
        out: the file.
        network: its columns and direction; its nodes and edges are given to `write`.
    """

    def __init__(self, out: Measured, network: Network) -> None:
        self._xml = Xml(out)
        self._xml.begin("graphml", {"xmlns": _NAMESPACE})
        for scope, columns in (("node", (*_NODE, *network.node_columns)), ("edge", (*_EDGE, *network.edge_columns))):
            for column in columns:
                key = {"id": f"{scope}-{column.name}", "for": scope}
                self._xml.leaf("key", {**key, "attr.name": column.name, "attr.type": _TYPES[column.type]})
        direction = "directed" if network.directed else "undirected"
        self._xml.begin("graph", {"id": network.name, "edgedefault": direction})

    def write(self, item: Node | Edge) -> None:
        """Writes a node or an edge."""
        values: dict[str, Cell] = {"label": item.label, "kind": item.kind}
        if isinstance(item, Node):
            self._element("node", {"id": item.id}, {**values, **item.values})
        else:
            ends = {"id": item.id, "source": item.source, "target": item.target}
            self._element("edge", ends, {**values, "weight": item.weight, **item.values})

    def finalise(self) -> None:
        """Closes the document."""
        self._xml.end(all_of_them=True)

    def _element(self, tag: str, attributes: Mapping[str, str], values: Mapping[str, Cell]) -> None:
        self._xml.begin(tag, attributes)
        for name, value in values.items():
            self._xml.leaf("data", {"key": f"{tag}-{name}"}, as_text(value))
        self._xml.end()
