"""The tables themselves: every row with its source, changes between bodies that exist, codes, sectors."""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from zhengtu.builders.authority_graph import authority_quads
from zhengtu.builders.check import check
from zhengtu.builders.own_table import TableError, read_own_table
from zhengtu.builders.statements import n_quads
from zhengtu.ontology.agencies import Authority, authority
from zhengtu.ontology.changes import KINDS, changes, lineage, successors, years_in_use
from zhengtu.ontology.iris import DEFAULT_BASE
from zhengtu.ontology.issuers import issuer_codes, scope_of_code
from zhengtu.ontology.places import CENTRE, place, places
from zhengtu.ontology.sectors import match, sectors
from zhengtu.ontology.tables import rows

TABLES = sorted(p.name for p in (Path(__file__).resolve().parent.parent / "ontology").glob("*.csv"))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source(table: str) -> None:
    found = rows(table)
    assert found
    assert [r for r in found if not r["source"].strip()] == []
    assert [r for r in found for cell in r.values() if "\n" in cell or "\t" in cell or cell != cell.strip()] == []


@pytest.mark.parametrize("table", ["bodies.csv", "vertical.csv", "companies.csv"])
def test_scopes_are_places_or_tiers(table: str) -> None:
    tiers = {"provincial", "province", "municipality", "prefecture", "county", "branch", "any"}
    for row in rows(table):
        for scope in row["scope"].split("|"):
            assert scope in tiers or place(scope) is not None, row


def test_changes() -> None:
    for code, entry in places().items():
        if entry.tier not in ("central", "provincial"):
            continue
        for change in changes(code):
            assert change.kind in KINDS
            assert len(change.date) in (4, 7, 10), change
            assert change.date[:4].isdigit()
            assert change.before
            assert change.after
            assert change.source
            if change.kind == "rename":
                assert (len(change.before), len(change.after)) == (1, 1), change
            assert not set(change.before) & set(change.after) or change.kind in ("transfer", "split", "absorb"), change


def test_bodies_of_the_centre_that_changed_are_in_the_table() -> None:
    for change in changes(CENTRE):
        for scope, name in (*change.before, *change.after):
            assert authority().named(scope, name) is not None, name


LINEAGES = [
    ("630000", "青海省国家税务局", ["国家税务总局青海省税务局"]),
    (
        "630000",
        "中国银行业监督管理委员会青海监管局",
        ["中国银行保险监督管理委员会青海监管局", "国家金融监督管理总局青海监管局"],
    ),
    ("630000", "青海省旅游发展委员会", ["青海省文化和旅游厅"]),
    ("000000", "中华人民共和国国土资源部", ["中华人民共和国自然资源部"]),
]


@pytest.mark.parametrize(("scope", "name", "later"), LINEAGES)
def test_lineages(scope: str, name: str, later: list[str]) -> None:
    reached = {body for change in lineage(scope, name) for _, body in change.after}
    assert set(later) <= reached


def test_lineages_do_not_turn() -> None:
    """What else came out of a forerunner, or went into a successor, is another body's past."""
    told = lineage("000000", "中华人民共和国商务部")
    assert 0 < len(told) < 8
    assert "国家粮食局" not in {name for change in told for _, name in (*change.before, *change.after)}


YEARS = [
    ("630000", "青海省工业和信息化厅", (2018, None)),  # not those of its kind everywhere
    ("340000", "安徽省市场监督管理局", (2018, None)),
    ("000000", "国家电网公司", (None, 2017)),
]


@pytest.mark.parametrize(("scope", "name", "years"), YEARS)
def test_years_are_cut_by_changes(scope: str, name: str, years: tuple[int | None, int | None]) -> None:
    found = authority().named(scope, name)
    assert found is not None
    used = years_in_use(scope, name, found.years)
    assert (used.since, used.until) == years


def test_successors_are_single_and_end_somewhere() -> None:
    for code, entry in places().items():
        if entry.tier in ("central", "provincial"):
            for body in successors(code):
                walked = {body}
                while (after := successors(code).get(body)) is not None:
                    assert after not in walked, f"{body} comes back to itself"
                    walked.add(after)
                    body = after


CODES = [
    ("青政办", "630000", "630000"),
    ("青政办发", "630000", "370200"),  # Qingdao's, also in a notice of Qinghai
    ("宁政办发", "640000", "640000"),
    ("宁政办发", "640100", "640000"),
    ("宁政办发", "320100", "320100"),
    ("宁政办发", "320000", "320100"),  # the one of the two within Jiangsu
    ("宁政办发", "000000", None),  # nothing settles it
    ("宁政办发", "340000", None),
    ("国办发", "630000", "000000"),
    ("发改环资", "630000", "000000"),
    ("财建", "630000", "000000"),
    ("皖政", "000000", "340000"),
    ("浙政办发", "330100", "330000"),
    ("粤府办", "440100", "440000"),
]


