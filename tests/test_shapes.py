"""Each shape notices what breaks it, and nothing else is noticed.

The mutations are made from the shapes themselves: of every constraint of every
shape one graph is broken just there. So a constraint that cannot fail, or a
shape that no graph reaches, fails the test.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zhengtu
from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from zhengtu.builders.authority_quads import AuthorityStatements
from zhengtu.builders.build import build
from zhengtu.builders.statements import Quad, n_quads
from zhengtu.graph.validation import SHAPES, Finding, validate
from zhengtu.ontology.agencies import authority
from zhengtu.ontology.changes import changes
from zhengtu.ontology.iris import DEFAULT_BASE, Iris
from zhengtu.ontology.issuers import issuer_codes
from zhengtu.ontology.terms import PREFIXES, PROV, RDF, ZT

NOTICE = """青海省人民政府办公厅关于印发2018年试点工作要点的通知

青政办〔2018〕900号

各市、自治州人民政府，省政府各委、办、厅、局：
根据《青海省人民政府关于加快发展的意见》（青政〔2014〕73号），制定本要点。

青海省人民政府办公厅
2018年3月1日

2018年试点工作要点

一、加快发展物流业
（一）推进园区建设。2018年6月底前建成物流园区4—5个，西宁市货运量增长8%左右。（牵头单位：省商务厅、青海机场公司，配合单位：省财政厅、各市州人民政府等）
（二）持续推进试点。责任单位列首位的为牵头单位。（责任单位：省发展改革委、省财政厅）

二、提升金融业
（三）落实《青海省人民政府关于加快发展的意见》（青政〔2014〕73号），上述文件要求尽快落地。（责任单位：省财政厅）
"""
CORRECTIONS = """action,kind,task,words,role,unit,by,date,note,text_sha256
change,assignment,3,省财政厅,lead,,督查室,2018-04-02,电话核实,{digest}
add,name,,青海机场公司,,青海机场有限公司,督查室,2018-04-03,全称,
remove,assignment,,货运量,,,督查室,,,
add,assignment,2,省财政厅,support,,督查室,,,
"""
SHAPES_FILE = Path(__file__).parent.parent / "ontology" / "shapes.ttl"
SHAPES_GRAPH = Graph().parse(SHAPES_FILE)
ELSEWHERE = "https://example.org/nothing"
Statement = tuple[str, str, str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """A small graph that holds every class."""
    path = tmp_path_factory.mktemp("shapes") / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    digest = hashlib.sha256(NOTICE.encode()).hexdigest()
    path.with_name("notice.txt.corrections.csv").write_text(CORRECTIONS.format(digest=digest), encoding="utf-8")
    built = build(path)
    more = AuthorityStatements(Iris(DEFAULT_BASE))
    more.change(changes("630000")[0])
    more.issuer_code(issuer_codes()["青政办"][0])
    more.pattern(next(p for p in authority().patterns if p.name == "{place}财政厅"))
    more.place("630000")
    task = f"{built.document}/task/1"
    duty = f"{task}/clause/1/support/2/member/630100"
    graph = Iris(DEFAULT_BASE).inferred_graph
    duties = [
        Quad(duty, RDF.type, f"<{ZT.Duty}>", graph),
        Quad(duty, ZT.dutyUnit, f"<{DEFAULT_BASE}agency/630100/西宁市人民政府>", graph),
        Quad(duty, ZT.dutyTask, f"<{task}>", graph),
        Quad(duty, ZT.dutyClause, f"<{task}/clause/1>", graph),
        Quad(duty, ZT.dutyRole, f"<{ZT.Support}>", graph),
        Quad(duty, ZT.inferredBy, f"<{ZT.MemberOfCollective}>", graph),
        Quad(duty, PROV.wasDerivedFrom, f"<{task}/clause/1/support/2>", graph),
    ]
    return list(dict.fromkeys([*built.quads, *more.quads, *duties]))


def findings(quads: list[Quad]) -> list[Finding]:
    return list(validate(zhengtu.load(n_quads(quads))))


def path_of(shape: Node) -> tuple[list[str], bool]:
    """The properties of a shape's path, and whether it goes against their direction."""
    path = SHAPES_GRAPH.value(shape, SH.path)
    if (several := SHAPES_GRAPH.value(path, SH.alternativePath)) is not None:
        return [str(p) for p in Collection(SHAPES_GRAPH, several)], False
    if (inverse := SHAPES_GRAPH.value(path, SH.inversePath)) is not None:
        return [str(inverse)], True
    return [str(path)], False


