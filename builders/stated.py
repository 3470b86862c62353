"""What a person says that a notice says of itself, over what the rules read.

It is taken in where the header is read, so that all that rests on it follows as
if the text said so: the area and year in which names are resolved, the notice's
own mentions, its IRI.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from .fold import fold
from .named import DocumentNumber
from .own_number import BELOW_TITLE
from .sign_off import SignOff
from .text import Span
from .title import Title

__all__ = ["NOTHING", "Stated", "StatedIssuer"]


@dataclass(frozen=True, slots=True)
class StatedIssuer:
    """An issuer.

    Attributes:
        name: full name.
        scope: division code of its area; none where its name is to tell.
    """

    name: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person says; whatever is none or not among `absent` is as the rules read it.

    Attributes:
        title: the title.
        title_at: where its words stand, well or badly written; none where that is where a title was read.
        number: the document number.
        number_places: where the text has it, well or badly written; none of them cites another document.
        issuers: all of them.
        issued: the date.
        issued_places: where the text has it, well or badly written.
        issued_mistaken: the dates that the text has instead, wherever it signs.
        absent: what the notice does not state, though the rules read something as that.
    """

    title: str | None = None
    title_at: Span | None = None
    number: DocumentNumber | None = None
    number_places: tuple[Span, ...] = ()
    issuers: tuple[StatedIssuer, ...] | None = None
    issued: date | None = None
    issued_places: tuple[Span, ...] = ()
    issued_mistaken: frozenset[date] = frozenset()
    absent: frozenset[Literal["title", "document_number", "issued"]] = frozenset()

    def heading(self, read: Title) -> Title:
        """The title as read, with what is said of it."""
        if "title" in self.absent:
            return replace(read, text="")
        if self.title is None:
            return read
        said = replace(read, text=fold(self.title))
        return said if self.title_at is None else replace(said, span=self.title_at)

    def own_number(
        self, read: DocumentNumber | None, end: int, span: Span | None, heading: Title
    ) -> tuple[DocumentNumber | None, int, Span | None]:
        """The number as read, where what belongs to it ends and its place, with what is said of it."""
        if "document_number" in self.absent:
            return None, end, span
        if self.number is None:
            return read, end, span
        below = [p for p in self.number_places if heading.end <= p.start < heading.end + BELOW_TITLE]
        return self.number, max([end, *(p.end for p in below[:1])]), span

    def day(self, read: date | None) -> date | None:
        """The date as read, with what is said of it."""
        return None if "issued" in self.absent else self.issued or read

    def signed(self, read: SignOff) -> date | None:
        """The date of a sign-off as read, which is the notice's where it is the one that the text has instead."""
        return self.day(read.day) if "issued" in self.absent or read.day in self.issued_mistaken else read.day


NOTHING: Final = Stated()
