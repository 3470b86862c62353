"""Exports that are cut off: what was there stays, and nothing half written is left where it can be helped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from zhengtu.builders.build import build, merge

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that takes seconds to write."""
    files = [ROOT / "examples" / "qinghai-2018-28" / "notice.txt", *sorted((ROOT / "tests" / "notices").glob("*.txt"))]
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text(merge([build(file) for file in files])[0], encoding="utf-8")
    return path


def cut_off(graph: Path, folder: Path, how: signal.Signals) -> int:
    """Stops an export once it has begun to write; its exit code."""
    outputs = [part for name in ("g.ttl", "g.jsonld", "n.gexf") for part in ("-o", name)]
    process = subprocess.Popen(
        [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "export", "--graph", graph, *outputs],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if any(part.stat().st_size > 50_000 for part in folder.glob(".*.part")):
            process.send_signal(how)
            break
        time.sleep(0.002)
    return process.wait(60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_what_was_there_stays(graph: Path, tmp_path: Path, how: signal.Signals, code: int) -> None:
    for name in ("g.ttl", "n.gexf"):
        (tmp_path / name).write_text(f"an earlier {name}", encoding="utf-8")
    assert cut_off(graph, tmp_path, how) == code
    for name in ("g.ttl", "n.gexf"):
        assert (tmp_path / name).read_text(encoding="utf-8") == f"an earlier {name}"
    assert not (tmp_path / "g.jsonld").exists()
    if how == signal.SIGINT:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["g.ttl", "n.gexf"]


def test_all_labelled_notices_come_back(graph: Path, tmp_path: Path) -> None:
    wanted = {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(graph))}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from zhengtu.__main__ import main; main()",
            "export",
            "--graph",
            graph,
            "-o",
            "g.ttl",
            "-o",
            "g.jsonld",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("g.ttl", "g.jsonld"):
        found = [(t.subject, t.predicate, t.object) for t in ox.parse(path=str(tmp_path / name))]
        assert set(found) == wanted
        assert len(found) == len(wanted)
        assert f"{name} " in done.stderr
        assert f"{len(wanted):,} triples" in done.stderr
