"""What the kinds of change are called, in both languages, and how values are told."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from ..graph.columns import Role, Task
from ..graph.facts import Citation, Comparator, Deadline, Target

__all__ = [
    "KINDS",
    "ROLES",
    "ChangeKind",
    "Words",
    "date_text",
    "document_text",
    "indicator_text",
    "numbers",
    "roles_text",
    "value_text",
    "worded",
]

Words = dict[str, str]
ChangeKind = Literal[
    "task-new", "task-gone", "task-split", "task-merged", "task-reworded", "task-figures", "task-moved",
    "unit-added", "unit-dropped", "unit-role",
    "target-changed", "target-new", "target-gone",
    "deadline-changed", "deadline-new", "deadline-gone",
    "citation-new", "citation-gone", "citation-renewed",
    "section-new", "section-gone", "section-renamed",
]  # fmt: skip

KINDS: Final[dict[ChangeKind, Words]] = {
    "task-new": {"zh": "新增任务", "en": "new task"},
    "task-gone": {"zh": "不再列入的任务", "en": "task gone"},
    "task-split": {"zh": "任务拆分", "en": "task split"},
    "task-merged": {"zh": "任务合并", "en": "tasks merged"},
    "task-reworded": {"zh": "任务文字修改", "en": "task reworded"},
    "task-figures": {"zh": "任务仅数字修改", "en": "task, figures only"},
    "task-moved": {"zh": "任务调整章节", "en": "task in another section"},
    "unit-added": {"zh": "新增单位", "en": "unit added"},
    "unit-dropped": {"zh": "不再列名的单位", "en": "unit dropped"},
    "unit-role": {"zh": "单位角色变化", "en": "role of unit"},
    "target-changed": {"zh": "目标调整", "en": "target changed"},
    "target-new": {"zh": "新增目标", "en": "new target"},
    "target-gone": {"zh": "不再列入的目标", "en": "target gone"},
    "deadline-changed": {"zh": "时限调整", "en": "deadline changed"},
    "deadline-new": {"zh": "新增时限", "en": "new deadline"},
    "deadline-gone": {"zh": "不再列入的时限", "en": "deadline gone"},
    "citation-new": {"zh": "新引用文件", "en": "document newly cited"},
    "citation-gone": {"zh": "不再引用的文件", "en": "document cited no longer"},
    "citation-renewed": {"zh": "引用文件更新", "en": "later edition cited"},
    "section-new": {"zh": "新增章节", "en": "new section"},
    "section-gone": {"zh": "不再列入的章节", "en": "section gone"},
    "section-renamed": {"zh": "章节标题修改", "en": "heading reworded"},
}
"""The kinds of change, in the order in which they are told."""

ROLES: Final[dict[Role, Words]] = {
    "lead": {"zh": "牵头", "en": "lead"},
    "support": {"zh": "配合", "en": "support"},
    "responsible": {"zh": "负责", "en": "responsible"},
}
_YEAR: Final = re.compile(r"/document/[^/]+/(\d{4})/[^/]+$")
"""The year in the IRI of a document that is known by its title (see `Iris.titled_document`)."""
_SIGNS: Final[dict[Comparator, str]] = {"equal": "", "at_least": "≥", "at_most": "≤", "about": "≈", "between": ""}


def worded(words: Words, code: str, language: str | None) -> str:
    """Words in one language or in both; the code for programs where none is asked for."""
    if language is None:
        return code
    return f"{words['zh']} {words['en']}" if language == "both" else words[language]


def roles_text(roles: Iterable[Role], language: str | None) -> str:
    """Roles as words: 牵头、配合."""
    separator = "; " if language is None else "、" if language == "zh" else ", "
    return separator.join(worded(ROLES[role], role, language) for role in roles)


def numbers(tasks: Iterable[Task]) -> str:
    """The numbers of tasks, as ``9; 12``."""
    return "; ".join(str(task.number) for task in tasks)


def indicator_text(target: Target) -> str:
    """What a figure measures, and where."""
    return f"{target.indicator}（{target.region}）" if target.region else target.indicator


def value_text(target: Target, plan_year: int | None) -> str:
    """A figure as ``≥44%``, with its year where that is not the plan's own."""
    value = f"{target.value:f}" if target.upper is None else f"{target.value:f}–{target.upper:f}"
    year = "" if target.year in {None, plan_year} else f" ({target.year})"
    return f"{_SIGNS[target.comparator]}{value}{target.unit}{year}"


def date_text(deadline: Deadline) -> str:
    """A deadline as ISO 8601 writes a day, a month or a year."""
    return deadline.last.isoformat()[: {"day": 10, "month": 7, "year": 4}[deadline.precision]]


def document_text(mentions: Sequence[Citation], *, year: bool = False) -> str:
    """A document by its title and number, as far as they are known.

    Args:
        mentions: of one document.
        year: with the year by which one that has no number is known.
    """
    if not mentions:
        return ""
    title = next((m.title for m in mentions if m.title), "")
    number = next((m.number for m in mentions if m.number), "")
    of_year = _YEAR.search(mentions[0].document) if year else None
    if not title:
        return number or mentions[0].document
    told = number or (of_year[1] if of_year else "")
    return f"《{title}》（{told}）" if told else f"《{title}》"
