"""What the figures of the coordination network say of a unit: its labels, and a sentence a finding."""

from collections.abc import Iterable
from typing import Final

from ...graph.columns import Responsibilities
from ...graph.coordination.bootstrap import TOP
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.findings import Finding, Label
from ...graph.coordination.load import ROLES
from ...graph.text import counted
from .figures import ROLE_WORDS, Words, both, figure, group_word, level_word, p_and_q, percent, short
from .groups import by_role, naming, parts

__all__ = ["OPEN", "Sentences", "label_words", "ranked_word"]

OPEN: Final[frozenset[Label]] = frozenset({"not-distinguishable", "not-tested"})
"""The labels that call a unit nothing."""
_LABELS: Final[dict[Label, Words]] = {
    "load-hub": {"zh": "负荷枢纽", "en": "load hub"},
    "structural-broker": {"zh": "结构性中介", "en": "structural broker"},
    "cut-point": {"zh": "割点", "en": "cut point"},
    "not-distinguishable": {"zh": "不足以区分", "en": "not distinguishable"},
    "not-tested": {"zh": "未检验", "en": "not tested"},
}
_MOST_NAMES: Final = 6
_LONGEST_NAME: Final = 60


def label_words(label: Label) -> Words:
    """The name of a label.

    >>> label_words("cut-point")
    {'zh': '割点', 'en': 'cut point'}

    Args:
        label: of a finding.

    Returns:
        By language, zh and en.
    """
    return dict(_LABELS[label])


def ranked_word(b: Bottlenecks) -> Words:
    """Among whom a unit is ranked: named units, or whoever else counts."""
    if b.choice.level is not None:
        return both("该层级单位", "units of that level")
    return both("计入的单位", "units that count") if b.choice.collectives else both("具名单位", "named units")


