"""Markdown files: what a reader sees of them, whatever signs they hold."""

import time

import pytest
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.readers.blocks import Block, Grid, Paragraph
from zhengtu.builders.readers.markdown import blocks

TEXTS = [
    ("# 一、总体要求\n\n坚持稳中求进。", ["一、总体要求", "坚持稳中求进。"]),
    ("总体要求\n====\n坚持", ["总体要求", "坚持"]),
    ("**牵头单位：**省财政厅", ["牵头单位：省财政厅"]),
    ("推进**“放管服”**改革", ["推进“放管服”改革"]),
    ("深化改革。**（牵头单位：省财政厅）**各市", ["深化改革。（牵头单位：省财政厅）各市"]),
    ("增长*8%*以上，2 * 3 * 4", ["增长8%以上，2 * 3 * 4"]),
    ("电话 138****1234", ["电话 138****1234"]),
    ("（一）深化改革。\n（二）扩大开放。", ["（一）深化改革。", "（二）扩大开放。"]),
    ("    坚持稳中求进。\n\n　　扩大开放。", ["坚持稳中求进。", "扩大开放。"]),
    ("1. 深化改革\n2. 扩大开放", ["1. 深化改革", "2. 扩大开放"]),
    ("3. 深化改革\n4. 扩大开放", ["3. 深化改革", "4. 扩大开放"]),
    ("1. 深化改革\n1. 扩大开放", ["1. 深化改革", "2. 扩大开放"]),
    ("1. 深化改革\n3. 扩大开放", ["1. 深化改革", "3. 扩大开放"]),
    ("1. 深化改革\n   1) 放权\n   2) 服务", ["1. 深化改革", "1) 放权", "2) 服务"]),
    ("1. 深化改革\n\n   坚持\n\n2. 扩大开放", ["1. 深化改革", "坚持", "2. 扩大开放"]),
    ("1. ## 深化改革", ["1. 深化改革"]),
    ("1. > 深化改革", ["1.", "深化改革"]),
    ("1.", ["1."]),
    ("1、深化改革\n2、扩大开放", ["1、深化改革", "2、扩大开放"]),
    ("- 深化改革\n- 扩大开放", ["深化改革", "扩大开放"]),
    ("> 深化改革", ["深化改革"]),
    ("[《意见》](http://example.org/a) ![章](a.png)", ["《意见》"]),
    ("见注[1]。\n\n[1]: 见附件", ["见注[1]。", "[1]: 见附件"]),
    ("深化<b>改革</b><br>扩大开放", ["深化改革", "扩大开放"]),
    ("<div>深化改革</div>", ["深化改革"]),
    ("3 < 5 &amp; 1\\. 甲", ["3 < 5 & 1. 甲"]),
    ("---\ntitle: 通知\ndate: 2018-05-01\n---\n# 通知", ["通知"]),
    ("---\r\ntitle: 通知\r\n---\r\n正文\r\n第二行", ["正文", "第二行"]),
    ("---\n第一部分\n---\n正文", ["第一部分", "正文"]),
    ("---\ntitle: 通知", ["title: 通知"]),
    ("", []),
]


@pytest.mark.parametrize(("markdown", "expected"), TEXTS)
def test_texts(markdown: str, expected: list[str]) -> None:
    assert texts(blocks("n.md", markdown.encode())) == expected


def test_table() -> None:
    (grid,) = blocks("n.md", "| 序号 | 任务 |\n|:--|--|\n| 1 | **深化**改革<br>甲\\|乙 |\n".encode())
    assert isinstance(grid, Grid)
    assert [(c.text, c.row, c.column) for c in grid.cells] == [
        ("序号", 0, 0),
        ("任务", 0, 1),
        ("1", 1, 0),
        ("深化改革\n甲|乙", 1, 1),
    ]


def test_encodings() -> None:
    assert blocks("n.md", "# 关于印发某某工作要点的通知".encode("gb18030")) == [Paragraph("关于印发某某工作要点的通知")]
    with pytest.raises(NoticeError, match="binary"):
        blocks("n.md", b"\x00\x01\x02\x03" * 50)


# Signs that open something, ten thousand times: no rule may go through the rest for each.
OPENERS = [
    *(
        "> ",
        ">",
        "- ",
        "1. ",
        "- > ",
        "[",
        "![",
        "[a](",
        "(",
        "*",
        "**",
        "*甲",
        "甲**",
        "：**甲",
        "*a_ ",
        "_",
        "`",
        "` ``",
    ),
    *(
        "<",
        "<!--",
        "<?",
        "<a ",
        "<div>\n",
        "&#",
        "\\",
        "|",
        "|a\n|-\n",
        "~~~\n",
        "---\n",
        "甲\n-\n",
        "[a]: <",
        "\t",
        "\n",
    ),
]


@pytest.mark.parametrize("opener", OPENERS)
def test_any_nesting_ends_soon(opener: str) -> None:
    start = time.perf_counter()
    blocks("n.md", (opener * 10_000 + "深化改革").encode())
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("sign", [">", "> ", "- ", "1. "])
def test_nothing_is_lost_by_nesting(sign: str) -> None:
    for depth in (3, 18, 19, 20, 38, 39, 40, 41, 500):
        block = blocks("n.md", f"{sign * depth}深化改革".encode())[-1]
        assert isinstance(block, Paragraph)
        assert block.text.endswith("深化改革")


def test_time_grows_with_the_table() -> None:
    row = "| 深化改革 | 省财政厅 | 12月 |\n"
    (grid,) = blocks("n.md", ("| 任务 | 牵头 | 时限 |\n|-|-|-|\n" + row * 2000).encode())
    assert isinstance(grid, Grid)
    assert len(grid.cells) == 6003


def texts(found: list[Block]) -> list[str]:
    return [block.text.strip("\u3000") if isinstance(block, Paragraph) else "(table)" for block in found]
