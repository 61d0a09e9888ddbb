from __future__ import annotations

import math

from kg.view.geometry import Box
from kg.view.routing import route

FRAME = Box(-200, -200, 600, 600)
POINTS = {"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (150.0, 5.0)}
RADII = {"a": 10.0, "b": 16.0, "c": 12.0}


def test_an_edge_runs_from_rim_to_rim_with_its_arrow_at_the_end() -> None:
    (found,) = route([("a", "b")], [1.5], POINTS, RADII, FRAME)
    assert math.isclose(math.dist(found.line.start, POINTS["a"]), 12, rel_tol=1e-3)
    tip, left, right = found.arrow
    assert math.isclose(math.dist(tip, POINTS["b"]), 18, rel_tol=1e-3)
    assert math.dist(left, POINTS["b"]) > math.dist(tip, POINTS["b"]) < math.dist(right, POINTS["b"])
    assert math.dist(found.line.end, POINTS["b"]) > math.dist(tip, POINTS["b"]), "the line ends inside the head"


def test_an_edge_goes_round_a_node_in_its_way() -> None:
    (found,) = route([("a", "b")], [1.5], POINTS, RADII, FRAME)
    assert min(math.dist(point, POINTS["c"]) for point in found.line.points(60)) > RADII["c"]


def test_parallel_edges_are_bent_apart_in_both_directions() -> None:
    edges = [("a", "b"), ("a", "b"), ("b", "a")]
    middles = [found.line.at(0.5) for found in route(edges, [1, 1, 1], POINTS, RADII, FRAME)]
    for one in range(3):
        for two in range(one):
            assert math.dist(middles[one], middles[two]) > 10


def test_two_nodes_that_nearly_touch_still_get_an_arrow() -> None:
    (found,) = route([("a", "b")], [3], {"a": (0.0, 0.0), "b": (30.0, 0.0)}, {"a": 10, "b": 12}, FRAME)
    assert all(math.isfinite(value) for point in (*found.arrow, found.line.control) for value in point)


def test_no_edges() -> None:
    assert route([], [], POINTS, RADII, FRAME) == []
