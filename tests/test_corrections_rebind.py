"""A table of corrections beside a text that has changed: refused by name, reviewed row by row, carried over."""

import csv
import hashlib
import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from zhengtu.builders.build import read_notice
from zhengtu.builders.corrections.ready import cells, headings, ready_rows
from zhengtu.builders.corrections.rebind import fits, rebound
from zhengtu.builders.corrections.table import csv_text, read_table
from zhengtu.builders.parse import parse
from zhengtu.builders.read import read

from tests.corrected_notices import TEXT, assigned, outcomes, put

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"


def at(words: str, text: str = TEXT, after: str = "") -> dict[str, int]:
    start = text.index(words, text.index(after))
    return {"start": start, "end": start + len(words)}


UNIT: dict[str, object] = {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead", **at("省水利厅")}
GONE: dict[str, object] = {"action": "remove", "kind": "assignment", "words": "省旅发委", **at("省旅发委")}
BEHIND: dict[str, object] = {
    "action": "change",
    "kind": "assignment",
    "words": "省财政厅",
    "role": "lead",
    **at("省财政厅", after="三）"),
}
DUE: dict[str, object] = {
    "action": "add",
    "kind": "deadline",
    "words": "尽快落地",
    "deadline": "2018",
    **at("尽快落地"),
}


@pytest.mark.parametrize(
    ("old", "new", "verdicts"),
    [
        # 省财政厅 stands three times: as far as before from 尽快落地, or no longer.
        ("制定本要点", "特制定本要点", {2: "moved", 3: "moved", 4: "moved", 5: "moved"}),
        ("省旅发委", "省文旅厅", {2: "holds", 3: "gone", 4: "holds", 5: "holds"}),
        ("该意见要求", "该意见已要求", {2: "holds", 3: "holds", 4: "moved", 5: "moved"}),
        ("尽快落地。", "尽快落地生效。", {2: "holds", 3: "holds", 4: "several", 5: "holds"}),
    ],
)
def test_which_rows_still_fit(notice_file: Path, old: str, new: str, verdicts: dict[int, str]) -> None:
    table = read_table(put(notice_file, UNIT, GONE, BEHIND, DUE))
    notice_file.write_text(TEXT.replace(old, new), encoding="utf-8", newline="")
    found = fits(parse(read(notice_file)), table)
    assert {f.row: f.verdict for f in found} == verdicts


def test_neighbours_that_moved_alike_tell_which_place_is_meant(notice_file: Path) -> None:
    words = {
        "action": "change",
        "kind": "assignment",
        "words": "省财政厅",
        "role": "lead",
        **at("省财政厅", after="二）"),
    }
    table = read_table(put(notice_file, UNIT, words, DUE))
    text = TEXT.replace("制定本要点", "特制定本要点")
    notice_file.write_text(text, encoding="utf-8", newline="")
    notice = parse(read(notice_file))
    found = fits(notice, table)
    assert [f.verdict for f in found] == ["moved"] * 3
    notice_file.with_name("notice.txt.corrections.csv").write_text(rebound(notice, table, found), encoding="utf-8")
    assert (2, 1, "lead", "省财政厅", "青海省财政厅") in assigned(read_notice(notice_file))


def test_tasks_that_are_numbered_anew(notice_file: Path) -> None:
    table = read_table(put(notice_file, UNIT | {"task": 2}, DUE))
    text = TEXT.replace("一、加快发展物流业\n", "一、加快发展物流业\n（一）做好统筹。（责任单位：省审计厅）\n")
    notice_file.write_text(text, encoding="utf-8", newline="")
    fit, _ = fits(parse(read(notice_file)), table)
    assert (fit.verdict, fit.told) == ("refused", "its words stand in task 3 now, and the row names another")


LEAD: dict[str, object] = {"action": "change", "kind": "assignment", "words": "省财政厅", "role": "lead"}
MONEY = at("省财政厅", after="三）")
AUDIT = TEXT.replace("（责任单位：省财政厅）", "（责任单位：省审计厅）").replace("配合单位：省财政厅、", "配合单位：")
INSERTED = TEXT.replace("二、提升金融业\n（三）", "二、提升金融业\n（三）开展服务。（责任单位：省财政厅）\n（四）")
SOON = TEXT.replace("抓紧开展", "抓紧抓实开展")
PLAIN: dict[str, object] = {"action": "", "kind": "deadline", "words": "尽快落地", **at("尽快落地")}


@pytest.mark.parametrize(
    ("said", "text", "verdict", "leads"),
    [
        # A task number alone: another task may have it by now.
        ((LEAD | {"task": 3},), INSERTED, "doubtful", set()),
        ((LEAD | {"task": 3},), SOON, "doubtful", set()),
        # A row that stands in the task shows that it is the same, or that it is another.
        ((LEAD | {"task": 3}, PLAIN | {"task": 3}, UNIT), INSERTED, "doubtful", {2}),
        (
            (LEAD | {"task": 3}, PLAIN | {"task": 3}, BEHIND | {"action": "", "words": "责任单位：省财政厅"}),
            SOON,
            "doubtful",
            set(),
        ),
        (
            (LEAD | {"task": 3}, PLAIN | {"task": 3}, PLAIN | at("提升金融业") | {"words": "提升金融业"}),
            SOON,
            "holds",
            {3},
        ),
        (
            (LEAD | {"task": 3, "clause": 1}, PLAIN | {"task": 3}, PLAIN | at("提升金融业") | {"words": "提升金融业"}),
            SOON,
            "doubtful",
            set(),
        ),
        # The occurrence that was meant is gone, and another is the only one now.
        ((LEAD | MONEY,), AUDIT, "doubtful", set()),
        ((LEAD | MONEY, PLAIN), AUDIT, "doubtful", set()),
        # Two rows on the same words are no witnesses of each other.
        ((LEAD | MONEY, PLAIN | MONEY | {"words": "省财政厅"}), AUDIT, "doubtful", set()),
        # What stood beside them moved as far.
        ((UNIT, PLAIN), TEXT.replace("制定本要点", "特制定本要点"), "moved", {2}),
        ((UNIT,), TEXT.replace("制定本要点", "特制定本要点"), "doubtful", set()),
        # The text is the same, and only the place was wrong.
        ((UNIT | {"start": 1, "end": 5},), TEXT, "moved", {2}),
    ],
)
def test_nothing_is_applied_to_another_task(
    notice_file: Path, said: tuple[dict[str, object], ...], text: str, verdict: str, leads: set[int]
) -> None:
    """What is not sure is out of force in the table that is written, and comes into force without its #."""
    table = read_table(put(notice_file, *said))
    notice_file.write_text(text, encoding="utf-8", newline="")
    notice = parse(read(notice_file))
    found = fits(notice, table)
    assert found[0].verdict == verdict, found[0].told
    assert re.search("[\u4e00-\u9fff]", found[0].told_zh)
    beside = notice_file.with_name("notice.txt.corrections.csv")
    made = rebound(notice, table, found)
    beside.write_text(made, encoding="utf-8")
    now = read_notice(notice_file)
    assert {a[0] for a in assigned(now) - assigned(notice) if a[2] == "lead"} == leads
    beside.write_text(made.replace("#", ""), encoding="utf-8")
    assert {outcome for _, outcome in outcomes(read_notice(notice_file))} == {"applied"}


def test_the_commands(notice_file: Path, zhengtu: Run) -> None:
    """build refuses and says what to do; review does it; what it writes is applied, and nothing is lost."""
    put(
        notice_file,
        UNIT | {"by": "督查室", "note": "电话核实, 已记录"},
        GONE | {"by": "张三"},
        {"action": "", "kind": "assignment", "words": "省商务厅", "role": "lead", **at("省商务厅")},
        {"action": "add", "kind": "name", "words": "省发展改革委", "unit": "青海省审计厅"},
    )
    text = TEXT.replace("制定本要点", "特制定本要点").replace("省旅发委", "省文旅厅")
    notice_file.write_text(text, encoding="utf-8", newline="")
    for command in (("build", notice_file, "-o", "g.nq"), ("parse", notice_file)):
        refused = zhengtu(*command)
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1
        for told in ("row 2: is for another text", "zhengtu review ", "notice.txt", "--no-corrections"):
            assert told in refused.stderr
    assert zhengtu("build", notice_file, "-o", "g.nq", "--no-corrections").returncode == 0
    done = zhengtu("review", notice_file, "-o", "r.html", "--rebind", "new.csv")
    assert done.returncode == 0, done.stderr
    start = text.index("省水利厅")
    lines = done.stderr.splitlines()
    assert lines[0].endswith("notice.txt.corrections.csv: 2 of 3 rows fit the text as it is now")
    assert (
        f"row 2: add assignment “省水利厅”: its words stand at {start}–{start + 4} now, not at {start - 1}" in lines[1]
    )
    assert "row 3: remove assignment “省旅发委”: its words do not stand in the text" in lines[2]
    assert "row 5: add name “省发展改革委”: its words stand once" in lines[3]
    assert "2 rows carried over, 1 left out of force (# in action): row 3" in done.stderr
    page = (notice_file.parent / "r.html").read_text(encoding="utf-8")
    assert f"更正表第2行：增加分工“省水利厅”：文字由 {start - 1}–{start + 3} 移至 {start}–{start + 4}" in page
    assert "更正表第3行：删除分工“省旅发委”：原文中已无此文字" in page
    old = list(csv.DictReader(io.StringIO(notice_file.with_name("notice.txt.corrections.csv").read_text("utf-8"))))
    now = list(csv.DictReader(io.StringIO((notice_file.parent / "new.csv").read_text("utf-8-sig"))))
    digest = hashlib.sha256(text.encode()).hexdigest()
    moved = {"start": str(start), "end": str(start + 4)}
    assert now == [
        old[0] | moved | {"text_sha256": digest},
        old[1] | {"action": "#remove", "text_sha256": digest},
        old[2] | {k: str(v) for k, v in at("省商务厅", text).items()} | {"text_sha256": digest},
        old[3] | {"text_sha256": digest},
    ]
    (notice_file.parent / "new.csv").replace(notice_file.with_name("notice.txt.corrections.csv"))
    built = zhengtu("build", notice_file, "-o", "g.nq")
    assert built.returncode == 0, built.stderr
    assert "corrected in 2 of 2 rows" in built.stderr
    assert "corrections out of force (# in action): row 3; mend them" in built.stderr
    assert outcomes(read_notice(notice_file)) == [(2, "applied"), (5, "applied")]
    # Carried over again the row stays as it is.
    again = zhengtu("review", notice_file, "--rebind", "-")
    assert [r["action"] for r in csv.DictReader(io.StringIO(again.stdout))] == ["add", "#remove", "", "add"]


def test_a_row_at_fault_is_left_out_too(notice_file: Path, zhengtu: Run) -> None:
    put(notice_file, UNIT, {"action": "add", "kind": "assignment", "words": "省林业厅"})
    done = zhengtu("review", notice_file, "--rebind", "new.csv", "-o", "r.html")
    assert done.returncode == 0, done.stderr
    assert (
        "row 3: add assignment “省林业厅”: cannot be applied: nothing is assigned there by the rules: fill role"
        in done.stderr
    )
    page = (notice_file.parent / "r.html").read_text(encoding="utf-8")
    assert "更正表第3行：增加分工“省林业厅”：无法采用：该处没有读出分工，请填写角色" in page
    assert "#add,assignment,省林业厅" in (notice_file.parent / "new.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--rebind", "notice.txt.corrections.csv"), "would be written over what is read"),
        (("--rebind", "n.csv", "--no-corrections"), "--rebind is about the corrections beside"),
        (("--rebind", "n.csv", "--table", "n.csv"), "files of their own"),
    ],
)
def test_wrong_use(notice_file: Path, zhengtu: Run, options: tuple[str, ...], message: str) -> None:
    table = put(notice_file, UNIT)
    before = table.read_bytes()
    done = zhengtu("review", notice_file, *options)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert table.read_bytes() == before


