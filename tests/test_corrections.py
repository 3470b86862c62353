"""What a person puts right in a notice: applied where it stands, refused where it does not, told in the graph."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zhengtu
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zhengtu.builders.build import build, read_notice
from zhengtu.builders.corrections.apply import apply_table
from zhengtu.builders.corrections.columns import COLUMNS, WORDS
from zhengtu.builders.corrections.errors import CorrectionError
from zhengtu.builders.corrections.ready import ReadyRow, cells, headings, ready_rows, table_text
from zhengtu.builders.corrections.table import csv_text, read_table
from zhengtu.builders.model import Correction, Notice
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import notice_quads
from zhengtu.builders.read import read
from zhengtu.ontology.terms import ZT

from tests.corrected_notices import DIGEST, TEXT, Row, assigned, outcomes, put
from tests.scoring import Labelled, common, plain, rows, score

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"


def plain_row(terms: Iterable[object]) -> list[str | None]:
    """The terms of an answer as text."""
    return [getattr(term, "value", None) for term in terms]


# ── what each kind of row does


def test_nothing_beside_it_changes_nothing(notice_file: Path) -> None:
    assert read_notice(notice_file) == parse(read(notice_file))
    assert read_notice(notice_file).corrections == ()


def test_an_assignment_is_added_where_its_words_stand(notice_file: Path) -> None:
    before = assigned(read_notice(notice_file))
    put(notice_file, {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead", "by": "督查室"})
    notice = read_notice(notice_file)
    assert assigned(notice) - before == {(2, 1, "lead", "省水利厅", "青海省水利厅")}
    assert before <= assigned(notice)
    (said,) = notice.corrections
    assert (said.by, said.words, said.outcome) == ("督查室", "省水利厅", "applied")
    assert said.span is not None
    assert TEXT[said.span.start : said.span.end] == "省水利厅"


def test_a_role_is_changed_and_no_more(notice_file: Path) -> None:
    before = assigned(read_notice(notice_file))
    put(notice_file, {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "role": "牵头"})
    now = assigned(read_notice(notice_file))
    assert before - now == {(3, 1, "responsible", "省财政厅", "青海省财政厅")}
    assert now - before == {(3, 1, "lead", "省财政厅", "青海省财政厅")}


def test_an_assignment_is_removed(notice_file: Path) -> None:
    before = assigned(read_notice(notice_file))
    put(notice_file, {"action": "删除", "kind": "分工", "words": "省旅发委"})
    notice = read_notice(notice_file)
    assert {a[3] for a in before - assigned(notice)} == {"省旅发委"}
    assert assigned(notice) < before
    assert notice.corrections[0].before == "role=lead; role_words=牵头单位; unit=青海省旅游发展委员会; scope=630000"


def test_a_name_means_a_unit_wherever_it_stands(notice_file: Path) -> None:
    put(notice_file, {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省审计厅"})
    notice = read_notice(notice_file)
    meant = {(a[0], a[4]) for a in assigned(notice) if a[3] == "省财政厅"}
    assert meant == {(n, "青海省审计厅") for n in (1, 2, 3)}
    assert {a[4] for a in assigned(notice) if a[3] != "省财政厅"}.isdisjoint({"青海省审计厅"})


def test_a_name_in_one_task_alone(notice_file: Path) -> None:
    put(notice_file, {"action": "change", "kind": "name", "task": 3, "words": "省财政厅", "unit": "青海省审计厅"})
    meant = {(a[0], a[4]) for a in assigned(read_notice(notice_file)) if a[3] == "省财政厅"}
    assert meant == {(1, "青海省财政厅"), (2, "青海省财政厅"), (3, "青海省审计厅")}


def test_a_unit_of_another_division(notice_file: Path) -> None:
    put(
        notice_file,
        {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "unit": "财政局", "scope": "630100"},
    )
    notice = read_notice(notice_file)
    (said,) = notice.tasks[2].clauses[0].assignments
    assert (said.unit.name, said.unit.scope, said.unit.known) == ("西宁市财政局", "630100", True)


def test_a_deadline_is_added_changed_and_removed(notice_file: Path) -> None:
    put(notice_file, {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": "2018年9月"})
    found = read_notice(notice_file).tasks[1].clauses[0].deadline
    assert found is not None
    assert (found.date, found.precision, found.text) == (date(2018, 9, 30), "month", "抓紧开展")
    words = "2018年6月底前"
    put(notice_file, {"action": "change", "kind": "deadline", "words": words, "deadline": "2018-06-15"})
    found = read_notice(notice_file).tasks[0].clauses[0].deadline
    assert found is not None
    assert (found.date, found.precision) == (date(2018, 6, 15), "day")
    put(notice_file, {"action": "remove", "kind": "deadline", "words": words})
    assert read_notice(notice_file).tasks[0].clauses[0].deadline is None


def test_a_citation_is_added_changed_and_removed(notice_file: Path) -> None:
    title = "《青海省人民政府关于加快发展的意见》（青政〔2014〕73号）"
    put(
        notice_file,
        {"action": "change", "kind": "citation", "task": 3, "words": title, "document": "青政[2015]8号"},
        {
            "action": "remove",
            "kind": "citation",
            "number": 1,
            "words": title,
            "start": (at := TEXT.index(title)),
            "end": at + len(title),
        },
    )
    notice = read_notice(notice_file)
    (left,) = notice.citations
    assert left.number == 2
    assert left.document.number is not None
    assert left.document.number.text == "青政〔2015〕8号"
    assert (left.relation, left.task) == ("implements", 3)
    # What points back to it follows.
    assert {r.document for r in notice.back_references} <= {left.document}
    put(
        notice_file,
        {"action": "add", "kind": "citation", "words": "有关方面", "document": "省水利规划", "relation": "按照"},
    )
    added = [c for c in read_notice(notice_file).citations if c.document.title == "省水利规划"]
    assert [(c.number, c.relation, c.task, c.document.scope) for c in added] == [(2, "follows", 2, "630000")] or added[
        0
    ].number == 3


def test_a_target_is_added_as_the_rules_read_it_and_as_the_row_says(notice_file: Path) -> None:
    before = read_notice(notice_file).targets
    put(
        notice_file,
        {
            "action": "add",
            "kind": "target",
            "words": "有关方面",
            "value": "1,200.5",
            "unit_text": "万元",
            "indicator": "投资",
            "comparator": "不低于",
        },
        {"action": "change", "kind": "target", "words": "西宁市货运量增长8%左右", "value": "9"},
    )
    notice = read_notice(notice_file)
    (added,) = [t for t in notice.targets if t.indicator == "投资"]
    assert (added.number, added.task, added.clause, added.comparator) == (len(before) + 1, 2, 1, "at_least")
    assert (str(added.value), str(added.normalized_value), added.normalized_unit) == ("1200.5", "12005000.0", "元")
    changed = next(t for t in notice.targets if t.indicator == "货运量增速")
    assert (str(changed.value), changed.comparator, changed.region) == ("9", "about", "630100")


def test_a_task_and_a_clause_that_were_not_seen(notice_file: Path) -> None:
    put(
        notice_file,
        {
            "action": "add",
            "kind": "task",
            "task": 9,
            "words": "根据《青海省人民政府关于加快发展的意见》（青政〔2014〕73号），制定本要点。",
        },
        {"action": "add", "kind": "assignment", "task": 9, "words": "青海省人民政府", "role": "responsible"},
        {"action": "add", "kind": "clause", "task": 2, "words": "请有关方面抓紧开展，由省水利厅会同省林业厅办理。"},
        {"action": "add", "kind": "assignment", "words": "省林业厅", "role": "support"},
    )
    notice = read_notice(notice_file)
    assert [t.number for t in notice.tasks] == [9, 1, 2, 3]
    assert [c.task for c in notice.citations] == [9, 3]
    assert [[a.name for a in c.assignments] for c in notice.tasks[2].clauses] == [
        ["省发展改革委", "省财政厅"],
        ["省林业厅"],
    ]
    assert sorted(c.number for c in notice.tasks[2].clauses) == [1, 2]
    build(notice_file)


def test_the_order_of_rows_does_not_matter(notice_file: Path) -> None:
    said = [
        {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead"},
        {"action": "add", "kind": "assignment", "words": "省林业厅", "role": "support"},
        {"action": "remove", "kind": "assignment", "words": "省发展改革委"},
        {"action": "add", "kind": "name", "words": "省水利厅", "unit": "西宁市水务局"},
    ]
    put(notice_file, *said)
    one = read_notice(notice_file)
    put(notice_file, *reversed(said))
    other = read_notice(notice_file)
    assert (one.tasks, one.targets, one.citations) == (other.tasks, other.targets, other.citations)
    assert {c.words for c in one.corrections} == {c.words for c in other.corrections}


# ── what is not understood is settled


def test_a_place_that_was_not_understood_is_settled(tmp_path: Path) -> None:
    text = TEXT.replace("（责任单位：省财政厅）", "（责任单位：抓紧研究推进财厅之事项落实）")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    before = read_notice(path)
    unread = [p for p in before.problems if p.code.startswith("unread")]
    assert len(unread) == 1
    assert before.groups_seen - before.groups_read == 1
    task = text[text.index("（三）") :].strip()
    name = {"action": "add", "kind": "assignment", "words": "财厅", "role": "responsible", "unit": "青海省财政厅"}
    for said in (
        [{"action": "add", "kind": "task", "words": task}, name],
        [{"action": "remove", "kind": "group", "words": "抓紧研究推进财厅之事项落实"}],
    ):
        put(path, *said, digest=digest)
        notice = read_notice(path)
        assert [p for p in notice.problems if p.code.startswith("unread")] == []
        assert notice.groups_seen == notice.groups_read
        assert {outcome for _, outcome in outcomes(notice)} == {"applied"}
    put(path, {"action": "add", "kind": "task", "words": task}, name, digest=digest)
    added = read_notice(path).tasks[-1].clauses[0]
    # The bracket is no part of the task's words.
    assert added.text.endswith("该意见要求尽快落地。")
    assert added.group is not None
    assert text[added.group.start : added.group.end] == "（责任单位：抓紧研究推进财厅之事项落实）"


# ── the annotated notice, put right by a script


def damaged(text: str) -> str:
    """A text as bad scans and copies leave it: brackets and colons lost, labels misread."""
    parts = text.split("（责任单位：")
    broken = ("（责任单位：", "责任单付", " ", "〈责位：")
    return parts[0] + "".join(broken[i % len(broken)] + part for i, part in enumerate(parts[1:]))


def gold_rows(path: Path, gold: Path) -> list[dict[str, object]]:
    """What is read against its labels, as rows of corrections: what is wrong goes, what is missing comes."""
    notice = parse(read(path))
    text = notice.source.content
    wanted = rows(gold)
    # Where each label stands: they are in the order of the text.
    places, at = [], 0
    for row in wanted:
        start = text.index(row["name"], at)
        places.append((start, at := start + len(row["name"])))
    found = sorted(
        (
            (a.span.start, a.span.end, a.role, plain(a.name), t.number, c.number)
            for t in notice.tasks
            for c in t.clauses
            for a in c.assignments
        ),
    )
    pairs = common(
        [(r["role"], plain(r["name"]), p) for r, p in zip(wanted, places, strict=True)],
        [(r, n, (s, e)) for s, e, r, n, _, _ in found],
    )
    # A group that is not just one clause is made one, from what precedes it.
    groups: dict[str, list[int]] = {}
    for i, row in enumerate(wanted):
        groups.setdefault(row["group"], []).append(i)
    clause_of = {i: found[j][4:] for i, j in pairs}
    good = {
        g
        for g, members in groups.items()
        if len({clause_of.get(i) for i in members}) == 1
        and clause_of.get(members[0]) is not None
        and sum(f[4:] == clause_of[members[0]] for f in found) == len(members)
    }
    said: list[dict[str, object]] = []
    kept = {j for i, j in pairs if wanted[i]["group"] in good}
    for j, (start, end, _, _, task, clause) in enumerate(found):
        if j not in kept:
            said.append(
                {"action": "remove", "kind": "assignment", "start": start, "end": end, "task": task, "clause": clause}
            )
    number, end_before = 100, text.index("1.设立")
    for g, members in groups.items():
        first, last = places[members[0]][0], places[members[-1]][1]
        if g not in good:
            number += 1
            over = [t for t in notice.tasks if t.span.start <= end_before < t.span.end]
            stop = text.rfind("。", end_before, first) + 1 or first
            kind: Row = (
                {"kind": "clause", "task": over[0].number, "clause": number}
                if over
                else {"kind": "task", "task": number}
            )
            here = (over[0].number, number) if over else (number, 1)
            said.append({"action": "add", "start": end_before, "end": stop, **kind})
            said += [
                {
                    "action": "add",
                    "kind": "assignment",
                    "role": wanted[i]["role"],
                    "start": places[i][0],
                    "end": places[i][1],
                    "task": here[0],
                    "clause": here[1],
                }
                for i in members
            ]
        end_before = last + (text[last : last + 1] == "）")
        while text[end_before].isspace():
            end_before += 1
    return [row | {"words": "".join(text[int(str(row["start"])) : int(str(row["end"]))].split())} for row in said]


def put_gold(path: Path, gold: Path) -> int:
    said = gold_rows(path, gold)
    put(path, *said, digest=parse(read(path)).source.sha256)
    return len(said)


@pytest.mark.parametrize("worse", [False, True])
def test_a_damaged_notice_that_is_put_right_is_right(annotated_notices: Path, tmp_path: Path, worse: bool) -> None:
    """The labels of 054 as corrections: the score is 1.0, and stays so when the graph is built again."""
    gold = annotated_notices / "dev" / "gold" / "054.tsv"
    text = (annotated_notices / "dev" / "054.txt").read_text(encoding="utf-8")
    path = tmp_path / "054.txt"
    path.write_text(damaged(text) if worse else text, encoding="utf-8", newline="")
    one = Labelled(path, gold, "txt", ("real",))
    before = score(one).counts
    # The rules read the text as it is by now; the worse one they cannot.
    assert (before["assignments"].f1 < 0.6) is worse
    written = put_gold(path, gold)
    assert (written > 30) is worse
    for _ in range(2):
        built = build(path)
        found = score(one)
        assert (found.counts["assignments"].f1, found.counts["groups"].f1) == (1.0, 1.0), found.differences
        assert [f for f in zhengtu.validate(zhengtu.load(built.n_quads)) if f.severity == "violation"] == []


def test_what_the_rules_learn_later_is_already_so(annotated_notices: Path, tmp_path: Path) -> None:
    """Corrections written for a worse reading of the same text still hold when the rules read it rightly."""
    gold = annotated_notices / "dev" / "gold" / "054.tsv"
    path = tmp_path / "054.txt"
    path.write_bytes((annotated_notices / "dev" / "054.txt").read_bytes())
    notice = parse(read(path))
    said = [
        {
            "action": "add",
            "kind": "assignment",
            "role": a.role,
            "start": a.span.start,
            "end": a.span.end,
            "words": a.name,
        }
        for t in notice.tasks
        for c in t.clauses
        for a in c.assignments
    ]
    put(path, *said, digest=notice.source.sha256)
    now = read_notice(path)
    assert [c.outcome for c in now.corrections] == ["already_so"] * len(rows(gold))
    assert now.tasks == notice.tasks
    assert score(Labelled(path, gold, "txt", ("real",))).counts["assignments"].f1 == 1.0


# ── what is refused


def test_another_text_is_refused_by_name(notice_file: Path) -> None:
    table = put(notice_file, {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead"})
    read_notice(notice_file)
    notice_file.write_text(TEXT.replace("抓紧开展", "抓紧做"), encoding="utf-8", newline="")
    with pytest.raises(CorrectionError, match=f"{table.name}: row 2: is for another text") as refused:
        read_notice(notice_file)
    changed = hashlib.sha256(notice_file.read_bytes()).hexdigest()
    assert DIGEST[:12] in str(refused.value)
    assert changed in str(refused.value)
    # With the digest of the new text the row holds again, since its words are there.
    put(notice_file, {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead"}, digest=changed)
    assert outcomes(read_notice(notice_file)) == [(2, "applied")]


A: dict[str, object] = {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead"}
REFUSED: list[tuple[str, list[Row], str]] = [
    (
        "words not at the place",
        [A | {"start": 1, "end": 5}],
        r"row 2: the text has “海省人民” at 1–5, not “省水利厅”; those words stand at \d+",
    ),
    ("a place outside", [A | {"start": 9, "end": 99999}], "row 2: 9–99999 is no place"),
    ("a place backwards", [A | {"start": 9, "end": 9}], "row 2: 9–9 is no place"),
    ("half a place", [A | {"start": 9}], "row 2: start and end go together"),
    ("words that do not stand there", [A | {"words": "省水务厅"}], "row 2: “省水务厅” does not stand in the text"),
    ("words of another task", [A | {"task": 1}], "row 2: “省水利厅” does not stand in task 1; those words stand at"),
    (
        "words in several places",
        [A | {"words": "推进"}],
        "row 2: “推进” stands 2 times in the text, at .*; fill start and end",
    ),
    (
        "a unit read in several places",
        [{"action": "remove", "kind": "assignment", "words": "省财政厅"}],
        "row 2: “省财政厅” is assigned in 3 places",
    ),
    ("no such task", [A | {"task": 17}], "row 2: there is no task 17; they are 1 to 3"),
    ("no such clause", [A | {"task": 2, "clause": 4}], "row 2: task 2 has no clause 4"),
    ("no role", [A | {"role": ""}], "row 2: nothing is assigned there by the rules: fill role"),
    ("outside the tasks", [A | {"words": "各市、自治州人民政府"}], "row 2: .* stands in no task; fill task"),
    ("no words", [A | {"words": ""}], "row 2: words are empty"),
    ("an unknown word", [A | {"role": "boss"}], r"row 2: role is “boss”; it is one of lead \(牵头\)"),
    ("an unknown action", [A | {"action": "destroy"}], "row 2: action is “destroy”"),
    ("an unknown kind", [A | {"kind": "person"}], "row 2: kind is “person”"),
    (
        "a cell of another kind",
        [A | {"relation": "basis"}],
        r"row 2: relation \(引用方式\) has no meaning in a row of the kind assignment",
    ),
    ("an unknown division", [A | {"unit": "财政厅", "scope": "999999"}], "row 2: scope “999999” is no division code"),
    ("a scope alone", [A | {"scope": "630000"}], "row 2: scope is filled and unit is not"),
    ("no number", [A | {"task": "two"}], "row 2: task is “two”; it is a whole number"),
    ("a huge number", [A | {"task": "9" * 30}], "row 2: task is “999"),
    ("a control character", [A | {"note": "a\x07b"}], "row 2: note holds a control character"),
    ("a very long cell", [A | {"note": "长" * 3000}], "row 2: note is longer than 2000"),
    ("no date", [A | {"date": "yesterday"}], "row 2: date is “yesterday”"),
    ("a rule that is not there", [A | {"rule": 4}], "row 2: there is no rule 4"),
    ("a name without a unit", [{"action": "add", "kind": "name", "words": "省财政厅"}], "row 2: unit is empty"),
    (
        "a name that is removed",
        [{"action": "remove", "kind": "name", "words": "省财政厅"}],
        "row 2: a name can only be added or changed",
    ),
    (
        "a clause that is removed",
        [{"action": "remove", "kind": "clause", "words": "推进"}],
        "row 2: a clause can only be: add",
    ),
    (
        "a date that is none",
        [{"action": "add", "kind": "deadline", "words": "抓紧开展"}],
        "row 2: “抓紧开展” is no date",
    ),
    (
        "a 30th of February",
        [{"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": "2018-02-30"}],
        "row 2: deadline is “2018-02-30”",
    ),
    (
        "no figure",
        [{"action": "add", "kind": "target", "words": "抓紧开展"}],
        "row 2: no target is read there by the rules: fill value, unit_text, indicator",
    ),
    (
        "not a figure",
        [
            {
                "action": "add",
                "kind": "target",
                "words": "抓紧开展",
                "value": "NaN",
                "unit_text": "元",
                "indicator": "甲",
            }
        ],
        "row 2: value is “NaN”",
    ),
    (
        "a range upside down",
        [
            {
                "action": "add",
                "kind": "target",
                "words": "抓紧开展",
                "value": 5,
                "max_value": 4,
                "unit_text": "元",
                "indicator": "甲",
            }
        ],
        "row 2: a range needs",
    ),
    (
        "no document",
        [{"action": "add", "kind": "citation", "words": "抓紧开展", "relation": "basis"}],
        "row 2: neither 《》 nor a document number",
    ),
    (
        "a document of no division",
        [
            {
                "action": "add",
                "kind": "citation",
                "words": "抓紧开展",
                "relation": "basis",
                "document": "甲",
                "scope": "x1",
            }
        ],
        "row 2: scope “x1” is no division code",
    ),
    (
        "no relation",
        [{"action": "add", "kind": "citation", "words": "抓紧开展", "document": "某意见"}],
        "row 2: nothing is cited there by the rules: fill relation",
    ),
    ("twice the same", [A, A], "row 3: says again what row 2 says"),
    ("two roles", [A, A | {"role": "support"}], "row 3: contradicts row 2"),
    (
        "added and removed",
        [A, {"action": "remove", "kind": "assignment", "words": "省水利厅"}],
        "row 3: contradicts row 2",
    ),
    (
        "two meanings of a name",
        [
            {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省审计厅"},
            {"action": "add", "kind": "name", "task": 3, "words": "省财政厅", "unit": "青海省水利厅"},
        ],
        "row 3: contradicts row 2",
    ),
    (
        "a name against a place",
        [
            {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "unit": "青海省水利厅"},
            {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省审计厅"},
        ],
        "row 3: contradicts row 2: “省财政厅” cannot mean 青海省审计厅 and 青海省水利厅",
    ),
    (
        "two deadlines of a clause",
        [
            {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": "2018"},
            {"action": "add", "kind": "deadline", "words": "持续推进试点", "deadline": "2019"},
        ],
        "row 3: contradicts row 2",
    ),
]


@pytest.mark.parametrize(("said", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_refused(notice_file: Path, said: list[Row], message: str) -> None:
    put(notice_file, *said)
    with pytest.raises(CorrectionError, match=message) as refused:
        build(notice_file)
    assert "\n" not in str(refused.value)
    assert len(said) + 1 in refused.value.rows
    for fault in refused.value.faults:
        assert re.search("[\u4e00-\u9fff]", fault.chinese), fault.problem
        assert not re.search("[A-Za-z]{3}", re.sub("“[^”]*”|GB/T", "", fault.chinese)), fault.chinese


def test_messages_are_one_line_whatever_the_cells_hold(notice_file: Path) -> None:
    nasty = "甲\n乙\u2028丙" * 30
    for column in ("action", "kind", "words", "role", "unit", "scope", "task", "start", "date", "relation"):
        said = A | {"unit": "青海省财政厅", "start": 1, "end": 5} | {column: nasty}
        put(notice_file, said)
        with pytest.raises(CorrectionError) as refused:
            read_notice(notice_file)
        assert len(str(refused.value).splitlines()) == 1, column
        assert len(str(refused.value)) < 500


def test_a_name_too_long_for_the_ending(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    assert len(read_notice(path).tasks) == 3


def test_all_rows_at_fault_are_named(notice_file: Path) -> None:
    put(notice_file, A, *({**A, "words": f"某厅{n}"} for n in range(9)))
    with pytest.raises(CorrectionError, match=r"row 3: .*row 7: .*and 4 more: rows 8, 9, 10, 11") as refused:
        read_notice(notice_file)
    assert refused.value.rows == (*range(3, 12),)


TABLES: list[tuple[str, bytes, str]] = [
    ("empty", b"  \n", "is empty"),
    ("no headings", "甲,乙\n".encode(), "row 1: heading 1, “甲”, is no column"),
    ("a column twice", b"action,action,kind,words,text_sha256\n", "row 1: the column action stands twice"),
    ("a column missing", b"action,kind,text_sha256\n", "row 1: there is no column words"),
    ("no digest", b"action,kind,words,text_sha256\nadd,task,x,\n", "does not say which text it is for"),
    (
        "two digests",
        f"action,kind,words,text_sha256\nadd,task,x,{'0' * 64}\nadd,task,x,{'1' * 64}\n".encode(),
        "row 3: is for the text 111",
    ),
    ("a quote left open", f'action,kind,words,text_sha256\nadd,"task,x,{DIGEST}\n'.encode(), "is no CSV near line"),
    ("too many cells", f"action,kind,words,text_sha256\nadd,task,x,{DIGEST},y\n".encode(), "row 2: has more cells"),
    ("a workbook", b"PK\x03\x04....", "is an Excel or LibreOffice workbook"),
    ("a binary file", b"\x00\x01\x02\xff" * 50, "in Excel, save it as"),
]


@pytest.mark.parametrize(("data", "message"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_files_that_are_no_tables(notice_file: Path, data: bytes, message: str) -> None:
    notice_file.with_name("notice.txt.corrections.csv").write_bytes(data)
    with pytest.raises(CorrectionError, match=message):
        read_notice(notice_file)


# ── how spreadsheets write


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        *(("utf-8", ""), ("utf-8", "\ufeff"), ("gbk", ""), ("gb18030", ""), ("gb18030", "\ufeff")),
        *(("utf-16-le", ""), ("utf-16-le", "\ufeff"), ("utf-16-be", ""), ("utf-16-be", "\ufeff")),
    ],
)
def test_what_spreadsheets_write(notice_file: Path, delimiter: str, encoding: str, mark: str, end: str) -> None:
    said = {
        "操作": "增加",
        "类别": "分工",
        "原文": "省水利厅",
        "角色": "牵头",
        "更正人": "督查室，张三",
        "说明": '他说："是"; 对',
    }
    names = [*said, "原文摘要"]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([names, [*said.values(), DIGEST.upper()], [""] * len(names)])
    table = notice_file.with_name("notice.txt.corrections.csv")
    table.write_bytes((mark + out.getvalue()).encode(encoding))
    notice = read_notice(notice_file)
    (one,) = notice.corrections
    assert (one.outcome, one.by, one.note) == ("applied", "督查室，张三", '他说："是"; 对')


def test_characters_that_gbk_lacks(tmp_path: Path) -> None:
    """Excel in China writes ? for them; the place tells which."""
    text = TEXT.replace("省水利厅", "省水\U00020000厅")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    start = text.index("省水\U00020000厅")
    put(
        path,
        A | {"words": "省水\U00020000厅", "start": start, "end": start + 4},
        digest=hashlib.sha256(text.encode()).hexdigest(),
        encoding="gbk",
    )
    assert "省水?厅" in path.with_name("n.txt.corrections.csv").read_text(encoding="gbk")
    assert "省水\U00020000厅" in {a[3] for a in assigned(read_notice(path))}


@pytest.mark.parametrize(
    ("cell", "last", "precision"),
    [
        ("2018-06-30", date(2018, 6, 30), "day"),
        ("2018/6/3", date(2018, 6, 3), "day"),
        ("2018年6月3日", date(2018, 6, 3), "day"),
        ("2018-06", date(2018, 6, 30), "month"),
        ("2018年6月", date(2018, 6, 30), "month"),
        ("Jun-18", date(2018, 6, 30), "month"),
        ("２０１８年", date(2018, 12, 31), "year"),
        ("2018", date(2018, 12, 31), "year"),
        # As notices write them; without a year the notice's.
        ("2018年6月底", date(2018, 6, 30), "month"),
        ("2019年6月底前", date(2019, 6, 30), "month"),
        ("6月底前", date(2018, 6, 30), "month"),
        ("6月30日前", date(2018, 6, 30), "day"),
        ("９月中旬", date(2018, 9, 30), "month"),
        ("九月底前", date(2018, 9, 30), "month"),
        ("二〇一八年九月底", date(2018, 9, 30), "month"),
        ("年底前", date(2018, 12, 31), "month"),
        ("今年年底前完成", date(2018, 12, 31), "month"),
        ("2018年底", date(2018, 12, 31), "month"),
        ("第三季度", date(2018, 9, 30), "month"),
        ("三季度末", date(2018, 9, 30), "month"),
        ("上半年", date(2018, 6, 30), "month"),
        ("明年6月底前", date(2019, 6, 30), "month"),
        ("年内", date(2018, 12, 31), "year"),
    ],
)
def test_dates_as_spreadsheets_turn_them(notice_file: Path, cell: str, last: date, precision: str) -> None:
    put(notice_file, {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": cell})
    found = read_notice(notice_file).tasks[1].clauses[0].deadline
    assert found is not None
    assert (found.date, found.precision) == (last, precision)


@pytest.mark.parametrize(
    "cell", ["抓紧", "去年6月", "每年6月底前", "13月底前", "6月底前建成投用", "6月、9月", "第五季度", "底前"]
)
def test_words_that_are_no_deadline(notice_file: Path, cell: str) -> None:
    put(notice_file, {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": cell})
    with pytest.raises(CorrectionError, match=f"row 2: deadline is “{cell}”; write 2018-06-30.*6月底前"):
        read_notice(notice_file)


def test_words_without_a_year_need_the_notices(notice_file: Path) -> None:
    text = TEXT.replace("2018", "")
    notice_file.write_text(text, encoding="utf-8", newline="")
    said = {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": "6月底前"}
    put(notice_file, said, digest=hashlib.sha256(text.encode()).hexdigest())
    with pytest.raises(CorrectionError, match="row 2: deadline is “6月底前”"):
        read_notice(notice_file)


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@x", "'=1", "''=1", "\t=1", "甲=1", "'甲"])
def test_no_cell_is_a_formula_and_none_is_changed(text: str, tmp_path: Path) -> None:
    written = csv_text([["action", "kind", "words", "note", "text_sha256"], ["add", "task", "x", text, DIGEST]])
    cell = list(csv.reader(io.StringIO(written)))[1][3]
    assert cell[0] not in "=+-@\t\r"
    (tmp_path / "t.csv").write_text(written, encoding="utf-8", newline="")
    (row,) = read_table(tmp_path / "t.csv").rows
    assert row.cells["note"] == text.strip()


def test_hostile_words_are_text(notice_file: Path, hostile_words: tuple[str, ...]) -> None:
    said: list[dict[str, object]] = [A, {"action": "remove", "kind": "assignment", "words": "省旅发委"}]
    for words in hostile_words:
        put(notice_file, *(row | {"by": words, "note": words + '" . <x> <y> <z> .'} for row in said))
        built = build(notice_file)
        graph = zhengtu.load(built.n_quads)
        told = zhengtu.sparql(
            graph, "SELECT DISTINCT ?by ?note { ?c a zt:Correction ; zt:correctedBy ?by ; zt:note ?note }"
        )
        assert [plain_row(row) for row in told.rows] == [[words, words + '" . <x> <y> <z> .']]


# ── any subset

FACTS = ready_rows(parse(read(NOTICE)))
QINGHAI = parse(read(NOTICE))


def applied(notice: Notice, said: Iterable[ReadyRow], action: str, folder: Path) -> Notice:
    path = folder / "t.csv"
    lines: list[Sequence[str]] = [headings("en"), *(cells(notice, row, "en", action) for row in said)]
    path.write_text(csv_text(lines), encoding="utf-8", newline="")
    return apply_table(notice, read_table(path))


def bare(notice: Notice) -> Notice:
    return replace(notice, corrections=(), corrections_sha256=None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, len(FACTS) - 1), min_size=1), turned=st.booleans())
def test_what_is_removed_and_added_again_is_as_it_was(chosen: set[int], turned: bool, tmp_path: Path) -> None:
    said = [FACTS[i] for i in sorted(chosen, reverse=turned)]
    less = applied(QINGHAI, said, "remove", tmp_path)
    assert [c.outcome for c in less.corrections] == ["applied"] * len(said)
    left = ready_rows(less)
    assert len(left) == len(FACTS) - len(said)
    again = applied(bare(less), said, "add", tmp_path)
    assert [c.outcome for c in again.corrections] == ["applied"] * len(said)
    assert bare(again) == QINGHAI
    assert notice_quads(bare(again)) == notice_quads(QINGHAI)


@pytest.mark.parametrize("fact", [f for f in FACTS if f.number is not None], ids=lambda f: f"{f.kind}-{f.number}")
def test_each_numbered_fact_alone(fact: ReadyRow, tmp_path: Path) -> None:
    less = applied(QINGHAI, [fact], "remove", tmp_path)
    assert bare(applied(bare(less), [fact], "add", tmp_path)) == QINGHAI


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.integers(0, len(FACTS) - 1), min_size=1), action=st.sampled_from(["add", "change"]))
def test_what_is_so_already_changes_nothing(chosen: set[int], action: str, tmp_path: Path) -> None:
    again = applied(QINGHAI, [FACTS[i] for i in chosen], action, tmp_path)
    assert {c.outcome for c in again.corrections} == {"already_so"}
    assert bare(again) == QINGHAI


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_table_of_all_facts_corrects_nothing(tmp_path: Path, language: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table_text(QINGHAI, FACTS, "zh" if language == "zh" else "en"), encoding="utf-8", newline="")
    assert (
        len(read_table(path).rows)
        == len(FACTS)
        == 215 + 16 + 48 + sum(c.deadline is not None for t in QINGHAI.tasks for c in t.clauses)
    )
    assert apply_table(QINGHAI, read_table(path)) == QINGHAI


def test_a_forgotten_action_is_told(notice_file: Path) -> None:
    put(notice_file, {"action": "", "kind": "assignment", "task": 3, "words": "省财政厅", "role": "lead"})
    notice = read_notice(notice_file)
    assert notice.corrections == ()
    assert [p.message for p in notice.problems if p.code == "correction"] == [
        "correction in row 2: has no action and differs from what is read (role=responsible); fill action"
    ]


# ── the graph

MIXED: list[dict[str, object]] = [
    A | {"by": "督查室", "date": "2018-04-02", "note": "电话核实"},
    {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "role": "lead", "by": "张三"},
    {"action": "remove", "kind": "assignment", "words": "省旅发委", "by": "张三"},
    {"action": "add", "kind": "name", "words": "省发展改革委", "unit": "青海省审计厅", "by": "张三"},
    {"action": "add", "kind": "deadline", "words": "抓紧开展", "deadline": "2018", "by": "张三"},
    {"action": "remove", "kind": "target", "words": "西宁市货运量增长8%左右", "by": "张三"},
    {
        "action": "remove",
        "kind": "citation",
        "task": 3,
        "words": "《青海省人民政府关于加快发展的意见》（青政〔2014〕73号）",
        "by": "张三",
    },
]


def test_the_graph_says_who_put_what_right(notice_file: Path) -> None:
    put(notice_file, *MIXED)
    built = build(notice_file)
    graph = zhengtu.load(built.n_quads)
    assert list(zhengtu.validate(graph)) == []
    told = zhengtu.sparql(
        graph,
        """SELECT ?row ?action ?words ?start ?by ?thing {
             GRAPH ?g { ?c a zt:Correction ; zt:correctionOf ?notice ; zt:tableRow ?row ; zt:correctionAction ?action ;
                        zt:correctedWords ?words ; zt:correctedBy ?by }
             FILTER STRENDS(STR(?g), "graph/provenance")
             OPTIONAL { ?c zt:correctedPlace/oa:start ?start } OPTIONAL { ?c zt:corrects ?thing }
           } ORDER BY ?row""",
    )
    found = [
        (int(row), action.rpartition("#")[2], words, by, thing.removeprefix(built.document) if thing else None)
        for row, action, words, _, by, thing in (["" if t is None else str(t) for t in plain_row(r)] for r in told.rows)
    ]
    assert found == [
        (2, "Addition", "省水利厅", "督查室", "/task/2/clause/1/lead/1"),
        (3, "Alteration", "省财政厅", "张三", "/task/3/clause/1/lead/1"),
        (4, "Removal", "省旅发委", "张三", None),
        (5, "Addition", "省发展改革委", "张三", "/task/2/clause/1/responsible/1"),
        (6, "Addition", "抓紧开展", "张三", "/task/2/clause/1"),
        (7, "Removal", "西宁市货运量增长8%左右", "张三", None),
        (8, "Removal", MIXED[6]["words"], "张三", None),
    ]
    # What a person added is told from what the machine read.
    by_person = "ASK { ?c zt:corrects ?a ; zt:correctedBy '督查室' . ?a zt:unit/zt:name '青海省水利厅' ; zt:nameAsWritten '省水利厅' }"
    assert zhengtu.sparql(graph, by_person).boolean
    assert zhengtu.sparql(graph, "ASK { ?task zt:taskNumber 2 ; zt:leadUnit/zt:name '青海省水利厅' }").boolean
    table = hashlib.sha256(notice_file.with_name("notice.txt.corrections.csv").read_bytes()).hexdigest()
    assert zhengtu.sparql(graph, f"ASK {{ ?c a zt:Correction ; prov:used/zt:fileSha256 '{table}' }}").boolean


def test_the_same_input_gives_the_same_bytes(notice_file: Path, tmp_path: Path) -> None:
    put(notice_file, *MIXED)
    assert build(notice_file).n_quads == build(notice_file).n_quads
    without = build(notice_file, corrections=False)
    assert not any(ZT.Correction in q.object for q in without.quads)
    notice_file.with_name("notice.txt.corrections.csv").unlink()
    assert build(notice_file).n_quads == without.n_quads


def test_a_store_forgets_corrections_that_are_gone(
    notice_file: Path, tmp_path: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    put(notice_file, *MIXED)
    assert zhengtu("build", notice_file, "--store", "s").returncode == 0
    ask = ("sparql", "SELECT (COUNT(*) AS ?n) { ?c a zt:Correction }", "--store", "s", "--format", "csv")
    assert "7" in zhengtu(*ask).stdout
    assert zhengtu("validate", "--store", "s").returncode == 0
    put(notice_file, MIXED[0])
    assert zhengtu("build", notice_file, "--store", "s").returncode == 0
    assert zhengtu(*ask).stdout.split()[1] == "1"
    assert zhengtu("validate", "--store", "s").returncode == 0
    assert zhengtu("build", notice_file, "--store", "s", "--no-corrections").returncode == 0
    assert zhengtu(*ask).stdout.split()[1] == "0"


# ── the commands


def test_build_says_what_it_corrected(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    put(notice_file, A, {"action": "add", "kind": "assignment", "task": 3, "words": "省财政厅", "role": "responsible"})
    done = zhengtu("build", notice_file, "-o", "g.nq")
    assert done.returncode == 0, done.stderr
    assert "corrected in 1 of 2 rows of notice.txt.corrections.csv; already so: row 3" in done.stderr
    done = zhengtu("parse", notice_file)
    assert "省水利厅" in done.stdout
    assert "corrected in 1 of 2 rows" in done.stderr
    done = zhengtu("parse", notice_file, "--no-corrections")
    assert "牵头 lead: 省水利厅" not in done.stdout
    assert "corrected" not in done.stderr


def test_parse_prints_the_corrections_as_json(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    import jsonschema

    put(notice_file, *MIXED)
    data = json.loads(zhengtu("parse", notice_file, "--json").stdout)
    schema = json.loads((ROOT / "docs" / "notice.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    assert [c["row"] for c in data["corrections"]] == [2, 3, 4, 5, 6, 7, 8]


def test_refused_corrections_write_nothing(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    put(notice_file, A | {"words": "省水务厅"})
    done = zhengtu("build", notice_file, "-o", "g.nq")
    assert done.returncode == 1
    assert not (notice_file.parent / "g.nq").exists()
    assert done.stderr.count("\n") == 1
    assert "notice.txt.corrections.csv: row 2: “省水务厅” does not stand in the text" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_takes_each_notice_with_its_own(
    tmp_path: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    for name, number in (("a.txt", "900"), ("b.txt", "901")):
        (folder / name).write_text(TEXT.replace("900", number), encoding="utf-8", newline="")
    put(folder / "b.txt", A, digest=hashlib.sha256(TEXT.replace("900", "901").encode()).hexdigest())
    put(folder / "gone.txt", A)
    done = zhengtu("build", folder, "-o", "g.nq")
    assert done.returncode == 0, done.stderr
    assert "gone.txt.corrections.csv: there is no such notice beside it" in done.stderr
    assert done.stderr.count("corrected in") == 1
    every = zhengtu("build", *sorted(folder.iterdir()), "-o", "h.nq")
    assert every.returncode == 0, every.stderr
    assert (tmp_path / "g.nq").read_bytes() == (tmp_path / "h.nq").read_bytes()
    alone = zhengtu("build", folder / "b.txt.corrections.csv", "-o", "i.nq")
    assert (alone.returncode, "is a table of corrections, not a notice" in alone.stderr) == (1, True)


def test_standard_input_has_nothing_beside_it(notice_file: Path) -> None:
    code = "import sys; from zhengtu.builders.build import read_notice; from pathlib import Path; print(len(read_notice('-').tasks))"
    Path(notice_file.parent, "-.corrections.csv").write_text("nonsense", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=notice_file.parent,
        input=TEXT.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
    )
    assert (done.returncode, done.stdout.split()) == (0, [b"3"]), done.stderr


GUIDE = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")


def test_the_columns_and_words_are_those_of_the_documentation() -> None:
    for name, chinese in COLUMNS.items():
        assert f"`{name}` {chinese}" in GUIDE
    for words in WORDS.values():
        for english, chinese in words.items():
            assert f"`{english}` {chinese}" in GUIDE


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    table, of_itself = re.findall("```csv\n(.*?)```", GUIDE, re.DOTALL)
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.read_bytes())
    path.with_name("notice.txt.corrections.csv").write_text(table, encoding="utf-8")
    built = build(path)
    assert outcomes(built.notice) == [(2, "applied"), (3, "applied"), (4, "applied")]
    before, now = assigned(QINGHAI), assigned(built.notice)
    renamed = {(*a[:4], "青海省市场监督管理局") for a in before if a[3] == "省质监局"}
    assert renamed
    assert now - before == {(1, 1, "support", "省金融办", "青海省金融工作办公室"), *renamed}
    assert {a[:4] for a in before - now} == {
        (1, 1, "lead", "省金融办"),
        (2, 1, "support", "青海银监局"),
        *(a[:4] for a in renamed),
    }
    graph = zhengtu.load(built.n_quads)
    every, people = (zhengtu.sparql(graph, q) for q in re.findall("```sparql\n(.*?)```", GUIDE, re.DOTALL))
    assert len(every.rows) == 3
    assert sum(row[1] is not None for row in people.rows) == 1 + len(renamed)
    assert len(people.rows) == 214
    path.with_name("notice.txt.corrections.csv").write_text(of_itself, encoding="utf-8")
    header = read_notice(path).header
    assert header.document_number is not None
    assert (header.document_number.text, header.issued) == ("青政办〔2018〕29号", date(2018, 3, 21))
    assert [u.name for u in header.issuers] == ["青海省人民政府办公厅", "青海省发展和改革委员会"]


def test_a_correction_is_a_plain_noun() -> None:
    assert Correction(2, "add", "task", "applied", "甲", None).by is None


# ── clauses in the middle, numbers, what points back

PLAIN = (
    TEXT[: TEXT.index("一、加快")]
    + """一、加快发展
