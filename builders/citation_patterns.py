"""The words and shapes of citations, each with its reason.

Matched against *folded* text, as those of `patterns`.
"""

import re
from typing import Final

from .header_patterns import DOCUMENT_KIND
from .model import Relation

# A document number: issuer's code, year in any bracket, serial. 第 and leading zeros are folded away later.
# Some codes name an office in brackets: 宁财（综）发〔2016〕892号.
NUMBER: Final = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,14}?(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff]{0,6}?)?)\s*[〔\[(【〖{﹝「〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])】〗}﹞」〉]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
# The number of an order: in digits, or in the Chinese numerals of the Presidents' orders (主席令第三十五号).
_SERIAL: Final = r"(?P<serial>\d{1,5}|[一二三四五六七八九十百零〇]{1,7})"
ORDER: Final = re.compile(
    rf"(?P<code>[\u4e00-\u9fff]{{2,20}}?(?:令|主席令))\s*(?:\(?(?P<year>(?:19|20)\d\d)\s*年?\)?)?\s*(?:第|(?=\d))\s*{_SERIAL}\s*号"
)
# 济南市人民政府第201号令.
ORDER_BEHIND: Final = re.compile(
    rf"(?P<code>[\u4e00-\u9fff]{{1,16}}?(?:府|部|院|会|局|署|主席))(?P<year>(?!))?第\s*{_SERIAL}\s*号令"
)
# Bodies that announce together stand apart by 、 or a space: 财政部 海关总署 税务总局公告2020年第6号.
ANNOUNCEMENT: Final = re.compile(
    r"(?P<code>(?:[\u4e00-\u9fff]{1,12}[部局署委会行办院][ 、]){0,8}[\u4e00-\u9fff]{0,20}?(?:公告|通告))"
    r"\s*\(?(?P<year>(?:19|20)\d\d)\s*年?\)?\s*第\s*(?P<serial>\d{1,5})\s*号"
)
# 〔2013〕2526号、〔2014〕2920号和〔2015〕1722号: the numbers behind the first have its code.
BARE_NUMBER: Final = re.compile(
    r"[〔\[(【〖{﹝「〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])】〗}﹞」〉]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
SAME_CODE: Final = re.compile(r"号\s*(?:、|,|和|及|与)\s*$")
# The state's name before an order or announcement is no part of the code: 中华人民共和国国务院令 is 国务院令.
STATE: Final = re.compile("中华人民共和国(?=[\u4e00-\u9fff])")
# How the name of a body ends that stands right before a code: 天津市卫健委津卫医政〔2020〕100号, 水利部以办规计….
BODY_BEFORE_CODE: Final = re.compile("(?<=[部委局厅署院办会府司])(?:以|的)?")
# 省政府令第110号: which government's order is said by its full name alone.
GOVERNMENT_ORDER: Final = re.compile(r"^(?P<place>[\u4e00-\u9fff]*?)(?P<tier>省|自治区|市)?(?:人民)?政府令$")
# （2018）青01民终123号: a court's case number has the code behind the year.
COURT: Final = re.compile(r"[(〔\[](?:19|20)\d\d[)〕\]][\u4e00-\u9fff]\d*[\u4e00-\u9fff]{1,6}\d+号")
# Words that run into a code in a sentence: 按照国发〔2015〕1号.
CODE_LEAD_IN: Final = re.compile(
    r"^.*?(?:按照|依照|比照|对照|参照|或者|根据|依据|贯彻落实|贯彻执行|落实|贯彻|执行|参照|遵照|转发|印发|以及|发布|下发|文件|做好|详见|关于|国务院(?=国)"
    r"|^(?:及|和|与|见|按|由|以)(?=[\u4e00-\u9fff ]{2,20}(?:公告|通告|令)$)"
    r"|(?:及|和|与|见|按|即|的|由|在|对|以|了)(?=(?:国|中发|中办|[\u4e00-\u9fff](?:政|府|办|委|党|人社|财|教|发))[\u4e00-\u9fff]*$)(?!政|办|发))"
)
# Codes of the centre: the State Council's and Party's begin with 国 and 中, a ministry's with its name.
CENTRAL_CODE: Final = re.compile(r"^(?:国|中发|中办|[\u4e00-\u9fff]{1,6}(?:部|总局)(?![\u4e00-\u9fff]*令$))")
# Any of the three forms, for numbers that stand alone in a sentence.
NUMBER_ANYWHERE: Final = re.compile(
    r"[〔\[(【〖{﹝「〈]\s*(?:19|20)\d\d\s*[〕\])】〗}﹞」〉]\s*第?\s*\d{1,5}\s*号|(?:令|公告|通告)\s{0,4}[^。;\n]{0,8}?第\s*(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,7})\s*号"
    r"|[府部院会局署席]第\s*\d{1,5}\s*号令|令\d{1,5}号"
)
# 《》 around a newspaper, a book or a game is no citation: a document's title ends as documents' titles do.
CITED_KIND: Final = re.compile(
    rf"关于|(?:{DOCUMENT_KIND}|法|法典|协定|协议|公约|宪法|报告|标准|规范|目录|名录|制度|准则|意见稿|预案|大纲|工程|计划书|要求|合同"
    r"|责任书|解释|规程|指引|手册|备忘录|宣言|战略|导则|函件|机制|区划|导引|策略|举措|纪要|部署|限值|技术条件|通则|总则|准则|条|[一二三四五六七八九十\d]+条|版)"
    r"(?:\([^()]{1,30}\)|\d\.\d|[〈〉])*$"
)
# （以下简称《意见》） names the document again, and cites none.
CALLED: Final = re.compile(r"(?:以下|下)?(?:统|简|并)?称(?:为)?\s*$")
CALLED_INSIDE: Final = re.compile(r"(?:统|简)称(?:为)?\s*[《“](?P<short>[^《》“”]{2,30})[》”]")
_QUOTED: Final = r"《[^《》]*(?:《[^《》]*》[^《》]*)*》"
TITLE_QUOTED: Final = re.compile(_QUOTED)
NUMBER_AFTER: Final = re.compile(r"\s*\(\s*(?P<inside>(?:[^()]|\([^()]{0,12}\)){4,60}?)\s*\)")

# How a document is cited. First what stands right before 《 (or before the first 《 of a list), then what follows 》.
# Who issued it may stand between: 根据生态环境部、国家发展改革委等部门联合发布的《…》, 按照原环境保护部《…》.
_ISSUED_BY: Final = r"[^。;《》]{0,60}(?:[部委局署院厅办府会行]|(?:联合)?(?:发布|印发|下发|制定|出台|公布)的)"
RELATION_BEFORE: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    (
        "to_be_issued",
        re.compile(r"(?:出台|制定|制订|修订|编制|研究起草|起草|印发)(?:完善|并实施|实施|发布)?$"),
    ),
    ("basis", re.compile(rf"(?:根据|依据|依照)(?:[^。;,《》]{{0,12}}|{_ISSUED_BY})$")),
    ("evaluates", re.compile(r"(?:评估|评价)$")),
    ("follows", re.compile(rf"(?:按照|遵照|执行)(?:[^。;,《》]{{0,12}}|{_ISSUED_BY})$")),
    ("implements", re.compile(r"(?:贯彻|落实)[^。;,《》]{0,20}$|(?:实施|推进|推动|加快)[^。;,《》]{0,6}$")),
)
RELATION_AFTER: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    ("mentions", re.compile(r"^(?:\([^()]*\))?[^。;,《》]{0,6}废止")),
    ("evaluates", re.compile(r"^[^。;,《》]{0,16}(?:评估|评价)")),
    ("implements", re.compile(r"^[^。;,《》]{0,20}(?:落到实处|落实|贯彻实施)")),
    ("follows", re.compile(r"^[^。;,《》]{0,4}(?:执行)")),
    ("basis", re.compile(r"^(?:等)?[^。;《》]{0,12}(?:精神|要求|规定)[^。;《》]{0,12}(?:制定|提出|印发)")),
)
ASSESSES: Final = re.compile(r"(?:评估|评价)[^。;,《》]{0,8}$")
# What somebody issued on a day that is named is there already: 2021年6月，国务院印发《…》.
ISSUED_BEFORE: Final = re.compile(
    r"(?:(?:19|20)\d\d年|\d{1,2}月)(?:\d{1,2}[月日]){0,2}[^。;前]{0,30}印发$|(?:已|先后|刚刚|新近)(?:制定|出台|印发)$"
)
# 附件：1.甲 2.乙: the notice's own, up to the sign-off in a flattened text, to the end of the entries else.
ATTACHMENT_LIST: Final = re.compile(
    r"(?:^|(?<=[。;\s]))附件(?:\s*+\d{1,2}+)?\s*+:(?:[^\n]{0,80}\n(?:[ \t]*\d{1,2}[.、][^\n]{0,80}\n)*"
    r"|[^\n]{1,600}?(?=(?:19|20)\d\d年\d{1,2}月\d{1,2}日|$))",
    re.MULTILINE,
)
# Between two documents of a list may stand who issued the second: 《甲》和国家发展改革委发布的《乙》.
LIST_JOIN_ISSUER: Final = re.compile(
    r"^\s*(?:、|和|及|与|以及)[^。;,《》、]{0,24}(?:[部委局署院厅办府会行]|地区|(?:联合)?(?:发布|印发|制定)的)\s*$"
)
# Between two documents of one list: nothing, or a word that joins. What leads the first leads all.
LIST_JOIN: Final = re.compile(r"^(?:\s|、|,|和|及|与|以及|等|文件|精神|\([^()《》]{0,6}称《[^《》]{1,30}》\))*$")
# What stands before a document that a notice rests on.
RESTS_ON: Final = re.compile(r"(?:根据|依据|依照|按照|遵照|贯彻|落实|执行|实施)$")
# The plan that the covering letter issues, even where the letter shortens its title.
ISSUED_HERE: Final = re.compile(r"^(?:(?!现将)[^。;《》]){0,30}?(?:印发|转发|下发)(?:给你们|你们)")
# Only the National People's Congress and its committee make a 法; a 办法 may be anybody's.
LAW: Final = re.compile(r"(?<!办)法$")
# A report that comes out every year: its title alone names none, so the notice's year is part of it.
YEARLY: Final = re.compile(r"^(?:[^年]{0,12})?政府工作报告$")
TITLE_YEAR: Final = re.compile(r"(?<![\d—\-~至])(?P<year>(?:19|20)\d\d)年(?!\s*[—\-~至—])")
# Words that point back to a document cited before: 该通知, 上述意见.
BACK_REFERENCE: Final = re.compile(
    r"(?:该|上述|前述)(?P<kind>通知|意见|办法|规定|方案|规划|文件|决定|条例|细则|纲要|公告|批复|计划|措施)(?![\u4e00-\u9fff]?(?:书|稿))"
)
# Where the notice speaks of itself in between, 该办法 may be its own.
OWN_VOICE: Final = re.compile("本(?:通知|意见|办法|规定|方案|规划|文件|决定|条例|细则|计划|措施)")
