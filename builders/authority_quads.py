"""What the authority tables know of a unit, place or sector, as statements.

These stand in the authority's own graphs and are the same whichever notice
uses them, so the order in which notices are built leaves no trace.
"""

from typing import Final

from ..ontology import authority
from ..ontology.iris import Iris
from ..ontology.terms import CV, DCTERMS, ORG, SCHEMA, SKOS, ZT
from .statements import Statements

__all__ = ["AuthorityStatements"]

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


class AuthorityStatements(Statements):
    """Describes entries of the authority tables, each kind in its own graph."""

    def __init__(self, iris: Iris) -> None:
        super().__init__("")
        self.iris = iris

    def agency(self, agency: authority.Agency) -> None:
        """An agency with its names, kind, level and jurisdiction."""
        self.graph = self.iris.authority_graph("agencies")
        subject = self.iris.agency(agency.scope, agency.name)
        form = ORG.OrganizationalCollaboration if agency.kind == "CoordinationBody" else ORG.FormalOrganization
        form = ORG.OrganizationalUnit if agency.kind == "InternalOffice" else form
        self.type(subject, ZT.Agency, ORG.Organization, form)
        if agency.kind in _PUBLIC:
            self.type(subject, CV.PublicOrganisation)
        self.text(subject, ZT.name, agency.name)
        self.text(subject, SKOS.prefLabel, agency.name, "zh")
        self.text(subject, SKOS.prefLabel, agency.english or None, "en")
        for alternative in agency.forms:
            self.text(subject, SKOS.altLabel, alternative, "zh")
        self.iri(subject, ZT.jurisdiction, self.iris.place(agency.scope))
        self.iri(subject, ZT.kind, getattr(ZT, agency.kind))
        self.iri(subject, ZT.level, getattr(ZT, agency.level))
        self.text(subject, DCTERMS.source, agency.source)

    def sector(self, sector: authority.SectorEntry) -> None:
        """A sector of the one scheme."""
        self.graph = self.iris.authority_graph("sectors")
        subject = self.iris.sector(sector.slug)
        self.type(subject, ZT.Sector)
        self.text(subject, SKOS.prefLabel, sector.chinese, "zh")
        self.text(subject, SKOS.prefLabel, sector.english, "en")
        self.iri(subject, SKOS.inScheme, ZT.SectorScheme)
        self.text(subject, DCTERMS.source, sector.source)

    def place(self, code: str) -> None:
        """A division and those above it; nothing for a code that the tables do not have."""
        self.graph = self.iris.authority_graph("places")
        entry = authority.place(code)
        if entry is None:
            return
        subject = self.iris.place(code)
        self.type(subject, ZT.Place)
        self.text(subject, ZT.name, entry.name)
        self.text(subject, SKOS.prefLabel, entry.name, "zh")
        self.text(subject, SKOS.prefLabel, entry.english or None, "en")
        for alternative in entry.short_forms:
            self.text(subject, SKOS.altLabel, alternative, "zh")
        self.text(subject, ZT.divisionCode, code)
        self.text(subject, DCTERMS.source, entry.source)
        parent = authority.parent_code(code)
        if parent is not None:
            self.iri(subject, SCHEMA.containedInPlace, self.iris.place(parent))
            self.place(parent)
