"""The words, the chart and the page about bottlenecks: what they say, in both languages, and that names stay text."""

import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from markupsafe import escape
from zhengtu.graph.columns import Assignment, Duty, Notice, Responsibilities, Role, Section, Task, Unit
from zhengtu.graph.coordination.bottlenecks import Bottleneck, Bottlenecks, Sampling, bottlenecks
from zhengtu.graph.coordination.findings import LABELS, Label, Rules
from zhengtu.graph.coordination.incidence import By, Choice
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.ontology.terms import ZT
from zhengtu.viz.bottlenecks.chart import bottleneck_chart
from zhengtu.viz.bottlenecks.columns import on_page
from zhengtu.viz.bottlenecks.evidence import Proofs
from zhengtu.viz.bottlenecks.figures import chance, figure, percent
from zhengtu.viz.bottlenecks.heat_map import heat_map
from zhengtu.viz.bottlenecks.lettering import Box, wrapped
from zhengtu.viz.bottlenecks.notes import notes
from zhengtu.viz.bottlenecks.report import MOST_ROWS, bottleneck_report, marked, write_bottleneck_report
from zhengtu.viz.bottlenecks.words import Sentences, label_words
from zhengtu.viz.pages import asset, policy

HOSTILE = "<script>alert(1)</script>$x_1$&amp;{{7*7}}\"'\u202e\x07局"
FEW = Sampling(resamples=200, draws=300)
NONE = Sampling(resamples=0, draws=0)
ITEM, COMMERCE, CULTURE = "青海省经济和信息化委员会", "青海省商务厅", "青海省文化和新闻出版厅"