def targeted() -> Iterator[tuple[URIRef, URIRef]]:
    for shape in sorted(set(SHAPES_GRAPH.subjects(SH.targetClass)), key=str):
        assert isinstance(shape, URIRef)
        for parameter in sorted(set(SHAPES_GRAPH.predicates(shape)), key=str):
            if parameter not in {SH.targetClass, SH.path, SH.message, SH.severity, URIRef(RDF.type)}:
                assert isinstance(parameter, URIRef)
                yield shape, parameter


CONSTRAINTS = list(targeted())


def without(quads: list[Quad], focus: str, path: list[str], inverse: bool) -> list[Quad]:
    if inverse:
        return [q for q in quads if not (q.predicate in path and q.object == f"<{focus}>")]
    return [q for q in quads if not (q.subject == focus and q.predicate in path)]


def with_values(quads: list[Quad], focus: str, path: list[str], *terms: str) -> list[Quad]:
    graph = next(q.graph for q in quads if q.subject == focus)
    return [*without(quads, focus, path, False), *(Quad(focus, path[0], t, graph) for t in terms)]


def renamed(quads: list[Quad], old: str, new: str) -> list[Quad]:
    return [
        q._replace(
            subject=new if q.subject == old else q.subject, object=f"<{new}>" if q.object == f"<{old}>" else q.object
        )
        for q in quads
    ]


def broken(quads: list[Quad], shape: URIRef, parameter: URIRef) -> tuple[list[Quad], str]:
    """The graph with one thing broken, and what that thing is."""
    target = str(SHAPES_GRAPH.value(shape, SH.targetClass))
    of_class = [q.subject for q in quads if q.predicate == RDF.type and q.object == f"<{target}>"]
    assert of_class, f"the sound graph has no {target}"
    value = SHAPES_GRAPH.value(shape, parameter)
    assert value is not None
    focus = of_class[0]
    name = str(parameter).rpartition("#")[2]
    if SHAPES_GRAPH.value(shape, SH.path) is None:
        return broken_node(quads, focus, str(shape).removeprefix(SHAPES), name)
    path, inverse = path_of(shape)
    # Where the property is there, one that has it; a value is put in its place.
    focus = next((f for f in of_class if any(q.subject == f and q.predicate in path for q in quads)), focus)
    iris = [f"<{ELSEWHERE}/{n}>" for n in range(int(str(value)) + 1)] if name == "maxCount" else []
    made: dict[str, Callable[[], list[Quad]]] = {
        "minCount": lambda: without(quads, focus, path, inverse),
        "maxCount": lambda: with_values(quads, focus, path, *iris),
        "datatype": lambda: with_values(quads, focus, path, f'"x"^^<{ELSEWHERE}>'),
        "class": lambda: with_values(quads, focus, path, f"<{ELSEWHERE}>"),
        "in": lambda: with_values(quads, focus, path, f"<{ELSEWHERE}>"),
        "or": lambda: with_values(quads, focus, path, f"<{ELSEWHERE}>"),
        "nodeKind": lambda: with_values(quads, focus, path, '"no IRI"'),
        "pattern": lambda: with_values(quads, focus, path, '"  "'),
        "minLength": lambda: with_values(quads, focus, path, '""'),
        "minInclusive": lambda: with_values(quads, focus, path, f'"-1"^^<{PREFIXES["xsd"]}integer>'),
        "minExclusive": lambda: with_values(quads, focus, path, f'"0"^^<{PREFIXES["xsd"]}decimal>'),
        "maxInclusive": lambda: with_values(quads, focus, path, f'"1.5"^^<{PREFIXES["xsd"]}decimal>'),
        "equals": lambda: with_values(quads, focus, path, f"<{ELSEWHERE}>"),
        "hasValue": lambda: with_values(quads, focus, path, f"<{ELSEWHERE}>"),
        "uniqueLang": lambda: with_values(quads, focus, path, '"一"@zh', '"二"@zh'),
        "lessThan": lambda: more_than(quads, of_class, path[0], str(value)),
    }
    return made[name](), focus


