"""How often each unit is named in each part of a plan: agencies by sections."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from ...graph.columns import Responsibilities, Task, Unit
from ...graph.coordination.bottlenecks import Bottlenecks
from ...graph.coordination.load import Load, top_section
from .groups import naming, task_of

__all__ = ["SHADES", "Column", "HeatMap", "heat_map"]

SHADES: Final = 5
"""How many shades a cell that is not empty can have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the plan.

    Attributes:
        iri: of a section, or of a sector.
        heading: the section's, or the one that sections of this sector have most often.
        notice: number or title of the notice that the section is in; empty where that goes without saying.
    """

    iri: str
    heading: str
    notice: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts of clauses (or tasks).

    Attributes:
        columns: the parts, in the order of the notices.
        rows: units, each with its counts, one a column, and all that the unit is named for.
        elsewhere: whether one more column, the last, counts what is in none of these parts.
        units: how many units there are, shown or not.
        most: the greatest count in one of the parts.
        sectors: whether the parts are sectors, which notices have in common, and not sections of one notice.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Unit, tuple[int, ...], int], ...]
    elsewhere: bool
    units: int
    most: int
    sectors: bool

    def shade(self, column: int, count: int) -> int:
        """0 for nothing and elsewhere, else 1 to `SHADES`, in proportion to the greatest count."""
        return ceil(SHADES * count / self.most) if count and column < len(self.columns) else 0


def heat_map(r: Responsibilities, b: Bottlenecks, *, rows: int, columns: int) -> HeatMap:
    """The table: the units with most clauses, the parts with most mentions.

    The parts are top sections. Where several notices are taken together they are sectors, if the graph knows any:
    sections of one notice are not those of another.

    Args:
        r: who answers for what, as `b` was made from it.
        b: the analysis.
        rows: the most units.
        columns: the most parts.
    """
    tasks = task_of(r)
    sectors = len(r.notices) > 1 and any(task.sector for task in r.tasks.values())
    part = _parts(r, sectors)

    def counts(load: Load) -> Counter[str | None]:
        return Counter(part(r.tasks[tasks[group]]) for group in naming(b, load))

    counted = sorted(((u.unit, counts(u.load)) for u in b.units), key=lambda row: -row[1].total())
    mentions: Counter[str] = Counter()
    for _, own in counted:
        mentions.update({iri: n for iri, n in own.items() if iri is not None})
    kept = {iri for iri, _ in mentions.most_common(columns)}
    shown = [column for column in _columns(r, part, sectors) if column.iri in kept]
    cells = [(unit, _cells(own, shown)) for unit, own in counted[:rows]]
    elsewhere = any(row[-1] for _, row in cells)
    return HeatMap(
        tuple(shown),
        tuple((unit, tuple(row if elsewhere else row[:-1]), sum(row)) for unit, row in cells),
        elsewhere,
        len(counted),
        max((n for _, row in cells for n in row[:-1]), default=0),
        sectors,
    )


def _parts(r: Responsibilities, sectors: bool) -> Callable[[Task], str | None]:
    if sectors:
        return lambda task: task.sector
    tops = {iri: top_section(r, iri) for iri in r.sections}
    return lambda task: tops.get(task.section or "")


def _columns(r: Responsibilities, part: Callable[[Task], str | None], sectors: bool) -> list[Column]:
    if not sectors:
        several = len(r.notices) > 1
        return [
            Column(iri, section.heading, r.notices[section.notice].label if several else "")
            for iri, section in r.sections.items()
        ]
    headings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for task in r.tasks.values():
        if (sector := part(task)) is not None:
            section = r.sections.get(task.section or "")
            headings[sector][section.heading if section else sector.rpartition("/")[2]] += 1
    return [Column(iri, found.most_common(1)[0][0], "") for iri, found in headings.items()]


def _cells(own: Counter[str | None], columns: Sequence[Column]) -> list[int]:
    named = [own[column.iri] for column in columns]
    return [*named, own.total() - sum(named)]
