"""What the tests of coordination share: notices and tables made of letters and numbers, known networks, slow counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Role, Task, Unit
from zhengtu.graph.coordination.incidence import Incidence, Integers

__all__ = [
    "KNOWN",
    "TABLES",
    "edges",
    "exact",
    "groups_of",
    "made",
    "permuted",
    "short_names",
    "switched",
    "table",
    "told",
    "two_mode",
]


def made(
    clauses: Iterable[str],
    *,
    collective: str = "",
    tasks: Sequence[int] | None = None,
    kinds: Mapping[str, str] | None = None,
    levels: Mapping[str, str] | None = None,
) -> Responsibilities:
    """A notice of clauses; a clause is the letters of its units.

    ``ab>cd=e``: a and b lead, c and d support, e is responsible. Without a sign the first leads and the others
    support. Each clause is a task of its own unless `tasks` gives the task of each.
    """
    written = list(clauses)
    of = list(range(len(written))) if tasks is None else list(tasks)
    said: list[tuple[int, str, Role]] = [
        (i, letter, role) for i, clause in enumerate(written) for letter, role in _roles(clause)
    ]
    units = {
        n: Unit(n, n, None, (), n in collective, (kinds or {}).get(n), (levels or {}).get(n))
        for n in sorted({letter for _, letter, _ in said})
    }
    assignments = tuple(
        Assignment(f"{i}{n}{role}", f"c{i}", i + 1, f"t{of[i]}", n, role, n, 0, 1) for i, n, role in said
    )
    made_tasks = {f"t{t}": Task(f"t{t}", "d", t, f"task {t}", None, None, t * 10, f"task {t}") for t in sorted(set(of))}
    return Responsibilities({"d": Notice("d", "甲〔2018〕1号", "题")}, {}, made_tasks, units, assignments)


def _roles(clause: str) -> Iterable[tuple[str, Role]]:
    if not set(clause) & set(">="):
        clause = f"{clause[:1]}>{clause[1:]}"
    role: Role = "lead"
    for sign in clause:
        if sign == ">":
            role = "support"
        elif sign == "=":
            role = "responsible"
        else:
            yield sign, role


def table(groups: Iterable[Iterable[int]], units: int | None = None, tasks: Sequence[int] | None = None) -> Incidence:
    """A table of numbered units; every group is a task of its own unless `tasks` gives the task of each."""
    columns = [sorted(set(group)) for group in groups]
    n = max((unit + 1 for column in columns for unit in column), default=0) if units is None else units
    marks = [(unit, group) for group, column in enumerate(columns) for unit in column]
    both = np.array(marks, dtype=np.int64).reshape(len(marks), 2)
    return Incidence(
        tuple(Unit(f"u{i}", f"u{i}", None, (), False, None) for i in range(n)),
        tuple(f"c{i}" for i in range(len(columns))),
        tuple(f"t{t}" for t in (range(len(columns)) if tasks is None else tasks)),
        both[:, 0].copy(),
        both[:, 1].copy(),
        np.ones(len(marks), dtype=np.int64),
    )


def groups_of(of: Incidence) -> list[list[int]]:
    """The rows of each column."""
    found: list[list[int]] = [[] for _ in of.groups]
    for unit, group in zip(of.unit.tolist(), of.group.tolist(), strict=True):
        found[group].append(unit)
    return found


def permuted(of: Incidence, order: Sequence[int]) -> Incidence:
    """The same table with its rows in another order: row i of the new one is row `order[i]` of the old."""
    place = {old: new for new, old in enumerate(order)}
    return table([[place[unit] for unit in group] for group in groups_of(of)], len(of.units))


def exact(of: Incidence, times: Sequence[int] | None = None) -> "nx.Graph[int]":
    """The projection, counted group by group, with weights and lengths as fractions."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(of.units)))
    for group, often in zip(groups_of(of), [1] * len(of.groups) if times is None else times, strict=True):
        for one, other in combinations(group, 2) if often else ():
            tie: dict[str, Any] = network.get_edge_data(one, other, {"weight": Fraction(0), "count": 0})
            tie["weight"] += Fraction(often, len(group) - 1)
            tie["count"] += often
            network.add_edge(one, other, **tie)
    for _, _, tie in network.edges(data=True):
        tie["length"] = 1 / tie["weight"]
    return network


