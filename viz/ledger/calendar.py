"""Deadlines as a calendar (RFC 5545): one all-day event on the last day of each."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from ...graph.columns import Responsibilities, Role
from ...graph.fact_columns import Facts
from ...ontology.version import __version__
from .cells import safe
from .columns import Language, spoken
from .rows import Entry, entries

__all__ = ["calendar", "dated"]

_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "support")
_SHOWN: Final = 40
"""Characters of the clause in the summary."""


def dated(r: Responsibilities, f: Facts, unit: str | None = None, language: Language = "zh") -> list[Entry]:
    """The clauses with a deadline, of one unit or of all, in the order of the days."""
    found = [e for e in entries(r, f, unit, language) if e.deadline is not None]
    return sorted(found, key=lambda e: (e.deadline or date.max, e.notice, e.task_number, e.clause_number))


def calendar(of: Sequence[Entry], r: Responsibilities, f: Facts, language: Language = "zh") -> bytes:
    """A calendar of deadlines.

    The same clauses give the same bytes: an event is named after its notice and its words, and its time stamp
    (DTSTAMP) is the notice's date of issue, or the deadline's where that is not known, not the clock.

    Args:
        of: what `dated` gives.
        r: who answers for what.
        f: the facts.
        language: of the words of ours.
    """
    made = Calendar()
    made.add("prodid", f"-//Zhengtu//zhengtu {__version__}//{language.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", spoken("title", language))
    seen: dict[str, int] = {}
    for e in of:
        if e.deadline is None:
            continue
        event = Event()
        event.add("uid", _uid(e, seen))
        issued = f.issued.get(e.notice, e.deadline)
        event.add("dtstamp", datetime(issued.year, issued.month, issued.day, tzinfo=UTC))
        event.add("dtstart", e.deadline)
        if e.deadline < date.max:
            event.add("dtend", e.deadline + timedelta(days=1))
        event.add("summary", safe(_summary(e, r, language)))
        event.add("description", safe(_description(e, r, language)))
        event.add("categories", [safe(e.label)])
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def _uid(e: Entry, seen: dict[str, int]) -> str:
    """By notice and words, so that it stays when tasks get other numbers; the same words twice are counted."""
    name = f"{e.key.notice} {e.key.words}"
    seen[name] = seen.get(name, 0) + 1
    return hashlib.sha256(f"{name} {seen[name]}".encode()).hexdigest()[:32] + "@zhengtu"


def _summary(e: Entry, r: Responsibilities, language: Language) -> str:
    answering = e.units("lead") or e.units("responsible") or e.units("support")
    units = spoken("comma", language).join(r.units[u].name for u in dict.fromkeys(answering))
    number = f"任务{e.task_number}" if language == "zh" else f"task {e.task_number}"
    text = e.text if len(e.text) <= _SHOWN else e.text[: _SHOWN - 1] + "…"
    return spoken("colon", language).join(filter(None, [f"[{number}] {units}".strip(), text]))


def _description(e: Entry, r: Responsibilities, language: Language) -> str:
    colon, comma = spoken("colon", language), spoken("comma", language)
    named = ((role, dict.fromkeys(e.units(role))) for role in _ROLES)
    lines = [e.text, e.label]
    lines += [
        spoken(role, language) + colon + comma.join(r.units[u].name for u in units) for role, units in named if units
    ]
    if e.deadline_text:
        lines.append(("时限" if language == "zh" else "deadline") + colon + e.deadline_text)
    return "\n".join(lines)
