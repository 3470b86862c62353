"""The columns of a table of corrections and the words that may stand in them, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

__all__ = ["COLUMNS", "HEADINGS", "NOTHING", "WORDS", "known_heading", "word_of"]

COLUMNS: Final = {
    "action": "操作",
    "kind": "类别",
    "task": "任务",
    "clause": "条款",
    "number": "编号",
    "start": "起",
    "end": "止",
    "words": "原文",
    "role": "角色",
    "role_words": "角色原词",
    "rule": "规则",
    "unit": "单位",
    "scope": "区划代码",
    "document": "文件",
    "relation": "引用方式",
    "value": "数值",
    "max_value": "上限",
    "unit_text": "计量单位",
    "comparator": "比较",
    "indicator": "指标",
    "measure": "指标类型",
    "region": "地区代码",
    "year": "年份",
    "deadline": "时限",
    "should_be": "应为",
    "by": "更正人",
    "date": "更正日期",
    "note": "说明",
    "doubt": "存疑",
    "text_sha256": "原文摘要",
}
"""Column -> its Chinese heading. `action`, `kind`, `words` and `text_sha256` must be there; `doubt` is not read."""

HEADINGS: Final[Mapping[str, str]] = (
    {name: name for name in COLUMNS}
    | {chinese: name for name, chinese in COLUMNS.items()}
    | {f"{chinese} {name}": name for name, chinese in COLUMNS.items()}
)
"""Every heading that is understood -> column."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "action": {"keep": "保留", "add": "增加", "change": "修改", "remove": "删除"},
    "kind": {
        "assignment": "分工",
        "name": "名称",
        "citation": "引用",
        "target": "目标",
        "deadline": "时限",
        "clause": "条款",
        "task": "任务",
        "group": "误认",
        "open_list": "名单未尽",
        "heading": "章节标题",
        "title": "公文标题",
        "document_number": "发文字号",
        "issuer": "发文机关",
        "issued": "成文日期",
    },
    "role": {"lead": "牵头", "support": "配合", "responsible": "负责"},
    "relation": {
        "basis": "依据",
        "implements": "落实",
        "follows": "按照",
        "evaluates": "评估",
        "to_be_issued": "待制定",
        "mentions": "提及",
    },
    "comparator": {"equal": "等于", "at_least": "不低于", "at_most": "不高于", "about": "约", "between": "区间"},
    "measure": {"level": "总量", "growth": "增速", "share": "比重", "count": "个数", "investment": "投资"},
}
"""Column -> its words, each with its Chinese form."""

_READ: Final = {
    column: {english: english for english in words} | {chinese: english for english, chinese in words.items()}
    for column, words in WORDS.items()
}

NOTHING: Final = frozenset({"none", "无"})
"""In a row that changes something: take the value away. An empty cell leaves it as it is."""


def known_heading(text: str) -> str | None:
    """The column that a heading names: ``words``, 原文 or both (原文 words); none where it names none."""
    return HEADINGS.get(" ".join(text.split()).lower())


def word_of(column: str, text: str) -> str | None:
    """The word of a column that a cell holds, in either language; none where it holds another."""
    return _READ[column].get(text.strip().lower())
