"""The documentation of the vocabulary: whole, in both languages, and what the Turtle says."""

import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markupsafe import escape
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Literal
from zhengtu.docs.vocabulary_diagram import Diagram, edges
from zhengtu.docs.vocabulary_layout import BOXES
from zhengtu.docs.vocabulary_page import drawing, page
from zhengtu.docs.vocabulary_shapes import Shapes
from zhengtu.docs.vocabulary_terms import Vocabulary
from zhengtu.docs.vocabulary_words import SHOWN
from zhengtu.ontology.terms import ZT

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TERMS = (ROOT / "ontology" / "zhengtu.ttl").read_text(encoding="utf-8")
SHAPES = (ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
HTML = (DOCS / "vocabulary.html").read_text(encoding="utf-8")
SVG = (DOCS / "vocabulary.svg").read_text(encoding="utf-8")
NAMESPACE = "https://w3id.org/zhengtu/ns#"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}</title>\\\"'&amp;"

SMALL = """
@prefix ex: <https://example.org/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
<https://example.org/ns> a owl:Ontology ;
  vann:preferredNamespacePrefix "ex" ; vann:preferredNamespaceUri "https://example.org/ns#" .
ex:Later a owl:Class ; rdfs:label "后"@zh , "later"@en .
ex:Earlier a owl:Class ; rdfs:label "先"@zh , "earlier"@en ; owl:disjointWith ex:Later .
ex:any a owl:ObjectProperty ; rdfs:domain owl:Thing ; schema:domainIncludes ex:Later ; rdfs:range ex:Earlier .
ex:some a owl:ObjectProperty ; rdfs:subPropertyOf ex:any ; rdfs:domain ex:Earlier .
ex:chained a owl:ObjectProperty ; owl:propertyChainAxiom ( ex:any ex:some ) .
"""


