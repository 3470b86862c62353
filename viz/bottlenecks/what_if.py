"""How a change of the plan changes the units' figures and the network's, as tables."""

from collections.abc import Iterator, Sequence

from ...graph.columns import Responsibilities
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.what_if import Change, Difference
from ...graph.rows import Value
from ..tables import plain
from .cells import Row, Whole
from .columns import WHAT_IF, Column, column
from .figures import NONE, Words, both
from .network import figures

__all__ = ["heads", "network_rows", "rows", "terminal_heads", "terminal_rows"]

Analysis = tuple[Responsibilities, Bottlenecks]

_ON_TERMINAL = (column("roles"), *(found for found in WHAT_IF if found.name not in ("lead", "support", "responsible")))
_NETWORK = ("units", "ties", "parts", "largest_part", "efficiency", "hhi", "gini")


def heads(b: Bottlenecks) -> list[tuple[str, Words]]:
    """The columns of `rows`, names for programs and heads for people."""
    figures = [
        (f"{found.name}_{when}", both(f"{found.label(b)['zh']}（{zh}）", f"{found.label(b)['en']}, {en}"))
        for found in WHAT_IF
        for when, zh, en in (("before", "现状", "before"), ("after", "改变后", "after"))
    ]
    unit, iri = column("unit"), column("iri")
    return [(unit.name, unit.label(b)), *figures, (iri.name, iri.label(b))]


def rows(found: Difference, before: Analysis, after: Analysis) -> list[list[Value]]:
    """A row a unit whose figures change; cells are empty where the unit is not there.

    Args:
        found: what changes.
        before: the plan as it is, and its analysis.
        after: the plan as it would be, and its analysis.
    """
    return [
        [change.unit.name, *(value for pair in zip(old, new, strict=True) for value in pair), change.unit.iri]
        for change, old, new in _changes(found, before, after, WHAT_IF)
    ]


def terminal_heads(b: Bottlenecks) -> list[tuple[str, Words]]:
    """The columns of `terminal_rows`."""
    return [(found.name, found.label(b)) for found in (column("unit"), *_ON_TERMINAL)]


def terminal_rows(found: Difference, before: Analysis, after: Analysis) -> list[list[Value]]:
    """The same in few columns: before → after where they differ, – where there is no figure or no unit."""
    return [
        [change.unit.name, *map(_arrow, old, new)] for change, old, new in _changes(found, before, after, _ON_TERMINAL)
    ]


def network_rows(before: Bottlenecks, after: Bottlenecks) -> list[tuple[Words, str, str]]:
    """The network as a whole: name, before, after; a figure that is of something else afterwards is not given."""
    old, new = figures(before), figures(after)
    return [
        (old[name].words, old[name].text, new[name].text if new[name].words == old[name].words else NONE)
        for name in _NETWORK
    ]


def _changes(
    found: Difference, before: Analysis, after: Analysis, columns: Sequence[Column]
) -> Iterator[tuple[Change, list[Value], list[Value]]]:
    """The units whose figures, as they are shown, differ."""
    was, would_be = Whole.of(*before, None), Whole.of(*after, None)
    for change in found.units:
        old, new = _figures(was, change.before, columns), _figures(would_be, change.after, columns)
        if old != new or (change.before is None) != (change.after is None):
            yield change, old, new


def _figures(whole: Whole, unit: Bottleneck | None, columns: Sequence[Column]) -> list[Value]:
    return [None if unit is None else found.value(Row(whole, unit.load, unit)) for found in columns]


def _arrow(old: Value, new: Value) -> str:
    one, other = plain(old) or NONE, plain(new) or NONE
    return one if one == other else f"{one} → {other}"
