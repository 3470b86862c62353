"""The vocabulary as an ontology: documented, inside OWL 2 RL, without pitfalls, and entailing what it means and no more."""

import re
from collections.abc import Iterable
from pathlib import Path

import owlrl
import pytest
from ontocraft_check.runner import run
from rdflib import OWL, RDF, RDFS, SKOS, Dataset, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, VANN, XSD
from rdflib.term import BNode, Literal, Node
from zhengtu.builders.fold import fold

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"
FILE = ROOT / "ontology" / "zhengtu.ttl"
ZT = Namespace("https://w3id.org/zhengtu/ns#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
PPLAN = Namespace("http://purl.org/net/p-plan#")
SCHEMA = Namespace("https://schema.org/")
VOCABULARY = URIRef("https://w3id.org/zhengtu/ns")

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(FILE)


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The terms of this vocabulary, of certain kinds or all."""
    found = {s for s, kind in graph.subject_objects(RDF.type) if not kinds or kind in kinds}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(ZT))


def languages(values: Iterable[Node]) -> list[str]:
    return sorted(v.language or "" for v in values if isinstance(v, Literal))


# ── documentation


def test_header(vocabulary: Graph) -> None:
    version = vocabulary.value(VOCABULARY, OWL.versionInfo)
    assert vocabulary.value(VOCABULARY, OWL.versionIRI) == URIRef(f"{VOCABULARY}/{version}")
    assert vocabulary.value(VOCABULARY, OWL.priorVersion) != vocabulary.value(VOCABULARY, OWL.versionIRI)
    assert vocabulary.value(VOCABULARY, VANN.preferredNamespacePrefix) == Literal("zt")
    assert vocabulary.value(VOCABULARY, VANN.preferredNamespaceUri) == Literal(str(ZT))
    assert vocabulary.value(VOCABULARY, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    status = vocabulary.value(VOCABULARY, URIRef("http://purl.org/ontology/bibo/status"))
    assert str(status).startswith("http://purl.org/ontology/bibo/status/")
    for stated in (DCTERMS.creator, DCTERMS.created, DCTERMS.modified):
        assert vocabulary.value(VOCABULARY, stated)
    for text in (DCTERMS.title, DCTERMS.description):
        assert languages(vocabulary.objects(VOCABULARY, text)) == ["en", "zh"]


def test_every_term_is_explained_in_both_languages(vocabulary: Graph) -> None:
    for term in own(vocabulary):
        labels = [*vocabulary.objects(term, RDFS.label), *vocabulary.objects(term, SKOS.prefLabel)]
        assert languages(labels) == ["en", "zh"], term
        assert languages(vocabulary.objects(term, SKOS.definition)) == ["en", "zh"], term
        assert languages(vocabulary.objects(term, SKOS.scopeNote)) in ([], ["en", "zh"]), term
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [VOCABULARY], term
    for term in own(vocabulary, *KINDS):
        assert languages(vocabulary.objects(term, SKOS.example)) == ["en", "zh"], term


def test_every_property_has_a_domain_and_a_range(vocabulary: Graph) -> None:
    for term in own(vocabulary, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert len(list(vocabulary.objects(term, RDFS.domain))) == 1, term
        assert len(list(vocabulary.objects(term, RDFS.range))) == 1, term


def test_examples_quote_the_notice(vocabulary: Graph) -> None:
    """What an example quotes from 青政办〔2018〕28号 stands there; composed values are not put in quotation marks."""
    text = fold(NOTICE.read_text(encoding="utf-8")).replace(" ", "")
    quotes = [
        (term, quote)
        for term in own(vocabulary, *KINDS)
        for example in vocabulary.objects(term, SKOS.example)
        if isinstance(example, Literal) and example.language == "zh" and example.startswith("青政办〔2018〕28号")
        for quote in re.findall(r"(?:《[^》]+》|“([^“”]*(?:“[^“”]*”[^“”]*)*)”)", example)
        if quote
    ]
    assert len(quotes) > 60
    wrong = [(term, quote) for term, quote in quotes if fold(quote).replace(" ", "") not in text]
    assert wrong == []


# ── form

RL_DATATYPES = {
    *(RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, XSD.decimal, XSD.integer, XSD.nonNegativeInteger),
    *(XSD.string, XSD.boolean, XSD.dateTime, XSD.anyURI),
}
META_TYPES = {
    *(OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
    OWL.FunctionalProperty,
}
META_PREDICATES = {
    *(RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.isDefinedBy),
    *(RDFS.seeAlso, OWL.disjointWith, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion),
}
META_VOCABULARIES = (str(RDF), str(RDFS), str(OWL))
SPLIT = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def outside_rl(graph: Graph) -> list[str]:
    """What of a graph is no axiom of named classes and properties that OWL 2 RL allows, or mixes kinds as OWL 2 DL forbids."""
    wrong = []
    kind_of = {p: [k for k in SPLIT if (p, RDF.type, k) in graph] for p in graph.subjects(RDF.type)}
    for s, p, o in graph:
        if BNode in (type(s), type(o)):
            wrong.append(f"blank node: {s} {p} {o}")
        if str(p).startswith(META_VOCABULARIES) and p not in META_PREDICATES:
            wrong.append(f"construct: {p}")
        if p == RDF.type and str(o).startswith(META_VOCABULARIES) and o not in META_TYPES:
            wrong.append(f"construct: {o}")
        if p in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith) and (o, RDF.type, OWL.Class) not in graph:
            wrong.append(f"not a declared class: {o}")
        if p == RDFS.subClassOf and (s, RDF.type, OWL.Class) not in graph:
            wrong.append(f"not a declared class: {s}")
        if p == RDFS.range:
            data = kind_of[s] == [OWL.DatatypeProperty]
            if (o not in RL_DATATYPES) if data else ((o, RDF.type, OWL.Class) not in graph):
                wrong.append(f"range: {s} {o}")
        if p == RDFS.subPropertyOf and (len(kind_of.get(o, ())) != 1 or kind_of[s] != kind_of[o]):
            wrong.append(f"properties of two kinds: {s} {o}")
        if len(kind_of.get(p, SPLIT)) != 1 and p not in META_PREDICATES:
            wrong.append(f"not declared as one kind of property: {p}")
        if kind_of.get(p) == [OWL.ObjectProperty] and isinstance(o, Literal):
            wrong.append(f"text where a thing belongs: {s} {p} {o}")
        if kind_of.get(p) == [OWL.DatatypeProperty] and not isinstance(o, Literal):
            wrong.append(f"a thing where text belongs: {s} {p} {o}")
    return wrong


def test_the_vocabulary_is_inside_owl_2_rl(vocabulary: Graph) -> None:
    assert outside_rl(vocabulary) == []


OUTSIDE = [
    "zt:Task rdfs:subClassOf [ a owl:Restriction ; owl:onProperty zt:ofTask ; owl:someValuesFrom zt:Clause ] .",
    "zt:involves rdfs:domain [ a owl:Class ; owl:unionOf ( zt:Task zt:Clause ) ] .",
    "zt:deadline rdfs:range xsd:date .",
    "zt:Task rdfs:subClassOf owl:Thing .",
    "zt:Task a owl:NamedIndividual .",
    "zt:partOf a owl:ReflexiveProperty .",
    "zt:heading rdfs:subPropertyOf dcterms:title .",
    "zt:Task zt:unheardOf zt:Clause .",
    'zt:Lead zt:unit "财政厅" .',
]


@pytest.mark.parametrize("axiom", OUTSIDE)
def test_what_lies_outside_is_found(vocabulary: Graph, axiom: str) -> None:
    prefixes = "".join(f"@prefix {p}: <{n}> . " for p, n in vocabulary.namespaces())
    assert outside_rl(vocabulary + Graph().parse(data=prefixes + axiom, format="turtle"))


def test_no_pitfalls() -> None:
    """ontocraft-check finds nothing of weight in the terms of this vocabulary.

    Of borrowed terms it finds that they have no domain and range here. They are their
    publishers' to state: with those of Web Annotation every zt:Evidence would be a selector.
    """
    report = run(str(FILE))
    assert {"pitfall", "metadata", "logic"} <= set(report.ran)
    grave = [f for f in report.findings if f.severity in ("critical", "important")]
    assert {f.rule for f in grave} <= {"P11"}
    assert [(f.rule, f.target) for f in grave if str(ZT) in f.target] == []


def test_a_pitfall_is_found(vocabulary: Graph, tmp_path: Path) -> None:
    poorer = Graph()
    for s, p, o in vocabulary:
        if (s, p) != (ZT.partOf, RDFS.range):
            poorer.add((s, p, o))
    file = tmp_path / "poorer.ttl"
    poorer.serialize(file, format="turtle")
    assert ("P11", str(ZT.partOf)) in {(f.rule, f.target) for f in run(str(file)).findings}


# ── what follows from it

ENTITY = {PROV.Entity}
DOCUMENT = {ELI.LegalResource, SCHEMA.CreativeWork, PROV.Entity, SCHEMA.Thing}
MEANT: dict[URIRef, set[URIRef]] = {
    ZT.PolicyDocument: DOCUMENT,
    ZT.Notice: {ZT.PolicyDocument, *DOCUMENT},
    ZT.WorkPlan: {ZT.PolicyDocument, PPLAN.Plan, *DOCUMENT},
    ZT.SourceText: ENTITY,
    ZT.Evidence: {OA.ResourceSelection, PROV.Entity},
    ZT.Section: ENTITY,
    ZT.Task: {PPLAN.Step, PROV.Entity},
    ZT.Clause: ENTITY,
    ZT.Assignment: ENTITY,
    ZT.Rule: ENTITY,
    ZT.Citation: ENTITY,
    ZT.BackReference: ENTITY,
    ZT.Target: ENTITY,
    ZT.Duty: ENTITY,
    ZT.Extraction: {PROV.Activity},
    ZT.Correction: {PROV.Activity},
    ZT.Sector: {SKOS.Concept},
    ZT.Agency: {ORG.Organization, FOAF.Agent, PROV.Organization, SCHEMA.Organization, SCHEMA.Thing},
    ZT.CollectiveUnit: {FOAF.Group, FOAF.Agent, SCHEMA.Thing},
    ZT.Place: {SCHEMA.AdministrativeArea, DCTERMS.Location, SCHEMA.Thing},
    ZT.IssuerCode: {SCHEMA.Thing},
    ORG.ChangeEvent: {SCHEMA.Thing},
}
"""Type -> the types that may follow from it."""

UNTYPED = {
    ORG.originalOrganization: {ORG.Organization, SCHEMA.Thing},
    ORG.resultingOrganization: {ORG.Organization, SCHEMA.Thing},
    ZT.citedByTitleAs: {ZT.PolicyDocument, *DOCUMENT},
    ZT.dutyUnit: {ZT.Agency, *MEANT[ZT.Agency]},
}
"""Property -> the types that may follow for a value that the graph gives none: bodies that no notice names, documents not at hand."""

META = (str(OWL), str(RDF), str(RDFS), str(XSD))


def typed(graph: Graph) -> dict[Node, set[Node]]:
    """Node -> its types, those of the languages themselves and nodes of vocabularies apart."""
    found: dict[Node, set[Node]] = {}
    for s, o in graph.subject_objects(RDF.type):
        if isinstance(s, URIRef) and not s.startswith(str(ZT)) and not str(o).startswith(META):
            found.setdefault(s, set()).add(o)
    return found


def unmeant(data: Graph, vocabulary: Graph) -> list[tuple[Node, Node]]:
    """The types of the data that follow from the vocabulary and stand in neither table; every contradiction."""
    declared = set(vocabulary.subjects())
    before = typed(data)
    closed = Graph()
    for s, p, o in (*data, *vocabulary):
        # Labels entail nothing and slow the closure down.
        if not (s in declared and isinstance(o, Literal)):
            closed.add((s, p, o))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    wrong: list[tuple[Node, Node]] = []
    for node, types in typed(closed).items():
        if node in declared:
            continue
        stated = before.get(node, set())
        meant = set().union(stated, *(MEANT.get(t, set()) for t in stated if isinstance(t, URIRef)))
        if not stated:
            meant = set().union(*(types for p, types in UNTYPED.items() if (None, p, node) in data))
        wrong += [(node, t) for t in types - meant]
    wrong += [(s, OWL.Nothing) for s in closed.subjects(RDF.type, OWL.Nothing)]
    wrong += [(s, OWL.sameAs) for s, o in closed.subject_objects(OWL.sameAs) if s != o and s in before]
    return wrong + [(s, o) for s, p, o in closed if "agent-ont#" in f"{s} {p} {o}"]


def shortened(n_quads: str) -> Graph:
    """The graph with its texts cut short: a text entails by being there, and a long one slows the closure down."""
    data = Dataset(default_union=True)
    data.parse(data=n_quads, format="nquads")
    found = Graph()
    for s, p, o, _ in data.quads():
        if isinstance(o, Literal) and (o.datatype in (None, XSD.string)):
            found.add((s, p, Literal(o[:2], lang=o.language)))
        else:
            found.add((s, p, o))
    return found


def test_entailment_adds_the_types_that_are_meant_and_no_other(vocabulary: Graph, n_quads: str) -> None:
    assert unmeant(shortened(n_quads), vocabulary) == []


SMALL = """
<d:1> a zt:Notice ; zt:issuesPlan <d:1/plan> ; dcterms:publisher <a:1> .
<d:1/plan> a zt:WorkPlan .
<t:1> a zt:Task ; zt:partOf <d:1> ; zt:involves <a:1>, <c:1> ; zt:text "推进" .
<k:1> a zt:Clause ; zt:ofTask <t:1> ; zt:text "推进" ; zt:involves <a:1>, <c:1> .
<g:1> a zt:Assignment ; zt:ofClause <k:1> ; zt:unit <c:1> ; zt:role zt:Lead .
<x:1> a zt:Target ; zt:ofClause <k:1> ; zt:year "2018"^^xsd:gYear ; zt:region <p:1> .
<a:1> a zt:Agency ; zt:name "财政厅" ; zt:jurisdiction <p:1> ; zt:kind zt:Company .
<c:1> a zt:CollectiveUnit ; zt:name "各市政府" ; zt:jurisdiction <p:1> .
<p:1> a zt:Place ; zt:divisionCode "630000" .
<u:1> a zt:Duty ; zt:dutyUnit <a:1> ; zt:dutyClause <k:1> ; prov:wasDerivedFrom <g:1> .
<u:2> a zt:Duty ; zt:dutyUnit <a:2> ; zt:dutyTask <t:1> ; zt:inferredBy zt:MemberOfCollective ; zt:dutyRole zt:Lead .
<e:1> a zt:Extraction ; prov:used <s:1> .
<s:1> a zt:SourceText .
<r:1> a zt:Correction ; zt:correctionOf <d:1> ; zt:corrects <g:1> ; zt:correctionAction zt:Addition ; prov:used <s:1> ;
      zt:correctedPlace <v:1> ; zt:correctedWords "厅" ; zt:note "脱字" ; zt:tableRow 2 ; prov:generated <g:1> .
<v:1> a zt:Evidence .
"""


def small(vocabulary: Graph, extra: str = "") -> Graph:
    prefixes = "".join(f"@prefix {p}: <{n}> . " for p, n in vocabulary.namespaces())
    return Graph().parse(data=prefixes + SMALL + extra, format="turtle")


WRONG = [
    "zt:unit rdfs:range zt:Agency .",
    "zt:text rdfs:domain zt:Task .",
    "zt:Agency rdfs:subClassOf cv:PublicOrganisation .",
    "zt:jurisdiction rdfs:domain zt:Agency .",
    "zt:year rdfs:domain zt:PolicyDocument .",
    "zt:Assignment rdfs:subClassOf org:Membership .",
    "zt:Duty rdfs:subClassOf zt:Assignment .",
    "zt:ofClause rdfs:subPropertyOf zt:ofTask .",
    "zt:correctedPlace rdfs:subPropertyOf zt:evidence .",
    "zt:region a owl:InverseFunctionalProperty . <x:2> a zt:Target ; zt:region <p:1> .",
]


def test_the_small_graph_is_as_meant(vocabulary: Graph) -> None:
    assert unmeant(small(vocabulary), vocabulary) == []


@pytest.mark.parametrize("axiom", WRONG)
def test_a_wrong_axiom_shows(vocabulary: Graph, axiom: str) -> None:
    assert unmeant(small(vocabulary, axiom), vocabulary)


DISJOINT = [
    ("zt:Agency", "zt:CollectiveUnit"),
    ("zt:Agency", "zt:Place"),
    ("zt:Task", "zt:Clause"),
    ("zt:Assignment", "zt:Duty"),
    ("zt:Notice", "zt:Target"),
    ("zt:WorkPlan", "zt:Task"),
    ("zt:Correction", "zt:Assignment"),
    ("zt:Correction", "zt:Extraction"),
]


@pytest.mark.parametrize(("one", "other"), DISJOINT)
def test_disjoint_classes(vocabulary: Graph, one: str, other: str) -> None:
    assert unmeant(small(vocabulary, f"<z:1> a {one} , {other} ."), vocabulary)


def test_classes_that_may_overlap(vocabulary: Graph) -> None:
    """A plan that was read by itself is a notice too."""
    assert unmeant(small(vocabulary, "<z:1> a zt:Notice , zt:WorkPlan ."), vocabulary) == []
