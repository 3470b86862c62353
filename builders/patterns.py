"""The words and shapes that rules look for, each with its reason.

Everything here is matched against *folded* text (`fold.fold`): brackets,
colons, commas and digits are narrow, 。、《》〔〕 stay. Logic lives elsewhere; to
teach Zhengtu a new way of writing, add a piece here and a labelled case to the
tests.
"""

import re
from typing import Final

from .model import Relation


def _spaced(pattern: str) -> str:
    """A pattern that also matches with stray spaces between its characters (责 任 单 位)."""
    return re.sub(
        r"(\(\?<[!=][^)]*\))|(\[[^\]]*\]|[\u4e00-\u9fff])(\{[^}]*\}|[?*+])?",
        lambda m: m[1] or rf"(?:{m[2]}\s{{0,3}}){m[3] or ''}",
        pattern,
    )


# --- numbers and dates -------------------------------------------------------------------------------

CHINESE_DIGITS: Final = "一二三四五六七八九十百零〇"

DATE: Final = re.compile(r"(?P<y>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})\s*日?")

# 二〇一八年三月二十日: still usual under older notices.
CHINESE_DATE: Final = re.compile(
    r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)

ANY_DATE: Final = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", d.pattern) for d in (DATE, CHINESE_DATE)))

# --- header ------------------------------------------------------------------------------------------

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
    "|".join(f"(?P<{name}>{_spaced(words)})" for name, words in HEADER_FIELDS.items()).join(
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

# --- outline -----------------------------------------------------------------------------------------

# Numbering styles of headings, outermost first by custom; which one stands above which is read off the text.
_N: Final = f"[{CHINESE_DIGITS}]{{1,4}}"
MARKERS: Final = {
    "chapter": rf"第(?P<chapter>{_N})[章编]\s*",
    "part": rf"第(?P<part>{_N})(?:节|部分)\s*",
    "article": rf"第(?P<article>{_N})条\s*",
    "cn": rf"(?P<cn>{_N})\s*、",
    "cn_paren": rf"\(\s*(?P<cn_paren>{_N})\s*\)\s*、?",
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
ANNEX_LINE: Final = re.compile(r"^[ \t]*附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*:?[ \t]*\r?$", re.MULTILINE)

# What follows a notice's body: annexes, copies, and the furniture of a saved page.
AFTER_BODY: Final = re.compile(
    r"^[ \t]*(?:附件\s*\d{0,2}\s*[:\n]|附\s*:|抄送|主送|\(此件|分享到|分享:|打印|责任编辑|主办单位"
    r"|版权所有|网站标识码|相关(?:链接|文档|解读|阅读)|政策解读)",
    re.MULTILINE,
)

# Words that close a notice and are no part of its last task.
CLOSING: Final = re.compile(r"\s|各地区|各部门|各级|各市|各县|本(?:措施|意见|政策|通知|方案|实施|规定|办法)|以上|上述")

# --- assignments -------------------------------------------------------------------------------------

_TIER: Final = "(?:[省市县区州盟旗镇乡][级直])?"
_BODY: Final = "(?:单位|部门|处室|科室|股室|司局|机构|主体|地区)"
LEAD_LABELS: Final = (
    rf"{_TIER}(?:总)?牵头(?:负责|考核|责任|主办|落实)?{_BODY}|主办(?:责任)?{_BODY}|第一责任{_BODY}|牵头|主办"
)
SUPPORT_LABELS: Final = rf"{_TIER}(?:配合|参与|参加|协助|协办|协同|支持|会办)(?:责任|落实)?{_BODY}|配合|参与|协办"
RESPONSIBLE_LABELS: Final = (
    rf"(?:主要|{_TIER})(?:责任|负责|主责|落实|实施|承办|完成|执行|承担)(?:责任)?{_BODY}|责任|主责|负责"
)
NEUTRAL_LABELS: Final = r"(?:部门|职责|责任|任务)?分工"
PERSON_LABELS: Final = rf"{_TIER}(?:分管|包联|牵头|责任|挂钩|联系)(?:领导|人)|主管领导"
OTHER_LABELS: Final = (
    r"[\u4e00-\u9fff]{0,4}(?:时限|时间|期限|节点|范围|目标|进度|要求|标准|方式)|备注|联系人|联系电话|进度安排"
)

_LABEL_WORDS: Final = _spaced(
    rf"(?:(?P<lead>{LEAD_LABELS})|(?P<support>{SUPPORT_LABELS})|(?P<responsible>{RESPONSIBLE_LABELS})"
    rf"|(?P<neutral>{NEUTRAL_LABELS})|(?P<person>{PERSON_LABELS})|(?P<other>{OTHER_LABELS}))"
)
LABEL: Final = re.compile(rf"{_LABEL_WORDS}\s{{0,4}}:[ \t]*")
# A label begins a field only where the list before it has ended.
LABEL_START: Final = re.compile(rf"(?:^|(?<=[;:,。、\s(〔\[【〖])){LABEL.pattern}")
# Inside a bracket the colon may be lost, or 为 stand for it: （责任单位市财政局）.
LABEL_LOOSE: Final = re.compile(
    rf"^\s*{_LABEL_WORDS}(?:(?<=单位)|(?<=部门)|(?<=处室)|(?<=科室))\s{{0,4}}(?:为|是)?(?=[\u4e00-\u9fff])\s*:?"
)

# A sign or a bracket may set a label off: ★责任单位：, 【责任单位】.
BARE_LABEL: Final = re.compile(
    rf"(?:^|(?<=[\s。;)〕\]]))(?:[★●◆■▲※◇○□*>·—-]{{1,4}}[ \t]{{0,4}})?"
    rf"(?:{LABEL.pattern}|[\[【〔(]{_LABEL_WORDS.replace('?P<', '?P<set_')}[\]】〕)]\s{{0,4}}:?[ \t]*)",
    re.MULTILINE,
)
# It begins a line, follows a sentence or a bracket, or stands apart by two spaces.
STANDS_FREE: Final = re.compile(r"(?:^|[\n。;)〕\]])[ \t\r]*$|\s\s$")
# A labelled list without a bracket ends with its line or sentence, or, in flattened text, before a heading.
BARE_END: Final = re.compile(rf"[\n。]|\s+(?={_N}、|\({_N}\)|\d{{1,3}}[.、]\D)|$")
# 主办单位 in the footer of a web page is the site's publisher: at the end, an office or a centre, or beside such words.
FOOTER_LABELS: Final = re.compile("主办单位|承办单位|协办单位|支持单位|主办|承办|协办")
FOOTER_WORDS: Final = re.compile("版权|ICP|备案|网站|标识码|技术支持|邮编|邮政编码|传真|公网安备")
PUBLISHER: Final = re.compile(
    r"[^、,;\s]{2,20}(?:办公[厅室]|信息中心|人民政府|管委会|管理委员会|数据[^、,;\s]{0,8}局|网信办)(?:\s|$)"
)

_MANNER: Final = (
    r"(?:(?:按照?|根据|依照?)(?:各自)?(?:职责|分工|职能|权限)+|分别|分工|共同|联合|具体|协同|积极|统筹|组织|全力)*"
)
PREDICATE: Final = re.compile(
    rf"(?P<manner>{_MANNER})(?:"
    r"(?P<lead>(?:负责|总)?牵头(?:负责|组织实施|组织|落实|推进|实施|办理|抓落实)?|主办)"
    r"|(?P<support>(?:配合|参加|参与|协助|协办|支持|会办|协同)(?:落实|实施|推进|做好)?)"
    r"|(?P<responsible>(?:主要)?负责(?:组织实施|组织落实|组织|落实|指导|实施|推进|办理|具体实施|具体落实)?|负总责|抓好落实|抓好实施|抓落实"
    r"|指导|落实|组织实施|组织落实|承办|实施|推进|办理|推动)"
    r")(?:,?下同)?$"
)
WEAK_PREDICATES: Final = frozenset(
    {
        *("指导", "落实", "抓落实", "抓好落实", "抓好实施", "支持", "参与", "参加", "协助", "协同", "会办", "组织实施"),
        *("组织落实", "承办", "实施", "推进", "办理", "推动", "负总责", "配合实施", "配合推进"),
    }
)
"""Words that also end ordinary brackets (（抓好落实）): they count only behind what is surely a unit."""

# 会 alone means 会同, but it also stands inside names (人力资源社会保障厅, 委员会): only behind an organ's last
# character and before another name.
TOGETHER: Final = re.compile(
    r"(?s)^(?P<first>.{2,}?)(?:会同|(?:(?<=[部委局办厅署院府行])|(?<=中心))会(?!各?成员|办|[\u4e00-\u9fff]{0,2}室)(?=[\u4e00-\u9fff]{2,}))(?P<second>.{2,})$"
)

# One of these stands in every word for answering.
SPEAKS: Final = re.compile("[牵责负配参协主承落指实推支会抓办完分]")

DEADLINE_BRACKET: Final = re.compile(
    r"[(〔\[【]\s*[\u4e00-\u9fff]{0,4}(?:时限|时间|期限|节点)\s*:[^()〔〕\[\]【】]{1,40}[)〕\]】]"
)
# Brackets that speak of responsibility but lay none on anybody.
NOT_ASSIGNMENT: Final = re.compile(
    r"以下(?:统|简|并)?称|负责人|负责同志|负责制|负责解释|责任制|联系人|(?:主要|分管)负责(?:同志|人)|名单|终身负责|对[^,。;、]{1,12}负责|谁.{1,8}谁负责"
)

# A line, or what stands between spaces in a table's row that became a line, and ends in a strong predicate.
TOLD: Final = re.compile(
    r"(?:牵头(?:负责|落实|组织实施|推进|实施|办理)?|负责(?:落实|实施)?|配合(?:落实|实施)?|参与|参加|协助|协同|协办|主办|分工落实)"
    r"(?=[ \t]*(?:[。;]?[ \t]*(?:\r?\n|$))|\s+(?:\d|年|[上下]半年|[一二三四]季度|长期|持续|\())"
)
# A running sentence: 由甲牵头, 要…, and whatever has a stop in it.
RUNNING: Final = re.compile(r"[。:!?《》“”]|^(?:由|请|经|要|应|须|需|将|并|对|与|和|在|按照|根据|各项|其中)")
RUNNING_ON: Final = re.compile(r"[由请经与和对在及、,的:]$")

CALLED_TOGETHER: Final = re.compile(r"^\s*会同?(?=[\u4e00-\u9fff]{2,})")

FIRST_LEADS: Final = re.compile(
    r"(?:列|排)(?:名)?(?:在)?(?:首位|第一位|第一|首|最前)(?:面)?的?(?:单位|部门)?(?:为|是|系|即为)(?:牵头|主办)(?:单位|部门|责任单位)?"
    r"|(?:首位|第一位|第一个|首个)(?:单位|部门)?(?:为|是|系)(?:主要)?(?:牵头|主办)(?:单位|部门)?"
    r"|(?:牵头|主办)(?:单位|部门)(?:列|排)(?:名)?(?:在)?(?:首位|第一位|第一|首|最前)"
)

# Units that answer for everything that follows and are not listed again.
EVERYONE: Final = re.compile(
    r"(?:以下|下列|本方案|本通知)[^。;,:()]{0,10}(?:均|都)(?:须|需|应|要)?(?:涉及|包括|包含|含|由|(?<=[须需应要]))[^。;,]{2,40}"
    r"(?:,(?:以下)?(?:均|都)?不再(?:逐一|一一|单独|重复|分别)?(?:列出|列示|列明|标注|标明|列))?"
)
# 市发改委（牵头）: the word in the bracket behind a unit says its role.
ROLE_GLOSS: Final = re.compile(
    r"[(（](?:(?P<lead>牵头(?:单位|部门|负责)?|主办(?:单位)?|总牵头)|(?P<support>配合(?:单位)?|协办(?:单位)?|参与|协助)"
    r"|(?P<responsible>责任单位|负责))[)）]$"
)
# The notice says that brackets at the ends of its tasks name units, and what of the list leads.
BRACKETS_NAME_UNITS: Final = re.compile(r"括号内[^。;]{0,12}(?:牵头|责任|负责|承办)(?:单位|部门)")

# --- units -------------------------------------------------------------------------------------------

SEPARATORS: Final = "、,;，；"

# Last characters of the name of an organ or body.
UNIT_END: Final = re.compile(
    r"(?:部|委|局|办|厅|署|院|校|[银支分总人央商农信]行|社|会|司|处|室|科|股|所|站|队|组|库|府|中心|单位|部门|企业|公司|集团|地区|机构|学校|大学"
    r"|联盟|园区|新区|示范区|开发区|高新区|县|市|州|镇|乡|街道|省|旗|盟|中支|海关|军分?区|组织|台|馆|专班|指挥部|基地"
    r"|地方|各地|[市州县城郊]区|各区|团|总队|党校|部队|银保监|联|协|总社|厂|园|港|航|所属|电力|电网|电信|移动|联通|铁塔|邮政|烟草|[\u4e00-\u9fff]监)$"
)

# Ends that hardly any other word has: what a bracket of names alone must show, so that （分组进行） is none.
SURE_END: Final = re.compile(
    r"(?:部|委|局|办|厅|署|府|院|室|(?<!社)会|处|社|中心|公司|集团|海关|银行|[支分]行|单位|部门|[总支大]队|学院|大学|[团妇残科文作侨]联|工商联|科协)$"
)
BRANCH: Final = re.compile(r"(?:支行|分行|分公司|分局|分中心|办事处)$")
# Names that are mostly the second half of one: 市委 宣传部, 市政府 办公室.
SECOND_HALF: Final = re.compile(
    r"^(?:(?:办公[室厅]|(?:股份)?有限(?:责任)?公司|委员会|组织部|宣传部|统战部|政法委(?:员会)?|编办|网信办|政研室|改革办|党校|机关工委|政策研究室|督查室|研究室|分公司|支行|分行)$)"
)

# What two organs joined by 和, 及, 与 must look like for the word to join them and not to stand inside one name
# (人力资源和社会保障厅, 发展和改革委): the left part ends as an organ does, the right part is more than a bare noun.
JOINT: Final = re.compile(r"以及|及其(?!他)|及|和|与|并")
JOINT_LEFT_END: Final = re.compile(
    r"(?:部|委|局|办|厅|署|总局|府|部门|单位|公司|银行|中心|办公室|委员会|院|海关|集团|各地区|管委会|地方|各地|[总支大]队|大学"
    r"|联合会|联合社|联社|协会|学会|商会|研究所|[妇残科文侨]联|工商联)$"
)
# What joins the last of a list to it: 甲、乙，和各省级人民政府. Names begin so too (和平区), but not before these.
JOINED: Final = re.compile(r"(?:以及|及|并|和|与)\s*(?=各|有关|相关|其他|地方|中央|国务院|省|市|县|区)")
BARE_NOUN: Final = re.compile(
    r"^(?:[\d一二三四五六七八九十几多]*(?:家|个)?(?:有关|相关|其他|所属|下属|直属)?"
    r"(?:部门|单位|企业|机构|地区|地方|政府|个人|组织|方面|机关|人员|院校|高校|团体)(?:和|及|与|、)?)+$"
)
ROUNDING_OFF: Final = re.compile(
    r"\s*(?:部门|单位|机构)\s*(?:和|及|与|以及|、|,)(?=\s*(?:各|有关|相关|地方|中央|国务院|省|市|县))"
)
# What a label's list can hold beside units: dates and how the work goes on, and words for nothing.
REMARK: Final = re.compile(r"\d{4}年|\d月|\d日|完成|推进|实施$|底前|年内|季度|半年|长期|:")
NOBODY: Final = re.compile(r"^(?:无|略|下同|同上|同前|—+|-+|/|暂无|不涉及)$")
QUALIFIED_SET: Final = re.compile(
    r"^(?:国务院|中央|省|市|县|区|州|国家|自治区)?(?:各|有关|相关|其他有关|其他相关|其他).{2,}"
)

ETC: Final = re.compile(r"(?<![高中同平优初何])等(?!级|次|奖)")

# Divisions as they are strung together in 各市、州人民政府: a part of divisions alone has no head noun yet.
_DIVISION: Final = (
    r"(?:自治区|自治州|自治县|直辖市|计划单列市|省辖市|地级市|设区的?市|县级市"
    r"|省|市|州|盟|地|县|区|旗|乡|镇|街道|兵团|新区|开发区|园区)"
)
_SUB: Final = r"(?:\([^()]{1,12}\))?"
DIVISIONS_ALONE: Final = re.compile(rf"^{_DIVISION}{_SUB}$")
OPEN_SET_HEAD: Final = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,4}}?)(?:各(?:有关|相关|级)?|有关|相关)(?:{_DIVISION}{_SUB})+$"
)
SET_TAIL: Final = re.compile(
    rf"^(?:(?:{_DIVISION}{_SUB})+(?:(?:人民)?政府|管委会|党委|党工委|行政公署)?|(?:人民)?政府)$"
)
# 各委、办、厅、局: organs named by their last character alone.
ORGANS_ALONE: Final = re.compile(r"^(?:部|委|办|厅|局|处|行|社|院|会|公司|企业)$")
OPEN_ORGANS_HEAD: Final = re.compile(r"^.{0,12}各(?:有关|相关|直属)?(?:部|委|办|厅|局|处|行|社|院|会|部委)$")

