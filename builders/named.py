"""What a notice names: documents and units."""

from dataclasses import dataclass

__all__ = ["Document", "DocumentNumber", "Unit"]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 发文字号 in its parts.

    Attributes:
        code: the issuer's code, 青政办; for orders the issuer and kind, 国务院令.
        year: four digits; none for orders.
        serial: without leading zeros.
        text: the normal form, 青政办〔2018〕28号.
    """

    code: str
    year: int | None
    serial: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """What identifies a document: its number, or else its title, within a scope.

    Attributes:
        scope: division code of the issuer's jurisdiction, 000000 for the centre.
        number: the number, where it is known.
        title: the title as folded for comparison, where the number is not known; of a text that has
            neither, its sha256.
        year: year of a document without a number, where it is known.
    """

    scope: str
    number: DocumentNumber | None
    title: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that answers for work, as the authority knows it.

    Attributes:
        name: full name, 青海省商务厅; as written where the authority does not know it.
        scope: division code of its jurisdiction.
        collective: True for a phrase that names a set of units, 各市、州人民政府.
        known: True where the authority tables have the unit.
        phrase: for a collective, the folded phrase that identifies it within the scope.
        kind: of a unit that the tables lack but whose full name could be completed, its kind (a local name of
            zt:KindScheme, such as CoordinationBody); none for all others.
    """

    name: str
    scope: str
    collective: bool
    known: bool
    phrase: str | None = None
    kind: str | None = None
