"""What the commands read: folders, standard input, files of every kind, and what was not understood in them."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Run, one_line

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "tests" / "notices"
UNREAD = "（责任单位：详见附件所列的有关承担主体具体分工情况说明表格之内容）"
HALF = f"甲市关于乙的通知\n一、做好甲。{UNREAD}\n二、做好乙。（责任单位：省财政厅）\n"
WHOLE = "甲市关于丙的通知\n一、做好丙。（责任单位：省财政厅）\n"


@pytest.fixture
def zhengtu(in_process: Run) -> Run:
    """A command in this process."""
    return in_process


def assignments(told: str) -> list[tuple[str, str]]:
    """Names and roles in the JSON of a notice."""
    return [(a["name"], a["role"]) for t in json.loads(told)["tasks"] for c in t["clauses"] for a in c["assignments"]]


def titles(zhengtu: Run, graph: str) -> list[str]:
    query = "SELECT ?title { ?n a zt:Notice ; dcterms:title ?title } ORDER BY ?title"
    return zhengtu("sparql", query, "--graph", graph, "--format", "csv").out.splitlines()[1:]


def test_a_folder_stands_for_its_notices(zhengtu: Run, tmp_path: Path) -> None:
    below = tmp_path / "in" / "2021 年" / "下"
    below.mkdir(parents=True)
    (tmp_path / "in" / ".git").mkdir()
    for name in ("001.txt", "032.html", "043.docx"):
        shutil.copy(NOTICES / name, tmp_path / "in")
    shutil.copy(NOTICES / "046.docx", below / "表.DOCX")
    shutil.copy(NOTICES / "059.md", below)
    # None of these is a notice, and each would fail or be counted if it were read.
    shutil.copy(NOTICES / "002.txt", tmp_path / "in" / ".hidden.txt")
    shutil.copy(NOTICES / "003.txt", tmp_path / "in" / ".git" / "packed.txt")
    (below / "~$lock.docx").write_bytes(b"\x04lock" * 30)
    (tmp_path / "in" / "a.xlsx").write_bytes(b"PK\x03\x04 not read")
    (tmp_path / "in" / "Makefile").write_bytes(b"")

    done = zhengtu("build", "in", "-o", "g.nq")
    assert done.code == 0, done.err
    told = [line.partition(": ")[0] for line in done.err.splitlines() if " sections, " in line]
    read = ["in/001.txt", "in/032.html", "in/043.docx", "in/2021 年/下/059.md", "in/2021 年/下/表.DOCX"]
    assert told == read
    assert titles(zhengtu, "g.nq") == sorted(
        (
            "喀什地区行政公署办公室关于印发喀什地区2023年农产品质量安全工作要点的通知",
            "江西省人民政府办公厅关于印发江西省2021年促进服务业发展工作要点的通知",
            "十堰市人民政府办公室关于印发十堰市促进消费持续恢复若干措施的通知",
            "山西省人民政府办公厅关于印发2016年全省政务公开工作要点及任务分工的通知",
            "乌海市人民政府关于印发乌海市2019年安全生产重点工作安排的通知",
        )
    )
    # What is named twice is built once, and the same files named one by one give the same graph.
    assert zhengtu("build", *reversed(read), "in", "-o", "h.nq").code == 0
    assert (tmp_path / "h.nq").read_bytes() == (tmp_path / "g.nq").read_bytes()


def test_a_folder_with_an_old_word_file_is_not_half_built_in_silence(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "in" / "b.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))
    done = zhengtu("build", "in", "-o", "g.nq")
    assert done.code == 1
    assert "in/b.doc: is an old Word" in done.err
    assert "nothing was written" in done.err
    assert not (tmp_path / "g.nq").exists()


def test_a_folder_without_notices(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "empty").mkdir(parents=True)
    (tmp_path / "in" / "a.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "in" / ".a.txt").write_text(WHOLE, encoding="utf-8")
    one_line(zhengtu("build", "in", "-o", "g.nq"), 1, "in: holds no notices", ".docx")
    assert not (tmp_path / "g.nq").exists()


def test_standard_input(zhengtu: Run, tmp_path: Path) -> None:
    page = (NOTICES / "032.html").read_bytes()
    # Once as it really is: bytes through a pipe.
    piped = subprocess.run(
        [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "build", "-", "-o", "g.nq"],
        cwd=tmp_path,
        input=page,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
    )
    assert (piped.returncode, piped.stdout) == (0, b""), piped.stderr
    assert piped.stderr.startswith(b"standard input: ")
    assert titles(zhengtu, "g.nq") == ["山西省人民政府办公厅关于印发2016年全省政务公开工作要点及任务分工的通知"]
    for name in ("032.html", "043.docx", "051.pdf", "001.txt"):
        from_file = zhengtu("parse", NOTICES / name, "--json")
        from_pipe = zhengtu("parse", "-", "--json", stdin=(NOTICES / name).read_bytes())
        assert (from_file.code, from_pipe.code) == (0, 0)
        assert assignments(from_pipe.out) == assignments(from_file.out) != []
    assert "山西省人民政府办公厅" in zhengtu("parse", "-", stdin=page).out
    one_line(zhengtu("parse", "-"), 1, "standard input: is empty")
    one_line(zhengtu("build", "-", "-o", "h.nq"), 1, "standard input: is empty")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g.nq"]


def test_strict(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "half read.txt").write_text(HALF, encoding="utf-8")
    (tmp_path / "whole.txt").write_text(WHOLE, encoding="utf-8")

    for where in (("-o", "g.nq"), ("--store", "plans")):
        done = zhengtu("build", "half read.txt", *where, "--strict")
        assert (done.code, done.out) == (1, "")
        (refused,) = (line for line in done.err.splitlines() if line.startswith("zhengtu: half read.txt: "))
        assert "1 of 2 assignment-like places" in refused
        assert "nothing was written" in done.err
        assert "Traceback" not in done.err
        assert sorted(p.name for p in tmp_path.iterdir()) == ["half read.txt", "whole.txt"]
    # The advice, taken literally, leads to the place.
    command = shlex.split(refused[refused.index("zhengtu parse --unread ") :])
    assert command == ["zhengtu", "parse", "--unread", "half read.txt"]
    assert f"【{UNREAD}】" in zhengtu(*command[1:]).out

    done = zhengtu("build", "half read.txt", "-o", "lenient.nq")
    assert (done.code, done.out) == (0, "")
    assert f"half read.txt:2:7: warning: looks like an assignment but names no unit: {UNREAD}" in done.err
    assert titles(zhengtu, "lenient.nq") == ["甲市关于乙的通知"]

    done = zhengtu("build", "whole.txt", "-o", "whole.nq", "--strict")
    assert (done.code, done.out) == (0, ""), done.err
    assert "understood 1 of 1 assignment-like places" in done.err
    assert titles(zhengtu, "whole.nq") == ["甲市关于丙的通知"]


def test_strict_among_many(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "half.txt").write_text(HALF, encoding="utf-8")
    (tmp_path / "whole.txt").write_text(WHOLE, encoding="utf-8")
    assert zhengtu("build", "half.txt", "whole.txt", "-o", "g.nq", "--strict").code == 1
    assert not (tmp_path / "g.nq").exists()
    assert zhengtu("build", "half.txt", "whole.txt", "-o", "g.nq", "--strict", "--keep-going").code == 1
    assert titles(zhengtu, "g.nq") == ["甲市关于丙的通知"]


def test_what_was_not_understood(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(HALF, encoding="utf-8")
    done = zhengtu("parse", "n.txt", "--unread")
    assert (done.code, done.err) == (0, "")
    place, words, count = done.out.splitlines()
    assert place.startswith("n.txt:2:7: ")
    assert words.strip() == f"…甲市关于乙的通知一、做好甲。【{UNREAD}】二、做好乙。（责任单位：省财政厅）…"
    assert count == "n.txt: understood 1 of 2 assignment-like places"
    (tmp_path / "n.txt").write_text(WHOLE, encoding="utf-8")
    done = zhengtu("parse", "n.txt", "--unread")
    assert done == (0, "n.txt: understood 1 of 1 assignment-like places\n", "")


@pytest.mark.parametrize("name", ["024.txt", "034.html", "035.html", "049.docx", "053.pdf", "127.docx"])
def test_every_place_that_is_counted_is_shown(zhengtu: Run, name: str) -> None:
    shutil.copy(NOTICES / name, name)
    *places, count = zhengtu("parse", name, "--unread").out.splitlines()
    read, seen = (int(word) for word in count.split() if word.isdigit())
    # One place may have several parts that were not understood.
    shown_places = len(places) // 2
    assert shown_places >= seen - read
    assert (shown_places == 0) == (seen == read)
    text = zhengtu("parse", name, "--text").out.split("\n")
    for where, shown in zip(places[::2], places[1::2], strict=True):
        _, line, column, _ = where.split(":", 3)
        words = shown[shown.index("【") + 1 :]
        assert text[int(line) - 1][int(column) - 1 :][:3] == words[:3]


@pytest.mark.parametrize("name", ["043.docx", "046.docx", "047.docx", "123.docx"])
def test_the_text_says_the_same_as_the_file(zhengtu: Run, tmp_path: Path, name: str) -> None:
    text = zhengtu("parse", NOTICES / name, "--text")
    assert (text.code, text.err) == (0, "")
    whole = zhengtu("parse", NOTICES / name, "--json").out
    assert text.out == json.loads(whole)["source"]["content"]
    (tmp_path / "n.txt").write_bytes(text.out.encode())
    assert assignments(zhengtu("parse", "n.txt", "--json").out) == assignments(whole) != []
    assert zhengtu("parse", "n.txt", "--text").out == text.out


@pytest.mark.parametrize("options", [("--json", "--text"), ("--text", "--unread"), ("--json", "--text", "--unread")])
def test_one_form_at_a_time(zhengtu: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "n.txt").write_text(WHOLE, encoding="utf-8")
    one_line(zhengtu("parse", "n.txt", *options), 2, "--json", "--text", "--unread")


@pytest.mark.parametrize(
    ("name", "data", "what", "advice"),
    [
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "old Word", "save it as .docx"),
        ("renamed.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "old Word", "save it as .docx"),
        ("a.rtf", rb"{\rtf1\ansi \u30002?}", "RTF", "save it as .docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture", "text layer"),
        ("a.docx", b"", "is empty", "give a file"),
        ("a.txt", b"", "is empty", "give a file"),
        ("a.html", b" \r\n\t\n", "is empty", "give a file"),
        ("b.html", b"<!doctype html><html><body><p> </p></body></html>", "holds no text", "open it in a browser"),
    ],
    ids=lambda v: v if isinstance(v, str) and "." in v else "",
)
def test_files_that_cannot_be_read(
    zhengtu: Run, tmp_path: Path, name: str, data: bytes, what: str, advice: str
) -> None:
    (tmp_path / name).write_bytes(data)
    one_line(zhengtu("parse", name), 1, name, what, advice)
    one_line(zhengtu("parse", "-", stdin=data), 1, "standard input", what, advice)
    one_line(zhengtu("build", name, "-o", "g.nq"), 1, name, what, advice)
    assert [p.name for p in tmp_path.iterdir()] == [name]
