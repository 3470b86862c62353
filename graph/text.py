"""Words for a terminal: foreign ones made fit for it, and numbers of things."""

import unicodedata
from typing import Final

__all__ = ["counted", "visible"]

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


def counted(n: int, one: str, more: str | None = None) -> str:
    """A number and an English noun.

    >>> counted(1, "duty", "duties"), counted(1200, "draw")
    ('1 duty', '1,200 draws')
    """
    return f"{n:,} {one if n == 1 else more or one + 's'}"


def visible(text: str, *, lines: bool = False) -> str:
    """A text without control and format characters, which could steer a terminal or turn the text around.

    Args:
        text: words of a notice, a server or a user.
        lines: whether line breaks and tabs may stay.
    """
    kept = "\n\t" if lines else ""
    shown = (c if c in kept or unicodedata.category(c) not in _UNSEEN else "\N{REPLACEMENT CHARACTER}" for c in text)
    return "".join(shown)
