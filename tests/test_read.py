"""Files in every encoding, and files that are no text."""

import codecs
from pathlib import Path

import pytest
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
    (b"PK\x03\x04....", "Word, WPS or zip"),
    (b"\xd0\xcf\x11\xe0....", "old Word"),
    (b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
    (b"<tbody>\n<tr><td class='a'>" + b"<p style='x'>text</p>" * 20, "web page"),
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
