"""Units that the authority lacks, under their full names where their words say it: place, then name.

省十大新兴产业推进组工作专班, 市金融发展局 and 问安镇人民政府 lack nothing but their
place; 综合处 lacks the department that it is inside. How a name ends tells whether
it is whole: 市投促中心 is cut, and stays as written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..ontology.agencies import Authority, organ_prefix
from ..ontology.places import CENTRE, Place, place
from .model import Unit
from .said_places import SaidPlace
from .unit_patterns import ENDINGS, JOINED_NAMES, MERGED, OF_THE_COUNTRY, TOWNSHIP, WHOLE_NAME

__all__ = ["completed"]

_RANKS: Final = ("厅", "局", "委员会")


@dataclass(frozen=True, slots=True)
class _Ending:
    words: str
    kind: str


def completed(
    text: str, said: Sequence[SaidPlace], jurisdiction: str, year: int | None, authority: Authority
) -> tuple[Unit, str] | None:
    """The unit with its place's name, and a sentence that says why; none where the name may not be whole.

    Args:
        text: the name, without a bracket at its end.
        said: the places that it says at its head.
        jurisdiction: the issuer's.
        year: of the notice.
        authority: the tables, which may know a body of another rank by that name.
    """
    if not WHOLE_NAME.fullmatch(text) or JOINED_NAMES.search(text):
        return None
    area = place(jurisdiction, year)
    if not said and area is not None and area.tier == "county" and TOWNSHIP.match(text):
        full = organ_prefix(area, year) + _township(text)
        return Unit(full, area.code, collective=False, known=False, kind="Government"), f"a township of {area.name}"
    if not said and OF_THE_COUNTRY.match(text) and (ending := _ending(text)):
        why = f"not in the authority; {ending.words} tells that the name, of the whole country, is whole"
        return Unit(text, CENTRE, collective=False, known=False, kind=ending.kind), why
    for one in said:
        where = place(one.code, year)
        if where is None or not one.sure:
            continue
        rest = one.rest
        if ending := _ending(rest):
            in_full = one.text.startswith(where.name)
            # 市生态环境分局 does not say whose branch it is; 市自然资源和规划局龙岗分局 does.
            if rest.endswith("分局") and "局" not in rest[:-2] and not in_full:
                return None
            if (ending.words in _RANKS and not (MERGED.search(rest) or in_full)) or authority.is_cut(rest):
                return None
            if _has_other_rank(one, ending.words, year, authority):
                return None
            name = _with_place(where, one, year)
            return (
                Unit(name, one.code, collective=False, known=False, kind=ending.kind),
                f"not in the authority; {ending.words} tells that the name is whole",
            )
        if one.text.startswith(where.name):
            # 河北省辐射环境管理站: whose it is stands there in full, of what kind it is does not.
            return Unit(text, one.code, collective=False, known=False), "not in the authority; stays as written there"
    return None


def _township(text: str) -> str:
    """The government of a township, or the office of a sub-district: 邹区镇人民政府 of 邹区镇, 五星街道办事处."""
    name = re.sub("(?:人民)?政府$|(?:办事处|办)$", "", text)
    return name + ("办事处" if name.endswith("街道") else "人民政府")


def _ending(text: str) -> _Ending | None:
    for words, least, kind in ENDINGS:
        if text.endswith(words) and len(text) - len(words) >= least:
            return _Ending(words, kind)
    return None


def _has_other_rank(said: SaidPlace, ending: str, year: int | None, authority: Authority) -> bool:
    """Whether the place has such a body of another rank: 兵团生态环境厅 is a slip, the body is a 局."""
    if ending not in _RANKS:
        return False
    stem = said.text.removesuffix(ending)
    return any(authority.agencies(stem + other, said.code, year) for other in _RANKS if other != ending)


def _with_place(where: Place, said: SaidPlace, year: int | None) -> str:
    """The place's name as organs bear it, and the rest; 滁州市定远县生态环境分局 names its city already."""
    prefix = organ_prefix(where, year)
    if said.text.startswith(where.name) and prefix == where.name and said.before:
        return said.before + prefix + said.rest
    return prefix + said.rest
