"""Which files a command means: those named, and those in the folders named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from .corrections.table import SUFFIX, beside
from .errors import NoticeError
from .read import STDIN

__all__ = ["PAGE_SUFFIX", "notice_at", "notices_in", "tables_alone", "unread_table"]

PAGE_SUFFIX: Final = ".review.html"
"""What `zhengtu review` adds to the name of a notice's file for its page, which is no notice."""

_WORKBOOKS: Final = (".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods")
"""What spreadsheet programs save a table as unless they are told otherwise."""

# What a notice comes as. Old Word and WPS files are among them, so that a folder of them is not passed over in silence.
_SUFFIXES: Final = frozenset(
    {
        *(".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"),
        *(".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf"),
    }
)


def notices_in(paths: Iterable[Path]) -> list[Path]:
    """The files of some paths: a file stands for itself, a folder for all notices in it and below, by name.

    Hidden files, and files whose ending is no notice's, are passed over in folders. A file that is named twice
    comes once. Pages of `zhengtu review` are passed over by their names. A table of corrections is no notice, however
    it is named: it goes with the notice that it stands beside.

    Raises:
        NoticeError: if a folder holds no notice, or all that is named are tables of corrections.
    """
    paths = list(paths)
    found: dict[Path, None] = {}
    for path in paths:
        if path != STDIN and path.is_dir():
            inside = list(_walk(path))
            if not inside:
                raise NoticeError(
                    str(path),
                    "holds no notices",
                    "give a folder with .txt, .html, .mhtml, .md, .docx, .pdf or .ofd files",
                )
            found.update(dict.fromkeys(inside))
        elif not path.name.lower().endswith(SUFFIX):
            found[path] = None
    if paths and not found:
        raise NoticeError(
            str(paths[0]), "is a table of corrections, not a notice", "give the notice that it stands beside"
        )
    return list(found)


def notice_at(path: Path) -> Path:
    """The one file that a path names.

    Raises:
        NoticeError: if it is a folder or a table of corrections.
    """
    if path != STDIN and path.is_dir():
        raise NoticeError(str(path), "is a folder", "give one of the files in it")
    (file,) = notices_in([path])
    return file


def unread_table(notice: Path) -> Path | None:
    """A workbook beside a notice that is named as its table of corrections, where there is no such table as CSV.

    Nothing in it is read: `notice.txt.corrections.xlsx` for `notice.txt`.
    """
    if notice == STDIN or _is_there(table := beside(notice)):
        return None
    names = (Path(f"{start}{ending}") for ending in _WORKBOOKS for start in (table.with_suffix(""), table))
    return next((path for path in names if _is_there(path)), None)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # the name is longer than the system takes, or the folder may not be looked into


def tables_alone(paths: Iterable[Path]) -> list[Path]:
    """Tables of corrections in some folders whose notice is not there: nobody would miss what they say."""
    return [
        table
        for folder in paths
        if folder != STDIN and folder.is_dir()
        for table in sorted(folder.rglob(f"*{SUFFIX}"))
        if not table.name.startswith((".", "~$")) and not Path(str(table)[: -len(SUFFIX)]).exists()
    ]


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            # Office programs leave a ~$ file beside each open document.
            if file.lower().endswith(PAGE_SUFFIX):
                continue
            if not file.startswith((".", "~$")) and Path(file).suffix.lower() in _SUFFIXES:
                yield Path(root, file)
