"""The vocabulary file, the names in the code, and the graph: one vocabulary."""

import re
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, Namespace, URIRef
from zhengtu.ontology import terms
from zhengtu.ontology.iris import DEFAULT_BASE, Iris, segment, title_key
from zhengtu.ontology.terms import ZT

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = Namespace(str(terms.PREFIXES["zt"]))


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ROOT / "ontology" / "zhengtu.ttl")


def own(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NAMESPACE)}


def test_code_and_file_have_the_same_names(vocabulary: Graph) -> None:
    assert {str(s).removeprefix(str(NAMESPACE)) for s in own(vocabulary)} == set(ZT.names)
    with pytest.raises(AttributeError, match="zt:leadUnits"):
        _ = ZT.leadUnits


def test_concepts_stand_in_their_schemes(vocabulary: Graph) -> None:
    for scheme, size in (
        (ZT.RoleScheme, 3),
        (ZT.ComparatorScheme, 5),
        (ZT.CitationRelationScheme, 6),
        (ZT.KindScheme, 14),
        (ZT.LevelScheme, 5),
        (ZT.MeasureScheme, 5),
        (ZT.RuleKindScheme, 2),
        (ZT.InferenceScheme, 3),
        (ZT.CorrectionActionScheme, 3),
    ):
        assert len(list(vocabulary.subjects(SKOS.inScheme, URIRef(scheme)))) == size


def test_the_kinds_are_those_of_the_scheme(vocabulary: Graph) -> None:
    concepts = vocabulary.subjects(SKOS.inScheme, URIRef(ZT.KindScheme))
    assert {str(c).removeprefix(str(NAMESPACE)) for c in concepts} == terms.KINDS


def test_the_graph_uses_no_unknown_term(vocabulary: Graph, n_quads: str) -> None:
    used = set(re.findall(rf"<{re.escape(str(NAMESPACE))}(\w+)>", n_quads))
    assert used <= {str(s).removeprefix(str(NAMESPACE)) for s in own(vocabulary)}


SEGMENTS = [
    ("各市、州人民政府", "各市州人民政府"),
    ("各县（市、区）政府", "各县市区政府"),
    ("青政办", "青政办"),
    ("ＡＢ公司", "AB公司"),
    ("财政厅/../x", "财政厅x"),
    ("<script>", "script"),
]


@pytest.mark.parametrize(("text", "plain"), SEGMENTS)
def test_segment(text: str, plain: str) -> None:
    assert segment(text) == plain


def test_segments_of_other_scripts_stay_apart() -> None:
    assert segment("α公司") != segment("β公司")
    assert segment("α公司").startswith("公司-")
    assert segment("！") != segment("？")


def test_iri_patterns() -> None:
    iris = Iris()
    document = iris.numbered_document("630000", "青政办", 2018, 28)
    assert document == f"{DEFAULT_BASE}document/630000/青政办-2018-28"
    assert iris.numbered_document("000000", "国务院令", None, 728).endswith("document/000000/国务院令-728")
    assert iris.assignment(iris.clause(document, 9, 4), "lead", 2) == f"{document}/task/9/clause/4/lead/2"
    assert iris.evidence(document, 848, 852) == f"{document}/text#char=848,852"
    assert iris.titled_document("630000", None, "甲").startswith(f"{DEFAULT_BASE}document/630000/undated/")
    assert title_key("青海省“十三五”规划") == title_key('青海省"十三五"规划') == title_key("青海省十三五规划")


@pytest.mark.parametrize("base", ["", "x", "ftp://a/", "http://a", "http://a b/", "http://a/<>/", "http://a/id#"])
def test_bad_base(base: str) -> None:
    with pytest.raises(ValueError, match="base IRI"):
        Iris(base)


def test_generated_schema_is_current() -> None:
    import subprocess
    import sys

    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "notice_schema.py"], capture_output=True, check=True, encoding="utf-8"
    )
    assert made.stdout == Path(ROOT / "docs" / "notice.schema.json").read_text(encoding="utf-8")
