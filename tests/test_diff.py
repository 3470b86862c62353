"""What changed between two notices: every known change is found, and none is invented."""

import csv
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from subprocess import CompletedProcess
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zhengtu.builders.build import build, merge
from zhengtu.builders.build import read_notice as read_file
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import document_iri, notice_quads
from zhengtu.builders.read import source_text
from zhengtu.builders.statements import n_quads
from zhengtu.graph.columns import Responsibilities, Task
from zhengtu.graph.comparison.changes import Comparison, Rules
from zhengtu.graph.comparison.compare import compare
from zhengtu.graph.comparison.matching import Item, matched
from zhengtu.graph.comparison.overlaps import hundredths
from zhengtu.graph.comparison.parts import parted
from zhengtu.graph.comparison.roles import folding_tells
from zhengtu.graph.comparison.sides import Side, side
from zhengtu.graph.comparison.wording import folded, grams, masked, segments
from zhengtu.graph.errors import AnalysisError, GraphError
from zhengtu.graph.store import load
from zhengtu.ontology.iris import DEFAULT_BASE, Iris
from zhengtu.viz.comparison_page import comparison_page
from zhengtu.viz.comparison_record import comparison_record
from zhengtu.viz.comparison_rows import Change, changes
from zhengtu.viz.comparison_table import COLUMNS, TERMINAL, rows, terminal_rows
from zhengtu.viz.comparison_words import KINDS, numbers

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
PLANS = Path(__file__).parent / "plans"
Zhengtu = Callable[..., CompletedProcess[str]]


def read_side(path: Path) -> Side:
    built = build(path)
    return side(load(built.n_quads), built.document)


@pytest.fixture(scope="module")
def before() -> Side:
    return read_side(NOTICE)


@pytest.fixture(scope="module")
def after() -> Side:
    return read_side(PLANS / "qinghai-2019.txt")


def notice(*tasks: str, year: int = 2018, head: str = "") -> Side:
    """A short plan of a province; a task is its words with the brackets."""
    lines = [
        f"青海省人民政府办公厅关于印发青海省{year}年工作要点的通知",
        f"青政办〔{year}〕9{year % 100}号",
        "各市、自治州人民政府：",
        f"现印发给你们。{head}",
        f"青海省{year}年工作要点",
        "一、重点任务",
    ]
    lines += [f"{i}.{task}" for i, task in enumerate(tasks, 1)]
    return _built("\n".join(lines))


def _built(text: str) -> Side:
    read = parse(source_text("n.txt", text))
    return side(load(n_quads(notice_quads(read))), document_iri(read.document, Iris(DEFAULT_BASE)))


# --- all known changes of the made-up plan, and no other ---

_WORDS = ("task-reworded", "task-figures", "task-split", "task-merged", "task-new", "task-gone")
Row = tuple[str, str, str, str, str, str, bool]


def told(change: Change) -> Row:
    """A change as the table has it: the wording of tasks is not in it."""
    old, new = ("", "") if change.kind in _WORDS else (change.old, change.new)
    return change.kind, numbers(change.before), numbers(change.after), change.about, old, new, change.doubtful


def known(fold: bool) -> list[Row]:
    with (PLANS / "qinghai-changes.csv").open(encoding="utf-8", newline="") as file:
        return [
            (r["kind"], r["before"], r["after"], r["about"], r["old"], r["new"], r["doubtful"] == "yes")
            for r in csv.DictReader(file)
            if r["folded"] in ("", "yes" if fold else "no")
        ]


@pytest.mark.parametrize("fold", [True, False])
def test_all_known_changes_and_no_other(before: Side, after: Side, fold: bool) -> None:
    found = [told(change) for change in changes(compare(before, after, Rules(fold=fold)))]
    assert sorted(found) == sorted(known(fold))
    assert len(found) > (55 if fold else 150)


def test_the_table_has_every_kind_that_the_plan_was_made_for() -> None:
    kinds = {row[0] for fold in (True, False) for row in known(fold)}
    assert set(KINDS) - kinds == {"target-new", "target-gone", "deadline-changed", "deadline-gone"}


def test_what_each_unit_gained_and_lost(before: Side, after: Side) -> None:
    c = compare(before, after, Rules(fold=True))
    units = {u.party.name: u for u in c.units}
    commerce = units["青海省商务厅"]
    assert [t.number for t in commerce.gained] == [52, 69]
    assert [t.number for t in commerce.lost] == [53]
    assert [t.number for t in commerce.before["lead"]] == [8, 12, 46, 47, 48, 49, 50, 51, 53, 60]
    assert [t.number for t in commerce.after["lead"]] == [8, 13, 46, 47, 48, 49, 50, 51, 52, 60]
    assert [t.number for t in commerce.after["support"]] == [69]
    tourism = units["青海省文化和旅游厅"]
    assert tourism.party.former == "青海省旅游发展委员会、青海省文化和新闻出版厅"
    assert [(a.number, b.number) for a, b in tourism.shifted] == [(37, 38)]
    assert "青海省统计局" not in units  # its tasks are the same
    assert "青海省生态环境厅" not in units  # its name is new, its tasks are not
    assert "青海省生态环境厅" in {u.party.name for u in compare(before, after).units}


