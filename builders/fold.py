"""Folding that keeps every offset: one character becomes one character.

NFKC would change lengths (…, ㎡, ①) and Chinese punctuation with them, so
spans would no longer point into the text as read.
"""

import re
from typing import Final

__all__ = ["display", "fold", "join_lines", "without_space"]

_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(
    [0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060],
    0x20,
)
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
_DISPLAY: Final = {c: n for c, n in _FULL_WIDTH.items() if chr(n).isalnum() or chr(n) in "%+-./=&@#*"} | _SPACES

_BREAK = re.compile(r"[ \t\f\v]*[\r\n][\s]*")
_SPACE_RUN = re.compile(r"[ \t\f\v]+")


def fold(text: str) -> str:
    """The text for matching: as long as `text`, signs and letters narrow, all spaces plain."""
    return text.translate(_MATCHING)


def display(text: str) -> str:
    """The text for reading: narrow letters and digits, Chinese punctuation, one line."""
    return _SPACE_RUN.sub(" ", join_lines(text.translate(_DISPLAY))).strip()


def join_lines(text: str) -> str:
    """`text` without line breaks: Chinese has no space where a line ends inside a sentence."""
    return _BREAK.sub("", text)


def without_space(text: str) -> str:
    """`text` without white space and invisible characters, as names are compared."""
    return "".join(text.translate(_SPACES).split())
