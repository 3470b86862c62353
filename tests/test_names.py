"""Which unit and which document a user's words mean."""

from pathlib import Path

import pytest
from zhengtu.builders.build import build, merge
from zhengtu.graph.errors import QueryError
from zhengtu.graph.store import Graph, load
from zhengtu.queries.answer import answer
from zhengtu.queries.names import document_named, notice_named, unit_named

FORMS = [
    ("省商务厅", "agency/630000/青海省商务厅"),
    ("青海省商务厅", "agency/630000/青海省商务厅"),
    ("青海商务厅", "agency/630000/青海省商务厅"),
    (" 省商务厅 ", "agency/630000/青海省商务厅"),
    ("Department of Commerce of Qinghai Province", "agency/630000/青海省商务厅"),
    ("人行西宁中心支行", "agency/630000/中国人民银行西宁中心支行"),
    ("各市、州人民政府", "collective/630000/各市州人民政府"),
    ("青海省各市州人民政府", "collective/630000/各市州人民政府"),
    ("https://w3id.org/zhengtu/id/agency/630000/青海省商务厅", "agency/630000/青海省商务厅"),
]
DOCUMENTS = [
    ("青政办〔2018〕28号", "document/630000/青政办-2018-28"),
    ("青政办[2018]28号", "document/630000/青政办-2018-28"),
    ("青政办（2018）第028号", "document/630000/青政办-2018-28"),
    ("青政办【2018】 28 号", "document/630000/青政办-2018-28"),
    ("青政办〔２０１８〕２８号", "document/630000/青政办-2018-28"),
    ("青政〔2014〕73号", "document/630000/青政-2014-73"),
    ("青海省人民政府办公厅关于印发青海省2018年服务业发展工作要点的通知", "document/630000/青政办-2018-28"),
    ("青海省2018年服务业发展工作要点", "document/630000/青政办-2018-28"),
    ("《青海省2018年服务业发展工作要点》", "document/630000/青政办-2018-28"),
    ("《青海省“十三五”服务业发展规划》", "document/630000/undated/8b95544147f1"),
]
BASE = "https://w3id.org/zhengtu/id/"


@pytest.mark.parametrize(("name", "iri"), FORMS)
def test_any_form_of_a_unit(graph: Graph, name: str, iri: str) -> None:
    assert unit_named(graph, name) == BASE + iri


@pytest.mark.parametrize(("text", "iri"), DOCUMENTS)
def test_any_form_of_a_document(graph: Graph, text: str, iri: str) -> None:
    assert document_named(graph, text) == BASE + iri


def test_a_document_that_is_only_cited_is_no_notice(graph: Graph) -> None:
    assert notice_named(graph, "青政办[2018]28号") == BASE + "document/630000/青政办-2018-28"
    with pytest.raises(QueryError, match="青政〔2014〕73号 is a document that this graph only cites"):
        notice_named(graph, "青政〔2014〕73号")
    with pytest.raises(
        QueryError, match=r"this graph knows no document https://example\.org/no; zhengtu query notices"
    ):
        notice_named(graph, "https://example.org/no")


def test_documents_of_one_title_are_told_with_their_numbers(tmp_path: Path) -> None:
    built = []
    for serial in (1, 2):
        file = tmp_path / f"{serial}.txt"
        file.write_text(
            f"青海省商务厅工作要点\n青商办〔2018〕{serial}号\n1.做好某事。（牵头单位：商贸处）", encoding="utf-8"
        )
        built.append(build(file))
    with pytest.raises(
        QueryError, match=r"青海省商务厅工作要点 may be 青商办〔2018〕1号 \(http.*\) or 青商办〔2018〕2号 \(http"
    ):
        notice_named(load(merge(built)[0]), "青海省商务厅工作要点")


def test_unknown_names_are_answered_with_near_ones(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"no unit in this graph is called 省商业厅; did you mean .*青海省商务厅"):
        unit_named(graph, "省商业厅")
    with pytest.raises(QueryError, match=r"no document .* 青政办〔2018〕29号; did you mean 青政办〔2018〕28号"):
        document_named(graph, "青政办〔2018〕29号")


@pytest.fixture(scope="module")
def two_provinces(n_quads: str, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Qinghai's notice and one of Gansu, both with a 省商务厅."""
    file = tmp_path_factory.mktemp("gansu") / "n.txt"
    file.write_text(
        "甘肃省人民政府办公厅关于乙的通知\n甘政办发〔2019〕1号\n1.做好某事。（牵头单位：省商务厅，配合单位：省粮食局）",
        encoding="utf-8",
    )
    return load(n_quads + merge([build(file)])[0])


def test_a_short_form_of_several_units_is_told(two_provinces: Graph) -> None:
    with pytest.raises(
        QueryError, match="省商务厅 may be 甘肃省商务厅 or 青海省商务厅; give the full name, or name the notice"
    ):
        unit_named(two_provinces, "省商务厅")
    assert unit_named(two_provinces, "甘肃省商务厅") == BASE + "agency/620000/甘肃省商务厅"


@pytest.fixture(scope="module")
def two_cities(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Two cities whose units the tables do not know: 市双创办 is each one's full name."""
    folder = tmp_path_factory.mktemp("cities")
    texts = []
    for city, code in (("西宁", "宁政办"), ("海东", "东政办")):
        file = folder / f"{city}.txt"
        file.write_text(
            f"{city}市人民政府办公室关于乙的通知\n{code}〔2019〕1号\n1.做好某事。（牵头单位：市双创办）",
            encoding="utf-8",
        )
        texts.append(build(file))
    return load(merge(texts)[0])


def test_units_of_one_name_in_two_cities(two_cities: Graph) -> None:
    with pytest.raises(QueryError, match=r"市双创办 may be 市双创办 \(.*; give the IRI, or name the notice"):
        unit_named(two_cities, "市双创办")
    for number in ("宁政办〔2019〕1号", "东政办〔2019〕1号"):
        notice = notice_named(two_cities, number)
        unit = unit_named(two_cities, "市双创办", document=notice)
        assert len(answer(two_cities, "tasks-led-by", {"agency": unit, "document": number}).rows) == 1
    assert len({record["iri"] for record in answer(two_cities, "load-by-unit").records()}) == 2


def test_the_notice_in_question_decides(two_provinces: Graph) -> None:
    notice = document_named(two_provinces, "甘政办发[2019]1号")
    assert unit_named(two_provinces, "省商务厅", document=notice) == BASE + "agency/620000/甘肃省商务厅"


@pytest.mark.parametrize("text", ['" } #', "}", "\\", "a\nb", "http://a b", "https://<>", "\x00", ""])
def test_odd_names_are_refused_not_run(graph: Graph, text: str) -> None:
    for resolve in (unit_named, document_named):
        with pytest.raises(QueryError):
            resolve(graph, text)
