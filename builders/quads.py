"""A `Notice` becomes quads.

What the notice says stands in the graph named after its document; what the
authority knows of the units, places and sectors that it uses stands in the
authority's graphs.
"""

from typing import Final

from ..ontology.agencies import Authority, authority
from ..ontology.iris import DEFAULT_BASE, Iris
from ..ontology.places import place
from ..ontology.sectors import match
from ..ontology.terms import DCTERMS, ELI, FOAF, OA, ORG, PPLAN, SKOS, ZT
from .authority_quads import AuthorityStatements, organisation_classes
from .correction_quads import correction_quads
from .documents import by_title_alone
from .fold import display
from .model import BackReference, Citation, Clause, Document, Notice, Section, Span, Target, Task, Unit
from .provenance import provenance_quads
from .statements import Quad, Statements

__all__ = ["document_iri", "notice_quads"]

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

_RULE_KINDS: Final = {"first_leads": ZT.FirstLeads, "everyone": ZT.OnEveryone}


def document_iri(document: Document, iris: Iris) -> str:
    """The IRI of a document: by its number, or by scope, year and title."""
    if document.number is not None:
        number = document.number
        return iris.numbered_document(document.scope, number.code, number.year, number.serial)
    return iris.titled_document(document.scope, document.year, document.title or "")


def notice_quads(notice: Notice, base: str = DEFAULT_BASE, tables: Authority | None = None) -> list[Quad]:
    """All quads of a notice, without repetition, in an order that depends on the notice alone.

    Args:
        notice: what was read.
        base: the IRI under which data live.
        tables: the authority that the notice was read with; the shipped one unless given.

    Raises:
        ValueError: if `base` is no absolute IRI that ends in /.
    """
    return list(dict.fromkeys(_Writer(notice, Iris(base), tables or authority()).write()))


