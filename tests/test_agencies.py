"""Whom a name means, in whose notice and in which year."""

import pytest
from zhengtu.builders.jurisdiction import jurisdiction_of
from zhengtu.builders.model import Unit
from zhengtu.builders.resolve import Context, Resolver
from zhengtu.ontology.agencies import authority, organ_prefix
from zhengtu.ontology.patterns import key_of, shipped_patterns
from zhengtu.ontology.places import place


def resolve(name: str, jurisdiction: str, year: int | None = None) -> Unit:
    return Resolver(Context(jurisdiction, year)).unit(name)


NAMES: list[tuple[str, str, int | None, str, str]] = [
    # the issuer's own area
    ("省商务厅", "630000", 2018, "青海省商务厅", "630000"),
    ("省商务厅", "610000", 2018, "陕西省商务厅", "610000"),
    ("青海省商务厅", "630000", 2018, "青海省商务厅", "630000"),
    ("省发改委", "630000", 2018, "青海省发展和改革委员会", "630000"),
    ("省广电局", "630000", 2018, "青海省广播电影电视局", "630000"),
    ("自治区财政厅", "450000", 2020, "广西壮族自治区财政厅", "450000"),
    ("区财政厅", "640000", 2020, "宁夏回族自治区财政厅", "640000"),
    ("广西财政厅", "450000", 2020, "广西壮族自治区财政厅", "450000"),
    ("市交通委", "110000", 2020, "北京市交通委员会", "110000"),
    ("州财政局", "632800", 2020, "海西蒙古族藏族自治州财政局", "632800"),
    ("盟教育局", "152500", 2020, "锡林郭勒盟教育局", "152500"),
    ("县财政局", "330522", 2020, "长兴县财政局", "330522"),
    ("区财政局", "110107", 2020, "北京市石景山区财政局", "110107"),
    ("兵团财政局", "660000", 2020, "新疆生产建设兵团财政局", "660000"),
    ("财政厅", "340000", 2022, "安徽省财政厅", "340000"),
    # areas above the issuer's
    ("省财政厅", "340100", 2022, "安徽省财政厅", "340000"),
    ("财政厅", "340100", 2022, "安徽省财政厅", "340000"),
    ("市财政局", "110107", 2020, "北京市财政局", "110000"),
    # the centre
    ("国家发展改革委", "340000", 2022, "中华人民共和国国家发展和改革委员会", "000000"),
    ("发展改革委", "340000", 2022, "安徽省发展和改革委员会", "340000"),
    ("发展改革委", "000000", 2022, "中华人民共和国国家发展和改革委员会", "000000"),
    ("质检总局", "000000", 2013, "国家质量监督检验检疫总局", "000000"),
    ("中央宣传部", "000000", 2018, "中共中央宣传部", "000000"),
    # 市政 is no word for the city
    ("市政局", "340121", 2015, "长丰县市政管理局", "340121"),
    ("市市政局", "340100", 2015, "合肥市市政管理局", "340100"),
    # districts of a city that was renamed
    ("区财政局", "420602", 2005, "襄樊市襄城区财政局", "420602"),
    # vertical organs, by year
    ("省国税局", "630000", 2018, "青海省国家税务局", "630000"),
    ("省税务局", "630000", 2020, "国家税务总局青海省税务局", "630000"),
    ("区税务局", "110107", 2020, "国家税务总局北京市石景山区税务局", "110107"),
    ("青海银监局", "630000", 2017, "中国银行业监督管理委员会青海监管局", "630000"),
    ("陕西银保监局", "610000", 2020, "中国银行保险监督管理委员会陕西监管局", "610000"),
    ("青海金融监管局", "630000", 2024, "国家金融监督管理总局青海监管局", "630000"),
    ("铁岭银保监分局", "211200", 2020, "中国银行保险监督管理委员会铁岭监管分局", "211200"),
    ("海西银保监分局", "632800", 2020, "中国银行保险监督管理委员会海西监管分局", "632800"),
    ("人行西宁中心支行", "630000", 2018, "中国人民银行西宁中心支行", "630000"),
    ("人行泰州中支", "321200", 2020, "中国人民银行泰州市中心支行", "321200"),
    ("西宁海关", "630000", 2018, "中华人民共和国西宁海关", "630000"),
    ("瑞安金融监管支局", "330381", 2024, "国家金融监督管理总局瑞安监管支局", "330381"),
    ("国家金融监管总局瑞安监管支局", "330381", 2024, "国家金融监督管理总局瑞安监管支局", "330381"),
    # What a prefecture's bureau has in a county is named as its province does.
    ("滁州市定远县生态环境分局", "340000", 2020, "滁州市定远县生态环境分局", "341125"),
    ("市生态环境局平江分局", "430626", 2021, "岳阳市生态环境局平江分局", "430626"),
    ("市生态环境局平江分局", "430600", 2021, "岳阳市生态环境局平江分局", "430626"),
    ("平江生态环境分局", "430626", 2021, "岳阳市生态环境局平江分局", "430626"),
    ("昆山生态环境局", "320583", 2019, "苏州市昆山生态环境局", "320583"),
    ("区生态环境分局", "320404", 2021, "常州市钟楼生态环境局", "320404"),
    ("围场县生态环境分局", "130828", 2020, "承德市生态环境局围场满族蒙古族自治县分局", "130828"),
    ("县生态环境局", "500230", 2022, "重庆市丰都县生态环境局", "500230"),
    ("市生态环境局", "430600", 2021, "岳阳市生态环境局", "430600"),
    ("市人武部", "532302", 2024, "中国人民解放军云南省禄丰市人民武装部", "532302"),
    ("区人武部", "110107", 2024, "中国人民解放军北京市石景山区人民武装部", "110107"),
    ("杨凌示范区", "610000", 2021, "杨凌农业高新技术产业示范区管理委员会", "610000"),
    ("省生态环境厅", "340000", 2021, "安徽省生态环境厅", "340000"),
    ("国家电网公司", "000000", 2015, "国家电网公司", "000000"),
    ("中石油", "000000", 2015, "中国石油天然气集团公司", "000000"),
    ("中石油", "000000", 2021, "中国石油天然气集团有限公司", "000000"),
    ("中央财办", "000000", 2015, "中央财经领导小组办公室", "000000"),
    ("人民银行天津分行", "120000", 2019, "中国人民银行天津分行", "120000"),
    ("湘西自治州司法局", "430000", 2020, "湘西土家族苗族自治州司法局", "433100"),
    ("省沈抚示范区管委会", "210000", 2023, "辽宁省沈抚改革创新示范区管理委员会", "210000"),
    ("市城管执法局", "110000", 2018, "北京市城市管理综合行政执法局", "110000"),
    ("贸促会福建省委员会", "350000", 2016, "中国国际贸易促进委员会福建省委员会", "350000"),
    ("南通海关", "320600", 2020, "中华人民共和国南通海关", "320600"),
    ("省外汇管理局", "340000", 2022, "国家外汇管理局安徽省分局", "340000"),
    # places at the head and inside
    ("西宁市人民政府", "630000", 2018, "西宁市人民政府", "630100"),
    ("海西州人民政府", "630000", 2018, "海西蒙古族藏族自治州人民政府", "632800"),
    ("海南州人民政府", "630000", 2018, "海南藏族自治州人民政府", "632500"),
    ("海南省人民政府", "630000", 2018, "海南省人民政府", "460000"),
    ("西宁市", "630000", 2018, "西宁市人民政府", "630100"),
    ("大通县", "630000", 2018, "大通回族土族自治县人民政府", "630121"),
    ("安徽省合肥市财政局", "000000", 2020, "合肥市财政局", "340100"),
    ("襄樊市财政局", "420000", 2008, "襄樊市财政局", "420600"),
    # bodies that stand in a table of their own
    ("海东工业园区管委会", "630000", 2018, "海东工业园区管理委员会", "630200"),
    ("中国铁路青藏公司", "630000", 2018, "中国铁路青藏集团有限公司", "630000"),
    ("合肥高新区管委会", "340000", 2022, "合肥高新技术产业开发区管理委员会", "340100"),
    # Party organs, courts, mass organisations
    ("市委宣传部", "110000", 2020, "中共北京市委宣传部", "110000"),
    ("自治区党委宣传部", "450000", 2020, "中共广西壮族自治区委员会宣传部", "450000"),
    ("市中级法院", "321200", 2020, "泰州市中级人民法院", "321200"),
    ("市检察院", "321200", 2020, "泰州市人民检察院", "321200"),
    ("省贸促会", "340000", 2022, "中国国际贸易促进委员会安徽省委员会", "340000"),
    ("省国资委", "340000", 2022, "安徽省人民政府国有资产监督管理委员会", "340000"),
]


