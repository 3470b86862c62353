"""How many clauses each unit leads, supports and answers for: in the graph, and in rows that an update leaves alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from .cells import plain
from .columns import spoken
from .keys import Key
from .reading import OldLedger
from .table import LEDGER_ROLE, Row
from .tables import ROLES, Ledger

__all__ = ["counted_units"]


def counted_units(old: OldLedger, ledger: Ledger) -> Iterator[Row]:
    """The units of the graph, those that have a sheet, and those of rows whose notice is not in the graph.

    Args:
        old: the workbook, its ledger as it is now.
        ledger: what the graph says.
    """
    if ledger.scope != "all":
        return
    held, shown = _held(old, ledger), _held_by_sheets(old, ledger)
    names = {row.key: plain(row.values.get("unit")) for row in ledger.index.rows}
    counts = {row.key: row.values for row in ledger.index.rows}
    sheet = old.sheets.get("index")
    if sheet is not None and "unit" in sheet.columns:
        for row in sheet.rows:
            name = plain(sheet.sheet.cell(row.index, sheet.columns["unit"]).value)
            if row.key is not None and name in held:
                names.setdefault(row.key, name)
    for role, of in old.sheets.items():
        if role.startswith("unit "):
            iri = role.removeprefix("unit ")
            names.setdefault(iri, ledger.names.get(iri, of.sheet.title))
    called = _called(names, ledger)
    for iri, name in names.items():
        now = counts.get(iri, {})
        of_names = sum((held[known] for known in called[iri] if known in held), Counter[str]())
        yield Row(
            iri, {"unit": name} | {r: int(plain(now.get(r)) or 0) + max(of_names[r], shown[iri][r]) for r in ROLES}
        )


def _called(names: Mapping[str, str], ledger: Ledger) -> dict[str, set[str]]:
    """IRI of a unit → all that rows written at any time may call it; no form that another unit has as well."""
    official, forms = ledger.naming.official, ledger.naming.forms
    of: dict[str, set[str]] = {iri: {name, official.get(iri, name)} for iri, name in names.items()}
    known = {name for called in of.values() for name in called}
    many = Counter(form for written in forms.values() for form in written)
    for iri, called in of.items():
        called |= {form for form in forms.get(iri, ()) if many[form] == 1 and form not in known}
    return of


def _held(old: OldLedger, ledger: Ledger) -> dict[str, Counter[str]]:
    """Name of a unit → how often the rows that an update leaves alone name it in each role."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    main = old.sheets[LEDGER_ROLE]
    for row in main.rows:
        key = Key.read(row.key or "")
        if key is None or key.notice in ledger.notices:
            continue
        for role in ROLES:
            if role in main.columns:
                text = plain(main.sheet.cell(row.index, main.columns[role]).value)
                for name in filter(None, text.split(spoken("comma", ledger.language))):
                    found[name][role] += 1
    return found


def _held_by_sheets(old: OldLedger, ledger: Ledger) -> dict[str, Counter[str]]:
    """IRI of a unit → the same as its own sheet has it, whatever forms of its name the notices write."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    said = {spoken(role, ledger.language): role for role in ROLES}
    for of, sheet in old.sheets.items():
        if not of.startswith("unit ") or "role" not in sheet.columns:
            continue
        for row in sheet.rows:
            key = Key.read(row.key or "")
            if key is not None and key.notice not in ledger.notices:
                text = plain(sheet.sheet.cell(row.index, sheet.columns["role"]).value)
                for word in text.split(spoken("comma", ledger.language)):
                    if word in said:
                        found[of.removeprefix("unit ")][said[word]] += 1
    return found
