"""What changed between two notices, as tables: changes, tasks, or units."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from ..graph.columns import Task
from ..graph.comparison.changes import Comparison, Group, UnitChange
from ..graph.comparison.roles import ROLES
from ..graph.comparison.sides import Side
from ..graph.rows import Value
from .comparison_rows import Change, Place, changes, heading_of, span_of, units_of
from .comparison_words import KINDS, Words, numbers, worded
from .comparison_words import ROLES as ROLE_WORDS

__all__ = ["COLUMNS", "STATES", "TERMINAL", "Column", "rows", "score_text", "state_of", "terminal_rows"]

_SHOWN: Final = 28
"""So many characters of a text fit a column of a terminal."""


class Column(NamedTuple):
    """A column: its name for programs, its head for people."""

    name: str
    label: dict[str, str]


def _columns(*given: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, {"zh": zh, "en": en}) for name, zh, en in given)


_BEFORE, _AFTER = ("before", "原任务", "task before"), ("after", "现任务", "task after")
_SCORE: Final = (("score", "相似度", "score"), ("doubtful", "待核", "doubtful"))
_NEAR: Final = (("nearest", "最相近任务", "most like"), ("nearest_score", "其相似度", "its score"))
_PLACES: Final = (("place_before", "原文位置（前）", "place before"), ("place_after", "原文位置（后）", "place after"))

COLUMNS: Final = {
    "changes": _columns(
        ("kind", "类型", "change"),
        _BEFORE,
        _AFTER,
        ("about", "对象", "about"),
        ("old", "原", "old"),
        ("new", "现", "new"),
        *_SCORE,
        *_NEAR,
        *_PLACES,
    ),
    "tasks": _columns(
        ("state", "状态", "state"),
        _BEFORE,
        _AFTER,
        ("section_before", "原章节", "section before"),
        ("section_after", "现章节", "section after"),
        ("text_before", "原文字", "text before"),
        ("text_after", "现文字", "text after"),
        ("units_before", "原单位", "units before"),
        ("units_after", "现单位", "units after"),
        *_SCORE,
        *_NEAR,
        *_PLACES,
    ),
    "units": _columns(
        ("unit", "单位", "unit"),
        ("former", "原名称", "former name"),
        *(
            (f"{role}_{when}", f"{ROLE_WORDS[role]['zh']}（{zh}）", f"{ROLE_WORDS[role]['en']}, {when}")
            for role in ROLES
            for when, zh in (("before", "原"), ("after", "现"))
        ),
        ("gained", "新承担任务（现序号）", "tasks gained (numbers after)"),
        ("lost", "不再承担任务（原序号）", "tasks lost (numbers before)"),
        ("shifted", "角色变化任务", "tasks with another role"),
        ("iri", "标识", "IRI"),
    ),
}
"""The columns of `rows`, by table."""

TERMINAL: Final = {
    "changes": COLUMNS["changes"][:8],
    "tasks": (
        COLUMNS["tasks"][0],
        *COLUMNS["tasks"][1:3],
        *COLUMNS["tasks"][4:5],
        COLUMNS["tasks"][6],
        *COLUMNS["tasks"][9:11],
    ),
    "units": (
        COLUMNS["units"][0],
        *_columns(("roles", "牵头/配合/负责", "lead/support/responsible")),
        *COLUMNS["units"][-4:-1],
    ),
}
"""The columns of `terminal_rows`."""

STATES: Final[dict[str, Words]] = {
    "same": {"zh": "未变", "en": "unchanged"},
    "changed": {"zh": "有调整", "en": "changed"},
    "new": {"zh": "新增", "en": "new"},
    "gone": {"zh": "不再列入", "en": "gone"},
    "split": {"zh": "拆分", "en": "split"},
    "merged": {"zh": "合并", "en": "merged"},
}
"""What became of a task."""
_YES: Final = {"zh": "是", "en": "yes"}


def state_of(group: Group) -> str:
    """One of `STATES`."""
    return ("changed" if group.changed else "same") if group.kind == "carried" else group.kind


def score_text(score: int | None) -> str:
    """Hundredths as a number between 0 and 1; nothing for none."""
    return "" if score is None else f"{score / 100:.2f}"


def rows(c: Comparison, table: str, *, language: str | None = None) -> list[list[Value]]:
    """The rows of a table.

    Args:
        c: the comparison.
        table: changes, tasks or units.
        language: of the words: zh, en, both, or none for codes.
    """
    if table == "changes":
        return [_change(change, language) for change in changes(c, language=language)]
    if table == "tasks":
        return [_task(c, group, language) for group in c.groups]
    return [_unit(unit) for unit in c.units]


def terminal_rows(c: Comparison, table: str, *, language: str | None = None) -> list[list[Value]]:
    """The same in few columns, long texts cut; arguments as for `rows`."""
    if table == "units":
        return [
            [unit.party.name, _roles(unit), numbers(unit.gained), numbers(unit.lost), _shifted(unit)]
            for unit in c.units
        ]
    found = rows(c, table, language=language)
    columns = [column.name for column in COLUMNS[table]]
    places = [columns.index(column.name) for column in TERMINAL[table]]
    if table == "changes":
        both = [_excerpts(str(row[4] or ""), str(row[5] or "")) for row in found]
        found = [[*row[:4], old, new, *row[6:]] for row, (old, new) in zip(found, both, strict=True)]
    else:
        found = [[*row[:4], row[4] or row[3], row[5], row[6] or row[5], *row[7:]] for row in found]
    return [[_cut(row[at]) for at in places] for row in found]


def _change(change: Change, language: str | None) -> list[Value]:
    return [
        worded(KINDS[change.kind], change.kind, language),
        numbers(change.before),
        numbers(change.after),
        change.about,
        change.old,
        change.new,
        _hundredths(change.score),
        _flag(change.doubtful, language),
        None if change.near is None else change.near[0],
        None if change.near is None else _hundredths(change.near[1]),
        _places(change.said),
        _places(change.says),
    ]


def _task(c: Comparison, group: Group, language: str | None) -> list[Value]:
    state = state_of(group)
    return [
        worded(STATES[state], state, language),
        numbers(group.before),
        numbers(group.after),
        *("; ".join(dict.fromkeys(heading_of(side, task) for task in tasks)) for side, tasks in _sides(c, group)),
        *("\n".join(task.text for task in tasks) for _, tasks in _sides(c, group)),
        *(_named(side, tasks, language) for side, tasks in _sides(c, group)),
        _hundredths(group.score),
        _flag(group.doubtful, language),
        None if group.near is None else group.near.task.number,
        None if group.near is None else _hundredths(group.near.score),
        *(_places([span_of(task) for task in tasks]) for _, tasks in _sides(c, group)),
    ]


def _unit(unit: UnitChange) -> list[Value]:
    held: list[Value] = [numbers(tasks[role]) for role in ROLES for tasks in (unit.before, unit.after)]
    gained, lost = numbers(unit.gained), numbers(unit.lost)
    return [unit.party.name, unit.party.former, *held, gained, lost, _shifted(unit), unit.party.key]


def _roles(unit: UnitChange) -> str:
    """How many tasks in each role, before → after."""
    counts = ["/".join(str(len(tasks[role])) for role in ROLES) for tasks in (unit.before, unit.after)]
    return counts[0] if counts[0] == counts[1] else f"{counts[0]} → {counts[1]}"


def _shifted(unit: UnitChange) -> str:
    return "; ".join(f"{one.number} → {other.number}" for one, other in unit.shifted)


def _named(side: Side, tasks: tuple[Task, ...], language: str | None) -> str:
    """Who answers for tasks: a role, then its units."""
    return "; ".join(
        f"{worded(ROLE_WORDS[role], role, language)}: {'、'.join(unit.name for unit in units)}"
        for role, units in units_of(side, tasks).items()
    )


def _sides(c: Comparison, group: Group) -> tuple[tuple[Side, tuple[Task, ...]], ...]:
    return (c.before, group.before), (c.after, group.after)


def _hundredths(score: int | None) -> Decimal | None:
    return None if score is None else Decimal(score).scaleb(-2)


def _flag(value: bool, language: str | None) -> Value:
    if language is None:
        return value
    return worded(_YES, "", language) if value else ""


def _places(places: Sequence[Place]) -> str:
    return "; ".join(f"{start}-{end}" for start, end, _ in places)


def _cut(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    line = value.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Two long texts from shortly before the place where they begin to differ."""
    if not old or not new or max(len(old), len(new)) <= _SHOWN:
        return old, new
    same = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(0, same - 6)
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)