@pytest.fixture(scope="module")
def r(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


@pytest.fixture(scope="module")
def b(r: Responsibilities) -> Bottlenecks:
    return bottlenecks(r)


@pytest.fixture(scope="module")
def page(r: Responsibilities, b: Bottlenecks) -> str:
    return bottleneck_report(r, b)


def named(b: Bottlenecks, name: str) -> Bottleneck:
    return next(unit for unit in b.units if unit.unit.name == name)


def said(r: Responsibilities, b: Bottlenecks, name: str, label: Label) -> dict[str, str]:
    unit = named(b, name)
    return Sentences(r, b).of(unit, next(f for f in unit.findings if f.label == label))


def made(clauses: Iterable[str], *, role: Role = "support", names: dict[str, str] | None = None) -> Responsibilities:
    """A notice with one task a clause; a clause is the letters of its units, the first of which leads."""
    called = names or {}
    letters = sorted({letter for clause in clauses for letter in clause})
    units = {n: Unit(n, called.get(n, n), None, (), False, None) for n in letters}
    tasks = {f"t{i}": Task(f"t{i}", "d", i, clause, "s", None, i * 10, clause) for i, clause in enumerate(clauses, 1)}
    assignments = tuple(
        Assignment(
            f"{i}{n}",
            f"c{i}",
            1,
            f"t{i}",
            n,
            "lead" if n == clause[0] and role == "support" else role,
            called.get(n, n),
            i * 10 + clause.index(n),
            i * 10 + clause.index(n) + 1,
        )
        for i, clause in enumerate(clauses, 1)
        for n in clause
    )
    notice, section = Notice("d", "甲〔2018〕1号", "题"), Section("s", "d", 1, "章", None)
    return Responsibilities({"d": notice}, {"s": section}, tasks, units, assignments)


def parsed(chart: str) -> ElementTree.Element:
    return ElementTree.fromstring(chart)  # noqa: S314 (our own)


@pytest.mark.parametrize("label", LABELS)
def test_labels_have_names(label: Label) -> None:
    words = label_words(label)
    assert set(words) == {"zh", "en"}
    assert re.search("[\u4e00-\u9fff]", words["zh"])
    assert words["en"].isascii()


@pytest.mark.parametrize(
    ("name", "label", "zh", "en"),
    [
        (
            ITEM,
            "load-hub",
            [
                "82 个条款中有 16 个列有该单位（牵头 10 个、配合 6 个）",
                "2,000 次，其中 96% 在具名单位中居任务量前 3 位",
                "没有证据表明",
                "0.58",
                "0.49",
            ],
            [
                "16 of 82 clauses (lead 10, support 6)",
                "among the three named units named most in 96\u00a0% of 2,000 resamples",
                "cannot be shown",
                "p\u00a0=\u00a00.11",
            ],
        ),
        (
            COMMERCE,
            "structural-broker",
            [
                "34 个单位",
                "0.40",
                "平均为 0.11",
                "p\u00a0=\u00a00.0003",
                "q\u00a0=\u00a00.011",
                "超出任务量所能解释的范围",
            ],
            ["34 in all", "0.40", "0.11 on average", "q\u00a0=\u00a00.011", "more central than its load alone"],
        ),
        (
            COMMERCE,
            "cut-point",
            ["西宁海关", "出入境检验检疫局", "国家税务局", "只依据 1 个条款"],
            ["3 units are tied", "Xining Customs District", "one clause"],
        ),
        (CULTURE, "cut-point", ["青海省广播电影电视局只通过该单位"], ["1 unit is tied", "Bureau of Radio"]),
        (
            "青海省科学技术厅",
            "not-distinguishable",
            ["未达到负荷枢纽所要求的 80%", "未达到结构性中介的标准", "没有单位只靠它", "不等于该单位不重要"],
            [
                "would need 80\u00a0%",
                "a q of 0.05 or less",
                "No unit hangs on it alone",
                "not to say that it is unimportant",
            ],
        ),
        ("青海省司法厅", "not-distinguishable", ["没有任何条款同时列有该单位"], ["stands between none"]),
    ],
)
def test_a_sentence_gives_its_figures(
    r: Responsibilities, b: Bottlenecks, name: str, label: Label, zh: list[str], en: list[str]
) -> None:
    words = said(r, b, name, label)
    assert [text for text in zh if text not in words["zh"]] == []
    assert [text for text in en if text not in words["en"]] == []


def test_every_unit_has_sentences_in_both_languages(r: Responsibilities, b: Bottlenecks) -> None:
    sentences = Sentences(r, b)
    for unit in b.units:
        for finding in unit.findings:
            words = sentences.of(unit, finding)
            assert words["zh"].endswith("。")
            assert words["en"].endswith(".")
            assert "None" not in words["zh"] + words["en"]


def cut(clauses: list[str], letter: str, names: dict[str, str] | None = None) -> dict[str, str]:
    r = made(clauses, names=names)
    b = bottlenecks(r, sampling=NONE)
    return said(r, b, (names or {}).get(letter, letter), "cut-point")


@pytest.mark.parametrize(
    ("clauses", "letter", "zh", "en"),
    [
        (["ab", "bc", "bd", "cd"], "b", "a只通过该单位与网络的其余部分相联系", "1 unit is tied to the rest of the network"),
        (["ab", "bc", "bd", "cd", "x"], "b", "a只通过该单位与网络的其余部分相联系", "1 unit is tied to the rest of the"),
        (["vw", "wx", "wy", "xy", "abcde"], "w", "v只通过该单位与其所在部分的其他单位相联系", "the other units of its part"),
        (["abcd", "de", "vw"], "d", "e只通过该单位与其所在部分的其他单位相联系", "the other units of its part"),
        (["ab", "bc"], "b", "两侧单位数相同，也可以说被隔开的是a。", "Both sides are of one size: one could as well say that it cuts off a."),
        (["abc", "cde", "cf"], "c", "留下的一侧（a、b）并不比被隔开的各部分都大", "The side that is left (a, b) is no larger"),
    ],
)  # fmt: skip
def test_what_a_cut_point_cuts_off_from_what(clauses: list[str], letter: str, zh: str, en: str) -> None:
    words = cut(clauses, letter)
    assert zh in words["zh"]
    assert en in words["en"]
    assert (
        ("也可以说" in words["zh"]) == ("as well" in words["en"]) == (clauses in (["ab", "bc"], ["abc", "cde", "cf"]))
    )


def test_long_names_are_cut_short_in_sentences() -> None:
    words = cut(["ab", "bc", "bd", "cd"], "b", {"a": "长" * 500})
    assert words["zh"].startswith("长" * 59 + "…只通过")
    assert f"alone: {'长' * 59}…." in words["en"]


def test_what_was_not_drawn_is_not_spoken_of(r: Responsibilities) -> None:
    b = bottlenecks(r, sampling=NONE)
    words = said(r, b, ITEM, "cut-point")
    assert "抽样" not in words["zh"]
    untested = said(r, b, "青海省科学技术厅", "not-tested")
    assert untested["zh"].endswith("未作重新抽样或者随机比较，不能判断是否为负荷枢纽或者结构性中介。")
    assert untested["en"].endswith("whether it is a load hub or a structural broker was not tested.")
    told = " ".join(note["zh"] for note in notes(r, b))
    assert "未作重新抽样（已关闭）" in told
    assert "未与随机方案比较（已关闭）" in told


def noted(r: Responsibilities, b: Bottlenecks) -> str:
    return " ".join(note["zh"] + note["en"] for note in notes(r, b))


def test_notes_of_the_qinghai_notice(r: Responsibilities, b: Bottlenecks) -> None:
    told = noted(r, b)
    for text in (
        "只有一份公文",
        "6 个单位统称",
        "不计推定职责",
        "20180320",
        "3,400",
        "2,000 resamples",
        "3,000 random plans",
    ):
        assert text in told
    for text in ("没有条款写明牵头单位", "pivots", "以任务而不是条款为准", "份公文合并"):
        assert text not in told


@pytest.mark.parametrize(
    ("choice", "zh", "en"),
    [
        (Choice(by="task"), "以任务而不是条款为准", "Counted by task"),
        (Choice(collectives=True), "单位统称计入网络", "Collectives are in the network"),
        (Choice(inferred=True), "计入推定职责 0 项", "0 inferred duties count"),
        (Choice(level=ZT.ProvincialLevel), "只计省级单位", "Only units of the provincial level"),
        (Choice(level="urn:odd"), "只计urn:odd单位", "urn:odd"),
    ],
)
def test_notes_tell_what_counts(r: Responsibilities, choice: Choice, zh: str, en: str) -> None:
    told = noted(r, bottlenecks(r, choice=choice, sampling=NONE))
    assert zh in told
    assert en in told


def test_notes_of_too_few_random_plans(r: Responsibilities) -> None:
    told = {draws: noted(r, bottlenecks(r, sampling=Sampling(10, draws))) for draws in (100, 678, 679)}
    assert ["随机方案太少" in text and "Too few random plans" in text for text in told.values()] == [True, True, False]


def test_notes_of_a_plan_without_lead() -> None:
    r = made(["甲乙", "乙丙"], role="responsible")
    b = bottlenecks(r, sampling=FEW)
    assert "没有条款写明牵头单位" in noted(r, b)
    assert "No clause names a lead" in noted(r, b)
    assert "（负责 1 个）" in said(r, b, "甲", "not-distinguishable")["zh"]


def test_notes_of_estimates_and_of_several_notices(r: Responsibilities) -> None:
    b = bottlenecks(r, sampling=Sampling(resamples=0, draws=0, exact_up_to=10, pivots=40))
    worst = max(unit.betweenness_error or 0 for unit in b.units)
    assert worst > 0
    assert f"随机选取的 {b.network.pivots} 个单位估计" in noted(r, b)
    assert f"标准误最大为 {worst:.2g}" in noted(r, b)
    several = replace(r, notices={**r.notices, "urn:other": Notice("urn:other", None, "题")})
    assert "2 份公文合并计算" in noted(several, b)


def test_notes_of_validated_pairs_and_of_no_network(r: Responsibilities) -> None:
    assert "703 pairs of units" in noted(r, bottlenecks(r, sampling=NONE, validate=True))
    alone = made(["甲", "乙"])
    assert "不构成网络" in noted(alone, bottlenecks(alone, sampling=NONE))


def test_notes_of_notices_some_of_which_name_no_lead(r: Responsibilities) -> None:
    other = made(["甲乙"], role="responsible")
    both = Responsibilities(
        {**r.notices, **other.notices}, {**r.sections, **other.sections}, {**r.tasks, **other.tasks},
        {**r.units, **other.units}, (*r.assignments, *other.assignments),
    )  # fmt: skip
    told = noted(both, bottlenecks(both, sampling=NONE))
    assert "其中 1 份公文没有写明牵头单位，只计负责，不进入牵头集中度和中间人角色。" in told
    assert "1 notice of these names no lead" in told
    assert "没有条款写明牵头单位" not in told
    assert "没有写明牵头单位" not in noted(r, bottlenecks(r, sampling=NONE))


def test_notes_of_inferred_duties_count_those_that_count() -> None:
    r = made(["甲乙丙", "乙丙"])
    duties = (
        Duty("d1", "c2", "t2", "甲", "support", ("2乙",)),
        Duty("d2", None, "t1", "甲", "support", ("d1",)),
    )
    r = replace(r, duties=duties)
    told = noted(r, bottlenecks(r, choice=Choice(inferred=True), sampling=FEW))
    assert "计入推定职责 1 项" in told
    assert "1 inferred duty counts" in told
    assert "未与随机方案比较（推定职责由统称成组展开，随机方案不适用）" in told
    assert "which random plans would tear apart" in told


def test_notes_and_sentences_of_a_level() -> None:
    r = made(["甲乙", "乙丙", "丁"])
    of = {"甲": ZT.ProvincialLevel, "乙": ZT.ProvincialLevel, "丙": ZT.CountyLevel}
    r = replace(r, units={n: replace(u, level=of.get(n)) for n, u in r.units.items()})
    b = bottlenecks(r, choice=Choice(level=ZT.ProvincialLevel), sampling=FEW)
    assert "只计省级单位和列有这些单位的条款" in noted(r, b)
    assert "层级不明的 1 个单位也不在其中" in noted(r, b)
    assert "1 unit whose level is unknown" in noted(r, b)
    words = said(r, b, "甲", "not-distinguishable")
    assert "列有省级单位的 2 个条款中，有 1 个列有该单位" in words["zh"]
    assert "在该层级单位中居任务量前 3 位" in words["zh"]
    assert "1 of the 2 clauses that name units of the provincial level" in words["en"]
    assert "among the three units of that level named most" in words["en"]


def test_collectives_that_count_are_ranked_too(r: Responsibilities) -> None:
    b = bottlenecks(r, choice=Choice(collectives=True), sampling=FEW)
    assert "在计入的单位中居任务量前 3 位" in said(r, b, "青海省各市州人民政府", "load-hub")["zh"]


@pytest.mark.parametrize("by", ["clause", "task"])
def test_words_for_what_units_meet_in(r: Responsibilities, by: By) -> None:
    b = bottlenecks(r, choice=Choice(by=by), sampling=FEW, validate=True)
    zh, en = {"clause": ("条款", "clause"), "task": ("任务", "task")}[by]
    told = noted(r, b)
    for text in (f"每个{zh}的单位数保持不变", f"each {en}’s number", f"共同{zh}多于任务量", f"more {en}s in common"):
        assert text in told
    page = bottleneck_report(r, b)
    assert f"同{zh}单位" in page
    assert {"clause": "同任务单位", "task": "同条款单位"}[by] not in page


def test_random_plans_are_not_spoken_of_where_nothing_is_shared() -> None:
    r = made(["甲", "乙"])
    told = noted(r, bottlenecks(r, sampling=FEW))
    assert "不构成网络" in told
    assert "随机方案" not in told
    assert "random plan" not in told


def test_few_units_have_no_load_hub() -> None:
    r = made(["甲乙", "乙丙"])
    assert "单位不足 6 个" in noted(r, bottlenecks(r, sampling=FEW))
    r = made(["甲乙丙丁戊己"])
    assert "单位不足 6 个" not in noted(r, bottlenecks(r, sampling=FEW))


@pytest.mark.parametrize(
    ("sampling", "zh"),
    [
        (Sampling(0, 300), "未作重新抽样，不能判断是否为负荷枢纽。"),
        (Sampling(200, 0), "未与随机方案比较，不能判断是否为结构性中介。"),
    ],
)
def test_one_test_that_was_not_made_is_said_so(r: Responsibilities, sampling: Sampling, zh: str) -> None:
    b = bottlenecks(r, sampling=sampling)
    assert said(r, b, "青海省科学技术厅", "not-tested")["zh"].endswith(zh)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.001, "<\u00a00.01"), (0.005, "0.01"), (0.4034, "0.40"), (1.0, "1.00")]
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.11, "0.11"), (0.0003332, "0.0003"), (0.0496, "0.050"), (0.0504, "0.0504"), (2e-7, "2e-07")],
)
def test_a_p_stays_on_its_side_of_the_limit(value: float, text: str) -> None:
    shown = chance(value, 0.05)
    assert (float(shown) <= 0.05) == (value <= 0.05)
    assert float(shown) == pytest.approx(value, rel=0.2)
    if value != 2e-7:
        assert shown == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0"), (1.0, "100"), (0.9705, "97"), (0.7999, "79.99"), (0.8, "80"), (0.9996, "99.96"), (0.0005, "0.1")],
)
def test_a_percentage_stays_on_its_side_of_the_limit(share: float, text: str) -> None:
    shown = percent(share, 0.8)
    assert shown == text
    assert (float(shown) >= 80) == (share >= 0.8)


