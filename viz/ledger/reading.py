"""An existing ledger, read back: which sheet is what, which column, which row; and what cannot be read is refused."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ...graph.errors import GraphError
from .cells import plain
from .columns import CHANGES, DOCUMENTS, INDEX, LEDGER, TARGETS, UNIT, WARNINGS, Column, Language
from .headings import find_columns, heading
from .layout import FIRST, MARK, VERSION
from .memory import Memory, Names
from .table import LEDGER_ROLE
from .unmarked import has_room, without_keys
from .verbatim import HEADERS, Verbatim, read_workbook

__all__ = ["NewestCopy", "OldLedger", "OldRow", "OldSheet", "base_in", "columns_of", "read_again", "read_ledger"]

_COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    LEDGER_ROLE: LEDGER,
    "targets": TARGETS,
    "documents": DOCUMENTS,
    "index": INDEX,
    "warnings": WARNINGS,
    "changes": CHANGES,
}
_HIGHEST: Final = 20
"""Rows in which headings are looked for."""
_MARK: Final = re.compile(rf"{MARK} (?P<version>\d+) (?P<language>zh|en) (?P<role>\S+(?: \S+)?)")
_LOST: Final = re.compile(
    r"xl/(?:drawings/drawing|charts/|media/|diagrams/|ctrlProps/|activeX/|slicers/|slicerCaches/|timelines/"
    r"|timelineCaches/|embeddings/|cellimages|richData/|model/|queryTables/|connections|webextensions/)|.*vbaProject"
)
"""Parts of a workbook that openpyxl does not write again."""
_ESCAPE: Final = b"x005F_"
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""Old .xls files, and .xlsx files with a password, are compound files (MS-CFB)."""


