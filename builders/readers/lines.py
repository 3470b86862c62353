"""Characters with their places on a page become lines, and lines paragraphs.

Lengths are in points, and heights grow downwards, as one reads.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

__all__ = ["Column", "Glyph", "Line", "begins_item", "continues", "joined", "set_lines", "usual"]

# Fonts draw a radical and the character that is nothing else with one glyph, and a PDF gives either for it:
# ⼈⺠ for 人民. Unicode calls Kangxi radicals compatible with their characters (of 户 with the form 戶, which is
# not written in China), but of the supplement only two.
_SUPPLEMENT: Final = (
    "⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺛旡⺞歺⺠民⺫罒⺯糹⺱罓⺲罒⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻟飠⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
_RADICALS: Final = (
    {c: n for c in range(0x2E80, 0x2FD6) if (n := unicodedata.normalize("NFKC", chr(c))) != chr(c)}
    | {ord(r): c for r, c in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    | {ord("⼾"): "户"}
)

# Rules for where a line may break (GB/T 15834, CLREQ): these begin none, and those end none.
_NOT_FIRST: Final = frozenset("、。，．：；！？）〕】》〉」』”’…—～·,.:;!?)]}%％‰℃")
_NOT_LAST: Final = frozenset("（〔【《〈「『“‘([{")
_UNBREAKABLE: Final = re.compile(r"[0-9A-Za-z.,%/@_+~-]*")
_MAX_FIRST: Final = 8.0
"""In characters. A line that ends even further from the edge ends its paragraph, whatever begins the next one."""

_SENTENCE_END: Final = re.compile(r"[。；：！？;:!?][”’」』）)]*$|[）)】]$")
_ITEM: Final = re.compile(
    r"第[一二三四五六七八九十百零〇]{1,5}[章编节条款部]|[一二三四五六七八九十]{1,4}\s*[、.．]|[（(]\s*[一二三四五六七八九十\d０-９]{1,4}\s*[）)]"
    r"|[\d０-９]{1,3}\s*(?:[、)）]|[.．](?![\d０-９]))|[①-⑳⑴-⒇㈠-㈩]|附件?\s*\d{0,2}\s*[：:]"
)
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, or a few that were placed together, on a page.

    Attributes:
        text: what it shows; white space where the file has a space character.
        left: its left edge.
        right: its right edge.
        base: the height of its baseline.
        size: the size of its type.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        text: its characters, with spaces where it has gaps: one, or two for a gap that sets columns apart.
        left: its left edge.
        right: its right edge.
        base: the height of its baseline.
        size: the size of most of its type.
        first: the width of its beginning that no line break may tear.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float

    @property
    def top(self) -> float:
        """The upper edge of its type."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its type."""
        return self.base + 0.12 * self.size


@dataclass(frozen=True, slots=True)
class Column:
    """Where lines begin and end on a page, and how far apart they usually stand.

    Attributes:
        left: where a full line begins.
        right: where it ends.
        pitch: from one baseline to the next; 0 if it is not known.
        size: the usual size of type.
    """

    left: float
    right: float
    pitch: float
    size: float


def usual(weighted: Iterable[tuple[float, int]]) -> float:
    """The value in the middle of some values that each count several times; 0 of none."""
    values = sorted(weighted)
    half = sum(n for _, n in values) / 2
    for value, number in values:
        half -= number
        if half <= 0:
            return value
    return 0.0


def set_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters stand on, from the top of the page down."""
    rows: list[list[Glyph]] = []
    anchor: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if anchor is not None and _on_one_line(anchor, glyph):
            rows[-1].append(glyph)
            if glyph.size > anchor.size:
                anchor = glyph
        else:
            rows.append([glyph])
            anchor = glyph
    return [line for row in rows if (line := _line(sorted(row, key=lambda g: g.left)))]


def _on_one_line(one: Glyph, other: Glyph) -> bool:
    """Whether two characters share most of the smaller one's height, as an exponent does with its base."""
    small, large = sorted((one.size, other.size))
    overlap = min(one.base + 0.12 * one.size, other.base + 0.12 * other.size) - max(
        one.base - 0.88 * one.size, other.base - 0.88 * other.size
    )
    return overlap >= 0.6 * small and large < 3 * small


