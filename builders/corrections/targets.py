"""Rows on targets: which figure is to be reached."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ...ontology.places import names_of
from ..figures import MULTIPLIERS, TARGET
from ..fold import fold, without_space
from ..model import Span, Target
from ..parse import stated_year, where_it_stands
from ..targets import find_targets
from .columns import COLUMNS
from .errors import RowError, cut
from .places import visible
from .rows import Row
from .said import of_target
from .state import State, between

__all__ = ["correct_targets"]


class _Targets:
    """The targets while rows are applied, and where each stands."""

    def __init__(self, state: State) -> None:
        self._places = state.places
        self.of = {t.number: t for t in state.notice.targets}
        # A number that was read is not given to something else, so that no IRI changes its meaning.
        self.taken = set(self.of)
        self.order = [t.number for t in state.notice.targets]
        self.by_core: dict[Span, list[int]] = defaultdict(list)
        self.by_words: dict[str, list[int]] = defaultdict(list)
        for target in state.notice.targets:
            self.by_core[state.places.core(target.span)].append(target.number)
            self.by_words[state.places.as_saved(visible(state.notice.source.words(target.span)))].append(target.number)

    def at(self, span: Span) -> list[Target]:
        """Those at a place."""
        return [self.of[n] for n in self.by_core.get(self._places.core(span), ()) if n in self.of]

    def add(self, target: Target, *, by_number: bool) -> None:
        """Takes one in where its place says, or where its number does, which a row may give."""
        before = (
            i
            for i, n in enumerate(self.order)
            if n in self.of and (n > target.number if by_number else self.of[n].span > target.span)
        )
        self.order.insert(next(before, len(self.order)), target.number)
        self.of[target.number] = target
        self.taken.add(target.number)
        self.by_core[self._places.core(target.span)].append(target.number)


def correct_targets(state: State, rows: Iterable[Row]) -> tuple[Target, ...]:
    """Applies the rows on targets; the targets."""
    found = _Targets(state)
    # What corrects nothing is compared with what holds in the end.
    for row in sorted(rows, key=lambda row: row.action is None):
        try:
            _correct(state, found, row)
        except RowError as fault:
            state.refuse(row, fault)
    return tuple(found.of[n] for n in dict.fromkeys(found.order) if n in found.of)


def _correct(state: State, found: _Targets, row: Row) -> None:
    span = _place(state, found, row)
    state.speak(row, state.places.core(span))
    said = _meant(found, row, span)
    if row.action is None:
        if said is not None:
            state.compare(row, of_target(said), span)
        return
    if row.action == "remove":
        if said is not None:
            del found.of[said.number]
        state.note(
            row,
            span,
            "applied" if said else "already_so",
            (said.task, said.clause) if said else (row.task, row.clause),
            before=of_target(said) if said else None,
        )
        return
    if said is None:
        made = _made(state, found, span, row)
        found.add(made, by_number=made.number == row.whole("number"))
        state.note(row, span, "applied", (made.task, made.clause), after=of_target(made), number=made.number)
        return
    state.claim(row, said.number)
    now = found.of[said.number] = _with(state, row, said)
    same = now == said
    state.note(
        row,
        span,
        "already_so" if same else "applied",
        (said.task, said.clause),
        before=None if same else of_target(said),
        after=of_target(now),
        number=said.number,
    )


def _place(state: State, found: _Targets, row: Row) -> Span:
    """Where a row's words stand; without start and end, where they were read as a target if in one place alone."""
    if row.start is not None:
        return state.places.stated(row)
    if row.action != "add":
        named = found.by_words.get(state.places.as_saved(visible(row.words)), ())
        read = {
            found.of[n].span
            for n in named
            if n in found.of and row.task in (None, found.of[n].task) and row.clause in (None, found.of[n].clause)
        }
        if len(read) == 1:
            return read.pop()
    return state.located(row)


def _meant(found: _Targets, row: Row, span: Span) -> Target | None:
    """The target at a place that a row is about: two indicators may share one figure."""
    there = found.at(span)
    if not there:
        return None
    by_name = [t for t in there if t.indicator == row.text("indicator")]
    if len(by_name) == 1:
        return by_name[0]
    if row.action == "add" and row.text("indicator") is not None:
        return None
    if len(there) == 1:
        return there[0]
    by_number = [t for t in there if t.number == row.whole("number")]
    if len(by_number) == 1:
        return by_number[0]
    listed = "; ".join(f"{t.number} {t.indicator}" for t in there)
    raise RowError(
        row.number,
        f"{len(there)} targets stand there ({listed}); fill number or indicator",
        chinese=f"该处有{len(there)}项目标（{listed}），请填写编号或者指标",
    )


