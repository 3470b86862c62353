"""A new table of all that was read keeps the rows of the one that stands: the guide can be followed again and again."""

import csv
import hashlib
import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from zhengtu.builders.build import read_notice
from zhengtu.builders.corrections.columns import COLUMNS
from zhengtu.builders.corrections.ready import ready_rows
from zhengtu.builders.model import Notice

from tests.corrected_notices import TEXT, Row, assigned, put

Run = Callable[..., subprocess.CompletedProcess[str]]
WHO = {"by": "督查室", "date": "2018-04-02", "note": "电话核实, 已记录"}


def row(action: str, kind: str, words: str, **more: object) -> Row:
    return {"action": action, "kind": kind, "words": words, **more}


GONE = row("remove", "assignment", "省旅发委", **WHO)
NEW = row("增加", "分工", "省水利厅", role="牵头", **WHO)
OTHER = row("change", "assignment", "省商务厅", role="support")
TABLES: list[tuple[Row, ...]] = [
    (GONE, NEW, OTHER),
    # Whom a name means is applied after the roles, and compared after that.
    (row("add", "name", "省财政厅", unit="青海省审计厅"), row("change", "assignment", "省财政厅", task=3, role="lead")),
    (row("add", "name", "省财政厅", task=3, unit="青海省审计厅"),),
    (row("add", "clause", "请有关方面抓紧开展，由省水利厅会同省林业厅办理", **WHO), NEW),
    (row("remove", "citation", "《青海省人民政府关于加快发展的意见》（青政〔2014〕73号）", task=3), GONE),
    (
        row("change", "target", "西宁市货运量增长8%左右", value="9"),
        row("remove", "target", "2018年6月底前建成物流园区4—5个"),
    ),
    (
        row("change", "deadline", "2018年6月底前", deadline="2018-07"),
        row("add", "deadline", "抓紧开展", deadline="年底前"),
    ),
    (row("change", "document_number", "青政办〔2018〕900号", should_be="青政办〔2018〕901号"), GONE),
    (
        row("change", "heading", "提升金融业", should_be="提升金融服务业"),
        row("remove", "open_list", "各市州人民政府等"),
    ),
    # What corrects nothing, and what somebody said of it; what is already so; what is out of force.
    (row("keep", "assignment", "省商务厅", role="lead", **WHO), row("", "assignment", "省旅发委", note="已核对")),
    (row("add", "assignment", "省商务厅", role="lead"), row("#remove", "assignment", "不在文中", **WHO)),
    (row("", "assignment", "省商务厅", role="support"),),
    (row("change", "assignment", "省商务厅", unit="青海省商务厅局", note="=1+1"),),
]


def bare(notice: Notice) -> Notice:
    return replace(notice, corrections=(), corrections_sha256=None, problems=())


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_second_round_loses_nothing(notice_file: Path, zhengtu: Run, language: str) -> None:
    """Each of the tables: all facts, rows, and who said so when and why, are what they were."""
    made: list[str] = []
    for said in TABLES:
        table = put(notice_file, *said)
        first = read_notice(notice_file)
        for _ in range(2):
            done = zhengtu("review", notice_file.name, "--table", "facts.csv", "--lang", language)
            assert done.returncode == 0, done.stderr
            assert f", after {len(said)} of notice.txt.corrections.csv" in done.stderr
            (notice_file.parent / "facts.csv").replace(table)
            made.append(table.read_text(encoding="utf-8-sig"))
        assert made[-1] == made[-2]
        again = read_notice(notice_file)
        assert bare(again) == bare(first)
        assert again.corrections == first.corrections
        assert [p.message for p in again.problems] == [p.message for p in first.problems]
        lines = list(csv.DictReader(io.StringIO(made[-1])))
        assert len(lines) == len(said) + len(ready_rows(first))


