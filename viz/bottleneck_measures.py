"""The columns of the report's table, and the figures of the network as a whole, as people read them."""

from collections.abc import Callable
from dataclasses import dataclass

from ..graph.coordination.bootstrap import TOP
from ..graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ..graph.coordination.load import ROLES
from .bottleneck_figures import Words, both, chance, figure, group_word, percent

__all__ = ["Measure", "measures", "whole"]

NONE = "–"


@dataclass(frozen=True, slots=True)
class Measure:
    """A column.

    Attributes:
        words: its head.
        means: what it is, in a sentence.
        value: of a unit: the figure, and below it an interval or nothing.
    """

    words: Words
    means: Words
    value: Callable[[Bottleneck], tuple[str, str]]


def measures(b: Bottlenecks) -> list[Measure]:
    """The columns that this analysis has figures for."""
    noun, by_task = group_word(b), b.choice.by == "task"
    zh, en = noun["zh"], noun["en"]
    limit = b.rules.broker

    def load(u: Bottleneck) -> tuple[str, str]:
        many = len(u.load.all_tasks if by_task else u.load.all_clauses)
        interval = u.load_interval
        return f"{many:,}", "" if interval is None else f"{interval.low:g}–{interval.high:g}"

    def roles(u: Bottleneck) -> tuple[str, str]:
        of = u.load.tasks if by_task else u.load.clauses
        return " / ".join(f"{len(of[role])}" for role in ROLES), ""

    def top(u: Bottleneck) -> tuple[str, str]:
        return (NONE if u.load_interval is None else f"{percent(u.load_interval.top, b.rules.hub)}%"), ""

    def between(u: Bottleneck) -> tuple[str, str]:
        if u.betweenness_error is not None:
            return figure(u.betweenness), f"±{u.betweenness_error:.2g}"
        interval = u.betweenness_interval
        return figure(u.betweenness), "" if interval is None else f"{interval.low:.2f}–{interval.high:.2f}"

    def random(u: Bottleneck) -> tuple[str, str]:
        e = u.expected
        return (NONE, "") if e is None else (f"{figure(e.observed)} : {figure(e.mean)}", f"{e.low:.2f}–{e.high:.2f}")

    def p_and_q(u: Bottleneck) -> tuple[str, str]:
        e = u.expected
        return (NONE, "") if e is None else (chance(e.p, limit), chance(e.q, limit))

    columns = [
        Measure(
            both("任务量", "load"),
            both(
                f"列有该单位的{zh}数；下行为重新抽样的区间", f"{en}s that name it; below, the interval over resamples"
            ),
            load,
        ),
        Measure(
            both("牵头/配合/负责", "lead / support / resp."),
            both(f"按职责分列的{zh}数", f"{en}s by role"),
            roles,
        ),
    ]
    if b.resampled is not None:
        columns.append(
            Measure(
                both(f"前{TOP}位", f"in top {TOP}"),
                both(
                    f"重新抽样中任务量居前 {TOP} 位的比重",
                    f"share of resamples in which its load is among the top {TOP}",
                ),
                top,
            )
        )
    columns.append(
        Measure(
            both("中介中心性", "betweenness"),
            both(
                "其他单位两两之间的最短联系经过它的比重（加权，0 至 1）；下行为区间，估计值则为标准误",
                "share of the shortest ways between others that run through it (weighted, 0 to 1); below, the interval "
                "or, where it is estimated, the standard error",
            ),
            between,
        )
    )
    if b.null is not None:
        columns += [
            Measure(
                both("实际 : 随机", "observed : random"),
                both(
                    f"在有共同{zh}的单位中的中介中心性，与任务量相同的随机方案的平均值；下行为随机方案的中间 95%",
                    f"betweenness among the units that share a {en}, and the mean of random plans of the same loads; "
                    "below, their middle 95 %",
                ),
                random,
            ),
            Measure(
                both("p，q", "p, q"),
                both(
                    "随机方案达到实际水平的可能性 p；下行为经多重检验校正后的 q",
                    "how likely random plans reach what was observed; below, corrected for all units tested",
                ),
                p_and_q,
            ),
        ]
    columns += [
        Measure(
            both("伙伴", "partners"),
            both(f"与它同列于某个{zh}的单位数", f"other units that some {en} names with it"),
            lambda u: (f"{len(u.partners):,}", ""),
        ),
        Measure(
            both("约束度", "constraint"),
            both(
                "结构洞约束度：伙伴之间彼此相连的程度，低则周旋余地大",
                "Burt’s: how far its partners are tied to each other; low is free to broker",
            ),
            lambda u: (_two(u.constraint), ""),
        ),
        Measure(
            both("有效规模", "effective size"),
            both("伙伴数减去伙伴之间的重叠", "partners less what they overlap"),
            lambda u: (_two(u.effective_size), ""),
        ),
        Measure(
            both("k-核", "k-core"),
            both(
                "所在的最密集部分：其中各单位至少有 k 个伙伴",
                "the densest part that it is in: all there have k partners in it",
            ),
            lambda u: (f"{u.core:,}", ""),
        ),
        Measure(
            both("跨领域", "spread"),
            both(
                "参与系数：0 为集中于一个领域，越大越分散",
                "0 where all its work lies in one field, more where it spreads",
            ),
            lambda u: (_two(u.load.participation), ""),
        ),
        Measure(
            both("中间人", "brokerage"),
            both(
                "经过它的“牵头—配合”两步联系数，两端不直接相连（Gould–Fernandez，各类合计）",
                "two-step ways from lead to support through it whose ends are not joined (Gould–Fernandez, all kinds)",
            ),
            lambda u: (f"{u.brokerage.total:,}" if b.network.leads else NONE, ""),
        ),
        Measure(
            both("效率损失", "efficiency lost"),
            both("去掉它以后网络平均效率的损失", "by how much mean efficiency falls without it"),
            lambda u: (NONE if u.removal is None else f"{u.removal.efficiency * 100:.1f}%", ""),
        ),
        Measure(
            both("隔开", "cut off"),
            both("去掉它以后与其余单位失去联系的单位数", "units that lose touch with the rest without it"),
            lambda u: (f"{len(u.cuts_off):,}", ""),
        ),
    ]
    if b.validated is not None:
        columns.append(
            Measure(
                both("稳固联系", "validated ties"),
                both("共同条款多于任务量所能解释的伙伴数", "partners met more often than loads explain"),
                lambda u: (NONE if u.validated is None else f"{u.validated:,}", ""),
            )
        )
    return columns