NewestCopy = Callable[[], str | None]
"""Gives the name of the newest copy of the file that can be updated; none if there is none."""


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row of a sheet of ours.

    Attributes:
        index: its number in the sheet.
        key: as it stands there; none in a row that somebody added.
        base: fingerprints of what was last written there, by column; none where they are not to be had.
    """

    index: int
    key: str | None
    base: Mapping[str, str] | None


@dataclass(slots=True)
class OldSheet:
    """A sheet of ours.

    Attributes:
        sheet: as openpyxl has it.
        role: what it is.
        columns: name → number of each column of ours that is there.
        rows: all below the headings, in order.
        memory: what it remembers.
    """

    sheet: Worksheet
    role: str
    columns: dict[str, int]
    rows: list[OldRow] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def text(self, row: OldRow) -> str:
        """The words of its clause, target or document."""
        for name in ("clause", "task", "quote"):
            if name in self.columns and (words := plain(self.sheet.cell(row.index, self.columns[name]).value)):
                return words
        return ""


@dataclass(slots=True)
class OldLedger:
    """A workbook of ours.

    Attributes:
        workbook: as openpyxl has it.
        language: of its headings.
        scope: what it is about: "all", or "unit" and an IRI.
        names: what its units are called.
        sheets: those of ours, by role.
        notes: what openpyxl could not take over.
        adopted: roles of sheets that were known by their headings alone, and whose columns A and B are empty.
    """

    workbook: Workbook
    language: Language
    scope: str
    names: Names
    sheets: dict[str, OldSheet]
    notes: tuple[str, ...] = ()
    adopted: frozenset[str] = frozenset()


def columns_of(role: str) -> tuple[Column, ...]:
    """The columns of a sheet with a role."""
    return UNIT if role.startswith("unit ") else _COLUMNS[role]


def read_ledger(data: bytes, place: str, *, drop_drawings: bool = False, copy: NewestCopy = lambda: None) -> OldLedger:
    """Reads a workbook back.

    Args:
        data: the file.
        place: what it is called, for messages.
        drop_drawings: whether it may lose its charts and pictures.
        copy: asked only where the advice is to go back to a copy.

    Raises:
        GraphError: if it is no workbook, damaged, locked with a password, not a ledger, or holds what would be lost.
    """
    if data.startswith(_OLE):
        raise GraphError(
            place, "is an old .xls file or has a password", "save it as .xlsx without a password, then update it"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            broken = archive.testzip()
            lost = [] if broken is not None else sorted(set(_lost(archive)))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise GraphError(place, f"is no workbook, or damaged ({error})", _restore(copy)) from None
    except Exception as error:  # zlib's own error says nothing of files
        raise GraphError(place, f"is damaged ({type(error).__name__})", _restore(copy)) from None
    if broken is not None:
        raise GraphError(place, f"is damaged (in {broken})", _restore(copy))
    if lost and not drop_drawings:
        raise GraphError(
            place, f"holds what an update would lose ({', '.join(lost[:3])})",
            "move charts and pictures to a workbook of their own, or give --drop-drawings; a copy is kept",
        )  # fmt: skip
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            whole, sign = _signed(data)
            workbook = read_workbook(whole)
    except Exception as error:  # whatever openpyxl trips over, the file stays as it is
        raise GraphError(place, f"cannot be read as a workbook ({type(error).__name__})", _restore(copy)) from None
    if sign:
        _unsign(workbook, sign)
    return _known(workbook, place, tuple(dict.fromkeys(str(w.message) for w in told)), copy)


def _restore(copy: NewestCopy) -> str:
    name = copy()
    return f"go back to {name}, its newest sound copy" if name else "go back to a copy of your own: none is beside it"


def _lost(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        # LibreOffice writes a drawing with nothing in it for every sheet.
        if _LOST.match(name) and not (name.startswith("xl/drawings/") and b"Anchor" not in archive.read(name)):
            yield name


def _signed(data: bytes) -> tuple[bytes, str]:
    """The file with a sign in place of ``x005F_``, which openpyxl drops from texts; no sign where none is needed.

    A text such as ``_x0041_`` is stored as ``_x005F_x0041_``; without its escape it would read A ever after.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    of_text = [i for i in parts if i.filename == "xl/sharedStrings.xml" or i.filename.startswith("xl/worksheets/sheet")]
    if not any(_ESCAPE in parts[info] for info in of_text):
        return data, ""
    sign = next(c for c in map(chr, range(0xFDD0, 0xFDF0)) if not any(c.encode() in part for part in parts.values()))
    for info in of_text:
        parts[info] = parts[info].replace(_ESCAPE, sign.encode())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for info, part in parts.items():
            archive.writestr(info.filename, part)
    return made.getvalue(), sign


def _unsign(workbook: Workbook, sign: str) -> None:
    """Puts ``x005F_`` back, so that what nobody touches is stored as it was."""
    for sheet in workbook.worksheets:
        heads: Any = sheet.HeaderFooter
        for name in HEADERS:
            if isinstance(item := getattr(heads, name), Verbatim) and sign in item.words:
                setattr(heads, name, Verbatim(item.words.replace(sign, _ESCAPE.decode())))
        for row in sheet.iter_rows():
            cell: Any
            for cell in row:
                if isinstance(cell.value, CellRichText):
                    for i, part in enumerate(cell.value):
                        if isinstance(part, TextBlock):
                            part.text = part.text.replace(sign, _ESCAPE.decode())
                        else:
                            cell.value[i] = part.replace(sign, _ESCAPE.decode())
                elif isinstance(cell.value, str) and sign in cell.value:
                    kind = cell.data_type
                    cell.value = cell.value.replace(sign, _ESCAPE.decode())
                    cell.data_type = kind


