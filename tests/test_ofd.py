"""OFD files: text and lines placed on pages, in the ways in which programs write them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.readers.blocks import Grid, Paragraph
from zhengtu.builders.readers.ofd import blocks

MM = 25.4 / 72
LEFT, SIZE, PER_LINE, PITCH = 28.0, 16 * MM, 27, 10.0

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    '<ofd:OFD {ns} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def line(x: float, y: float, words: str, size: float = SIZE, ctm: str = "", more: str = "") -> str:
    """Words as one object, their steps given as Suwell's programs give them."""
    steps = f' DeltaX="g {len(words) - 1} {size:.3f}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {size * len(words)} {size}" Size="{size}" Font="2"{ctm}{more}>'
        f'<ofd:TextCode X="0" Y="{size}"{steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def letters(x: float, y: float, words: str, size: float = SIZE) -> str:
    """Each character as an object of its own, scaled, and no spaces: as WPS writes."""
    out = ""
    for char in words:
        width = size if ord(char) > 0x2E80 else size * {"W": 0.94, "m": 0.78, "l": 0.28, "i": 0.28}.get(char, 0.5)
        if char != " ":
            out += (
                f'<ofd:TextObject ID="1" Boundary="{x:.4f} {y - size:.4f} {width:.4f} {size:.4f}" Size="{size * 20:.4f}"'
                f' CTM="0.05 0 0 0.05 0 0" Font="2"><ofd:TextCode X="0" Y="{size * 20:.4f}">{escape(char)}</ofd:TextCode>'
                "</ofd:TextObject>"
            )
        x += width
    return out


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" Stroke="false" Fill="true">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} 0 L {x1 - x0} {y1 - y0} L 0 {y1 - y0} C</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def page(content: str, more: str = "", ns: str = NAMESPACE) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {ns}>{more}<ofd:Area><ofd:PhysicalBox>0 0 210 297'
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="3"><ofd:PageBlock ID="4"><ofd:PageBlock ID="5">'
        f"{content}</ofd:PageBlock></ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return out.getvalue()


def parts(*contents: str, common: str = "", location: str = "Pages/Page_{}/Content.xml") -> dict[str, str | bytes]:
    pages = "".join(f'<ofd:Page ID="{i}" BaseLoc="{location.format(i)}"/>' for i in range(len(contents)))
    return {
        "OFD.xml": ROOT.format(ns=NAMESPACE),
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in enumerate(contents)},
    }


def read(data: bytes) -> list[str | Grid]:
    return [b.text if isinstance(b, Paragraph) else b for b in blocks("n.ofd", data)]


def texts(grid: str | Grid) -> list[list[str]]:
    assert isinstance(grid, Grid)
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return [found[r] for r in sorted(found)]


ORDER = (
    "为深入贯彻落实党中央、国务院关于优化营商环境的决策部署，进一步激发市场主体活力和社会创造力，现就有关工作通知如下。"
)
TASK = "（一）推进数据共享。推动更多事项跨省通办。（责任单位：市大数据局、市行政审批局、市发展改革委、市财政局，各县市区人民政府）"


def lay_out(paragraphs: Sequence[str], write: Callable[[float, float, str], str]) -> list[str]:
    rows = []
    for words in paragraphs:
        rows.append((2, words[: PER_LINE - 2]))
        rows += [(0, words[i : i + PER_LINE]) for i in range(PER_LINE - 2, len(words), PER_LINE)]
    return [
        "".join(write(LEFT + i * SIZE, 40 + PITCH * y, words) for y, (i, words) in enumerate(rows[start : start + 22]))
        + write(98, 275, f"— {start // 22 + 1} —")
        for start in range(0, len(rows), 22)
    ]


@pytest.mark.parametrize("write", [line, letters])
def test_paragraphs(write: Callable[[float, float, str], str]) -> None:
    paragraphs = [ORDER, TASK] * 5
    pages = lay_out(paragraphs, write)
    assert len(pages) == 2
    assert read(package(parts(*map(page, pages)))) == paragraphs


def test_words_of_letters_and_steps_that_differ() -> None:
    content = letters(LEFT, 40, "引进 World Bill 资金") + (
        f'<ofd:TextObject Boundary="{LEFT} 50 100 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5 g 3 5 30">'
        "甲乙丙丁戊己</ofd:TextCode><ofd:TextCode Y="
        '"15" DeltaX="5">庚辛</ofd:TextCode></ofd:TextObject>'
    )
    assert read(package(parts(page(content)))) == ["引进 World Bill 资金", "甲乙丙丁戊  己", "庚辛"]


def test_tables() -> None:
    words = [["序号", "任务"], ["一", "建设"], ["二", "改造"]]
    content = "".join(
        letters(30 + 40 * x, 56 + 10 * y, words[y][x], 12 * MM) for y in range(3) for x in range(2)
    ) + line(LEFT, 100, "完。")
    lines = [(28, 50 + 10 * y, 108, 50 + 10 * y) for y in range(4)] + [(x, 50, x, 80) for x in (28, 68, 108)]
    ruled = content + "".join(rule(*ends) for ends in lines)
    grid, end = read(package(parts(page(ruled))))
    assert texts(grid) == words
    assert end == "完。"
    barred = content + "".join(bar(x0, y0, max(x1, x0 + 0.2), max(y1, y0 + 0.2)) for x0, y0, x1, y1 in lines)
    assert texts(read(package(parts(page(barred))))[0]) == words


