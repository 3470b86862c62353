"""Figures to reach: 实现旅游收入460亿元，增长20%以上.

A figure is a target where a number stands with a unit in words that bring
something about or measure it. No targets: names in quotation marks (“616”),
years, ordinals, and what a place has already (全省18个示范县).

Lists share what is said once:

* 铁路旅客发送量和周转量同比增长3%和1.9%: indicators and figures in pairs;
* 货物发送量和周转量均增长2%: one figure for each indicator;
* 货运量15614万吨、周转量266亿吨公里，同比增长5%: growth of each one before it.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..ontology.places import find
from . import figures as p
from .fold import display, without_space
from .model import Comparator, Measure, Span

_LOOK_BACK: Final = 200
"""Quotation marks open further back than this were never closed."""

__all__ = ["Figure", "find_targets"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A target before it is placed in its clause; fields as in `model.Target`."""

    value: Decimal
    max_value: Decimal | None
    unit: str
    multiplier: int
    base_unit: str
    comparator: Comparator
    indicator: str
    measure: Measure
    region: str | None
    span: Span


def find_targets(folded: str, span: Span, jurisdiction: str) -> list[Figure]:
    """The targets between two offsets of a folded text, in order.

    Args:
        folded: the text.
        span: where to look.
        jurisdiction: the issuer's division code, which 全省 means.
    """
    found: list[Figure] = []
    for sentence in _cut(folded, span, "。\n"):
        subject, start, whole = _lead_in(folded, sentence)
        for stretch in _cut(folded, Span(start, sentence.end), ";"):
            previous: list[Figure] = []
            for part in _cut(folded, stretch, ","):
                # 全省 holds until the stretch ends: 全省旅游业预计接待游客…，实现旅游收入….
                whole = whole or bool(p.WHOLE_AREA.match(folded[part.start : part.end].lstrip()))
                figures = _read_part(folded, part, previous, subject, jurisdiction)
                if whole and jurisdiction.isdigit():
                    figures = [replace(f, region=f.region or jurisdiction) for f in figures]
                found += figures
                # 其中 and the like say nothing of their own: growth behind them is still of what stood before.
                if figures or len(without_space(folded[part.start : part.end])) > 4:
                    previous = figures
    return found


def _cut(folded: str, span: Span, stops: str) -> list[Span]:
    """Cuts at stops outside quotation marks and brackets."""
    spans, start, depth = [], span.start, 0
    for i in range(span.start, span.end):
        char = folded[i]
        if char in "“《(":
            depth += 1
        elif char in "”》)":
            depth = max(0, depth - 1)
        elif char in stops and (not depth or char == "\n"):
            spans.append(Span(start, i))
            start = i + 1
    spans.append(Span(start, span.end))
    return [s for s in spans if folded[s.start : s.end].strip()]


def _lead_in(folded: str, sentence: Span) -> tuple[str, int, bool]:
    """The indicator before a colon that holds for all behind it (全省服务业增速目标：8%).

    Returns:
        the indicator, where what it holds for begins, and whether it is of the issuer's whole area.
    """
    text = folded[sentence.start : sentence.end]
    colon = text.find(":")
    if colon < 0 or p.TARGET.search(text[:colon]):
        return "", sentence.start, False
    words = re.sub(r"^\d{4}年度?", "", without_space(text[:colon]))
    whole = p.WHOLE_AREA.match(words)
    words = re.sub(r"^(?:各[市州县区](?:\([市州县区]\))?|各地区?)", "", words[whole.end() :] if whole else words)
    subject = re.sub(r"(?:预期|主要|总体|发展|工作)*(?:目标|指标|任务)(?:为|是|如下)?$", "", words)
    return subject, sentence.start + colon + 1, whole is not None


def _read_part(folded: str, part: Span, previous: list[Figure], subject: str, jurisdiction: str) -> list[Figure]:
    figures: list[Figure] = []
    matches = [m for m in p.TARGET.finditer(folded, part.start, part.end) if not _excluded(folded, part, m)]
    start = part.start
    at = 0
    while at < len(matches):
        run = [matches[at]]
        while at + len(run) < len(matches) and re.fullmatch(
            r"(?:以上|以下|左右)?\s*(?:和|及|、)\s*", folded[run[-1].end() : matches[at + len(run)].start()]
        ):
            run.append(matches[at + len(run)])
        at += len(run)
        if p.FROM.search(folded[start : run[0].start()]):
            # 由30%提高到40%: where it comes from is no target, but its subject is that of what follows.
            continue
        listed = any(f.measure == "count" for f in figures)
        if listed:
            # 15个照料中心和50个养老院: what was counted before is no part of the next phrase.
            gap = folded[start : run[0].start()]
            start += max(gap.rfind(sign) for sign in "和及、") + 1
        for figure in _read_run(folded, start, run, figures or previous, subject, jurisdiction, listed=listed):
            named, region = _place_in(figure.indicator, jurisdiction)
            figures.append(replace(figure, indicator=named, region=figure.region or region))
        start = _after(folded, run[-1].end())
    return figures


