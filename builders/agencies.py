"""Whom a name means: resolved in the jurisdiction of the notice's issuer.

省财政厅 is 青海省财政厅 in a Qinghai notice and nowhere else. A name is looked
up, in this order:

1. in the issuer's own area, then in each area above it, up to the centre;
2. where it begins with a place's name (西宁市人民政府), in that place;
3. in the divisions right below the issuer's, where just one of them knows it
   (海东工业园区管委会).

What the tables do not know keeps its written form, in the issuer's area.
"""

import re
from functools import cache

from ..ontology.authority import (
    CENTRE,
    UNPLACED,
    Agency,
    agencies,
    parent_code,
    place,
    place_at_start,
    places,
)
from ..ontology.iris import segment
from .fold import fold, simplified
from .model import Unit
from .unit_patterns import CENTRAL, MEMBER_UNITS
from .units import is_collective

__all__ = ["jurisdiction_of", "resolve"]

_OF_THE_CENTRE_AT = re.compile(
    r"^(?:中国共产党|中共|国家税务总局|中国人民银行|中华人民共和国)(?=[\u4e00-\u9fff]{2,}(?:省|市|自治区|州|县|区))"
)
_COUNTY = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:县|区|旗|市))(?=人民政府|政府|委|管委会|人大|[\u4e00-\u9fff]{2,10}(?:局|办公室)$)"
)
_NOT_OURS = re.compile("国务院|中央|国家|全国")
_SAME_BODY = re.compile(r"(?<=[\u4e00-\u9fff])工作(?=联席会议|领导小组)")


def jurisdiction_of(issuer: str) -> str:
    """The scope of an issuer's names: the division code of its area, 000000 for the centre (教育部).

    An area that the tables do not hold gives a scope of its own: 浙江省长兴县人民政府
    → 330000-长兴县, an issuer whose place is not known → unplaced-….
    """
    name = _OF_THE_CENTRE_AT.sub("", fold(issuer).replace(" ", ""))
    code = None
    while (inner := place_at_start(name)) is not None and (code is None or parent_code(inner) == code):
        code = inner
        entry = places()[inner]
        name = name[max(len(n) for n in (entry.name, *entry.short_forms) if name.startswith(n)) :]
    # Below the tables' depth the name itself keeps areas apart: two counties' 县财政局 are two.
    if county := _COUNTY.match(name):
        return f"{code or UNPLACED}-{county[1]}"
    if code is not None:
        return code
    return CENTRE if CENTRAL.match(name) else f"{UNPLACED}-{name[:30]}" if name else UNPLACED


def resolve(name: str, jurisdiction: str) -> Unit:
    """The unit that a written name means in a notice of `jurisdiction`."""
    name = simplified(name)
    return _collective(name, jurisdiction) if is_collective(name) else _agency(name, jurisdiction)


@cache
def _agency(name: str, jurisdiction: str) -> Unit:
    found = _look_up(name, jurisdiction)
    if found is None:
        return Unit(name, jurisdiction, collective=False, known=False)
    return Unit(found.name, found.scope, collective=False, known=True)


def _look_up(name: str, jurisdiction: str) -> Agency | None:
    area: str | None = jurisdiction
    while area is not None:
        if found := agencies(area).get(name):
            return found
        area = parent_code(area)
    named = place_at_start(name)
    if named is not None and (found := agencies(named).get(name)):
        return found
    below = [found for code in places() if parent_code(code) == jurisdiction and (found := agencies(code).get(name))]
    # 市政府 is a form of every city's government: what several know, none can be taken to be.
    return below[0] if len({a.name for a in below}) == 1 and len(below) == 1 else None


@cache
def _collective(name: str, jurisdiction: str) -> Unit:
    """A set of units: one node a phrase and jurisdiction.

    各成员单位 and 成员单位 are all members alike, and 工作联席会议 is 联席会议:
    the same body's name with and without a filler word.
    """
    phrase = _SAME_BODY.sub("", name)
    if match := MEMBER_UNITS.match(phrase):
        some = "有关" if match["some"] or match["some2"] else ""
        phrase = f"{match['body'].removesuffix('各')}{some}成员单位"
    # The same words with and without 、 are one phrase, and its name must be one too.
    phrase = segment(phrase)
    where = None if _NOT_OURS.match(phrase) else place(jurisdiction)
    full = phrase
    if where is not None and where.code != CENTRE:
        start = phrase.removeprefix(where.tier_word) if phrase.startswith(where.tier_word) else phrase
        full = phrase if phrase.startswith(where.name) else where.name + start
    return Unit(full, jurisdiction, collective=True, known=True, phrase=phrase)
