"""PDF files: lines become paragraphs, ruled tables grids, and whatever is no text layer an error."""

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.readers.blocks import Grid, Paragraph
from zhengtu.builders.readers.pdf import blocks

FONTS = [
    Path(folder)
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
]
CHINESE = re.compile("cjk|wqy|droid.*fallback|uming|ukai|sim(?:sun|hei)|pingfang|song|hei", re.IGNORECASE)
needs_a_font = pytest.mark.skipif(
    not any(CHINESE.search(f.name) for folder in FONTS if folder.is_dir() for f in folder.rglob("*")),
    reason="no Chinese font here, and these PDFs embed none: PDFium cannot measure their words",
)

# --- a small writer of PDFs --------------------------------------------------------------------------

WIDTH, HEIGHT = 595, 842
LEFT, SIZE, PER_LINE, PITCH = 80.0, 16.0, 27, 28.0
TOP, PER_PAGE = 110.0, 22

SYSTEM = b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
BOX = b"/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80"
FONT = [
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/W[1 95 500]/CIDSystemInfo %s>>"
    % SYSTEM,
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4%s>>" % BOX,
]
NO_CODES = [
    FONT[0].replace(b"STSong-Light", b"AAAAAA+X").replace(b"UniGB-UCS2-H", b"Identity-H"),
    FONT[1].replace(b"CIDFontType0", b"CIDFontType2").replace(b"Ordering(GB1)", b"Ordering(Identity)"),
    FONT[2],
]
PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q "


def text(x: float, y: float, words: str, size: float = SIZE) -> bytes:
    """Draw words from a point; heights are from the top of the page."""
    return f"BT /F {size} Tf {x} {HEIGHT - y} Td <{words.encode('utf-16-be').hex()}> Tj ET ".encode()


def middle(y: float, words: str, size: float = SIZE) -> bytes:
    return text((WIDTH - len(words) * size) / 2, y, words, size)