1.推进甲项目建设，加快乙类改革落地，完善丙项制度。（牵头单位：省财政厅，配合单位：省水利厅）
2.由省林业厅抓紧推进丁项工作；抓好戊项工作。（责任单位：省财政厅）
3.落实《甲规划》，各地要执行该规划。按照《乙规划》推进己项工作。完成庚项任务。（责任单位：省财政厅）
4.建成物流园区5个，新增就业3万人。（责任单位：省财政厅）
"""
)


def plain_file(folder: Path, *said: Row) -> Path:
    path = folder / "n.txt"
    path.write_text(PLAIN, encoding="utf-8", newline="")
    put(path, *said, digest=hashlib.sha256(PLAIN.encode()).hexdigest())
    return path


def clauses(notice: Notice, task: int) -> list[tuple[int, str, list[str]]]:
    (found,) = [t for t in notice.tasks if t.number == task]
    return [(c.number, c.text, [a.name for a in c.assignments]) for c in found.clauses]


UNITS_1 = ["省财政厅", "省水利厅"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["加快乙类改革落地"],
            [(3, "推进甲项目建设", []), (2, "加快乙类改革落地", []), (1, "完善丙项制度。", UNITS_1)],
        ),
        (["推进甲项目建设"], [(2, "推进甲项目建设", []), (1, "加快乙类改革落地，完善丙项制度。", UNITS_1)]),
        (["完善丙项制度"], [(1, "推进甲项目建设，加快乙类改革落地", UNITS_1), (2, "完善丙项制度", [])]),
        (
            ["加快乙类改革落地", "推进甲项目建设"],
            [(2, "推进甲项目建设", []), (3, "加快乙类改革落地", []), (1, "完善丙项制度。", UNITS_1)],
        ),
        (
            ["完善丙项制度", "加快乙类改革落地"],
            [(3, "推进甲项目建设", []), (2, "加快乙类改革落地", []), (1, "完善丙项制度。", UNITS_1)],
        ),
        (
            ["推进甲项目建设，加快乙类改革落地，完善丙项制度"],
            [(1, "推进甲项目建设，加快乙类改革落地，完善丙项制度。", UNITS_1)],
        ),
    ],
)
def test_a_clause_in_the_middle_leaves_no_words_out(
    tmp_path: Path, words: list[str], expected: list[tuple[int, str, list[str]]]
) -> None:
    for order in (words, words[::-1]):
        path = plain_file(tmp_path, *({"action": "add", "kind": "clause", "task": 1, "words": w} for w in order))
        assert clauses(read_notice(path), 1) == expected
        built = build(path)
        assert [f for f in zhengtu.validate(zhengtu.load(built.n_quads)) if f.severity == "violation"] == []


def test_a_clause_in_the_middle_leaves_units_with_their_words(tmp_path: Path) -> None:
    unit = {"action": "add", "kind": "assignment", "task": 2, "words": "省林业厅", "role": "lead"}
    clause = {"action": "add", "kind": "clause", "task": 2, "words": "抓好戊项"}
    notice = read_notice(plain_file(tmp_path, clause, unit))
    assert clauses(notice, 2) == [
        (3, "由省林业厅抓紧推进丁项工作", ["省林业厅"]),
        (2, "抓好戊项", []),
        (1, "工作。", ["省财政厅"]),
    ]


@pytest.mark.parametrize(
    ("task", "words", "expected"),
    [
        # Behind the words stands the bracket, which stays with those behind.
        (
            2,
            "抓好戊项",
            [(3, "由省林业厅抓紧推进丁项工作", ["省林业厅"]), (2, "抓好戊项", []), (1, "工作。", ["省财政厅"])],
        ),
        # No bracket: those in front have the unit among them.
        (5, "抓好壬项", [(1, "由省林业厅推进辛项", ["省林业厅"]), (2, "抓好壬项", []), (3, "完善癸项。", [])]),
    ],
)
def test_units_that_were_read_stay_with_their_words(
    tmp_path: Path, task: int, words: str, expected: list[tuple[int, str, list[str]]]
) -> None:
    path = plain_file(tmp_path)
    text = PLAIN + "5.由省林业厅推进辛项，抓好壬项，完善癸项。\n"
    path.write_text(text, encoding="utf-8", newline="")
    digest = hashlib.sha256(text.encode()).hexdigest()
    unit = {"action": "add", "kind": "assignment", "task": task, "words": "省林业厅", "role": "lead"}
    put(path, unit, digest=digest)
    first = bare(read_notice(path))
    table = put(path, {"action": "add", "kind": "clause", "task": task, "words": words}, digest=digest)
    notice = apply_table(first, read_table(table))
    assert clauses(notice, task) == expected
    (found,) = [t for t in notice.tasks if t.number == task]
    assert all((c.group is not None) == bool(c.assignments) for c in found.clauses)


def test_numbers_that_rows_ask_for_are_theirs(tmp_path: Path) -> None:
    said = [
        {"action": "add", "kind": "clause", "task": 1, "clause": 2, "words": "加快乙类改革落地"},
        {"action": "add", "kind": "clause", "task": 1, "clause": 3, "words": "制度"},
    ]
    found = clauses(read_notice(plain_file(tmp_path, *said)), 1)
    assert [(n, text) for n, text, _ in found] == [
        (4, "推进甲项目建设"),
        (2, "加快乙类改革落地"),
        (1, "完善丙项"),
        (3, "制度"),
    ]
    with pytest.raises(CorrectionError, match=r"row 3: other rows leave “完善丙项制度” as clause 1 of task 1"):
        read_notice(plain_file(tmp_path, said[0], said[1] | {"words": "完善丙项制度"}))


def test_the_number_of_what_was_removed_is_nothing_elses(tmp_path: Path) -> None:
    before = read_notice(plain_file(tmp_path, {"action": "", "kind": "citation", "words": "《乙规划》"}))
    assert [(c.number, c.title) for c in before.citations][-2:] == [(2, "甲规划"), (3, "乙规划")]
    last = before.targets[-1]
    notice = read_notice(
        plain_file(
            tmp_path,
            {"action": "remove", "kind": "citation", "words": "《乙规划》"},
            {"action": "add", "kind": "citation", "words": "庚项任务", "document": "丙方案", "relation": "implements"},
            {"action": "remove", "kind": "target", "words": before.source.words(last.span)},
            {
                "action": "add",
                "kind": "target",
                "words": "万人",
                "value": "2",
                "unit_text": "万人",
                "indicator": "培训人数",
            },
        )
    )
    assert {c.number: c.document.title for c in notice.citations if c.number > 2} == {4: "丙方案"}
    assert {t.number for t in notice.targets} == {*range(1, last.number), last.number + 1}


def test_a_rule_tells_only_the_units_that_a_name_changed(tmp_path: Path) -> None:
    put_right = {"action": "add", "kind": "name", "words": "各州市政府", "unit": "西宁市人民政府"}
    rule = "以下任务均需各州市政府、省财政厅负责，不再列出。\n"
    text = PLAIN.replace("一、加快发展\n", rule + "一、加快发展\n")
    path = tmp_path / "n.txt"
    path.write_text(text, encoding="utf-8", newline="")
    put(path, put_right, digest=hashlib.sha256(text.encode()).hexdigest())
    notice = read_notice(path)
    assert [r.names for r in notice.rules] == [("各州市政府", "省财政厅")]
    assert notice.corrections[0].before is not None
    assert "青海省财政厅" not in notice.corrections[0].before


def test_what_the_rules_read_is_not_put_right_by_a_person(notice_file: Path) -> None:
    put(
        notice_file,
        {"action": "add", "kind": "assignment", "words": "省旅发委", "role": "lead", "by": "张三"},
        {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "role": "lead", "by": "张三"},
    )
    notice = read_notice(notice_file)
    assert outcomes(notice) == [(2, "already_so"), (3, "applied")]
    graph = zhengtu.load(build(notice_file).n_quads)
    told = zhengtu.sparql(
        graph,
        "SELECT ?name ?by { ?a a zt:Assignment ; zt:nameAsWritten ?name . ?c zt:corrects ?a ; zt:correctedBy ?by }",
    )
    assert [plain_row(row) for row in told.rows] == [["省财政厅", "张三"]]
    assert zhengtu.sparql(graph, "ASK { ?c zt:tableRow 2 ; zt:alreadySo true }").boolean


def test_nothing_points_back_to_what_is_cited_no_more(tmp_path: Path) -> None:
    # Documents known by title alone are undated: 甲规划 and 乙规划.
    undated = (
        "SELECT DISTINCT ?d { { ?d ?p ?o } UNION { ?s ?p ?d } FILTER (ISIRI(?d) && CONTAINS(STR(?d), '/undated/')) }"
    )
    refers = "ASK { ?r zt:refersTo ?d }"
    path = plain_file(tmp_path, {"action": "", "kind": "citation", "words": "《甲规划》"})
    graph = zhengtu.load(build(path).n_quads)
    assert len(zhengtu.sparql(graph, undated).rows) == 2
    assert zhengtu.sparql(graph, refers).boolean
    path = plain_file(tmp_path, {"action": "remove", "kind": "citation", "words": "《甲规划》"})
    notice = read_notice(path)
    assert notice.back_references == ()
    assert [p.message for p in notice.problems if p.code == "correction"] == [
        "correction in row 2: “该规划” pointed back to what is cited no more, and is left out too"
    ]
    graph = zhengtu.load(build(path).n_quads)
    assert len(zhengtu.sparql(graph, undated).rows) == 1
    assert not zhengtu.sparql(graph, refers).boolean


def test_an_added_citation_brings_back_what_points_back_to_it(tmp_path: Path) -> None:
    """Taken out in one pass and put in in another, everything is as it was."""
    path = plain_file(tmp_path, {"action": "", "kind": "citation", "words": "《甲规划》"})
    before = parse(read(path))
    assert [before.source.words(r.span) for r in before.back_references] == ["该规划"]
    out = {"action": "remove", "kind": "citation", "words": "《甲规划》"}
    less = bare(read_notice(plain_file(tmp_path, out)))
    assert less.back_references == ()
    again = plain_file(tmp_path, {"action": "add", "kind": "citation", "words": "《甲规划》", "relation": "implements"})
    now = apply_table(replace(less, problems=before.problems), read_table(again.with_name("n.txt.corrections.csv")))
    assert bare(now) == before


def test_a_name_corrects_what_it_changed_alone(notice_file: Path) -> None:
    """Where a name already means the unit, by itself or by another row, the row on the name changes nothing."""
    put(
        notice_file,
        {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "unit": "青海省审计厅", "by": "甲"},
        {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省审计厅", "by": "乙"},
    )
    notice = read_notice(notice_file)
    assert outcomes(notice) == [(2, "applied"), (3, "applied")]
    graph = zhengtu.load(build(notice_file).n_quads)
    told = zhengtu.sparql(
        graph,
        "SELECT ?by ?n { ?c zt:correctedBy ?by ; zt:corrects ?a . ?a zt:ofClause/zt:ofTask/zt:taskNumber ?n } ORDER BY ?n",
    )
    assert [plain_row(row) for row in told.rows] == [["乙", "1"], ["乙", "2"], ["甲", "3"]]


# ── units that no table knows

UNLISTED: list[tuple[dict[str, object], str]] = [
    (
        {"action": "add", "kind": "assignment", "words": "省水利厅", "role": "lead", "unit": "青海省财证厅"},
        "unit “青海省财证厅” is in no table; did you mean 青海省财政厅",
    ),
    (
        {"action": "change", "kind": "assignment", "task": 3, "words": "省财政厅", "unit": "省财证厅"},
        "unit “省财证厅” is in no table; did you mean 青海省财政厅?",
    ),
    (
        {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省市埸监督管理局"},
        "unit “青海省市埸监督管理局” is in no table; did you mean 青海省市场监督管理局",
    ),
    (
        {"action": "add", "kind": "name", "words": "省财政厅", "unit": "某某处置组"},
        "unit “某某处置组” is in no table",
    ),
    (
        {"action": "change", "kind": "issuer", "words": "青海省人民政府办公厅", "unit": "青海省人民政府辨公厅"},
        "unit “青海省人民政府辨公厅” is in no table; did you mean 青海省人民政府办公厅",
    ),
]


@pytest.mark.parametrize(("said", "message"), UNLISTED)
def test_a_unit_that_no_table_knows_is_told(notice_file: Path, said: Row, message: str) -> None:
    put(notice_file, said)
    notice = read_notice(notice_file)
    (told,) = [p for p in notice.problems if p.code == "unlisted-unit"]
    assert told.message.startswith(f"correction in row 2: {message}")
    assert told.chinese.startswith(f"更正表第2行：名录中没有单位“{said['unit']}”")
    assert told.row == 2
    # It stands, and nothing says that the words in the notice are what no table knows.
    assert said["unit"] in {a[4] for a in assigned(notice)} | {u.name for u in notice.header.issuers}
    assert [p for p in notice.problems if p.code == "unknown-names"] == []


def test_it_is_told_by_every_command(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    put(notice_file, UNLISTED[1][0])
    for command in (
        ("build", notice_file, "-o", "g.nq"),
        ("parse", notice_file),
        ("review", notice_file, "-o", "r.html"),
    ):
        assert UNLISTED[1][1] in zhengtu(*command).stderr
    page = (notice_file.parent / "r.html").read_text(encoding="utf-8")
    assert "名录中没有单位“省财证厅”，是否应为青海省财政厅？" in page
    assert "correction in row 2: unit “省财证厅” is in no table" in page
    table = zhengtu("review", notice_file, "--table", "-")
    noted = [r for r in csv.DictReader(io.StringIO(table.stdout)) if r["存疑"]]
    assert [(r["操作"], r["原文"], r["单位"], "青海省财政厅？" in r["存疑"]) for r in noted] == [
        ("修改", "省财政厅", "省财证厅", True)
    ]
    assert "wrote" not in table.stderr


def test_a_unit_that_the_rules_read_is_not_told_again(notice_file: Path) -> None:
    text = TEXT.replace("省旅发委", "某某处置组")
    notice_file.write_text(text, encoding="utf-8", newline="")
    said = {"action": "change", "kind": "assignment", "words": "某某处置组", "unit": "某某处置组", "role": "lead"}
    put(notice_file, said, digest=hashlib.sha256(text.encode()).hexdigest())
    notice = read_notice(notice_file)
    assert [p.code for p in notice.problems] == ["unknown-names"]


def test_parse_prints_whom_a_person_says_is_meant(
    notice_file: Path, zhengtu: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    put(
        notice_file,
        {"action": "add", "kind": "name", "words": "省财政厅", "unit": "青海省审计厅"},
        {"action": "change", "kind": "assignment", "words": "省旅发委", "role": "support"},
    )
    lines = [line.strip() for line in zhengtu("parse", notice_file).stdout.splitlines()]
    assert "负责 responsible: 省发展改革委、省财政厅（青海省审计厅）" in lines
    assert "配合 support: 省旅发委、省财政厅（青海省审计厅）、各市州人民政府" in lines


def test_rows_out_of_force(notice_file: Path) -> None:
    """A # before the action keeps a row without applying it, and nobody forgets it."""
    put(notice_file, A, A | {"action": "#add", "words": "不在文中"}, A | {"action": "＃增加", "words": "也不在文中"})
    notice = read_notice(notice_file)
    assert outcomes(notice) == [(2, "applied")]
    assert [p.message for p in notice.problems if p.code == "correction"] == [
        "corrections out of force (# in action): rows 3, 4; mend them and take the # away"
    ]