@pytest.mark.parametrize(("name", "jurisdiction", "year", "full", "scope"), NAMES)
def test_resolve(name: str, jurisdiction: str, year: int | None, full: str, scope: str) -> None:
    unit = resolve(name, jurisdiction, year)
    assert (unit.name, unit.scope, unit.known) == (full, scope, True)
    assert authority().named(scope, full) is not None


@pytest.mark.parametrize(("name", "jurisdiction", "year", "full", "scope"), NAMES)
def test_a_full_name_means_itself(name: str, jurisdiction: str, year: int | None, full: str, scope: str) -> None:
    unit = resolve(full, jurisdiction, year)
    assert (unit.name, unit.scope) == (full, scope)


COMPOSED = [
    ("五星街道", "320404", "常州市钟楼区五星街道办事处", "Government"),
    ("五星街道办", "320404", "常州市钟楼区五星街道办事处", "Government"),
    ("邹区镇", "320404", "常州市钟楼区邹区镇人民政府", "Government"),
    ("省十大新兴产业推进组工作专班", "340000", "安徽省十大新兴产业推进组工作专班", "CoordinationBody"),
    ("县农业畜牧和水务局", "513221", "汶川县农业畜牧和水务局", "Department"),
    ("问安镇人民政府", "420583", "枝江市问安镇人民政府", "Government"),
    ("生态环境部办公厅", "000000", "中华人民共和国生态环境部办公厅", "InternalOffice"),
    ("生态环境部生态环境监测司", "000000", "中华人民共和国生态环境部生态环境监测司", "InternalOffice"),
    ("省财政厅预算处", "340000", "安徽省财政厅预算处", "InternalOffice"),
    ("国家卫生健康委医政医管局", "000000", "中华人民共和国国家卫生健康委员会医政医管局", "InternalOffice"),
    ("中国公路学会", "340000", "中国公路学会", "MassOrganisation"),
]


