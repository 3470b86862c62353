"""How a change of the plan changes the units' figures, as a table."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from ..graph.coordination.bottlenecks import Bottleneck
from ..graph.coordination.what_if import Difference
from ..graph.rows import Value

__all__ = ["COLUMNS", "TERMINAL", "Column", "rows", "terminal_rows"]


class Column(NamedTuple):
    """A column of `rows`: its name for programs, its head for people."""

    name: str
    label: dict[str, str]


_FIGURES: Final[tuple[tuple[str, str, str, Callable[[Bottleneck], Value]], ...]] = (
    ("lead", "牵头条款", "clauses led", lambda unit: len(unit.load.clauses["lead"])),
    ("support", "配合条款", "supported", lambda unit: len(unit.load.clauses["support"])),
    ("responsible", "负责条款", "responsible for", lambda unit: len(unit.load.clauses["responsible"])),
    ("partners", "同条款单位", "partners", lambda unit: len(unit.partners)),
    ("betweenness", "中介中心性", "betweenness", lambda unit: round(Decimal(unit.betweenness), 3)),
    ("cuts_off", "割点隔开", "cuts off", lambda unit: len(unit.cuts_off)),
)
_WHEN: Final = (("before", "现状", "before"), ("after", "改变后", "after"))

COLUMNS: Final = (
    Column("unit", {"zh": "单位", "en": "unit"}),
    *(
        Column(f"{name}_{when}", {"zh": f"{zh}（{zh_when}）", "en": f"{en}, {en_when}"})
        for name, zh, en, _ in _FIGURES
        for when, zh_when, en_when in _WHEN
    ),
    Column("iri", {"zh": "标识", "en": "IRI"}),
)
"""The columns of `rows`."""


TERMINAL: Final = (
    Column("unit", {"zh": "单位", "en": "unit"}),
    Column("roles", {"zh": "牵头/配合/负责", "en": "lead/support/responsible"}),
    *(Column(name, {"zh": zh, "en": en}) for name, zh, en, _ in _FIGURES[3:]),
)
"""The columns of `terminal_rows`."""


def rows(found: Difference) -> list[list[Value]]:
    """A row a unit that changes; cells are empty where the unit is not there."""
    table: list[list[Value]] = []
    for change in found.units:
        figures = [
            None if unit is None else figure(unit)
            for _, _, _, figure in _FIGURES
            for unit in (change.before, change.after)
        ]
        table.append([change.unit.name, *figures, change.unit.iri])
    return table


def terminal_rows(found: Difference) -> list[list[Value]]:
    """The same in few columns: before → after where they differ, – where the unit is not there."""
    table: list[list[Value]] = []
    for change in found.units:
        pairs = zip(_cells(change.before), _cells(change.after), strict=True)
        cells = [one if one == other else f"{one} → {other}" for one, other in pairs]
        table.append([change.unit.name, *cells])
    return table


def _cells(unit: Bottleneck | None) -> list[str]:
    if unit is None:
        return ["–"] * (len(TERMINAL) - 1)
    values = [str(figure(unit)) for _, _, _, figure in _FIGURES]
    return ["/".join(values[:3]), *values[3:]]
