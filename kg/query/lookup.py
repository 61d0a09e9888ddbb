"""Nodes by their labels, and labels of nodes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import QueryError
from kg.query.terms import expand, iri, literal, local_name, shorten
from kg.store import Store
from kg.vocab import JG

# Documents have no label of their own: their title and file name serve.
_LABELS = "skos:prefLabel|skos:altLabel|dcterms:title|jg:fileName"
_SHOWN = 8


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A node of the data as a user knows it: its label, the local name of its class, its IRI."""

    label: str
    kind: str
    iri: str


def select(store: Store, sparql: str) -> list[tuple[Any, ...]]:
    """The rows of a SELECT query as values: str for IRIs, what a literal says, or None."""
    results = store.query(sparql)
    assert isinstance(results, QuerySolutions)
    return [tuple(_plain(term) for term in row) for row in results]


def _plain(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None if term is None else str(term)


def labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """The preferred label of each IRI that has one; a document's title or file name."""
    nodes = sorted(set(iris))
    if not nodes:
        return {}
    values = " ".join(iri(node) for node in nodes)
    found: dict[str, str] = {}
    for prop in ("skos:prefLabel", "dcterms:title", "jg:fileName"):
        rows = select(store, f"SELECT ?n (MIN(?l) AS ?x) {{ VALUES ?n {{ {values} }} ?n {prop} ?l }} GROUP BY ?n")
        found = {node: label for node, label in rows if label is not None} | found
    return found


def nodes(store: Store, iris: Iterable[str]) -> list[Node]:
    """IRIs with labels and classes, sorted by label."""
    wanted = sorted(set(iris))
    if not wanted:
        return []
    named = labels(store, wanted)
    values = " ".join(iri(node) for node in wanted)
    rows = select(store, f"SELECT ?n (MIN(STR(?c)) AS ?k) {{ VALUES ?n {{ {values} }} ?n a ?c }} GROUP BY ?n")
    kinds = {node: local_name(kind) for node, kind in rows if kind is not None}
    return sorted(Node(named.get(node, shorten(node)), kinds.get(node, ""), node) for node in wanted)


def fold(label: str) -> str:
    """A label without what rarely tells two apart: case, curly quotes, a leading article, runs of spaces."""
    text = " ".join(label.replace("’", "'").casefold().split())
    return text.removeprefix("the ")


def find(store: Store, text: str, *, kind: str | None = None) -> list[Node]:
    """The nodes that a user means by an IRI, a prefixed name or a label, sorted by label.

    Preferred labels that match exactly come before other labels that do, and both before those that match but for
    case, quotes and spaces. kind: local name of the only class wanted. Empty where nothing matches.
    """
    of_class = f"?node a {iri(getattr(JG, kind))} ." if kind else ""
    full = expand(text)
    if full is not None:
        rows = select(store, f"SELECT DISTINCT ?node {{ VALUES ?node {{ {iri(full)} }} ?node ?p ?o . {of_class} }}")
        # A document's account of an event that was merged: the event itself is meant.
        merged = f"SELECT DISTINCT ?node {{ VALUES ?m {{ {iri(full)} }} ?node jg:mergedFrom ?m . {of_class} }}"
        return nodes(store, (row[0] for row in rows or select(store, merged)))
    for prop in ("skos:prefLabel", _LABELS):
        sparql = f"SELECT DISTINCT ?node {{ VALUES ?l {{ {literal(text)} }} ?node {prop} ?l . {of_class} }}"
        if rows := select(store, sparql):
            return nodes(store, (row[0] for row in rows))
    wanted = fold(text)
    return nodes(store, (node for node, label in _all_labels(store, of_class) if fold(label) == wanted))


def suggestions(store: Store, text: str, *, kind: str | None = None) -> list[str]:
    """Labels that resemble a text, the nearest first, at most eight."""
    of_class = f"?node a {iri(getattr(JG, kind))} ." if kind else ""
    by_fold = {fold(label): label for _, label in sorted(_all_labels(store, of_class), reverse=True)}
    wanted = fold(text)
    near = difflib.get_close_matches(wanted, sorted(by_fold), n=_SHOWN, cutoff=0.6)
    near += [other for other in sorted(by_fold) if len(wanted) > 2 and wanted in other and other not in near]
    return [by_fold[other] for other in near[:_SHOWN]]


def _all_labels(store: Store, of_class: str) -> list[tuple[Any, ...]]:
    return select(store, f"SELECT DISTINCT ?node ?l {{ ?node {_LABELS} ?l . {of_class} }}")


def only(store: Store, text: str, *, kind: str | None = None) -> Node:
    """The one node that a text means.

    Raises QueryError: none (with labels that resemble it), or several (with the IRI of each).
    """
    found = find(store, text, kind=kind)
    if len(found) == 1:
        return found[0]
    what = (kind or "node").lower()
    if found:
        choices = "\n  ".join(f"{node.label} ({node.kind}): {shorten(node.iri)}" for node in found)
        raise QueryError(f"{text!r} names {len(found)} nodes", hint=f"name one by its IRI:\n  {choices}")
    near = suggestions(store, text, kind=kind)
    hint = f"did you mean {' or '.join(repr(label) for label in near[:4])}?" if near else "it takes a label or an IRI"
    article = "an" if what[0] in "aeiou" else "a"
    raise QueryError(f"nothing in this graph is {article} {what} named {text!r}", hint=hint)