COLLECTIVE: Final = re.compile(
    r"各(?!自)|有关|相关|成员单位$|^(?:地方|市县|县区|市区|省市|县级|市级|省级|区级|基层)?(?:各级)?(?:人民)?政府$|^地方(?!金融|志|税务|海事|铁路|史)"
    r"|[省市县区州]直(?:属)?(?:园区(?:管委会)?|部门|单位|机关|企业)$|(?:试点|示范)(?:城市|地区|县|区|省)(?:人民)?(?:政府)?$|属地|牵头单位$|责任单位$|所属"
    r"|^(?:银行业?|金融|保险|医疗|教育|科研|新闻)[^、]{0,4}机构$|^[^省市县区]{0,6}企业$|^(?:市|县|区|乡镇|街道){2,}(?:人民)?政府$"
)
MEMBER_UNITS: Final = re.compile(r"^(?P<body>.+?)(?P<some>有关|相关)?(?:各)?(?P<some2>有关|相关)?成员单位$")

# A separator that was lost before a repeated prefix: 区甲局区乙局.
LOST_SEPARATOR: Final = re.compile(
    r"(?:(?<=[局委办厅部会院行队所府])|(?<=中心)|(?<=公司))(?=(?P<p>[省市区县州])[\u4e00-\u9fff]{2,}(?:局|委|办|厅|部|会|院|中心|府)$)"
)

