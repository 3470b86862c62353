"""The bottleneck figures as a table, with the tasks behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import Final, NamedTuple

from ..graph.columns import Responsibilities, Role
from ..graph.coordination.bootstrap import Interval
from ..graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ..graph.coordination.load import ROLES, Load
from ..graph.coordination.null_model import Expected
from ..graph.coordination.removal import Removal
from ..graph.rows import Value
from ..ontology.labels import label
from ..ontology.terms import ZT
from .bottleneck_words import label_words, sentence

__all__ = ["COLUMNS", "TERMINAL", "Column", "rows"]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all rows are made from."""

    r: Responsibilities
    b: Bottlenecks
    language: str | None
    totals: Mapping[Role, int]
    task_of: Mapping[str, str]


class _Row(NamedTuple):
    whole: _Whole
    load: Load
    unit: Bottleneck | None


def _name(row: _Row) -> Value:
    return row.load.unit.name


def _kind(row: _Row) -> Value:
    sort = ZT.CollectiveUnit if row.load.unit.collective else ZT.Agency
    return _concept(row.load.unit.kind or sort, row.whole.language)


def _level(row: _Row) -> Value:
    return _concept(row.load.unit.level, row.whole.language)


def _labels(row: _Row) -> Value:
    if row.unit is None:
        return None
    if row.whole.language is None:
        return " ".join(finding.label for finding in row.unit.findings)
    return "；".join(_in(label_words(finding.label), row.whole.language) for finding in row.unit.findings)


def _why(row: _Row) -> Value:
    if row.unit is None:
        return None
    told = (sentence(row.whole.r, row.whole.b, row.unit, finding) for finding in row.unit.findings)
    return " ".join(_in(words, row.whole.language or "en") for words in told)


def _behind(row: _Row) -> Value:
    """The tasks behind the labels."""
    if row.unit is None:
        return None
    groups = (group for finding in row.unit.findings for group in finding.groups)
    return _numbers(row.whole.r, (row.whole.task_of.get(group, group) for group in groups))


def _cut_units(row: _Row) -> Value:
    return None if row.unit is None else "、".join(row.whole.r.units[iri].name for iri in row.unit.cuts_off)


def _clauses(role: Role) -> "_Cell":
    return lambda row: len(row.load.clauses[role])


def _share(role: Role) -> "_Cell":
    """Of all that the units and collectives have in a role."""

    def cell(row: _Row) -> Value:
        total = row.whole.totals[role]
        return _rounded(len(row.load.clauses[role]) / total) if total else None

    return cell


def _tasks(role: Role) -> "_Cell":
    return lambda row: _numbers(row.whole.r, row.load.tasks[role])


def _load(figure: Callable[[Load], float]) -> "_Cell":
    return lambda row: _rounded(figure(row.load))


def _own(figure: Callable[[Bottleneck], float | None]) -> "_Cell":
    return lambda row: None if row.unit is None else _rounded(figure(row.unit))


def _by_load(figure: Callable[[Interval], float]) -> "_Cell":
    return _own(lambda unit: None if unit.load_interval is None else figure(unit.load_interval))


def _by_betweenness(figure: Callable[[Interval], float]) -> "_Cell":
    return _own(lambda unit: None if unit.betweenness_interval is None else figure(unit.betweenness_interval))


def _at_random(figure: Callable[[Expected], float], digits: int = 3) -> "_Cell":
    def cell(row: _Row) -> Value:
        expected = None if row.unit is None else row.unit.expected
        return None if expected is None else _rounded(figure(expected), digits)

    return cell


def _lost(figure: Callable[[Removal], float]) -> "_Cell":
    return _own(lambda unit: None if unit.removal is None else figure(unit.removal))


def _roles(row: _Row) -> Value:
    return "/".join(str(len(row.load.clauses[role])) for role in ROLES)


