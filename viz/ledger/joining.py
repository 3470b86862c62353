"""A ledger of several parts: what must be known of all of them before the first row is written, and their rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from ...graph.columns import Notice, Responsibilities
from ...graph.fact_columns import Facts
from .cells import Content
from .columns import Language
from .memory import Names
from .naming import Naming, joint
from .table import Row, Table, unit_role
from .tables import ROLES, Ledger, part

__all__ = ["Outline", "joined", "ledger", "parts"]


def parts(
    of: Iterable[tuple[Responsibilities, Facts]],
    *,
    language: Language = "zh",
    unit: str | None = None,
    names: Names = "official",
) -> Iterator[Ledger]:
    """The tables of a few notices at a time.

    Args:
        of: as `graph.portions.portions` gives them.
        language: of headings and words.
        unit: IRI; only what this unit answers for.
        names: whether units stand under their official names or as the notices write them.
    """
    told: set[str] = set()
    for r, f in of:
        yield part(r, f, language=language, unit=unit, names=names, told=told)


class Outline:
    """What must be known of all parts of a ledger before the first of its rows is written."""

    def __init__(self) -> None:
        self._first: Ledger | None = None
        self._naming: Naming | None = None
        self._sources: dict[str, Notice] = {}
        self._empty: dict[str, Notice] = {}
        self._notices: set[str] = set()
        self._units: dict[str, Table] = {}
        self._counts: dict[str, dict[str, int]] = {}
        self.sizes: Counter[str] = Counter()
        """Rows of each sheet, by its role."""

    def add(self, one: Ledger) -> None:
        """Takes a part into account."""
        self._first = self._first or one
        self.sizes.update({table.role: len(table.rows) for table in one.tables})
        self._naming = one.naming if self._naming is None else joint((self._naming, one.naming), one.naming.names)
        self._notices |= one.notices
        (self._sources if one.main.rows else self._empty).update((n.iri, n) for n in one.sources)
        for row in one.index.rows:
            counts = self._counts.setdefault(row.key, dict.fromkeys(ROLES, 0))
            for role in ROLES:
                counts[role] += _count(row.values, role)
        for table in one.units:
            self._units.setdefault(table.role, replace(table, rows=()))

    def ledger(self, sheets: int, keep: Collection[str] = ()) -> Ledger:
        """The ledger without its rows; only the index has them.

        Args:
            sheets: how many units may have a sheet of their own, those with most rows first.
            keep: IRIs of units that have one already.

        Raises:
            ValueError: if there was no part.
        """
        first, named = self._first, self._naming
        if first is None or named is None:
            raise ValueError("a ledger of nothing")
        largest = sorted(
            self._counts, key=lambda iri: (-sum(self._counts[iri].values()), named.official.get(iri, ""), iri)
        )
        units = [
            replace(self._units[unit_role(iri)], title=named.of[iri])
            for i, iri in enumerate(largest)
            if unit_role(iri) in self._units and (i < sheets or iri in keep)
        ]
        return Ledger(
            first.scope,
            first.language,
            frozenset(self._notices),
            replace(first.main, rows=()),
            tuple(units),
            replace(first.targets, rows=()),
            replace(first.documents, rows=()),
            replace(first.index, rows=[Row(iri, {"unit": named.of[iri], **self._counts[iri]}) for iri in largest]),
            replace(first.warnings, rows=()),
            named,
            tuple((self._sources or self._empty).values()),
        )


def joined(of: Iterable[Ledger], *, sheets: int = 100, keep: Collection[str] = ()) -> Ledger:
    """A ledger of several parts, with all its rows.

    Args:
        of: the parts; at least one.
        sheets: how many units may have a sheet of their own, those with most rows first.
        keep: IRIs of units that have one already.
    """
    outline = Outline()
    rows: dict[str, list[Row]] = {}
    for one in of:
        outline.add(one)
        for table in one.tables:
            rows.setdefault(table.role, []).extend(table.rows)
    made = outline.ledger(sheets, keep)

    def filled(table: Table) -> Table:
        return replace(table, rows=rows.get(table.role, []))

    return replace(
        made,
        main=filled(made.main),
        units=tuple(map(filled, made.units)),
        targets=filled(made.targets),
        documents=filled(made.documents),
        warnings=filled(made.warnings),
    )


def ledger(
    r: Responsibilities,
    f: Facts,
    *,
    language: Language = "zh",
    unit: str | None = None,
    sheets: int = 100,
    keep: Collection[str] = (),
    names: Names = "official",
) -> Ledger:
    """A ledger of what was read at once.

    >>> import zhengtu
    >>> from zhengtu.graph.facts import facts
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> made = ledger(zhengtu.responsibilities(graph), facts(graph))
    >>> len(made.main.rows), len(made.units), made.main.rows[0].values["lead"]
    (82, 44, '青海省金融工作办公室')

    Args:
        r: who answers for what; its notices are the ones that count.
        f: the facts of at least these.
        language: of headings and words.
        unit: IRI; only what this unit answers for.
        sheets: how many units may have a sheet of their own, those with most rows first.
        keep: IRIs of units that have one already.
        names: whether units stand under their official names or as the notices write them.
    """
    return joined(parts([(r, f)], language=language, unit=unit, names=names), sheets=sheets, keep=keep)


def _count(values: Mapping[str, Content], role: str) -> int:
    found = values.get(role)
    return found if isinstance(found, int) else 0
