"""What became what: renamings, mergers and splits of agencies, each with its date and source.

Bodies before and after a change are different ones (`org:ChangeEvent`), never the
same under two names: a query may fold a lineage, but need not.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from .agencies import organ_prefix
from .patterns import fill
from .places import CENTRE, place
from .tables import Years, cells, rows

__all__ = ["KINDS", "Change", "changes", "lineage", "successors", "years_in_use"]

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
        before, after = (tuple((scope, fill(name, gaps)) for name in cells(row[side])) for side in ("before", "after"))
        found.append(Change(row["date"], row["kind"], scope, before, after, row["source"]))
    return tuple(found)


@cache
def _local_rows() -> list[dict[str, str]]:
    return rows("changes.csv")


def lineage(scope: str, name: str) -> list[Change]:
    """The changes that a body came from and those that it went into, over several steps, by date.

    Only back from it and only forth: what else came out of a forerunner is another lineage. A transfer of part of the
    work begins or ends none.
    """
    found: dict[Change, None] = {}
    for back in (True, False):
        reached = {(scope, name)}
        while new := [
            c
            for c in changes(scope)
            if c not in found and c.kind != "transfer" and not reached.isdisjoint(c.after if back else c.before)
        ]:
            found |= dict.fromkeys(new)
            reached |= {body for c in new for body in (c.before if back else c.after)}
    return sorted(found, key=lambda c: (c.date, c.before, c.after))


@cache
def successors(scope: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Of each body of a division that was renamed, merged or absorbed, the one body that goes on with its work.

    A body that went into several has none: its work cannot be counted with either without weights.
    """
    after: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for change in changes(scope):
        if change.kind != "transfer":
            for body in change.before:
                after.setdefault(body, set()).update(change.after)
    return {body: next(iter(bodies)) for body, bodies in after.items() if len(bodies) == 1 and body not in bodies}


@cache
def years_in_use(scope: str, name: str, years: Years) -> Years:
    """When a body bore its name: the years of its row, which may be those of its kind everywhere, cut by its changes.

    The year of a change belongs to both names.
    """
    since, until = years.since, years.until
    for change in changes(scope):
        year, body = int(change.date[:4]), (scope, name)
        if change.kind in ("rename", "merge", "split") and body in change.after and body not in change.before:
            since = max(since or year, year)
        if change.kind in ("rename", "merge", "absorb") and body in change.before and body not in change.after:
            until = min(until or year, year)
    return years if since is not None and until is not None and since > until else Years(since, until)