def rule(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S ".encode()


def objects(contents: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(contents, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    size = len(contents) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (size, table, size, len(out))


def pdf(
    *pages: bytes, font: Sequence[bytes] = FONT, page: bytes = b"", stream: bytes = b"", pack: bool = False
) -> bytes:
    """A PDF of pages given by what is drawn on them."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(pages)))
    body = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), *font]
    for i, drawn in enumerate(pages):
        data = zlib.compress(drawn) if pack else drawn
        extra = stream + (b"/Filter/FlateDecode" if pack else b"")
        body += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]%s/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (WIDTH, HEIGHT, page, 7 + 2 * i),
            b"<</Length %d%s>>stream\n" % (len(data), extra) + data + b"\nendstream",
        ]
    return objects(body)


def wrapped(words: str, indent: int = 2) -> list[tuple[int, str]]:
    """The lines that a paragraph is set in, each with its indent."""
    words, first = words[PER_LINE - indent :], words[: PER_LINE - indent]
    return [(indent, first), *((0, words[i : i + PER_LINE]) for i in range(0, len(words), PER_LINE))]


def lay_out(paragraphs: Sequence[str], number: str = "— {} —", indent: int = 2) -> list[bytes]:
    """Pages set as official documents are: 22 lines of full width, first lines indented, a number below."""
    lines = [line for p in paragraphs for line in wrapped(p, indent)]
    pages: list[bytes] = []
    for start in range(0, len(lines), PER_PAGE):
        drawn = b"".join(
            text(LEFT + i * SIZE, TOP + row * PITCH, words)
            for row, (i, words) in enumerate(lines[start : start + PER_PAGE])
        )
        foot = number.format(len(pages) + 1)
        pages.append(drawn + (middle(HEIGHT - 60, foot, 14) if foot else b""))
    return pages


def read(data: bytes) -> list[str | Grid]:
    return [b.text if isinstance(b, Paragraph) else b for b in blocks("n.pdf", data)]


def rows(grid: str | Grid) -> list[list[str]]:
    """A table's texts by rows; behind one that is merged stands how many rows and columns it covers."""
    assert isinstance(grid, Grid)
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        span = f"|{cell.rows}x{cell.columns}" if cell.rows * cell.columns > 1 else ""
        found.setdefault(cell.row, []).append(cell.text + span)
    return [found[r] for r in sorted(found)]


ORDER = (
    "为深入贯彻落实党中央、国务院关于优化营商环境的决策部署，进一步激发市场主体活力和社会创造力，现就有关工作通知如下。"
)
TASKS = [
    ORDER,
    "一、重点任务",
    "（一）推进数据共享。依托全国一体化政务服务平台，推动更多事项跨省通办，实现企业开办全流程网上办理。（责任单位：市大数据局、市行政审批局、市发展改革委、市财政局，各县市区人民政府）",
    "（二）压缩办理时限。工程建设项目审批时间压缩至六十个工作日以内，不动产登记一日办结，水电气报装实现零跑腿。（牵头单位：市住房城乡建设局；配合单位：市自然资源和规划局、市水利和湖泊局）",
]

# --- paragraphs --------------------------------------------------------------------------------------


def test_lines_become_paragraphs_and_go_on_over_pages() -> None:
    paragraphs = TASKS * 5
    pages = lay_out(paragraphs)
    assert len(pages) == 3
    assert read(pdf(*pages)) == paragraphs


def test_packed_pages() -> None:
    assert read(pdf(*lay_out(TASKS), pack=True)) == TASKS


@needs_a_font
def test_a_line_of_full_width_ends_its_paragraph_before_an_indented_one() -> None:
    full = "甲" * (PER_LINE - 3) + "。"
    assert read(pdf(*lay_out([full, *TASKS, full, full]))) == [full, *TASKS, full, full]


def test_a_number_begins_a_paragraph_behind_a_sentence() -> None:
    # Nothing is indented, and the first one's last line is full.
    first = "甲" * (2 * PER_LINE - 1) + "；"
    second = "2.乙" + "乙" * 60 + "。"
    assert read(pdf(*lay_out([first, second, *TASKS], indent=0)))[:2] == [first, second]


@needs_a_font
def test_space_between_paragraphs() -> None:
    one, other = "甲" * (PER_LINE * 2 - 1) + "。", "乙" * PER_LINE * 2
    drawn = b"".join(
        text(LEFT, TOP + row * PITCH + (14 if row > 1 else 0), words)
        for row, (_, words) in enumerate(wrapped(one, 0) + wrapped(other, 0))
    )
    assert read(pdf(drawn)) == [one, other]


@needs_a_font
def test_hanging_indent() -> None:
    drawn = text(LEFT, 100, "1.") + text(LEFT + 32, 100, "甲" * 25)
    drawn += b"".join(text(LEFT + 32, 100 + PITCH * i, "甲" * 25) for i in (1, 2)) + text(LEFT + 32, 184, "完。")
    assert read(pdf(drawn)) == ["1. " + "甲" * 75 + "完。"]


def test_titles_and_signatures() -> None:
    drawn = middle(100, "某某市人民政府办公室关于印发某某市优", 22) + middle(132, "化营商环境重点任务的通知", 22)
    drawn += text(LEFT, 188, "各县（市、区）人民政府，市政府各部门：")
    lines = wrapped(ORDER)
    drawn += b"".join(text(LEFT + i * SIZE, 216 + PITCH * row, words) for row, (i, words) in enumerate(lines))
    drawn += text(LEFT + 15 * SIZE, 380, "某某市人民政府办公室") + text(LEFT + 18 * SIZE, 408, "二〇二三年一月")
    drawn += text(LEFT + 2 * SIZE, 450, "（此件公开发布）")
    title, *rest = read(pdf(drawn))
    assert title == "某某市人民政府办公室关于印发某某市优化营商环境重点任务的通知"
    assert rest == [
        "各县（市、区）人民政府，市政府各部门：",
        ORDER,
        "某某市人民政府办公室",
        "二〇二三年一月",
        "（此件公开发布）",
    ]


def test_two_centred_lines() -> None:
    drawn = middle(50, "某某市人民政府", 22) + middle(82, "关于印发实施方案的通知", 22)
    assert read(pdf(drawn + lay_out(TASKS)[0]))[:2] == ["某某市人民政府", "关于印发实施方案的通知"]


def test_left_and_right_pages() -> None:
    paragraphs = TASKS * 6
    pages = lay_out(paragraphs)
    pages[1::2] = [b"1 0 0 1 30 0 cm " + page for page in pages[1::2]]
    assert read(pdf(*pages)) == paragraphs


def test_latin_words_stay_apart() -> None:
    drawn = text(LEFT, 100, "甲" * 22 + "World Bank") + text(LEFT, 128, "Group支持") + text(LEFT, 184, "乙" * PER_LINE)
    # Many PDFs have no space characters.
    drawn += text(LEFT, 240, "PPP") + text(LEFT + 28, 240, "Fund")
    assert read(pdf(drawn)) == ["甲" * 22 + "World Bank Group支持", "乙" * PER_LINE, "PPP Fund"]


@needs_a_font
def test_gaps() -> None:
    drawn = text(LEFT, 100, "索引号：甲") + text(LEFT + 200, 100, "发文字号：乙") + text(LEFT, 128, "省财政厅")
    drawn += text(LEFT + 80, 128, "省教育厅") + b"".join(text(200 + 40 * i, 180, c, 22) for i, c in enumerate("通知书"))
    assert read(pdf(drawn)) == ["索引号：甲  发文字号：乙", "省财政厅 省教育厅", "通知书"]


def test_radicals_become_characters() -> None:
    # STSong-Light's encoding knows no radicals; a table of codes like those that browsers write does.
    codes = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 4 beginbfchar <0001> <2F00> <0002> <2EA0> <0003> <2F45> <0004> <E000> endbfchar endcmap end end"
    )
    font = [FONT[0].replace(b">>", b"/ToUnicode 8 0 R>>").replace(b"UniGB-UCS2-H", b"Identity-H"), *FONT[1:]]
    drawn = b"BT /F 16 Tf 80 700 Td <0001000200030004> Tj ET"
    data = objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
            *font,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F 3 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream",
            b"<</Length %d>>stream\n" % len(codes) + codes + b"\nendstream",
        ]
    )
    assert read(data) == ["一民方\ue000"]


