"""A comparison as JSON: everything that was found, with the places in both notices."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from ..graph.columns import Assignment, Role, Section, Task, Unit
from ..graph.comparison.changes import Comparison, DocumentChange, Group, Near, Party, RoleChange, UnitChange
from ..graph.comparison.roles import ROLES
from ..graph.comparison.sides import Side
from ..graph.comparison.wording import segments
from ..graph.facts import Citation, Deadline, Target
from .comparison_rows import heading_of, span_of
from .comparison_table import state_of

__all__ = ["comparison_record"]

Record = dict[str, Any]


def comparison_record(c: Comparison) -> Record:
    """All of it: scores between 0 and 1, places in code points of each notice's text, end exclusive."""
    return {
        "before": _notice(c.before),
        "after": _notice(c.after),
        "rules": {
            "threshold": c.rules.threshold / 100,
            "doubtful_below": (c.rules.threshold + c.rules.doubtful) / 100,
            "fold_lineages": c.rules.fold,
        },
        "same": c.same,
        "tasks": [_group(c, group) for group in c.groups],
        "units": [_unit(unit) for unit in c.units],
        "targets": [{"before": _target(change.before), "after": _target(change.after)} for change in c.targets],
        "documents": [_document(change) for change in c.documents],
        "sections": [{"before": _section(change.before), "after": _section(change.after)} for change in c.sections],
        "folded": [_party(party) for party in c.folded],
    }


def _notice(side: Side) -> Record:
    notice = side.notice
    named = {"iri": notice.iri, "number": notice.number, "title": notice.title, "year": notice.year}
    return named | {"issuers": list(notice.issuers), "plan_year": side.plan_year, "tasks": len(side.said.tasks)}


def _group(c: Comparison, group: Group) -> Record:
    record: Record = {
        "state": state_of(group),
        "score": None if group.score is None else group.score / 100,
        "doubtful": group.doubtful,
        "before": [_task(c.before, task) for task in group.before],
        "after": [_task(c.after, task) for task in group.after],
    }
    if group.kind in {"new", "gone"}:
        return record | {"nearest": _near(group.near)}
    old, new = ("\n".join(task.text for task in tasks) for tasks in (group.before, group.after))
    return record | {
        "wording": group.wording,
        "moved": group.moved,
        "words": [] if old == new else [{"kind": s.kind, "text": s.text} for s in segments(old, new)],
        "roles": [_role(change) for change in group.roles],
        "targets": [{"before": _target(change.before), "after": _target(change.after)} for change in group.targets],
        "deadlines": [
            {"before": _deadline(change.before), "after": _deadline(change.after)} for change in group.deadlines
        ],
    }


def _task(side: Side, task: Task) -> Record:
    start, end, _ = span_of(task)
    heading = heading_of(side, task)
    return {"iri": task.iri, "number": task.number, "section": heading, "text": task.text, "start": start, "end": end}


def _near(near: Near | None) -> Record | None:
    return None if near is None else {"iri": near.task.iri, "number": near.task.number, "score": near.score / 100}


def _role(change: RoleChange) -> Record:
    return _party(change.party) | {
        "before": _said(change.before, change.said),
        "after": _said(change.after, change.says),
    }


def _said(roles: Iterable[Role], assignments: Iterable[Assignment]) -> Record:
    evidence = [
        {"role": a.role, "clause": a.clause, "written": a.written, "start": a.start, "end": a.end} for a in assignments
    ]
    return {"roles": list(roles), "evidence": evidence}


def _party(party: Party) -> Record:
    return {
        "unit": party.key,
        "name": party.name,
        "units_before": _units(party.before),
        "units_after": _units(party.after),
    }


def _units(units: Iterable[Unit]) -> list[Record]:
    return [{"iri": unit.iri, "name": unit.name} for unit in units]


def _unit(change: UnitChange) -> Record:
    return _party(change.party) | {
        "before": {role: _numbers(change.before[role]) for role in ROLES},
        "after": {role: _numbers(change.after[role]) for role in ROLES},
        "gained": _numbers(change.gained),
        "lost": _numbers(change.lost),
        "shifted": [[one.number, other.number] for one, other in change.shifted],
    }


def _numbers(tasks: Iterable[Task]) -> list[int]:
    return [task.number for task in tasks]


def _target(target: Target | None) -> Record | None:
    return None if target is None else {key: _plain(value) for key, value in asdict(target).items()}


def _deadline(deadline: Deadline | None) -> Record | None:
    return None if deadline is None else {key: _plain(value) for key, value in asdict(deadline).items()}


def _document(change: DocumentChange) -> Record:
    return {"before": _mentions(change.before), "after": _mentions(change.after)}


def _mentions(mentions: Iterable[Citation]) -> list[Record]:
    return [asdict(mention) for mention in mentions]


def _section(section: Section | None) -> Record | None:
    return None if section is None else asdict(section)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
