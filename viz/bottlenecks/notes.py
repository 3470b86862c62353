"""Remarks on the whole of an analysis: what counts, what was drawn, and what is missing."""

from ...graph.columns import Responsibilities
from ...graph.coordination.bootstrap import TOP
from ...graph.coordination.bottlenecks import DRAWN_UP_TO, Bottlenecks
from ...graph.coordination.findings import HUBS_FROM
from ...graph.text import counted
from .figures import Words, both, group_word, level_word

__all__ = ["notes"]


def notes(r: Responsibilities, b: Bottlenecks) -> list[Words]:
    """What must be said of the whole.

    Args:
        r: who answers for what, as `b` was made from it.
        b: the analysis.

    Returns:
        Remarks, each by language, zh and en.
    """
    return [*_of_notices(r, b), *_of_choice(r, b), *_of_resamples(b), *_of_plans(b), *_of_pairs(b), *_of_size(b)]


def _of_notices(r: Responsibilities, b: Bottlenecks) -> list[Words]:
    found = []
    if not b.network.shared_groups:
        noun = group_word(b)
        found.append(
            both(
                f"没有{noun['zh']}同时列有两个以上单位，不构成网络，因此只有任务量，没有网络指标。",
                f"No {noun['en']} names two units or more, so there is no network: loads are all there is.",
            )
        )
    if len(r.notices) == 1:
        found.append(
            both(
                "只有一份公文，数据有限，多数差别无从判定。“不足以区分”是意料之中的结果，不等于没有瓶颈。",
                "This is one notice, and one notice has little power: most differences stay undecided. "
                "“Not distinguishable” is the answer to expect and does not mean that there is no bottleneck.",
            )
        )
    elif len(r.notices) > 1:
        found.append(
            both(
                f"{len(r.notices):,} 份公文合并计算；同一机构在各份公文中名称不一、又未能识别为同一单位的，"
                "会被算作几个单位。",
                f"{len(r.notices):,} notices are taken together; a body that they name differently counts as "
                "several units where the names were not resolved to one.",
            )
        )
    return found + _of_leads(b)


def _of_leads(b: Bottlenecks) -> list[Words]:
    if not b.network.groups:
        return []
    if not b.network.leads:
        return [
            both(
                "没有条款写明牵头单位：任务量按“负责”计，单位之间没有牵头与配合的方向，中间人角色无从计算。",
                "No clause names a lead: loads are of 负责 (responsible), ties between units have no direction, "
                "and brokerage roles cannot be counted.",
            )
        ]
    if many := len(b.network.leadless):
        return [
            both(
                f"其中 {many:,} 份公文没有写明牵头单位，只计负责，不进入牵头集中度和中间人角色。",
                f"{counted(many, 'notice')} of these {'names' if many == 1 else 'name'} no lead: what "
                f"{'it assigns' if many == 1 else 'they assign'} counts as 负责 (responsible) and has no part in the "
                "concentration of lead and in brokerage roles.",
            )
        ]
    return []


def _of_choice(r: Responsibilities, b: Bottlenecks) -> list[Words]:
    found: list[Words] = []
    if b.choice.by == "task":
        found.append(
            both(
                "以任务而不是条款为准：同一任务列出的单位视为相连，即使不在同一括号之内。",
                "Counted by task and not by clause: units of one task are joined, whether or not one bracket "
                "names them.",
            )
        )
    if b.choice.collectives:
        found.append(
            both(
                "单位统称计入网络：一个统称代表许多单位，容易显得居中。",
                "Collectives are in the network: one phrase stands for many units and easily passes for a hub.",
            )
        )
    elif b.collectives:
        found.append(
            both(
                f"{len(b.collectives):,} 个单位统称（“各市、州人民政府”一类）只统计任务量，不进入网络，也不参加排位，"
                "因为一个统称代表许多单位。",
                f"{counted(len(b.collectives), 'collective')} (phrases that stand for many units) "
                f"{'has' if len(b.collectives) == 1 else 'have'} loads only, no place in the network and no rank.",
            )
        )
    if b.choice.inferred:
        many = sum(duty.clause is not None for duty in r.duties)
        found.append(
            both(
                f"计入推定职责 {many:,} 项，这些职责由推理得出，公文并未写明。",
                f"{counted(many, 'inferred duty', 'inferred duties')} "
                f"{'counts' if many == 1 else 'count'} as well: no notice writes them.",
            )
        )
    else:
        found.append(
            both(
                "只计公文写明的职责，不计推定职责。",
                "Only what is written counts; inferred duties do not.",
            )
        )
    return found + _of_level(r, b)


def _of_level(r: Responsibilities, b: Bottlenecks) -> list[Words]:
    if b.choice.level is None:
        return []
    named = {a.unit for a in r.assignments}
    if b.choice.inferred:
        named |= {d.unit for d in r.duties if d.clause is not None}
    unknown = sum(not r.units[iri].collective and r.units[iri].level is None for iri in named)
    words, noun = level_word(b.choice.level), group_word(b)
    zh = f"只计{words['zh']}单位和列有这些单位的{noun['zh']}，其他层级的单位和单位统称不在其中"
    en = (
        f"Only units of the {words['en']} count, and the {noun['en']}s that name one; units of other levels and "
        "collectives are left out"
    )
    if unknown:
        zh += f"，层级不明的 {unknown:,} 个单位也不在其中"
        en += f", and so {'is' if unknown == 1 else 'are'} {counted(unknown, 'unit')} whose level is unknown"
    return [both(f"{zh}。", f"{en}.")]


