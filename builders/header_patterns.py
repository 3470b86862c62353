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

# The parts of such a date where only some are given: 九月底前, 十月十五日前; 三月 alone may be three months.
CHINESE_DATE_PART: Final = re.compile(
    r"(?P<year>[一二][〇○零一二三四五六七八九]{3})(?=年)"
    r"|(?<![一二三四五六七八九十个])(?P<month>十[一二]?|[一二三四五六七八九])(?=月(?:份|底|末|前|[上中下]旬|[一二三四五六七八九十]{1,3}日))"
    r"|(?<=月)(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=日)"
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
        ("(?:", r")[^\S\n]*[:\t][^\S\n]*")
    )
)

# A label that this table lacks ends a value too: 发布机构：甲 名称：乙.
NEXT_FIELD: Final = re.compile(r"\s+(?=[\u4e00-\u9fff]{2,6}\s*:)")
ISSUING: Final = re.compile(r"印发|转发|批转")
# What stands before 关于 and is no issuer: 解读《关于…》, 甲：您提出的“关于…”.
ISSUER_NOT: Final = re.compile(r"[:,《》“”。]|^(?:解读|一图读懂|对|就|请|印发)|(?:的|发布|公布)$")

# The kinds of official document (条例 on official documents, 2012, article 8) and the usual annexes.
DOCUMENT_KIND: Final = (
    "通知|意见|决定|决议|命令|公告|通告|公报|通报|批复|函|报告|办法|方案|规划|计划|要点|措施|规定|细则|条例|纲要|"
    "政策|清单|指南|规则|章程|分工|安排|行动|任务|若干意见"
)
# Behind the kind word a bracket tells a place, a state or a part of the same title: (试行), (石家庄), (第二批). A date
# and a number there are no part of it, nor what the page says of itself: (此件社会公开).
_NO_PART_OF_TITLE: Final = r"(?!此件|主动公开|依申请|见附件|以下|[^()]{0,12}(?:月|号\)|\d日|[〔\[]|[12]\d\d\d[-/.]\d))"
BEHIND_KIND: Final = re.compile(rf"\s?\({_NO_PART_OF_TITLE}[^()\s:。]{{1,14}}\)")
TITLE_END: Final = re.compile(rf"(?:{DOCUMENT_KIND})(?:\({_NO_PART_OF_TITLE}[^()\s:。]{{1,14}}\)){{0,2}}$")
# The kinds of a letter itself, as they stand at the end of its title; 办法 or 规划 may be what it is about.
_LETTER: Final = "通知|公告|通告|通报|批复|复函|函|决定|决议|命令|公报|意见|报告|答复"
KIND_OF_LETTER: Final = re.compile(rf"[的》)”](?:{_LETTER})")
LETTER_END: Final = re.compile(r"(?:复函|(?:实施|指导|若干|工作)意见|[紧补]\w通知)$")
# In flattened text the title runs into what follows: the number, the title once more, or the first sentence.
CODE_FOLLOWS: Final = re.compile(
    r"(?![\u4e00-\u9fff]{0,13}(?:的|通知))(?:[\u4e00-\u9fff]{1,14}[〔\[]|[\u4e00-\u9fff]{1,14}\((?:19|20)\d\d\)\s*\d)"
)
TITLE_AGAIN: Final = re.compile(r"[\u4e00-\u9fff]{2,14}(?:人民政府|政府办公[厅室])关于")
SENTENCE_BEGINS: Final = re.compile(
    r"《|关于|为(?![主期止])|根据|按照?|近[期日年]|日前|最近|目前|当前|(?:19|20)\d\d年|\d{1,2}月|经[\u4e00-\u9fff]|依据|依照|遵照"
    r"|[现兹]将|现[就予]|兹|我[部局委厅办署省市县州区]|自\d|自[\u4e00-\u9fff]{1,14}(?:以来|之日)|随着|针对|鉴于|据|因|由于|在[\u4e00-\u9fff]"
    r"|截至|截止|对于?[\u4e00-\u9fff]|新冠|[党中]中央|习近平|[本你]"
)
# What goes on behind a kind word in the middle of a title or sentence: …的通知精神, …的意见和办法.
NO_TITLE_BEHIND: Final = re.compile(
    r"中(?![国广核海央石铁交共煤电])|内(?!蒙)|[的和与及等里后前、,)》”精要规所有相文管起执草情样稿书]"
)
# A headline's words stand apart by spaces; these begin the text behind it.
HEADLINE_ENDS: Final = re.compile(
    r"(?:19|20)\d\d[年\-/.]|\d{1,2}月|新华社|人民网|中新|本报|记者|来源|时间|发布|作者|责任编辑|\(?(?:原标题|记者)|为(?:了|深入|进一步|贯彻)"
)
ABOUT: Final = re.compile("关于")
# 国务院批转甲办法的通知 does without 关于, and so does the answer to a proposal: 对第1号建议的答复.
OPENS_TITLE: Final = re.compile("关于|批转|转发|^对")
ISSUES: Final = re.compile(
    r"(?P<how>印发|转发|批转|下发)(?P<plan>.+?)(?P<kind>的(?:通知|函|公告|通告|批复))(?:\([^()]{1,14}\))?$"
)
# 转发甲关于乙的通知: one 的通知 stands for two, so it is the forwarded notice's.
ENDS_IN_KIND: Final = re.compile(rf"(?:{DOCUMENT_KIND}|》)(?:\([^()]{{1,14}}\))?$")
ADDRESSEES: Final = re.compile(r"^[^。;]{2,300}:\s*$")
ADDRESSED: Final = re.compile(r"[^。\n:《》]{2,600}?:")
# A sentence before the first colon, and no list of addressees: 现将有关事项通知如下：.
ADDRESSEE_NOT: Final = re.compile(r"[:《》]|如下$|的(?:通知|函|公告|批复)|^(?:为|现将|根据|按照|经(?![济信贸发开商]))")
APPROVAL: Final = re.compile(
    r"已?经[^,。;:\s]{0,16}?(?:国务院|党中央|中央|政府|[省市县区州]委|常务会议|领导小组)[^,。;:\s]{0,12}?(?:审议通过|批准|同意)(?!后|的)"
)
ANYBODYS_APPROVAL: Final = re.compile(r"[省县市]级|当地|本级|各级|有批准权")
# The covering sentence goes on to what is done with the plan; 2011年，经国务院同意 tells of another matter.
BEHIND_A_DATE: Final = re.compile(r"(?:\d年|\d月|\d日)(?:初|底|末)?,?\s*$")
COVERING: Final = re.compile(r"。\s*现|[^。]*?(?:现|印发|转发|决定|批准|发布|公布|制定|请|如下|特|就|实行|建立)")
# Right before the date below a covering letter: the issuer's name, several apart by spaces.
SIGNER: Final = re.compile(
    r"(?:^|[\n。;\s])(?P<issuer>[\u4e00-\u9fff“”、()]+(?:[ \t]{1,8}[\u4e00-\u9fff“”、()]+){0,5}"
    r"(?<=[府厅局委会办室部院署社行处组司]))\s*$"
)
LETTER_SPACED: Final = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+$")
# What follows the date of a sign-off: the page's remark on the letter, copies, the printer's line, furniture.
BEHIND_SIGN_OFF: Final = re.compile(
    r"\s*(?:$|\n|\(此件|\((?:主动|依申请|公开|不予)|(?:部内)?抄送|抄报|主送|分送|字号|附件|附:|相关链接|解读:|联系人"
    r"|[\u4e00-\u9fff]{2,24}(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*印发)"
)
PRINTED: Final = re.compile(r"\s{0,20}印发")
# Bodies of the centre, by the words that their names begin with; the ministries by name, since 部 ends much else.
_MINISTRIES: Final = (
    "外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|安全|民政|司法|财政|人力资源和?社会保障|人社|自然资源|国土资源|生态环境|环境保护"
    "|住房和?城乡建设|建设|交通运输|交通|铁道|水利|农业农村|农业|商务|文化和旅游|文化|卫生|退役军人事务|退役军人|应急管理|应急"
)
_COMMISSIONS: Final = (
    "(?:国家)?(?:发展改革|发展和改革|卫生健康|卫生计生|民族事务)委(?:员会)?|国资委|国家民委"
    "|(?:中国)?(?:银保监|证监|银监|保监)会|国家计委|国家经贸委"
)
_ADMINISTRATIONS: Final = (
    "审计署|海关总署|(?:国家)?国际发展合作署|新华社|(?:中国)?人民银行|中国?科(?:学)?院|中国工程院|中国?气象局|中国?地震局|(?:中国)?民航局|国务院扶贫办|扶贫办"
    "|(?:国家)?(?:税务|市场监管|市场监督管理|质检|工商|广电|广播电视|新闻出版|体育|安全监管|海洋)总局"
    "|(?:国家)?(?:统计|医保|能源|林草|粮食和储备|国防科工|烟草|移民|铁路|邮政|文物|中医药|疾控|药监|知识产权|外汇|矿山安监|信访|机关事务管理)局"
)
CENTRAL_BODY: Final = re.compile(
    rf"(?:中华人民共和国)?(?:(?:原)?(?:{_MINISTRIES})部|{_COMMISSIONS}|{_ADMINISTRATIONS})"
    r"|国家[\u4e00-\u9fff]{2,10}?(?:总局|局|委员会|委(?!员会)|办公室)|中国[\u4e00-\u9fff]{2,12}?(?:委员会|总局|局|联合会|总会)"
    r"|(?:全国|中央)[\u4e00-\u9fff]{2,14}?(?:委员会|总工会|联合会|办公厅|办公室|领导小组|[宣组统]\w部)|中共中央|国务院(?!各|有关)"
    r"|最高人民(?:法院|检察院)|国务院[\u4e00-\u9fff]{2,24}?(?:领导小组|委员会|办公室|机制)"
)
OFFICE_OF: Final = re.compile(r"办公[厅室]|综合司|[\u4e00-\u9fff]{2,14}?司(?![法])")
# Behind a place's name; the words left out end what stands before a name in a list of attachments, or begin a body
# of the centre there: 海南甲工程许可证国家核安全局.
LOCAL_BODY: Final = re.compile(
    rf"(?:(?!(?:{_MINISTRIES})部|国家(?!税务)|许可)[^\W\d_的书表单稿案细件图例]){{2,26}}?"
    r"(?:人民政府(?:办公[厅室])?|委员会(?:办公室)?|管委会|办公[厅室]|指挥部(?:办公室)?"
    r"|领导小组(?:办公室)?|[^部]厅|[^总分]局|总局|[省市县区]委|[改健建资管]委)(?![\u4e00-\u9fff]{0,16}(?:局|厅|办公[厅室])$)"
)
ATTACHED: Final = re.compile(r"(?<![见如按照及和与、(\"“《])附件(?:\s*+\d{1,2}+)?\s*+:")
ATTACHMENTS_END: Final = re.compile(
    r"抄送|主送|字号|\(此件|联系人|。|解读:|附件(?:\s*+\d{1,2}+)?\s*+:"
    rf"|(?<![\s_])[\s_]*+(?P<date>(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日)(?:{BEHIND_SIGN_OFF.pattern})"
)
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
# Not the colon of a time of day: 2023-03-15 10:22.
LIST_COLON: Final = re.compile(r"(?<!\d):|:(?!\d)")
LEADING_NUMBER: Final = re.compile(rf"^\(?\s*[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS}\s*\)?[\s\-—:]*")
# Above the title: the number alone (GB/T 9704 puts it there), or the letterhead (青海省人民政府文件).
ABOVE_TITLE: Final = re.compile(
    rf"^\(?\s*[\u4e00-\u9fff]{{1,14}}{_YEAR_IN_BRACKETS}\s*\)?$|^[\u4e00-\u9fff]{{4,30}}文件$"
)
NOISE_LINE: Final = re.compile(r"^\s*(?:【.*】.*|原文链接.*|https?:.*|来源:.*|字号:.*|\W*)$")
# 甲部 乙署公告2020年第6号 and 甲省人民政府令 第6号: a line of its own, below the title or above it.
OWN_ANNOUNCEMENT: Final = re.compile(
    r"(?:^|\n)[ \t(]*(?P<code>[\u4e00-\u9fff]{2,20}(?:[ \t]{1,4}[\u4e00-\u9fff]{2,20}){0,5}?(?:公告|通告|令))[ \t]{0,4}"
    r"\(?(?:(?P<year>(?:19|20)\d\d)\s*年?\)?)?[ \t]{0,4}第\s*(?P<serial>\d{1,5})\s*号[ \t)]*(?=\r?\n|$)"
)
# 甲部文件甲发〔2019〕19号, 甲厅函甲函〔2019〕19号, 甲部乙部甲发〔2019〕19号: the letterhead, in flattened text on one
# line with the title.
LETTERHEAD: Final = re.compile(rf"(?P<words>[\u4e00-\u9fff][\u4e00-\u9fff 、]{{3,240}}){_YEAR_IN_BRACKETS}\s*")
LETTERHEAD_WORDS: Final = re.compile(
    r"(?P<bodies>.{3,}?)\s*(?:文件|(?<=[厅局部室会委署])函)\s*(?P<code>[\u4e00-\u9fff]{2,14})$"
)
NO_LETTERHEAD: Final = re.compile("关于|的|通知|按照|根据")
# 甲部令第6号《乙办法》已经…通过: an order has no title but what it puts in force. 乙办法《乙办法》已于…通过.
ORDER_OF: Final = re.compile(
    r"\s{0,50}(?P<number>[^\n。《》\d]{2,80}令\s*第\s*\d{1,5}\s*号)[^《》。]{0,80}"
    r"《(?P<title>[^《》\n]{2,80}(?:〈[^《》\n]{2,60}〉[^《》\n]{0,20})?)》"
)
NAMED_AGAIN: Final = re.compile(r"(?P<title>[^《》\s。:]{4,80})《(?P=title)》")
# 行政处罚决定书（甲公司乙案）甲公司：
DECISION: Final = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:决定书|告知书|通知书|意见书)(?:\([^()]{1,60}\))?(?=[\u4e00-\u9fff()]{2,60}:)"
)
# 甲代表：您提出的…: a reply has no title and begins with its addressee.
REPLY_TO: Final = re.compile(r"\s{0,50}(?P<name>[^。,:;\n《》“”]{2,30}):(?=\s*(?:您|你|贵))")
# 我部制定了《甲》（见附件）。现印发给你们: the plan is named a sentence before.
ISSUED_NEXT: Final = re.compile(r"\s*(?:\([^()]{0,12}\))?\s*[,。]\s*现(?:予)?(?:印发|转发|下发)")
DASHES: Final = re.compile(r"[—–\-~～―−]+")
