"""Folding that keeps every offset: one character becomes one character.

NFKC would change lengths (…, ㎡, ①) and Chinese punctuation with them, so
spans would no longer point into the text as read.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["display", "fold", "simplified", "squeeze", "without_space"]

_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_INVISIBLE = [0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD]
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, *_INVISIBLE], 0x20)
_LOOKALIKES = {
    ord("﹙"): ord("("),
    ord("﹚"): ord(")"),
    ord("∶"): ord(":"),
    ord("︰"): ord(":"),
    ord("﹔"): ord(";"),
    ord("；"): ord(";"),
}
_MATCHING: Final = _FULL_WIDTH | _SPACES | _LOOKALIKES

# For people to read and search: letters, digits and the signs of figures become narrow, while Chinese
# punctuation stays. A search for 2018 or PPP then finds what was set as ２０１８ or ＰＰＰ.
_DISPLAY: Final = (
    {c: n for c, n in _FULL_WIDTH.items() if chr(n).isalnum() or chr(n) in "%+-./=&@#*"}
    | _SPACES
    | dict.fromkeys(_INVISIBLE)
)

# Traditional characters that GB 2312 has too, beside their simplified forms.
_TRADITIONAL_IN_GB2312: Final = frozenset("後於菸徵夥")

_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text for matching: as long as `text`, signs and letters narrow, all spaces plain, characters simplified."""
    return simplified(text.translate(_MATCHING))


def simplified(text: str) -> str:
    """`text` with each traditional character (責任單位) as its simplified form, after OpenCC."""
    # A simplified text holds a thousand kinds of characters and hardly one outside GB 2312.
    kinds = {ord(c): s for c in set(text) if (s := _simplified(c)) != c}
    return text.translate(kinds) if kinds else text


@cache
def _simplified(char: str) -> str:
    if not "\u3400" <= char <= "\u9fff":
        return char
    if char not in _TRADITIONAL_IN_GB2312:
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            pass
        else:
            return char
    found: str = _converter().convert(char)
    return found if len(found) == 1 else char


@cache
def _converter() -> "OpenCC":
    # Imported and made only where a text has such characters: both take as long as reading ten notices.
    from opencc import OpenCC

    return OpenCC("t2s")


def display(text: str) -> str:
    """The text for reading: narrow letters and digits, Chinese punctuation, one line.

    A line break goes without a trace, since Chinese has no space where a line
    ends inside a sentence; other white space becomes one space.
    """
    return _SPACE.sub(_one_space, text.translate(_DISPLAY)).strip()


def _one_space(run: re.Match[str]) -> str:
    return "" if "\n" in run.group() or "\r" in run.group() else " "


def squeeze(text: str, start: int = 0, end: int | None = None) -> tuple[str, list[int]]:
    """A stretch of a text without white space, and where each of its characters stands; then where the stretch ends."""
    end = len(text) if end is None else end
    where = [i for i in range(start, end) if not text[i].isspace()]
    return "".join([text[i] for i in where]), [*where, end]


def without_space(text: str) -> str:
    """`text` without white space and invisible characters, as names are compared."""
    return "".join(text.translate(_SPACES).split())
