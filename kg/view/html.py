"""A scene as one self-contained page: the SVG, the evidence as JSON, own script and style; nothing is ever fetched.

What documents say reaches the page in three ways only: as escaped text of the SVG, as escaped text of the table, and
as JSON in which "<", ">" and "&" are \\u escapes, which the script hands to textContent. A Content-Security-Policy
allows the page's own script and style by their hashes and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any, Final

from kg.graph.records import EDGE_KINDS, Statement
from kg.view.palette import EDGE_STYLES, NODE_STYLES
from kg.view.scene import EdgeMark, NodeMark, Scene, kind_of, type_of
from kg.view.svg import escape, marks, number, shape

POLICY: Final = (
    "default-src 'none'",
    "script-src '{script}'",
    "style-src '{style}'",
    "base-uri 'none'",
    "form-action 'none'",
)
_PLURALS: Final = {"agency": "Agencies", "jurisdiction": "Jurisdictions"}
_KEYS: Final = """<p class="keys">Select a node or a line to read the words behind it.</p>
<p class="keys"><kbd>/</kbd> search · <kbd>Esc</kbd> clear<br><kbd>←↑→↓</kbd> to the next node<br>
<kbd>Enter</kbd> open · <kbd>f</kbd> fit<br><kbd>+</kbd> <kbd>−</kbd> zoom</p>"""


def html(scene: Scene) -> str:
    """The page, complete."""
    style = _colours() + _static("network.css")
    script = _static("network.js")
    policy = "; ".join(POLICY).format(script=_hash(script), style=_hash(style))
    plot = scene.plot
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(scene.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#table">Skip to the table</a>',
            '<div class="page">',
            "<header>",
            f"<div><h1>{escape(scene.title)}</h1><p>{escape(' '.join([scene.subtitle + '.', *scene.notes]))} "
            '<a href="#table">All links as a table</a></p></div>',
            '<div class="search"><input id="search" type="search" role="combobox" autocomplete="off" '
            'placeholder="Search agencies and places" aria-label="Search agencies and places" aria-controls="hits" '
            'aria-expanded="false"><ul id="hits" role="listbox" aria-label="Found" hidden></ul></div>',
            "</header>",
            '<main id="main">',
            *_filters(scene),
            '<section id="stage" aria-label="Network">',
            f'<svg id="net" viewBox="0 0 {number(plot.width)} {number(plot.height)}" '
            f'role="group" aria-label="{escape(scene.title)}" tabindex="-1"><g id="view">',
            *marks(scene, outlines=False),
            "</g></svg>",
            '<div class="tools"><button type="button" id="zoom-in" aria-label="Zoom in">+</button>'
            '<button type="button" id="zoom-out" aria-label="Zoom out">−</button>'
            '<button type="button" id="zoom-fit">Fit</button></div>',
            '<p id="status" role="status"></p>',
            "</section>",
            '<aside id="panel" aria-label="Evidence" tabindex="0"></aside>',
            "</main>",
            "</div>",
            *_table(scene),
            f'<script type="application/json" id="data">{_json(_data(scene))}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _static(name: str) -> str:
    return files("kg.view").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of Content Security Policy Level 3 for an inline element with this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _json(data: Any) -> str:
    """JSON that is safe in a script element, whatever its strings hold; a lone surrogate stays an escape."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _colours() -> str:
    """Style rules for the palette, light and dark. Paper is always light."""
    rules = []
    for mode in ("light", "dark"):
        lines = [
            f"#nodes-{role}, .mark-{role} > * {{ fill: {getattr(look, mode)}; }}" for role, look in NODE_STYLES.items()
        ]
        for kind, style in EDGE_STYLES.items():
            name, colour = kind.replace(" ", "-"), getattr(style, mode)
            lines.append(f"#edges-{name}, .mark-{name} {{ stroke: {colour}; fill: {colour}; }}")
        rules.append("\n".join(lines))
    return f"{rules[0]}\n@media screen and (prefers-color-scheme: dark) {{\n{rules[1]}\n}}\n"