def test_evidence_is_the_notices_own_words(r: Responsibilities, b: Bottlenecks) -> None:
    proofs = Proofs(r)
    (group,) = next(f for f in named(b, CULTURE).findings if f.label == "cut-point").groups
    found = proofs.of(group, inferred=False)
    assert (found.task, found.clause) == (38, 1)
    assert found.text.endswith("（牵头单位：省文化新闻出版厅，省广电局；配合单位：各市、州人民政府）")
    task = r.tasks[proofs.task(group)]
    for words, mentions in found.roles:
        assert words["zh"] in ("牵头", "配合")
        for mention in mentions:
            assert mention.start is not None
            assert mention.end is not None
            assert task.quote[mention.start - task.start : mention.end - task.start] == mention.written


def test_a_later_clause_is_not_quoted_with_the_first(r: Responsibilities) -> None:
    later = next(a for a in r.assignments if a.clause_number == 2)
    earlier = [a.written for a in r.assignments if a.task == later.task and a.clause_number == 1]
    found = Proofs(r).of(later.clause, inferred=False)
    assert found.clause == 2
    assert found.text in r.tasks[later.task].quote.replace("\n", " ") or "…" in found.text
    assert f"：{earlier[0]}、" not in found.text


def test_the_heat_map_adds_up(r: Responsibilities, b: Bottlenecks) -> None:
    heat = heat_map(r, b, rows=60, columns=14)
    assert len(heat.rows) == heat.units == 38
    assert len(heat.columns) == 14
    for unit, counts, total in heat.rows:
        assert sum(counts) == total == len(named(b, unit.name).load.all_clauses)
    totals = [total for _, _, total in heat.rows]
    assert totals == sorted(totals, reverse=True)
    assert [heat.shade(0, n) for n in (0, 1, heat.most)] == [0, 1, 5]
    assert heat.shade(len(heat.columns), 99) == 0
    assert heat.columns[0].heading == "金融业"
    small = heat_map(r, b, rows=3, columns=2)
    assert (len(small.rows), len(small.columns), small.elsewhere, small.units) == (3, 2, True, 38)
    assert [total for _, _, total in small.rows] == totals[:3]


