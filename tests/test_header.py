"""Headers, titles, addressees, sign-offs, and where the body begins."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from zhengtu.builders.agencies import jurisdiction_of
from zhengtu.builders.build import build
from zhengtu.builders.dates import date_in
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Notice

Read = Callable[[str], Notice]


def test_fields_that_run_together(notice: Notice) -> None:
    header = notice.header
    assert header.title == "青海省人民政府办公厅关于印发青海省2018年服务业发展工作要点的通知"
    assert header.document_number is not None
    assert header.document_number.text == "青政办〔2018〕28号"
    assert header.index_number == "015000185/2018-00028"
    assert [u.name for u in header.issuers] == ["青海省人民政府办公厅"]
    assert header.issued == date(2018, 3, 20)
    assert header.validity == "有效"
    assert header.subject == "综合政务"
    assert header.addressees == ("各市、自治州人民政府", "省政府各委、办、厅、局")
    assert header.sign_off_issuer == "青海省人民政府办公厅"
    assert header.sign_off_date == date(2018, 3, 20)
    assert header.approval == "已经省政府同意"
    assert header.plan_title == "青海省2018年服务业发展工作要点"
    assert notice.jurisdiction == "630000"


def test_a_title_in_flattened_text_ends_before_the_number(read: Read) -> None:
    header = read(
        "国务院办公厅关于进一步优化营商环境的实施意见国办发〔2020〕24号\n各省、自治区、直辖市人民政府：党中央重视。"
    ).header
    assert header.title == "国务院办公厅关于进一步优化营商环境的实施意见"
    assert header.document_number is not None
    assert header.document_number.text == "国办发〔2020〕24号"
    assert header.addressees == ("各省、自治区、直辖市人民政府",)


def test_a_number_in_brackets_below_a_title_that_comes_twice(read: Read) -> None:
    header = read(
        "某市人民政府关于做好甲工作的通知\n某市人民政府关于做好甲工作的通知\n\n（陕政发〔2022〕6号）\n\n各有关单位：\n正文。"
    ).header
    assert header.document_number is not None
    assert header.document_number.text == "陕政发〔2022〕6号"


def test_a_number_cited_in_the_first_sentence_is_not_the_notices_own(read: Read) -> None:
    header = read(
        "甲省人民政府关于乙的意见\n各市人民政府：\n根据《某意见》（国发〔2019〕5号）精神，制定本意见。"
    ).header
    assert header.document_number is None


@pytest.mark.parametrize(
    "number",
    [
        "青政办[2018]28号",
        "青政办（2018）28号",
        "青政办【2018】28号",
        "青政办〔2018〕第028号",
        "青政办［２０１８］２８号",
    ],
)
@pytest.mark.parametrize(
    "form",
    ["{title}\n{number}\n{rest}", "{title}\n（{number}）\n{rest}", "某省人民政府办公厅文件\n{number}\n{title}\n{rest}"],
)
def test_own_number_in_every_form_and_place(read: Read, number: str, form: str) -> None:
    title = "青海省人民政府办公厅关于做好甲工作的通知"
    header = read(form.format(number=number, title=title, rest="各市、州人民政府：\n正文。")).header
    assert header.title == title
    assert header.document_number is not None
    assert header.document_number.text == "青政办〔2018〕28号"


def test_a_field_ends_at_any_label(read: Read) -> None:
    header = read("索引号：1/2 发布机构：青海省人民政府办公厅 名称：关于甲的通知\n关于甲的通知\n正文。").header
    assert [u.name for u in header.issuers] == ["青海省人民政府办公厅"]


def test_joint_issuers(read: Read) -> None:
    header = read("商务部 中国银行关于支持步行街改造的通知\n商流通函〔2020〕92号\n各省：\n正文。").header
    assert [u.name for u in header.issuers] == ["商务部", "中国银行"]


def test_attachments_are_recorded(read: Read) -> None:
    notice = read("甲市人民政府关于乙的通知\n各区人民政府：\n请落实。\n\n附件：任务分解表\n")
    assert notice.header.attachments == ("任务分解表",)
    assert notice.tasks == ()


def test_texts_without_title_and_number_stay_apart(tmp_path: Path) -> None:
    for folder, text in (("a", "一、做甲。（责任单位：省财政厅）"), ("b", "一、做乙。（责任单位：省财政厅）")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.txt").write_text(text, encoding="utf-8")
    one, two = (build(tmp_path / folder / "n.txt") for folder in ("a", "b"))
    assert one.document != two.document
    assert one.document == build(tmp_path / "a" / "n.txt").document
    assert one.notice.header.title is None


def test_no_header_at_all(read: Read) -> None:
    notice = read("做好工作。（责任单位：省财政厅）")
    assert len(notice.tasks) == 1
    assert {p.code for p in notice.problems} >= {"no-number", "no-issuer"}


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("青海省人民政府办公厅", "630000"),
        ("国务院办公厅", "000000"),
        ("教育部", "000000"),
        ("海南藏族自治州人民政府", "632500"),
        ("海南省人民政府", "460000"),
        ("西宁市人民政府", "630100"),
        ("某某协会", "unplaced-某某协会"),
        ("浙江省长兴县人民政府", "330000-长兴县"),
        ("浙江省安吉县人民政府办公室", "330000-安吉县"),
        ("长丰县人民政府", "unplaced-长丰县"),
        ("吉林省吉林市人民政府", "220200"),
        ("中共青海省委办公厅", "630000"),
        ("国家税务总局青海省税务局", "630000"),
        ("青海省市场监督管理局", "630000"),
    ],
)
def test_jurisdiction(issuer: str, code: str) -> None:
    assert jurisdiction_of(issuer) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("２０１８年３月２０日", date(2018, 3, 20)),
        ("2018-03-20", date(2018, 3, 20)),
        ("二〇一八年三月二十日", date(2018, 3, 20)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二〇二〇年十月十日", date(2020, 10, 10)),
        ("2018年2月30日", None),
        ("无日期", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert date_in(fold(text)) == day
