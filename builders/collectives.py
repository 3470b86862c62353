"""Phrases that name a set of units: one node a phrase and jurisdiction."""

from ..ontology.iris import segment
from ..ontology.places import CENTRE, place
from .model import Unit
from .unit_patterns import MEMBER_UNITS, NOT_OF_THE_AREA, SAME_BODY

__all__ = ["collective"]


def collective(name: str, jurisdiction: str, year: int | None) -> Unit:
    """The set that a phrase names in a notice of `jurisdiction`.

    各成员单位 and 成员单位 are all members alike, and 工作联席会议 is 联席会议:
    the same body's name with and without a filler word.
    """
    phrase = SAME_BODY.sub("", name)
    if match := MEMBER_UNITS.match(phrase):
        some = "有关" if match["some"] or match["some2"] else ""
        phrase = f"{match['body'].removesuffix('各')}{some}成员单位"
    # The same words with and without 、 are one phrase, and its name must be one too.
    phrase = segment(phrase)
    where = None if NOT_OF_THE_AREA.match(phrase) else place(jurisdiction, year)
    full = phrase
    if where is not None and where.code != CENTRE:
        start = phrase.removeprefix(where.tier_word) if phrase.startswith(where.tier_word) else phrase
        full = phrase if phrase.startswith(where.name) else where.name + start
    return Unit(full, jurisdiction, collective=True, known=True, phrase=phrase)
