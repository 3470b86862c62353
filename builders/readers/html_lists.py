"""The numbers that a browser sets before the items of a list."""

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

__all__ = ["ListState", "list_of", "marker_of"]

_STYLE: Final = re.compile(r"list-style(?:-type)?:([^;]*)")
_INTEGER: Final = re.compile(r"\s*([+-]?\d{1,9})")
_TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_SYNONYMS: Final = {
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
    "simp-chinese-informal": "cjk-ideographic",
    "trad-chinese-informal": "cjk-ideographic",
}
_NUMBERED: Final = frozenset([*_TYPES.values(), "cjk-decimal", "cjk-ideographic", "decimal-leading-zero"])
_UNNUMBERED: Final = frozenset(["none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"])
_WORD: Final = re.compile(r"[a-z-]+")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGITS: Final = "〇一二三四五六七八九"


@dataclass(slots=True)
class ListState:
    """A list that is being read.

    Attributes:
        kind: its counter style; none where items have no number.
        number: the next item's.
        step: 1, or -1 in a list that counts down.
    """

    kind: str | None
    number: int
    step: int


def list_of(node: LexborNode, tag: str, attributes: dict[str, str | None], style: str) -> ListState:
    """The state before the first item of the list `node`."""
    kind = _kind(attributes, style, "decimal" if tag == "ol" else None)
    step = -1 if tag == "ol" and "reversed" in attributes else 1
    start = _integer(attributes.get("start")) if tag == "ol" else None
    if start is None:
        start = 1 if step > 0 else _items(node)
    return ListState(kind, start, step)


def marker_of(state: ListState | None, attributes: dict[str, str | None], style: str) -> str:
    """What stands before the next item; nothing where it has no number."""
    if state is None:
        return ""
    value = _integer(attributes.get("value"))
    number = state.number if value is None else value
    state.number = number + state.step
    kind = _kind(attributes, style, state.kind)
    return _written(kind, number) if kind else ""


def _kind(attributes: dict[str, str | None], style: str, inherited: str | None) -> str | None:
    words: list[str] = [w for m in _STYLE.finditer(style) for w in _WORD.findall(_spaced(m[1]))]
    for written in reversed(words):
        word = _SYNONYMS.get(written, written)
        if word in _NUMBERED:
            return word
        if word in _UNNUMBERED:
            return None
    given = attributes.get("type") or ""
    if given.lower() in _UNNUMBERED:
        return None
    return _TYPES.get(given, inherited)


def _spaced(value: str) -> str:
    """Keywords apart, where white space was taken out of a style: noneoutside is none and outside."""
    return re.sub(r"inside|outside|url\([^)]*\)|!important", " ", value)


def _integer(value: str | None) -> int | None:
    match = _INTEGER.match(value or "")
    return int(match[1]) if match else None


def _items(node: LexborNode) -> int:
    count, child = 0, node.first_child
    while child is not None:
        count += child.tag == "li"
        child = child.next
    return count


def _written(kind: str, number: int) -> str:
    if kind == "cjk-decimal":
        return "".join(_DIGITS[int(c)] if c.isdigit() else c for c in str(number)) + "、"
    if kind == "cjk-ideographic" and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}、"
    if kind.endswith("-alpha") and number > 0:
        letters = ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
        return f"{letters.upper() if kind.startswith('upper') else letters}. "
    if kind.endswith("-roman") and 0 < number < 4000:
        letters = ""
        for value, sign in _ROMAN:
            while number >= value:
                letters += sign
                number -= value
        return f"{letters.upper() if kind.startswith('upper') else letters}. "
    return f"{number:02d}. " if kind == "decimal-leading-zero" else f"{number}. "