def test_a_table_that_was_saved_whole_stays_in_order(notice_file: Path, zhengtu: Run) -> None:
    """Facts without an action come from what is read now; those with one come first."""
    table = notice_file.with_name("notice.txt.corrections.csv")
    assert zhengtu("review", notice_file.name, "--table", table.name + ".new", "--lang", "en").returncode == 0
    facts = (notice_file.parent / f"{table.name}.new").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(facts)))
    line = next(x for x in lines if "省旅发委" in x)
    said = facts.replace(",".join(line), ",".join(["remove", *line[1:]]))
    assert said != facts
    table.write_text(said, encoding="utf-8", newline="")
    assert zhengtu("review", notice_file.name, "--table", "facts.csv", "--lang", "en").returncode == 0
    now = list(csv.reader(io.StringIO((notice_file.parent / "facts.csv").read_text(encoding="utf-8-sig"))))
    assert now == [lines[0], ["remove", *line[1:]], *(x for x in lines[1:] if x != line)]


def test_our_own_words_become_nobodys_reason(notice_file: Path, zhengtu: Run) -> None:
    table = put(notice_file, row("change", "assignment", "省商务厅", unit="青海省商务厅局", by="甲"))
    assert zhengtu("review", notice_file.name, "--table", "facts.csv", "--lang", "en").returncode == 0
    (notice_file.parent / "facts.csv").replace(table)
    lines = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    told = [x["doubt"] for x in lines if x["doubt"]]
    assert told == [lines[0]["doubt"]]
    assert "名录中没有单位“青海省商务厅局”，是否应为青海省商务厅" in told[0]
    assert "did you mean 青海省商务厅" in told[0]
    assert "row 2" not in told[0]
    assert [(c.by, c.note) for c in read_notice(notice_file).corrections] == [("甲", None)]
    # Whatever stands there is not read.
    put(notice_file, row("add", "assignment", "省水利厅", role="lead", doubt="x" * 3000 + "\x07"))
    assert [c.note for c in read_notice(notice_file).corrections] == [None]


def test_a_table_for_another_text(notice_file: Path, zhengtu: Run) -> None:
    """Its rows come first too, carried over as --rebind does; what they change is shown as they leave it."""
    table = put(notice_file, NEW, {**GONE, "start": TEXT.index("省旅发委"), "end": TEXT.index("省旅发委") + 4})
    text = TEXT.replace("抓紧开展", "抓紧抓实开展").replace("省旅发委", "省文旅厅")
    notice_file.write_text(text, encoding="utf-8", newline="")
    done = zhengtu("review", notice_file.name, "--table", "facts.csv", "--lang", "en")
    assert done.returncode == 0, done.stderr
    (notice_file.parent / "facts.csv").replace(table)
    lines = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [(x["action"], x["words"], x["by"]) for x in lines[:2]] == [
        ("add", "省水利厅", "督查室"),
        ("#remove", "省旅发委", "督查室"),
    ]
    assert {x["text_sha256"] for x in lines} == {hashlib.sha256(text.encode()).hexdigest()}
    now = read_notice(notice_file)
    assert (2, 1, "lead", "省水利厅", "青海省水利厅") in assigned(now)
    assert not any("differs" in p.message for p in now.problems)
    assert list(lines[0]) == list(COLUMNS)


def test_a_table_in_gbk(notice_file: Path, zhengtu: Run) -> None:
    """What its file could not hold is taken from the text."""
    text = TEXT.replace("省水利厅", "省水\U00020000厅")
    notice_file.write_text(text, encoding="utf-8", newline="")
    said = row("add", "assignment", "省水\U00020000厅", role="lead")
    table = put(notice_file, said, digest=hashlib.sha256(text.encode()).hexdigest(), encoding="gbk")
    assert zhengtu("review", notice_file.name, "--table", "facts.csv").returncode == 0
    (notice_file.parent / "facts.csv").replace(table)
    assert [(c.words, c.outcome) for c in read_notice(notice_file).corrections] == [("省水\U00020000厅", "applied")]
