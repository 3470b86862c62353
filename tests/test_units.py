"""Lists of units: what separates, what belongs together, what is cut off."""

import pytest
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Span
from zhengtu.builders.units import is_collective, split_units

LISTS = [
    ("省发展改革委，各有关市、州人民政府", ["省发展改革委", "各有关市、州人民政府"]),
    ("各市、州人民政府", ["各市、州人民政府"]),
    ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构", ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]),
    ("各市、自治州人民政府，省政府各委、办、厅、局", ["各市、自治州人民政府", "省政府各委、办、厅、局"]),
    ("各县（市、区）政府", ["各县（市、区）政府"]),
    ("各地区、各部门", ["各地区", "各部门"]),
    ("各有关部门和单位", ["各有关部门和单位"]),
    ("各有关部门和单位、各省级人民政府", ["各有关部门和单位", "各省级人民政府"]),
    ("国务院相关部门及各地区", ["国务院相关部门", "各地区"]),
    ("各相关部门、地方", ["各相关部门", "地方"]),
    ("各县市区人民政府、园区和示范区管委会", ["各县市区人民政府", "园区和示范区管委会"]),
    ("省人力资源和社会保障厅、省发展和改革委", ["省人力资源和社会保障厅", "省发展和改革委"]),
    ("省财政厅和省税务局", ["省财政厅", "省税务局"]),
    ("文化和旅游部、住房和城乡建设部", ["文化和旅游部", "住房和城乡建设部"]),
    ("甲局、乙局等部门", ["甲局", "乙局"]),
    ("财政部、商务部等国务院相关部门", ["财政部", "商务部", "国务院相关部门"]),
    ("教育厅、高等学校", ["教育厅", "高等学校"]),
    ("省服务业发展领导小组各成员单位，省供销合作联社", ["省服务业发展领导小组各成员单位", "省供销合作联社"]),
    ("省甲厅、乙厅", ["省甲厅", "乙厅"]),
    ("省财政厅；省商务厅,省教育厅", ["省财政厅", "省商务厅", "省教育厅"]),
    ("区甲某局区乙某局", ["区甲某局", "区乙某局"]),
    ("—", []),
    ("各县区、市财政局、市教育局", ["各县区", "市财政局", "市教育局"]),
    ("各地区、省财政厅", ["各地区", "省财政厅"]),
    ("各乡镇、县财政局", ["各乡镇", "县财政局"]),
    ("各市、省财政厅", ["各市", "省财政厅"]),
    ("市场监管局、公安局及其他相关部门", ["市场监管局", "公安局", "其他相关部门"]),
    ("省发展改革委、省财政厅及有关部门", ["省发展改革委", "省财政厅", "有关部门"]),
]  # fmt: skip

COLLECTIVES = [
    ("各市、州人民政府", True), ("各有关市、州人民政府", True), ("省有关单位", True), ("地方人民政府", True),
    ("省服务业发展领导小组成员单位", True), ("国务院相关部门", True), ("市直园区管委会", True), ("各银行机构", True),
    ("省级人民政府", True), ("试点城市政府", True),
    ("省直机关工委", False), ("杨凌示范区管委会", False), ("地方金融监管局", False), ("省直机关事务管理局", False),
    ("市政府", False), ("省商务厅", False), ("西宁市人民政府", False), ("中国铁路青藏公司", False), ("省政府办公厅", False),
    ("推进工作领导小组", False), ("海东工业园区管委会", False), ("中国机场集团各自公司", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_split(text: str, names: list[str]) -> None:
    units, _ = split_units(text, fold(text), Span(0, len(text)))
    assert [u.name for u in units] == names


@pytest.mark.parametrize(
    ("text", "is_open"), [("甲局、乙局等部门", True), ("甲局等", True), ("甲局", False), ("高等法院", False)]
)
def test_open_list(text: str, is_open: bool) -> None:
    assert split_units(text, fold(text), Span(0, len(text)))[1] is is_open


@pytest.mark.parametrize(("name", "collective"), COLLECTIVES)
def test_collective(name: str, collective: bool) -> None:
    assert is_collective(name) is collective
