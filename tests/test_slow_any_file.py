"""Any file ends in a graph or a clear error: broken ones of every kind, and huge ones."""

import random
import resource
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from zhengtu.builders.check import check
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import notice_quads
from zhengtu.builders.read import read_bytes
from zhengtu.ontology.iris import DEFAULT_BASE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "tests" / "notices"
SECONDS = 36.0
"""How long each kind of file is broken in new ways."""
SLOWEST = 20.0
"""A notice of some pages is read in less than a second; a broken one must not take much longer."""


def broken(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, doubled or swapped for others of the file."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(len(out) + 1)
        length = chance.choice([1, 2, 8, 64, 1024])
        way = chance.randrange(5)
        if way == 0:
            out[at : at + length] = chance.randbytes(length)
        elif way == 1:
            del out[at : at + length]
        elif way == 2:
            out[at:at] = out[at : at + length] * chance.choice([1, 3, 50])
        elif way == 3:
            other = chance.randrange(len(out) + 1)
            out[at : at + length] = out[other : other + length]
        else:
            del out[at:]
        if not out:
            break
    return bytes(out)


def broken_parts(data: bytes, chance: random.Random) -> bytes:
    """A zip archive with one of its members broken, so that more than its directory is tried."""
    source = zipfile.ZipFile(BytesIO(data))
    target = BytesIO()
    victim = chance.choice([m for m in source.namelist() if m.endswith((".xml", ".rels"))])
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, broken(content, chance) if name == victim else content)
    return target.getvalue()


def outcome(name: str, data: bytes) -> str:
    """Reads a file whole; anything but a graph that passes every check or a `NoticeError` is raised."""
    try:
        notice = parse(read_bytes(name, data))
    except NoticeError:
        return "refused"
    check(notice_quads(notice), DEFAULT_BASE)
    return "read"


@pytest.mark.parametrize("kind", ["html", "docx", "pdf", "md", "txt"])
def test_broken_files(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(20180320)
    files = [path.read_bytes() for path in sorted(NOTICES.glob(f"*.{kind}"))]
    figures: Counter[str] = Counter()
    slowest, end = 0.0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        data = chance.choice(files)
        data = broken_parts(data, chance) if kind == "docx" and chance.random() < 0.8 else broken(data, chance)
        start = time.perf_counter()
        figures[outcome(f"x.{kind}", data)] += 1
        slowest = max(slowest, time.perf_counter() - start)
        assert slowest < SLOWEST
    with capsys.disabled():
        sys.stdout.write(f"\n{kind}: {dict(figures)}, slowest {slowest:.2f} s")
    assert figures["read"]
    assert figures["refused"] or kind in ("txt", "md", "html")


def deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * 10_000 + "（责任单位：省财政厅）".encode() + b"</div>" * 10_000


def deep_docx() -> bytes:
    return archive({"word/document.xml": b"<w:document>" + b"<w:p>" * 10_000})


def bomb_docx() -> bytes:
    return archive({f"word/{n}.xml": b"0" * 20_000_000 for n in range(20)} | {"word/document.xml": b"0"})


def entities_docx() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "0" * 10}">' for n in range(12))
    return archive({"word/document.xml": f"<!DOCTYPE x [{entities}]><x>&e11;</x>".encode()})


def archive(members: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


LINE = "加快推进重点领域改革，2025年底前建成示范项目12个，" * 12 + "做好工作。（责任单位：省财政厅、省商务厅）"
HUGE: dict[str, Callable[[], bytes]] = {
    "10 MB on one line.txt": lambda: (LINE * (10_000_000 // len(LINE.encode()))).encode(),
    "100,000 open brackets.txt": lambda: ("（" * 100_000).encode(),
    "100,000 nested brackets.txt": lambda: ("（" * 100_000 + "省财政厅负责" + "）" * 100_000).encode(),
    "a million spaces.txt": lambda: ("责任单位：" + " " * 1_000_000 + "省财政厅").encode(),
    "html nested 10,000 deep.html": deep_html,
    "10 MB of html on one line.html": lambda: f"<html><body><p>{LINE * 10_000}</p></body></html>".encode(),
    "100,000 rows.html": lambda: ("<table>" + "<tr><td>1<td>做甲<td>省财政厅" * 100_000).encode(),
    "xml nested 10,000 deep.docx": deep_docx,
    "zip bomb.docx": bomb_docx,
    "xml entities.docx": entities_docx,
    "10,000 brackets.md": lambda: b"[" * 10_000 + b"*" * 10_000 + b">" * 10_000,
    "garbage.pdf": lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(3_000_000),
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_files(tmp_path: Path, name: str) -> None:
    """A process of its own, so that a crash of a library would show; its memory is bounded."""
    file = tmp_path / name
    file.write_bytes(HUGE[name]())
    memory = 4 * 1024**3
    done = subprocess.run(
        [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "build", str(file), "-o", "x.nq"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / ".links"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "internal check" not in done.stderr
    assert done.stderr.strip()
