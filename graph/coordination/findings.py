"""Which units are bottlenecks, of what sort, and which clauses say so: stated rules over the measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .bootstrap import TOP, Interval
from .incidence import Incidence
from .load import Load
from .null_model import Expected

__all__ = ["HUBS_FROM", "LABELS", "Finding", "Label", "Rules", "findings"]

Label = Literal["load-hub", "structural-broker", "cut-point", "not-distinguishable", "not-tested"]
LABELS: Final[tuple[Label, ...]] = (
    "load-hub",
    "structural-broker",
    "cut-point",
    "not-distinguishable",
    "not-tested",
)
HUBS_FROM: Final = 2 * TOP
"""Units; among fewer being one of the first three says nothing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When a unit bears a label. A rule whose figures were not worked out gives no label.

    Attributes:
        hub: load hub: it is among the three units named in most clauses in at least this share of the resamples; never
            in networks of less than six units.
        broker: structural broker: q of its betweenness against the null model is at most this.
        cut: cut point: it alone holds at least this many units to the rest.
    """

    hub: float = 0.8
    broker: float = 0.05
    cut: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A label of a unit, and the groups behind it.

    Attributes:
        label: which.
        groups: IRIs of the clauses or tasks that say so: of a load hub all that name it; of a structural broker those
            that it shares; of a cut point those that tie it to the units it holds.
    """

    label: Label
    groups: tuple[str, ...]


def findings(
    table: Incidence,
    unit: int,
    *,
    load: Load,
    partners: Mapping[int, Sequence[int]],
    cut_off: Sequence[int],
    resampled: Interval | None,
    expected: Expected | None,
    compared: bool,
    rules: Rules,
) -> tuple[Finding, ...]:
    """The labels of one unit.

    Where none fits it is not-distinguishable alone; not-tested alone where that was not asked, since nothing was
    resampled or no random plans were drawn.

    Args:
        table: units by groups.
        unit: its row.
        load: what it is named for.
        partners: by row of each partner, the columns of the groups that it shares with it.
        cut_off: rows of the units that it alone holds to the rest.
        resampled: its load over the resamples.
        expected: its betweenness against the null model; none where it shares no group.
        compared: whether there were random plans.
        rules: when a label holds.
    """
    found = []
    if resampled is not None and resampled.top >= rules.hub and len(table.units) >= HUBS_FROM:
        tasks = load.all_tasks if table.groups == table.tasks else load.all_clauses
        found.append(Finding("load-hub", tasks))
    if expected is not None and expected.q <= rules.broker:
        found.append(Finding("structural-broker", _named(table, {g for groups in partners.values() for g in groups})))
    if len(cut_off) >= max(1, rules.cut):
        # Of the units behind a cut only its neighbours share groups with it.
        ties = {group for other in cut_off for group in partners.get(other, ())}
        found.append(Finding("cut-point", _named(table, ties)))
    if found:
        return tuple(found)
    tested = compared and resampled is not None
    return (Finding("not-distinguishable" if tested else "not-tested", ()),)


def _named(table: Incidence, groups: set[int]) -> tuple[str, ...]:
    return tuple(table.groups[group] for group in sorted(groups))
