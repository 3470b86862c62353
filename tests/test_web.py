"""Saved web pages: what a reader of the page sees of the notice, and nothing of the site around it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.readers.blocks import Block, Paragraph
from zhengtu.builders.readers.web import blocks, blocks_of_html

ROOT = Path(__file__).resolve().parent.parent


def shown(made: list[Block]) -> list[str | list[str]]:
    """Paragraphs as they are; of tables a list of rows with cells apart by |, a merged cell in each of its rows."""
    lines: list[str | list[str]] = []
    for block in made:
        if isinstance(block, Paragraph):
            lines.append(block.text)
            continue
        places = {
            (r, c): cell.text
            for cell in block.cells
            for r in range(cell.row, cell.row + cell.rows)
            for c in range(cell.column, cell.column + cell.columns)
        }
        assert len(places) == sum(c.rows * c.columns for c in block.cells), "cells overlap"
        rows = sorted({r for r, _ in places})
        lines.append(["|".join(places[p] for p in sorted(places) if p[0] == r) for r in rows])
    return lines


MARKUP = [
    # what breaks a paragraph, and what does not
    ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
    ("<div>甲<p>乙</p>丙</div>丁", ["甲", "乙", "丙", "丁"]),
    ("甲<br>乙<br/><br>丙", ["甲", "乙", "丙"]),
    ("<p>甲<b>乙</b><span>丙</span><font color=red>丁</font></p>", ["甲乙丙丁"]),
    ("<p>每m<sup>2</sup>用CO<sub>2</sub></p>", ["每m2用CO2"]),
    ("<span><p>甲</p><p>乙</p></span>", ["甲", "乙"]),
    ("<a href=x><div>甲</div>乙</a>", ["甲", "乙"]),
    ("<h1>甲</h1>乙<h2>丙</h2>", ["甲", "乙", "丙"]),
    ("<dl><dt>甲<dd>乙<dd>丙</dl>", ["甲", "乙", "丙"]),
    ("<p>甲<hr>乙", ["甲", "乙"]),
    ("<p>甲<span style='display: block'>乙</span>丙</p>", ["甲", "乙", "丙"]),
    ("<custom-tag>甲</custom-tag>乙", ["甲乙"]),
    ("<p></p><p> </p><p>&nbsp;　</p><p>&#8203;</p><p>甲</p>", ["甲"]),
    # white space
    ("<p>\n  甲\n  乙  丙\n</p>", ["甲乙 丙"]),
    ("<p>甲，\r\n乙</p>", ["甲，乙"]),
    ("<p>甲\n<b>\n乙</b></p>", ["甲乙"]),
    ("<p>二〇一八年\n“十三五”</p>", ["二〇一八年“十三五”"]),
    ("<p>PPP\nmodel\t of</p>", ["PPP model of"]),
    ("<p>2018\n年</p>", ["2018 年"]),
    ("<p>　　甲&nbsp;&nbsp;乙　</p>", ["　　甲\xa0\xa0乙　"]),
    ("<pre>\n甲\n  乙\n\n丙</pre>", ["甲\n  乙\n\n丙"]),
    ("<pre>甲<br>乙</pre>", ["甲\n乙"]),
    ("<p style='white-space: pre-wrap'>甲  乙\n丙</p>", ["甲  乙\n丙"]),
    ("<div style='white-space:pre'>甲\n乙<p style='white-space:normal'>丙\n丁</p></div>", ["甲\n乙", "丙丁"]),
    # what is not shown
    ("<head><title>题</title><style>p{}</style></head><script>x</script><p>甲<!-- 注 --></p>", ["甲"]),
    ("甲<noscript>无</noscript><template><p>模</p></template><iframe>框</iframe><object>物</object>", ["甲"]),
    ("<p style='DISPLAY : none'>藏</p><p style='visibility:hidden'>藏</p><p hidden>藏</p>甲", ["甲"]),
    ("<i aria-hidden='true'>藏</i>甲<span aria-hidden=false>乙</span>", ["甲乙"]),
    ("<div class='a pchide'>手机</div><span class=sr-only>读</span><dialog>话</dialog>甲", ["甲"]),
    ("<body style='display:none'>甲</body>", ["甲"]),
    ("<form><select><option>选</select><button>钮</button><input value=值><textarea>域</textarea>甲</form>", ["甲"]),
    ("<svg><title>图</title><text>图</text></svg><ruby>漢<rp>(</rp><rt>han</rt></ruby>", ["漢"]),
    # the numbers of lists
    ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
    ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
    ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"]),
    ("<ol type=a start=26><li>甲<li>乙</ol><ol type=I start=4><li>丙</ol>", ["z. 甲", "aa. 乙", "IV. 丙"]),
    ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
    ("<ol style='list-style: none outside'><li>甲</ol>", ["甲"]),
    ("<ol style='list-style-type: cjk-ideographic' start=10><li>甲<li>乙</ol>", ["十、甲", "十一、乙"]),
    ("<ul><li style='list-style-type: lower-roman'>甲</ul>", ["i. 甲"]),
    ("<ol><li><p>甲</p><p>乙</p><li></li><li>丙</ol>", ["1. 甲", "乙", "3. 丙"]),
    ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1. 甲", "1. 乙", "2. 丙"]),
    ("<ol><li><ol type=A><li>甲</ol></ol>", ["1. A. 甲"]),
    ("<li>甲", ["甲"]),
    # markup that is broken
    ("", []),
    ("没有标签", ["没有标签"]),
    ("<p>甲<div>乙</p>丙</div></div></b>丁", ["甲", "乙", "丙", "丁"]),
    ("<b><p>甲</b>乙<p>丙", ["甲乙", "丙"]),
    ("甲&lt;乙&amp;&#x4e19;&bogus;", ["甲<乙&丙&bogus;"]),
    ("<p>\ud800甲</p>", ["?甲"]),
    ("<tbody><tr><td>甲</td><td>乙</td></tr></tbody>", [["甲|乙"]]),
    ("\n<!-- 片段 --><tr><td><p>甲</p><p>乙</p></td></tr>", ["甲", "乙"]),
    # tables of data
    ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", [["甲|乙", "丙|丁"]]),
    ("<table><tr><td><p>甲</p><p>乙</p><td>丙<br>丁</table>", [["甲\n乙|丙\n丁"]]),
    ("<p>前</p><table><caption>表1</caption><tr><td>甲<td>乙</table>后", ["前", "表1", ["甲|乙"], "后"]),
    ("<table><tfoot><tr><td>计<td>2</tfoot><tr><td>甲<td>2<thead><tr><th>名<th>数</table>", [["名|数", "甲|2", "计|2"]]),
    ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", [["甲|乙", "甲|丙"]]),
    ("<table><tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊</table>", [["甲|甲|乙", "丙|丁|戊"]]),
    ("<table><tr><td rowspan=0>甲<td>乙<tr><td>丙<tbody><tr><td>丁<td>戊</table>", [["甲|乙", "甲|丙", "丁|戊"]]),
    ("<table><tr><td rowspan=65534>甲<td>乙<tr><td colspan=100000>丙</table>", [["甲|乙", "甲|丙"]]),
    ("<table><tr><td>甲<td rowspan=2>乙<tr><td colspan=3>丙<td>丁</table>", [["甲|乙", "丙|乙|丁"]]),
    ("<table><tr><td>甲<td></td><td>乙<tr></tr><tr><td><td>丙</table>", [["甲||乙", "|丙"]]),
    ("<table><tr><td>甲<td>乙<td>丙<tr><td>丁</table>", [["甲|乙|丙", "丁"]]),
    ("<table><tr><td>甲<td rowspan=x colspan=-1>乙<tr><td>丙</table>", [["甲|乙", "丙"]]),
    ("<table><tr><td>甲<td><table><tr><td>乙</table><tr><td>丙<td>丁</table>", [["甲|乙", "丙|丁"]]),
    ("<table><tr><td>甲<td hidden>藏<td>乙<tr style='display:none'><td>藏<td>藏</table>", [["甲|乙"]]),
    ("<table>散<tr><td>甲<td>乙</table>", ["散", ["甲|乙"]]),
    ("<ul><li>一<table><tr><td>甲<td>乙</table>二</ul>", ["一", ["甲|乙"], "二"]),
    ("<table><tr><td><td><tr><td> </table>", []),
    # tables that only lay out
    ("<table><tr><td>甲</table>", ["甲"]),
    ("<table><tr><td>甲<tr><td>乙</table>", ["甲", "乙"]),
    ("<table><tr><td width=9><td><p>甲</p>乙<td></table>", ["甲", "乙"]),
    ("<table><tr><td>甲<td><table><tr><td>乙<td>丙</table></table>", ["甲", ["乙|丙"]]),
    ("<table><tr><td>栏<td>" + "<p>认真贯彻落实，积极推进各项工作。</p>" * 5 + "</table>", ["栏", *["认真贯彻落实，积极推进各项工作。"] * 5]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), MARKUP)
def test_markup(html: str, expected: list[str | list[str]]) -> None:
    assert shown(blocks_of_html(html)) == expected


# --- whole pages -------------------------------------------------------------------------------------

LONG = [
    "各市、州人民政府，省政府各委、办、厅、局：",
    "为进一步优化营商环境，推进全省放管服改革，经省政府同意，现就有关工作安排通知如下。",
    "一、总体要求",
    "坚持问题导向和目标导向相结合，切实解决企业和群众办事难、办事慢、办事繁等突出问题，努力营造公平竞争的市场环境。",
    "二、重点任务",
    "（一）压减审批事项。全面清理各类证明事项，没有法律法规依据的一律取消。（牵头单位：省政府审改办；责任单位：省直有关部门）",
    "（二）推进网上办理。2019年底前，除涉密事项外，政务服务事项全部实现网上可办。（牵头单位：省政务服务局）",
    "三、保障措施",
    "各地区、各部门要高度重视，明确分工，落实责任，确保各项工作按期完成。",
]
SIGNED = ["某某省人民政府办公厅", "2018年3月20日"]
TITLE = "某某省人民政府办公厅关于印发2018年优化营商环境工作要点的通知"
NUMBER = "某政办〔2018〕28号"
SHORT = ["各有关单位：", "经研究，定于2019年3月5日召开全县安全生产工作会议，请准时参加，不得缺席。特此通知。"]


def ps(lines: list[str], attributes: str = "") -> str:
    return "".join(f"<p{attributes}>{line}</p>" for line in lines)


def lis(*names: str) -> str:
    return "".join(f'<li><a href="/col/{n}.html">{name}</a></li>' for n, name in enumerate(names))


NAV = f"""<div class="top"><a href="/">中国政府网</a> | <a href="/s">某某省人民政府</a> | <a href="/w">无障碍浏览</a></div>
<div class="logo"><h1><a href="/"><img src="logo.png">某某省人民政府门户网站</a></h1></div>
<ul id="menu">{lis("首页", "省情概况", "政务公开", "政务服务", "互动交流", "数据开放", "专题专栏", "领导之窗")}</ul>
<div class="search"><form><input name="q" placeholder="请输入关键字"><button>搜索</button></form>热门搜索：<a href="/1">公务员</a> <a href="/2">社保</a></div>"""
FOOTER = """<div class="bottom"><p><a href="/about">关于我们</a> | <a href="/map">网站地图</a> | <a href="/c">联系我们</a></p>
<p>主办单位：某某省人民政府办公厅　承办单位：某某省电子政务中心</p><p>地址：某某市解放路1号　邮编：810000　电话：0971-0000000</p>
<p>版权所有：某某省人民政府门户网站　<a href="http://beian.miit.gov.cn">某ICP备00000001号-1</a>　网站标识码：6300000001　某公网安备 63010000000001号</p>
<p>建议使用IE9.0以上浏览器，1366*768分辨率浏览本站，您是第 12345 位访问者。</p></div>"""
SHARE = '<div class="bdsharebuttonbox"><a href="#" class="bds_more">分享到：</a><a href="#">微信</a><a href="#">新浪微博</a></div>'


def page(body: str, title: str = "", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}<script>var a='<p>x</p>';</script></head><body>{body}</body></html>"


FIELDS = [("索 引 号：", "000014349/2018-00028"), ("主题分类：", "综合政务\\其他"), ("发文机关：", "某某省人民政府办公厅"),
          ("成文日期：", "2018年3月20日"), ("发文字号：", NUMBER), ("发布日期：", "2018年3月29日")]  # fmt: skip


def header_table(attributes: str = "") -> tuple[str, list[str]]:
    """A header table of two fields a row, and the rows to be read."""
    pairs = [FIELDS[i : i + 2] for i in range(0, len(FIELDS), 2)]
    html = "".join(
        "<tr>" + "".join(f"<td width=70><b>{a}</b></td>\n<td>{b}</td>" for a, b in pair) + "</tr>" for pair in pairs
    )
    return f"<table {attributes}><tbody>{html}</tbody></table>", [
        "|".join(x for f in pair for x in f) for pair in pairs
    ]


HEADER, HEADER_ROWS = header_table('class="bd1" border="0" cellpadding="0" style="width:660px"')
CENTRED = ' style="margin-top: 0px; text-align: center; font-family: 宋体;"'

# gov.cn, 2015 to 2019: tables, the header in one and the body in another, tools as pictures, a code to scan.
GOV_2015 = page(
    f"""<div class="header"><div class="nav"><a href="/">首页</a>&nbsp;>&nbsp;<a href="/i">信息公开</a>&nbsp;>&nbsp;国务院文件</div></div>
