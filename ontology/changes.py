"""What became what: renamings, mergers and splits of agencies, each with its date and source.

Bodies before and after a change are different ones (`org:ChangeEvent`), never the
same under two names: a query may fold a lineage, but need not.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from .agencies import organ_prefix
from .places import CENTRE, place
from .tables import cells, rows

__all__ = ["KINDS", "Change", "changes", "lineage"]

KINDS: Final = {"rename": "Rename", "merge": "Merge", "split": "Split", "transfer": "Transfer", "absorb": "Absorb"}
"""Kinds of change in the tables, and the local names of their concepts."""


@dataclass(frozen=True, slots=True)
class Change:
    """One event.

    Attributes:
        date: ``2018-11-29``, ``2018-11`` or ``2018``, as exact as its source.
        kind: one of `KINDS`.
        scope: code of the division in which it happened.
        before: (scope, full name) of each body that was there before.
        after: of each that is there since, or whose work changed.
        source: where the row comes from.
    """

    date: str
    kind: str
    scope: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    source: str

    @property
    def is_continuation(self) -> bool:
        """Whether one body alone goes on with the work of those before: what may be folded without weights."""
        return self.kind in ("rename", "merge", "absorb") and len(self.after) == 1


@cache
def changes(scope: str) -> tuple[Change, ...]:
    """All changes in one division, in the order of the tables; of the centre for 000000."""
    where = place(scope)
    if where is None:
        return ()
    found = []
    for row in rows("changes_central.csv") if scope == CENTRE else _local_rows():
        codes = cells(row.get("scope", CENTRE))
        if scope not in codes and where.tier not in codes:
            continue
        gaps = {"place": organ_prefix(where), "short": where.short, "tier": where.tier_word}
        before, after = (
            tuple((scope, name.format(**gaps)) for name in cells(row[side])) for side in ("before", "after")
        )
        found.append(Change(row["date"], row["kind"], scope, before, after, row["source"]))
    return tuple(found)


@cache
def _local_rows() -> list[dict[str, str]]:
    return rows("changes.csv")


def lineage(scope: str, name: str) -> list[Change]:
    """All changes that lead to or from a body, over several steps, by date."""
    found: dict[Change, None] = {}
    reached = {(scope, name)}
    while new := [c for c in changes(scope) if c not in found and not reached.isdisjoint((*c.before, *c.after))]:
        found |= dict.fromkeys(new)
        reached |= {body for c in new for body in (*c.before, *c.after)}
    return sorted(found, key=lambda c: (c.date, c.before, c.after))
