"""Whom a name means: resolved in the jurisdiction and the year of the notice.

省财政厅 is 青海省财政厅 in a Qinghai notice and nowhere else. Where a name belongs
is settled by the first of these that says so:

1. a place's name at its head (西宁市人民政府, 青海银监局), sought around the issuer;
2. the word for a tier at its head (省财政厅): the division of that tier in which the issuer lies;
3. the name before it in the same list (省甲厅、乙厅), if it has neither;
4. else the issuer's own area, those above it, the centre; a place's name inside
   (人行西宁中心支行); a body of that name within the issuer's area, or the only one anywhere.

There the authority is asked. What it does not know, but says its place and what
kind of body it is in full (省十大新兴产业推进组工作专班), is completed with the
place's name; the rest keeps its written form, in the issuer's area. Where rows
of the authority contradict each other (文旅局), nothing is chosen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from ..ontology.agencies import Agency, Authority, authority, organ_prefix
from ..ontology.iris import segment
from ..ontology.places import CENTRE, UNPLACED, Place, chain, find, is_within, place
from .fold import fold, simplified
from .model import Unit
from .unit_patterns import (
    CENTRAL,
    COUNTY_OF_ISSUER,
    ENDINGS,
    GLOSS,
    INTERNAL_OFFICE,
    MEMBER_UNITS,
    MINISTRY_BUREAU,
    NOT_OF_THE_AREA,
    OF_THE_CENTRE_AT,
    OF_THE_COUNTRY,
    OFFICE_ALONE,
    SAME_BODY,
    TIER_WORD,
    TOWNSHIP,
)
from .units import is_collective

__all__ = ["Context", "Resolution", "Resolver", "jurisdiction_of"]

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


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that a name says.

    Attributes:
        code: the place's.
        text: the name from the place's on.
        rest: what stands behind it.
        sure: whether its full name, or the word for its tier, stood there.
        why: a sentence that says how it was found.
        before: the full name of a prefecture that stands before a county's.
    """

    code: str
    text: str
    rest: str
    sure: bool
    why: str
    before: str = ""


def jurisdiction_of(issuer: str, year: int | None = None) -> str:
    """The scope of an issuer's names: the division code of its area, 000000 for the centre (教育部).

    An area that the tables do not hold gives a scope of its own: 浙江省某某县人民政府
    → 330000-某某县, an issuer whose place is not known → unplaced-….
    """
    name = OF_THE_CENTRE_AT.sub("", fold(issuer).replace(" ", ""))
    code = None
    while (inner := find(name, near=code or CENTRE, year=year)) and (code is None or code in chain(inner[0])[1:]):
        code = inner[0]
        name = name[inner[1] :]
    # Below the tables' depth the name itself keeps areas apart: two counties' 县财政局 are two.
    if (code is None or len(chain(code)) < 4) and (county := COUNTY_OF_ISSUER.match(name)):
        return f"{code or UNPLACED}-{county[1]}"
    if code is not None:
        return code
    return CENTRE if CENTRAL.match(name) else f"{UNPLACED}-{name[:30]}" if name else UNPLACED


