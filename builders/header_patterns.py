"""The words and shapes of headers, each with its reason.

Matched against *folded* text, as those of `patterns`.
"""

import re
from typing import Final

from .spaced import spaced

CHINESE_DIGITS: Final = "一二三四五六七八九十百零〇"

DATE: Final = re.compile(r"(?P<y>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})\s*日?")

# 二〇一八年三月二十日: still usual under older notices.
CHINESE_DATE: Final = re.compile(
    r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)

ANY_DATE: Final = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", d.pattern) for d in (DATE, CHINESE_DATE)))

# Web pages print these fields as a table; copied out, two stand on a line with nothing between a value and
# the next label. So a value ends where the next label begins, and 文号 counts only behind 发文 or alone.
HEADER_FIELDS: Final = {
    "index_number": "索引号",
    "document_number": "发文字号|发文号|文件编?号|文号",
    "issuer": "发布机构|发布单位|发文机关|发文单位|制发单位|公开责任部门",
    "validity": r"公文时效|有效性|(?<![\u4e00-\u9fff])时效(?:性|状态)?",
    "subject": "主题分类|主题词",
    "issued": "成文日期|发文日期|生成日期",
    "published": "发布日期|公开日期|发布时间",
    "title": r"信息名称|公文名称|文件名称|(?<![\u4e00-\u9fff])(?:标题|名称)",
    "other": r"信息分类|信息类别|体裁分类|组配分类|内容概述|公开(?:方式|形式|范围|类别)|信息来源"
    r"|效力状态|生效日期|废止日期|(?<![\u4e00-\u9fff])(?:责任部门|关键词)",
}
# Between a label and its value stands a colon, or a tab in a table.
HEADER_FIELD: Final = re.compile(
    "|".join(f"(?P<{name}>{spaced(words)})" for name, words in HEADER_FIELDS.items()).join(
        ("(?:", r")[^\S\n]*[:\t]\s*")
    )
)

# A label that this table lacks ends a value too: 发布机构：甲 名称：乙.
NEXT_FIELD: Final = re.compile(r"\s+(?=[\u4e00-\u9fff]{2,6}\s*:)")
ISSUING: Final = re.compile(r"(?:印发|转发|批转)(?=[《\s]|$)")

# The kinds of official document (条例 on official documents, 2012, article 8) and the usual annexes.
DOCUMENT_KIND: Final = (
    "通知|意见|决定|决议|命令|公告|通告|公报|通报|批复|函|报告|办法|方案|规划|计划|要点|措施|规定|细则|条例|纲要|"
    "政策|清单|指南|规则|章程|分工|安排|行动|任务|若干意见"
)
TITLE_END: Final = re.compile(rf"(?:{DOCUMENT_KIND})(?:\((?:试行|暂行|修订稿?|征求意见稿|草案)\))?$")
# In flattened text the title runs into what follows: the number, the addressees or the title once more.
TITLE_INLINE: Final = re.compile(
    rf"^[^。:;\n]{{0,60}}?关于(?:《[^《》\n]{{2,120}}》|[^。;\n《》]){{2,150}}?(?:{DOCUMENT_KIND})(?:\((?:试行|暂行)\))?"
    r"(?=\s|[:(〔]|各[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,6}[〔\[]|[\u4e00-\u9fff]{2,14}(?:人民政府|政府办公[厅室])关于)"
)
ABOUT: Final = re.compile("关于")
ISSUES: Final = re.compile(r"(?:关于)?(?:印发|转发|下发)(?P<plan>.+?)的通知$")
ADDRESSEES: Final = re.compile(r"^[^。;]{2,300}:\s*$")
APPROVAL: Final = re.compile(
    r"已?经[^,。;:\s]{0,16}?(?:国务院|党中央|中央|政府|[省市县区州]委|常务会议|领导小组)[^,。;:\s]{0,12}?(?:审议通过|批准|同意)"
)
# Right before the date below a covering letter: the issuer's name, several apart by spaces.
SIGNER: Final = re.compile(
    r"(?:^|[\n。;\s])(?P<issuer>[\u4e00-\u9fff“”、()]+(?: [\u4e00-\u9fff“”、()]+){0,5}"
    r"(?<=[府厅局委会办室部院署社行处组司]))\s*$"
)
ATTACHMENT: Final = re.compile(r"^[ \t]{0,8}附件\s*\d{0,2}\s*:\s*(?P<title>\S.{2,80}?)\s*$", re.MULTILINE)
_YEAR_IN_BRACKETS: Final = r"\s*[〔\[(【〖﹝]\s*(?:19|20)\d\d\s*[〕\])】〗﹞]\s*第?\s*\d{1,5}\s*号"
OWN_NUMBER: Final = re.compile(
    rf"(?:^|[\n\s]|(?<!》)\()\s{{0,8}}(?P<number>[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS})\s{{0,8}}\)?(?=\s|$|[-—\u4e00-\u9fff])"
)
# （2021年8月30日市政府第41次常务会议通过 2021年9月1日甲政规〔2021〕3号公布）
PASSED: Final = re.compile(
    rf"\([^()]{{0,80}}?(?:通过|批准)[^()]{{0,40}}?(?<![\u4e00-\u9fff])(?:日)?(?P<number>[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS})(?:公布|发布|印发)?\)"
)
DATED: Final = re.compile(r"(?:^|\n)[ \t]*\(\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*\)[ \t]*(?=\r?\n|$)")
PAGE_FIELD: Final = re.compile(
    r"(?:发布时间|发布日期|更新时间|日期|时间|来源|信息来源|作者|编辑|浏览次数|访问次数|点击|字号|字体)\s*:[^\n:]{0,40}(?=[\n\s]|$)"
)
LEADING_NUMBER: Final = re.compile(rf"^\(?\s*[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS}\s*\)?[\s\-—:]*")
# Above the title: the number alone (GB/T 9704 puts it there), or the letterhead (青海省人民政府文件).
ABOVE_TITLE: Final = re.compile(
    rf"^\(?\s*[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS}\s*\)?$|^[\u4e00-\u9fff]{{4,30}}文件$"
)
NOISE_LINE: Final = re.compile(r"^\s*(?:【.*】.*|原文链接.*|https?:.*|来源:.*|字号:.*|\W*)$")