def test_text_drawn_twice_and_across() -> None:
    drawn = text(LEFT, 100, "重要通知") + text(LEFT + 0.4, 100, "重要通知") + text(LEFT, 128, "省省级")
    across = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <518590E88D446599> Tj ET "
    upwards = b"BT /F 16 Tf 0 1 -1 0 30 300 Tm <88C58BA27EBF> Tj ET "
    assert read(pdf(drawn + across + upwards)) == ["重要通知", "省省级"]


@needs_a_font
@pytest.mark.parametrize("page", [b"/Rotate 90", b""])
def test_pages_turned(page: bytes) -> None:
    drawn = b"".join(
        f"BT /F 16 Tf 0 1 -1 0 {100 + 28 * row} {80 + 16 * i} Tm <{words.encode('utf-16-be').hex()}> Tj ET ".encode()
        for row, (i, words) in enumerate(line for p in TASKS for line in wrapped(p))
    )
    assert read(pdf(drawn, page=page)) == TASKS


def test_numbers_beyond_any_page() -> None:
    far = b"9" * 60
    odd = b"q %s 0 0 %s 0 0 cm BT /F 16 Tf 80 700 Td <518590E8> Tj ET 0 0 m 9 9 l 9 0 l S Q " % (far, far)
    odd += b"q 1 0 0 1 %s -%s cm BT /F %s Tf 80 700 Td <518590E8> Tj ET Q " % (far, far, far)
    odd += b"0 0 m %s 0 l S 0 0 m 0 %s l S -%s 5 m %s 5 l S 5 0 m 5 %s l S " % (far, far, far, far, far)
    assert read(pdf(odd + lay_out(TASKS)[0])) == TASKS


