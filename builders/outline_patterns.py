"""How headings are numbered, and where a body ends, each with its reason.

Matched against *folded* text, as those of `patterns`.
"""

import re
from typing import Final

from .header_patterns import CHINESE_DIGITS

# Numbering styles of headings, outermost first by custom; which one stands above which is read off the text.
CHINESE_NUMBER: Final = f"[{CHINESE_DIGITS}]{{1,4}}"
MARKERS: Final = {
    "chapter": rf"第(?P<chapter>{CHINESE_NUMBER})[章编]\s*",
    "part": rf"第(?P<part>{CHINESE_NUMBER})(?:节|部分)\s*",
    "article": rf"第(?P<article>{CHINESE_NUMBER})条\s*",
    "cn": rf"(?P<cn>{CHINESE_NUMBER})\s*、",
    "cn_paren": rf"\(\s*(?P<cn_paren>{CHINESE_NUMBER})\s*\)\s*、?",
    "ar": r"(?P<ar>\d{1,3})\s*[.、]",
    "ar_paren": r"\(\s*(?P<ar_paren>\d{1,3})\s*\)|(?P<ar_half>\d{1,3})\s*\)",
}
MARKER: Final = re.compile("|".join(f"(?:{p})" for p in MARKERS.values()))

# A text flattened to one line has its headings inside it. A new one begins behind a sentence or a bracket, and
# （一） also right behind the heading above it.
INLINE_MARKER: Final = re.compile(
    rf"(?<=[。;:!?)〕\]\s])[ \t]{{0,8}}(?:(?:{MARKERS['chapter']}|{MARKERS['article']})(?<=\s)|{MARKERS['cn']}"
    rf"|(?P<ar>\d{{1,3}})\s*[.、](?!\d))|(?<=[。;:!?)〕\]\s\u4e00-\u9fff]){MARKERS['cn_paren']}"
)
FLATTENED: Final = 1500
"""A line longer than this is taken as flattened: paragraphs of notices have 100 to 600 characters."""

# Headings of parts that give aims or conduct and hold no tasks, even where their siblings are tasks.
NOT_TASKS: Final = re.compile(
    r"^(?:.{0,6}(?:总体要求|总体思路|指导思想|基本原则|基本思路|发展目标|主要目标|总体目标|工作目标|预期目标|目标任务)"
    r"|组织领导|组织实施|组织保障|保障措施|工作要求|有关要求|加强组织.{0,6}|附则|实施保障|监督检查)[。:]?$"
)

# An annex that follows begins with such a line; what it numbers starts anew.
# Spaces are never given back: each run of them is read once, however long.
ANNEX_LINE: Final = re.compile(
    r"^[ \t]*+附件(?:\s*+(?:\d{1,2}+|[一二三四五六七八九十]{1,2}+))?(?:[^\S\n]*+$|\s*+:[ \t]*+\r?$)", re.MULTILINE
)

# Page furniture behind a notice, also where the page was flattened to one line.
FURNITURE: Final = re.compile(
    r"(?:^[ \t]*+|(?<=[。)\s])|(?<=印发))"
    r"(?:抄送\s*+:|分享到|分享:|责任编辑|版权所有|网站标识码|相关(?:链接|文档|文件|解读|阅读|政策|新闻)|(?:政策)?解读\s*+:)"
    r"|^[ \t]*+(?:主送|打印|主办单位)",
    re.MULTILINE,
)
# What follows a notice's body: annexes, copies, and the furniture of a saved page.
AFTER_BODY: Final = re.compile(
    r"^[ \t]*+(?:附件(?:\s*+\d{1,2}+)?(?:[^\S\n]*+\n|\s*+:)|附\s*+:|抄送|主送|\(此件|分享到|分享:|打印|责任编辑"
    r"|主办单位|版权所有|网站标识码|相关(?:链接|文档|解读|阅读)|政策解读)",
    re.MULTILINE,
)

# Words that close a notice and are no part of its last task.
CLOSING: Final = re.compile(r"\s|各地区|各部门|各级|各市|各县|本(?:措施|意见|政策|通知|方案|实施|规定|办法)|以上|上述")
