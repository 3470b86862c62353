"""The whole analysis: which units coordination runs through, how sure that is, and which clauses are behind it.

1. Loads of all units, collectives as well.
2. The network of units that share clauses, and each unit's place in it.
3. The measures over resampled tasks (`bootstrap`) and against random tables (`null_model`).
4. Labels by stated rules (`findings`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import ceil, isnan
from typing import Final, NamedTuple

import numpy as np

from ..columns import Responsibilities, Unit
from ..errors import AnalysisError
from .betweenness import EXACT_UP_TO, PIVOTS, betweenness, bipartite_betweenness
from .bootstrap import Interval, Resampled, bootstrap
from .findings import Finding, Rules, findings
from .incidence import Choice, Incidence, incidence
from .load import Concentration, Load, concentration, loads
from .networks import lead_network
from .null_model import Expected, NullModel, null_model
from .pairs import Pairs, pairs
from .removal import EVERY_UNIT_UP_TO, MEASURED_UP_TO, Removal, cut_off, efficiency, removals
from .structure import Brokerage, brokerage, constraint, core_number, effective_size
from .validated import Validated, validated

__all__ = ["DRAWN_UP_TO", "Bottleneck", "Bottlenecks", "Network", "Sampling", "bottlenecks"]

DRAWN_UP_TO: Final = 200
"""Units; in larger networks resamples and random tables are drawn only when their number is given."""
_MOST_AFFECTED: Final = 50
_SEED: Final = 20180320
_STEPS: Final = 4

Progress = Callable[[str, int, int], None]


class Sampling(NamedTuple):
    """How many draws to make.

    Attributes:
        resamples: of tasks; by default 2,000, none in networks of more than `DRAWN_UP_TO` units.
        draws: random tables; by default 3,000, or as many more as it takes for one unit that stands out alone to pass
            the rule, 2·units/q; none in networks of more than `DRAWN_UP_TO` units.
        confidence: of the intervals.
        seed: of all draws; the same seed gives the same figures.
        exact_up_to: units; beyond, betweenness is estimated.
        pivots: how many units such an estimate starts from.
    """

    resamples: int | None = None
    draws: int | None = None
    confidence: float = 0.95
    seed: int = _SEED
    exact_up_to: int = EXACT_UP_TO
    pivots: int = PIVOTS


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A unit, its place in the network of shared clauses, and what follows.

    Attributes:
        load: what it is named for.
        partners: IRIs of the units that a group names together with it, most groups first.
        shared: IRIs of the groups that name it together with another unit.
        betweenness: weighted, 0 to 1, over all units (see `betweenness`).
        betweenness_error: its standard error where it is estimated.
        bipartite: betweenness among units and groups, 0 to 1.
        bipartite_error: its standard error where it is estimated.
        constraint: Burt's; none for a unit without partners.
        effective_size: Burt's; none for a unit without partners.
        core: the largest k of a k-core that it is in.
        brokerage: Gould–Fernandez counts, lead → support and responsible, by kind of unit.
        cuts_off: IRIs of the units that it alone holds to the largest of the parts it joins.
        removal: what is lost without it; none in large networks, but for the first fifty by betweenness.
        load_interval: the number of groups that name it, over the resamples.
        betweenness_interval: its betweenness, over the resamples.
        expected: its betweenness against random tables; none where it shares no group, or nothing was drawn.
        validated: how many partners it meets more often than loads explain; none where that was not asked for.
        findings: its labels.
    """

    load: Load
    partners: tuple[str, ...]
    shared: tuple[str, ...]
    betweenness: float
    betweenness_error: float | None
    bipartite: float
    bipartite_error: float | None
    constraint: float | None
    effective_size: float | None
    core: int
    brokerage: Brokerage
    cuts_off: tuple[str, ...]
    removal: Removal | None
    load_interval: Interval | None
    betweenness_interval: Interval | None
    expected: Expected | None
    validated: int | None
    findings: tuple[Finding, ...]

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.load.unit


