"""An existing ledger made right again: facts from the graph as it is now, and all that people have filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .columns import PROGRESS, UNIT
from .counting import counted_units
from .fitting import fit
from .gathering import adopt, entered_in, gathered, old_rows, rows_by_identity
from .headings import name_columns
from .keys import Key
from .lacking import lacking, remember_lacking
from .layout import Look
from .matching import Match, Old, match
from .moving import RowMap, mentioned, redirect
from .pen import Change, Pen, add_sheet, append_changes
from .plan import Plan, lay_out, planned
from .progress import Entered
from .reading import OldLedger, columns_of, read_again
from .refresh import print_formulas, write_rows
from .renaming import rename
from .renumbering import renumbered
from .restoring import adopt_sheets, taken_back
from .standing import numbered, standing
from .table import LEDGER_ROLE, Row, Table
from .tables import Ledger
from .warnings import aloud, warning
from .workbook import indexed, titles

__all__ = ["Updated", "update"]


@dataclass(slots=True)
class Updated:
    """What an update did.

    Attributes:
        new: rows of the ledger that came.
        changed: rows whose facts changed.
        gone: rows that went in this update; they stay at the end, marked.
        back: rows that had gone and came back.
        moved: rows that were found again by their words although their number has changed.
        renamed: rows of a notice that goes by another number or title.
        taken: entries that were taken over from sheets of units.
        similar: rows that were found again by similar words.
        conflicts: cells that were filled in differently in several sheets.
        kept: facts that somebody had changed by hand, and that stay so.
        touched: cells that are not what they were.
        told: what somebody should know at once, a sentence each.
        notes: what openpyxl could not take over.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    back: int = 0
    moved: int = 0
    renamed: int = 0
    taken: int = 0
    similar: int = 0
    conflicts: int = 0
    kept: int = 0
    touched: int = 0
    told: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """What the parts of an update share."""

    old: OldLedger
    ledger: Ledger
    pen: Pen
    found: Mapping[Key, Match]
    entered: Mapping[str, Mapping[str, Entered]]
    titled: Mapping[str, str]
    changes: list[Change]
    warnings: list[Row]
    done: Updated
    fresh: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    moved: dict[str, RowMap] = field(default_factory=dict)


def update(old: OldLedger, ledger: Ledger, renamed: Ledger | None = None, day: date | None = None) -> Updated:
    """Refreshes a workbook in memory.

    What is as it was is left alone: an update after an update touches nothing.

    Args:
        old: as `read_ledger` gives it; its workbook is changed.
        ledger: what the graph says now, about the same scope, in the same language and with the same names of units.
        renamed: the same with other names of units, where it is to have those from now on.
        day: of the update, for the list of changes.

    Returns:
        What was done.
    """
    pen = Pen(Look(old.workbook))
    work = _refreshed(pen, old, ledger)
    done, changes, last = work.done, work.changes, ledger
    if renamed is not None:
        changes += rename(pen, old, ledger, renamed)
        read_again(old)
        # What is made of names, such as index and warnings, is made of the other ones, as the next update would.
        changes += _refreshed(pen, old, renamed).changes
        last = renamed
    append_changes(pen, old, changes, work.titled["changes"], last, day)
    for sheet in old.sheets.values():
        name_columns(sheet.sheet, columns_of(sheet.role), sheet.columns)
    fit(pen, old, last)
    done.touched = pen.touched
    return done


def _refreshed(pen: Pen, old: OldLedger, ledger: Ledger) -> _Work:
    """Rows and cells made right; the list of changes and the look are left."""
    new = [Old(key, row.text) for row in ledger.main.rows if (key := Key.read(row.key)) is not None]
    told_of_sheets = adopt_sheets(old, ledger, pen)
    adopt(old, new)
    found = match(old_rows(old), new, ledger.notices)
    told = gathered(old, ledger, found)
    titled = titles(ledger, old.workbook.sheetnames) | {role: s.sheet.title for role, s in old.sheets.items()}
    elsewhere = [key for key, m in found.items() if m.how == "words" and m.key.place == key.place]
    done = Updated(
        moved=sum(m.how == "words" for m in found.values()) - len(elsewhere),
        renamed=len(elsewhere),
        similar=sum(m.how == "similar" for m in found.values()),
        taken=told.taken,
        conflicts=told.conflicts,
        notes=old.notes,
    )
    stay = standing(old, found, ledger.main.rows)
    warned = [*told_of_sheets, *renumbered(old, ledger, found), *lacking(old), *told.warnings]
    work = _Work(old, ledger, pen, found, told.entered, titled, told.changes, warned, done)
    _main(work)
    now = _now(work)
    for table in ledger.units:
        known = _known_before(work, table) if table.role not in old.sheets else frozenset[str]()
        if table.role not in old.sheets:
            add_sheet(work.pen, old, table, titled[table.role], ledger)
        _show(work, _plan_of_unit(work, table, now), now, known)
    _vanished(work, now)
    for table in (ledger.targets, ledger.documents, _index(work)):
        work.warnings += _view(work, table)
    warned = numbered(work.warnings, stay, ledger.main.rows)
    done.told = tuple(said for row in warned if (said := aloud(row)))
    _view(work, replace(ledger.warnings, rows=_once([*stay, *warned, *ledger.warnings.rows])))
    remember_lacking(old)
    if work.moved:
        redirect(old.workbook, work.moved)
        for sheet in old.sheets.values():
            print_formulas(pen, sheet)
    return work


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({row.key: row for row in rows}.values())


