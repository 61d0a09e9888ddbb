"""How two nodes are connected, and what lies around one: each step with the words that it rests on."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import Final

import networkx as nx

from kg.analyze.report import Report, Row, facts_of, listed
from kg.analyze.ties import label, simple, undated_note
from kg.errors import AnalyzeError
from kg.graph.records import Statement

PATH_COLUMNS: Final = {
    "path": "number of the path; all are equally short",
    "step": "its place in the path",
    "from": "where the step begins",
    "relation": "what ties the two",
    "to": "where it ends",
    "quote": "words that state it, where a document does",
    "document": "the document that they stand in",
}
AROUND_COLUMNS: Final = {
    "node": "agency or jurisdiction",
    "kind": "agency or jurisdiction",
    "steps": "how many ties away",
    "relation": "what ties it to the node one step nearer",
    "by_way_of": "that node",
}


def paths(network: nx.MultiDiGraph[str], start: str, end: str, most: int = 5) -> Report:
    """The shortest paths between two nodes, given by IRI, along ties in either direction; at most `most` of them.

    Raises AnalyzeError: a node is not in the network, or the two are not connected.
    """
    graph = simple(network)
    for node in (start, end):
        _known(graph, node)
    if start == end:
        raise AnalyzeError("a path needs two different ends")
    try:
        found = sorted(islice(nx.all_shortest_paths(graph, start, end), 200))
    except nx.NetworkXNoPath as error:
        raise AnalyzeError(
            f"no chain of ties leads from {label(graph, start)} to {label(graph, end)}", hint="choose more relations"
        ) from error
    rows = []
    kept: set[str] = set()
    for number, path in enumerate(found[:most], 1):
        kept |= set(path)
        for step, (a, b) in enumerate(pairwise(path), 1):
            rows.append(_step(network, graph, number, step, a, b))
    middle = [label(graph, node) for node in found[0][1:-1]]
    via = f", by way of {listed(middle)}" if middle else ""
    readings = [
        f"{label(graph, start)} and {label(graph, end)} are {len(found[0]) - 1} "
        f"{'step' if len(found[0]) == 2 else 'steps'} apart{via}."
    ]
    if len(found) > 1:
        shown = f"; {most} are shown" if len(found) > most else ""
        readings.append(f"{len(found)} paths are as short as that{shown}.")
    part = nx.Graph(graph.subgraph(kept))
    return Report("How two are connected", PATH_COLUMNS, tuple(rows), (*readings, *undated_note(network)), part)


def _step(network: nx.MultiDiGraph[str], graph: nx.Graph[str], number: int, step: int, a: str, b: str) -> Row:
    data = graph.edges[a, b]
    forward = sorted(network[a][b]) if network.has_edge(a, b) else []
    backward = sorted(network[b][a]) if network.has_edge(b, a) else []
    words = [*forward, *(f"← {kind}" for kind in backward)]
    quote = _first_quote(data["facts"])
    values = (number, step, label(graph, a), ", ".join(words), label(graph, b), *quote)
    return Row(values, facts_of(data["facts"]))


def _first_quote(facts: tuple[Statement, ...]) -> tuple[str | None, str | None]:
    quotes = [quote for fact in facts for quote in fact.quotes]
    return (" ".join(quotes[0].text.split()), quotes[0].file) if quotes else (None, None)


def around(network: nx.MultiDiGraph[str], center: str, steps: int = 1) -> Report:
    """The ego network of a node, given by IRI: what lies within so many ties, the nearest first.

    Raises AnalyzeError: the node is not in the network, or steps is below 1.
    """
    if steps < 1:
        raise AnalyzeError(f"{steps} steps lead nowhere", hint="give 1 or more")
    graph = simple(network)
    _known(graph, center)
    distance = nx.single_source_shortest_path_length(graph, center, cutoff=steps)
    rows = []
    for node in sorted(distance, key=lambda n: (distance[n], label(graph, n), n)):
        graph.nodes[node]["steps"] = distance[node]
        if node == center:
            continue
        nearer = min((n for n in graph[node] if distance.get(n) == distance[node] - 1), key=lambda n: label(graph, n))
        data = graph.edges[nearer, node]
        relation = ", ".join(sorted(set(data["kinds"])))
        values = (label(graph, node), graph.nodes[node]["kind"], distance[node], relation, label(graph, nearer))
        rows.append(Row(values, facts_of(data["facts"])))
    ego = nx.Graph(graph.subgraph(distance))
    near = sum(length == 1 for length in distance.values())
    readings = [f"{label(graph, center)} is tied to {near} of the {len(graph) - 1} others directly."]
    if steps > 1:
        readings.append(f"Within {steps} steps lie {len(rows)}.")
    return Report(
        f"Around {label(graph, center)}", AROUND_COLUMNS, tuple(rows), (*readings, *undated_note(network)), ego
    )


def _known(graph: nx.Graph[str], node: str) -> None:
    if node not in graph:
        raise AnalyzeError(
            "no tie of the chosen relations reaches it", where=node, hint="choose more relations or dates"
        )