def more_than(quads: list[Quad], of_class: list[str], path: str, other: str) -> list[Quad]:
    """The first thing that has both values, with the second one for the first too."""
    focus = next(f for f in of_class if any(q.subject == f and q.predicate == other for q in quads))
    top = next(q.object for q in quads if q.subject == focus and q.predicate == other)
    return with_values(quads, focus, [path], top)


def broken_node(quads: list[Quad], focus: str, shape: str, constraint: str) -> tuple[list[Quad], str]:
    graph = next(q.graph for q in quads if q.subject == focus)
    if constraint == "pattern":
        return renamed(quads, focus, ELSEWHERE), ELSEWHERE
    typed: dict[tuple[str, str], list[tuple[str, str]]] = {
        ("Agency", "not"): [(RDF.type, f"<{ZT.CollectiveUnit}>")],
        ("CollectiveUnit", "not"): [(RDF.type, f"<{PREFIXES['org']}FormalOrganization>")],
        ("Duty", "or"): [],
        ("Duty", "not"): [(RDF.type, f"<{ZT.Assignment}>")],
        ("Agency", "or"): [
            (ZT.kind, f"<{ZT.Company}>"),
            (RDF.type, f"<{PREFIXES['cv']}PublicOrganisation>"),
        ],
        ("Target", "or"): [(ZT.maxValue, f'"9"^^<{PREFIXES["xsd"]}decimal>')],
        ("Clause", "or"): [(ZT.deadline, f'"2018-06-30"^^<{PREFIXES["xsd"]}date>')],
    }
    added = typed[shape, constraint]
    if (shape, constraint) == ("Duty", "or"):
        quads = without(quads, focus, [ZT.dutyClause], False)
    if shape == "Target":
        quads = with_values(quads, focus, [ZT.comparator], f"<{ZT.AtLeast}>")
    if shape == "Clause":
        quads = without(quads, focus, [ZT.deadlinePrecision], False)
    if (shape, constraint) == ("Agency", "or"):
        quads = without(quads, focus, [ZT.kind], False)
    return [*quads, *(Quad(focus, p, o, graph) for p, o in added)], focus


def test_a_sound_graph_conforms(sound: list[Quad]) -> None:
    assert [f for f in findings(sound) if f.severity == "violation"] == []


@pytest.mark.parametrize(
    ("shape", "parameter"),
    [c for c in CONSTRAINTS if c[1] != SH.nodeKind or SHAPES_GRAPH.value(c[0], SH.path) is not None],
    ids=lambda node: str(node).rpartition("#")[2],
)
def test_what_breaks_a_shape_is_caught_by_it(sound: list[Quad], shape: URIRef, parameter: URIRef) -> None:
    quads, focus = broken(sound, shape, parameter)
    severity = "warning" if SHAPES_GRAPH.value(shape, SH.severity) == SH.Warning else "violation"
    caught = [f for f in findings(quads) if f.shape == str(shape)]
    assert caught
    assert {f.severity for f in caught} == {severity}
    if parameter != SH.lessThan:
        assert focus in {f.focus for f in caught}


@pytest.mark.parametrize(
    "statement",
    [
        ("{document}", f"{PREFIXES['skos']}note", '"任何说明"'),
        ("{document}/task/1", "https://example.org/progress", '"50"'),
        ("https://example.org/a", RDF.type, "<https://example.org/B>"),
        (f"{DEFAULT_BASE}agency/630000/青海省商务厅", f"{PREFIXES['skos']}altLabel", '"商务厅"@zh'),
        ("{document}", ZT.approval, '"已经省政府同意"'),
    ],
)
def test_what_no_shape_speaks_of_changes_nothing(sound: list[Quad], statement: Statement) -> None:
    document = next(q.subject for q in sound if q.object == f"<{ZT.Notice}>")
    subject, predicate, term = statement
    quads = [*sound, Quad(subject.format(document=document), predicate, term, document)]
    assert findings(quads) == findings(sound)


