"""A ledger written a few notices at a time is the same, to the last sign, as one that is written at once."""

import io
import zipfile
from typing import Any

import pytest
from zhengtu.builders.build import build, merge
from zhengtu.graph.errors import GraphError
from zhengtu.graph.facts import facts
from zhengtu.graph.portions import portions
from zhengtu.graph.responsibilities import notices, responsibilities
from zhengtu.graph.store import Graph, load
from zhengtu.tests.ledger_books import TASKS, notice_text
from zhengtu.viz.ledger import workbook
from zhengtu.viz.ledger.joining import joined, ledger, parts
from zhengtu.viz.ledger.memory import Names
from zhengtu.viz.ledger.tables import Ledger
from zhengtu.viz.ledger.workbook import write_workbook

NOTICES = (
    notice_text(),
    notice_text([*TASKS[1:3], "做好丙事。（牵头单位：天衍九州办公所；配合单位：财政厅、省商务厅等）"], number=100),
    # The same unknown unit again, another form of 省财政厅, a figure and a document: what the parts must not tell twice.
    notice_text(
        ["落实《青海省旅游规划》（青政〔2018〕3号），投资5亿元。（牵头单位：天衍九州办公所、省财政）"], number=101
    ),
    notice_text(["加强组织领导。", *TASKS[:1]], number=102),
)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    files = [tmp_path_factory.mktemp("notices") / "n.txt" for _ in NOTICES]
    for file, text in zip(files, NOTICES, strict=True):
        file.write_text(text, encoding="utf-8")
    return load(merge([build(file) for file in files])[0])


def sheets(of: list[Ledger], **settings: Any) -> dict[str, bytes]:
    """The parts of a workbook that do not hold the time of writing."""
    file = io.BytesIO()
    write_workbook(of, file, "ledger.xlsx", **settings)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("names", ["official", "written"])
@pytest.mark.parametrize("size", [1, 3])
def test_parts_give_the_same_workbook(several: Graph, names: Names, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ledger(responsibilities(several), facts(several), names=names)
    expected = sheets([whole])
    assert len(whole.units) > 6
    assert [row.values["text"] for row in whole.warnings.rows if row.values["about"] == "机构表未收录"] != []
    some = list(parts(portions(several, sorted(notices(several)), size), names=names))
    assert len(some) == -(-len(NOTICES) // size)
    assert joined(some) == whole
    monkeypatch.setattr(workbook, "_AT_ONCE", 2)
    assert sheets(some) == expected
    assert sheets(some, sheets=3) == sheets([ledger(responsibilities(several), facts(several), names=names, sheets=3)])


def test_parts_of_one_unit_give_the_same_workbook(several: Graph) -> None:
    r = responsibilities(several)
    unit = next(iri for iri, known in r.units.items() if known.name == "青海省商务厅")
    whole = ledger(r, facts(several), unit=unit)
    some = list(parts(portions(several, sorted(notices(several)), 1), unit=unit))
    assert [len(part.main.rows) for part in some].count(0) >= 1
    assert joined(some) == whole
    assert sheets(some) == sheets([whole])


def test_too_many_rows_are_refused_before_anything_is_written(several: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    file = io.BytesIO()
    with pytest.raises(GraphError, match=r"a sheet would have 10 rows.*\.csv"):
        write_workbook([ledger(responsibilities(several), facts(several))], file, "ledger.xlsx")
    assert file.getvalue() == b""
