"""Notices that go by another number, title or issuer than when the ledger was last written: it is told which."""

from collections import Counter
from collections.abc import Mapping

from .cells import Content, plain
from .keys import Key
from .matching import Match
from .reading import OldLedger
from .table import LEDGER_ROLE, Row
from .tables import Ledger
from .warnings import warning

__all__ = ["renumbered"]


def renumbered(old: OldLedger, ledger: Ledger, found: Mapping[Key, Match]) -> list[Row]:
    """A warning for each notice whose rows have become those of another.

    Args:
        old: the workbook before anything is written.
        ledger: what the graph says now.
        found: old key → what it has become.
    """
    rows = Counter((key.notice, m.key.notice) for key, m in found.items() if key.notice != m.key.notice)
    now = {notice.iri: notice.label for notice in ledger.sources}
    told = []
    for (before, after), count in rows.items():
        values: dict[str, Content] = {"notice": now.get(after), "text": _called(old, before)}
        more = f"{count} 行" if ledger.language == "zh" else f"rows: {count}"
        told.append(warning("renumbered", f"{before}|{after}", ledger.language, values, more))
    return told


def _called(old: OldLedger, notice: str) -> str:
    """What the ledger calls a notice; the end of its IRI where it does not say."""
    sheet = old.sheets.get(LEDGER_ROLE)
    for row in sheet.rows if sheet is not None and "notice" in sheet.columns else ():
        key = Key.read(row.key or "")
        if sheet is None or key is None or key.notice != notice:
            continue
        if label := plain(sheet.sheet.cell(row.index, sheet.columns["notice"]).value):
            return label
    return notice.rpartition("/")[2]
