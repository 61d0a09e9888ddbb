from __future__ import annotations

import networkx as nx
import pytest

from kg.analyze.ties import EVENTS, Window, chosen, directed, numbered, simple
from kg.errors import AnalyzeError
from kg.graph.records import EDGE_KINDS

ID = "https://w3id.org/jurisgraph/id/"


@pytest.mark.parametrize(
    ("window", "inside", "outside"),
    [
        (Window("2020", "2020"), ["2020", "2020-02", "2020-12-31"], ["2019-12-31", "2021", ""]),
        (Window("2020-02"), ["2020-02", "2020-02-01", "2021"], ["2020", "2020-01-31", ""]),
        (Window(until="2020-02-15"), ["2019", "2020-02-15"], ["2020-02", "2020-02-16", "2020"]),
        (Window(), ["2020", ""], []),
    ],
)
def test_a_date_lies_in_a_window_with_all_of_its_days(window: Window, inside: list[str], outside: list[str]) -> None:
    assert [date for date in [*inside, *outside] if window.holds(date)] == inside


def test_relations_are_chosen(whole: nx.MultiDiGraph[str]) -> None:
    part = chosen(whole, ["within"])
    assert {kind for *_, kind in part.edges(keys=True)} == {"within"}
    assert {data["label"] for _, data in part.nodes(data=True)} == {
        "Oregon", "Texas", "Clay County", "Dell County", "Elm County",
    }  # fmt: skip


def test_a_window_keeps_the_facts_in_it_and_counts_those_without_a_date(whole: nx.MultiDiGraph[str]) -> None:
    part = chosen(whole, EVENTS, Window("2020", "2020"))
    facts = sorted(fact.label for *_, data in part.edges(data=True) for fact in data["facts"])
    assert facts == ["subpoena 1", "subpoena 2"]
    assert part.graph["undated"] == 1
    assert f"{ID}patrol" not in part


def test_nothing_left_is_an_error(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(AnalyzeError, match="no such ties"):
        chosen(whole, EVENTS, Window("1999", "1999"))
    with pytest.raises(AnalyzeError, match="no relation 'owns'"):
        chosen(whole, ["owns"])  # type: ignore[list-item]


def test_one_tie_between_two_nodes_with_all_its_facts(whole: nx.MultiDiGraph[str]) -> None:
    both = nx.MultiDiGraph(whole)
    both.add_edge(f"{ID}elmso", f"{ID}bureau", key="detainer", **whole.edges[f"{ID}bureau", f"{ID}elmso", "subpoenaed"])
    tie = simple(both).edges[f"{ID}bureau", f"{ID}elmso"]
    assert (tie["weight"], sorted(tie["kinds"]), len(tie["facts"])) == (2, ["detainer", "subpoenaed"], 2)
    arrows = directed(both, EVENTS)
    assert arrows.has_edge(f"{ID}elmso", f"{ID}bureau") and arrows.has_edge(f"{ID}bureau", f"{ID}elmso")
    assert not directed(both, ["detainer"]).has_edge(f"{ID}bureau", f"{ID}elmso")
    assert set(arrows) == set(both)


def test_numbers_stand_for_nodes_in_order(whole: nx.MultiDiGraph[str]) -> None:
    graph = simple(chosen(whole, EDGE_KINDS))
    plain, nodes = numbered(graph)
    assert nodes == sorted(graph)
    assert {frozenset(nodes[i] for i in edge) for edge in plain.edges} == {frozenset(edge) for edge in graph.edges}
