"""Ledgers of many notices: time and memory to write and to refresh one, against pandas with openpyxl.

The columns of the Qinghai notice are taken many times over, each time under another number, one at a time; its 82
clauses name 44 units. Each way of writing has a process of its own, since memory is measured by its peak. Run it
with ``make bench``.
"""

import dataclasses
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhengtu.builders.build import build, merge
from zhengtu.graph.columns import Responsibilities
from zhengtu.graph.fact_columns import Facts
from zhengtu.graph.facts import facts
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import load
from zhengtu.viz.ledger.columns import LEDGER
from zhengtu.viz.ledger.files import opened, refresh
from zhengtu.viz.ledger.joining import joined, parts
from zhengtu.viz.ledger.workbook import write_workbook
from zhengtu.viz.tables import as_csv

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
WAYS = (
    "the rows alone",
    "csv",
    "xlsx, main sheet (pandas)",
    "xlsx, no sheets of units",
    "xlsx, all sheets",
    "refresh, nothing changed",
)


def main() -> None:
    """Prints a table of seconds, peak memory, size and rows of the main sheet for 10, 100 and 1,000 notices."""
    if len(sys.argv) > 1:
        run(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 100, 1000):
            print(f"\n{count} notices{'seconds':>36}{'peak MB':>9}{'file MB':>9}{'rows':>9}", flush=True)
            for way in WAYS:
                if way.startswith("refresh") and count > 100:
                    continue  # a workbook is in memory whole while it is refreshed
                done = subprocess.run(
                    [sys.executable, __file__, str(count), way, Path(folder) / f"{count}.xlsx"],
                    capture_output=True,
                    encoding="utf-8",
                    check=False,
                )
                took = json.loads(done.stdout) if not done.returncode else None
                if took is None:
                    print(f"{way:36}{done.stderr.strip().splitlines()[-1]}", flush=True)
                    continue
                print(
                    f"{way:36}{took['seconds']:>9.1f}{took['peak']:>9.0f}{took['size']:>9.1f}{took['rows']:>9}",
                    flush=True,
                )


def copies(count: int) -> Iterator[tuple[Responsibilities, Facts]]:
    """So many notices that differ in their numbers alone, one at a time, as a store would give them."""
    graph = load(merge([build(NOTICE)])[0])
    r, f = responsibilities(graph), facts(graph)

    def copy(of: Any, number: int) -> Any:
        made = [numbered(one, number) for one in (of.values() if isinstance(of, dict) else of)]
        return (
            {one.iri if hasattr(one, "iri") else one.clause: one for one in made}
            if isinstance(of, dict)
            else tuple(made)
        )

    for i in range(1, count + 1):
        yield (
            Responsibilities(
                copy(r.notices, i), copy(r.sections, i), copy(r.tasks, i), r.units, copy(r.assignments, i)
            ),
            Facts({}, copy(dict(f.clauses), i), copy(dict(f.deadlines), i), copy(f.targets, i), copy(f.citations, i)),
        )


def numbered(one: Any, number: int) -> Any:
    """The same under another number."""
    changed = {}
    for field in dataclasses.fields(one):
        value = getattr(one, field.name)
        if isinstance(value, str) and "2018" in value and "28" in value:
            changed[field.name] = value.replace("青政办-2018-28", f"青政办-2018-{number}").replace(
                "28号", f"{number}号"
            )
    return dataclasses.replace(one, **changed)


def run(count: int, way: str, file: Path) -> None:
    """Does one thing and prints what it took."""
    start = time.perf_counter()
    columns = [c.name for c in LEDGER]
    made, rows = parts(copies(count)), 82 * count

    def main_rows() -> Iterator[list[Any]]:
        return ([row.values.get(c) for c in columns] for part in made for row in part.main.rows)

    if way == "csv":
        file.with_suffix(".csv").write_text(as_csv(columns, main_rows()), encoding="utf-8")
    elif "pandas" in way:
        import pandas as pd

        frame = pd.DataFrame(list(main_rows()), columns=columns)
        frame.to_excel(file.with_suffix(".pandas.xlsx"), index=False, engine="openpyxl")
    elif way.startswith("xlsx"):
        with file.open("wb") as out:
            rows, _ = write_workbook(made, out, str(file), sheets=0 if "no sheets" in way else 100)
    elif way.startswith("refresh"):
        refresh(opened(file), joined(made), file)
    else:
        rows = sum(1 for _ in main_rows())
    seconds = time.perf_counter() - start
    size = file.stat().st_size / 1e6 if file.exists() else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "size": size, "rows": rows}))


if __name__ == "__main__":
    main()