def test_units_are_counted_as_successors_only_when_asked(before: Side, after: Side) -> None:
    assert compare(before, after).folded == ()
    folded_units = {
        frozenset(u.name for u in p.before): {u.name for u in p.after}
        for p in compare(before, after, Rules(fold=True)).folded
    }
    assert folded_units[frozenset({"青海省旅游发展委员会", "青海省文化和新闻出版厅"})] == {"青海省文化和旅游厅"}
    assert folded_units[frozenset({"青海省经济和信息化委员会"})] == {"青海省工业和信息化厅"}
    assert len(folded_units) == 11


# --- laws ---


@pytest.mark.parametrize("fold", [True, False])
def test_a_notice_has_no_difference_from_itself(before: Side, after: Side, fold: bool) -> None:
    for one in (before, after):
        c = compare(one, one, Rules(fold=fold))
        assert c.same
        assert changes(c) == []
        assert {g.score for g in c.groups} == {100}
        assert not any(rows(c, table) for table in ("changes", "units"))


_TURNED = {"new": "gone", "gone": "new", "split": "merged", "merged": "split", "carried": "carried"}


def summary(c: Comparison, *, later: int) -> tuple[object, ...]:
    """What a comparison says, without order: as it stands, or as seen from the other notice."""

    def pair(one: object, other: object) -> tuple[object, object]:
        return (other, one) if later else (one, other)

    def iris(tasks: Iterable[Task]) -> tuple[str, ...]:
        return tuple(t.iri for t in tasks)

    groups = {
        (
            _TURNED[g.kind] if later else g.kind,
            *pair(iris(g.before), iris(g.after)),
            g.score,
            g.doubtful,
            g.wording,
            g.moved,
            frozenset((r.party.key, *pair(r.before, r.after)) for r in g.roles),
            frozenset(pair(t.before, t.after) for t in g.targets),
            frozenset(pair(d.before, d.after) for d in g.deadlines),
        )
        for g in c.groups
    }
    units = {
        (u.party.key, *pair(iris(u.gained), iris(u.lost)), frozenset(pair(a.iri, b.iri) for a, b in u.shifted))
        for u in c.units
    }
    targets = frozenset(pair(t.before, t.after) for t in c.targets)
    documents = frozenset(pair(d.before, d.after) for d in c.documents)
    sections = frozenset(pair(s.before, s.after) for s in c.sections)
    return groups, units, targets, documents, sections


@pytest.mark.parametrize("fold", [True, False])
def test_the_other_way_round_everything_is_turned_over(before: Side, after: Side, fold: bool) -> None:
    forth, back = compare(before, after, Rules(fold=fold)), compare(after, before, Rules(fold=fold))
    assert summary(forth, later=0) == summary(back, later=1)


def thinned(one: Side, keep: Callable[[Task], bool], number: Callable[[int], int] = lambda n: n) -> Side:
    """The same notice with some of its tasks, under other numbers."""
    tasks = {iri: replace(t, number=number(t.number)) for iri, t in one.said.tasks.items() if keep(t)}
    said = Responsibilities(
        one.said.notices,
        one.said.sections,
        dict(sorted(tasks.items(), key=lambda item: item[1].number)),
        one.said.units,
        tuple(a for a in one.said.assignments if a.task in tasks),
    )
    facts = replace(
        one.facts,
        deadlines={iri: d for iri, d in one.facts.deadlines.items() if d.task in tasks},
        targets=tuple(t for t in one.facts.targets if t.task is None or t.task in tasks),
    )
    return replace(one, said=said, facts=facts)


LAWS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LAWS
@given(order=st.permutations(range(1, 72)), fold=st.booleans())
def test_another_order_changes_nothing_but_numbers(before: Side, after: Side, order: list[int], fold: bool) -> None:
    shuffled = thinned(before, lambda _: True, lambda number: order[number - 1])
    as_it_was, c = compare(before, after, Rules(fold=fold)), compare(shuffled, after, Rules(fold=fold))

    def loose(found: Comparison) -> tuple[object, ...]:
        groups, units, *rest = summary(found, later=0)
        assert isinstance(groups, set)
        assert isinstance(units, set)
        return (
            {(kind, frozenset(a), b, *others) for kind, a, b, *others in groups},
            {(key, gained, frozenset(lost), shifted) for key, gained, lost, shifted in units},
            *rest,
        )

    assert loose(c) == loose(as_it_was)
    assert compare(before, shuffled).same


