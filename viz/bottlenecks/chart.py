"""Load against brokerage, a point a unit: who is busy, who stands between others, and how sure that is."""

import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...graph.columns import Responsibilities
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.findings import LABELS, Label
from .figures import Words, both, group_word
from .groups import naming
from .lettering import Box, Lettering, wrapped
from .svg import tidied
from .words import OPEN, label_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MOST_POINTS", "SHAPES", "bottleneck_chart"]

MOST_POINTS: Final = 2_000
"""Units, by betweenness; a chart of more would be a large file and no clearer."""
_NAMED: Final = 8
_WITH_INTERVALS: Final = 60
_SIZE: Final = 11.0
_COLOURS: Final = {
    "ink": "#1d2733",
    "soft": "#55616f",
    "line": "#d9dfe6",
    "paper": "#ffffff",
    "load-hub": "#1d4f91",
    "structural-broker": "#b4470b",
    "cut-point": "#08766b",
    "not-distinguishable": "#7a8591",
    "not-tested": "#7a8592",
}
SHAPES: Final[dict[Label, tuple[tuple[float, float], ...]]] = {
    "load-hub": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "structural-broker": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "cut-point": ((-1.2, -0.85), (1.2, -0.85), (0, 1.35)),
    "not-distinguishable": (),
    "not-tested": ((-1.1, 0.8), (1.1, 0.8), (0, -1.1)),
}
"""The corners of each label's shape, about one from the middle; a circle where there are none."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Units that stand at one place with the same labels."""

    units: tuple[Bottleneck, ...]
    x: float
    y: float
    labels: tuple[Label, ...]


def bottleneck_chart(
    r: Responsibilities, b: Bottlenecks, *, language: str = "zh", width: int = 760, key: str = "chart"
) -> str:
    """The chart as an SVG element for a page; the same input gives the same text.

    To the right is who is named in more clauses, upwards who stands more between others (weighted betweenness). Lines
    are the intervals over the resamples. The label tells shape and colour; a second label is drawn around the first.
    Units at one place are one point with their number.

    Args:
        r: who answers for what, as `b` was made from it.
        b: the analysis.
        language: of its words, zh or en.
        width: of the drawing in CSS pixels; below 500 it is drawn for phones.
        key: what its ids begin with.
    """
    from matplotlib import rc_context, rcdefaults, rcParams
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    height = round(width * 0.58) if width >= 500 else round(width * 1.15)
    # What a reader has set up for matplotlib must not show in the chart, and stays as it was.
    with rc_context():
        rcdefaults()
        rcParams["svg.fonttype"] = "none"
        rcParams["svg.hashsalt"] = "zhengtu"
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        canvas = FigureCanvasSVG(figure)
        texts = _drawn(figure, r, b, language, width, height)
        out = io.BytesIO()
        canvas.print_figure(out, format="svg", metadata={"Date": None})
    about = _about(b)
    return tidied(
        out.getvalue(),
        key=key,
        title=about[0][language],
        description=about[1][language],
        texts=texts,
        colours={value: name for name, value in _COLOURS.items()},
    )


def _about(b: Bottlenecks) -> tuple[Words, Words]:
    counts = Counter(finding.label for unit in b.units for finding in unit.findings)
    told = [(label_words(label), counts[label]) for label in LABELS if counts[label]]
    zh = "、".join(f"{words['zh']} {n} 个" for words, n in told)
    en = "; ".join(f"{words['en']}: {n}" for words, n in told)
    noun = group_word(b)
    return (
        both("任务量与中介中心性", "Load and betweenness"),
        both(
            f"散点图：横轴为列有该单位的{noun['zh']}数，纵轴为加权中介中心性，共 {len(b.units)} 个单位（{zh}）。"
            "数值见下文的表。",
            f"A scatter chart of {len(b.units)} units ({en}): to the right the {noun['en']}s that name them, upwards "
            "weighted betweenness. The table below has the figures.",
        ),
    )


def _points(b: Bottlenecks) -> list[_Point]:
    """Labelled ones last, so that they are drawn above the others."""
    places: defaultdict[tuple[float, float, tuple[Label, ...]], list[Bottleneck]] = defaultdict(list)
    for unit in b.units[:MOST_POINTS]:
        labels: tuple[Label, ...] = tuple(label for label in LABELS if any(f.label == label for f in unit.findings))
        places[len(naming(b, unit.load)), unit.betweenness, labels].append(unit)
    points = [_Point(tuple(units), x, y, labels) for (x, y, labels), units in places.items()]
    return sorted(points, key=lambda p: (_marked(p), p.y, p.x))


