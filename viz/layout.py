"""Where the nodes of a picture stand: computed once, so that nothing moves in the browser.

1. Each connected component gets a spring layout of its own (Fruchterman and
   Reingold, from rustworkx, with a fixed seed).
2. It is stretched until its boxes take a fixed share of its area.
3. Boxes that still overlap are pushed apart, so that no label covers another.
4. The components are packed in rows, the largest first; stray nodes so end up
   beside the picture instead of shrinking it.

The same input gives the same integers.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import rustworkx as rx

__all__ = ["Box", "Link", "Place", "Skeleton", "arrange", "skeleton"]

Place = tuple[int, int]
"""x to the right, y downwards; the middle of a node."""

Skeleton = Sequence[Mapping[str, tuple[float, float]]]
"""The components, the largest first, each with its nodes between -1 and 1."""

_SEED: Final = 2018
_GAP: Final = 12
_APART: Final = 36
_ROUNDS: Final = 400
_WIDEN_AFTER: Final = 8
_WIDER: Final = 1.05
_LARGE: Final = 400
_SMALL: Final = 12


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes, its label included."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes that attract each other."""

    one: str
    other: str
    weight: float = 1.0


def skeleton(nodes: Sequence[str], links: Iterable[Link]) -> Skeleton:
    """The shape of the picture, before the sizes of labels are known."""
    graph: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    index = dict(zip(nodes, graph.add_nodes_from(list(nodes)), strict=True))
    for link in links:
        graph.add_edge(index[link.one], index[link.other], link.weight)
    components = [sorted(component) for component in rx.connected_components(graph)]
    components.sort(key=lambda c: (-len(c), c))
    return [_spring(graph, component) for component in components]


def _spring(graph: "rx.PyGraph[str, float]", component: list[int]) -> dict[str, tuple[float, float]]:
    if len(component) == 1:
        return {graph[component[0]]: (0.0, 0.0)}
    part = graph.subgraph(component)
    found = rx.spring_layout(
        part, seed=_SEED, k=1.6 / math.sqrt(len(component)), num_iter=_iterations(len(component)), weight_fn=float
    )
    return {part[i]: (float(found[i][0]), float(found[i][1])) for i in sorted(part.node_indices())}


def _iterations(nodes: int) -> int:
    """Every round looks at every pair: large graphs get fewer, down to a floor that still unfolds them."""
    return max(60, min(1500, 250_000 // nodes))


def arrange(shape: Skeleton, boxes: Mapping[str, Box], *, aspect: float = 1.1, share: float = 0.5) -> dict[str, Place]:
    """Places for nodes of given sizes.

    Args:
        shape: as `skeleton` gives it.
        boxes: each node's size.
        aspect: width of the picture over its height.
        share: of a component's area, how much its boxes take before overlaps are removed.
    """
    parts = [_apart(_stretched(part, boxes, *_frame_for(len(part), aspect, share)), boxes) for part in shape]
    return _packed(parts, boxes, aspect)


def _frame_for(nodes: int, aspect: float, share: float) -> tuple[float, float]:
    """Small components lie flat and dense, in one row; large ones start loose, or would take long to disentangle."""
    if nodes <= _SMALL:
        return 2.2, 0.9
    return aspect, share if nodes <= _LARGE else share / 2


def _stretched(
    part: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box], aspect: float, share: float
) -> dict[str, tuple[float, float]]:
    if len(part) == 1:
        return dict(part)
    area = sum((boxes[n].width + _GAP) * (boxes[n].height + _GAP) for n in part) / share
    width, height = math.sqrt(area * aspect), math.sqrt(area / aspect)
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    if (wide > high) != (width > height):
        part, wide, high = {n: (y, x) for n, (x, y) in part.items()}, high, wide
    return {n: (x * width / wide, y * height / high) for n, (x, y) in part.items()}


def _apart(part: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box]) -> dict[str, tuple[float, float]]:
    """Pushes overlapping boxes apart, each pair along the shorter way, until none overlap.

    A round looks only at boxes that moved in the round before. Where boxes are
    so crowded that they push each other to and fro, the whole is widened a little.
    """
    names = list(part)
    spots = [_Spot(*part[n], boxes[n].width + _GAP, boxes[n].height + _GAP) for n in names]
    wide, high = max(s.width for s in spots), max(s.height for s in spots)
    moving: Iterable[int] = range(len(spots))
    for count in range(1, _ROUNDS + 1):
        moved = _push(spots, moving, wide, high)
        if not moved:
            break
        moving = sorted(moved)
        if count % _WIDEN_AFTER == 0:
            for spot in spots:
                spot.x *= _WIDER
                spot.y *= _WIDER
            moving = range(len(spots))
    return {n: (spot.x, spot.y) for n, spot in zip(names, spots, strict=True)}