@LAWS
@given(gone=st.sets(st.integers(1, 71), max_size=70))
def test_tasks_that_are_taken_out_are_gone_and_nothing_else(before: Side, gone: set[int]) -> None:
    c = compare(before, thinned(before, lambda task: task.number not in gone))
    assert {g.before[0].number for g in c.groups if g.kind == "gone"} == gone
    assert all(g.kind == "carried" and not g.changed for g in c.groups if g.kind != "gone")
    back = compare(c.after, before)
    assert {g.after[0].number for g in back.groups if g.kind == "new"} == gone


@LAWS
@given(one=st.sets(st.integers(1, 71)), other=st.sets(st.integers(1, 71)), fold=st.booleans())
def test_parts_of_two_plans_compare_alike_both_ways(
    before: Side, after: Side, one: set[int], other: set[int], fold: bool
) -> None:
    a, b = thinned(before, lambda t: t.number in one), thinned(after, lambda t: t.number in other)
    assert summary(compare(a, b, Rules(fold=fold)), later=0) == summary(compare(b, a, Rules(fold=fold)), later=1)


@LAWS
@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_make_both_texts(one: str, other: str) -> None:
    pieces = segments(one, other)
    assert "".join(p.text for p in pieces if p.kind != "inserted") == one
    assert "".join(p.text for p in pieces if p.kind != "deleted") == other
    assert hundredths(grams(one), grams(other)) == hundredths(grams(other), grams(one))


# --- words ---


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("服务业增加值增长８％左右。", "服务业增加值增长9%左右。", 100),
        ("2018年底前建成10个示范点", "2019年底前建成12.5个示范点", 100),
        ("筹办第十七届运动会", "筹办第十八届运动会", 100),
        ("落实“十三五”规划", "落实“十四五”规划", 100),
        ("加快物流园区建设；", "加快物流园区建设。", 100),
        ("加快物流园区建设", "推进文化惠民工程", 0),
        ("开展防汛演练", "开展防汛知识宣传", 50),
        ("", "", 0),
    ],
)
def test_scores(one: str, other: str, score: int) -> None:
    assert hundredths(grams(one), grams(other)) == score


def test_texts_without_letters_are_themselves() -> None:
    assert [tuple(p) for p in matched([Item("——"), Item("！")], [Item("！")], threshold=40).pairs] == [(1, 0, 100)]


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        ("增长8%左右", "增长7.5%左右", "增长[-8-]{+7.5+}%左右"),
        ("支持企业上市", "鼓励企业上市融资", "[-支持-]{+鼓励+}企业上市{+融资+}"),
        ("一样", "一样", "一样"),
        # One sign between two changes is read with them.
        ("甲乙丙", "丁乙戊", "[-甲乙丙-]{+丁乙戊+}"),
        ("删去全部", "", "[-删去全部-]"),
    ],
)
def test_pieces(one: str, other: str, pieces: str) -> None:
    signs = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    assert "".join(signs[p.kind].format(p.text) for p in segments(one, other)) == pieces


def test_forms_of_one_text() -> None:
    assert folded("增 长\u3000８％\n") == "增长8%"
    assert masked("到2020年，增长18.5%") == masked("到2025年，增长9%")


# --- who becomes whom ---


def pairs_of(first: Sequence[Item], second: Sequence[Item], threshold: int = 40) -> list[tuple[int, int]]:
    return [(p.first, p.second) for p in matched(first, second, threshold=threshold).pairs]


def test_between_equals_decide_words_section_units_and_order() -> None:
    text = "做好本领域安全生产工作，年内培训100人"
    other = text.replace("100", "200")
    assert pairs_of([Item(other), Item(text)], [Item(text), Item(other)]) == [(0, 1), (1, 0)]
    one, two = Item(text, section="交通"), Item(text, section="旅游")
    assert pairs_of([one, two], [two, one]) == [(0, 1), (1, 0)]
    one, two = Item(text, units=frozenset("甲乙")), Item(text, units=frozenset("丙"))
    assert pairs_of([one, two], [two, one]) == [(0, 1), (1, 0)]
    assert pairs_of([Item(text)] * 3, [Item(text)] * 3) == [(0, 0), (1, 1), (2, 2)]
    assert pairs_of([Item(text)] * 2, [Item("另一件事完全不同")] * 3 + [Item(text)] * 2) == [(0, 3), (1, 4)]


