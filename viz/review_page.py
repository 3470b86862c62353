"""A page that shows a notice's text with all that was read of it, to be checked by a person.

The text stands line by line, every stretch of it once. Where marks overlap, the
text is cut at each of their ends, so that no mark is inside another; a stretch
names all marks that cover it. Offsets are code points: what a reader selects is
counted by the page's script in code points too.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ..graph.formats import written_whole
from .pages import asset, policy, render
from .review_marks import Mark, Note, Part, Review
from .review_words import KINDS, NOTES, WORDS

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["is_review_page", "review_page", "write_review"]

Language = Literal["zh", "en"]

_ORDER: Final = {"assignment": 0, "unread": 1, "deadline": 2, "target": 3, "citation": 4}
_UNSAFE: Final = re.compile("[<>&\u2028\u2029]")
# What would turn the text around or cannot be seen; each is shown as one sign, so that offsets stay.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OURS: Final = '<body data-title-zh="政图 · 读取核对"'.encode()
_HEAD: Final = 65536
"""The style sheet stands before the body."""
_MOST_NOTES: Final = 500
"""More than these nobody reads in a list; the marks are all in the text."""


def write_review(review: Review, path: Path, *, language: Language = "zh") -> int:
    """Writes the page; its size in bytes.

    Raises:
        GraphError: if it cannot be written.
    """
    page = review_page(review, language=language).encode()
    with written_whole(path) as file:
        file.write(page)
    return len(page)


def is_review_page(path: Path) -> bool:
    """Whether a file is a page that `write_review` wrote."""
    try:
        with path.open("rb") as file:
            return _OURS in file.read(_HEAD)
    except OSError:
        return False


def review_page(review: Review, *, language: Language = "zh") -> str:
    """The page.

    Args:
        review: the notice.
        language: the language that the page begins in; readers can switch.
    """
    marks = sorted(review.marks, key=lambda m: (m.start, _ORDER[m.kind], m.end))
    scripts, style = [asset("language.js"), asset("review.js")], asset("review.css")
    noted = {
        group: [n for n in review.notes if n.group == group] for group in ("table", "corrections", "unread", "doubts")
    }
    return render(
        "review.html",
        language=language,
        policy=policy(scripts, style),
        scripts=scripts,
        style=style,
        data=_safe(_json(review, marks)),
        review=review,
        lines=_lines(review, marks),
        words=WORDS,
        kinds=KINDS,
        groups=[
            (g, notes[:_MOST_NOTES], len(notes)) for g, notes in noted.items() if notes or g in {"unread", "doubts"}
        ],
        told=NOTES,
        target=_Targets(marks),
        counts=_counts(marks),
    )


def _counts(marks: list[Mark]) -> list[tuple[str, int]]:
    found: dict[str, int] = dict.fromkeys(KINDS, 0)
    for mark in marks:
        found[mark.role or mark.kind] += 1
    return list(found.items())


class _Targets:
    """Where a note's link leads: the first mark that begins in its place, else the line that it stands in."""

    def __init__(self, marks: list[Mark]) -> None:
        self._starts = [m.start for m in marks]

    def __call__(self, note: Note) -> str:
        if note.start is None or note.end is None:
            return ""
        at = bisect_left(self._starts, note.start)
        if at < len(self._starts) and self._starts[at] < note.end:
            return f"m{at}"
        return f"c{note.start}"


def _json(review: Review, marks: list[Mark]) -> str:
    data = {
        "file": review.file,
        "digest": review.text_sha256,
        "columns": dict(review.columns),
        "words": {column: dict(words) for column, words in review.words.items()},
        "kinds": KINDS,
        "notes": NOTES,
        "marks": [
            {"kind": m.role or m.kind, "cells": dict(m.cells), **({} if m.person is None else {"person": m.person})}
            for m in marks
        ],
        "doubts": [
            [n.start, n.end, n.code, {"en": n.detail, "zh": n.chinese or n.detail}]
            for n in review.notes
            if n.start is not None and n.group != "corrections"
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _safe(text: str) -> "Markup":
    """Escaped JSON, which must reach the page as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 (nothing comes here but escaped JSON and stretches escaped one by one)


def _lines(review: Review, marks: list[Mark]) -> "Iterator[Markup]":
    """The text line by line, as HTML."""
    from markupsafe import escape

    cuts = sorted({0, *(m.start for m in marks), *(m.end for m in marks)})
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in review.parts:
        parts[part.start].append(part)
    anchors = {n.start for n in review.notes if n.start is not None}
    stops = sorted({*cuts, *parts, *anchors})
    doubted = sorted(
        (n.start, n.end) for n in review.notes if n.group == "doubts" and n.start is not None and n.end is not None
    )
    opened: set[int] = set()
    at = 0
    nearby: list[int] = []
    following = 0
    for line in review.text.split("\n"):
        end = at + len(line)
        made = [f'<div class="line" data-at="{at}">']
        inside = [at, *stops[bisect_right(stops, at) : bisect_left(stops, end)], end]
        for start, stop in pairwise(inside):
            made += [f'<i class="tag {p.kind}" data-n="{escape(p.label)}"></i>' for p in parts.get(start, ())]
            if start in anchors:
                made.append(f'<i id="c{start}"></i>')
            while following < len(marks) and marks[following].start <= start:
                nearby.append(following)
                following += 1
            nearby = [n for n in nearby if marks[n].end > start]
            text = _shown(review.text[start:stop])
            if not nearby:
                made.append(text)
                continue
            doubt = _is_doubted(doubted, start, stop)
            made.append(_stretch(marks, nearby, opened, text, doubt=doubt))
        made.append("</div>")
        yield _safe("".join(made))
        at = end + 1


def _stretch(marks: list[Mark], over: list[int], opened: set[int], text: str, *, doubt: bool) -> str:
    """A stretch of text under the marks that cover it."""
    top = min(over, key=lambda n: (_ORDER[marks[n].kind], n))
    first = [n for n in over if n not in opened]
    opened.update(first)
    kinds = {marks[n].role or marks[n].kind for n in over}
    names = ["m", *sorted(kinds)]
    if doubt and marks[top].kind == "assignment":
        names.append("doubt")
    if any(marks[n].person is not None for n in over):
        names.append("person")
    ids = "".join(f'<i id="m{n}"></i>' for n in first)
    lead = marks[top].role or marks[top].kind if top in first else ""
    begins = f' data-first="{lead}" tabindex="0" role="button"' if first else ""
    listed = " ".join(map(str, sorted(over, key=lambda n: (_ORDER[marks[n].kind], n))))
    return f'{ids}<span class="{" ".join(names)}" data-m="{listed}"{begins}>{text}</span>'


def _is_doubted(doubted: list[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether a doubt is about just this stretch: one about a whole task is told in the list alone."""
    at = bisect_left(doubted, (start, 0))
    return at < len(doubted) and doubted[at][0] == start and doubted[at][1] <= stop + 1


def _shown(text: str) -> str:
    from markupsafe import escape

    return _UNSEEN.sub('<b class="unseen">\N{REPLACEMENT CHARACTER}</b>', str(escape(text.replace("\r", " "))))
