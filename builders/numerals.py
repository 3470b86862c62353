"""Chinese numerals as numbers."""

from typing import Final

__all__ = ["CHINESE_DIGITS", "chinese_number"]

CHINESE_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
"""Each digit's value."""

_PLACES: Final = {"十": 10, "百": 100}


def chinese_number(text: str) -> int:
    """The number that numerals write: 三十五 → 35, 一百零八 → 108, 二〇 → 20.

    Args:
        text: one numeral or more; in any other order than numbers are said, the sum of its parts.

    Raises:
        KeyError: if a character is no numeral.
    """
    if not any(c in _PLACES for c in text):
        return int("".join(str(CHINESE_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _PLACES:
            # 十五 begins with its ten.
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = CHINESE_DIGITS[char]
    return total + digit
