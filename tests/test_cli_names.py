"""Names of files that a user may mistype: an ending of another kind, a folder, nothing at all, a workbook for a table."""

from pathlib import Path

import pytest

from tests.commands import Run, one_line

NOTICE = "甲市关于丙的通知\n一、做好丙。（责任单位：省财政厅）\n"


@pytest.fixture
def zhengtu(in_process: Run) -> Run:
    """A command in this process."""
    return in_process


@pytest.fixture
def folder(tmp_path: Path, n_quads: str) -> Path:
    """A folder with a notice, a graph and a workbook that somebody has filled in."""
    (tmp_path / "n.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "g.nq").write_text(n_quads, encoding="utf-8")
    (tmp_path / "ledger.xlsx").write_bytes(b"filled in")
    (tmp_path / "sub").mkdir()
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


PAGES = [
    ("review", "n.txt", "-o", "ledger.xlsx"),
    ("view", "--graph", "g.nq", "-o", "ledger.xlsx"),
    ("diff", "n.txt", "g.nq", "--report", "ledger.xlsx"),
    ("bottlenecks", "--graph", "g.nq", "--report", "ledger.xlsx"),
    ("queries", "--graph", "g.nq", "--page", "ledger.xlsx"),
    ("view", "--graph", "g.nq", "-o", "new.XLSM"),
    ("review", "n.txt", "-o", "page.csv"),
]
TABLES = [
    ("review", "n.txt", "--table", "ledger.xlsx"),
    ("review", "n.txt", "--table", "page.html"),
    ("review", "n.txt", "--rebind", "ledger.xlsx"),
]
REPORTS = [
    ("validate", "--graph", "g.nq", "-o", "ledger.xlsx"),
    ("validate", "--graph", "g.nq", "-o", "report.html"),
]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        *((command, ("web page", ".html or .htm")) for command in PAGES),
        *((command, ("table (CSV)", "end the name in .csv")) for command in TABLES),
        *((command, ("report as text", "end the name in .txt")) for command in REPORTS),
    ],
    ids=lambda of: " ".join(of),
)
def test_no_file_of_another_kind_is_written_over(
    zhengtu: Run, folder: Path, command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    before = contents(folder)
    one_line(zhengtu(*command), 2, command[-1], *words)
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["page.htm", "page.HTML", "page", "notice.2018"])
def test_a_page_may_have_such_a_name(zhengtu: Run, folder: Path, name: str) -> None:
    done = zhengtu("review", "n.txt", "-o", name)
    assert done.code == 0, done.err
    assert (folder / name).read_text(encoding="utf-8").startswith("<!doctype html>")


FOLDERS = [
    (1, ("review", "{}")),
    (1, ("review", "{}", "-o", "x.html")),
    (1, ("parse", "{}")),
    (2, ("review", "n.txt", "-o", "{}")),
    (2, ("review", "n.txt", "--table", "{}")),
    (2, ("view", "--graph", "g.nq", "-o", "{}")),
    (2, ("queries", "--graph", "g.nq", "--page", "{}")),
    (2, ("bottlenecks", "--graph", "g.nq", "--report", "{}")),
    (2, ("diff", "n.txt", "g.nq", "--report", "{}")),
    (2, ("diff", "n.txt", "g.nq", "-o", "{}")),
    (2, ("build", "n.txt", "-o", "{}")),
    (2, ("ledger", "--graph", "g.nq", "-o", "{}", "--format", "xlsx")),
    (2, ("ledger", "--graph", "g.nq", "-o", "{}", "--format", "xlsx", "--update")),
    (2, ("export", "--graph", "g.nq", "-o", "{}", "--format", "turtle")),
]


@pytest.mark.parametrize(("code", "command"), FOLDERS, ids=lambda of: " ".join(of) if isinstance(of, tuple) else None)
def test_a_folder_where_a_file_is_wanted(zhengtu: Run, folder: Path, code: int, command: tuple[str, ...]) -> None:
    before = contents(folder)
    for name in (".", "/", "sub"):
        one_line(zhengtu(*(word.format(name) for word in command)), code, f"{name}: ", "is a folder")
    assert contents(folder) == before


EMPTY = [
    (("export", "--graph", "g.nq", "-o", ""), "what follows -o is empty"),
    (("export", "--graph", "g.nq", "--output="), "what follows --output is empty"),
    (("build", "", "-o", "g.nq"), "one of the arguments is empty"),
    (("review", ""), "one of the arguments is empty"),
    (("ledger", "--store", "", "-o", "x.xlsx"), "what follows --store is empty"),
]


@pytest.mark.parametrize(("command", "words"), EMPTY, ids=lambda of: " ".join(of) if isinstance(of, tuple) else None)
def test_an_empty_name_is_not_the_current_folder(
    zhengtu: Run, folder: Path, command: tuple[str, ...], words: str
) -> None:
    before = contents(folder)
    one_line(zhengtu(*command), 2, words)
    assert contents(folder) == before


@pytest.mark.parametrize("ending", [".xlsx", ".et", ".csv.xlsx"])
def test_corrections_in_a_workbook_are_said_to_be_unread(zhengtu: Run, folder: Path, ending: str) -> None:
    table = folder / f"n.txt.corrections{ending}"
    table.write_bytes(b"PK")
    told = f"zhengtu: {table.name}: is not read; save it as CSV: n.txt.corrections.csv"
    commands = [
        ("build", "n.txt", "-o", "n.nq"),
        ("parse", "n.txt"),
        ("review", "n.txt"),
        ("diff", "n.txt", "g.nq"),
    ]
    for command in commands:
        done = zhengtu(*command)
        assert done.code == 0
        assert done.err.splitlines().count(told) == 1, done.err
    assert told not in zhengtu("parse", "n.txt", "--no-corrections").err
    assert zhengtu("review", "n.txt", "--table", "n.txt.corrections.csv").code == 0
    # The table is there now; the workbook may be what it was saved from.
    assert told not in zhengtu("parse", "n.txt").err


def test_there_is_nothing_to_rebind(zhengtu: Run, folder: Path) -> None:
    before = contents(folder)
    one_line(zhengtu("review", "n.txt", "--rebind", "x.csv"), 1, "n.txt.corrections.csv: no such file", "to rebind")
    one_line(zhengtu("review", "none.txt", "--rebind", "x.csv"), 1, "none.txt: no such file")
    assert contents(folder) == before
