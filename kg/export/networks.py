"""A network as a file for other tools: GraphML, GEXF (Gephi) and node-link JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

import networkx as nx

from kg.errors import ExportError

Plain = str | int | float | bool


def network_format(path: Path) -> str:
    """The name in NETWORKS that a file's suffix stands for. Raises ExportError for any other suffix."""
    name = path.suffix.lower().removeprefix(".")
    if name not in NETWORKS:
        known = ", ".join(f".{name}" for name in NETWORKS)
        raise ExportError("its suffix names no format of a network", where=str(path), hint=f"use one of {known}")
    return name


def write_network(graph: nx.Graph[str], form: str) -> bytes:
    """A network as UTF-8; form: a name in NETWORKS.

    Attributes keep their type; several values are joined by "; ", a fact is its IRI, no value is left out as an
    empty one. The bytes are the same each time.
    """
    return NETWORKS[form](flattened(graph))


def flattened(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The same network with plain attributes only, nodes and edges in sorted order."""
    flat = graph.__class__()
    for node in sorted(graph):
        flat.add_node(node, **_plain(graph.nodes[node]))
    if graph.is_multigraph():
        keyed = cast("nx.MultiDiGraph[str]", graph)
        for start, end, key, data in sorted(keyed.edges(keys=True, data=True), key=lambda edge: edge[:3]):
            cast("nx.MultiDiGraph[str]", flat).add_edge(start, end, key=key, **_plain(data))
        return flat
    ends = graph.edges(data=True) if graph.is_directed() else ((*sorted(e[:2]), e[2]) for e in graph.edges(data=True))
    for start, end, data in sorted(cast(Any, ends), key=lambda edge: edge[:2]):
        flat.add_edge(start, end, **_plain(data))
    return flat


def _plain(attributes: Mapping[str, Any]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for name, value in sorted(attributes.items()):
        if isinstance(value, str | int | float | bool):
            found[name] = value
        elif isinstance(value, tuple | list):
            found[name] = "; ".join(str(getattr(item, "iri", item)) for item in value)
    return found


def _graphml(graph: nx.Graph[str]) -> bytes:
    stream = io.BytesIO()
    nx.write_graphml(graph, stream, named_key_ids=True)
    return stream.getvalue()


def _gexf(graph: nx.Graph[str]) -> bytes:
    text = "\n".join(nx.generate_gexf(graph)) + "\n"
    # The day of writing is no property of the graph.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _json(graph: nx.Graph[str]) -> bytes:
    data = nx.node_link_data(graph, edges="edges")
    return (json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


NETWORKS: Final[Mapping[str, Callable[[nx.Graph[str]], bytes]]] = MappingProxyType(
    {"graphml": _graphml, "gexf": _gexf, "json": _json}
)
