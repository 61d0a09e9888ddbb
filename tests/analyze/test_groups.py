from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import pytest

from kg.analyze.groups import groups
from kg.analyze.ties import chosen
from kg.analyze.weak import cores, weak
from kg.errors import AnalyzeError
from kg.graph.records import EDGE_KINDS


def test_two_cliques_with_one_tie_between_them_are_two_groups() -> None:
    network = _cliques(4)
    report = groups(network)
    assert [row.values[2] for row in report.rows] == [4, 4]
    assert [(row.values[4], row.values[5]) for row in report.rows] == [(6, 1), (6, 1)]
    assert report.network is not None
    assert {data["group"] for _, data in report.network.nodes(data=True)} == {1, 2}
    assert "2 groups among 8 nodes" in report.readings[0]


def _cliques(size: int) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [[f"{side}{i}" for i in range(size)] for side in "ab"]
    pairs = [(x, y) for clique in names for i, x in enumerate(clique) for y in clique[i + 1 :]]
    for name in (*names[0], *names[1]):
        network.add_node(name, label=name, kind="agency")
    for a, b in [*pairs, ("a0", "b0")]:
        network.add_edge(a, b, key="subpoenaed", events=1, facts=())
    return network


def test_groups_do_not_depend_on_the_order_of_hashes() -> None:
    code = """
import networkx as nx
from kg.analyze.groups import groups
g = nx.MultiDiGraph()
for a, b in nx.karate_club_graph().edges:
    for n in (a, b):
        g.add_node(f"n{n}", label=f"n{n}", kind="agency")
    g.add_edge(f"n{a}", f"n{b}", key="subpoenaed", events=1, facts=())
print([row.values for row in groups(g).rows])
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_leiden_needs_a_backend(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(AnalyzeError, match="no Leiden of its own") as caught:
        groups(chosen(whole, EDGE_KINDS), "leiden")
    assert "Louvain" in (caught.value.hint or "")


def test_a_resolution_of_nothing_is_refused(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(AnalyzeError, match="resolution of 0"):
        groups(chosen(whole, EDGE_KINDS), resolution=0)


def test_the_tie_between_two_cliques_is_the_bridge() -> None:
    report = weak(_cliques(3))
    assert [row.values for row in report.rows] == [("node", "a0", 2, 2), ("node", "b0", 2, 2), ("tie", "a0 – b0", 2, 3)]
    assert report.network is not None and report.network.edges["a0", "b0"]["bridge"] is True


def test_a_bridge_names_its_facts(whole: nx.MultiDiGraph[str]) -> None:
    rows = {str(row.values[1]): row for row in weak(chosen(whole, EDGE_KINDS)).rows}
    assert [fact.label for fact in rows["Elm Sheriff – Patrol"].facts] == ["subpoena 4"]


def test_cores() -> None:
    report = cores(_cliques(4))
    assert {row.values[2] for row in report.rows} == {3}
    assert report.readings[0].startswith("The innermost core is the 3-core of 8 nodes")
    tree: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "ab":
        tree.add_node(name, label=name, kind="agency")
    tree.add_edge("a", "b", key="subpoenaed", events=1, facts=())
    assert "tree" in cores(tree).readings[0]
