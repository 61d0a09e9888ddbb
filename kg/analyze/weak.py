"""What holds the network together: ties and nodes without which it falls apart, and its dense core."""

from __future__ import annotations

from typing import Any, Final

import networkx as nx

from kg.analyze.report import Report, Row, facts_of, listed
from kg.analyze.ties import label, numbered, simple, statements, undated_note

WEAK_COLUMNS: Final = {
    "what": "node (articulation point) or tie (bridge)",
    "name": "the node, or the two ends of the tie",
    "parts": "parts into which its part of the network falls without it",
    "cut_off": "nodes that are no longer reached from the largest of these parts",
}
CORE_COLUMNS: Final = {
    "node": "agency or jurisdiction",
    "kind": "agency or jurisdiction",
    "core": "highest k such that it is tied to k others which are themselves tied to k of one another",
    "ties": "others that it is tied to",
}


def weak(network: nx.MultiDiGraph[str]) -> Report:
    """Articulation points and bridges of the undirected network, those that cut off most first."""
    graph = simple(network)
    plain, nodes = numbered(graph)
    found: list[tuple[int, int, str, Row]] = []
    for i in sorted(nx.articulation_points(plain)):
        node = nodes[i]
        parts = _parts_without(plain, i)
        values = ("node", label(graph, node), len(parts), sum(parts[1:]))
        found.append((0, -sum(parts[1:]), values[1], Row(values, facts_of(statements(graph, node)))))
        graph.nodes[node]["articulation"] = True
    bridges: Any = nx.bridges(plain)
    for a, b in sorted((min(edge), max(edge)) for edge in bridges):
        data = graph.edges[nodes[a], nodes[b]]
        lost = _behind(plain, a, b)
        name = f"{label(graph, nodes[a])} – {label(graph, nodes[b])}"
        found.append((1, -lost, name, Row(("tie", name, 2, lost), facts_of(data["facts"]))))
        data["bridge"] = True
    rows = tuple(row for *_, row in sorted(found, key=lambda entry: entry[:3]))
    points = [row for row in rows if row.values[0] == "node"]
    readings = [f"{len(points)} articulation points and {len(rows) - len(points)} bridges among {len(graph)} nodes."]
    if points:
        top = points[0].values
        readings.append(
            f"Without {top[1]}, the largest part that is left no longer reaches "
            f"{top[3]} {'node' if top[3] == 1 else 'nodes'}."
        )
    readings.append("A bridge often means that the documents name a body once, not that it stands alone in fact.")
    return Report("What holds the network together", WEAK_COLUMNS, rows, (*readings, *undated_note(network)), graph)


def _parts_without(graph: nx.Graph[int], node: int) -> list[int]:
    """The sizes of the parts into which the component of a node falls without it, the largest first."""
    component = nx.node_connected_component(graph, node) - {node}
    return sorted((len(part) for part in nx.connected_components(graph.subgraph(component))), reverse=True)


def _behind(graph: nx.Graph[int], a: int, b: int) -> int:
    """How many nodes the smaller side of a bridge has."""
    whole = len(nx.node_connected_component(graph, a))
    cut = nx.restricted_view(graph, [], [(a, b)])
    side = len(nx.node_connected_component(cut, a))
    return min(side, whole - side)


def cores(network: nx.MultiDiGraph[str]) -> Report:
    """The core number of each node (Seidman 1983), the densest core first."""
    graph = simple(network)
    plain, nodes = numbered(graph)
    core = {nodes[i]: k for i, k in nx.core_number(plain).items()}
    for node, k in core.items():
        graph.nodes[node]["core"] = k
    order = sorted(graph, key=lambda n: (-core[n], -graph.degree(n), label(graph, n), n))
    rows = tuple(
        Row((label(graph, n), graph.nodes[n]["kind"], core[n], graph.degree(n)), facts_of(statements(graph, n)))
        for n in order
    )
    top = max(core.values())
    inner = sorted(label(graph, n) for n in graph if core[n] == top)
    reading = f"The innermost core is the {top}-core of {len(inner)} nodes: {listed(inner)}."
    if top == 1:
        reading = "The network is a tree: no group of nodes is tied to one another more than once."
    return Report("Dense cores", CORE_COLUMNS, rows, (reading, *undated_note(network)), graph)
