"""What a row is known by, in this graph and in the next.

Rules change, tasks are put in and taken out, and then the numbers in the IRIs
mean other clauses. So a key holds the notice, the place in it, and a digest of
the words: the words decide, the place helps where the same words stand twice.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final, Self

__all__ = ["Key", "digest", "folded"]

_LENGTH: Final = 12


def folded(text: str) -> str:
    """A text without what differs between two readings of the same words: width, white space, punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def digest(text: str) -> str:
    """Twelve hex digits that stand for the words of a text."""
    words = folded(text) or text
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a row.

    Attributes:
        notice: IRI of the notice.
        place: the rest of the thing's IRI, such as ``task/9/clause/4``; its whole IRI where it is not under the
            notice's.
        words: digest of its text.
    """

    notice: str
    place: str
    words: str

    @classmethod
    def of(cls, notice: str, iri: str, text: str) -> Self:
        """The key of a thing of a notice that has an IRI and a text."""
        return cls(notice, iri.removeprefix(f"{notice}/"), digest(text))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """A key from its text; none if it is none, as in a row that somebody added."""
        parts = text.split(" ")
        return cls(*parts) if len(parts) == 3 and all(parts) and len(parts[2]) == _LENGTH else None

    def __str__(self) -> str:
        return f"{self.notice} {self.place} {self.words}"
