"""How a state record is written in the database: one quad with a JSON literal, in a graph of its own."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.model import SetAside
from kg.store.base import DocumentState

STATE_GRAPH = NamedNode("https://w3id.org/jurisgraph/state")
RECORD = NamedNode("https://w3id.org/jurisgraph/state#record")
# Which documents and judgements the merged graph was made from; there only while it is whole.
MERGED = NamedNode("https://w3id.org/jurisgraph/state/merged")
MARK = NamedNode("https://w3id.org/jurisgraph/state#mark")


def node(key: str) -> NamedNode:
    """The subject of a document's record. Raises StoreError where the key cannot stand in an IRI."""
    try:
        return NamedNode(f"{STATE_GRAPH.value}/{key}")
    except ValueError as error:
        raise StoreError(f"no key of a document: {key!r}: {error}") from error


def write(state: DocumentState, graph: str) -> Quad:
    """The quad of a state record; graph is the IRI of the document's graph."""
    content = {
        "fingerprint": state.fingerprint,
        "graph": graph,
        "judged": [list(mark) for mark in state.judged],
        "key": state.key,
        "name": state.file_name,
        "path": state.path,
        "place": state.place,
        "set_aside": [_listed(item) for item in state.set_aside],
        "sketch": state.sketch,
        "summary": [list(pair) for pair in state.summary],
        "version": state.version,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Quad(node(state.key), RECORD, Literal(text), STATE_GRAPH)


def read(quad: Quad, where: str | None) -> tuple[DocumentState, str]:
    """A state record and the IRI of its document's graph. Raises StoreError for a record that is damaged."""
    try:
        content = json.loads(quad.object.value if isinstance(quad.object, Literal) else "")
        summary = tuple((str(name), int(count)) for name, count in content["summary"])
        state = DocumentState(
            key=content["key"],
            path=content["path"],
            fingerprint=content["fingerprint"],
            file_name=content["name"],
            summary=summary,
            set_aside=tuple(map(_aside, content.get("set_aside", []))),
            place=str(content.get("place", "")),
            version=str(content.get("version", "")),
            sketch=str(content.get("sketch", "")),
            judged=tuple((str(a), int(b), str(c), str(d)) for a, b, c, d in content.get("judged", [])),
        )
        return state, str(content["graph"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the record of {quad.subject} is damaged", where=where, hint="build the store anew with: kg build --fresh"
        ) from error


def _listed(one: SetAside) -> list[object]:
    return [one.what, one.where, one.reason, one.node, one.kind, one.passages, one.stated]


def _aside(item: list[Any]) -> SetAside:
    """What was set aside; records of older releases have only its first four parts."""
    what, where, reason, node = map(str, item[:4])
    kind, passages, stated = item[4:] or ("", [], [])
    return SetAside(
        what,
        where,
        reason,
        node,
        str(kind),
        tuple((int(start), int(end), str(quote)) for start, end, quote in passages),
        tuple((str(prop), str(value)) for prop, value in stated),
    )