@pytest.mark.parametrize(("code", "citing", "scope"), CODES)
def test_whose_a_code_is(code: str, citing: str, scope: str | None) -> None:
    assert scope_of_code(code, citing) == (scope, True)


def test_codes_that_no_row_has() -> None:
    assert scope_of_code("某某政发", "630000") == (None, False)
    # 商政发 is Shangqiu's or nobody's, and none of the ministry's 商*.
    assert scope_of_code("商政发", "000000")[0] != CENTRE
    for owners in issuer_codes().values():
        for owner in owners:
            assert place(owner.scope) is not None, owner


HEADINGS = [
    ("金融业", "finance", "1.0"),
    ("大力发展旅游业", "tourism", "0.9"),
    ("合理安排年度省级服务业发展引导资金", "service-industry", "0.6"),
    ("进一步优化营商环境", "business-environment", "0.9"),
    ("农业", "agriculture-and-rural-areas", "1.0"),
    ("推进服务业统计工作", "statistics", "0.9"),
    ("总体要求", None, None),
]


@pytest.mark.parametrize(("heading", "slug", "confidence"), HEADINGS)
def test_sectors_of_headings(heading: str, slug: str | None, confidence: str | None) -> None:
    found = match(heading)
    assert (found.sector.slug if found else None, str(found.confidence) if found else None) == (slug, confidence)


def test_long_headings_take_no_time() -> None:
    assert match("能力建设体系建设发展水平" * 10_000 + "甲") is None
    assert match("推进" * 50_000 + "甲") is None


def test_drawn_headings() -> None:
    with (Path(__file__).parent / "names" / "headings.csv").open(encoding="utf-8", newline="") as file:
        drawn = list(csv.DictReader(file))
    found = {r["heading"]: match(r["heading"]) for r in drawn}
    right = [r for r in drawn if (m.sector.slug if (m := found[r["heading"]]) else "") == r["slug"]]
    assert len(right) / len(drawn) >= 0.95
    sure = [r for r in drawn if (m := found[r["heading"]]) and m.confidence == 1]
    assert sure
    assert all(r in right for r in sure)


def test_the_scheme_of_sectors() -> None:
    notations = [n for s in sectors().values() for n in s.notation]
    assert sorted(n for n in notations if n.isalpha()) == list("ABCDEFGHIJKLMNOPQRST")
    assert len({n for n in notations if n.isdigit()}) == 97
    for sector in sectors().values():
        assert not sector.broader or sector.broader in sectors()
        assert sector.chinese
        assert sector.english


@pytest.fixture(scope="module")
def dataset() -> ox.Store:
    quads = authority_quads()
    check(quads, DEFAULT_BASE)
    assert len(set(quads)) == len(quads)
    store = ox.Store()
    store.bulk_load(n_quads(quads).encode(), format=ox.RdfFormat.N_QUADS)
    return store


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    prefixes = (
        "PREFIX zt: <https://w3id.org/zhengtu/ns#> PREFIX org: <http://www.w3.org/ns/org#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    )
    found = store.query(prefixes + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if v is None else v.value for v in row) for row in found]


def test_the_tables_as_rdf(dataset: ox.Store) -> None:
    graphs = {str(g).strip("<>").rpartition("/")[2] for g in dataset.named_graphs()}
    assert graphs == {"agencies", "changes", "issuer-codes", "patterns", "places", "sectors"}
    for kind in ("zt:Agency", "zt:Place", "zt:Sector", "zt:IssuerCode", "zt:AgencyPattern", "org:ChangeEvent"):
        assert ask(dataset, f"SELECT ?x {{ ?x a {kind} }} LIMIT 1"), kind
        assert not ask(dataset, f"SELECT ?x {{ ?x a {kind} FILTER NOT EXISTS {{ ?x dcterms:source ?s }} }} LIMIT 1"), (
            kind
        )
    assert ask(dataset, "SELECT ?x { ?x owl:sameAs ?y }") == []
    # one body is described once
    assert ask(dataset, "SELECT ?x { ?x zt:since ?a, ?b FILTER(?a < ?b) }") == []


