from __future__ import annotations

import networkx as nx
import pytest

from kg.analyze.paths import around, paths
from kg.analyze.ties import EVENTS, chosen
from kg.errors import AnalyzeError
from kg.graph.records import EDGE_KINDS

ID = "https://w3id.org/jurisgraph/id/"


def test_a_path_gives_each_step_with_its_words(whole: nx.MultiDiGraph[str]) -> None:
    report = paths(chosen(whole, EVENTS), f"{ID}clayso", f"{ID}patrol")
    steps = [row.values for row in report.rows]
    assert [(step[2], step[3], step[4]) for step in steps] == [
        ("Clay Sheriff", "← subpoenaed", "Bureau"),
        ("Bureau", "subpoenaed", "Elm Sheriff"),
        ("Elm Sheriff", "← subpoenaed", "Patrol"),
    ]
    assert steps[0][5:] == ("served", "one.txt")
    assert steps[1][5:] == (None, None)
    assert [fact.label for row in report.rows for fact in row.facts] == ["subpoena 1", "subpoena 3", "subpoena 4"]
    assert report.readings[0] == "Clay Sheriff and Patrol are 3 steps apart, by way of Bureau and Elm Sheriff."
    assert report.network is not None and len(report.network) == 4


def test_equally_short_paths_are_counted_and_limited(whole: nx.MultiDiGraph[str]) -> None:
    square: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abcd":
        square.add_node(name, label=name, kind="agency")
    for pair in ("ab", "ac", "bd", "cd"):
        square.add_edge(*pair, key="subpoenaed", events=1, facts=())
    report = paths(square, "a", "d", most=1)
    assert {row.values[0] for row in report.rows} == {1}
    assert "2 paths are as short as that; 1 are shown." in report.readings


def test_what_has_no_path_says_so(whole: nx.MultiDiGraph[str]) -> None:
    network = chosen(whole, ["within"])
    with pytest.raises(AnalyzeError, match="no chain of ties leads from Oregon to Texas"):
        paths(network, f"{ID}or", f"{ID}tx")
    with pytest.raises(AnalyzeError, match="no tie of the chosen relations reaches it"):
        paths(network, f"{ID}or", f"{ID}bureau")
    with pytest.raises(AnalyzeError, match="two different ends"):
        paths(network, f"{ID}or", f"{ID}or")


def test_what_lies_around(whole: nx.MultiDiGraph[str]) -> None:
    report = around(chosen(whole, EDGE_KINDS), f"{ID}or", steps=2)
    assert [(row.values[0], row.values[2], row.values[3], row.values[4]) for row in report.rows] == [
        ("Clay County", 1, "within", "Oregon"),
        ("Dell County", 1, "within", "Oregon"),
        ("Clay Sheriff", 2, "operates in", "Clay County"),
        ("Dell Sheriff", 2, "operates in", "Dell County"),
    ]
    assert report.network is not None and len(report.network) == 5
    with pytest.raises(AnalyzeError, match="0 steps"):
        around(chosen(whole, EDGE_KINDS), f"{ID}or", steps=0)
