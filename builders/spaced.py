"""Patterns that see through stray spaces."""

import re

__all__ = ["spaced"]


def spaced(pattern: str, *, over_lines: bool = True) -> str:
    r"""A pattern that also matches with stray spaces between its characters (责 任 单 位).

    Args:
        pattern: for `re`; lookbehinds in it stay as they are.
        over_lines: whether a line break may stand between them too.

    >>> spaced("责任", over_lines=False)
    '(?:责[^\\S\\n]{0,3})(?:任[^\\S\\n]{0,3})'
    """
    gap = r"\s{0,3}" if over_lines else r"[^\S\n]{0,3}"
    return re.sub(
        r"(\(\?<[!=][^)]*\))|(\[[^\]]*\]|[\u4e00-\u9fff])(\{[^}]*\}|[?*+])?",
        lambda m: m[1] or f"(?:{m[2]}{gap}){m[3] or ''}",
        pattern,
    )
