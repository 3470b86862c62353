"""What stands in each column for a unit: values for programs and spreadsheets, and figures as people write them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import Final, NamedTuple

from ...graph.columns import Responsibilities, Role
from ...graph.coordination.bootstrap import Interval
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.load import ROLES, Load
from ...graph.coordination.null_model import Expected
from ...graph.coordination.removal import Removal
from ...graph.coordination.structure import Brokerage
from ...graph.rows import Value
from ...ontology.labels import label
from ...ontology.terms import ZT
from .figures import NONE, chance, figure, percent
from .groups import by_role, naming, task_of
from .words import Sentences, label_words

__all__ = ["CELLS", "ON_PAGE", "Row", "Whole"]


@dataclass(frozen=True, slots=True)
class Whole:
    """What all rows are made from."""

    r: Responsibilities
    b: Bottlenecks
    language: str | None
    totals: Mapping[Role, int]
    task_of: Mapping[str, str]
    sentences: Sentences

    @classmethod
    def of(cls, r: Responsibilities, b: Bottlenecks, language: str | None) -> "Whole":
        """Of an analysis, for rows in a language: zh, en or both; codes without one."""
        loads = [*(unit.load for unit in b.units), *b.collectives]
        totals: dict[Role, int] = {role: sum(len(by_role(b, load)[role]) for load in loads) for role in ROLES}
        return cls(r, b, language, totals, task_of(r), Sentences(r, b))


class Row(NamedTuple):
    """A unit, or a collective that has a load alone."""

    whole: Whole
    load: Load
    unit: Bottleneck | None


Cell = Callable[[Row], Value]


def _in(words: Mapping[str, str], language: str) -> str:
    return f"{words['zh']} {words['en']}" if language == "both" else words[language]


def _concept(iri: str | None, language: str | None) -> Value:
    if iri is None:
        return None
    return _in(label(iri), language) if language else iri.rpartition("#")[2]


def _kind(row: Row) -> Value:
    sort = ZT.CollectiveUnit if row.load.unit.collective else ZT.Agency
    return _concept(row.load.unit.kind or sort, row.whole.language)


def _labels(row: Row) -> Value:
    if row.unit is None:
        return None
    language = row.whole.language
    if language is None:
        return " ".join(finding.label for finding in row.unit.findings)
    return "；".join(_in(label_words(finding.label), language) for finding in row.unit.findings)


def _why(row: Row) -> Value:
    if row.unit is None:
        return None
    told = (row.whole.sentences.of(row.unit, finding) for finding in row.unit.findings)
    return " ".join(_in(words, row.whole.language or "en") for words in told)


def _behind(row: Row) -> Value:
    if row.unit is None:
        return None
    groups = (group for finding in row.unit.findings for group in finding.groups)
    return _numbers(row.whole.r, (row.whole.task_of[group] for group in groups))


def _cut_units(row: Row) -> Value:
    return None if row.unit is None else "、".join(row.whole.r.units[iri].name for iri in row.unit.cuts_off)


def _many(row: Row, role: Role) -> int:
    return len(by_role(row.whole.b, row.load)[role])


def _groups(role: Role) -> Cell:
    return lambda row: _many(row, role)


def _share(role: Role) -> Cell:
    def cell(row: Row) -> Value:
        total = row.whole.totals[role]
        return _rounded(_many(row, role) / total) if total else None

    return cell


def _tasks(role: Role) -> Cell:
    return lambda row: _numbers(row.whole.r, row.load.tasks[role])


def _roles(row: Row) -> str:
    return "/".join(str(_many(row, role)) for role in ROLES)


def _own(figure: Callable[[Bottleneck], float | None], digits: int = 3) -> Cell:
    return lambda row: None if row.unit is None else _rounded(figure(row.unit), digits)


def _by_load(figure: Callable[[Interval], float], digits: int = 3) -> Cell:
    return _own(lambda unit: None if unit.load_interval is None else figure(unit.load_interval), digits)


def _between(figure: Callable[[Interval], float]) -> Cell:
    return _own(lambda unit: None if unit.betweenness_interval is None else figure(unit.betweenness_interval))


def _random(figure: Callable[[Expected], float], digits: int = 3) -> Cell:
    return _own(lambda unit: None if unit.expected is None else figure(unit.expected), digits)


def _lost(figure: Callable[[Removal], float]) -> Cell:
    return _own(lambda unit: None if unit.removal is None else figure(unit.removal))


def _brokered(figure: Callable[[Brokerage], int]) -> Cell:
    return lambda row: (
        None if row.unit is None or not row.whole.b.network.leads else _rounded(figure(row.unit.brokerage))
    )


def _spread(row: Row) -> Value:
    if row.unit is None:
        return None
    interval, error = row.unit.betweenness_interval, row.unit.betweenness_error
    told = f"{row.unit.betweenness:.3f}"
    if interval is not None:
        return f"{told} ({interval.low:.3f}–{interval.high:.3f})"
    return told if error is None else f"{told} ±{error:.3f}"


def _ranks(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.best}–{interval.worst}"


def _tested(row: Row) -> Value:
    expected = None if row.unit is None else row.unit.expected
    return None if expected is None else f"{expected.observed:.3f} / {expected.mean:.3f}"


CELLS: Final[Mapping[str, Cell]] = {
    "unit": lambda row: row.load.unit.name,
    "labels": _labels,
    "kind": _kind,
    "level": lambda row: _concept(row.load.unit.level, row.whole.language),
    "load": lambda row: len(naming(row.whole.b, row.load)),
    "load_low": _by_load(lambda i: i.low, 1),
    "load_high": _by_load(lambda i: i.high, 1),
    "roles": _roles,
    "lead": _groups("lead"),
    "support": _groups("support"),
    "responsible": _groups("responsible"),
    "lead_share": _share("lead"),
    "support_share": _share("support"),
    "responsible_share": _share("responsible"),
    "tasks": lambda row: len(row.load.all_tasks),
    "sections": lambda row: len(row.load.sections),
    "sectors": lambda row: len(row.load.sectors),
    "participation": lambda row: _rounded(row.load.participation),
    "load_best": _by_load(lambda i: i.best),
    "load_worst": _by_load(lambda i: i.worst),
    "load_top": _by_load(lambda i: i.top),
    "partners": _own(lambda unit: len(unit.partners)),
    "betweenness": _own(lambda unit: unit.betweenness),
    "betweenness_error": _own(lambda unit: unit.betweenness_error),
    "betweenness_low": _between(lambda i: i.low),
    "betweenness_high": _between(lambda i: i.high),
    "betweenness_interval": _spread,
    "rank_best": _between(lambda i: i.best),
    "rank_worst": _between(lambda i: i.worst),
    "ranks": lambda row: None if row.unit is None else _ranks(row.unit.betweenness_interval) or None,
    "top": _between(lambda i: i.top),
    "observed": _random(lambda e: e.observed),
    "expected": _random(lambda e: e.mean),
    "expected_low": _random(lambda e: e.low),
    "expected_high": _random(lambda e: e.high),
    "tested": _tested,
    "p": _random(lambda e: e.p, 4),
    "q": _random(lambda e: e.q, 4),
    "bipartite": _own(lambda unit: unit.bipartite),
    "constraint": _own(lambda unit: unit.constraint),
    "effective_size": _own(lambda unit: unit.effective_size),
    "core": _own(lambda unit: unit.core),
    "brokerage": _brokered(lambda roles: roles.total),
    "coordinator": _brokered(lambda roles: roles.coordinator),
    "consultant": _brokered(lambda roles: roles.consultant),
    "gatekeeper": _brokered(lambda roles: roles.gatekeeper),
    "representative": _brokered(lambda roles: roles.representative),
    "liaison": _brokered(lambda roles: roles.liaison),
    "efficiency_loss": _lost(lambda lost: lost.efficiency),
    "others_loss": _lost(lambda lost: lost.others),
    "largest_change": _lost(lambda lost: lost.largest),
    "cuts_off": _own(lambda unit: len(unit.cuts_off)),
    "cuts_off_units": _cut_units,
    "validated": _own(lambda unit: unit.validated),
    "why": _why,
    "behind": _behind,
    "lead_tasks": _tasks("lead"),
    "support_tasks": _tasks("support"),
    "responsible_tasks": _tasks("responsible"),
    "all_tasks": lambda row: _numbers(row.whole.r, row.load.all_tasks),
    "iri": lambda row: row.load.unit.iri,
}
"""By name of the column."""


def _rounded(value: float | None, digits: int = 3) -> Value:
    if value is None or isnan(value):
        return None
    return value if isinstance(value, int) else round(Decimal(value), digits)


def _numbers(r: Responsibilities, tasks: Iterable[str]) -> str:
    """Tasks by number: 8 12 46, or with their notices: 青政办〔2018〕28号: 8 12; 青政办〔2019〕1号: 3."""
    by_notice: dict[str, set[int]] = {}
    for iri in tasks:
        by_notice.setdefault(r.tasks[iri].notice, set()).add(r.tasks[iri].number)
    lists = {notice: " ".join(map(str, sorted(numbers))) for notice, numbers in by_notice.items()}
    if len(r.notices) == 1:
        return "".join(lists.values())
    return "; ".join(f"{r.notices[notice].label}: {numbers}" for notice, numbers in sorted(lists.items()))


Pair = tuple[str, str]


def _page(told: Callable[[Bottlenecks, Bottleneck], Pair | None]) -> Callable[[Row], Pair]:
    return lambda row: (None if row.unit is None else told(row.whole.b, row.unit)) or (NONE, "")


def _load_on_page(row: Row) -> Pair:
    interval = None if row.unit is None else row.unit.load_interval
    many = len(naming(row.whole.b, row.load))
    return f"{many:,}", "" if interval is None else f"{interval.low:g}–{interval.high:g}"


def _betweenness_on_page(_: Bottlenecks, unit: Bottleneck) -> Pair:
    if unit.betweenness_error is not None:
        return figure(unit.betweenness), f"±{unit.betweenness_error:.2g}"
    interval = unit.betweenness_interval
    return figure(unit.betweenness), "" if interval is None else f"{interval.low:.2f}–{interval.high:.2f}"


def _top_on_page(b: Bottlenecks, interval: Interval | None) -> Pair | None:
    return None if interval is None else (f"{percent(interval.top, b.rules.hub)}%", _ranks(interval))


def _tested_on_page(_: Bottlenecks, unit: Bottleneck) -> Pair | None:
    e = unit.expected
    return None if e is None else (f"{figure(e.observed)} / {figure(e.mean)}", f"{e.low:.2f}–{e.high:.2f}")


def _q_on_page(b: Bottlenecks, unit: Bottleneck) -> Pair | None:
    e = unit.expected
    return None if e is None else (chance(e.q, b.rules.broker), chance(e.p, b.rules.broker))


def _two(value: float | None) -> Pair | None:
    return None if value is None else (f"{value:.2f}", "")


ON_PAGE: Final[Mapping[str, Callable[[Row], Pair]]] = {
    "load": _load_on_page,
    "load_top": _page(lambda b, unit: _top_on_page(b, unit.load_interval)),
    "betweenness": _page(_betweenness_on_page),
    "top": _page(lambda b, unit: _top_on_page(b, unit.betweenness_interval)),
    "tested": _page(_tested_on_page),
    "q": _page(_q_on_page),
    "constraint": _page(lambda _, unit: _two(unit.constraint)),
    "effective_size": _page(lambda _, unit: _two(unit.effective_size)),
    "participation": _page(lambda _, unit: _two(unit.load.participation)),
    "efficiency_loss": _page(
        lambda _, unit: (
            None
            if unit.removal is None
            else (f"{unit.removal.efficiency * 100:.1f}%".replace("-", "\N{MINUS SIGN}"), "")
        )
    ),
}
"""The figure, and what stands below it; by name of the column, where that is not the value itself."""
