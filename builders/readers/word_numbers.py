"""The automatic numbers of a Word document's paragraphs.

Source: ECMA-376 Part 1 (5th edition) §17.9 (numbering), §17.18.59 (how numbers are written).
Where Word departs from it, Word is followed as [MS-OI29500] describes it: a level begins anew after any level
above it (17.9.10), and ideographEnclosedCircle is in brackets (17.18.59).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from .word_styles import MAX_LINKS, Node, Styles, W, integer, switched_on, value

__all__ = ["Numbering"]

_MAX_LEVEL_TEXT: Final = 100
_SETS_ITSELF_OFF: Final = ("、", "）", "．", "：", "】", "〕")
"""Full-width signs bring their own space."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    written: str
    text: str
    suffix: str
    restart: int
    arabic: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A numbering as a paragraph names it; lists of one `key` count on from each other."""

    key: str | None
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """Counts the numbered paragraphs of a document, in reading order.

    Args:
        root: the root of its numbering part, if it has one.
        styles: its styles.
    """

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str | None, Node] = {}
        self._numbers: dict[str | None, Node] = {}
        self._lists: dict[str | None, _List] = {}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._abstract = {n.get(f"{W}abstractNumId"): n for n in root.findall(f"{W}abstractNum")}
            self._numbers = {n.get(f"{W}numId"): n for n in root.findall(f"{W}num")}

    def next(self, properties: Node | None) -> str:
        """The number of the next paragraph, with what sets it off from the text; empty where it has none.

        Args:
            properties: the paragraph's w:pPr.
        """
        chain = self._styles.paragraph(value(properties, f"{W}pStyle"))
        own = value(properties, f"{W}numPr/{W}numId")
        inherited = (value(style, f"{W}pPr/{W}numPr/{W}numId") for _, style in chain)
        number = own if own is not None else next((i for i in inherited if i is not None), None)
        # 0 takes a paragraph out of the numbering of its style (§17.9.18).
        if number is None or number == "0" or number not in self._numbers:
            return ""
        numbering = self._list(number)
        at = self._level(properties, [name for name, _ in chain], numbering)
        if (level := numbering.levels.get(at)) is None:
            return ""
        counts = self._count(number, numbering, at)
        text = re.sub("%([1-9])", lambda m: self._part(numbering, level, counts, int(m[1]) - 1), level.text)
        if level.written == "bullet" or not text.strip():
            return ""
        return text if level.suffix == "nothing" or text.endswith(_SETS_ITSELF_OFF) else f"{text.rstrip()} "

    def _level(self, properties: Node | None, styles: list[str | None], numbering: _List) -> int:
        """The paragraph's own level, or the one that is bound to its style, or the one that its style states."""
        if (own := value(properties, f"{W}numPr/{W}ilvl")) is not None:
            return integer(own, 0)
        for name in styles:
            for at, level in numbering.levels.items():
                if level.style is not None and level.style == name:
                    return at
        stated = (
            value(s, f"{W}pPr/{W}numPr/{W}ilvl") for _, s in self._styles.paragraph(styles[0] if styles else None)
        )
        return integer(next((s for s in stated if s is not None), None), 0)

    def _count(self, number: str, numbering: _List, at: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbering.key, {})
        # A list that overrides its start begins there when it is first used, even where its numbering is under way.
        anew = at in numbering.starts and (number, at) not in self._begun
        self._begun.add((number, at))
        if at in counts and not anew:
            counts[at] += 1
        else:
            counts[at] = numbering.starts.get(at, numbering.levels[at].start)
        for below in [b for b in counts if b > at and b in numbering.levels and at < numbering.levels[b].restart]:
            del counts[below]
        return counts

    def _part(self, numbering: _List, level: _Level, counts: dict[int, int], at: int) -> str:
        if (named := numbering.levels.get(at)) is None:
            return ""
        number = counts.get(at, numbering.starts.get(at, named.start))
        return written(number, "decimal" if level.arabic else named.written)

    def _list(self, number: str | None) -> _List:
        if number not in self._lists:
            node = self._numbers[number]
            key, abstract = self._definition(value(node, f"{W}abstractNumId"))
            levels = _levels([] if abstract is None else abstract.findall(f"{W}lvl"))
            starts: dict[int, int] = {}
            for override in node.findall(f"{W}lvlOverride"):
                at = integer(override.get(f"{W}ilvl"), 0)
                levels |= _levels(override.findall(f"{W}lvl"))
                if (start := value(override, f"{W}startOverride")) is not None:
                    starts[at] = integer(start, 1)
            self._lists[number] = _List(key, levels, starts)
        return self._lists[number]

    def _definition(self, key: str | None) -> tuple[str | None, Node | None]:
        """An abstract numbering; where it only refers to a list style, that of the style (§17.9.21)."""
        for _ in range(MAX_LINKS):
            node = self._abstract.get(key)
            style = value(node, f"{W}numStyleLink")
            if style is None:
                break
            chain = self._styles.paragraph(style)
            number = value(chain[0][1] if chain else None, f"{W}pPr/{W}numPr/{W}numId")
            key = value(self._numbers.get(number), f"{W}abstractNumId")
        return key, self._abstract.get(key)