class _Page(HTMLParser):
    """Gathers ids, links, and the text under each id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "data") and value]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=TERMS, format="turtle")


@pytest.fixture(scope="module")
def terms(graph: Graph) -> list[URIRef]:
    return sorted(s for s in set(graph.subjects()) if isinstance(s, URIRef) and s.startswith(NAMESPACE))


@pytest.fixture(scope="module")
def read() -> _Page:
    return _Page(HTML)


def _entry(name: str) -> str:
    """The part of the page from the anchor of a term to the next one."""
    after = HTML[HTML.index(f' id="{name}"') :]
    end = re.search(r'<(?:article|div class="concept"|section|h2)[ >]', after)
    return after[: end.start()] if end else after


@pytest.mark.parametrize("seed", ["1", "2"])
def test_what_is_committed_is_what_is_made(tmp_path: Path, seed: str) -> None:
    """Also where sets come in another order."""
    code = (
        "import sys; from pathlib import Path; from zhengtu.docs.vocabulary_page import drawing, page\n"
        "terms, shapes = (Path(p).read_text(encoding='utf-8') for p in sys.argv[1:3])\n"
        "Path('v.html').write_text(page(terms, shapes), encoding='utf-8', newline='\\n')\n"
        "Path('v.svg').write_text(drawing(terms), encoding='utf-8', newline='\\n')\n"
    )
    files = [ROOT / "ontology" / name for name in ("zhengtu.ttl", "shapes.ttl")]
    subprocess.run(
        [sys.executable, "-c", code, *files],
        cwd=tmp_path,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / ".links")},
    )
    told = "run `make docs`"
    assert (tmp_path / "v.html").read_bytes() == (DOCS / "vocabulary.html").read_bytes(), told
    assert (tmp_path / "v.svg").read_bytes() == (DOCS / "vocabulary.svg").read_bytes(), told


def test_every_term_has_its_anchor(read: _Page) -> None:
    for name in ZT.names:
        assert read.ids.count(name) == 1, name
    assert len(read.ids) == len(set(read.ids))


def test_every_shape_has_its_anchor(read: _Page) -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    anchors = {a.removeprefix("shape-") for a in read.ids if a.startswith("shape-")}
    kinds = (SH.NodeShape, SH.PropertyShape)
    assert anchors == {str(s).rpartition("#")[2] for kind in kinds for s in shapes.subjects(RDF.type, kind)}
    text = unescape(HTML)
    messages = [str(o) for o in shapes.objects(None, SH.message)]
    assert len(messages) > 100
    assert [m for m in messages if m not in re.sub(r"<[^>]+>", "", text)] == []


def test_links_lead_somewhere(read: _Page) -> None:
    assert len(read.links) > 500
    for link in read.links:
        if link.startswith("#"):
            assert link[1:] in read.ids, link
        elif not link.startswith(("http://", "https://")):
            assert (DOCS / link).exists(), link
    assert not [link for link in read.links if link.startswith("https://w3id.org/zhengtu/")], "it does not resolve"


def test_nothing_is_fetched_and_only_our_script_runs(read: _Page) -> None:
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & set(read.tags)
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert not re.search(r" src=| style=| on\w+=|@import|url\((?!#)|fetch\(|XMLHttp|Storage|cookie", HTML)
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in HTML


def test_texts_are_there_in_both_languages(graph: Graph, terms: list[URIRef]) -> None:
    told = (RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.scopeNote, SKOS.altLabel)
    counted = 0
    for term in terms:
        shown = re.sub(r"<[^>]+>", "", _entry(term.removeprefix(NAMESPACE)))
        for predicate in told:
            for text in graph.objects(term, predicate):
                assert isinstance(text, Literal)
                assert unescape(str(escape(text))) in unescape(shown), (term, text)
                counted += 1
    assert counted > 800
    for language in ("zh", "en"):
        assert HTML.count(f'class="{language}"') > 800


def test_nothing_said_of_a_term_is_left_out(graph: Graph, terms: list[URIRef]) -> None:
    assert {p for term in terms for p in graph.predicates(term)} - SHOWN == set()


@pytest.mark.parametrize(
    ("name", "title", "target"),
    [
        ("Clause", "Shapes", "#shape-Clause"),
        ("Clause", "Value of", "#ofClause"),
        ("Notice", "Subclass of", "#PolicyDocument"),
        ("PolicyDocument", "Superclass of", "#WorkPlan"),
        ("Agency", "Properties", "#jurisdiction"),
        ("leadUnit", "Subproperty of", "#involves"),
        ("involves", "Superproperty of", "#leadUnit"),
        ("citedIn", "Range includes (no inference)", "#Section"),
        ("hasText", "Domain", "#Notice"),
        ("Lead", "Also a", "#org-Role"),
    ],
)
def test_facts(name: str, title: str, target: str) -> None:
    facts = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", _entry(name), re.DOTALL)
    found = [value for key, value in facts if f'lang="en">{title}<' in key]
    assert len(found) == 1
    assert f'href="{target}"' in found[0]


def test_no_term_stands_among_others() -> None:
    names = [topic.name for topic in Vocabulary(TERMS).topics()]
    assert names == ["documents", "text", "plan", "units", "inference", "provenance"]


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("citedIn", "documents"),
        ("hasText", "text"),
        ("evidence", "text"),
        ("ofClause", "plan"),
        ("kind", "units"),
        ("since", "units"),
        ("dutyUnit", "inference"),
        ("statementsOf", "provenance"),
    ],
)
def test_topics(name: str, topic: str) -> None:
    assert Vocabulary(TERMS).topic(URIRef(NAMESPACE + name)) == topic


@pytest.mark.parametrize("predicate", ["skos:definition", "skos:example", "rdfs:label"])
def test_hostile_words_are_text(predicate: str) -> None:
    start = TERMS.index("\nzt:Clause\n")
    place = TERMS.index(predicate, start) + len(predicate)
    if predicate == "skos:example":
        assert TERMS.index("\n\nzt:", start) > place, "the class has an example"
    made = page(f'{TERMS[:place]} "{HOSTILE}"@en , {TERMS[place:]}', SHAPES)
    drawn = drawing(f'{TERMS[:place]} "{HOSTILE}"@en , {TERMS[place:]}')
    for text in (made, drawn):
        assert "<script>alert" not in text
        assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "{{7*7}}" in made
    assert _Page(made).tags.count("script") == 1
    ElementTree.fromstring(drawn.encode())  # noqa: S314 (our own)


def test_property_shapes_stand_with_the_node_shape_of_their_targets() -> None:
    text = (
        f"{SMALL}@prefix s: <https://example.org/shapes#> .\n"
        "s:One a sh:NodeShape ; sh:targetClass ex:Later .\ns:Two a sh:NodeShape ; sh:targetClass ex:Earlier .\n"
        "s:Two-any a sh:PropertyShape ; sh:targetClass ex:Earlier ; sh:path ex:any ; sh:maxCount 0 .\n"
    )
    one, two = Shapes(text, Vocabulary(SMALL)).all()
    assert one.rows == ()
    assert [(row.prefixed, row.count) for row in two.rows] == [("s:Two-any", "0")]
    with pytest.raises(ValueError, match="s:Two-any"):
        Shapes(text.replace("s:Two a sh:NodeShape", "s:Two a sh:Other"), Vocabulary(SMALL)).all()


def test_hostile_messages_are_text() -> None:
    made = page(TERMS, SHAPES.replace("sh:message ", f'sh:message "{HOSTILE}"@en , ', 3))
    assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
    assert "<script>alert" not in made


def test_order_of_the_file_and_links_both_ways() -> None:
    read = Vocabulary(SMALL)
    (topic,) = read.topics()
    classes, properties = (terms for _, terms in topic.groups)
    assert [t.name for t in classes] == ["Later", "Earlier"]
    assert [t.name for t in properties] == ["any", "some", "chained"]
    facts = {t.name: {f.title["en"][0]: [x.name for x in f.links] for f in t.facts} for t in (*classes, *properties)}
    assert facts["Later"] == {"Disjoint with": ["ex:Earlier"], "Properties": ["ex:any"]}
    assert facts["Earlier"] == {"Disjoint with": ["ex:Later"], "Properties": ["ex:some"], "Value of": ["ex:any"]}
    assert facts["chained"] == {"Property chain": ["ex:any ∘ ex:some"]}


def test_edges_come_from_domains_and_ranges() -> None:
    """The classes named one by one go before the one that covers them; a range is inherited."""
    read = Vocabulary(SMALL)
    found = [tuple(map(read.short, (e.start, e.property, e.end))) for e in edges(read)]
    assert found == [("ex:Later", "ex:any", "ex:Earlier"), ("ex:Earlier", "ex:some", "ex:Earlier")]


def test_a_file_without_a_namespace_is_refused() -> None:
    with pytest.raises(ValueError, match="preferredNamespaceUri"):
        Vocabulary(SMALL.replace("vann:preferredNamespaceUri", "vann:other"))


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("ex:any", "ex:any"),
        ("[ sh:inversePath ex:any ]", "^ex:any"),
        ("( ex:any [ sh:inversePath ex:some ] )", "ex:any / ^ex:some"),
        ("[ sh:alternativePath ( ex:any ex:some ) ]", "ex:any | ex:some"),
        ("[ sh:zeroOrMorePath ex:any ]", "(ex:any)*"),
    ],
)
def test_paths(path: str, shown: str) -> None:
    text = (
        f"{SMALL}@prefix s: <https://example.org/shapes#> .\n"
        f"s:One a sh:NodeShape ; sh:targetClass ex:Later ; sh:property s:One-any .\n"
        f's:One-any a sh:PropertyShape ; sh:path {path} ; sh:minCount 1 ; sh:in ( "a" ex:Earlier ) ;'
        f' sh:severity sh:Warning ; sh:message "缺"@zh , "missing"@en .\n'
    )
    shapes = Shapes(text, Vocabulary(SMALL))
    (shape,) = shapes.all()
    (row,) = shape.rows
    assert (row.path_text, row.count, row.severity) == (shown, "1..*", "Warning")
    assert row.message == {"zh": ("缺",), "en": ("missing",)}
    assert [(c.name, [v.name for v in c.values]) for c in row.constraints] == [("in", ["a", "ex:Earlier"])]
    assert [v.name for v in shape.targets[0].values] == ["ex:Later"]
    assert "s:One-any" in [link.name for link in shapes.of_terms()["https://example.org/ns#any"]]


def test_classes_with_properties_between_them_are_drawn() -> None:
    read = Vocabulary(TERMS)
    ends = {read.short(n) for e in edges(read) for n in (e.start, e.end) if read.own(n)}
    of_the_tables = {"zt:AgencyPattern", "zt:IssuerCode"}  # the authority's own, left out of the main picture
    assert ends - BOXES.keys() == of_the_tables


def test_every_property_between_drawn_classes_is_in_the_diagram(graph: Graph) -> None:
    read = Vocabulary(TERMS)
    drawn = {e.property for e in edges(read) if read.short(e.start) in BOXES}
    assert len(drawn) > 30
    shown = re.sub(r"<[^>]+>", " ", SVG)
    for term in drawn:
        assert f'href="vocabulary.html#{term.removeprefix(NAMESPACE)}"' in SVG
        for label in graph.objects(term, RDFS.label):
            assert unescape(str(escape(label))) in unescape(shown)
    for name in BOXES:
        for label in graph.objects(Vocabulary(TERMS).graph.namespace_manager.expand_curie(name), RDFS.label):
            assert unescape(str(escape(label))) in unescape(shown)


def test_boxes_do_not_meet() -> None:
    boxes = Diagram(Vocabulary(TERMS)).boxes
    for a in boxes:
        for b in boxes:
            apart = a.left + a.width <= b.left or b.left + b.width <= a.left
            assert a is b or apart or a.top + a.height <= b.top or b.top + b.height <= a.top, (a.link, b.link)


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        ("zt:issuesPlan\n    a ", "zt:Notice zt:issuesPlan zt:WorkPlan"),
        ("zt:ofTask\n    a ", "zt:Clause zt:ofTask zt:Task"),
    ],
)
def test_a_line_that_the_file_does_not_say_is_refused(said: str, unsaid: str) -> None:
    assert said in TERMS
    with pytest.raises(ValueError, match=unsaid):
        drawing(TERMS.replace(said, said.replace("\n", "Else\n")))


def test_a_new_property_shows_up() -> None:
    more = 'zt:newlyMade a owl:ObjectProperty ; rdfs:label "新"@zh , "new"@en ; rdfs:domain zt:Task ; rdfs:range zt:Place .'
    assert "newlyMade → Place" in drawing(f"{TERMS}\n{more}\n")
    assert ' id="newlyMade"' in page(f"{TERMS}\n{more}\n", SHAPES)


def test_the_drawing_is_a_file_of_its_own() -> None:
    root = ElementTree.fromstring(SVG.encode())  # noqa: S314 (our own)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "政图词汇表 · Zhengtu vocabulary"
    assert not re.search(r"<script|<style| style=|<image|url\((?!#)", SVG)


def test_classes_are_owl_classes(graph: Graph) -> None:
    """What the page calls a class is one, and no other term is called so."""
    called = set(re.findall(r'<article id="(\w+)"[^>]*>\s*<h4>.*?</h4>\s*<p class="kind">[^>]*>类<', HTML))
    assert called == {
        str(s).removeprefix(NAMESPACE) for s in graph.subjects(RDF.type, OWL.Class) if str(s).startswith(NAMESPACE)
    }
