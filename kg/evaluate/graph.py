"""The triples of a graph, indexed for the questions that scoring asks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.evaluate.names import fold
from kg.vocab import JG, RDF, RDFS, SKOS

Term = NamedNode | BlankNode | Literal | Triple
_LABELS = (SKOS.prefLabel, SKOS.altLabel, RDFS.label, JG.citation)


class Graph:
    """What a set of triples says. Every answer that is a tuple is sorted, so that results never depend on an order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        stated: defaultdict[Term, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
        classes: defaultdict[str, set[Term]] = defaultdict(set)
        files: defaultdict[str, set[Term]] = defaultdict(set)
        evidence: defaultdict[Term, set[Term]] = defaultdict(set)
        for triple in triples:
            prop = triple.predicate.value
            stated[triple.subject][prop].add(triple.object)
            if prop == RDF.type:
                classes[text(triple.object)].add(triple.subject)
            elif prop == JG.fileName:
                files[text(triple.object)].add(triple.subject)
            elif prop == JG.document:
                evidence[triple.object].add(triple.subject)
        self._stated = {node: {prop: _sorted(values) for prop, values in of.items()} for node, of in stated.items()}
        self._classes = dict(classes)
        self._files = {name: frozenset(nodes) for name, nodes in files.items()}
        self._evidence = dict(evidence)
        self._labels: dict[Term, frozenset[str]] = {}

    def documents(self, file: str) -> frozenset[Term]:
        """The document nodes of a file name."""
        return self._files.get(file, frozenset())

    def values(self, node: Term, prop: str) -> tuple[Term, ...]:
        """The values of a property (a full IRI) of a node."""
        return self._stated.get(node, {}).get(prop, ())

    def texts(self, node: Term, prop: str) -> tuple[str, ...]:
        """The values of a property as text: what a literal says, an IRI as it is."""
        return tuple(map(text, self.values(node, prop)))

    def terms(self, node: Term, prop: str) -> set[str]:
        """The local names of a property's values: Refused, Declined."""
        return set(map(local, self.values(node, prop)))

    def counts(self, node: Term) -> set[int]:
        """The numbers of instruments (jg:count) of an event."""
        return {int(one) for one in self.texts(node, JG.count) if re.fullmatch(r"[+-]?[0-9]+", one)}

    def labels(self, node: Term) -> frozenset[str]:
        """All names of a node, folded; of a literal, what it says."""
        if isinstance(node, Literal):
            return frozenset({fold(node.value)})
        if node not in self._labels:
            found = (label for prop in _LABELS for label in self.texts(node, prop))
            self._labels[node] = frozenset(map(fold, found))
        return self._labels[node]

    def labels_of(self, node: Term, prop: str) -> set[str]:
        """All names of all values of a property, folded."""
        return {label for value in self.values(node, prop) for label in self.labels(value)}

    def shown(self, node: Term) -> str:
        """A node's name for people: its preferred label, else the end of its IRI."""
        return next(iter(self.texts(node, SKOS.prefLabel)), None) or local(node)

    def mentioned(self, documents: Iterable[Term], kind: str) -> tuple[Term, ...]:
        """The nodes of a class (a full IRI) that documents name."""
        of_kind = self._classes.get(kind, set())
        return _sorted({node for one in documents for node in self.values(one, JG.mentions) if node in of_kind})

    def facts(self, documents: frozenset[Term], kind: str) -> tuple[Term, ...]:
        """The nodes of a class (a full IRI) with evidence in one of the documents."""
        return _sorted({node for node in self._classes.get(kind, ()) if self.evidence(node, documents)})

    def evidence(self, node: Term, documents: frozenset[Term]) -> tuple[Term, ...]:
        """The evidence of a node that lies in one of the documents."""
        return tuple(
            one for one in self.values(node, JG.evidence) if not documents.isdisjoint(self.values(one, JG.document))
        )

    def evidence_in(self, document: Term) -> tuple[Term, ...]:
        """All evidence nodes of a document, whatever they are evidence of."""
        return _sorted(self._evidence.get(document, ()))


def text(term: Term) -> str:
    """What a literal says; the IRI of a node."""
    return str(term) if isinstance(term, Triple) else term.value


def local(term: Term) -> str:
    """The last part of an IRI: Refused, Police."""
    return re.split(r"[#/]", text(term))[-1]


def _sorted(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=str))
