"""Patterns that see through stray spaces."""

import re

__all__ = ["spaced"]


def spaced(pattern: str) -> str:
    """A pattern that also matches with stray spaces between its characters (责 任 单 位)."""
    return re.sub(
        r"(\(\?<[!=][^)]*\))|(\[[^\]]*\]|[\u4e00-\u9fff])(\{[^}]*\}|[?*+])?",
        lambda m: m[1] or rf"(?:{m[2]}\s{{0,3}}){m[3] or ''}",
        pattern,
    )
