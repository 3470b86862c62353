"""What of a ledger a person should look at: what `zhengtu validate` warns of, and lists that are open."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...graph.columns import Responsibilities
from .cells import LONGEST, Content, cut
from .columns import Language
from .rows import Entry
from .table import Row

__all__ = ["WARNED", "aloud", "warning", "warnings"]

WARNED: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "nobody": (
        ("无责任单位", "nobody answers"),
        (
            "未识别出牵头单位或者负责单位，请对照公文核实。",
            "No lead and no responsible unit was found: see the notice.",
        ),
    ),
    "open": (
        ("单位列举未尽", "open list"),
        (
            "单位名单以“等”结尾，尚有未列明的单位，请商牵头单位确认。",
            "The list of units ends in 等: others are meant but not named; ask the lead.",
        ),
    ),
    "unknown": (
        ("机构表未收录", "unknown unit"),
        (
            "机构名称表中没有该单位，名称照公文原文，请核实；可用 --authority 增补后重新生成。",
            "The authority does not know this unit, its name is as written; check it, add it with --authority.",
        ),
    ),
    "untitled": (
        ("公文无标题", "no title"),
        ("未找到公文标题，请对照公文核实。", "No title of the notice was found; see the notice."),
    ),
    "unissued": (
        ("发文机关不明", "no issuer"),
        ("未找到发文机关，请对照公文核实。", "No issuer of the notice was found; see the notice."),
    ),
    "long": (
        ("内容过长", "too long"),
        (
            f"内容超过单元格上限 {LONGEST} 个字符，表中已截断，全文见图谱。",
            f"The text is longer than the {LONGEST} characters of a cell and is cut here; the graph has it whole.",
        ),
    ),
    "elsewhere": (
        ("公文不在图中", "notice not in the graph"),
        (
            "本次更新所用的图中没有该公文，相关各行未作改动。",
            "The graph of this update does not hold the notice; its rows were left as they are.",
        ),
    ),
    "conflict": (
        ("填报不一致", "different entries"),
        (
            "总台账与单位分表（或者各分表之间）填报内容不同，均已保留，请核定。",
            "The ledger and the sheets of units were filled in differently; all is kept, please settle it.",
        ),
    ),
    "kept": (
        ("手工改动", "changed by hand"),
        (
            "该栏由人工改动，已保留；图中现为后列内容。清空该单元格后再更新，即恢复图中内容。",
            "Changed by hand and kept; the graph says what follows. Empty the cell to have it refilled.",
        ),
    ),
    "unmarked": (
        ("未作标注", "not marked"),
        (
            "“更新情况”栏已填写其他内容，予以保留；本次更新应标注后列内容。",
            "The column for updates holds words of somebody else, which stay; this update would have marked:",
        ),
    ),
    "column": (
        ("填报栏缺失", "no such column"),
        (
            "该表中找不到该填报栏，不再读取和填写；如系改名，请改回原栏名后再更新。",
            "The sheet has no such column any more: nothing is read or filled in; if it was renamed, change that back.",
        ),
    ),
    "adopted": (
        ("标识列恢复", "hidden columns made again"),
        (
            "该表的标识列（A、B 列）已按条文恢复，所填内容仍在原行；未能对应的行作为自行增加的行保留，请核对。",
            "Its hidden columns A and B were made again from its rows; rows not found are kept; please check.",
        ),
    ),
    "rewritten": (
        ("总台账重建", "ledger written anew"),
        (
            "原总台账工作表已不在，现按图谱和各单位分表重新生成；仅填在原总台账中的内容见备份。",
            "The sheet of the whole ledger was gone: it is made again from the graph and the sheets of units.",
        ),
    ),
    "renumbered": (
        ("公文标识变更", "notice called otherwise"),
        (
            "台账中的该公文，图谱中现为前列公文，各行按条文对应，已填内容随之保留，请核对。",
            "What the ledger called so is now the notice named: its rows were found by their words, please check.",
        ),
    ),
    "likely": (
        ("对应存疑", "uncertain match"),
        (
            "条文有变，按相近条文对应到该行，已填内容随之保留，请核对。",
            "The words changed; what was filled in follows the most similar clause, please check.",
        ),
    ),
    "formula": (
        ("分表公式", "formula in a sheet of a unit"),
        (
            "单位分表的填报栏中有公式，原样保留，未汇入总台账。",
            "A formula in the sheet of a unit stays there and is not read into the ledger.",
        ),
    ),
    "closed": (
        ("未能汇入", "not read in"),
        (
            "总台账该栏为公式或者合并单元格，备注栏亦不能写入，所填内容仍在单位分表中，请处理后再更新。",
            "The ledger's cell and its remarks are merged or formulas: the entry stays in the unit's sheet; make room.",
        ),
    ),
    "twice": (
        ("行标识重复", "the same row twice"),
        (
            "该行由复制而来，标识重复，作为自行增加的行保留，不再更新。",
            "A copy of another row: it is kept as a row of the office's own and no longer refreshed.",
        ),
    ),
}
"""Kind → what it is called, what to do; each in Chinese and English."""


def warnings(
    r: Responsibilities,
    of: Iterable[Entry],
    language: Language,
    names: Mapping[str, str],
    unit: str | None = None,
    told: set[str] | None = None,
) -> list[Row]:
    """What a person should look at, in the order of the notices.

    Args:
        r: who answers for what.
        of: the rows of the ledger.
        language: of the words.
        names: what the units are called.
        unit: IRI of the one unit that the ledger is about: only what concerns it.
        told: IRIs of units and notices of which something was told in an earlier part; those of this one are added.
    """
    found: list[Row] = []
    told = set() if told is None else told
    for e in of:
        if e.notice not in told and unit is None and e.notice in r.notices:
            told.add(e.notice)
            notice = r.notices[e.notice]
            if not notice.title:
                found.append(warning("untitled", e.notice, language, {"notice": e.label}))
            if not notice.issuers:
                found.append(warning("unissued", e.notice, language, {"notice": e.label}))
        of_clause: dict[str, Content] = {"notice": e.label, "task_number": e.task_number, "text": e.text}
        if not e.units("lead") and not e.units("responsible"):
            found.append(warning("nobody", str(e.key), language, of_clause))
        if e.open_list:
            found.append(warning("open", str(e.key), language, of_clause))
        for n in e.named:
            known = r.units[n.unit]
            if known.kind is None and not known.collective and (unit is None or n.unit == unit) and n.unit not in told:
                told.add(n.unit)
                found.append(warning("unknown", n.unit, language, {**of_clause, "text": names[n.unit]}))
        if any(cut(text) != text for text in (e.text, e.task_text)):
            found.append(warning("long", str(e.key), language, {**of_clause, "text": e.text[:100]}))
    return found


def warning(kind: str, about: str, language: Language, values: Mapping[str, Content], more: str = "") -> Row:
    """One row of the sheet of warnings.

    Args:
        kind: one of `WARNED`.
        about: what it concerns; with `kind` its key.
        language: of the words.
        values: its other columns.
        more: what is added to the advice.
    """
    called, advice = WARNED[kind]
    second = language == "en"
    words = advice[second] + (f"\n{more}" if more else "")
    return Row(f"{kind}|{about}", {"about": called[second], "advice": words, **values})


_ALOUD: Final[Mapping[str, str]] = {
    "column": "the sheet has no such column for progress any more; if its heading was changed, change it back",
    "adopted": "hidden columns A and B of the sheet were made again by the words of its rows; please check it",
    "rewritten": "the sheet was gone and is made again from the graph and the sheets of units",
    "renumbered": "the graph calls this notice otherwise; what was filled in goes with its words, please check it",
}
"""What is not only written into the sheet of warnings but said at once."""


def aloud(row: Row) -> str | None:
    """A warning in one line for the terminal; none where the sheet of warnings is enough."""
    kind = row.key.partition("|")[0]
    return f"{row.values.get('text')}: {_ALOUD[kind]}" if kind in _ALOUD else None
