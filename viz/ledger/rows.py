"""The rows of a ledger, one a clause, from who answers for what and the facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ...graph.columns import Notice, Responsibilities, Role
from ...graph.fact_columns import Citation, Facts, Target
from .columns import Language, spoken
from .keys import Key, folded

__all__ = ["Entry", "Named", "called", "entries", "figure", "titled"]


@dataclass(frozen=True, slots=True)
class Named:
    """A unit in a role, with its name as the clause writes it."""

    unit: str
    role: Role
    written: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause with all that a ledger says of it.

    Attributes:
        key: what it is known by.
        notice: IRI of its notice.
        label: what its notice is called.
        section: headings from the outermost on; empty outside all sections.
        task: IRI of the task.
        task_number: the task's.
        task_text: the task's.
        clause: IRI.
        clause_number: in its task.
        text: the clause's.
        alone: whether it is the only one of its task.
        named: units in their roles, in the order of the text, each once.
        leader: a person named as answerable.
        citations: documents that it speaks of.
        targets: what is to be reached.
        deadline: last day; none where the notice sets none.
        deadline_text: the notice's words for it.
        recurring: whether it goes on.
        open_list: whether 等 leaves its list open.
    """

    key: Key
    notice: str
    label: str
    section: tuple[str, ...]
    task: str
    task_number: int
    task_text: str
    clause: str
    clause_number: int
    text: str
    alone: bool
    named: tuple[Named, ...]
    leader: str | None
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...]
    deadline: date | None
    deadline_text: str
    recurring: bool
    open_list: bool

    def units(self, role: Role) -> list[str]:
        """IRIs of the units in a role."""
        return [n.unit for n in self.named if n.role == role]


def called(notice: Notice, language: Language) -> str:
    """What people call a notice: its number, else its title, else that it has neither and how its IRI ends.

    >>> called(Notice("https://example.org/document/unplaced/undated/797604229c91", None, ""), "en")
    'notice without number or title 797604229c91'
    """
    return notice.number or notice.title or f"{spoken('unnamed', language)} {notice.iri.rpartition('/')[2]}"


def entries(r: Responsibilities, f: Facts, unit: str | None = None, language: Language = "zh") -> list[Entry]:
    """The rows, in the order of notices, tasks and clauses.

    Args:
        r: who answers for what; its notices are the ones that count.
        f: the facts of at least these.
        unit: IRI; only the clauses that name this unit.
        language: of what a notice without number and title is called.
    """
    named: dict[str, dict[tuple[str, Role], Named]] = {}
    for a in r.assignments:
        named.setdefault(a.clause, {}).setdefault((a.unit, a.role), Named(a.unit, a.role, a.written))
    clauses: dict[str, int] = {}
    for clause in f.clauses.values():
        clauses[clause.task] = clauses.get(clause.task, 0) + 1
    targets: dict[str, list[Target]] = {}
    for target in f.targets:
        if target.clause is not None:
            targets.setdefault(target.clause, []).append(target)
    cited = _cited(f)
    found = []
    for clause in f.clauses.values():
        task = r.tasks.get(clause.task)
        own = tuple(named.get(clause.iri, {}).values())
        if task is None or (unit is not None and unit not in {n.unit for n in own}):
            continue
        deadline = f.deadlines.get(clause.iri)
        found.append(
            Entry(
                Key.of(clause.notice, clause.iri, clause.text),
                clause.notice,
                called(r.notices[clause.notice], language) if clause.notice in r.notices else clause.notice,
                _headings(r, task.section),
                task.iri,
                task.number,
                task.text,
                clause.iri,
                clause.number,
                clause.text,
                clauses[clause.task] == 1,
                own,
                clause.person,
                tuple(cited.get(clause.iri, ())),
                tuple(targets.get(clause.iri, ())),
                None if deadline is None else deadline.last,
                "" if deadline is None else deadline.text,
                clause.recurring,
                clause.open_list,
            )
        )
    return found


def _headings(r: Responsibilities, section: str | None) -> tuple[str, ...]:
    found: list[str] = []
    seen: set[str] = set()
    while section is not None and section not in seen and section in r.sections:
        seen.add(section)
        found.append(r.sections[section].heading)
        section = r.sections[section].parent
    return tuple(reversed(found))


def _cited(f: Facts) -> Mapping[str, list[Citation]]:
    """The citations of each clause: a task's citation is of the clauses that have its words, else of all."""
    by_task: dict[str, list[tuple[str, str]]] = {}
    for clause in f.clauses.values():
        by_task.setdefault(clause.task, []).append((clause.iri, clause.text))
    found: dict[str, list[Citation]] = {}
    for citation in f.citations:
        held = by_task.get(citation.task or "", [])
        words = folded(citation.quote)
        having = [iri for iri, text in held if words in folded(text)] if len(held) > 1 else []
        for iri in having or [iri for iri, _ in held]:
            found.setdefault(iri, []).append(citation)
    return found


def titled(citations: Iterable[Citation]) -> list[str]:
    """Documents as a notice cites them, each once: 《title》（number）."""
    found: dict[str, str] = {}
    for c in citations:
        number = f"（{c.number}）" if c.number and c.title else c.number or ""
        found.setdefault(c.document, (f"《{c.title}》" if c.title else "") + number or c.quote)
    return list(found.values())


def figure(target: Target, language: Language) -> str:
    """A target in few words: indicator, comparator and value.

    >>> from decimal import Decimal
    >>> t = Target("", "", None, None, None, "增速", "about", Decimal("8.0"), None, "%", None, None, 0, 0, "")
    >>> figure(t, "zh"), figure(t, "en")
    ('增速：8%左右', '增速: about 8%')
    """
    value = f"{target.value.normalize():f}"
    if target.upper is not None:
        value += f"—{target.upper.normalize():f}"
    value += target.unit
    if target.comparator == "about":
        value = value + spoken("about", language) if language == "zh" else f"{spoken('about', language)} {value}"
    elif target.comparator in {"at_least", "at_most"}:
        value = spoken(target.comparator, language) + (" " if language == "en" else "") + value
    return f"{target.indicator}{spoken('colon', language)}{value}" if target.indicator else value