@pytest.mark.parametrize(("name", "jurisdiction", "full", "kind"), COMPOSED)
def test_completed_with_the_place(name: str, jurisdiction: str, full: str, kind: str) -> None:
    unit = resolve(name, jurisdiction, 2020)
    assert (unit.name, unit.known, unit.kind) == (full, False, kind)


AS_WRITTEN = [
    ("特色小镇", "320404"),
    ("五星街道", "320400"),  # only a county's notice says whose
    ("县生态环境局", "420683"),  # Hubei's branches follow no one style
    ("省某某局", "630000"),
    ("市政府", "630000"),
    ("市财政局", "000000"),
    ("省财政厅", "000000"),
    ("市文旅局", "420500"),  # several bureaus of cities go by it
    ("区投促中心", "110107"),
    # The word for a tier means the issuer's own, never another province's or city's.
    ("省数字办", "330000"),
    ("省数字福建办", "360000"),
    ("省森工总局", "360000"),
    ("市前海管理局", "440100"),
    ("市中区人民政府", "000000"),  # four cities have a 市中区
    ("兵团生态环境厅", "660000"),  # the body is a 局
    ("市生态环境分局", "420583"),  # does not say whose branch it is
    ("市教育厅", "110000"),  # cities have no 厅
    ("省财政厅", "unplaced"),
    ("宁州街道办事处", "530000"),
    ("区住建水务局", "440106"),
    ("省财政厅,人社厅", "340000"),
    ("财政厅\u0000", "340000"),
    ("省" + "某" * 200 + "局", "340000"),
]


