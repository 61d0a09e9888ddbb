"""Facts as documents tell them, read from a store: with their values in words, their passages, and how a judgement
names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.judgements.fields import FIELDS, RESPONSE, fold, kind_named
from kg.judgements.match import Candidate
from kg.judgements.records import Target, Values
from kg.model import FactKind, SetAside
from kg.store import Store
from kg.store.merged import of_documents
from kg.vocab import BASE, JG, RDF, SKOS

_TYPE: Final = str(RDF) + "type"
_FACTS: Final = f"""SELECT ?graph ?node ?property ?value WHERE {{
  VALUES ?class {{ {" ".join(f"jg:{kind}" for kind in FIELDS)} }}
  GRAPH ?graph {{ ?node a ?class ; ?property ?value }} }}"""
_EVIDENCE: Final = """SELECT ?node ?property ?value WHERE { GRAPH ?graph { ?node a jg:Evidence ; ?property ?value } }"""
_NAMES: Final = """SELECT ?node ?property ?name WHERE { VALUES ?class { jg:Agency jg:Jurisdiction }
  VALUES ?property { skos:prefLabel skos:altLabel } ?node a ?class ; ?property ?name }"""
_DOCUMENTS: Final = """SELECT ?node ?name ?hash ?title WHERE {
  ?node a jg:Document ; jg:fileName ?name ; jg:contentHash ?hash
  OPTIONAL { ?node dcterms:title ?title } }"""
_HASH: Final = 16  # digits of a content's hash that a judgement keeps
Told = dict[str, list[str]]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words that support a fact: where they stand, how sure the reading is, which rule read it, who says so.

    whole: they give the fact, not only one of its properties.
    """

    start: int
    end: int
    quote: str
    confidence: float
    rule: str
    whole: bool = True
    speaker: str = ""
    asserted_by: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A fact as one document tells it.

    iri: of its node in the document's graph. document: the document's key; file, content, title: of it. values: by the
    short names of kg.judgements.fields, as files have them; the names of bodies and places by their labels. names: for
    each field all texts that mean its value, folded. claimant: who asserts it, in words. status: how it was reviewed.
    """

    iri: str
    kind: FactKind
    label: str
    document: str
    file: str
    content: str
    title: str
    passages: tuple[Passage, ...]
    values: Values
    names: Mapping[str, frozenset[str]]
    claimant: str = ""
    status: str = ""

    @property
    def confidence(self) -> float:
        """How sure the surest passage is."""
        return max((passage.confidence for passage in self.passages), default=0.0)

    @property
    def main(self) -> Passage | None:
        """The passage to show and to name the fact by: of the surest that give the whole fact, the first."""
        return min(self.passages, key=lambda one: (not one.whole, -one.confidence, one), default=None)

    @property
    def candidate(self) -> Candidate:
        """The fact as something that a judgement can mean."""
        passages = tuple(sorted((one.start, fold(one.quote)) for one in self.passages))
        return Candidate(self.iri.removeprefix(BASE), self.kind, passages, self.names)

    def get(self, name: str) -> tuple[str, ...]:
        """The values of a field."""
        return dict(self.values).get(name, ())

    def target(self, *, loose: bool = False) -> Target:
        """The fact as a judgement describes it. loose: without what may well be read otherwise one day."""
        passage = self.main
        kept = {"recipient", "respondent", "status", "type", "adopter", "count", "date", "start", "end", "outcome"}
        return Target(
            self.kind,
            self.file,
            " ".join(passage.quote.split()) if passage else "",
            content=self.content[:_HASH] or None,
            at=passage.start if passage else None,
            values=tuple((name, given) for name, given in self.values if not loose or name in kept),
        )


def views(store: Store) -> dict[str, list[View]]:
    """The facts of all documents, by IRI; one that several documents state (a policy) has a view for each."""
    reader = _Reader(store)
    found: defaultdict[str, list[View]] = defaultdict(list)
    for (graph, node), told in sorted(reader.facts.items()):
        view = reader.view(graph, node, told)
        if view is not None:
            found[node].append(view)
    return dict(found)


def documents(store: Store) -> dict[str, tuple[str, str, str]]:
    """File name, SHA-256 and title of each document, by its IRI."""
    rows = _rows(store, _DOCUMENTS)
    return {
        node.value: (name.value, content.value, title.value if title else "") for node, name, content, title in rows
    }


def aside(one: SetAside, document: str, file: str, content: str, title: str) -> View | None:
    """A fact that was set aside; None for what is no fact, or of which no words are known."""
    kind = kind_named(one.kind)
    if kind is None or not one.passages:
        return None
    passages = tuple(Passage(start, end, quote, 0.0, "") for start, end, quote in one.passages)
    stated = dict(one.stated)
    values = tuple((field.name, (stated[field.prop],)) for field in FIELDS[kind] if field.prop in stated)
    names = {name: frozenset(map(fold, given)) for name, given in values}
    return View(one.node, kind, one.what, document, file, content, title, passages, values, names)


class _Reader:
    """What a store says of facts, evidence, names and documents."""

    def __init__(self, store: Store) -> None:
        self.facts: dict[tuple[str, str], Told] = {}
        for graph, node, prop, value in _rows(store, _FACTS):
            if of_documents(graph):
                told = self.facts.setdefault((graph.value, node.value), {})
                told.setdefault(prop.value, []).append(value.value)
        self.evidence: dict[str, Told] = {}
        for node, prop, value in _rows(store, _EVIDENCE):
            self.evidence.setdefault(node.value, {}).setdefault(prop.value, []).append(value.value)
        self.labels: dict[str, list[str]] = defaultdict(list)  # the preferred one first
        names = _rows(store, _NAMES)
        for node, _, name in sorted(names, key=lambda row: (row[1].value != SKOS.prefLabel, row[2].value)):
            self.labels[node.value].append(name.value)
        self.documents = documents(store)

    def view(self, graph: str, node: str, told: Told) -> View | None:
        kinds = {iri.removeprefix(str(JG)) for iri in told[_TYPE]}
        kind = next((kind for kind in FIELDS if kind in kinds), None)
        document = graph.replace("graph/document/", "document/", 1)
        if kind is None or document not in self.documents:
            return None
        file, content, title = self.documents[document]
        values, names = [], {}
        for field in FIELDS[kind]:
            texts = [self._texts(graph, field.name, value) for value in sorted(told.get(field.prop, ()))]
            texts = [one for one in texts if one]
            if texts:
                values.append((field.name, tuple(dict.fromkeys(one[0] for one in texts))))
                names[field.name] = frozenset(fold(text) for one in texts for text in one)
        return View(
            node, kind, min(told.get(SKOS.prefLabel, [node])), document.removeprefix(BASE), file, content, title,
            passages=tuple(sorted(self._passages(graph, told))),
            values=tuple(values),
            names=names,
            claimant=" and ".join(self._name(iri) for iri in sorted(told.get(JG.assertedBy, ()))),
            status=" and ".join(iri.removeprefix(str(JG)).lower() for iri in sorted(told.get(JG.reviewStatus, ()))),
        )  # fmt: skip

    def _texts(self, graph: str, name: str, value: str) -> list[str]:
        """The texts that mean a value, the one to show first."""
        if name == RESPONSE:
            answer = self.facts.get((graph, value), {})
            return [status.removeprefix(str(JG)) for status in answer.get(JG.status, ())][:1]
        if value in self.labels:
            return [*self.labels[value], value, f"id:{value.removeprefix(BASE)}"]
        return [value.removeprefix(str(JG))]

    def _name(self, iri: str) -> str:
        if iri in self.documents:
            return "the document itself"
        return self.labels[iri][0] if iri in self.labels else iri.removeprefix(BASE)

    def _passages(self, graph: str, told: Told) -> Iterable[Passage]:
        document = graph.replace("graph/document/", "document/", 1)
        for iri in told.get(JG.evidence, ()):
            one = self.evidence.get(iri, {})
            if document not in one.get(JG.document, ()):
                continue
            first = {prop: values[0] for prop, values in one.items()}
            yield Passage(
                int(first[JG.start]), int(first[JG.end]), first[JG.quote], float(first[JG.confidence]),
                first.get(JG.rule, ""), JG.supports not in one, first.get(JG.speaker, ""),
                self._name(first[JG.assertedBy]) if JG.assertedBy in first else "",
            )  # fmt: skip


def _rows(store: Store, sparql: str) -> Iterable[Any]:
    results = store.query(sparql)
    assert isinstance(results, QuerySolutions)
    rows: list[tuple[NamedNode | Literal | None, ...]] = [tuple(row) for row in results]
    return rows