def _line(row: Sequence[Glyph]) -> Line | None:
    marks: list[Glyph] = []
    spaces: set[int] = set()
    for glyph in row:
        if not glyph.text.strip():
            spaces.add(len(marks))
        elif marks and marks[-1].text == glyph.text and _overlap(marks[-1], glyph):
            continue  # drawn twice, a little apart: a way to look bold
        else:
            marks.append(glyph)
    if not marks:
        return None
    size = usual((g.size, len(g.text)) for g in marks)
    gaps = [b.left - a.right for a, b in pairwise(marks)]
    # A justified line, and even more a title set wide, has a gap between any two characters.
    wide = max(0.6 * size, 2.5 * median(gaps) + 0.3 * size) if gaps else 0.0
    # Set without justification, a line shows each space that its writer typed.
    tight = bool(gaps) and median(gaps) < 0.03 * size
    parts = [marks[0].text]
    for index, (gap, glyph) in enumerate(zip(gaps, marks[1:], strict=True), start=1):
        # Many PDFs have no space characters: between Latin letters a small gap is one.
        latin = marks[index - 1].text.isascii() and glyph.text.isascii()
        inside = parts[-1][-1] in _NOT_LAST or glyph.text[0] in _NOT_FIRST
        if gap > max(wide, 1.5 * size) and not inside:
            parts.append("  ")
        elif (
            index in spaces
            or (gap > (0.14 * size if latin else wide) and not inside)
            or (tight and gap > 0.18 * size and _word(parts[-1][-1]) and _word(glyph.text[0]))
        ):
            parts.append(" ")
        parts.append(glyph.text)
    text = _characters("".join(parts))
    return Line(text, marks[0].left, max(g.right for g in marks), marks[0].base, size, _first(marks, size))


def _typed(gap: float, size: float, before: str, after: str) -> bool:
    return gap > 0.18 * size and _word(before[-1]) and _word(after[0])


def _word(char: str) -> bool:
    """Whether a character is no sign: signs are set with room of their own."""
    return unicodedata.category(char)[0] in "LN"


def _overlap(one: Glyph, other: Glyph) -> bool:
    return abs(other.left - one.left) < 0.4 * (one.right - one.left)


def _first(marks: Sequence[Glyph], size: float) -> float:
    """The width of the word that a line begins with: it was too wide for the line before."""
    end = 0
    while end < len(marks) - 1 and marks[end].text[-1] in _NOT_LAST:
        end += 1
    while end < len(marks) - 1 and (
        marks[end + 1].text[0] in _NOT_FIRST
        or (
            _UNBREAKABLE.fullmatch(marks[end].text + marks[end + 1].text)
            and marks[end + 1].left - marks[end].right < 0.2 * size
        )
    ):
        end += 1
    return min(marks[end].right - marks[0].left, _MAX_FIRST * size)


def _characters(text: str) -> str:
    """The text as it is usually encoded: no radicals for characters, no halves of characters."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_RADICALS)


def begins_item(line: Line) -> bool:
    """Whether a line begins with a heading's or a list's number."""
    return bool(_ITEM.match(line.text))


def joined(lines: Sequence[Line], wrap: str = "") -> str:
    """The text of lines that only the page's width breaks: no space is set between Chinese characters.

    Args:
        lines: in order.
        wrap: what stands where one line goes on in the next, unless a space does.
    """
    parts: list[str] = []
    for line in lines:
        if parts and _apart(parts[-1], line.text):
            parts.append(" ")
        elif parts:
            parts.append(wrap)
        parts.append(line.text)
    return "".join(parts)


def _apart(end: str, start: str) -> bool:
    one, other = end[-1], start[0]
    if not (one.isascii() and other.isascii() and other.isalnum()):
        return False
    # A figure goes on in the next line only in a narrow cell of a table; a word does not go on.
    return (one.isalpha() or one in ",.;:)%") if other.isalpha() else one.isalpha()


def continues(paragraph: Sequence[Line], line: Line, before: Column, column: Column, gap: float | None) -> bool:
    """Whether a line goes on with a paragraph.

    Args:
        paragraph: the paragraph's lines so far.
        line: the next line.
        before: the column of the paragraph's last line.
        column: the line's column.
        gap: how far the line's baseline is below the one before; None across pages.
    """
    last = paragraph[-1]
    em = line.size
    if abs(last.size - em) > 0.1 * max(last.size, em):
        return False
    ended = _SENTENCE_END.search(last.text) is not None
    item = begins_item(line)
    if gap is not None and column.pitch:
        wide = gap / column.pitch / max(1.0, em / column.size)
        if wide > 1.5 or (wide > 1.2 and (ended or item)):
            return False
    # What begins far to the right is set to the right: an issuer's name or a date.
    if before.right - last.right > line.first + 0.5 * em or last.left - before.left > 6 * em:
        return False
    full = before.right - before.left - (last.right - last.left) < em
    if full and em > 1.1 * column.size and abs((line.left - column.left) - (column.right - line.right)) < em:
        return True  # a title that is set large, and its last line in the middle
    indent = line.left - column.left
    if indent <= em:
        return not (ended and item)
    if ended or item or indent > 6 * em:
        return False
    # Lines that stand under a list's text, not under its number, are indented without being first lines.
    alike = abs((last.left - before.left) - indent) < 0.7 * em
    if len(paragraph) > 1:
        return alike
    return (
        not alike and last.left - before.left < 4.5 * em and last.right - last.left > (before.right - before.left) / 2
    )