@pytest.mark.parametrize(
    ("rule", "predicate", "term"),
    [
        ("shortcut", ZT.supportUnit, f"<{DEFAULT_BASE}agency/630000/青海省某厅>"),
        ("quote", f"{PREFIXES['oa']}exact", '"别的字"'),
        ("name", ZT.nameAsWritten, '"省商务"'),
        ("digest", ZT.sha256, f'"{"0" * 64}"'),
        ("number", ZT.taskNumber, f'"2"^^<{PREFIXES["xsd"]}integer>'),
    ],
)
def test_what_shapes_cannot_say_is_caught_too(sound: list[Quad], rule: str, predicate: str, term: str) -> None:
    first = next(q for q in sound if q.predicate == predicate)
    quads = [first._replace(object=term) if q == first else q for q in sound]
    assert f"{SHAPES}rule-{rule}" in {f.shape for f in findings(quads)}


def of_first(quads: list[Quad], of: str) -> str:
    return next(q.subject for q in quads if q.predicate == RDF.type and q.object == f"<{of}>")


def test_a_range_without_an_upper_end(sound: list[Quad]) -> None:
    quads = [q for q in sound if q.predicate != ZT.maxValue]
    assert f"{SHAPES}Target" in {f.shape for f in findings(quads)}


@pytest.mark.parametrize("of", ["OrganizationalUnit", "OrganizationalCollaboration", "FormalOrganization"])
def test_a_collective_that_is_made_an_organisation(sound: list[Quad], of: str) -> None:
    unit = of_first(sound, ZT.CollectiveUnit)
    quads = [*sound, Quad(unit, RDF.type, f"<{PREFIXES['org']}{of}>", "https://example.org/graph")]
    assert f"{SHAPES}CollectiveUnit" in {f.shape for f in findings(quads)}


@pytest.mark.parametrize("value", ['"NaN"^^<{xsd}decimal>', '"1e3"^^<{xsd}decimal>', '"15"^^<{xsd}integer>', '"many"'])
def test_values_that_are_no_decimals(sound: list[Quad], value: str, caplog: pytest.LogCaptureFixture) -> None:
    quads = with_values(sound, of_first(sound, ZT.Target), [ZT.value], value.format(xsd=PREFIXES["xsd"]))
    assert f"{SHAPES}Target-value" in {f.shape for f in findings(quads)}
    assert caplog.records == []


@pytest.mark.parametrize("year", ["二零一八", "2018+08:00", "18"])
def test_years_that_are_none(sound: list[Quad], year: str) -> None:
    quads = [q._replace(object=f'"{year}"^^<{PREFIXES["xsd"]}gYear>') if q.predicate == ZT.year else q for q in sound]
    assert {f"{SHAPES}PolicyDocument-year", f"{SHAPES}Target-year"} & {f.shape for f in findings(quads)}


@pytest.mark.parametrize("day", ["2018-06-30Z", "2018-06-30+08:00", "2018-02-31", "2018-06"])
def test_deadlines_that_do_not_compare(sound: list[Quad], day: str, caplog: pytest.LogCaptureFixture) -> None:
    quads = [q._replace(object=f'"{day}"^^<{PREFIXES["xsd"]}date>') if q.predicate == ZT.deadline else q for q in sound]
    assert f"{SHAPES}Clause-deadline" in {f.shape for f in findings(quads)}
    assert caplog.records == []


def test_things_without_an_iri(sound: list[Quad]) -> None:
    text = n_quads(sound) + f"_:x <{RDF.type}> <{ZT.Task}> <https://example.org/graph> .\n"
    assert "_:" in {f.focus[:2] for f in validate(zhengtu.load(text))}


