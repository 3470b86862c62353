"""Figures to reach, and figures that are none."""

import pytest
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Span
from zhengtu.builders.targets import Figure, find_targets

# text, then: indicator value[-max] unit comparator measure
CASES = [
    ("服务业增加值增长８％左右，占ＧＤＰ比重保持４４％以上，从业人员比重达到４４％左右。", [
        "服务业增加值增速 8 % about growth", "服务业增加值占GDP比重 44 % at_least share", "从业人员比重 44 % about share"]),
    ("服务业增速预期目标：西宁市８％、海东市７.５％。", [
        "服务业增速 8 % equal growth 630100", "服务业增速 7.5 % equal growth 630200"]),
    ("铁路旅客发送量和周转量同比增长３％和１.９％", [
        "铁路旅客发送量增速 3 % equal growth", "铁路旅客周转量增速 1.9 % equal growth"]),
    ("货物发送量和周转量同比均增长２％", ["货物发送量增速 2 % equal growth", "货物周转量增速 2 % equal growth"]),
    ("公路货运量１５６１４万吨、货物周转量２６６亿吨公里，同比增长５％左右；", [
        "公路货运量 15614 万吨 equal level", "货物周转量 266 亿吨公里 equal level",
        "公路货运量增速 5 % about growth", "货物周转量增速 5 % about growth"]),
    ("全省邮政业务总量完成７亿元，同比增长１８％以上，其中，快递业务量１８５０万件，同比增长２８％左右。", [
        "邮政业务总量 7 亿元 equal level 630000", "邮政业务总量增速 18 % at_least growth 630000",
        "快递业务量 1850 万件 equal level 630000", "快递业务量增速 28 % about growth 630000"]),
    ("全省旅游业预计接待游客４１００万人次，实现旅游收入４６０亿元，增长２０％以上。", [
        "接待游客 4100 万人次 equal level 630000", "旅游收入 460 亿元 equal level 630000",
        "旅游收入增速 20 % at_least growth 630000"]),
    ("支持４—５个公益性市场建设", ["支持公益性市场建设 4-5 个 between count"]),
    ("完成投资１５亿元。", ["投资 15 亿元 equal investment"]),
    ("新建、改扩建１５个社区日间照料中心和５０个农村老年之家。", [
        "新建、改扩建社区日间照料中心 15 个 equal count", "农村老年之家 50 个 equal count"]),
    ("计划新培育高新技术企业３０家、科技型企业４５家、科技“小巨人”５家。", [
        "新培育高新技术企业 30 家 equal count", "科技型企业 45 家 equal count", "科技“小巨人” 5 家 equal count"]),
    ("城镇登记失业率控制在4.5%以内", ["城镇登记失业率 4.5 % at_most share"]),
    ("城镇登记失业率不超过4.5%", ["城镇登记失业率 4.5 % at_most share"]),
    ("城镇登记失业率低于4.5%", ["城镇登记失业率 4.5 % at_most share"]),
    ("产品差错率不大于1%", ["产品差错率 1 % at_most share"]),
    ("产品差错率不高于1%", ["产品差错率 1 % at_most share"]),
    ("绿化覆盖率不小于30%", ["绿化覆盖率 30 % at_least share"]),
    ("绿化覆盖率超过30%", ["绿化覆盖率 30 % at_least share"]),
    ("绿化覆盖率高于30%", ["绿化覆盖率 30 % at_least share"]),
    ("企业亏损率降到10%以下", ["企业亏损率 10 % at_most share"]),
    ("新增城镇就业不少于6万人", ["新增城镇就业 6 万人 at_least level"]),
    ("单位GDP能耗下降3%，主要污染物排放减少2%。", ["单位GDP能耗降幅 3 % equal growth", "主要污染物排放降幅 2 % equal growth"]),
    ("城镇化率提高到60%", ["城镇化率 60 % equal share"]),
    ("普惠贷款覆盖率由30%提高到40%", ["普惠贷款覆盖率 40 % equal share"]),
    ("GDP增长6.5%—7%", ["GDP增速 6.5-7 % between growth"]),
    ("降低综合费率0.5个百分点", ["综合费率降幅 0.5 个百分点 equal growth"]),
    # none
    ("单户担保金额500万元及以下的小微企业优先", []),
    ("停止核准新建低于30万吨/年的煤矿", []),
    ("利率下降50个基点", []),
    ("继续组织实施“１０２０”工程，推动“６１６”提升行动，落实“金融２０条”。", []),
    ("推进茶卡盐湖等创建５Ａ级景区，打造十大旅游知名景区。", []),
    ("加快全省１８个电子商务进农村综合示范县项目建设工作", []),
    ("筹办省第十七届运动会和２０１８年全民健身大会。", []),
    ("对符合条件的企业给予50万元补助，每人每天补贴100元。", []),
    ("目前已建成30个服务站。", []),
    ("根据《规划（2018—2020年）》推进3个一批", []),
]  # fmt: skip


def shown(figure: Figure) -> str:
    value = f"{figure.value}-{figure.max_value}" if figure.max_value is not None else f"{figure.value}"
    words = [figure.indicator, value, figure.unit, figure.comparator, figure.measure, figure.region or ""]
    return " ".join(words).strip()


@pytest.mark.parametrize(("text", "figures"), CASES)
def test_targets(text: str, figures: list[str]) -> None:
    found = find_targets(fold(text), Span(0, len(text)), "630000")
    assert [shown(f) for f in found] == figures


def test_multiplier() -> None:
    text = "实现旅游收入４６０亿元"
    (figure,) = find_targets(fold(text), Span(0, len(text)), "630000")
    assert (figure.multiplier, figure.base_unit) == (10**8, "元")
