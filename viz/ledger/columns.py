"""The columns of each sheet, and the words that a ledger uses, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

__all__ = [
    "BASE",
    "CHANGES",
    "DOCUMENTS",
    "GONE",
    "INDEX",
    "KEY",
    "LEDGER",
    "PROGRESS",
    "STATES",
    "STATUS",
    "TARGETS",
    "UNIT",
    "WARNINGS",
    "WORDS",
    "Column",
    "Language",
    "said_by_update",
    "spoken",
]

Language = Literal["zh", "en"]
Kind = Literal["text", "number", "date"]
_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: the same in both languages; what programs call it.
        zh: its heading.
        en: its heading.
        width: in digits of the standard type: what it is unless its contents want less or the paper has more.
        kind: what its cells hold.
        typed: whether it is left for the office to fill in.
        narrowest: what is left of its width where the paper lacks room; none if all of it.
    """

    name: str
    zh: str
    en: str
    width: float = 14
    kind: Kind = "text"
    typed: bool = False
    narrowest: float = 0.0

    @property
    def least(self) -> float:
        """The width that it keeps in any case."""
        return self.narrowest or self.width

    def heading(self, language: Language) -> str:
        """The heading in a language."""
        return self.zh if language == "zh" else self.en


KEY: Final = Column("key", "标识", "key")
BASE: Final = Column("base", "上次写入", "as last written")
STATUS: Final = Column("status", "更新情况", "update", 14, narrowest=8)

_FACTS: Final = (
    Column("notice", "公文", "notice", 18),
    Column("section", "章节", "section", 14, narrowest=8),
    Column("task_number", "任务序号", "task no.", 7, "number"),
    Column("task", "任务内容", "task", 46, narrowest=21),
    Column("clause_number", "条款序号", "clause no.", 7, "number"),
    Column("clause", "条款内容", "clause", 38, narrowest=20),
)
_UNITS: Final = (
    Column("lead", "牵头单位", "lead", 18, narrowest=11),
    Column("support", "配合单位", "support", 24, narrowest=12),
    Column("responsible", "负责单位", "responsible", 18, narrowest=12),
    Column("leader", "责任领导", "leader named", 9, narrowest=7),
    Column("documents", "引用文件", "documents", 24, narrowest=12),
    Column("targets", "目标", "targets", 24, narrowest=12),
    Column("deadline", "完成时限", "deadline", 12, "date", narrowest=11.5),
    Column("deadline_text", "时限说明", "deadline in words", 14, narrowest=9),
)
PROGRESS: Final = (
    Column("state", "完成情况", "state", 9, typed=True),
    Column("progress", "进展情况", "progress", 30, typed=True, narrowest=18),
    Column("done_on", "完成时间", "done on", 12, "date", typed=True, narrowest=11.5),
    Column("problems", "存在问题", "problems", 20, typed=True, narrowest=11),
    Column("person", "责任人", "person", 9, typed=True, narrowest=8),
    Column("remarks", "备注", "remarks", 16, typed=True, narrowest=10),
)
"""What the office fills in."""

