"""What the documentation shows is what happens."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from zhengtu.graph.sparql import run
from zhengtu.graph.store import Graph
from zhengtu.viz.tables import print_table, short

ROOT = Path(__file__).resolve().parent.parent
ANSWERED = re.compile(r"```sparql\n(?P<query>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
GUIDE = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", list(ANSWERED.finditer(GUIDE)), ids=lambda m: str(m.start()))
def test_answers_in_the_guide(graph: Graph, example: re.Match[str]) -> None:
    rows = run(graph, example["query"])
    out = io.StringIO()
    print_table(rows.columns, [[short(t) for t in row] for row in rows.rows], out)
    shown = [line.rstrip() for line in out.getvalue().splitlines()]
    assert shown == [line.rstrip() for line in example["answer"].splitlines()]


def test_the_guide_has_examples() -> None:
    assert len(ANSWERED.findall(GUIDE)) >= 5


def commands(name: str) -> list[str]:
    blocks = "".join(SHELL.findall((ROOT / name).read_text(encoding="utf-8")))
    return [line for line in blocks.splitlines() if line.startswith("zhengtu ")]


def test_both_readmes_have_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh.md")


@pytest.mark.slow
def test_commands_of_the_readme(tmp_path: Path) -> None:
    for folder in ("examples", "queries", "tests/plans"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    given = commands("README.md")
    assert len(given) >= 8
    for command in given:
        told, _, file = command.partition(" > ")
        done = subprocess.run(
            [sys.executable, "-c", "from zhengtu.__main__ import main; main()", *shlex.split(told)[1:]],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / ".links")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if file:
            (tmp_path / file).write_text(done.stdout, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "README.zh.md",
        "CONTRIBUTING.md",
        *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md")),
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_no_placeholder_is_left() -> None:
    pages = [
        *ROOT.glob("README*"),
        *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "docs").rglob("*.md"),
    ]
    assert len(pages) >= 6
    left = re.compile(r"@@|\b(?:TODO|FIXME|TBD|XXX)\b|\?\?\?|<<<<<<<|>>>>>>>")
    found = [
        f"{page.relative_to(ROOT)}:{number}: {line}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        if left.search(line)
    ]
    assert found == []
