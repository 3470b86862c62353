"""Which documents are cited, how, and what identifies them."""

from collections.abc import Callable

import pytest
from zhengtu.builders.documents import identify, number_in, scope_of_title
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Notice

Read = Callable[[str], Notice]

HEAD = "青海省人民政府办公厅关于印发青海省2018年某某工作要点的通知\n青政办〔2018〕28号\n各市、州人民政府：\n"

# sentence, then "relation title [number]" of each citation
CASES = [
    ("根据《政府工作报告》和《青海省“十三五”服务业发展规划》，制定要点。",
     ["basis 政府工作报告", "basis 青海省“十三五”服务业发展规划"]),
    ("根据《甲规划》《青海省人民政府关于印发〈某方案〉的通知》（青政〔２０１４〕７３号）、《乙意见》（青政〔2016〕31号），",
     ["basis 甲规划", "basis 青海省人民政府关于印发〈某方案〉的通知 青政〔2014〕73号", "basis 乙意见 青政〔2016〕31号"]),
    ("加快《青海省“十三五”物流业发展规划》重大项目建设进度", ["implements 青海省“十三五”物流业发展规划"]),
    ("推进实施《青海省旅游厕所建设新三年行动计划（２０１８—２０２０年）》。",
     ["implements 青海省旅游厕所建设新三年行动计划（２０１８—２０２０年）"]),
    ("全面落实《关于甲的实施意见》（青政办〔2018〕5号）。", ["implements 关于甲的实施意见 青政办〔2018〕5号"]),
    ("出台《青海省物业承接查验管理办法》。", ["to_be_issued 青海省物业承接查验管理办法"]),
    ("按照《某试点实施方案》，加快推进", ["follows 某试点实施方案"]),
    ("开展《青海省“十三五”服务业发展规划》中期评估工作。", ["evaluates 青海省“十三五”服务业发展规划"]),
    ("企业划分按《中小企业划型标准规定》（工信部联企业〔2011〕300号）确定", ["mentions 中小企业划型标准规定 工信部联企业〔2011〕300号"]),
    ("落实《意见》（国办发〔2019〕5号，以下简称《某意见》）。按照《某意见》要求推进", ["implements 意见 国办发〔2019〕5号", "follows 某意见 国办发〔2019〕5号"]),
    ("落实《关于甲的若干举措》（青政〔2020〕1号）、《省政府专题会议纪要》、《促进民营经济二十条》",
     ["implements 关于甲的若干举措 青政〔2020〕1号", "implements 省政府专题会议纪要", "implements 促进民营经济二十条"]),
    ("认真贯彻落实国发〔2015〕1号", ["implements None 国发〔2015〕1号"]),
    ("把《某某条例》落到实处", ["implements 某某条例"]),
    ("执行国发〔2015〕1号文件精神", ["follows None 国发〔2015〕1号"]),
    ("制定本方案。根据《甲意见》（国办发（2018）27号），", ["basis 甲意见 国办发〔2018〕27号"]),
    ("抓好《甲意见》（银发〔2018〕162号）等政策的衔接", ["mentions 甲意见 银发〔2018〕162号"]),
    ("对《甲行动计划》执行情况开展第三方评估", ["evaluates 甲行动计划"]),
    ("对评估《甲规范》实施效果中发现的问题", ["evaluates 甲规范"]),
    ("按照国发〔2013〕37号文件和《甲条例》要求", ["follows None 国发〔2013〕37号", "follows 甲条例"]),
    ("按照《甲决定》（国发〔2011〕38号）、国办发〔2012〕37号文件要求",
     ["follows 甲决定 国发〔2011〕38号", "follows None 国办发〔2012〕37号"]),
    ("根据《甲法》（以下简称《甲》）《乙条例》和《丙规定》（省政府令第220号）制定",
     ["basis 甲法", "basis 乙条例", "basis 丙规定 青海省人民政府令第220号"]),
    ("为落实国家发展改革委等12部门《关于印发甲政策的通知》（发改产业〔2022〕273号）要求",
     ["implements 关于印发甲政策的通知 发改产业〔2022〕273号"]),
    ("优惠按照财政部 税务总局公告2020年第8号执行", ["follows None 财政部税务总局公告2020年第8号"]),
    ("根据《甲法》和海关总署公告2014年第59号，", ["basis 甲法", "basis None 海关总署公告2014年第59号"]),
    ("对照《甲条例》开展自查", ["mentions 甲条例"]),
    ("依据《甲规定》，现印发考核任务，请遵照执行。", ["basis 甲规定"]),
    ("资金管理执行《甲办法》，《乙办法》同时废止", ["follows 甲办法", "mentions 乙办法"]),
    ("2017年6月，国务院印发《甲意见》，赋予使命", ["mentions 甲意见"]),
    # none
    ("《青海省2018年某某工作要点》已经省政府同意，现印发给你们。", []),
    ("对照青政办〔2018〕28号", []),
    ("做好工作。\n相关链接：\n《青海省某某规划》\n", []),
    ("《青海日报》和电视台加强宣传", []),
    ("参照（2018）青01民终123号判决", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "citations"), CASES)
def test_citations(read: Read, sentence: str, citations: list[str]) -> None:
    notice = read(HEAD + sentence)
    found = [
        f"{c.relation} {c.title}" + (f" {c.document.number.text}" if c.document.number else "")
        for c in notice.citations
    ]
    assert found == citations


