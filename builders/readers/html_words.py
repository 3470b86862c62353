"""The words by which the parts of a page are known: furniture, header fields, titles, prose.

Lines are given folded (`builders.fold.fold`), at least the first `LONGEST`
characters. What is not sure by its words alone is decided in `main_part`, by
where it stands.
"""

import re
from typing import Final

from ..citation_patterns import NUMBER
from ..header_patterns import ANY_DATE, HEADER_FIELDS, TITLE_END

__all__ = [
    "LONGEST",
    "header_fields",
    "is_attachment",
    "is_closing",
    "is_empty_field",
    "is_footer",
    "is_furniture",
    "is_listed",
    "is_organ",
    "is_prose",
    "is_related",
    "is_site_name",
    "is_small_print",
    "is_title",
    "is_trail",
    "without_tools",
]

LONGEST: Final = 400
"""What is looked at of a line: nothing but a paragraph of text is longer."""

_FURNITURE_LENGTH: Final = 160
"""Furniture is short: a sentence about websites is not furniture of one."""

_SENTENCE: Final = re.compile("[。；，！？;,!?]")
_SHORT: Final = 12


def is_prose(text: str, unlinked: int) -> bool:
    """Whether a line, folded or not, is a sentence or a part of one, with so many characters outside of links."""
    return unlinked >= _SHORT and bool(_SENTENCE.search(text))


# --- header ------------------------------------------------------------------------------------------

# Fields of the header tables of sites, beside those that the notice's metadata are read from.
_MORE_FIELDS: Final = (
    "标题|名称|信息名称|文件名称|文件编号|公文种类|体裁(?:分类)?|组配分类|分类|信息分类|所属分类|内容(?:概述|分类)"
    "|公开(?:方式|形式|属性|范围|类型|主体|时限)|服务对象|关键词|统一(?:登记|编)号|效力状[态况]|时效(?:性|状态)?|信息有效性"
    "|(?:生效|实施|施行|废止|失效|印发|签发|发文)日期|(?:信息)?来源|发布(?:单位|部门)|责任(?:部门|处室)"
)
_FIELD: Final = re.compile(rf"[\[【]?(?:信息)?(?:{'|'.join(HEADER_FIELDS.values())}|{_MORE_FIELDS})[\]】]?")
_FIELD_WITH_VALUE: Final = re.compile(rf"(?:{_FIELD.pattern}):[^:]")
_FIELD_LENGTH: Final = 40
"""Labels are set wide (索 引 号, 标　　题), and none is longer than this."""


def header_fields(cells: list[str]) -> int:
    """How many fields of a header some lines or cells hold: 索引号 alone in its cell, or with its value in one."""
    found = 0
    for cell in cells:
        text = "".join(cell[:_FIELD_LENGTH].split())
        found += bool(_FIELD.fullmatch(text.rstrip(":"))) or bool(_FIELD_WITH_VALUE.match(text))
    return found


def is_empty_field(text: str) -> bool:
    """Whether a line is the label of a header's field without its value."""
    return len(text) <= _FIELD_LENGTH and bool(_FIELD.fullmatch("".join(text.split()).rstrip(":")))


_SITE_NAME: Final = re.compile(r"(?:人民政府|政府|委员会|[厅局部署办]|网|网站|门户|平台|公开|专栏|目录)$")
_LETTERHEAD: Final = re.compile(r"^[\u4e00-\u9fff、 ]{2,40}(?:政府|办公[厅室]|委员会|[厅局部委署院会办])(?:文件)?$")
_OF_SITE: Final = re.compile(r"信息公开(?:工作)?(?:年度?报告?|指南|规定|制度|目录)$")
_NUMBER_ALONE: Final = re.compile(rf"^\(?\s*(?:{NUMBER.pattern})\s*\)?$")


def is_title(text: str) -> bool:
    """Whether a line reads as a notice's title, or as its last line."""
    text = text.strip()
    if not 8 <= len(text) <= 160 or "。" in text or not TITLE_END.search(text):
        return False
    return "关于" in text or (len(text) >= 12 and not _OF_SITE.search(text))


def is_site_name(text: str) -> bool:
    """Whether a line can be the name of a site, which its <title> also holds."""
    return bool(_SITE_NAME.search(text.strip()))


def is_organ(text: str) -> bool:
    """Whether a line is the name of an organ, as above 关于… in a title of two lines, or a document number."""
    text = text.strip()
    return bool(_LETTERHEAD.match(text)) or bool(_NUMBER_ALONE.match(text))


# --- furniture ---------------------------------------------------------------------------------------

