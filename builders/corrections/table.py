"""A table of corrections as a file: what Excel, LibreOffice and people write, and what we write for them.

Excel in China saves CSV as GBK, with a semicolon in some settings and a tab in
“Unicode text”; all are read. A spreadsheet takes a cell that begins with =, +, -
or @ for a formula, so such a cell gets an apostrophe in front when we write it and
loses one when it is read.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..errors import NoticeError
from ..readers.encoding import decode
from .columns import COLUMNS, known_heading
from .errors import CorrectionError, cut

__all__ = ["SUFFIX", "Cells", "Table", "beside", "csv_text", "read_table", "table_of"]

SUFFIX: Final = ".corrections.csv"

_MAX_BYTES: Final = 16 * 1024 * 1024
_NEEDED: Final = ("action", "kind", "words", "text_sha256")
_GUARDED: Final = re.compile(r"'*[=+\-@\t\r]")
_LOSSY: Final = frozenset({"gb18030", "gbk", "gb2312"})
_ADVICE: Final = "docs/corrections.md shows the columns; zhengtu review FILE --table TABLE.csv writes them"


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it stands in the file.

    Attributes:
        number: as a spreadsheet counts, the headings being row 1.
        cells: column -> text, without white space at its ends; empty cells are left out.
        in_force: False where `action` begins with #: the row is kept and corrects nothing.
    """

    number: int
    cells: Mapping[str, str]
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table of corrections.

    Attributes:
        name: the file's name, for messages.
        sha256: of the file's bytes, in hex.
        text_sha256: of the text that it was written for.
        rows: all that hold anything.
        lossy: True for a file in GBK, where Excel writes ? for what it has no character for.
        heads: the headings as they are written -> columns, in the order of the file.
    """

    name: str
    sha256: str
    text_sha256: str
    rows: tuple[Cells, ...]
    lossy: bool
    heads: Mapping[str, str] = field(default_factory=dict)


def beside(notice: Path) -> Path:
    """Where the corrections of a notice stand: ``notice.txt.corrections.csv`` for ``notice.txt``."""
    return notice.with_name(notice.name + SUFFIX)


def table_of(notice: Path) -> Path | None:
    """The table that stands beside a notice; none where there is no such file."""
    file = beside(notice)
    try:
        return file if file.is_file() else None
    except OSError:
        # With the ending the name is too long for the file system.
        return None


def read_table(path: Path) -> Table:
    """The table in a file.

    Raises:
        CorrectionError: if it is no such table.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise CorrectionError(
            name, f"cannot be read ({error.strerror})", "check the file and its permissions"
        ) from None
    if len(data) > _MAX_BYTES:
        raise CorrectionError(name, f"is larger than {_MAX_BYTES >> 20} MB", "remove rows that correct nothing")
    if data.startswith(b"PK\x03\x04"):
        raise CorrectionError(name, "is an Excel or LibreOffice workbook", "save it as “CSV UTF-8”")
    if not data.strip():
        raise CorrectionError(name, "is empty", "delete it, or write the headings and rows; " + _ADVICE)
    try:
        text, encoding = decode(name, data)
    except NoticeError as error:
        raise CorrectionError(name, error.problem, "in Excel, save it as “CSV UTF-8”") from None
    heads, rows, digest = _rows(name, text)
    return Table(name, hashlib.sha256(data).hexdigest(), digest, tuple(rows), encoding in _LOSSY, heads)


def _rows(name: str, text: str) -> tuple[dict[str, str], list[Cells], str]:
    delimiter = _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    written: dict[str, str] = {}
    heads: list[str] | None = None
    rows: list[Cells] = []
    digest, said_in = "", 0
    try:
        for number, line in enumerate(lines, 1):
            values = [_unguarded(value) for value in line]
            if not any(values) or (heads is None and re.match("sep=", values[0])):
                continue
            if heads is None:
                heads = _heads(name, values)
                written = dict(zip(values, heads, strict=False))
                continue
            if any(values[len(heads) :]):
                raise CorrectionError(
                    name,
                    f"row {number}: has more cells than there are headings",
                    "put cells that hold a comma into quotation marks",
                    (number,),
                )
            cells = {head: value for head, value in zip(heads, values, strict=False) if value}
            said = cells.pop("text_sha256", "").lower()
            if said and digest and said != digest:
                raise CorrectionError(
                    name,
                    f"row {number}: is for the text {cut(said[:12])}…, and row {said_in} is for {cut(digest[:12])}…",
                    "keep the corrections of each text in a table of their own",
                    (number, said_in),
                )
            if said and not digest:
                digest, said_in = said, number
            if cells:
                rows.append(Cells(number, cells, in_force=not cells.get("action", "").startswith(("#", "＃"))))
    except csv.Error as error:
        raise CorrectionError(name, f"is no CSV near line {lines.line_num}: {error}", _ADVICE) from None
    if heads is None:
        raise CorrectionError(name, "has no headings", _ADVICE)
    if rows and not re.fullmatch("[0-9a-f]{64}", digest):
        raise CorrectionError(
            name,
            "does not say which text it is for: no row has the text's SHA-256 in text_sha256",
            "take it from zhengtu review FILE --table, or source.sha256 of zhengtu parse FILE --json",
        )
    return written, rows, digest


def _delimiter(text: str) -> str:
    """The sign that parts the first line into most headings that are known."""
    if match := re.match("sep=(.)\r?\n", text):
        return match[1]
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(
        ",;\t", key=lambda sign: sum(known_heading(_unguarded(x.strip('"'))) is not None for x in first.split(sign))
    )


def _heads(name: str, values: Sequence[str]) -> list[str]:
    heads: list[str] = []
    while values and not values[-1]:
        values = values[:-1]
    for at, value in enumerate(values, 1):
        head = known_heading(value)
        if head is None:
            raise CorrectionError(
                name,
                f"row 1: heading {at}, “{cut(value)}”, is no column; they are {', '.join(COLUMNS)}",
                _ADVICE,
                (1,),
            )
        if head in heads:
            raise CorrectionError(name, f"row 1: the column {head} stands twice", "remove one of them", (1,))
        heads.append(head)
    for needed in _NEEDED:
        if needed not in heads:
            raise CorrectionError(name, f"row 1: there is no column {needed} ({COLUMNS[needed]})", _ADVICE, (1,))
    return heads


def _unguarded(value: str) -> str:
    value = value.strip()
    return value[1:].strip() if value.startswith("'") and _GUARDED.match(value) else value


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as CSV that no spreadsheet takes a formula from; lines end as Excel ends them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([f"'{cell}" if _GUARDED.match(cell) else cell for cell in row] for row in rows)
    return out.getvalue()
