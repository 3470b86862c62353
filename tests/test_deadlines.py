"""By when: the words, the last day that they mean, how exact they are."""

from datetime import date

import pytest
from zhengtu.builders.deadlines import find_deadline, is_recurring
from zhengtu.builders.fold import fold
from zhengtu.builders.model import Span

CASES = [
    ("2020年6月30日前完成", "2020-06-30 day"),
    ("6月30日前完成首列", "2018-06-30 day"),
    ("12月底前出台", "2018-12-31 month"),
    ("2月底前完成", "2018-02-28 month"),
    ("年底前建成", "2018-12-31 month"),
    ("2020年底前完成", "2020-12-31 month"),
    ("上半年完成", "2018-06-30 month"),
    ("三季度末完成", "2018-09-30 month"),
    ("年内建成", "2018-12-31 year"),
    ("2018年融资额突破10亿元", "2018-12-31 year"),
    ("年内启动，6月底前完成首批", "2018-06-30 month"),
    ("分别负责，年内持续推进", "2018-12-31 year"),
    ("6月31日前完成", None),
    ("长期坚持", None),
    ("2017年起实施", None),
    ("按照《某某计划（2018—2020年）》推进", None),
    ("持续推进", None),
    ("2025年前完成", "2025-12-31 year"),
    ("明年6月底前完成", "2019-06-30 month"),
    ("次年3月底前完成", "2019-03-31 month"),
    ("去年下半年已启动", None),
    ("总结上半年工作经验", None),
    ("巩固一季度开门红成果", None),
    ("较2017年增长8%", None),
]

STATED = [
    ("2021年12月", "2021-12-31 month"),
    ("2021年12月31日", "2021-12-31 day"),
    ("2021年底", "2021-12-31 month"),
    ("2021年6月底", "2021-06-30 month"),
    ("2021年", "2021-12-31 year"),
    ("2021年上半年", "2021-06-30 month"),
    ("长期坚持", None),
    ("6月底", "2018-06-30 month"),
    ("6月", "2018-06-30 month"),
    ("9月15日", "2018-09-15 day"),
    ("年底", "2018-12-31 month"),
    ("上半年", "2018-06-30 month"),
    ("第三季度", "2018-09-30 month"),
    ("全年", "2018-12-31 year"),
    ("2021.6.30", "2021-06-30 day"),
    ("2021-06", "2021-06-30 month"),
    ("2021/12/5前", "2021-12-05 day"),
    ("2021年1月—12月", "2021-12-31 month"),
    ("2021—2023年", "2023-12-31 year"),
    ("2021年第2季度", "2021-06-30 month"),
    ("2019年", "2019-12-31 year"),
    ("明年3月底", "2019-03-31 month"),
    ("按进度推进", None),
    ("2022222年", None),
]


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_a_field_of_its_own(text: str, wanted: str | None) -> None:
    found = find_deadline(text, fold(text), [], [Span(0, len(text))], 2018)
    assert (f"{found.date} {found.precision}" if found else None) == wanted


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_deadline(text: str, wanted: str | None) -> None:
    found = find_deadline(text, fold(text), [Span(0, len(text))], [], 2018)
    assert (f"{found.date} {found.precision}" if found else None) == wanted
    if found:
        assert text[found.span.start : found.span.end] == found.text


def test_recurring() -> None:
    assert is_recurring("年内持续推进", [Span(0, 6)])
    assert not is_recurring("年内完成", [Span(0, 4)])


IN_TEXT = [
    ("上半年建立月度会商机制", "2018-06-30 month"),
    ("做好，三季度投入使用", "2018-09-30 month"),
    ("9月举办博览会", "2018-09-30 month"),
    ("到2025年，自来水普及率达到95%", "2025-12-31 year"),
    ("2018年新建幼儿园3所", "2018-12-31 year"),
    ("2020年底，覆盖率达到90%", "2020-12-31 month"),
    ("今年贷款要增长30%以上", "2018-12-31 year"),
    ("完成认定（完成时限：6月底）", "2018-06-30 month"),
    ("10 月底前发放", "2018-10-31 month"),
    ("九月底前完成", "2018-09-30 month"),
    ("十二月底前完成", "2018-12-31 month"),
    ("二〇二〇年底前完成", "2020-12-31 month"),
    ("二○一九年六月三十日前完成", "2019-06-30 day"),
    ("十月十五日前完成首批", "2018-10-15 day"),
    ("三个月内完成", None),
    ("3年内完成", None),
    ("两年内建成", None),
    ("年\u200b内达到", "2018-12-31 year"),
    ("2017年底前获评的企业", None),
    ("2月底前已梳理的事项不再梳理", None),
    ("截至2020年底，全市共有", None),
    ("并于6月30日前将实施计划报农业农村部", None),
    ("免收2月份租金", None),
    ("总结上半年工作", None),
    ("2018年度重点工作", None),
]


@pytest.mark.parametrize(("text", "wanted"), IN_TEXT)
def test_at_the_head_of_a_clause(text: str, wanted: str | None) -> None:
    found = find_deadline(text, fold(text), [Span(0, len(text))], [], 2018, date(2018, 3, 20))
    assert (f"{found.date} {found.precision}" if found else None) == wanted