def test_text_beside_the_page_is_not_read() -> None:
    assert read(pdf(text(LEFT, 100, "看得见") + text(-200, 100, "看不见") + text(LEFT, 900, "看不见"))) == ["看得见"]


# --- page numbers and running heads ------------------------------------------------------------------

NUMBERS = ["— {} —", "－{}－", "- {} -", "-{}-", "{}", "第{}页", "第 {} 页 共 4 页", "{}/4", "Page {} of 4"]


@pytest.mark.parametrize("number", NUMBERS)
def test_page_numbers(number: str) -> None:
    # Numbers that stand alone are the notice's own where they do not count the pages.
    paragraphs = [*TASKS * 6, "3", "12"]
    pages = lay_out(paragraphs, number)
    assert len(pages) == 4
    assert read(pdf(*pages)) == paragraphs


def test_running_heads() -> None:
    paragraphs = TASKS * 6
    pages = lay_out(paragraphs)
    left, right = text(LEFT, 50, "某某市人民政府文件", 9), text(400, 50, "优化营商环境", 9)
    pages = [page + (right if i % 2 else left) for i, page in enumerate(pages)]
    assert read(pdf(*pages)) == paragraphs


def test_a_running_head_of_full_size_from_the_second_page_on() -> None:
    paragraphs = TASKS * 6
    pages = lay_out(paragraphs)
    assert read(pdf(pages[0], *(text(LEFT, 50, "某某市人民政府文件") + p for p in pages[1:]))) == paragraphs


def test_lines_that_only_look_alike_stay() -> None:
    # The same words at the top of each page, as close to the next line as any line of the text.
    paragraphs = ["（一）压缩办理时限。", *["甲" * (i % 15 + 3) + "。" for i in range(PER_PAGE - 1)]] * 3
    assert read(pdf(*lay_out(paragraphs, ""))) == paragraphs


# --- tables ------------------------------------------------------------------------------------------

EDGES = [80.0, 120.0, 200.0, 350.0, 430.0, 510.0]
HEAD = ["序号", "类别", "任务", "牵头单位", "责任单位"]


def cell_text(x: float, y: float, width: float, words: str, size: float = 12.0) -> bytes:
    """Words wrapped in a cell, with 4 points around them; a line feed begins a new line."""
    per_line = int((width - 8) / size)
    lines = [part[i : i + per_line] for part in words.split("\n") for i in range(0, len(part), per_line)]
    return b"".join(text(x + 4, y + 16 + 16 * row, line, size) for row, line in enumerate(lines))


def table(
    top: float, heights: Sequence[float], cells: Sequence[Sequence[str | None]], edges: Sequence[float] = ()
) -> bytes:
    """A table of rows of some heights; None is merged with the cell above it, "<" with the one to the left."""
    edges = edges or EDGES
    out = b""
    for row, texts in enumerate(cells):
        y = top + sum(heights[:row])
        for column, words in enumerate(texts):
            x0, x1 = edges[column], edges[column + 1]
            if words is not None:
                out += rule(x0, y, x1, y)
            if words != "<":
                out += rule(x0, y, x0, y + heights[row])
            if words and words != "<":
                last = column + 1
                while last < len(texts) and texts[last] == "<":
                    last += 1
                out += cell_text(x0, y, edges[last] - x0, words)
        out += rule(edges[len(texts)], y, edges[len(texts)], y + heights[row])
    bottom = top + sum(heights)
    return out + rule(edges[0], bottom, edges[len(cells[-1])], bottom)


def test_merged_cells_and_wrapped_words() -> None:
    drawn = middle(100, "重点任务分解表", 22) + text(LEFT, 150, "单位：万元", 12)
    drawn += table(
        170,
        [24, 60, 60, 24],
        [
            HEAD,
            ["1", "城市建设", "实施城市更新行动，改造老旧小区二百一十六个", "枝江市政府", "市财政局\n市教育局"],
            ["2", None, "建设充电桩", "各县市区人民政府、市住房城乡建设局", ""],
            ["合计", "<", "二项", "<", "<"],
        ],
    )
    drawn += text(LEFT + 32, 380, "请认真落实。")
    title, unit, grid, end = read(pdf(drawn))
    assert (title, unit, end) == ("重点任务分解表", "单位：万元", "请认真落实。")
    assert rows(grid) == [
        HEAD,
        ["1", "城市建设|2x1", "实施城市更新行动，改造\u200b老旧小区二百一十六个", "枝江市政府", "市财政局\n市教育局"],
        ["2", "建设充电桩", "各县市区人民\u200b政府、市住房\u200b城乡建设局", ""],
        ["合计|1x2", "二项|1x3"],
    ]