def test_sections_of_several_notices_are_compared_by_sector(r: Responsibilities) -> None:
    several = replace(r, notices={**r.notices, "urn:other": Notice("urn:other", None, "题")})
    b = bottlenecks(several, sampling=NONE)
    heat = heat_map(several, b, rows=60, columns=14)
    assert heat.sectors
    assert all("/sector/" in column.iri for column in heat.columns)
    assert len({column.iri for column in heat.columns}) == len(heat.columns) > 5
    for unit, counts, total in heat.rows:
        assert sum(counts) == total == len(named(b, unit.name).load.all_clauses)
    unknown = replace(several, tasks={iri: replace(task, sector=None) for iri, task in r.tasks.items()})
    sections = heat_map(unknown, bottlenecks(unknown, sampling=NONE), rows=60, columns=14)
    assert not sections.sectors
    assert sections.columns[0].notice == "青政办〔2018〕28号"


def test_boxes_and_lines() -> None:
    assert Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3))
    assert not Box(0, 0, 2, 2).meets(Box(2, 0, 3, 3))
    assert wrapped("字" * 30, 10, 2) == ["字" * 10, "字" * 9 + "…"]
    assert wrapped("one two three", 7, 3) == ["one two", "three"]
    assert wrapped("", 5, 2) == [""]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chart(r: Responsibilities, b: Bottlenecks, language: str) -> None:
    settings = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = bottleneck_chart(r, b, language=language, key="k")
        assert bottleneck_chart(r, b, language=language, key="k") == chart
    assert dict(mpl.rcParams) == settings
    root = parsed(chart)
    assert root.get("role") == "img"
    assert not [e for e in root.iter() if "style" in e.attrib or e.tag.endswith("style")]
    assert "url(" not in chart
    texts = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text")]
    wanted = {"zh": ["省经济和信息化委", "省商务厅", "负荷枢纽"], "en": ["Department of Commerce", "load hub"]}
    assert set(wanted[language]) <= set(texts)
    assert not [text for text in texts if text.startswith("@")]
    assert all(name.startswith("k-") for e in root.iter() if (name := e.get("id")))
    assert "38" in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")


