from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.geometry import Box
from kg.view.layout import GAP, arrange

ROOM = Box(-50, -10, 50, 40)


def moved(box: Box, x: float, y: float) -> Box:
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)


def named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph})


GRAPHS = {
    "one": nx.empty_graph(1),
    "pair": nx.path_graph(2),
    "star": nx.star_graph(40),
    "ring": nx.cycle_graph(12),
    "complete": nx.complete_graph(9),
    "tree": nx.balanced_tree(3, 3),
    "islands": nx.disjoint_union_all([nx.star_graph(12)] + [nx.path_graph(2)] * 9 + [nx.empty_graph(5)]),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_boxes_lie_apart_and_inside_the_frame(name: str) -> None:
    graph = named(GRAPHS[name])
    points, frame = arrange(graph, dict.fromkeys(graph, ROOM), 1000, 700)
    assert set(points) == set(graph)
    boxes = [moved(ROOM, *point) for point in points.values()]
    assert all(box.grown(-0.02).inside(frame) for box in boxes)
    assert not any(
        one.overlaps(two) for one, two in itertools.combinations([box.grown(GAP / 2 - 0.1) for box in boxes], 2)
    )


def test_the_frame_keeps_its_proportions_and_never_shrinks() -> None:
    small = named(nx.path_graph(3))
    assert arrange(small, dict.fromkeys(small, ROOM), 1000, 700)[1] == Box(0, 0, 1000, 700)
    large = named(nx.star_graph(150))
    frame = arrange(large, dict.fromkeys(large, ROOM), 1000, 700)[1]
    assert frame.width > 1000
    assert frame.width / frame.height == pytest.approx(1000 / 700, rel=1e-3)


def test_nothing_to_arrange() -> None:
    assert arrange(nx.Graph(), {}, 100, 50) == ({}, Box(0, 0, 100, 50))


def test_neighbours_are_nearer_than_strangers() -> None:
    graph = named(nx.path_graph(8))
    points, _ = arrange(graph, dict.fromkeys(graph, Box(-5, -5, 5, 5)), 1000, 700)

    def apart(u: str, v: str) -> float:
        return abs(points[u][0] - points[v][0]) + abs(points[u][1] - points[v][1])

    assert apart("n000", "n001") < apart("n000", "n004") < apart("n000", "n007")


def test_a_small_component_may_stand_in_a_gap_but_not_on_an_edge() -> None:
    graph = named(nx.disjoint_union(nx.cycle_graph(10), nx.empty_graph(1)))
    room = Box(-12, -12, 12, 12)
    points, _ = arrange(graph, dict.fromkeys(graph, room), 400, 400)
    alone = points["n010"]
    for u, v in graph.edges():
        for step in range(11):
            x = points[u][0] + (points[v][0] - points[u][0]) * step / 10
            y = points[u][1] + (points[v][1] - points[u][1]) * step / 10
            assert max(abs(x - alone[0]), abs(y - alone[1])) > 12


@given(st.integers(0, 10_000), st.integers(2, 14), st.integers(0, 20))
@settings(deadline=None, max_examples=25)
def test_any_graph_is_arranged_the_same_whatever_the_order_it_was_made_in(seed: int, size: int, links: int) -> None:
    graph = named(nx.gnm_random_graph(size, links, seed=seed))
    backwards = nx.Graph()
    backwards.add_nodes_from(sorted(graph))
    backwards.add_edges_from(sorted((max(u, v), min(u, v)) for u, v in graph.edges()))
    forwards = nx.Graph()
    forwards.add_nodes_from(sorted(graph))
    forwards.add_edges_from(sorted((min(u, v), max(u, v)) for u, v in graph.edges()))
    boxes = dict.fromkeys(graph, ROOM)
    first, frame = arrange(forwards, boxes, 600, 400)
    again, same = arrange(backwards, boxes, 600, 400)
    assert (first, frame) == (again, same)
    rooms = [moved(ROOM, *point) for point in first.values()]
    assert not any(one.overlaps(two) for one, two in itertools.combinations(rooms, 2))
