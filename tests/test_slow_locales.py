"""A whole demo in a GBK locale: files in UTF-8, nothing beside them, words that can be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
GBK = {**os.environ, "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT / ".links")}


@pytest.fixture(scope="module")
def locale() -> None:
    """Skips where the machine has no such locale."""
    told = subprocess.run(
        [sys.executable, "-c", "import locale; print(locale.getpreferredencoding())"],
        env=GBK,
        capture_output=True,
        encoding="ascii",
        check=True,
    )
    if told.stdout.strip().upper() != "GBK":
        pytest.skip("no zh_CN.GBK locale (localedef -i zh_CN -f GBK zh_CN.GBK)")


@pytest.mark.usefixtures("locale")
def test_the_demo(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from zhengtu.__main__ import main; main()", "demo"],
        cwd=tmp_path,
        env=GBK,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "青海省商务厅" in done.stdout.decode("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    for file in (tmp_path / "out").iterdir():
        assert "青海省商务厅" in file.read_bytes().decode("utf-8"), file.name
