"""Headers, titles, addressees, sign-offs, and where the body begins."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from zhengtu.builders.build import build
from zhengtu.builders.dates import date_in
from zhengtu.builders.fold import fold
from zhengtu.builders.jurisdiction import jurisdiction_of
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
    assert [u.name for u in header.issuers] == ["中华人民共和国商务部", "中国银行股份有限公司"]


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
        ("浙江省长兴县人民政府", "330522"),
        ("浙江省安吉县人民政府办公室", "330523"),
        ("长丰县人民政府", "340121"),
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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "关于甲油田环境影响报告书的批复中海石油（中国）有限公司：你公司《请示》（中海油安〔2022〕132号）收悉。",
            "关于甲油田环境影响报告书的批复",
        ),
        (
            "关于甲工程竣工验收合格的函中国石油化工胜利采油厂：你公司《函》（胜海油函〔2021〕5号）收悉。",
            "关于甲工程竣工验收合格的函",
        ),
        ("关于开展甲工作的通知江苏省、浙江省生态环境厅，各有关机构：为落实要求，开展工作。", "关于开展甲工作的通知"),
        (
            "关于公开征求《甲规定（征求意见稿）》意见的通知为贯彻落实有关要求，起草了规定。",
            "关于公开征求《甲规定(征求意见稿)》意见的通知",
        ),
        ("关于发布《水质 甲的测定 质谱法》的公告根据规定，现批准标准。", "关于发布《水质 甲的测定 质谱法》的公告"),
        ("关于批准《甲大纲》（3版，报批稿）的通知中核电有限公司：收悉。", "关于批准《甲大纲》(3版,报批稿)的通知"),
        (
            "关于对发现问题进行督办的函（石家庄）石家庄市人民政府：2019年以来，排查了企业。",
            "关于对发现问题进行督办的函(石家庄)",
        ),
        (
            "国务院关于印发甲规划安排有关工作的通知国办发〔2005〕8号各省人民政府：正文。",
            "国务院关于印发甲规划安排有关工作的通知",
        ),
        ("国务院批转燃料定量供应办法的通知国发〔1978〕2号各省人民政府：正文。", "国务院批转燃料定量供应办法的通知"),
        ("对张甲、李乙代表建议的答复张甲、李乙代表：您提出的建议收悉。", "对张甲、李乙代表建议的答复"),
        ("行政处罚决定书（甲公司违法案）甲有限公司：统一社会信用代码：12。", "行政处罚决定书(甲公司违法案)"),
        (
            "碳排放权交易管理办法（试行）《碳排放权交易管理办法（试行）》已于2020年12月25日通过，现予公布。",
            "碳排放权交易管理办法(试行)",
        ),
        ("中华人民共和国国务院令第432号《电力监管条例》已经国务院常务会议通过，现予公布。", "电力监管条例"),
        ("民进中央：贵单位提出的“关于推进督察制度的提案”，由我部会同有关部门办理。经研究，答复如下。", None),
        (
            "目前，全国形势积极向好的态势正在拓展，企事业单位逐步复工复产，但是有的地方出现了疫情，严重影响了发展。为统筹做好工作，国务院印发了通知，要求各地落实有关措施。",
            None,
        ),
        (
            "科学防控疫情   推动重大项目尽早复工开工建设 2月21日上午，市长前往区里检查。" + "他强调，要落实。" * 8,
            "科学防控疫情 推动重大项目尽早复工开工建设",
        ),
        (
            "多地保障生活必需品供应 严打哄抬物价、造假行为 新华社北京1月28日电 题：多地" + "保障供应，稳定价格。" * 8,
            "多地保障生活必需品供应 严打哄抬物价、造假行为",
        ),
        (
            "五部门：强化资金支持 新华社北京2月7日电（记者 某）财政部联合多部门印发通知。" + "通知要求，落实。" * 8,
            "五部门:强化资金支持",
        ),
    ],
)
def test_titles_in_flattened_text(read: Read, text: str, title: str | None) -> None:
    assert read(text).header.title == title


def test_letterhead_in_one_line_with_the_title(read: Read) -> None:
    text = (
        "{}环办宣教〔2019〕19号关于公布设施名单的通知各省、自治区、直辖市生态环境厅（局）；各省住房城乡建设厅：正文。"
    )
    for letterhead in ("生态环境部办公厅住房和城乡建设部办公厅文件", "生态环境部办公厅住房和城乡建设部办公厅函"):
        header = read(text.format(letterhead)).header
        assert header.title == "关于公布设施名单的通知"
        assert header.document_number is not None
        assert header.document_number.text == "环办宣教〔2019〕19号"
        assert [u.name for u in header.issuers] == [
            "中华人民共和国生态环境部办公厅",
            "中华人民共和国住房和城乡建设部办公厅",
        ]
        assert header.addressees[-1] == "各省住房城乡建设厅"


def test_an_announcements_number_below_the_title(read: Read) -> None:
    notice = read(
        "关于甲免税政策的公告\n财政部 海关总署 税务总局公告2020年第6号\n现公告如下。\n财政部  海关总署  税务总局\n2020年2月1日"
    )
    header = notice.header
    assert header.document_number is not None
    assert header.document_number.text == "财政部海关总署税务总局公告2020年第6号"
    assert notice.citations == ()
    assert [u.name for u in header.issuers] == ["中华人民共和国财政部", "中华人民共和国海关总署", "国家税务总局"]


def test_the_time_of_day_above_a_number_ends_no_list(read: Read) -> None:
    header = read(
        "青海省财政厅关于甲的通知\n2023-03-15 10:22 来源：省财政厅\n青财〔2023〕15号\n各市财政局：\n正文。"
    ).header
    assert header.document_number is not None
    assert header.document_number.text == "青财〔2023〕15号"


@pytest.mark.parametrize(
    ("end", "issuers", "day"),
    [
        ("附件：1.甲意见书2.乙清单国家核安全局2020年8月14日（此件社会公开）", ["国家核安全局"], date(2020, 8, 14)),
        (
            "附件：海南甲示范工程许可证国家核安全局2021年7月1日抄送：能源局。生态环境部办公厅2021年7月2日印发字号",
            ["国家核安全局"],
            date(2021, 7, 1),
        ),
        (
            "电话：84943190生态环境部生态环境监测司2020年5月9日（此件社会公开）",
            ["中华人民共和国生态环境部生态环境监测司"],
            date(2020, 5, 9),
        ),
        (
            "特此公告。生态环境部中科院2018年5月16日生态环境部办公厅2018年5月17日印发字号",
            ["中华人民共和国生态环境部", "中国科学院"],
            date(2018, 5, 16),
        ),
        ("附件：济南市企业名单济南市生态环境局2020年3月4日抄送：省厅", ["济南市生态环境局"], date(2020, 3, 4)),
        ("特此通知。\n财  政  部\n2020年1月31日", ["中华人民共和国财政部"], date(2020, 1, 31)),
        (
            "特此通知。国家发展改革委生 态 环 境 部水  利  部2022年1月17日字号",
            ["中华人民共和国国家发展和改革委员会", "中华人民共和国生态环境部", "中华人民共和国水利部"],
            date(2022, 1, 17),
        ),
        ("请及时上报。     国家税务总局", ["国家税务总局"], None),
        ("请落实。附件：甲的通知_ 2020年2月7日", [], date(2020, 2, 7)),
        ("请落实。生态环境部办公厅2021年7月2日印发", [], None),
    ],
)
def test_sign_offs_that_run_into_other_text(read: Read, end: str, issuers: list[str], day: date | None) -> None:
    header = read(f"关于做好甲工作的通知各有关单位：现将有关事项通知如下。{end}").header
    assert [u.name for u in header.issuers] == issuers
    assert header.issued == day


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("解读《关于做好甲工作的通知》 目前，形势向好。", []),
        ("转发国家卫生健康委办公厅关于甲的通知\n各县（区）卫生健康委：\n请落实。", []),
        ("青海省人民政府办公厅转发省财政厅关于甲的通知\n各市人民政府：\n请落实。", ["青海省人民政府办公厅"]),
        (
            "民进中央:贵单位提出的“关于甲的提案”，由我部办理。感谢关心。生态环境部2018年7月31日",
            ["中华人民共和国生态环境部"],
        ),
    ],
)
def test_what_is_no_issuer(read: Read, text: str, issuers: list[str]) -> None:
    assert [u.name for u in read(text).header.issuers] == issuers


@pytest.mark.parametrize(
    ("begin", "addressees"),
    [
        ("关于甲的通知各相关单位：2019年7月8日，发生事件。", ("各相关单位",)),
        ("关于甲的函南京市人民政府，溧水区人民政府：“十四五”以来，成效明显。", ("南京市人民政府", "溧水区人民政府")),
        (
            "关于甲的通知 国家税务总局各省、自治区、直辖市税务局，局内各单位： 为落实部署，现通知如下：",
            ("各省、自治区、直辖市税务局", "局内各单位"),
        ),
        ("普尔巴代表:您提出的“关于甲的建议”由我部办理，答复如下：一、情况", ("普尔巴代表",)),
        ("关于甲的公告为落实部署，现将有关事项公告如下：一、情况", ()),
        (
            "关于甲的通知\n各区财政局、发展改革委、经济和信息化局，中国铁建：\n请落实。",
            ("各区财政局", "发展改革委", "经济和信息化局", "中国铁建"),
        ),
    ],
)
def test_addressees(read: Read, begin: str, addressees: tuple[str, ...]) -> None:
    assert read(begin).header.addressees == addressees


@pytest.mark.parametrize(
    ("end", "attachments"),
    [
        (
            "附件：1.2019年度甲流程2.二氟乙企业名单3.PM2.5清单生态环境部办公厅2020年3月9日（此件社会公开）",
            ("2019年度甲流程", "二氟乙企业名单", "PM2.5清单"),
        ),
        ("\n附件：1.甲表\n2.乙表\n3.丙表\n\n青海省财政厅\n2020年3月9日\n", ("甲表", "乙表", "丙表")),
        ("\n附件1：甲表\n附件2：乙表\n", ("甲表", "乙表")),
        (
            "附件：甲清单国家核安全局2020年3月9日抄送：某局。第二封信。附件：乙清单国家核安全局2020年3月9日抄送：某局。",
            ("甲清单", "乙清单"),
        ),
        ("详情见附件：第二页。", ()),
    ],
)
def test_attachments_without_their_numbers(read: Read, end: str, attachments: tuple[str, ...]) -> None:
    notice = read(f"关于做好甲工作的通知各有关单位：请落实。{end}")
    assert notice.header.attachments == attachments


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("关于印发《甲报告》的函", "甲报告"),
        ("关于印发《甲办法》和《乙办法》的通知", "《甲办法》和《乙办法》"),
        ("转发国家卫生健康委办公厅关于甲上市的通知", "国家卫生健康委办公厅关于甲上市的通知"),
        ("甲市人民政府转发省财政厅关于乙意见的通知", "省财政厅关于乙意见"),
    ],
)
def test_plan_titles(read: Read, title: str, plan: str) -> None:
    assert read(f"{title}\n各有关单位：\n请落实。").header.plan_title == plan


@pytest.mark.parametrize(
    ("sentence", "approval"),
    [
        ("《甲方案》已经省政府同意，现印发给你们。", "已经省政府同意"),
        ("2011年，经国务院同意，启动了试点。", None),
        ("根据需要，经市政府同意可延长期限。", None),
        ("各地经省级人民政府批准，请自行制定。", None),
    ],
)
def test_approval_in_the_covering_sentence(read: Read, sentence: str, approval: str | None) -> None:
    assert read(f"关于印发甲方案的通知\n各有关单位：\n{sentence}").header.approval == approval


@pytest.mark.parametrize(
    "body",
    [
        "我部制定了《甲规划（2018—2020年）》（见附件）。现印发给你们。",
        "请落实。解读：1.负责人就《甲规划（2018～2020年）》答记者问2.就《关于印发<甲规划（2018-2020年）>的通知》答记者问",
        "请落实。附件：1.甲规划（2018-2020年）2.《乙办法（征求意见稿）》编制说明",
    ],
)
def test_own_title_and_plan_are_no_citations(read: Read, body: str) -> None:
    assert read(f"关于印发《甲规划（2018-2020年）》的通知\n各有关单位：\n{body}").citations == ()


def test_fields_end_where_the_title_begins(read: Read) -> None:
    header = read(
        "索引号：015000185/2018-00028\n发文字号：青政办〔2018〕28号\n成文日期：2018-03-20\n"
        "青海省人民政府办公厅关于做好某某工作的通知\n发布日期：2018-04-02　来源：某某网\n各市、州人民政府：\n做好工作。"
    ).header
    assert header.title == "青海省人民政府办公厅关于做好某某工作的通知"
    assert header.issued == date(2018, 3, 20)


def test_an_empty_field_takes_nothing_from_the_next_line(read: Read) -> None:
    header = read(
        "索引号：015000185/2018-00028\n发文字号：青政办〔2018〕28号\n有效性：\n青海省人民政府办公厅关于做好某某工作的通知\n做好工作。"
    ).header
    assert header.validity is None
    assert header.title == "青海省人民政府办公厅关于做好某某工作的通知"
