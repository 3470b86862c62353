"""The words and shapes of deadlines and targets, each with its reason.

Matched against folded text, as those of `patterns`.
"""

import re
from typing import Final

# --- deadlines ---------------------------------------------------------------------------------------

# 明年 and its like are the year after the notice's; 去年 and 每年 are none.
_YEAR: Final = (
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<next>明年|次年|翌年|下一年)|(?P<same>今年|当年|本年)|(?<![去上每明次翌历])年)?"
)
_NOT_PAST: Final = r"(?<![去上每]年)(?<![\d])"
_BY: Final = r"(?:之?前|以前|前?完成)"
DEADLINE_DAY: Final = re.compile(rf"{_NOT_PAST}{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日(?:24时)?{_BY}")
DEADLINE_MONTH: Final = re.compile(
    rf"{_NOT_PAST}{_YEAR}(?P<month>\d{{1,2}})月(?:份)?(?:底|末|中旬|下旬|上旬|中|初)?{_BY}"
)
# 上半年出台, 三季度开工: a time at the head of a clause, before what is to be done; not 上半年工作, 一季度的任务.
_HEAD: Final = r"(?:^|(?<=[。;,、:)\s]))"
_DOING: Final = (
    r"(?=,|[\u4e00-\u9fff\d])(?![的、和与及以工至到—~-]|经济|情况|任务|各项|各月|之间|期间|主要|全[省市县国]经济|运行|业绩|同期"
    r"|收入|实现的)"
)
_ACTS: Final = (
    r"(?=,?(?:全面|正式|基本|首批|全部|力争|确保|启动|开工|完成|出台|印发|发布|建成|投入|投用|投产|上线|举办|召开|开展|组织|实施|开业|通车"
    r"|开通|发放|到位|拨付|办结|竣工|验收|下达|公布|建立|制定|达到|实现|形成|报[送审]))"
)
DEADLINE_QUARTER: Final = re.compile(
    rf"{_NOT_PAST}{_YEAR}第?(?P<quarter>[一二三四1-4])季度(?:(?:末|底)?{_BY}|末|底|内)"
    rf"|{_HEAD}第?(?P<quarter_head>[一二三四1-4])季度{_DOING}"
)
DEADLINE_HALF: Final = re.compile(
    rf"{_NOT_PAST}{_YEAR}(?P<half>上半年|下半年)(?:(?:底|末)?{_BY}|内|底|末)"
    rf"|{_HEAD}(?:(?P<year_head>(?:19|20)\d\d)年|今年)?(?P<half_head>上半年|下半年){_DOING}"
)
DEADLINE_MONTH_HEAD: Final = re.compile(
    rf"{_HEAD}(?:(?P<year>(?:19|20)\d\d)年|今年)?(?P<month>\d{{1,2}})月(?:份|底|末)?{_ACTS}"
)
# 2017年底建成 needs no 前; 较2016年底 compares, 截至2016年底 looks back.
DEADLINE_YEAR_END: Final = re.compile(
    r"(?<![去上每])(?:(?P<year>(?:19|20)\d\d)年|(?P<next>明年|次年|翌年)|今年|当年)?年?(?<=年)(?:底|末)(?:之?前|以前)"
    rf"|(?<![比较自从至于])(?:到|(?<!截)(?<!截止)至)?(?P<year_head>(?:19|20)\d\d)年(?:底|末)(?:{_ACTS}|(?=,))"
)
DEADLINE_YEAR: Final = re.compile(
    r"(?<![比较自从至])(?P<until>到|(?<!截)(?<!截止)至)?(?P<year>(?:19|20)\d\d)年(?!度|以来|以后|起|来|[末初底]|\d|[—\-~至]|.{0,2}月)(?P<before>前)?"
    r"|(?P<within>(?<![\d一二两三四五六七八九十几半])年内|全年|今年内|本年度内)|(?P<this>今年)(?![上下第一二三四底末内以初度])"
)
# A field of its own (完成时限：2021年底; a cell with 6月, 2021.6.30, 年底) needs no 前.
STATED_DEADLINE: Final = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[.\-/](?P<m>\d{1,2})(?:[.\-/](?P<d>\d{1,2}))?(?![\d年])"
    r"|(?:(?P<year>(?:19|20)\d\d)年?|(?P<next>明年|次年|翌年))?"
    r"(?:(?<!\d)(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?|第?(?P<quarter>[一二三四1-4])季度|(?P<half>上半年|下半年)"
    r"|(?<=年)(?P<end>底|末)|年(?P<end_of>底|末)|(?(year)(?<=\d年)(?!底|末|度?[上下第\d])(?P<whole>)|(?!))|(?P<within>年内|全年))"
)
# A field inside a text (完成时限：2021年11月底), and a remark beside units that is nothing but a date.
TIME_FIELD: Final = re.compile(r"(?:时限|时间|期限|节点)\s*:(?P<value>[^。;()\n]{2,30})")
DATE_ALONE: Final = re.compile(
    r"[;,、]?(?:(?:19|20)\d\d年?)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?(?:\d{1,2}日)?|年)?(?:底|末|内)?(?:之?前)?(?:完成|到位)?[;,、。]?"
)
# What stands around the date where words are nothing but a deadline: 到今年6月底前完成. 去年 and 每年 are none.
BEFORE_DATE: Final = re.compile(r"(?:力争|确保)?(?:在|于|到|至)?(?:今年?|本年?|当年?)?")
BEHIND_DATE: Final = re.compile(r"(?:底|末|初|中|内|[上中下]旬)?(?:之?前|以前|以内)?(?:完成|到位|办结)?[。,;]?")
RECURRING: Final = re.compile("持续推进|长期坚持|常态化推进|持续实施|长期推进|持续坚持")
RESULT: Final = re.compile(
    r"达到|达|突破|完成|实现|增长|增速|建成|超过|不低于|不少于|控制在|力争|保持|降低|提高|提升|新增|全覆盖|恢复到?|压缩|压减|减少"
    r"|新建|改造|培育|形成|建立|基本|增加|下降|确保|引进|新开工|清零|淘汰|到位|竣工|投产|通车|启用|收官|见效"
)
ACT: Final = re.compile(
    r"(?:再|将|要|要?继续|力争|全面|全市|全省|全县|全区)?(?:取消|出台|启动|推出|制定|印发|安排|发放|实施(?!的)|开展|组织|推进|创建|认定|培训|整治|治理|开工|落实|开通|举办|淘汰|关闭|拆除|建设|完善)"
)
# Dates by which reports are due, and from which something holds, are none.
NO_DEADLINE: Final = re.compile(
    r"报送|上报|起实施|起施行|反馈|起执行|[,]?(?:请|要|须)?(?:各[^。;,]{1,12})?将[^。;,]{0,40}?(?:报送|上报|报至|反馈|汇总|报(?![告表到道废销名考]))"
)
# What was done by a date that is past, and tells which things are meant: 2019年底前获评的景区, 2月底前已梳理的事项.
DONE_BY: Final = re.compile(r"^(?:[^。;,]{0,4}已|[^。;,]{0,30}的)")