@needs_a_font
def test_borders_as_bars_and_rectangles() -> None:
    bars = b"".join(f"{x} 600 0.5 100 re f ".encode() for x in (80, 200, 320))
    bars += b"".join(f"80 {y} 240.5 0.5 re f ".encode() for y in (600, 650, 700))
    words = text(90, 170, "甲") + text(210, 170, "乙") + text(90, 220, "丙") + text(210, 220, "丁")
    assert rows(read(pdf(bars + words))[0]) == [["甲", "乙"], ["丙", "丁"]]
    boxes = b"".join(f"{x} {y} 120 50 re S ".encode() for x in (80, 200) for y in (600, 650))
    assert rows(read(pdf(boxes + words))[0]) == [["甲", "乙"], ["丙", "丁"]]


@needs_a_font
def test_borders_in_a_form_that_is_placed() -> None:
    grid = table(0, [30, 30], [["甲", "乙"], ["丙", "丁"]], [0, 60, 120])
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[-900 -900 900 900]/Resources<</Font<</F 3 0 R>>>>/Length %d>>stream\n"
        % len(grid)
    )
    page = b"1 0 0 1 100 -200 cm /T Do"
    data = objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
            *FONT,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</XObject<</T 8 0 R>>>>>>",
            b"<</Length %d>>stream\n" % len(page) + page + b"\nendstream",
            form.replace(b"900 900]", b"900 2000]") + grid + b"\nendstream",
        ]
    )
    assert rows(read(data)[0]) == [["甲", "乙"], ["丙", "丁"]]


@needs_a_font
def test_open_sides() -> None:
    out = b"".join(rule(80, y, 400, y) for y in (150, 180, 210)) + rule(200, 150, 200, 210) + rule(300, 150, 300, 210)
    for row, texts in enumerate(["甲乙丙", "丁戊己"]):
        out += b"".join(text(x, 170 + 30 * row, words) for x, words in zip((90, 210, 310), texts, strict=True))
    assert rows(read(pdf(out))[0]) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]


def test_boxes_are_paragraphs() -> None:
    lines = "".join(words for _, words in wrapped(ORDER, 0))
    inside = b"".join(text(104, 220 + 20 * i, lines[i * 20 : i * 20 + 20]) for i in range(3)) + text(104, 300, "短句。")
    box = rule(100, 200, 428, 200) + rule(100, 320, 428, 320) + rule(100, 200, 100, 320) + rule(428, 200, 428, 320)
    drawn = text(LEFT, 150, "上文。") + inside + box + text(LEFT, 360, "下文。")
    assert read(pdf(drawn)) == ["上文。", ORDER, "短句。", "下文。"]
    column = table(200, [30, 30], [["甲方"], ["乙方"]], [80, 300])
    assert read(pdf(column)) == ["甲方", "乙方"]
    frame = rule(20, 20, 575, 20) + rule(20, 820, 575, 820) + rule(20, 20, 20, 820) + rule(575, 20, 575, 820)
    assert read(pdf(frame + lay_out(TASKS)[0])) == TASKS


def test_underlines_and_drawings_are_no_tables() -> None:
    assert read(pdf(text(LEFT, 100, "下划线") + rule(LEFT, 103, 128, 103) + rule(300, 80, 300, 300))) == ["下划线"]
    mesh = b"".join(rule(0, y * 0.1, 595, y * 0.1) for y in range(0, 8000, 40))
    mesh += b"".join(rule(x * 0.1, 0, x * 0.1, 842) for x in range(0, 5900, 40))
    assert "地图" in "".join(str(b) for b in read(pdf(text(LEFT, 100, "地图") + mesh * 60)))


