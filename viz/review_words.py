"""The words of the page of a notice under review, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

__all__ = ["KINDS", "NOTES", "WORDS"]

Both = Mapping[str, str]

KINDS: Final[Mapping[str, Both]] = {
    "lead": {"zh": "牵头", "en": "lead", "short": "牵", "initial": "L"},
    "support": {"zh": "配合", "en": "support", "short": "配", "initial": "S"},
    "responsible": {"zh": "负责", "en": "responsible", "short": "责", "initial": "R"},
    "deadline": {"zh": "时限", "en": "deadline", "short": "时", "initial": "D"},
    "target": {"zh": "目标", "en": "target", "short": "标", "initial": "T"},
    "citation": {"zh": "引用文件", "en": "citation", "short": "引", "initial": "C"},
    "unread": {"zh": "未能读懂", "en": "not understood", "short": "？", "initial": "?"},
}
"""Kinds of marks, assignments by role; the short forms stand before each mark."""

NOTES: Final[Mapping[str, Both]] = {
    "unread-group": {"zh": "像是任务分工，但未能读懂", "en": "looks like an assignment and was not understood"},
    "unread-part": {"zh": "任务分工的一部分未能读懂", "en": "part of an assignment was not understood"},
    "no-number": {"zh": "未找到发文字号", "en": "no document number was found"},
    "no-title": {"zh": "未找到标题", "en": "no title was found"},
    "no-issuer": {"zh": "未找到发文机关", "en": "no issuer was found"},
    "unplaced": {
        "zh": "发文机关所在地区未知，单位名称照原文",
        "en": "the issuer's area is not known: names stay as written",
    },
    "no-assignments": {"zh": "未找到任务分工", "en": "no assignments were found"},
    "correction": {"zh": "更正表提示", "en": "about the table of corrections"},
    "unknown": {"zh": "名录中没有，照原文", "en": "in no table, so it stays as written"},
    "completed": {"zh": "名录中没有，按原文补出全称", "en": "in no table; its words give its full name"},
    "ambiguous": {"zh": "可能是几个单位之一，未予认定", "en": "may be one of several units; none was chosen"},
    "not_in_use": {"zh": "该名称当年并未使用", "en": "the name was not in use in that year"},
    "open_list": {"zh": "名单以“等”结尾，另有未列出的单位", "en": "the list ends in 等: others are meant"},
    "no_lead": {"zh": "没有牵头单位，而其他条款有", "en": "nobody leads, though other clauses have a lead"},
    "nobody": {"zh": "任务没有责任单位", "en": "the task names no unit"},
    "sector": {"zh": "所属领域凭个别词语推断", "en": "the sector is a guess from single words"},
}
"""What a note says, before its details."""

WORDS: Final[Mapping[str, Both]] = {
    "page": {"zh": "读取核对", "en": "Review of what was read"},
    "legend": {"zh": "图例", "en": "Legend"},
    "corrections": {"zh": "已采用的更正", "en": "Corrections applied"},
    "unread": {"zh": "未能读懂", "en": "Not understood"},
    "doubts": {"zh": "存疑", "en": "Doubtful"},
    "none": {"zh": "无", "en": "none"},
    "text": {"zh": "原文", "en": "Text"},
    "corrected": {"zh": "人工更正", "en": "put right by a person"},
    "panel": {"zh": "读取内容与更正", "en": "What was read, and how to correct it"},
    "hint": {
        "zh": "点击或者用 Tab 键选中一处标记，查看读取内容和现成的更正行；选中任意文字，可取得“增加”行，"
        "公文的标题、文号、发文机关和成文日期也由此更正。",
        "en": "Click a mark, or reach it with the Tab key, to see what it was read as and a row that corrects it. "
        "Select any words for a row that adds something, or that puts right the title, number, issuer or date of the "
        "notice.",
    },
    "action": {"zh": "操作", "en": "Action"},
    "by": {"zh": "更正人", "en": "Corrected by"},
    "row": {"zh": "更正行", "en": "Row"},
    "copy_row": {"zh": "复制（粘贴到表格）", "en": "Copy for a spreadsheet"},
    "copy_csv": {"zh": "复制（CSV）", "en": "Copy as CSV"},
    "keep": {"zh": "加入更正表", "en": "Put into the table"},
    "table": {"zh": "更正表", "en": "Table of corrections"},
    "save": {"zh": "下载更正表", "en": "Save the table"},
    "drop": {"zh": "移出", "en": "Take out"},
    "copied": {"zh": "已复制", "en": "copied"},
    "role": {"zh": "角色", "en": "Role"},
    "kind": {"zh": "类别", "en": "Kind"},
    "unit": {"zh": "单位全称", "en": "Unit, full name"},
    "should_be": {"zh": "应为", "en": "Should read"},
    "close": {"zh": "关闭", "en": "Close"},
    "noscript": {
        "zh": "浏览器未运行脚本：标记仍可阅读，更正行不可用。",
        "en": "Scripts do not run here: the marks can be read, rows to copy are not there.",
    },
}