class Resolver:
    """Resolves the names of one notice."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: dict[tuple[str, str | None], Resolution] = {}

    @cached_property
    def _issued_by_park(self) -> bool:
        issuer = self.context.issuer
        known = self.context.authority.named(issuer.scope, issuer.name) if issuer and issuer.known else None
        return known is not None and known.kind == "ParkCommittee"

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
            name: as written.
            carried: the scope of the name before it in a list.
        """
        key = (name, carried)
        if key not in self._known:
            self._known[key] = self._resolve(simplified(name), carried)
        return self._known[key]

    def _resolve(self, name: str, carried: str | None) -> Resolution:
        if is_collective(name):
            group = _collective(name, self.context.jurisdiction, self.context.year)
            return Resolution(name, group, None, (), ("a phrase that names a set of units",))
        steps: list[str] = []
        rivals: tuple[Agency, ...] = ()
        said: list[_Place] = []
        # 市委宣传部（市新闻出版局）: a second plate in brackets names no other body.
        for text in dict.fromkeys((name, GLOSS.sub("", name))):
            said = list(self._said(text))
            for scope, part, why in self._scopes(text, said, carried):
                found = self.context.authority.agencies(part, scope, self.context.year)
                if not found:
                    continue
                steps.append(why)
                if len(found) == 1:
                    return self._known_agency(name, found[0], steps, said, carried)
                rivals = rivals or tuple(found)
                steps.append(f"{len(found)} agencies there go by it, and nothing tells which is meant")
                break
        unit = None if rivals else self._composed(name, said, steps)
        if unit is None:
            steps.append("stays as written, in the issuer's area")
            unit = Unit(name, self.context.jurisdiction, collective=False, known=False)
        return Resolution(name, unit, None, rivals, tuple(steps), said[0].code if said else carried)

    def _known_agency(
        self, name: str, agency: Agency, steps: list[str], said: list[_Place], carried: str | None
    ) -> Resolution:
        if not agency.years.hold(self.context.year):
            steps.append(f"the name was not in use in {self.context.year}")
        # 合肥海关、商务厅: an organ of the centre says where it sits, not whose the next one is.
        scope = (said[0].code if agency.kind in _CARRIES else None) if said else carried
        unit = Unit(agency.name, agency.scope, collective=False, known=True)
        return Resolution(name, unit, agency, (), tuple(steps), scope)

    def _said(self, text: str) -> Iterator[_Place]:
        """The place that a name says at its head, by name or by tier."""
        context = self.context
        code, start, at, before = None, 0, 0, ""
        while inner := find(text[at:], near=code or context.jurisdiction, year=context.year):
            if code is not None and code not in chain(inner[0])[1:]:
                break
            above = place(code, context.year) if code else None
            before = above.name if above and above.tier == "prefecture" and text[start:at] == above.name else ""
            code, start, at = inner[0], at, at + inner[1]
        if code is not None and (entry := place(code, context.year)) is not None:
            sure = text[start:at] == entry.name
            if at == len(text):
                # 责任单位：西宁市、海东市: a division that is to do something does it by its government.
                yield _Place(
                    code, f"{text[start:]}人民政府", "人民政府", True, f"{text}, named alone, is its government"
                )
                return
            why = f"{text[start:at]} is {entry.name} ({code})"
            yield _Place(code, text[start:], text[at:], sure, why, before)
            if sure:
                return
        if (tier := TIER_WORD.match(text)) and (code := self._of_tier(tier.group())):
            entry = place(code, context.year)
            where = entry.name if entry else code
            yield _Place(code, text, text[tier.end() :], True, f"{tier.group()} is the issuer's: {where} ({code})")

    def _of_tier(self, word: str) -> str | None:
        """The issuer's area, or the one above it, that a tier's word stands for."""
        areas = [(code, entry.tier_word) for code in chain(self.context.jurisdiction) if (entry := place(code))]
        for code, own in areas:
            if own == word:
                return code
        # 自治区 is 区 in its own documents, and only there: in a county's 区 would be a district.
        return next((c for c, own in areas[:1] if word == "区" and own == "自治区"), None)

    def _scopes(self, text: str, said: list[_Place], carried: str | None) -> Iterator[tuple[str, str, str]]:
        """Where to look a name up, the surest first: scope, the name there, and why."""
        jurisdiction = self.context.jurisdiction
        # 西宁海关 has a row of its own, in the province that it serves: its own words go before any pattern's.
        written_out = self.context.authority.scopes_of(text, self.context.year)
        near = [code for code in chain(jurisdiction) if code in written_out]
        if near or (len(written_out) == 1 and (said or self._names_a_place(text))):
            yield (near or written_out)[0], text, f"a body of just that name, in {(near or written_out)[0]}"
        for one in said:
            yield one.code, one.text, one.why
        if not any(one.sure for one in said):
            if carried is not None and not said:
                yield carried, text, f"the unit before it is one of {carried}"
            own = chain(jurisdiction)
            if not said and self._issued_by_park:
                # 市场监管局 in a zone's notice is the zone's own, which no table has, and not the city's around it.
                own = ()
            for code in own:
                yield (
                    code,
                    text,
                    "a body of the centre" if code == CENTRE else f"a unit of {code}, for the issuer's area",
                )
            if jurisdiction == CENTRE or CENTRE not in chain(jurisdiction):
                yield CENTRE, text, "a body of the centre"
        for at in range(1, len(text) - 2):
            inner = find(text[at:], near=jurisdiction, year=self.context.year)
            if inner is not None and (entry := place(inner[0], self.context.year)):
                yield inner[0], text, f"{text[at : at + inner[1]]} inside it is {entry.name} ({inner[0]})"
        for area in (jurisdiction, CENTRE):
            within = [code for code in written_out if is_within(code, area)]
            if len(within) == 1:
                yield within[0], text, f"the only body of that name, in {within[0]}"

    def _names_a_place(self, text: str) -> bool:
        """Whether some place's name stands in a text."""
        return any(find(text[at:], near=self.context.jurisdiction) for at in range(len(text) - 2))

    def _composed(self, name: str, said: list[_Place], steps: list[str]) -> Unit | None:
        """A unit that the authority lacks, under its full name: its place's, then its own words."""
        text = GLOSS.sub("", name)
        if (office := self._office(text, said)) is not None:
            head, rest = office
            steps.append(f"an office inside {head.name}")
            return Unit(head.name + rest, head.scope, collective=False, known=False, kind="InternalOffice")
        area = place(self.context.jurisdiction, self.context.year)
        if not said and area is not None and area.tier == "county" and TOWNSHIP.match(text):
            steps.append(f"a township of {area.name}")
            full = organ_prefix(area, self.context.year) + re.sub("(?<!人民)政府$", "人民政府", text)
            return Unit(full, area.code, collective=False, known=False, kind="Government")
        if not said and OF_THE_COUNTRY.match(text):
            for ending, least, kind in ENDINGS:
                if text.endswith(ending) and len(text) - len(ending) >= least:
                    steps.append(f"not in the authority; {ending} tells that the name, of the whole country, is whole")
                    return Unit(text, CENTRE, collective=False, known=False, kind=kind)
        for one in said:
            where = place(one.code, self.context.year)
            if where is None or not one.sure:
                continue
            rest = GLOSS.sub("", one.rest)
            for ending, least, kind in ENDINGS:
                if rest.endswith(ending) and len(rest) - len(ending) >= least:
                    # 市生态环境分局 does not say whose branch it is; 市自然资源和规划局龙岗分局 does.
                    if rest.endswith("分局") and "局" not in rest[:-2] and not one.text.startswith(where.name):
                        return None
                    if self._has_other(one, rest, ending):
                        return None
                    steps += [one.why, f"not in the authority; {ending} tells that the name is whole"]
                    return Unit(self._in_full(where, one, rest), one.code, collective=False, known=False, kind=kind)
            if one.text.startswith(where.name):
                # 河北省辐射环境管理站: whose it is stands there in full, of what kind it is does not.
                steps += [one.why, "not in the authority; stays as written, in that place"]
                return Unit(text, one.code, collective=False, known=False)
        return None

    def _office(self, text: str, said: list[_Place]) -> tuple[Agency, str] | None:
        """The department that an office is inside, and the office's own words: named before it, or the issuer."""
        is_office = INTERNAL_OFFICE.match(text)
        if is_office or MINISTRY_BUREAU.match(text):
            for cut in range(len(text) - 2, 2, -1):
                head = self.explain(text[:cut]).agency
                if head is not None and head.kind in _WITH_OFFICES and (is_office or head.scope == CENTRE):
                    return head, text[cut:]
        head = self._issuing_department
        if said or head is None or not OFFICE_ALONE.match(text):
            return None
        # 局 is an office only inside a ministry: in a province's notice 财政局 is some city's.
        return (head, text) if is_office or head.scope == CENTRE else None

    @cached_property
    def _issuing_department(self) -> Agency | None:
        """The department that issued the notice, itself or by its office (交通运输部办公厅)."""
        issuer = self.context.issuer
        if issuer is None:
            return None
        head = self.context.authority.named(issuer.scope, issuer.name) if issuer.known else None
        if head is None and issuer.kind == "InternalOffice":
            office = Resolver(replace(self.context, issuer=None))._office(issuer.name, [])
            head = office[0] if office else None
        return head if head is not None and head.kind in _WITH_OFFICES else None

    def _has_other(self, said: _Place, rest: str, ending: str) -> bool:
        """Whether the place has such a body of another rank: 兵团生态环境厅 is a slip, the body is a 局."""
        if ending not in ("厅", "局"):
            return False
        stem = said.text.removesuffix(rest) + rest.removesuffix(ending)
        others = (other for other in ("厅", "局", "委员会") if other != ending)
        return any(self.context.authority.agencies(stem + o, said.code, self.context.year) for o in others)

    def _in_full(self, where: Place, said: _Place, rest: str) -> str:
        """The place's name as organs bear it, and the rest; 滁州市定远县生态环境分局 names its city already."""
        prefix = organ_prefix(where, self.context.year)
        if said.text.startswith(where.name) and prefix == where.name and said.before:
            return said.before + prefix + rest
        return prefix + rest


def _collective(name: str, jurisdiction: str, year: int | None) -> Unit:
    """A set of units: one node a phrase and jurisdiction.

    各成员单位 and 成员单位 are all members alike, and 工作联席会议 is 联席会议:
    the same body's name with and without a filler word.
    """
    phrase = SAME_BODY.sub("", name)
    if match := MEMBER_UNITS.match(phrase):
        some = "有关" if match["some"] or match["some2"] else ""
        phrase = f"{match['body'].removesuffix('各')}{some}成员单位"
    # The same words with and without 、 are one phrase, and its name must be one too.
    phrase = segment(phrase)
    where = None if NOT_OF_THE_AREA.match(phrase) else place(jurisdiction, year)
    full = phrase
    if where is not None and where.code != CENTRE:
        start = phrase.removeprefix(where.tier_word) if phrase.startswith(where.tier_word) else phrase
        full = phrase if phrase.startswith(where.name) else where.name + start
    return Unit(full, jurisdiction, collective=True, known=True, phrase=phrase)
