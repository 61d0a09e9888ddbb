from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import ViewError
from kg.view import scene as scenes
from kg.view.geometry import Box
from kg.view.scene import DEFAULT_TITLE, Scene, scene

Maker = Callable[[int], "nx.MultiDiGraph[str]"]


def rims(picture: Scene) -> dict[str, Box]:
    return {node.id: Box(node.x, node.y, node.x, node.y).grown(node.radius) for node in picture.nodes}


@pytest.fixture(scope="module", params=[8, 20, 60, 130])
def picture(request: pytest.FixtureRequest, made_up: Maker) -> Scene:
    return scene(made_up(request.param))


def test_every_node_and_label_lies_in_the_frame(picture: Scene) -> None:
    assert all(rim.inside(picture.plot) for rim in rims(picture).values())
    assert all(node.name.box.inside(picture.plot) for node in picture.nodes if node.name.shown)


def test_no_two_labels_overlap_and_none_covers_another_node(picture: Scene) -> None:
    boxes = {node.id: node.name.box for node in picture.nodes if node.name.shown}
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes.values(), 2))
    for owner, box in boxes.items():
        assert not any(box.overlaps(rim) for other, rim in rims(picture).items() if other != owner)


def test_every_node_of_a_middling_network_has_its_label(picture: Scene) -> None:
    assert picture.unnamed == 0


def test_nodes_do_not_overlap(picture: Scene) -> None:
    assert not any(one.overlaps(two) for one, two in itertools.combinations(rims(picture).values(), 2))


def test_edges_lie_in_the_frame_and_keep_their_facts(picture: Scene, made_up: Maker) -> None:
    for edge in picture.edges:
        assert all(
            picture.plot.left <= x <= picture.plot.right and picture.plot.top <= y <= picture.plot.bottom
            for x, y in edge.line.points(12)
        )
        assert edge.facts
    names = {node.id: node.iri for node in picture.nodes}
    drawn = {(names[edge.source], names[edge.target], edge.kind) for edge in picture.edges}
    size = next(n for n in (8, 20, 60, 130) if len(made_up(n)) == len(picture.nodes))
    assert drawn == set(made_up(size).edges(keys=True))


def test_positions_have_two_decimals(picture: Scene) -> None:
    for node in picture.nodes:
        values = (node.x, node.y, node.radius, node.name.x, node.name.y)
        assert all(value == round(value, 2) for value in values)
    for edge in picture.edges:
        assert all(value == round(value, 2) for point in (edge.line.control, *edge.arrow) for value in point)


def test_marks_tell_what_they_are(small: nx.MultiDiGraph[str]) -> None:
    picture = scene(small)
    hub = picture.nodes[0]
    assert (hub.short, hub.role, hub.name.inside) == ("ICE", "federal", True)
    assert hub.radius == max(node.radius for node in picture.nodes)
    assert hub.links == small.degree("a0")
    for node in picture.nodes:
        assert (node.role == "place") == (small.nodes[node.iri]["kind"] == "jurisdiction")
    wide = max(picture.edges, key=lambda edge: edge.width)
    assert wide.events == max(edge.events for edge in picture.edges if edge.kind == wide.kind)
    assert sum(count for _, count in picture.edge_kinds) == len(picture.edges)
    assert sum(count for _, _, count in picture.node_types) == len(picture.nodes)


def test_title_subtitle_and_notes(small: nx.MultiDiGraph[str]) -> None:
    picture = scene(small)
    assert picture.title == DEFAULT_TITLE
    assert picture.subtitle.startswith(f"{len(small)} nodes, {small.number_of_edges()} links, ")
    assert picture.notes[0] == "Made with jurisgraph from 3 documents."
    assert "1 fact without" in picture.notes[1]
    assert scene(small, title="Mine").title == "Mine"


def test_an_empty_network_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ViewError, match="nothing to draw") as caught:
        scene(nx.MultiDiGraph())
    assert caught.value.hint
    assert "kg build" in caught.value.hint


def test_a_network_that_is_too_large_says_what_it_leaves_out(
    medium: nx.MultiDiGraph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "MOST_NODES", 30)
    picture = scene(medium)
    assert len(picture.nodes) == 30
    assert picture.nodes[0].short == "ICE", "the best connected stay"
    assert any(f"{len(medium) - 30} are left out" in note for note in picture.notes)


def test_beyond_the_reserved_labels_the_most_connected_come_first(
    medium: nx.MultiDiGraph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "RESERVED", 10)
    picture = scene(medium)
    assert all(node.name.shown for node in picture.nodes[:10])
    boxes = [node.name.box for node in picture.nodes if node.name.shown]
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))


def test_the_order_in_which_a_network_was_made_does_not_matter(small: nx.MultiDiGraph[str]) -> None:
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph(**small.graph)
    other.add_nodes_from(sorted(small.nodes(data=True), reverse=True))
    for start, end, kind, data in sorted(small.edges(keys=True, data=True), key=lambda edge: edge[:3], reverse=True):
        other.add_edge(start, end, key=kind, **data)
    assert scene(other) == scene(small)


def test_all_outputs_are_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, importlib.util, sys; spec = importlib.util.spec_from_file_location('c', sys.argv[1]);"
        "c = importlib.util.module_from_spec(spec); spec.loader.exec_module(c);"
        "from kg.view.scene import scene; from kg.view.svg import svg; from kg.view.html import html;"
        "s = scene(c.made_up_network(45));"
        "print([hashlib.sha256(f(s).encode()).hexdigest() for f in (svg, html)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).with_name("conftest.py"))],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
