"""What follows from notices: closed collectives, rules on everyone, heading tasks; and that nothing else sees it."""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from zhengtu.builders.build import build
from zhengtu.builders.model import Notice
from zhengtu.graph.closed_collectives import NotClosedError, government, members
from zhengtu.graph.coordination.bottlenecks import Sampling, bottlenecks
from zhengtu.graph.errors import GraphError, QueryError
from zhengtu.graph.inference import Inferred, infer, inferred
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.sparql import run, values
from zhengtu.graph.store import Graph, load, open_store, replace_graph
from zhengtu.ontology.iris import DEFAULT_BASE, Iris
from zhengtu.ontology.places import place
from zhengtu.ontology.terms import FOAF, RDF, ZT
from zhengtu.queries.answer import answer
from zhengtu.queries.catalogue import Query, catalogue

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
INFERRED = Iris().inferred_graph

# Phrases of real notices (the archive of official texts, the annotated ones, the Qinghai notice), each with the area
# and the year of its notice. Members by name where they are few, else how many there are.
CLOSED: list[tuple[str, str, int, str | int]] = [
    ("各市、州人民政府", "630000", 2018, "西宁市 海东市 海北藏族自治州 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 玉树藏族自治州 海西蒙古族藏族自治州"),
    ("各设区市政府", "610000", 2020, "西安市 铜川市 宝鸡市 咸阳市 渭南市 延安市 汉中市 榆林市 安康市 商洛市"),
    ("各设区市人民政府", "360000", 2021, "南昌市 景德镇市 萍乡市 九江市 新余市 鹰潭市 赣州市 吉安市 宜春市 抚州市 上饶市"),
    ("各设区市人民政府", "350000", 2020, "福州市 厦门市 莆田市 三明市 泉州市 漳州市 南平市 龙岩市 宁德市"),
    ("各市、自治州人民政府", "620000", 2020, "兰州市 嘉峪关市 金昌市 白银市 天水市 武威市 张掖市 平凉市 酒泉市 庆阳市 定西市 陇南市 临夏回族自治州 甘南藏族自治州"),
    ("各市州人民政府", "620000", 2020, 14),
    ("各市（州）人民政府", "510000", 2020, 21),
    ("各市（州）人民政府", "220000", 2020, "长春市 吉林市 四平市 辽源市 通化市 白山市 松原市 白城市 延边朝鲜族自治州"),
    ("各市（州）人民政府", "520000", 2022, "贵阳市 六盘水市 遵义市 安顺市 毕节市 铜仁市 黔西南布依族苗族自治州 黔东南苗族侗族自治州 黔南布依族苗族自治州"),
    ("各市州人民政府", "430000", 2018, 14),
    ("各市、县、自治县人民政府", "460000", 2019, 19),
    ("各市县政府", "460000", 2020, 19),
    ("各市", "450000", 2020, 14),
    ("各市政府", "370000", 2020, 16),
    ("各省、自治区、直辖市人民政府", "000000", 2018, 31),
    ("各省（区、市）人民政府", "000000", 2020, 31),
    ("各省（区、市）政府", "000000", 2018, 31),
    ("各省级人民政府", "000000", 2021, 31),
    ("各区政府", "110000", 2020, "东城区 西城区 朝阳区 丰台区 石景山区 海淀区 门头沟区 房山区 通州区 顺义区 昌平区 大兴区 怀柔区 平谷区 密云区 延庆区"),
    ("各区县(自治县)人民政府", "500000", 2020, 38),
    ("各县（市）区政府", "211200", 2020, "银州区 清河区 铁岭县 西丰县 昌图县 调兵山市 开原市"),
    ("各县（市）、区人民政府", "211200", 2020, 7),
    ("各县（市、区）政府", "511300", 2018, "顺庆区 高坪区 嘉陵区 南部县 营山县 蓬安县 仪陇县 西充县 阆中市"),
    ("各县（市、区", "350800", 2020, "新罗区 永定区 长汀县 上杭县 武平县 连城县 漳平市"),
    ("各县（市、区）人民政府", "140500", 2020, "城区 沁水县 阳城县 陵川县 泽州县 高平市"),
    ("各县（市）区人民政府", "350100", 2020, 13),
    ("各区（县", "610200", 2020, "王益区 印台区 耀州区 宜君县"),
    ("各县市区人民政府", "430400", 2020, 12),
    ("各县、区人民政府", "450100", 2018, 12),
    ("各区县（市）人民政府", "330200", 2019, "海曙区 江北区 北仑区 镇海区 鄞州区 奉化区 象山县 宁海县 余姚市 慈溪市"),
    ("各县（市、区）人民政府", "420300", 2022, "茅箭区 张湾区 郧阳区 郧西县 竹山县 竹溪县 房县 丹江口市"),
    ("各县（市、区）人民政府", "321000", 2019, "广陵区 邗江区 江都区 宝应县 仪征市 高邮市"),
    ("各县区人民政府", "620100", 2021, "城关区 七里河区 西固区 安宁区 红古区 永登县 皋兰县 榆中县"),
    ("各区人民政府", "150300", 2019, "海勃湾区 海南区 乌达区"),
    ("各旗区人民政府", "150600", 2019, 9),
    ("各县市人民政府", "653100", 2023, 12),
    ("各县市人民政府", "422800", 2018, "恩施市 利川市 建始县 巴东县 宣恩县 咸丰县 来凤县 鹤峰县"),
    ("各县（市）人民政府", "513200", 2021, 13),
    ("各县（市、区）人民政府", "411000", 2014, "魏都区 许昌县 鄢陵县 襄城县 禹州市 长葛市"),
    ("各县（市、区）人民政府", "411000", 2020, "魏都区 建安区 鄢陵县 襄城县 禹州市 长葛市"),
    ("各市、区人民政府", "320500", 2020, "虎丘区 吴中区 相城区 姑苏区 吴江区 常熟市 张家港市 昆山市 太仓市"),
    ("各市（区）人民政府", "321200", 2020, "海陵区 高港区 姜堰区 兴化市 靖江市 泰兴市"),
    ("各县市区人民政府", "420500", 2024, 13),
    ("各县市区人民政府", "610800", 2020, 12),
]  # fmt: skip
# The same, where somebody would be guessed.
OPEN = [
    ("各有关市、州人民政府", "630000", 2018, "all divisions of a kind"),
    ("省服务业发展领导小组成员单位", "630000", 2018, "all divisions of a kind"),
    ("省有关单位", "630000", 2018, "all divisions of a kind"),
    ("各级人民政府", "000000", 2019, "all divisions of a kind"),
    ("各地区", "000000", 2019, "do not cover the provinces"),
    ("各地区、各部门", "000000", 2019, "all divisions of a kind"),
    ("各有关省级人民政府", "000000", 2018, "all divisions of a kind"),
    ("各产煤省（区、市）人民政府", "000000", 2013, "all divisions of a kind"),
    ("各相关市人民政府", "000000", 2022, "all divisions of a kind"),
    ("各市、县（市、区）党委、政府", "450000", 2020, "all divisions of a kind"),
    ("各市州、县市区财政局", "430000", 2020, "all divisions of a kind"),
    ("各市政府", "370000", 2019, "莱芜市 became or ceased"),
    ("各市、县（区）人民政府", "350000", 2020, "梅列区 became or ceased"),
    ("各县（市）、区人民政府", "320600", 2020, "崇川区 became or ceased|港闸区 became or ceased"),
    ("各县市区人民政府", "430200", 2018, "渌口区 became or ceased"),
    ("各省辖市人民政府", "410000", 2023, "whether 济源市 is meant"),
    ("各市、县人民政府", "140000", 2016, "leave out each 区"),
    ("各县（市", "211200", 2020, "leave out each 区"),
    ("各区人民政府", "420500", 2024, "leave out each 县"),
    ("各地政府", "220000", 2020, "leave out each 州"),
    ("各县市人民政府", "654000", 2017, "not all known"),
    ("各乡镇人民政府", "340500", 2019, "all divisions of a kind"),
    ("各街道办事处", "110107", 2020, "all divisions of a kind"),
    ("各省、自治区、直辖市人民政府", "000000", 1990, "divisions of 1990"),
    ("各县（市、区", "220681", 2022, "townships"),
]


