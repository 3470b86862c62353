"""Whom a name means, in whose notice."""

import pytest
from zhengtu.builders.agencies import resolve
from zhengtu.ontology import authority

NAMES = [
    ("省商务厅", "630000", "青海省商务厅", "630000"),
    ("青海省商务厅", "630000", "青海省商务厅", "630000"),
    ("省商务厅", "610000", "陕西省商务厅", "610000"),
    ("省发改委", "630000", "青海省发展和改革委员会", "630000"),
    ("省国税局", "630000", "青海省国家税务局", "630000"),
    ("青海银监局", "630000", "中国银行业监督管理委员会青海监管局", "630000"),
    ("西宁海关", "630000", "中华人民共和国西宁海关", "630000"),
    ("西宁市人民政府", "630000", "西宁市人民政府", "630100"),
    ("海西州人民政府", "630000", "海西蒙古族藏族自治州人民政府", "632800"),
    ("海南州人民政府", "630000", "海南藏族自治州人民政府", "632500"),
    ("海东工业园区管委会", "630000", "海东工业园区管理委员会", "630200"),
    ("中国铁路青藏公司", "630000", "中国铁路青藏集团有限公司", "630000"),
    ("自治区财政厅", "450000", "广西壮族自治区财政厅", "450000"),
    ("广西财政厅", "450000", "广西壮族自治区财政厅", "450000"),
    ("市教育厅", "110000", "市教育厅", "110000"),
    # not in the tables: as written, in the notice's own area
    ("省某某局", "630000", "省某某局", "630000"),
    ("市政府", "630000", "市政府", "630000"),
]


@pytest.mark.parametrize(("name", "jurisdiction", "full", "scope"), NAMES)
def test_resolve(name: str, jurisdiction: str, full: str, scope: str) -> None:
    unit = resolve(name, jurisdiction)
    assert (unit.name, unit.scope) == (full, scope)
    assert unit.known is (full != name or authority.agency_named(scope, full) is not None)


LEVELS = [
    ("630000", "青海省国家税务局", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省邮政管理局", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省通信管理局", "VerticalOrgan", "CentralLevel"),
    ("630000", "中华人民共和国西宁海关", "VerticalOrgan", "CentralLevel"),
    ("630000", "青海省商务厅", "Department", "ProvincialLevel"),
    ("630000", "中国铁路青藏集团有限公司", "Company", "CentralLevel"),
    ("630200", "海东工业园区管理委员会", "ParkCommittee", "PrefectureLevel"),
    ("632800", "海西蒙古族藏族自治州人民政府", "Government", "PrefectureLevel"),
]


@pytest.mark.parametrize(("scope", "name", "kind", "level"), LEVELS)
def test_kind_and_level(scope: str, name: str, kind: str, level: str) -> None:
    agency = authority.agency_named(scope, name)
    assert agency is not None
    assert (agency.kind, agency.level) == (kind, level)


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


@pytest.mark.parametrize("table", ["places.csv", "departments.csv", "bodies.csv", "issuers.csv", "sectors.csv"])
def test_every_row_has_a_source(table: str) -> None:
    rows = authority._rows(table)
    assert rows
    assert [r for r in rows if not r["source"].strip()] == []


def test_no_form_stands_for_two_agencies_of_a_place() -> None:
    for code in ("630000", "610000", "630100", "000000"):
        forms: dict[str, str] = {}
        for agency in {a.name: a for a in authority.agencies(code).values()}.values():
            for form in (agency.name, *agency.forms):
                assert forms.setdefault(form, agency.name) == agency.name


def test_places() -> None:
    assert authority.parent_code("632800") == "630000"
    assert authority.parent_code("630000") == "000000"
    assert authority.parent_code("000000") is None
    assert authority.place_at_start("海南州人民政府") == "632500"
    assert authority.place_at_start("海南省人民政府") == "460000"
    assert len([c for c in authority.places() if authority.parent_code(c) == "630000"]) == 8
