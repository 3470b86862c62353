"""What the authority tables know of a unit, place, sector or code, as statements.

These stand in the authority's own graphs and are the same whichever notice
uses them, so the order in which notices are built leaves no trace.
"""

from typing import Final

from ..ontology.agencies import Agency
from ..ontology.changes import KINDS, Change, lineage, successors, years_in_use
from ..ontology.iris import Iris
from ..ontology.issuers import IssuerCode
from ..ontology.patterns import Pattern
from ..ontology.places import names_of, parent
from ..ontology.sectors import Sector, sectors
from ..ontology.tables import Years
from ..ontology.terms import CV, DCTERMS, ORG, SCHEMA, SKOS, XSD, ZT
from .statements import Statements

__all__ = ["AuthorityStatements", "organisation_classes"]

# Which kinds of body are public organisations in the sense of the Core Public Organisation Vocabulary: those that
# are part of the state. Companies and federations of cooperatives are formal organisations only.
_PUBLIC: Final = frozenset(
    {
        "Government",
        "GovernmentOffice",
        "Department",
        "VerticalOrgan",
        "ParkCommittee",
        "PublicInstitution",
        "JudicialOrgan",
    }
)
_DATE_TYPES: Final = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""A date is as exact as its source: by the length of 2018, 2018-11, 2018-11-29."""


def organisation_classes(kind: str) -> tuple[str, ...]:
    """The classes of ORG and CPOV that a kind of body belongs to."""
    form = ORG.OrganizationalCollaboration if kind == "CoordinationBody" else ORG.FormalOrganization
    form = ORG.OrganizationalUnit if kind == "InternalOffice" else form
    return (form, CV.PublicOrganisation) if kind in _PUBLIC else (form,)


class AuthorityStatements(Statements):
    """Describes entries of the authority tables, each kind in its own graph."""

    def __init__(self, iris: Iris) -> None:
        super().__init__("")
        self.iris = iris

    def agency(self, agency: Agency) -> None:
        """An agency with its names, kind, level and jurisdiction, and the changes that it came from or went into."""
        self.graph = self.iris.authority_graph("agencies")
        subject = self.iris.agency(agency.scope, agency.name)
        self.type(subject, ZT.Agency, ORG.Organization, *organisation_classes(agency.kind))
        self.text(subject, ZT.name, agency.name)
        self.text(subject, SKOS.prefLabel, agency.name, "zh")
        self.text(subject, SKOS.prefLabel, agency.english or None, "en")
        for alternative in agency.forms:
            self.text(subject, SKOS.altLabel, alternative, "zh")
        self.iri(subject, ZT.jurisdiction, self.iris.place(agency.scope))
        self.iri(subject, ZT.kind, getattr(ZT, agency.kind))
        self.iri(subject, ZT.level, getattr(ZT, agency.level))
        self._years(subject, years_in_use(agency.scope, agency.name, agency.years))
        self.text(subject, DCTERMS.source, agency.source)
        for change in lineage(agency.scope, agency.name):
            self.change(change)

    def pattern(self, pattern: Pattern) -> None:
        """A row that holds for every place of a tier."""
        self.graph = self.iris.authority_graph("patterns")
        subject = self.iris.pattern(pattern.name, {*pattern.scope, *pattern.only}, pattern.years.since)
        self.type(subject, ZT.AgencyPattern)
        self.text(subject, ZT.nameTemplate, pattern.name)
        for tier in sorted(s for s in pattern.scope if not s.isdigit()):
            self.text(subject, ZT.appliesTo, tier)
        for code in sorted(pattern.only):
            self.iri(subject, ZT.jurisdiction, self.iris.place(code))
        self.iri(subject, ZT.kind, getattr(ZT, pattern.kind))
        self._years(subject, pattern.years)
        self.text(subject, DCTERMS.source, pattern.source)

    def change(self, change: Change) -> None:
        """An event in which agencies became others."""
        self.graph = self.iris.authority_graph("changes")
        subject = self.iris.change(change.scope, change.date, [name for _, name in (*change.before, *change.after)])
        self.type(subject, ORG.ChangeEvent)
        self.iri(subject, ZT.changeKind, getattr(ZT, KINDS[change.kind]))
        self.typed(subject, DCTERMS.date, change.date, _DATE_TYPES[len(change.date)])
        for scope, name in change.before:
            self.iri(subject, ORG.originalOrganization, self.iris.agency(scope, name))
        for scope, name in change.after:
            self.iri(subject, ORG.resultingOrganization, self.iris.agency(scope, name))
        for before in change.before:
            after = successors(change.scope).get(before)
            if after in change.after:
                self.iri(self.iris.agency(*before), ZT.continuedBy, self.iris.agency(*after))
        self.iri(subject, ZT.jurisdiction, self.iris.place(change.scope))
        self.text(subject, DCTERMS.source, change.source)
        # A body that no notice here names is not described in full, but it has a name and a place.
        self.graph = self.iris.authority_graph("agencies")
        for scope, name in (*change.before, *change.after):
            body = self.iris.agency(scope, name)
            self.text(body, ZT.name, name)
            self.text(body, SKOS.prefLabel, name, "zh")
            self.iri(body, ZT.jurisdiction, self.iris.place(scope))

    def sector(self, sector: Sector) -> None:
        """A sector of the one scheme, and those above it."""
        self.graph = self.iris.authority_graph("sectors")
        subject = self.iris.sector(sector.slug)
        self.type(subject, ZT.Sector)
        self.text(subject, SKOS.prefLabel, sector.chinese, "zh")
        self.text(subject, SKOS.prefLabel, sector.english, "en")
        for notation in sector.notation:
            self.text(subject, SKOS.notation, notation)
        self.iri(subject, SKOS.inScheme, ZT.SectorScheme)
        self.text(subject, DCTERMS.source, sector.source)
        if sector.broader:
            self.iri(subject, SKOS.broader, self.iris.sector(sector.broader))
            self.sector(sectors()[sector.broader])

    def place(self, code: str) -> None:
        """A division under all its names, and those above it; nothing for a code that the tables do not have."""
        self.graph = self.iris.authority_graph("places")
        names = names_of(code)
        if not names:
            return
        subject, current = self.iris.place(code), names[-1]
        self.type(subject, ZT.Place)
        self.text(subject, ZT.name, current.name)
        self.text(subject, SKOS.prefLabel, current.name, "zh")
        self.text(subject, SKOS.prefLabel, current.english or None, "en")
        others = [n for entry in reversed(names) for n in (entry.name, *entry.short_forms) if n != current.name]
        for alternative in dict.fromkeys(others):
            self.text(subject, SKOS.altLabel, alternative, "zh")
        self.text(subject, ZT.divisionCode, code)
        self._years(subject, Years(names[0].years.since, current.years.until))
        for source in dict.fromkeys(entry.source for entry in names):
            self.text(subject, DCTERMS.source, source)
        above = parent(code)
        if above is not None:
            self.iri(subject, SCHEMA.containedInPlace, self.iris.place(above))
            self.place(above)

    def issuer_code(self, code: IssuerCode) -> None:
        """An issuer's code in document numbers, with one of its owners."""
        self.graph = self.iris.authority_graph("issuer-codes")
        subject = self.iris.issuer_code(code.scope, code.code)
        self.type(subject, ZT.IssuerCode)
        self.text(subject, ZT.issuerCode, code.code)
        self.iri(subject, ZT.jurisdiction, self.iris.place(code.scope))
        self.text(subject, ZT.issuerName, code.issuer or None)
        self._years(subject, code.years)
        self.text(subject, DCTERMS.source, code.source)

    def _years(self, subject: str, years: Years) -> None:
        self.typed(subject, ZT.since, years.since, XSD.gYear)
        self.typed(subject, ZT.until, years.until, XSD.gYear)