<div class="wrap"><table width="724" border="0"><tbody><tr><td>
{HEADER}<table class="bd1"><tbody><tr><td valign="top"><b>主 题 词：</b></td><td></td><td></td></tr></tbody></table></td></tr></tbody></table><br>
<table width="724"><tbody><tr><td><br><table width="650"><tbody><tr><td class="b12c" id="UCAP-CONTENT">
<p{CENTRED}><span>{TITLE[:10]}</span><br> <span>{TITLE[10:]}</span></p> <p{CENTRED}>{NUMBER}</p> <p{CENTRED}><br> </p>
{ps(LONG)}{ps([s + "&nbsp; &nbsp;" for s in SIGNED])}<p>（此件公开发布）</p></td></tr><tr><td></td></tr></tbody></table>
<div id="div_div"><div id="qr_container">
       扫一扫在手机打开当前页
      </div></div><canvas id="Canvas"></canvas>
<table width="650"><tbody><tr><td height="60"><a href="#" onclick="window.print()"><img src="print.gif"></a></td></tr></tbody></table></td></tr></tbody></table>
<div class="de_bannerS"><a href="http://www.gov.cn/public/yidongkehuduan.htm"></a></div></div>""",
    f"{TITLE}_政府信息公开专栏",
)
GOV_2015_SHOWN = [
    HEADER_ROWS,
    TITLE[:10],
    TITLE[10:],
    NUMBER,
    *LONG,
    *[s + "\xa0 \xa0" for s in SIGNED],
    "（此件公开发布）",
]

# gov.cn, 2019: the title above, for phones a second time; editor, related articles.
GOV_2019 = page(
    f"""{NAV}<div class="BreadcrumbNav"><a href="/">首页</a> &gt; <a href="/z">政策</a> &gt; 正文</div>
