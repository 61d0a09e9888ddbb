"""A scene as SVG that a designer can edit: named groups, real text, presentation attributes, no script, no reference.

Every text goes through `escape`: what a document says can never become markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from kg.graph.records import EdgeKind, counted
from kg.view.geometry import Curve
from kg.view.labels import LINE, Label
from kg.view.metrics import clip, text_width, wrap
from kg.view.palette import EDGE_STYLES, FONT, INK, MUTED, NODE_STYLES, PAPER, NodeStyle
from kg.view.scene import PLOT, EdgeMark, NodeMark, Scene

HEAD: Final = 84.0
FOOT: Final = 40.0
LEGEND: Final = 236.0
_INSIDE: Final = f' class="inside" fill="{PAPER}" font-weight="600"'
# What XML 1.0 does not allow even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Text for an element or a quoted attribute; characters that XML cannot hold become U+FFFD."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def number(value: float) -> str:
    """A coordinate with at most two decimals and no needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def svg(scene: Scene) -> str:
    """The whole picture: title, marks, legend and source line, as one SVG document."""
    unit = chrome(scene)
    width, height = size(scene)
    head, foot = HEAD * unit, FOOT * unit
    inner = width / unit
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" role="img" aria-labelledby="title subtitle" '
        f'font-family="{escape(FONT)}" fill="{INK}">',
        f'<rect id="background" width="{number(width)}" height="{number(height)}" fill="{PAPER}"/>',
        f'<g id="heading" transform="scale({number(unit)})">',
        *_heading(scene, inner),
        "</g>",
        f'<g id="plot" transform="translate(0 {number(head)})">',
        *marks(scene, outlines=True),
        "</g>",
        f'<g id="legend" transform="translate({number(scene.plot.width + 8 * unit)} {number(head + 18 * unit)}) '
        f'scale({number(unit)})" font-size="13">',
        *_legend(scene),
        "</g>",
        f'<g id="source" transform="translate(0 {number(height - foot)}) scale({number(unit)})">',
        f'<text x="28" y="22" font-size="11.5" fill="{MUTED}">'
        f"{escape(clip(' '.join([*scene.notes, *_unnamed(scene)]), 11.5, inner - 56))}</text>",
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def chrome(scene: Scene) -> float:
    """How much larger than 1:1 title and legend are drawn, so that they stay readable beside a large plot."""
    return round(min(max(scene.plot.width / PLOT[0], 1.0), 3.5), 2)


def size(scene: Scene) -> tuple[float, float]:
    """Width and height of the picture in SVG units."""
    unit = chrome(scene)
    return round(scene.plot.width + LEGEND * unit, 2), round(scene.plot.height + (HEAD + FOOT) * unit, 2)


def marks(scene: Scene, *, outlines: bool) -> Iterable[str]:
    """The groups of edges, nodes and labels.

    outlines: draw each label's outline as a text of its own beneath it (a designer's program may not know
    paint-order), and only the labels that found a place; else all labels are there, for the page to choose from.
    """
    kinds: dict[EdgeKind, list[EdgeMark]] = {}
    for edge in scene.edges:
        kinds.setdefault(edge.kind, []).append(edge)
    names = {node.id: node.label for node in scene.nodes}
    yield '<g id="edges">'
    for kind, edges in kinds.items():
        style = EDGE_STYLES[kind]
        dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
        yield f'<g id="edges-{_slug(kind)}" class="edges" stroke="{style.light}" fill="{style.light}">'
        for edge in edges:
            told = f"{names[edge.source]} {style.name} {names[edge.target]}: {edge.words}"
            yield (
                f'<g id="{edge.id}" class="edge"><title>{escape(told)}</title>'
                f'<path class="line" d="{_path(edge.line)}" fill="none" stroke-width="{number(edge.width)}"{dash}/>'
                f'<path class="arrow" d="{_triangle(edge)}" stroke="none"/></g>'
            )
        yield "</g>"
    yield "</g>"
    yield f'<g id="nodes" stroke="{PAPER}" stroke-width="1.5">'
    for role, node_style in NODE_STYLES.items():
        yield f'<g id="nodes-{role}" class="nodes" fill="{node_style.light}">'
        yield from (_node(node, node_style) for node in scene.nodes if node.role == role)
        yield "</g>"
    yield "</g>"
    shown = [node for node in scene.nodes if node.name.shown or not outlines]
    if outlines:
        yield f'<g id="label-outlines" fill="{PAPER}" stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round">'
        yield from (_label(node.name, "") for node in shown if not node.name.inside)
        yield "</g>"
    yield '<g id="labels">'
    yield from (_label(node.name, f' id="label-{node.id}"{_look(node.name)}') for node in shown)
    yield "</g>"


