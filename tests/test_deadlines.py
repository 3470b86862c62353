"""By when: the words, the last day that they mean, how exact they are."""

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