def test_what_does_not_stand_upright_or_is_hidden() -> None:
    content = line(LEFT, 40, "正文。") + line(50, 100, "内部资料", 20, ' CTM="0.7 -0.7 0.7 0.7 0 0"')
    content += line(LEFT, 60, "隐藏", more=' Visible="false"') + '<ofd:ImageObject ID="9" Boundary="0 0 9 9"/>'
    assert read(package(parts(page(content)))) == ["正文。"]


def test_templates() -> None:
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    used = '<ofd:Template TemplateID="7" ZOrder="Background"/>'
    file = parts(page(line(LEFT, 60, "正文。"), used), common=common)
    file["Doc_0/Tpls/Tpl_0/Content.xml"] = page(line(LEFT, 30, "某某市人民政府文件", 10))
    assert read(package(file)) == ["某某市人民政府文件", "正文。"]


WAYS = [
    "Pages/Page_{}/Content.xml",
    "/Doc_0/Pages/Page_{}/Content.xml",
    "Doc_0/Pages/Page_{}/Content.xml",
    "pages\\page_{}\\CONTENT.xml",
]


@pytest.mark.parametrize("location", WAYS)
def test_ways_of_naming_parts(location: str) -> None:
    assert read(package(parts(page(line(LEFT, 40, "正文。")), location=location))) == ["正文。"]


def test_other_namespaces_and_encodings() -> None:
    content = page(line(LEFT, 40, "正文。"), ns='xmlns:ofd="http://www.ofdspec.org"')
    bare = content.replace("ofd:", "").replace("xmlns:ofd", "xmlns")
    chinese = content.replace("UTF-8", "GB2312").encode("gb18030")
    for part in (content, bare, chinese, content.encode("utf-8-sig")):
        assert read(package(parts("") | {"Doc_0/Pages/Page_0/Content.xml": part})) == ["正文。"]


def test_pages_that_are_named_but_missing() -> None:
    file = parts(page(line(LEFT, 40, "甲。")), page(line(LEFT, 40, "乙。")))
    del file["Doc_0/Pages/Page_0/Content.xml"]
    assert read(package(file)) == ["乙。"]


GOOD = parts(page(line(LEFT, 40, "正文。")))
CONTENT = "Doc_0/Pages/Page_0/Content.xml"
LAUGHS = '<!DOCTYPE a [<!ENTITY b "哈哈">]>' + page(line(LEFT, 40, "&b;")).partition("?>")[2].replace("&amp;", "&")
REFUSED: dict[str, tuple[bytes, str]] = {
    "no zip": (b"PK\x03\x04 and no more", "damaged"),
    "no document": (package({"OFD.xml": ROOT.format(ns=NAMESPACE)}), "damaged"),
    "no root": (package({"other.xml": "<a/>"}), "damaged"),
    "no pages": (package(parts()), "damaged"),
    "broken part": (package(GOOD | {CONTENT: page("<ofd:TextObject>")}), "damaged"),
    "cut off": (package(GOOD)[:-60], "damaged"),
    "entities": (package(GOOD | {CONTENT: LAUGHS}), "damaged"),
    "no such encoding": (package(GOOD | {CONTENT: GOOD[CONTENT].replace("UTF-8", "UTF-99")}), "damaged"),  # type: ignore[arg-type]
    "encrypted": (package(GOOD | {"Encryptions.xml": "<a/>"}), "encrypted"),
    "pictures": (package(parts(page('<ofd:ImageObject ID="9" Boundary="0 0 210 297"/>'))), "no text"),
    "many pages": (package(parts(*[page("")] * 2001)), "more than 2000 pages"),
    "huge page": (package(GOOD | {CONTENT: page(" " * (17 << 20))}), "too large"),
    "bomb": (package(GOOD | {"Doc_0/a.xml": b" " * (257 << 20)}), "unpacks to more"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, capfd: pytest.CaptureFixture[str]) -> None:
    data, problem = REFUSED[case]
    with pytest.raises(NoticeError, match=problem) as caught:
        blocks("n.ofd", data)
    assert str(caught.value).startswith("n.ofd: ")
    assert caught.value.advice
    assert capfd.readouterr() == ("", "")


NUMBERS = ["nan", "inf", "1e999", "-5", "x", "", "1 2 3", "g g g", "g 999999999 1"]


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_are_none(number: str) -> None:
    odd = f'<ofd:TextObject Boundary="{number}" Size="{number}" CTM="{number}"><ofd:TextCode X="{number}">怪</ofd:TextCode></ofd:TextObject>'
    odd += f'<ofd:TextObject Boundary="9 9 9 9" Size="5"><ofd:TextCode Y="{number}" DeltaX="{number}">怪怪</ofd:TextCode></ofd:TextObject>'
    odd += f'<ofd:PathObject Boundary="{number}"><ofd:AbbreviatedData>M {number} L 1 C Z {number} A 1</ofd:AbbreviatedData></ofd:PathObject>'
    assert "正文。" in read(package(parts(page(odd + line(LEFT, 40, "正文。")))))