def two_mode(of: Incidence, times: Sequence[int] | None = None) -> "nx.Graph[Any]":
    """Units (numbers) and groups (their IRI with a number), each group as often as it counts."""
    network: nx.Graph[Any] = nx.Graph()
    network.add_nodes_from(range(len(of.units)))
    for i, (name, group) in enumerate(zip(of.groups, groups_of(of), strict=True)):
        for copy in range(1 if times is None else times[i]):
            network.add_node((name, copy))
            network.add_edges_from((unit, (name, copy)) for unit in group)
    return network


def switched(of: Incidence, draws: int, seed: int, rounds: int = 3) -> Iterator[tuple[Integers, Integers]]:
    """Random tables of the same margins by switching: two marks swap their groups, where that makes no mark twice.

    A round is as many attempts as there are marks.
    """
    chance = Random(seed)
    marks = list(zip(of.unit.tolist(), of.group.tolist(), strict=True))
    there = set(marks)
    for draw in range(draws):
        for _ in range(len(marks) * (50 if draw == 0 else rounds)):
            i, j = chance.randrange(len(marks)), chance.randrange(len(marks))
            (a, x), (b, y) = marks[i], marks[j]
            if (a, y) not in there and (b, x) not in there:
                there -= {(a, x), (b, y)}
                there |= {(a, y), (b, x)}
                marks[i], marks[j] = (a, y), (b, x)
        both = np.array(marks, dtype=np.int64)
        yield both[:, 0], both[:, 1]


def edges(network: "nx.Graph[Any]") -> Incidence:
    """A network as a table of groups of two."""
    row = {node: i for i, node in enumerate(network)}
    return table([[row[one], row[other]] for one, other in network.edges], len(row))


def told(network: "nx.Graph[Any]", attribute: str) -> dict[tuple[Any, ...], Any]:
    """An attribute of each edge, whose ends are in order unless the edge has a direction."""
    return {
        (one, other) if network.is_directed() else tuple(sorted((one, other))): data[attribute]
        for one, other, data in network.edges(data=True)
    }


def _southern_women() -> Incidence:
    davis = nx.davis_southern_women_graph()
    row = {woman: i for i, woman in enumerate(davis.graph["top"])}
    return table([[row[woman] for woman in davis[event]] for event in davis.graph["bottom"]], len(row))


def short_names(r: Responsibilities) -> dict[str, str]:
    """How the notice first writes each unit, by IRI."""
    names: dict[str, str] = {}
    for a in r.assignments:
        names.setdefault(a.unit, a.written)
    return names


KNOWN = {
    "path": edges(nx.path_graph(6)),
    "star": edges(nx.star_graph(6)),
    "cycle": edges(nx.cycle_graph(7)),
    "complete": edges(nx.complete_graph(5)),
    "barbell": edges(nx.barbell_graph(4, 2)),
    "kite": edges(nx.krackhardt_kite_graph()),
    "karate": edges(nx.karate_club_graph()),
    "southern women": _southern_women(),
    "two parts and a lone unit": table([{0, 1, 2}, {2, 3}, {4, 5}, {4, 5}, {6}], 8),
    "one clause": table([{0, 1, 2, 3}]),
    "nothing shared": table([{0}, {1}, {1}]),
    "one unit": table([{0}]),
    "no groups": table([], 3),
    "nothing": table([]),
}

_GROUPS = st.lists(st.sets(st.integers(0, 8), max_size=5), max_size=12)
TABLES = st.builds(table, _GROUPS, st.integers(9, 10))
"""Up to ten units, some of them alone, and up to twelve groups, some of them empty."""