<div class="article oneColumn pub_border"><h1>\n   {TITLE}</h1><h1 class="pchide">{TITLE}</h1>
<div class="pages-date">2018-03-29 16:05 <span class="font">来源： 某某省人民政府网站</span><div class="pages_print mhide"><span class="font"><a href="#">【字体：<span>大</span> <span>中</span> <span>小</span>】</a></span><span class="font printIco" onclick="p()">打印</span>{SHARE}</div></div>
<div class="pages_content" id="UCAP-CONTENT"><p>{NUMBER}</p>{ps(LONG + SIGNED)}</div>
<div class="editor"><span><a href="/fuwu/jiucuo.htm" target="_blank">【我要纠错】</a></span><span class="zrbj">责任编辑：某某</span></div>
<div class="related"><h2>相关稿件</h2><ul class="list01"><li><a href="/1">图解：优化营商环境怎么干</a></li><li><a href="/2">解读《2018年优化营商环境工作要点》</a></li></ul></div></div>
<div class="footer"><p>主办单位：国务院办公厅&nbsp;&nbsp;运行维护单位：中国政府网运行中心</p><p>版权所有：中国政府网&nbsp;&nbsp;中文域名：中国政府网.政务</p></div>""",
    f"{TITLE}_政策_某某网",
)
GOV_2019_SHOWN = [TITLE, "2018-03-29 16:05 来源： 某某省人民政府网站", NUMBER, *LONG, *SIGNED]

# gov.cn, 2023: the header as a table with a title row, related interpretations beside the body.
GOV_2023 = page(
    f"""<div class="header">{NAV}</div><div class="container"><div class="policyLibraryOverview_header"><table><tbody>
<tr><td>标　　题：</td><td colspan="3">{TITLE}</td></tr><tr><td>发文机关：</td><td>某某省人民政府办公厅</td><td>发文字号：</td><td>{NUMBER}</td></tr>
<tr><td>主题分类：</td><td>综合政务</td><td>公文种类：</td><td>通知</td></tr><tr><td>成文日期：</td><td>2018年03月20日</td><td>有 效 性：</td><td></td></tr></tbody></table></div>
<div class="trs_editor_view TRS_UEDITOR trs_paper_default trs_web"><p style="text-align: center;"><strong>{TITLE}</strong></p><p>{NUMBER}</p>{ps(LONG + SIGNED)}</div>
<p class="fj">附件：<a href="/P02018.pdf">2018年优化营商环境工作要点任务分解表.pdf</a></p>
<div class="right"><h3>解读</h3><ul>{lis("一图读懂营商环境工作要点", "省政府新闻办发布会实录")}</ul></div><div class="jiedu-blk">相关文件<ul>{lis("优化营商环境条例")}</ul></div></div>{FOOTER}""",
    f"{TITLE}_国务院部门文件_中国政府网",
)
GOV_2023_SHOWN = [
    [f"标　　题：|{TITLE}|{TITLE}|{TITLE}", f"发文机关：|某某省人民政府办公厅|发文字号：|{NUMBER}", "主题分类：|综合政务|公文种类：|通知", "成文日期：|2018年03月20日|有 效 性：|"],
    TITLE, NUMBER, *LONG, *SIGNED, "附件：2018年优化营商环境工作要点任务分解表.pdf",
]  # fmt: skip

# A province's TRS site: the header as a list, the title below, the body in the editor's element.
TRS = page(
    f"""{NAV}<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/zc">省政府办公厅文件</a></div>
