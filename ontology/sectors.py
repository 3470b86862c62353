"""Sectors (领域): one scheme for the whole graph, and the headings of plans matched to it.

The scheme is the national industry classification (GB/T 4754-2017) and the usual
headings of work plans. How sure a match is, is stated:

1.0   the heading is one of the sector's wordings: 金融业
0.9   it is once verbs and fillers are cut off: 大力发展现代物流业
0.6   words of it point to this sector and to no other: 推动快递业与电商协同
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from .tables import cells, rows

__all__ = ["Match", "Sector", "match", "sectors"]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the scheme.

    Attributes:
        slug: its name in IRIs.
        chinese: its name.
        english: the same in English.
        broader: slug of the sector above it; empty for those at the top.
        notation: its codes in GB/T 4754-2017: a section's letter, a division's digits, or both (K, 70).
        headings: wordings that mean just it.
        keywords: words that point to it inside a heading.
        source: where the row comes from.
    """

    slug: str
    chinese: str
    english: str
    broader: str
    notation: tuple[str, ...]
    headings: tuple[str, ...]
    keywords: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A heading's sector.

    Attributes:
        sector: the sector.
        confidence: 1, 0.9 or 0.6, as the module says.
    """

    sector: Sector
    confidence: Decimal


_EXACT: Final = Decimal("1.0")
_STRIPPED: Final = Decimal("0.9")
_KEYWORDS: Final = Decimal("0.6")

# What headings say before their subject, any number of times: 大力发展, 深入推进, 持续优化.
_LEADING: Final = re.compile(
    r"^(?:着力|大力|加快|全面|深入|积极|持续|切实|进一步|不断|稳步|扎实|统筹|有序|努力|坚持|坚决|继续|主动|有效|强力|精准|聚焦|围绕|加大|突出|抓好|做好|抓实|做强|做优|做大|严格|依法|多措并举"
    r"|推进|推动|促进|发展|加强|强化|深化|提升|提高|优化|完善|健全|建立|实施|落实|培育|壮大|打造|建设|构建|扩大|开展|保障|支持|改善|打好|打赢|巩固|拓展|规范|创新|改革|激发|增强|夯实|维护"
    r"|[、和，,]|关于|更加|高质量|高标准|现代化?(?=[^化代]{2,}业))+"
)
_TRAILING: Final = (
    *("高质量发展", "创新发展", "加快发展", "健康发展", "融合发展", "转型升级", "建设", "发展", "改革", "工作"),
    *("行动", "工程", "水平", "能力", "体系", "领域", "方面", "攻坚战", "服务"),
)
_SIGNS: Final = re.compile(r"[\s“”\"‘’'《》〈〉()（）·]+")


@cache
def sectors() -> dict[str, Sector]:
    """All sectors by slug."""
    return {
        r["slug"]: Sector(
            r["slug"],
            r["chinese"],
            r["english"],
            r["broader"],
            cells(r["notation"]),
            cells(r["headings"]),
            cells(r["keywords"]),
            r["source"],
        )
        for r in rows("sectors.csv")
    }


@lru_cache(4096)
def match(heading: str) -> Match | None:
    """The sector that a plan's heading means; None where it means none, or more than one."""
    plain = _SIGNS.sub("", heading).rstrip("。.；;：:")
    if found := _wordings().get(plain):
        return Match(found, _EXACT)
    for text in _stripped(plain):
        if found := _wordings().get(text):
            return Match(found, _STRIPPED)
    words = [w for w in _keywords() if w in plain]
    # 营商环境 is not also 环境: a word inside a longer one says nothing of its own.
    words = [w for w in words if not any(w != o and w in o for o in words)]
    pointed = {_keywords()[w].slug: _keywords()[w] for w in words}
    # A sector and one below it are one direction, and the narrower is meant.
    narrow = [s for s in pointed.values() if not any(o.broader == s.slug for o in pointed.values())]
    return Match(narrow[0], _KEYWORDS) if len(narrow) == 1 else None


def _stripped(heading: str) -> list[str]:
    """The heading without what stands before and behind its subject, the least cut first."""
    bare = _LEADING.sub("", heading)
    return [t for t in dict.fromkeys((bare, _without_end(heading), _without_end(bare))) if t]


def _without_end(heading: str) -> str:
    """A heading without the words that round it off."""
    while end := next((word for word in _TRAILING if heading.endswith(word)), None):
        heading = heading.removesuffix(end)
    return heading


@cache
def _wordings() -> dict[str, Sector]:
    # 农业 heads a plan's work on all of agriculture, though the standard's division 01 has that name.
    labels = {_SIGNS.sub("", s.chinese): s for s in sectors().values()}
    return labels | {_SIGNS.sub("", h): s for s in sectors().values() for h in s.headings}


@cache
def _keywords() -> dict[str, Sector]:
    return {word: s for s in sectors().values() for word in s.keywords}
