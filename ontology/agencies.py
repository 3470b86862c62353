"""The agencies that the tables know: composed of patterns and places, not listed one by one.

A written name is looked up by its *key*: the name with its place's name, or the
word for its tier, cut out. 省财政厅, 青海省财政厅 and 青海财政厅 have one key, so
one index serves all places.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final

from .patterns import CITY_GAP, GAP, LEVELS, PROVINCE_GAP, Pattern, cut_stems, fill, keys_of, shipped_patterns
from .places import CENTRE, Place, chain, names_of, parent, place, places
from .tables import Years

__all__ = ["Agency", "Authority", "authority", "organ_prefix"]

_COMMITTEE: Final = re.compile("(?<=.{2})(?:管委会|管理委员会)$")
_PARTY: Final = re.compile("^(?:中国共产党|中共)(?!中央)")


@dataclass(frozen=True, slots=True)
class Agency:
    """A named unit that the tables know.

    Attributes:
        scope: code of the division whose work it does.
        name: full name.
        forms: every other form that stands for it within its jurisdiction.
        kind: local name of a concept of zt:KindScheme.
        level: local name of a concept of zt:LevelScheme.
        years: when it bore the name.
        english: English name, empty where none can be made.
        source: where the row comes from.
    """

    scope: str
    name: str
    forms: tuple[str, ...]
    kind: str
    level: str
    years: Years
    english: str
    source: str


def organ_prefix(where: Place, year: int | None = None) -> str:
    """The place's name as its organs bear it: a district's goes with its city's, 北京市石景山区.

    So do the counties of the four municipalities; other counties and cities stand alone.
    """
    above = place(parent(where.code) or "", year)
    if where.tier != "county" or above is None or above.code == CENTRE:
        return where.name
    is_district = where.name.endswith("区") and not where.name.endswith(("林区", "特区"))
    return above.name + where.name if is_district or above.is_municipality else where.name


def _english_of(where: Place) -> str:
    above = place(parent(where.code) or "")
    if where.english and above is not None and above.english and organ_prefix(where) != where.name:
        return f"{where.english}, {above.english}"
    return where.english


def _gaps(where: Place, year: int | None) -> dict[str, str]:
    province = where
    while province.tier in ("prefecture", "county") and (above := place(parent(province.code) or "", year)):
        province = above
    city = place(parent(where.code) or "", year) if where.tier == "county" else None
    return {
        "place": organ_prefix(where, year),
        "own": where.name,
        "city": city.name if city is not None else "",
        "short": where.short,
        "stem": where.stem,
        "tier": where.tier_word,
        "province": province.name,
        "province_short": province.short,
        "english": _english_of(where),
    }


@lru_cache(4096)
def _years_of(scope: str) -> tuple[int | None, ...]:
    """None for today, and a year of each name that a place or one above it has had.

    The year of a change holds both names and the later one goes first in it, so the year before it stands for the
    earlier one.
    """
    names = [entry.years for code in chain(scope) for entry in names_of(code)]
    since = {y.since for y in names if y.since is not None}
    until = {year for y in names if y.until is not None for year in (y.until - 1, y.until)}
    return (None, *sorted(since | until))


class Authority:
    """All patterns, and what they say of a name at a place.

    Args:
        own: patterns of the user's own, which go before the tables'.
    """

    def __init__(self, own: Iterable[Pattern] = ()) -> None:
        self._own = tuple(own)

    @property
    def own(self) -> tuple[Pattern, ...]:
        """The user's."""
        return self._own

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns: the user's, then those of the tables in their order."""
        return (*self._own, *shipped_patterns())

    @cached_property
    def _index(self) -> dict[str, list[Pattern]]:
        """All patterns by key."""
        return self._keyed(self.patterns)

    @cached_property
    def _own_index(self) -> dict[str, list[Pattern]]:
        """The user's by key."""
        return self._keyed(self._own)

    @staticmethod
    def _keyed(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
        index: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for key in keys_of(pattern):
                if key in index:
                    index[key].append(pattern)
                else:
                    index[key] = [pattern]
        return index

    def agencies(self, name: str, scope: str, year: int | None = None) -> list[Agency]:
        """The agencies of a place that a written name may mean; several where its rows do not tell them apart.

        Names of other years are given only where none is of this one.

        Args:
            name: with or without the place's name or the word for its tier: 省财政厅, 财政厅, 青海省财政厅.
            scope: the place's code; 000000 for bodies of the centre.
            year: of the notice.
        """
        where = place(scope, year)
        if where is None:
            return []
        found, key = self._first(self._own_index, name, where, year)
        if not any(p.years.hold(year) for p in found):
            found, key = self._first(self._index, name, where, year)
        found = [p for p in found if p.years.hold(year)] or found
        best = [p for p in found if p.rank == min(q.rank for q in found)]
        # 市旅游局 is its own whole name before it is short for another.
        best = [p for p in best if p.is_whole(key)] or best
        if best and not all(p.rival for p in best):
            best = [next(p for p in best if not p.rival)]
        made = [self._make(p, where, year) for p in best]
        return list({a.name: a for a in made}.values())

    def _first(
        self, index: dict[str, list[Pattern]], name: str, where: Place, year: int | None
    ) -> tuple[list[Pattern], str]:
        """The patterns under the surest key that a name has there in that year, else in any, and the key."""
        other: tuple[list[Pattern], str] = [], ""
        for key in self._keys(name, where, year) if index else ():
            if found := [p for p in index.get(key, ()) if p.holds_at(where)]:
                # 中国人民银行天津分行 is a name of its own until 2023, and only since then 中国人民银行{place}分行.
                if any(p.years.hold(year) for p in found):
                    return found, key
                other = other if other[0] else (found, key)
        return other

    @staticmethod
    def is_cut(name: str) -> bool:
        """Whether a department's name holds a stem that is short for another: 城管与执法局, 住建水务局."""
        return any(stem in name for stem in cut_stems())

    def scopes_of(self, name: str, year: int | None = None) -> list[str]:
        """Codes of the divisions that have a body of just that name, written out in its row."""
        found = [p for p in self._index.get(_area(name), ()) if p.years.hold(year)]
        return sorted({code for p in found for code in p.scope if code.isdigit() and code != CENTRE})

    def named(self, scope: str, full_name: str) -> Agency | None:
        """The agency of a scope with that full name; None where the tables do not have it."""
        for year in _years_of(scope):
            where = place(scope, year)
            if where is None:
                return None
            for key in self._keys(full_name, where, year):
                for pattern in self._index.get(key, ()):
                    if pattern.holds_at(where) and fill(pattern.name, _gaps(where, year)) == full_name:
                        return self._make(pattern, where, year)
        return None

    def written_out(self) -> Iterator[Agency]:
        """The agencies that the tables name with their place, and the governments of all places, each once.

        What a row says of every place of a tier (``{place}财政厅``) is left out: that a place has such a body only a
        notice attests.
        """
        seen = set()
        for pattern in self.patterns:
            for where in self.places_of(pattern):
                name = fill(pattern.name, _gaps(where, None))
                if (where.code, name) not in seen:
                    seen.add((where.code, name))
                    # Of two rows with one name the same one is told everywhere.
                    yield self.named(where.code, name) or self._make(pattern, where, None)

    def of_place(self, scope: str, year: int | None = None) -> Iterator[Agency]:
        """The bodies that a place may have, also those that a row gives to every place of its tier.

        Args:
            scope: the place's code.
            year: only those in use then; all without one.
        """
        where = place(scope, year)
        for pattern in self.patterns if where is not None else ():
            if where is not None and pattern.holds_at(where) and pattern.years.hold(year):
                yield self._make(pattern, where, year)

    @staticmethod
    def places_of(pattern: Pattern) -> list[Place]:
        """The places that a row names itself, and for governments all."""
        codes = pattern.only or frozenset(c for c in pattern.scope if c.isdigit())
        if pattern.kind == "Government" and not codes:
            codes = frozenset(places())
        return [w for code in sorted(codes) if (w := place(code)) is not None and pattern.holds_at(w)]

    def _keys(self, name: str, where: Place, year: int | None) -> Iterator[str]:
        """Keys under which a name of this place may stand, the surest first."""
        if where.code == CENTRE:
            yield name
            yield name.removeprefix(where.name)
            return
        gaps = _gaps(where, year)
        # 中共安徽省委组织部 is 省委组织部: the Party's name before a place tells nothing more.
        if (short := _PARTY.sub("", name)) != name:
            yield from self._keys_at(name, where, gaps)
            name = short
        yield from self._keys_at(name, where, gaps)

    def _keys_at(self, name: str, where: Place, gaps: dict[str, str]) -> Iterator[str]:
        names = (gaps["place"], *where.names, where.stem, *where.tier_words)
        city = place(parent(where.code) or "") if where.tier == "county" else None
        cities = (gaps["city"], *city.names, city.tier_word) if city is not None else ()
        for own in dict.fromkeys(names):
            if name.startswith(own) and len(name) > len(own):
                yield GAP + name[len(own) :]
                # 省沈抚示范区管委会: a zone's name has no gap, whoever's it is.
                if (area := _area(name)) != name:
                    yield area[len(own) :]
            elif len(own) > 1 and own in name:
                cut = name.replace(own, GAP, 1)
                yield cut
                if city is not None and (head := next((w for w in cities if cut.startswith(w)), "")):
                    yield CITY_GAP + cut[len(head) :]
                if where.tier != "provincial":
                    for above in (gaps["province"], gaps["province_short"]):
                        if above in cut:
                            yield cut.replace(above, PROVINCE_GAP, 1)
        # A body written out in its row has no gap, and a bare name (财政厅) lacks its place.
        yield name
        if (area := _area(name)) != name:
            yield area
        yield GAP + name
        # 人行市中心支行: the word for the tier inside a name, where no other reading holds.
        if (at := name.find(gaps["tier"], 1)) > 0:
            yield name[:at] + GAP + name[at + len(gaps["tier"]) :]

    def _make(self, pattern: Pattern, where: Place, year: int | None) -> Agency:
        gaps = _gaps(where, year)
        name = fill(pattern.name, gaps)
        # {any} stands for 省, 安徽省 and 安徽 alike.
        heads = dict.fromkeys((*where.tier_words, gaps["place"], gaps["short"]))
        forms = dict.fromkeys(
            fill(form, {**gaps, "any": head})
            for form in pattern.forms
            for head in (heads if form.startswith("{any}") else (gaps["place"],))
        )
        english = "" if "{english}" in pattern.english and not gaps["english"] else fill(pattern.english, gaps)
        return Agency(
            where.code,
            name,
            tuple(f for f in forms if f != name),
            pattern.kind,
            LEVELS[pattern.level or where.tier],
            pattern.years,
            english,
            pattern.source,
        )


def _area(name: str) -> str:
    """A zone's name without its committee: 合肥高新区管委会 → 合肥高新区."""
    return _COMMITTEE.sub("", name)


@cache
def authority() -> Authority:
    """The tables as they are shipped."""
    return Authority()
