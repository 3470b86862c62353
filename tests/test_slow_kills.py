"""A build that is killed at any moment leaves the old or the new, and nothing half-written."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from zhengtu.graph.sparql import run
from zhengtu.graph.store import load_file, open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / ".links")}
TASKS = "SELECT (COUNT(?t) AS ?n) { ?t a zt:Task }"


def build(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "build", *map(str, arguments)]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed_after(seconds: float, *arguments: object) -> None:
    process = build(*arguments)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def part_of_the_notice(tmp_path: Path) -> Path:
    text = NOTICE.read_text(encoding="utf-8")
    part = tmp_path / "part.txt"
    part.write_text(text[: text.index("（二）物流业")], encoding="utf-8")
    return part


def test_a_store_is_old_or_new(tmp_path: Path) -> None:
    part, folder = part_of_the_notice(tmp_path), tmp_path / "store"
    assert build(part, "--store", folder).wait() == 0
    chance = random.Random(1)
    seen = set()
    for turn in range(30):
        killed_after(chance.uniform(0.1, 0.8), NOTICE if turn % 2 else part, "--store", folder)
        with open_store(folder) as graph:
            (count,) = run(graph, TASKS).rows[0]
        seen.add(str(count.value))  # type: ignore[union-attr]
        assert seen <= {"7", "71"}
    assert build(NOTICE, "--store", folder).wait() == 0
    with open_store(folder) as graph:
        (count,) = run(graph, TASKS).rows[0]
    assert count.value == "71"  # type: ignore[union-attr]


def test_a_file_is_old_or_new(tmp_path: Path) -> None:
    part, file = part_of_the_notice(tmp_path), tmp_path / "g.nq"
    assert build(part, "-o", file).wait() == 0
    chance = random.Random(2)
    for _ in range(30):
        killed_after(chance.uniform(0.1, 0.5), NOTICE, "-o", file)
        (count,) = run(load_file(file), TASKS).rows[0]
        assert count.value in {"7", "71"}  # type: ignore[union-attr]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    writers = [build(NOTICE, "--store", folder) for _ in range(4)]
    assert [w.wait() for w in writers] == [0, 0, 0, 0]
    with open_store(folder) as graph:
        (count,) = run(graph, TASKS).rows[0]
    assert count.value == "71"  # type: ignore[union-attr]
