from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.scene import scene
from kg.view.svg import chrome, escape, number, size, svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def text(medium: nx.MultiDiGraph[str]) -> str:
    return svg(scene(medium))


def test_it_is_well_formed_and_sized(text: str, medium: nx.MultiDiGraph[str]) -> None:
    root = ET.fromstring(text)
    width, height = size(scene(medium))
    assert root.tag == SVG + "svg"
    assert root.get("viewBox") == f"0 0 {number(width)} {number(height)}"


def test_it_has_named_groups_that_a_designer_can_find(text: str) -> None:
    ids = [element.get("id") for element in ET.fromstring(text).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for name in ("heading", "plot", "edges", "edges-subpoenaed", "edges-within", "nodes", "nodes-federal", "labels",
                 "legend", "source"):  # fmt: skip
        assert name in ids


def test_labels_are_text_not_outlines(text: str, medium: nx.MultiDiGraph[str]) -> None:
    root = ET.fromstring(text)
    labels = next(element for element in root.iter(SVG + "g") if element.get("id") == "labels")
    words = {" ".join(span.text or "" for span in label) for label in labels}
    assert words == {data["short"] for _, data in medium.nodes(data=True)}


def test_nothing_is_scripted_or_fetched(text: str) -> None:
    root = ET.fromstring(text)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "g", "rect", "circle", "path", "text", "tspan", "title"}  # fmt: skip  # noqa: E501
    for element in root.iter():
        assert not any(name.lower().startswith("on") or "href" in name or name == "style" for name in element.attrib)
    assert "url(" not in text
    assert re.findall(r"https?://[^\"<\s]*", text) == ["http://www.w3.org/2000/svg"]


def test_circles_are_agencies_and_squares_jurisdictions(text: str, medium: nx.MultiDiGraph[str]) -> None:
    root = ET.fromstring(text)
    plot = next(element for element in root.iter(SVG + "g") if element.get("id") == "nodes")
    agencies = sum(data["kind"] == "agency" for _, data in medium.nodes(data=True))
    assert len(list(plot.iter(SVG + "circle"))) == agencies
    assert len(list(plot.iter(SVG + "rect"))) == len(medium) - agencies


def test_every_edge_has_its_line_arrow_and_words(text: str, medium: nx.MultiDiGraph[str]) -> None:
    found = [element for element in ET.fromstring(text).iter(SVG + "g") if element.get("class") == "edge"]
    assert len(found) == medium.number_of_edges()
    for edge in found:
        assert [child.tag.removeprefix(SVG) for child in edge] == ["title", "path", "path"]


def test_kinds_of_edges_differ_by_more_than_colour(text: str) -> None:
    dashes = {}
    for group in ET.fromstring(text).iter(SVG + "g"):
        if group.get("class") == "edges":
            dashes[group.get("id")] = group[0][1].get("stroke-dasharray")
    assert dashes["edges-subpoenaed"] is None
    assert (
        len({dashes[kind] for kind in ("edges-subpoenaed", "edges-detainer", "edges-operates-in", "edges-part-of")})
        == 4
    )


def test_legend_and_source_line_are_there(text: str) -> None:
    words = " ".join(ET.fromstring(text).itertext())
    for phrase in (
        "federal agency",
        "jurisdiction",
        "subpoenaed",
        "lies within",
        "Made with jurisgraph from 10 documents.",
    ):
        assert phrase in words


def test_hostile_labels_stay_text(hostile: nx.MultiDiGraph[str]) -> None:
    text = svg(scene(hostile, title="</text><script>alert(0)</script>"))
    root = ET.fromstring(text)
    assert not [element for element in root.iter() if element.tag.endswith(("script", "img", "b"))]
    assert "<script" not in text
    assert "\x00" not in text
    assert "\ud800" not in text
    text.encode("utf-8")


def test_a_long_title_stays_in_the_frame(small: nx.MultiDiGraph[str]) -> None:
    title = "A very long title about a great many things " * 12
    root = ET.fromstring(svg(scene(small, title=title)))
    heading = next(element for element in root.iter(SVG + "text") if element.get("id") == "title")
    assert heading.text is not None
    assert heading.text.endswith("…")


def test_title_and_legend_grow_with_a_large_plot(small: nx.MultiDiGraph[str], made_up: object) -> None:
    assert chrome(scene(small)) == 1
    large = scene(made_up(150))  # type: ignore[operator]
    assert chrome(large) > 1
    assert size(large)[0] > large.plot.width


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0, "0"), (2.5, "2.5"), (-0.25, "-0.25"), (100, "100"), (1 / 3, "0.33")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.text())
@settings(deadline=None)
def test_any_text_survives_in_an_element_and_in_an_attribute(text: str) -> None:
    root = ET.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')
    # XML reads CR as LF in text, and white space as blanks in attributes.
    expected = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert (root.text or "") == expected.replace("\r\n", "\n").replace("\r", "\n")
    assert len(root.attrib) == 1
