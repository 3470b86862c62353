"""What rows make of what a notice says of itself, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ...ontology.agencies import Authority
from ..documents import number_in
from ..fold import fold
from ..header import Head, read_header
from ..model import Span
from ..stated import NOTHING, Stated
from .rows import Row
from .said import Values
from .state import State

__all__ = ["Own"]


@dataclass(slots=True)
class Own:
    """A notice's head while rows put it right.

    Attributes:
        state: the notice as it was read.
        tables: the authority that it was read with.
        head: what it says of itself with the rows so far.
        stated: what these rows say.
    """

    state: State
    tables: Authority
    head: Head
    stated: Stated = NOTHING

    def place(self, row: Row, best: Callable[[Span], bool] = lambda _: True) -> Span:
        """Where a row's words stand; a notice says its title and issuer several times, and each place will do.

        Args:
            row: the row.
            best: tells which places are better than others.

        Raises:
            RowError: if they do not stand there or nowhere, or another row speaks of that place.
        """
        places = self.state.places
        if row.start is not None:
            span = places.core(places.stated(row))
        else:
            found = next(filter(best, places.all(row, None)), None) or next(places.all(row, None), None)
            span = places.only(row, None, "the text") if found is None else found
        self.state.speak(row, span)
        return span

    def put(self, row: Row, span: Span, stated: Stated, before: Values, after: Values) -> None:
        """Records what came of a row and goes on with what it says.

        Args:
            row: the row.
            span: where its words stand.
            stated: what the rows say with this one.
            before: what was read there.
            after: what holds.
        """
        read, now = ({c: v.isoformat() if isinstance(v, date) else v for c, v in x.items()} for x in (before, after))
        if row.action is None:
            self.state.compare(row, read, span)
            return
        source, folded = self.state.notice.source, self.state.folded
        head = self.head if stated == self.stated else read_header(source, folded, self.tables, stated)
        # What follows from another row alone was not read by the rules either.
        changes = read != now or _known(head, stated, folded) != _known(self.head, self.stated, folded)
        if changes:
            self.head, self.stated = head, stated
        told = read if changes and read != now else None
        self.state.note(row, span, "applied" if changes else "already_so", before=told, after=now)


def _known(head: Head, stated: Stated, folded: str) -> tuple[object, ...]:
    """What follows from a head. A place that has the number as it is hides no citation."""
    right = {p for p in stated.number_places if _is_own(fold(folded[p.start : p.end]), head)}
    return head.header, head.jurisdiction, head.year, head.body, head.plan, head.sign_off, set(head.own) - right


def _is_own(words: str, head: Head) -> bool:
    found = number_in(words)
    return found is not None and found[0] == head.header.document_number
