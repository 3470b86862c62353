"""The analysis of the Qinghai notice as tables and as JSON, several notices together and apart, and what if."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from zhengtu.builders.build import build, merge
from zhengtu.graph import store
from zhengtu.graph.columns import Responsibilities
from zhengtu.graph.coordination.bottlenecks import Bottlenecks, Sampling, bottlenecks
from zhengtu.graph.coordination.findings import Rules
from zhengtu.graph.coordination.incidence import Choice
from zhengtu.graph.coordination.selection import parts, selected
from zhengtu.graph.coordination.what_if import difference, merged, moved, without
from zhengtu.graph.errors import QueryError
from zhengtu.graph.inference import infer
from zhengtu.graph.network import responsibility_network
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.rows import Value
from zhengtu.graph.store import Graph
from zhengtu.ontology.terms import ZT
from zhengtu.viz.bottlenecks import what_if
from zhengtu.viz.bottlenecks.cells import CELLS, ON_PAGE
from zhengtu.viz.bottlenecks.columns import COLUMNS, MARKDOWN, TERMINAL, WHAT_IF, column, on_page
from zhengtu.viz.bottlenecks.record import as_record, difference_record
from zhengtu.viz.bottlenecks.table import rows

NONE_DRAWN = Sampling(resamples=0, draws=0)
ECONOMY, COMMERCE, FINANCE = "青海省经济和信息化委员会", "青海省商务厅", "青海省财政厅"
TOURISM, CULTURE = "青海省旅游发展委员会", "青海省文化和新闻出版厅"


@pytest.fixture(scope="module")
def r(graph: Graph) -> Responsibilities:
    return responsibilities(graph)


@pytest.fixture(scope="module")
def whole(r: Responsibilities) -> Bottlenecks:
    return bottlenecks(r)


def unit(r: Responsibilities, name: str) -> str:
    return next(u.iri for u in r.units.values() if u.name == name)


def table(r: Responsibilities, b: Bottlenecks, language: str | None = None) -> dict[Value, dict[str, Value]]:
    names = [column.name for column in COLUMNS]
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows(r, b, language=language)}


def another(tmp_path: Path, name: str, text: str) -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return merge([build(file)])[0]


SECOND = "青海省人民政府办公厅关于乙的通知\n青政办〔2019〕1号\n1.做好某事。（牵头单位：省商务厅；配合单位：省财政厅）\n2.做好另一事。（责任单位：省财政厅）"


def test_labels_of_the_notice(whole: Bottlenecks) -> None:
    told = {u.unit.name: [f.label for f in u.findings] for u in whole.units}
    assert {name: labels for name, labels in told.items() if labels != ["not-distinguishable"]} == {
        ECONOMY: ["load-hub", "cut-point"],
        COMMERCE: ["structural-broker", "cut-point"],
        CULTURE: ["cut-point"],
    }
    assert (len(whole.units), len(whole.collectives), whole.network.ties, whole.network.components) == (38, 6, 92, 5)


def test_rules_that_the_user_changes(r: Responsibilities) -> None:
    few = Sampling(resamples=200, draws=50)
    strict = bottlenecks(r, sampling=few, rules=Rules(hub=1.0, broker=0.0, cut=4))
    assert {f.label for u in strict.units for f in u.findings} == {"not-distinguishable"}
    loose = bottlenecks(r, sampling=few, rules=Rules(hub=0.2, broker=1.0, cut=1))
    assert sum(f.label == "structural-broker" for u in loose.units for f in u.findings) == 34


def test_figures_and_the_tasks_behind_them(r: Responsibilities, whole: Bottlenecks) -> None:
    told = table(r, whole)
    commerce, finance, all_cities = told[COMMERCE], told[FINANCE], told["青海省各市州人民政府"]
    assert commerce["lead_tasks"] == commerce["all_tasks"] == "8 12 46 47 48 49 50 51 53 60"
    assert commerce["behind"] == "8 12 47 48 50 53 60"
    assert (commerce["lead"], commerce["tasks"], commerce["cuts_off"], str(commerce["betweenness"])) == (
        10,
        10,
        3,
        "0.320",
    )
    assert commerce["cuts_off_units"] == "中华人民共和国西宁海关、中华人民共和国青海出入境检验检疫局、青海省国家税务局"
    assert (commerce["labels"], commerce["kind"], commerce["level"]) == (
        "structural-broker cut-point",
        "Department",
        "ProvincialLevel",
    )
    assert (finance["lead_tasks"], finance["responsible_tasks"], finance["sections"]) == ("71", "28", 2)
    assert (finance["sectors"], finance["all_tasks"], str(finance["responsible_share"])) == (2, "28 71", "1.000")
    assert (all_cities["kind"], all_cities["betweenness"], all_cities["support"]) == ("CollectiveUnit", None, 30)
    assert sum(float(str(row["lead_share"])) for row in told.values()) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("language", "labels", "kind"),
    [("zh", "结构性中介；割点", "政府部门"), ("en", "structural broker；cut point", "government department"),
     ("both", "结构性中介 structural broker；割点 cut point", "政府部门 government department")],
)  # fmt: skip
def test_words_in_both_languages(
    r: Responsibilities, whole: Bottlenecks, language: str, labels: str, kind: str
) -> None:
    row = table(r, whole, language)[COMMERCE]
    assert (row["labels"], row["kind"]) == (labels, kind)
    assert ("省" in str(row["why"])) == (language != "en")


def test_columns_have_names_heads_and_meanings_each_of_its_own(whole: Bottlenecks) -> None:
    every = [column(name) for name in CELLS]
    assert set(ON_PAGE) < set(CELLS)
    assert len({found.label(whole)[of] for of in ("zh", "en") for found in every}) == 2 * len(every)
    assert all(found.means(whole)[of] for found in every for of in ("zh", "en"))
    assert "{noun}" not in str([(found.label(whole), found.means(whole)) for found in every])
    for table in (COLUMNS, TERMINAL, MARKDOWN, WHAT_IF, on_page(whole)):
        assert {found.name for found in table} <= set(CELLS)
    assert len(COLUMNS) == len(CELLS) - 4


def test_the_docs_explain_every_column_of_the_csv(whole: Bottlenecks) -> None:
    docs = (Path(__file__).parent.parent / "docs" / "bottlenecks.md").read_text(encoding="utf-8")
    lines = [
        f"| `{found.name}` | {found.label(whole)['zh']} | {found.label(whole)['en']} | {found.means(whole)['en']} |"
        for found in COLUMNS
    ]
    assert [line for line in lines if line not in docs] == []


def test_figures_of_resamples_and_random_plans(r: Responsibilities, whole: Bottlenecks) -> None:
    row, economy = table(r, whole)[ECONOMY], whole.units[0]
    assert economy.load_interval is not None
    assert economy.expected is not None
    for name, value in (
        ("load_low", economy.load_interval.low),
        ("load_high", economy.load_interval.high),
        ("expected_low", economy.expected.low),
        ("expected_high", economy.expected.high),
        ("load_top", economy.load_interval.top),
    ):
        assert float(str(row[name])) == pytest.approx(value, abs=0.05)
    assert float(str(row["load_low"])) < 16 < float(str(row["load_high"]))
    assert (row["load"], row["brokerage"]) == (16, economy.brokerage.total)


def test_figures_by_task(r: Responsibilities) -> None:
    b = bottlenecks(r, choice=Choice(by="task"), sampling=NONE_DRAWN)
    row = table(r, b)[ECONOMY]
    led = {a.task for a in r.assignments if a.unit == unit(r, ECONOMY) and a.role == "lead"}
    assert (row["lead"], row["load"]) == (len(led), row["tasks"]) == (9, 15)
    assert rows(r, b, columns=TERMINAL)[0][2] == "9/6/0"
    assert [column(name).label(b)["zh"] for name in ("partners", "lead")] == ["同任务单位", "牵头任务数"]


def test_the_table_of_the_terminal(r: Responsibilities, whole: Bottlenecks) -> None:
    first = rows(r, whole, columns=TERMINAL)[0]
    assert first[:4] == [ECONOMY, "load-hub cut-point", "10/6/0", 19]
    assert str(first[4]).startswith("0.456 (0.")
    assert first[5] == "1–3"
    assert str(first[7]).startswith("0.576 / 0.4")
    assert str(rows(r, bottlenecks(r, sampling=NONE_DRAWN), columns=TERMINAL)[0][4]) == "0.456"
    estimated = bottlenecks(r, sampling=NONE_DRAWN._replace(exact_up_to=10, pivots=400))
    assert "±" in str(rows(r, estimated, columns=TERMINAL)[0][4])
    assert estimated.network.pivots == 400


def test_json_holds_what_the_figures_rest_on(r: Responsibilities, ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    told = json.loads(json.dumps(as_record(r, bottlenecks(r, validate=True)), allow_nan=False))
    assert (told["network"]["units"], told["network"]["ties"], told["network"]["components"]) == (38, 92, 5)
    assert (told["null_model"]["draws"], told["null_model"]["seed"], told["resamples"]["number"]) == (
        3000,
        20180320,
        2000,
    )
    assert told["validated_pairs"] == []
    commerce = next(u for u in told["units"] if u["name"] == COMMERCE)
    broker = commerce["findings"][0]
    assert (broker["label"], set(broker["why"])) == ("structural-broker", {"zh", "en"})
    [(text,)] = ask("SELECT ?c { ?t a zt:SourceText ; zt:content ?c }")
    assert {e["written"] for e in broker["evidence"]} == {"省商务厅"}
    assert len({e["clause"] for e in broker["evidence"]}) == len(broker["groups"]) == 7
    assert all(text[e["start"] : e["end"]] == e["written"] for e in broker["evidence"])


def test_a_level_alone(r: Responsibilities) -> None:
    found = bottlenecks(r, choice=Choice(level=ZT.PrefectureLevel), sampling=NONE_DRAWN)
    assert {u.unit.level for u in found.units} == {ZT.PrefectureLevel}
    assert len(found.units) == 5
    assert found.collectives == ()


def test_inferred_members_have_a_part(graph: Graph, n_quads: str) -> None:
    both = responsibilities(store.load(n_quads + infer(graph)), inferred=True)
    choice = Choice(inferred=True)
    found = {u.unit.name: u for u in bottlenecks(both, choice=choice, sampling=NONE_DRAWN).units}
    assert len(found) == 44
    assert len(found["海东市人民政府"].load.clauses["support"]) >= 30
    written = bottlenecks(both, sampling=NONE_DRAWN)
    assert len(written.units) == 38
    assert len([u for u in written.units if u.partners]) == 34


def test_several_notices_together_and_apart(n_quads: str, tmp_path: Path) -> None:
    both = responsibilities(store.load(n_quads + another(tmp_path, "n.txt", SECOND)))
    row = table(both, bottlenecks(both, sampling=NONE_DRAWN))[COMMERCE]
    assert row["lead_tasks"] == "青政办〔2018〕28号: 8 12 46 47 48 49 50 51 53 60; 青政办〔2019〕1号: 1"
    by_year = parts(both, "year")
    assert [(year, len(p.notices), len(p.tasks)) for year, p in by_year] == [("2018", 1, 71), ("2019", 1, 2)]
    assert [name for name, _ in parts(both, "issuer")] == ["青海省人民政府办公厅"]
    assert [name for name, _ in parts(both, "notice")] == ["青政办〔2018〕28号", "青政办〔2019〕1号"]
    again = selected(both, [n.iri for n in both.notices.values() if n.year == 2018])
    alone = responsibilities(store.load(n_quads))
    assert (again.tasks, again.units.keys(), again.assignments) == (alone.tasks, alone.units.keys(), alone.assignments)


def test_a_notice_that_names_no_lead(tmp_path: Path) -> None:
    text = (
        "甲省人民政府关于丙的通知\n1.做好某事。（责任单位：省商务厅、省财政厅）\n2.做好另一事。（责任单位：省财政厅）"
    )
    r = responsibilities(store.load(another(tmp_path, "n.txt", text)))
    found = bottlenecks(r, sampling=NONE_DRAWN)
    assert not found.network.leads
    assert found.network.lead.hhi == pytest.approx((1 / 3) ** 2 + (2 / 3) ** 2)
    assert all(u.brokerage.total == 0 for u in found.units)
    assert {row["brokerage"] for row in table(r, found).values()} == {None}


def test_taking_a_unit_out(r: Responsibilities) -> None:
    before = bottlenecks(r, sampling=NONE_DRAWN)
    changed = without(r, unit(r, COMMERCE))
    after = bottlenecks(changed, sampling=NONE_DRAWN)
    found = difference(before, after)
    gone = next(c for c in found.units if c.unit.name == COMMERCE)
    assert (gone.before is not None, gone.after, found.after.units) == (True, None, 37)
    assert found.after.efficiency == pytest.approx((found.before.efficiency or 0) * (1 - 0.14509693058561268))
    both = (r, before), (changed, after)
    told = {row[0]: row[1:] for row in what_if.terminal_rows(found, *both)}
    heads = [name for name, _ in what_if.terminal_heads(before)][1:]
    assert dict(zip(heads, told[COMMERCE], strict=True)) == {
        "roles": "10/0/0 → –",
        "partners": "9 → –",
        "betweenness": "0.320 → –",
        "bipartite": "0.194 → –",
        "participation": "0.580 → –",
        "constraint": "0.225 → –",
        "effective_size": "8.175 → –",
        "brokerage": "0 → –",
        "efficiency_loss": "0.145 → –",
        "cuts_off": "3 → –",
    }
    assert dict(zip(heads, told[ECONOMY], strict=True))["participation"] == "0.797"
    assert [len(row) for row in what_if.rows(found, *both)] == [len(what_if.heads(before))] * len(told)
    record = json.loads(json.dumps(difference_record(found)))
    assert len(record["units"]) == len(found.units)
    assert record["units"][0]["before"]["constraint"] == pytest.approx(0.183, abs=0.001)
    assert r.units.keys() == responsibilities_keys(before)


def test_the_network_before_and_after(r: Responsibilities) -> None:
    before = bottlenecks(r, sampling=NONE_DRAWN)
    after = bottlenecks(without(r, unit(r, COMMERCE)), sampling=NONE_DRAWN)
    told = {words["zh"]: (old, new) for words, old, new in what_if.network_rows(before, after)}
    assert told == {
        "单位": ("38", "37"),
        "联系": ("92", "83"),
        "部分": ("5", "6"),
        "最大部分": ("34", "30"),
        "平均效率": ("0.405", "0.347"),
        "牵头集中度": ("0.045", "0.045"),
        "牵头基尼系数": ("0.460", "0.449"),
    }


def test_a_lead_that_is_no_more_is_not_compared_with_what_is_left(tmp_path: Path) -> None:
    text = "甲省人民政府关于丙的通知\n1.做好某事。（牵头单位：省商务厅）\n2.做好另一事。（责任单位：省财政厅）"
    r = responsibilities(store.load(another(tmp_path, "n.txt", text)))
    lead = next(a.unit for a in r.assignments if a.role == "lead")
    plans = (bottlenecks(plan, sampling=NONE_DRAWN) for plan in (r, without(r, lead)))
    told = {words["zh"]: (old, new) for words, old, new in what_if.network_rows(*plans)}
    assert told["牵头集中度"] == ("1.000", "–")


def test_rows_that_show_no_difference_are_left_out(r: Responsibilities) -> None:
    before = bottlenecks(r, sampling=NONE_DRAWN)
    one = before.units[5]
    hidden = replace(one, betweenness=one.betweenness + 1e-7)
    changed = replace(before, units=tuple(hidden if u is one else u for u in before.units))
    found = difference(before, changed)
    assert [c.unit for c in found.units] == [one.unit]
    for table_of in (what_if.rows, what_if.terminal_rows):
        assert table_of(found, (r, before), (r, changed)) == []


def responsibilities_keys(b: Bottlenecks) -> set[str]:
    return {u.unit.iri for u in b.units} | {load.unit.iri for load in b.collectives}


def test_one_unit_in_the_place_of_another(r: Responsibilities) -> None:
    one, into = unit(r, TOURISM), unit(r, CULTURE)
    changed = merged(r, one, into)
    clauses = {a.clause for a in r.assignments if a.unit in (one, into)}
    assert one not in changed.units
    assert {a.clause for a in changed.assignments if a.unit == into} == clauses
    assert difference(bottlenecks(r, sampling=NONE_DRAWN), bottlenecks(r, sampling=NONE_DRAWN)).units == ()


def test_another_lead(r: Responsibilities) -> None:
    task = next(t.iri for t in r.tasks.values() if t.number == 12)
    finance = unit(r, FINANCE)
    changed = moved(r, task, finance)
    leads = {(a.clause, a.unit) for a in changed.assignments if a.task == task and a.role == "lead"}
    assert {u for _, u in leads} == {finance}
    assert {c for c, _ in leads} == {a.clause for a in r.assignments if a.task == task and a.role == "lead"}
    assert [a for a in changed.assignments if a.task != task] == [a for a in r.assignments if a.task != task]


def test_a_supporter_that_comes_to_lead_supports_no_more(r: Responsibilities) -> None:
    a = next(a for a in r.assignments if a.role == "support" and not r.units[a.unit].collective)
    changed = moved(r, a.task, a.unit)
    assert [b.role for b in changed.assignments if b.clause == a.clause and b.unit == a.unit] == ["lead"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: without(r, "urn:x"), "named by no clause"),
        (lambda r: merged(r, unit(r, FINANCE), unit(r, FINANCE)), "with itself"),
        (lambda r: merged(r, unit(r, FINANCE), "urn:x"), "named by no clause"),
        (lambda r: moved(r, "urn:x", unit(r, FINANCE)), "urn:x"),
        (lambda r: moved(r, next(t.iri for t in r.tasks.values() if t.number == 28), unit(r, FINANCE)), "no lead unit"),
    ],
)  # fmt: skip
def test_changes_that_cannot_be(r: Responsibilities, change: Callable[[Responsibilities], object], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        change(r)


def test_the_network_of_responsibilities(r: Responsibilities, ask: Callable[[str], list[tuple[str, ...]]]) -> None:
    network = responsibility_network(r)
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    assert [kinds.count(k) for k in ("agency", "collective", "task", "section")] == [38, 6, 71, 17]
    edges = {(a, b) for a, b, data in network.edges(data=True) if data["role"] == "lead"}
    assert edges == set(ask("SELECT DISTINCT ?u ?t { ?t a zt:Task ; zt:leadUnit ?u }"))
