"""The title of a notice: over one line or several, or at the head of a text that was flattened to one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from . import patterns as p
from .fold import squeeze, without_space
from .glued_names import names_from
from .header_patterns import (
    ABOUT,
    ABOVE_TITLE,
    ADDRESSEES,
    BEHIND_KIND,
    CODE_FOLLOWS,
    DECISION,
    DOCUMENT_KIND,
    HEADLINE_ENDS,
    KIND_OF_LETTER,
    LETTER_END,
    LETTERHEAD,
    LETTERHEAD_WORDS,
    NAMED_AGAIN,
    NO_LETTERHEAD,
    NO_TITLE_BEHIND,
    NOISE_LINE,
    OPENS_TITLE,
    ORDER_OF,
    SENTENCE_BEGINS,
    TITLE_AGAIN,
    TITLE_END,
)
from .outline_patterns import MARKER
from .text import Span
from .units import looks_like_unit

__all__ = ["Title", "find_title"]

_HEAD_LINES: Final = 60
"""No notice has more lines than this before its body."""
_HEAD: Final = 1500
"""A title and the addressees behind it are together no longer, even where all provinces are named."""
_LONGEST: Final = 200
_FLATTENED: Final = 160
"""A longer line is no line of a title: it holds more than the title."""
_KIND: Final = re.compile(f"{DOCUMENT_KIND}|答复")
_PIECES: Final = re.compile(r"[、,;]|以及|及|和|与")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SENTENCE_SIGNS: Final = re.compile("[。:;,]")
_CLOSING: Final = {"《": "》", "“": "”", "(": ")"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title.

    Attributes:
        text: folded; empty where there is none.
        span: where it stands, on one or more lines; none where there is none.
        letterhead: the issuers' names above the title, folded; none where there are none.
        number: where the number stands in the letterhead or in an order; none where it does not.
    """

    text: str = ""
    span: Span | None = None
    letterhead: str | None = None
    number: Span | None = None

    @property
    def end(self) -> int:
        """Where the text behind the title begins."""
        return self.span.end if self.span else 0


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_title(folded: str, start: int) -> Title:
    """The title, sought from `start` on."""
    if order := ORDER_OF.match(folded, start):
        number = Span(order.start("number"), order.end("number"))
        return Title(order["title"], Span(order.start("title"), order.end("title")), None, number)
    letterhead: tuple[str, Span] | None = None
    lines: list[_Line] = []
    for line in _lines(folded, start):
        head = None if lines else LETTERHEAD.match(line.text)
        if head and (read := _letterhead(head["words"])):
            letterhead = letterhead or (read[0], Span(line.start + read[1], line.start + head.end()))
            if head.end() < len(line.text):
                lines.append(_Line(line.start + head.end(), line.end, line.text[head.end() :]))
        elif not NOISE_LINE.match(line.text) and not ABOVE_TITLE.match(line.text):
            lines.append(line)
    text, span = _with_kind(lines) or _named_again(lines) or _headline(lines) or ("", None)
    return Title(text, span, letterhead[0], letterhead[1]) if letterhead else Title(text, span)


def _letterhead(words: str) -> tuple[str, int] | None:
    """The issuers in what stands before a number's year, and where the number's code begins."""
    if NO_LETTERHEAD.search(words):
        return None
    if match := LETTERHEAD_WORDS.match(words):
        return match["bodies"], match.start("code")
    squeezed, where = squeeze(words)
    names, end = names_from(squeezed, 0)
    return (" ".join(names), where[end]) if names and 2 <= len(squeezed) - end <= 14 else None


def _lines(folded: str, start: int) -> Iterator[_Line]:
    """Non-empty lines from `start` on, without white space at their ends."""
    for count, match in enumerate(re.compile(r"[^\r\n]+").finditer(folded, start)):
        if count > _HEAD_LINES * 2:
            return
        raw = match.group()
        text = raw.strip()
        if text:
            begin = match.start() + len(raw) - len(raw.lstrip())
            yield _Line(begin, begin + len(text), text)


def _with_kind(lines: list[_Line]) -> tuple[str, Span] | None:
    """A title that says 关于 and of what kind the document is. It may run over up to four lines."""
    for first, line in enumerate(lines[:12]):
        end = _inline(line.text)
        if end is None and (apart := re.compile(r"\s(?=关于)").search(line.text, 0, 120)):
            # A page's headline, and behind it the title with its number.
            end = _inline(line.text[apart.end() :])
            if end is not None and CODE_FOLLOWS.match(line.text[apart.end() + end :].lstrip()):
                line = _Line(line.start + apart.end(), line.end, line.text[apart.end() :])
            else:
                end = None
        if end is not None and len(line.text) > end + 2:
            return line.text[:end], Span(line.start, line.start + end)
        if len(line.text) > _FLATTENED or ADDRESSEES.match(line.text) or "。" in line.text:
            return None
        run = [line]
        for following in lines[first + 1 : first + 4]:
            if TITLE_END.search(run[-1].text) and ABOUT.search("".join(x.text for x in run)):
                break
            if len(following.text) > 120 or MARKER.match(following.text) or following.text.endswith((":", "。")):
                break
            run.append(following)
        for size in range(len(run), 0, -1):
            joined = "".join(x.text for x in run[:size])
            if ABOUT.search(joined) and TITLE_END.search(joined) and _can_be_title(joined):
                # Pages repeat the title above the document; the last of equal lines is as good as the first.
                return joined, Span(line.start, run[size - 1].end)
    return None


