"""Is the label “structural broker” to be trusted? Bottlenecks that were put there are found, and chance finds few."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from random import Random

import numpy as np
import pytest
from zhengtu.graph.coordination.bottlenecks import Bottlenecks, Sampling, bottlenecks
from zhengtu.graph.coordination.incidence import Incidence, incidence
from zhengtu.graph.responsibilities import responsibilities
from zhengtu.graph.store import Graph
from zhengtu.tests.coordination import made, switched, table

pytestmark = pytest.mark.slow

LEVEL = 0.05
FIRST = 0x4E00
"""Units are named by the ideographs from here on, a character each."""


def interval(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22, 209–212)."""
    z, share = 1.959964, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return middle - half, middle + half


def shown(hits: int, of: int) -> str:
    low, high = interval(hits, of)
    return f"{hits} of {of}, {hits / of:.3f} ({low:.3f} to {high:.3f})"


def brokers(found: Bottlenecks) -> set[str]:
    return {u.unit.iri for u in found.units if any(f.label == "structural-broker" for f in u.findings)}


def draws(units: int) -> int:
    """Enough for a single unit to pass after correction with one random table of them as high."""
    return round(2 * units / LEVEL)


# --- bottlenecks that were put there ---

BROKER = "甲"
BLOCKS, SIZE, EACH = 4, 7, 10


@dataclass(frozen=True)
class Planted:
    """Clauses, and the units that meet the broker."""

    clauses: list[str]
    contacts: set[str]


def planted(seed: int) -> Planted:
    """Four blocks of seven units with ten clauses each, and one more clause for each block with the broker."""
    chance = Random(seed)
    blocks = [[chr(FIRST + block * SIZE + i) for i in range(SIZE)] for block in range(BLOCKS)]
    inside = ["".join(chance.sample(own, chance.randint(2, 4))) for own in blocks for _ in range(EACH)]
    across = [BROKER + "".join(chance.sample(own, chance.randint(1, 2))) for own in blocks]
    clauses = inside + across
    chance.shuffle(clauses)
    return Planted(clauses, set("".join(across)) - {BROKER})


def test_a_planted_broker_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    notices, found, contacts, others, place = 50, 0, [0, 0], [0, 0], []
    for seed in range(notices):
        notice = planted(seed)
        result = bottlenecks(made(notice.clauses), sampling=Sampling(resamples=0, draws=draws(BLOCKS * SIZE + 1)))
        labelled = brokers(result)
        found += BROKER in labelled
        loads = {u.unit.iri: len(u.load.all_clauses) for u in result.units}
        place.append(sum(load > loads[BROKER] for load in loads.values()) / len(loads))
        for unit in loads.keys() - {BROKER}:
            counts = contacts if unit in notice.contacts else others
            counts[0] += unit in labelled
            counts[1] += 1
    with capsys.disabled():
        sys.stdout.write(
            f"\nplanted broker found in {shown(found, notices)}; {np.mean(place):.0%} of units are busier"
            f"\nlabelled besides: units that meet it, {shown(*contacts)}; all others, {shown(*others)}"
        )
    assert found >= 0.9 * notices
    # What stands between blocks are the broker and those by way of whom the blocks reach it.
    assert np.mean(place) > 0.25
    assert others[0] / others[1] < 0.15


# --- chance ---


def of_qinghai(graph: Graph) -> Incidence:
    return incidence(responsibilities(graph)).shared()


def of_few_busy_units(graph: Graph) -> Incidence:
    """Twenty units, the first of which are far busier than the last, in thirty clauses of two to four."""
    chance = Random(1)
    weights = [1 / (1 + unit) for unit in range(20)]
    groups = [{unit, *chance.choices(range(20), weights, k=3)} | {unit + 1} for unit in range(19)]
    groups += [set(chance.choices(range(20), weights, k=3)) | {0} for _ in range(11)]
    return table(groups, 20).shared()


def of_equal_units(graph: Graph) -> Incidence:
    """Sixteen units, all about as busy, in twenty clauses of two to five."""
    chance = Random(2)
    return table([chance.sample(range(16), chance.randint(2, 5)) for _ in range(20)], 16).shared()


MARGINS = [(of_qinghai, 80), (of_few_busy_units, 120), (of_equal_units, 120)]


@pytest.mark.parametrize(("margins", "notices"), MARGINS, ids=lambda x: getattr(x, "__name__", ""))
def test_chance_makes_few_brokers(
    margins: Callable[[Graph], Incidence], notices: int, graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    of = margins(graph)
    low = labelled = units = tested = 0
    # Another sampler than that of the null model, so that a fault of the one is not hidden by that of the other.
    for unit, group in switched(of, notices, seed=7, rounds=30):
        clauses = [""] * len(of.groups)
        for u, g in zip(unit.tolist(), group.tolist(), strict=True):
            clauses[g] += chr(FIRST + u)
        result = bottlenecks(made(clauses), sampling=Sampling(resamples=0, draws=draws(len(of.units)), seed=tested))
        p = [u.expected.p for u in result.units if u.expected is not None]
        low += sum(value <= LEVEL for value in p)
        units += len(p)
        labelled += bool(brokers(result))
        tested += 1
    with capsys.disabled():
        sys.stdout.write(
            f"\n{getattr(margins, '__name__', '')}: p ≤ {LEVEL} in {shown(low, units)} units; any label in {shown(labelled, tested)}"
        )
    assert units == tested * len(of.units)
    # Ties make p too high rather than too low.
    assert interval(low, units)[0] <= LEVEL
    assert low / units >= 0.01
    assert interval(labelled, tested)[0] <= LEVEL
