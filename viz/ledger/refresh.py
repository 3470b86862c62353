"""One sheet of an existing ledger: what is written into its rows, and what of that must be told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries

from .cells import Content, fingerprint, imprint, plain
from .columns import BASE, KEY, STATUS, Column, Language, said_by_update, spoken
from .keys import Key
from .layout import FIRST
from .pen import Change, Pen
from .plan import Plan, Slot
from .progress import Entered
from .reading import OldRow
from .table import Row
from .warnings import warning

__all__ = ["Told", "write_rows"]


@dataclass(slots=True)
class Told:
    """What writing a sheet brought up.

    Attributes:
        new: rows that came.
        changed: rows whose facts changed.
        gone: rows that went.
        kept: cells that somebody had changed, and that stay so.
        changes: for the list of changes.
        warnings: for the sheet of warnings.
        replaced: those of the changes where nobody can tell whether the words before were ours.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    kept: int = 0
    changes: list[Change] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)
    replaced: list[Change] = field(default_factory=list)


def write_rows(
    pen: Pen, plan: Plan, language: Language, entered: Mapping[str, Mapping[str, Entered]], *, views: bool = False
) -> Told:
    """Writes the rows of a sheet, whose places they have already.

    Args:
        pen: writes and counts.
        plan: which rows.
        language: of the words.
        entered: key → column → what is to stand in the columns for progress.
        views: whether the sheet shows what the ledger holds, so that formulas in it stay, and changes are not told.
    """
    told = Told()
    for at, slot in enumerate(plan.slots, FIRST):
        if slot.kind == "own":
            if slot.twice:
                told.warnings.append(
                    warning("twice", f"{plan.table.role}|{slot.key}|{at}", language, _said(plan, slot, at))
                )
            continue
        _write_progress(pen, plan, at, entered.get(slot.key, {}), views)
        state = ""
        if slot.kind == "held" and (of := Key.read(slot.key)) is not None:
            told.warnings.append(warning("elsewhere", of.notice, language, _notice(plan, at)))
        if slot.kind == "live" and slot.new is not None:
            state = _write_facts(pen, plan, slot, slot.new, at, language, told, views)
        elif slot.kind == "gone":
            state = spoken("gone", language)
            if STATUS.name in plan.sheet.columns and not _told_already(plan, slot, at, state):
                told.gone += 1
                told.changes.append(Change("gone", _said(plan, slot, at), None, "", ""))
        if STATUS.name in plan.sheet.columns:
            _write_status(pen, plan, slot, at, state, language, told)
        sheet = plan.sheet.sheet
        pen.put(sheet.cell(at, 1), KEY, slot.key)
        if (base := _base(plan, slot, at, state)) is not None:
            pen.put(sheet.cell(at, 2), BASE, base)
    _frame(plan)
    return told


def _cell(plan: Plan, at: int, column: str) -> Any:
    return plan.sheet.sheet.cell(at, plan.sheet.columns[column])


def _said(plan: Plan, slot: Slot, at: int) -> dict[str, Content]:
    """Which clause it is, for a warning or a change."""
    if slot.new is not None:
        found = {name: slot.new.values.get(name) for name in ("notice", "task_number")}
        return {**found, "text": (slot.new.text or plain(slot.new.values.get("unit")))[:100]}
    row = OldRow(at, None, None)
    number = plain(_cell(plan, at, "task_number").value) if "task_number" in plan.sheet.columns else ""
    return {"task_number": int(number) if number.isdecimal() else None, "text": plan.sheet.text(row)[:100]}


def _notice(plan: Plan, at: int) -> dict[str, Content]:
    return {"notice": plain(_cell(plan, at, "notice").value)} if "notice" in plan.sheet.columns else {}


def _write_progress(pen: Pen, plan: Plan, at: int, entered: Mapping[str, Entered], views: bool) -> None:
    for column in plan.table.columns:
        if not column.typed or column.name not in plan.sheet.columns:
            continue
        cell, value = _cell(plan, at, column.name), entered.get(column.name)
        if value is not None and not value.closed and not (views and cell.data_type == "f"):
            pen.copy(cell, column, value)


