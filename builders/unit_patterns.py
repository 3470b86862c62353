"""The words and shapes of names of units, each with its reason.

Matched against *folded* text, as those of `patterns`.
"""

import re
from typing import Final

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
PLACE_FIRST: Final = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)[\u4e00-\u9fff]{2}")
CENTRAL_NAME: Final = re.compile(r"国家|中国|中华|全国|人民银行")
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
    r"(?:部门|单位|企业|机构|地区|地方|政府|个人|组织|方面|机关|人员|院校|高校|团体|媒体|学校|银行|专家)(?:和|及|与|、)?)+$"
)
ROUNDING_OFF: Final = re.compile(
    r"\s*(?:部门|单位|机构)\s*(?:和|及|与|以及|、|,)(?=\s*(?:各|有关|相关|地方|中央|国务院|省|市|县))"
)
# Words for everybody of a kind: （政府负责、社会协同、公众参与） says how the country is governed, and names nobody.
CLASS_NOUN: Final = re.compile(
    r"(?:(?:各级)?党委(?:领导)?|政府|社会|公众|部门|企业|学校|市场|院校|高校|院所|科研院所|群众|个人|家庭|村民|居民|市民|上下|各方|市县|县乡|镇村"
    r"|行业|媒体|专家|家长|全员|全民|人人|多方|双方|内外|集体|农户|农民|职工)(?:主导|主体|领导)?"
)
# What cannot be part of a unit's name: 待定, 另行通知, a sentence with its own verb, a telephone number.
NO_NAME: Final = re.compile(
    r":|待定|另行|详见|见附件|按职责|同上|负责(?!单位$|部门$)|牵头(?!单位$|部门$)|配合(?!部|单位$)|担任|\d{5}"
)
# What is left of 持续推进 and its like before the verb.
RECURRING_WORD: Final = re.compile(r"^(?:持续|长期|常态化?|定期|及时|全面|共同|分别|每年|全年|年内)$")
# A date in a bracket behind a name is the clause's deadline.
DATE_GLOSS: Final = re.compile(r"[(（][^()（）]*(?:\d年|\d月|季度|半年|年底|年内|完成)[^()（）]*[)）]$")
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
    r"|省|市|州|盟|地|县|区|旗|乡|镇|街道|新疆生产建设兵团|兵团|新区|开发区|园区)"
)
_SUB: Final = r"(?:\([^()]{1,12}\))?"
DIVISIONS_ALONE: Final = re.compile(rf"^{_DIVISION}{_SUB}(?:(?:和|及){_DIVISION}{_SUB})?$")
OPEN_SET_HEAD: Final = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,4}}?)(?:各(?:有关|相关|级)?|有关|相关)(?:{_DIVISION}{_SUB})+$"
)
SET_TAIL: Final = re.compile(
    rf"^(?:(?:{_DIVISION}{_SUB})+(?:(?:和|及){_DIVISION}{_SUB})?(?:(?:人民)?政府|管委会|党委|党工委|行政公署)?|(?:人民)?政府)$"
)
# 各市、州 + 农业农村局: an organ of all of them, unless its tier stands above theirs (各县区、市财政局 are two).
SET_ORGAN: Final = re.compile(
    rf"^(?P<division>{_DIVISION}){_SUB}(?:{_DIVISION}{_SUB})*[\u4e00-\u9fff]{{2,12}}"
    r"(?:厅|局|委|办|部门|委员会|办公室)(?:\([^()]{1,8}\))*$"
)
LAST_DIVISION: Final = re.compile(rf"(?P<division>{_DIVISION}){_SUB}$")
TIERS: Final = {
    **dict.fromkeys(("省", "自治区", "直辖市", "计划单列市", "新疆生产建设兵团", "兵团"), 1),
    **dict.fromkeys(("市", "州", "盟", "地", "自治州", "省辖市", "地级市", "设区的市", "设区市"), 2),
    **dict.fromkeys(("县", "区", "旗", "自治县", "县级市", "新区", "开发区", "园区"), 3),
    **dict.fromkeys(("乡", "镇", "街道"), 4),
}
# 各委、办、厅、局: organs named by their last character alone.
ORGANS_ALONE: Final = re.compile(r"^(?:部|委|办|厅|局|处|行|社|院|会|公司|企业)$")
OPEN_ORGANS_HEAD: Final = re.compile(r"^.{0,12}各(?:有关|相关|直属)?(?:部|委|办|厅|局|处|行|社|院|会|部委)$")