<div class="xxgk_box"><ul class="clearfix"><li><b>索引号：</b>GZ000001/2018-00123</li><li><b>发文字号：</b>{NUMBER}</li><li><b>发布机构：</b>省政府办公厅</li><li><b>成文日期：</b>2018-03-20</li></ul></div>
<div class="xl_title"><h2>{TITLE}</h2></div><div class="xl_info">发布时间：2018-03-29　　来源：省政府办公厅　　浏览次数：<span id="c">235</span>　　字体：[<a href="javascript:d(16)">大</a> <a href="javascript:d(14)">中</a> <a href="javascript:d(12)">小</a>]　<a href="javascript:print()">打印</a></div>
<div class="zw"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{margin:0}}</style><div class="Custom_UnionStyle">{ps(["　　" + x for x in LONG + SIGNED], ' class="MsoNormal"')}</div></div></div>
<div class="fj"><ul><li><a href="./P020180329.doc">2018年优化营商环境工作要点.doc</a></li></ul></div>
<div class="ewm"><img src="q.png"><p>扫一扫在手机打开当前页</p></div><div class="jd">相关解读：<ul>{lis("《2018年优化营商环境工作要点》政策解读")}</ul></div>
<div class="btns"><a href="javascript:print()">【打印本页】</a><a href="javascript:close()">【关闭窗口】</a></div>{FOOTER}""",
    f"{TITLE}-某某省人民政府",
)
TRS_SHOWN = [
    "索引号：GZ000001/2018-00123", f"发文字号：{NUMBER}", "发布机构：省政府办公厅", "成文日期：2018-03-20", TITLE,
    "发布时间：2018-03-29　　来源：省政府办公厅", *["　　" + x for x in LONG + SIGNED], "2018年优化营商环境工作要点.doc",
]  # fmt: skip

# A city's site of 大汉: header table without colons, comments and <meta> around the body.
HANWEB = page(
    f"""<div id="barrierfree_container">{NAV}<table width="1000" align="center"><tbody><tr><td class="bt_link">当前位置：<a href="/">首页</a>&gt;<a href="/col/col1/">政府信息公开</a>&gt;市政府办公室</td></tr></tbody></table>
<div class="table01"><table class="xxgk_table"><tbody><tr><td class="t">信息索引号</td><td><!--<$[SYH]>-->014006438/2018-00165</td><td class="t">生成日期</td><td>2018-03-20</td><td class="t">公开日期</td><td>2018-03-29</td></tr>
<tr><td class="t">文件编号</td><td>{NUMBER}</td><td class="t">公开时限</td><td>长期</td><td class="t">发布机构</td><td>市政府办公室</td></tr></tbody></table></div>
<table id="article" width="100%"><tbody><tr><td class="title" align="center">{TITLE}</td></tr><tr><td align="center"><table width="100%"><tbody><tr><td>信息来源：市政府办公室</td><td>浏览次数：<script>document.write("<span>8</span>")</script></td><td>字号：[ <a href="#">大</a> <a href="#">中</a> <a href="#">小</a> ]</td></tr></tbody></table></td></tr>
<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart"><p>{"</p><p>".join(LONG + SIGNED)}</p><meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div></td></tr>
<tr><td>附件：<a href="/module/download/downfile.jsp?filename=a.doc">任务分解表</a></td></tr><tr><td align="right">【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></tbody></table>
<table width="1000"><tbody><tr><td>上一篇：<a href="/art/1.html">市政府关于表彰先进的决定</a></td></tr><tr><td>下一篇：<a href="/art/2.html">市政府关于调整价格的通知</a></td></tr></tbody></table>
<table width="1000"><tbody><tr><td align="center">主办：某某市人民政府　承办：某某市大数据局</td></tr><tr><td>某ICP备00000002号 政府网站标识码3200000001</td></tr></tbody></table></div>""",
    f"某某市人民政府 市政府办公室 {TITLE}",
    f'<meta name="ArticleTitle" content="{TITLE}">',
)
HANWEB_SHOWN = [
    ["信息索引号|014006438/2018-00165|生成日期|2018-03-20|公开日期|2018-03-29", f"文件编号|{NUMBER}|公开时限|长期|发布机构|市政府办公室"],
    TITLE, "信息来源：市政府办公室", *LONG, *SIGNED, "附件：任务分解表",
]  # fmt: skip

# JPAAS: <dl> for the header, tabs without links above the body, tools as text.
JPAAS = page(
    f"""<div class="header">{NAV}</div><div class="main-container"><div class="position"><span>当前位置：</span><a href="/">首页</a><span>&gt;</span><a href="/x">政策文件</a></div>
<div class="tabs"><span class="on">文件正文</span><span>图解</span></div><div class="article-info"><dl><dt>索引号</dt><dd>11330000002482-2018-00031</dd><dt>文号</dt><dd>{NUMBER}</dd><dt>公开方式</dt><dd>主动公开</dd></dl></div>
<div class="article-box"><div class="article-title">{TITLE}</div><div class="article-tools"><span>发布日期：2018-03-29 10:20</span><span>访问次数： <i id="visit">77</i></span><span>字号：<a>大</a><a>中</a><a>小</a></span><span>打印</span><span>收藏</span></div>
<div class="article-conter">{"".join(f'<div style="text-indent:2em">{x}</div>' for x in LONG + SIGNED)}</div></div>
<div class="xgxx"><div class="tit">相关信息</div>{"".join(f'<div><a href="/{n}">某某市人民政府关于{n}的意见</a></div>' for n in range(5))}</div></div><footer>{FOOTER}</footer>""",
    TITLE,
)
JPAAS_SHOWN = [
    ["索引号|11330000002482-2018-00031", f"文号|{NUMBER}", "公开方式|主动公开"], TITLE, "发布日期：2018-03-29 10:20", *LONG, *SIGNED,
]  # fmt: skip

# A county's site of about 2008: tables within tables, a menu on the left, lines broken by <br>, spaces for indents.
COUNTY = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>某某县人民政府门户网站</title></head><body>
<table width="980" align="center"><tr><td><img src="banner.jpg"></td></tr><tr><td><table width="100%"><tr>{"".join(f'<td><a href="/{n}.asp">{n}</a></td>' for n in ["首页", "走进某县", "新闻中心", "政务公开", "招商引资"])}</tr></table></td></tr>
<tr><td>今天是：2018年4月2日 星期一　　欢迎访问某某县人民政府门户网站！</td></tr></table>
<table width="980"><tr><td width="200" valign="top"><table>{"".join(f'<tr><td>·<a href="l.asp?id={n}">公开栏目{n}</a></td></tr>' for n in range(12))}</table></td>
<td width="780" valign="top"><table width="100%"><tr><td>当前位置：首页 &gt;&gt; 政务公开 &gt;&gt; 文件</td></tr><tr><td align="center"><font size="5"><b>{TITLE}</b></font></td></tr>
<tr><td align="center">发布时间：2018-4-2 点击：130次 【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr>
<tr><td><font size="3">{NUMBER}<br><br>{"<br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x for x in LONG)}<br><br>{"<br>".join(SIGNED)}</font></td></tr></table></td></tr></table>
<table width="980"><tr><td align="center">版权所有：某某县人民政府　地址：某某县人民路2号<br>技术支持：某某网络公司</td></tr></table></body></html>"""
COUNTY_SHOWN = [TITLE, "发布时间：2018-4-2", NUMBER, *["\xa0\xa0\xa0\xa0" + x for x in LONG], *SIGNED]

