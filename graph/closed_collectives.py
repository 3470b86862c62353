"""Which phrases name a closed set of governments, and whom: by the notice's area and year.

各市、州人民政府 in a notice of Qinghai of 2018 means eight governments, because the
province then had two 市 and six 州 below it and nothing else. A phrase is closed
only where its words leave nobody out and nobody in doubt:

1. It is 各 with words for kinds of divisions and nothing else. 有关, 部分, 等, 各部门, 各地 and 各级 stay open.
2. It says 政府, or the notice is a government's: then 各市州 means their governments, since only organs of
   government can answer to a government. In a department's notice 各市 may be the cities' departments.
3. Its words cover every kind of division of the tier that they name. A word for a kind that the area does not
   have (市 in 各县（市、区）) adds nobody. Legal terms for one kind (设区的市) name that kind, whatever else is there.
4. The divisions of that year are known and did not change in it.

Words stand from the higher tier to the lower, so in a province 各县（市、区） are all counties, districts and
county-level cities, and 各市、县（区） are these and the prefecture-level cities.
"""

import re
from functools import cache
from typing import Final

from ..ontology.agencies import Agency, authority
from ..ontology.iris import segment
from ..ontology.places import CENTRE, Place, children, names_of, place

__all__ = ["NotClosedError", "government", "members"]


class NotClosedError(ValueError):
    """A phrase whose members are not settled; the message says why."""


_FIRST_YEAR: Final = 2005
"""Names of divisions that had ended by 2004 are not in the tables."""
_BETWEEN_LISTS: Final = (2019, 2023)
"""No list of divisions between these years is at hand: what changed in them has no closer date in the tables."""
_OF_THE_CORPS: Final = "6590"
"""County-level cities in Xinjiang that the Corps governs: whether a phrase means them its words do not tell."""
_NESTED: Final = "654000"
"""伊犁哈萨克自治州 has prefectures below it that their codes do not show."""

# Longest first, so that 地区 is not read as 地 and 区. 区 also stands for 自治区, and 市 for 直辖市, at the centre.
_KIND: Final = (
    "设区的市|设区市|地级以上市|地级市|省辖市|县级市|直辖市|市辖区|自治州|自治县|自治旗|自治区|特区|林区|省级|地区"
    "|省|市|州|盟|地|县|区|旗"
)
_GOVERNMENT: Final = "人民政府|政府|行政公署|行署"
_PHRASE: Final = re.compile(rf"各(?:{_KIND}|{_GOVERNMENT}|[和及与各])+")
_TOKEN: Final = re.compile(f"{_KIND}|{_GOVERNMENT}")
_SAME: Final = {
    "设区的市": "设区市", "地级以上市": "地级市", "市辖区": "区", "特区": "区", "林区": "区",
    "自治州": "州", "自治县": "县", "自治旗": "旗", "地": "地区",
}  # fmt: skip
_BELOW: Final = frozenset({"县", "区", "旗", "县级市"})
_PREFECTURES: Final = frozenset({"市", "州", "盟", "地区", "设区市", "地级市", "省辖市"})
_CITIES: Final = frozenset({"市", "设区市", "地级市", "省辖市", "县级市"})
_PROVINCES: Final = ({"省"}, {"自治区", "区"}, {"直辖市", "市"})


def members(phrase: str, area: str | None, year: int | None, *, of_government: bool) -> tuple[str, ...]:
    """The division codes of those whom a phrase means, in order.

    >>> members("青海省各市州人民政府", "630000", 2018, of_government=True)
    ('630100', '630200', '632200', '632300', '632500', '632600', '632700', '632800')

    Args:
        phrase: the name of a collective, or its words in a notice.
        area: division code of the notice's area; none where it is not known.
        year: of the notice; none where it is not known.
        of_government: whether a government, or its office, issued the notice.

    Raises:
        NotClosedError: if the words, the area and the year do not settle whom it means.
    """
    words, names_governments = _words(segment(phrase), area)
    if not names_governments and not of_government:
        raise NotClosedError("it does not say governments, and the notice is not a government's")
    if year is None:
        raise NotClosedError("the year of the notice is not known")
    if area is None or place(area) is None:
        raise NotClosedError("the area of the notice is not known")
    if year < _FIRST_YEAR:
        raise NotClosedError(f"the divisions of {year} are not in the tables")
    found = _members(words, area, year)
    if isinstance(found, str):
        raise NotClosedError(found)
    return found


@cache
def government(code: str, year: int) -> Agency:
    """The government of a division in a year, under its full name: 阿克苏地区行政公署.

    Raises:
        NotClosedError: if the tables do not settle which body that is.
    """
    found = [a for a in authority().agencies("人民政府", code, year) if a.kind == "Government"]
    if len(found) != 1:
        raise NotClosedError(f"the government of {code} is not known")
    return found[0]


def _words(phrase: str, area: str | None) -> tuple[tuple[str, ...], bool]:
    """The words for kinds of divisions in a phrase, in their order, and whether it names governments."""
    names = {entry.name for entry in names_of(area or "")}
    tiers = {tier for entry in names_of(area or "") for tier in entry.tier_words}
    for name in sorted(names, key=len, reverse=True):
        phrase = phrase.removeprefix(name)
    # 全省各市州, 市各县区: the notice's own area, once more.
    own = re.match(f"[全我本]?(?:{'|'.join(sorted(tiers, key=len, reverse=True))})(?=各)", phrase) if tiers else None
    phrase = phrase[own.end() :] if own else phrase
    if not _PHRASE.fullmatch(phrase):
        raise NotClosedError("it does not name all divisions of a kind")
    tokens: list[str] = _TOKEN.findall(phrase)
    governments = {t for t in tokens if re.fullmatch(_GOVERNMENT, t)}
    words = [_SAME.get(t, t) for t in tokens if t not in governments]
    if governments & {"行政公署", "行署"}:
        words = ["地区", "盟", *words]
    if not words:
        raise NotClosedError("it does not name all divisions of a kind")
    return tuple(words), bool(governments)


