"""Who stands in the middle: degree, betweenness and PageRank."""

from __future__ import annotations

from typing import Any, Final

import networkx as nx

from kg.analyze.backends import run
from kg.analyze.report import Report, Row, facts_of, listed, share
from kg.analyze.ties import EVENTS, directed, label, numbered, simple, statements, undated_note

_DAMPING: Final = 0.85  # Brin and Page (1998)
_STEPS: Final = 200
_CLOSE: Final = 1e-10
_NAMED: Final = 3  # where more are equal, none stands out

COLUMNS: Final = {
    "node": "agency or jurisdiction",
    "kind": "agency or jurisdiction",
    "acts_on": "how many others it sent subpoenas or detainers",
    "acted_on_by": "how many others sent it subpoenas or detainers",
    "facts_behind": "facts behind its ties",
    "betweenness": "share (0 to 1) of the shortest chains between two others that pass through it",
    "pagerank": "share (0 to 1) of the steps of a walk from issuers to recipients that end at it",
}


def rank(network: nx.MultiDiGraph[str], backend: str | None = None) -> Report:
    """Centrality of each node, those with most betweenness first; ties are counted once, whatever facts they rest on.

    Betweenness is Freeman's (1977), normalised, on the undirected network; PageRank is Brin and Page's (1998),
    damping 0.85, on the directed one, a tie weighing as many as its facts.
    """
    undirected, arrows = simple(network), directed(network, EVENTS)
    plain, nodes = numbered(undirected)
    passing = dict(zip(nodes, run(nx.betweenness_centrality, plain, backend=backend).values(), strict=True))
    ranks = pagerank(arrows, backend)
    found = []
    for node in sorted(undirected, key=lambda n: (-passing[n], -ranks[n], label(undirected, n), n)):
        facts = facts_of(statements(undirected, node))
        values = (
            label(undirected, node),
            undirected.nodes[node]["kind"],
            arrows.out_degree(node),
            arrows.in_degree(node),
            len(facts),
            round(passing[node], 3),
            round(ranks[node], 3),
        )
        found.append(Row(values, facts))
        undirected.nodes[node].update(zip(list(COLUMNS)[2:], values[2:], strict=True))
    readings = (*_readings(undirected, arrows, passing, ranks), *undated_note(network))
    return Report("Who stands in the middle", COLUMNS, tuple(found), readings, undirected)


def pagerank(graph: nx.DiGraph[str], backend: str | None = None) -> dict[str, float]:
    """PageRank by power iteration; a node that acts on nobody passes its rank to all.

    networkx' own needs scipy, which nothing else here does; with a backend, the backend's is taken.
    """
    nodes = sorted(graph)
    if backend:
        found: dict[str, float] = run(nx.pagerank, graph, backend=backend, alpha=_DAMPING)
        return found
    out = {node: sum(data["weight"] for _, _, data in graph.out_edges(node, data=True)) for node in nodes}
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(_STEPS):
        idle = sum(rank[node] for node in nodes if not out[node])
        base = (1 - _DAMPING + _DAMPING * idle) / len(nodes)
        following = {
            node: base
            + _DAMPING * sum(rank[a] * data["weight"] / out[a] for a, _, data in graph.in_edges(node, data=True))
            for node in nodes
        }
        moved = sum(abs(following[node] - rank[node]) for node in nodes)
        rank = following
        if moved < _CLOSE * len(nodes):
            break
    return rank


def _readings(graph: nx.Graph[str], arrows: Any, passing: dict[str, float], ranks: dict[str, float]) -> tuple[str, ...]:
    others = len(graph) - 1
    found = [f"{len(graph)} nodes, {graph.number_of_edges()} ties."]
    busiest = max(sorted(graph), key=lambda n: arrows.out_degree(n))
    if arrows.out_degree(busiest):
        found.append(
            f"{label(graph, busiest)} sent subpoenas or detainers to {arrows.out_degree(busiest)} of the "
            f"{others} others, more than any other."
        )
    middle = max(sorted(graph), key=lambda n: passing[n])
    if passing[middle]:
        found.append(
            f"{share(passing[middle], 1):.0%} of the shortest chains between two others pass through "
            f"{label(graph, middle)}."
        )
    if not arrows.number_of_edges():
        return tuple(found)
    most = max(ranks.values())
    first = sorted(label(graph, n) for n in graph if most - ranks[n] < _CLOSE)
    if len(first) <= _NAMED:
        found.append(f"Who walks from issuers to recipients ends most often at {listed(first)}.")
    return tuple(found)
