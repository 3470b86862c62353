"""Sheets that have lost their hidden columns, and a whole ledger whose sheet was deleted, made good from the others."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Final

from .cells import plain, whole
from .columns import KEY
from .fitting import apart, as_it_looks
from .keys import Key, digest
from .layout import FIRST, mark
from .matching import Match
from .pen import Pen
from .reading import OldLedger, OldRow, OldSheet, columns_of
from .table import LEDGER_ROLE, Row
from .tables import Ledger
from .warnings import warning

__all__ = ["adopt_sheets", "taken_back"]

_Place = tuple[str, str, str]
"""What a row says of notice, task and clause number."""
_PLACES: Final = ("notice", "task_number", "clause_number")


@dataclass(frozen=True, slots=True)
class _Known:
    """A row that has its key."""

    key: Key
    row: OldRow
    place: _Place


def adopt_sheets(old: OldLedger, ledger: Ledger, pen: Pen) -> list[Row]:
    """Gives the rows of sheets without hidden columns their keys, and the sheets their marks; tells of it.

    All sheets showed the same facts when they were last written, so a row is the one of another sheet that has its
    words, and of several that which says the same numbers; else the one that says the same numbers; else it is known
    by its own numbers and words, which the update then looks for as for any other row. What remains is no row of ours.
    """
    told: list[Row] = []
    heads = next((s.memory.header for s in old.sheets.values() if s.memory.header), "")
    for role in sorted(old.adopted, key=lambda role: role != LEDGER_ROLE):
        sheet = old.sheets[role]
        rows = [i for i, row in enumerate(sheet.rows) if sheet.text(row)]
        given = _by_other_sheets(sheet, rows, list(_known(old, role)))
        given |= _by_themselves(sheet, [i for i in rows if i not in given], _labels(old, ledger), given)
        for i, (key, base) in given.items():
            sheet.rows[i] = replace(sheet.rows[i], key=str(key), base=base)
        pen.put(sheet.sheet.cell(1, 1), KEY, mark(role, old.language))
        apart(sheet.sheet)
        sheet.memory = as_it_looks(sheet, ledger, heads)
        for letter in "AB":
            sheet.sheet.column_dimensions[letter].hidden = True
        counts = {"zh": f"对应 {len(given)} 行，未对应 {len(rows) - len(given)} 行"}
        counts["en"] = f"rows found: {len(given)}, not found: {len(rows) - len(given)}"
        told.append(warning("adopted", role, old.language, {"text": sheet.sheet.title}, counts[old.language]))
    return told


def _place(sheet: OldSheet, row: OldRow) -> _Place:
    said = [
        plain(sheet.sheet.cell(row.index, sheet.columns[name]).value) if name in sheet.columns else ""
        for name in _PLACES
    ]
    return said[0], said[1], said[2]


def _known(old: OldLedger, but: str) -> Iterator[_Known]:
    """The rows of other sheets, each key once."""
    seen: set[Key] = set()
    for role, sheet in old.sheets.items():
        if role != but and (role == LEDGER_ROLE or role.startswith("unit ")):
            for row in sheet.rows:
                key = Key.read(row.key or "")
                if key is not None and key not in seen:
                    seen.add(key)
                    yield _Known(key, row, _place(sheet, row))


def _by_other_sheets(
    sheet: OldSheet, rows: list[int], known: list[_Known]
) -> dict[int, tuple[Key, Mapping[str, str] | None]]:
    found: dict[int, tuple[Key, Mapping[str, str] | None]] = {}
    used: set[Key] = set()
    places = {i: _place(sheet, sheet.rows[i]) for i in rows}
    words = {i: digest(sheet.text(sheet.rows[i])) for i in rows}
    by_words: dict[str, list[_Known]] = {}
    by_place: dict[_Place, list[_Known]] = {}
    for k in known:
        by_words.setdefault(k.key.words, []).append(k)
        by_place.setdefault(k.place, []).append(k)
    of_words: dict[str, int] = {}
    for text in words.values():
        of_words[text] = of_words.get(text, 0) + 1

    def take(i: int, those: list[_Known]) -> None:
        free = [k for k in those if k.key not in used]
        if i not in found and len(free) == 1:
            used.add(free[0].key)
            found[i] = free[0].key, free[0].row.base

    for i in rows:
        take(i, [k for k in by_words.get(words[i], []) if k.place == places[i]])
    for i in rows:
        # Where the same words stand several times, only their numbers tell which is which.
        if of_words[words[i]] == len(by_words.get(words[i], [])) == 1:
            take(i, by_words[words[i]])
    for i in rows:
        # The words were changed by hand: they are those of no other row.
        if words[i] not in by_words and len(by_place.get(places[i], [])) == 1:
            take(i, by_place.get(places[i], []))
    return found


def _labels(old: OldLedger, ledger: Ledger) -> dict[str, str]:
    """What a row says of its notice → IRI of the notice, where only one is called so."""
    found: dict[str, set[str]] = {}
    for row in ledger.main.rows:
        if (key := Key.read(row.key)) is not None:
            found.setdefault(plain(row.values.get("notice")), set()).add(key.notice)
    for role, sheet in old.sheets.items():
        # In the sheet of warnings a key begins with their kind.
        for of in sheet.rows if role != "warnings" else ():
            if (key := Key.read(of.key or "")) is not None and "notice" in sheet.columns:
                found.setdefault(_place(sheet, of)[0], set()).add(key.notice)
    return {label: next(iter(iris)) for label, iris in found.items() if len(iris) == 1}


def _by_themselves(
    sheet: OldSheet,
    rows: list[int],
    labels: Mapping[str, str],
    given: Mapping[int, tuple[Key, Mapping[str, str] | None]],
) -> dict[int, tuple[Key, Mapping[str, str] | None]]:
    found: dict[int, tuple[Key, Mapping[str, str] | None]] = {}
    used = {key for key, _ in given.values()}
    for i in rows:
        notice, task, clause = _place(sheet, sheet.rows[i])
        if notice in labels and task.isdecimal() and (clause or "1").isdecimal():
            key = Key(labels[notice], f"task/{task}/clause/{clause or 1}", digest(sheet.text(sheet.rows[i])))
            if key not in used:
                used.add(key)
                found[i] = key, None
    return found


def _order(key: Key) -> tuple[str, list[int]]:
    return key.notice, [number for part in key.place.split("/") if (number := whole(part)) is not None]


def taken_back(old: OldLedger, sheet: OldSheet, found: Mapping[Key, Match], pen: Pen) -> None:
    """Puts rows that only sheets of units hold into a whole ledger that is written anew: its sheet was deleted.

    They are those whose clause, or whose notice, the graph does not have; what it has is written from it.

    Args:
        old: the workbook.
        sheet: of the whole ledger, empty but for its headings.
        found: old key → what it has become.
        pen: writes and counts.
    """
    held: dict[Key, tuple[OldSheet, OldRow]] = {}
    for role, of in old.sheets.items():
        if role.startswith("unit "):
            for row in of.rows:
                key = Key.read(row.key or "")
                if key is not None and key not in found:
                    held.setdefault(key, (of, row))
    facts = [c.name for c in columns_of(LEDGER_ROLE) if not c.typed and c.name in sheet.columns]
    for at, key in enumerate(sorted(held, key=_order), FIRST):
        of, row = held[key]
        for name in facts:
            before: Any = of.sheet.cell(row.index, of.columns[name]) if name in of.columns else None
            if before is not None and before.data_type != "f":
                after: Any = sheet.sheet.cell(at, sheet.columns[name])
                after.value, after.data_type, after._style = before.value, before.data_type, copy(before._style)
        base = None if row.base is None else {n: p for n, p in row.base.items() if n in sheet.columns}
        sheet.rows.append(OldRow(at, str(key), base))
        pen.touched += 1
