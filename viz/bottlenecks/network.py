"""The figures of the coordination network as a whole, as people read them."""

from dataclasses import dataclass

from ...graph.coordination.bottlenecks import Bottlenecks
from .figures import NONE, Words, both, group_word
from .groups import parts

__all__ = ["Figure", "figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        words: its name.
        value: none where it was not worked out.
        means: what it says.
        digits: how many of a share are figures.
    """

    words: Words
    value: float | None
    means: Words
    digits: int = 0

    @property
    def text(self) -> str:
        """The figure as people write it."""
        return NONE if self.value is None else f"{self.value:,.{self.digits}f}"


def figures(b: Bottlenecks) -> dict[str, Figure]:
    """By name for programs: units, groups, shared_groups, ties, parts, largest_part, efficiency, hhi, gini."""
    n, noun = b.network, group_word(b)
    zh, en = noun["zh"], noun["en"]
    role = both("牵头", "lead") if n.leads else both("负责", "responsible")
    equal = f"{1 / n.lead.hhi:.0f}" if n.lead.hhi else NONE
    return {
        "units": Figure(both("单位", "units"), n.units, both("列名的单位", "that are named")),
        "groups": Figure(both(zh, f"{en}s"), n.groups, both("列有单位的", "that name a unit")),
        "shared_groups": Figure(
            both(f"共同{zh}", f"shared {en}s"),
            n.shared_groups,
            both(
                f"列有两个以上单位，涉及 {n.shared_units:,} 个单位",
                f"that name two or more, {n.shared_units:,} units in all",
            ),
        ),
        "ties": Figure(both("联系", "ties"), n.ties, both(f"有共同{zh}的单位对", f"pairs of units that share a {en}")),
        "parts": Figure(
            both("部分", "parts"),
            n.components,
            both("互不相连的部分，单独的单位也算一个", "not joined to each other; a unit alone is one"),
        ),
        "largest_part": Figure(
            both("最大部分", "largest part"),
            max(map(len, parts(b)), default=0),
            both("其中的单位数", "units in it"),
        ),
        "efficiency": Figure(
            both("平均效率", "mean efficiency"),
            n.efficiency,
            both("任意两个单位间步数倒数的平均", "mean of one over steps between two units"),
            3,
        ),
        "hhi": Figure(
            both(f"{role['zh']}集中度", f"HHI of {role['en']}"),
            n.lead.hhi or None,
            both(f"赫芬达尔指数，相当于 {equal} 个单位均分", f"as if {equal} units had equal shares"),
            3,
        ),
        "gini": Figure(
            both(f"{role['zh']}基尼系数", f"Gini of {role['en']}"),
            n.lead.gini if n.lead.hhi else None,
            both("0 为完全均等，接近 1 为集中于一家", "0 where all are equal, near 1 where one has all"),
            3,
        ),
    }
