"""How the edges run: curves that start and end at the rim of their nodes, parallel ones bent apart, nodes avoided."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.view.geometry import Box, Curve, Point, bent

Floats = NDArray[np.float64]
Ends = tuple[str, str]
ARROW: Final = 9.0  # length of an arrow head at line width 2
APART: Final = 20.0  # between the middles of parallel edges
BENDS: Final = (0.04, -0.04, 0.1, -0.1, 0.17, -0.17, 0.26, -0.26)  # as parts of the length, the least first
CLEAR: Final = 5.0  # room that an edge leaves to nodes it does not belong to


@dataclass(frozen=True, slots=True)
class Route:
    """A line and the triangle of its arrow head (tip first)."""

    line: Curve
    arrow: tuple[Point, Point, Point]


def route(
    edges: Sequence[Ends], widths: Sequence[float], points: Mapping[str, Point], radii: Mapping[str, float], frame: Box
) -> list[Route]:
    """A route for each edge, in their order. Edges between the same two nodes, in either direction, are bent apart."""
    together: dict[Ends, list[int]] = defaultdict(list)
    for place, (start, end) in enumerate(edges):
        together[min(start, end), max(start, end)].append(place)
    names = list(points)
    nodes = np.array([(*points[name], radii[name]) for name in names], dtype=np.float64).reshape(-1, 3)
    routes: dict[int, Route] = {}
    for (low, high), places in together.items():
        length = math.dist(points[low], points[high])
        near = _near(nodes, (low, high), names, points[low], points[high], length)
        bend = min(
            BENDS, key=lambda bend: (_cost(bent(points[low], points[high], bend * length), near, frame), abs(bend))
        )
        first = bend * length - (len(places) - 1) / 2 * APART
        for turn, place in enumerate(places):
            start, end = edges[place]
            offset = first + turn * APART
            # The offset is to the left of low → high; an edge that runs the other way sees it on its right.
            curve = bent(points[start], points[end], offset if start == low else -offset)
            routes[place] = _trim(curve, radii[start], radii[end], widths[place])
    return [routes[place] for place in range(len(edges))]


def _near(nodes: Floats, ends: Ends, names: Sequence[str], start: Point, end: Point, length: float) -> Floats:
    """The rows (x, y, radius) of the other nodes that a bend of this edge could touch."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    near = np.hypot(nodes[:, 0] - middle[0], nodes[:, 1] - middle[1]) < length * 0.62 + nodes[:, 2] + CLEAR
    for name in ends:
        near[names.index(name)] = False
    return nodes[near]


def _cost(curve: Curve, near: Floats, frame: Box) -> int:
    """How often the curve comes too near to a node or leaves the frame."""
    points = np.array(curve.points(24))
    apart = ((points[:, None] - near[None, :, :2]) ** 2).sum(axis=-1)
    touching = int((apart < (near[:, 2] + CLEAR) ** 2).sum())
    return touching + sum(not (frame.left <= x <= frame.right and frame.top <= y <= frame.bottom) for x, y in points)


def _trim(curve: Curve, start_radius: float, end_radius: float, width: float) -> Route:
    """The part of a curve between two rims, with its arrow head."""
    size = ARROW * (0.6 + width / 5)
    t0 = curve.leaves(curve.start, start_radius + 2)
    t1 = curve.leaves(curve.end, end_radius + 2, backwards=True)
    tip = curve.at(t1)
    foot = max(t0, curve.leaves(curve.end, end_radius + 2 + size * 0.8, backwards=True))
    base = curve.at(foot)
    length = math.dist(tip, base) or 1.0
    ux, uy = (tip[0] - base[0]) / length, (tip[1] - base[1]) / length
    back = (tip[0] - ux * size, tip[1] - uy * size)
    half = size * 0.42
    wings = ((back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half))
    return Route(curve.part(t0, foot), (tip, *wings))