def _drawn(figure: Any, r: Responsibilities, b: Bottlenecks, language: str, width: int, height: int) -> list[str]:
    """Draws all; gives the texts that stand at the places."""
    narrow, points, noun = width < 500, _points(b), group_word(b)
    left, right, bottom, top = 46, 16, 46, 74 if narrow else 56
    whole: Axes = figure.add_axes((0, 0, 1, 1), zorder=3)
    whole.set(xlim=(0, width), ylim=(0, height))
    whole.axis("off")
    inner = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    axes: Axes = figure.add_axes(inner, zorder=1)
    lined = [p for p in points if len(b.units) <= _WITH_INTERVALS or _marked(p)]
    _scaled(axes, points, lined)
    letters = Lettering(whole, _SIZE, _COLOURS["ink"], Box(left, bottom, width - right, height - top))
    for p in lined:
        for (x0, y0), (x1, y1) in _pixels(axes, _intervals(axes, p)):
            if _marked(p):
                letters.keep_off(Box(x0 - 2, y0 - 2, x1 + 2, y1 + 2), line=True)
    for p in points:
        x, y = _pixel(axes, p)
        size = 6.0 if _marked(p) else 4.0
        for i, label in reversed(list(enumerate(p.labels))):
            _shape(whole, label, x, y, size * (1 + 0.8 * i), filled=i == 0 and _marked(p))
        letters.keep_off(Box.around(x, y, 3 + size * (1.3 + 0.8 * (len(p.labels) - 1))))
    letters.write(
        both(f"列有该单位的{noun['zh']}数", f"{noun['en']}s that name the unit")[language],
        (left + width - right) / 2,
        10,
        align="center",
    )
    letters.write(both("加权中介中心性", "weighted betweenness")[language], 8, height - top + 10)
    _legend(whole, letters, points, language, left, height, narrow)
    lines = 10 if language == "zh" else 24
    for p in _named(points, _NAMED):
        letters.beside(
            *_pixel(axes, p),
            wrapped(_short(r, p.units[0], language), lines, 2 if language == "zh" else 3),
            gap=6 + 5 * len(p.labels),
            away=(0, 10, 25, 45) if _marked(p) else (0,),
            weight="bold" if _marked(p) else "normal",
        )
    for p in points:
        if len(p.units) > 1:
            letters.beside(*_pixel(axes, p), [f"×{len(p.units)}"], colour=_COLOURS["soft"], size=9, gap=9)
    return letters.texts


def _marked(p: _Point) -> bool:
    return p.labels[0] not in OPEN


def _named(points: Sequence[_Point], most: int) -> list[_Point]:
    """Single units: those with a label first, then the most central and the busiest."""
    alone = [p for p in points if len(p.units) == 1]
    top = {p.units[0].unit.iri for p in sorted(alone, key=lambda p: (-p.x, -p.y))[:3]}
    return sorted(
        (p for p in alone if _marked(p) or p.y > 0 or p.units[0].unit.iri in top),
        key=lambda p: (not _marked(p), -p.y, -p.x),
    )[:most]


def _short(r: Responsibilities, unit: Bottleneck, language: str) -> str:
    """In Chinese as the notices write it most often, which readers know best."""
    if language == "en" and unit.unit.english:
        return unit.unit.english
    written = Counter(a.written for a in r.assignments if a.unit == unit.unit.iri)
    return written.most_common(1)[0][0] if written else unit.unit.name


def _scaled(axes: "Axes", points: Sequence[_Point], lined: Sequence[_Point]) -> None:
    from matplotlib.ticker import MaxNLocator

    boxes = [(u.load_interval, u.betweenness_interval) for p in lined for u in p.units]
    right = max([1.0, *(p.x for p in points), *(load.high for load, _ in boxes if load)])
    high = max([0.05, *(p.y for p in points), *(between.high for _, between in boxes if between)])
    axes.set(xlim=(-0.02 * right, right * 1.04), ylim=(-0.03 * high, high * 1.06))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))
    axes.grid(visible=True, color=_COLOURS["line"], linewidth=0.6, clip_on=False)
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    axes.figure.patch.set_visible(False)
    axes.tick_params(length=0, labelsize=10, labelcolor=_COLOURS["soft"], pad=5)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_COLOURS["soft"])
    axes.spines["bottom"].set_linewidth(0.8)


def _intervals(axes: "Axes", p: _Point) -> list[tuple[float, float]]:
    """Draws them; gives the ends of each."""
    style: dict[str, Any] = {
        "color": _COLOURS[p.labels[0] if _marked(p) else "line"],
        "linewidth": 1.3 if _marked(p) else 1.0,
        "zorder": 2.1 if _marked(p) else 2,
        "clip_on": False,
        "solid_capstyle": "butt",
    }
    ends = []
    for unit in p.units:
        if (load := unit.load_interval) is not None:
            ends += [(load.low, p.y), (load.high, p.y)]
        if (between := unit.betweenness_interval) is not None:
            ends += [(p.x, between.low), (p.x, between.high)]
    for (x0, y0), (x1, y1) in zip(ends[::2], ends[1::2], strict=True):
        axes.plot([x0, x1], [y0, y1], **style)
    return ends


def _pixel(axes: "Axes", p: _Point) -> tuple[float, float]:
    x, y = axes.transData.transform((p.x, p.y)).tolist()
    return x, y


def _pixels(axes: "Axes", ends: Sequence[tuple[float, float]]) -> list[list[list[float]]]:
    return axes.transData.transform(ends).reshape(-1, 2, 2).tolist() if ends else []


def _shape(whole: "Axes", label: Label, x: float, y: float, size: float, *, filled: bool) -> None:
    from matplotlib.patches import Circle, Polygon

    style: dict[str, Any] = {
        "facecolor": _COLOURS[label] if filled else _COLOURS["paper"],
        "edgecolor": _COLOURS["paper"] if filled else _COLOURS[label],
        "linewidth": 1.0 if filled else 1.5,
        "clip_on": False,
    }
    corners = SHAPES[label]
    shape = (
        Polygon([(x + size * dx, y + size * dy) for dx, dy in corners], **style)
        if corners
        else Circle((x, y), size, **style)
    )
    whole.add_patch(shape)


def _legend(
    whole: "Axes", letters: Lettering, points: Sequence[_Point], language: str, left: int, height: int, narrow: bool
) -> None:
    shown: list[Label] = [label for label in LABELS if any(label in p.labels for p in points)]
    x, y = float(left), height - 12.0
    for i, label in enumerate(shown):
        if narrow and i == 2:
            x, y = float(left), height - 31.0
        none = label in OPEN
        _shape(whole, label, x + 6, y, 4.0 if none else 5.5, filled=not none)
        words = label_words(label)[language]
        letters.write(words, x + 17, y - 4)
        x += 17 + letters.length(words) + 20
