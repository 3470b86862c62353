"""Resolving names: its share of a build, and of a process from a cold start.

Every name of the tests' sample is resolved in its own notice's context. The
share is measured with the profiler over builds of the Qinghai notice: a first
one, which reads the tables, and later ones. Run it with ``make bench``.
"""

import cProfile
import csv
import pstats
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
SAMPLE = ROOT / "tests" / "names" / "labelled.csv"
ROUNDS = 7

_SHARE = """
import cProfile, pstats
profile = cProfile.Profile()
profile.enable()
from zhengtu.builders.build import build
build({notice!r})
profile.disable()
stats = pstats.Stats(profile)
names = [v[3] for k, v in stats.stats.items() if k[0].endswith("resolve.py") and k[2] in ("units", "unit")]
print(sum(names) / stats.total_tt)
"""


def main() -> None:
    """Prints shares in per cent and times in milliseconds."""
    from zhengtu.builders.build import build
    from zhengtu.builders.resolve import Context, Resolver

    cold = [float(_run(_SHARE.format(notice=str(NOTICE)))) for _ in range(ROUNDS)]
    build(NOTICE)
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ROUNDS):
        build(NOTICE)
    profile.disable()
    stats = pstats.Stats(profile)
    entries = stats.stats.items()  # type: ignore[attr-defined]
    resolving = sum(v[3] for k, v in entries if k[0].endswith("resolve.py") and k[2] in ("units", "unit"))
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for row in rows:
            Resolver(Context(row["jurisdiction"], int(row["year"]) if row["year"] else None)).unit(row["name"])
        taken.append((time.perf_counter() - start) * 1000 / len(rows))
    print(f"resolving in a process of its own, tables read:  {statistics.median(cold) * 100:5.1f} % of its time")
    print(f"resolving in later builds:                       {resolving / stats.total_tt * 100:5.1f} % of a build")  # type: ignore[attr-defined]
    print(f"one name, tables read, nothing remembered:       {statistics.median(taken):5.2f} ms")


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


if __name__ == "__main__":
    main()