@pytest.mark.parametrize(("phrase", "area", "year", "expected"), CLOSED)
def test_closed(phrase: str, area: str, year: int, expected: str | int) -> None:
    codes = members(phrase, area, year, of_government=True)
    if isinstance(expected, int):
        assert len(codes) == expected
    else:
        named = [entry.name for code in codes if (entry := place(code, year))]
        assert sorted(named) == sorted(expected.split())


@pytest.mark.parametrize(("phrase", "area", "year", "why"), OPEN)
def test_open(phrase: str, area: str, year: int, why: str) -> None:
    with pytest.raises(NotClosedError, match=why):
        members(phrase, area, year, of_government=True)


# What the phrases above do not show: made after what notices of these areas write.
RULES: list[tuple[str, str | None, int | None, int | str]] = [
    ("青海省各市州人民政府", "630000", 2018, 8),  # the name that the graph gives it
    ("全省各市州人民政府", "630000", 2018, 8),
    ("各市（地、州）人民政府", "630000", 2012, 8),
    ("各市州人民政府", "630000", 2012, "leave out each 地区"),
    ("各市州人民政府", "630000", 2013, "海东市 became or ceased"),
    ("各市人民政府", "340000", 2010, 17),
    ("各市人民政府", "340000", 2012, 16),
    ("各市（地）人民政府（行署）", "230000", 2018, 13),
    ("各盟行政公署、市人民政府", "150000", 2018, 12),
    ("各旗县（市、区）人民政府", "150000", 2018, 103),
    ("各旗县市人民政府", "150000", 2018, "leave out each 区"),
    ("各地级以上市人民政府", "440000", 2018, 21),
    ("各设区的市人民政府", "440000", 2018, "no districts"),
    ("各设区市", "130000", 2018, 11),
    ("各市（含定州、辛集市）人民政府", "130000", 2018, "all divisions of a kind"),
    ("各地级市人民政府", "420000", 2018, 12),
    ("各市、州人民政府", "420000", 2018, "whether 仙桃市 is meant"),
    ("各地、州、市人民政府", "650000", 2018, "whether 石河子市 is meant"),
    ("各县（市、区）人民政府", "650000", 2018, "cities of the Corps"),
    ("各县（市、区）人民政府", "340000", 2014, 105),
    ("各市、县（市、区）人民政府", "340000", 2014, 121),
    ("各市、县人民政府", "410000", 2018, "leave out each 区"),
    ("各县（市、区、特区）人民政府", "520000", 2015, 88),
    ("各区人民政府", "110000", 2012, "leave out each 县"),
    ("各区县人民政府", "110000", 2012, 16),
    ("各区", "441900", 2018, "no such divisions"),
    ("各县人民政府", "000000", 2018, "do not cover the provinces"),
    ("各州人民政府", "340100", 2018, "not for divisions of 合肥市"),
    ("各省人民政府", "340000", 2018, "not for divisions of 安徽省"),
    ("各市州和有关部门", "630000", 2018, "all divisions of a kind"),
    ("各市州等", "630000", 2018, "all divisions of a kind"),
    ("部分市州人民政府", "630000", 2018, "all divisions of a kind"),
    ("市州人民政府", "630000", 2018, "all divisions of a kind"),
    ("各人民政府", "630000", 2018, "all divisions of a kind"),
    ("各市州人民政府", "630000", None, "the year of the notice"),
    ("各市州人民政府", None, 2018, "the area of the notice"),
    ("各市州人民政府", "unplaced-某省", 2018, "the area of the notice"),
    ("各市州人民政府", "630000", 2004, "divisions of 2004"),
]