def _filters(scene: Scene) -> list[str]:
    """The legend, whose every row is a switch."""
    rows = ['<aside id="filters" aria-label="Filters"><details id="choices" open><summary>Legend and filters</summary>']
    for kind, plural in _PLURALS.items():
        found = [(name, count) for of, name, count in scene.node_types if of == kind]
        if found:
            rows.append(f"<fieldset><legend>{plural}</legend>")
            rows += [
                _choice("type", f"{kind} {name}", _node_marks(scene, kind, name), name, count) for name, count in found
            ]
            rows.append("</fieldset>")
    rows.append("<fieldset><legend>Links</legend>")
    for edge_kind, count in scene.edge_kinds:
        style = EDGE_STYLES[edge_kind]
        dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
        mark = (
            f'<svg class="mark-{edge_kind.replace(" ", "-")}" width="30" height="12" aria-hidden="true">'
            f'<path d="M0 6H23" fill="none" stroke-width="{number(style.width)}"{dash}/>'
            '<path d="M30 6l-8-3.6v7.2z" stroke="none"/></svg>'
        )
        rows.append(_choice("kind", edge_kind, mark, style.name, count))
    return [*rows, "</fieldset>", _KEYS, "</details></aside>"]


def _choice(name: str, value: str, mark: str, text: str, count: int) -> str:
    return (
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}" checked>{mark}'
        f'<span class="name">{escape(text)}</span><span class="count">{count:,}</span></label>'
    )


def _node_marks(scene: Scene, kind: str, name: str) -> str:
    """The shapes of a node type: a type may hold federal and local agencies."""
    roles = {node.role for node in scene.nodes if kind_of(node) == kind and type_of(node) == name}
    return "".join(
        f'<svg class="mark-{role}" width="14" height="14" aria-hidden="true">{shape(style, 7, 7, 6)}</svg>'
        for role, style in NODE_STYLES.items()
        if role in roles
    )


def _table(scene: Scene) -> list[str]:
    """All edges as text: what the picture shows, for those who do not see it and for print."""
    names = {node.id: node.label for node in scene.nodes}
    order = sorted(scene.edges, key=lambda e: (EDGE_KINDS.index(e.kind), names[e.source], names[e.target], e.id))
    rows = ['<section id="table" tabindex="-1"><h2>The links as a table</h2><div><table><thead><tr>']
    rows.append("".join(f'<th scope="col">{name}</th>' for name in ("From", "Link", "To", "What is stated", "When")))
    rows.append("</tr></thead><tbody>")
    for edge in order:
        cells = (names[edge.source], None, names[edge.target], edge.words, ", ".join(edge.dates))
        style = EDGE_STYLES[edge.kind]
        link = f'<button class="go" type="button" data-edge="{edge.id}">{style.name}</button>'
        text = "".join(f"<td>{link if cell is None else escape(cell)}</td>" for cell in cells)
        rows.append(f'<tr data-edge="{edge.id}">{text}</tr>')
    rows.append("</tbody></table></div>")
    return [*rows, "</section>"]


def _data(scene: Scene) -> dict[str, Any]:
    """What the script needs."""
    return {
        "width": scene.plot.width,
        "height": scene.plot.height,
        "size": scene.nodes[0].name.size if scene.nodes else 12,
        "kinds": list(EDGE_KINDS),
        "nodes": [_node(node) for node in scene.nodes],
        "edges": [_edge(edge) for edge in scene.edges],
    }


def _node(node: NodeMark) -> dict[str, Any]:
    box = node.name.box
    return {
        "id": node.id,
        "label": node.label,
        "short": node.short,
        "kind": kind_of(node),
        "type": node.type,
        "group": f"{kind_of(node)} {type_of(node)}",
        "level": node.level,
        "documents": node.documents,
        "x": node.x,
        "y": node.y,
        "r": node.radius,
        "box": [box.left, box.top, box.right, box.bottom],
        "inside": node.name.inside,
    }


def _edge(edge: EdgeMark) -> dict[str, Any]:
    return {
        "id": edge.id,
        "s": edge.source,
        "t": edge.target,
        "kind": edge.kind,
        "verb": EDGE_STYLES[edge.kind].name,
        "words": edge.words,
        "facts": [_fact(fact) for fact in edge.facts],
    }


def _fact(fact: Statement) -> dict[str, Any]:
    return {
        "iri": fact.iri,
        "label": fact.label,
        "date": fact.date,
        "notes": list(fact.notes),
        "more": fact.more,
        "quotes": [
            {
                "document": quote.document,
                "file": quote.file,
                "start": quote.start,
                "end": quote.end,
                "text": quote.text,
                "speaker": quote.speaker,
            }
            for quote in fact.quotes
        ],
    }