def _write_facts(
    pen: Pen, plan: Plan, slot: Slot, new: Row, at: int, language: Language, told: Told, views: bool
) -> str:
    """Writes what the graph says; returns the words for the column that tells what an update did."""
    base = slot.row.base if slot.row is not None else None
    changed: list[Column] = []
    for column in plan.table.columns:
        if column.typed or column is STATUS or column.name not in plan.sheet.columns:
            continue
        cell, value = _cell(plan, at, column.name), new.values.get(column.name)
        now = fingerprint(cell.value)
        if slot.row is None or now == imprint(value) or isinstance(cell, MergedCell):
            pen.put(cell, column, value)
            continue
        if now and base is not None and now != base.get(column.name, ""):
            told.kept += 1
            more = f"{column.heading(language)}{spoken('colon', language)}{plain(value)}"
            about = f"{plan.table.role}|{new.key}|{column.name}"
            told.warnings.append(warning("kept", about, language, _said(plan, slot, at), more))
            continue
        if now or base is None or not base.get(column.name):
            changed.append(column)
            change = Change("changed", _said(plan, slot, at), column, plain(cell.value), plain(value))
            told.changes.append(change)
            if now and base is None:
                told.replaced.append(change)
        pen.put(cell, column, value)
    if slot.row is None:
        told.new += 1
        return spoken("new", language)
    if slot.match is not None and slot.match.how == "similar" and not views:
        more = f"{slot.match.likeness:.0%}"
        told.warnings.append(warning("likely", new.key, language, _said(plan, slot, at), more))
    if not changed:
        return ""
    told.changed += 1
    comma = spoken("comma", language)
    return spoken("changed", language) + spoken("colon", language) + comma.join(c.heading(language) for c in changed)


def _told_already(plan: Plan, slot: Slot, at: int, state: str) -> bool:
    """Whether an earlier update has said what becomes of a row, even where somebody has written over it."""
    last = None if slot.row is None or slot.row.base is None else slot.row.base.get(STATUS.name)
    return plain(_cell(plan, at, STATUS.name).value) == state or last == fingerprint(state)


def _write_status(pen: Pen, plan: Plan, slot: Slot, at: int, state: str, language: Language, told: Told) -> None:
    """Says what an update did with a row, unless somebody uses the cell for words of their own."""
    cell = _cell(plan, at, STATUS.name)
    if said_by_update(plain(cell.value)):
        pen.put(cell, STATUS, state or None)
        return
    more = f"{STATUS.heading(language)}{spoken('colon', language)}{state}"
    about = f"{plan.table.role}|{slot.key}|{STATUS.name}"
    told.kept += 1
    told.warnings.append(warning("kept", about, language, _said(plan, slot, at), more))


def _base(plan: Plan, slot: Slot, at: int, state: str) -> str | None:
    """What the row holds now, by which the next update tells what people have changed."""
    if slot.new is not None:
        found = {
            c.name: imprint(slot.new.values.get(c.name)) for c in plan.table.columns if not c.typed and c is not STATUS
        }
    elif slot.row is not None and slot.row.base is not None:
        found = dict(slot.row.base)
    else:
        return None
    if STATUS.name in plan.sheet.columns:
        found[STATUS.name] = fingerprint(state)
    for column in plan.table.columns:
        if column.typed and column.name in plan.sheet.columns:
            found[column.name] = fingerprint(_cell(plan, at, column.name).value)
    return json.dumps({name: text for name, text in found.items() if text}, separators=(",", ":"))


def _frame(plan: Plan) -> None:
    """The reach of the filter and of what is printed."""
    sheet, bottom = plan.sheet.sheet, max(len(plan.slots), 1) + 1
    if sheet.auto_filter.ref:
        left, top, right, _ = (int(n or 1) for n in range_boundaries(sheet.auto_filter.ref))
        sheet.auto_filter.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    area = (sheet.print_area or "").rpartition("!")[2]
    if area and "," not in area:
        left, top, right, _ = (int(n or 1) for n in range_boundaries(area))
        sheet.print_area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{max(bottom, top)}"