@pytest.mark.parametrize(("name", "jurisdiction"), AS_WRITTEN)
def test_what_cannot_be_told_stays_as_written(name: str, jurisdiction: str) -> None:
    unit = resolve(name, jurisdiction, 2020)
    assert (unit.name, unit.known, unit.kind) == (name, False, None)


LISTS = [
    (
        "340000",
        ["省委组织部", "宣传部", "统战部"],
        ["中共安徽省委组织部", "中共安徽省委宣传部", "中共安徽省委统一战线工作部"],
    ),
    # the second takes the first's scope
    ("340100", ["省财政厅", "商务厅", "统计局"], ["安徽省财政厅", "安徽省商务厅", "安徽省统计局"]),
    ("340100", ["市财政局", "商务局"], ["合肥市财政局", "合肥市商务局"]),
    (
        "340000",
        ["合肥市财政局", "商务局", "省教育厅", "司法厅"],
        ["合肥市财政局", "合肥市商务局", "安徽省教育厅", "安徽省司法厅"],
    ),
    # an organ of the centre says where it sits, not whose the next one is
    ("340000", ["合肥海关", "发展改革委"], ["中华人民共和国合肥海关", "安徽省发展和改革委员会"]),
    # a name that only happens to begin as a place says nothing of the next one
    ("340100", ["上海交通大学", "市场监管局", "教育局"], ["上海交通大学", "合肥市市场监督管理局", "合肥市教育局"]),
    ("340100", ["马鞍山钢铁公司", "财政局"], ["马鞍山钢铁公司", "合肥市财政局"]),
    # nor does a body of the centre
    ("340100", ["全国妇联", "工商联"], ["中华全国妇女联合会", "合肥市工商业联合会"]),
    # what the first one's place does not have is sought elsewhere
    ("340000", ["合肥市财政局", "省财政厅", "海关总署"], ["合肥市财政局", "安徽省财政厅", "中华人民共和国海关总署"]),
]


@pytest.mark.parametrize(("jurisdiction", "names", "full"), LISTS)
def test_lists(jurisdiction: str, names: list[str], full: list[str]) -> None:
    assert [u.name for u in Resolver(Context(jurisdiction, 2020)).units(names)] == full


def test_offices_of_the_issuer_and_of_a_zone() -> None:
    department = Resolver(Context("320000", 2022)).unit("江苏省科学技术厅")
    assert Resolver(Context("320000", 2022, department)).unit("政策法规处").name == "江苏省科学技术厅政策法规处"
    ministry = Resolver(Context("000000", 2017)).unit("交通运输部办公厅")
    assert Resolver(Context("000000", 2017, ministry)).unit("公路局").name == "中华人民共和国交通运输部公路局"
    zone = Resolver(Context("610100", 2024)).unit("西安高新技术产业开发区管理委员会")
    assert zone.known
    # 市场监管局 in a zone's notice is the zone's, not the city's.
    assert not Resolver(Context("610100", 2024, zone)).unit("市场监管局").known
    assert Resolver(Context("610100", 2024, zone)).unit("市市场监管局").name == "西安市市场监督管理局"


JURISDICTIONS = [
    ("浙江省长兴县人民政府", "330522"),
    ("长兴县人民政府", "330522"),
    ("国家税务总局长兴县税务局", "330522"),
    ("北京市石景山区人民政府", "110107"),
    ("阿坝州人民政府办公室", "513200"),
    ("教育部", "000000"),
    ("海南省人民政府", "460000"),
    ("海南州人民政府", "632500"),
    ("新疆生产建设兵团办公厅", "660000"),
    ("浙江省某某县人民政府", "330000-某某县"),
    ("某某委员会", "unplaced-某某委员会"),
]


