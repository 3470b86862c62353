"""The authority tables: places, agencies, sectors and issuers' codes.

The tables are CSV files beside this module, each row with its source. Names of
departments are composed, not listed one by one: a department of `departments.csv`
exists at every place of its scope, so 省财政厅 in Qinghai is 青海省财政厅. Bodies
that follow no such pattern stand in `bodies.csv`, where ``{place}`` and
``{short}`` stand for a place's full and short name.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = [
    "CENTRE",
    "UNPLACED",
    "Agency",
    "Place",
    "SectorEntry",
    "agencies",
    "agency_named",
    "issuer_scopes",
    "parent_code",
    "place",
    "place_at_start",
    "places",
    "sector_for",
    "sectors",
]

CENTRE: Final = "000000"
"""Scope of the State Council and its organs."""

UNPLACED: Final = "unplaced"
"""Scope of an issuer whose area the tables do not know: kept apart, never guessed."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division.

    Attributes:
        code: six digits of GB/T 2260; 000000 for the whole country.
        name: full name, 海西蒙古族藏族自治州.
        short_forms: 海西州.
        english: English name, empty where the table has none.
        source: where the row comes from.
    """

    code: str
    name: str
    short_forms: tuple[str, ...]
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
    def tier_word(self) -> str:
        """The word that stands for the place in its own documents: 省, 市, 州, 自治区."""
        return "州" if self.name.endswith("自治州") else "自治区" if self.name.endswith("自治区") else self.name[-1]


@dataclass(frozen=True, slots=True)
class Agency:
    """A named unit that the tables know.

    Attributes:
        scope: code of the division whose work it does.
        name: full name.
        forms: every other form that stands for it within its jurisdiction.
        kind: local name of a concept of zt:KindScheme.
        level: local name of a concept of zt:LevelScheme.
        english: English name, empty where none is known.
        source: where the row comes from.
    """

    scope: str
    name: str
    forms: tuple[str, ...]
    kind: str
    level: str
    english: str
    source: str


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A sector of the one scheme: `headings` are the plan headings that mean just it."""

    slug: str
    chinese: str
    english: str
    headings: tuple[str, ...]
    source: str


_LEVELS: Final = {
    "central": "CentralLevel",
    "provincial": "ProvincialLevel",
    "prefecture": "PrefectureLevel",
    "county": "CountyLevel",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (files(__name__.rpartition(".")[0]) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def places() -> dict[str, Place]:
    """All places by code, in the order of the codes."""
    return {
        r["code"]: Place(r["code"], r["name"], _list(r["short_forms"]), r["english"], r["source"])
        for r in _rows("places.csv")
    }


def place(code: str) -> Place | None:
    """The place with `code`; None where the tables have none."""
    return places().get(code)


def parent_code(code: str) -> str | None:
    """The division above: 632800 → 630000 → 000000 → none; of 630000-某县, which the tables lack, 630000."""
    if "-" in code:
        above = code.partition("-")[0]
        return above if above in places() else None
    if code == CENTRE or not code.isdigit():
        return None
    for parent in (f"{code[:4]}00", f"{code[:2]}0000", CENTRE):
        if parent != code and parent in places():
            return parent
    return None


@cache
def _by_first_character() -> dict[str, list[tuple[str, Place]]]:
    index: dict[str, list[tuple[str, Place]]] = {}
    for entry in places().values():
        for name in (entry.name, *entry.short_forms):
            index.setdefault(name[0], []).append((name, entry))
    for names in index.values():
        names.sort(key=lambda pair: (-len(pair[0]), pair[1].code))
    return index


def place_at_start(text: str, *, provinces_in_full: bool = False) -> str | None:
    """The code of the place whose name `text` begins with, the longest name first; None where it begins with none.

    Args:
        text: without white space.
        provinces_in_full: take a province by its full name only, since 海南 may begin 海南州 and 吉林 吉林市.
    """
    for name, entry in _by_first_character().get(text[:1], ()):
        if text.startswith(name) and not (provinces_in_full and entry.tier == "provincial" and name != entry.name):
            return entry.code
    return None


@cache
def agencies(code: str) -> dict[str, Agency]:
    """Every form of a name that stands for an agency of the place `code`, with that agency."""
    where = places().get(code)
    if where is None:
        return {}
    found: dict[str, Agency] = {}
    for agency in [*_bodies(where), *_departments(where)]:
        for form in (agency.name, *agency.forms):
            found.setdefault(form, agency)
    return found


def agency_named(code: str, full_name: str) -> Agency | None:
    """The agency of the place `code` with that full name; None where the tables do not have it."""
    agency = agencies(code).get(full_name)
    return agency if agency is not None and agency.name == full_name else None


def _departments(where: Place) -> list[Agency]:
    found = []
    for row in _department_rows():
        # The cities that are provinces have 局 and 委 where provinces have 厅.
        if not _in_scope(row["scope"], where) or (where.tier_word == "市" and row["name"].endswith("厅")):
            continue
        forms = [
            prefix + form
            for form in (row["name"], *_list(row["short_forms"]))
            for prefix in (where.tier_word, where.tier_word[-1], where.name, where.short)
        ]
        name = where.name + row["name"]
        found.append(
            Agency(
                where.code,
                name,
                tuple(f for f in dict.fromkeys(forms) if f != name),
                row["kind"],
                _LEVELS[row["level"] or where.tier],
                row["english"].format(place=where.english) if where.english else "",
                row["source"],
            )
        )
    return found


def _bodies(where: Place) -> list[Agency]:
    found = []
    for row in _body_rows():
        if not _in_scope(row["scope"], where):
            continue
        fill = {"place": where.name, "short": where.short, "tier": where.tier_word}
        name = row["name"].format(**fill)
        forms = dict.fromkeys(form.format(**fill) for form in _list(row["short_forms"]))
        needs_english = "{english}" in row["english"]
        found.append(
            Agency(
                where.code,
                name,
                tuple(f for f in forms if f != name),
                row["kind"],
                _LEVELS[row["level"] or where.tier],
                "" if needs_english and not where.english else row["english"].format(english=where.english),
                row["source"],
            )
        )
    return found


@cache
def _department_rows() -> list[dict[str, str]]:
    return _rows("departments.csv")


@cache
def _body_rows() -> list[dict[str, str]]:
    return _rows("bodies.csv")


def _in_scope(scope: str, where: Place) -> bool:
    """Whether a row holds at a place: ``any``, a tier (``provincial``) or division codes."""
    if scope == "any":
        return where.code != CENTRE
    return where.tier == scope or where.code in scope.split("|")


@cache
def issuer_scopes() -> dict[str, str]:
    """Issuer's code in a document number → division code of its scope (青政办 → 630000)."""
    return {r["code"]: r["scope"] for r in _rows("issuers.csv")}


@cache
def sectors() -> dict[str, SectorEntry]:
    """All sectors by slug."""
    return {
        r["slug"]: SectorEntry(r["slug"], r["chinese"], r["english"], _list(r["headings"]), r["source"])
        for r in _rows("sectors.csv")
    }


def sector_for(heading: str) -> SectorEntry | None:
    """The sector that a plan heading means; None where the heading is not in the table word for word."""
    return _headings().get(heading)


@cache
def _headings() -> dict[str, SectorEntry]:
    return {h: s for s in sectors().values() for h in (s.chinese, *s.headings)}
