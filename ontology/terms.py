"""The names that the graph uses, as plain strings.

`zhengtu.ttl` defines the ``zt:`` terms; the tests compare it with this module
name by name, so that neither can gain or lose a term alone. Plain strings, and
not rdflib's ``URIRef``, because writing quads is string work and importing
rdflib would cost each command a third of a second.
"""

from typing import Final

__all__ = [
    "CV",
    "DCTERMS",
    "ELI",
    "FOAF",
    "KINDS",
    "OA",
    "ORG",
    "PPLAN",
    "PREFIXES",
    "PROV",
    "RDF",
    "SCHEMA",
    "SKOS",
    "XSD",
    "ZT",
]

_ZT = "https://w3id.org/zhengtu/ns#"
_DCTERMS = "http://purl.org/dc/terms/"
_ELI = "http://data.europa.eu/eli/ontology#"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_PPLAN = "http://purl.org/net/p-plan#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_CV = "http://data.europa.eu/m8g/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_PROV = "http://www.w3.org/ns/prov#"

PREFIXES: Final = {
    "cv": _CV,
    "dcterms": _DCTERMS,
    "eli": _ELI,
    "foaf": _FOAF,
    "oa": _OA,
    "org": _ORG,
    "p-plan": _PPLAN,
    "prov": _PROV,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "skos": _SKOS,
    "xsd": _XSD,
    "zt": _ZT,
}
"""Prefix -> namespace, as written in output and assumed in queries."""


class RDF:
    """RDF 1.1."""

    type: Final = _RDF + "type"


class XSD:
    """XML Schema datatypes."""

    boolean: Final = _XSD + "boolean"
    date: Final = _XSD + "date"
    decimal: Final = _XSD + "decimal"
    double: Final = _XSD + "double"
    gYear: Final = _XSD + "gYear"  # noqa: N815 (the standard's spelling)
    gYearMonth: Final = _XSD + "gYearMonth"  # noqa: N815
    integer: Final = _XSD + "integer"
    string: Final = _XSD + "string"


class DCTERMS:
    """DCMI Metadata Terms."""

    date: Final = _DCTERMS + "date"
    format: Final = _DCTERMS + "format"
    identifier: Final = _DCTERMS + "identifier"
    issued: Final = _DCTERMS + "issued"
    publisher: Final = _DCTERMS + "publisher"
    source: Final = _DCTERMS + "source"
    subject: Final = _DCTERMS + "subject"
    title: Final = _DCTERMS + "title"


class SKOS:
    """Simple Knowledge Organization System."""

    altLabel: Final = _SKOS + "altLabel"  # noqa: N815 (the standard's spelling)
    broader: Final = _SKOS + "broader"
    inScheme: Final = _SKOS + "inScheme"  # noqa: N815
    notation: Final = _SKOS + "notation"
    prefLabel: Final = _SKOS + "prefLabel"  # noqa: N815


class ORG:
    """The Organization Ontology."""

    ChangeEvent: Final = _ORG + "ChangeEvent"
    FormalOrganization: Final = _ORG + "FormalOrganization"
    Organization: Final = _ORG + "Organization"
    OrganizationalCollaboration: Final = _ORG + "OrganizationalCollaboration"
    OrganizationalUnit: Final = _ORG + "OrganizationalUnit"
    originalOrganization: Final = _ORG + "originalOrganization"  # noqa: N815 (the standard's spelling)
    resultingOrganization: Final = _ORG + "resultingOrganization"  # noqa: N815


class ELI:
    """European Legislation Identifier."""

    LegalResource: Final = _ELI + "LegalResource"
    cites: Final = _ELI + "cites"


class OA:
    """Web Annotation Vocabulary."""

    end: Final = _OA + "end"
    exact: Final = _OA + "exact"
    hasSource: Final = _OA + "hasSource"  # noqa: N815
    start: Final = _OA + "start"


class PPLAN:
    """P-Plan."""

    Plan: Final = _PPLAN + "Plan"
    Step: Final = _PPLAN + "Step"
    isStepOfPlan: Final = _PPLAN + "isStepOfPlan"  # noqa: N815


class CV:
    """Core Public Organisation Vocabulary."""

    PublicOrganisation: Final = _CV + "PublicOrganisation"


