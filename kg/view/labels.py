"""Labels that never overlap: each tries the places around its node and takes the one that hides the least."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kg.view.geometry import Box, Point
from kg.view.metrics import text_width, wrap

Floats = NDArray[np.float64]
Anchor = Literal["start", "middle", "end"]
LINE: Final = 1.22  # line height as a part of the font size
ASCENT: Final = 0.95  # of the first baseline, likewise
WRAP: Final = 124.0
LINES: Final = 3
SWEEPS: Final = 3
OFF: Final = 5.0  # between a node's rim and its label
BOLD: Final = 1.06  # how much wider a semibold label is
TOUCH: Final = 1.0  # labels keep this far apart

# Where a label may stand, the most readable first: horizontal and vertical side of the node.
SIDES: Final = ((0, 1), (1, 0), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))

_NOWHERE: Final = Box(-9e9, -9e9, -9e9, -9e9)


@dataclass(frozen=True, slots=True)
class Label:
    """A label's lines; x and y are the first baseline, `box` the room it takes. Not `shown`: no place was free."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor
    size: float
    box: Box
    shown: bool = True
    inside: bool = False  # of its node: a hub with a short name


def measure(text: str, size: float) -> tuple[tuple[str, ...], float, float]:
    """The lines of a label, their width and height."""
    lines = wrap(text, size, WRAP, LINES)
    return lines, max(text_width(line, size) for line in lines), len(lines) * size * LINE


def room(text: str, size: float, radius: float) -> Box:
    """What a node needs with its label below, as offsets from its position: kept free by the layout."""
    _, width, height = measure(text, size)
    half = max(radius, width / 2)
    return Box(-half - TOUCH, -radius, half + TOUCH, radius + OFF + height + TOUCH)


def fits_inside(text: str, size: float, radius: float) -> bool:
    """Whether a label fits on one line inside its node."""
    lines, width, _ = measure(text, size)
    return len(lines) == 1 and width * BOLD <= 2 * radius * 0.82


def place(
    texts: Mapping[str, str],
    size: float,
    points: Mapping[str, Point],
    radii: Mapping[str, float],
    obstacles: Sequence[Point],
    frame: Box,
    reserved: int,
    inside: Collection[str] = (),
) -> dict[str, Label]:
    """A label for each node, in the order of `texts`, which is the order of importance.

    obstacles: points on the edges, best not covered. reserved: for so many of the first nodes the place below is
    known to be free (see `room`); they start there and move only to a better place. The others come after them and
    are left out (shown=False) where no place is free: no two labels that are shown ever overlap, nor cover a node.
    The labels of the nodes in `inside` stand in the middle of their node.
    """
    order = list(texts)
    rims = _array([Box(*points[node], *points[node]).grown(radii[node]) for node in order])
    grid = _Grid(obstacles)
    first = [_at(texts[node], size, points[node], radii[node], SIDES[0]) for node in order]
    placed: list[Label | None] = [label if turn < reserved else None for turn, label in enumerate(first)]
    for turn, node in enumerate(order):
        if node in inside:
            placed[turn] = _within(texts[node], size, points[node])
    taken = _array([label.box if label and not label.inside else _NOWHERE for label in placed])
    for sweep in range(SWEEPS):
        changed = False
        for turn, node in enumerate(order if sweep == 0 else order[:reserved]):
            if node in inside:
                continue
            best: tuple[float, Label] | None = None
            for rank, side in enumerate(SIDES):
                label = _at(texts[node], size, points[node], radii[node], side)
                if not label.box.inside(frame) or _hits(label.box, rims, turn) or _hits(label.box, taken, turn):
                    continue
                cost = grid.count(label.box) + rank * 0.6
                if best is None or cost < best[0]:
                    best = cost, label
            if best is not None and best[1] != placed[turn]:
                placed[turn] = best[1]
                taken[turn] = _array([best[1].box])[0]
                changed = True
        if not changed:
            break
    return {node: placed[turn] or replace(first[turn], shown=False) for turn, node in enumerate(order)}


def _within(text: str, size: float, point: Point) -> Label:
    lines, width, height = measure(text, size)
    left, top = round(point[0] - width / 2, 2), round(point[1] - height / 2, 2)
    box = Box(left, top, round(left + width, 2), round(top + height, 2))
    return Label(lines, point[0], round(point[1] + size * 0.36, 2), "middle", size, box, inside=True)


def _array(boxes: Sequence[Box]) -> Floats:
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes], dtype=np.float64).reshape(-1, 4)


def _hits(box: Box, others: Floats, own: int) -> bool:
    """Whether a box touches one of the others, its own row left out."""
    hit = (
        (others[:, 0] < box.right + TOUCH)
        & (box.left - TOUCH < others[:, 2])
        & (others[:, 1] < box.bottom + TOUCH)
        & (box.top - TOUCH < others[:, 3])
    )
    hit[own] = False
    return bool(hit.any())


def _at(text: str, size: float, point: Point, radius: float, side: tuple[int, int]) -> Label:
    """The label on one side of its node."""
    lines, width, height = measure(text, size)
    across, down = side
    gap = OFF if not (across and down) else OFF * 0.2
    reach = radius + gap if not (across and down) else radius * 0.75 + gap
    x = point[0] + across * reach
    top = point[1] + down * reach - (height if down < 0 else height / 2 if down == 0 else 0)
    left = x - (width if across < 0 else width / 2 if across == 0 else 0)
    anchor: Anchor = "start" if across > 0 else "end" if across < 0 else "middle"
    box = Box(round(left, 2), round(top, 2), round(left + width, 2), round(top + height, 2))
    return Label(lines, round(x, 2), round(top + size * ASCENT, 2), anchor, size, box)


class _Grid:
    """Counts points in a box quickly."""

    def __init__(self, points: Sequence[Point], cell: float = 40.0) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            self._cells.setdefault((int(point[0] // cell), int(point[1] // cell)), []).append(point)

    def count(self, box: Box) -> int:
        """How many points lie inside."""
        columns = range(int(box.left // self._cell), int(box.right // self._cell) + 1)
        rows = range(int(box.top // self._cell), int(box.bottom // self._cell) + 1)
        return sum(
            box.left < x < box.right and box.top < y < box.bottom
            for column in columns
            for row in rows
            for x, y in self._cells.get((column, row), ())
        )