def _made(state: State, found: _Targets, span: Span, row: Row) -> Target:
    """A target as the rules read the place, and as the row says over that."""
    jurisdiction = state.notice.jurisdiction
    read = find_targets(state.folded, span, jurisdiction)
    figure = read[0] if len(read) == 1 else None
    if figure is None:
        needed = [c for c in ("value", "unit_text", "indicator") if row.values.get(c) is None]
        if needed:
            raise RowError(
                row.number,
                f"no target is read there by the rules: fill {', '.join(needed)}",
                chinese=f"该处没有读出目标，请填写{'、'.join(COLUMNS[c] for c in needed)}",
            )
    task, clause = _task_of(state, row, span)
    section = None if task is not None else where_it_stands(span, state.notice.sections, ())[1]
    before = max((t.number for t in found.of.values() if t.span < span), default=0)
    blank = Target(
        number=between(found.taken, before, row.whole("number")),
        value=figure.value if figure else Decimal(0),
        max_value=figure.max_value if figure else None,
        unit=figure.unit if figure else "",
        normalized_value=Decimal(0),
        normalized_max_value=None,
        normalized_unit="",
        comparator=figure.comparator if figure else "equal",
        indicator=figure.indicator if figure else "",
        measure=figure.measure if figure else "level",
        region=figure.region if figure else None,
        year=stated_year(state.folded, span, state.head.year),
        task=task,
        clause=clause,
        section=section,
        span=span,
    )
    return _with(state, row, blank)


def _task_of(state: State, row: Row, span: Span) -> tuple[int | None, int | None]:
    """The task and clause of a target; none of either for an aim outside the tasks."""
    if row.task is None and where_it_stands(span, (), tuple(state.tasks.values()))[0] is None:
        return None, None
    task, clause = state.clause_at(row, span)
    return task.number, clause.number


def _with(state: State, row: Row, said: Target) -> Target:
    """A target with what a row says of it."""
    value, unit = row.figure("value"), row.text("unit_text")
    now = replace(
        said,
        value=said.value if value is None else value,
        max_value=row.figure("max_value") if "max_value" in row.values else said.max_value,
        unit=said.unit if unit is None else without_space(fold(unit)),
        comparator=row.comparator or said.comparator,
        indicator=row.text("indicator") or said.indicator,
        measure=row.measure or said.measure,
        region=row.text("region") if "region" in row.values else said.region,
        year=row.whole("year") if "year" in row.values else said.year,
    )
    if now.region is not None and now.region != said.region and not names_of(now.region):
        raise RowError(
            row.number,
            f"region “{cut(now.region)}” is no division code (GB/T 2260)",
            chinese=f"地区代码“{cut(now.region)}”不是行政区划代码（GB/T 2260）",
        )
    if now.year is not None and now.year != said.year and not 1900 <= now.year <= 2200:
        raise RowError(row.number, f"year {now.year} is no year of a plan", chinese=f"{now.year}不是计划年份")
    if now.max_value is not None and now.comparator != "between":
        if row.comparator is not None:
            raise RowError(
                row.number,
                "max_value is for a range: set comparator to between, or max_value to none",
                chinese="上限只用于区间：比较请填“区间”，或者上限填“无”",
            )
        now = replace(now, comparator="between")
    if now.comparator == "between" and (now.max_value is None or now.max_value <= now.value):
        raise RowError(row.number, "a range needs a max_value above its value", chinese="区间的上限须大于数值")
    multiplier, base = _unit(now.unit)
    return replace(
        now,
        normalized_value=now.value * multiplier,
        normalized_max_value=None if now.max_value is None else now.max_value * multiplier,
        normalized_unit=base,
    )


def _unit(unit: str) -> tuple[int, str]:
    """What 万 or 亿 in a unit multiplies by, and the unit without it."""
    match = TARGET.fullmatch(f"1{unit}")
    if match is None:
        return 1, unit
    return MULTIPLIERS.get(match["times"] or match["bare"] or "", 1), match["base"] or ""