class FOAF:
    """Friend of a Friend."""

    Group: Final = _FOAF + "Group"


class PROV:
    """PROV-O."""

    Activity: Final = _PROV + "Activity"
    Entity: Final = _PROV + "Entity"
    SoftwareAgent: Final = _PROV + "SoftwareAgent"
    generated: Final = _PROV + "generated"
    used: Final = _PROV + "used"
    wasAssociatedWith: Final = _PROV + "wasAssociatedWith"  # noqa: N815 (the standard's spelling)
    wasDerivedFrom: Final = _PROV + "wasDerivedFrom"  # noqa: N815
    wasGeneratedBy: Final = _PROV + "wasGeneratedBy"  # noqa: N815


class SCHEMA:
    """schema.org."""

    containedInPlace: Final = _SCHEMA + "containedInPlace"  # noqa: N815


KINDS: Final = frozenset(
    (
        *("Government", "GovernmentOffice", "Department", "VerticalOrgan", "PartyOrgan", "MassOrganisation"),
        *("ParkCommittee", "CoordinationBody", "PublicInstitution", "Company", "Bank", "InternalOffice"),
        *("JudicialOrgan", "OtherBody"),
    )
)
"""Local names of the concepts of zt:KindScheme."""


class _Terms(type):
    """Gives ``ZT.name`` for the names listed in the class, and for no other."""

    names: frozenset[str]

    def __getattr__(cls, name: str) -> str:
        if name in cls.names:
            return _ZT + name
        raise AttributeError(f"zhengtu.ttl defines no zt:{name}")


class ZT(metaclass=_Terms):
    """Zhengtu's own terms: ``ZT.Task`` is the IRI of ``zt:Task``."""

    names = frozenset(
        name
        for line in (
            "Agency AgencyPattern Assignment BackReference Citation Clause CollectiveUnit Evidence IssuerCode",
            "Notice Place PolicyDocument Rule Section Sector SourceText Target Task WorkPlan",
            "addressee appliesTo approval attachment byRule changeKind citationRelation citedByTitleAs",
            "citedDocument citedIn cites clauseNumber comparator content continuedBy deadline deadlinePrecision",
            "deadlineText divisionCode documentNumber evidence hasText heading indicator inSection inSector",
            "involves issuerCode issuerName issuesPlan jurisdiction kind leadUnit level maxValue measure name",
            "nameAsWritten nameTemplate normalizedMaxValue normalizedUnit normalizedValue numberAsWritten",
            "ofClause ofTask openList partOf publishedOn recurring refersTo region responsiblePerson",
            "responsibleUnit role roleAsWritten ruleText sectionNumber sectorConfidence serial",
            "sha256 signOffDate signOffIssuer since standsIn subSectionOf subTaskOf supportUnit targetOf",
            "taskNumber text titleAsWritten unit unitText until validity value year",
            "RoleScheme Lead Support Responsible",
            "ComparatorScheme Equal AtLeast AtMost About Between",
            "CitationRelationScheme Basis Implements Follows Evaluates ToBeIssued Mentions",
            "KindScheme Government GovernmentOffice Department VerticalOrgan PartyOrgan MassOrganisation",
            "ParkCommittee CoordinationBody PublicInstitution Company Bank InternalOffice JudicialOrgan OtherBody",
            "LevelScheme CentralLevel ProvincialLevel PrefectureLevel CountyLevel TownshipLevel",
            "MeasureScheme MeasureLevel MeasureGrowth MeasureShare MeasureCount MeasureInvestment",
            "SectorScheme",
            "ChangeKindScheme Rename Merge Split Transfer Absorb",
            "Duty dutyClause dutyRole dutyTask dutyUnit inferredBy",
            "InferenceScheme MemberOfCollective RuleOnAll RolledUp",
            "ruleKind ruleUnit RuleKindScheme FirstLeads OnEveryone",
            "Extraction fileSha256 rulesSha256 softwareVersion statementsOf",
            "Correction alreadySo correctedBy correctedOn correctedPlace correctedWords correctionAction correctionOf",
            "corrects note readAfter readBefore tableRow CorrectionActionScheme Addition Alteration Removal",
        )
        for name in line.split()
    )
