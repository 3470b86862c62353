"""Rows as CSV, Markdown and JSON: what a notice says stays text."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from zhengtu.graph.rows import Rows, Value, value
from zhengtu.graph.store import Graph
from zhengtu.queries.answer import answer
from zhengtu.viz.tables import answer_json, as_csv, as_markdown, plain

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES: list[tuple[ox.NamedNode | ox.Literal | None, Value]] = [
    (ox.Literal("甲"), "甲"),
    (ox.Literal("甲", language="zh"), "甲"),
    (ox.NamedNode("http://example.org/甲"), "http://example.org/甲"),
    (ox.Literal(5), 5),
    (ox.Literal("8.5", datatype=ox.NamedNode(XSD + "decimal")), Decimal("8.5")),
    (ox.Literal("2018", datatype=ox.NamedNode(XSD + "gYear")), 2018),
    (ox.Literal("2018-12-31", datatype=ox.NamedNode(XSD + "date")), date(2018, 12, 31)),
    (ox.Literal("2018-02-31", datatype=ox.NamedNode(XSD + "date")), "2018-02-31"),
    (ox.Literal("viele", datatype=ox.NamedNode(XSD + "integer")), "viele"),
    (ox.Literal(True), True),
    (ox.Literal("1", datatype=ox.NamedNode(XSD + "boolean")), True),
    (None, None),
]
PLAIN: list[tuple[Value, str]] = [
    (None, ""),
    (True, "true"),
    (5, "5"),
    (Decimal("1E+3"), "1000"),
    (Decimal("8.50"), "8.50"),
    (date(2018, 1, 2), "2018-01-02"),
    ("甲", "甲"),
]
CELLS: list[tuple[Value, str]] = [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    ("+1", "'+1"),
    ("@x", "'@x"),
    (-5, "-5"),
    (Decimal("-0.5"), "-0.5"),
    ('说"好"，是', '说"好"，是'),
    ("a\nb", "a\nb"),
    (None, ""),
]
MARKDOWN = [
    ("a|b", r"a\|b"),
    ("<script>", r"\<script\>"),
    ("[x](javascript:y)", r"\[x\](javascript:y)"),
    ("a\nb", "a b"),
    ("*b* `c` &lt;", r"\*b\* \`c\` \&lt;"),
    ("牵头\\配合", r"牵头\\配合"),
]


@pytest.mark.parametrize(("term", "expected"), VALUES)
def test_terms_as_python_has_them(term: ox.NamedNode | ox.Literal | None, expected: Value) -> None:
    found = value(term)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(("given", "expected"), PLAIN)
def test_plain(given: Value, expected: str) -> None:
    assert plain(given) == expected


@pytest.mark.parametrize(("given", "cell"), CELLS)
def test_csv_cells(given: Value, cell: str) -> None:
    text = as_csv(["x", "y"], [[given, "z"]])
    assert text.startswith("x,y\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [cell, "z"]


@pytest.mark.parametrize(("given", "cell"), MARKDOWN)
def test_markdown_cells(given: str, cell: str) -> None:
    assert as_markdown(["x"], [[given]]) == f"| x |\n| --- |\n| {cell} |\n"


def test_an_answer_as_json(graph: Graph) -> None:
    told = json.loads(answer_json(answer(graph, "tasks-led-by", {"agency": "省商务厅"})))
    assert told["query"] == "tasks-led-by"
    assert told["parameters"] == {"agency": "省商务厅"}
    assert [row["task"] for row in told["rows"]] == [8, 12, 46, 47, 48, 49, 50, 51, 53, 60]
    assert {c["name"] for c in told["columns"]} == set(told["rows"][0])


def test_rows_as_records_and_frame() -> None:
    rows = Rows(("n", "t"), ((ox.Literal(1), ox.Literal("甲")), (ox.Literal(2), None)))
    assert rows.records() == [{"n": 1, "t": "甲"}, {"n": 2, "t": None}]
    frame = rows.to_pandas()
    assert list(frame.columns) == ["n", "t"]
    assert frame["n"].tolist() == [1, 2]
