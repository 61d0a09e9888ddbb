"""The quads of one document: its metadata, its entities, its facts, and the evidence for each of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ExtractError
from kg.mint import terms
from kg.model import Document, Entity, Evidence, Extraction, Fact, Slot
from kg.vocab import BASE, DCTERMS, JG, RDF, SKOS

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

_FAULT: Final = "this is a fault of kg: please report it with the document"
_DIGITS: Final = 12  # of a hash in an evidence node's IRI: 48 bits, for at most some thousand nodes a document


def mint(extraction: Extraction, *, base: str = BASE) -> list[Quad]:
    """The quads of what one document states, sorted, each once, all in the graph <base>graph/<document key>.

    base: what keys are appended to; ends in "/" or "#". There are no blank nodes, and the order of the extraction's
    entities, facts and slots does not matter.
    Raises ExtractError: a key or IRI that is none, evidence outside the text or without words, two facts or two
    entities that differ under one key.
    """
    document = extraction.document
    if not base.endswith(("/", "#")):
        raise ExtractError(f"the data base {base!r} must end in / or #")
    try:
        if not document.key.startswith("document/"):
            raise ExtractError(f"the document's key is {document.key!r}; it must start with document/", hint=_FAULT)
        graph = terms.key_iri(f"graph/{document.key}", base)
        triples = set(_Minter(document, base).all(extraction))
    except ExtractError as error:
        raise ExtractError(error.reason, where=document.file_name, hint=error.hint) from error
    ordered = sorted(triples, key=lambda triple: (triple[0].value, triple[1].value, str(triple[2])))
    return [Quad(subject, predicate, value, graph) for subject, predicate, value in ordered]


class _Minter:
    """Writes the triples of one document's extraction."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.base = base
        self.node = terms.key_iri(document.key, base)

    def all(self, extraction: Extraction) -> Iterator[Triple]:
        _one_meaning_a_key(extraction.entities, extraction.facts)
        yield from self.metadata(extraction.mentioned)
        for entity in extraction.entities:
            yield from self.entity(entity)
        for link in extraction.entity_evidence:
            yield from self.evidence(link.entity, link.evidence)
        for fact in extraction.facts:
            yield from self.described(fact.key, fact.kind, fact.label, fact.slots)
            for evidence in fact.evidence:
                yield from self.evidence(fact.key, evidence)

    def metadata(self, mentioned: Iterable[str]) -> Iterator[Triple]:
        document = self.document
        yield self.node, terms.iri(RDF.type), terms.iri(JG.Document)
        yield self.node, terms.iri(SKOS.prefLabel), terms.text(document.title or document.file_name)
        yield self.node, terms.iri(JG.fileName), terms.text(document.file_name)
        yield self.node, terms.iri(JG.contentHash), terms.text(document.sha256)
        if document.title:
            yield self.node, terms.iri(DCTERMS.title), terms.text(document.title)
        if document.publisher:
            yield self.node, terms.iri(DCTERMS.publisher), terms.text(document.publisher)
        if document.published:
            yield self.node, terms.iri(DCTERMS.issued), terms.date(document.published)
        if document.source:
            yield self.node, terms.iri(DCTERMS.source), _address(document.source)
        for key in mentioned:
            yield self.node, terms.iri(JG.mentions), terms.key_iri(key, self.base)

    def entity(self, entity: Entity) -> Iterator[Triple]:
        yield from self.described(entity.key, entity.kind, entity.label, entity.slots)
        for name in entity.alt_labels:
            if name != entity.label:
                yield terms.key_iri(entity.key, self.base), terms.iri(SKOS.altLabel), terms.text(name)

    def described(self, key: str, kind: str, label: str, slots: Iterable[Slot]) -> Iterator[Triple]:
        node = terms.key_iri(key, self.base)
        yield node, terms.iri(RDF.type), terms.iri(str(JG) + kind)
        yield node, terms.iri(SKOS.prefLabel), terms.text(label)
        for slot in slots:
            yield node, terms.iri(slot.property), terms.node(slot.value, self.base)

    def evidence(self, key: str, evidence: Evidence) -> Iterator[Triple]:
        """The evidence node of a fact or entity, and the link to it."""
        node = terms.key_iri(self.evidence_key(key, evidence), self.base)
        span = evidence.span
        yield terms.key_iri(key, self.base), terms.iri(JG.evidence), node
        yield node, terms.iri(RDF.type), terms.iri(JG.Evidence)
        yield node, terms.iri(JG.document), self.node
        yield node, terms.iri(JG.start), terms.node(span.start, self.base)
        yield node, terms.iri(JG.end), terms.node(span.end, self.base)
        yield node, terms.iri(JG.quote), terms.text(self.quote(evidence))
        yield node, terms.iri(JG.confidence), terms.decimal(evidence.confidence, places=2)
        yield node, terms.iri(JG.rule), terms.text(evidence.rule)
        yield node, terms.iri(JG.layer), terms.text(evidence.layer)
        if evidence.speaker:
            yield node, terms.iri(JG.speaker), terms.text(evidence.speaker)
        if evidence.asserted_by:
            yield node, terms.iri(JG.assertedBy), terms.key_iri(evidence.asserted_by, self.base)
        for supported in evidence.supports:
            yield node, terms.iri(JG.supports), terms.iri(supported)

    def quote(self, evidence: Evidence) -> str:
        """The words of a piece of evidence, exactly as the document has them."""
        span, text = evidence.span, self.document.text
        where = f"evidence of rule {evidence.rule} at {span.start}:{span.end}"
        if span.end > len(text):
            raise ExtractError(f"{where} lies outside the text of {len(text)} characters", hint=_FAULT)
        words = span.of(text)
        if not words.strip():
            raise ExtractError(f"{where} has no words", hint=_FAULT)
        return words

    def evidence_key(self, key: str, evidence: Evidence) -> str:
        """evidence/<document>/<start>-<end>-<hash of all that tells it from other evidence in the same words>."""
        told_by = [
            key,
            evidence.rule,
            evidence.layer,
            terms.decimal(evidence.confidence, places=2).value,
            evidence.speaker,
            evidence.asserted_by,
            sorted(set(evidence.supports)),
        ]
        digest = hashlib.sha256(json.dumps(told_by).encode()).hexdigest()[:_DIGITS]
        document = self.document.key.removeprefix("document/")
        return f"evidence/{document}/{evidence.span.start}-{evidence.span.end}-{digest}"


def _address(source: str) -> NamedNode | Literal:
    """A web address as an IRI; what is no valid address stays the text that it is."""
    if source.startswith(("https://", "http://")):
        try:
            return NamedNode(source)
        except ValueError:
            pass
    return terms.text(source)


def _one_meaning_a_key(entities: Iterable[Entity], facts: Iterable[Fact]) -> None:
    """Raise ExtractError where two nodes that differ would fall together under one key, unseen."""
    found: dict[str, tuple[str, str]] = {}
    named: list[tuple[str, str, str]] = [(entity.key, entity.kind, entity.label) for entity in entities]
    named += [(fact.key, fact.kind, fact.label) for fact in facts]
    for key, kind, label in named:
        first = found.setdefault(key, (kind, label))
        if first != (kind, label):
            raise ExtractError(f"{first[0]} {first[1]!r} and {kind} {label!r} share the key {key!r}", hint=_FAULT)