def test_labels_differ_in_shape_and_colour(r: Responsibilities, b: Bottlenecks) -> None:
    chart = bottleneck_chart(r, b)
    for label in ("load-hub", "structural-broker", "cut-point"):
        assert f"fill-{label}" in chart
    assert "stroke-not-distinguishable" in chart
    paths = {
        label: re.sub(r"[\d. ]+", " ", found[1])
        for label in ("load-hub", "cut-point")
        if (found := re.search(rf'<path d="([^"]+)"[^>]*fill-{label}', chart))
    }
    assert len(set(paths.values())) == 2


def test_names_are_neither_formulas_nor_markup() -> None:
    r = made(["甲乙", "乙丙", "乙丁", "丙丁"], names={"乙": HOSTILE, "甲": "$x_1$局"})
    b = bottlenecks(r, sampling=FEW)
    for key in ("zh", "en"):
        chart = bottleneck_chart(r, b, language=key)
        assert "<script" not in chart
        assert "&lt;script" in chart
        assert "$x_1$局" in "".join(parsed(chart).itertext())
    page = bottleneck_report(r, b)
    assert page.count("<script>") == 1
    assert str(escape(HOSTILE)) in page
    assert "{{7*7}}" in page


def test_nothing_is_fetched_and_only_our_script_runs(page: str) -> None:
    assert not re.search(r"(?:src|action|style)=|url\(|@import|fetch\(", page)
    assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', page))
    assert page.count("<script>") == 1
    assert policy([asset("language.js")], asset("bottlenecks.css")).replace("'", "&#39;") in page


