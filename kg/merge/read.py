"""Events as records, read from the documents' graphs of a store."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import Final, cast

import pyoxigraph as ox

from kg.merge.copies import Text, originals
from kg.merge.records import Event, EventKind, Party
from kg.model import PartialDate
from kg.store import Store
from kg.vocab import BASE, JG, RDF

Values = dict[str, list[ox.NamedNode | ox.Literal]]

KINDS: Final = ("Subpoena", "DetainerRequest", "CourtAction")
_QUOTES: Final = """
SELECT ?evidence ?quote WHERE {
  VALUES ?class { jg:Subpoena jg:DetainerRequest jg:CourtAction }
  ?node a ?class ; jg:evidence ?evidence . ?evidence jg:quote ?quote
}"""
_PARTIES: Final = """
SELECT ?node (MIN(STR(?name)) AS ?label) (MAX(?placed) AS ?place) (MAX(?wide0) AS ?wide) WHERE {
  VALUES ?class { jg:Agency jg:Jurisdiction }
  ?node a ?class ; skos:prefLabel ?name
  BIND (IF(?class = jg:Jurisdiction, 1, 0) AS ?placed)
  OPTIONAL { ?node jg:jurisdictionType ?type }
  BIND (IF(COALESCE(?type IN (jg:USState, jg:Nation, jg:Territory), false), 1, 0) AS ?wide0)
} GROUP BY ?node"""
_PARTS: Final = "SELECT ?node ?whole WHERE { ?node jg:partOf ?whole }"
_TERRITORIES: Final = "SELECT ?node ?place WHERE { ?node jg:hasJurisdiction ?place }"
_ISSUED: Final = "SELECT ?document ?issued WHERE { ?document dcterms:issued ?issued }"
_SHORTEST: Final = 40  # characters of a quote that two documents hardly share by chance
_PLAIN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Account:
    """What one document states of an event or response: the document's IRI, and the values of each property by IRI."""

    document: str
    values: Values


@dataclass(frozen=True, slots=True)
class Told:
    """All that merging needs of a store. copies: the original of each copy of a document.

    What is needed of few nodes at a time is asked for, so that a large store need not be held in memory.
    """

    events: tuple[Event, ...]
    copies: Mapping[str, str]
    store: Store

    def accounts(self, nodes: Iterable[str]) -> dict[str, Account]:
        """What documents state of some events or responses, by IRI."""
        return dict(_accounts(self.store, nodes))

    def supports(self, evidence: Iterable[str]) -> dict[str, frozenset[str]]:
        """The properties that evidence gives, by its IRI; evidence of a fact as a whole is left out."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for quad in self.store.about(map(ox.NamedNode, evidence)):
            if quad.predicate.value == JG.supports and isinstance(quad.object, ox.NamedNode):
                found[_iri(quad.subject)].add(quad.object.value)
        return {node: frozenset(props) for node, props in found.items()}


def told(store: Store) -> Told:
    """Read a store. Events come sorted by IRI; the same documents give the same records."""
    issued = {row[0].value: _date(row[1]) for row in _rows(store, _ISSUED)}
    # The states are not kept: of many documents they hold much.
    copies = originals(
        Text(BASE + state.key, issued.get(BASE + state.key), state.sketch) for state in store.states().values()
    )
    reader = _Reader(_parties(store), _territories(store), issued, copies, _words(store))
    kinds = {f"{JG}{kind}": kind for kind in KINDS}
    nodes = sorted({node.value for kind in kinds for node in store.of_class(ox.NamedNode(kind))})
    events = (
        reader.event(node, cast(EventKind, kinds[kind]), account)
        for node, account in _accounts(store, nodes)
        for kind in _all(account.values, str(RDF) + "type")
        if kind in kinds
    )
    return Told(tuple(events), copies, store)


def _rows(store: Store, sparql: str) -> ox.QuerySolutions:
    results = store.query(sparql)
    assert isinstance(results, ox.QuerySolutions)
    return results


def _accounts(store: Store, nodes: Iterable[str]) -> Iterator[tuple[str, Account]]:
    for node, quads in groupby(store.about(map(ox.NamedNode, nodes)), key=lambda quad: _iri(quad.subject)):
        values: Values = {}
        for quad in quads:
            graph = _iri(quad.graph_name)
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                values.setdefault(quad.predicate.value, []).append(quad.object)
        yield node, Account(graph.replace("graph/document/", "document/", 1), values)


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _words(store: Store) -> dict[str, str]:
    """The quote of each piece of evidence that is long enough to tell that two documents share it, as a hash."""
    found: dict[str, str] = {}
    for evidence, quote in _rows(store, _QUOTES):
        folded = _PLAIN.sub(" ", quote.value.casefold()).strip()
        if len(folded) >= _SHORTEST:
            found[evidence.value] = blake2b(folded.encode(), digest_size=8).hexdigest()
    return found


def _parties(store: Store) -> dict[str, Party]:
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for node, whole in _rows(store, _PARTS):
        wholes[node.value].add(whole.value)
    return {
        node.value: Party(node.value, label.value, placed.value == "1", wide.value == "1", _above(node.value, wholes))
        for node, label, placed, wide in _rows(store, _PARTIES)
    }


def _above(node: str, wholes: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The agencies that one is a part of, the nearest first."""
    found: list[str] = []
    step = [node]
    while step := sorted({whole for part in step for whole in wholes.get(part, ())} - {node, *found}):
        found += step
    return tuple(found)


