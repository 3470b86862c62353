"""Made-up corpora to measure with: a table of units and clauses, and notices as other provinces might have them."""

import gzip
import json
import os
import random
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
from zhengtu.graph.coordination.incidence import Integers
from zhengtu.ontology.places import places

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"


def made(units: int, groups: int) -> tuple[Integers, Integers]:
    """Marks (unit, clause), the same for the same numbers.

    The i-th unit is drawn in proportion to i^-0.7; sizes of clauses are geometric, 10/3 on average, cut at 12.
    """
    chance = np.random.default_rng(units)
    heap = np.cumsum(np.arange(1.0, units + 1) ** -0.7)
    rows: list[int] = []
    sizes = np.minimum(chance.geometric(0.3, groups), 12)
    for size in sizes.tolist():
        named: dict[int, None] = {}
        while len(named) < size:
            named[int(np.searchsorted(heap, chance.random() * heap[-1]))] = None
        rows += named
    return np.array(rows, dtype=np.int64), np.repeat(np.arange(groups), sizes)


def texts() -> Iterator[str]:
    """The texts of the archive, where there is one, then the Qinghai notice as other provinces and years might have it.

    Of these each paragraph is left out three times in ten, so that no two have the same brackets.
    """
    root = os.environ.get("ZHENGTU_NOTICES")
    archive = None if root is None else Path(root) / "archive" / "real.jsonl.gz"
    if archive is None or not archive.is_file():
        print("no real texts: ZHENGTU_NOTICES names no folder with archive/real.jsonl.gz")
    else:
        with gzip.open(archive, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]
    chance = random.Random(0)  # noqa: S311 (made up, and the same every time)
    head, *paragraphs = re.split("(?=\n一、)", NOTICE.read_text(encoding="utf-8"), maxsplit=1)
    provinces = [place.name for place in places().values() if place.name.endswith("省")]
    for year in count(2000):
        for province in provinces:
            kept = [p for p in "".join(paragraphs).split("\n") if p.startswith("一、") or chance.random() < 0.7]
            text = "\n".join([head, *kept]).replace("青海省", province).replace("青海", province[:-1])
            text = text.replace("青政办", f"{province[:-1]}政办").replace("2018", str(year))
            yield text.replace("２０１８", str(year))
