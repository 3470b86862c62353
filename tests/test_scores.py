"""The annotated notices: what was right once stays right."""

import csv
from pathlib import Path

from zhengtu.builders.build import build
from zhengtu.builders.fold import fold, without_space


def gold(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def plain(text: str) -> str:
    return without_space(fold(text))


def test_qinghai_assignments_by_offset(annotated_notices: Path) -> None:
    folder = annotated_notices / "qinghai-2018-28"
    notice = build(folder / "notice.txt").notice
    found = [
        (str(t.number), str(c.number), a.role, a.name, str(a.span.start), str(a.span.end))
        for t in notice.tasks
        for c in t.clauses
        for a in c.assignments
    ]
    wanted = [
        (r["task"], r["clause"], r["role"], r["name"], r["start"], r["end"])
        for r in gold(folder / "gold" / "assignments.tsv")
    ]
    assert found == wanted


def test_qinghai_clause_texts(annotated_notices: Path) -> None:
    folder = annotated_notices / "qinghai-2018-28"
    notice = build(folder / "notice.txt").notice
    found = {(t.number, c.number): c.text for t in notice.tasks for c in t.clauses}
    for row in gold(folder / "gold" / "clauses.tsv"):
        assert plain(found[int(row["task"]), int(row["clause"])]) == plain(row["text"])


def test_qinghai_targets(annotated_notices: Path) -> None:
    folder = annotated_notices / "qinghai-2018-28"
    notice = build(folder / "notice.txt").notice
    signs = {"equal": "=", "at_least": ">=", "at_most": "<=", "about": "~", "between": "range"}
    found = sorted(
        (str(t.task or ""), str(t.clause or ""), f"{t.value}", f"{t.max_value or ''}", t.unit, signs[t.comparator])
        for t in notice.targets
    )
    wanted = sorted(
        (
            *((r["task"], r["clause"]) if r["task"].isdigit() else ("", "")),
            r["value"],
            r["max_value"],
            r["unit"],
            r["comparator"],
        )
        for r in gold(folder / "gold" / "targets.tsv")
    )
    assert [(plain(u), *rest) for *rest, u, _ in found] == [(plain(u), *rest) for *rest, u, _ in wanted]
    assert found == [(a, b, c, d, e, f) for a, b, c, d, e, f in wanted]
