"""What people filled in, gathered from the ledger and the sheets of units, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from openpyxl.cell.cell import MergedCell

from .cells import Content, fingerprint, plain, safe, whole
from .columns import PROGRESS, Column, Language, spoken
from .keys import Key
from .matching import Match, Old, found_by_text
from .pen import Change
from .progress import Entered, Settled, joined, settle, told_of
from .reading import OldLedger, OldRow, OldSheet
from .sorting import rekey
from .table import LEDGER_ROLE, Row
from .tables import Ledger
from .warnings import warning

__all__ = ["Gathered", "adopt", "entered_in", "gathered", "old_rows", "rows_by_identity"]


@dataclass(slots=True)
class Gathered:
    """What was filled in.

    Attributes:
        entered: key that a row will have → column → what is to be put into the ledger; no more than what it lacks.
        taken: entries that the ledger had not and takes over from sheets of units.
        conflicts: cells that were filled in differently.
        changes: what was different, for the list of changes.
        warnings: likewise, for the sheet of warnings.
    """

    entered: dict[str, dict[str, Entered]] = field(default_factory=dict)
    taken: int = 0
    conflicts: int = 0
    changes: list[Change] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)


def _sheets(old: OldLedger) -> list[OldSheet]:
    return [s for role, s in old.sheets.items() if role == LEDGER_ROLE or role.startswith("unit ")]


def adopt(old: OldLedger, new: list[Old]) -> None:
    """Rows that lost their key and have the words of one clause get it back, and so do rows that were sorted alone.

    It is the key by which other sheets know that clause, else the one that it has in the graph: two keys for one
    clause would make two rows of it.
    """
    for sheet in old.sheets.values():
        rekey(sheet)
    there = old_rows(old)
    bases = {row.key: row.base for sheet in _sheets(old) for row in sheet.rows if row.base is not None}
    for sheet in _sheets(old):
        held = {row.key for row in sheet.rows}
        for i, row in enumerate(sheet.rows):
            if row.key is None and (words := sheet.text(row)):
                key = found_by_text(words, there) or found_by_text(words, new)
                if key is not None and str(key) not in held:
                    held.add(str(key))
                    sheet.rows[i] = replace(row, key=str(key), base=row.base or bases.get(str(key)))


def old_rows(old: OldLedger) -> list[Old]:
    """The clauses that the ledger or a sheet of a unit has, each once."""
    found: dict[Key, Old] = {}
    for sheet in _sheets(old):
        for row in sheet.rows:
            key = Key.read(row.key or "")
            if key is not None and key not in found:
                found[key] = Old(key, sheet.text(row))
    return list(found.values())


def rows_by_identity(sheet: OldSheet, found: Mapping[Key, Match]) -> dict[str, OldRow]:
    """Rows by what they are to be known by: the new key, or where there is none the old one."""
    rows: dict[str, OldRow] = {}
    for row in sheet.rows:
        if (key := Key.read(row.key or "")) is not None:
            rows.setdefault(str(found[key].key if key in found else key), row)
    return rows


def entered_in(sheet: OldSheet | None, row: OldRow | None, column: str, who: str = "") -> Entered:
    """What a cell holds; nothing where the row or the column is not there."""
    if sheet is None or row is None or column not in sheet.columns:
        return Entered(who, None)
    cell = sheet.sheet.cell(row.index, sheet.columns[column])
    last = None if row.base is None else row.base.get(column, "")
    return Entered(who, cell.value, cell.data_type == "f", cell.number_format, isinstance(cell, MergedCell), last)


def gathered(old: OldLedger, ledger: Ledger, found: Mapping[Key, Match]) -> Gathered:
    """Brings together what was filled in.

    Args:
        old: the workbook as it is.
        ledger: what the graph says now.
        found: old key → what it has become.
    """
    told = Gathered()
    main = old.sheets.get(LEDGER_ROLE)
    of_main = {} if main is None else rows_by_identity(main, found)
    units = [(s, rows_by_identity(s, found)) for role, s in old.sheets.items() if role.startswith("unit ")]
    new = {row.key: row for row in ledger.main.rows}
    for identity in dict.fromkeys([*of_main, *(i for _, rows in units for i in rows)]):
        having = [(s, rows[identity]) for s, rows in units if identity in rows]
        about = _about(
            new.get(identity), [*([(main, of_main[identity])] if main and identity in of_main else []), *having]
        )
        take = _row(old, ledger, told, identity, about, of_main.get(identity), having)
        if take:
            told.entered[identity] = take
    return told


def _row(
    old: OldLedger,
    ledger: Ledger,
    told: Gathered,
    identity: str,
    about: Mapping[str, Content],
    row: OldRow | None,
    having: list[tuple[OldSheet, OldRow]],
) -> dict[str, Entered]:
    main, language = old.sheets.get(LEDGER_ROLE), ledger.language
    take: dict[str, Entered] = {}
    beside: list[tuple[Column, Entered]] = []
    left: list[tuple[Column, str, Entered]] = []
    for column in PROGRESS:
        if main is not None and column.name not in main.columns:
            continue
        heading = column.heading(language)
        held = entered_in(main, row, column.name)
        of_units = [(s.role.removeprefix("unit "), entered_in(s, r, column.name, _name(s, ledger))) for s, r in having]
        said = [entered for _, entered in of_units]
        base = None if row is None or row.base is None else row.base.get(column.name, "")
        settled = settle(column.name, base, held, said)
        for unit, entered in of_units:
            if entered.formula:
                name = f"{identity}|{unit}|{column.name}"
                told.warnings.append(warning("formula", name, language, about, f"{entered.who}·{heading}"))
        if settled.conflict:
            told.conflicts += 1
            told.warnings.append(_conflict(identity, column, settled, about, language))
            told.changes += [
                Change("conflict", about, column, plain(held.value), plain(e.value), e.who)
                for e in settled.conflict
                if e.who
            ]
        told.taken += max(settled.take is not None, len(settled.beside))
        if settled.take is not None:
            take[column.name] = settled.take
        beside += [(column, entered) for entered in settled.beside]
        if held.closed:
            left += [(column, u, e) for u, e in of_units if not e.formula and fingerprint(e.value) not in {"", base}]
    if beside and (main is None or "remarks" in main.columns):
        remarks = take.get("remarks") or entered_in(main, row, "remarks")
        if not remarks.closed and (words := _beside(plain(remarks.value), beside, language)) is not None:
            take["remarks"] = Entered("", safe(words))
    remarks = take.get("remarks") or entered_in(main, row, "remarks")
    for column, unit, entered in left:
        # Whatever the unit was called when it was put there: units may go by other names since.
        if not told_of(plain(remarks.value), entered, "" if column.name == "remarks" else column.heading(language)):
            name, what = f"{identity}|{unit}|{column.name}", f"{entered.who}·{column.heading(language)}"
            told.warnings.append(warning("closed", name, language, about, what))
    return take


def _beside(words: str, beside: list[tuple[Column, Entered]], language: Language) -> str | None:
    """Remarks with what could not stand in its own column; none if that is too long, and the list of changes has it."""
    found: str | None = words
    for column, entered in beside:
        if found is not None:
            found = joined(found, [entered], "" if column.name == "remarks" else column.heading(language))
    return found


def _name(sheet: OldSheet, ledger: Ledger) -> str:
    return ledger.names.get(sheet.role.removeprefix("unit "), sheet.sheet.title)


def _about(new: Row | None, rows: list[tuple[OldSheet, OldRow]]) -> dict[str, Content]:
    """The columns of a warning or a change that say which clause is meant."""
    if new is not None:
        return {name: new.values.get(name) for name in ("notice", "task_number")} | {"text": new.text[:100]}
    if not rows:
        return {}
    sheet, row = rows[0]
    found: dict[str, Content] = {"text": sheet.text(row)[:100]}
    for name in ("notice", "task_number"):
        if name in sheet.columns:
            said = plain(sheet.sheet.cell(row.index, sheet.columns[name]).value)
            number = whole(said) if name == "task_number" else None
            found[name] = said or None if number is None else number
    return found


def _conflict(identity: str, column: Column, settled: Settled, about: Mapping[str, Content], language: Language) -> Row:
    said = joined("", [replace(e, who=e.who or spoken("ledger", language)) for e in settled.conflict])
    return warning(
        "conflict", f"{identity}|{column.name}", language, about, f"{column.heading(language)}\n{said or ''}"
    )
