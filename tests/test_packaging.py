"""The wheel, away from the checkout: all its data, and the demo."""

import importlib
import os
import pkgutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import zhengtu

ROOT = Path(__file__).resolve().parent.parent
DATA = {".ttl", ".rq", ".csv", ".txt", ".typed", ".html", ".css", ".js", ".jsonld"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the files that git knows, so that nothing else can slip in."""
    source = tmp_path_factory.mktemp("source") / "zhengtu-main"
    target = tmp_path_factory.mktemp("wheel")
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git checkout: cannot tell which files belong to the project")
    for name in listed:
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", target, source],
        check=True,
        capture_output=True,
    )
    (made,) = target.glob("zhengtu-*.whl")
    return made


def test_the_wheel_holds_all_data_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    packages = ("ontology", "builders", "graph", "queries", "viz", "cli", "examples")
    wanted = {
        f"zhengtu/{path.relative_to(ROOT).as_posix()}"
        for package in packages
        for path in (ROOT / package).rglob("*")
        if path.suffix in DATA | {".py"} and "__pycache__" not in path.parts
    }
    assert wanted - names == set()
    assert {"zhengtu/__init__.py", "zhengtu/__main__.py", "zhengtu/py.typed"} <= names
    assert not [n for n in names if n.startswith(("tests", "zhengtu/tests", "zhengtu/docs", "zhengtu/benchmarks"))]
    assert [n for n in names if n.endswith("licenses/LICENSE")]


@pytest.mark.slow
def test_it_runs_elsewhere(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, wheel],
        check=True,
        capture_output=True,
    )
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "zhengtu", "demo"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Tasks without a supporting unit: 19" in done.stdout
    assert len(list((work / "out").iterdir())) == 6
    where = subprocess.run(
        [sys.executable, "-c", "import zhengtu; print(zhengtu.__file__)"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)


@pytest.mark.parametrize("package", ["builders", "builders.readers", "cli", "graph", "ontology", "queries", "viz"])
def test_no_module_is_left_half(package: str) -> None:
    parent = importlib.import_module(f"{zhengtu.__name__}.{package}")
    found = [m.name for m in pkgutil.iter_modules(parent.__path__, f"{parent.__name__}.")]
    assert len(found) >= 3
    for name in found:
        module = importlib.import_module(name)
        assert module.__doc__, name
        for exported in getattr(module, "__all__", ()):
            assert hasattr(module, exported), f"{name}.{exported}"


def test_the_version_is_that_of_the_package() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == zhengtu.__version__