@pytest.mark.parametrize(("issuer", "scope"), JURISDICTIONS)
def test_jurisdictions(issuer: str, scope: str) -> None:
    assert jurisdiction_of(issuer, 2020) == scope


LEVELS = [
    ("630000", "青海省国家税务局", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省邮政管理局", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省通信管理局", "VerticalOrgan", "CentralLevel"),
    ("630000", "中华人民共和国西宁海关", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省商务厅", "Department", "ProvincialLevel"),
    ("630000", "中国铁路青藏集团有限公司", "Company", "CentralLevel"),
    ("630200", "海东工业园区管理委员会", "ParkCommittee", "PrefectureLevel"),
    ("632800", "海西蒙古族藏族自治州人民政府", "Government", "PrefectureLevel"),
    ("110107", "北京市石景山区财政局", "Department", "CountyLevel"),
    ("000000", "中华人民共和国财政部", "Department", "CentralLevel"),
]


@pytest.mark.parametrize(("scope", "name", "kind", "level"), LEVELS)
def test_kind_and_level(scope: str, name: str, kind: str, level: str) -> None:
    agency = authority().named(scope, name)
    assert agency is not None
    assert (agency.kind, agency.level) == (kind, level)


ENGLISH = [
    ("630000", "青海省商务厅", "Department of Commerce of Qinghai Province"),
    ("321200", "泰州市财政局", "Bureau of Finance of Taizhou"),
    ("110107", "北京市石景山区财政局", "Bureau of Finance of Shijingshan District, Beijing"),
    ("340000", "安徽省发展和改革委员会", "Development and Reform Commission of Anhui Province"),
]


@pytest.mark.parametrize(("scope", "name", "english"), ENGLISH)
def test_english_names_are_composed(scope: str, name: str, english: str) -> None:
    agency = authority().named(scope, name)
    assert agency is not None
    assert agency.english == english


PREFIXES = [
    ("340100", "合肥市"),
    ("110107", "北京市石景山区"),
    ("330106", "杭州市西湖区"),
    ("330522", "长兴县"),
    ("500229", "重庆市城口县"),
]


@pytest.mark.parametrize(("code", "prefix"), PREFIXES)
def test_a_district_goes_with_its_city(code: str, prefix: str) -> None:
    where = place(code)
    assert where is not None
    assert organ_prefix(where) == prefix


SAME = [
    ("省旅游工作联席会议成员单位", "省旅游联席会议成员单位", True),
    ("省法制工作委员会成员单位", "省法制委员会成员单位", False),
    ("省服务业发展领导小组各成员单位", "省服务业发展领导小组成员单位", True),
    ("省服务业发展领导小组有关成员单位", "省服务业发展领导小组成员单位", False),
    ("各市、州人民政府", "各有关市、州人民政府", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_collectives_that_are_one(one: str, other: str, same: bool) -> None:
    assert (resolve(one, "630000") == resolve(other, "630000")) is same


@pytest.mark.parametrize(
    "code", ["630000", "340000", "110000", "450000", "660000", "321200", "632800", "110107", "330522", "000000"]
)
def test_every_form_that_is_told_means_its_agency(code: str) -> None:
    """Each label that the graph gives an agency is one that a notice can name it by, or a rival of the same place."""
    where = place(code)
    assert where is not None
    for pattern in shipped_patterns():
        if pattern.holds_at(where):
            agency = authority()._make(pattern, where, None)
            for form in agency.forms:
                assert authority().agencies(form, code), (agency.name, form)


def test_patterns_are_well_formed() -> None:
    for pattern in shipped_patterns():
        assert all((pattern.name, pattern.scope, pattern.source)), pattern
        assert not any(c.isspace() for form in (pattern.name, *pattern.forms) for c in form), pattern
        for form in (pattern.name, *pattern.forms):
            assert key_of(form)
        if pattern.years.since and pattern.years.until:
            assert pattern.years.since <= pattern.years.until, pattern