def whole(b: Bottlenecks) -> list[tuple[Words, str, Words]]:
    """The network as a whole: name, figure and what it says."""
    n, noun = b.network, group_word(b)
    zh, en = noun["zh"], noun["en"]
    role = both("牵头", "lead") if n.leads else both("负责", "responsible")
    shown = [
        (both("单位", "units"), f"{n.units:,}", both("列名的单位", "that are named")),
        (both(zh, f"{en}s"), f"{n.groups:,}", both("列有单位的", "that name a unit")),
        (
            both(f"共同{zh}", f"shared {en}s"),
            f"{n.shared_groups:,}",
            both(
                f"列有两个以上单位，涉及 {n.shared_units:,} 个单位",
                f"that name two or more, {n.shared_units:,} units in all",
            ),
        ),
        (both("联系", "ties"), f"{n.ties:,}", both(f"有共同{zh}的单位对", f"pairs of units that share a {en}")),
        (
            both("部分", "parts"),
            f"{n.components:,}",
            both("互不相连的部分，单独的单位也算一个", "not joined to each other; a unit alone is one"),
        ),
    ]
    if n.efficiency is not None:
        shown.append(
            (
                both("平均效率", "mean efficiency"),
                f"{n.efficiency:.2f}",
                both("任意两个单位间步数倒数的平均", "mean of one over steps between two units"),
            )
        )
    if n.lead.hhi:
        shown += [
            (
                both(f"{role['zh']}集中度", f"HHI of {role['en']}"),
                f"{n.lead.hhi:.3f}",
                both(
                    f"赫芬达尔指数，相当于 {1 / n.lead.hhi:.0f} 个单位均分",
                    f"as if {1 / n.lead.hhi:.0f} units had equal shares",
                ),
            ),
            (
                both(f"{role['zh']}基尼系数", f"Gini of {role['en']}"),
                f"{n.lead.gini:.2f}",
                both("0 为完全均等，接近 1 为集中于一家", "0 where all are equal, near 1 where one has all"),
            ),
        ]
    return shown


def _two(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"