NUMBERS = [
    ("青政〔2014〕73号", "青政〔2014〕73号"),
    ("青政〔２０１４〕７３号", "青政〔2014〕73号"),
    ("青政[2014]73号", "青政〔2014〕73号"),
    ("青政（2014）73号", "青政〔2014〕73号"),
    ("青政【2014】第073号", "青政〔2014〕73号"),
    ("青政 〔 2014 〕 73 号", "青政〔2014〕73号"),
    ("按照国办发〔2018〕128号", "国办发〔2018〕128号"),
    ("豫政〔2020〕9号", "豫政〔2020〕9号"),
    ("国务院令第728号", "国务院令第728号"),
    ("按照国务院令第728号", "国务院令第728号"),
    ("贯彻执行青政〔2014〕73号", "青政〔2014〕73号"),
    ("和政办发〔2020〕1号", "和政办发〔2020〕1号"),
    ("公告2020年第8号", "公告2020年第8号"),
    ("国家税务总局公告2025年第6号", "国家税务总局公告2025年第6号"),
]

NO_NUMBERS = ["（2018）青01民终123号", "〔18〕5号", "电话0971-8482211", "2018年3月20日", "第28号楼", "GB/T 4754-2017"]


@pytest.mark.parametrize(("text", "normal"), NUMBERS)
def test_number(text: str, normal: str) -> None:
    found = number_in(fold(text))
    assert found is not None
    assert found[0].text == normal


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number(text: str) -> None:
    assert number_in(fold(text)) is None


SCOPES = [
    ("青海省物业承接查验管理办法", "630000"),
    ("国务院办公厅关于某某的意见", "000000"),
    ("工业和信息化部关于某某的通知", "000000"),
    ("外商投资法", "000000"),
    ("海南州某某规划", "632500"),
    ("海南省某某规划", "460000"),
    ("西宁市某某办法", "630100"),
    ("政府工作报告", None),
    ("某某管理办法", None),
]


@pytest.mark.parametrize(("title", "scope"), SCOPES)
def test_scope_of_title(title: str, scope: str | None) -> None:
    assert scope_of_title(title) == scope


def test_the_key_is_scope_and_code_not_the_code_alone() -> None:
    number = number_in("青政办发〔2022〕17号")
    assert number is not None
    assert identify(None, number[0], "630000", 2018).scope == "370200"
    number = number_in("青政办〔2022〕17号")
    assert number is not None
    assert identify(None, number[0], "370200", 2018).scope == "630000"


def test_yearly_reports_of_two_years_are_two_documents() -> None:
    assert identify("政府工作报告", None, "630000", 2018) != identify("政府工作报告", None, "630000", 2019)
    assert identify("政府工作报告", None, "630000", 2018) != identify("政府工作报告", None, "620000", 2018)
    assert identify("“十三五”规划", None, "630000", 2018) == identify("“十三五”规划", None, "630000", 2019)


JOINED = [
    # the same title, once with its number and once alone
    ("落实《关于甲的意见》（青政〔2016〕31号）。\n二、按照《关于甲的意见》要求推进。", ["青政〔2016〕31号", "青政〔2016〕31号"]),
    ("按照《关于甲的意见》要求推进。\n二、落实《关于甲的意见》（青政〔2016〕31号）。", ["青政〔2016〕31号", "青政〔2016〕31号"]),
    # another title, another scope, another year, two numbers
    ("落实《关于甲的意见》（青政〔2016〕31号）。\n二、按照《关于乙的意见》要求推进。", ["青政〔2016〕31号", None]),
    ("落实《关于甲的意见》（国发〔2016〕31号）。\n二、按照《关于甲的意见》要求推进。", ["国发〔2016〕31号", None]),
    ("落实《2017年甲要点》（青政〔2016〕31号）。\n二、按照《2017年甲要点》要求推进。", ["青政〔2016〕31号", None]),
    ("落实《关于甲的意见》（青政〔2016〕31号）、《关于甲的意见》（青政〔2017〕9号）。\n二、按照《关于甲的意见》要求推进。",
     ["青政〔2016〕31号", "青政〔2017〕9号", None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), JOINED)
def test_a_title_alone_is_joined_where_all_agrees(read: Read, text: str, numbers: list[str | None]) -> None:
    notice = read(f"{HEAD}一、{text}\n")
    assert [c.document.number.text if c.document.number else None for c in notice.citations] == numbers


BACK_REFERENCES = [
    ("落实《关于甲的意见》（青政〔2016〕31号）。该意见提出的任务要逐条对账。", ["该意见"]),
    ("落实《关于甲的通知》，上述文件要求尽快落地。", ["上述文件"]),
    ("认真落实国发〔2015〕1号，前述文件另有规定的除外。", ["前述文件"]),
    # two documents, another kind, another paragraph, the notice itself in between, nothing before
    ("落实《关于甲的意见》《关于乙的意见》。该意见提出的任务要逐条对账。", []),
    ("落实《关于甲的意见》。该办法提出的任务要逐条对账。", []),
    ("落实《关于甲的意见》。\n二、该意见提出的任务要逐条对账。", []),
    ("落实《关于甲的意见》。本意见自印发之日起施行，该意见有效期五年。", []),
    ("该通知要逐条对账。", []),
]


@pytest.mark.parametrize(("text", "words"), BACK_REFERENCES)
def test_back_references(read: Read, text: str, words: list[str]) -> None:
    notice = read(f"{HEAD}一、{text}\n")
    assert [notice.source.words(r.span) for r in notice.back_references] == words
    for reference in notice.back_references:
        assert reference.document in {c.document for c in notice.citations}