COLLECTIVE: Final = re.compile(
    r"各(?!自)|有关|相关|成员单位$|^(?:地方|市县|县区|市区|省市|县级|市级|省级|区级|基层)?(?:各级)?(?:人民)?政府$|^地方(?!金融|志|税务|海事|铁路|史)"
    r"|[省市县区州]直(?:属)?(?:园区(?:管委会)?|部门|单位|机关|企业)$|(?:试点|(?<!国家级)示范)(?:城市|地区|县|省)(?:人民)?(?:政府)?$|^(?:国家级?|省级|市级|县级|各类|农业|创新|自主创新)?(?:试点|示范)区(?:人民)?(?:政府)?$|(?:县|市|区|州|级)(?:试点|示范)区$|属地|牵头单位$|责任单位$|所属"
    r"|^(?:银行业?|金融|保险|医疗|教育|科研|新闻)[^、]{0,4}机构$|^[^省市县区]{0,6}企业$|^(?:市|县|区|乡镇|街道){2,}(?:人民)?政府$"
)
MEMBER_UNITS: Final = re.compile(r"^(?P<body>.+?)(?P<some>有关|相关)?(?:各)?(?P<some2>有关|相关)?成员单位$")

# A separator that was lost before a repeated prefix: 区甲局区乙局. What follows is a name and ends as one.
LOST_SEPARATOR: Final = re.compile(
    r"(?:(?<=[局委办厅部会院行队所府])|(?<=[妇残科文侨]联)|(?<=中心)|(?<=公司))(?=(?P<p>[省市区县州])[\u4e00-\u9fff]{3})"
)
LOST_END: Final = re.compile(r"(?:局|委|办|厅|部|会|院|中心|府)$")

# Issuers at the centre: the State Council, its ministries and general administrations, bodies named 国家 or 全国.
CENTRAL: Final = re.compile(
    r"国务院|中共中央|国家|全国|最高人民|中国|中华人民共和国|(?:[\u4e00-\u9fff]{2,12}部)(?:办公厅|等.{1,6}部门)?$|海关总署|审计署|[\u4e00-\u9fff]{2,8}总局"
)

