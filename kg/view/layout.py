"""Where the nodes go: stress majorization for each component, no overlapping boxes, components packed into a frame.

Stress majorization (Gansner, Koren, North: Graph Drawing by Stress Majorization, GD 2004) moves nodes until the drawn
distances match those in the graph as well as they can. It starts from a radial tree around the best connected node
and each step lowers the stress, so the result is the same in each run and hardly differs between machines, which
force simulations from random starts do not offer. Distances in the graph come from networkx.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.geometry import Box, Point

Floats = NDArray[np.float64]
STEPS: Final = 120
EDGE: Final = 92.0  # wanted length of an edge between two nodes of low degree
HUB: Final = 20.0  # what the square root of the higher degree adds to it: the neighbours of a hub need a wider circle
GAP: Final = 8.0  # between two boxes
BETWEEN: Final = 34.0  # between two components
CELL: Final = 20.0  # of the grid on which components are packed
SPREAD: Final = 1.7  # how far a small graph is spread to fill its frame


def arrange(
    graph: nx.Graph[str], boxes: Mapping[str, Box], width: float, height: float
) -> tuple[dict[str, Point], Box]:
    """Positions for the nodes of a simple graph, and the frame that holds all their boxes.

    boxes: for each node the room that it needs, with its label, as offsets from its position.
    width, height: the frame wanted; a larger one of the same proportions is returned where that is too small.
    """
    if not graph:
        return {}, Box(0, 0, width, height)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    aspect = width / height
    laid: list[tuple[Floats, Floats, list[tuple[int, int]]]] = []
    for part in parts:
        room = np.array([[boxes[n].left, boxes[n].top, boxes[n].right, boxes[n].bottom] for n in part])
        index = {node: place for place, node in enumerate(part)}
        edges = [(index[u], index[v]) for u, v in graph.subgraph(part).edges()]
        laid.append((_component(graph.subgraph(part), part, room, aspect), room, edges))
    moves = _pack(laid, aspect)
    names = [node for part in parts for node in part]
    points = np.concatenate([found + move for (found, _, _), move in zip(laid, moves, strict=True)])
    room = np.concatenate([room for _, room, _ in laid])
    points, frame = _fit(points, room, width, height)
    return {name: (round(float(x), 2), round(float(y), 2)) for name, (x, y) in zip(names, points, strict=True)}, frame


def _component(graph: nx.Graph[str], nodes: list[str], room: Floats, aspect: float) -> Floats:
    """Positions for one connected component, boxes apart."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    degree = dict(graph.degree())
    lengths: nx.Graph[str] = nx.Graph()
    lengths.add_weighted_edges_from(
        (u, v, EDGE + HUB * math.sqrt(max(degree[u], degree[v]))) for u, v in sorted(graph.edges())
    )
    wanted: Floats = np.asarray(nx.floyd_warshall_numpy(lengths, nodelist=nodes), dtype=np.float64)
    points = _majorize(_radial(graph, nodes, degree), wanted)
    return _separate(_turn(points, room, aspect), room)


def _radial(graph: nx.Graph[str], nodes: list[str], degree: Mapping[str, int]) -> Floats:
    """A tree drawn in rings around the best connected node, each branch with an angle in proportion to its leaves."""
    root = min(nodes, key=lambda node: (-degree[node], node))
    children: dict[str, list[str]] = {node: [] for node in nodes}
    order = [root]
    for parent, child in nx.bfs_edges(graph, root, sort_neighbors=sorted):
        children[parent].append(child)
        order.append(child)
    leaves: dict[str, int] = {}
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    placed = {root: (0.0, 2 * math.pi, 0)}
    index = {node: place for place, node in enumerate(nodes)}
    points = np.zeros((len(nodes), 2))
    for node in order:
        start, sweep, ring = placed[node]
        angle = start + sweep / 2
        points[index[node]] = (ring * EDGE * math.cos(angle), ring * EDGE * math.sin(angle))
        for child in children[node]:
            share = sweep * leaves[child] / leaves[node]
            placed[child] = (start, share, ring + 1)
            start += share
    return points