def _territories(store: Store) -> dict[str, str]:
    found: dict[str, str] = {}
    for node, place in _rows(store, _TERRITORIES):
        found[node.value] = min(place.value, found.get(node.value, place.value))
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes records of events, with what the whole store knows of their parties and documents."""

    parties: Mapping[str, Party]
    territories: Mapping[str, str]
    issued: Mapping[str, PartialDate | None]
    copies: Mapping[str, str]
    words: Mapping[str, str]

    def event(self, iri: str, kind: EventKind, account: Account) -> Event:
        values = account.values
        recipient = self.party(values, JG.servedOn) or self.party(values, JG.sentTo)
        place = self.party(values, JG.appliesIn)
        if place is None and recipient is not None:
            place = recipient if recipient.is_place else self.parties.get(self.territories.get(recipient.iri, ""))
        document = account.document
        return Event(
            iri,
            kind,
            document,
            sources=frozenset({self.copies.get(document, document)}),
            published=self.issued.get(document),
            issuer=self.party(values, JG.issuedBy),
            recipient=recipient,
            place=place,
            date=_date(_least(values, JG.date)),
            start=_day(values, JG.periodStart),
            end=_day(values, JG.periodEnd),
            count=_number(values, f"{JG}count"),
            qualifier=_first(values, JG.countQualifier),
            subjects=_number(values, JG.subjectCount),
            due=_day(values, JG.responseDue),
            outcomes=_all(values, JG.outcome),
            statutes=_all(values, JG.citesStatute),
            words=frozenset(self.words[e] for e in _all(values, JG.evidence) if e in self.words),
            court=_first(values, JG.court),
            docket=_first(values, JG.docketNumber),
            case=_first(values, JG.caseName),
            action=_first(values, JG.actionType),
            concerns=_all(values, JG.concerns) if kind == "CourtAction" else frozenset(),
        )

    def party(self, values: Values, prop: str) -> Party | None:
        iri = _first(values, prop)
        return None if iri is None else self.parties.get(iri, Party(iri, iri))


def _least(values: Values, prop: str) -> ox.NamedNode | ox.Literal | None:
    return min(values.get(prop, ()), key=lambda term: (term.value, str(term)), default=None)


def _first(values: Values, prop: str) -> str | None:
    least = _least(values, prop)
    return None if least is None else least.value


def _all(values: Values, prop: str) -> frozenset[str]:
    return frozenset(term.value for term in values.get(prop, ()))


def _number(values: Values, prop: str) -> int | None:
    text = _first(values, prop)
    return int(text) if text is not None and text.isdecimal() else None


def _day(values: Values, prop: str) -> dt.date | None:
    date = _date(_least(values, prop))
    return date.first if date is not None and date.granularity == "day" else None


def _date(term: ox.NamedNode | ox.Literal | None) -> PartialDate | None:
    try:
        return None if term is None else PartialDate.parse(term.value)
    except ValueError:
        return None