def test_all_together_counts_not_each_for_itself() -> None:
    """The second is most like the first of the others, which is still more like its own."""
    first = [Item("推进农村公路养护和管理改革"), Item("推进农村公路养护和管理改革试点工作")]
    second = [Item("推进农村公路养护和管理改革试点"), Item("推进农村公路养护和管理改革试点工作方案")]
    assert pairs_of(first, second) == [(0, 0), (1, 1)]


def test_the_same_text_is_not_given_up_for_two_that_are_half_alike() -> None:
    same = "推进农村公路养护管理改革工作"
    first = [Item(same), Item("推进农村公路养护管理事业发展")]
    second = [Item(same), Item("统筹城乡公路养护管理改革工作")]
    assert (0, 0) in pairs_of(first, second)


def test_the_threshold() -> None:
    one, other = [Item("开展防汛演练")], [Item("开展防汛知识宣传")]
    assert pairs_of(one, other, 50) == [(0, 0)]
    assert pairs_of(one, other, 51) == []


A = "推进朝阳物流园区与铁路、公路、机场等交通枢纽相衔接，促进物流业集聚发展。"
B = "开展临空快递物流基地和快递服务标准化网点建设有关工作。"
C = "加快推进格尔木城南综合市场和昆仑工业中心项目前期工作。"


@pytest.mark.parametrize(
    ("first", "second", "splits"),
    [
        ([A + B], [A, B], [(0, (0, 1))]),
        ([A + B + C], [C, A, B], [(0, (0, 1, 2))]),
        ([A + B + C, "无关的另一项任务"], [A + B, C], [(0, (0, 1))]),
        # A new task that repeats what the old one still says was not parted from it.
        ([A + B], [A + B, B], []),
        # Too little of the old one is left to call it split.
        ([A + C + C.replace("推进", "完成") + "其余全部删去不提而且很长很长的一段话" * 3], [A, B], []),
        ([A], [A], []),
        ([A], [B, C], []),
    ],
)
def test_splits_and_merges(first: list[str], second: list[str], splits: list[tuple[int, tuple[int, ...]]]) -> None:
    forth = parted(matched([Item(t) for t in first], [Item(t) for t in second], threshold=40))
    back = parted(matched([Item(t) for t in second], [Item(t) for t in first], threshold=40))
    assert [(p.whole, p.parts) for p in forth[0]] == splits
    assert forth[1] == back[0] == []
    assert forth[0] == back[1]


# --- figures, deadlines, documents, sections ---

LEAD = "（牵头单位：省商务厅）"


def short(c: Comparison) -> list[tuple[str, str, str, str, str, str]]:
    """The changes beside the wording of tasks."""
    return [told(change)[:6] for change in changes(c) if not change.kind.startswith("task-")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("新建示范点10个。", "新建示范点12个。", [("target-changed", "新建示范点", "10个", "12个")]),
        ("新建示范点10个。", "新建示范点10个。", []),
        ("新建示范点10个。", "新建示范点。", [("target-gone", "新建示范点", "10个", "")]),
        ("新建示范点。", "新建示范点10个。", [("target-new", "新建示范点", "", "10个")]),
        # The plan's own year is no change; another year is.
        ("2018年新建示范点10个。", "2019年新建示范点10个。", []),
        ("到2020年新建示范点10个。", "到2020年新建示范点10个。", []),
    ],
)
def test_targets(old: str, new: str, found: list[tuple[str, str, str, str]]) -> None:
    c = compare(
        notice(f"做好全省商贸流通体系建设工作。{old}{LEAD}"),
        notice(f"做好全省商贸流通体系建设工作。{new}{LEAD}", year=2019),
    )
    assert [(kind, about, a, b) for kind, _, _, about, a, b in short(c) if kind.startswith("target")] == found


def test_a_figure_that_went_into_another_task() -> None:
    old = notice(f"做好商贸流通体系建设工作，新建公益性市场10个。{LEAD}", f"推进外贸稳步发展。{LEAD}")
    new = notice(f"做好商贸流通体系建设工作。{LEAD}", f"推进外贸稳步发展，新建公益性市场12个。{LEAD}", year=2019)
    assert ("target-changed", "1", "2", "新建公益性市场", "10个", "12个") in short(compare(old, new))
    assert not [row for row in short(compare(old, new)) if row[0] in ("target-gone", "target-new")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("6月底前完成。", "9月底前完成。", [("deadline-changed", "2018-06", "2019-09")]),
        ("6月底前完成。", "", [("deadline-gone", "2018-06", "")]),
        ("", "9月底前完成。", [("deadline-new", "", "2019-09")]),
        ("2020年6月底前完成。", "2020年6月底前完成。", []),
    ],
)
def test_deadlines(old: str, new: str, found: list[tuple[str, str, str]]) -> None:
    words = "做好全省商贸流通体系建设工作。"
    c = compare(notice(f"{words}{old}{LEAD}"), notice(f"{words}{new}{LEAD}", year=2019))
    assert [(row[0], row[4], row[5]) for row in short(c) if row[0].startswith("deadline")] == found