# The header table between title and body.
HEADER_BELOW = page(
    f'{NAV}<div class="content"><h3 class="tit">{TITLE}</h3><div class="tools">【字体：大 中 小】　打印　收藏</div>{HEADER}<div class="detail">{ps(LONG + SIGNED)}</div></div>{FOOTER}'
)
HEADER_BELOW_SHOWN = [TITLE, HEADER_ROWS, *LONG, *SIGNED]

# Nothing but a table below the title.
TABLE_PAGE = page(
    f"""{NAV}<div class="crumb">首页 &gt; 公示公告 &gt; 正文</div><div class="box"><h1>某某市2018年重点任务分工表</h1><div class="sub">2018-04-01 来源：市政府办公室</div>
<div class="con"><table border="1"><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>{"".join(f"<tr><td>{n}</td><td>开展第{n}项专项整治行动</td>{'<td rowspan=10>市财政局</td>' if n == 1 else ''}</tr>" for n in range(1, 11))}</table></div></div>{FOOTER}""",
    "某某市2018年重点任务分工表",
)
TABLE_PAGE_SHOWN = [
    "某某市2018年重点任务分工表", "2018-04-01 来源：市政府办公室",
    ["序号|任务|责任单位", *[f"{n}|开展第{n}项专项整治行动|市财政局" for n in range(1, 11)]],
]  # fmt: skip

# Two sentences beside three hundred links, and menus that are no links.
SHORT_PAGE = page(
    f"""{NAV}<div class="left"><ul>{lis(*[f"公开目录第{n}类信息" for n in range(200)])}</ul><div>{"".join(f"<div onclick='go({n})'>栏目{n}</div>" for n in range(40))}</div></div>
<div class="right"><div class="bt">关于召开安全生产工作会议的通知</div><div class="sj">2019-02-27</div><div class="nr"><p>{SHORT[0]}</p><p>{SHORT[1]}</p><p>某某县应急管理局</p><p>2019年2月27日</p></div>
<div class="sxp"><p>上一条：<a href="/1">关于开展检查的通知</a></p><p>下一条：没有了</p></div></div><div class="hot"><h4>热点文章</h4><ul>{lis(*[f"某某县人民政府关于第{n}号事项的通知" for n in range(100)])}</ul></div>{FOOTER}"""
)
SHORT_PAGE_SHOWN = ["关于召开安全生产工作会议的通知", "2019-02-27", *SHORT, "某某县应急管理局", "2019年2月27日"]

# All of the page in one element.
ONE_DIV = f"""<html><body><div align=center><a href="/">首页</a> | <a href="/a">新闻</a> | <a href="/b">公开</a><br>您的位置：首页 - 政务公开 - 正文<br><b>{TITLE}</b><br>
来源：县政府办 作者：佚名 发布时间：2018-4-2 【字体：大 中 小】<br>{NUMBER}<br>{"<br>　　".join(LONG)}<br>{"<br>".join(SIGNED)}<br>
（责任编辑：某某）<br>上一篇：<a href="1.html">没有了</a><br>下一篇：<a href="2.html">关于放假的通知</a><br>主办单位：某某县人民政府<br>地址：人民路2号<br>版权所有 某ICP备00000003号</div></body></html>"""
ONE_DIV_SHOWN = [TITLE, "来源：县政府办 发布时间：2018-4-2", NUMBER, LONG[0], *["　　" + x for x in LONG[1:]], *SIGNED]

# The label in <strong>, the colon behind it; menus and footer in the same element as the body.
STRONG_LABELS = page(
    f"""<div class="container content"><div class="top cf"><div class="top-l"><p><strong>索引号</strong>：000014348/2018-35147</p><p><strong>发布机构</strong>：某某市教育局</p><p><strong>文号</strong>：无</p></div><div class="top-r"><p><strong>发布日期</strong>：2018年08月02日</p></div></div>
<div class="dhlm"><ul>{lis("网站首页", "走进某市", "市长之窗")}</ul></div><div class="xl"><h2>{TITLE}</h2>{ps(LONG + SIGNED)}<p>抄送：省委办公厅。</p></div>
<div class="footer_bg"><ul><li><a href="/">返回首页</a>| </li><li><a href="/m">网站地图</a>| </li></ul><p>网站标识码 1304000009 </p><p>主办单位： 某某市人民政府办公室 </p></div></div>"""
)
STRONG_LABELS_SHOWN = [
    "索引号：000014348/2018-35147", "发布机构：某某市教育局", "文号：无", "发布日期：2018年08月02日", TITLE, *LONG, *SIGNED, "抄送：省委办公厅。",
]  # fmt: skip

# Letter and plan in elements of their own, an interpretation as long as the plan behind them.
TWO_PARTS = page(
    f"""{NAV}<div class="art"><h1>{TITLE}</h1><div class="letter">{ps(["《2018年优化营商环境工作要点》已经省政府同意，现印发给你们，请认真组织实施。", *SIGNED])}</div>
<div class="plan">{ps(["2018年优化营商环境工作要点", *LONG[1:]])}</div></div><div class="jd"><div class="hd">政策解读</div>{ps(["一是坚持问题导向，着力解决突出问题，出台了一批务实管用的措施。" * 3] * 3)}</div>{FOOTER}"""
)
TWO_PARTS_SHOWN = [
    TITLE,
    "《2018年优化营商环境工作要点》已经省政府同意，现印发给你们，请认真组织实施。",
    *SIGNED,
    "2018年优化营商环境工作要点",
    *LONG[1:],
]

# A motto above the menu, the parts of the notice right in the body.
MOTTO = page(
    f"""<div>为人民服务，让人民满意，建设服务型政府。</div>{NAV}<div><a href=/a>甲</a></div><div><a href=/b>乙</a></div><h1>{TITLE}</h1><div>{ps(LONG[:5])}</div><div>{ps(LONG[5:] + SIGNED)}</div>{FOOTER}
<div>创新、协调、绿色、开放、共享的发展理念</div>"""
)
MOTTO_SHOWN = [TITLE, *LONG, *SIGNED]

