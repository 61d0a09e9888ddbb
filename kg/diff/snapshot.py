"""A graph as facts: each node with its properties in words and the passages that support it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.query.terms import local_name, shorten, words
from kg.store import Store
from kg.vocab import JG, RDF, SKOS

_TYPE = str(RDF) + "type"
# Told apart from the properties: what kind of node it is, its name, its passages.
_TOLD = {_TYPE, SKOS.prefLabel, JG.evidence}


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document that support a node: their file and offsets."""

    file: str
    quote: str
    start: int
    end: int

    @property
    def said(self) -> tuple[str, str]:
        """What makes two passages the same, although a change further up in the text moved one of them."""
        return self.file, self.quote


@dataclass(slots=True)
class Facts:
    """A node: its name, the local name of its class, values by property IRI as they are shown, its passages."""

    iri: str
    label: str
    kind: str
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passages: set[Passage] = field(default_factory=set)


class Snapshot:
    """All triples of a store's default graph, by subject and property; `files`: document IRI → its file's name."""

    def __init__(self, store: Store) -> None:
        self.stated: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._links: set[tuple[str, str, str]] = set()
        for triple in store.triples():
            value = triple.object
            subject = triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)
            text = value.value if isinstance(value, NamedNode | Literal) else str(value)
            self.stated[subject][triple.predicate.value].add(text)
            if isinstance(value, NamedNode):
                self._links.add((subject, triple.predicate.value, text))
        self.files = {node: min(self.of(node, JG.fileName)) for node in self.stated if self.of(node, JG.fileName)}

    def of(self, node: str, prop: str) -> set[str]:
        """The values of a property of a node, as text."""
        return self.stated[node].get(prop, set()) if node in self.stated else set()

    def facts(self, names: Mapping[str, str]) -> dict[str, Facts]:
        """The nodes by IRI; passages are told with the nodes that they support. names: IRIs to be called by another."""
        found: dict[str, Facts] = {}
        for node, properties in self.stated.items():
            if JG.Evidence in properties.get(_TYPE, ()):
                continue
            iri = names.get(node, node)
            kinds = sorted(map(local_name, properties.get(_TYPE, ())))
            facts = Facts(iri, self.label(node), kinds[0] if kinds else "node")
            for prop, values in properties.items():
                if prop not in _TOLD:
                    facts.values[prop] = {self._shown(node, prop, value) for value in values}
            facts.passages = {self._passage(evidence) for evidence in properties.get(JG.evidence, ())}
            found[iri] = facts
        return found

    def label(self, node: str) -> str:
        """The name of a node: its label, its file's name, or its IRI in short."""
        return min(self.of(node, SKOS.prefLabel) or self.of(node, JG.fileName) or {shorten(node)})

    def _shown(self, node: str, prop: str, value: str) -> str:
        if (node, prop, value) not in self._links:
            return value
        return words(value) if value.startswith(str(JG)) else self.label(value)

    def _passage(self, evidence: str) -> Passage:
        document = min(self.of(evidence, JG.document), default="")
        quote = min(self.of(evidence, JG.quote), default="")
        start, end = (min(self.of(evidence, prop), default="") for prop in (JG.start, JG.end))
        return Passage(self.files.get(document, document), quote, _number(start), _number(end))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
