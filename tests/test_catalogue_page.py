"""The page of questions: whole, in both languages, and nothing in it runs but its own script."""

import re
import shlex
from html import unescape
from pathlib import Path

import pytest
from markupsafe import escape
from zhengtu.builders.build import build
from zhengtu.graph.store import Graph, load
from zhengtu.ontology.terms import ZT
from zhengtu.queries.answer import answer
from zhengtu.queries.catalogue import catalogue
from zhengtu.viz.catalogue_page import catalogue_page, write_catalogue
from zhengtu.viz.pages import asset, policy

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\"'"


@pytest.fixture(scope="module")
def page(graph: Graph) -> str:
    return catalogue_page(graph)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A notice whose every word means harm."""
    file = tmp_path_factory.mktemp("hostile") / "n.txt"
    text = f"青海省人民政府办公厅关于{HOSTILE}的通知\n青政办〔2018〕28号\n一、{HOSTILE}\n1.做好{HOSTILE}工作。（牵头单位：省商务厅、{HOSTILE}厅）\n"
    file.write_text(text, encoding="utf-8")
    return load(build(file).n_quads)


def test_every_question_is_there_with_its_answer(page: str) -> None:
    assert re.findall(r'<article id="([a-z-]+)">', page) == list(catalogue())
    assert page.count("<table>") == len(catalogue()) - 1  # the Qinghai notice names no unit that the tables lack
    for query in catalogue().values():
        assert escape(query.title["zh"]) in page
        assert escape(query.title["en"]) in page


def test_topics_have_names(page: str) -> None:
    heads = re.findall(
        r'<h2><span class="zh" lang="zh-CN">([^<]+)</span><span class="en" lang="en">([^<]+)</span>', page
    )
    assert len(heads) == 2 * len({q.topic for q in catalogue().values()})
    assert all(zh != en for zh, en in heads)


def test_nothing_is_fetched_and_only_our_script_runs(page: str) -> None:
    assert not re.search(r"(?:src|action)=|url\(|@import|fetch\(", page)
    assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', page))
    assert page.count("<script>") == 1
    assert policy([asset("language.js")], asset("catalogue.css")).replace("'", "&#39;") in page


def test_a_hostile_notice_is_text(hostile: Graph) -> None:
    page = catalogue_page(hostile)
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}}" in page


def test_an_example_that_the_graph_does_not_know(hostile: Graph) -> None:
    """It is asked about the first unit that the graph does know."""
    page = catalogue_page(hostile)
    assert "--set agency=省商务厅 --graph graph.nq" in page  # the example, which it knows
    assert "no unit in this graph is called" not in page
    first = answer(hostile, "load-by-unit").records()[0]["unit"]
    shown = _article(page, "tasks-supported-by")
    assert escape(f"--set agency={shlex.quote(str(first))}") in shown or f"--set agency={first}" in shown
    assert 'role="note"' not in shown
    cited = _article(page, "citations-of-document")
    assert "--set cited=&#39;青政办〔2018〕28号&#39; --graph graph.nq" in cited
    assert 'role="note"' not in page


def test_a_graph_that_knows_nothing() -> None:
    page = catalogue_page(load(""))
    shown = _article(page, "tasks-led-by")
    assert re.search(r'<p role="note"><span class="zh" lang="zh-CN">[^<]+</span><span class="en" lang="en">', shown)
    assert '<p lang="en">no unit in this graph is called 省' in shown
    assert "图谱中没有公文。" in page


def test_the_introduction_names_the_notices(page: str) -> None:
    assert (
        '<li lang="zh-CN"><bdi>青政办〔2018〕28号</bdi> <bdi>青海省人民政府办公厅关于印发青海省2018年服务业发展工作要点的通知</bdi></li>'
        in page
    )
    lines = [
        f'<urn:n{i}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ZT.Notice}> .\n<urn:n{i}> <{ZT.documentNumber}> "测〔2026〕{i}号" .\n'
        for i in range(1, 8)
    ]
    many = catalogue_page(load("".join(lines)))
    assert re.findall(r'<li lang="zh-CN"><bdi>([^<]+)</bdi></li>', many) == [f"测〔2026〕{i}号" for i in range(1, 6)]
    assert "以及另外 2 份" in many
    assert "and 2 more" in many


def test_commands_fit_a_shell_and_the_source(page: str, graph: Graph) -> None:
    assert "--set cited=&#39;青海省“十三五”服务业发展规划&#39; --graph graph.nq</code>" in page
    assert "--set agency=省商务厅 --graph graph.nq</code>" in page
    other = catalogue_page(graph, place="--store 'my plans'")
    commands = re.findall(r"<code>(zhengtu query [^<]+)</code>", other)
    assert len(commands) == len(catalogue())
    for command in commands:
        words = shlex.split(unescape(command))
        assert words[-2:] == ["--store", "my plans"]
        given = [word.partition("=") for word in words[3:-2] if word != "--set"]
        assert [name for name, _, _ in given] == [p.name for p in catalogue()[words[2]].parameters if p.required]


def test_long_answers_are_cut(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengtu.viz.catalogue_page._MOST_ROWS", 10)
    shown = _article(catalogue_page(graph), "load-by-unit")
    assert shown.count("<tr>") == 11
    assert "共 38 行，这里是前 10 行" in shown
    assert "The first 10 of 38 rows" in shown
    assert "zhengtu query load-by-unit --format csv -o load-by-unit.csv --graph graph.nq" in shown


def test_at_most_two_hundred_rows(page: str) -> None:
    for name in catalogue():
        assert _article(page, name).count("<tr>") <= 201


def test_cells_say_what_they_are(page: str) -> None:
    shown = _article(page, "load-by-unit")
    assert '<td class="text unit" lang="zh-CN" data-zh="单位" data-en="unit">青海省商务厅</td>' in shown
    assert '<td class="integer lead" data-zh="牵头" data-en="lead">10</td>' in shown


def _article(page: str, name: str) -> str:
    return page.partition(f'<article id="{name}">')[2].partition("</article>")[0]


def test_the_same_graph_gives_the_same_page(graph: Graph, page: str, tmp_path: Path) -> None:
    write_catalogue(graph, tmp_path / "q.html")
    assert (tmp_path / "q.html").read_bytes() == page.encode()
    assert catalogue_page(graph, language="en").startswith('<!doctype html>\n<html lang="en">')
