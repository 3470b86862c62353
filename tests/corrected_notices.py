"""A small notice, and the tables of corrections that tests put beside it."""

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from zhengtu.builders.model import Notice

TEXT = """青海省人民政府办公厅关于印发2018年试点工作要点的通知

青政办〔2018〕900号

各市、自治州人民政府，省政府各委、办、厅、局：
根据《青海省人民政府关于加快发展的意见》（青政〔2014〕73号），制定本要点。

青海省人民政府办公厅
2018年3月1日

2018年试点工作要点

一、加快发展物流业
（一）推进园区建设。2018年6月底前建成物流园区4—5个，西宁市货运量增长8%左右。（牵头单位：省商务厅、省旅发委，配合单位：省财政厅、各市州人民政府等）
（二）持续推进试点。请有关方面抓紧开展，由省水利厅会同省林业厅办理。（责任单位：省发展改革委、省财政厅）

二、提升金融业
（三）落实《青海省人民政府关于加快发展的意见》（青政〔2014〕73号），该意见要求尽快落地。（责任单位：省财政厅）
"""
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
Row = Mapping[str, object]


def put(path: Path, *said: Row, digest: str | None = DIGEST, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Writes corrections beside a notice, as a person would: only the columns that are used."""
    names = list(dict.fromkeys(["action", "kind", "words", *(name for row in said for name in row), "text_sha256"]))
    lines = [names, *([str(row.get(n, "")) if n != "text_sha256" else (digest or "") for n in names] for row in said)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    table = path.with_name(path.name + ".corrections.csv")
    table.write_bytes(out.getvalue().encode(encoding, "replace"))
    return table


def assigned(notice: Notice) -> set[tuple[int, int, str, str, str]]:
    return {
        (t.number, c.number, a.role, a.name, a.unit.name)
        for t in notice.tasks
        for c in t.clauses
        for a in c.assignments
    }


def outcomes(notice: Notice) -> list[tuple[int, str]]:
    return [(c.row, c.outcome) for c in notice.corrections]