def test_deadlines_of_two_clauses_are_told_apart() -> None:
    task = "建成全省商贸流通信息平台，{}月底前完成。（牵头单位：省商务厅）编制物流园区发展规划，{}月底前完成。（牵头单位：省发展改革委）"
    c = compare(notice(task.format(6, 8)), notice(task.format(6, 9)))
    assert [row[4:6] for row in short(c)] == [("2018-08", "2018-09")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("《甲市场管理办法》", "《甲市场管理办法》", []),
        (
            "《甲市场管理办法》",
            "《乙物流发展规划》",
            [("citation-new", "《乙物流发展规划》"), ("citation-gone", "《甲市场管理办法》")],
        ),
        ("《甲市场2018年工作方案》", "《甲市场2019年工作方案》", [("citation-renewed", "《甲市场2019年工作方案》")]),
        # Cited by title alone here, with its number there: one document.
        ("《甲市场管理办法》", "《甲市场管理办法》（青政办〔2017〕48号）", []),
    ],
)
def test_documents(old: str, new: str, found: list[tuple[str, str]]) -> None:
    task = "贯彻落实{}，做好全省商贸流通体系建设工作。（牵头单位：省商务厅）"
    c = compare(notice(task.format(old)), notice(task.format(new), year=2019))
    assert [(row[0], row[3]) for row in short(c) if row[0].startswith("citation")] == found


def test_a_section_that_its_tasks_tell() -> None:
    tasks = [t.removesuffix("。") for t in (A, B, C)]

    def plan(heading: str) -> Side:
        body = "\n".join(f"{i}.{task}。{LEAD}" for i, task in enumerate(tasks, 1))
        return _built(
            f"青海省人民政府办公厅关于印发工作要点的通知\n青政办〔2018〕998号\n工作要点\n一、{heading}\n{body}\n二、保障措施\n4.加强督查。{LEAD}"
        )

    c = compare(plan("现代物流"), plan("交通与仓储"))
    assert [row[0] for row in short(c)] == ["section-renamed"]
    assert not any(group.moved for group in c.groups)


# --- what is told ---


def test_json_has_the_places_of_both_notices(before: Side, after: Side) -> None:
    record = comparison_record(compare(before, after, Rules(fold=True)))
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
    texts = read_file(NOTICE).source.content, read_file(PLANS / "qinghai-2019.txt").source.content
    seen = 0
    for task in record["tasks"]:
        for role in task.get("roles", ()):
            for text, when in zip(texts, ("before", "after"), strict=True):
                for said in role[when]["evidence"]:
                    assert text[said["start"] : said["end"]] == said["written"]
                    seen += 1
        for kind in ("targets", "deadlines"):
            for change in task.get(kind, ()):
                for text, when in zip(texts, ("before", "after"), strict=True):
                    if change[when] is not None:
                        assert text[change[when]["start"] : change[when]["end"]] == change[when]["quote"]
                        seen += 1
        for text, when in zip(texts, ("before", "after"), strict=True):
            for one in task[when]:
                # The text of a task is without the brackets that name units, so it begins in the quotation.
                assert folded(one["text"])[:8] in folded(text[one["start"] : one["end"]])
    assert seen > 30
    assert {task["state"] for task in record["tasks"]} == {"same", "changed", "split", "merged", "new", "gone"}
    split = next(task for task in record["tasks"] if task["state"] == "split")
    assert [one["number"] for one in split["after"]] == [10, 11]
    assert record["rules"] == {"threshold": 0.4, "doubtful_below": 0.5, "fold_lineages": True}


@pytest.mark.parametrize("table", list(COLUMNS))
@pytest.mark.parametrize("language", [None, "zh", "en", "both"])
def test_tables_fit_their_heads(before: Side, after: Side, table: str, language: str | None) -> None:
    c = compare(before, after)
    for made, columns in ((rows, COLUMNS), (terminal_rows, TERMINAL)):
        found = made(c, table, language=language)
        assert found
        assert {len(row) for row in found} == {len(columns[table])}