def _levels(nodes: list[Node]) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for node in nodes:
        at = integer(node.get(f"{W}ilvl"), 0, high=8)
        restart = integer(value(node, f"{W}lvlRestart"), at)
        levels[at] = _Level(
            integer(value(node, f"{W}start"), 0),
            value(node, f"{W}numFmt") or "decimal",
            (value(node, f"{W}lvlText") or "")[:_MAX_LEVEL_TEXT],
            value(node, f"{W}suff") or "tab",
            restart if restart <= at else at,
            switched_on(node, f"{W}isLgl") is True,
            value(node, f"{W}pStyle"),
        )
    return levels


_DIGITS: Final = {
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "chineseCounting": "○一二三四五六七八九",
    "taiwaneseCounting": "○一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}
_COUNTED: Final = {
    "chineseCounting": ("零一二三四五六七八九", "十百千"),
    "taiwaneseCounting": ("零一二三四五六七八九", "十百千"),
    "chineseCountingThousand": ("零一二三四五六七八九", "十百千"),
    "taiwaneseCountingThousand": ("零一二三四五六七八九", "十百千"),
    "japaneseCounting": ("〇一二三四五六七八九", "十百千"),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
}
_SIGNS: Final = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def written(number: int, form: str) -> str:
    """A number as one of Word's formats writes it; in plain figures beyond the format's range or in an unknown one."""
    if form in ("none", "bullet"):
        return ""
    if form in _SIGNS:
        return _SIGNS[form][number - 1] if 1 <= number <= len(_SIGNS[form]) else str(number)
    if form in _COUNTED and 0 < number < (100 if form in _DIGITS else 10_000):
        return _counted(number, *_COUNTED[form], form)
    if form in _DIGITS:
        return str(number).translate({ord(str(n)): c for n, c in enumerate(_DIGITS[form])})
    return _LATIN.get(form, str)(number)


def _counted(number: int, digits: str, units: str, form: str) -> str:
    figures = str(number)
    text, gap = "", False
    for power, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure == "0":
            gap = True
            continue
        if gap and form != "japaneseCounting":
            text += digits[0]
        gap = False
        # Ten is 十, but 壹拾 in legal figures; Japanese has no 一 before any unit.
        bare = figure == "1" and power > 0 and (form == "japaneseCounting" or (number < 20 and units[0] == "十"))
        text += ("" if bare else digits[int(figure)]) + (units[power - 1] if power else "")
    return text


def _letters(number: int) -> str:
    """A to Z, then AA, BB …, as Word does."""
    return (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(number - 1) % 26] * ((number + 25) // 26) if 1 <= number <= 780 else str(number)
    )


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


_LATIN: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda n: f"{n:02}",
    "numberInDash": lambda n: f"- {n} -",
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
