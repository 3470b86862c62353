"""What goes wrong with a table of corrections, in words that a user can act on."""

from typing import Final

from ..errors import NoticeError

__all__ = ["CorrectionError", "OtherTextError", "RowError", "cut"]

_SHOWN: Final = 40


class CorrectionError(NoticeError):
    """A table of corrections that cannot be applied as it stands; none of its rows is.

    Attributes:
        rows: numbers of the rows at fault, as a spreadsheet counts them; none for the whole table.
        faults: what is wrong with each of them, where more than the text they are for.
    """

    @property
    def is_about_rows(self) -> bool:
        """Whether the table can be read, and its rows are what does not fit."""
        return bool(self.faults)

    def __init__(
        self, file: str, problem: str, advice: str, rows: tuple[int, ...] = (), faults: "tuple[RowError, ...]" = ()
    ) -> None:
        super().__init__(file, problem, advice)
        self.rows = rows
        self.faults = faults


class OtherTextError(CorrectionError):
    """A table of corrections for another text than that which the notice's file holds now."""

    @property
    def is_about_rows(self) -> bool:
        """It is: each of them may still fit."""
        return True


class RowError(Exception):
    """What is wrong with one row; the whole table is refused with all of them.

    Args:
        row: its number.
        problem: what is wrong, in English.
        chinese: the same in Chinese, for the page; without it the page gives the English.
        others: numbers of other rows that have to do with it.
    """

    def __init__(self, row: int, problem: str, *others: int, chinese: str = "") -> None:
        super().__init__(f"row {row}: {problem}")
        self.problem = problem
        self.chinese = chinese
        self.rows = (row, *others)


def cut(text: str) -> str:
    """The beginning of a cell or of words of a notice, on one line, as messages show it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