def _named_again(lines: list[_Line]) -> tuple[str, Span] | None:
    """A title without 关于 whose end is sure: 乙办法《乙办法》已于…, 行政处罚决定书（甲案）甲公司：."""
    if not lines:
        return None
    line = lines[0]
    if again := NAMED_AGAIN.match(line.text):
        return again["title"], Span(line.start, line.start + again.end("title"))
    if decision := DECISION.match(line.text):
        return decision.group(), Span(line.start, line.start + decision.end())
    return None


def _can_be_title(text: str) -> bool:
    """Whether quotes are closed and no sentence runs through it."""
    return all(text.count(a) == text.count(b) for a, b in _CLOSING.items() if a != "(") and ":" not in masked(text)


def masked(text: str) -> str:
    """`text` with a dot for each character inside 《》, “” and brackets, so that only its own words are found.

    A 《 that is never closed hides all that follows; another sign that is not closed hides nothing.
    """
    out = list(text)
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(text):
        if char in _CLOSING:
            stack.append((char, i))
        elif stack and char in _CLOSING.values():
            # A sign that lacks its other half inside 《》 must not hide the end of the quotation.
            for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
                if _CLOSING[stack[depth][0]] == char:
                    opened = stack[depth][1]
                    del stack[depth:]
                    if not stack:
                        out[opened + 1 : i] = "." * (i - opened - 1)
                    break
    unclosed = next((i for char, i in stack if char == "《"), None)
    if unclosed is not None:
        out[unclosed + 1 :] = "." * (len(text) - unclosed - 1)
    return "".join(out)


def _inline(line: str) -> int | None:
    """Where the title ends in a line that goes on behind it; none where the line holds no title.

    It ends with the first kind of document (的通知) behind which something else
    begins: the number, the addressees, a heading, the first sentence.
    """
    head = line[:_HEAD]
    mask = masked(head)
    opening = OPENS_TITLE.search(mask, 0, 84)
    about = opening.start() if opening else -1
    if about < 0 or _SENTENCE_SIGNS.search(mask, 0, about) or "《" in mask[:about] or "“" in mask[:about]:
        return None
    sentence = re.compile(r"[。:;\n]").search(mask, about)
    stop = min(sentence.start() if sentence else len(mask), about + _LONGEST)
    doubtful: int | None = None
    for match in _KIND.finditer(mask, about + 4, stop):
        end = match.end()
        of_letter = bool(KIND_OF_LETTER.match(mask, match.start() - 1)) or bool(LETTER_END.search(mask, about, end))
        for _ in range(2):
            if bracket := BEHIND_KIND.match(head, end):
                end = bracket.end()
        if _begins_behind(head, end, of_letter=of_letter):
            return end
        if of_letter and doubtful is None and not NO_TITLE_BEHIND.match(head, end):
            doubtful = end
    # Nothing known begins behind it, but a line this long cannot be the title itself.
    return doubtful if len(line) > _FLATTENED and doubtful and "," not in mask[about:doubtful] else None


def _begins_behind(head: str, end: int, *, of_letter: bool) -> bool:
    """Whether at `end` something begins that can only follow a title."""
    if end == len(head):
        return True
    if head[end].isspace():
        return not re.compile(r"\s+的").match(head, end)
    if head[end] in ":(〔" or CODE_FOLLOWS.match(head, end) or TITLE_AGAIN.match(head, end):
        return True
    if not of_letter:
        return False
    if head[end] == "各" or SENTENCE_BEGINS.match(head, end) or MARKER.match(head, end):
        return True
    return _addressed(head, end)


def _addressed(head: str, start: int) -> bool:
    """Whether addressees and a colon follow: the last before the colon is a unit's name."""
    colon = head.find(":", start)
    if colon < 0:
        return False
    words = _BRACKETS.sub("", without_space(head[start:colon]))
    if not words or any(c in "。《》“”" for c in words) or KIND_OF_LETTER.search(words):
        return False
    last = _PIECES.split(words)[-1]
    return looks_like_unit(last) or last.endswith(("代表", "委员", "同志"))


def _headline(lines: list[_Line]) -> tuple[str, Span] | None:
    """No words of a title: the first line, or its first words where all stands in one."""
    if not lines or MARKER.match(lines[0].text):
        return None
    line = lines[0]
    end = len(line.text) if len(line.text) <= 80 else _first_words(line.text[:300])
    words = line.text[:end].rstrip()
    if not 4 < len(words) <= 80 or "。" in words or p.LABEL.search(words) or not _is_headline(words):
        return None
    return words, Span(line.start, line.start + len(words))


def _is_headline(words: str) -> bool:
    """五部门：强化资金支持 is a headline; 甲：您提出的建议，由我部办理 is addressee and sentence."""
    mask = masked(words)
    names, stop = names_from(without_space(words), 0)
    if names and stop == len(without_space(words)):
        return False
    if any(words.count(a) != words.count(b) for a, b in _CLOSING.items()):
        return False
    return ":" not in mask or ("," not in mask and 0 < mask.find(":") <= 12)


def _first_words(text: str) -> int:
    """Where a headline ends before a text in the same line: its words stand apart by spaces (甲 乙 新华社…)."""
    end = 0
    for count, word in enumerate(re.compile(r"\S+").finditer(masked(text))):
        begins_text = HEADLINE_ENDS.match(text, word.start()) or MARKER.match(text, word.start())
        again = any(text[i : i + 6] in text[:end] for i in range(word.start(), word.end() - 5))
        if count and (begins_text or again or count > 2 or word.end() > 60 or _SENTENCE_SIGNS.search(word.group())):
            break
        if not count and ("。" in word.group() or word.end() == len(text)):
            return 0
        end = word.end()
        if TITLE_END.search(text[word.start() : end]):
            break
    return end
