"""Nodes and edges, in the one form that all exporters of networks take.

It comes from the networkx graphs of `graph.network` and `graph.coordination`, with what the columns know besides:
English names, kinds, how often a unit leads and supports. Every text is legal in XML.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ...graph.columns import Responsibilities, Role, Unit
from ...graph.coordination.incidence import By
from ...graph.coordination.networks import shared_clauses
from ...graph.network import responsibility_network
from .characters import legal

__all__ = ["Cell", "Column", "Edge", "Network", "Node", "as_text", "coordination", "responsibility"]

Type: TypeAlias = Literal["string", "integer", "number", "strings"]
Cell: TypeAlias = str | int | float | tuple[str, ...] | None

_ROLES: Final[tuple[Role, ...]] = ("lead", "support", "responsible")
_LABELS: Final = {"lead": "牵头", "support": "配合", "responsible": "负责", "section": "所属章节"}
_SHOWN: Final = 24
"""Characters of a task's text in its label."""


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of nodes or of edges; what it means stands in docs/exports.md."""

    name: str
    type: Type = "string"


@dataclass(frozen=True, slots=True)
class Node:
    """A node.

    Attributes:
        id: its IRI.
        label: for reading.
        kind: agency, collective, task or section.
        values: by the name of the column; what is missing or none has no value.
    """

    id: str
    label: str
    kind: str
    values: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge.

    Attributes:
        id: unique in its network: the IRI of an assignment, else the IRIs of both ends with a space between.
        source: IRI of the node that it starts from.
        target: IRI of the node that it leads to.
        label: for reading.
        kind: lead, support, responsible, section or shared-clauses.
        weight: how strong it is.
        values: as of a node.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str
    weight: float
    values: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Network:
    """A network with its columns; iterating gives all nodes, then all edges.

    Attributes:
        name: responsibility or coordination.
        directed: whether an edge has a direction.
        node_columns: of the nodes, in order.
        edge_columns: of the edges, in order.
        nodes: the nodes.
        edges: the edges.
    """

    name: str
    directed: bool
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __iter__(self) -> Iterator[Node | Edge]:
        yield from self.nodes
        yield from self.edges


def as_text(value: Cell) -> str:
    """A value for a format that has no lists: what a list holds has no spaces in it."""
    return " ".join(value) if isinstance(value, tuple) else str(value)


_UNIT_COLUMNS: Final = (
    Column("english"),
    Column("type"),
    Column("level"),
    *(Column(role, "integer") for role in _ROLES),
)


def responsibility(r: Responsibilities) -> Network:
    """Units, tasks and sections: as `graph.network.responsibility_network`, an edge an assignment."""
    network = responsibility_network(r)
    loads = _loads(r)
    nodes = []
    for iri, data in network.nodes(data=True):
        notice = r.notices.get(data.get("notice", ""))
        values: dict[str, Cell] = {"number": data.get("number"), "notice": notice.label if notice is not None else None}
        label = str(data["label"])
        if (unit := r.units.get(iri)) is not None:
            values = _unit(unit, loads)
        elif (task := r.tasks.get(iri)) is not None:
            values |= {"text": task.text, "sector": _local(task.sector)}
            label = f"{task.number} {_beginning(task.text)}"
        nodes.append(Node(legal(iri), legal(label), str(data["kind"]), _legal(values)))
    edges = []
    for unit_or_task, target, key, data in network.edges(keys=True, data=True):
        role = str(data["role"])
        source = legal(unit_or_task)
        assignment = None if role == "section" else key
        values = {
            "assignment": assignment,
            "clause": data.get("clause"),
            "written": data.get("written"),
            "start": data.get("start"),
            "end": data.get("end"),
        }
        identity = f"{source} {legal(target)}" if assignment is None else legal(assignment)
        edges.append(Edge(identity, source, legal(target), f"{_LABELS[role]} {role}", role, 1.0, _legal(values)))
    return Network(
        "responsibility",
        True,
        (*_UNIT_COLUMNS, Column("number", "integer"), Column("text"), Column("notice"), Column("sector")),
        (
            *(Column(name) for name in ("assignment", "clause", "written")),
            Column("start", "integer"),
            Column("end", "integer"),
        ),
        tuple(nodes),
        tuple(edges),
    )


def coordination(r: Responsibilities, *, by: By = "clause", collectives: bool = False) -> Network:
    """Units that clauses name together: as `graph.coordination.networks.shared_clauses`, whose options these are."""
    network = shared_clauses(r, by=by, collectives=collectives)
    loads = _loads(r)
    nodes = []
    for iri, data in network.nodes(data=True):
        unit = r.units[iri]
        kind = "collective" if unit.collective else "agency"
        sectors = tuple(_local(sector) or "" for sector in data["sectors"])
        nodes.append(Node(legal(iri), legal(unit.name), kind, _legal({**_unit(unit, loads), "sectors": sectors})))
    edges = []
    for one, other, data in network.edges(data=True):
        count = int(data["count"])
        values: dict[str, Cell] = {
            "count": count,
            "distance": float(data["distance"]),
            "clauses": tuple(data["clauses"]),
        }
        source, target = legal(one), legal(other)
        label = f"共同{'条款' if by == 'clause' else '任务'} {count}"
        edges.append(
            Edge(f"{source} {target}", source, target, label, "shared-clauses", float(data["weight"]), _legal(values))
        )
    return Network(
        "coordination",
        False,
        (*_UNIT_COLUMNS, Column("sectors", "strings")),
        (Column("count", "integer"), Column("distance", "number"), Column("clauses", "strings")),
        tuple(nodes),
        tuple(edges),
    )


def _loads(r: Responsibilities) -> Counter[tuple[str, Role]]:
    return Counter((a.unit, a.role) for a in r.assignments)


def _unit(unit: Unit, loads: Counter[tuple[str, Role]]) -> dict[str, Cell]:
    return {
        "english": unit.english,
        "type": _local(unit.kind),
        "level": _local(unit.level),
        **{role: loads[unit.iri, role] for role in _ROLES},
    }


def _local(iri: str | None) -> str | None:
    """The last part of an IRI: Department of zt:Department, logistics of …/sector/logistics."""
    return None if iri is None else iri.rpartition("#")[2].rpartition("/")[2]


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _legal(values: Mapping[str, Cell]) -> dict[str, Cell]:
    """The values there are, fit for XML."""
    kept: dict[str, Cell] = {}
    for name, value in values.items():
        if isinstance(value, str):
            kept[name] = legal(value)
        elif isinstance(value, tuple):
            kept[name] = tuple(map(legal, value))
        elif value is not None:
            kept[name] = value
    return kept
