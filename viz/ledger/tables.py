"""The sheets of a ledger as plain tables: what a workbook, CSV and Markdown are written from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ...graph.columns import Notice, Responsibilities, Role
from ...graph.fact_columns import Facts
from .cells import Content
from .columns import DOCUMENTS, INDEX, LEDGER, TARGETS, UNIT, WARNINGS, Language, spoken
from .keys import Key
from .memory import Memory, Names
from .naming import Naming, naming
from .printing import about
from .rows import Entry, Named, called, entries, figure, titled
from .table import LEDGER_ROLE, Row, Table, unit_role
from .warnings import warnings

__all__ = ["ROLES", "Ledger", "part"]

ROLES: Final[tuple[Role, ...]] = ("lead", "support", "responsible")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A whole ledger.

    Attributes:
        scope: "all", or "unit" and the IRI of the one unit that it is about.
        language: of headings and words.
        notices: IRIs of the notices that it is made from: of no other may it say that a clause is gone.
        main: the whole sheet.
        units: one a unit, those with most rows first.
        targets: what is to be reached.
        documents: what is cited.
        index: the units with the number of their clauses; which have a sheet is known when sheets have names.
        warnings: what a person should look at.
        naming: what the units are called.
        sources: the notices that its rows are from; where it has no row, all that it is made from.
    """

    scope: str
    language: Language
    notices: frozenset[str]
    main: Table
    units: tuple[Table, ...]
    targets: Table
    documents: Table
    index: Table
    warnings: Table
    naming: Naming = field(default_factory=lambda: Naming("official", {}))
    sources: tuple[Notice, ...] = ()

    @property
    def tables(self) -> list[Table]:
        """Those whose rows are written as they are: all but the index."""
        return [self.main, self.targets, self.documents, self.warnings, *self.units]

    @property
    def about(self) -> str:
        """The notices in a line, which stands above each printed page."""
        return about(self.sources, self.language)

    @property
    def names(self) -> Mapping[str, str]:
        """Name of each unit by IRI."""
        return self.naming.of

    @property
    def memory(self) -> Memory:
        """What its sheets are to remember of it."""
        return Memory(self.scope, self.naming.names)

    def unit(self, role: str) -> str:
        """The unit that a sheet is about; empty where it is about none."""
        of = self.scope if role == LEDGER_ROLE else role
        return self.names.get(of.removeprefix("unit "), "") if of.startswith("unit ") else ""


def part(
    r: Responsibilities,
    f: Facts,
    *,
    language: Language = "zh",
    unit: str | None = None,
    names: Names = "official",
    told: set[str] | None = None,
) -> Ledger:
    """The tables of some notices, with a sheet for each unit; `joining` makes a ledger of several parts.

    Args:
        r: who answers for what; its notices are the ones that count.
        f: the facts of at least these.
        language: of headings and words.
        unit: IRI; only what this unit answers for.
        names: whether units stand under their official names or as the notices write them.
        told: what the warnings of earlier parts have told; theirs and those of this one.
    """
    of = entries(r, f, unit, language)
    named = naming(r, of, names)
    facts = {e.clause: _facts(e, named, language) for e in of}
    main = Table(
        LEDGER_ROLE,
        spoken("ledger", language),
        LEDGER,
        [Row(str(e.key), facts[e.clause], e.text) for e in of],
        "task_number",
    )
    by_unit: dict[str, list[tuple[Entry, Named]]] = {}
    for e in of if unit is None else ():
        for n in e.named:
            by_unit.setdefault(n.unit, []).append((e, n))
    units = []
    for iri, about_it in by_unit.items():
        rows = []
        for e, roles in _together(about_it):
            role = spoken("comma", language).join(spoken(role, language) for role in ROLES if role in roles)
            rows.append(Row(str(e.key), {**facts[e.clause], "role": role}, e.text))
        units.append(Table(unit_role(iri), named.of[iri], UNIT, rows, "task_number"))
    index = [
        Row(iri, {"unit": named.of[iri]} | {role: sum(n.role == role for _, n in about_it) for role in ROLES})
        for iri, about_it in by_unit.items()
    ]
    return Ledger(
        "all" if unit is None else unit_role(unit),
        language,
        frozenset(r.notices),
        main,
        tuple(units),
        Table("targets", spoken("targets", language), TARGETS, _targets(r, f, of, named, language, unit)),
        Table("documents", spoken("documents", language), DOCUMENTS, _documents(r, f, of, named, language, unit)),
        Table("index", spoken("index", language), INDEX, index),
        Table("warnings", spoken("warnings", language), WARNINGS, warnings(r, of, language, named.of, unit, told)),
        named,
        tuple(r.notices[iri] for iri in dict.fromkeys(e.notice for e in of) or r.notices if iri in r.notices),
    )