# Issuers at the centre: the State Council, its ministries and general administrations, bodies named 国家 or 全国.
CENTRAL: Final = re.compile(
    r"国务院|中共中央|国家|全国|最高人民|中国|中华人民共和国|(?:[\u4e00-\u9fff]{2,12}部)(?:办公厅|等.{1,6}部门)?$|海关总署|审计署|[\u4e00-\u9fff]{2,8}总局"
)

# --- citations ---------------------------------------------------------------------------------------

# A document number: issuer's code, year in any bracket, serial. 第 and leading zeros are folded away later.
NUMBER: Final = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,14}?)\s*[〔\[(【〖{﹝「〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\])】〗}﹞」〉]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
ORDER: Final = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{2,20}?(?:令|主席令))\s*(?:\(?(?P<year>(?:19|20)\d\d)年?\)?)?\s*第\s*(?P<serial>\d{1,5})\s*号"
)
ANNOUNCEMENT: Final = re.compile(
    r"(?P<code>(?:[\u4e00-\u9fff]{1,12}[部局署委会行办] )?[\u4e00-\u9fff]{0,20}?(?:公告|通告))"
    r"\s*\(?(?P<year>(?:19|20)\d\d)\s*年?\)?\s*第\s*(?P<serial>\d{1,5})\s*号"
)
# 省政府令第110号: which government's order is said by its full name alone.
GOVERNMENT_ORDER: Final = re.compile(r"^(?P<place>[\u4e00-\u9fff]*?)(?P<tier>省|自治区|市)?(?:人民)?政府令$")
# （2018）青01民终123号: a court's case number has the code behind the year.
COURT: Final = re.compile(r"[(〔\[](?:19|20)\d\d[)〕\]][\u4e00-\u9fff]\d*[\u4e00-\u9fff]{1,6}\d+号")
# Words that run into a code in a sentence: 按照国发〔2015〕1号.
CODE_LEAD_IN: Final = re.compile(
    r"^.*?(?:按照|依照|对照|根据|依据|贯彻落实|贯彻执行|落实|贯彻|执行|参照|遵照|转发|印发|以及|发布|下发|文件|做好|关于|国务院(?=国)"
    r"|^(?:及|和|与|见|按|由|以)(?=[\u4e00-\u9fff ]{2,20}(?:公告|通告|令)$)"
    r"|(?:及|和|与|见|按|即|的|由|在|对|以|了)(?=(?:国|中发|中办|[\u4e00-\u9fff](?:政|府|办|委|党|人社|财|教|发))[\u4e00-\u9fff]*$)(?!政|办|发))"
)
# Codes of the centre: the State Council's and Party's begin with 国 and 中, a ministry's with its name.
CENTRAL_CODE: Final = re.compile(r"^(?:国|中发|中办|[\u4e00-\u9fff]{1,6}(?:部|总局)(?![\u4e00-\u9fff]*令$))")
# Any of the three forms, for numbers that stand alone in a sentence.
NUMBER_ANYWHERE: Final = re.compile(
    r"[〔\[(【〖{﹝「〈]\s*(?:19|20)\d\d\s*[〕\])】〗}﹞」〉]\s*第?\s*\d{1,5}\s*号|(?:令|公告|通告)[^。;\n]{0,8}?第\s*\d{1,5}\s*号"
)
# 《》 around a newspaper, a book or a game is no citation: a document's title ends as documents' titles do.
CITED_KIND: Final = re.compile(
    rf"关于|(?:{DOCUMENT_KIND}|法|法典|协定|协议|公约|宪法|报告|标准|规范|目录|名录|制度|准则|意见稿|预案|大纲|工程|计划书|要求|合同"
    r"|责任书|解释|规程|指引|手册|备忘录|宣言|战略|导则|函件|机制|区划|导引|策略|举措|纪要|部署|条|[一二三四五六七八九十\d]+条|版)"
    r"(?:\([^()]{1,30}\)|\d\.\d|[〈〉])*$"
)
# （以下简称《意见》） names the document again, and cites none.
CALLED: Final = re.compile(r"(?:以下|下)?(?:统|简|并)?称(?:为)?\s*$")
CALLED_INSIDE: Final = re.compile(r"(?:统|简)称(?:为)?\s*[《“](?P<short>[^《》“”]{2,30})[》”]")
_QUOTED: Final = r"《[^《》]*(?:《[^《》]*》[^《》]*)*》"
TITLE_QUOTED: Final = re.compile(_QUOTED)
NUMBER_AFTER: Final = re.compile(r"\s*\(\s*(?P<inside>(?:[^()]|\([^()]{0,12}\)){4,60}?)\s*\)")