def test_a_task_without_a_match_names_the_nearest() -> None:
    old = notice(f"推进外贸稳步发展。{LEAD}", f"开展防汛抢险演练。{LEAD}")
    new = notice(f"开展防汛抢险知识宣传。{LEAD}", f"推进外贸稳步发展。{LEAD}")
    groups = {group.kind: group for group in compare(old, new, Rules(threshold=90)).groups}
    gone, made = groups["gone"].near, groups["new"].near
    assert gone is not None
    assert made is not None
    assert (gone.task.number, gone.score) == (1, 62)
    assert (made.task.number, made.score) == (2, 62)
    nothing = compare(notice(f"推进外贸稳步发展。{LEAD}"), notice(f"做好防汛工作。{LEAD}"))
    assert [group.near for group in nothing.groups] == [None, None]


def test_other_bases_cannot_be_compared(before: Side) -> None:
    other = build(NOTICE, base="https://example.org/id/")
    with pytest.raises(AnalysisError, match="different bases"):
        compare(before, side(load(other.n_quads), other.document))


def test_a_notice_that_is_not_there(before: Side) -> None:
    with pytest.raises(GraphError, match="is no notice"):
        side(load(build(NOTICE).n_quads), f"{before.notice.iri}0")


def test_a_thousand_tasks_in_seconds(before: Side) -> None:
    draw = random.Random(1)
    pieces = [piece for task in before.said.tasks.values() for piece in task.text.split("，") if len(piece) > 5]

    def plan(texts: Mapping[int, str]) -> Side:
        iri = before.notice.iri
        tasks = {
            f"{iri}/task/{i}": Task(f"{iri}/task/{i}", iri, i, text, None, None, i, text) for i, text in texts.items()
        }
        said = Responsibilities({iri: before.notice}, {}, tasks, {}, ())
        return Side(before.notice, said, replace(before.facts, deadlines={}, targets=(), citations=()), {})

    old = {i: "，".join(draw.choices(pieces, k=5)) for i in range(1, 1001)}
    new = {i: text if i % 5 else "，".join(draw.choices(pieces, k=5)) for i, text in old.items()}
    start = perf_counter()
    c = compare(plan(old), plan(new))
    assert perf_counter() - start < 15
    assert sum(group.wording == "same" and group.kind == "carried" for group in c.groups) >= 800


# --- the page ---


def test_the_page_is_text_whatever_the_notice_says(hostile_words: tuple[str, ...]) -> None:
    old = notice(*(f"做好{word}工作并推进甲项改革。（牵头单位：省商务厅、{word}厅）" for word in hostile_words))
    new = notice(*(f"做好{word}工作并推进乙项改革。（牵头单位：{word}局）" for word in hostile_words), year=2019)
    page = comparison_page(compare(old, new), place="'<script>' b")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<svg" not in page
    assert not re.search(r'(?:href|src|action)="(?!#)', page)
    assert "{{7*7}}" in page


def places(page: str) -> list[tuple[int, int, str]]:
    """The words that a page quotes, and where it says they stand; words that are cut without the sign for it."""
    found = re.findall(r"<q lang=\"zh-CN\"><bdi>(.*?)</bdi></q> (\d+)–(\d+)", page)
    assert len(found) > 50
    return [(int(start), int(end), unescape(words).removesuffix("…")) for words, start, end in found]


def test_the_page_tells_the_changes(before: Side, after: Side) -> None:
    c = compare(before, after, Rules(fold=True))
    page = comparison_page(c)
    assert page == comparison_page(c)
    after_text = read_file(PLANS / "qinghai-2019.txt").source.content
    assert page.count("<article") == sum(group.changed for group in c.groups)
    assert 'href="#b23"' in page
    assert 'id="b23"' in page
    card = page.partition('id="b51"')[2].partition("</article>")[0]
    assert re.search(r"总额增长<del>.*?9<span.*?</del><ins>.*?8<span.*?</ins>%左右。", card)
    # What is said of a unit, a figure or a heading points to the words that say it.
    for words, place in (("省文化和旅游厅", r"\d+–\d+"), ("（六）全域旅游业", "4702–4710")):
        assert re.search(rf"<bdi>{words}</bdi></q> {place}", page)
    for start, end, words in places(page):
        assert words in read_file(NOTICE).source.content[start:end] or words in after_text[start:end]
    assert "没有变化" not in page
    assert "没有变化" in comparison_page(compare(before, before))
    assert comparison_page(c, language="en").startswith('<!doctype html>\n<html lang="en">')


