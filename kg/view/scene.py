"""The one scene that every output draws: where each mark is, how large, what it says. Positions have two decimals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx

from kg.errors import ViewError
from kg.graph.records import EDGE_KINDS, EdgeKind, Statement, counted
from kg.view import labels, layout, routing
from kg.view.geometry import Box, Curve, Point
from kg.view.labels import Label
from kg.view.palette import EDGE_STYLES, Role

PLOT: Final = (1120.0, 800.0)  # the plot of a graph of FEW nodes, in pixels
FEW: Final = 16
MARGIN: Final = 26.0
LABEL_SIZE: Final = 12.5
RESERVED: Final = 160  # so many nodes are sure of a label
MOST_NODES: Final = 1000  # more would be a hairball: the best connected are drawn, and the picture says so
THICK: Final = 150  # so many edges are drawn at full width
DEFAULT_TITLE: Final = "Agencies and jurisdictions"


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node as drawn: a circle for an agency, a square for a jurisdiction, `radius` (half a side) by its links."""

    id: str
    iri: str
    label: str
    short: str
    role: Role
    type: str
    level: str
    documents: int
    links: int
    x: float
    y: float
    radius: float
    name: Label


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """An edge as drawn, from the rim of one node to that of another."""

    id: str
    source: str  # id of a NodeMark
    target: str
    kind: EdgeKind
    words: str
    events: int
    dates: tuple[str, ...]
    width: float
    line: Curve
    arrow: tuple[Point, Point, Point]
    facts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture. `plot` is the frame of the marks, with margins; nodes are in order of importance."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    plot: Box
    nodes: tuple[NodeMark, ...]
    edges: tuple[EdgeMark, ...]

    @property
    def unnamed(self) -> int:
        """How many nodes found no place for their label."""
        return sum(not node.name.shown for node in self.nodes)

    @property
    def node_types(self) -> tuple[tuple[str, str, int], ...]:
        """Kind ("agency" or "jurisdiction"), type in words, how many; sorted, most first within a kind."""
        found = Counter((kind_of(node), type_of(node)) for node in self.nodes)
        return tuple((kind, name, n) for (kind, name), n in sorted(found.items(), key=lambda i: (i[0][0], -i[1], i[0])))

    @property
    def edge_kinds(self) -> tuple[tuple[EdgeKind, int], ...]:
        """The kinds of edges that are there, in the order of the legend, with how many."""
        found = Counter(edge.kind for edge in self.edges)
        return tuple((kind, found[kind]) for kind in EDGE_KINDS if found[kind])


def kind_of(node: NodeMark) -> str:
    """ "agency" or "jurisdiction"."""
    return "jurisdiction" if node.role == "place" else "agency"


def type_of(node: NodeMark) -> str:
    """A node's type in words, "other" where the graph states none."""
    return node.type or "other"


