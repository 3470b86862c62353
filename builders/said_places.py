"""The place that a unit's name says at its head: by the place's name, or by the word for the issuer's tier."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..ontology.places import chain, find, place
from .unit_patterns import TIER_WORD

__all__ = ["SaidPlace", "said_places"]


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A place that a name says.

    Attributes:
        code: the place's.
        text: the name from the place's on.
        rest: what stands behind it.
        sure: whether its full name, or the word for its tier, stood there.
        why: a sentence that says how it was found.
        before: the full name of a prefecture that stands before a county's.
        by_tier: whether only the word for the place's tier stood there.
    """

    code: str
    text: str
    rest: str
    sure: bool
    why: str
    before: str = ""
    by_tier: bool = False


def said_places(text: str, jurisdiction: str, year: int | None) -> Iterator[SaidPlace]:
    """The places that a name may say at its head, the surer first; none where it says none.

    Args:
        text: the name.
        jurisdiction: the issuer's, from where places are sought.
        year: of the notice.
    """
    code, start, at, before = None, 0, 0, ""
    while inner := find(text[at:], near=code or jurisdiction, year=year):
        if code is not None and code not in chain(inner[0])[1:]:
            break
        above = place(code, year) if code else None
        before = above.name if above and above.tier == "prefecture" and text[start:at] == above.name else ""
        code, start, at = inner[0], at, at + inner[1]
    if code is not None and (entry := place(code, year)) is not None:
        if at == len(text):
            # 责任单位：西宁市、海东市: a division that is to do something does it by its government.
            why = f"{text}, named alone, is its government"
            yield SaidPlace(code, f"{text[start:]}人民政府", "人民政府", True, why)
            return
        sure = text[start:at] == entry.name
        yield SaidPlace(code, text[start:], text[at:], sure, f"{text[start:at]} is {entry.name} ({code})", before)
        if sure:
            return
    if (tier := TIER_WORD.match(text)) and (code := _of_tier(tier.group(), jurisdiction)):
        entry = place(code, year)
        where = f"{entry.name} ({code})" if entry else code
        yield SaidPlace(code, text, text[tier.end() :], True, f"{tier.group()} is the issuer's: {where}", by_tier=True)


def _of_tier(word: str, jurisdiction: str) -> str | None:
    """The issuer's area, or the one above it, that a tier's word stands for.

    区 is an autonomous region only in the region's own documents: in a county's it would be a district.
    """
    for code in chain(jurisdiction):
        entry = place(code)
        if entry is not None and (word == entry.tier_word or (code == jurisdiction and word in entry.tier_words)):
            return code
    return None
