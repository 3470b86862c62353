"""``zhengtu validate`` as its users call it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph
from zhengtu.builders.build import build

NOTICE = Path(__file__).parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound graph, one with a wrong quotation and a lost unit, and one of something else."""
    folder = tmp_path_factory.mktemp("validate")
    text = build(NOTICE).n_quads
    (folder / "sound.nq").write_text(text, encoding="utf-8")
    lines = text.splitlines(keepends=True)
    quote = next(n for n, line in enumerate(lines) if "/oa#exact>" in line)
    lines[quote] = lines[quote].replace('"', '"<script>', 1)
    unit = next(n for n, line in enumerate(lines) if "/ns#unit>" in line)
    (folder / "broken.nq").write_text("".join(lines[:unit] + lines[unit + 1 :]), encoding="utf-8")
    (folder / "other.ttl").write_text("<https://example.org/a> a <https://example.org/B> .", encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zhengtu", "validate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_sound_graph(graphs: Path) -> None:
    done = run("--graph", graphs / "sound.nq")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "conforms: 0 violations, 0 warnings\n"


def test_a_broken_graph_in_words(graphs: Path) -> None:
    done = run("--graph", graphs / "broken.nq", "--lang", "en")
    assert done.returncode == 1
    assert "Assignment-unit: An assignment has exactly one unit" in done.stdout
    assert "rule-quote: Evidence quotes what stands at its offsets" in done.stdout
    assert "/task/" in done.stdout
    assert "does not conform" in done.stderr


def test_a_broken_graph_as_json(graphs: Path) -> None:
    done = run("--graph", graphs / "broken.nq", "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["conforms"] is False
    assert told["violations"] == len(told["findings"]) > 1
    assert {"zh", "en"} == set(told["findings"][0]["message"])


def test_a_broken_graph_as_a_shacl_report(graphs: Path) -> None:
    path = graphs / "report.ttl"
    done = run("--graph", graphs / "broken.nq", "-o", path)
    assert done.returncode == 1
    report = Graph().parse(path)
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    assert len(results) > 1
    assert {len(list(report.objects(r, SH.focusNode))) for r in results} == {1}


def test_a_graph_of_something_else(graphs: Path) -> None:
    done = run("--graph", graphs / "other.ttl")
    assert done.returncode == 1
    assert "holds nothing of the Zhengtu vocabulary" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--graph", "a.nq", "--store", "b"], ["--graph", "a.nq", "--format", "xml"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2