@needs_a_font
def test_words_set_from_the_top_down() -> None:
    grid = table(200, [80], [["城\n市\n建\n设", "甲"]], [80, 140, 300])
    assert rows(read(pdf(grid))[0]) == [["城市建设", "甲"]]


def row(number: int, category: str | None = "城建") -> list[str | None]:
    return [str(number), category, f"任务{'一二三四五六七八九十'[number - 1]}", "市发展改革委", "市教育局"]


def test_a_table_goes_on_over_pages() -> None:
    one = table(500, [24, 100, 100], [HEAD, row(1), row(2)]) + middle(800, "— 1 —", 14)
    two = table(80, [24, 100], [HEAD, row(3)]) + text(LEFT, 300, "完。") + middle(800, "— 2 —", 14)
    grid, end = read(pdf(one, two))
    assert rows(grid) == [HEAD, row(1), row(2), row(3)]
    assert end == "完。"
    # Without its head it goes on if the first page was full.
    bare = table(80, [100], [row(3)])
    assert rows(read(pdf(one, bare))[0]) == [HEAD, row(1), row(2), row(3)]
    short = table(100, [24, 100], [HEAD, row(1)])
    assert [rows(g) for g in read(pdf(short, bare))] == [[HEAD, row(1)], [row(3)]]


def test_another_table_on_the_next_page() -> None:
    one = table(500, [24, 200], [HEAD, row(1)])
    other = table(80, [24, 100], [["序号", "单位", "电话", "地址", "备注"], row(2)])
    assert len(read(pdf(one, other))) == 2
    wider = table(80, [24, 100], [HEAD, row(2)], [80, 160, 240, 320, 400, 510])
    assert len(read(pdf(one, wider))) == 2
    assert [type(b) for b in read(pdf(one, text(LEFT, 60, "表二：") + table(80, [100], [row(3)])))] == [Grid, str, Grid]


@pytest.mark.parametrize("caption", ["续表", "（续上表）", "续表1："])
def test_captions_of_tables_that_go_on(caption: str) -> None:
    one = table(500, [24, 200], [HEAD, row(1)])
    assert len(read(pdf(one, text(LEFT, 60, caption) + table(80, [24, 100], [HEAD, row(2)])))) == 1


def test_a_row_torn_by_the_page_break() -> None:
    torn = ["2", "城建", "实施城市更新行动，改造老旧小区", "市发展改革委", "枝江"]
    rest = ["", "", "二百一十六个", "", "市政府"]
    one = table(500, [24, 100, 100], [HEAD, row(1), torn])
    two = table(80, [24, 40, 40], [HEAD, rest, row(3)])
    assert rows(read(pdf(one, two))[0]) == [
        HEAD,
        row(1),
        ["2", "城建", "实施城市更新行动，改造\u200b老旧小区\n二百一十六个", "市发展改革委", "枝江\n市政府"],
        row(3),
    ]
    # The number may be set in the middle of the row, so that it stands on the second page.
    one = table(500, [24, 100, 100], [HEAD, row(1), ["", *torn[1:]]])
    two = table(80, [24, 40, 40], [HEAD, ["2", *rest[1:]], row(3)])
    assert [r[0] for r in rows(read(pdf(one, two))[0])] == ["序号", "1", "2", "3"]
    # A table whose rows have numbers only here and there.
    two = table(80, [24, 40], [HEAD, rest])
    sparse = table(500, [24, 50, 50, 50], [HEAD, row(1), ["", *row(2)[1:]], torn])
    assert len(rows(read(pdf(sparse, two))[0])) == 5
    # A line that was full goes on.
    torn[2], torn[4] = "实施城市更新行动，改造", "市农业农村局、"
    rest[2], rest[4] = "百个小区", "市教育局"
    two = table(80, [24, 40, 40], [HEAD, rest, row(3)])
    one = table(500, [24, 100, 100], [HEAD, row(1), torn])
    joined = rows(read(pdf(one, two))[0])[2]
    assert joined[2] == "实施城市更新行动，改造\u200b百个小区"


