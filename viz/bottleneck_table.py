"""The bottleneck figures as a table, with the tasks behind them."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from ..graph.bottlenecks import Bottlenecks, Load, Reach
from ..graph.columns import Responsibilities, Role
from ..graph.rows import Value
from ..ontology.labels import label
from ..ontology.terms import ZT

__all__ = ["COLUMNS", "bottlenecks_json", "rows"]

COLUMNS: Final = (
    ("unit", {"zh": "单位", "en": "unit"}),
    ("kind", {"zh": "类别", "en": "kind"}),
    ("lead", {"zh": "牵头条款", "en": "clauses led"}),
    ("support", {"zh": "配合条款", "en": "supported"}),
    ("responsible", {"zh": "负责条款", "en": "responsible for"}),
    ("tasks", {"zh": "任务数", "en": "tasks"}),
    ("sections", {"zh": "章节", "en": "sections"}),
    ("sectors", {"zh": "领域", "en": "sectors"}),
    ("partners", {"zh": "同条款单位", "en": "partners"}),
    ("betweenness", {"zh": "中介中心性", "en": "betweenness"}),
    ("cuts_off", {"zh": "割点隔开", "en": "cuts off"}),
    ("lead_tasks", {"zh": "牵头任务", "en": "tasks led"}),
    ("support_tasks", {"zh": "配合任务", "en": "tasks supported"}),
    ("responsible_tasks", {"zh": "负责任务", "en": "tasks responsible for"}),
    ("shared_tasks", {"zh": "与他人同列的任务", "en": "tasks shared"}),
    ("all_tasks", {"zh": "全部任务", "en": "all tasks"}),
    ("iri", {"zh": "标识", "en": "IRI"}),
)
"""Names and labels of the columns of `rows`."""
TERMINAL: Final = frozenset(
    {"unit", "kind", "lead", "support", "responsible", "sections", "sectors", "partners", "betweenness", "cuts_off",
     "all_tasks"}
)  # fmt: skip
"""The columns that a terminal has room for."""
_ROLES: Final[tuple[Role, ...]] = ("lead", "support", "responsible")


def rows(r: Responsibilities, b: Bottlenecks, *, language: str | None = None) -> list[list[Value]]:
    """A row a named unit, then a row a collective, which has no place in the network and so no figures of one.

    The loads count clauses, ``tasks`` tasks. ``cuts_off`` is how many units lose touch without the unit: more
    than none makes it an articulation point. Tasks are given by number, after the notice's number where there
    are several notices. Units of one name are told apart by their IRIs.

    Args:
        r: who answers for what.
        b: its figures.
        language: of the kinds, zh, en or both; without one they are the codes agency and collective.
    """
    agency, collective = _kind(ZT.Agency, language) or "agency", _kind(ZT.CollectiveUnit, language) or "collective"
    found: list[list[Value]] = []
    for load, reach in b.units:
        place: list[Value] = [len(reach.partners), round(Decimal(reach.betweenness), 3), len(reach.cuts_off)]
        tasks = [*_tasks(r, load), _numbers(r, reach.shared), _all(r, load)]
        found.append([*_load(agency, load), *place, *tasks, load.unit.iri])
    return found + [
        [*_load(collective, load), None, None, None, *_tasks(r, load), None, _all(r, load), load.unit.iri]
        for load in b.collectives
    ]


def bottlenecks_json(r: Responsibilities, b: Bottlenecks) -> str:
    """All of it as JSON; tasks, clauses and units by IRI."""
    return json.dumps(
        {
            "notices": [{"iri": n.iri, "number": n.number, "title": n.title} for n in r.notices.values()],
            "network": {"units": len(b.units), "edges": b.edges, "components": b.components},
            "units": [_load_json(load) | _reach_json(r, reach) for load, reach in b.units],
            "collectives": [_load_json(load) for load in b.collectives],
        },
        ensure_ascii=False,
        indent=1,
    )


def _kind(iri: str, language: str | None) -> str | None:
    labels = label(iri)
    return f"{labels['zh']} {labels['en']}" if language == "both" else labels[language] if language else None


def _load(kind: str, load: Load) -> list[Value]:
    tasks = {task for tasks in load.tasks.values() for task in tasks}
    return [
        load.unit.name,
        kind,
        *(len(load.clauses[role]) for role in _ROLES),
        len(tasks),
        len(load.sections),
        len(load.sectors),
    ]


def _tasks(r: Responsibilities, load: Load) -> list[Value]:
    return [_numbers(r, load.tasks[role]) for role in _ROLES]


def _all(r: Responsibilities, load: Load) -> str:
    return _numbers(r, dict.fromkeys(task for tasks in load.tasks.values() for task in tasks))


def _numbers(r: Responsibilities, tasks: Iterable[str]) -> str:
    """Tasks by number: 8 12 46, or with their notices: 青政办〔2018〕28号: 8 12; 青政办〔2019〕1号: 3."""
    by_notice: dict[str, list[int]] = {}
    for iri in tasks:
        by_notice.setdefault(r.tasks[iri].notice, []).append(r.tasks[iri].number)
    lists = {notice: " ".join(map(str, sorted(numbers))) for notice, numbers in by_notice.items()}
    if len(r.notices) == 1:
        return "".join(lists.values())
    return "; ".join(f"{r.notices[notice].label}: {numbers}" for notice, numbers in sorted(lists.items()))


def _load_json(load: Load) -> dict[str, object]:
    return {
        "unit": load.unit.iri,
        "name": load.unit.name,
        "kind": (load.unit.kind or "").removeprefix(ZT.Agency.removesuffix("Agency")) or None,
        "clauses": load.clauses,
        "tasks": load.tasks,
        "sections": load.sections,
        "sectors": load.sectors,
    }


def _reach_json(r: Responsibilities, reach: Reach) -> dict[str, object]:
    return {
        "partners": [{"unit": iri, "name": r.units[iri].name} for iri in reach.partners],
        "betweenness": reach.betweenness,
        "articulation_point": bool(reach.cuts_off),
        "cuts_off": [{"unit": iri, "name": r.units[iri].name} for iri in reach.cuts_off],
        "shared_tasks": reach.shared,
    }