def _as_text(found: Mapping[Key, Match]) -> dict[str, tuple[str, Match]]:
    return {str(key): (str(m.key), m) for key, m in found.items()}


def _arrange(work: _Work, plan: Plan) -> None:
    moved = lay_out(plan)
    if moved is not None:
        work.moved[plan.sheet.sheet.title] = moved
        work.pen.touched += 1


def _main(work: _Work) -> None:
    table, old, done = work.ledger.main, work.old, work.done
    sheet = old.sheets.get(LEDGER_ROLE)
    known: frozenset[str] = frozenset()
    if sheet is None:
        sheet = add_sheet(work.pen, old, table, work.titled[LEDGER_ROLE], work.ledger, first=True)
        taken_back(old, sheet, work.found, work.pen)
        work.warnings.append(warning("rewritten", LEDGER_ROLE, work.ledger.language, {"text": sheet.sheet.title}))
        known = frozenset(row.key for row in table.rows)
    plan = planned(sheet, table, _as_text(work.found), work.ledger.notices, keep_gone=True)
    _arrange(work, plan)
    told = write_rows(work.pen, plan, work.ledger.language, work.entered, known=known)
    work.fresh, work.back = frozenset(told.new), frozenset(told.back)
    work.changes += told.changes
    work.warnings += told.warnings
    done.new, done.changed, done.gone, done.back = len(told.new), told.changed, told.gone, len(told.back)
    done.kept = told.kept


def _known_before(work: _Work, table: Table) -> frozenset[str]:
    """Rows of a sheet that is made now which the ledger has had before: on the sheet alone they are new."""
    return frozenset(row.key for row in table.rows) - work.fresh


def _now(work: _Work) -> dict[str, dict[str, Entered]]:
    """What the ledger holds in its columns for progress, after it was settled: for the sheets of units."""
    main = work.old.sheets[LEDGER_ROLE]
    return {
        key: {c.name: entered_in(main, row, c.name) for c in PROGRESS if c.name in main.columns}
        for key, row in rows_by_identity(main, {}).items()
    }


def _plan_of_unit(work: _Work, table: Table, now: Mapping[str, Mapping[str, Entered]]) -> Plan:
    return planned(
        work.old.sheets[table.role],
        table,
        _as_text(work.found),
        work.ledger.notices,
        keep_gone=False,
        held={key: frozenset(n for n, e in entered.items() if not e.closed) for key, entered in now.items()},
    )


def _show(
    work: _Work, plan: Plan, now: Mapping[str, Mapping[str, Entered]], known: frozenset[str] = frozenset()
) -> None:
    _arrange(work, plan)
    told = write_rows(work.pen, plan, work.ledger.language, now, views=True, known=known, back=work.back)
    work.warnings += told.warnings
    work.changes += told.replaced


def _vanished(work: _Work, now: Mapping[str, Mapping[str, Entered]]) -> None:
    """Sheets of units that nothing names any more: what was filled in is in the ledger; what else is there stays."""
    there = {table.role for table in work.ledger.units}
    for role, sheet in list(work.old.sheets.items()):
        if not role.startswith("unit ") or role in there:
            continue
        plan = _plan_of_unit(work, Table(role, "", UNIT, ()), now)
        kept = any(slot.kind != "own" or slot.worth for slot in plan.slots)
        if kept or mentioned(work.old.workbook, sheet.sheet.title):
            _show(work, plan, now)
        else:
            work.old.workbook.remove(sheet.sheet)
            del work.old.sheets[role]
            work.pen.touched += 1


def _index(work: _Work) -> Table:
    there = {r: title for r, title in work.titled.items() if not r.startswith("unit ") or r in work.old.sheets}
    index = replace(work.ledger.index, rows=list(counted_units(work.old, work.ledger)))
    found = [table for table in indexed(replace(work.ledger, index=index), there) if table.role == "index"]
    return found[0] if found else index


def _view(work: _Work, table: Table) -> list[Row]:
    """A sheet that holds nothing to fill in: made again, with the columns and notes that the office has added."""
    sheet = work.old.sheets.get(table.role)
    known: frozenset[str] = frozenset()
    if sheet is None:
        if not table.rows:
            return []
        sheet = add_sheet(work.pen, work.old, table, work.titled[table.role], work.ledger)
        known = frozenset(row.key for row in table.rows)
    old = {key: Old(key, sheet.text(row)) for row in sheet.rows if (key := Key.read(row.key or "")) is not None}
    new = [Old(key, row.text) for row in table.rows if (key := Key.read(row.key)) is not None]
    found = match(old.values(), new, work.ledger.notices)
    plan = planned(sheet, table, _as_text(found), work.ledger.notices, keep_gone=False)
    _arrange(work, plan)
    told = write_rows(work.pen, plan, work.ledger.language, {}, known=known)
    if table.role != "warnings":
        work.changes += told.replaced
    return told.warnings
