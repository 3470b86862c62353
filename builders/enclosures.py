"""What a letter encloses: the plan that it issues, and its attachments."""

import re
from typing import Final

from .fold import display, fold, without_space
from .glued_names import issuers_at_end
from .header_patterns import ATTACHED, ATTACHMENTS_END, DASHES, ENDS_IN_KIND, ISSUES
from .text import Span

__all__ = ["attachments", "plan_at", "plan_title"]

_LIST: Final = 3000
"""No list of attachments is longer."""
_NAME: Final = range(2, 101)
_ENTRY_ON_NEXT_LINE: Final = re.compile(r"[ \t]*\r?\n[ \t]*(?:附件\s*)?(?=\d{1,2}\s*[.、:])")
_FIRST: Final = re.compile(r"\s*(?:附件)?1\s*[.、:]\s*")


def plan_title(title: str) -> str | None:
    """The plan in the title of a letter that issues or forwards one: 关于印发《甲》的通知, 转发乙关于丙的通知."""
    text = without_space(title)
    match = ISSUES.search(text)
    if not match:
        return None
    plan = match["plan"]
    if match["how"] in ("转发", "批转") and "关于" in plan and not ENDS_IN_KIND.search(plan):
        plan += match["kind"]
    return re.sub(r"^《([^《》]*(?:《[^《》]*》[^《》]*)*)》$", r"\1", plan).strip() or None


def plan_at(folded: str, plan: str | None, start: int) -> Span | None:
    """Where the plan's title stands by itself, as a line or run of lines."""
    if not plan:
        return None
    letters = [
        r"[—–\-~～―−]{1,2}" if DASHES.match(c) else re.escape(c)
        for c in DASHES.sub("-", without_space(fold(plan)))
        if c not in '《》“”"()（）'
    ]
    pattern = re.compile(
        r"(?:^|\n)[ \t]*(?P<title>" + r"[\s《》“”\"()]*".join(letters) + r"[》”\")]*)[ \t]*(?=\r?\n|$)"
    )
    match = pattern.search(folded, start)
    return Span(match.start("title"), match.end("title")) if match else None


def attachments(content: str, folded: str, sign_off: Span | None) -> tuple[list[str], list[Span]]:
    """The names of the attachments, without their numbers, and where they stand.

    They follow 附件： on one line or one a line; in flattened text 1.甲2.乙 run on
    up to the sign-off.
    """
    names: list[str] = []
    spans: list[Span] = []
    at = 0
    while match := ATTACHED.search(folded, at):
        end = _end_of_list(folded, match.end(), sign_off)
        at = max(match.end(), end)
        for span in _entries(folded, match.end(), end):
            name = display(content[span.start : span.end]).rstrip(" _;；。")
            if len(name) in _NAME:
                names.append(name)
                spans.append(span)
    return names, spans


def _end_of_list(folded: str, start: int, sign_off: Span | None) -> int:
    """Where a list ends: with its line, unless the next line holds the next number."""
    end = min(len(folded), start + _LIST)
    if sign_off is not None and start <= sign_off.start < end:
        end = sign_off.start
    if stop := ATTACHMENTS_END.search(folded, start, end):
        end = stop.start()
        # Several letters in one text have a sign-off each.
        if stop["date"] and (signed := issuers_at_end(folded[start:end])):
            end = start + signed[0]
    line = folded.find("\n", start, end)
    while line >= 0:
        back = line - 1 if folded[line - 1] == "\r" else line
        if not _ENTRY_ON_NEXT_LINE.match(folded, back, end):
            return line
        line = folded.find("\n", line + 1, end)
    return end


def _entries(folded: str, start: int, end: int) -> list[Span]:
    """The entries of a list; their numbers follow each other, so another figure with a stop begins none."""
    first = _FIRST.match(folded, start, end)
    if not first:
        return [s for s in [_trimmed(folded, start, end)] if s]
    found = []
    at = first.end()
    for number in range(2, 100):
        following = re.compile(rf"(?:(?<![\d.A-Za-z])|(?<=\n))(?:附件)?{number}\s*[.、:]\s*").search(folded, at, end)
        if not following:
            break
        found.append(_trimmed(folded, at, following.start()))
        at = following.end()
    found.append(_trimmed(folded, at, end))
    return [s for s in found if s]


def _trimmed(folded: str, start: int, end: int) -> Span | None:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