# A part of a page that someone copied: all of it is the notice's.
FRAGMENT = f"<h1>{TITLE}</h1><p>{NUMBER}</p>{ps(LONG)}<table><tr><td>任务<td>单位<tr><td>压减审批<td>省审改办</table><p>联系电话：0971-0000000</p>"
FRAGMENT_SHOWN = [TITLE, NUMBER, *LONG, ["任务|单位", "压减审批|省审改办"], "联系电话：0971-0000000"]

PAGES: dict[str, tuple[str, Sequence[str | Sequence[str]]]] = {
    "gov.cn 2015": (GOV_2015, GOV_2015_SHOWN),
    "gov.cn 2019": (GOV_2019, GOV_2019_SHOWN),
    "gov.cn 2023": (GOV_2023, GOV_2023_SHOWN),
    "TRS": (TRS, TRS_SHOWN),
    "Hanweb": (HANWEB, HANWEB_SHOWN),
    "JPAAS": (JPAAS, JPAAS_SHOWN),
    "county": (COUNTY, COUNTY_SHOWN),
    "header below": (HEADER_BELOW, HEADER_BELOW_SHOWN),
    "table": (TABLE_PAGE, TABLE_PAGE_SHOWN),
    "short": (SHORT_PAGE, SHORT_PAGE_SHOWN),
    "one div": (ONE_DIV, ONE_DIV_SHOWN),
    "labels": (STRONG_LABELS, STRONG_LABELS_SHOWN),
    "two parts": (TWO_PARTS, TWO_PARTS_SHOWN),
    "motto": (MOTTO, MOTTO_SHOWN),
    "fragment": (FRAGMENT, FRAGMENT_SHOWN),
}


@pytest.mark.parametrize("kind", PAGES)
def test_pages(kind: str) -> None:
    html, expected = PAGES[kind]
    assert shown(blocks("page.html", html.encode("gb18030" if "gb2312" in html else "utf-8"))) == expected


SENTENCES = [
    "各单位：",
    "为做好有关工作，现将有关事项通知如下，请认真贯彻落实。",
    "请于3月底前报送落实情况，逾期不予受理。",
]
HEAD = "关于做好工作的通知"

BETWEEN = [
    # tools in one line with the date, in brackets, as bare words, in a row of a table
    ("<p>时间：2018-1-1 【字体：<a>大</a> <a>中</a> <a>小</a>】 【打印】 【关闭】</p>", "时间：2018-1-1"),
    ("<p>打印　收藏　分享到：</p>", None),
    ("<div>【我要纠错】 责任编辑：某某</div>", None),
    ("<div>视力保护色： 字号：大 中 小</div>", None),
    ("<table><tr><td>2018-1-1<td>点击数：12<td>[ 大 中 小 ]</table>", "2018-1-1"),
    # navigation, by its element, its name or its links
    ("<nav>政务公开，政务服务，互动交流。</nav>", None),
    ("<aside>政务公开，政务服务，互动交流。</aside>", None),
    ("<div class='left-menu'>政务公开</div>", None),
    ("<div><a href=/a>政务公开</a> | <a href=/b>政务服务</a></div>", None),
    # a header table below the title; 主题词 without a value
    ("<table><tr><td>索引号<td>A/1<td>文号<td>某发〔2018〕1号</table><p>主 题 词：</p>", ["索引号|A/1|文号|某发〔2018〕1号"]),
]  # fmt: skip
ABOVE = [
    ("<div>您现在的位置：首页 &gt; 公开</div>", None),
    ("<div>政务公开 &gt; 政策文件 &gt; 正文</div>", None),
    ("<div>首页 » 公开</div>", None),
    ("<p>今天是2018年1月1日 星期一</p>", None),
    ("<p>某某县门户网站</p><p>高效、便民、公开。</p>", None),
    # the labels of a search form are no header
    ("<form>发文字号：<input><br>标题：<input><br>索引号：<input></form>", None),
    # fields of the header, in every form
    ("<p>索引号：A/1</p><p>文号：无</p>", "索引号：A/1|文号：无"),
    ("<dl><dt>索引号：<dd>A/1<dt>发布机构<dd>某局</dl>", ["索引号：|A/1", "发布机构|某局"]),
    ("<div class='nav'><span>索 引 号：A/1</span></div><div>公开日期：2018-1-1</div>", "索 引 号：A/1|公开日期：2018-1-1"),
    # the letterhead, the number and the first line of a title in two
    ("<p>某某县人民政府文件</p><p>某政〔2018〕1号</p><p>某某县人民政府</p>", "某某县人民政府文件|某政〔2018〕1号|某某县人民政府"),
]  # fmt: skip


def parts(kept: str | list[str] | None) -> list[str | list[str]]:
    return [kept] if isinstance(kept, list) else list(kept.split("|")) if kept else []


@pytest.mark.parametrize(("between", "kept"), BETWEEN)
def test_what_stands_between_title_and_text(between: str, kept: str | list[str] | None) -> None:
    html = page(f"{NAV}<h2>{HEAD}</h2>{between}<div>{ps(SENTENCES)}</div>{FOOTER}")
    assert shown(blocks("n", html.encode())) == [HEAD, *parts(kept), *SENTENCES]


@pytest.mark.parametrize(("above", "kept"), ABOVE)
def test_what_stands_above_the_title(above: str, kept: str | list[str] | None) -> None:
    html = page(f"{NAV}{above}<h2>{HEAD}</h2><div>{ps(SENTENCES)}</div>{FOOTER}")
    assert shown(blocks("n", html.encode())) == [*parts(kept), HEAD, *SENTENCES]


TITLES = [
    ("<h1>关于公布结果的公告（2018年第3号）</h1>", ""),
    ("<div class='bt'>某某市国民经济统计</div>", ""),
    ("<p>某某市国民经济统计情况说明</p>", "某某市国民经济统计情况说明_某某市统计局"),
    ("<p>某某市国民经济统计情况说明</p>", "某某市统计局 统计数据 某某市国民经济统计情况说明"),
    ("<p>某某县水利局转发国务院办公厅通知</p>", ""),
    ("<div>某某县水利局</div><div>关于转发《通知》的通知</div>", ""),
    ("<h1>公 告</h1>", "某某县人民政府"),
]


@pytest.mark.parametrize(("title", "named"), TITLES)
def test_titles(title: str, named: str) -> None:
    html = page(f"{NAV}<p>某某县人民政府网站</p><div>某某专题</div>{title}<div>{ps(SENTENCES)}</div>{FOOTER}", named)
    assert shown(blocks("n", html.encode())) == [*shown(blocks_of_html(title)), *SENTENCES]


