"""What was filled in, from the ledger and from the sheets of units, brought together without losing any of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from .cells import LONGEST, fingerprint, plain, safe, stored

__all__ = ["Entered", "Settled", "joined", "settle", "told_of"]

_ONE: Final = frozenset({"state", "done_on"})
"""Columns that hold one word or one day: nothing can be added to them."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a cell for progress holds.

    Attributes:
        who: the unit in whose sheet it stands.
        value: as openpyxl has it.
        formula: whether it is one.
        number_format: of the cell.
        fixed: whether the cell lies within merged ones, so that nothing can be written into it.
        last: fingerprint of what was last written there; none if it is not known.
    """

    who: str
    value: Any
    formula: bool = False
    number_format: str = "General"
    fixed: bool = False
    last: str | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing of ours may be written there."""
        return self.formula or self.fixed


@dataclass(frozen=True, slots=True)
class Settled:
    """What a cell of the ledger shall hold.

    Attributes:
        take: what is to be put into it; none if it stays as it is.
        beside: what differs and cannot stand in it: it goes into the remarks.
        conflict: all that differed, where not all had said the same.
    """

    take: Entered | None = None
    beside: tuple[Entered, ...] = ()
    conflict: tuple[Entered, ...] = ()


def settle(column: str, base: str | None, main: Entered, units: Sequence[Entered]) -> Settled:
    """Decides what the ledger says where the sheets of units may have been filled in too.

    What was filled in since the last update is told by its fingerprint. If only one side has changed, that side
    stands; an emptied cell in the sheet of a unit does not count, so that nobody empties the ledger from there. If
    several have changed in different ways, all of it stays. Where the ledger's cell can take nothing, what the last
    update found in the sheet of a unit has been told already.

    Args:
        column: name of the column.
        base: fingerprint of what was written last, empty for nothing; none if it is not known.
        main: what the ledger holds.
        units: what the sheets of units hold.
    """
    now = fingerprint(main.value)
    fresh: dict[str, Entered] = {}
    for entered in units:
        said = fingerprint(entered.value)
        told = main.closed and said == entered.last
        if said and said not in {base, now} and not entered.formula and not told:
            fresh.setdefault(said, entered)
    if not fresh:
        return Settled()
    changed = bool(now) and (base is None or now != base)
    others = tuple(fresh.values())
    if not changed and not main.closed and len(others) == 1:
        return Settled(take=others[0])
    conflict = (main, *others) if changed else others
    if column in _ONE or main.closed or (changed and not isinstance(main.value, str)):
        if changed or main.closed:
            return Settled(beside=others, conflict=conflict)
        return Settled(take=others[0], beside=others[1:], conflict=conflict)
    words = joined(plain_text(main) if changed else "", others)
    if words is None:
        return Settled(beside=others, conflict=conflict)
    return Settled(take=Entered(main.who, safe(words)), conflict=conflict)


def plain_text(entered: Entered) -> str:
    """What was entered, as text."""
    value = entered.value
    return value.isoformat() if type(value) is date else plain(value)


def joined(first: str, others: Sequence[Entered], about: str = "") -> str | None:
    """Several entries in one text, each under the name of its unit; none if that is too long for a cell.

    Args:
        first: what stands there already.
        others: what is added.
        about: which column it is of, where that is another.
    """
    lines = [first] if first else []
    for entered in others:
        line = f"【{entered.who}{_ended(entered, about)}"
        if not _has(first, line):
            lines.append(line)
    text = "\n".join(lines)
    return text if len(stored(text).encode("utf-16-le")) // 2 <= LONGEST else None


def told_of(text: str, entered: Entered, about: str = "") -> bool:
    """Whether a text that `joined` made has an entry, under whatever name of a unit."""
    return _has(text, _ended(entered, about))


def _ended(entered: Entered, about: str) -> str:
    """A line of an entry after the name of its unit."""
    return (f"·{about}" if about else "") + f"】{plain_text(entered)}"


def _has(text: str, line: str) -> bool:
    """Whether a text has a line, or the end of one; 办 is not there because 办结 is."""
    return f"{line}\n" in f"{text}\n"