def _together(of: Iterable[tuple[Entry, Named]]) -> list[tuple[Entry, set[Role]]]:
    """The clauses of a unit with its roles in each: a unit may lead and support the same."""
    found: dict[Key, tuple[Entry, set[Role]]] = {}
    for e, n in of:
        found.setdefault(e.key, (e, set()))[1].add(n.role)
    return list(found.values())


def _facts(e: Entry, named: Naming, language: Language) -> dict[str, Content]:
    comma, semicolon = spoken("comma", language), spoken("semicolon", language)
    words = [e.deadline_text, spoken("recurring", language) if e.recurring else ""]
    found: dict[str, Content] = {
        "notice": e.label,
        "section": " / ".join(e.section),
        "task_number": e.task_number,
        "task": e.task_text,
        "clause_number": None if e.alone else e.clause_number,
        # The words of a clause that is its whole task stand in the column before.
        "clause": None if e.alone and e.text == e.task_text else e.text,
        "leader": e.leader,
        "documents": "\n".join(titled(e.citations)),
        "targets": "\n".join(figure(t, language) for t in e.targets),
        "deadline": e.deadline,
        "deadline_text": semicolon.join(filter(None, words)),
    }
    found |= {role: comma.join(named.listed([e], role)) for role in ROLES}
    return {column: value for column, value in found.items() if value not in (None, "")}


def _answering(of: Sequence[Entry], named: Naming, language: Language) -> dict[str, Content]:
    """Who leads and who is responsible for some clauses together."""
    comma = spoken("comma", language)
    found = {role: named.listed(of, role) for role in ROLES if role != "support"}
    return {role: comma.join(units) for role, units in found.items() if units}


def _targets(
    r: Responsibilities, f: Facts, of: Sequence[Entry], named: Naming, language: Language, unit: str | None
) -> list[Row]:
    clauses = {e.clause: e for e in of}
    found = []
    for t in f.targets:
        entry = clauses.get(t.clause or "")
        if t.notice not in r.notices or (entry is None and (unit is not None or t.clause is not None)):
            continue
        values: dict[str, Content] = {
            "notice": called(r.notices[t.notice], language),
            "task_number": entry.task_number if entry else None,
            "indicator": t.indicator,
            "comparator": spoken(t.comparator, language),
            "value": t.value,
            "upper": t.upper,
            "unit": t.unit,
            "year": t.year,
            "region": t.region,
            "quote": t.quote,
            **(_answering([entry], named, language) if entry else {}),
        }
        found.append(_row(Key.of(t.notice, t.iri, t.quote), values, t.quote))
    return found


def _documents(
    r: Responsibilities, f: Facts, of: Sequence[Entry], named: Naming, language: Language, unit: str | None
) -> list[Row]:
    citing: dict[str, list[Entry]] = {}
    for e in of:
        for c in e.citations:
            citing.setdefault(c.iri, []).append(e)
    found = []
    for c in f.citations:
        by = citing.get(c.iri, [])
        if c.notice not in r.notices or (not by and (unit is not None or c.task is not None)):
            continue
        values: dict[str, Content] = {
            "notice": called(r.notices[c.notice], language),
            "task_number": by[0].task_number if by else None,
            "relation": spoken(c.relation, language),
            "title": c.title,
            "number": c.number,
            "quote": c.quote,
            **_answering(by, named, language),
        }
        found.append(_row(Key.of(c.notice, c.iri, c.quote), values, c.quote))
    return found


def _row(key: Key, values: Mapping[str, Content], text: str) -> Row:
    return Row(str(key), {column: value for column, value in values.items() if value not in (None, "")}, text)
