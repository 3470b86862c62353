"""Whom a name means: resolved in the jurisdiction and the year of the notice.

省财政厅 is 青海省财政厅 in a Qinghai notice and nowhere else. Where a name belongs
is settled by the first of these that says so:

1. a body of just that name in a row of its own, around the issuer (西宁海关);
2. a place's name at its head (西宁市人民政府, 青海银监局), sought around the issuer;
3. the word for a tier at its head (省财政厅): the division of that tier in which the issuer lies;
4. the name before it in the same list (省甲厅、乙厅), if it has neither;
5. else the issuer's own area, those above it, the centre; a place's name inside
   (人行西宁中心支行); a body of that name within the issuer's area, or the only one anywhere.

There the authority is asked. Where its rows contradict each other (文旅局), nothing
is chosen. What it does not know is completed where its words allow it (`complete`);
the rest keeps its written form, in the issuer's area.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from ..ontology.agencies import Agency, Authority, authority
from ..ontology.changes import years_in_use
from ..ontology.places import CENTRE, chain, children, find, is_within, place
from .collectives import collective
from .complete import completed
from .fold import simplified
from .model import Unit
from .said_places import SaidPlace, said_places
from .unit_patterns import (
    DEPARTMENT_END,
    GLOSS,
    INTERNAL_OFFICE,
    MINISTRY_BUREAU,
    NO_SIGNS,
    OFFICE_ALONE,
    OWN_WORDS,
    TIER_WORD,
)
from .units import is_collective

__all__ = ["Context", "Resolution", "Resolver"]

_LONGEST: Final = 80
"""No body has a longer name; what is longer is no name."""

_WITH_OFFICES: Final = frozenset({"Department", "VerticalOrgan", "PartyOrgan", "MassOrganisation", "ParkCommittee"})
_CARRIES: Final = frozenset({"Government", "GovernmentOffice", "Department", "PartyOrgan", "MassOrganisation"})


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a name was written.

    Attributes:
        jurisdiction: scope of the notice's issuer.
        year: of the notice; none where it is not known.
        issuer: the first issuer, whose own offices (处室) a table may name; none where it is not known.
        authority: the tables.
    """

    jurisdiction: str
    year: int | None = None
    issuer: Unit | None = None
    authority: Authority = field(default_factory=authority)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means, and why.

    Attributes:
        name: as written.
        unit: whom it means.
        agency: the authority's entry; none where it has none.
        rivals: the entries between which nothing decides.
        steps: how it was found, a sentence each.
        carried: the scope that a bare name behind it in a list takes over.
    """

    name: str
    unit: Unit
    agency: Agency | None
    rivals: tuple[Agency, ...]
    steps: tuple[str, ...]
    carried: str | None = None


class Resolver:
    """Resolves the names of one notice."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: dict[tuple[str, str | None], Resolution] = {}

    def unit(self, name: str) -> Unit:
        """The unit that a name means by itself."""
        return self.explain(name).unit

    def units(self, names: Iterable[str]) -> list[Unit]:
        """The units of one list, in which a bare name takes the scope of the one before it."""
        found: list[Unit] = []
        carried: str | None = None
        for name in names:
            resolution = self.explain(name, carried)
            carried = resolution.carried
            found.append(resolution.unit)
        return found

    def explain(self, name: str, carried: str | None = None) -> Resolution:
        """The unit that a name means, with the reasons.

        Args:
            name: as written, without white space.
            carried: the scope of the name before it in a list.
        """
        key = (name, carried)
        if key not in self._known:
            self._known[key] = replace(self._resolve(simplified(name), carried), name=name)
        return self._known[key]

    def _resolve(self, name: str, carried: str | None) -> Resolution:
        context = self.context
        if is_collective(name):
            group = collective(name, context.jurisdiction, context.year)
            return Resolution(name, group, None, (), ("a phrase that names a set of units",))
        if len(name) > _LONGEST or not NO_SIGNS.fullmatch(name):
            unit = Unit(name, context.jurisdiction, collective=False, known=False)
            return Resolution(name, unit, None, (), ("no name of a body",))
        steps: list[str] = []
        rivals: tuple[Agency, ...] = ()
        said: list[SaidPlace] = []
        # 市委宣传部（市新闻出版局）: a second plate in brackets names no other body.
        plain = GLOSS.sub("", name)
        for text in dict.fromkeys((name, plain)):
            said = list(said_places(text, context.jurisdiction, context.year))
            for scope, part, why in self._scopes(text, said, carried):
                found = context.authority.agencies(part, scope, context.year)
                if not found:
                    continue
                steps.append(why)
                if len(found) == 1:
                    return self._listed(name, found[0], steps, said, carried)
                rivals = rivals or tuple(found)
                steps.append(f"{len(found)} agencies there go by it, and nothing tells which is meant")
                break
        told = None if rivals else self._unlisted(plain, said)
        unit, why = told or (
            Unit(name, context.jurisdiction, collective=False, known=False),
            "stays as written, in the issuer's area",
        )
        # 上海交通大学、教育局: a name that only happens to begin as a place says nothing of the next one.
        whose = next((one.code for one in said if one.sure and DEPARTMENT_END.search(plain)), None)
        return Resolution(name, unit, None, rivals, (*steps, why), whose if said else carried)

    def _listed(
        self, name: str, agency: Agency, steps: list[str], said: list[SaidPlace], carried: str | None
    ) -> Resolution:
        if not years_in_use(agency.scope, agency.name, agency.years).hold(self.context.year):
            steps.append(f"the name was not in use in {self.context.year}")
        unit = Unit(agency.name, agency.scope, collective=False, known=True)
        # 合肥海关、商务厅: an organ of the centre says where it sits, not whose the next one is.
        if agency.scope == CENTRE:
            carried = None
        elif said:
            carried = said[0].code if agency.kind in _CARRIES else None
        return Resolution(name, unit, agency, (), tuple(steps), carried)

    def _scopes(self, text: str, said: list[SaidPlace], carried: str | None) -> Iterator[tuple[str, str, str]]:
        """Where to look a name up, the surest first: scope, the name there, and why."""
        jurisdiction, year = self.context.jurisdiction, self.context.year
        written_out = self.context.authority.scopes_of(text, year)
        near = [code for code in chain(jurisdiction) if code in written_out]
        # 省数字办 is the issuer's own province's or nobody's.
        by_tier = TIER_WORD.match(text) is not None and not any(not one.by_tier for one in said)
        if near or (len(written_out) == 1 and not by_tier and (said or self._names_a_place(text))):
            code = (near or written_out)[0]
            yield code, text, f"a body of just that name, in {code}"
        for one in said:
            yield one.code, one.text, one.why
            # 市生态环境局平江分局: a branch in a county of the city's.
            for below in children(one.code) if one.code[2:4] != "00" and one.code.endswith("00") else ():
                if below.stem in one.rest:
                    yield below.code, one.text, f"{below.stem} inside it is {below.name} ({below.code})"
        if not any(one.sure for one in said):
            if carried is not None and not said:
                yield carried, text, f"the unit before it is one of {carried}"
            # 市场监管局 in a zone's notice is the zone's own, which no table has, and not the city's around it.
            own = () if not said and self._issued_by_zone else chain(jurisdiction)
            for code in own:
                if code != CENTRE:
                    yield code, text, f"a unit of {code}, for the issuer's area"
            yield CENTRE, text, "a body of the centre"
        for at in range(1, len(text) - 2):
            inner = find(text[at:], near=jurisdiction, year=year)
            if by_tier and inner is not None and not (said and is_within(inner[0], said[0].code)):
                continue
            if inner is not None and (entry := place(inner[0], year)):
                yield inner[0], text, f"{text[at : at + inner[1]]} inside it is {entry.name} ({inner[0]})"
        for area in () if by_tier else (jurisdiction, CENTRE):
            within = [code for code in written_out if is_within(code, area)]
            if len(within) == 1:
                yield within[0], text, f"the only body of that name, in {within[0]}"

    def _names_a_place(self, text: str) -> bool:
        """Whether some place's name stands in a text."""
        return any(find(text[at:], near=self.context.jurisdiction) for at in range(len(text) - 2))

    # --- what the authority lacks ---

    def _unlisted(self, text: str, said: list[SaidPlace]) -> tuple[Unit, str] | None:
        """An office inside a department, or a body under its full name, with the reason."""
        if (office := self._office(text, said)) is not None:
            head, rest = office
            unit = Unit(head.name + rest, head.scope, collective=False, known=False, kind="InternalOffice")
            return unit, f"an office inside {head.name}"
        context = self.context
        return completed(text, said, context.jurisdiction, context.year, context.authority)

    def _office(self, text: str, said: list[SaidPlace]) -> tuple[Agency, str] | None:
        """The department that an office is inside, and the office's own words: named before it, or the issuer."""
        is_office = INTERNAL_OFFICE.match(text)
        if is_office or MINISTRY_BUREAU.match(text):
            for cut in range(len(text) - 2, 2, -1):
                head = self.explain(text[:cut]).agency
                if not OWN_WORDS.match(text[cut:]) or head is None:
                    continue
                if head.kind in _WITH_OFFICES and (is_office or head.scope == CENTRE):
                    return head, text[cut:]
        head = self._issuing_department
        if said or head is None or not OFFICE_ALONE.match(text):
            return None
        # 局 is an office only inside a ministry: in a province's notice 财政局 is some city's.
        return (head, text) if is_office or head.scope == CENTRE else None

    @cached_property
    def _issuer(self) -> Agency | None:
        """The authority's entry of the issuer."""
        issuer = self.context.issuer
        return self.context.authority.named(issuer.scope, issuer.name) if issuer and issuer.known else None

    @cached_property
    def _issued_by_zone(self) -> bool:
        return self._issuer is not None and self._issuer.kind == "ParkCommittee"

    @cached_property
    def _issuing_department(self) -> Agency | None:
        """The department that issued the notice, itself or by its office (交通运输部办公厅)."""
        head, issuer = self._issuer, self.context.issuer
        if head is None and issuer is not None and issuer.kind == "InternalOffice":
            office = Resolver(replace(self.context, issuer=None))._office(issuer.name, [])
            head = office[0] if office else None
        return head if head is not None and head.kind in _WITH_OFFICES else None