def test_a_row_open_at_the_foot_of_the_page() -> None:
    one = table(600, [24, 80], [HEAD, row(1)]) + b"".join(rule(x, 704, x, 780) for x in EDGES)
    one += cell_text(80, 704, 40, "2") + cell_text(200, 704, 150, "实施城市更新行动，改造")
    two = b"".join(rule(x, 80, x, 120) for x in EDGES) + cell_text(200, 80, 150, "百个小区")
    two += table(120, [40], [row(3)])
    assert rows(read(pdf(one, two))[0])[2] == ["2", "", "实施城市更新行动，改造\u200b百个小区", "", ""]


def test_a_merged_cell_goes_on_over_pages() -> None:
    one = table(600, [24, 60, 60], [HEAD, row(1), row(2, None)])
    two = table(80, [24, 60, 60], [HEAD, row(3, ""), row(4, None)])
    grid = rows(read(pdf(one, two))[0])
    assert grid[1][1] == "城建|4x1"
    assert [r[0] for r in grid] == ["序号", "1", "2", "3", "4"]
    # An empty cell of its own stays empty.
    three = table(80, [24, 60], [HEAD, row(3, "")])
    assert rows(read(pdf(table(600, [24, 60], [HEAD, row(1)]), three))[0])[2][1] == ""


# --- what cannot be read -----------------------------------------------------------------------------


def bomb(levels: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(40)) + packer.flush()
    return packed if levels == 1 else zlib.compress(packed, 9)


def encrypted() -> bytes:
    key = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    return pdf(text(LEFT, 100, "密")).replace(b"/Root 1 0 R", b"/Root 1 0 R" + key)


def pages_in(kids: bytes, count: int, *more: bytes) -> bytes:
    return objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *more])


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
REFUSED = {
    "nothing": (b"%PDF-1.7\n", "damaged"),
    "garbage": (b"%PDF-1.4\n" + bytes(range(256)) * 100, "damaged"),
    "cut off": (pdf(*lay_out(TASKS))[:900], "damaged"),
    "pages in themselves": (pages_in(b"2 0 R 2 0 R", 2), "damaged"),
    "deep pages": (
        pages_in(b"3 0 R", 1, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (i + 4) for i in range(3000)), PAGE),
        "damaged",
    ),
    "many pages": (pages_in(b"3 0 R " * 2001, 2001, PAGE), "2001 pages"),
    "no pages": (pages_in(b"", 0), "damaged"),
    "bomb": (pdf(bomb(1), stream=b"/Filter/FlateDecode"), "unpacks"),
    "packed twice": (pdf(bomb(2), stream=b"/Filter[/FlateDecode/FlateDecode]"), "unpacks"),
    "one long page": (
        pdf(b"".join(text(0, y * 1.2, "长" * 200, 1) for y in range(600)), pack=True),
        "characters on a page",
    ),
    "password": (encrypted(), "password"),
    "scan": (pdf(PICTURE, PICTURE), "scan"),
    "scan with a stamp": (pdf(PICTURE + text(400, 800, "扫描全能王", 8)), "scan"),
    "empty page": (pdf(b""), "no text layer"),
    "most pages scanned": (pdf(*lay_out(TASKS), PICTURE, PICTURE), "2 of its 3 pages"),
    "no codes": (pdf(b"BT /F 16 Tf 80 700 Td <0123045611110777> Tj ET", font=NO_CODES), "cannot be decoded"),
}


@needs_a_font
@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, capfd: pytest.CaptureFixture[str]) -> None:
    data, problem = REFUSED[case]
    with pytest.raises(NoticeError, match=problem) as caught:
        blocks("n.pdf", data)
    assert str(caught.value).startswith("n.pdf: ")
    assert caught.value.advice
    assert capfd.readouterr() == ("", "")


def test_pages_beside_scans() -> None:
    pages = lay_out(TASKS * 5)
    assert read(pdf(*pages, PICTURE)) == TASKS * 5
