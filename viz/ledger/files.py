"""The file of a ledger: whether somebody has it open, a copy of it as it was, and the new one in its place."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ...graph.errors import GraphError
from ...graph.formats import written_whole
from ...graph.text import counted
from .columns import Language
from .memory import Names
from .reading import OldLedger, read_ledger
from .tables import Ledger
from .update import Updated, update

__all__ = ["Refreshed", "backup", "check_closed", "newest_copy", "opened", "refresh"]

_BACKUP: Final = {"zh": "备份", "en": "backup"}
_LOCKS: Final = ("~${}", ".~lock.{}#", ".~{}")
"""How Excel and WPS, LibreOffice, and WPS on Linux mark a file that is open."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What refreshing a file did.

    Attributes:
        updated: the counts.
        backup: the copy of the file as it was; none if there was nothing to change.
    """

    updated: Updated
    backup: Path | None

    def summary(self) -> str:
        """The counts in words."""
        u = self.updated
        of_rows = (
            (u.new, "new"),
            (u.changed, "changed"),
            (u.gone, "gone"),
            (u.back, "back again"),
            (u.moved, "found again under another number"),
            (u.renamed, "of a notice that has another number or title"),
            (u.similar, "found again by similar words"),
        )
        of_cells = (
            (u.taken, "taken over from sheets of units"),
            (u.conflicts, "filled in differently (see 提示, Warnings)"),
            (u.kept, "changed by hand and kept"),
        )
        said = [f"{counted(count, 'row')} {what}" for count, what in of_rows if count]
        said += [f"{counted(count, 'cell')} {what}" for count, what in of_cells if count]
        return ", ".join(said) or "the rows are as they were"


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger that is there.

    Attributes:
        data: the file as it was when it was read.
        old: what it holds.
    """

    data: bytes
    old: OldLedger

    @property
    def language(self) -> Language:
        """Of its headings."""
        return self.old.language

    @property
    def names(self) -> Names:
        """What its units are called."""
        return self.old.names

    @property
    def units(self) -> frozenset[str]:
        """IRIs of the units that have a sheet."""
        return frozenset(role.removeprefix("unit ") for role in self.old.sheets if role.startswith("unit "))


def check_closed(path: Path) -> None:
    """Refuses a file that another program has open: what is typed there would be lost, or ours.

    Raises:
        GraphError: if there is a lock file beside it.
    """
    real = path.resolve()
    names = [lock.format(real.name) for lock in _LOCKS]
    # Excel leaves out the first two characters of a longer name.
    names += [f"~${real.name[2:]}"] if len(real.stem) > 6 else []
    for name in names:
        if (lock := real.with_name(name)).exists():
            raise GraphError(
                str(path), f"is open in another program ({lock.name} is there)",
                "close it there; if nobody has it open, delete that file",
            )  # fmt: skip


def opened(path: Path, *, drop_drawings: bool = False) -> Opened:
    """Reads a ledger that is there; the file is not changed.

    Raises:
        GraphError: if it is open elsewhere, cannot be read, or is not one.
    """
    check_closed(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(
            str(path), f"cannot be read ({error.strerror})", "check the file and its permissions"
        ) from None
    old = read_ledger(data, str(path), drop_drawings=drop_drawings, copy=lambda: newest_copy(path))
    return Opened(data, old)


def newest_copy(path: Path) -> str | None:
    """The name of the newest copy that an update has made of a file and that can be updated; none if there is none."""
    for _, copy in sorted(_copies(path), reverse=True):
        try:
            read_ledger(copy.read_bytes(), str(copy), drop_drawings=True)
        except (OSError, GraphError):
            continue
        return copy.name
    return None


def _copies(path: Path) -> Iterator[tuple[int, Path]]:
    """The copies of a file with their numbers."""
    real = path.resolve()
    words = "|".join(_BACKUP.values())
    name = re.compile(rf"{re.escape(real.stem)}\.(?:{words})-(\d+){re.escape(real.suffix)}")
    for each in real.parent.iterdir():
        if (found := name.fullmatch(each.name)) is not None:
            yield int(found[1]), each


def refresh(
    there: Opened, ledger: Ledger, path: Path, renamed: Ledger | None = None, day: date | None = None
) -> Refreshed:
    """Refreshes the file, after a copy of it was made that nothing will write over.

    If there is nothing to change, nothing is written and no copy is made.

    Args:
        there: the file as it was read.
        ledger: what the graph says now, with the names of units that the file has.
        path: the file.
        renamed: the same with other names of units, where the file is to have those from now on.
        day: of the update, for the list of changes.

    Raises:
        GraphError: if it is about something else, was changed meanwhile or cannot be written. It is as it was then.
    """
    if there.old.scope != ledger.scope:
        told = "is about all units" if there.old.scope == "all" else f"is about {_named(there.old.scope, ledger)} alone"
        raise GraphError(str(path), told, "update it with the same --agency that it was made with")
    done = update(there.old, ledger, renamed, day)
    if not done.touched:
        return Refreshed(done, None)
    made = io.BytesIO()
    there.old.workbook.save(made)
    check_closed(path)
    copied: Path | None = None
    try:
        with written_whole(path) as file:
            file.write(made.getvalue())
            file.flush()
            if path.read_bytes() != there.data:
                raise GraphError(str(path), "was changed by somebody while it was being updated", "update it again")
            copied = backup(path, there.data, there.language)
    except GraphError:
        if copied is not None:
            copied.unlink()
        raise
    return Refreshed(done, copied)


def _named(scope: str, ledger: Ledger) -> str:
    """The unit of a ledger by its name, or, where the graph does not know it, as its IRI ends."""
    iri = scope.removeprefix("unit ")
    return ledger.names.get(iri) or iri.rpartition("/")[2]


def backup(path: Path, data: bytes, language: Language = "zh") -> Path:
    """A copy under the number after the last, 台账.备份-1.xlsx; a name that is taken is never written to.

    Raises:
        GraphError: if it cannot be written.
    """
    real = path.resolve()
    last = max((i for i, _ in _copies(path)), default=0)
    for i in range(last + 1, last + 1_000):
        copy = real.with_name(f"{real.stem}.{_BACKUP[language]}-{i}{real.suffix}")
        try:
            with copy.open("xb") as file:
                try:
                    file.write(data)
                except BaseException:
                    copy.unlink()
                    raise
        except FileExistsError:
            continue
        except OSError as error:
            advice = "make room there, or check the permissions of the folder"
            raise GraphError(str(copy), f"cannot be written ({error.strerror})", advice) from None
        return copy
    raise GraphError(str(path), "has too many copies beside it", "move old copies away")
