from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view import labels
from kg.view.geometry import Box

FRAME = Box(0, 0, 400, 300)


def test_a_free_label_stands_below_its_node() -> None:
    found = labels.place({"a": "Oregon"}, 12, {"a": (200, 100)}, {"a": 8}, [], FRAME, 1)["a"]
    assert found.shown
    assert found.anchor == "middle"
    assert found.box.top > 108


def test_a_label_moves_off_an_edge() -> None:
    below = [(200.0, 110.0 + step) for step in range(0, 30, 2)]
    found = labels.place({"a": "Oregon"}, 12, {"a": (200, 100)}, {"a": 8}, below, FRAME, 1)["a"]
    assert not any(found.box.left < x < found.box.right and found.box.top < y < found.box.bottom for x, y in below)


def test_a_label_stays_in_the_frame() -> None:
    found = labels.place({"a": "A rather long name"}, 12, {"a": (392, 290)}, {"a": 8}, [], FRAME, 0)["a"]
    assert found.shown
    assert found.box.inside(FRAME)
    assert found.anchor == "end"


def test_where_there_is_no_room_the_less_important_label_is_left_out() -> None:
    points = {name: (200.0, 100.0 + place) for place, name in enumerate("abcdefghij")}
    names = dict.fromkeys(points, "Some long enough name")
    found = labels.place(names, 12, points, dict.fromkeys(points, 8.0), [], FRAME, 0)
    shown = [node for node in points if found[node].shown]
    assert "a" in shown
    assert len(shown) < len(points)
    assert list(found) == list(points)


def test_a_short_name_fits_inside_a_large_node() -> None:
    assert labels.fits_inside("ICE", 12, 20)
    assert not labels.fits_inside("ICE", 12, 9)
    assert not labels.fits_inside("Enforcement and Removal Operations", 12, 20)
    found = labels.place({"a": "ICE"}, 12, {"a": (100, 100)}, {"a": 20}, [], FRAME, 1, {"a"})["a"]
    assert found.inside
    assert found.box.inside(Box(80, 80, 120, 120))


def test_the_room_kept_for_a_label_holds_it() -> None:
    room = labels.room("Washington County Sheriff's Office", 12, 9)
    found = labels.place({"a": "Washington County Sheriff's Office"}, 12, {"a": (200, 100)}, {"a": 9}, [], FRAME, 1)[
        "a"
    ]
    kept = Box(200 + room.left, 100 + room.top, 200 + room.right, 100 + room.bottom)
    assert found.box.inside(kept)


@given(st.lists(st.tuples(st.integers(20, 380), st.integers(20, 280)), min_size=1, max_size=25, unique=True))
@settings(deadline=None)
def test_labels_shown_never_overlap_nor_cover_a_node(spots: list[tuple[int, int]]) -> None:
    points = {f"n{place}": (float(x), float(y)) for place, (x, y) in enumerate(spots)}
    radii = dict.fromkeys(points, 6.0)
    names = {node: f"Place number {node}" for node in points}
    found = labels.place(names, 11, points, radii, [], FRAME, 0)
    shown = {node: label.box for node, label in found.items() if label.shown}
    assert not any(one.overlaps(two) for one, two in itertools.combinations(shown.values(), 2))
    assert all(box.inside(FRAME) for box in shown.values())
    for node, box in shown.items():
        assert not any(box.overlaps(Box(*points[other], *points[other]).grown(6)) for other in points if other != node)