# Names of the centre's organs before that of a place: 国家税务总局长兴县税务局 is of 长兴县.
OF_THE_CENTRE_AT: Final = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|中国人民银行|中华人民共和国)(?=[\u4e00-\u9fff]{2,}(?:省|市|自治区|州|县|区))"
)
# An issuer's county, where the tables do not have it: what its name goes on with is an organ.
COUNTY_OF_ISSUER: Final = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:县|区|旗|市))(?=人民政府|政府|委|管委会|人大|[\u4e00-\u9fff]{2,10}(?:局|办公室)$)"
)
# A set that is not one of the issuer's area, whoever names it.
NOT_OF_THE_AREA: Final = re.compile("国务院|中央|国家|全国")
# 旅游工作联席会议 and 旅游联席会议 are one body; 法制工作委员会 and 法制委员会 are two.
SAME_BODY: Final = re.compile(r"(?<=[\u4e00-\u9fff])工作(?=联席会议|领导小组)")
# The word for the issuer's own division at the head of a name: 省财政厅, 自治区财政厅, 市委宣传部. 市场监管局 has
# none, nor has a county's 市政局.
TIER_WORD: Final = re.compile(
    r"(?:自治区|地区|兵团|省|市(?!场|容|政(?!府|协|法|务|策|研|企|治))|州|盟|县(?!域)|区(?!域)|旗)(?=[\u4e00-\u9fff]{2})"
)
# A name may hold Chinese characters, letters, digits, and the signs that stand inside names; no control character.
NO_SIGNS: Final = re.compile(r"[^\x00-\x1f\x7f\u2028\u2029]+")
# A name that is completed with its place holds no sign but brackets: 省财政厅,人社厅 is two.
WHOLE_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()“”·—、]+")
JOINED_NAMES: Final = re.compile(
    r"(?:[局厅委办部]|委员会|办公室|中心)(?:、|和|与|及)(?:省|市|县|区|州|[^局]{2,12}(?:局|厅|委|办|部)$)"
)
# Who says whose it is also says whose the next one in a list is: a department, an office, a government.
DEPARTMENT_END: Final = re.compile("(?:局|厅|委|委员会|办|办公室|政府|部)$")
# A second plate or an explanation in brackets behind a name: 市委宣传部（市新闻出版局）.
GLOSS: Final = re.compile(r"[(（〈][^()（）〈〉]*[)）〉]$")
# An office inside a department, with the department's name before it (生态环境部办公厅, 省财政厅综合处), or alone
# (综合处): a 街道办事处 or 海事处 is a body of its own, and a 办公室 alone may be one.
INTERNAL_OFFICE: Final = re.compile(
    r"^[\u4e00-\u9fff]{2,30}(?:(?<!办事)(?<!海事)(?<!管理)处|科|(?<!公)司|办公厅|办公室|秘书局)$"
)
OWN_WORDS: Final = re.compile(r"^(?:[\u4e00-\u9fff]{2,}(?:处|科|司|局|办公室)|办公厅|办公室|秘书局)$")
OFFICE_ALONE: Final = re.compile(r"^[\u4e00-\u9fff]{2,10}(?:处|科|司|局)$")
# A township's government, which a county's notice names without the county: 问安镇人民政府, 宁州街道办事处, 邹区镇.
TOWNSHIP: Final = re.compile(
    r"^(?!各|有关|相关|所在|重点|其他|特色|中心)[\u4e00-\u9fff]{1,8}(?:(?:镇|乡)(?:人民政府|政府)|街道(?:办事处|办))$"
    r"|^(?!各|有关|相关|所在|重点|其他|特色|中心)[\u4e00-\u9fff]{1,4}(?:(?<![小城])镇|(?<!城)乡|街道)$"
)
# A body of the whole country that says so: 中国公路学会.
OF_THE_COUNTRY: Final = re.compile("^(?:中国|中华|全国|国家)")
# A bureau inside a ministry: 国家卫生健康委医政医管局.
MINISTRY_BUREAU: Final = re.compile(r"^[\u4e00-\u9fff]{4,30}局$")
# How a name ends that is whole as written, how many characters stand before that at least, and of what kind it is. A
# short stem before 局 or 中心 (投促中心) is cut from something longer, so these need more; 委 and 办 are cut already.
# 局 and 厅 are whole names only where they hold 和 or 与, as merged departments do (农业畜牧和水务局); 住建水务局 and
# 文新广电局 are cut as well. A branch (…局龙岗分局) names its bureau.
MERGED: Final = re.compile("[和与]|局.{2,6}分局$")
ENDINGS: Final[tuple[tuple[str, int, str], ...]] = (
    ("领导小组办公室", 2, "CoordinationBody"),
    ("领导小组", 2, "CoordinationBody"),
    ("联席会议办公室", 2, "CoordinationBody"),
    ("联席会议", 2, "CoordinationBody"),
    ("指挥部办公室", 2, "CoordinationBody"),
    ("指挥部", 3, "CoordinationBody"),
    ("工作专班", 2, "CoordinationBody"),
    ("协调小组", 2, "CoordinationBody"),
    ("推进组", 3, "CoordinationBody"),
    ("委员会办公室", 3, "CoordinationBody"),
    ("管理委员会", 3, "ParkCommittee"),
    ("股份有限公司", 2, "Company"),
    ("有限责任公司", 2, "Company"),
    ("有限公司", 2, "Company"),
    ("医院", 2, "PublicInstitution"),
    ("大学", 2, "PublicInstitution"),
    ("学院", 2, "PublicInstitution"),
    ("研究院", 2, "PublicInstitution"),
    ("研究所", 2, "PublicInstitution"),
    ("服务中心", 4, "PublicInstitution"),
    ("中心", 6, "PublicInstitution"),
    ("协会", 2, "MassOrganisation"),
    ("学会", 2, "MassOrganisation"),
    ("联合会", 3, "MassOrganisation"),
    ("商会", 1, "MassOrganisation"),
    ("厅", 4, "Department"),
    ("局", 4, "Department"),
)