@dataclass(slots=True)
class _Spot:
    x: float
    y: float
    width: int
    height: int


def _push(spots: Sequence[_Spot], moving: Iterable[int], wide: int, high: int) -> set[int]:
    """One round; which boxes it moved. Only boxes in the same or neighbouring cells of a grid can overlap."""
    grid: dict[tuple[int, int], list[int]] = {}
    for i, spot in enumerate(spots):
        grid.setdefault((int(spot.x // wide), int(spot.y // high)), []).append(i)
    moved: set[int] = set()
    for i in moving:
        a = spots[i]
        column, row = int(a.x // wide), int(a.y // high)
        near = [
            j for c in (column - 1, column, column + 1) for r in (row - 1, row, row + 1) for j in grid.get((c, r), ())
        ]
        for j in near:
            b = spots[j]
            across = (a.width + b.width) / 2 - abs(a.x - b.x)
            down = (a.height + b.height) / 2 - abs(a.y - b.y)
            if across <= 0 or down <= 0 or i == j:
                continue
            moved.update((i, j))
            if across < down:
                step = (across / 2 + 0.5) * (1 if (a.x, i) < (b.x, j) else -1)
                a.x, b.x = a.x - step, b.x + step
            else:
                step = (down / 2 + 0.5) * (1 if (a.y, i) < (b.y, j) else -1)
                a.y, b.y = a.y - step, b.y + step
    return moved


def _packed(
    parts: Sequence[Mapping[str, tuple[float, float]]], boxes: Mapping[str, Box], aspect: float
) -> dict[str, Place]:
    """The components side by side in rows, of the widths tried the one whose picture fits the aspect best."""
    frames = [_frame(part, boxes) for part in parts]
    sizes = [(right - left + _APART, bottom - top + _APART) for left, top, right, bottom in frames]
    least = max([math.sqrt(sum(w * h for w, h in sizes) * aspect), *(w for w, _ in sizes)], default=0.0)
    tried = [_rows(sizes, least * widening) for widening in (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)]

    def scale(corners: Iterable[tuple[float, float]]) -> float:
        return max((max((x + w) / aspect, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=True)), default=0.0)

    return {
        name: (round(nx - left + x), round(ny - top + y))
        for part, (left, top, _, _), (x, y) in zip(parts, frames, min(tried, key=scale), strict=True)
        for name, (nx, ny) in part.items()
    }


def _rows(sizes: Sequence[tuple[float, float]], limit: float) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    x = y = height = 0.0
    for wide, high in sizes:
        if x > 0 and x + wide > limit:
            x, y, height = 0.0, y + height, 0.0
        corners.append((x, y))
        x += wide
        height = max(height, high)
    return corners


def _frame(part: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    return (
        min(x - boxes[n].width / 2 for n, (x, _) in part.items()),
        min(y - boxes[n].height / 2 for n, (_, y) in part.items()),
        max(x + boxes[n].width / 2 for n, (x, _) in part.items()),
        max(y + boxes[n].height / 2 for n, (_, y) in part.items()),
    )