def _heading(scene: Scene, width: float) -> Iterable[str]:
    # The title is the user's: it shrinks, then breaks, rather than leaving the frame.
    size = max(13.0, min(24.0, 24.0 * (width - 56) / max(text_width(scene.title, 24) * 1.08, 1)))
    line = wrap(scene.title, size, width - 56, 1)[0]
    yield f'<text id="title" x="28" y="42" font-size="{number(size)}" font-weight="600">{escape(line)}</text>'
    yield f'<text id="subtitle" x="28" y="65" font-size="13" fill="{MUTED}">{escape(scene.subtitle)}</text>'


def _unnamed(scene: Scene) -> Iterable[str]:
    if scene.unnamed:
        verb = "has" if scene.unnamed == 1 else "have"
        yield f"{counted(scene.unnamed, 'node')} with fewer links {verb} no room for a label."


def _legend(scene: Scene) -> Iterable[str]:
    y = 0.0
    for role, style in NODE_STYLES.items():
        count = sum(node.role == role for node in scene.nodes)
        if count:
            yield f'<g id="legend-{role}">{shape(style, 14, y, 7)}{_entry(style.name, count, y)}</g>'
            y += 26
    y += 12
    for kind, count in scene.edge_kinds:
        look = EDGE_STYLES[kind]
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        yield (
            f'<g id="legend-{_slug(kind)}"><path d="M0 {number(y)}H22" fill="none" stroke="{look.light}" '
            f'stroke-width="{number(look.width)}"{dash}/>'
            f'<path d="M29 {number(y)}l-8 -3.6v7.2z" fill="{look.light}"/>{_entry(look.name, count, y)}</g>'
        )
        y += 26
    y += 10
    for text in ("Line width: number of facts", "Node size: facts and links"):
        yield f'<text x="0" y="{number(y)}" font-size="11.5" fill="{MUTED}">{text}</text>'
        y += 18


def _entry(name: str, count: int, y: float) -> str:
    middle = number(y + 4.5)
    return (
        f'<text x="38" y="{middle}">{escape(name)}</text>'
        f'<text x="{number(LEGEND - 36)}" y="{middle}" text-anchor="end" fill="{MUTED}">{count:,}</text>'
    )


def shape(style: NodeStyle, x: float, y: float, radius: float) -> str:
    """The mark of a legend."""
    if style.shape == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{style.light}"/>'
    side = number(2 * radius)
    return (
        f'<rect x="{number(x - radius)}" y="{number(y - radius)}" width="{side}" height="{side}" fill="{style.light}"/>'
    )


def _node(node: NodeMark, style: NodeStyle) -> str:
    told = f"{node.label}: {node.type or style.name}, {node.links} {'link' if node.links == 1 else 'links'}"
    if style.shape == "circle":
        mark = f'<circle cx="{number(node.x)}" cy="{number(node.y)}" r="{number(node.radius)}"/>'
    else:
        # A square as large as the circle of the same radius.
        half = node.radius * 0.886
        mark = (
            f'<rect x="{number(node.x - half)}" y="{number(node.y - half)}" width="{number(2 * half)}" '
            f'height="{number(2 * half)}" rx="1.5"/>'
        )
    return f'<g id="{node.id}" class="node"><title>{escape(told)}</title>{mark}</g>'


def _look(label: Label) -> str:
    # "quiet" hides a label that found no place, until the page's script shows it.
    return _INSIDE if label.inside else "" if label.shown else ' class="quiet"'


def _label(label: Label, attributes: str) -> str:
    step = number(label.size * LINE)
    lines = "".join(
        f'<tspan x="{number(label.x)}"{f" dy={chr(34)}{step}{chr(34)}" if place else ""}>{escape(line)}</tspan>'
        for place, line in enumerate(label.lines)
    )
    return (
        f'<text{attributes} x="{number(label.x)}" y="{number(label.y)}" font-size="{number(label.size)}" '
        f'text-anchor="{label.anchor}">{lines}</text>'
    )


def _path(line: Curve) -> str:
    pairs = [f"{number(x)} {number(y)}" for x, y in (line.start, line.control, line.end)]
    return f"M{pairs[0]}Q{pairs[1]} {pairs[2]}"


def _triangle(edge: EdgeMark) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in edge.arrow) + "Z"


def _slug(kind: str) -> str:
    return kind.replace(" ", "-")