_OPEN: Final = r"[\[【(]\s*"
_CLOSE: Final = r"\s*[\]】)]"
_SIZES: Final = r"(?:[\s|/\[\]【】()、]*(?:超大|特大|较大|大|中|默认|正常|小)){2,4}[\s\]】)]*"
# Words that stand in brackets where they are a tool; without, they may be a sentence's: 打印申请表.
_BRACKETED: Final = (
    "打印(?:本页|此页|页面|文章|本文)?|收藏(?:本页|此页)?|加入收藏|关闭(?:窗口|本页|页面|此页)?|保存本页|分享|纠错|推荐|举报|评论|留言"
    "|返回(?:顶部|列表|首页|上一页)?|复制(?:链接|网址)?|下载(?:本文|文字版|图片版|打印版|阅读)?|朗读|语音播报|播放|字体"
)
_EDITORS: Final = "责任编辑|责编|编辑|文字编辑|校对|初审|终审|复审|编审|[一二三]审|作者|供稿|录入|发布人"
_TOOLS: Final = re.compile(
    # 字体 but not 发文字号
    rf"(?:{_OPEN})?(?<!文)字[体号]\s*(?:大小)?\s*:?{_SIZES}|(?<!文)字[体号]\s*:"
    rf"|{_OPEN}(?:(?:超大|特大)[\s|/、]*)?大[\s|/、]*中[\s|/、]*小{_CLOSE}"
    rf"|{_OPEN}(?:我要)?(?:{_BRACKETED}){_CLOSE}"
    r"|(?:打印|收藏|关闭|保存)(?:本页|此页|窗口|页面|文章)|我要(?:打印|收藏|纠错)|加入收藏|设为首页"
    r"|返回(?:顶部|列表|首页|上一页)|(?:视力保护色|背景色|护眼|阅读模式)\s*:?"
    r"|分享到?\s*:|(?:分享|转发|推荐)[到至](?:微信|微博|朋友圈|QQ|新浪|腾讯|空间|好友|人人网|豆瓣|更多|[\s、,:])*"
    r"|(?:浏览|点击|阅读|访问|查看)(?:次数|人次|数|量|率)?\s*:\s*\[?\s*\d*\s*\]?\s*(?:次|人次)?"
    r"|用?(?:微信|手机)?[\"“「]?扫一扫[\"”」]?[^。]{0,24}|扫描二维码[^。]{0,20}|手机(?:扫码|版|看|浏览)"
    rf"|(?:{_OPEN})?(?:{_EDITORS})\s*:\s*[^\s。]{{0,12}}(?:{_CLOSE})?"
)
# One character alone is a word of the notice: 大 in a column of sizes.
_TOOLS_BARE: Final = re.compile(
    r"(?!.$)(?:打印|收藏|关闭|分享|纠错|返回|顶部|下载|留言|评论|朗读|语音|播报|保存|复制|转发|上报|反馈|点赞|赞|更多"
    r"|新浪微博|腾讯微博|微信|微博|QQ空间|QQ好友|人人网|豆瓣|空间|朋友圈|无障碍|简体|繁体|简|繁|English|EN"
    r"|字体|字号|超大|特大|大|中|小|默认|[A+\-|/·•、,:\s\[\]【】()])+"
)
_PLACE: Final = re.compile(
    r"^[\s\[【]*(?:您?\s*(?:当前|现在|目前)?\s*(?:所在|所处)?的?\s*位置|当前页面|当前栏目)\s*(?:是|在)?\s*:"
    r"|^\s*(?:网站)?(?:首页|主页)\s*(?:[>»›≫/|\-—·]|\s)+\S"
)
_TRAIL: Final = re.compile(r"[>»›≫][^<>]{1,30}[>»›≫].{0,80}$")
_GREETING: Final = re.compile(
    r"^(?:今天是|今日是|现在是|欢迎(?:您|访问|光临|来到)|您好[,!]|天气|热门(?:搜索|关键词|词)|站内搜索|请输入)"
    r"|^\d{4}年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天]"
    r"|浏览器(?:的?版本)?(?:过低|太低|过旧|不支持)|升级(?:您的)?浏览器"
)
_RELATED: Final = re.compile(
    r"^[\s【\[▌■◆●▶>]*(?:"
    r"(?:相关|关联|有关|延伸|推荐|热点|热门|最新|更多|精彩)"
    r"(?:链接|文档|文件|解读|阅读|信息|新闻|报道|稿件|文章|政策|资讯|内容|推荐|专题|搜索|公文)(?:及解读)?"
    r"|(?:政策|文件|图文|图解|媒体|专家|部门|视频|文字|负责人|新闻发布会?|一图)?(?:解读|图解|读懂)(?:材料|文章|链接|回应|信息)?"
    r"|猜你喜欢|友情链接|网友评论|我要评论|评论区)[\s】\]:>]*(?:更多[\s>+]*)?$"
)
_RELATED_LENGTH: Final = 24
_NEIGHBOUR: Final = re.compile(r"^[\s【\[<>«»]*[上前后下]一[篇条页则]\s*(?:[:\]】]|$|\s)")
_FOOTER: Final = re.compile(
    r"版权所有(?![者权])|Copyright|©|All\s+Rights\s+Reserved|本站(?:已)?支持\s*IPv6"
    r"|[\u4e00-\u9fff]ICP[备证]|ICP备案[^。]{0,6}\d|公网安备\s*(?:\d|$)|网站标识码\s*:?\s*[a-z]{0,2}\d"
    r"|(?:^|[|\s])(?:网站地图|友情链接|网站声明|隐私声明|法律声明)(?=$|[|\s:])",
    re.IGNORECASE,
)
_SMALL_PRINT: Final = re.compile(
    r"^[\s|]*(?:(?:主办|承办|协办|维护|运维|制作|管理|开发|技术|运行维护|网站)(?:单位|支持|维护|管理)?\s*:"
    r"|(?:单位|办公|联系)?(?:地址|电话|邮编|邮箱|热线)\s*:|邮政编码\s*:|传真\s*:|E-?mail"
    r"|联系我们|关于我们|网站地图|网站声明|您是第|访问(?:量|人数)|[\u4e00-\u9fff]{2,12}(?:主办|承办)(?=$|\s))"
    r"|政府网站找错|建议(?:您)?使用.{0,60}(?:浏览器|分辨率)|版权声明|不得转载|转载请注明|免责声明|文明上网",
    re.IGNORECASE,
)