def _known(workbook: Workbook, place: str, notes: tuple[str, ...], copy: NewestCopy) -> OldLedger:
    marked = {role: _original(of, place) for role, of in _marked(workbook, place).items()}
    there = {role: sheet for role, (sheet, _) in marked.items()}
    lost = without_keys(workbook.worksheets, there)
    for of, lost_role in lost:
        if (several := [s.title for s, role in lost if role == lost_role])[1:]:
            raise GraphError(
                place, f"has no columns A and B that tell which sheet is the ledger: {' or '.join(several)}",
                "move all but one to a workbook of their own",
            )  # fmt: skip
        if not marked or not has_room(of):
            insert = "" if not marked else "insert two empty columns before its first one and update again, or "
            raise GraphError(
                place, f"is no whole ledger of Zhengtu: sheet {of.title} has lost its hidden columns A and B",
                insert + _restore(copy),
            )  # fmt: skip
    there |= {role: sheet for sheet, role in lost}
    if LEDGER_ROLE not in there and not any(role.startswith("unit ") for role in there):
        raise GraphError(
            place, "is no ledger of Zhengtu, or its hidden columns A and B are gone",
            "write a new one under another name, and copy into it what was filled in",
        )  # fmt: skip
    first, mark = marked.get(LEDGER_ROLE) or next(iter(marked.values()))
    memory = Memory.read(plain(first["B1"].value))
    old = OldLedger(
        workbook, "en" if mark["language"] == "en" else "zh", memory.scope, memory.names, {}, notes,
        frozenset(role for _, role in lost),
    )  # fmt: skip
    renamed: dict[str, str] = {}
    for role in sorted(there, key=lambda role: role != LEDGER_ROLE):
        one = there[role]
        rows = list(_rows(one))
        prints = [(row.index, row.base) for row in rows if row.base is not None]
        columns = find_columns(one, columns_of(role), prints, renamed)
        if role == LEDGER_ROLE:
            renamed = {heading(one, i): name for name, i in columns.items()}
        remembered = Memory.read(plain(one["B1"].value)) if role in marked else Memory(memory.scope, memory.names)
        old.sheets[role] = OldSheet(one, role, columns, rows, remembered)
    return old


def _marked(workbook: Workbook, place: str) -> dict[str, list[tuple[Worksheet, re.Match[str]]]]:
    """The sheets with our mark, by role: more than one where somebody has copied a sheet."""
    marked: dict[str, list[tuple[Worksheet, re.Match[str]]]] = {}
    for each in workbook.worksheets:
        sheet: Worksheet = each
        for row in range(1, min(sheet.max_row, _HIGHEST) + 1):
            found = _MARK.fullmatch(plain(sheet.cell(row, 1).value))
            if found is None or (found["role"] not in _COLUMNS and not found["role"].startswith("unit ")):
                continue
            if row > 1:
                raise GraphError(
                    place, f"sheet {sheet.title}: its headings stand in row {row}",
                    "take out the rows above them (what the ledger is of is printed above each page), and update again",
                )  # fmt: skip
            if int(found["version"]) > VERSION:
                raise GraphError(place, "was written by a newer version of Zhengtu", "update Zhengtu, then the ledger")
            marked.setdefault(found["role"], []).append((sheet, found))
    return marked


def _original(of: list[tuple[Worksheet, re.Match[str]]], place: str) -> tuple[Worksheet, re.Match[str]]:
    """The sheet of which the others are copies: the one that has its name still.

    Raises:
        GraphError: if there are several and it cannot be told which it is.
    """
    known = [one for one in of if len(of) == 1 or one[0].title == Memory.read(plain(one[0]["B1"].value)).title]
    if len(known) == 1:
        return known[0]
    raise GraphError(
        place, f"has several sheets that are copies of one: {', '.join(sheet.title for sheet, _ in of)}",
        "empty cell A1 (in the hidden column A) of all but the one that is filled in, and update again",
    )  # fmt: skip


def _rows(sheet: Worksheet) -> Iterator[OldRow]:
    for i in range(FIRST, sheet.max_row + 1):
        key = plain(sheet.cell(i, 1).value)
        yield OldRow(i, key or None, base_in(plain(sheet.cell(i, 2).value)))


def read_again(old: OldLedger) -> None:
    """Lets the rows of a workbook have their keys and fingerprints as an update has written them since."""
    old.adopted = frozenset()
    for sheet in old.sheets.values():
        sheet.rows = list(_rows(sheet.sheet))


def base_in(text: str) -> Mapping[str, str] | None:
    """The fingerprints that stand in a cell of column B; none where there are none."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {str(name): str(value) for name, value in found.items()}