def _read_run(
    folded: str,
    start: int,
    run: list[re.Match[str]],
    previous: list[Figure],
    subject: str,
    jurisdiction: str,
    *,
    listed: bool,
) -> list[Figure]:
    """One indicator phrase with the figures behind it.

    Args:
        folded: the text.
        start: where the phrase begins.
        run: the figures of one list, 3%和1.9%.
        previous: the figures right before, whose growth this may be.
        subject: the indicator that a lead-in gives to all.
        jurisdiction: the issuer's scope, from where places are sought.
        listed: whether a counted figure stands before in the same list, whose verb holds here too.
    """
    first = run[0]
    words = _words(folded, start, first.start())
    growth = None if p.RISES_TO.search(folded[start : first.start()]) else p.GROWTH.search(words)
    # 能耗下降3%, but also 降低综合费率0.5个百分点.
    named = _strip_verbs((words[growth.end() :] or words[: growth.start()]) if growth else words)
    begin = _first_word(folded, start)
    made = [_figure(folded, match, Span(begin, _after(folded, match.end()))) for match in run]
    fall = growth is not None and growth["fall"] is not None
    if made[0].base_unit in {"%", "个百分点"} and growth and not named:
        # Growth without a subject is that of what stood right before it.
        return [
            replace(
                made[0],
                indicator=_growth_of(f.indicator, fall=fall),
                measure="growth",
                region=f.region,
                span=Span(f.span.start, made[0].span.end),
            )
            for f in previous
            if f.measure != "growth"
        ] or ([replace(made[0], indicator=_growth_of(subject, fall=fall), measure="growth")] if subject else [])
    region = _just_place(named, jurisdiction)
    if region is not None or not named:
        named = subject
    elif named.startswith("占") and previous:
        named = previous[-1].indicator.removesuffix("增速") + named
    behind, behind_end = _behind(folded, first.end()) if made[0].base_unit in p.COUNTED else ("", 0)
    if behind and len(run) == 1:
        made = [replace(made[0], span=Span(begin, max(made[0].span.end, behind_end)))]
    if not named and not behind:
        return []
    indicators = _indicators(named, many=len(run) > 1 or bool(re.search(r"均(?:增长|提高|下降|达|不)", words)))
    if len(run) == 1:
        pairs = [(i, made[0]) for i in indicators]
    elif len(indicators) == len(run):
        pairs = list(zip(indicators, made, strict=True))
    else:
        pairs = [(named, m) for m in made]
    result = []
    for indicator, figure in pairs:
        measure = _measure(indicator, words, behind, figure, growth=growth is not None, listed=listed)
        if measure is not None:
            label = indicator if behind and behind in indicator else indicator + behind
            label = _growth_of(label, fall=fall) if measure == "growth" else label
            result.append(replace(figure, indicator=display(label), measure=measure, region=region))
    return result


def _growth_of(indicator: str, *, fall: bool) -> str:
    """旅游收入 → 旅游收入增速; of a fall (能耗下降3%) 能耗降幅, so that the figure stays as written."""
    if indicator.endswith(("增速", "增幅", "降幅", "增长率")):
        return indicator
    return f"{indicator}{'降幅' if fall else '增速'}"


def _place_in(indicator: str, jurisdiction: str) -> tuple[str, str | None]:
    """全省旅游收入 → 旅游收入 of the issuer's area; 西宁市工业增加值 → 工业增加值 of Xining."""
    if match := p.WHOLE_AREA.match(indicator):
        return indicator[match.end() :] or indicator, jurisdiction if jurisdiction.isdigit() else None
    named = find(indicator, near=jurisdiction, provinces_in_full=True)
    return (indicator[named[1] :] or indicator, named[0]) if named else (indicator, None)


def _figure(folded: str, match: re.Match[str], span: Span) -> Figure:
    value = Decimal(match["value"].replace(",", ""))
    most = Decimal(match["max"].replace(",", "")) if match["max"] else None
    times = match["times"] or match["bare"] or ""
    comparator: Comparator = "between" if most is not None else _comparator(folded, match)
    base = match["base"] or ""
    return Figure(value, most, match["unit"], p.MULTIPLIERS.get(times, 1), base, comparator, "", "level", None, span)


def _comparator(folded: str, match: re.Match[str]) -> Comparator:
    after = folded[match.end() : match.end() + 8]
    before = folded[max(0, match.start() - 8) : match.start()].rstrip()
    if p.AT_LEAST_AFTER.match(after) or p.AT_LEAST_BEFORE.search(before):
        return "at_least"
    if p.AT_MOST_AFTER.match(after) or p.AT_MOST_BEFORE.search(before):
        return "at_most"
    if p.ABOUT_AFTER.match(after) or p.ABOUT_BEFORE.search(before):
        return "about"
    return "equal"


