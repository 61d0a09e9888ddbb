"""The network as analyses take it: chosen relations, a window of time, one tie between two nodes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx

from kg.errors import AnalyzeError
from kg.graph.records import EDGE_KINDS, EdgeKind, Statement

# What happened between two bodies, as against where a body belongs.
EVENTS: Final[tuple[EdgeKind, ...]] = ("subpoenaed", "detainer")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, by its first and last day or the start of their ISO dates ("2019", "2020-02"); both included."""

    since: str | None = None
    until: str | None = None

    def holds(self, date: str) -> bool:
        """Whether a date of any granularity lies in the window with all of its days; an empty date does not."""
        if not date:
            return self.since is None and self.until is None
        first, last = f"{date}-01-01"[:10], f"{date}-12-31"[:10]
        if len(date) == 7:
            first, last = f"{date}-01", f"{date}-31"
        low = (self.since or "") <= first
        return low and (self.until is None or last[: len(self.until)] <= self.until)


def chosen(
    network: nx.MultiDiGraph[str], relations: Collection[EdgeKind], window: Window | None = None
) -> nx.MultiDiGraph[str]:
    """The part of a network with these relations, and in a window only the facts dated in it.

    Ties without a fact fall out, and so do nodes without a tie. `undated` of the graph is the number of facts left out
    for want of a date. Raises AnalyzeError for a relation that there is not, and where nothing is left.
    """
    unknown = sorted(set(relations) - set(EDGE_KINDS))
    if unknown:
        raise AnalyzeError(f"there is no relation {unknown[0]!r}", hint=f"choose from {', '.join(EDGE_KINDS)}")
    limited = window is not None and (window.since or window.until)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(network.graph)
    undated = 0
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    for start, end, kind, data in network.edges(keys=True, data=True):
        if kind not in relations:
            continue
        if limited and window is not None and kind in EVENTS:
            undated += sum(not fact.date for fact in data["facts"])
            kept = tuple(fact for fact in data["facts"] if window.holds(fact.date))
            if not kept:
                continue
            data = {**data, "facts": kept, "events": len(kept)}
        edges.append((start, end, kind, data))
    ends = {end for edge in edges for end in edge[:2]}
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if node in ends)
    for start, end, kind, data in edges:
        graph.add_edge(start, end, key=kind, **data)
    graph.graph["undated"] = undated
    if not edges:
        raise AnalyzeError(
            "the graph has no such ties to analyse", hint="build it from documents, or choose other relations or dates"
        )
    return graph


def simple(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """One undirected tie between two nodes: weight (the facts behind it), kinds, facts; nodes as they were."""
    graph: nx.Graph[str] = nx.Graph()
    _join(network, graph)
    return graph


def directed(network: nx.MultiDiGraph[str], relations: Collection[EdgeKind]) -> nx.DiGraph[str]:
    """One tie in each direction, with the same attributes as `simple`, of some relations; all nodes are kept."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    _join(network, graph, relations)
    return graph


def _join(network: nx.MultiDiGraph[str], graph: nx.Graph[str], relations: Collection[EdgeKind] = EDGE_KINDS) -> None:
    """Give a graph the nodes of a network, and all that ties two of them as one edge."""
    graph.add_nodes_from(network.nodes(data=True))
    nothing: dict[str, Any] = {"weight": 0, "kinds": (), "facts": ()}
    for start, end, kind, data in network.edges(keys=True, data=True):
        if start != end and kind in relations:
            known: dict[str, Any] = dict(graph.edges[start, end]) if graph.has_edge(start, end) else nothing
            known = {
                "weight": known["weight"] + data["events"],
                "kinds": (*known["kinds"], kind),
                "facts": (*known["facts"], *data["facts"]),
            }
            graph.add_edge(start, end, **known)


def numbered(graph: nx.Graph[str]) -> tuple[nx.Graph[int], list[str]]:
    """The same graph with numbers for nodes, and the node of each number.

    Algorithms that go through sets visit numbers in one order, and strings in another one each run.
    """
    nodes = sorted(graph)
    number = {node: i for i, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    ends = ((number[a], number[b], data["weight"]) for a, b, data in graph.edges(data=True))
    ties = sorted((min(a, b), max(a, b), weight) for a, b, weight in ends)
    plain.add_weighted_edges_from(ties)
    return plain, nodes


def statements(graph: nx.Graph[str], node: str) -> list[Statement]:
    """The facts of all ties of a node."""
    return [fact for other in graph[node] for fact in graph.edges[node, other]["facts"]]


def label(graph: nx.Graph[str], node: str) -> str:
    """The label of a node, in full."""
    return str(graph.nodes[node]["label"])


def undated_note(network: nx.MultiDiGraph[str]) -> tuple[str, ...]:
    """What a window of time left out."""
    undated = network.graph.get("undated", 0)
    if not undated:
        return ()
    return (f"{undated} {'fact has' if undated == 1 else 'facts have'} no date and cannot be placed in time.",)