class Sentences:
    """Says why units bear their labels, with the figures; made once for an analysis."""

    def __init__(self, r: Responsibilities, b: Bottlenecks) -> None:
        self._r, self._b = r, b
        self._noun = group_word(b)
        found = parts(b)
        self._part = {iri: part for part in found for iri in part}
        self._several_parts = sum(len(part) > 1 for part in found) > 1
        self._partners = {unit.unit.iri: unit.partners for unit in b.units}

    def of(self, unit: Bottleneck, finding: Finding) -> Words:
        """Why a unit bears a label.

        Args:
            unit: one of the analysis.
            finding: one of the unit's.

        Returns:
            By language, zh and en: plain text, one to five sentences.
        """
        told = {
            "load-hub": self._hub,
            "structural-broker": self._broker,
            "cut-point": lambda unit: self._cut(unit, len(finding.groups)),
            "not-distinguishable": self._undecided,
            "not-tested": self._untested,
        }[finding.label](unit)
        return both("".join(part["zh"] for part in told), " ".join(part["en"] for part in told))

    def _hub(self, unit: Bottleneck) -> list[Words]:
        e = unit.expected
        if e is None or any(f.label == "structural-broker" for f in unit.findings):
            return [self._load(unit)]
        test = p_and_q(self._b, e)
        return [
            self._load(unit),
            both(
                "没有证据表明其居中程度超出任务量所能解释的范围："
                f"在有共同{self._noun['zh']}的单位中，中介中心性为 {figure(e.observed)}，"
                f"任务量相同的随机方案平均为 {figure(e.mean)}（{test['zh']}）。",
                "That it is more central than its load alone explains cannot be shown: among the units that share a "
                f"{self._noun['en']} its betweenness is {figure(e.observed)}, "
                f"random plans of the same loads give {figure(e.mean)} on average "
                f"({test['en']}).",
            ),
        ]

    def _broker(self, unit: Bottleneck) -> list[Words]:
        e, null = unit.expected, self._b.null
        if e is None or null is None:
            return []
        noun, test, units = self._noun, p_and_q(self._b, e), len(null.units)
        return [
            both(
                f"在有共同{noun['zh']}的 {units} 个单位中，其他单位两两之间的最短联系，"
                f"经过该单位的占比为 {figure(e.observed)}；",
                f"Of the shortest ways between the other units that share a {noun['en']} ({units} in all), the share "
                f"that runs through it is {figure(e.observed)};",
            ),
            both(
                f"各单位任务量不变的随机方案平均为 {figure(e.mean)}，"
                f"中间 95% 为 {e.low:.2f}—{e.high:.2f}（{test['zh']}）。",
                f"random plans of the same loads give {figure(e.mean)} on average, the middle 95\u00a0% of them "
                f"{e.low:.2f}–{e.high:.2f} ({test['en']}).",
            ),
            both("其居中程度超出任务量所能解释的范围。", "It is more central than its load alone explains."),
        ]

    def _cut(self, unit: Bottleneck, ties: int) -> list[Words]:
        noun, many = self._noun, len(unit.cuts_off)
        zh, en = self._names(unit.cuts_off)
        rest = (
            both("其所在部分的其他单位", "the other units of its part of the network")
            if self._several_parts
            else both("网络的其余部分", "the rest of the network")
        )
        told = [
            both(
                f"{zh}只通过该单位与{rest['zh']}相联系；去掉该单位，联系即告中断。",
                f"{many} {'unit is' if many == 1 else 'units are'} tied to {rest['en']} through it alone: {en}.",
            )
        ]
        if other := self._other_side(unit):
            zh, en = self._names(other)
            told.append(
                both(
                    f"两侧单位数相同，也可以说被隔开的是{zh}。",
                    f"Both sides are of one size: one could as well say that it cuts off {en}.",
                )
                if len(other) == many
                else both(
                    f"留下的一侧（{zh}）并不比被隔开的各部分都大，也可以说被隔开的是这一侧。",
                    f"The side that is left ({en}) is no larger than one of those cut off, and could as well be called "
                    "cut off itself.",
                )
            )
        told.append(
            both(f"这一结论只依据 1 个{noun['zh']}的写法。", f"This rests on the wording of one {noun['en']}.")
            if ties == 1
            else both(f"依据为 {ties} 个{noun['zh']}。", f"This rests on {counted(ties, noun['en'])}.")
        )
        return told

    def _names(self, units: Iterable[str]) -> tuple[str, str]:
        """The first of some units, and how many there are."""
        iris = list(units)
        named = [self._r.units[iri] for iri in iris[:_MOST_NAMES]]
        zh = "、".join(short(other.name, _LONGEST_NAME) for other in named)
        en = ", ".join(short(other.english or other.name, _LONGEST_NAME) for other in named)
        if len(iris) > len(named):
            zh += f"等 {len(iris)} 个单位"
            en += f" and {len(iris) - len(named)} more"
        return zh, en

    def _other_side(self, unit: Bottleneck) -> list[str]:
        """What a cut point joins the units cut off to, where that is no larger than what counts as cut off."""
        part, cut = self._part[unit.unit.iri], set(unit.cuts_off)
        size = len(part) - 1 - len(cut)
        left = set(cut)
        while left and size <= len(left):
            piece = [left.pop()]
            for other in piece:
                new = left.intersection(self._partners[other])
                left -= new
                piece += new
            if len(piece) == size:
                return sorted(iri for iri in part if iri not in cut and iri != unit.unit.iri)
        return []

    def _undecided(self, unit: Bottleneck) -> list[Words]:
        found = [self._load(unit), *self._alone(unit)]
        if unit.partners and (e := unit.expected) is not None:
            test, limit = p_and_q(self._b, e), self._b.rules.broker
            found.append(
                both(
                    f"在有共同{self._noun['zh']}的单位中，中介中心性为 {figure(e.observed)}，"
                    f"任务量相同的随机方案平均为 {figure(e.mean)}"
                    f"（{test['zh']}），未达到结构性中介的标准（q 不超过 {limit:g}）。",
                    f"Among the units that share a {self._noun['en']} its betweenness is {figure(e.observed)}, "
                    f"random plans of the same loads give {figure(e.mean)} "
                    f"on average ({test['en']}); a structural broker would need a q of {limit:g} or less.",
                )
            )
        return [
            *found,
            *self._no_cut(unit),
            both(
                "以现有内容不足以区分，不等于该单位不重要。",
                "What is written does not tell it from others; that is not to say that it is unimportant.",
            ),
        ]

    def _untested(self, unit: Bottleneck) -> list[Words]:
        told = [self._load(unit), *self._alone(unit), *self._no_cut(unit)]
        resampled, compared = self._b.resampled is not None, self._b.null is not None or not unit.partners
        if not resampled and not compared:
            told.append(
                both(
                    "未作重新抽样或者随机比较，不能判断是否为负荷枢纽或者结构性中介。",
                    "Not resampled or not compared with random plans: whether it is a load hub or a structural broker "
                    "was not tested.",
                )
            )
        elif not resampled:
            told.append(
                both(
                    "未作重新抽样，不能判断是否为负荷枢纽。", "Not resampled: whether it is a load hub was not tested."
                )
            )
        elif not compared:
            told.append(
                both(
                    "未与随机方案比较，不能判断是否为结构性中介。",
                    "Not compared with random plans: whether it is a structural broker was not tested.",
                )
            )
        return told

    def _alone(self, unit: Bottleneck) -> list[Words]:
        noun = self._noun
        if unit.partners:
            return []
        return [
            both(
                f"没有任何{noun['zh']}同时列有该单位和其他单位，因此无从谈及居中。",
                f"No {noun['en']} names it together with another unit, so it stands between none.",
            )
        ]

    def _no_cut(self, unit: Bottleneck) -> list[Words]:
        fewest = max(1, self._b.rules.cut)
        if not unit.partners:
            return []
        if fewest == 1:
            return [both("没有单位只靠它与其他单位相联系。", "No unit hangs on it alone.")]
        return [both(f"只靠它与其他单位相联系的单位不足 {fewest} 个。", f"Fewer than {fewest} units hang on it alone.")]

    def _load(self, unit: Bottleneck) -> Words:
        """How much it is named for, and how often it is among the first over the resamples."""
        b, noun = self._b, self._noun
        own, many, groups = by_role(b, unit.load), len(naming(b, unit.load)), b.network.groups
        roles = [(ROLE_WORDS[role], len(own[role])) for role in ROLES if own[role]]
        if b.choice.level is None:
            zh = f"{groups:,} 个{noun['zh']}中有 {many:,} 个列有该单位"
            en = f"Named in {many:,} of {counted(groups, noun['en'])}"
        else:
            level = level_word(b.choice.level)
            zh = f"列有{level['zh']}单位的 {groups:,} 个{noun['zh']}中，有 {many:,} 个列有该单位"
            en = f"Named in {many:,} of the {counted(groups, noun['en'])} that name units of the {level['en']}"
        if roles:
            zh += "（" + "、".join(f"{word['zh']} {n:,} 个" for word, n in roles) + "）"
            en += " (" + ", ".join(f"{word['en']} {n:,}" for word, n in roles) + ")"
        if unit.load_interval is None or b.resampled is None:
            return both(f"{zh}。", f"{en}.")
        share, needed, among = percent(unit.load_interval.top, b.rules.hub), f"{b.rules.hub * 100:g}", ranked_word(b)
        zh += f"；对任务重新抽样 {b.resampled.resamples:,} 次，其中 {share}% 在{among['zh']}中居任务量前 {TOP} 位"
        en += (
            f"; among the three {among['en']} named most in {share}\u00a0% of "
            f"{counted(b.resampled.resamples, 'resample')} of the tasks"
        )
        if unit.load_interval.top < b.rules.hub:
            zh += f"，未达到负荷枢纽所要求的 {needed}%"
            en += f", where a load hub would need {needed}\u00a0%"
        return both(f"{zh}。", f"{en}.")
