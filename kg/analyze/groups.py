"""Communities: which nodes are tied to one another more than to the rest."""

from __future__ import annotations

from typing import Final, Literal

import networkx as nx

from kg.analyze.backends import has, run
from kg.analyze.report import Report, Row, facts_of, listed, share
from kg.analyze.ties import label, numbered, simple, undated_note
from kg.errors import AnalyzeError

Method = Literal["louvain", "leiden"]
COLUMNS: Final = {
    "group": "number, the largest group is 1",
    "named_after": "its node with the most ties",
    "size": "nodes in it",
    "members": "agencies and jurisdictions",
    "ties_inside": "ties between its members",
    "ties_outside": "ties to other groups",
}


def groups(
    network: nx.MultiDiGraph[str],
    method: Method = "louvain",
    resolution: float = 1.0,
    seed: int = 1,
    backend: str | None = None,
) -> Report:
    """Communities by Louvain (Blondel et al. 2008), or by Leiden (Traag et al. 2019) on a backend that has it.

    resolution: higher gives smaller groups. The same seed gives the same groups. Raises AnalyzeError for Leiden where
    no backend has it.
    """
    if resolution <= 0:
        raise AnalyzeError(
            f"a resolution of {resolution:g} makes no groups", hint="give a number above 0, usually 0.5 to 2"
        )
    graph = simple(network)
    plain, nodes = numbered(graph)
    if method == "leiden":
        if not has(nx.community.leiden_communities):
            raise AnalyzeError(
                "networkx has no Leiden of its own, and no backend here that has it",
                hint="take Louvain, which is the default, or install a backend with Leiden and name it with --backend",
            )
        parts = run(nx.community.leiden_communities, plain, backend=backend, resolution=resolution, seed=seed)
    else:
        parts = run(nx.community.louvain_communities, plain, backend=backend, resolution=resolution, seed=seed)
    found = sorted((sorted(nodes[i] for i in part) for part in parts), key=lambda part: (-len(part), part))
    quality = nx.community.modularity(plain, parts, resolution=resolution)
    rows = []
    for number, part in enumerate(found, 1):
        inside = graph.subgraph(part)
        leader = max(part, key=lambda node: (graph.degree(node), -part.index(node)))
        for node in part:
            graph.nodes[node]["group"] = number
        outside = sum(graph.degree(node) for node in part) - 2 * inside.number_of_edges()
        facts = facts_of(fact for *_, data in inside.edges(data=True) for fact in data["facts"])
        members = "; ".join(sorted(label(graph, node) for node in part))
        rows.append(Row((number, label(graph, leader), len(part), members, inside.number_of_edges(), outside), facts))
    readings = [
        f"{len(rows)} {'group' if len(rows) == 1 else 'groups'} among {len(graph)} nodes; modularity {quality:.2f} "
        f"({_strength(quality)})."
    ]
    if rows:
        first = found[0]
        readings.append(
            f"The largest, around {rows[0].values[1]}, holds {share(len(first), len(graph)):.0%} of the nodes: "
            f"{listed(sorted(label(graph, node) for node in first))}."
        )
    return Report("Groups", COLUMNS, tuple(rows), (*readings, *undated_note(network)), graph)


def _strength(modularity: float) -> str:
    """What a modularity means; 0.3 is where Newman and Girvan (2004) see structure begin."""
    if modularity < 0.3:
        return "the groups hardly stand out"
    return "clear groups" if modularity < 0.6 else "groups that are almost apart"
