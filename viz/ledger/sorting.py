"""Keys put back beside their rows, where somebody has sorted the columns that are shown and not the hidden ones."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .cells import fingerprint
from .columns import STATUS
from .keys import Key, digest
from .reading import OldSheet, columns_of

__all__ = ["rekey"]


def rekey(sheet: OldSheet) -> None:
    """Gives every row the key of its words, with what was last written there, if keys stand beside other rows' words.

    Keys are exchanged among the rows and none is made or lost. Where several rows have the same words, or a row has
    words that no key stands for, that key is theirs whose facts as last written are nearest to what the row holds.

    Args:
        sheet: one whose rows have words; changed in place.
    """
    said = [digest(words) if (words := sheet.text(row)) else "" for row in sheet.rows]
    known = [key.words if (key := Key.read(row.key or "")) is not None else "" for row in sheet.rows]
    keys: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(known):
        if words:
            keys[words].append(i)
    if not any(words != own and words in keys for words, own in zip(said, known, strict=True) if words):
        return
    rows: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(said):
        rows[words if words in keys else ""].append(i)
    facts = _facts(sheet)
    given: dict[int, int] = {}
    for words, those in keys.items():
        given.update(_nearest(sheet, facts, rows.get(words, []), those))
    used = set(given.values())
    unused = [i for those in keys.values() for i in those if i not in used]
    alone = [i for i in range(len(sheet.rows)) if i not in given]
    given.update(_nearest(sheet, facts, alone, unused))
    kept = {i for i, words in enumerate(known) if not words and sheet.rows[i].key is not None}
    before = list(sheet.rows)
    for i, row in enumerate(before):
        if i in given:
            sheet.rows[i] = replace(row, key=before[given[i]].key, base=before[given[i]].base)
        elif i not in kept:
            sheet.rows[i] = replace(row, key=None, base=None)


def _facts(sheet: OldSheet) -> list[Mapping[str, str]]:
    """The fingerprints of the facts that each row holds now."""
    names = [c.name for c in columns_of(sheet.role) if not c.typed and c is not STATUS and c.name in sheet.columns]
    return [
        {name: fingerprint(sheet.sheet.cell(row.index, sheet.columns[name]).value) for name in names}
        for row in sheet.rows
    ]


def _nearest(
    sheet: OldSheet, facts: Sequence[Mapping[str, str]], rows: Sequence[int], keys: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs rows with keys, the nearest first; among equally near ones a row keeps its own, then order decides."""
    if len(rows) == len(keys) == 1:
        yield rows[0], keys[0]
        return
    near = sorted((-_agreeing(facts[i], sheet.rows[j].base), i != j, i, j) for i in rows for j in keys)
    done: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in near:
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            yield i, j


def _agreeing(facts: Mapping[str, str], base: Mapping[str, str] | None) -> int:
    return sum(bool(now) and (base or {}).get(name) == now for name, now in facts.items())
