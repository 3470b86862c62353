"""What the figures of the coordination network say, in words: labels, a sentence a finding, remarks on the whole."""

from typing import Final

from ..graph.columns import Responsibilities
from ..graph.coordination.bootstrap import TOP
from ..graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ..graph.coordination.findings import Finding, Label
from ..graph.coordination.load import ROLES
from .bottleneck_figures import ROLE_WORDS, Words, both, counted, figure, group_word, p_and_q, percent
from .bottleneck_notes import notes

__all__ = ["label_words", "notes", "sentence"]

_LABELS: Final[dict[Label, Words]] = {
    "load-hub": {"zh": "负荷枢纽", "en": "load hub"},
    "structural-broker": {"zh": "结构性中介", "en": "structural broker"},
    "cut-point": {"zh": "割点", "en": "cut point"},
    "not-distinguishable": {"zh": "不足以区分", "en": "not distinguishable"},
}
_MOST_NAMES: Final = 6


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


def sentence(r: Responsibilities, b: Bottlenecks, unit: Bottleneck, finding: Finding) -> Words:
    """Why a unit bears a label, with its figures.

    Args:
        r: who answers for what, as `b` was made from it.
        b: the analysis.
        unit: one of its units.
        finding: one of the unit's.

    Returns:
        By language, zh and en: plain text, one to four sentences.
    """
    if finding.label == "load-hub":
        parts = _hub(b, unit)
    elif finding.label == "structural-broker":
        parts = _broker(b, unit)
    elif finding.label == "cut-point":
        parts = _cut(r, b, unit, finding)
    else:
        parts = _undecided(b, unit)
    return both("".join(part["zh"] for part in parts), " ".join(part["en"] for part in parts))


def _hub(b: Bottlenecks, unit: Bottleneck) -> list[Words]:
    e = unit.expected
    if e is None or any(f.label == "structural-broker" for f in unit.findings):
        return [_load(b, unit)]
    test = p_and_q(b, e)
    return [
        _load(b, unit),
        both(
            "没有证据表明其居中程度超出任务量所能解释的范围："
            f"中介中心性为 {figure(e.observed)}，任务量相同的随机方案平均为 {figure(e.mean)}（{test['zh']}）。",
            "That it is more central than its load alone explains cannot be shown: its betweenness is "
            f"{figure(e.observed)}, random plans of the same loads give {figure(e.mean)} on average ({test['en']}).",
        ),
    ]


def _broker(b: Bottlenecks, unit: Bottleneck) -> list[Words]:
    e = unit.expected
    if e is None or b.null is None:
        return []
    noun, test, units = group_word(b), p_and_q(b, e), len(b.null.units)
    return [
        both(
            f"在有共同{noun['zh']}的 {units} 个单位中，其他单位两两之间的最短联系，"
            f"经过该单位的占比为 {figure(e.observed)}；",
            f"Of the shortest ways between the other units that share a {noun['en']} ({units} in all), the share that "
            f"runs through it is {figure(e.observed)};",
        ),
        both(
            f"各单位任务量不变的随机方案平均为 {figure(e.mean)}，"
            f"中间 95% 为 {e.low:.2f}—{e.high:.2f}（{test['zh']}）。",
            f"random plans of the same loads give {figure(e.mean)} on average, the middle 95\u00a0% of them "
            f"{e.low:.2f}–{e.high:.2f} ({test['en']}).",
        ),
        both("其居中程度超出任务量所能解释的范围。", "It is more central than its load alone explains."),
    ]


def _cut(r: Responsibilities, b: Bottlenecks, unit: Bottleneck, finding: Finding) -> list[Words]:
    noun, many, ties = group_word(b), len(unit.cuts_off), len(finding.groups)
    named = [r.units[iri] for iri in unit.cuts_off[:_MOST_NAMES]]
    zh = "、".join(other.name for other in named)
    en = ", ".join(other.english or other.name for other in named)
    if many > len(named):
        zh += f"等 {many} 个单位"
        en += f" and {many - len(named)} more"
    return [
        both(
            f"{zh}只通过该单位与网络的其余部分相联系；去掉该单位，便不再与其余单位有共同{noun['zh']}。",
            f"{many} {'unit has' if many == 1 else 'units have'} no {noun['en']} in common with the rest of the "
            f"network but through it: {en}.",
        ),
        both(f"这一结论只依据 1 个{noun['zh']}的写法。", f"This rests on the wording of one {noun['en']}.")
        if ties == 1
        else both(f"依据为 {ties} 个{noun['zh']}。", f"This rests on {counted(ties, noun['en'])}."),
    ]


def _undecided(b: Bottlenecks, unit: Bottleneck) -> list[Words]:
    noun, found = group_word(b), [_load(b, unit)]
    if not unit.partners:
        found.append(
            both(
                f"没有任何{noun['zh']}同时列有该单位和其他单位，因此无从谈及居中。",
                f"No {noun['en']} names it together with another unit, so it stands between none.",
            )
        )
    elif (e := unit.expected) is not None:
        test = p_and_q(b, e)
        found.append(
            both(
                f"中介中心性为 {figure(e.observed)}，任务量相同的随机方案平均为 {figure(e.mean)}"
                f"（{test['zh']}），未达到结构性中介的标准（q 不超过 {b.rules.broker:g}）。",
                f"Its betweenness is {figure(e.observed)}, random plans of the same loads give {figure(e.mean)} on "
                f"average ({test['en']}); a structural broker would need a q of {b.rules.broker:g} or less.",
            )
        )
    fewest = max(1, b.rules.cut)
    if unit.partners and fewest == 1:
        found.append(both("没有单位只靠它与其他单位相联系。", "No unit hangs on it alone."))
    elif unit.partners:
        found.append(
            both(f"只靠它与其他单位相联系的单位不足 {fewest} 个。", f"Fewer than {fewest} units hang on it alone.")
        )
    found.append(
        both(
            "以现有内容不足以区分，不等于该单位不重要。",
            "What is written does not tell it from others; that is not to say that it is unimportant.",
        )
    )
    return found


def _load(b: Bottlenecks, unit: Bottleneck) -> Words:
    """How much it is named for, and how often it is among the first over the resamples."""
    noun, by_task = group_word(b), b.choice.by == "task"
    of_role = unit.load.tasks if by_task else unit.load.clauses
    many = len(unit.load.all_tasks if by_task else unit.load.all_clauses)
    roles = [(ROLE_WORDS[role], len(of_role[role])) for role in ROLES if of_role[role]]
    zh = f"{b.network.groups:,} 个{noun['zh']}中有 {many:,} 个列有该单位"
    en = f"Named in {many:,} of {counted(b.network.groups, noun['en'])}"
    if roles:
        zh += "（" + "、".join(f"{word['zh']} {n:,} 个" for word, n in roles) + "）"
        en += " (" + ", ".join(f"{word['en']} {n:,}" for word, n in roles) + ")"
    if unit.load_interval is None or b.resampled is None:
        return both(f"{zh}。", f"{en}.")
    share, needed = percent(unit.load_interval.top, b.rules.hub), f"{b.rules.hub * 100:g}"
    zh += f"；对任务重新抽样 {b.resampled.resamples:,} 次，其中 {share}% 居任务量前 {TOP} 位"
    en += f"; among the {TOP} named most in {share}\u00a0% of {counted(b.resampled.resamples, 'resample')} of the tasks"
    if unit.load_interval.top < b.rules.hub:
        zh += f"，未达到负荷枢纽所要求的 {needed}%"
        en += f", where a load hub would need {needed}\u00a0%"
    return both(f"{zh}。", f"{en}.")