def test_a_quotation_that_is_no_text(sound: list[Quad]) -> None:
    quads = with_values(sound, of_first(sound, ZT.Evidence), [f"{PREFIXES['oa']}exact"], f"<{ELSEWHERE}>")
    assert f"{SHAPES}rule-quote" in {f.shape for f in findings(quads)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/task/2/clause/1", "/task/9/clause/1"),
        ("/section/1", "/section/7"),
        ("/task/1/clause/1/lead/1", "/task/2/clause/1/lead/9"),
    ],
)
def test_parts_with_the_iri_of_another(sound: list[Quad], old: str, new: str) -> None:
    document = of_first(sound, ZT.Notice)
    assert f"{SHAPES}rule-part" in {f.shape for f in findings(renamed(sound, document + old, document + new))}


def test_an_iri_of_other_characters(sound: list[Quad]) -> None:
    unit = of_first(sound, ZT.Agency)
    assert f"{SHAPES}rule-iri" in {f.shape for f in findings(renamed(sound, unit, f"{unit}(甲)"))}


def test_inferences_among_what_is_written(sound: list[Quad]) -> None:
    document = of_first(sound, ZT.Notice)
    quads = [q._replace(graph=document) if "/member/" in q.subject else q for q in sound]
    assert f"{SHAPES}rule-apart" in {f.shape for f in findings(quads)}


def test_portions_do_not_show(sound: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices stay whole, and classes are borrowed, however small the portions and whatever others say of units."""
    unit = of_first(sound, ZT.Agency)
    notes = [Quad(unit, f"{PREFIXES['skos']}note", f'"{n}"', "https://example.org/graph") for n in range(30)]
    quads = [*sound, *notes]
    expected = findings(quads)
    monkeypatch.setattr("zhengtu.graph.validation._PORTION", 20)
    assert sorted(map(repr, findings(quads))) == sorted(map(repr, expected))


def test_statements_that_come_twice(sound: list[Quad]) -> None:
    twice = n_quads(sound) + "".join(f"<{q.subject}> <{q.predicate}> {q.object} .\n" for q in sound)
    rules = {f.shape for f in validate(zhengtu.load(twice)) if f.severity == "violation"}
    assert rules <= {f"{SHAPES}rule-apart"}


def test_every_shape_that_is_reported_has_its_message_in_both_languages() -> None:
    for shape, _ in CONSTRAINTS:
        assert {m.language for m in SHAPES_GRAPH.objects(shape, SH.message) if isinstance(m, Literal)} == {"zh", "en"}


def test_shapes_are_core_alone() -> None:
    used = {p for p in SHAPES_GRAPH.predicates() if str(p).startswith(str(SH))}
    assert not used & {SH.sparql, SH.js, SH.rule, SH.select, SH.expression}


ONCE_BROKEN = {
    "brackets of names alone give no word for the role": """山东省人民政府办公厅关于恢复农业生产的通知

鲁政办字〔2020〕18号

各市人民政府：
一、加快复工复产。（省农业农村厅、省畜牧局、省工业和信息化厅）
二、保障饲料供应。（省农业农村厅、省畜牧局）
三、畅通产销。（省商务厅、省财政厅、省农业农村厅）
四、强化统筹。（省财政厅、省发展改革委）
""",
    "one joint announcement in two spellings": """国家税务总局关于落实有关公告的通知

各省税务局：
落实《甲公告》（财政部 海关总署 税务总局公告2020年第6号）。落实《甲公告》（财政部、海关总署、税务总局公告2020年第6号）。
""",
    "a heading that could be an issuer": """新型冠状病毒感染肺炎疫情当前防控工作有关法律知识问答

一、什么是疫情。
二、怎样防控。

新型冠状病毒感染肺炎疫情当前防控工作有关法律知识问答
2020年2月1日
""",
}


@pytest.mark.parametrize("text", ONCE_BROKEN.values(), ids=ONCE_BROKEN)
def test_texts_whose_graphs_once_broke_a_shape(text: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(text, encoding="utf-8")
    assert [f for f in findings(build(path).quads) if f.severity == "violation"] == []
