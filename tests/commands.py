"""Commands as tests run them: what they leave behind, and what they say where they fail."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

__all__ = ["Done", "Run", "one_line"]


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Done]


def one_line(done: Done, code: int, *words: str) -> None:
    """An expected failure: the exit code and one line that holds `words`."""
    assert (done.code, done.out) == (code, ""), done.err
    (line,) = done.err.splitlines()
    assert line.startswith("zhengtu: ")
    for word in words:
        assert word in line