# A year that a figure is to be reached in; the year that it is compared with is not that.
STATED_YEAR: Final = re.compile(r"(?<!\d)(?<![比较自从])((?:19|20)\d\d)年")

# --- targets -----------------------------------------------------------------------------------------

_FIGURE: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS: Final = (
    "%|个百分点|吨公里|人公里|平方公里|平方米|立方米|千瓦时|人次|架次|公里|千瓦|兆瓦|公顷|标准箱|美元|元|亩|吨|件|人|户|家|个|座|"
    "项|所|处|条|套|台|辆|艘|例|批|部|场|张|头|只|株|米|期|支|名|位|宗|标箱|标煤|单"
)
TARGET: Final = re.compile(
    rf"(?<![\d.第A-Za-z〔(])(?P<value>{_FIGURE})(?:\s*%?\s*(?:—|-|~|―|–|至|到)+\s*(?P<max>{_FIGURE}))?\s*"
    rf"(?P<unit>(?P<times>万亿|千亿|百亿|亿|千万|百万|万|千)?(?P<base>{_UNITS})|(?P<bare>万亿|亿|万))"
)
MULTIPLIERS: Final = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "万": 10**4,
    "千": 10**3,
}
COUNTED: Final = frozenset("个家座项所处条套台辆艘例批部场张头只株期支名位宗")
AT_LEAST_AFTER: Final = re.compile(r"^\s*(?:\(含\))?(?:及?以上|或以上)")
AT_MOST_AFTER: Final = re.compile(r"^\s*(?:及?以[内下]|之内)")
ABOUT_AFTER: Final = re.compile(r"^\s*(?:左右|上下|多|余)")
# 不 turns a bound round: 不超过 is at most, 超过 at least.
AT_LEAST_BEFORE: Final = re.compile(r"(?:不(?:低于|少于|小于)|(?<!不)(?:超过|高于|大于|多于)|突破|至少|达到?或超过)$")
AT_MOST_BEFORE: Final = re.compile(
    r"(?:不(?:超过|高于|大于|多于|突破)|(?<!不)(?:低于|少于|小于)|控制在|压减至|降至|降到)$"
)
ABOUT_BEFORE: Final = re.compile(r"(?:约|大约|近|约为|左右)$")
GROWTH: Final = re.compile(
    r"(?:同比|年均|平均|均|分别|比上年|较上年)*(?:增长|增速|增幅|提高|提升|(?P<fall>下降|降低|减少)|递增)(?!到|至|为)"
)
SHARE: Final = re.compile(r"占|比重|比例|率$|覆盖|占比")
REACHES: Final = re.compile(r"达到?|保持|提高到|提升到|降到|降至|实现|完成|力争")
# What is measured by amount.
MEASURED: Final = re.compile(
    r"(?:量|额|值|收入|规模|投资|人次|面积|里程|税收|支出|产能|能力|贷款|存款|融资|库容|人口|游客|收益|利润|消费|吞吐|起降|次数)$"
)
# Money that is given or asked for a case is no figure to reach: 给予50万元补助, 每人每天100元.
GRANT: Final = re.compile(
    r"给予|补助|补贴|奖励|奖补|每[人户家个月天年亩吨]|最高|罚款|标准为|减免|免收|退还|按照?.{0,12}(?:比例|标准)|不超过|贴息|返还|注册资本"
)
# A place right before a counted thing names what is there already: 全省18个示范县.
EXISTING: Final = re.compile(r"(?:全省|全市|全国|全区|全县|全州|现有|已有|原有|这|上述|上年|去年|该|其中|第)$")
# 500万元及以下的企业: the figure tells which ones, not what is to be reached.
CONDITION_AFTER: Final = re.compile(r"\s*(?:\(含\))?(?:及?以[上下内])?的|\s*(?:基点|BP|bp)")
FORBIDDEN: Final = re.compile(r"(?:停止|淘汰|关闭|禁止|不得|严禁|退出)[^。;,]{0,20}$")
# 由30%, 从30%: where a change begins.
FROM: Final = re.compile(r"(?:由|从|自)[\u4e00-\u9fff]{0,4}$")
FROM_TO: Final = re.compile(
    r"(?:由|从)[\u4e00-\u9fff]{0,4}\d[\d.%]*[\u4e00-\u9fff]{0,3}?(?=提高|提升|增加|增长|下降|降|到|至)"
)
RISES_TO: Final = re.compile(r"(?:提高|提升|增长|增加|下降|降低|减少|降)(?:到|至|为)\s*$")
# The issuer's own area. 全国 is none in a province's notice: its figures are the centre's.
WHOLE_AREA: Final = re.compile(r"全[省市州县区]")
DONE_ALREADY: Final = re.compile(r"(?:已|已经|目前|截至|去年|上年)[^。;]{0,20}$")
BRINGS_ABOUT: Final = re.compile(
    r"新建|改扩建|改建|扩建|建成|建设|新开工|开工|新增|增加|培育|新培育|打造|创建|完成|实现|支持|引进|认定|购置|改造|实施|达到|开展|培训|"
    r"推出|推广|举办|组织|落实|争取|力争|安排|筹建|开通|设立|组建|发展|扶持|评选|遴选|整治|治理|救助|救治|发放|解决|吸引|新签|签约|"
    r"处置|办理|接待|游客|吞吐量|总量|业务量|突破|确保|规模|数量|超过|提供|建立"
)