@cache
def _members(words: tuple[str, ...], area: str, year: int) -> tuple[str, ...] | str:
    """The codes of the members, or why there is no telling."""
    where = place(area, year)
    if where is None:
        return "the area of the notice is not known"
    try:
        if area == CENTRE:
            found = _provinces(words, year)
        elif where.tier == "county":
            return "townships are not in the tables"
        elif where.tier == "provincial" and not where.is_municipality:
            found = _of_province(words, where, year)
        else:
            found = _of_prefecture(words, where, year)
        codes = tuple(sorted(entry.code for entry in found))
        for code in codes:
            government(code, year)
    except NotClosedError as why:
        return str(why)
    return codes


def _provinces(words: tuple[str, ...], year: int) -> list[Place]:
    """各省、自治区、直辖市. The Corps is none of them."""
    if set(words) != {"省级"} and not (
        set(words) <= set().union(*_PROVINCES) and all(kinds & set(words) for kinds in _PROVINCES)
    ):
        raise NotClosedError("its words do not cover the provinces")
    return [entry for entry in _divisions(CENTRE, year) if entry.tier_word in ("省", "自治区", "市")]


def _of_prefecture(words: tuple[str, ...], where: Place, year: int) -> list[Place]:
    """各县（市、区） of a city, a prefecture or a municipality."""
    if where.code == _NESTED:
        raise NotClosedError(f"the divisions of {where.name} are not all known")
    if not set(words) <= _BELOW | {"市"}:
        raise NotClosedError(f"its words are not for divisions of {where.name}")
    return _covered(words, _divisions(where.code, year), where, year)


def _of_province(words: tuple[str, ...], where: Place, year: int) -> list[Place]:
    """各市州, 各县（市、区） or both of a province."""
    if not set(words) <= _PREFECTURES | _BELOW:
        raise NotClosedError(f"its words are not for divisions of {where.name}")
    at = next((i for i, word in enumerate(words) if word in _BELOW), len(words))
    upper, lower = words[:at], words[at:]
    right_below = _divisions(where.code, year)
    prefectures = [entry for entry in right_below if entry.tier == "prefecture"]
    # 济源市, 仙桃市: of the county tier, but with no prefecture above them.
    directly = [entry for entry in right_below if entry.tier == "county"]
    if upper and not lower:
        if directly and {"市", "省辖市"} & set(upper):
            raise NotClosedError(f"its words do not tell whether {directly[0].name} is meant")
        return _covered(upper, prefectures, where, year)
    if upper and directly and set(lower) <= {entry.tier_word for entry in directly}:
        # 海南省各市、县: cities and counties stand side by side right below the province.
        return _covered(words, right_below, where, year)
    if any(entry.code.startswith(_OF_THE_CORPS) for entry in directly):
        raise NotClosedError("its words do not tell whether the cities of the Corps are meant")
    counties = [*directly, *(below for entry in prefectures for below in _divisions(entry.code, year))]
    # A county-level city is a 市 too, wherever the word stands in 各市、县（区）.
    below = _covered((*lower, "市") if "市" in upper else lower, counties, where, year)
    return [*(_covered(upper, prefectures, where, year) if upper else ()), *below]


def _covered(words: tuple[str, ...], divisions: list[Place], where: Place, year: int) -> list[Place]:
    """Those of the divisions that the words name."""
    if set(words) in ({"设区市"}, {"地级市"}, {"县级市"}):
        found = [entry for entry in divisions if entry.tier_word == "市"]
        if "设区市" in words and not all(_has_districts(entry, year) for entry in found):
            raise NotClosedError("some of its cities have no districts")
    else:
        kinds = {"市" if word in _CITIES else word for word in words}
        missing = sorted({entry.tier_word for entry in divisions} - kinds)
        if missing:
            raise NotClosedError(f"its words leave out each {missing[0]} of {where.name}")
        found = divisions
    if not found:
        raise NotClosedError(f"{where.name} has no such divisions in the tables")
    return found


def _has_districts(city: Place, year: int) -> bool:
    names = (name for district in children(city.code) for name in names_of(district.code))
    return any(name.tier_word == "区" and name.years.hold(year) for name in names)


@cache
def _divisions(area: str, year: int) -> list[Place]:
    """The divisions right below an area in a year.

    Raises:
        NotClosedError: if the tables do not tell on which side of a change in that year the notice stands.
    """
    first, last = _BETWEEN_LISTS
    before, after = (first - 1, last + 1) if first <= year <= last else (year - 1, year + 1)
    found = []
    for child in children(area):
        names = names_of(child.code)
        entry = place(child.code, year)
        own = place(area, year)
        if entry is None or not any(name.years.hold(year) for name in names) or (own and own.name == entry.name):
            continue
        if not all(any(name.years.hold(y) for name in names) for y in (before, after)):
            raise NotClosedError(f"{child.name} became or ceased to be a division about {year}")
        found.append(entry)
    return found
