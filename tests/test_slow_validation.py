"""Real texts become graphs without a violation; a large store is checked in bounded memory."""

import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import zhengtu
from zhengtu.builders.build import Built, build, merge
from zhengtu.builders.errors import NoticeError
from zhengtu.graph.inference import infer
from zhengtu.graph.store import open_store
from zhengtu.graph.validation import validate
from zhengtu.tests import scoring

pytestmark = pytest.mark.slow

SEED, SAMPLE = 20181129, 200


def violations(built: list[Built]) -> list[str]:
    text, _ = merge(built)
    graph = zhengtu.load(text)
    whole = zhengtu.load(text + infer(graph))
    return [f"{f.shape} {f.focus} {f.value}" for f in validate(whole) if f.severity == "violation"]


def test_development_texts(annotated_notices: Path) -> None:
    built = [build(one.path) for one in scoring.annotated(annotated_notices)]
    assert len(built) >= 22
    assert violations(built) == []


def test_a_sample_of_the_archive(annotated_notices: Path, tmp_path: Path) -> None:
    with gzip.open(annotated_notices / "archive" / "real.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    built = []
    for number, text in enumerate(random.Random(SEED).sample(texts, SAMPLE + 10)):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        try:
            built.append(build(path))
        except NoticeError:
            continue  # an empty text
    assert len(built) >= SAMPLE
    assert violations(built) == []


def test_the_memory_of_checking_a_store_does_not_grow_with_it(tmp_path: Path) -> None:
    """Forty copies of a plan need little more than four."""
    text = build(Path(__file__).parent.parent / "examples" / "qinghai-2018-28" / "notice.txt").n_quads

    def peak(copies: int) -> int:
        store = tmp_path / str(copies)
        program = (
            "import resource, sys; from pathlib import Path\n"
            "from zhengtu.graph.store import open_store; from zhengtu.graph.validation import validate\n"
            "with open_store(Path(sys.argv[1])) as store: assert list(validate(store)) == []\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        with open_store(store, write=True) as graph:
            for n in range(copies):
                copy = text.replace("青政办-2018-28", f"青政办-2018-{1000 + n}")
                graph.store.bulk_load(copy.encode(), format=ox.RdfFormat.N_QUADS)
        env = os.environ | {"PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", program, str(store)], capture_output=True, text=True, env=env, check=False
        )
        assert done.returncode == 0, done.stderr
        return int(done.stdout)

    assert peak(40) < 1.6 * peak(8)