def test_nothing_to_carry_over(notice_file: Path, zhengtu: Run) -> None:
    done = zhengtu("review", notice_file, "--rebind", "n.csv")
    assert (
        done.returncode,
        "csv: no such file: there is nothing to rebind" in done.stderr,
        done.stderr.count("\n"),
    ) == (1, True, 1), done.stderr


def test_a_table_in_gbk_is_carried_over_whole(tmp_path: Path) -> None:
    text = TEXT.replace("省水利厅", "省水\U00020000厅")
    path = tmp_path / "n.txt"
    path.write_text("前言\n" + text, encoding="utf-8", newline="")
    row = UNIT | {"words": "省水\U00020000厅", **at("省水\U00020000厅", text)}
    beside = DUE | at("尽快落地", text)
    table = read_table(put(path, row, beside, digest=hashlib.sha256(text.encode()).hexdigest(), encoding="gbk"))
    notice = parse(read(path))
    put_back = rebound(notice, table, fits(notice, table))
    path.with_name("n.txt.corrections.csv").write_text(put_back, encoding="utf-8-sig")
    assert outcomes(read_notice(path)) == [(2, "applied"), (3, "applied")]


@pytest.mark.parametrize("cut", [0, 400, 3000])
def test_a_whole_table_is_carried_over(tmp_path: Path, cut: int) -> None:
    """All facts of the Qinghai notice as rows, and a sentence that is new: every row that says the truth fits."""
    path = tmp_path / "notice.txt"
    text = NOTICE.read_text(encoding="utf-8")
    end = text.index("\n", cut) if cut else 0
    path.write_text(text, encoding="utf-8", newline="")
    notice = read_notice(path)
    facts = [cells(notice, fact, "en", "change") for fact in ready_rows(notice)]
    path.with_name("notice.txt.corrections.csv").write_text(
        csv_text([headings("en"), *facts]), encoding="utf-8", newline=""
    )
    path.write_text(f"{text[:end]}（此处有改动）{text[end:]}", encoding="utf-8", newline="")
    changed = parse(read(path))
    table = read_table(path.with_name("notice.txt.corrections.csv"))
    found = fits(changed, table)
    carried = sum(f.carried for f in found)
    assert len(found) == len(facts)
    assert carried == len(facts), [(f.row, f.told) for f in found if not f.carried][:20]
    path.with_name("notice.txt.corrections.csv").write_text(rebound(changed, table, found), encoding="utf-8-sig")
    now = read_notice(path)
    assert {o for _, o in outcomes(now)} == {"already_so"}
    assert replace(now, corrections=(), corrections_sha256=None, problems=()) == replace(changed, problems=())
