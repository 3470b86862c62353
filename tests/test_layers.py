"""The one-way flow between the folders, and what a command may import before it knows that it needs it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BELOW = {
    "ontology": set(),
    "builders": {"ontology"},
    "graph": {"ontology"},
    "queries": {"ontology", "graph"},
    "viz": {"ontology", "graph", "queries"},
    "cli": {"ontology", "builders", "graph", "queries", "viz"},
}  # fmt: skip
MODULES = [path for folder in BELOW for path in sorted((ROOT / folder).glob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_imports_go_down(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not [a.name for a in node.names if a.name.split(".")[0] == "zhengtu"], "imports are relative"
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            assert (node.module or "").split(".")[0] != "zhengtu", "imports are relative"
        elif isinstance(node, ast.ImportFrom) and node.level == 2:
            parts = [node.module.split(".")[0]] if node.module else [a.name for a in node.names]
            for part in set(parts) & BELOW.keys():
                assert part in BELOW[path.parent.name], f"{path.parent.name} must not import {part}"


def test_modules_stay_readable() -> None:
    assert [str(p) for p in MODULES if len(p.read_text(encoding="utf-8").splitlines()) > 400] == []


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"rdflib", "pyoxigraph", "rich", "yaml", "zhengtu.builders.parse"}),
        (["build", "--help"], {"rdflib", "pyoxigraph"}),
        (["parse", "examples/qinghai-2018-28/notice.txt"], {"rdflib", "pyoxigraph", "charset_normalizer"}),
    ],
)
def test_commands_import_what_they_need(arguments: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys; sys.path.insert(0, '.links'); sys.argv[1:] = " + repr(arguments) + "\n"
        "from zhengtu.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert set(done.stderr.split()) & unwanted == set()
