"""Node and edge tables in the form that Neo4j's bulk import reads.

Format: https://neo4j.com/docs/operations-manual/current/import/header-format/
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ...graph.rows import Value
from ..tables import as_csv
from .exporter import Measured
from .network import Cell, Column, Edge, Network, Node

__all__ = ["Neo4j"]

_TYPES: Final = {"string": "string", "integer": "long", "number": "double", "strings": "string[]"}
_NODE_LABELS: Final = {"agency": "Agency", "collective": "CollectiveUnit", "task": "Task", "section": "Section"}
_EDGE_TYPES: Final = {
    "lead": "LEADS",
    "support": "SUPPORTS",
    "responsible": "RESPONSIBLE_FOR",
    "section": "IN_SECTION",
    "shared-clauses": "SHARES_CLAUSES_WITH",
}
_BREAK: Final = re.compile(r"\r\n?|\n")
_AT_ONCE: Final = 1000
"""Rows that are kept before they are written."""


class Neo4j:
    """Writes one network as two tables.

    Args:
        nodes: the file of the nodes.
        edges: the file of the relationships.
        network: its columns; its nodes and edges are given to `write`.
    """

    def __init__(self, nodes: Measured, edges: Measured, network: Network) -> None:
        self._columns = {Node: network.node_columns, Edge: network.edge_columns}
        self._tables = {
            Node: _Table(nodes, ["iri:ID", ":LABEL", "name:string", *map(_head, network.node_columns)]),
            Edge: _Table(edges, [":START_ID", ":END_ID", ":TYPE", "weight:double", *map(_head, network.edge_columns)]),
        }

    def write(self, item: Node | Edge) -> None:
        """Adds a row for a node or an edge."""
        of = type(item)
        own = [_cell(item.values.get(column.name), column) for column in self._columns[of]]
        if isinstance(item, Node):
            self._tables[of].add([item.id, _NODE_LABELS[item.kind], _line(item.label), *own])
        else:
            ends = [item.source, item.target, _EDGE_TYPES[item.kind]]
            self._tables[of].add([*ends, Decimal(str(item.weight)), *own])

    def finalise(self) -> None:
        """Writes the rows that are left."""
        for table in self._tables.values():
            table.flush()


class _Table:
    def __init__(self, out: Measured, heads: Sequence[str]) -> None:
        self._out = out
        self._heads = heads
        self._rows: list[list[Value]] = []
        out.write(as_csv(heads, ()).encode())

    def add(self, row: list[Value]) -> None:
        self._rows.append(row)
        if len(self._rows) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        # The one way to write CSV puts the guard against formulas in front; the heads are there already.
        self._out.write(as_csv(self._heads, self._rows).partition("\r\n")[2].encode())
        self._rows.clear()


def _head(column: Column) -> str:
    return f"{column.name}:{_TYPES[column.type]}"


def _cell(value: Cell, column: Column) -> Value:
    if isinstance(value, tuple):
        # The import cuts arrays at each semicolon, quoted or not.
        return ";".join(_line(element).replace(";", "%3B" if "://" in element else "；") for element in value)
    if column.type == "number" and value is not None:
        return Decimal(str(value))
    return _line(value) if isinstance(value, str) else None if value is None else int(value)


def _line(text: str) -> str:
    """One line: unless it is told otherwise the import takes a line break for the end of a row, quoted or not."""
    return _BREAK.sub(" ", text)
