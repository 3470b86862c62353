"""Deadlines as a calendar (RFC 5545): one all-day event on the last day of each."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from ...graph.columns import Responsibilities, Role
from ...graph.fact_columns import Facts
from ...ontology.version import __version__
from .cells import safe
from .columns import Language, spoken
from .rows import Entry, entries

__all__ = ["Due", "calendar", "dated"]

_ROLES: Final[tuple[Role, ...]] = ("lead", "responsible", "support")
_SHOWN: Final = 40
"""Characters of the clause in the summary."""


@dataclass(frozen=True, slots=True)
class Due:
    """A clause with a deadline.

    Attributes:
        entry: the clause.
        deadline: its last day.
        issued: day of issue of its notice, where it is known.
        units: role → official names of the units in it, each once.
    """

    entry: Entry
    deadline: date
    issued: date | None
    units: Mapping[Role, tuple[str, ...]]


def dated(r: Responsibilities, f: Facts, unit: str | None = None, language: Language = "zh") -> list[Due]:
    """The clauses with a deadline, of one unit or of all."""
    found = []
    for e in entries(r, f, unit, language):
        if e.deadline is not None:
            units: dict[Role, tuple[str, ...]] = {
                role: tuple(r.units[u].name for u in dict.fromkeys(e.units(role))) for role in _ROLES
            }
            found.append(Due(e, e.deadline, f.issued.get(e.notice), units))
    return found


def calendar(of: Iterable[Due], language: Language = "zh") -> bytes:
    """A calendar of deadlines, in the order of the days.

    The same clauses give the same bytes: an event is named after its notice and its words, and its time stamp
    (DTSTAMP) is the notice's date of issue, or the deadline's where that is not known, not the clock.

    Args:
        of: what `dated` gives.
        language: of the words of ours.
    """
    made = Calendar()
    made.add("prodid", f"-//Zhengtu//zhengtu {__version__}//{language.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", spoken("title", language))
    seen: dict[str, int] = {}
    for due in sorted(of, key=lambda d: (d.deadline, d.entry.notice, d.entry.task_number, d.entry.clause_number)):
        e, event = due.entry, Event()
        event.add("uid", _uid(e, seen))
        issued = due.issued or due.deadline
        event.add("dtstamp", datetime(issued.year, issued.month, issued.day, tzinfo=UTC))
        event.add("dtstart", due.deadline)
        if due.deadline < date.max:
            event.add("dtend", due.deadline + timedelta(days=1))
        event.add("summary", safe(_summary(due, language)))
        event.add("description", safe(_description(due, language)))
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


def _summary(due: Due, language: Language) -> str:
    e = due.entry
    answering = due.units["lead"] or due.units["responsible"] or due.units["support"]
    units = spoken("comma", language).join(answering)
    number = f"任务{e.task_number}" if language == "zh" else f"task {e.task_number}"
    text = e.text if len(e.text) <= _SHOWN else e.text[: _SHOWN - 1] + "…"
    return spoken("colon", language).join(filter(None, [f"[{number}] {units}".strip(), text]))


def _description(due: Due, language: Language) -> str:
    e, colon, comma = due.entry, spoken("colon", language), spoken("comma", language)
    lines = [e.text, e.label]
    lines += [spoken(role, language) + colon + comma.join(units) for role, units in due.units.items() if units]
    if e.deadline_text:
        lines.append(("时限" if language == "zh" else "deadline") + colon + e.deadline_text)
    return "\n".join(lines)
