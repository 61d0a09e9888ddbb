from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.geometry import Box, Curve, bent

coordinate = st.floats(-500, 500, allow_nan=False)
point = st.tuples(coordinate, coordinate)


def test_boxes_that_only_touch_do_not_overlap() -> None:
    box = Box(0, 0, 10, 10)
    assert not box.overlaps(Box(10, 0, 20, 10))
    assert box.overlaps(Box(9.9, 9.9, 20, 20))
    assert Box(2, 2, 3, 3).inside(box)
    assert not box.inside(Box(2, 2, 3, 3))
    assert box.grown(2) == Box(-2, -2, 12, 12)
    assert (box.width, box.height) == (10, 10)


@given(point, point, point)
@settings(deadline=None)
def test_a_curve_runs_from_its_start_to_its_end(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> None:  # fmt: skip  # noqa: E501
    curve = Curve(start, control, end)
    assert math.dist(curve.at(0), start) < 1e-9
    assert math.dist(curve.at(1), end) < 1e-9


@given(point, point, point, st.floats(0, 0.5), st.floats(0.5, 1))
@settings(deadline=None)
def test_a_part_of_a_curve_lies_on_it(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float], t0: float, t1: float) -> None:  # fmt: skip  # noqa: E501
    curve = Curve(start, control, end)
    part = curve.part(t0, t1)
    for step in range(5):
        assert math.dist(part.at(step / 4), curve.at(t0 + (t1 - t0) * step / 4)) < 1e-6


def test_a_bend_moves_the_middle_by_its_offset() -> None:
    middle = bent((0, 0), (100, 0), 10).at(0.5)
    assert math.isclose(abs(middle[1]), 10)
    assert bent((0, 0), (100, 0), -10).at(0.5)[1] == -middle[1]
    # Seen from the other end, left is right.
    assert math.isclose(bent((100, 0), (0, 0), 10).at(0.5)[1], -middle[1])


def test_a_curve_leaves_a_rim_at_its_radius() -> None:
    curve = bent((0, 0), (100, 40), 12)
    assert math.isclose(math.dist(curve.at(curve.leaves((0, 0), 15)), (0, 0)), 15, rel_tol=1e-4)
    assert math.isclose(math.dist(curve.at(curve.leaves((100, 40), 9, backwards=True)), (100, 40)), 9, rel_tol=1e-4)


def test_points_leave_out_the_ends() -> None:
    assert bent((0, 0), (4, 0), 0).points(3) == [(1, 0), (2, 0), (3, 0)]
