"""Every way of writing who does what: one row a phrase.

`units` are written ``role:name``, in order; groups are separated by ``|``.
"""

import pytest
from zhengtu.builders.assignments import find_groups
from zhengtu.builders.fold import fold

ROLES = {"L": "lead", "S": "support", "R": "responsible"}

PHRASES = [
    # labels, in the Qinghai notice's ways
    ("做好工作。（牵头单位：省金融办；配合单位：人行西宁中心支行、青海银监局）", "L:省金融办 S:人行西宁中心支行 S:青海银监局"),
    ("（牵头单位：青海机场公司；配合单位：省发展改革委，各有关市、州人民政府）", "L:青海机场公司 S:省发展改革委 S:各有关市、州人民政府"),
    ("（牵头单位：省文化新闻出版厅，省广电局；配合单位：各市、州人民政府）", "L:省文化新闻出版厅 L:省广电局 S:各市、州人民政府"),
    ("（牵头单位：省住房城乡建设厅，各市、州人民政府）", "L:省住房城乡建设厅 L:各市、州人民政府"),
    ("（责任单位：省财政厅；配合单位：省服务业发展领导小组成员单位）", "R:省财政厅 S:省服务业发展领导小组成员单位"),
    ("（牵头单位：省邮政管理局；配合单位：各市、州人民政府，海东工业园区管委会）", "L:省邮政管理局 S:各市、州人民政府 S:海东工业园区管委会"),
    ("（牵头单位：省民政厅、省卫生计生委；配合单位：省人力资源社会保障厅，各市、州人民政府）",
     "L:省民政厅 L:省卫生计生委 S:省人力资源社会保障厅 S:各市、州人民政府"),
    # several in one paragraph
    ("甲事。（牵头单位：西宁市人民政府）乙事。（牵头单位：海西州人民政府；配合单位：省科技厅）",
     "L:西宁市人民政府 | L:海西州人民政府 S:省科技厅"),
    # brackets of other shapes
    ("(责任单位:市财政局、市发展改革委、各区政府)", "R:市财政局 R:市发展改革委 R:各区政府"),
    ("〔责任单位：市工业和信息化局、各县（市）区政府〕", "R:市工业和信息化局 R:各县（市）区政府"),
    ("[责任单位：市商务局，各县（市、区）政府]", "R:市商务局 R:各县（市、区）政府"),
    ("【牵头单位：市教育局】", "L:市教育局"),
    # labels with commas before the next label, and both kinds
    ("（牵头单位：市民政局，配合单位：市财政局）", "L:市民政局 S:市财政局"),
    ("（牵头单位：市民政局；责任单位：市财政局、市人社局）", "L:市民政局 R:市财政局 R:市人社局"),
    ("（5月底前完成，牵头考核单位：市发改委）", "L:市发改委"),
    ("（负责部门：市科技局、市教育局；适用范围：全市）", "R:市科技局 R:市教育局"),
    ("〔责任单位：市水利局、市农业农村局按职责分工负责〕", "R:市水利局 R:市农业农村局"),
    # predicates
    ("（发展改革委、财政部负责）", "R:发展改革委 R:财政部"),
    ("（能源局、煤矿安监局、发展改革委按职责分工负责）", "R:能源局 R:煤矿安监局 R:发展改革委"),
    ("（国家发展改革委牵头，国务院相关部门及各地区按职责分工负责）", "L:国家发展改革委 R:国务院相关部门 R:各地区"),
    ("（自然资源部牵头，住房城乡建设部等国务院相关部门及各地区按职责分工负责）",
     "L:自然资源部 R:住房城乡建设部 R:国务院相关部门 R:各地区"),
    ("（省商务厅牵头，合肥海关配合）", "L:省商务厅 S:合肥海关"),
    ("（生态环境部牵头，发展改革委、财政部等参与）", "L:生态环境部 S:发展改革委 S:财政部"),
    ("（国务院办公厅牵头，国务院相关部门和单位及各地区按职责分工负责）", "L:国务院办公厅 R:国务院相关部门和单位 R:各地区"),
    ("（财政部、商务部等负责）", "R:财政部 R:商务部"),
    ("（县农业农村局指导，各乡镇人民政府参与）", "R:县农业农村局 S:各乡镇人民政府"),
    ("（市交通局、市公安局分别负责，年内持续推进）", "R:市交通局 R:市公安局"),
    ("（市发改委、市财政局牵头负责）", "L:市发改委 L:市财政局"),
    ("（市卫生健康委会同市财政局、市医保局负责）", "L:市卫生健康委 S:市财政局 S:市医保局"),
    ("（人力资源社会保障部会财政部负责）", "L:人力资源社会保障部 S:财政部"),
    # no bracket
    ("做好保障。责任单位：省工信厅、省商务厅\n二、下一项", "R:省工信厅 R:省商务厅"),
    ("牵头单位：市住建局\n配合单位：市财政局、市税务局\n完成时限：2021年底前", "L:市住建局 S:市财政局 S:市税务局"),
    ("分管领导：张某某\n部门分工：市住建局牵头，市财政局配合", "L:市住建局 S:市财政局"),
    # what is damaged but plain
    ("（责任单位：园区管委会、区国资委、区集体资产办区住房城市建设委 2.搭建平台", "R:园区管委会 R:区国资委 R:区集体资产办 R:区住房城市建设委"),
    ("（责任单位：省财政厅、\n省商务厅）", "R:省财政厅 R:省商务厅"),
    ("（责任单位：省 财政厅、省商\u200b务厅）", "R:省财政厅 R:省商务厅"),
    # names that end as no organ's does, beside others
    ("（省商务厅、省科协牵头，省财政厅配合）", "L:省商务厅 L:省科协 S:省财政厅"),
    ("（国网青海电力、省能源局负责）", "R:国网青海电力 R:省能源局"),
    ("（市商务局、团市委、市妇联、市科协、市工商联负责）", "R:市商务局 R:团市委 R:市妇联 R:市科协 R:市工商联"),
    ("（省总工会、省文联、省作协负责）", "R:省总工会 R:省文联 R:省作协"),
    # more words
    ("（省商务厅负责牵头，省财政厅配合）", "L:省商务厅 S:省财政厅"),
    ("（省商务厅牵头，省财政厅协同）", "L:省商务厅 S:省财政厅"),
    ("（省商务厅主办，省财政厅会办）", "L:省商务厅 S:省财政厅"),
    ("（省商务厅主要负责，省财政厅配合）", "R:省商务厅 S:省财政厅"),
    ("（牵头：省商务厅；配合：省财政厅）", "L:省商务厅 S:省财政厅"),
    ("（省级牵头单位：省商务厅；配合单位：省财政厅）", "L:省商务厅 S:省财政厅"),
    ("（市级责任单位：市商务局）", "R:市商务局"),
    # what is no unit under a label
    ("（责任单位：省商务厅，2020年6月底前完成）", "R:省商务厅"),
    ("（责任单位：省商务厅、省财政厅，下同）", "R:省商务厅 R:省财政厅"),
    ("（牵头单位：省商务厅；配合单位：无）", "L:省商务厅"),
    ("（责任单位：省商务厅；实施期限：2020-2022年）", "R:省商务厅"),
    ("（责任单位：省财政厅等9部门）", "R:省财政厅"),
    ("（责任单位：省财政厅等5个部门）", "R:省财政厅"),
    ("（责任单位：省财政厅等部门和单位）", "R:省财政厅"),
    ("牵头单位：省财政厅\n配合单位：\n完成时限：2021年底", "L:省财政厅"),
    ("牵头单位：省财政厅\n配合单位：\n二、加强监管", "L:省财政厅"),
    ("牵头单位：\n省财政厅、省商务厅\n二、加强监管", "L:省财政厅 L:省商务厅"),
    ("（责任单位：各县区、市财政局、市教育局）", "R:各县区 R:市财政局 R:市教育局"),
    ("列首位的为牵头单位。（配合单位：市财政局）", "S:市财政局"),
    # the rule about the first unit
    ("以下任务列首位的为牵头单位。（市教育局、市财政局负责）（市科技局）", "L:市教育局 R:市财政局 | L:市科技局"),
]  # fmt: skip