def _of_resamples(b: Bottlenecks) -> list[Words]:
    if b.resampled is None:
        return [
            both(
                f"未作重新抽样（{_why_not(b)['zh']}），因此没有区间，也不判定负荷枢纽。",
                f"Nothing was resampled ({_why_not(b)['en']}): there are no intervals, and no unit is called a "
                "load hub.",
            )
        ]
    s = b.resampled
    found = [
        both(
            f"以任务为单位重新抽样 {s.resamples:,} 次（随机种子 {s.seed}），区间为中间 {s.confidence * 100:g}%。",
            f"{counted(s.resamples, 'resample')} of tasks (seed {s.seed}); intervals are the middle "
            f"{s.confidence * 100:g}\u00a0%.",
        )
    ]
    if b.network.units < HUBS_FROM:
        found.append(
            both(
                f"单位不足 {HUBS_FROM} 个，居前 {TOP} 位不说明问题，因此不判定负荷枢纽。",
                f"There are fewer than {HUBS_FROM} units, of which being among the first {TOP} says nothing: none is "
                "called a load hub.",
            )
        )
    return found


def _of_plans(b: Bottlenecks) -> list[Words]:
    if not b.network.shared_groups:
        return []
    if b.null is None:
        why = _why_not(b)
        if b.choice.inferred:
            why = both(
                "推定职责由统称成组展开，随机方案不适用",
                "inferred duties come in blocks, which random plans would tear apart",
            )
        return [
            both(
                f"未与随机方案比较（{why['zh']}），因此没有 p 和 q，也不判定结构性中介。",
                f"Nothing was compared with random plans ({why['en']}): there is no p or q, and no unit is called a "
                "structural broker.",
            )
        ]
    d, noun = b.null, group_word(b)
    found = [
        both(
            f"随机方案 {d.draws:,} 个（随机种子 {d.seed}）：先作 {d.burn_in:,} 次随机交换，"
            f"再每隔 {d.thinning:,} 次交换取一个方案；"
            f"每个单位的任务量和每个{noun['zh']}的单位数保持不变，领域划分不予保持。",
            f"{counted(d.draws, 'random plan')} (seed {d.seed}): after {d.burn_in:,} random trades one plan is taken "
            f"every {d.thinning:,} trades. Each unit’s load and each {noun['en']}’s number of units stay the same; "
            "sections do not.",
        )
    ]
    least = len(d.units) / (d.draws + 1)
    if least > b.rules.broker:
        found.append(
            both(
                f"随机方案太少：如果只有一个单位突出，则不可能判定其为结构性中介，因为只有 {d.draws:,} 个方案时"
                f" q 最小也有 {least:.2g}，高于 {b.rules.broker:g}。须增加方案数。",
                f"Too few random plans: with {d.draws:,} of them the q of a unit that stands out alone cannot be "
                f"below {least:.2g}, which is above {b.rules.broker:g}, so it cannot be called a structural "
                "broker. Ask for more.",
            )
        )
    return found


def _of_pairs(b: Bottlenecks) -> list[Words]:
    if b.validated is None:
        return []
    v, noun = b.validated, group_word(b)
    return [
        both(
            f"{v.tests:,} 对单位中，共同{noun['zh']}多于任务量所能解释的有 {len(v.pairs):,} 对"
            f"（错误发现率 {v.level:g}）。",
            f"{len(v.pairs):,} of {counted(v.tests, 'pair')} of units have more {noun['en']}s in common than their "
            f"loads explain (false discovery rate {v.level:g}).",
        )
    ]


def _of_size(b: Bottlenecks) -> list[Words]:
    found = []
    if b.network.pivots is not None:
        worst = max((u.betweenness_error or 0.0 for u in b.units), default=0.0)
        found.append(
            both(
                f"网络规模大，中介中心性由随机选取的 {b.network.pivots:,} 个单位估计，标准误最大为 {worst:.2g}。",
                f"Betweenness is estimated from {b.network.pivots:,} pivots, units drawn at random, with a "
                f"standard error of {worst:.2g} at most.",
            )
        )
    unmeasured = sum(u.removal is None for u in b.units)
    if unmeasured:
        measured = len(b.units) - unmeasured
        found.append(
            both(
                f"网络规模大，移除后效率损失只计算了中介中心性最高的 {measured} 个单位。"
                if measured
                else "网络规模大，未计算移除后效率损失。",
                f"Loss of efficiency was measured for the {measured} units of highest betweenness only."
                if measured
                else "Loss of efficiency was not measured: the network is too large.",
            )
        )
    return found


def _why_not(b: Bottlenecks) -> Words:
    if b.network.units > DRAWN_UP_TO:
        return both(
            f"单位超过 {DRAWN_UP_TO} 个时，须指明次数才抽取",
            f"with more than {DRAWN_UP_TO} units draws are made only where their number is given",
        )
    if not b.network.groups:
        return both("没有可供计算的条款", "there is nothing to count")
    return both("已关闭", "switched off")
