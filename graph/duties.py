"""The duties that follow from one notice: members of its collectives, rules on everyone, heading tasks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..ontology.agencies import Agency
from ..ontology.iris import Iris
from ..ontology.terms import ZT
from .closed_collectives import NotClosedError, government, members
from .columns import Assignment, Responsibilities, Role, Task

__all__ = ["About", "Duties", "Duty", "Rule"]


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's share in a clause or, where it has none, in a heading task.

    Attributes:
        iri: its name in the graph.
        unit: IRI of the agency.
        clause: IRI of the clause; none for a heading task.
        task: IRI of the task.
        role: lead, support or responsible.
        by: IRI of the concept that says how it was inferred.
        sources: IRIs of what it follows from.
    """

    iri: str
    unit: str
    clause: str | None
    task: str
    role: Role
    by: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Where (division code) and when a notice was issued, and whether by governments or their offices alone."""

    area: str | None
    year: int | None
    of_government: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on everyone, where it stands, and its units: IRI to the name of a collective, or none for an agency."""

    iri: str
    text: str
    start: int
    units: Mapping[str, str | None]


_ROLE_WORDS: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    ("lead", ("牵头", "主办")),
    ("support", ("配合", "协助", "协办", "参与")),
)


class Duties:
    """Infers from one notice.

    Args:
        iris: makes the IRIs of duties and members.
        about: where and when the notice was issued.
        read: who answers for what in it, and in no other notice.

    Attributes:
        expanded: IRIs of the collectives that are closed.
        unexpanded: names of those that are not, each with the reason.
        governments: the members, by IRI.
    """

    def __init__(self, iris: Iris, about: About, read: Responsibilities) -> None:
        self.iris = iris
        self.about = about
        self.read = read
        self.expanded: set[str] = set()
        self.unexpanded: dict[str, str] = {}
        self.governments: dict[str, Agency] = {}
        self._held: dict[str, set[str]] = defaultdict(set)
        """Units that a clause names or that hold a duty in it."""
        for a in read.assignments:
            self._held[a.clause].add(a.unit)

    def all(
        self, clauses: Mapping[str, list[tuple[int, str]]], above: Mapping[str, set[str]], rules: list[Rule]
    ) -> list[Duty]:
        """All duties of the notice.

        Args:
            clauses: number and IRI of each clause, by task.
            above: the heading tasks right above a task.
            rules: those on everyone, in the order of the text.
        """
        found = list(self._of_members())
        for rule in rules:
            found += self._of_rule(rule, clauses)
        return [*found, *self._rolled_up(above, found)]

    def _members(self, unit: str, name: str) -> list[tuple[str, str]]:
        """Code and IRI of each member of a collective; none where it is not closed."""
        about = self.about
        try:
            codes = members(name, about.area, about.year, of_government=about.of_government)
        except NotClosedError as why:
            self.unexpanded[name] = str(why)
            return []
        self.expanded.add(unit)
        found = []
        for code in codes:
            agency = government(code, about.year or 0)
            iri = self.iris.agency(agency.scope, agency.name)
            self.governments[iri] = agency
            found.append((code, iri))
        return found

    def _of_members(self) -> Iterator[Duty]:
        # What stands in the clause is settled first: a member may hold duties of several collectives there.
        written = {clause: set(units) for clause, units in self._held.items()}
        for a in self.read.assignments:
            unit = self.read.units[a.unit]
            if not unit.collective:
                continue
            for code, member in self._members(a.unit, unit.name):
                if member not in written[a.clause]:
                    self._held[a.clause].add(member)
                    iri = self.iris.member_duty(a.iri, code)
                    yield Duty(iri, member, a.clause, a.task, a.role, ZT.MemberOfCollective, (a.iri,))

    def _of_rule(self, rule: Rule, clauses: Mapping[str, list[tuple[int, str]]]) -> Iterator[Duty]:
        role: Role = "responsible"
        for named, words in _ROLE_WORDS:
            if any(word in rule.text for word in words):
                role = named
                break
        units: list[tuple[str, str, str]] = []
        for n, (unit, name) in enumerate(rule.units.items(), 1):
            if name is None:
                units.append(("unit", str(n), unit))
            else:
                units += [("member", code, member) for code, member in self._members(unit, name)]
        for task in self.read.tasks.values():
            first = self._first_covered(rule, task)
            for number, clause in clauses.get(task.iri, ()) if units else ():
                if number < first:
                    continue
                for kind, who, unit in units:
                    if unit not in self._held[clause]:
                        self._held[clause].add(unit)
                        iri = self.iris.rule_duty(rule.iri, task.number, number, kind, who)
                        yield Duty(iri, unit, clause, task.iri, role, ZT.RuleOnAll, (rule.iri,))

    def _first_covered(self, rule: Rule, task: Task) -> float:
        """Number of the first clause of a task that a rule covers; beyond all where it covers none.

        以下 and 下列 are what follows the rule, 本方案 is all. Inside a task, the rule follows the clauses whose
        units stand before it.
        """
        if not rule.text.startswith(("以下", "下列")) or task.start > rule.start:
            return 0
        if task.start + len(task.quote) <= rule.start:
            return float("inf")
        own = (a for a in self.read.assignments if a.task == task.iri and a.start < rule.start)
        return max((a.clause_number for a in own), default=0) + 1

    def _rolled_up(self, above: Mapping[str, set[str]], duties: list[Duty]) -> Iterator[Duty]:
        held: dict[str, set[str]] = defaultdict(set)
        shares: dict[str, list[tuple[str, Role, str]]] = defaultdict(list)
        """Who has which role in a task, and the assignment or duty that says so."""
        items: list[Assignment | Duty] = [*self.read.assignments, *duties]
        for item in items:
            held[item.task].add(item.unit)
            if not (isinstance(item, Assignment) and self.read.units[item.unit].collective):
                shares[item.task].append((item.unit, item.role, item.iri))
        lower: dict[str, list[str]] = defaultdict(list)
        for task in self.read.tasks:
            for heading in _all_above(task, above):
                lower[heading].append(task)
        for heading, tasks in lower.items():
            sources: dict[tuple[Role, str], list[str]] = defaultdict(list)
            for unit, role, iri in (share for task in tasks for share in shares[task]):
                if unit not in held[heading]:
                    sources[role, unit].append(iri)
            order: Counter[Role] = Counter()
            for (role, unit), own in sources.items():
                order[role] += 1
                iri = self.iris.rolled_up_duty(heading, role, order[role])
                yield Duty(iri, unit, None, heading, role, ZT.RolledUp, tuple(own))


def _all_above(task: str, above: Mapping[str, set[str]]) -> list[str]:
    """All heading tasks over a task; a task that is above itself in a broken graph ends the way up."""
    found: list[str] = []
    left = sorted(above.get(task, ()))
    while left:
        one = left.pop()
        if one != task and one not in found:
            found.append(one)
            left += sorted(above.get(one, ()))
    return found
