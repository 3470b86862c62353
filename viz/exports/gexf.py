"""GEXF 1.3, the format of Gephi, which keeps parallel edges of different kinds apart.

Not by networkx: its writer puts the clock into the file, and takes attributes named start and end for times.
Format: https://gexf.net/schema.html
"""

from collections.abc import Mapping
from typing import Final

from .exporter import Measured
from .network import Cell, Column, Edge, Network, Node, as_text
from .xml import Xml

__all__ = ["Gexf"]

_NAMESPACE: Final = "http://gexf.net/1.3"
_TYPES: Final = {"string": "string", "integer": "long", "number": "double", "strings": "string"}
_DESCRIPTIONS: Final = {
    "responsibility": "责任网络：单位、任务、章节。 Responsibility network: units, tasks, sections.",
    "coordination": "协同网络：共同承担工作的单位。 Coordination network: units that share clauses or tasks.",
}


class Gexf:
    """Writes one network.

    Args:
        out: the file.
        network: its columns and direction; its nodes and then its edges are given to `write`.
    """

    def __init__(self, out: Measured, network: Network) -> None:
        self._xml = Xml(out)
        self._xml.begin("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
        self._xml.begin("meta", {})
        self._xml.leaf("creator", {}, "Zhengtu")
        self._xml.leaf("description", {}, _DESCRIPTIONS[network.name])
        self._xml.end()
        direction = "directed" if network.directed else "undirected"
        self._xml.begin("graph", {"mode": "static", "defaultedgetype": direction, "idtype": "string"})
        for scope, columns in (("node", (Column("kind"), *network.node_columns)), ("edge", network.edge_columns)):
            self._xml.begin("attributes", {"class": scope, "mode": "static"})
            for column in columns:
                named = {"id": column.name, "title": column.name, "type": _TYPES[column.type]}
                self._xml.leaf("attribute", named)
            self._xml.end()
        self._xml.begin("nodes", {})
        self._among_nodes = True

    def write(self, item: Node | Edge) -> None:
        """Writes a node, or an edge once all nodes are there."""
        if isinstance(item, Node):
            self._element("node", {"id": item.id, "label": item.label}, {"kind": item.kind, **item.values})
            return
        self._turn_to_edges()
        attributes = {"id": item.id, "source": item.source, "target": item.target, "kind": item.kind}
        self._element("edge", {**attributes, "label": item.label, "weight": str(item.weight)}, item.values)

    def finalise(self) -> None:
        """Closes the document."""
        self._turn_to_edges()
        self._xml.end(all_of_them=True)

    def _turn_to_edges(self) -> None:
        if self._among_nodes:
            self._xml.end()
            self._xml.begin("edges", {})
            self._among_nodes = False

    def _element(self, tag: str, attributes: Mapping[str, str], values: Mapping[str, Cell]) -> None:
        self._xml.begin(tag, attributes)
        if values:
            self._xml.begin("attvalues", {})
            for name, value in values.items():
                self._xml.leaf("attvalue", {"for": name, "value": as_text(value)})
            self._xml.end()
        self._xml.end()