# --- the command ---


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The graph of each notice, and one of both."""
    folder = tmp_path_factory.mktemp("graphs")
    built = [build(NOTICE), build(PLANS / "qinghai-2019.txt")]
    for name, part in (("2018.nq", built[:1]), ("2019.nq", built[1:]), ("both.nq", built)):
        (folder / name).write_text(merge(part)[0], encoding="utf-8")
    return folder / "2018.nq", folder / "2019.nq", folder / "both.nq"


NUMBERS = ("--notice-a", "青政办〔2018〕28号", "--notice-b", "青政办〔2019〕900号")


@pytest.fixture(scope="module")
def unnumbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two notices that have no number, one of which sets no task."""
    folder = tmp_path_factory.mktemp("unnumbered")
    for year, words in ((2017, "做好市场建设。"), (2018, "做好市场建设。（牵头单位：商贸处）")):
        text = f"青海省商务厅{year}年工作要点\n一、重点工作\n1.{words}\n青海省商务厅\n{year}年3月1日\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    built = [build(folder / f"{year}.txt") for year in (2017, 2018)]
    (folder / "both.nq").write_text(merge(built)[0], encoding="utf-8")
    return folder / "both.nq"


def test_a_notice_that_sets_no_task_is_told(zhengtu: Zhengtu, unnumbered: Path) -> None:
    named = ("--notice-a", "青海省商务厅2017年工作要点", "--notice-b", "青海省商务厅2018年工作要点")
    run = zhengtu("diff", "--graph", unnumbered, *named)
    assert run.returncode == 0, run.stderr
    assert "0 → 1 task: " in run.stderr
    assert "青海省商务厅2017年工作要点: sets no task" in run.stderr
    assert "青海省商务厅2018年工作要点: sets no task" not in run.stderr
    both = zhengtu("bottlenecks", "--graph", unnumbered, "--notice", named[1])
    assert both.returncode == 1
    assert "holds 青海省商务厅2017年工作要点, but that sets no task" in both.stderr


def test_a_notice_without_a_name_goes_by_its_file(zhengtu: Zhengtu, tmp_path: Path) -> None:
    for name, unit in (("a.txt", "省商务厅"), ("b.txt", "省财政厅")):
        (tmp_path / name).write_text(f"1.做好市场建设工作。（牵头单位：{unit}）\n", encoding="utf-8")
    run = zhengtu("diff", "a.txt", "b.txt", "--report", "d.html")
    assert run.returncode == 0, run.stderr
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert '<bdi lang="zh-CN">a.txt</bdi>' in page
    assert "/document/" not in page


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # The one became the other, in this very task.
        ("省经济和信息化委", "省工业和信息化厅", True),
        # The one went and its successor did not come: folding tells the same.
        ("省经济和信息化委、省商务厅", "省商务厅", False),
        ("省经济和信息化委", "省经济和信息化委", False),
    ],
)
def test_folding_is_proposed_where_it_changes_something(old: str, new: str, told: bool) -> None:
    words = "做好全省商贸流通体系建设工作。（牵头单位：{}）"
    c = compare(notice(words.format(old)), notice(words.format(new), year=2019))
    assert folding_tells(c.before, c.after, c.groups) is told


@pytest.mark.slow
def test_every_way_to_name_two_notices(zhengtu: Zhengtu, graphs: tuple[Path, Path, Path], tmp_path: Path) -> None:
    one, other, both = graphs
    ways: list[tuple[object, ...]] = [
        (one, other),
        ("--graph", both, *NUMBERS),
        (both, both, *NUMBERS),
        (NOTICE, other),
        (one, both, *NUMBERS[2:]),
    ]
    answers = [zhengtu("diff", *way, "--format", "csv") for way in ways]
    assert [a.returncode for a in answers] == [0] * len(ways)
    assert len({a.stdout for a in answers}) == 1
    found = list(csv.DictReader(answers[0].stdout.splitlines()))
    assert len(found) == len(known(False))
    assert "71 → 71 tasks" in answers[0].stderr
    assert "--fold-lineages" in answers[0].stderr