@pytest.mark.parametrize(("phrase", "area", "year", "expected"), RULES)
def test_rules(phrase: str, area: str | None, year: int | None, expected: int | str) -> None:
    if isinstance(expected, int):
        assert len(members(phrase, area, year, of_government=True)) == expected
    else:
        with pytest.raises(NotClosedError, match=expected):
            members(phrase, area, year, of_government=True)


def test_divisions_alone_are_governments_only_where_a_government_speaks() -> None:
    assert len(members("各市州", "630000", 2018, of_government=True)) == 8
    assert len(members("各市州人民政府", "630000", 2018, of_government=False)) == 8
    with pytest.raises(NotClosedError, match="not a government's"):
        members("各市州", "630000", 2018, of_government=False)


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("632800", 2018, "海西蒙古族藏族自治州人民政府"),
        ("652900", 2018, "阿克苏地区行政公署"),
        ("152200", 2018, "兴安盟行政公署"),
        ("110107", 2020, "北京市石景山区人民政府"),
        ("420600", 2008, "襄樊市人民政府"),
        ("420600", 2018, "襄阳市人民政府"),
    ],
)
def test_a_government_goes_by_its_name_of_that_year(code: str, year: int, name: str) -> None:
    assert government(code, year).name == name


# --- the Qinghai notice ---


@pytest.fixture(scope="module")
def found(graph: Graph) -> Inferred:
    return inferred(graph)


@pytest.fixture(scope="module")
def both(n_quads: str, found: Inferred) -> Graph:
    return load(n_quads + found.n_quads)


def test_qinghai(found: Inferred, notice: Notice) -> None:
    """各市、州人民政府 answers in 31 places, which makes 31 duties for each of the eight."""
    names = [a.name for t in notice.tasks for c in t.clauses for a in c.assignments]
    places = sum(name in ("各市、州人民政府", "各市（州）人民政府", "各市州人民政府") for name in names)
    assert places == 31
    assert found.duties == {"MemberOfCollective": 8 * places}
    assert found.expanded == 1
    assert [c.name for c in found.unexpanded] == [
        "青海省各有关市州人民政府",
        "青海省旅游联席会议成员单位",
        "青海省有关单位",
        "青海省服务业发展领导小组成员单位",
        "青海省服务业发展领导小组有关成员单位",
    ]


