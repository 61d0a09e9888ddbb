from __future__ import annotations

import networkx as nx
import pytest

from kg.analyze.backends import installed, run
from kg.analyze.rank import pagerank, rank
from kg.analyze.report import Report
from kg.analyze.ties import EVENTS, chosen
from kg.errors import AnalyzeError


def row(report: Report, name: str) -> dict[str, object]:
    return next(record for record in report.records() if record["node"] == name)


def test_degrees_and_facts(whole: nx.MultiDiGraph[str]) -> None:
    report = rank(chosen(whole, EVENTS))
    bureau, elm = row(report, "Bureau"), row(report, "Elm Sheriff")
    assert (bureau["acts_on"], bureau["acted_on_by"], bureau["facts_behind"]) == (3, 0, 3)
    assert (elm["acts_on"], elm["acted_on_by"]) == (0, 2)
    assert [fact["label"] for fact in bureau["facts"]] == ["subpoena 1", "subpoena 2", "subpoena 3"]  # type: ignore[attr-defined]


def test_betweenness_by_hand(whole: nx.MultiDiGraph[str]) -> None:
    # Of the 6 pairs of the 4 others, 5 go through the Bureau: all but Patrol and Elm; through Elm those 3 with Patrol.
    report = rank(chosen(whole, EVENTS))
    assert row(report, "Bureau")["betweenness"] == pytest.approx(5 / 6, abs=0.001)
    assert row(report, "Elm Sheriff")["betweenness"] == 0.5
    assert report.rows[0].values[0] == "Bureau"
    assert any("83%" in reading and "Bureau" in reading for reading in report.readings)


def test_pagerank_is_the_eigenvector_of_the_google_matrix() -> None:
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(
        [("a", "b", 2), ("b", "c", 1), ("c", "a", 1), ("a", "c", 1), ("d", "c", 5), ("c", "e", 1)]
    )
    ranks = pagerank(graph)
    matrix = nx.google_matrix(graph, nodelist=sorted(graph))
    row_ = [ranks[node] for node in sorted(graph)]
    assert sum(row_) == pytest.approx(1)
    for j, node in enumerate(sorted(graph)):
        assert sum(row_[i] * matrix[i, j] for i in range(5)) == pytest.approx(ranks[node], abs=1e-8)


def test_pagerank_favours_who_receives_from_two(whole: nx.MultiDiGraph[str]) -> None:
    report = rank(chosen(whole, EVENTS))
    top = max(report.records(), key=lambda record: record["pagerank"])
    assert top["node"] == "Elm Sheriff"
    assert any("most often at Elm Sheriff" in reading for reading in report.readings)


def test_structure_alone_has_no_actors(whole: nx.MultiDiGraph[str]) -> None:
    report = rank(chosen(whole, ["within"]))
    assert all(record["acts_on"] == 0 for record in report.records())
    assert len(report.readings) == 2  # nodes and ties, and who stands between


def test_the_network_carries_the_figures(whole: nx.MultiDiGraph[str]) -> None:
    report = rank(chosen(whole, EVENTS))
    assert report.network is not None
    bureau = next(data for _, data in report.network.nodes(data=True) if data["label"] == "Bureau")
    assert bureau["betweenness"] == row(report, "Bureau")["betweenness"]


def test_an_unknown_backend_is_named(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(AnalyzeError, match="no backend 'abacus'"):
        rank(chosen(whole, EVENTS), "abacus")


def test_networkx_itself_is_a_backend() -> None:
    graph: nx.Graph[int] = nx.path_graph(4)
    assert run(nx.core_number, graph, backend="networkx") == nx.core_number(graph)
    assert "networkx" not in installed()
