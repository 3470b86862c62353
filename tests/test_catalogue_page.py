"""The page of questions: whole, in both languages, and nothing in it runs but its own script."""

import re
from pathlib import Path

import pytest
from markupsafe import escape
from zhengtu.builders.build import build
from zhengtu.graph.store import Graph, load
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
    assert "no unit in this graph is called" in catalogue_page(hostile)


def test_the_same_graph_gives_the_same_page(graph: Graph, page: str, tmp_path: Path) -> None:
    write_catalogue(graph, tmp_path / "q.html")
    assert (tmp_path / "q.html").read_bytes() == page.encode()
    assert catalogue_page(graph, language="en").startswith('<!doctype html>\n<html lang="en">')