def _spread(row: _Row) -> Value:
    """Betweenness with its interval, or its standard error where it is estimated."""
    if row.unit is None:
        return None
    interval, error = row.unit.betweenness_interval, row.unit.betweenness_error
    told = f"{row.unit.betweenness:.3f}"
    if interval is not None:
        return f"{told} ({interval.low:.3f}–{interval.high:.3f})"
    return told if error is None else f"{told} ±{error:.3f}"


def _ranks(row: _Row) -> Value:
    interval = None if row.unit is None else row.unit.betweenness_interval
    return None if interval is None else f"{interval.best}–{interval.worst}"


def _against(row: _Row) -> Value:
    expected = None if row.unit is None else row.unit.expected
    return None if expected is None else f"{expected.observed:.3f} / {expected.mean:.3f}"


_Cell = Callable[[_Row], Value]


class Column(NamedTuple):
    """A column of `rows`: its name for programs, its head for people in zh and en, and what stands in it."""

    name: str
    label: dict[str, str]
    cell: _Cell


def _columns(*given: tuple[str, str, str, _Cell]) -> tuple[Column, ...]:
    return tuple(Column(name, {"zh": zh, "en": en}, cell) for name, zh, en, cell in given)


COLUMNS: Final = _columns(
    ("unit", "单位", "unit", _name),
    ("labels", "判断", "labels", _labels),
    ("kind", "类别", "kind", _kind),
    ("level", "层级", "level", _level),
    ("lead", "牵头条款", "clauses led", _clauses("lead")),
    ("support", "配合条款", "supported", _clauses("support")),
    ("responsible", "负责条款", "responsible for", _clauses("responsible")),
    ("lead_share", "牵头占比", "share of lead", _share("lead")),
    ("support_share", "配合占比", "share of support", _share("support")),
    ("responsible_share", "负责占比", "share of responsible", _share("responsible")),
    ("tasks", "任务数", "tasks", _load(lambda load: len(load.all_tasks))),
    ("sections", "章节", "sections", _load(lambda load: len(load.sections))),
    ("sectors", "领域", "sectors", _load(lambda load: len(load.sectors))),
    ("participation", "领域分散度", "participation", _load(lambda load: load.participation)),
    ("load_best", "负荷最好名次", "load rank, best", _by_load(lambda i: i.best)),
    ("load_worst", "负荷最差名次", "load rank, worst", _by_load(lambda i: i.worst)),
    ("load_top", "负荷前三概率", "P(top 3 by load)", _by_load(lambda i: i.top)),
    ("partners", "同条款单位", "partners", _own(lambda unit: len(unit.partners))),
    ("betweenness", "中介中心性", "betweenness", _own(lambda unit: unit.betweenness)),
    ("betweenness_error", "标准误", "standard error", _own(lambda unit: unit.betweenness_error)),
    ("betweenness_low", "区间下限", "interval, low", _by_betweenness(lambda i: i.low)),
    ("betweenness_high", "区间上限", "interval, high", _by_betweenness(lambda i: i.high)),
    ("rank_best", "最好名次", "rank, best", _by_betweenness(lambda i: i.best)),
    ("rank_worst", "最差名次", "rank, worst", _by_betweenness(lambda i: i.worst)),
    ("top", "前三概率", "P(top 3)", _by_betweenness(lambda i: i.top)),
    ("observed", "检验值", "betweenness tested", _at_random(lambda e: e.observed)),
    ("expected", "随机期望", "expected at random", _at_random(lambda e: e.mean)),
    ("p", "p 值", "p", _at_random(lambda e: e.p, 4)),
    ("q", "q 值", "q", _at_random(lambda e: e.q, 4)),
    ("bipartite", "二部网中介中心性", "bipartite betweenness", _own(lambda unit: unit.bipartite)),
    ("constraint", "约束系数", "constraint", _own(lambda unit: unit.constraint)),
    ("effective_size", "有效规模", "effective size", _own(lambda unit: unit.effective_size)),
    ("core", "k 核", "k-core", _own(lambda unit: unit.core)),
    ("coordinator", "同类协调", "coordinator", _own(lambda unit: unit.brokerage.coordinator)),
    ("consultant", "外部居间", "consultant", _own(lambda unit: unit.brokerage.consultant)),
    ("gatekeeper", "守门", "gatekeeper", _own(lambda unit: unit.brokerage.gatekeeper)),
    ("representative", "代表", "representative", _own(lambda unit: unit.brokerage.representative)),
    ("liaison", "联络", "liaison", _own(lambda unit: unit.brokerage.liaison)),
    ("efficiency_loss", "移除后效率损失", "efficiency lost without it", _lost(lambda lost: lost.efficiency)),
    ("others_loss", "其余单位间效率损失", "lost between the others", _lost(lambda lost: lost.others)),
    ("largest_change", "最大连通部分变化", "change of the largest part", _lost(lambda lost: lost.largest)),
    ("cuts_off", "割点隔开", "cuts off", _own(lambda unit: len(unit.cuts_off))),
    ("cuts_off_units", "隔开的单位", "units cut off", _cut_units),
    ("validated", "超出随机的伙伴", "partners beyond chance", _own(lambda unit: unit.validated)),
    ("why", "理由", "why", _why),
    ("behind", "依据任务", "tasks behind the labels", _behind),
    ("lead_tasks", "牵头任务", "tasks led", _tasks("lead")),
    ("support_tasks", "配合任务", "tasks supported", _tasks("support")),
    ("responsible_tasks", "负责任务", "tasks responsible for", _tasks("responsible")),
    ("all_tasks", "全部任务", "all tasks", lambda row: _numbers(row.whole.r, row.load.all_tasks)),
    ("iri", "标识", "IRI", lambda row: row.load.unit.iri),
)
"""All columns: for spreadsheets and programs."""
TERMINAL: Final = _columns(
    ("unit", "单位", "unit", _name),
    ("labels", "判断", "labels", _labels),
    ("roles", "牵头/配合/负责", "lead/support/responsible", _roles),
    ("partners", "同条款单位", "partners", _own(lambda unit: len(unit.partners))),
    ("betweenness", "中介中心性（区间）", "betweenness (interval)", _spread),
    ("rank", "名次", "rank", _ranks),
    ("top", "前三概率", "P(top 3)", _by_betweenness(lambda i: i.top)),
    ("expected", "检验值/随机期望", "tested/at random", _against),
    ("q", "q 值", "q", _at_random(lambda e: e.q)),
    ("cuts_off", "割点隔开", "cuts off", _own(lambda unit: len(unit.cuts_off))),
)
"""The columns that a terminal has room for."""