NONE = [
    "促进民间投资（以下简称“两化”）融合。",
    "（ＰＰＰ）项目（2018—2020年）由省财政厅负责解释。",
    "（主要负责同志签字）",
    "（实行行政首长负责制）",
    "由省商务厅牵头落实，省财政厅配合。",
    "省发展改革委会同省财政厅制定细则。",
    "（青政〔2014〕73号）",
    "（抓好落实）",
    "主办单位：某省人民政府办公厅  承办单位：某某信息中心",
    "责任编辑：王某",
    "（联系人：李某某，负责协调）",
]


def groups_of(text: str) -> str:
    found = find_groups(text, fold(text))
    letters = {role: letter for letter, role in ROLES.items()}
    return " | ".join(" ".join(f"{letters[m.role]}:{m.unit.name}" for m in group.members) for group in found.groups)


@pytest.mark.parametrize(("text", "units"), PHRASES)
def test_phrase(text: str, units: str) -> None:
    assert groups_of(text) == units


@pytest.mark.parametrize(("text", "units"), PHRASES)
def test_names_stand_where_they_are_said_to(text: str, units: str) -> None:
    for group in find_groups(text, fold(text)).groups:
        for member in group.members:
            span = member.unit.span
            assert "".join(text[span.start : span.end].replace("\u200b", "").split()) == member.unit.name


@pytest.mark.parametrize("text", NONE)
def test_no_assignment(text: str) -> None:
    assert groups_of(text) == ""


def test_what_looks_like_an_assignment_and_is_not_read_is_reported() -> None:
    text = "做好工作。（牵头单位：）另一项。（责任单位：省财政厅）"
    found = find_groups(text, fold(text))
    assert (len(found.groups), found.seen) == (1, 2)
    assert [(p.code, text[p.span.start : p.span.end]) for p in found.problems if p.span] == [
        ("unread-group", "（牵头单位：）")
    ]


def test_a_part_that_is_not_read_is_reported() -> None:
    text = "（省商务厅牵头，省财政厅随后再定）"
    found = find_groups(text, fold(text))
    assert groups_of(text) == "L:省商务厅"
    assert (found.seen, found.read, len(found.problems)) == (1, 1, 0)
    text = "（省商务厅牵头，省财政厅、省教育厅）"
    found = find_groups(text, fold(text))
    assert (found.seen, found.read) == (1, 0)
    assert [(p.code, text[p.span.start : p.span.end]) for p in found.problems if p.span] == [
        ("unread-part", text[1:-1])
    ]


def test_open_lists_and_persons_are_kept() -> None:
    text = "（责任单位：省财政厅、省商务厅等）"
    assert find_groups(text, fold(text)).groups[0].open_list
    text = "分管领导：张某某\n部门分工：市住建局牵头，市财政局配合"
    assert find_groups(text, fold(text)).groups[0].person == "张某某"


def test_a_rule_gives_the_role_and_is_named() -> None:
    text = "排在第一位的为牵头单位。（市教育局、市财政局负责）（市商务局牵头，市外办配合）"
    found = find_groups(text, fold(text))
    assert [r.text for r in found.rules] == ["排在第一位的为牵头单位"]
    assert [m.rule for m in found.groups[0].members] == [1, None]
    assert [m.rule for m in found.groups[1].members] == [None, None]