class _Writer(Statements):
    """Writes one notice."""

    def __init__(self, notice: Notice, iris: Iris, tables: Authority) -> None:
        self.document = document_iri(notice.document, iris)
        super().__init__(self.document)
        self.notice = notice
        self.iris = iris
        self.tables = tables
        self.assignments: dict[tuple[int, int, Span], tuple[str, str]] = {}

    def write(self) -> list[Quad]:
        self._header()
        self._text_node()
        for rule in self.notice.rules:
            subject = self.iris.part(self.document, "rule", rule.number)
            self.type(subject, ZT.Rule)
            self.text(subject, ZT.ruleText, rule.text)
            self.iri(subject, ZT.ruleKind, _RULE_KINDS[rule.kind])
            for unit in rule.units:
                self.iri(subject, ZT.ruleUnit, self._unit_iri(unit))
            self.iri(subject, ZT.partOf, self.document)
            self._evidence(subject, rule.span)
        for section in self.notice.sections:
            self._section(section)
        for task in self.notice.tasks:
            self._task(task)
        for citation in self.notice.citations:
            self._citation(citation)
        for reference in self.notice.back_references:
            self._back_reference(reference)
        for target in self.notice.targets:
            self._target(target)
        for correction in self.notice.corrections:
            if correction.span is not None:
                self._evidence_node(correction.span)
        self._units()
        self.quads += provenance_quads(self.document, self.notice.source, self.iris, self.tables)
        self.quads += correction_quads(self.document, self.notice, self.assignments, self.iris)
        return self.quads

    def _evidence(self, subject: str, span: Span) -> None:
        """The one evidence node of a statement; places with the same span share it."""
        self.iri(subject, ZT.evidence, self.iris.evidence(self.document, span.start, span.end))
        self._evidence_node(span)

    def _evidence_node(self, span: Span) -> None:
        node = self.iris.evidence(self.document, span.start, span.end)
        self.type(node, ZT.Evidence)
        self.number(node, OA.start, span.start)
        self.number(node, OA.end, span.end)
        self.text(node, OA.exact, self.notice.source.words(span))
        self.iri(node, OA.hasSource, self.iris.text(self.document))

    # --- parts of the notice ---

    def _header(self) -> None:
        header, subject = self.notice.header, self.document
        self.type(subject, ZT.Notice, ZT.PolicyDocument, ELI.LegalResource)
        self.text(subject, DCTERMS.title, header.title)
        self._document_number(subject, self.notice.document)
        self._cited_by_title_as(subject, self.notice.document, header.title)
        self.text(subject, DCTERMS.identifier, header.index_number)
        for issuer in header.issuers:
            self.iri(subject, DCTERMS.publisher, self._unit_iri(issuer))
        self.date(subject, DCTERMS.issued, header.issued)
        self.date(subject, ZT.publishedOn, header.published)
        self.text(subject, DCTERMS.subject, header.subject)
        self.text(subject, ZT.validity, header.validity)
        for addressee in header.addressees:
            self.text(subject, ZT.addressee, addressee)
        self.text(subject, ZT.signOffIssuer, header.sign_off_issuer)
        self.date(subject, ZT.signOffDate, header.sign_off_date)
        self.text(subject, ZT.approval, header.approval)
        for attachment in header.attachments:
            self.text(subject, ZT.attachment, attachment)
        if place(self.notice.jurisdiction):
            self.iri(subject, ZT.jurisdiction, self.iris.place(self.notice.jurisdiction))
        if header.plan_title is not None:
            plan = self.iris.plan(subject)
            self.iri(subject, ZT.issuesPlan, plan)
            self.type(plan, ZT.WorkPlan, ZT.PolicyDocument, ELI.LegalResource, PPLAN.Plan)
            self.text(plan, DCTERMS.title, header.plan_title)
            self._cited_by_title_as(subject, self.notice.document, header.plan_title)
        for citation in self.notice.citations:
            cited = document_iri(citation.document, self.iris)
            self.iri(subject, ZT.cites, cited)
            self.iri(subject, ELI.cites, cited)

    def _cited_by_title_as(self, subject: str, document: Document, title: str | None) -> None:
        """The IRI under which others cite a document by its title alone, where it can only be this one."""
        if title is not None and (alone := by_title_alone(document, title)) is not None:
            self.iri(subject, ZT.citedByTitleAs, document_iri(alone, self.iris))

    def _document_number(self, subject: str, document: Document) -> None:
        if document.number is None:
            return
        self.text(subject, ZT.documentNumber, document.number.text)
        self.text(subject, ZT.issuerCode, document.number.code)
        self.year(subject, document.number.year)
        self.number(subject, ZT.serial, document.number.serial)

    def _text_node(self) -> None:
        source, node = self.notice.source, self.iris.text(self.document)
        self.iri(self.document, ZT.hasText, node)
        self.type(node, ZT.SourceText)
        self.text(node, ZT.content, source.content)
        self.text(node, ZT.sha256, source.sha256)
        self.text(node, DCTERMS.format, source.media_type)

    def _section(self, section: Section) -> None:
        subject = self.iris.part(self.document, "section", section.number)
        self.type(subject, ZT.Section)
        self.iri(subject, ZT.partOf, self.document)
        self.number(subject, ZT.sectionNumber, section.number)
        self.text(subject, ZT.numberAsWritten, section.number_as_written)
        self.text(subject, ZT.heading, section.heading)
        if section.parent is not None:
            self.iri(subject, ZT.subSectionOf, self.iris.part(self.document, "section", section.parent))
        if found := match(section.heading):
            self.iri(subject, ZT.inSector, self.iris.sector(found.sector.slug))
            self.decimal(subject, ZT.sectorConfidence, found.confidence)
        self._evidence(subject, section.span)

    def _task(self, task: Task) -> None:
        subject = self._task_iri(task.number)
        self.type(subject, ZT.Task, PPLAN.Step)
        self.iri(subject, ZT.partOf, self.document)
        if self.notice.header.plan_title is not None:
            self.iri(subject, PPLAN.isStepOfPlan, self.iris.plan(self.document))
        self.number(subject, ZT.taskNumber, task.number)
        self.text(subject, ZT.numberAsWritten, task.number_as_written)
        self.text(subject, ZT.text, task.text)
        if task.section is not None:
            self.iri(subject, ZT.inSection, self.iris.part(self.document, "section", task.section))
            section = self.notice.sections[task.section - 1]
            if found := match(section.heading):
                self.iri(subject, ZT.inSector, self.iris.sector(found.sector.slug))
        if task.parent is not None:
            self.iri(subject, ZT.subTaskOf, self._task_iri(task.parent))
        self._evidence(subject, task.span)
        for clause in task.clauses:
            self._clause(task, subject, clause)

    def _clause(self, task: Task, task_iri: str, clause: Clause) -> None:
        subject = self.iris.clause(self.document, task.number, clause.number)
        self.type(subject, ZT.Clause)
        self.iri(subject, ZT.ofTask, task_iri)
        self.number(subject, ZT.clauseNumber, clause.number)
        self.text(subject, ZT.text, clause.text)
        self.true(subject, ZT.openList, clause.open_list)
        self.text(subject, ZT.responsiblePerson, clause.responsible_person)
        self.true(subject, ZT.recurring, clause.recurring)
        if clause.deadline is not None:
            self.date(subject, ZT.deadline, clause.deadline.date)
            self.text(subject, ZT.deadlinePrecision, clause.deadline.precision)
            self.text(subject, ZT.deadlineText, clause.deadline.text)
            self._evidence(subject, clause.deadline.span)
        order: dict[str, int] = {}
        for assignment in clause.assignments:
            role = assignment.role
            order[role] = order.get(role, 0) + 1
            node = self.iris.assignment(subject, role, order[role])
            self.assignments[task.number, clause.number, assignment.span] = (assignment.name, node)
            unit = self._unit_iri(assignment.unit)
            self.type(node, ZT.Assignment)
            self.iri(node, ZT.ofClause, subject)
            self.iri(node, ZT.role, _ROLES[role])
            self.text(node, ZT.roleAsWritten, assignment.role_as_written or None)
            self.iri(node, ZT.unit, unit)
            self.text(node, ZT.nameAsWritten, assignment.name)
            if assignment.rule is not None:
                self.iri(node, ZT.byRule, self.iris.part(self.document, "rule", assignment.rule))
            self._evidence(node, assignment.span)
            for holder in (subject, task_iri):
                self.iri(holder, _SHORTCUTS[role], unit)
                self.iri(holder, ZT.involves, unit)

    def _citation(self, citation: Citation) -> None:
        subject = self.iris.part(self.document, "citation", citation.number)
        cited = document_iri(citation.document, self.iris)
        self.type(subject, ZT.Citation)
        if citation.task is not None:
            self.iri(self._task_iri(citation.task), ZT.cites, cited)
        self.iri(subject, ZT.citedIn, self._cited_in(citation))
        self.iri(subject, ZT.citedDocument, cited)
        self.iri(subject, ZT.citationRelation, _RELATIONS[citation.relation])
        self.text(subject, ZT.titleAsWritten, citation.title)
        self._evidence(subject, citation.span)
        self.type(cited, ZT.PolicyDocument, ELI.LegalResource)
        self._document_number(cited, citation.document)
        self._cited_by_title_as(cited, citation.document, citation.title)

    def _back_reference(self, reference: BackReference) -> None:
        subject = self.iris.part(self.document, "reference", reference.number)
        self.type(subject, ZT.BackReference)
        self.iri(subject, ZT.standsIn, self._cited_in(reference))
        cited = document_iri(reference.document, self.iris)
        self.iri(subject, ZT.refersTo, cited)
        # The citation that it points back to may have been put right.
        self.type(cited, ZT.PolicyDocument, ELI.LegalResource)
        self._document_number(cited, reference.document)
        self._evidence(subject, reference.span)

    def _cited_in(self, mention: Citation | BackReference) -> str:
        """The task, section or, outside both, notice in which a document is mentioned."""
        if mention.task is not None:
            return self._task_iri(mention.task)
        if mention.section is not None:
            return self.iris.part(self.document, "section", mention.section)
        return self.document

    def _target(self, target: Target) -> None:
        subject = self.iris.part(self.document, "target", target.number)
        self.type(subject, ZT.Target)
        if target.task is not None and target.clause is not None:
            self.iri(subject, ZT.ofClause, self.iris.clause(self.document, target.task, target.clause))
        elif target.section is not None:
            self.iri(subject, ZT.targetOf, self.iris.part(self.document, "section", target.section))
        else:
            self.iri(subject, ZT.targetOf, self.document)
        self.text(subject, ZT.indicator, target.indicator)
        self.decimal(subject, ZT.value, target.value)
        self.decimal(subject, ZT.maxValue, target.max_value)
        self.text(subject, ZT.unitText, display(target.unit))
        self.decimal(subject, ZT.normalizedValue, target.normalized_value)
        self.decimal(subject, ZT.normalizedMaxValue, target.normalized_max_value)
        self.text(subject, ZT.normalizedUnit, target.normalized_unit or None)
        self.iri(subject, ZT.comparator, _COMPARATORS[target.comparator])
        self.iri(subject, ZT.measure, _MEASURES[target.measure])
        if target.region is not None:
            self.iri(subject, ZT.region, self.iris.place(target.region))
        self.year(subject, target.year)
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
        notice, known = self.notice, AuthorityStatements(self.iris)
        units: dict[str, Unit] = {}
        written: dict[str, list[str]] = {}
        named = [(issuer, issuer.name) for issuer in notice.header.issuers]
        named += [(a.unit, a.name) for t in notice.tasks for c in t.clauses for a in c.assignments]
        named += [pair for rule in notice.rules for pair in zip(rule.units, rule.names, strict=True)]
        for unit, name in named:
            # Names that differ in punctuation alone have one IRI, so they are one unit with one full name.
            iri = self._unit_iri(unit)
            if iri not in units or (unit.known and not units[iri].known):
                units[iri] = unit
            written.setdefault(iri, []).append(name)
        places = {
            notice.jurisdiction,
            *(u.scope for u in units.values()),
            *(t.region for t in notice.targets if t.region),
        }
        for iri, unit in units.items():
            agency = self.tables.named(unit.scope, unit.name) if unit.known and not unit.collective else None
            if agency is not None:
                known.agency(agency)
            else:
                self._unlisted(unit, list(dict.fromkeys(written[iri])))
        for code in sorted(places):
            known.place(code)
        for section in notice.sections:
            if found := match(section.heading):
                known.sector(found.sector)
        self.quads += known.quads

    def _unlisted(self, unit: Unit, names: list[str]) -> None:
        subject = self._unit_iri(unit)
        if unit.collective:
            self.type(subject, ZT.CollectiveUnit, FOAF.Group)
        else:
            self.type(subject, ZT.Agency, ORG.Organization)
        if unit.kind is not None:
            self.type(subject, *organisation_classes(unit.kind))
            self.iri(subject, ZT.kind, getattr(ZT, unit.kind))
        self.text(subject, ZT.name, unit.name)
        self.text(subject, SKOS.prefLabel, unit.name, "zh")
        for name in names:
            if name != unit.name:
                self.text(subject, SKOS.altLabel, name, "zh")
        if place(unit.scope):
            self.iri(subject, ZT.jurisdiction, self.iris.place(unit.scope))
