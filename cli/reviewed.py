"""What the page of a notice under review shows, from what was read of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..builders.corrections.rebind import Fit
    from ..builders.model import Notice
    from ..ontology.agencies import Authority
    from ..viz.review_marks import Mark, Note, Part, Review

__all__ = ["review_of"]


def review_of(notice: "Notice", tables: "Authority | None" = None, fits: "Sequence[Fit]" = ()) -> "Review":
    """What the page shows of a notice.

    Args:
        notice: as it was read, corrections applied.
        tables: the authority that it was read with; the shipped one unless given.
        fits: how the rows of a table fit that could not be applied as it stands.
    """
    from ..builders.corrections.columns import COLUMNS, WORDS
    from ..viz.review_marks import Review

    header = notice.header
    return Review(
        file=Path(notice.source.name).name,
        title=header.title or Path(notice.source.name).name,
        number=header.document_number.text if header.document_number else "",
        issuers=tuple(unit.name for unit in header.issuers),
        issued=header.issued.isoformat() if header.issued else "",
        text=notice.source.content,
        text_sha256=notice.source.sha256,
        columns=COLUMNS,
        words=WORDS,
        marks=tuple(_marks(notice)),
        parts=tuple(_parts(notice)),
        notes=(*_corrections(notice), *_notes(notice, tables), *_of_table(fits)),
        seen=notice.groups_seen,
        read=notice.groups_read,
        corrected=len({c.row for c in notice.corrections if c.outcome == "applied"}),
    )


def _marks(notice: "Notice") -> "list[Mark]":
    from ..builders.corrected import Spoken
    from ..builders.corrections.columns import COLUMNS
    from ..builders.corrections.ready import ReadyRow, cells, ready_rows
    from ..viz.review_marks import Mark

    changed = [c for c in notice.corrections if c.outcome == "applied" and c.action != "remove"]
    numbered = {(c.kind, c.number): c for c in changed if c.number is not None}
    placed = {(c.kind, c.span, c.task, c.clause): c for c in changed}
    spoken = Spoken(changed)
    unread = [
        ReadyRow("group", p.span, None, None, None, {})
        for p in notice.problems
        if p.span is not None and p.code.startswith("unread") and p.span.start < p.span.end
    ]
    made = []
    for row in [*ready_rows(notice), *unread]:
        filled = {c: v for c, v in zip(COLUMNS, cells(notice, row, "en"), strict=True) if v and c != "text_sha256"}
        if row.kind == "assignment" and row.task is not None and row.clause is not None:
            by = spoken.put_right(filled["words"], row.span, row.task, row.clause)
        elif row.number is not None:
            by = numbered.get((row.kind, row.number))
        else:
            by = placed.get((row.kind, row.span, row.task, row.clause))
        person = None if by is None else by.by or ""
        kind = "unread" if row.kind == "group" else row.kind
        role = filled.get("role", "") if row.kind == "assignment" else ""
        if kind == "unread":
            filled["words"] = filled["words"][:200]
            filled["end"] = str(_end_of(notice.source.content, row.span.start, row.span.end, 200))
        made.append(Mark(kind, row.span.start, row.span.end, filled, role, person))  # type: ignore[arg-type]
    return made


def _end_of(text: str, start: int, end: int, most: int) -> int:
    """Where the first so many visible characters of a stretch end: a row for a long one names its beginning."""
    seen = 0
    for at in range(start, end):
        seen += not text[at].isspace()
        if seen == most:
            return at + 1
    return end


def _parts(notice: "Notice") -> "list[Part]":
    from ..viz.review_marks import Part

    made = [Part("section", s.span.start, str(s.number)) for s in notice.sections]
    for task in notice.tasks:
        made.append(Part("task", task.span.start, str(task.number)))
        if len(task.clauses) > 1:
            made += [Part("clause", c.span.start, f"{task.number}.{c.number}") for c in task.clauses]
    return made


def _notes(notice: "Notice", tables: "Authority | None") -> "list[Note]":
    from ..builders.doubts import doubts
    from ..viz.review_marks import Note

    made = []
    for problem in notice.problems:
        # Names that no table knows are told one by one among the doubts.
        if problem.code == "unknown-names":
            continue
        start, end = (problem.span.start, problem.span.end) if problem.span else (None, None)
        if problem.chinese:
            made.append(Note("correction", problem.message, start, end, "table", chinese=problem.chinese))
        else:
            made.append(Note(problem.code, "", start, end, "unread"))
    for doubt in doubts(notice, tables):
        place = ".".join(str(n) for n in (doubt.task, doubt.clause) if n is not None)
        made.append(Note(doubt.kind, doubt.detail, doubt.span.start, doubt.span.end, "doubts", place=place))
    return made


def _corrections(notice: "Notice") -> "list[Note]":
    """Each row that was applied: what was read before, what holds now, who said so and why; removals leave no mark."""
    from ..builders.corrections.columns import WORDS
    from ..viz.review_marks import Note

    made = []
    for c in notice.corrections:
        if c.outcome != "applied":
            continue
        start, end = (c.span.start, c.span.end) if c.span else (None, None)
        who = ", ".join(str(part) for part in (c.by, c.on, c.note) if part)
        who_zh = "，".join(str(part) for part in (c.by, c.on, c.note) if part)
        # Where there is a place, the page has the words in front.
        about = "" if c.span else f"“{c.words}”"
        action, kind = WORDS["action"][c.action], WORDS["kind"][c.kind]
        english = f"row {c.row}: {c.action} {c.kind.replace('_', ' ')}{about and f' {about}'}: "
        english += f"{c.before or 'nothing'} → {c.after or 'nothing'}"
        chinese = f"更正表第{c.row}行：{action}{kind}{about}：{_in_chinese(c.before)} → {_in_chinese(c.after)}"
        made.append(
            Note(
                "correction",
                english + (f" ({who})" if who else ""),
                start,
                end,
                "corrections",
                chinese=chinese + (f"（{who_zh}）" if who_zh else ""),
            )
        )
    return made


def _in_chinese(values: str | None) -> str:
    """``role=lead; unit=青海省商务厅`` as 角色：牵头；单位：青海省商务厅."""
    from ..builders.corrections.columns import COLUMNS, WORDS

    if not values:
        return "无"
    told = []
    for part in values.split("; "):
        column, equals, value = part.partition("=")
        known = equals and column in COLUMNS
        told.append(f"{COLUMNS[column]}：{WORDS.get(column, {}).get(value, value)}" if known else part)
    return "；".join(told)


def _of_table(fits: "Sequence[Fit]") -> "list[Note]":
    """Each row of a table that could not be applied, and whether it still fits."""
    from ..viz.review_marks import Note

    made = []
    for fit in fits:
        start, end = (fit.place.start, fit.place.end) if fit.place else (None, None)
        english = f"row {fit.row}: {fit.what}: {fit.told}"
        chinese = f"更正表第{fit.row}行：{fit.what_zh}：{fit.told_zh}"
        made.append(Note("correction", english, start, end, "table", chinese=chinese))
    return made