def _excluded(folded: str, part: Span, match: re.Match[str]) -> bool:
    """Numbers that are no figure to reach."""
    before = folded[max(part.start, match.start() - _LOOK_BACK) : match.start()]
    if p.DONE_ALREADY.search(before):
        return True
    if (
        before.count("“") > before.count("”")
        or before.count("《") > before.count("》")
        or before.count("(") > before.count(")")
    ):
        return True
    if p.CONDITION_AFTER.match(folded, match.end()) or p.FORBIDDEN.search(before):
        return True
    if match["base"] in p.COUNTED and p.EXISTING.search(before.rstrip()):
        return True
    # 2018年 and 3月 are no units of `TARGET`; 5A级 and 20条 (in a name) are caught by their neighbours.
    return folded.startswith(("月", "年", "日", "号", "级", "届", "次", "岁", "点"), match.end())


def _words(folded: str, start: int, end: int) -> str:
    """The words before a figure, without a joining word at their start."""
    words = p.FROM_TO.sub("", without_space(folded[start:end]))
    words = re.sub(r"^(?:、|和|及|以及|并|其中,?|,)+", "", words)
    return re.sub(
        r"(?:不?(?:低于|少于|小于|超过|高于|大于|多于|突破)|至少|达到|约|约为|为|在|降?[到至]|控制|近)+$", "", words
    )


def _first_word(folded: str, start: int) -> int:
    while folded[start : start + 1] in " \t\r\n、,和及":
        start += 1
    return start


def _strip_verbs(words: str) -> str:
    """The noun phrase that is measured: 力争实现旅游收入 → 旅游收入, 公路完成客运量 → 公路客运量."""
    words = re.sub(r"^.*?(?:其中|力争|预计|确保|计划|争取|年内|全年|:)", "", words)
    words = re.sub(r"^(?:\d{4}年度?|到|至)+", "", words)
    words = re.sub(r"^(?:实现|完成|达到|保持)+", "", words)
    words = re.sub(
        r"(?:实现|完成|达到|保持|达|增加|力争|接近|维持|稳定|(?:提高|提升|下降|降低|减少|增长)[到至为]?)+$", "", words
    )
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:完成|实现)(?=[\u4e00-\u9fff]{2})", "", words, count=1)


def _just_place(named: str, jurisdiction: str) -> str | None:
    """The code where the words are a place's name and nothing else: 海西州."""
    found = find(named, near=jurisdiction)
    return found[0] if found and found[1] == len(named) else None


def _indicators(named: str, *, many: bool) -> list[str]:
    """铁路旅客发送量和周转量 → 铁路旅客发送量, 铁路旅客周转量; a second that ends alike takes the first one's head."""
    first, *others = re.split(r"和|与|及|、", named)
    if not many or not others or not first or not all(others):
        return [named]
    return [
        first,
        *(first[: -len(x)] + x if len(x) < len(first) and x[-1] == first[-1] else x for x in others),
    ]


def _measure(indicator: str, words: str, behind: str, figure: Figure, *, growth: bool, listed: bool) -> Measure | None:
    """What kind of figure it is; None where nothing shows that it is to be reached."""
    if p.GRANT.search(words):
        return None
    if figure.base_unit in {"%", "个百分点"}:
        if growth or indicator.endswith(("增速", "增幅", "降幅", "增长率")):
            return "growth"
        return "share" if p.SHARE.search(indicator) or p.REACHES.search(words) or figure.comparator != "equal" else None
    if figure.base_unit in p.COUNTED:
        return "count" if listed or p.BRINGS_ABOUT.search(words + behind) else None
    if not (p.MEASURED.search(indicator) or p.BRINGS_ABOUT.search(words)):
        return None
    return "investment" if "投资" in words and figure.base_unit == "元" else "level"


def _behind(folded: str, end: int) -> tuple[str, int]:
    """The noun phrase behind a counted figure (540个村级综合性文化服务中心), and where it ends."""
    match = re.compile(r"[^,。;、:()\d\n]{1,40}").match(folded, end)
    if not match:
        return "", end
    text = re.sub(r"(?:和|及|与)$", "", match.group())
    return re.sub("^(?:以上|左右)", "", without_space(text)), end + len(text)


def _after(folded: str, end: int) -> int:
    """Where a figure ends, 以上 and 左右 included."""
    for pattern in (p.AT_LEAST_AFTER, p.AT_MOST_AFTER, p.ABOUT_AFTER):
        if match := pattern.match(folded[end : end + 8]):
            return end + match.end()
    return end