def test_forms(zhengtu: Zhengtu, graphs: tuple[Path, Path, Path], tmp_path: Path) -> None:
    one, other, _ = graphs
    told_all = zhengtu("diff", one, other, "--fold-lineages", "--format", "json", "--report", "d.html")
    assert told_all.returncode == 0, told_all.stderr
    assert json.loads(told_all.stdout)["before"]["number"] == "青政办〔2018〕28号"
    assert (tmp_path / "d.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    markdown = zhengtu("diff", one, other, "--table", "units", "--format", "md", "--lang", "zh")
    assert markdown.stdout.startswith("| 单位 | 原名称 |")
    assert zhengtu("diff", one, other, "--table", "tasks").returncode == 0
    (tmp_path / "copy.nq").write_bytes(one.read_bytes())
    same = zhengtu("diff", one, "copy.nq", "--format", "csv")
    assert len(same.stdout.splitlines()) == 1
    assert "no difference: tasks" in same.stderr
    assert "--fold-lineages" not in same.stderr
    assert zhengtu("diff", one, other, "--excel", "-o", "d.csv").returncode == 0
    assert (tmp_path / "d.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("{one}",), 2, "two are compared, 1 is given"),
        (("{one}", "{other}", "{both}"), 2, "two are compared, 3 are given"),
        (("{one}", "{both}"), 2, "holds 2 notices"),
        (("{one}", "{other}", "--graph", "{both}"), 2, "not both"),
        ((), 2, "say what to compare"),
        (("--graph", "{both}"), 2, "name both notices"),
        (("--graph", "{both}", "--notice-a", "青政办〔2018〕28号"), 2, "name both notices"),
        (
            ("--graph", "{both}", "--notice-a", "青政办〔2018〕28号", "--notice-b", "青政办〔2019〕901号"),
            2,
            "no document",
        ),
        # The same notice twice.
        (("{one}", "{one}"), 2, "one file, and so one notice (青政办〔2018〕28号)"),
        (("{both}", "{both}", *NUMBERS[:2], "--notice-b", NUMBERS[1]), 2, "one file, and so one notice"),
        (("--graph", "{both}", *NUMBERS[:2], "--notice-b", "青政办[2018]28号"), 2, "青政办[2018]28号 are one notice"),
        # A document that is only cited.
        (("--graph", "{both}", *NUMBERS[:2], "--notice-b", "青政〔2014〕73号"), 2, "only cites"),
        # A notice without a number goes by its title, in what is listed and in what is proposed.
        (("{other}", "{untitled}"), 2, "holds 2 notices (青海省商务厅2017年工作要点, 青海省商务厅2018年工作要点)"),
        (("{other}", "{untitled}", "--notice-b", "青海省商务厅工作要点"), 2, "did you mean 青海省商务厅2018年工作要点"),
        # Options that contradict each other, or that nothing uses.
        (("{one}", "{other}", "-o", "d.json", "--format", "csv"), 2, "--format says csv"),
        (("{one}", "{other}", "-o", "d.md", "--excel"), 2, "d.md: the name says .md, --excel means csv"),
        (("{one}", "{other}", "-o", "d.html"), 2, "d.html: the name says .html, what is written is a table"),
        (("{one}", "{other}", "-o", "d.csv", "--report", "./x/../d.csv"), 2, "need two files"),
        (("{one}", "{other}", "--authority", "own.csv"), 2, "--authority own.csv: is for notices that are read here"),
        (("--graph", "{both}", *NUMBERS, "--authority", "own.csv"), 2, "--authority own.csv: is for notices that are"),
        (("-", "-"), 2, "standard input can be read once"),
        (("{one}", "missing.nq"), 1, "no such file"),
        (("{one}", "missing.txt"), 1, "missing.txt"),
        (("{one}", "{other}", "--threshold", "1.5"), 2, "--threshold"),
        (("{one}", "{other}", "-o", "{one}"), 2, "would be written over"),
        (("{one}", "{other}", "--report", "{other}"), 2, "would be written over"),
        (("{one}", "empty.nq"), 1, "nothing of the Zhengtu vocabulary"),
    ],
)
def test_wrong_use(
    zhengtu: Zhengtu,
    graphs: tuple[Path, Path, Path],
    unnumbered: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    (tmp_path / "empty.nq").write_text("", encoding="utf-8")
    one, other, both = graphs
    run = zhengtu("diff", *(a.format(one=one, other=other, both=both, untitled=unnumbered) for a in arguments))
    assert run.returncode == code
    assert words in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_a_version_on_standard_input(graphs: tuple[Path, Path, Path]) -> None:
    text = NOTICE.read_text(encoding="utf-8").replace("青海省商务厅", "省商务厅", 1)
    command = [sys.executable, "-m", "zhengtu", "diff", "-", str(NOTICE), "--format", "json"]
    run = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert b"71 same" in run.stderr


def test_the_page_has_the_command_with_all_that_was_chosen(
    zhengtu: Zhengtu, graphs: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    one, other, _ = graphs
    table = tmp_path / "own units.csv"
    table.write_text("name,short_forms,scope\n青海省试点办公室,省试点办,630000\n", encoding="utf-8")
    chosen = ("--threshold", "0.5", "--doubtful", "0.25", "--fold-lineages", "--authority", table)
    run = zhengtu("diff", NOTICE, other, *chosen, "--format", "csv", "--report", "d.html")
    assert run.returncode == 0, run.stderr
    page = unescape((tmp_path / "d.html").read_text(encoding="utf-8"))
    assert f"--threshold 0.5 --doubtful 0.25 --fold-lineages --authority '{table}' --format csv" in page
    assert zhengtu("diff", one, other, "--report", "e.html").returncode == 0
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "--format csv" in page
    assert not any(option in page for option in ("--doubtful", "--authority"))