def scene(graph: nx.MultiDiGraph[str], *, title: str | None = None) -> Scene:
    """Lay out a network made by kg.graph.network.

    Raises ViewError when there is nothing to draw.
    """
    if not graph:
        raise ViewError(
            "nothing to draw: the graph has no agencies or jurisdictions with links between them",
            hint="build the graph first with `kg build PATH`, or see what it holds with `kg query`",
        )
    graph, left_out = _most_connected(graph)
    weight = {node: _weight(graph, node) for node in graph}
    order = sorted(graph, key=lambda node: (-weight[node], graph.nodes[node]["label"], node))
    radii = {node: round(min(5.4 + 2.1 * math.sqrt(weight[node]), 22.0), 2) for node in order}
    texts = {node: graph.nodes[node]["short"] for node in order}
    # White on a dark node is easy to read; the lighter nodes have their labels beside them.
    inside = {
        node
        for node in order
        if _role(graph.nodes[node]) == "federal" and labels.fits_inside(texts[node], LABEL_SIZE, radii[node])
    }
    boxes = {
        node: labels.room(texts[node], LABEL_SIZE, radii[node])
        if place < RESERVED and node not in inside
        else Box(0, 0, 0, 0).grown(radii[node])
        for place, node in enumerate(order)
    }
    # A handful of nodes would be lost in a wide frame.
    part = max(0.55, min(1.0, math.sqrt(len(order) / FEW)))
    inner = (PLOT[0] * part - 2 * MARGIN, PLOT[1] * part - 2 * MARGIN)
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted({(min(u, v), max(u, v)) for u, v in graph.edges()}))
    placed, frame = layout.arrange(simple, boxes, *inner)
    points = {node: (round(x + MARGIN, 2), round(y + MARGIN, 2)) for node, (x, y) in placed.items()}
    plot = Box(0, 0, round(frame.width + 2 * MARGIN, 2), round(frame.height + 2 * MARGIN, 2))

    # Facts are drawn last, over what only says where things belong.
    listed = sorted(graph.edges(keys=True), key=lambda edge: (-EDGE_KINDS.index(edge[2]), edge))
    # Many lines are drawn thinner, so that those beneath still show.
    thin = max(0.55, min(1.0, (THICK / max(len(listed), 1)) ** 0.3))
    widths = [round(_width(graph.edges[e]["kind"], graph.edges[e]["events"]) * thin, 2) for e in listed]
    routes = routing.route([edge[:2] for edge in listed], widths, points, radii, plot.grown(-MARGIN / 3))
    on_edges = [point for found in routes for point in found.line.points(28)]
    names = labels.place(texts, LABEL_SIZE, points, radii, on_edges, plot.grown(-MARGIN / 4), RESERVED, inside)

    ids = {node: f"n{place}" for place, node in enumerate(order)}
    nodes = tuple(_node(graph, node, ids[node], points[node], radii[node], names[node]) for node in order)
    edges = tuple(
        _edge(graph.edges[edge], f"e{place}", ids[edge[0]], ids[edge[1]], width, found)
        for place, (edge, width, found) in enumerate(zip(listed, widths, routes, strict=True))
    )
    documents = int(graph.graph.get("documents", 0))
    facts = sum(edge.events for edge in edges if edge.kind in ("subpoenaed", "detainer"))
    subtitle = (
        f"{counted(len(nodes), 'node')}, {counted(len(edges), 'link')}, {counted(facts, 'subpoena and detainer fact')}"
    )
    return Scene(title or DEFAULT_TITLE, subtitle, _notes(documents, graph, nodes, left_out), plot, nodes, edges)


def _most_connected(graph: nx.MultiDiGraph[str]) -> tuple[nx.MultiDiGraph[str], int]:
    if len(graph) <= MOST_NODES:
        return graph, 0
    kept = sorted(graph, key=lambda node: (-_weight(graph, node), node))[:MOST_NODES]
    part = graph.subgraph(kept)
    return part, len(graph) - len(kept)


def _weight(graph: nx.MultiDiGraph[str], node: str) -> int:
    """How much a node takes part: each fact counts, and each place where it belongs."""
    ends = [*graph.in_edges(node, data=True), *graph.out_edges(node, data=True)]
    return sum(int(data["events"]) for _, _, data in ends)


def _width(kind: EdgeKind, events: int) -> float:
    """Line width: wider the more facts, up to about thrice."""
    return round(EDGE_STYLES[kind].width * min(1 + 0.55 * math.log2(max(events, 1)), 3.2), 2)


def _role(data: Mapping[str, Any]) -> Role:
    if data["kind"] == "jurisdiction":
        return "place"
    return "federal" if data["level"] == "federal" else "local"


def _rounded(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)


def _node(graph: nx.MultiDiGraph[str], iri: str, mark: str, point: Point, radius: float, name: Label) -> NodeMark:
    data = graph.nodes[iri]
    links = graph.in_degree(iri) + graph.out_degree(iri)
    return NodeMark(
        mark, iri, data["label"], data["short"], _role(data), data["type"], data["level"], data["documents"], links,
        *point, radius, name,
    )  # fmt: skip


def _edge(data: Mapping[str, Any], mark: str, source: str, target: str, width: float, found: routing.Route) -> EdgeMark:
    line = Curve(_rounded(found.line.start), _rounded(found.line.control), _rounded(found.line.end))
    tip, left, right = (_rounded(point) for point in found.arrow)
    return EdgeMark(
        mark, source, target, data["kind"], data["words"], data["events"], data["dates"], width, line,
        (tip, left, right), data["facts"],
    )  # fmt: skip


def _notes(documents: int, graph: nx.MultiDiGraph[str], nodes: tuple[NodeMark, ...], left_out: int) -> tuple[str, ...]:
    """The source line, and what the picture does not show."""
    notes = [f"Made with jurisgraph from {counted(documents, 'document')}."]
    undrawn = int(graph.graph.get("undrawn", 0))
    if undrawn:
        notes.append(f"Not drawn: {counted(undrawn, 'fact')} without a named issuer or recipient.")
    if left_out:
        notes.append(f"Only the {len(nodes):,} best connected nodes are drawn; {left_out:,} are left out.")
    return tuple(notes)
