"""The rows of the tables of agencies, each a pattern: a name with a gap for its place.

- `departments.csv`: types of departments, by stem and by suffix of each tier;
- `bodies.csv`, `vertical.csv`, `companies.csv`, `parks.csv`: templates and single bodies;
- `branches.csv`: what a prefecture's bureau has in each county;
- `central.csv`: the bodies of the centre.

The gaps are ``{place}`` (the place's name as its organs bear it), ``{short}``,
``{stem}`` (海西 of 海西州), ``{tier}`` (省), ``{province}``, ``{province_short}``,
in a branch ``{own}`` (the county's name alone) and ``{city}`` (its prefecture's),
and, at the head of a form, ``{any}``: the tier's word, the full and the short name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from .places import CENTRE, Place, chain, parent, place
from .tables import Years, cells, rows

__all__ = [
    "CITY_GAP",
    "GAP",
    "GAPS",
    "LEVELS",
    "PROVINCE_GAP",
    "Pattern",
    "cut_stems",
    "fill",
    "key_of",
    "keys_of",
    "shipped_patterns",
    "template",
]

# What stands in a key for the name of the place, and for those of the province and the prefecture above it.
GAP: Final = "\0"
PROVINCE_GAP: Final = "\1"
CITY_GAP: Final = "\2"

LEVELS: Final = {
    "central": "CentralLevel",
    "national": "CentralLevel",
    "provincial": "ProvincialLevel",
    "prefecture": "PrefectureLevel",
    "county": "CountyLevel",
    "township": "TownshipLevel",
}
_COMMITTEE: Final = "管理委员会"
_ZONES: Final = {"经济技术开发区": ("经开区",), "高新技术产业开发区": ("高新区", "高新技术开发区")}

# What a suffix is cut to, and what it makes of an English name.
_CUT: Final = {"委员会": "委", "办公室": "办"}
_ENGLISH: Final = {
    "厅": "Department of {} of {{english}}",
    "局": "Bureau of {} of {{english}}",
    "委员会": "{} Commission of {{english}}",
    "办公室": "{} Office of {{english}}",
    "室": "{} Office of {{english}}",
    "中心": "{} Center of {{english}}",
    "署": "{} Administration of {{english}}",
}


# The gaps, and what stands for each in a key.
GAPS: Final = {
    "any": GAP,
    "place": GAP,
    "short": GAP,
    "stem": GAP,
    "tier": GAP,
    "english": GAP,
    "province": PROVINCE_GAP,
    "province_short": PROVINCE_GAP,
    "own": GAP,
    "city": CITY_GAP,
}


_A_GAP: Final = re.compile("{(" + "|".join(GAPS) + ")}")


class Pattern(NamedTuple):
    """One row, or one suffix of a department at one tier: an agency but for its place.

    Attributes:
        name: full name with its gap.
        forms: other forms, with theirs.
        kind: as in `Agency`.
        level: as in the table; empty for the tier of the place.
        scope: tiers and division codes where it exists; of provinces, ``province`` or ``municipality`` alone; of
            counties, ``branch`` for those of a prefecture.
        years: when.
        english: English name with ``{english}`` for the place's.
        source: where the row comes from.
        rank: the lower goes first where several fit: the user's rows, then those of named places, then all others.
        rival: whether another pattern of this rank makes a name doubtful (文旅局); else the first in its table wins.
        only: divisions outside which it does not exist whatever `scope` says; none for everywhere.
    """

    name: str
    forms: tuple[str, ...]
    kind: str
    level: str
    scope: frozenset[str]
    years: Years
    english: str
    source: str
    rank: int
    rival: bool
    only: frozenset[str] = frozenset()

    def is_whole(self, key: str) -> bool:
        """Whether a key is this pattern's own name, and not a short form that others may have too."""
        return key in (key_of(self.name), key_of(self.name.replace("{place}人民政府", "{place}")))

    def holds_at(self, where: Place) -> bool:
        """Whether there is such an agency at a place."""
        if self.only and self.only.isdisjoint(chain(where.code)):
            return False
        if where.code == CENTRE or where.code in self.scope:
            return where.code in self.scope
        return bool(self.scope & _kinds_of(where))


@cache
def _kinds_of(where: Place) -> frozenset[str]:
    """What a pattern's scope may call a place."""
    if where.tier == "county":
        above = place(parent(where.code) or "")
        branch = ("branch",) if above is not None and above.tier == "prefecture" else ()
        return frozenset({where.tier, "any", *branch})
    if where.tier != "provincial":
        return frozenset({where.tier, "any"})
    # 新疆生产建设兵团 has 局 and 委员会 as the cities that are provinces have.
    city = where.is_municipality or where.tier_word == "兵团"
    return frozenset({"provincial", "any", "municipality" if city else "province"})


@cache
def shipped_patterns() -> tuple[Pattern, ...]:
    """All rows of the tables; a table that stands earlier goes first where two rows fit alike."""
    found: list[Pattern] = []
    for table in ("bodies.csv", "vertical.csv", "companies.csv"):
        found += [template(row) for row in rows(table)]
    found += [_branch(row) for row in rows("branches.csv")]
    zones = rows("parks.csv")
    kinds = Counter((row["scope"], _zone_kind(row["name"])) for row in zones)
    found += [_park(row, alone=kinds[row["scope"], _zone_kind(row["name"])] == 1) for row in zones]
    found += [_central(row) for row in rows("central.csv")]
    found += [p for row in rows("departments.csv") for p in _departments(row)]
    return tuple(found)


@cache
def cut_stems() -> frozenset[str]:
    """Short stems of departments that leave out what stands between: 城管, 住建, 文新."""
    found = rows("departments.csv")
    whole = "|".join(row["stem"] for row in found)
    short = {stem for row in found for stem in cells(row["short_stems"])}
    return frozenset(s for s in short if 2 <= len(s) <= 3 and s not in whole)


