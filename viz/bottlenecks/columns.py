"""The columns of every table about bottlenecks: their names, heads and meanings, and which table has which."""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from ...graph.coordination.bottlenecks import Bottlenecks
from ...graph.rows import Value
from ..tables import plain
from .cells import CELLS, ON_PAGE, Row
from .figures import NONE, Words, both, group_word

__all__ = ["COLUMNS", "MARKDOWN", "TERMINAL", "WHAT_IF", "Column", "column", "on_page"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. In its texts {noun} stands for what units meet in, clauses or tasks.

    Attributes:
        name: for programs.
        words: head for people, by language.
        meaning: what it is, in a sentence without its full stop.
        below: what stands below the figure on the page; empty where nothing does.
    """

    name: str
    words: Words
    meaning: Words
    below: Words

    def label(self, b: Bottlenecks) -> Words:
        """The head, by language."""
        return _filled(self.words, b)

    def means(self, b: Bottlenecks) -> Words:
        """What it is, by language."""
        return _filled(self.meaning, b)

    def explained(self, b: Bottlenecks) -> Words:
        """What it is and what stands below it on the page, by language."""
        one, other = self.means(b), _filled(self.below, b)
        if not other["zh"]:
            return one
        return both(f"{one['zh']}；下行为{other['zh']}", f"{one['en']}; below, {other['en']}")

    def value(self, row: Row) -> Value:
        """What stands in it: for spreadsheets, programs and the terminal."""
        return CELLS[self.name](row)

    def shown(self, row: Row) -> tuple[str, str]:
        """What stands in it on the page, and below."""
        told = ON_PAGE.get(self.name)
        return told(row) if told is not None else (plain(self.value(row)) or NONE, "")


def _filled(words: Words, b: Bottlenecks) -> Words:
    noun = group_word(b)
    return {of: text.replace("{noun}", noun[of]) for of, text in words.items()}


def _read() -> dict[str, Column]:
    text = (files(__name__.rpartition(".")[0]) / "columns.csv").read_text(encoding="utf-8")
    return {
        row["name"]: Column(
            row["name"],
            both(row["zh"], row["en"]),
            both(row["means_zh"], row["means_en"]),
            both(row["below_zh"], row["below_en"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


_ALL: Final = _read()


def column(name: str) -> Column:
    """The column of a name."""
    return _ALL[name]


def _chosen(names: str) -> tuple[Column, ...]:
    return tuple(_ALL[name] for name in names.split())


_TOGETHER: Final = frozenset({"roles", "betweenness_interval", "ranks", "tested"})
COLUMNS: Final = tuple(found for name, found in _ALL.items() if name not in _TOGETHER)
"""All figures, each in a column of its own: for spreadsheets and programs."""
TERMINAL: Final = _chosen("unit labels roles partners betweenness_interval ranks top tested q cuts_off")
"""What a terminal has room for."""
MARKDOWN: Final = (*TERMINAL, _ALL["why"])
"""The same with the reasons, for documents."""
WHAT_IF: Final = _chosen(
    "lead support responsible partners betweenness bipartite participation constraint effective_size brokerage "
    "efficiency_loss cuts_off"
)
"""What a change of the plan changes."""
_PAGE: Final = _chosen(
    "load roles load_top betweenness top tested q partners constraint effective_size core participation brokerage "
    "efficiency_loss cuts_off validated"
)


def on_page(b: Bottlenecks) -> tuple[Column, ...]:
    """The columns of the page that the analysis has figures for."""
    missing = {
        name
        for names, there in (("load_top top", b.resampled), ("tested q", b.null), ("validated", b.validated))
        if there is None
        for name in names.split()
    }
    return tuple(found for found in _PAGE if found.name not in missing)