def without_tools(text: str, folded: str) -> str:
    """A line without the tools among it: 发布时间：… 【字体：大 中 小】 打印 keeps its date."""
    if len(folded) > _FURNITURE_LENGTH:
        return text
    left: list[tuple[int, int]] = []
    at = 0
    for match in _TOOLS.finditer(folded):
        left.append((at, match.start()))
        at = match.end()
    if not left:
        return "" if _TOOLS_BARE.fullmatch(folded) else text
    left.append((at, len(text)))
    rest = [text[i:j].strip() for i, j in left if not _TOOLS_BARE.fullmatch(folded, i, j)]
    return " ".join(part for part in rest if part)


def is_furniture(text: str) -> bool:
    """Whether a line is a tool bar, a breadcrumb trail or a greeting."""
    text = text.strip()
    if len(text) > _FURNITURE_LENGTH:
        return False
    return bool(_PLACE.search(text) or _GREETING.search(text)) or not without_tools(text, text)


def is_trail(text: str) -> bool:
    """Whether a line above the notice is a breadcrumb trail: 政务公开 > 政策文件 > 正文."""
    text = text.strip()
    return len(text) <= _FURNITURE_LENGTH and bool(_TRAIL.search(text))


def is_related(text: str) -> bool:
    """Whether a line heads what is not the notice: 相关解读, 上一篇."""
    text = text.strip()
    if len(text) > _FURNITURE_LENGTH:
        return False
    return bool(_NEIGHBOUR.match(text)) or (len(text) <= _RELATED_LENGTH and bool(_RELATED.match(text)))


def is_footer(text: str) -> bool:
    """Whether a line surely belongs to a site's footer."""
    return len(text) <= 2 * _FURNITURE_LENGTH and bool(_FOOTER.search(text))


def is_small_print(text: str) -> bool:
    """Whether a line belongs to a site's footer if it stands beside one that surely does."""
    return len(text) <= _FURNITURE_LENGTH and bool(_SMALL_PRINT.search(text))


# --- below the body ----------------------------------------------------------------------------------

_ATTACHMENT: Final = re.compile(
    r"^[\s\[【*]*(?:附件|附表|附录|附\s*:|(?:相关|文件|文档)附件|(?:公告|文件)?正文下载|文件下载)"
    r"|^[^。]{1,100}\.(?:docx?|wps|xlsx?|et|pdf|ofd|ceb|zip|rar)\s*$",
    re.I,
)
_CLOSING: Final = re.compile(
    rf"^\s*(?:\(?此件|联系(?:人|电话|方式)|特此[^,;。]{{2,6}}。?$|\([^()]{{2,40}}\)$|抄送|抄报|主送|主题词|分送"
    rf"|(?:{ANY_DATE.pattern})\s*(?:印发)?\s*$|.{{2,30}}印发\s*$)"
)


def is_attachment(text: str) -> bool:
    """Whether a line names an attachment or heads the list of them."""
    return bool(_ATTACHMENT.match(text))


def is_listed(text: str) -> bool:
    """Whether a line can be one of several attachments: 2.某某表."""
    return bool(re.match(r"\s*\d{1,2}\s*[.、]", text))


def is_closing(text: str) -> bool:
    """Whether a line can close a notice: the date, （此件公开发布）, whom it is copied to."""
    return len(text) <= _FURNITURE_LENGTH and bool(_CLOSING.match(text))