def test_a_duty_says_what_its_assignment_says(both: Graph) -> None:
    rows = values(
        both,
        """SELECT ?duty ?unit ?place WHERE {
          ?duty a zt:Duty ; zt:dutyUnit ?unit ; zt:dutyClause ?clause ; zt:dutyTask ?task ; zt:dutyRole ?role ;
                zt:inferredBy zt:MemberOfCollective ; prov:wasDerivedFrom ?a .
          ?a a zt:Assignment ; zt:ofClause ?clause ; zt:role ?role ; zt:unit ?all .
          ?all a zt:CollectiveUnit .
          ?clause zt:ofTask ?task .
          ?unit zt:jurisdiction ?place .
          FILTER NOT EXISTS { ?clause zt:involves ?unit }
        } ORDER BY ?duty""",
    )
    assert len({duty for duty, _, _ in rows}) == 248
    for duty, _, where in rows:
        assert str(duty).rpartition("/member/")[2] == str(where).rpartition("/place/")[2]


def test_all_of_it_stands_in_its_own_graph_and_describes_no_unit_as_one(found: Inferred, both: Graph) -> None:
    quads = list(ox.parse(found.n_quads, format=ox.RdfFormat.N_QUADS))
    assert {q.graph_name.value for q in quads} == {INFERRED}
    assert {q.object.value for q in quads if q.predicate.value == RDF.type} == {ZT.Duty}
    assert not [q for q in quads if q.predicate.value in {FOAF.Group, ZT.unit, ZT.ofClause, ZT.role, ZT.involves}]
    # 西宁市 and 海西州 are named by the notice and described there; the other six only here.
    named = {q.object.value for q in quads if q.predicate.value == ZT.name}
    assert len(named) == 6
    assert "西宁市人民政府" not in named
    unnamed = "SELECT ?u { ?d zt:dutyUnit ?u FILTER NOT EXISTS { ?u zt:name ?n ; zt:jurisdiction ?p } }"
    assert run(both, unnamed).rows == ()


def test_the_graph_is_sorted_and_does_not_feed_on_itself(found: Inferred, both: Graph, n_quads: str) -> None:
    lines = found.n_quads.splitlines()
    assert lines == sorted(set(lines))
    assert inferred(both) == found
    backwards = ox.Store()
    for quad in reversed(list(load(n_quads).store)):
        backwards.add(quad)
    assert infer(Graph(backwards)) == found.n_quads


# --- what nobody else may see ---


@pytest.mark.parametrize("query", [q for q in catalogue().values() if q.topic != "inferred"], ids=lambda q: q.name)
def test_no_other_question_sees_what_was_inferred(graph: Graph, both: Graph, query: Query) -> None:
    for wanted in (True, False):
        given = {p.name: p.example for p in query.parameters if p.required or wanted}
        assert answer(both, query.name, given).rows == answer(graph, query.name, given).rows


@pytest.mark.parametrize("query", [q for q in catalogue().values() if q.topic == "inferred"], ids=lambda q: q.name)
def test_a_question_that_sees_it_says_so(graph: Graph, both: Graph, query: Query) -> None:
    assert all("graph/inferred" in text for text in query.description.values())
    given = {p.name: p.example for p in query.parameters if p.required}
    assert answer(both, query.name, given).rows != answer(graph, query.name, given).rows


def test_other_questions_do_not_speak_of_it() -> None:
    for query in catalogue().values():
        if query.topic != "inferred":
            body = query.sparql.partition("PREFIX")[2]
            assert "duty" not in body.lower()
            assert "wasDerivedFrom" not in body


def test_responsibilities_and_measures_do_not_see_it(graph: Graph, both: Graph) -> None:
    assert responsibilities(both) == responsibilities(graph)
    none_drawn = Sampling(resamples=0, draws=0)
    with_it, without = (bottlenecks(responsibilities(source), sampling=none_drawn) for source in (both, graph))
    assert with_it == without


def test_duties_by_unit_adds_up(graph: Graph, both: Graph) -> None:
    written = {
        r["unit"]: sum(int(str(r[role])) for role in ("lead", "support", "responsible"))
        for r in answer(graph, "load-by-unit").records()
    }
    counted = {r["unit"]: r for r in answer(both, "duties-by-unit").records()}
    assert {unit: r["written"] for unit, r in counted.items() if r["written"]} == written
    assert sum(int(str(r["inferred"])) for r in counted.values()) == 248
    assert counted["果洛藏族自治州人民政府"]["written"] == 0


