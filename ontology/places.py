"""Administrative divisions (GB/T 2260), the names that they bore and when, and the short forms that notices write.

A code can have had several names (420600: 襄樊市 to 2010, 襄阳市 since), and a
name can be that of several divisions (鼓楼区 lies in four cities), so a place is
always sought from somewhere: `find` prefers what lies around the notice's issuer
and gives nothing where that does not settle it.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from .tables import Years, cells, rows

__all__ = [
    "CENTRE",
    "UNPLACED",
    "Place",
    "chain",
    "children",
    "find",
    "is_within",
    "names_of",
    "parent",
    "place",
    "places",
]

CENTRE: Final = "000000"
"""Scope of the State Council and its organs."""

UNPLACED: Final = "unplaced"
"""Scope of an issuer whose area the tables do not know: kept apart, never guessed."""

_TYPES: Final = ("自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "盟", "县", "区", "旗")
_SELF_GOVERNING: Final = ("自治州", "自治县", "自治旗")

# The peoples whose names stand in the names of autonomous areas and drop out of their short forms: 海西蒙古族藏族自治州
# is 海西州. Some are written without 族 (焉耆回族自治县, but 博尔塔拉蒙古自治州).
_PEOPLE: Final = re.compile(
    r"(?:(?:回|土家|土|藏|蒙古|满|苗|壮|侗|瑶|彝|白|哈尼|傣|傈僳|佤|拉祜|布朗|景颇|纳西|普米|怒|独龙|羌|布依|水|仡佬|仫佬|毛南|黎|畲"
    r"|朝鲜|达斡尔|鄂温克|锡伯|哈萨克|裕固|保安|东乡|撒拉|各)族|蒙古|哈萨克|锡伯|塔吉克|柯尔克孜)$"
)


class Place(NamedTuple):
    """An administrative division under one of its names.

    Attributes:
        code: six digits of GB/T 2260; 000000 for the whole country.
        name: full name, 海西蒙古族藏族自治州.
        short_forms: 海西州; the shortest first. None for counties and districts, whose names without 县 are
            words of their own (长兴, 城关).
        years: when it bore this name.
        english: English name, empty where the table has none.
        source: where the row comes from.
    """

    code: str
    name: str
    short_forms: tuple[str, ...]
    years: Years
    english: str
    source: str

    @property
    def tier(self) -> str:
        """``central``, ``provincial``, ``prefecture`` or ``county``, as the code tells."""
        if self.code == CENTRE:
            return "central"
        if self.code.endswith("0000"):
            return "provincial"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def short(self) -> str:
        """The shortest name: 青海, 海西州."""
        return self.short_forms[0] if self.short_forms else self.name

    @property
    def stem(self) -> str:
        """The short name without its tier, as organs of the centre and companies bear it: 海西 of 海西州, 瑞安.

        萧县 keeps its own, since nothing but a syllable would be left, and 市中区, since 市中 is no name.
        """
        if self.tier == "county":
            bare = self.short.removesuffix(self.tier_word)
            return bare if len(bare) > 1 and bare[0] not in "市城郊矿" else self.short
        return self.short[:-1] if self.tier_word in ("州", "盟") and self.short.endswith(self.tier_word) else self.short

    @property
    def tier_word(self) -> str:
        """The word that stands for the place in its own documents: 省, 市, 州, 自治区, 兵团."""
        for kind in ("自治区", "兵团", "地区"):
            if self.name.endswith(kind):
                return kind
        return "州" if self.name.endswith("自治州") else self.name[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """All names that texts use, the full one first; 湘西自治州 is seldom met, and so is no label of the place."""
        if not self.name.endswith(_SELF_GOVERNING):
            return (self.name, *self.short_forms)
        kind = self.name[-3:]
        in_full = self.short[:-1] + kind if self.short.endswith(kind[-1]) else self.name
        return tuple(dict.fromkeys((self.name, *self.short_forms, in_full)))

    @property
    def tier_words(self) -> tuple[str, ...]:
        """The words by which its own documents call it: 自治区 is cut to 区 there."""
        return (self.tier_word, "区") if self.tier_word == "自治区" else (self.tier_word,)

    @property
    def is_municipality(self) -> bool:
        """Whether it is one of the four cities that are provinces."""
        return self.tier == "provincial" and self.tier_word == "市"


@cache
def _all() -> dict[str, tuple[Place, ...]]:
    """Every name of each code, the latest last."""
    found: dict[str, list[Place]] = {}
    for row in rows("places.csv"):
        short = dict.fromkeys((*cells(row["short_forms"]), *_short_forms(row["code"], row["name"])))
        entry = Place(row["code"], row["name"], tuple(short), Years.of(row), row["english"], row["source"])
        found.setdefault(entry.code, []).append(entry)
    for names in found.values():
        if len(names) > 1:
            names.sort(key=lambda e: (e.years.until or 9999, e.years.since or 0))
    return {code: tuple(names) for code, names in found.items()}


def _short_forms(code: str, name: str) -> list[str]:
    """合肥 for 合肥市, 海西州 for 海西蒙古族藏族自治州, 大通县 for 大通回族土族自治县."""
    if code == CENTRE or name.endswith("兵团"):
        return []
    if not code.endswith("00") and not name.endswith(_SELF_GOVERNING):
        return []
    kind = next((t for t in _TYPES if name.endswith(t)), "")
    stem = name.removesuffix(kind)
    if kind in _SELF_GOVERNING:
        while (people := _PEOPLE.search(stem)) and people.start() > 0:
            stem = stem[: people.start()]
        # 东乡族自治县: the people's name is all that there is.
        stem = stem.removesuffix("族")
        return [stem + kind[-1]]
    if kind == "自治区" or not code.endswith("00"):
        return []
    return [stem] if len(stem) > 1 else []


def places() -> dict[str, Place]:
    """All places by code under their latest names, in the order of the codes."""
    return {code: names[-1] for code, names in _all().items()}


def names_of(code: str) -> tuple[Place, ...]:
    """Every name that a place has had, the latest last; none where the tables lack the code."""
    return _all().get(code, ())


def place(code: str, year: int | None = None) -> Place | None:
    """The place with `code` under its name in `year`, else its latest; None where the tables have none."""
    names = names_of(code)
    if year is not None:
        for entry in reversed(names):
            if entry.years.hold(year):
                return entry
    return names[-1] if names else None


@lru_cache(16384)
def parent(code: str) -> str | None:
    """The division above: 632800 → 630000 → 000000 → none; of 630000-某县, which the tables lack, 630000."""
    if "-" in code:
        above = code.partition("-")[0]
        return above if above in _all() else None
    if code == CENTRE or not code.isdigit():
        return None
    # 新疆生产建设兵团 has cities of its own, but all of them have codes of Xinjiang.
    for above in (f"{code[:4]}00", f"{code[:2]}0000", CENTRE):
        if above != code and above in _all():
            return above
    return None


@lru_cache(512)
def children(code: str) -> tuple[Place, ...]:
    """The divisions right below one, under their latest names, in the order of the codes."""
    return tuple(entry for below, entry in places().items() if parent(below) == code)


@lru_cache(16384)
def chain(code: str) -> tuple[str, ...]:
    """A scope and those above it, itself first: (632800, 630000, 000000)."""
    found = [code]
    while (above := parent(found[-1])) is not None:
        found.append(above)
    return tuple(found)


@cache
def _by_first_characters() -> dict[str, list[tuple[str, Place]]]:
    index: dict[str, list[tuple[str, Place]]] = {}
    for names in _all().values():
        for entry in names:
            for name in entry.names:
                index.setdefault(name[:2], []).append((name, entry))
    for found in index.values():
        if len(found) > 1:
            found.sort(key=lambda pair: (-len(pair[0]), pair[1].code))
    return index


def find(
    text: str, *, near: str = CENTRE, year: int | None = None, provinces_in_full: bool = False
) -> tuple[str, int] | None:
    """The place whose name `text` begins with: its code and the length of the name.

    The longest name wins. Of several places with that name the one is meant that
    lies nearest to `near`: itself or above it, below it, beside it; where that
    does not settle it, none is.

    Args:
        text: without white space.
        near: scope of the notice.
        year: names of that year come before others.
        provinces_in_full: take a province by its full name only, since 海南 may begin 海南州 and 吉林 吉林市.
    """
    length, entries = 0, []
    for name, entry in _by_first_characters().get(text[:2], ()):
        if len(name) < length:
            break
        if text.startswith(name) and not (provinces_in_full and entry.tier == "provincial" and name != entry.name):
            length = len(name)
            entries.append(entry)
    found = [e for e in entries if e.years.hold(year)] or entries
    for is_near in (_is_above, _is_below, _is_beside, _is_anywhere):
        codes = {e.code for e in found if is_near(e.code, near)}
        if codes:
            return (codes.pop(), length) if len(codes) == 1 else None
    return None


def is_within(code: str, area: str) -> bool:
    """Whether a place lies in an area, or is it: the codes nest (630121 in 630100 in 630000)."""
    if area == CENTRE or code == area:
        return True
    return (area.endswith("0000") and code[:2] == area[:2]) or (area.endswith("00") and code[:4] == area[:4])


def _is_above(code: str, near: str) -> bool:
    return code != CENTRE and code in chain(near)


def _is_below(code: str, near: str) -> bool:
    return near != CENTRE and is_within(code, near)


def _is_beside(code: str, near: str) -> bool:
    return near[:2] != CENTRE[:2] and code[:2] == near[:2]


def _is_anywhere(code: str, near: str) -> bool:
    return True