def test_the_page_says_all_of_it_in_both_languages(r: Responsibilities, b: Bottlenecks, page: str) -> None:
    for unit in b.units:
        assert str(escape(unit.unit.name)) in page
        assert str(escape(unit.unit.english or "")) in page
    sentences = Sentences(r, b)
    for unit in b.units:
        for finding in unit.findings:
            assert str(escape(sentences.of(unit, finding)["zh"])) in page
    for note in notes(r, b):
        assert str(escape(note["zh"])) in page
    for load in b.collectives:
        assert load.unit.name in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page == bottleneck_report(r, b)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_begins_in_the_language_asked_for(
    r: Responsibilities, b: Bottlenecks, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "page.html"
    write_bottleneck_report(r, b, path, language=language, options="--store 'my plans'")
    page = path.read_text(encoding="utf-8")
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[language] }">' in page
    assert "bottlenecks.csv --store &#39;my plans&#39;" in page


def test_what_was_not_tested_is_called_so(r: Responsibilities) -> None:
    b = bottlenecks(r, sampling=NONE)
    page = bottleneck_report(r, b)
    answers = page[page.index("<dl>") : page.index("</dl>")]
    assert answers.count('lang="zh-CN">未检验</span>') == 3  # load hub, structural broker, and the label
    assert "其余 35 个单位" in answers
    assert "没有" not in answers
    assert "不足以区分" not in answers
    assert [c.name for c in on_page(b)][:4] == ["load", "roles", "betweenness", "partners"]
    chart = bottleneck_chart(r, b)
    assert "stroke-not-tested" in chart
    assert "未检验" in "".join(parsed(chart).itertext())
    none = bottleneck_report(made(["甲", "乙"]), bottlenecks(made(["甲", "乙"]), sampling=NONE))
    assert "没有单位判定为瓶颈，但部分检验未作" in none


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("the unit 省商务厅 leads", 'the unit <span lang="zh-CN">省商务厅</span> leads'),
        ("“各市”, 2", '<span lang="zh-CN">“各市”</span>, 2'),
        ("“plain” <b>", "“plain” &lt;b&gt;"),
        ("“" * 200_000, "“" * 200_000),
    ],
    ids=["name", "quoted", "no Chinese", "quotation marks alone"],
)
def test_chinese_is_marked(text: str, html: str) -> None:
    assert str(marked(text)) == html


