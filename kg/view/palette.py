"""Roles of marks and how they look: shapes, colours in light and dark, dashes. Nothing is told by colour alone.

The colours are Okabe and Ito's set for colour-blind readers (https://jfly.uni-koeln.de/color/), darkened or lightened
until a mark has a contrast of 3:1 or more with its background (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kg.graph.records import EdgeKind

Shape = Literal["circle", "square"]
Role = Literal["federal", "local", "place"]


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """How the nodes of a role look; `name` is what the legend calls them."""

    name: str
    shape: Shape
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """How the edges of a kind look. `dash` is an SVG dash pattern, "" for a solid line."""

    name: str
    light: str
    dark: str
    dash: str
    width: float


NODE_STYLES: Final[dict[Role, NodeStyle]] = {
    "federal": NodeStyle("federal agency", "circle", "#00558c", "#5cb3f0"),
    "local": NodeStyle("state or local agency", "circle", "#2b94d6", "#2f7fb8"),
    "place": NodeStyle("jurisdiction", "square", "#c47a00", "#e0a030"),
}
EDGE_STYLES: Final[dict[EdgeKind, EdgeStyle]] = {
    "subpoenaed": EdgeStyle("subpoenaed", "#c94f00", "#ff8a3d", "", 1.8),
    "detainer": EdgeStyle("sent detainers to", "#a8437f", "#e58cc0", "7 4", 1.8),
    "part of": EdgeStyle("is part of", "#4d5d6e", "#a9b6c4", "9 3 2 3", 1.1),
    "operates in": EdgeStyle("operates in", "#64748b", "#8b9bb0", "2 3", 1.1),
    "within": EdgeStyle("lies within", "#8a94a3", "#6d7b8d", "", 0.9),
}
INK: Final = "#14202e"
MUTED: Final = "#51606f"
PAPER: Final = "#ffffff"
FONT: Final = "'Open Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
