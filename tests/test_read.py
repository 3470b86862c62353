"""Files in every encoding, and files that are no text."""

import codecs
import zipfile
from pathlib import Path

import pytest
from zhengtu.builders.copied_tables import copied_tables
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.fold import display, fold, without_space
from zhengtu.builders.read import read

TEXT = "青海省人民政府办公厅\n关于印发某某工作要点的通知\r\n（牵头单位：省金融办）"

ENCODINGS = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", codecs.BOM_UTF8, "utf-8"),
    ("gb18030", b"", "gb18030"),
    ("gbk", b"", "gb18030"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
]


@pytest.mark.parametrize(("encoding", "mark", "found"), ENCODINGS)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes, found: str) -> None:
    file = tmp_path / "n.txt"
    file.write_bytes(mark + TEXT.encode(encoding))
    source = read(file)
    assert source.content == TEXT
    assert source.encoding == found


NOT_TEXT = [
    (b"", "is empty"),
    (b" \n\t", "is empty"),
    (b"\x00\x01\x02\x03" * 50, "binary"),
    (b"%PDF-1.7\n...", "PDF"),
    (b"PK\x03\x04....", "damaged Word, OFD or zip"),
    (b"\xd0\xcf\x11\xe0....", "old Word"),
    (b"{\\rtf1", "RTF"),
    (b"\x89PNG....", "picture"),
    (b"Rar!....", "archive"),
    (b"<!DOCTYPE html><html><body><script>x</script></body></html>", "no text"),
    (bytes(range(128, 256)) * 20, "encoding"),
    (codecs.BOM_UTF8 + b"\xff\xff", "not valid utf-8"),
]


@pytest.mark.parametrize(("data", "problem"), NOT_TEXT)
def test_no_text(tmp_path: Path, data: bytes, problem: str) -> None:
    file = tmp_path / "n.txt"
    file.write_bytes(data)
    with pytest.raises(NoticeError, match=problem) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert caught.value.advice


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(NoticeError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(NoticeError, match="is a folder"):
        read(tmp_path)


FOLDED = [
    "（ＰＰＰ）：２０１８年，７.５％；",
    "…㎡①〔2018〕《》、。",
    "\u3000\u00a0\u200b\ufeff",
    "𠮷野家（甲）",
    "ｱｲｳ",
]


@pytest.mark.parametrize("text", FOLDED)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_fold_display_and_names() -> None:
    assert fold("（ＰＰＰ）：７.５％；") == "(PPP):7.5%;"
    assert display("（ＰＰＰ）：２０１８年，增长７.５％；旅游＋") == "（PPP）：2018年，增长7.5%；旅游+"
    assert display("资源共\n\n享。") == "资源共享。"
    assert without_space("省 财\u200b政厅\u3000") == "省财政厅"


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("<!DOCTYPE html><html><body><p>（责任单位：省财政厅）</p></body></html>", encoding="utf-8")
    assert read(page).media_type == "text/html"
    assert read(page).content == "（责任单位：省财政厅）\n"
    notes = tmp_path / "notes.md"
    notes.write_text("# 任务\n\n**责任单位：**省财政厅\n", encoding="utf-8")
    assert read(notes).media_type == "text/markdown"
    assert "责任单位：省财政厅" in read(notes).content


def test_zip_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(NoticeError, match="Excel"):
        read(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("notice.txt", "x")
    with pytest.raises(NoticeError, match="is a zip archive"):
        read(file)


def test_zip_bomb(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(30):
            archive.writestr(f"word/{n}.xml", b"0" * 10_000_000)
    with pytest.raises(NoticeError, match="unpacks to more than"):
        read(file)


def test_tables_copied_into_a_text() -> None:
    tabbed = "任务分解表\n序号\t任务\t责任单位\n1\t做甲\t省财政厅\n2\t做乙\t省商务厅\n以上。\n"
    (table,) = copied_tables(tabbed)
    assert [[tabbed[c.span.start : c.span.end] for c in row] for row in table.rows] == [
        ["序号", "任务", "责任单位"], ["1", "做甲", "省财政厅"], ["2", "做乙", "省商务厅"],
    ]  # fmt: skip
    stacked = "重点任务清单\n序号\n任务\n责任单位\n1\n做甲\n省财政厅\n2\n做乙\n省商务厅\n以上。\n"
    (table,) = copied_tables(stacked)
    assert [[stacked[c.span.start : c.span.end] for c in row] for row in table.rows] == [
        ["序号", "任务", "责任单位"], ["1", "做甲", "省财政厅"], ["2", "做乙", "省商务厅"],
    ]  # fmt: skip
    assert copied_tables("序号\n任务\n责任单位\n做甲\n省财政厅\n") == ()