# How a document is cited. First what stands right before 《 (or before the first 《 of a list), then what follows 》.
RELATION_BEFORE: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    (
        "to_be_issued",
        re.compile(r"(?:出台|制定|制订|修订|编制|研究起草|起草|印发)(?:完善|并实施|实施|发布)?$"),
    ),
    ("basis", re.compile(r"(?:根据|依据|依照)(?:[^。;,《》]{0,12})$")),
    ("evaluates", re.compile(r"(?:评估|评价)$")),
    ("follows", re.compile(r"(?:按照|遵照|执行)(?:[^。;,《》]{0,12})$")),
    ("implements", re.compile(r"(?:贯彻|落实)[^。;,《》]{0,20}$|(?:实施|推进|推动|加快)[^。;,《》]{0,6}$")),
)
RELATION_AFTER: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    ("mentions", re.compile(r"^(?:\([^()]*\))?[^。;,《》]{0,6}废止")),
    ("evaluates", re.compile(r"^[^。;,《》]{0,16}(?:评估|评价)")),
    ("implements", re.compile(r"^[^。;《》]{0,20}(?:落到实处|落实|贯彻实施)")),
    ("follows", re.compile(r"^[^。;,《》]{0,4}(?:执行)")),
    ("basis", re.compile(r"^(?:等)?[^。;《》]{0,12}(?:精神|要求|规定)[^。;《》]{0,12}(?:制定|提出|印发)")),
)
ASSESSES: Final = re.compile(r"(?:评估|评价)[^。;,《》]{0,8}$")
# What somebody issued on a day that is named is there already: 2021年6月，国务院印发《…》.
ISSUED_BEFORE: Final = re.compile(r"(?:19|20)\d\d年\d{1,2}月[^。;]{0,30}印发$|(?:已|先后|刚刚|新近)印发$")
# Between two documents of one list: nothing, or a word that joins. What leads the first leads all.
LIST_JOIN: Final = re.compile(r"^(?:\s|、|,|和|及|与|以及|等|文件|精神|\([^()《》]{0,6}称《[^《》]{1,30}》\))*$")
# The plan that the covering letter issues, even where the letter shortens its title.
ISSUED_HERE: Final = re.compile(r"^(?:(?!现将)[^。;《》]){0,30}?(?:印发|转发|下发)(?:给你们|你们)")
# Only the National People's Congress and its committee make a 法; a 办法 may be anybody's.
LAW: Final = re.compile(r"(?<!办)法$")
# A report that comes out every year: its title alone names none, so the notice's year is part of it.
YEARLY: Final = re.compile(r"^(?:[^年]{0,12})?政府工作报告$")
TITLE_YEAR: Final = re.compile(r"(?<![\d—\-~至])(?P<year>(?:19|20)\d\d)年(?!\s*[—\-~至—])")
