"""The commands as a user runs them: whole processes, exit codes, messages, files."""

import csv
import html
import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from zhengtu.cli.coordination import By, Level, chosen
from zhengtu.cli.progress import progress
from zhengtu.cli.what_if import need_exact
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Task, Unit
from zhengtu.graph.coordination.betweenness import EXACT_UP_TO
from zhengtu.graph.coordination.incidence import Choice
from zhengtu.graph.errors import AnalysisError

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "qinghai-2018-28" / "notice.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


def one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """An expected failure: the exit code, one line that says what is wrong and what to do, nothing else."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("zhengtu: ")
    for word in words:
        assert word in lines[0]
    assert done.stdout == ""


def test_help_has_an_example_each(zhengtu: Run) -> None:
    done = zhengtu("--help")
    assert done.returncode == 0
    for command in (
        "build",
        "parse",
        "agency",
        "authority",
        "infer",
        "validate",
        "queries",
        "query",
        "sparql",
        "bottlenecks",
        "what-if",
        "ledger",
        "review",
        "export",
        "diff",
        "view",
        "demo",
    ):
        assert f"  {command}" in done.stdout
        told = zhengtu(command, "--help")
        assert told.returncode == 0
        assert "Example:" in told.stdout
        assert f"  zhengtu {command}" in told.stdout
    assert zhengtu("--version").stdout.startswith("zhengtu 0.")


@pytest.mark.parametrize("suffix", ["nq", "ttl", "trig", "nt", "jsonld"])
def test_build(zhengtu: Run, tmp_path: Path, suffix: str) -> None:
    done = zhengtu("build", NOTICE, "-o", f"g.{suffix}")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "17 sections, 71 tasks, 82 clauses, 215 assignments" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == [f"g.{suffix}"]
    asked = zhengtu("sparql", "SELECT (COUNT(?t) AS ?n) { ?t a zt:Task }", "--graph", f"g.{suffix}", "--format", "csv")
    assert asked.stdout.split() == ["n", "71"]


def test_store(zhengtu: Run) -> None:
    for _ in range(2):
        assert zhengtu("build", NOTICE, "--store", "plans").returncode == 0
    query = 'SELECT ?n { ?t zt:leadUnit ?a ; a zt:Task ; zt:taskNumber ?n . ?a zt:name "青海省商务厅" } ORDER BY ?n'
    done = zhengtu("sparql", query, "--store", "plans", "--format", "csv")
    assert done.stdout.split() == ["n", "8", "12", "46", "47", "48", "49", "50", "51", "53", "60"]


def test_formats_of_answers(zhengtu: Run, tmp_path: Path) -> None:
    assert zhengtu("build", NOTICE, "-o", "g.nq").returncode == 0
    query = "SELECT ?t ?h ?none { ?t zt:inSection ?s ; zt:taskNumber 9 . ?s zt:heading ?h }"
    data = json.loads(zhengtu("sparql", query, "--graph", "g.nq", "--format", "json").stdout)
    assert data["head"]["vars"] == ["t", "h", "none"]
    (binding,) = data["results"]["bindings"]
    assert binding["t"]["type"] == "uri"
    assert binding["h"] == {"type": "literal", "value": "物流业"}
    rows = list(csv.reader(io.StringIO(zhengtu("sparql", query, "--graph", "g.nq", "--format", "csv").stdout)))
    assert rows[1][1:] == ["物流业", ""]
    assert "物流业" in zhengtu("sparql", query, "--graph", "g.nq").stdout
    assert zhengtu("sparql", "ASK { ?s a zt:Task }", "--graph", "g.nq").stdout == "true\n"
    built = zhengtu("sparql", "CONSTRUCT { ?s a zt:Task } WHERE { ?s zt:taskNumber 1 }", "--graph", "g.nq")
    assert "zt:Task" in built.stdout
    (tmp_path / "q.rq").write_text("\ufeff" + query, encoding="utf-8")
    assert "物流业" in zhengtu("sparql", "-f", "q.rq", "--graph", "g.nq").stdout


def test_parse(zhengtu: Run) -> None:
    told = zhengtu("parse", NOTICE)
    assert "（二） 物流业" in told.stdout
    assert "牵头 lead: 省金融办" in told.stdout
    data = json.loads(zhengtu("parse", NOTICE, "--json").stdout)
    jsonschema.validate(data, json.loads((ROOT / "docs" / "notice.schema.json").read_text(encoding="utf-8")))
    assert len(data["tasks"]) == 71
    span = data["tasks"][0]["clauses"][0]["assignments"][0]["span"]
    assert data["source"]["content"][span["start"] : span["end"]] == "省金融办"


def test_demo(zhengtu: Run, tmp_path: Path) -> None:
    done = zhengtu("demo")
    assert done.returncode == 0, done.stderr
    written = [
        "bottlenecks.csv",
        "bottlenecks.html",
        "network.html",
        "qinghai-2018-28.nq",
        "qinghai-2018-28.ttl",
        "questions.html",
    ]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == written
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    for words in (
        "任务 tasks                     71",
        "Tasks without a supporting unit: 19",
        "0.456 (0.",
        "结构性中介",
        "zhengtu query",
        "协同瓶颈（前 10 个单位）",
        "青海省商务厅 · 结构性中介 structural broker\n  在有共同条款的 34 个单位中",
    ):
        assert words in done.stdout
    for name in written:
        assert name in done.stdout
    assert (tmp_path / "out" / "bottlenecks.csv").read_bytes().startswith("\ufeff单位 unit,".encode())


def test_a_notice_without_assignments_is_no_error(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("甲市人民政府关于乙的通知\n各区：\n请做好工作。\n", encoding="utf-8")
    done = zhengtu("build", "n.txt", "-o", "g.nq")
    assert done.returncode == 0
    assert "warning: no assignments found" in done.stderr
    asked = zhengtu(
        "sparql", "SELECT ?title { ?n a zt:Notice ; dcterms:title ?title }", "--graph", "g.nq", "--format", "csv"
    )
    assert asked.stdout.split() == ["title", "甲市人民政府关于乙的通知"]


def test_broken_input(zhengtu: Run, tmp_path: Path) -> None:
    for name, data, words in (
        ("empty.txt", b"", ("is empty",)),
        ("binary.txt", bytes(range(256)) * 9, ()),
        ("latin.txt", "où déjà vu très\n".encode("latin-1") * 9, ("encoding", "UTF-8")),
        ("n.pdf", b"%PDF-1.4", ("PDF",)),
    ):
        (tmp_path / name).write_bytes(data)
        one_line(zhengtu("build", name, "-o", "g.nq"), 1, name, *words)
        one_line(zhengtu("parse", name), 1, name, *words)
        assert not (tmp_path / "g.nq").exists()
    one_line(zhengtu("build", "none.txt", "-o", "g.nq"), 1, "no such file", "check the path")
    one_line(zhengtu("parse", tmp_path), 1, "is a folder")


def test_one_broken_file_among_many(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = zhengtu("build", NOTICE, "empty.txt", "none.txt", "-o", "g.nq")
    assert done.returncode == 1
    assert "empty.txt: is empty" in done.stderr
    assert "none.txt: no such file" in done.stderr
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "g.nq").exists()
    done = zhengtu("build", NOTICE, "empty.txt", "-o", "g.nq", "--keep-going")
    assert done.returncode == 1
    assert (tmp_path / "g.nq").exists()


def test_output_that_cannot_be_written(zhengtu: Run, tmp_path: Path) -> None:
    one_line(zhengtu("build", NOTICE, "-o", "none/g.nq"), 1, "there is no folder none")
    one_line(zhengtu("build", NOTICE, "-o", "g.xlsx"), 2, "no graph format", ".ttl")
    (tmp_path / "d.nq").mkdir()
    one_line(zhengtu("build", NOTICE, "-o", "d.nq"), 2, "is a folder")
    (tmp_path / "file").write_text("x")
    one_line(zhengtu("build", NOTICE, "--store", "file"), 1, "neither empty nor a Zhengtu store")
    one_line(zhengtu("demo", "-o", "file"), 1, "cannot be made")
    one_line(zhengtu("build", NOTICE, "-o", "/proc/g.nq"), 1, "cannot be written")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.nq", "file"]


def test_wrong_use(zhengtu: Run, tmp_path: Path) -> None:
    one_line(zhengtu("build", NOTICE), 2, "-o FILE or --store FOLDER")
    one_line(zhengtu("build", NOTICE, "-o", "g.nq", "--base", "nonsense"), 2, "base IRI")
    assert zhengtu("build").returncode == 2
    assert zhengtu("nonsense").returncode == 2
    assert zhengtu("build", NOTICE, "--nonsense").returncode == 2
    (tmp_path / "g.nq").write_text("")
    one_line(zhengtu("sparql", "ASK {}"), 2, "--graph FILE, --store FOLDER or --endpoint URL")
    one_line(zhengtu("sparql", "--graph", "g.nq"), 2, "give one query")
    one_line(zhengtu("sparql", "SELEC", "--graph", "g.nq"), 2, "not a valid SPARQL query")
    one_line(zhengtu("sparql", "DROP ALL", "--graph", "g.nq"), 2, "only reading is allowed")
    one_line(zhengtu("sparql", "ASK { SERVICE <http://127.0.0.1:9/> {} }", "--graph", "g.nq"), 2, "SERVICE")
    one_line(zhengtu("sparql", "-f", "none.rq", "--graph", "g.nq"), 2, "none.rq")
    one_line(zhengtu("sparql", "ASK {}", "--graph", "none.nq"), 1, "no such file")
    one_line(zhengtu("sparql", "ASK {}", "--store", "none"), 1, "is no Zhengtu store")


def test_another_base(zhengtu: Run) -> None:
    assert zhengtu("build", NOTICE, "-o", "g.nq", "--base", "https://example.org/id/").returncode == 0
    done = zhengtu("sparql", "SELECT ?n { ?n a zt:Notice }", "--graph", "g.nq", "--format", "csv")
    assert done.stdout.split() == ["n", "https://example.org/id/document/630000/青政办-2018-28"]


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}],
)
def test_any_locale(zhengtu: Run, locale: dict[str, str]) -> None:
    done = zhengtu("parse", NOTICE, **locale)
    assert done.returncode == 0
    assert "牵头 lead: 省金融办" in done.stdout


def test_text_of_a_notice_is_data(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(
        '=HYPERLINK(1)[bold]甲市人民政府关于<script>乙的通知\n一、+1|cmd做"甲\\n。（责任单位：省财政厅）\n',
        encoding="utf-8",
    )
    assert zhengtu("build", "n.txt", "-o", "g.nq").returncode == 0
    query = "SELECT ?title ?text { ?n dcterms:title ?title . ?t a zt:Task ; zt:text ?text }"
    rows = list(csv.reader(io.StringIO(zhengtu("sparql", query, "--graph", "g.nq", "--format", "csv").stdout)))
    assert rows[1] == ["'=HYPERLINK(1)[bold]甲市人民政府关于<script>乙的通知", "'+1|cmd做\"甲\\n。"]
    assert "=HYPERLINK(1)[bold]" in zhengtu("sparql", query, "--graph", "g.nq").stdout
    (binding,) = json.loads(zhengtu("sparql", query, "--graph", "g.nq", "--format", "json").stdout)["results"][
        "bindings"
    ]
    assert binding["text"]["value"] == '+1|cmd做"甲\\n。'


def test_two_files_of_one_number(zhengtu: Run, tmp_path: Path) -> None:
    text = NOTICE.read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text[: text.index("（二）物流业")], encoding="utf-8")
    done = zhengtu("build", "a.txt", NOTICE, "-o", "g.nq")
    assert done.returncode == 0
    assert "a.txt: a later file is the same document" in done.stderr
    asked = zhengtu("sparql", "SELECT (COUNT(?t) AS ?n) { ?t a zt:Task }", "--graph", "g.nq", "--format", "csv")
    assert asked.stdout.split() == ["n", "71"]


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    command = f"{sys.executable} -c 'from zhengtu.__main__ import main; main()' parse {NOTICE} --json | head -1"
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
    )  # fmt: skip
    assert done.stdout == "{\n"
    assert done.stderr == ""


@pytest.fixture
def graph_file(tmp_path: Path, n_quads: str) -> str:
    """The Qinghai graph beside the command, and nothing else."""
    (tmp_path / "g.nq").write_text(n_quads, encoding="utf-8")
    return "g.nq"


def test_the_library(zhengtu: Run) -> None:
    assert "tasks-led-by" in zhengtu("queries").stdout
    listed = json.loads(zhengtu("queries", "--format", "json").stdout)
    assert len(listed) >= 20
    led = next(q for q in listed if q["name"] == "tasks-led-by")
    assert led["topic"] == "responsibility"
    assert set(led["title"]) == {"zh", "en"}
    assert {p["name"]: p["required"] for p in led["parameters"]} == {"agency": True, "document": False}


def test_a_question(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    ask = ("query", "tasks-led-by", "--set", "agency=省财政厅", "--graph", graph_file)
    assert "71" in zhengtu(*ask).stdout
    rows = list(csv.DictReader(io.StringIO(zhengtu(*ask, "--format", "csv").stdout)))
    assert [row["task"] for row in rows] == ["71"]
    (row,) = json.loads(zhengtu(*ask, "--format", "json").stdout)["rows"]
    assert row["task"] == 71
    table = zhengtu(*ask, "--format", "md", "--lang", "en").stdout.splitlines()
    assert table[0].startswith("| notice | ")
    assert len(table) == 3
    assert zhengtu(*ask, "--format", "csv", "--excel").stdout.startswith("\ufeff公文 notice,")
    assert zhengtu(*ask, "--format", "csv").stdout.startswith("notice,")
    done = zhengtu(*ask, "--format", "csv", "--excel", "--lang", "zh", "-o", "财政厅.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "财政厅.csv").read_bytes().startswith("\ufeff公文,".encode())
    assert b"\r\r\n" not in (tmp_path / "财政厅.csv").read_bytes()


def test_the_sparql_of_a_question(zhengtu: Run, graph_file: str) -> None:
    shown = zhengtu("query", "tasks-led-by", "--show").stdout
    assert shown == (ROOT / "queries" / "responsibility" / "tasks-led-by.rq").read_text(encoding="utf-8")
    filled = zhengtu("query", "tasks-led-by", "--show", "--set", "agency=省财政厅", "--graph", graph_file).stdout
    assert "VALUES ?agency { <https://w3id.org/zhengtu/id/agency/630000/青海省财政厅> }" in filled
    assert "VALUES ?document" not in filled


def test_wrong_questions(zhengtu: Run, graph_file: str) -> None:
    ask = ("query", "tasks-led-by", "--graph", graph_file)
    one_line(zhengtu("query", "tasks-led-bye", "--graph", graph_file), 2, "did you mean tasks-led-by")
    one_line(zhengtu(*ask), 2, "needs a value for agency", "--set agency=")
    one_line(zhengtu(*ask, "--set", "省商务厅"), 2, "write it as NAME=VALUE")
    one_line(zhengtu(*ask, "--set", "agency=甲", "--set", "agency=乙"), 2, "given twice")
    one_line(zhengtu(*ask, "--set", "agency=省商业厅"), 2, "no unit", "did you mean", "青海省商务厅")
    one_line(
        zhengtu(*ask, "--set", "agency=省商务厅", "--excel", "--format", "md"), 2, "--excel goes with --format csv"
    )
    one_line(
        zhengtu(*ask, "--set", "agency=省商务厅", "--format", "json", "-o", "a.csv"),
        2,
        "the name says .csv, --format says json",
    )
    one_line(zhengtu(*ask, "--set", "agency=省商务厅", "-o", "a.xlsx"), 2, "a name that ends in .csv")
    one_line(zhengtu(*ask, "--set", "agency="), 2, "the name of the unit is empty")
    one_line(zhengtu("query", "search-tasks", "--set", "word= ", "--graph", graph_file), 2, "such as 养老")
    one_line(zhengtu("query", "tasks-led-by", "--set", "agency=省商务厅"), 2, "--endpoint URL")
    one_line(zhengtu("queries", "--graph", graph_file), 2, "--page FILE")


@pytest.mark.parametrize(
    "command", [("sparql", "ASK {}"), ("query", "notices"), ("bottlenecks",), ("what-if", "--without", "x"), ("view",)]
)
def test_a_dead_endpoint(zhengtu: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    with socket.socket() as bound:
        # Bound and not listening: nobody else takes the port, and nobody answers.
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/query"
        one_line(zhengtu(*command, "--endpoint", url), 1, url, "cannot be reached")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none(zhengtu: Run) -> None:
    for url in ("ftp://x/", "file:///etc/passwd", "http://", "query", "http://a b/"):
        one_line(zhengtu("sparql", "ASK {}", "--endpoint", url), 1, "is no address of an endpoint")
    done = zhengtu("sparql", "ASK {}", "--endpoint", "http://me:secret@127.0.0.1:9/")
    one_line(done, 1, "ZHENGTU_USER and ZHENGTU_PASSWORD")
    assert "secret" not in done.stderr


def test_bottlenecks(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    few = ("bottlenecks", "--graph", graph_file, "--resamples", "100", "--draws", "100")
    rows = list(csv.DictReader(io.StringIO(zhengtu(*few, "--format", "csv").stdout)))
    assert len(rows) == 44
    assert [(row["unit"], row["betweenness"]) for row in rows[:2]] == [
        ("青海省经济和信息化委员会", "0.456"),
        ("青海省商务厅", "0.320"),
    ]
    assert [row["kind"] for row in rows].count("CollectiveUnit") == 6
    told = zhengtu(*few, "--notice", "青政办[2018]28号", "--report", "r.html", "--lang", "en")
    assert "load hub" in told.stdout
    assert "负荷枢纽" not in told.stdout
    assert "wrote r.html" in told.stderr
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert zhengtu(*few, "--format", "csv").stdout == zhengtu(*few, "--format", "csv").stdout
    assert json.loads(zhengtu(*few, "--format", "json", "--seed", "7", "--broker", "1").stdout)["rules"]["broker"] == 1
    by_year = zhengtu(*few, "--each", "year", "--by", "task", "--format", "csv").stdout
    assert {row["year"] for row in csv.DictReader(io.StringIO(by_year))} == {"2018"}
    level = zhengtu(*few, "--level", "prefecture", "--format", "csv").stdout
    assert {row["level"] for row in csv.DictReader(io.StringIO(level))} == {"PrefectureLevel"}


@pytest.mark.slow
def test_what_is_said_of_the_whole_stands_beside_the_table(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    few = ("bottlenecks", "--graph", graph_file, "--resamples", "100", "--draws", "100", "--seed", "7")
    shown = zhengtu(*few)
    assert "随机种子 7" in shown.stdout
    assert "随机种子 7" not in shown.stderr
    for form in ("csv", "md"):
        done = zhengtu(*few, "--format", form, "--lang", "en")
        assert "(seed 7)" in done.stderr
        assert "(seed 7)" not in done.stdout
        assert "随机" not in done.stderr
    filed = zhengtu(*few, "-o", "table.txt")
    assert filed.stdout == ""
    assert "随机种子 7" in filed.stderr
    assert "青海省经济和信息化委员会 · 负荷枢纽 load hub" in filed.stderr
    assert "青海省商务厅" in (tmp_path / "table.txt").read_text(encoding="utf-8")
    told = zhengtu(*few, "--format", "json")
    assert "随机种子 7" in json.dumps(json.loads(told.stdout)["notes"], ensure_ascii=False)
    assert told.stderr == ""


@pytest.mark.slow
def test_bottlenecks_in_a_document(zhengtu: Run, graph_file: str) -> None:
    few = ("bottlenecks", "--graph", graph_file, "--resamples", "100", "--draws", "100")
    shown, table = zhengtu(*few).stdout.splitlines(), zhengtu(*few, "--format", "md").stdout.splitlines()
    heads = [cell.strip() for cell in table[0].strip("|").split(" | ")]
    assert heads[-1] == "理由 why"
    assert [head for head in heads[:-1] if head.split()[0] not in shown[0]] == []
    assert len(table) == 2 + 44
    assert "82 个条款中有 16 个列有该单位" in table[2]


@pytest.mark.slow
def test_the_report_repeats_the_options_that_were_used(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    few = ("bottlenecks", "--graph", graph_file, "--resamples", "100", "--draws", "0", "--report", "r.html")
    begins = "zhengtu bottlenecks --format csv -o bottlenecks.csv "

    def command(*options: str) -> list[str]:
        assert zhengtu(*few, *options).returncode == 0
        page = html.unescape((tmp_path / "r.html").read_text(encoding="utf-8"))
        return shlex.split(page[page.index(begins) + len(begins) : page.index("</code></pre>")])

    plain = ["--resamples", "100", "--draws", "0", "--graph", "g.nq"]
    assert command("--by", "clause", "--hub", "0.8", "--lang", "en", "--format", "csv") == plain
    given = ["--notice", "青政办〔2018〕28号", "--year", "2018", "--issuer", "青海省人民政府办公厅", "--by", "task"]
    given += ["--level", "provincial", "--collectives", "--validated", "--resamples", "100", "--draws", "0"]
    given += ["--confidence", "0.9", "--seed", "7", "--hub", "0.7", "--broker", "0.1", "--cut", "2"]
    assert command(*given) == [*given, "--graph", "g.nq"]
    assert zhengtu("bottlenecks", *command(*given)).returncode == 0


@pytest.mark.parametrize(
    ("level", "term"),
    [(None, None), *((level, f"https://w3id.org/zhengtu/ns#{level.capitalize()}Level") for level in Level)],
)
def test_levels(level: Level | None, term: str | None) -> None:
    assert chosen(By.clause, level, False, False).level == term


def test_a_watcher_sees_every_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    class Watched(io.StringIO):
        def isatty(self) -> bool:
            return True

    told = Watched()
    monkeypatch.setattr(sys, "stderr", told)
    with progress() as tell:
        assert tell is not None
        for stage in ("resamples", "draws", "measures"):
            tell(stage, 1, 2)
    assert [word for word in ("重新抽样", "随机方案", "计算指标") if word not in told.getvalue()] == []


def test_bottlenecks_that_cannot_be(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    graph = ("bottlenecks", "--graph", graph_file)
    one_line(zhengtu(*graph, "--notice", "青政办〔2018〕29号"), 2, "青政办〔2018〕28号")
    one_line(zhengtu(*graph, "--year", "1999"), 2, "no notice with tasks is of 1999")
    one_line(zhengtu(*graph, "--issuer", "某省政府"), 2, "no notice with tasks is of 某省政府")
    one_line(zhengtu(*graph, "--inferred"), 2, "zhengtu infer")
    one_line(zhengtu(*graph, "--level", "township", "--draws", "0", "--resamples", "0"), 2, "no unit of that level")
    one_line(zhengtu(*graph, "--each", "year", "--report", "r.html"), 2, "--report is about one network")
    one_line(zhengtu(*graph, "--report", graph_file), 2, "would be written over", "--report")
    one_line(zhengtu(*graph, "-o", "q.csv", "--report", "q.csv"), 2, "need two files")
    one_line(zhengtu(*graph, "--report", "x/y.html"), 2, "there is no folder x")
    (tmp_path / "empty.nq").write_text("")
    one_line(zhengtu("bottlenecks", "--graph", "empty.nq"), 1, "holds no task")


@pytest.mark.slow
def test_what_if(zhengtu: Run, graph_file: str) -> None:
    graph = ("what-if", "--graph", graph_file)
    done = zhengtu(*graph, "--without", "省商务厅")
    assert "10/0/0 → –" in done.stdout
    assert re.search("部分 parts +5 +6", done.stdout)
    assert re.search("牵头基尼系数 Gini of lead +0.460 +0.449", done.stdout)
    assert "→" not in done.stderr
    english = zhengtu(*graph, "--without", "省商务厅", "--lang", "en").stdout
    assert re.search("largest part +34 +30", english)
    assert "部分" not in english
    document = zhengtu(*graph, "--without", "省商务厅", "--format", "md").stdout
    assert "| 部分 parts | 5 | 6 |" in document
    assert "10/0/0 → –" in document
    table = zhengtu(*graph, "--without", "省商务厅", "--format", "csv")
    assert {None} == {row.get(None) for row in csv.DictReader(io.StringIO(table.stdout))}
    assert "largest part" in table.stderr
    changes = ("--merge", "省旅游发展委=省文化新闻出版厅", "--move", "12=省财政厅")
    told = json.loads(zhengtu(*graph, *changes, "--format", "json").stdout)
    finance = next(unit for unit in told["units"] if unit["name"] == "青海省财政厅")
    assert len(finance["after"]["clauses"]["lead"]) > len(finance["before"]["clauses"]["lead"])
    rows = list(csv.DictReader(io.StringIO(zhengtu(*graph, "--move", "12=省财政厅", "--format", "csv").stdout)))
    assert {"lead_before", "lead_after", "betweenness_after", "efficiency_loss_before", "constraint_after"} <= set(
        rows[0]
    )
    one_line(zhengtu(*graph), 2, "say what to change")
    one_line(zhengtu(*graph, "--without", "省商务厅", "--without", "省商务厅"), 2, "省商务厅: no clause names it")
    one_line(zhengtu(*graph, "--without", "各市、州人民政府"), 2, "--collectives")
    one_line(zhengtu(*graph, "--without", "某某厅"), 2, "no unit in this graph is called 某某厅")
    one_line(zhengtu(*graph, "--merge", "省财政厅"), 2, "UNIT=UNIT")
    one_line(zhengtu(*graph, "--move", "x=省财政厅"), 2, "TASK=UNIT")
    one_line(zhengtu(*graph, "--move", "999=省财政厅"), 2, "no task has the number 999")


def test_estimates_are_not_compared() -> None:
    units = {f"u{i}": Unit(f"u{i}", f"u{i}", None, (), False, None) for i in range(EXACT_UP_TO + 1)}
    task = Task("t", "d", 1, "事", None, None, 0, "事")
    said = [Assignment(f"a{iri}", "c", 1, "t", iri, "support", iri, 0, 1) for iri in units]
    plan = Responsibilities({"d": Notice("d", None, "题")}, {}, {"t": task}, units, tuple(said))
    need_exact(replace(plan, assignments=tuple(said[1:])), Choice())
    with pytest.raises(AnalysisError, match="5,001 units is estimated"):
        need_exact(plan, Choice())


def test_view(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    done = zhengtu("view", "--graph", graph_file, "-o", "network.html")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["g.nq", "network.html"]
    one_line(zhengtu("view", "--graph", graph_file, "--notice", "青政办〔2018〕29号"), 2, "青政办〔2018〕28号")


def test_the_catalogue_page(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    assert zhengtu("queries", "--page", "questions.html", "--graph", graph_file).returncode == 0
    page = (tmp_path / "questions.html").read_text(encoding="utf-8")
    assert "zhengtu query tasks-led-by --set agency=省商务厅" in page
    assert "加快《青海省“十三五”物流业发展规划》" in page


def test_the_ending_decides_the_form(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    for name, begins in (("a.csv", "notice,"), ("a.json", "{"), ("a.md", "| 公文 notice |"), ("a.txt", "公文 notice ")):
        assert zhengtu("query", "notices", "--graph", graph_file, "-o", name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert zhengtu("query", "notices", "--graph", graph_file, "--format", "csv", "-o", "-").stdout.startswith("notice,")
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("query", "notices", "--graph", "g.nq", "-o", "g.nq"),
        ("sparql", "ASK {}", "--graph", "g.nq", "-o", "g.nq"),
        ("bottlenecks", "--graph", "g.nq", "-o", "link.nq"),
        ("view", "--graph", "g.nq", "-o", "./g.nq"),
        ("queries", "--page", "g.nq", "--graph", "g.nq"),
        ("build", "n.nq", "-o", "n.nq"),
    ],
    ids=lambda c: c[0],
)
def test_nothing_is_written_over_what_is_read(
    zhengtu: Run, graph_file: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "link.nq").symlink_to(graph_file)
    (tmp_path / "n.nq").write_bytes(NOTICE.read_bytes())
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    one_line(zhengtu(*command), 2, "would be written over what is read")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_links_and_pipes_stay_what_they_are(zhengtu: Run, graph_file: str, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert zhengtu("query", "notices", "--graph", graph_file, "-o", "link.csv").returncode == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("notice,")
    done = zhengtu("query", "notices", "--graph", graph_file, "--format", "csv", "-o", "/dev/stdout")
    assert done.stdout.startswith("notice,")
    assert Path("/dev/stdout").is_symlink()


def test_a_terminal_does_not_obey_a_notice(zhengtu: Run, tmp_path: Path) -> None:
    text = (
        "青海省人民政府关于乙的通知\n青政〔2018〕1号\n1.做好\x1b[31m某\x9b事\u202e，"
        + "稳步推进各项工作，" * 40
        + "。（牵头单位：省商务厅）\n"
    )
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    assert zhengtu("build", "n.txt", "-o", "g.nq").returncode == 0
    for form in ("table", "md"):
        shown = zhengtu("query", "tasks-led-by", "--set", "agency=省商务厅", "--graph", "g.nq", "--format", form).stdout
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown)
        assert "某" in shown
    exact = zhengtu("query", "tasks-led-by", "--set", "agency=省商务厅", "--graph", "g.nq", "--format", "csv").stdout
    assert "\x1b[31m" in exact
    failed = zhengtu("query", "tasks-led-by", "--set", "agency=\x1b[31m省\n厅", "--graph", "g.nq")
    one_line(failed, 2, "no unit in this graph is called")
    assert "\x1b" not in failed.stderr


def test_a_store_that_is_not_closed_lets_go_quietly(zhengtu: Run, tmp_path: Path) -> None:
    assert zhengtu("build", NOTICE, "--store", "plans").returncode == 0
    script = (
        "import zhengtu; g = zhengtu.open('plans'); print(len(zhengtu.sparql(g, 'SELECT ?t { ?t a zt:Task }').rows))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "71\n", "")