def test_every_row_of_agencies_is_in_the_graph(dataset: ox.Store) -> None:
    told = {t for (t,) in ask(dataset, "SELECT ?t { ?x zt:nameTemplate ?t }")}
    for pattern in authority().patterns:
        assert pattern.name in told or authority().places_of(pattern), pattern


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "name,short_forms,scope,kind\n"
        "泰州市营商环境促进中心,市营商中心,321200,PublicInstitution\n"
        "{place}国际港务集团有限公司,{any}港务集团,prefecture,Company\n",
        encoding="utf-8-sig",
    )
    own = Authority(read_own_table(path))
    assert [a.name for a in own.agencies("市营商中心", "321200")] == ["泰州市营商环境促进中心"]
    assert [a.name for a in own.agencies("市港务集团", "320600")] == ["南通市国际港务集团有限公司"]
    assert [a.name for a in own.agencies("市财政局", "321200")] == ["泰州市财政局"]


OWN_FIRST = [
    ("市财政局", "321200", ["泰州市财政总局"]),
    ("泰州市财政局", "321200", ["泰州市财政局"]),  # by its full name it is another
    ("省金融办", "340000", ["安徽省金融发展办公室"]),
    ("市重点局", "340100", ["合肥重点工程建设处"]),
    ("市甲局", "321200", ["泰州市甲局"]),  # without its place, as the tables' rows
    ("市丙局", "321200", ["泰州市甲局", "泰州市乙局"]),  # nothing decides
    ("市教育局", "321200", ["泰州市教育局"]),
]


@pytest.mark.parametrize(("name", "scope", "full"), OWN_FIRST)
def test_the_users_rows_go_first(tmp_path: Path, name: str, scope: str, full: list[str]) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "name,short_forms,scope\n"
        "泰州市财政总局,市财政局,321200\n"
        "安徽省金融发展办公室,省金融办,340000\n"
        "合肥重点工程建设处,市重点局,340100\n"
        "泰州市甲局,市丙局,321200\n"
        "泰州市乙局,市丙局,321200\n",
        encoding="utf-8",
    )
    assert [a.name for a in Authority(read_own_table(path)).agencies(name, scope, 2021)] == full


BROKEN = [
    ("name;scope\n甲局;630000\n", ":1: has cells that no comma separates"),
    ("name,scope,short_forms\n泰州市甲局,321200,市{any}甲局\n", ":2: '市{any}甲局' has {any} inside"),
    ("name\n甲\n", ":1: has no column 'scope'"),
    ("name,scope,colour\n", ":1: column 'colour' is not known"),
    ("name,scope\n甲局,\n", ":2: name and scope must be filled"),
    ("name,scope\n甲局,999999\n", ":2: scope '999999' is no division code"),
    ("name,scope,kind\n甲局,630000,Office\n", ":2: kind 'Office' is none of"),
    ("name,scope,since\n甲局,630000,20x8\n", ":2: since '20x8' is no year"),
    ("name,scope,level\n甲局,630000,big\n", ":2: level 'big' is none of"),
    ("name,scope\n{town}甲局,630000\n", ":2: '{town}甲局' has a gap in braces"),
    ("name,scope\n甲局,630000,x\n", ":2: has more cells than the first line"),
    ('name,scope\n"甲局,630000\n', ":2: is no CSV"),
    ("name,scope\n{place.__class__}甲局,630000\n", ":2: '{place.__class__}甲局' has a gap in braces"),
    ("name,scope\n{place!r}甲局,provincial\n", ":2: '{place!r}甲局' has a gap in braces"),
    ("name,scope\n{place:>3000000000}甲局,provincial\n", "has a gap in braces"),
    ("name,scope\n{any}甲局,provincial\n", ":2: '{any}甲局' has a gap in braces"),
    ("name,scope\n{0}甲局,provincial\n", "has a gap in braces"),
    ("name,scope,english\n甲局,630000,Bureau of {place}\n", ":2: 'Bureau of {place}' has a gap in braces"),
    ("name,scope,since\n甲局,630000,²⁰¹⁰\n", ":2: since '²⁰¹⁰' is no year"),
    ("name,scope,since,until\n甲局,630000,2020,2001\n", ":2: since 2020 lies after until 2001"),
    ("name,scope,name\n甲局,630000,乙局\n", ":1: column 'name' stands twice"),
    ('name,scope\n"甲\n局",630000\n', ":3: name holds a line break"),
    ("name,scope\n{place}甲局,000000\n", ":2: a body of the centre has no place"),
    ("name,scope\n{place},provincial\n", ":2: '{place}' is no name"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_table_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_own_table(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
