"""Where each row of a sheet goes: rows that are there keep their order, and nothing that is nowhere else is dropped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .cells import fingerprint, plain
from .columns import STATUS, said_by_update
from .keys import Key
from .layout import FIRST, HIDDEN
from .matching import Match
from .moving import RowMap, rearrange
from .reading import OldRow, OldSheet, columns_of
from .table import Row, Table

__all__ = ["Plan", "Slot", "lay_out", "planned"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of a sheet as it will be.

    Attributes:
        kind: live where the graph has it; held where its notice is not in the graph; gone; own where it is not ours.
        row: the row before; none for a new one.
        new: what the graph says; none unless live.
        match: how it was found again.
        worth: whether it holds what is nowhere else.
        twice: whether it is a copy of another row.
    """

    kind: Literal["live", "held", "gone", "own"]
    row: OldRow | None
    new: Row | None = None
    match: Match | None = None
    worth: bool = False
    twice: bool = False

    @property
    def key(self) -> str:
        """The key that it will have.

        What is gone from this sheet, or is a copy, goes by what its clause has become: a key of before, beside that
        of now, would be taken for the clause by the next update.
        """
        if self.new is not None:
            return self.new.key
        if self.match is not None:
            return str(self.match.key)
        return (self.row.key or "") if self.row is not None else ""


@dataclass(slots=True)
class Plan:
    """A sheet with its rows as they will be."""

    sheet: OldSheet
    table: Table
    slots: list[Slot]


def planned(
    sheet: OldSheet,
    table: Table,
    found: Mapping[str, tuple[str, Match]],
    notices: frozenset[str],
    *,
    keep_gone: bool,
    held: Mapping[str, frozenset[str]] | None = None,
) -> Plan:
    """Which row goes where.

    Rows that are there keep their order, new ones come after the row before them, gone ones to the end of ours; rows
    that somebody added stay where they are.

    Args:
        sheet: as it is.
        table: what the graph says.
        found: old key → new key, and how.
        notices: IRIs of the notices that the graph has.
        keep_gone: whether gone rows stay in any case; otherwise only those that hold what is nowhere else.
        held: key → columns for progress that the ledger holds, where this is another sheet; what it does not hold is
            nowhere else.
    """
    new = {row.key: row for row in table.rows}
    taken: set[str] = set()
    there: list[Slot] = []
    gone: list[Slot] = []
    typed = frozenset(c.name for c in table.columns if c.typed)
    # openpyxl looks at every cell to tell how wide a sheet is.
    width = sheet.sheet.max_column
    for row in sheet.rows:
        key, match = found.get(row.key or "", (row.key or "", None))
        lacking = frozenset[str]() if held is None else typed - held.get(key, frozenset())
        worth = _worth(sheet, row, width, lacking)
        if row.key is None:
            there.append(Slot("own", row, worth=worth))
            continue
        if key in taken:
            there.append(Slot("own", row, match=match, worth=True, twice=True))
            continue
        taken.add(key)
        of = Key.read(row.key)
        if key in new:
            there.append(Slot("live", row, new[key], match))
        # In the sheet of warnings a key begins with their kind.
        elif match is None and of is not None and of.notice.rpartition("|")[2] not in notices:
            there.append(Slot("held", row))
        elif keep_gone or worth:
            gone.append(Slot("gone", row, match=match, worth=worth))
    return Plan(sheet, table, _with_new(there, gone, table.rows, taken))


def _with_new(there: Sequence[Slot], gone: Sequence[Slot], rows: Iterable[Row], taken: set[str]) -> list[Slot]:
    placed = {slot.key for slot in there if slot.kind == "live"}
    first: list[Slot] = []
    after: dict[str, list[Slot]] = {}
    before: str | None = None
    for row in rows:
        if row.key in placed:
            before = row.key
        elif row.key not in taken:
            (first if before is None else after.setdefault(before, [])).append(Slot("live", None, row))
    ours = [i for i, slot in enumerate(there) if slot.kind != "own"]
    live = [i for i in ours if there[i].kind == "live"]
    end = ours[-1] + 1 if ours else len(there)
    start = live[0] if live else end
    found: list[Slot] = []
    for i, slot in enumerate([*there, None]):
        if i == start:
            found += first
        if i == end:
            found += gone
        if slot is not None:
            found.append(slot)
            found += after.get(slot.key, ()) if slot.kind == "live" else ()
    return found


def _worth(sheet: OldSheet, row: OldRow, width: int, lacking: frozenset[str]) -> bool:
    """Whether a row holds what is nowhere else: columns that somebody added, comments, formulas, facts as amended."""
    ours = {i: name for name, i in sheet.columns.items()}
    typed = {c.name for c in columns_of(sheet.role) if c.typed}
    for cell in next(sheet.sheet.iter_rows(min_row=row.index, max_row=row.index, max_col=width), ()):
        if cell.comment is not None:
            return True
        if cell.value is None or (cell.column or 0) <= len(HIDDEN):
            continue
        name = ours.get(cell.column or 0)
        if name is None or name in lacking or cell.data_type == "f":
            return True
        if name == STATUS.name:
            amended = not said_by_update(plain(cell.value))
        else:
            now = "" if name in typed else fingerprint(cell.value)
            amended = bool(now) and (row.base is None or now != row.base.get(name, ""))
        if amended:
            return True
    return False


def lay_out(plan: Plan) -> RowMap | None:
    """Puts the rows of a sheet where the plan has them; none if they are there already."""
    sheet = plan.sheet
    order = [None if slot.row is None else slot.row.index for slot in plan.slots]
    before = [row.index for row in sheet.rows if row.key is not None]
    after = [at for at, slot in enumerate(plan.slots, FIRST) if slot.kind != "own"]
    table = (before[0], before[-1], after[0], after[-1]) if before and after else None
    moved = rearrange(sheet.sheet, order, FIRST + len(sheet.rows) - 1, table)
    plan.slots = [
        replace(slot, row=None if slot.row is None else replace(slot.row, index=at))
        for at, slot in enumerate(plan.slots, FIRST)
    ]
    sheet.rows = [
        OldRow(at, slot.key or None, None if slot.row is None else slot.row.base)
        for at, slot in enumerate(plan.slots, FIRST)
    ]
    return moved