def test_a_large_network_is_cut_short_and_says_so() -> None:
    clauses = [chr(0x4E00 + i) + chr(0x4E01 + i) for i in range(MOST_ROWS + 20)]
    r = made(clauses)
    b = bottlenecks(r, sampling=NONE, rules=Rules(cut=200))
    page = bottleneck_report(r, b)
    assert page.count("<td data-zh") <= MOST_ROWS * 20
    assert f"共 {MOST_ROWS + 21} 个单位" in page
    assert f"The {MOST_ROWS} of {MOST_ROWS + 21} units" in page


@pytest.mark.parametrize("clauses", [[], ["甲"], ["甲乙"]])
def test_a_plan_of_almost_nothing_has_a_page(clauses: list[str]) -> None:
    r = made(clauses)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page = bottleneck_report(r, bottlenecks(r, sampling=FEW))
    assert "没有单位能够判定为瓶颈" in page or "负荷枢纽" in page
    assert ("<figure>" in page) == bool(clauses)


@pytest.mark.parametrize("choice", [Choice(by="task"), Choice(collectives=True), Choice(by="task", collectives=True)])
def test_other_choices_have_a_page(r: Responsibilities, choice: Choice) -> None:
    b = bottlenecks(r, choice=choice, sampling=FEW, validate=True)
    page = bottleneck_report(r, b)
    assert ("单位统称的任务量" in page) == (not choice.collectives)
    assert ("查看 1 个任务" in page or "个任务中有" in page) == (choice.by == "task")
