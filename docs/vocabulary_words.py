"""The words of the vocabulary's page: its topics, and what it calls the kinds and relations of terms."""

from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace

__all__ = ["CHARACTERISTICS", "KINDS", "LINKS", "PLURALS", "SCHEMA", "SHOWN", "TEXTS", "TOPICS"]

SCHEMA: Final = Namespace("https://schema.org/")

TOPICS: Final = (
    ("documents", "文件", "Documents", "PolicyDocument Notice WorkPlan Citation BackReference citedByTitleAs"),
    ("text", "原文与出处", "Text and evidence", "SourceText Evidence"),
    ("plan", "工作部署", "What a plan sets out", "Section Sector Task Clause Assignment Rule Target"),
    (
        "units",
        "机构与地区",
        "Units and places",
        "Agency CollectiveUnit Place AgencyPattern IssuerCode changeKind since until",
    ),
    ("inference", "推断", "Inference", "Duty"),
    ("provenance", "来源记录", "Provenance", "Extraction Correction softwareVersion statementsOf fileSha256"),
    ("other", "其他", "Others", ""),
)
"""Name, title and classes of each part of the page. A property stands with its class; those without one are named."""

KINDS: Final = (
    (OWL.Class, "类", "Class"),
    (OWL.ObjectProperty, "对象属性", "Object property"),
    (OWL.DatatypeProperty, "数据属性", "Datatype property"),
    (OWL.AnnotationProperty, "注释属性", "Annotation property"),
    (SKOS.ConceptScheme, "概念表", "Concept scheme"),
    (SKOS.Concept, "概念", "Concept"),
)
PLURALS: Final = (
    (OWL.Class, "类", "Classes"),
    (OWL.ObjectProperty, "对象属性", "Object properties"),
    (OWL.DatatypeProperty, "数据属性", "Datatype properties"),
    (OWL.AnnotationProperty, "注释属性", "Annotation properties"),
)
CHARACTERISTICS: Final = (
    (OWL.FunctionalProperty, "函数属性（至多一值）", "functional (at most one value)"),
    (OWL.InverseFunctionalProperty, "反函数属性", "inverse functional"),
    (OWL.TransitiveProperty, "传递属性", "transitive"),
    (OWL.SymmetricProperty, "对称属性", "symmetric"),
    (OWL.AsymmetricProperty, "非对称属性", "asymmetric"),
    (OWL.IrreflexiveProperty, "非自反属性", "irreflexive"),
)
TEXTS: Final = (
    (SKOS.scopeNote, "使用说明", "Scope note"),
    (SKOS.note, "说明", "Note"),
    (RDFS.comment, "说明", "Comment"),
    (SKOS.changeNote, "修改说明", "Change note"),
    (SKOS.historyNote, "沿革", "History note"),
    (SKOS.altLabel, "其他名称", "Other labels"),
)
LINKS: Final = (
    (RDFS.subClassOf, False, "上位类", "Subclass of"),
    (RDFS.subClassOf, True, "下位类", "Superclass of"),
    (RDFS.subPropertyOf, False, "上位属性", "Subproperty of"),
    (RDFS.subPropertyOf, True, "下位属性", "Superproperty of"),
    (OWL.equivalentClass, False, "等价类", "Equivalent class"),
    (OWL.equivalentProperty, False, "等价属性", "Equivalent property"),
    (OWL.disjointWith, False, "不相交类", "Disjoint with"),
    (OWL.disjointWith, True, "不相交类", "Disjoint with"),
    (OWL.propertyDisjointWith, False, "不相交属性", "Disjoint with"),
    (OWL.propertyDisjointWith, True, "不相交属性", "Disjoint with"),
    (OWL.inverseOf, False, "逆属性", "Inverse of"),
    (OWL.inverseOf, True, "逆属性", "Inverse of"),
    (OWL.propertyChainAxiom, False, "属性链", "Property chain"),
    (RDFS.domain, False, "定义域", "Domain"),
    (SCHEMA.domainIncludes, False, "用于（不作推理）", "Domain includes (no inference)"),
    (RDFS.range, False, "值域", "Range"),
    (SCHEMA.rangeIncludes, False, "取值（不作推理）", "Range includes (no inference)"),
    (RDFS.domain, True, "该类的属性", "Properties"),
    (SCHEMA.domainIncludes, True, "该类的属性", "Properties"),
    (RDFS.range, True, "取值为该类的属性", "Value of"),
    (SCHEMA.rangeIncludes, True, "取值为该类的属性", "Value of"),
    (SKOS.broader, False, "上位概念", "Broader"),
    (SKOS.broader, True, "下位概念", "Narrower"),
    (SKOS.exactMatch, False, "完全匹配", "Exact match"),
    (SKOS.closeMatch, False, "近似匹配", "Close match"),
    (SKOS.broadMatch, False, "上位匹配", "Broad match"),
    (SKOS.narrowMatch, False, "下位匹配", "Narrow match"),
    (SKOS.relatedMatch, False, "相关匹配", "Related match"),
    (RDFS.seeAlso, False, "参见", "See also"),
    (RDFS.seeAlso, True, "被下列术语参见", "Referred to by"),
    (DCTERMS.source, False, "依据", "Source"),
)
_ELSEWHERE: Final = (RDF.type, RDFS.label, RDFS.isDefinedBy, SKOS.prefLabel, SKOS.definition, SKOS.example)
_IN_TABLES: Final = (SKOS.notation, SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept)
SHOWN: Final = frozenset((*_ELSEWHERE, *_IN_TABLES, *(t[0] for t in TEXTS), *(link[0] for link in LINKS)))
"""The predicates that the page shows of a term."""
