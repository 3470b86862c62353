"""Validating a store: portion by portion, against pySHACL on all of it at once.

A store of copies of the Qinghai notice is checked, each way in a process of its
own, since the peak of memory is the question too. Run it with ``make bench``;
the number of copies may be given (135 are a million statements).
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from zhengtu.builders.build import build
from zhengtu.graph.store import open_store

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
ROUNDS = 3

_HEAD = """
import resource, sys, time
from pathlib import Path
from zhengtu.graph.store import open_store
"""
_OURS = """
from zhengtu.graph.validation import validate
start = time.perf_counter()
with open_store(Path(sys.argv[1])) as store:
    found = sum(1 for _ in validate(store))
"""
_WHOLE = """
import pyshacl
from rdflib import Graph
from zhengtu.graph.statements import as_rdflib
start = time.perf_counter()
with open_store(Path(sys.argv[1])) as store:
    data = as_rdflib(store.store.quads_for_pattern(None, None, None, None))
    shapes = Graph().parse(sys.argv[2])
    found = 0 if pyshacl.validate(data, shacl_graph=shapes, inference="none")[0] else 1
"""
_TAIL = """
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found)
"""


def main() -> None:
    """Prints medians in seconds, and the peak of memory in MB."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    text = build(NOTICE).n_quads
    shapes = NOTICE.parent.parent.parent / "ontology" / "shapes.ttl"
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with open_store(store, write=True) as graph:
            for number in range(copies):
                copy = text.replace("青政办-2018-28", f"青政办-2018-{1000 + number}")
                graph.store.bulk_load(copy.encode(), format=ox.RdfFormat.N_QUADS)
            size = len(graph.store)
        print(f"{size:,} statements, {copies} notices")
        for name, body in (("portion by portion (Zhengtu)", _OURS), ("pySHACL, all at once", _WHOLE)):
            runs = [_run(_HEAD + body + _TAIL, store, shapes) for _ in range(ROUNDS)]
            seconds = statistics.median(r[0] for r in runs)
            memory = max(r[1] for r in runs)
            print(f"{name:<30} {seconds:7.2f} s {memory:7.0f} MB")
        command = [sys.executable, "-m", "zhengtu", "validate", "--store", str(store)]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        print(f"{'zhengtu validate --store':<30} {time.perf_counter() - start:7.2f} s")


def _run(program: str, store: Path, shapes: Path) -> tuple[float, float]:
    command = [sys.executable, "-c", program, str(store), str(shapes)]
    seconds, memory, found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    if found != "0":
        raise SystemExit("the sound store was found unsound")
    return float(seconds), float(memory)


if __name__ == "__main__":
    main()