BELOW = [
    ("<p>附件：1.任务表</p><p>2.责任表</p>", "附件：1.任务表|2.责任表"),
    ("<div>附件下载：<ul><li><a href='a.doc'>任务表</a><li><a href='b.xls'>责任表</a></ul></div>", "附件下载：|任务表|责任表"),
    ("<p><a href='/P0201.pdf'>关于做好工作的通知（某发〔2018〕1号）</a></p>", "关于做好工作的通知（某发〔2018〕1号）"),
    ("<p>某某县财政局</p><p>2018年1月1日</p>", "某某县财政局|2018年1月1日"),
    ("<p>（此件公开发布）</p><p>抄送：县委办公室。</p>", "（此件公开发布）|抄送：县委办公室。"),
    ("<p>特此通知。</p>", "特此通知。"),
    ("<p>联系人：办公室，电话：0000000</p>", "联系人：办公室，电话：0000000"),
    ("<p>扫一扫在手机打开当前页</p><p>附件：任务表</p>", "附件：任务表"),
    ("<div class='bshare-custom'>分享到：<a>微信</a></div>", None),
    ("<div>【打印】【收藏】【关闭】</div>", None),
    ("<p>主办单位：某某局</p><p>版权所有 某某县</p>", None),
    ("<h3>相关链接</h3><p>关于甲的通知，关于乙的通知。</p>", None),
    ("<div>【政策解读】</div><div>一图读懂，清楚明白，请看下面的图解。</div>", None),
    ("<div>上一篇：<a href=1>关于甲的通知</a></div><div>下一篇：没有了</div>", None),
    ("<ul><li><a href=1>关于甲的通知</a><li><a href=2>关于乙的意见</a></ul>", None),
    ("<h3>相关解读</h3><ul><li><a href=1>解读</a></ul><p>附件：<a href=a.doc>任务表</a></p>", "附件：任务表"),
    ("<p>您的浏览器版本过低，请升级浏览器后再访问本网站。</p>", None),
]  # fmt: skip


@pytest.mark.parametrize(("below", "expected"), BELOW)
def test_what_stands_below(below: str, expected: str | None) -> None:
    html = page(f"{NAV}<h2>{HEAD}</h2><div id=x><div>{ps(SENTENCES)}</div></div><div>{below}</div>{FOOTER}")
    assert shown(blocks("n", html.encode())) == [HEAD, *SENTENCES, *parts(expected)]


WITHIN = [
    "主办单位：省财政厅　协办单位：省教育厅",
    "请登录网站（www.example.gov.cn）首页，点击相关链接，打印申请表。",
    "相关文件的解释工作由省财政厅负责，网站标识码由省政府办公厅统一分配。",
    "大、中、小学",
    "附件",
    "首页应当展示政府信息公开专栏。",
    "《某某省条例》 &gt; 《某某省办法》",
]


@pytest.mark.parametrize("line", WITHIN)
def test_what_stands_within_stays(line: str) -> None:
    html = page(f"{NAV}<h2>{HEAD}</h2><div>{ps([*SENTENCES, line, *SENTENCES])}</div>{FOOTER}")
    assert line.replace("&gt;", ">") in shown(blocks("n", html.encode()))


def test_all_of_the_markup_without_a_search() -> None:
    html = page(f"{NAV}<p>{SENTENCES[1]}</p><p>【打印】</p>{FOOTER}")
    found = shown(blocks_of_html(html))
    assert {"首页", SENTENCES[1], "【打印】"} <= set(map(str, found))
    assert "x" not in found


def test_a_page_of_links_alone_is_taken_whole() -> None:
    assert shown(blocks("n", f"<ul>{lis('甲', '乙')}</ul>".encode())) == ["甲", "乙"]


def test_fragments_of_gov_cn(annotated_notices: Path) -> None:
    """Each begins with a cell outside of its table and holds the notice alone: nothing of it may be lost."""
    files = sorted(annotated_notices.rglob("*.html"))
    for file in files:
        data = file.read_bytes()
        assert blocks(file.name, data) == blocks_of_html(data.decode("utf-8"))
        assert len(blocks(file.name, data)) >= 10


# --- files -------------------------------------------------------------------------------------------

BODY = "<html><head>{}</head><body><p>關於開展政務公開工作，各單位認真落實。</p></body></html>"
SIMPLE = BODY.replace("關於開展政務公開工作，各單位認真落實。", "关于开展政务公开工作，各单位认真落实。")
ENCODED = [
    (SIMPLE.format("<meta charset='utf-8'>"), "utf-8"),
    (SIMPLE.format('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312">'), "gb18030"),
    (SIMPLE.format("<meta charset=GBK>").replace("关于", "关于㊣镕"), "gbk"),
    (BODY.format("<meta charset=big5>"), "big5"),
    (BODY.format("<meta charset='BIG5-HKSCS'>"), "big5hkscs"),
    ("<?xml version='1.0' encoding='gb2312'?>" + SIMPLE.format(""), "gb18030"),
    # what is declared is wrong, unknown or missing
    (SIMPLE.format("<meta charset=gb2312>"), "utf-8"),
    (SIMPLE.format("<meta charset=utf-8>"), "gb18030"),
    (SIMPLE.format("<meta charset=iso-8859-1>"), "gb18030"),
    (SIMPLE.format("<meta charset=x-unknown>"), "utf-8"),
    (SIMPLE.format("<meta charset=utf-16>"), "utf-8"),
    (SIMPLE.format(""), "gb18030"),
    # the mark tells
    (SIMPLE.format("<meta charset=gb2312>"), "utf-8-sig"),
    (SIMPLE.format("<meta charset=gb2312>"), "utf-16"),
]


@pytest.mark.parametrize(("html", "encoding"), ENCODED)
def test_encodings(html: str, encoding: str) -> None:
    (found,) = blocks("n", html.encode(encoding))
    assert isinstance(found, Paragraph)
    assert found.text == html.split("<p>")[1].split("</p>")[0]


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: http://www.example.gov.cn/1.html
Subject: =?utf-8?Q?=E5=85=B3=E4=BA=8E?=
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----MultipartBoundary--x----"


------MultipartBoundary--x----
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable

p {{ color: red }}
------MultipartBoundary--x----
Content-Type: {type}
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: {transfer}

{content}
------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>

