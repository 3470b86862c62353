"""Offsets as people look places up: by line and column."""

from bisect import bisect_right

__all__ = ["LineIndex"]


class LineIndex:
    r"""The lines of a text.

    >>> LineIndex("甲\\n乙丙").place(3)
    '2:2'
    """

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> str:
        """Line and column of an offset, both from 1, as editors show them: ``12:5``."""
        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"
