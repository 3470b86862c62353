"""Every labelled notice is read right: assignments, groups, citations and deadlines.

`make score` prints the same as a table by way of writing and kind of file.
"""

import os
from pathlib import Path

import pytest
from zhengtu.tests import scoring

OWN = list(scoring.labelled(annotated_too=False))
REAL = list(scoring.annotated(Path(os.environ["ZHENGTU_NOTICES"]))) if "ZHENGTU_NOTICES" in os.environ else []


@pytest.mark.parametrize("one", OWN, ids=lambda one: one.path.name)
def test_labelled_notice(one: scoring.Labelled) -> None:
    assert scoring.score(one).differences == []


@pytest.mark.parametrize("one", REAL, ids=lambda one: f"{one.path.parent.name}/{one.path.name}")
def test_annotated_notice(annotated_notices: Path, one: scoring.Labelled) -> None:
    assert scoring.score(one).differences == []


def test_every_notice_is_labelled() -> None:
    files = {path.name for path in scoring.NOTICES.iterdir() if path.is_file()} - {"manifest.tsv"}
    assert files == {one.path.name for one in OWN}
    assert all(one.gold.exists() for one in OWN)