<p>frame</p>
------MultipartBoundary--x------
"""


def in_mime(html: str, transfer: str, encoding: str = "utf-8", kind: str = "text/html") -> bytes:
    import base64
    import quopri

    data = html.encode(encoding)
    packed = base64.encodebytes(data) if transfer == "base64" else quopri.encodestring(data)
    packed = data if transfer == "8bit" else packed
    head, tail = MHTML.split("{content}")
    return head.format(type=kind, transfer=transfer).encode() + packed + tail.encode()


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_pages_in_mime(transfer: str, ends: bytes) -> None:
    data = in_mime(GOV_2019, transfer).replace(b"\n", ends)
    assert shown(blocks("a.mhtml", data)) == GOV_2019_SHOWN


def test_the_encoding_that_mime_states() -> None:
    html = SIMPLE.format("<meta charset=utf-8>")
    data = in_mime(html, "base64", "gb18030", 'text/html; charset="gb2312"')
    assert shown(blocks("a.mht", data)) == ["关于开展政务公开工作，各单位认真落实。"]


NO_TEXT = [
    (b"<html><body><img src=a.png></body></html>", "holds no text"),
    (b"<html><frameset><frame src=a.html></frameset></html>", "only frames"),
    (b"<body><iframe src=a.html></iframe></body>", "only frames"),
    (b"", "holds no text"),
    (b"<p>\x00\x01\x02</p>" * 40, "binary"),
    (MHTML.replace("text/html\nContent-ID", "text/plain\nContent-ID").format(type="text/plain", transfer="8bit", content="x").encode(), "no web page"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "no web page"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), NO_TEXT)
def test_no_text(data: bytes, problem: str) -> None:
    with pytest.raises(NoticeError, match=problem) as caught:
        blocks("a.html", data)
    assert caught.value.advice


# --- hostile markup ----------------------------------------------------------------------------------

S = "为做好有关工作，现将有关事项通知如下。"
QUICK = {
    "divs": "<div>" * 10_000 + S,
    "spans": "<span>" * 100_000 + S,
    "closed": "<div>" * 100_000 + S + "</div>" * 100_000,
    "formatting": "".join(f"<font color={n}><p>{S}" for n in range(5_000)),
    "in cells": "".join(f"<b id={n}><table><tr><td></b><p>{S}" for n in range(2_000)),
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{S}",
    "options": "<select>" + "<option>" * 100_000 + f"</select>{S}",
    "rowspan": "<table>" + "<tr><td rowspan=65534>甲<td>乙" * 2_000 + "</table>",
    "colspan": "<table>" + "<tr><td colspan=100000>甲<td>乙" * 2_000 + "</table>",
    "stairs": "<table>" + "".join(f"<tr><td rowspan={n + 2}>甲<td>乙" for n in range(2_000)) + "</table>",
    "tables": "<table><tr><td>" * 2_000 + S,
    "tables of two": "<table><tr><td>甲<td>" * 2_000 + S,
    "comments": "<!--" * 100_000 + "<p" * 100_000,
    "quotes": '<p title="' * 100_000,
    "lists": "<ol reversed>" * 3_000 + "<li>" * 3_000,
    "mime": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + "--a\nContent-Type: multipart/a\n\n" * 5_000,
}  # fmt: skip
LARGE = {
    "unclosed": f"<div><p>{S}" * 50_000,
    "list items": f"<ul><li>{S}" * 50_000,
    "formatting": "".join(f"<font color={n}><p>{S}" for n in range(20_000)),
    "cells": "<table>" + ("<tr>" + "<td>甲" * 10) * 10_000 + "</table>",
    "one row": "<table><tr>" + "<td>甲" * 100_000 + "</table>",
    "rowspan": "<table>" + "<tr><td rowspan=65534>甲<td>乙" * 50_000 + "</table>",
    "both": "<table><tr>" + "<td rowspan=65534 colspan=1000>甲" * 20_000 + "<tr><td>乙" * 2_000 + "</table>",
    "merged text": f"<table><tr><td rowspan=65534>{S * 5_000}<td>乙" + "<tr><td>乙" * 20_000 + "</table>",
    "one line": f"<p>{S * 3}</p>" * 55_000,
    "one paragraph": f"<p>{S * 180_000}",
    "spaces": "<p>甲" + " " * 5_000_000 + "\n" * 5_000_000 + "乙" + S,
    "brackets": "<" * 1_000_000 + ">" * 1_000_000 + S,
    "tools": "【字体：大 中 小】 打印 收藏 " * 100_000 + f"<p>{S}",
    "trail": "首页>" * 200_000 + f"<p>{S}",
    "organs": "<p>某某省人民政府</p>" * 50_000 + f"<p>关于印发某某方案的通知</p><p>{S}",
    "mime": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + "--a\nContent-Type: multipart/a\n\n" * 200_000,
}  # fmt: skip
CASES = [
    *(pytest.param(html, id=name) for name, html in QUICK.items()),
    *(pytest.param(html, id=f"large: {name}", marks=pytest.mark.slow) for name, html in LARGE.items()),
]

RUN = """
import sys, time
sys.path.insert(0, ".links")
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.layout import lay_out
from zhengtu.builders.readers.web import blocks
data = sys.stdin.buffer.read()
started = time.process_time()
try:
    print("text" if lay_out(blocks("n", data))[0] else "nothing")
except NoticeError:
    print("error")
print(time.process_time() - started)
"""


@pytest.mark.parametrize("html", CASES)
def test_hostile_markup_ends_in_text_or_an_error(html: str) -> None:
    """In a process of its own: a crash of the parser would end this one."""
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, input=html.encode(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    outcome, seconds = done.stdout.decode().split()
    assert outcome == ("text" if S in html or "甲" in html else "error")
    assert float(seconds) < 10


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", [f"<p>{S}</p>", f"<div>{S}", f"<ul><li>{S}", "<tr><td>甲<td rowspan=9>乙", f"{S}<br>", "<b id=x><p>"]
)
def test_time_grows_with_size(part: str) -> None:
    """Four times the markup may take no more than six times as long."""
    seconds = []
    for count in (10_000, 40_000):
        html = ("<table>" if part.startswith("<tr>") else "") + part * count
        code = RUN.replace("sys.stdin.buffer.read()", "sys.stdin.buffer.read(); blocks('n', b'<p>x')")
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, input=html.encode(), capture_output=True, check=True
        )
        seconds.append(float(done.stdout.decode().split()[1]))
    assert seconds[1] < 6 * seconds[0] + 0.5