def _majorize(points: Floats, wanted: Floats) -> Floats:
    """Lower the stress Σ (|xi - xj| - dij)² / dij² by the Guttman transform."""
    count = len(points)
    eye = np.eye(count)
    weights = 1.0 / (wanted + eye) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count)
    for _ in range(STEPS if count <= 400 else STEPS // 3):
        apart = np.linalg.norm(points[:, None] - points[None], axis=-1) + eye
        ratio = -weights * wanted / np.maximum(apart, 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        points = inverse @ (ratio @ points)
    return points


def _extent(points: Floats, room: Floats) -> Floats:
    """Left, top, right, bottom of all boxes."""
    return np.concatenate([(points + room[:, :2]).min(axis=0), (points + room[:, 2:]).max(axis=0)])


def _turn(points: Floats, room: Floats, aspect: float) -> Floats:
    """The rotation, in steps of five degrees, whose boxes need the smallest frame of the wanted proportions."""

    def turned(degrees: int) -> Floats:
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        rotated: Floats = points @ np.array([[cos, sin], [-sin, cos]])
        return rotated

    def need(degrees: int) -> float:
        left, top, right, bottom = _extent(turned(degrees), room)
        return round(float(max(right - left, (bottom - top) * aspect)), 3)

    return turned(min(range(0, 180, 5), key=lambda degrees: (need(degrees), degrees)))


def _separate(points: Floats, room: Floats) -> Floats:
    """Push boxes apart, along the axis of the lesser overlap, until none overlap; where stuck spread all."""
    points = points.copy()
    middle = (room[:, :2] + room[:, 2:]) / 2
    half = (room[:, 2:] - room[:, :2]) / 2 + GAP / 2
    count = len(points)
    need_x, need_y = half[:, None, 0] + half[None, :, 0], half[:, None, 1] + half[None, :, 1]
    need_x[np.tril_indices(count)] = -1.0  # each pair once
    turn = 0
    while True:
        turn += 1
        x, y = (points + middle).T
        hit = np.abs(x[:, None] - x[None]) < need_x - 1e-3
        hit &= np.abs(y[:, None] - y[None]) < need_y - 1e-3
        one, two = np.nonzero(hit)
        if not len(one):
            return points
        delta = np.stack([x[one] - x[two], y[one] - y[two]])
        over = np.stack([need_x[one, two], need_y[one, two]]) - np.abs(delta)
        side = np.where(delta < 0, -1.0, 1.0)  # the order of the nodes breaks the tie of two boxes in one place
        along = over[0] < over[1]
        push = np.stack([along, ~along]) * side * (over / 2 + 0.01)
        # The sum of the pushes would throw crowded nodes far out, their mean would stall.
        crowd = np.sqrt(np.maximum(np.bincount(one, minlength=count) + np.bincount(two, minlength=count), 1))
        for axis in (0, 1):
            moved = np.bincount(one, push[axis], count) - np.bincount(two, push[axis], count)
            points[:, axis] += moved / crowd
        if turn % 25 == 0:
            points *= 1.04


def _pack(parts: list[tuple[Floats, Floats, list[tuple[int, int]]]], aspect: float) -> list[Point]:
    """How far to move each component (positions, boxes, edges), largest first, so that the whole needs a small frame.

    Components are laid on a grid and may stand in each other's gaps (polyomino packing: Freivalds, Dogrusoz, Kikusts:
    Disconnected Graph Layout and the Polyomino Packing Approach, GD 2001).
    """
    taken: set[tuple[int, int]] = set()
    frame = (0, 0, 0, 0)
    moves: list[Point] = []
    for points, room, edges in parts:
        cells = _cells(points, room, edges)
        columns, rows = [x for x, _ in cells], [y for _, y in cells]
        left, top, right, bottom = min(columns), min(rows), max(columns), max(rows)
        if not taken:
            taken, frame = cells, (left, top, right, bottom)
            moves.append((0.0, 0.0))
            continue
        options = []
        for dx in range(frame[0] - right - 1, frame[2] - left + 2):
            for dy in range(frame[1] - bottom - 1, frame[3] - top + 2):
                wide = max(frame[2], right + dx) - min(frame[0], left + dx)
                high = max(frame[3], bottom + dy) - min(frame[1], top + dy)
                off = abs(left + right + 2 * dx - frame[0] - frame[2]) + abs(
                    top + bottom + 2 * dy - frame[1] - frame[3]
                )
                options.append((max(wide, high * aspect), wide + high, off, dy, dx))
        options.sort()
        _, _, _, dy, dx = next(o for o in options if all((x + o[4], y + o[3]) not in taken for x, y in cells))
        taken |= {(x + dx, y + dy) for x, y in cells}
        frame = (
            min(frame[0], left + dx), min(frame[1], top + dy), max(frame[2], right + dx), max(frame[3], bottom + dy),
        )  # fmt: skip
        moves.append((dx * CELL, dy * CELL))
    return moves


def _cells(points: Floats, room: Floats, edges: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The cells of the packing grid that a component needs: its boxes with some room around, and its edges."""
    cells: set[tuple[int, int]] = set()
    for point, box in zip(points, room, strict=True):
        left, top = ((point + box[:2] - BETWEEN / 2) // CELL).astype(int).tolist()
        right, bottom = ((point + box[2:] + BETWEEN / 2) // CELL).astype(int).tolist()
        cells |= {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)}
    for start, end in edges:
        steps = int(np.linalg.norm(points[end] - points[start]) // CELL) * 2 + 2
        for step in range(steps):
            x, y = ((points[start] + (points[end] - points[start]) * step / steps) // CELL).astype(int).tolist()
            cells |= {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}  # edges bend
    return cells


def _fit(points: Floats, room: Floats, width: float, height: float) -> tuple[Floats, Box]:
    """Spread the points to fill the frame, or enlarge the frame in its proportions; centre them in it."""
    left, top, right, bottom = _extent(points, room)
    grow = max(1.0, float(right - left) / width, float(bottom - top) / height)
    frame = Box(0, 0, round(width * grow, 2), round(height * grow, 2))
    factors = []
    for axis, wanted in ((0, frame.width), (1, frame.height)):
        # The outermost boxes do not grow with the distances: find the factor that still fits.
        low, high = 1.0, SPREAD
        for _ in range(30):
            tried = (low + high) / 2
            ends = _extent(points * tried, room)
            low, high = (tried, high) if ends[axis + 2] - ends[axis] <= wanted else (low, tried)
        factors.append(low)
    points = points * np.array(factors)
    left, top, right, bottom = _extent(points, room)
    shift = np.array([(frame.width - left - right) / 2, (frame.height - top - bottom) / 2])
    return points + shift, frame
