from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest

from kg.analyze.report import Fact
from kg.errors import ExportError
from kg.export.networks import NETWORKS, flattened, network_format, write_network


@pytest.fixture
def graph() -> nx.Graph[str]:
    made: nx.Graph[str] = nx.Graph()
    made.add_node("urn:b", label="Bureau & Co", rank=0.5, core=2, articulation=True, people=None)
    made.add_node("urn:a", label="Āgency", rank=0.25, core=1)
    made.add_edge("urn:b", "urn:a", weight=3, kinds=("subpoenaed", "detainer"), facts=(Fact("urn:f", "a fact"),))
    return made


def test_graphml_keeps_types(graph: nx.Graph[str]) -> None:
    read = nx.read_graphml(io.BytesIO(write_network(graph, "graphml")))
    assert read.nodes["urn:b"] == {"label": "Bureau & Co", "rank": 0.5, "core": 2, "articulation": True}
    assert read.edges["urn:a", "urn:b"] == {"weight": 3, "kinds": "subpoenaed; detainer", "facts": "urn:f"}


def test_gexf_keeps_types_and_no_day_of_writing(graph: nx.Graph[str]) -> None:
    content = write_network(graph, "gexf")
    read = nx.read_gexf(io.BytesIO(content))
    assert (read.nodes["urn:b"]["core"], read.nodes["urn:a"]["label"]) == (2, "Āgency")
    assert b"lastmodified" not in content
    assert ET.fromstring(content).tag.endswith("gexf")


def test_json_is_node_link_data(graph: nx.Graph[str]) -> None:
    read = nx.node_link_graph(json.loads(write_network(graph, "json")), edges="edges")
    assert nx.is_isomorphic(read, graph)


def test_the_same_bytes_whatever_the_order_of_nodes(graph: nx.Graph[str]) -> None:
    other: nx.Graph[str] = nx.Graph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from((b, a, data) for a, b, data in graph.edges(data=True))
    for form in NETWORKS:
        assert write_network(graph, form) == write_network(other, form)


def test_edges_of_a_multigraph_keep_their_keys() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("b", "a", key="y", events=1)
    graph.add_edge("b", "a", key="x", events=2)
    flat = flattened(graph)
    assert isinstance(flat, nx.MultiDiGraph)
    assert list(flat.edges(keys=True, data="events")) == [("b", "a", "x", 2), ("b", "a", "y", 1)]


def test_the_suffix_says_the_format() -> None:
    assert network_format(Path("a.GEXF")) == "gexf"
    with pytest.raises(ExportError, match="names no format of a network") as caught:
        network_format(Path("a.dot"))
    assert ".graphml" in (caught.value.hint or "")
