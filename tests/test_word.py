"""Word files: what Word shows of them, and files that are damaged."""

import io
import time
import zipfile

import docx
import pytest
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.readers.blocks import Block, Grid, Paragraph
from zhengtu.builders.readers.word import blocks
from zhengtu.builders.readers.word_numbers import written

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') or not content else r(content)}</w:p>"


def code(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(*paragraphs: str) -> str:
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"


def alternatives(choice: str, fallback: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{choice}</wps:txbx>'
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{fallback}</v:textbox></v:shape>"
        f"</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


INSTRUCTION = "<w:r><w:instrText>DATE</w:instrText></w:r>"
DELETED = '<w:del w:id="1"><w:r><w:delText>取消</w:delText></w:r></w:del>'

PARAGRAPHS: list[tuple[str, list[str]]] = [
    # Runs and their signs.
    (p(r("（牵头单位：") + r("省财政", "<w:b/>") + r("厅）")), ["（牵头单位：省财政厅）"]),
    (p("<w:r><w:t>一、</w:t><w:br/><w:t>二、</w:t><w:cr/><w:t>三、</w:t></w:r>"), ["一、\n二、\n三、"]),
    (p('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:br w:type="column"/><w:t>乙</w:t></w:r>'), ["甲乙"]),
    (p("<w:r><w:t>附件</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>"), ["附件 1-2"]),
    (p(r("2018\u00ad年")), ["2018年"]),
    (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>甲</w:t><w:sym w:font="宋体" w:char="2460"/></w:r>'), ["甲①"]),
    (p('<w:r><w:sym w:font="Wingdings" w:char="00FC"/><w:sym w:char="D800"/><w:sym w:char="x"/></w:r>'), []),
    (p("<w:r><w:t> 甲\n</w:t><w:t>乙</w:t></w:r>"), ["甲乙"]),
    (p(r("甲 ") + r("\t乙")), ["甲  乙"]),
    (p("<w:r><w:t>甲<!-- c -->乙</w:t></w:r><!-- c --><?p i?>"), ["甲乙"]),
    (p("<m:oMath><m:r><m:t>8%</m:t></m:r></m:oMath>"), ["8%"]),
    (p("<w:ruby><w:rt>" + r("hàn") + "</w:rt><w:rubyBase>" + r("汉") + "</w:rubyBase></w:ruby>"), ["汉"]),
    (p("") + p("　 "), []),
    # What surrounds runs.
    (p("<w:hyperlink>" + r("《意见》") + "</w:hyperlink><w:smartTag><w:smartTag>" + r("青海") + "</w:smartTag></w:smartTag>"), ["《意见》青海"]),
    ("<w:sdt><w:sdtPr/><w:sdtContent>" + p("<w:sdt><w:sdtContent>" + r("青海") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>", ["青海"]),
    ("<w:customXml>" + p("青海") + "</w:customXml>", ["青海"]),
    # Fields.
    (p('<w:fldSimple w:instr="PAGE">' + r("1") + "</w:fldSimple>"), ["1"]),
    (p(r("于") + code("begin") + INSTRUCTION + code("separate") + r("2018年") + code("end") + r("印发")), ["于2018年印发"]),
    (p(code("begin") + INSTRUCTION + code("begin") + INSTRUCTION + code("separate") + r("错") + code("end") + INSTRUCTION + code("separate") + r("对") + code("end")), ["对"]),
    (p(code("begin") + INSTRUCTION + code("separate") + r("目") + code("begin") + INSTRUCTION + code("separate") + r("录") + code("end") + code("end")), ["目录"]),
    (p(code("begin") + INSTRUCTION + code("separate") + r("目录")) + p(r("一、") + code("end") + r("总体")), ["目录", "一、总体"]),
    (p(code("begin") + INSTRUCTION + r("甲")) + p(code("begin") + code("separate") + r("乙")), ["甲", "乙"]),
    (code("begin") + r("甲") + p("乙"), ["乙"]),
    # Revisions.
    (p(r("省") + DELETED + "<w:ins>" + r("财政") + "</w:ins>" + r("厅")), ["省财政厅"]),
    (p("<w:moveFrom>" + r("甲") + "</w:moveFrom><w:moveTo>" + r("乙") + "</w:moveTo>"), ["乙"]),
    ("<w:moveFrom>" + p("甲") + "</w:moveFrom><w:ins>" + p("乙") + "</w:ins>", ["乙"]),
    (p("深化", "<w:rPr><w:del/></w:rPr>") + p("改革"), ["深化改革"]),
    (p("深化", "<w:rPr><w:moveFrom/></w:rPr>"), ["深化"]),
    (p("深化", "<w:rPr><w:del/></w:rPr>") + "<w:tbl><w:tr><w:tc>" + p("改革") + "</w:tc></w:tr></w:tbl>", ["深化", "改革"]),
    # Hidden text, notes, comments.
    (p(r("甲") + r("隐", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>') + r("丙", '<w:vanish w:val="true"/>')), ["甲乙"]),
    (p(r("隐", '<w:rStyle w:val="Hidden"/>') + r("甲")), ["甲"]),
    (p(r("窗体顶端") + r("甲", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="FormTop"/>'), ["甲"]),
    (p(r("甲") + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/><w:footnoteReference w:id="1"/></w:r>'), ["甲"]),
    # Text boxes.
    (p(alternatives(box(p("青海省人民政府")), box(p("青海省人民政府"))) + r("通知")) + p("正文"), ["通知", "青海省人民政府", "正文"]),
    (p(alternatives(box(p("")), box(p("旧式文本框")))), ["旧式文本框"]),
    (p(alternatives("", "")), []),
    (p(r("甲") + alternatives(box(p(r("乙") + alternatives(box(p("丙")), ""))), "") + r("丁")), ["甲丁", "乙", "丙"]),
    (p("<w:r><w:pict><v:textbox>" + box(p("甲"), p("乙")) + "</v:textbox></w:pict></w:r>"), ["甲", "乙"]),
    (p("<w:r><w:rPr><w:vanish/></w:rPr><w:pict>" + box(p("甲")) + "</w:pict></w:r>"), []),
    (box(p("甲")), ["甲"]),
    # No Word file, but one that can be read.
    (p(p("乙") + r("甲")), ["乙", "甲"]),
    ("<w:tr><w:tc>" + p("甲") + "</w:tc></w:tr><w:tbl><w:tc>" + p("乙") + "</w:tc></w:tbl><w:t>丙</w:t>", ["甲", "乙"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), PARAGRAPHS)
def test_paragraphs(body: str, expected: list[str]) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="FormTop"><w:basedOn w:val="Hidden"/></w:style>'
    )
    assert texts(blocks("n.docx", word(body, styles))) == expected


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

TABLES: list[tuple[str, list[tuple[str, int, int, int, int]]]] = [
    (table(cell("序号") + cell("任务"), cell("1") + cell(p("甲") + p("") + p("乙"))), [("序号", 0, 0, 1, 1), ("任务", 0, 1, 1, 1), ("1", 1, 0, 1, 1), ("甲\n乙", 1, 1, 1, 1)]),
    (table(cell("一", wide(2)) + cell("二"), cell("三") + cell("四", wide(2))), [("一", 0, 0, 1, 2), ("二", 0, 2, 1, 1), ("三", 1, 0, 1, 1), ("四", 1, 1, 1, 2)]),
    (
        table(cell("甲", RESTART) + cell("一"), cell("", CONTINUE) + cell("二"), cell("乙", RESTART) + cell("三"), cell("", CONTINUE) + cell("四")),
        [("甲", 0, 0, 2, 1), ("一", 0, 1, 1, 1), ("二", 1, 1, 1, 1), ("乙", 2, 0, 2, 1), ("三", 2, 1, 1, 1), ("四", 3, 1, 1, 1)],
    ),
    # A merge is found by the grid, not by the cell's place in its row.
    (
        table(cell("一") + cell("二") + cell("甲", RESTART), cell("三", wide(2)) + cell("", CONTINUE)),
        [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1), ("甲", 0, 2, 2, 1), ("三", 1, 0, 1, 2)],
    ),
    (table(cell("甲", RESTART) + cell("一"), cell("丙") + cell("二"), cell("丁", CONTINUE) + cell("三")), [("甲", 0, 0, 1, 1), ("一", 0, 1, 1, 1), ("丙", 1, 0, 1, 1), ("二", 1, 1, 1, 1), ("丁", 2, 0, 1, 1), ("三", 2, 1, 1, 1)]),
    # The widths of what is merged differ.
    (
        table(cell("甲", RESTART + wide(2)) + cell("一"), cell("", CONTINUE) + cell("二", wide(2)), cell("", CONTINUE) + cell("三", wide(2))),
        [("甲", 0, 0, 1, 2), ("一", 0, 2, 1, 1), ("甲", 1, 0, 2, 1), ("二", 1, 1, 1, 2), ("三", 2, 1, 1, 2)],
    ),
    (table(cell("一") + cell("二"), '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("三") + "</w:tr>"), [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1), ("三", 1, 1, 1, 1)]),
    (table(cell("一", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("二")), [("一", 0, 0, 1, 2), ("二", 0, 2, 1, 1)]),
    (table(cell("一") + cell("二"), "<w:tr><w:trPr><w:del/></w:trPr>" + cell("三") + cell("四") + "</w:tr>"), [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1)]),
    ("<w:tbl><w:sdt><w:sdtContent><w:tr>" + cell("一") + "<w:sdt><w:sdtContent>" + cell("二") + "</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>", [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1)]),
    (table(cell("外") + cell(p("上") + table(cell("一") + cell("二"), cell("三") + cell("")) + p("下"))), [("外", 0, 0, 1, 1), ("上\n一 二\n三\n下", 0, 1, 1, 1)]),
    (table(cell("一", wide(0)) + cell("二", '<w:gridSpan w:val="x"/>') + cell("三", wide(10**12))), [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1), ("三", 0, 2, 1, 1)]),
    (table(cell(table(cell("一") + cell("二")))), [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1)]),
    (table(cell(p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')) + cell("甲")), [("1.", 0, 0, 1, 1), ("甲", 0, 1, 1, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TABLES)
def test_tables(body: str, expected: list[tuple[str, int, int, int, int]]) -> None:
    found = blocks("n.docx", word(body, numbering=level(0, "decimal", "%1.") + number(1)))
    (grid,) = found
    assert isinstance(grid, Grid)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == expected


def test_tables_stand_between_paragraphs_and_frames_are_none() -> None:
    data = word(
        p("前") + table(cell("一") + cell("二")) + p("中") + table(cell(p("框一") + p("框二")), cell("框三")) + p("后")
    )
    assert texts(blocks("n.docx", data)) == ["前", "(table)", "中", "框一", "框二", "框三", "后"]


# --- automatic numbers -------------------------------------------------------------------------------


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def number(name: int, overrides: str = "", abstract: int = 0) -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def item(text: str, at: int = 0, name: int = 1, more: str = "") -> str:
    return p(text, f'{more}<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


PLAN = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
LEGAL = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
RESTARTED = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'

LISTS: list[tuple[str, str, list[str]]] = [
    (
        PLAN + number(1),
        item("总体要求") + item("深化", 1) + item("放权", 2) + item("服务", 2) + item("开放", 1) + item("招商", 2) + item("保障") + item("领导", 1),
        ["一、总体要求", "（一）深化", "1. 放权", "2. 服务", "（二）开放", "1. 招商", "二、保障", "（一）领导"],
    ),
    (LEGAL + number(1), item("总则") + item("依据", 1) + item("职责") + item("牵头", 1) + item("配合", 1), ["第一章 总则", "1.1 依据", "第二章 职责", "2.1 牵头", "2.2 配合"]),
    # Lists of one definition count on from each other, unless one begins anew.
    (PLAN + number(1) + number(2), item("甲") + item("乙", name=2) + item("丙"), ["一、甲", "二、乙", "三、丙"]),
    (PLAN + number(1) + number(2, RESTARTED), item("甲") + item("乙", name=2) + item("丙", name=2), ["一、甲", "五、乙", "六、丙"]),
    (PLAN + number(1, '<w:lvlOverride w:ilvl="0">' + level(0, "upperRoman", "%1)") + "</w:lvlOverride>"), item("甲") + item("乙", 1), ["I) 甲", "（一）乙"]),
    (level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>') + number(1), item("甲") + item("乙", 1) + item("丙") + item("丁", 1), ["1. 甲", "1) 乙", "2. 丙", "2) 丁"]),
    (PLAN + level(3, "decimal", "%4)", '<w:lvlRestart w:val="1"/>') + number(1), item("甲") + item("子", 3) + item("乙", 1) + item("丑", 3) + item("丙") + item("寅", 3), ["一、甲", "1) 子", "（一）乙", "2) 丑", "二、丙", "1) 寅"]),
    # A level above that has not been counted is shown with its start.
    (LEGAL + number(1), item("依据", 1), ["1.1 依据"]),
    (level(0, "bullet", "\uf06c") + level(1, "none", "附则：") + level(2, "decimal", "%1%3.") + number(1), item("甲") + item("乙", 1) + item("丙", 2), ["甲", "附则：乙", "1. 丙"]),
    (level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>') + number(1), item("甲"), ["1.甲"]),
    (level(0, "decimal", "%1", '<w:suff w:val="space"/>') + number(1), item("甲"), ["1 甲"]),
    (level(0, "decimal", "%1.") + number(1), item("") + item("　　乙"), ["1.", "2. 乙"]),
    # What is deleted or hidden does not count.
    (PLAN + number(1), item("甲") + item(DELETED, more="<w:rPr><w:del/></w:rPr>") + item("乙"), ["一、甲", "二、乙"]),
    (PLAN + number(1), item("甲") + item(r("隐", "<w:vanish/>"), more="<w:rPr><w:vanish/></w:rPr>") + item("乙"), ["一、甲", "二、乙"]),
    (PLAN + number(1), item("深化", more="<w:rPr><w:del/></w:rPr>") + item("改革"), ["一、深化改革"]),
    # Through styles.
    (PLAN + number(1), p("甲", '<w:pStyle w:val="Title1"/>') + p("乙", '<w:pStyle w:val="Below"/>') + p("丙", '<w:pStyle w:val="Title2"/>'), ["一、甲", "二、乙", "（一）丙"]),
    (PLAN + number(1), p("甲", '<w:pStyle w:val="Title1"/><w:numPr><w:numId w:val="0"/></w:numPr>') + p("乙", '<w:pStyle w:val="Title1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'), ["甲", "（一）乙"]),
    (level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:pStyle w:val="Title1"/>') + number(1), p("甲", '<w:pStyle w:val="Title1"/>') + p("乙", '<w:pStyle w:val="Below"/>'), ["1) 甲", "2) 乙"]),
    ('<w:numStyleLink w:val="Linked"/>' + number(1) + number(7, abstract=9), item("甲"), ["甲"]),
    # No such list, no such level, no number.
    (PLAN + number(1), item("甲", name=9) + item("乙", 8) + p("丙", '<w:pStyle w:val="Circle"/>'), ["甲", "乙", "丙"]),
    (level(0, "decimal", "%1.").replace('<w:start w:val="1"/>', '<w:start w:val="99999999999999999999"/>') + number(1), item("甲"), ["0. 甲"]),
    (level(0, "decimal", "") + number(1), item("甲"), ["甲"]),
]  # fmt: skip

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Title1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="Title1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Circle2"><w:basedOn w:val="Circle"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize(("numbering", "body", "expected"), LISTS)
def test_lists(numbering: str, body: str, expected: list[str]) -> None:
    assert texts(blocks("n.docx", word(body, STYLES, numbering))) == expected


def test_a_list_that_refers_to_a_style() -> None:
    styles = STYLES.replace(
        '"numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="1"/>',
        '"numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="2"/>',
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Linked"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Linked"/>{PLAN}</w:abstractNum>' + number(1) + number(2, abstract=1)
    )  # fmt: skip
    assert texts(blocks("n.docx", word(item("甲") + item("乙", name=2), styles, numbering))) == ["一、甲", "二、乙"]


WRITTEN = [
    ("decimal", {1: "1", 12: "12"}),
    ("decimalZero", {1: "01", 10: "10"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalFullWidth2", {12: "１２"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21", 0: "0"}),
    ("decimalEnclosedCircleChinese", {10: "⑩"}),
    ("decimalEnclosedParen", {1: "⑴"}),
    ("decimalEnclosedFullstop", {1: "⒈"}),
    ("ideographEnclosedCircle", {1: "㈠", 11: "11"}),
    ("ideographTraditional", {1: "甲", 10: "癸"}),
    ("ideographZodiac", {12: "亥"}),
    ("ideographDigital", {1: "一", 10: "一〇", 12: "一二"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 101: "一○一"}),
    ("taiwaneseCounting", {10: "十", 21: "二十一"}),
    ("chineseCountingThousand", {10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 1010: "一千零一十", 10_000: "10000"}),
    ("japaneseCounting", {1: "一", 10: "十", 21: "二十一", 101: "百一", 210: "二百十"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 105: "壹佰零伍"}),
    ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 1000: "1000"}),
    ("lowerLetter", {1: "a", 0: "0"}),
    ("upperRoman", {4: "IV", 1999: "MCMXCIX", 0: ""}),
    ("lowerRoman", {9: "ix"}),
    ("numberInDash", {1: "- 1 -"}),
    ("bullet", {1: ""}),
    ("none", {1: ""}),
    ("thaiNumbers", {1: "1"}),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), WRITTEN)
def test_written(form: str, expected: dict[int, str]) -> None:
    assert {n: written(n, form) for n in expected} == expected


# --- files -------------------------------------------------------------------------------------------


def test_what_python_docx_writes() -> None:
    document = docx.Document()
    document.add_heading("关于印发工作要点的通知", 1)
    document.add_paragraph("深化改革", style="List Number")
    document.add_paragraph("扩大开放", style="List Number")
    document.sections[0].header.paragraphs[0].text = "页眉"
    grid = document.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "甲"
    grid.cell(1, 1).text = "乙"
    file = io.BytesIO()
    document.save(file)
    *paragraphs, found = blocks("n.docx", file.getvalue())
    assert texts(paragraphs) == ["关于印发工作要点的通知", "1. 深化改革", "2. 扩大开放"]
    assert isinstance(found, Grid)
    assert [(c.text, c.row, c.rows) for c in found.cells] == [("甲", 0, 2), ("", 0, 1), ("乙", 1, 1)]


def test_macros_and_templates() -> None:
    types = member("[Content_Types].xml").decode()
    for kind in ("vnd.ms-word.document.macroEnabled.main+xml", "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"):  # fmt: skip
        changed = types.replace("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind)
        assert changed != types
        assert blocks("n.docm", package({"[Content_Types].xml": changed, **body_of(p("甲"))})) == [Paragraph("甲")]


def test_neither_styles_nor_numbering() -> None:
    data = package({"word/_rels/document.xml.rels": None, **body_of(p("甲", '<w:pStyle w:val="1"/>') + item("乙"))})
    assert texts(blocks("n.docx", data)) == ["甲", "乙"]


@pytest.mark.parametrize("kind", ["image", "header"])
def test_a_missing_picture_or_header_does_no_harm(kind: str) -> None:
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{place}/{kind}" Target="NULL"/>'
        f'<Relationship Id="r2" Type="{place}/numbering" Target="numbering.xml"/></Relationships>'
    )
    numbering = (
        f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="0">{PLAN}</w:abstractNum>{number(1)}</w:numbering>'
    )
    members = {"word/_rels/document.xml.rels": relations, **body_of(item("总体要求"))}
    assert blocks("n.docx", package({**members, "word/numbering.xml": numbering})) == [Paragraph("一、总体要求")]
    with pytest.raises(NoticeError, match="word/NULL"):
        blocks("n.docx", package({**members, "word/numbering.xml": None}))


def test_truncated() -> None:
    whole = package({})
    for size in (0, 4, 100, len(whole) // 2, len(whole) - 30):
        with pytest.raises(NoticeError, match="damaged"):
            blocks("n.docx", whole[:size])


MEMBERS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
]


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("content", [None, "", "<", "<a/>", "\x00\x01", "<w:document/>"])
def test_damaged_parts(name: str, content: str | None) -> None:
    error, found = attempt(package({**body_of(p("甲")), name: content}))
    if error is None:
        assert texts(found) == ["甲"]
    else:
        assert str(error).startswith("n.docx: is a ")
        assert "\n" not in str(error)


def test_flipped_bytes() -> None:
    whole = bytearray(package(body_of(p("甲"))))
    for at in range(0, len(whole), 211):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        error, found = attempt(bytes(damaged))
        assert found == [Paragraph("甲")] if error is None else error.advice


def test_entities_are_refused() -> None:
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    for entities, text in (
        (f'<!ENTITY a "aaaaaaaaaa">{bomb}', "&i;"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    ):
        head = f"<!DOCTYPE w:document [{entities}]>"
        for content in (
            p(f"<w:r><w:t>{text}</w:t></w:r>"),
            *([f'<w:p w:id="{text}"/>'] if "SYSTEM" not in entities else []),
        ):
            with pytest.raises(NoticeError, match="damaged"):
                blocks("n.docx", package(body_of(content, head)))


@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:p", "w:r", "w:tbl", "w:txbxContent", "mc:AlternateContent"])
def test_deep_nesting(tag: str) -> None:
    for depth in (100, 240):
        data = word(p(f"<{tag}>" * depth + r("甲") + f"</{tag}>" * depth))
        assert len(blocks("n.docx", data)) <= 1
    with pytest.raises(NoticeError, match="damaged"):
        blocks("n.docx", word(p(f"<{tag}>" * 10_000 + r("甲") + f"</{tag}>" * 10_000)))


def test_nested_tables() -> None:
    body = p("甲")
    for _ in range(60):
        body = table(cell(body) + cell("乙"))
    (grid,) = blocks("n.docx", word(body))
    assert isinstance(grid, Grid)
    assert grid.cells[0].text == " ".join(["甲"] + ["乙"] * 59)


def test_too_much_xml() -> None:
    with pytest.raises(NoticeError, match="more than 64 MB"):
        blocks("n.docx", word(p("甲") + "<w:p/>" * 11_500_000))


def test_time_grows_with_the_table() -> None:
    row = "<w:tr>" + cell("", CONTINUE) + cell("省发展改革委牵头", wide(2)) * 5 + "</w:tr>"
    start = time.perf_counter()
    (grid,) = blocks("n.docx", word(table(*[row] * 5000)))
    assert time.perf_counter() - start < 20
    assert isinstance(grid, Grid)
    assert len(grid.cells) == 25_001


def test_time_grows_with_a_paragraph() -> None:
    start = time.perf_counter()
    data = word(p(code("begin") * 20_000 + r("甲") * 20_000) + item("乙") * 5000, numbering=PLAN + number(1))
    assert len(blocks("n.docx", data)) == 5000
    assert time.perf_counter() - start < 20


def attempt(data: bytes) -> tuple[NoticeError | None, list[Block]]:
    try:
        return None, blocks("n.docx", data)
    except NoticeError as error:
        return error, []


def texts(found: list[Block]) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "(table)" for block in found]


def word(body: str, styles: str = "", numbering: str = "") -> bytes:
    if numbering and not numbering.startswith("<w:abstractNum "):
        definitions, numbers = numbering[: numbering.index("<w:num ")], numbering[numbering.index("<w:num ") :]
        numbering = f'<w:abstractNum w:abstractNumId="0">{definitions}</w:abstractNum>{numbers}'
    return package(
        {
            **body_of(body),
            "word/styles.xml": f"<w:styles {DECLARED}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {DECLARED}>{numbering}</w:numbering>",
        }
    )


def body_of(content: str, head: str = "") -> dict[str, str | None]:
    return {"word/document.xml": f"{head}<w:document {DECLARED}><w:body>{content}</w:body></w:document>"}


def package(members: dict[str, str | None]) -> bytes:
    """An empty document of python-docx with other members; None leaves one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _EMPTY.namelist():
            if name not in members:
                archive.writestr(name, _EMPTY.read(name))
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return file.getvalue()


def member(name: str) -> bytes:
    return _EMPTY.read(name)


def _empty() -> zipfile.ZipFile:
    file = io.BytesIO()
    docx.Document().save(file)
    return zipfile.ZipFile(file)


_EMPTY = _empty()
