"""A `Notice` becomes quads.

Quads are strings from the start: a library's term objects cost an order of
magnitude more time, and nothing here needs them. What the notice says stands
in the graph named after its document; what the authority knows of the units,
places and sectors that it uses stands in the authority's graphs.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from ..ontology import authority
from ..ontology.iris import DEFAULT_BASE, Iris
from ..ontology.terms import CV, DCTERMS, ELI, FOAF, OA, ORG, PPLAN, RDF, SCHEMA, SKOS, XSD, ZT
from .fold import display
from .model import Citation, Clause, Document, Notice, Section, Span, Target, Task, Unit

__all__ = ["Quad", "document_iri", "n_quads", "notice_quads"]

_ESCAPES: Final = {c: f"\\u{c:04X}" for c in [*range(0x20), 0x7F]} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
}

_ROLES: Final = {"lead": ZT.Lead, "support": ZT.Support, "responsible": ZT.Responsible}
_SHORTCUTS: Final = {"lead": ZT.leadUnit, "support": ZT.supportUnit, "responsible": ZT.responsibleUnit}
_RELATIONS: Final = {
    "basis": ZT.Basis,
    "implements": ZT.Implements,
    "follows": ZT.Follows,
    "evaluates": ZT.Evaluates,
    "to_be_issued": ZT.ToBeIssued,
    "mentions": ZT.Mentions,
}
_COMPARATORS: Final = {
    "equal": ZT.Equal,
    "at_least": ZT.AtLeast,
    "at_most": ZT.AtMost,
    "about": ZT.About,
    "between": ZT.Between,
}
_MEASURES: Final = {
    "level": ZT.MeasureLevel,
    "growth": ZT.MeasureGrowth,
    "share": ZT.MeasureShare,
    "count": ZT.MeasureCount,
    "investment": ZT.MeasureInvestment,
}

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


class Quad(NamedTuple):
    """One statement: three IRIs and an object in N-Triples form (``<iri>`` or a quoted literal)."""

    subject: str
    predicate: str
    object: str
    graph: str


def n_quads(quads: Iterable[Quad]) -> str:
    """Quads as N-Quads, in the order given, one a line."""
    return "".join(f"<{q.subject}> <{q.predicate}> {q.object} <{q.graph}> .\n" for q in quads)


def document_iri(document: Document, iris: Iris) -> str:
    """The IRI of a document: by its number, or by scope, year and title."""
    if document.number is not None:
        number = document.number
        return iris.numbered_document(document.scope, number.code, number.year, number.serial)
    return iris.titled_document(document.scope, document.year, document.title or "")


def notice_quads(notice: Notice, base: str = DEFAULT_BASE) -> list[Quad]:
    """All quads of a notice, without repetition, in an order that depends on the notice alone.

    Args:
        notice: what was read.
        base: the IRI under which data live.

    Raises:
        ValueError: if `base` is no absolute IRI that ends in / or #.
    """
    return list(dict.fromkeys(_Writer(notice, Iris(base)).write()))


class _Writer:
    """Writes one notice. `_iri`, `_text` … add one statement about a subject in the current graph."""

    def __init__(self, notice: Notice, iris: Iris) -> None:
        self.notice = notice
        self.iris = iris
        self.document = document_iri(notice.document, iris)
        self.graph = self.document
        self.quads: list[Quad] = []

    def write(self) -> list[Quad]:
        self._header()
        self._text_node()
        for rule in self.notice.rules:
            subject = self.iris.part(self.document, "rule", rule.number)
            self._type(subject, ZT.Rule)
            self._text(subject, ZT.ruleText, rule.text)
            self._iri(subject, ZT.partOf, self.document)
            self._evidence(subject, rule.span)
        for section in self.notice.sections:
            self._section(section)
        for task in self.notice.tasks:
            self._task(task)
        for citation in self.notice.citations:
            self._citation(citation)
        for target in self.notice.targets:
            self._target(target)
        self._units()
        return self.quads

    # --- statements ---

    def _add(self, subject: str, predicate: str, term: str) -> None:
        self.quads.append(Quad(subject, predicate, term, self.graph))

    def _iri(self, subject: str, predicate: str, iri: str) -> None:
        self._add(subject, predicate, f"<{iri}>")

    def _type(self, subject: str, *classes: str) -> None:
        for name in classes:
            self._iri(subject, RDF.type, name)

    def _text(self, subject: str, predicate: str, text: str | None, language: str = "") -> None:
        if text is not None:
            self._add(subject, predicate, f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else ""))

    def _typed(self, subject: str, predicate: str, value: object, datatype: str) -> None:
        if value is not None:
            self._add(subject, predicate, f'"{value}"^^<{datatype}>')

    def _number(self, subject: str, predicate: str, value: int | None) -> None:
        self._typed(subject, predicate, value, XSD.integer)

    def _decimal(self, subject: str, predicate: str, value: Decimal | None) -> None:
        self._typed(subject, predicate, None if value is None else f"{value:f}", XSD.decimal)

    def _date(self, subject: str, predicate: str, value: date | None) -> None:
        self._typed(subject, predicate, None if value is None else value.isoformat(), XSD.date)

    def _year(self, subject: str, value: int | None) -> None:
        self._typed(subject, ZT.year, value, XSD.gYear)

    def _true(self, subject: str, predicate: str, value: bool) -> None:
        if value:
            self._typed(subject, predicate, "true", XSD.boolean)

    def _evidence(self, subject: str, span: Span) -> None:
        """The one evidence node of a statement; places with the same span share it."""
        node = self.iris.evidence(self.document, span.start, span.end)
        self._iri(subject, ZT.evidence, node)
        self._type(node, ZT.Evidence)
        self._number(node, OA.start, span.start)
        self._number(node, OA.end, span.end)
        self._text(node, OA.exact, self.notice.source.words(span))
        self._iri(node, OA.hasSource, self.iris.text(self.document))

    # --- parts of the notice ---

    def _header(self) -> None:
        header, subject = self.notice.header, self.document
        self._type(subject, ZT.Notice, ZT.PolicyDocument, ELI.LegalResource)
        self._text(subject, DCTERMS.title, header.title)
        self._document_number(subject, self.notice.document)
        self._text(subject, DCTERMS.identifier, header.index_number)
        for issuer in header.issuers:
            self._iri(subject, DCTERMS.publisher, self._unit_iri(issuer))
        self._date(subject, DCTERMS.issued, header.issued)
        self._date(subject, ZT.publishedOn, header.published)
        self._text(subject, DCTERMS.subject, header.subject)
        self._text(subject, ZT.validity, header.validity)
        for addressee in header.addressees:
            self._text(subject, ZT.addressee, addressee)
        self._text(subject, ZT.signOffIssuer, header.sign_off_issuer)
        self._date(subject, ZT.signOffDate, header.sign_off_date)
        self._text(subject, ZT.approval, header.approval)
        for attachment in header.attachments:
            self._text(subject, ZT.attachment, attachment)
        if authority.place(self.notice.jurisdiction):
            self._iri(subject, ZT.jurisdiction, self.iris.place(self.notice.jurisdiction))
        if header.plan_title is not None:
            plan = self.iris.plan(subject)
            self._iri(subject, ZT.issuesPlan, plan)
            self._type(plan, ZT.WorkPlan, ZT.PolicyDocument, ELI.LegalResource, PPLAN.Plan)
            self._text(plan, DCTERMS.title, header.plan_title)
        for citation in self.notice.citations:
            cited = document_iri(citation.document, self.iris)
            self._iri(subject, ZT.cites, cited)
            self._iri(subject, ELI.cites, cited)

    def _document_number(self, subject: str, document: Document) -> None:
        if document.number is None:
            return
        self._text(subject, ZT.documentNumber, document.number.text)
        self._text(subject, ZT.issuerCode, document.number.code)
        self._year(subject, document.number.year)
        self._number(subject, ZT.serial, document.number.serial)

    def _text_node(self) -> None:
        source, node = self.notice.source, self.iris.text(self.document)
        self._iri(self.document, ZT.hasText, node)
        self._type(node, ZT.SourceText)
        self._text(node, ZT.content, source.content)
        self._text(node, ZT.sha256, source.sha256)
        self._text(node, DCTERMS.format, source.media_type)

    def _section(self, section: Section) -> None:
        subject = self.iris.part(self.document, "section", section.number)
        self._type(subject, ZT.Section)
        self._iri(subject, ZT.partOf, self.document)
        self._number(subject, ZT.sectionNumber, section.number)
        self._text(subject, ZT.numberAsWritten, section.number_as_written)
        self._text(subject, ZT.heading, section.heading)
        if section.parent is not None:
            self._iri(subject, ZT.subSectionOf, self.iris.part(self.document, "section", section.parent))
        if sector := authority.sector_for(section.heading):
            self._iri(subject, ZT.inSector, self.iris.sector(sector.slug))
        self._evidence(subject, section.span)

    def _task(self, task: Task) -> None:
        subject = self._task_iri(task.number)
        self._type(subject, ZT.Task, PPLAN.Step)
        self._iri(subject, ZT.partOf, self.document)
        if self.notice.header.plan_title is not None:
            self._iri(subject, PPLAN.isStepOfPlan, self.iris.plan(self.document))
        self._number(subject, ZT.taskNumber, task.number)
        self._text(subject, ZT.numberAsWritten, task.number_as_written)
        self._text(subject, ZT.text, task.text)
        if task.section is not None:
            self._iri(subject, ZT.inSection, self.iris.part(self.document, "section", task.section))
            section = self.notice.sections[task.section - 1]
            if sector := authority.sector_for(section.heading):
                self._iri(subject, ZT.inSector, self.iris.sector(sector.slug))
        if task.parent is not None:
            self._iri(subject, ZT.subTaskOf, self._task_iri(task.parent))
        self._evidence(subject, task.span)
        for clause in task.clauses:
            self._clause(task, subject, clause)

    def _clause(self, task: Task, task_iri: str, clause: Clause) -> None:
        subject = self.iris.clause(self.document, task.number, clause.number)
        self._type(subject, ZT.Clause)
        self._iri(subject, ZT.ofTask, task_iri)
        self._number(subject, ZT.clauseNumber, clause.number)
        self._text(subject, ZT.text, clause.text)
        self._true(subject, ZT.openList, clause.open_list)
        self._text(subject, ZT.responsiblePerson, clause.responsible_person)
        self._true(subject, ZT.recurring, clause.recurring)
        if clause.deadline is not None:
            self._date(subject, ZT.deadline, clause.deadline.date)
            self._text(subject, ZT.deadlinePrecision, clause.deadline.precision)
            self._text(subject, ZT.deadlineText, clause.deadline.text)
            self._evidence(subject, clause.deadline.span)
        order: dict[str, int] = {}
        for assignment in clause.assignments:
            role = assignment.role
            order[role] = order.get(role, 0) + 1
            node = self.iris.assignment(subject, role, order[role])
            unit = self._unit_iri(assignment.unit)
            self._type(node, ZT.Assignment)
            self._iri(node, ZT.ofClause, subject)
            self._iri(node, ZT.role, _ROLES[role])
            self._text(node, ZT.roleAsWritten, assignment.role_as_written)
            self._iri(node, ZT.unit, unit)
            self._text(node, ZT.nameAsWritten, assignment.name)
            if assignment.rule is not None:
                self._iri(node, ZT.byRule, self.iris.part(self.document, "rule", assignment.rule))
            self._evidence(node, assignment.span)
            for holder in (subject, task_iri):
                self._iri(holder, _SHORTCUTS[role], unit)
                self._iri(holder, ZT.involves, unit)

    def _citation(self, citation: Citation) -> None:
        subject = self.iris.part(self.document, "citation", citation.number)
        cited = document_iri(citation.document, self.iris)
        self._type(subject, ZT.Citation)
        if citation.task is not None:
            place = self._task_iri(citation.task)
            self._iri(place, ZT.cites, cited)
        elif citation.section is not None:
            place = self.iris.part(self.document, "section", citation.section)
        else:
            place = self.document
        self._iri(subject, ZT.citedIn, place)
        self._iri(subject, ZT.citedDocument, cited)
        self._iri(subject, ZT.citationRelation, _RELATIONS[citation.relation])
        self._text(subject, ZT.titleAsWritten, citation.title)
        self._evidence(subject, citation.span)
        self._type(cited, ZT.PolicyDocument, ELI.LegalResource)
        self._document_number(cited, citation.document)

    def _target(self, target: Target) -> None:
        subject = self.iris.part(self.document, "target", target.number)
        self._type(subject, ZT.Target)
        if target.task is not None and target.clause is not None:
            self._iri(subject, ZT.ofClause, self.iris.clause(self.document, target.task, target.clause))
        elif target.section is not None:
            self._iri(subject, ZT.targetOf, self.iris.part(self.document, "section", target.section))
        else:
            self._iri(subject, ZT.targetOf, self.document)
        self._text(subject, ZT.indicator, target.indicator)
        self._decimal(subject, ZT.value, target.value)
        self._decimal(subject, ZT.maxValue, target.max_value)
        self._text(subject, ZT.unitText, display(target.unit))
        self._decimal(subject, ZT.normalizedValue, target.normalized_value)
        self._decimal(subject, ZT.normalizedMaxValue, target.normalized_max_value)
        self._text(subject, ZT.normalizedUnit, target.normalized_unit or None)
        self._iri(subject, ZT.comparator, _COMPARATORS[target.comparator])
        self._iri(subject, ZT.measure, _MEASURES[target.measure])
        if target.region is not None:
            self._iri(subject, ZT.region, self.iris.place(target.region))
        self._year(subject, target.year)
        self._evidence(subject, target.span)

    # --- units, places and sectors ---

    def _task_iri(self, number: int) -> str:
        return self.iris.part(self.document, "task", number)

    def _unit_iri(self, unit: Unit) -> str:
        if unit.collective:
            return self.iris.collective(unit.scope, unit.phrase or unit.name)
        return self.iris.agency(unit.scope, unit.name)

    def _units(self) -> None:
        """Describes the units that the notice names: known ones in the authority's graph, others in its own."""
        notice = self.notice
        written: dict[Unit, list[str]] = {issuer: [] for issuer in notice.header.issuers}
        for task in notice.tasks:
            for clause in task.clauses:
                for assignment in clause.assignments:
                    written.setdefault(assignment.unit, []).append(assignment.name)
        places = {notice.jurisdiction, *(u.scope for u in written), *(t.region for t in notice.targets if t.region)}
        for unit, names in written.items():
            agency = authority.agency_named(unit.scope, unit.name) if unit.known and not unit.collective else None
            if agency is not None:
                self.graph = self.iris.authority_graph("agencies")
                self._agency(agency)
            else:
                self.graph = self.document
                self._unlisted(unit, list(dict.fromkeys(names)))
        self.graph = self.iris.authority_graph("places")
        for code in sorted(places):
            self._place(code)
        self.graph = self.iris.authority_graph("sectors")
        for section in notice.sections:
            if sector := authority.sector_for(section.heading):
                subject = self.iris.sector(sector.slug)
                self._type(subject, ZT.Sector)
                self._text(subject, SKOS.prefLabel, sector.chinese, "zh")
                self._text(subject, SKOS.prefLabel, sector.english, "en")
                self._iri(subject, SKOS.inScheme, ZT.SectorScheme)
                self._text(subject, DCTERMS.source, sector.source)

    def _agency(self, agency: authority.Agency) -> None:
        subject = self.iris.agency(agency.scope, agency.name)
        form = ORG.OrganizationalCollaboration if agency.kind == "CoordinationBody" else ORG.FormalOrganization
        form = ORG.OrganizationalUnit if agency.kind == "InternalOffice" else form
        self._type(subject, ZT.Agency, ORG.Organization, form)
        if agency.kind in _PUBLIC:
            self._type(subject, CV.PublicOrganisation)
        self._text(subject, ZT.name, agency.name)
        self._text(subject, SKOS.prefLabel, agency.name, "zh")
        self._text(subject, SKOS.prefLabel, agency.english or None, "en")
        for alternative in agency.forms:
            self._text(subject, SKOS.altLabel, alternative, "zh")
        self._iri(subject, ZT.jurisdiction, self.iris.place(agency.scope))
        self._iri(subject, ZT.kind, getattr(ZT, agency.kind))
        self._iri(subject, ZT.level, getattr(ZT, agency.level))
        self._text(subject, DCTERMS.source, agency.source)

    def _unlisted(self, unit: Unit, names: list[str]) -> None:
        subject = self._unit_iri(unit)
        if unit.collective:
            self._type(subject, ZT.CollectiveUnit, FOAF.Group)
        else:
            self._type(subject, ZT.Agency, ORG.Organization)
        self._text(subject, ZT.name, unit.name)
        self._text(subject, SKOS.prefLabel, unit.name, "zh")
        for name in names:
            if name != unit.name:
                self._text(subject, SKOS.altLabel, name, "zh")
        if authority.place(unit.scope):
            self._iri(subject, ZT.jurisdiction, self.iris.place(unit.scope))

    def _place(self, code: str) -> None:
        entry = authority.place(code)
        if entry is None:
            return
        subject = self.iris.place(code)
        self._type(subject, ZT.Place)
        self._text(subject, ZT.name, entry.name)
        self._text(subject, SKOS.prefLabel, entry.name, "zh")
        self._text(subject, SKOS.prefLabel, entry.english or None, "en")
        for alternative in entry.short_forms:
            self._text(subject, SKOS.altLabel, alternative, "zh")
        self._text(subject, ZT.divisionCode, code)
        self._text(subject, DCTERMS.source, entry.source)
        parent = authority.parent_code(code)
        if parent is not None:
            self._iri(subject, SCHEMA.containedInPlace, self.iris.place(parent))
            self._place(parent)
