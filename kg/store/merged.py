"""The merged view: what documents state, with each event that several of them tell standing once.

The merged graph says which nodes were merged into which (canonical jg:mergedFrom member) and holds all that is known of
the canonical nodes. The view is then a function of the documents' graphs and the merged graph alone:

- statements about a member are left out, for the merged graph has them;
- a link to a member becomes a link to its canonical node;
- the merged graph is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from functools import cached_property
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.store.records import STATE_GRAPH
from kg.vocab import BASE, JG

_GRAPHS: Final = BASE + "graph/"
MERGED_GRAPH: Final = NamedNode(f"{_GRAPHS}merged")
# Where the triples of a file go that stand in no named graph, so that GRAPH and quads() reach them as well.
FILE_GRAPH: Final = NamedNode(f"{_GRAPHS}file")
_MERGED_FROM: Final = NamedNode(JG.mergedFrom)
# Links along which parts of the merged graph belong together: they are changed in one step or not at all.
_BINDING: Final = {JG.mergedFrom, JG.hasResponse, JG.decides, JG.claimOf, JG.derivedFrom, JG.concerns}


class MergedIndex:
    """The triples of a merged graph, and the member → canonical node map that they give."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.triples = set(triples)
        self.canonical = canonical(self.triples)

    @cached_property
    def _groups(self) -> tuple[Groups, dict[str, list[Triple]]]:
        groups = grouped(self.triples)
        inside: defaultdict[str, list[Triple]] = defaultdict(list)
        for triple in self.triples:
            inside[groups.of(triple.subject)].append(triple)
        return groups, dict(inside)

    def view(self, quad: Quad, but: Container[NamedNode] = ()) -> Triple | None:
        """What the view has for a document's quad; None where the merged graph speaks for it.

        but: members that are taken for merged no longer.
        """
        if quad.subject in self.canonical and quad.subject not in but:
            return None
        if isinstance(quad.object, NamedNode) and quad.object in self.canonical and quad.object not in but:
            return Triple(quad.subject, quad.predicate, self.canonical[quad.object])
        return quad.triple

    def resting_on(self, nodes: Iterable[str]) -> set[Triple]:
        """The triples of the groups that any of these nodes, by IRI, belongs to."""
        groups, inside = self._groups
        return {triple for group in {groups.root(node) for node in nodes} for triple in inside.get(group, ())}

    def drop(self, triples: Collection[Triple]) -> None:
        """Take whole groups out, as resting_on() gives them."""
        groups, inside = self._groups
        for group in {groups.of(triple.subject) for triple in triples}:
            del inside[group]
        self.triples.difference_update(triples)
        for member in canonical(triples):
            del self.canonical[member]


def canonical(triples: Iterable[Triple]) -> dict[NamedNode, NamedNode]:
    """The canonical node of each member, as some triples of a merged graph say."""
    return {
        triple.object: triple.subject
        for triple in triples
        if triple.predicate == _MERGED_FROM
        and isinstance(triple.object, NamedNode)
        and isinstance(triple.subject, NamedNode)
    }


class Groups:
    """Nodes that are bound together, each group under the IRI of its smallest node."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, node: str) -> str:
        """The group of a node."""
        while (parent := self._parent.get(node, node)) != node:
            self._parent[node] = self._parent.get(parent, parent)
            node = parent
        return node

    def of(self, term: object) -> str:
        """The group of a term; the empty name for what is no node."""
        return self.root(term.value) if isinstance(term, NamedNode) else ""

    def bind(self, one: str, other: str) -> None:
        """Make the groups of two nodes one."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._parent[second] = first


def grouped(triples: Iterable[Triple]) -> Groups:
    """The groups of the nodes that some triples of merged graphs describe."""
    groups = Groups()
    for triple in triples:
        subject, value = triple.subject, triple.object
        if triple.predicate.value in _BINDING and isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            groups.bind(subject.value, value.value)
    return groups


def of_documents(graph: object) -> bool:
    """Whether a graph of that name holds what documents state.

    The project's other graphs are the merged graph, the state's, and those annexed (see Store.annex): none of them is
    below graph/document. The graph of a file, and graphs that others named, count as documents'.
    """
    if isinstance(graph, DefaultGraph) or graph == STATE_GRAPH:
        return False
    name = graph.value if isinstance(graph, NamedNode) else ""
    return not name.startswith(_GRAPHS) or name.startswith(f"{_GRAPHS}document/") or graph == FILE_GRAPH


def view_of(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The merged view of a file's quads, those of its merged graph included; a triple may come more than once."""
    kept = list(quads)
    index = MergedIndex(quad.triple for quad in kept if quad.graph_name == MERGED_GRAPH)
    for quad in kept:
        if quad.graph_name == MERGED_GRAPH:
            yield quad.triple
        elif of_documents(quad.graph_name) and (seen := index.view(quad)) is not None:
            yield seen
