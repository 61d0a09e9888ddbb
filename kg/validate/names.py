"""What people call the nodes of a graph, and which files state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.validate.convert import node_name
from kg.vocab import JG, SKOS


class Names:
    """Labels and file names of all nodes of some quads."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._labels: dict[str, str] = {}
        self._users: dict[str, str] = {}  # evidence → the first node that it supports
        self._evidence: dict[str, set[str]] = defaultdict(set)
        self._documents: dict[str, set[str]] = defaultdict(set)  # evidence → the documents that it stands in
        self._graphs: dict[str, set[str]] = defaultdict(set)  # node → graphs that state it
        self._files: dict[str, set[str]] = defaultdict(set)  # document → names of its files
        self._stated: dict[str, set[str]] = defaultdict(set)  # graph → names of the files that it speaks of
        for quad in quads:
            subject, predicate, graph = node_name(quad.subject), quad.predicate.value, str(quad.graph_name)
            self._graphs[subject].add(graph)
            value = node_name(quad.object)
            if predicate in (SKOS.prefLabel, JG.fileName):
                # The smallest of several, so that the order of the quads does not matter.
                self._labels[subject] = min(value, self._labels.get(subject, value))
                if predicate == JG.fileName:
                    self._files[subject].add(value)
                    self._stated[graph].add(value)
            elif predicate == JG.evidence:
                self._users[value] = min(subject, self._users.get(value, subject))
                self._evidence[subject].add(value)
            elif predicate == JG.document:
                self._documents[subject].add(value)

    def label(self, node: str) -> str:
        """The node's name, "evidence for" the name of what it supports, or its IRI."""
        if node not in self._labels and node in self._users:
            return f"evidence for {self._labels.get(self._users[node], self._users[node])}"
        return self._labels.get(node, node)

    def files(self, node: str) -> str:
        """Names of the files that the node comes from, sorted, with commas between; "" where none is known.

        They are those of its evidence; of a node without any, those of the graphs that state it.
        """
        spans = {node, *self._evidence.get(node, ())}
        documents = {document for span in spans for document in self._documents.get(span, ())}
        names = {name for document in documents | {node} for name in self._files.get(document, ())}
        if not names:
            names = {name for graph in self._graphs.get(node, ()) for name in self._stated.get(graph, ())}
        return ", ".join(sorted(names))