LEDGER: Final = (STATUS, *_FACTS, *_UNITS, *PROGRESS)
UNIT: Final = (STATUS, *_FACTS, Column("role", "角色", "role", 8, narrowest=7), *_UNITS, *PROGRESS)
TARGETS: Final = (
    STATUS,
    Column("notice", "公文", "notice", 18),
    Column("task_number", "任务序号", "task no.", 7, "number"),
    Column("indicator", "指标", "indicator", 26, narrowest=16),
    Column("comparator", "要求", "comparator", 11),
    Column("value", "目标值", "value", 12, "number", narrowest=11),
    Column("upper", "上限", "upper value", 12, "number", narrowest=10),
    Column("unit", "计量单位", "unit of measure", 9, narrowest=8),
    Column("year", "年份", "year", 7, "number"),
    Column("region", "地区", "region", 12, narrowest=8),
    Column("lead", "牵头单位", "lead", 22, narrowest=14),
    Column("responsible", "负责单位", "responsible", 20, narrowest=14),
    Column("quote", "原文", "words of the notice", 40, narrowest=28),
)
DOCUMENTS: Final = (
    STATUS,
    Column("notice", "公文", "notice", 18),
    Column("task_number", "任务序号", "task no.", 7, "number"),
    Column("relation", "关系", "relation", 9),
    Column("title", "文件名称", "title", 40, narrowest=26),
    Column("number", "文号", "document number", 20, narrowest=14),
    Column("lead", "牵头单位", "lead", 22, narrowest=14),
    Column("responsible", "负责单位", "responsible", 20, narrowest=14),
    Column("quote", "原文", "words of the notice", 40, narrowest=28),
)
WARNINGS: Final = (
    Column("about", "类别", "kind", 14, narrowest=12),
    Column("notice", "公文", "notice", 18),
    Column("task_number", "任务序号", "task no.", 7, "number"),
    Column("text", "内容", "text", 46, narrowest=30),
    Column("advice", "说明", "what to look at", 56, narrowest=40),
)
INDEX: Final = (
    Column("unit", "单位", "unit", 40, narrowest=20),
    Column("lead", "牵头", "lead", 9, "number"),
    Column("support", "配合", "support", 9, "number"),
    Column("responsible", "负责", "responsible", 12, "number"),
    Column("sheet", "工作表", "sheet", 40, narrowest=20),
)
CHANGES: Final = (
    Column("update", "更新次序", "update", 7, "number"),
    Column("day", "更新日期", "day", 12, "date"),
    Column("what", "类别", "kind", 12, narrowest=10),
    Column("notice", "公文", "notice", 18),
    Column("task_number", "任务序号", "task no.", 7, "number"),
    Column("text", "内容", "text", 36, narrowest=24),
    Column("column", "栏目", "column", 12, narrowest=10),
    Column("before", "原值", "before", 34, narrowest=22),
    Column("after", "现值", "now", 34, narrowest=22),
    Column("why", "说明", "why", 26, narrowest=16),
)

STATES: Final[Mapping[Language, tuple[str, ...]]] = {
    "zh": ("未启动", "推进中", "已完成", "滞后"),
    "en": ("not started", "under way", "done", "behind"),
}
"""What 完成情况 may be."""

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "ledger": ("总台账", "Ledger"),
    "index": ("目录", "Index"),
    "targets": ("目标", "Targets"),
    "documents": ("引用文件", "Documents"),
    "warnings": ("提示", "Warnings"),
    "changes": ("变更记录", "Changes"),
    "lead": ("牵头", "lead"),
    "support": ("配合", "support"),
    "responsible": ("负责", "responsible"),
    "equal": ("等于", "equal"),
    "at_least": ("不低于", "at least"),
    "at_most": ("不超过", "at most"),
    "about": ("左右", "about"),
    "between": ("区间", "between"),
    "basis": ("依据", "basis"),
    "implements": ("落实", "implements"),
    "follows": ("按照", "follows"),
    "evaluates": ("评估", "evaluates"),
    "to_be_issued": ("拟出台", "to be issued"),
    "mentions": ("提及", "mentions"),
    "recurring": ("持续推进", "goes on"),
    "new": ("新增", "new"),
    "changed": ("变更", "changed"),
    "gone": ("已移除", "gone"),
    "back": ("恢复", "back"),
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    "likeness": ("对应相近程度", "likeness"),
    "semicolon": ("；", "; "),
    "names": ("单位名称", "names of units"),
    "official": ("规范全称", "official names"),
    "written": ("公文原文写法", "as the notices write them"),
    "page": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "title": ("重点任务台账", "Ledger of tasks"),
    "unnamed": ("无文号无标题公文", "notice without number or title"),
    "limit": ("（未单列）", "(no sheet of its own)"),
}
"""Word → Chinese, English."""
GONE: Final = frozenset(WORDS["gone"])
"""The marks that say that a row is gone."""


def said_by_update(text: str) -> bool:
    """Whether a text of 更新情况 is one that an update writes, in either language; nothing is one too."""
    for language in _LANGUAGES:
        back, changed = spoken("back", language), spoken("changed", language) + spoken("colon", language)
        if text in {"", spoken("new", language), spoken("gone", language), back}:
            return True
        if text.startswith((changed, back + spoken("semicolon", language) + changed)):
            return True
    return False


def spoken(word: str, language: Language) -> str:
    """A word of `WORDS` in a language."""
    return WORDS[word][language == "en"]
