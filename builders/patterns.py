"""The words and shapes that rules look for, each with its reason.

Everything here is matched against *folded* text (`fold.fold`): brackets,
colons, commas and digits are narrow, 。、《》〔〕 stay. Logic lives elsewhere; to
teach Zhengtu a new way of writing, add a piece here and a labelled case to the
tests.
"""

import re
from typing import Final

from .outline_patterns import CHINESE_NUMBER
from .spaced import spaced

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

_ALL_LABELS: Final = (
    rf"(?:(?P<lead>{LEAD_LABELS})|(?P<support>{SUPPORT_LABELS})|(?P<responsible>{RESPONSIBLE_LABELS})"
    rf"|(?P<neutral>{NEUTRAL_LABELS})|(?P<person>{PERSON_LABELS})|(?P<other>{OTHER_LABELS}))"
)
_LABEL_WORDS: Final = spaced(_ALL_LABELS)
_LABEL_LINE: Final = spaced(_ALL_LABELS, over_lines=False)
LABEL: Final = re.compile(rf"{_LABEL_WORDS}\s{{0,4}}:[ \t]*")
# 牵头单位为甲，配合单位为乙: 为 stands for the colon, behind a label of two parts only (负责为… is none).
_IS: Final = r"(?<=[位门室科体局构限间期])\s{0,4}(?:为|是(?!指|否))\s{0,3}:?"
# A label begins a field only where the list before it has ended.
LABEL_START: Final = re.compile(rf"(?:^|(?<=[;:,。、\s(〔\[【〖])){_LABEL_WORDS}(?:\s{{0,4}}:|{_IS})[ \t]*")
# Inside a bracket the colon may be lost, or 为 stand for it: （责任单位市财政局）.
LABEL_LOOSE: Final = re.compile(
    rf"^\s*{_LABEL_WORDS}(?:(?<=单位)|(?<=部门)|(?<=处室)|(?<=科室))\s{{0,4}}(?:为|是)?(?![及和与或等的、])(?=[\u4e00-\u9fff])\s*:?"
)

# A sign or a bracket may set a label off: ★责任单位：, 【责任单位】.
BARE_LABEL: Final = re.compile(
    rf"(?:^|(?<=[\s。;,)〕\]]))(?:[★●◆■▲※◇○□*>·—-]{{1,4}}[ \t]{{0,4}})?"
    rf"(?:{_LABEL_LINE}\s{{0,4}}:[ \t]*|[\[【〔(]{_LABEL_LINE.replace('?P<', '?P<set_')}[\]】〕)]\s{{0,4}}:?[ \t]*)",
    re.MULTILINE,
)
LINE_IS: Final = re.compile(rf"^[ \t]*{_LABEL_LINE}{_IS}[ \t]*(?=[^\n。]{{2,300}}[。;]?[ \t]*\r?$)", re.MULTILINE)
# It begins a line, follows a sentence or a bracket, or stands apart by two spaces.
# 责任单位 with a colon is a label behind a comma or one space too; 负责 is not.
WHOLE_LABEL: Final = re.compile(r"(?:单位|部门|处室|科室|主体)\s*:")
STANDS_BEHIND: Final = re.compile(r"[,\s]$")
STANDS_FREE: Final = re.compile(r"(?:^|[\n。;)〕\]])[ \t\r]*$|\s\s$")
# A labelled list without a bracket ends with its line or sentence, or, in flattened text, before a heading.
BARE_END: Final = re.compile(rf"[\n。]|(?<!\s)\s++(?={CHINESE_NUMBER}、|\({CHINESE_NUMBER}\)|\d{{1,3}}[.、]\D)|$")
# A bracket whose end is lost goes no further than the next heading or sentence.
UNCLOSED_END: Final = re.compile(rf"[。\n]|(?<!\s)\s++(?=\d{{1,3}}[.、]|{CHINESE_NUMBER}、|\()")
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
    r"|(?P<support>(?:负责)?(?:配合|参加|参与|协助|协办|支持|会办|协同)(?:落实|实施|推进|做好)?)"
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
    r"(?s)^(?P<first>.{2,}?)(?:会同|(?:(?<=[部委局办厅署院府行])|(?<=中心)|(?<=社)(?=会(?:省|市|县|自治区|国家|中国)))会(?!各?成员|办|[\u4e00-\u9fff]{0,2}室)(?=[\u4e00-\u9fff]{2,}))(?P<second>.{2,})$"
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
RUNNING: Final = re.compile(
    r"[。:!?《》“”]|(?<![自理缘])由|^(?:请|经|要|应|须|需|将|并|对|与|和|在|按照|根据|各项|其中)"
)
RUNNING_ON: Final = re.compile(r"[由请经与和对在及、,的:]$")

BY: Final = re.compile(r"(?<![自理缘])由(?=[\u4e00-\u9fff])")
# 企业牵头、院校参与的联合体: the words tell which one is meant.
ATTRIBUTE: Final = re.compile(r"(?:牵头|负责|配合|参与|协同|主办|支持)的")
CALLED_TOGETHER: Final = re.compile(r"^\s*会同?(?=[\u4e00-\u9fff]{2,})")

FIRST_LEADS: Final = re.compile(
    r"(?:列|排)(?:名)?(?:在)?(?:首位|第一位|第一|首|最前)(?:面)?的?(?:单位|部门)?(?:为|是|系|即为)(?:牵头|主办)(?:单位|部门|责任单位)?"
    r"|(?:首位|第一位|第一个|首个)的?(?:单位|部门)?(?:为|是|系)(?:主要)?(?:牵头|主办)(?:单位|部门)?"
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
