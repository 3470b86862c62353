"""Notices in a store whose corrections give them another IRI: none takes the place of another notice."""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corrected_notices import TEXT, Row, put

Run = Callable[..., subprocess.CompletedProcess[str]]
NUMBER, OTHER = "青政办〔2018〕900号", "青政办〔2018〕902号"
SECOND = TEXT.replace(NUMBER, OTHER).replace("试点", "示范")
SLIP: Row = {"action": "change", "kind": "document_number", "words": NUMBER, "should_be": OTHER}
TITLE: Row = {"action": "change", "kind": "title", "words": "青海省人民政府办公厅关于印发", "should_be": "新标题的通知"}
NUMBERS = "SELECT ?n { ?d a zt:Notice ; zt:documentNumber ?n } ORDER BY ?n"


@pytest.fixture
def built(notice_file: Path, zhengtu: Run) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Builds a text with rows into the store."""

    def build(name: str, text: str, *rows: Row, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        path = notice_file.with_name(name)
        path.write_text(text, encoding="utf-8", newline="")
        table = put(path, *rows, digest=hashlib.sha256(text.encode()).hexdigest())
        if not rows:
            table.unlink()
        return zhengtu("build", path.name, "--store", "s", *options)

    return build


def numbers(zhengtu: Run) -> list[str]:
    return zhengtu("sparql", NUMBERS, "--store", "s", "--format", "csv").stdout.split()[1:]


def test_a_slip_puts_no_notice_in_the_place_of_another(
    built: Callable[..., subprocess.CompletedProcess[str]], zhengtu: Run, tmp_path: Path
) -> None:
    assert built("a.txt", TEXT).returncode == 0
    assert built("b.txt", SECOND).returncode == 0
    before = zhengtu("sparql", "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o", "--store", "s").stdout
    done = built("a.txt", TEXT, SLIP, options=("-o", "g.nq"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    for told in ("a.txt.corrections.csv: row 2: ", "青政办-2018-902", "示范工作要点", "nothing was written", "mend"):
        assert told in done.stderr
    assert not (tmp_path / "g.nq").exists()
    after = zhengtu("sparql", "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o", "--store", "s").stdout
    assert after == before
    assert numbers(zhengtu) == [NUMBER, OTHER]
    # Both in one run: what the store holds under the number that was read stays there.
    assert zhengtu("build", "a.txt", "b.txt", "--store", "s").returncode == 0
    assert numbers(zhengtu) == [NUMBER, OTHER]


@pytest.mark.parametrize(
    ("first", "then", "rows"),
    [
        # As read it has the number of its own.
        ((TEXT, ()), TEXT.replace("尽快", "从速"), ()),
        ((TEXT, ()), TEXT.replace("尽快", "从速"), (TITLE,)),
        # By the same correction as before.
        ((TEXT, (SLIP,)), TEXT.replace("尽快", "从速"), (SLIP,)),
        # The misprint is gone from a later edition; the earlier is told.
        ((TEXT, (SLIP,)), SECOND, ()),
    ],
)
def test_a_notice_whose_text_changed_comes_back(
    built: Callable[..., subprocess.CompletedProcess[str]],
    zhengtu: Run,
    first: tuple[str, tuple[Row, ...]],
    then: str,
    rows: tuple[Row, ...],
) -> None:
    assert built("a.txt", first[0], *first[1]).returncode == 0
    stands = numbers(zhengtu)
    done = built("a.txt", then, *rows)
    assert done.returncode == 0, done.stderr
    assert numbers(zhengtu) == stands
    told = "replaces another text that stood as" in done.stderr
    assert told is (bool(first[1]) and not rows)
    assert (f"should_be={NUMBER}" in done.stderr) is told
