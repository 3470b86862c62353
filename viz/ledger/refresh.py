"""One sheet of an existing ledger: what is written into its rows, and what of that must be told."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries

from .cells import Content, fingerprint, imprint, plain, whole
from .columns import BASE, GONE, KEY, STATUS, Column, Language, said_by_update, spoken
from .keys import Key
from .layout import FIRST
from .pen import Change, Pen
from .plan import Plan, Slot
from .progress import Entered
from .reading import OldRow, OldSheet, base_in, columns_of
from .table import Row
from .warnings import warning

__all__ = ["Told", "print_formulas", "write_rows"]


_NUMBERS: Final = frozenset({"task_number", "clause_number"})


@dataclass(slots=True)
class Told:
    """What writing a sheet brought up.

    Attributes:
        new: keys of rows that came.
        back: keys of rows that had gone and came back.
        changed: rows whose facts changed.
        gone: rows that went.
        kept: cells that somebody had changed, and that stay so.
        changes: for the list of changes.
        warnings: for the sheet of warnings.
        replaced: those of the changes where nobody can tell whether the words before were ours.
    """

    new: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    changed: int = 0
    gone: int = 0
    kept: int = 0
    changes: list[Change] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)
    replaced: list[Change] = field(default_factory=list)


def write_rows(
    pen: Pen,
    plan: Plan,
    language: Language,
    entered: Mapping[str, Mapping[str, Entered]],
    *,
    views: bool = False,
    known: Collection[str] = (),
    back: Collection[str] = (),
) -> Told:
    """Writes the rows of a sheet, whose places they have already.

    A mark in 更新情况 stays until the facts of its row change again, or somebody empties the cell.

    Args:
        pen: writes and counts.
        plan: which rows.
        language: of the words.
        entered: key → column → what is to stand in the columns for progress.
        views: whether the sheet shows what the ledger holds, so that formulas in it stay, and changes are not told.
        known: keys of rows that are not new although this sheet had none of them.
        back: keys of rows that came back in the ledger, and so here.
    """
    told = Told()
    for at, slot in enumerate(plan.slots, FIRST):
        if slot.kind == "own":
            if slot.twice:
                pen.put(plan.sheet.sheet.cell(at, 1), KEY, slot.key)
                told.warnings.append(
                    warning("twice", f"{plan.table.role}|{slot.key}|{at}", language, _said(plan, slot, at))
                )
            elif plan.sheet.sheet.cell(at, 1).value is not None:
                # The hidden columns were not sorted along with the others: the key was given back to its row.
                for i, column in enumerate((KEY, BASE), 1):
                    pen.put(plan.sheet.sheet.cell(at, i), column, None)
            continue
        _write_progress(pen, plan, at, entered.get(slot.key, {}), views)
        state = ""
        if slot.kind == "held" and (of := Key.read(slot.key)) is not None:
            told.warnings.append(warning("elsewhere", of.notice, language, _notice(plan, at)))
        if slot.kind == "live" and slot.new is not None:
            state = _write_facts(pen, plan, slot, slot.new, at, language, told, views)
            if slot.row is None and slot.new.key in back:
                state = spoken("back", language)
            elif slot.row is None and slot.new.key not in known:
                told.new.add(slot.new.key)
                told.changes.append(Change("new", _said(plan, slot, at), None, "", ""))
                state = spoken("new", language)
        elif slot.kind == "gone" and STATUS in plan.table.columns and not _said_gone(plan, slot, at):
            state = spoken("gone", language)
            told.gone += 1
            told.changes.append(Change("gone", _said(plan, slot, at), None, "", ""))
        if state and STATUS.name in plan.sheet.columns:
            _write_status(pen, plan, slot, at, state, language, told)
        sheet = plan.sheet.sheet
        pen.put(sheet.cell(at, 1), KEY, slot.key)
        pen.put(sheet.cell(at, 2), BASE, _base(plan, slot, at, state))
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
    of = {"task_number": whole(number), "text": plan.sheet.text(row)[:100]}
    return {**_notice(plan, at), **of}


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
    facts = {column.name for column in plan.table.columns if not column.typed and column is not STATUS}
    base = base if base is not None and not facts.isdisjoint(base) else None
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
        return ""
    if slot.match is not None and slot.match.how == "similar" and not views:
        # Texts that differ are never wholly alike.
        more = f"{spoken('likeness', language)} {min(slot.match.likeness, 0.99):.0%}"
        told.warnings.append(warning("likely", new.key, language, _said(plan, slot, at), more))
    marks = []
    if STATUS in plan.table.columns and _said_gone(plan, slot, at):
        told.back.add(new.key)
        told.changes.append(Change("back", _said(plan, slot, at), None, "", ""))
        marks.append(spoken("back", language))
    # A task that is put in gives all later ones another number: marked, what did change would not be found among them.
    if said := [c for c in changed if c.name not in _NUMBERS]:
        told.changed += 1
        headings = spoken("comma", language).join(c.heading(language) for c in said)
        marks.append(spoken("changed", language) + spoken("colon", language) + headings)
    return spoken("semicolon", language).join(marks)


def _said_gone(plan: Plan, slot: Slot, at: int) -> bool:
    """Whether the last that an update said of a row is that it is gone, even where somebody has written over it."""
    last = None if slot.row is None or slot.row.base is None else slot.row.base.get(STATUS.name)
    if last is not None:
        return last in {fingerprint(mark) for mark in GONE}
    return STATUS.name in plan.sheet.columns and plain(_cell(plan, at, STATUS.name).value) in GONE


def _write_status(pen: Pen, plan: Plan, slot: Slot, at: int, state: str, language: Language, told: Told) -> None:
    """Says what an update did with a row, unless somebody uses the cell for words of their own."""
    cell = _cell(plan, at, STATUS.name)
    if said_by_update(plain(cell.value)):
        pen.put(cell, STATUS, state)
        return
    about = f"{plan.table.role}|{slot.key}"
    told.kept += 1
    told.warnings.append(warning("unmarked", about, language, _said(plan, slot, at), state))


def _base(plan: Plan, slot: Slot, at: int, state: str) -> str:
    """What the row holds now, by which the next update tells what people have changed."""
    if slot.new is not None:
        found = {
            c.name: imprint(slot.new.values.get(c.name)) for c in plan.table.columns if not c.typed and c is not STATUS
        }
    else:
        found = {} if slot.row is None or slot.row.base is None else dict(slot.row.base)
    if STATUS in plan.table.columns:
        last = "" if slot.row is None or slot.row.base is None else slot.row.base.get(STATUS.name, "")
        found[STATUS.name] = fingerprint(state) or last
    for column in plan.table.columns:
        if column.typed and column.name in plan.sheet.columns:
            found[column.name] = fingerprint(_cell(plan, at, column.name).value)
    return json.dumps({name: text for name, text in found.items() if text}, separators=(",", ":"))


def print_formulas(pen: Pen, sheet: OldSheet) -> None:
    """Notes what formulas in columns for progress say after they were pointed to where rows have gone."""
    typed = [(c.name, sheet.columns[c.name]) for c in columns_of(sheet.role) if c.typed and c.name in sheet.columns]
    for row in sheet.rows:
        cells = {name: sheet.sheet.cell(row.index, i) for name, i in typed}
        formulas = {name: fingerprint(cell.value) for name, cell in cells.items() if cell.data_type == "f"}
        cell = sheet.sheet.cell(row.index, 2)
        if row.key is not None and formulas and (base := base_in(plain(cell.value))) is not None:
            pen.put(cell, BASE, json.dumps({**base, **formulas}, separators=(",", ":")))


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