def template(row: dict[str, str], *, rank: int | None = None) -> Pattern:
    """The pattern of a row of `bodies.csv` and its like; `rank` unless the row's own scope says it."""
    scope = frozenset(cells(row["scope"]))
    return Pattern(
        name=row["name"],
        forms=cells(row["short_forms"]),
        kind=row["kind"],
        level=row["level"],
        scope=scope,
        years=Years.of(row),
        english=row["english"],
        source=row["source"],
        rank=(1 if not scope & {"provincial", "prefecture", "county", "any"} else 2) if rank is None else rank,
        # Of two rows of the user's with one short form neither is chosen; in the tables the special one stands first.
        rival=rank is not None,
    )


def fill(template: str, gaps: Mapping[str, str]) -> str:
    """A template with its gaps filled; braces that are no gap stay as they are."""
    return _A_GAP.sub(lambda gap: gaps[gap[1]], template) if "{" in template else template


def key_of(form: str) -> str:
    """A form with marks for its gaps."""
    return fill(form, GAPS)


def keys_of(pattern: Pattern) -> dict[str, None]:
    """All forms of a pattern, its name first, with marks for their gaps; each once."""
    # Twenty thousand forms at the start of every command, and most of them {any} alone before a name: no call for each.
    return dict.fromkeys(
        [
            form
            if "{" not in form
            else GAP + form[5:]
            if form.rfind("{") == 0 and form[:5] == "{any}"
            else key_of(form)
            for form in (pattern.name, *pattern.forms)
        ]
    )


def _branch(row: dict[str, str]) -> Pattern:
    return Pattern(
        row["name"],
        cells(row["short_forms"]),
        row["kind"],
        "",
        frozenset({"branch"}),
        Years.of(row),
        row["english"],
        row["source"],
        1,
        False,
        frozenset(cells(row["places"])),
    )


def _central(row: dict[str, str]) -> Pattern:
    return Pattern(
        row["name"],
        cells(row["short_forms"]),
        row["kind"],
        "central",
        frozenset({CENTRE}),
        Years.of(row),
        row["english"],
        row["source"],
        2,
        False,
    )


def _zone_kind(name: str) -> str:
    """The kind of zone that a name ends with, if it is one with a short form of its own."""
    return next((kind for kind in _ZONES if name.endswith(kind)), "")


def _zone_forms(name: str, *, alone: bool) -> list[str]:
    """合肥高新区, 合肥国家高新区, 合肥市高新区 for 合肥高新技术产业开发区; 高新区 where the place has no other."""
    kind = _zone_kind(name)
    if not kind:
        return []
    area, shorts = name.removesuffix(kind), (kind, *_ZONES[kind])
    heads = (area, f"{area}市", f"{area}国家", f"{area}国家级", f"国家级{area}", *([""] if alone else []))
    return [head + short for head in heads for short in shorts]


def _park(row: dict[str, str], *, alone: bool) -> Pattern:
    """The committee of a development zone or new area; the zone's name alone stands for it.

    Args:
        row: of the table.
        alone: whether no other zone of its kind lies in the same division.
    """
    # Some have another body: 深圳市前海深港现代服务业合作区管理局.
    area = row["name"].removesuffix(_COMMITTEE)
    name = row["name"] if row["name"].endswith(("委员会", "管理局")) else area + _COMMITTEE
    return Pattern(
        name,
        tuple(
            dict.fromkeys(f for f in (area, *_zone_forms(area, alone=alone), *cells(row["short_forms"])) if f != name)
        ),
        "ParkCommittee",
        # A committee has the level of the division in which it lies: its own rank differs from park to park.
        "",
        frozenset({row["scope"]}),
        Years.of(row),
        _english_of_zone(row["english"]),
        row["source"],
        1,
        False,
    )


def _english_of_zone(name: str) -> str:
    """Its committee's; some rows have that of the body itself."""
    is_body = "Committee" in name or name.startswith("Administration")
    return name if is_body or not name else f"Administrative Committee of {name}"


def _departments(row: dict[str, str]) -> Iterator[Pattern]:
    """The patterns of a type of department: one a suffix, where that suffix is in use."""
    stems = (row["stem"], *cells(row["short_stems"]))
    codes = frozenset(cells(row["places"]))
    heads: tuple[str, ...] = ("{any}",)
    before = "{place}"
    if row["of_government"] == "yes":
        heads, before = ("{any}", "{any}政府", "{any}人民政府"), "{place}人民政府"
    for suffix, scope in _suffixes(row).items():
        ends = dict.fromkeys((suffix, _CUT.get(suffix, suffix)))
        name = before + row["stem"] + suffix
        forms = dict.fromkeys(head + stem + end for stem in stems for end in ends for head in heads)
        yield Pattern(
            name,
            tuple(forms),
            row["kind"],
            "",
            frozenset(scope),
            Years.of(row),
            _ENGLISH.get(suffix, "{} of {{english}}").format(row["english"]) if row["english"] else "",
            row["source"],
            1 if codes else 2,
            True,
            codes,
        )


def _suffixes(row: dict[str, str]) -> dict[str, set[str]]:
    """Each suffix of a type of department with the tiers that have it: 厅 in provinces, 局 in cities."""
    found: dict[str, set[str]] = {}
    for suffix in cells(row["province"]):
        found.setdefault(suffix, set()).add("province")
        if suffix != "厅":
            found[suffix].add("municipality")
    for suffix in cells(row["city"]):
        found.setdefault(suffix, set()).update(("prefecture", "municipality"))
    for suffix in cells(row["county"]):
        found.setdefault(suffix, set()).add("county")
    return found