@dataclass(frozen=True, slots=True)
class Network:
    """The network as a whole.

    Attributes:
        units: how many units.
        groups: how many clauses (or tasks) name them.
        shared_units: how many of the units share one.
        shared_groups: how many of the groups name two or more.
        ties: how many pairs of units share a group.
        components: how many parts it falls into.
        efficiency: mean of 1/steps over all pairs; none in large networks.
        lead: how far leading is in few hands, counted in clauses; of 负责 where no clause has a lead.
        leads: whether any clause names a lead unit.
        pivots: how many units betweenness was estimated from; none where it is exact.
        leadless: IRIs of the notices that set tasks and none of whose clauses names a lead unit.
    """

    units: int
    groups: int
    shared_units: int
    shared_groups: int
    ties: int
    components: int
    efficiency: float | None
    lead: Concentration
    leads: bool
    pivots: int | None
    leadless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """The analysis.

    Attributes:
        units: all units that count, highest betweenness first, then heaviest load.
        collectives: load of each collective that is not among them, heaviest first.
        network: the network as a whole.
        choice: what counts.
        rules: when a unit bears a label.
        resampled: the resamples; none where nothing was drawn.
        null: the random tables; none where nothing was drawn.
        validated: the validated projection; none where it was not asked for.
    """

    units: tuple[Bottleneck, ...]
    collectives: tuple[Load, ...]
    network: Network
    choice: Choice
    rules: Rules
    resampled: Resampled | None
    null: NullModel | None
    validated: Validated | None


def bottlenecks(
    r: Responsibilities,
    *,
    choice: Choice | None = None,
    sampling: Sampling | None = None,
    rules: Rules | None = None,
    validate: bool = False,
    progress: Progress | None = None,
) -> Bottlenecks:
    """Measures loads and the network of shared clauses, with intervals, comparisons and labels.

    >>> import zhengtu
    >>> graph = zhengtu.load(zhengtu.build("examples/qinghai-2018-28/notice.txt").n_quads)
    >>> first = zhengtu.bottlenecks(zhengtu.responsibilities(graph)).units[0]
    >>> first.unit.name, len(first.load.clauses["lead"]), round(first.betweenness, 3)
    ('青海省经济和信息化委员会', 10, 0.456)
    >>> [finding.label for finding in first.findings]
    ['load-hub', 'cut-point']

    Args:
        r: who answers for what.
        choice: what counts; named units by clause by default.
        sampling: how many draws to make.
        rules: when a unit bears a label.
        validate: also look for the pairs that meet more often than loads explain.
        progress: called with a stage (resamples, draws, measures), how many are done and how many there are.

    Raises:
        AnalysisError: if draws are asked for where betweenness is estimated, or the validated projection is asked for
            and cannot be worked out.
    """
    choice, sampling, rules = choice or Choice(), sampling or Sampling(), rules or Rules()
    table = incidence(r, choice)
    load, between_units = loads(r, inferred=choice.inferred), pairs(table)
    resampled = _resampled(table, sampling, progress)
    null = _null(table, choice, sampling, rules, progress)
    projection = validated(table) if validate else None
    units, network = _measured(
        r, table, between_units, load, sampling, rules, resampled, null, projection, progress or _silent
    )
    counted = {unit.iri for unit in table.units}
    rest = [own for iri, own in load.items() if own.unit.collective and iri not in counted]
    return Bottlenecks(
        tuple(sorted(units, key=lambda u: (-u.betweenness, *_heaviest(u.load)))),
        tuple(sorted(rest if choice.level is None else (), key=_heaviest)),
        network,
        choice,
        rules,
        resampled,
        null,
        projection,
    )


def _silent(stage: str, done: int, of: int) -> None:
    pass


def _heaviest(load: Load) -> tuple[int, str, str]:
    return -len(load.all_clauses), load.unit.name, load.unit.iri


def _resampled(table: Incidence, sampling: Sampling, progress: Progress | None) -> Resampled | None:
    many = sampling.resamples if sampling.resamples is not None else 2_000 if len(table.units) <= DRAWN_UP_TO else 0
    if not many or not table.groups:
        return None
    _need_exact(table, sampling)
    tell = None if progress is None else lambda done: progress("resamples", done, many)
    return bootstrap(table, resamples=many, confidence=sampling.confidence, seed=sampling.seed, progress=tell)


def _null(
    table: Incidence, choice: Choice, sampling: Sampling, rules: Rules, progress: Progress | None
) -> NullModel | None:
    shared = len(table.shared().units)
    many = sampling.draws
    if many is None:
        many = max(3_000, ceil(2 * shared / max(rules.broker, 0.01))) if len(table.units) <= DRAWN_UP_TO else 0
    # The members of a collective enter a clause together; dealt out one by one they are no plan of the same kind.
    if not many or shared < 2 or choice.inferred:
        return None
    _need_exact(table, sampling)
    tell = None if progress is None else lambda done: progress("draws", done, many)
    return null_model(table, draws=many, seed=sampling.seed, progress=tell)


def _need_exact(table: Incidence, sampling: Sampling) -> None:
    if len(table.units) > sampling.exact_up_to:
        raise AnalysisError(
            f"betweenness of {len(table.units):,} units is estimated, and estimates cannot be resampled or compared "
            f"with random plans; leave the draws out, or choose notices with at most {sampling.exact_up_to:,} units"
        )


