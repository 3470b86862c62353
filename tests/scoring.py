"""Labelled notices against what is read: `make score` prints a table by way of writing and kind of file.

Each notice under ``tests/notices`` has ``gold/NAME.tsv`` (group, role, name,
collective: one row a unit, in order) and, where it has any, ``gold/NAME.citations.tsv``
(title, document_number, relation) and ``gold/NAME.deadlines.tsv`` (deadline).
``manifest.tsv`` says which ways of writing each shows. The annotated notices that
are not part of the repository are added where ``ZHENGTU_NOTICES`` names them.
"""

import csv
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhengtu.builders.build import read_notice
from zhengtu.builders.fold import fold, without_space
from zhengtu.builders.model import Notice

NOTICES = Path(__file__).resolve().parent / "notices"
PARTS = ("assignments", "groups", "citations", "deadlines")


@dataclass(frozen=True)
class Labelled:
    """A notice with its labels."""

    path: Path
    gold: Path
    kind: str
    styles: tuple[str, ...]


@dataclass
class Count:
    """How many were wanted, found and right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def add(self, other: "Count") -> None:
        self.wanted += other.wanted
        self.found += other.found
        self.right += other.right

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0

    @property
    def wrong(self) -> int:
        return self.wanted + self.found - 2 * self.right


@dataclass
class Score:
    """The counts of a notice by part, and the differences."""

    counts: dict[str, Count]
    differences: list[str]


def labelled(*, annotated_too: bool = True) -> Iterator[Labelled]:
    """The notices of the repository, then the annotated ones."""
    for row in rows(NOTICES / "manifest.tsv"):
        path = NOTICES / row["file"]
        yield Labelled(path, NOTICES / "gold" / f"{path.stem}.tsv", path.suffix[1:], tuple(row["styles"].split("; ")))
    if annotated_too and (folder := os.environ.get("ZHENGTU_NOTICES")):
        yield from annotated(Path(folder))


def annotated(folder: Path) -> Iterator[Labelled]:
    for row in rows(folder / "dev" / "manifest.tsv"):
        path = folder / "dev" / row["file"]
        yield Labelled(path, folder / "dev" / "gold" / f"{path.stem}.tsv", path.suffix[1:], ("real",))
    qinghai = folder / "qinghai-2018-28"
    yield Labelled(qinghai / "notice.txt", qinghai / "gold" / "assignments.tsv", "txt", ("real",))


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str) -> str:
    return without_space(fold(text))


def score(one: Labelled) -> Score:
    """Reads a notice and compares; names are compared as the annotation guide has them."""
    notice = read_notice(one.path)
    counts: dict[str, Count] = {}
    wanted = rows(one.gold)
    groups, members = _members(notice)
    gold = [(r["role"], plain(r["name"])) for r in wanted]
    pairs = common(gold, members)
    counts["assignments"] = Count(len(gold), len(members), len(pairs))
    right = {i for i, _ in pairs}, {j for _, j in pairs}
    differences = [f"missing: {wanted[i].get('group', '')} {m}" for i, m in enumerate(gold) if i not in right[0]]
    differences += [f"extra: {m}" for j, m in enumerate(members) if j not in right[1]]
    to_gold = {j: i for i, j in pairs}
    ids = [r.get("group") or f"{r['task']}/{r['clause']}" for r in wanted]
    gold_groups = _together(ids)
    moved = {frozenset(to_gold.get(j, -1 - j) for j in g) for g in _together(groups)}
    counts["groups"] = Count(len(gold_groups), len(_together(groups)), len(gold_groups & moved))
    differences += [f"groups: {counts['groups']}"] if counts["groups"].wrong else []
    for part, found in (("citations", _citations(notice)), ("deadlines", _deadlines(notice))):
        path = one.gold.with_name(f"{one.gold.stem}.{part}.tsv")
        if not path.exists():
            continue
        labels = Counter(_label(part, r) for r in rows(path))
        common_ones = labels & found
        counts[part] = Count(labels.total(), found.total(), common_ones.total())
        differences += [f"missing {part[:-1]}: {x}" for x in (labels - found).elements()]
        differences += [f"extra {part[:-1]}: {x}" for x in (found - labels).elements()]
    return Score(counts, differences)


def _members(notice: Notice) -> tuple[list[int], list[tuple[str, str]]]:
    clauses = [c for t in notice.tasks for c in t.clauses if c.assignments]
    found = [(a.span, n, a.role, plain(a.name)) for n, c in enumerate(clauses) for a in c.assignments]
    found.sort(key=lambda x: x[0])
    return [n for _, n, _, _ in found], [(role, name) for _, _, role, name in found]


def _together(ids: Sequence[Hashable]) -> set[frozenset[int]]:
    by_id: dict[Hashable, set[int]] = defaultdict(set)
    for k, one in enumerate(ids):
        by_id[one].add(k)
    return {frozenset(v) for v in by_id.values()}


def _label(part: str, row: dict[str, str]) -> tuple[str, ...]:
    if part == "deadlines":
        return (row["deadline"],)
    return plain(row["title"]), plain(row["document_number"]), row["relation"]


def _citations(notice: Notice) -> Counter[tuple[str, ...]]:
    return Counter(
        (plain(c.title or ""), plain(c.document.number.text) if c.document.number else "", c.relation)
        for c in notice.citations
    )


def _deadlines(notice: Notice) -> Counter[tuple[str, ...]]:
    cut = {"year": 4, "month": 7, "day": 10}
    return Counter(
        (c.deadline.date.isoformat()[: cut[c.deadline.precision]],)
        for t in notice.tasks
        for c in t.clauses
        if c.deadline
    )


def common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    pairs = []
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def main(names: list[str]) -> None:
    """Prints the table, and the differences of the notices named (all of them with ``-v``)."""
    by_row: dict[str, dict[str, Count]] = defaultdict(lambda: {part: Count() for part in PARTS})
    files: Counter[str] = Counter()
    for one in labelled():
        found = score(one)
        for heading in (*one.styles, f".{one.kind}", "all"):
            files[heading] += 1
            for part, count in found.counts.items():
                by_row[heading][part].add(count)
        if ("-v" in names or one.path.name in names) and found.differences:
            print(one.path.name, *found.differences, sep="\n    ")
    print(f"{'way of writing, kind of file':<44} files", *(f"{part:>22}" for part in PARTS))
    order = sorted(by_row, key=lambda h: (h == "all", h.startswith("."), h))
    for heading in order:
        cells = [
            f"{c.right:>5}/{c.wanted:<5} F1 {c.f1:.4f}" if (c := by_row[heading][part]).wanted + c.found else " " * 21
            for part in PARTS
        ]
        print(f"{heading:<44} {files[heading]:>5}", *(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main(sys.argv[1:])
