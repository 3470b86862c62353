"""Whom drawn names mean: how many are resolved right, and how many wrong."""

import csv
from pathlib import Path

import pytest
from zhengtu.builders.resolve import Context, Resolver

FOLDER = Path(__file__).parent / "names"


def labelled() -> list[dict[str, str]]:
    with (FOLDER / "labelled.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(row: dict[str, str]) -> str:
    """``right``, ``wrong`` or ``unresolved``: a name left as written is no error, a wrong one is."""
    year = int(row["year"]) if row["year"] else None
    issuer = Resolver(Context(row["jurisdiction"], year)).unit(row["issuer"]) if row["issuer"] else None
    unit = Resolver(Context(row["jurisdiction"], year, issuer)).unit(row["name"])
    resolved = unit.known or unit.kind is not None
    accepted = [row["full"], *filter(None, row["also"].split("|"))]
    if not row["full"]:
        return "wrong" if resolved else "right"
    if unit.name in accepted and unit.scope == row["scope"]:
        return "right"
    return "wrong" if resolved and unit.name not in accepted else "unresolved"


def test_the_sample_is_what_it_should_be() -> None:
    rows = labelled()
    assert len(rows) >= 500
    assert len({r["scope"][:2] for r in rows if r["scope"] not in ("", "000000")}) >= 15
    assert len({(r["name"], r["jurisdiction"], r["year"], r["issuer"]) for r in rows}) == len(rows)


def test_names_are_resolved_right() -> None:
    rows = labelled()
    outcomes = [outcome(r) for r in rows]
    assert outcomes.count("right") / len(rows) >= 0.98, [
        r["name"] for r, o in zip(rows, outcomes, strict=True) if o != "right"
    ]
    assert outcomes.count("wrong") / len(rows) <= 0.005, [
        r["name"] for r, o in zip(rows, outcomes, strict=True) if o == "wrong"
    ]


BY_TIER = [row["name"] for row in labelled() if row["name"][0] in "省市县区州"][::5]


@pytest.mark.parametrize("name", BY_TIER)
def test_no_jurisdiction_resolves_nothing_by_tier(name: str) -> None:
    assert not Resolver(Context("unplaced")).unit(name).known