def _measured(
    r: Responsibilities,
    table: Incidence,
    ties: Pairs,
    load: dict[str, Load],
    sampling: Sampling,
    rules: Rules,
    resampled: Resampled | None,
    null: NullModel | None,
    projection: Validated | None,
    progress: Progress,
) -> tuple[list[Bottleneck], Network]:
    units = table.units
    progress("measures", 0, _STEPS)
    between = betweenness(ties, exact_up_to=sampling.exact_up_to, pivots=sampling.pivots, seed=sampling.seed)
    progress("measures", 1, _STEPS)
    bipartite = bipartite_betweenness(
        table, exact_up_to=sampling.exact_up_to, pivots=sampling.pivots, seed=sampling.seed
    )
    constrained, effective, cores, cuts = constraint(ties), effective_size(ties), core_number(ties), cut_off(ties)
    progress("measures", 2, _STEPS)
    directed = lead_network(r, table)
    # Units whose kind is unknown are of no common kind.
    brokers = brokerage(directed, {unit: str(kind or unit) for unit, kind in directed.nodes(data="kind")})
    progress("measures", 3, _STEPS)
    lost = _removals(ties, between.values.tolist())
    partners = _partners(table)
    kept = None if projection is None else Counter(e for pair in projection.pairs for e in (pair.one, pair.other))
    found = []
    for i, unit in enumerate(units):
        mine = sorted(partners[i], key=lambda j: (-len(partners[i][j]), units[j].name, units[j].iri))
        expected = None if null is None else null.units.get(unit.iri)
        of_load = None if resampled is None else resampled.load[i]
        found.append(
            Bottleneck(
                load[unit.iri],
                tuple(units[j].iri for j in mine),
                tuple(table.groups[g] for g in sorted({g for groups in partners[i].values() for g in groups})),
                float(between.values[i]),
                None if between.errors is None else float(between.errors[i]),
                float(bipartite.values[i]),
                None if bipartite.errors is None else float(bipartite.errors[i]),
                _number(constrained[i]),
                _number(effective[i]),
                cores[i],
                brokers[unit.iri],
                tuple(sorted(units[j].iri for j in cuts.get(i, ()))),
                lost.get(i),
                of_load,
                None if resampled is None else resampled.betweenness[i],
                expected,
                None if kept is None else kept[unit.iri],
                findings(
                    table,
                    i,
                    load=load[unit.iri],
                    partners=partners[i],
                    cut_off=cuts.get(i, ()),
                    resampled=of_load,
                    expected=expected,
                    compared=null is not None,
                    rules=rules,
                ),
            )
        )
    progress("measures", _STEPS, _STEPS)
    return found, _network(r, table, ties, load, between.pivots)


def _network(r: Responsibilities, table: Incidence, ties: Pairs, load: dict[str, Load], pivots: int | None) -> Network:
    from scipy import sparse
    from scipy.sparse import csgraph

    shared = table.shared()
    matrix = sparse.csr_array((np.ones(len(ties.one)), (ties.one, ties.other)), shape=(ties.n, ties.n))
    leading = [len(load[unit.iri].clauses["lead"]) for unit in table.units]
    leads = any(own.clauses["lead"] for own in load.values())
    return Network(
        len(table.units),
        len(table.groups),
        len(shared.units),
        len(shared.groups),
        len(ties.one),
        int(csgraph.connected_components(matrix, directed=False)[0]) if ties.n else 0,
        efficiency(ties) if ties.n <= MEASURED_UP_TO else None,
        concentration(leading if leads else [len(load[unit.iri].clauses["responsible"]) for unit in table.units]),
        leads,
        pivots,
        _leadless(r),
    )


def _leadless(r: Responsibilities) -> tuple[str, ...]:
    assigned = {r.tasks[a.task].notice for a in r.assignments}
    led = {r.tasks[a.task].notice for a in r.assignments if a.role == "lead"}
    return tuple(sorted(assigned - led))


def _removals(ties: Pairs, between: list[float]) -> dict[int, Removal]:
    """By row, of all units, or of those highest by betweenness where there are many."""
    if ties.n > MEASURED_UP_TO:
        return {}
    every = ties.n <= EVERY_UNIT_UP_TO
    rows = range(ties.n) if every else sorted(range(ties.n), key=lambda i: -between[i])[:_MOST_AFFECTED]
    return dict(zip(rows, removals(ties, np.array(rows, dtype=np.int64)), strict=True))


def _partners(table: Incidence) -> list[dict[int, list[int]]]:
    """For each row its partners' rows, each with the columns that they share."""
    found: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in table.units]
    for group, marks in table.members().items():
        for (one, _), (other, _) in combinations(marks, 2):
            found[one][other].append(group)
            found[other][one].append(group)
    return [dict(own) for own in found]


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)