def rows(
    r: Responsibilities,
    b: Bottlenecks,
    *,
    columns: Sequence[Column] = COLUMNS,
    language: str | None = None,
) -> list[list[Value]]:
    """A row a unit that counts, then a row a collective, which has loads alone.

    Loads count clauses, ``tasks`` tasks. Tasks are given by number, after the notice's number where there are several
    notices. Units of one name are told apart by their IRIs. A cell is empty where a figure was not worked out.

    Args:
        r: who answers for what.
        b: its analysis.
        columns: which.
        language: of labels, kinds and reasons: zh, en or both; without one they are codes, the reasons in English.
    """
    loads = [*(unit.load for unit in b.units), *b.collectives]
    whole = _Whole(
        r,
        b,
        language,
        {role: sum(len(load.clauses[role]) for load in loads) for role in ROLES},
        {a.clause: a.task for a in r.assignments} | {d.clause: d.task for d in r.duties if d.clause is not None},
    )
    found = [_Row(whole, unit.load, unit) for unit in b.units] + [_Row(whole, load, None) for load in b.collectives]
    return [[column.cell(row) for column in columns] for row in found]


def _in(words: Mapping[str, str], language: str) -> str:
    return f"{words['zh']} {words['en']}" if language == "both" else words[language]


def _concept(iri: str | None, language: str | None) -> Value:
    if iri is None:
        return None
    return _in(label(iri), language) if language else iri.rpartition("#")[2]


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
