"""Files that are no notices are refused by what they are; notices never are, however they are written."""

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from zhengtu.builders.build import Built
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.other_files import refuse_binary, refuse_graph
from zhengtu.builders.parse import parse
from zhengtu.builders.read import read_bytes
from zhengtu.graph.formats import SUFFIXES, convert

from tests.corrected_notices import TEXT

Run = Callable[..., subprocess.CompletedProcess[str]]

GRAPHS: list[tuple[str, str]] = [
    ('<https://a.org/x> <https://a.org/p> "甲" <https://a.org/g> .\n', "N-Quads"),
    ("# 注\n\n_:a <https://a.org/p> <https://a.org/o> .\n", "N-Triples"),
    (f'<https://a.org/x> <https://a.org/p> "{"长" * 30000}" .\n', "N-Quads or N-Triples"),
    ("@prefix zt: <https://w3id.org/zhengtu/ns#> .\n", "Turtle or TriG"),
    ("PREFIX zt: <https://w3id.org/zhengtu/ns#>\n", "Turtle or TriG"),
    ("@base <https://a.org/> .\n", "Turtle or TriG"),
    ("<https://a.org/g> {\n <https://a.org/x> a <https://a.org/C> .\n}\n", "Turtle or TriG"),
    ("zt:a a zt:Notice .\n", "Turtle or TriG"),
    ("zt:a\n  zt:b zt:c , zt:d .\n", "Turtle or TriG"),
    (":a :b :c .\n", "Turtle or TriG"),
    ("_:b a zt:X .\n", "Turtle or TriG"),
    ("[] a zt:X .\n", "Turtle or TriG"),
    ("[ a zt:X ; zt:p 1 ] .\n", "Turtle or TriG"),
    ("<https://a.org/x>\n    a <https://a.org/C> ;\n    zt:n 1 .\n", "Turtle or TriG"),
    ('<https://a.org/x> zt:title "甲。乙"@zh ;\n', "Turtle or TriG"),
    ('<https://a.org/x> zt:title """甲\n', "Turtle or TriG"),
    ("<https://a.org/x> zt:n 5 .\n", "Turtle or TriG"),
    ("<https://a.org/x> rdf:type [ a zt:X ] .\n", "Turtle or TriG"),
    ("GRAPH <https://a.org/g> {\n", "Turtle or TriG"),
    ("@prefix 政: <https://a.org/> .\n", "Turtle or TriG"),
    ('{"@context": {}, "@graph": []}', "JSON-LD"),
    ('[\n {"@id": "https://a.org/x"}\n]', "JSON-LD"),
    ('<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF/XML"),
]


@pytest.mark.parametrize(("text", "kind"), GRAPHS, ids=[g[1] for g in GRAPHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_graph_is_refused(text: str, kind: str, encoding: str) -> None:
    with pytest.raises(NoticeError, match="not a notice") as refused:
        read_bytes("g", text.encode(encoding))
    assert f"is a graph ({kind})" in refused.value.problem
    assert "--graph" in refused.value.advice


@pytest.mark.parametrize("ending", SUFFIXES)
def test_what_build_writes_is_refused(built: Built, ending: str) -> None:
    with pytest.raises(NoticeError, match="is a graph"):
        read_bytes(f"g{ending}", convert(built.n_quads, SUFFIXES[ending]))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "is a picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "is a picture"),
        (b"GIF89a" + b"\x00" * 50, "is a picture"),
        (b"II*\x00" + b"\x08\x00" * 50, "is a picture"),
        (b"BM\x10\x00\x00\x00\x00\x00\x00\x00" + b"\xff" * 50, "is a picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is a picture"),
        (b"Rar!\x1a\x07", "is an archive"),
        (b"\xfd7zXZ\x00\x00", "is an archive"),
        (b"SQLite format 3\x00", "is a SQLite database"),
        (b"\x7fELF\x02\x01\x01", "is a program"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "is a program"),
        (b"\x00\x00\x00\x20ftypmp42", "is a sound or film file"),
        (b"\x00\x01\x02\x03" * 100, "is a binary file"),
        (b'{"a": [1, 2]}', "is JSON"),
        (b"[1, 2]", ""),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, what: str) -> None:
    if not what:
        # A list of figures in brackets may begin a text.
        refuse_graph("f", data.decode())
        return
    with pytest.raises(NoticeError) as refused:
        read_bytes("f", data)
    assert refused.value.problem.startswith(what)


@pytest.mark.parametrize("command", ["review", "parse", "build"])
def test_the_commands_say_it_in_one_line(tmp_path: Path, built: Built, zhengtu: Run, command: str) -> None:
    (tmp_path / "g.nq").write_text(built.n_quads, encoding="utf-8")
    (tmp_path / "p.json").write_text('{"source": {"name": "n.txt"}}', encoding="utf-8")
    for name, told in (("g.nq", "g.nq: is a graph (N-Quads)"), ("p.json", "is what zhengtu parse --json prints")):
        done = zhengtu(command, name, *(["-o", "o.nq"] if command == "build" else []))
        assert (done.returncode, done.stderr.count("\n"), told in done.stderr) == (1, 1, True), done.stderr


NOTICES = [
    TEXT,
    "<html> <head> <title>通知</title></head><body><p>甲</p></body></html>",
    "<o:p> <o:p> 关于印发",
    "<https://www.gov.cn/a> 关于印发\n甲",
    "{ 甲政办〔2018〕1号 }\n关于印发工作要点的通知",
    "[2018]1号\n关于印发工作要点的通知",
    "“@prefix” 是何意\n甲",
    "MZ公司：\n甲",
    "ID3、BM、II号文件\n甲",
    "# 关于印发工作要点的通知\n\n一、甲",
    "a: 甲\n",
    "<https://www.qinghai.gov.cn/a.html> 发布时间:2018-03-20 来源:省政府\n# 关于印发工作要点的通知\n",
    "<https://www.gov.cn/a> 来源:省政府 .\n甲",
    "<https://www.gov.cn/a> time:2018-03-20 来源:省政府.\n甲",
    "<https://www.gov.cn/a> <https://www.gov.cn/b> “通知” 关于印发\n甲",
    '<https://www.gov.cn/a> <https://www.gov.cn/b> "通知" 关于印发\n甲',
    "<https://www.gov.cn/a> a 关于印发\n甲",
    "来源:省政府 a 文号:甲 .\n甲",
    "prefix 甲:<乙>\n甲",
]


@pytest.mark.parametrize("text", NOTICES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_notice_is_none_of_these(text: str, encoding: str) -> None:
    refuse_binary("n.txt", text.encode(encoding))
    refuse_graph("n.txt", text)


def test_a_byte_order_mark_of_gb18030_is_no_part_of_a_text() -> None:
    source = read_bytes("n.txt", TEXT.encode("utf-8-sig").decode("utf-8").encode("gb18030"))
    assert (source.content, source.encoding) == (TEXT, "gb18030")
    assert len(parse(source).tasks) == 3


def test_no_notice_of_the_archive_is_refused(annotated_notices: Path) -> None:
    seen = 0
    with gzip.open(annotated_notices / "archive" / "real.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"] or ""
            refuse_graph("n.txt", text)
            for encoding in ("utf-8", "gb18030", "utf-16"):
                refuse_binary("n.txt", text.encode(encoding, "replace"))
            seen += 1
    assert seen == 2094