# --- rules on everyone ---


@pytest.fixture
def inferred_from(tmp_path: Path) -> Callable[[str], tuple[str, Inferred]]:
    """The graph of a text, and what follows from it."""

    def made(text: str) -> tuple[str, Inferred]:
        (tmp_path / "n.txt").write_text(text, encoding="utf-8")
        n_quads = build(tmp_path / "n.txt").n_quads
        return n_quads, inferred(load(n_quads))

    return made


HEAD = "宁夏回族自治区人民政府办公厅关于印发重点任务分工的通知\n宁政办发〔2018〕9号\n"
CITIES = ("银川市", "石嘴山市", "吴忠市", "固原市", "中卫市")
ON_EVERYONE = [
    # in the bracket of the first task: what follows, not the task itself
    ("1.甲工作。（自治区财政厅负责。以下均涉及各市政府，不再列出，下同）\n2.乙工作。（自治区商务厅负责）\n3.丙工作。", {2: 5, 3: 5}, "responsible"),
    # the first task names them, so its duties are those of members
    ("1.甲工作。（自治区财政厅，各市政府负责。以下均涉及各市政府，不再列出）\n2.乙工作。（自治区商务厅负责）", {1: 5, 2: 5}, "responsible"),
    # before all tasks
    ("以下任务均涉及各市人民政府，不再列出。\n1.甲工作。（自治区财政厅负责）\n2.乙工作。（自治区商务厅负责）", {1: 5, 2: 5}, "responsible"),
    # a unit that the clause names keeps what is written there
    ("以下任务均涉及各市人民政府，不再列出。\n1.甲工作。（银川市人民政府负责）\n2.乙工作。（自治区商务厅负责）", {1: 4, 2: 5}, "responsible"),
    # the words give the role
    ("以下任务均需各市人民政府配合，不再列出。\n1.甲工作。（自治区财政厅负责）", {1: 5}, "support"),
    # 本方案 is the whole plan, wherever it is said
    ("1.甲工作。（自治区财政厅负责）\n2.乙工作。（自治区商务厅负责。本方案各项任务均涉及各市政府，不再列出）", {1: 5, 2: 5}, "responsible"),
    # one agency gets its own
    ("以下任务均涉及自治区财政厅，不再列出。\n1.甲工作。（自治区商务厅负责）\n2.乙工作。（自治区财政厅负责）", {1: 1}, "responsible"),
    # an open set gets nothing
    ("以下任务均涉及各有关市人民政府，不再列出。\n1.甲工作。（自治区财政厅负责）", {}, ""),
    # names nobody: no rule at all
    ("以下任务均需在年底前完成。\n1.甲工作。（自治区财政厅负责）", {}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by_task", "role"), ON_EVERYONE)
def test_rules_on_everyone(
    inferred_from: Callable[[str], tuple[str, Inferred]], text: str, by_task: dict[int, int], role: str
) -> None:
    n_quads, found = inferred_from(HEAD + text)
    rows = values(
        load(n_quads + found.n_quads),
        """SELECT ?n ?duty ?role WHERE {
          ?duty zt:dutyTask/zt:taskNumber ?n ; zt:dutyRole ?role ; zt:dutyUnit ?unit ; zt:dutyClause ?clause .
          FILTER NOT EXISTS { ?clause zt:involves ?unit }
        } ORDER BY ?duty""",
    )
    assert dict(Counter(n for n, _, _ in rows)) == by_task
    assert {str(r).rpartition("#")[2].lower() for _, _, r in rows} == ({role} if role else set())
    assert sum(found.duties.values()) == len(rows)


def test_a_rule_is_described_with_its_kind_and_units(inferred_from: Callable[[str], tuple[str, Inferred]]) -> None:
    n_quads, found = inferred_from(HEAD + ON_EVERYONE[0][0])
    graph = load(n_quads + found.n_quads)
    rows = values(graph, "SELECT ?k ?u ?name { ?r a zt:Rule ; zt:ruleKind ?k ; zt:ruleUnit ?u . ?u zt:name ?name }")
    assert rows == [(ZT.OnEveryone, f"{DEFAULT_BASE}collective/640000/各市政府", "宁夏回族自治区各市政府")]
    assert run(graph, "ASK { ?u a zt:CollectiveUnit ; zt:jurisdiction ?p FILTER NOT EXISTS { ?a zt:unit ?u } }").boolean
    duties = values(
        graph,
        "SELECT ?d ?name { ?d zt:inferredBy zt:RuleOnAll ; prov:wasDerivedFrom/a zt:Rule ; zt:dutyUnit/zt:name ?name } "
        "ORDER BY ?d",
    )
    rule = f"{DEFAULT_BASE}document/640000/宁政办发-2018-9/rule/1"
    assert duties[0] == (f"{rule}/task/2/clause/1/member/640100", "银川市人民政府")
    assert {name for _, name in duties} == {f"{city}人民政府" for city in CITIES}


RULE_NAMES = [
    ("以下均需试点城市政府落实，不再列出", ("试点城市政府",)),
    ("以下任务均涉及各县（市、区）人民政府，不再列出", ("各县（市、区）人民政府",)),
    ("以下均由省财政厅、各市政府共同负责", ("省财政厅", "各市政府")),
    ("以下任务均涉及沿海各市政府，不再逐一列出", ("沿海各市政府",)),
]


@pytest.mark.parametrize(("sentence", "names"), RULE_NAMES)
def test_whom_a_rule_names(read: Callable[[str], Notice], sentence: str, names: tuple[str, ...]) -> None:
    notice = read(f"甲省人民政府关于乙的通知\n1.甲工作。（省商务厅负责。{sentence}）\n2.乙工作。（省商务厅负责）")
    assert [(r.kind, r.names) for r in notice.rules] == [("everyone", names)]


def test_first_leads_has_its_kind_and_no_unit(inferred_from: Callable[[str], tuple[str, Inferred]]) -> None:
    text = "责任单位列首位的为牵头单位。\n1.甲工作。（责任单位：自治区财政厅、自治区商务厅）\n"
    n_quads, _ = inferred_from(HEAD + text)
    assert values(load(n_quads), "SELECT ?k { ?r zt:ruleKind ?k FILTER NOT EXISTS { ?r zt:ruleUnit ?u } }") == [
        (ZT.FirstLeads,)
    ]


# --- heading tasks ---

HEADINGS = """株洲市人民政府办公室关于印发株洲市2017年利用资本市场工作要点的通知
株政办发〔2017〕12号
一、重点工作
（一）强化上市后备资源培育。（牵头单位：市政府金融办）
1、建立上市后备企业资源库，5月底前入库企业达到60家。（责任单位：市政府金融办、市经信委，各县市区人民政府）
2、推进股份制改造，年内完成股改企业10家。（责任单位：市政府金融办、市经信委；配合单位：市工商局，有关单位）
（二）拓宽直接融资渠道。（牵头单位：市政府金融办；配合单位：人民银行株洲市中心支行）
3、扩大债券融资。（责任单位：市发改委）
"""


def test_heading_tasks(inferred_from: Callable[[str], tuple[str, Inferred]]) -> None:
    n_quads, found = inferred_from(HEADINGS)
    rows = values(
        load(n_quads + found.n_quads),
        """SELECT ?n ?role ?unit (COUNT(?origin) AS ?origins) WHERE {
          ?duty zt:inferredBy zt:RolledUp ; zt:dutyTask/zt:taskNumber ?n ; zt:dutyRole ?role ; zt:dutyUnit/zt:name ?unit ;
                prov:wasDerivedFrom ?origin .
          FILTER NOT EXISTS { ?duty zt:dutyClause ?any }
        } GROUP BY ?n ?role ?unit ORDER BY ?n ?role ?unit""",
    )
    counties = ["芦淞区", "荷塘区", "石峰区", "天元区", "株洲县", "攸县", "茶陵县", "炎陵县", "醴陵市"]
    own = {f"{'株洲市' if c.endswith('区') else ''}{c}人民政府" for c in counties}
    # What the heading names itself (市政府金融办) is written, and 有关单位 is nobody in particular.
    assert {unit for n, _, unit, _ in rows if n == 1} == {"株洲市经济和信息化委员会", "株洲市工商行政管理局", *own}
    assert [(role, n) for _, role, unit, n in rows if unit == "株洲市经济和信息化委员会"] == [(ZT.Responsible, 2)]
    assert [(n, role) for n, role, unit, _ in rows if unit == "株洲市工商行政管理局"] == [(1, ZT.Support)]
    assert [(role, unit) for n, role, unit, _ in rows if n == 4] == [(ZT.Responsible, "株洲市发展和改革委员会")]
    assert found.duties == {"MemberOfCollective": 9, "RolledUp": 12}
    assert {c.name for c in found.unexpanded} == {"株洲市有关单位"}


def test_rolled_up_over_two_levels() -> None:
    """A graph of three levels, and one whose tasks stand above each other."""
    base = f"{DEFAULT_BASE}document/630000/青政办-2018-1"
    graph = load("".join(_levels(base, [(2, 1), (3, 2)])))
    rows = values(graph_with_inferred(graph), "SELECT ?n ?d { ?d zt:dutyTask/zt:taskNumber ?n } ORDER BY ?n")
    assert rows == [(1, f"{base}/task/1/roll-up/lead/1"), (2, f"{base}/task/2/roll-up/lead/1")]
    assert inferred(load("".join(_levels(base, [(2, 3), (3, 2)])))).duties == {"RolledUp": 1}


def graph_with_inferred(graph: Graph) -> Graph:
    """A graph with what follows from it."""
    quads = "".join(f"{q} .\n" for q in graph.store)
    return load(quads + infer(graph))


def _levels(base: str, above: list[tuple[int, int]]) -> Iterator[str]:
    """Three tasks, the third with a lead; `above` says which lies below which."""
    zt, oa = "https://w3id.org/zhengtu/ns#", "http://www.w3.org/ns/oa#"

    def line(subject: str, predicate: str, term: str) -> str:
        return f"<{subject}> <{predicate}> {term} <{base}> .\n"

    def number(n: int) -> str:
        return f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>'

    yield line(base, RDF.type, f"<{ZT.Notice}>")
    for n in (1, 2, 3):
        task = f"{base}/task/{n}"
        yield line(task, RDF.type, f"<{ZT.Task}>")
        yield line(task, ZT.partOf, f"<{base}>")
        yield line(task, ZT.taskNumber, number(n))
        yield line(task, ZT.text, f'"{n}"')
        yield line(task, ZT.evidence, f"<{base}/text#char={n},{n + 1}>")
        yield line(f"{base}/text#char={n},{n + 1}", f"{oa}start", number(n))
        yield line(f"{base}/text#char={n},{n + 1}", f"{oa}end", number(n + 1))
        yield line(f"{base}/text#char={n},{n + 1}", f"{oa}exact", '"x"')
        yield line(f"{task}/clause/1", f"{zt}ofTask", f"<{task}>")
        yield line(f"{task}/clause/1", f"{zt}clauseNumber", number(1))
    for lower, upper in above:
        yield line(f"{base}/task/{lower}", ZT.subTaskOf, f"<{base}/task/{upper}>")
    a, unit = f"{base}/task/3/clause/1/lead/1", f"{DEFAULT_BASE}agency/630000/青海省商务厅"
    yield line(a, ZT.ofClause, f"<{base}/task/3/clause/1>")
    yield line(a, ZT.unit, f"<{unit}>")
    yield line(a, ZT.role, f"<{ZT.Lead}>")
    yield line(a, ZT.nameAsWritten, '"省商务厅"')
    yield line(a, ZT.evidence, f"<{base}/text#char=3,4>")
    yield line(unit, RDF.type, f"<{ZT.Agency}>")
    yield line(unit, ZT.name, '"青海省商务厅"')


# --- notices of departments, of no year, under another base ---


def test_a_departments_notice_means_no_governments(inferred_from: Callable[[str], tuple[str, Inferred]]) -> None:
    text = "青海省商务厅关于印发工作要点的通知\n青商〔2018〕9号\n1.甲工作。（责任单位：各市州，各市、州人民政府）\n"
    _, found = inferred_from(text)
    assert found.duties == {"MemberOfCollective": 8}
    assert [(c.name, c.why) for c in found.unexpanded] == [
        ("青海省各市州", "it does not say governments, and the notice is not a government's")
    ]


def test_a_notice_of_no_year(inferred_from: Callable[[str], tuple[str, Inferred]]) -> None:
    _, found = inferred_from("青海省人民政府办公厅关于印发工作要点的通知\n1.甲工作。（责任单位：各市、州人民政府）\n")
    assert found.duties == {}
    assert found.n_quads == ""
    assert [c.why for c in found.unexpanded] == ["the year of the notice is not known"]


def test_another_base() -> None:
    made = load(build(NOTICE, "https://example.org/plans/").n_quads)
    with pytest.raises(GraphError, match=r"does not live under .*--base"):
        infer(made)
    assert "<https://example.org/plans/graph/inferred>" in infer(made, "https://example.org/plans/")
    with pytest.raises(ValueError, match="the base IRI must"):
        infer(made, "plans")


# --- the command ---

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_into_a_file(zhengtu: Run, tmp_path: Path, found: Inferred, n_quads: str) -> None:
    (tmp_path / "g.nq").write_text(n_quads, encoding="utf-8")
    done = zhengtu("infer", "--graph", "g.nq", "-o", "i.nq")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "i.nq").read_text(encoding="utf-8") == found.n_quads
    assert "1 collective expanded to 248 duties of members; 0 by rules on all, 0 rolled up" in done.stderr
    assert "5 not expanded:\n  青海省各有关市州人民政府 (青政办〔2018〕28号): it does not name all" in done.stderr
    assert done.stdout == ""
    assert zhengtu("infer", "--graph", "g.nq", "-o", "i.ttl").returncode == 0
    asked = zhengtu("sparql", "SELECT (COUNT(?d) AS ?n) { ?d a zt:Duty }", "--graph", "i.ttl", "--format", "csv")
    assert asked.stdout.split() == ["n", "248"]


def test_into_a_store(zhengtu: Run, tmp_path: Path, found: Inferred) -> None:
    assert zhengtu("build", NOTICE, "--store", "plans").returncode == 0
    with open_store(tmp_path / "plans", write=True) as graph:
        # Of an earlier notice that is gone: replaced whole means that nothing of it is left.
        replace_graph(graph, f"<urn:a> <urn:b> <urn:c> <{INFERRED}> .\n", INFERRED)
    assert zhengtu("infer", "--store", "plans").returncode == 0
    assert zhengtu("infer", "--store", "plans", "-o", "copy.nq").returncode == 0
    assert (tmp_path / "copy.nq").read_text(encoding="utf-8") == found.n_quads
    with open_store(tmp_path / "plans") as graph:
        held = {f"{q} .\n" for q in graph.store.quads_for_pattern(None, None, None, ox.NamedNode(INFERRED))}
        assert held == set(found.n_quads.splitlines(keepends=True))
        assert len(responsibilities(graph).assignments) == 215


def test_replacing_a_graph_leaves_the_others_alone() -> None:
    graph = load("<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a> <urn:b> <urn:c> <urn:h> .\n")
    replace_graph(graph, '<urn:d> <urn:b> "e\\"\\n"@zh <urn:g> .\n', "urn:g")
    assert sorted(map(str, graph.store)) == ["<urn:a> <urn:b> <urn:c> <urn:h>", '<urn:d> <urn:b> "e\\"\\n"@zh <urn:g>']
    with pytest.raises(ValueError, match="not all quads are of urn:g"):
        replace_graph(graph, "<urn:a> <urn:b> <urn:c> <urn:h> .\n", "urn:g")
    replace_graph(graph, "", "urn:g")
    assert [str(q.graph_name) for q in graph.store] == ["<urn:h>"]


WRONG = [
    ((), 2, "say what to ask"),
    (("--graph", "g.nq"), 2, "say where it is to go: -o FILE"),
    (("--endpoint", "http://127.0.0.1:9/"), 2, "say where it is to go: -o FILE"),
    (("--graph", "g.nq", "--store", "plans", "-o", "i.nq"), 2, "one thing at a time"),
    (("--graph", "g.nq", "-o", "i.xlsx"), 2, ".xlsx is no graph format"),
    (("--graph", "g.nq", "-o", "g.nq"), 2, "would be written over what is read"),
    (("--graph", "g.nq", "-o", "i.nq", "--base", "plans"), 2, "the base IRI must"),
    (("--graph", "none.nq", "-o", "i.nq"), 1, "no such file"),
    (("--store", "none"), 1, "is no Zhengtu store"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_wrong_use(zhengtu: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    (tmp_path / "g.nq").write_text("", encoding="utf-8")
    done = zhengtu("infer", *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"g.nq"}


def test_what_was_inferred_from_an_earlier_text_goes(zhengtu: Run, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    assert zhengtu("build", NOTICE, "--store", plans).returncode == 0
    assert zhengtu("infer", "--store", plans).returncode == 0
    changed = tmp_path / "changed.txt"
    changed.write_text(NOTICE.read_text(encoding="utf-8").replace("各市、州人民政府", "有关单位"), encoding="utf-8")
    done = zhengtu("build", changed, "--store", plans)
    with open_store(plans) as graph:
        assert run(graph, "ASK { ?share a zt:Duty }").boolean is False
    assert done.returncode == 0
    assert "run zhengtu infer --store" in done.stderr


@pytest.mark.parametrize("name", ["果洛州人民政府", "海东市政府", "海北州人民政府", "西宁市人民政府"])
def test_a_member_goes_by_its_short_forms(both: Graph, name: str) -> None:
    assert len(answer(both, "duties-of-unit", {"agency": name}).rows) >= 31


def test_a_place_is_no_unit(both: Graph) -> None:
    with pytest.raises(QueryError, match="no unit in this graph is called 果洛州"):
        answer(both, "duties-of-unit", {"agency": "果洛州"})


@pytest.mark.parametrize("value", ["二零一八", "2018+08:00"])
def test_a_year_that_is_no_number(n_quads: str, value: str) -> None:
    broken = n_quads.replace('"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>', f'"{value}"^^<urn:year>')
    with pytest.raises(GraphError, match="for a number"):
        infer(load(broken))
