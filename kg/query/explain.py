"""All that the graph knows of one node: its properties, the words that support it, the facts that it takes part in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.query import library, lookup
from kg.query.lookup import Node, select
from kg.query.merges import Account, Decision, accounts, decisions
from kg.query.run import bind
from kg.query.terms import iri, local_name, words
from kg.store import Store
from kg.vocab import JG, RDF, SKOS

# A property read against its direction: what the node is to the fact that points at it. Others read as "... of".
_ROLES: Final = {
    JG.adoptedBy: "adopted",
    JG.amends: "amended by",
    JG.appliesIn: "place of",
    JG.assertedBy: "asserts",
    JG.citesStatute: "cited by",
    JG.concerns: "subject of",
    JG.court: "court of",
    JG.derivedFrom: "copied by",
    JG.enactedBy: "enacted",
    JG.evidence: "evidence of",
    JG.hasJurisdiction: "served by",
    JG.hasResponse: "response to",
    JG.issuedBy: "issued",
    JG.mentions: "named in",
    JG.parallelCitation: "parallel citation",
    JG.partOf: "has the part",
    JG.promptedBy: "prompted",
    JG.repeals: "repealed by",
    JG.respondent: "responded with",
    JG.sentTo: "was sent",
    JG.servedOn: "was served with",
    JG.within: "contains",
}
# Told elsewhere in an explanation, or of use to machines only.
_TOLD: Final = {str(RDF) + "type", SKOS.prefLabel, SKOS.altLabel, JG.evidence, JG.contentHash, JG.mergedFrom}


@dataclass(frozen=True, slots=True)
class Property:
    """A property in words and one value: its text, and its IRI where the value is a node or a term."""

    words: str
    value: str
    iri: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """One span that supports the node: text[start:end] of the document is the quote."""

    quote: str
    document: str
    file_name: str
    start: int | None
    end: int | None
    speaker: str | None
    asserted_by: str | None
    confidence: float | None
    rule: str | None
    supports: tuple[str, ...]
    iri: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the node plays: the role in words, and the fact or entity that it plays it in."""

    role: str
    node: Node


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a node; all lists are sorted and free of repeats.

    accounts, decisions: of a node that was merged from what several documents tell, which and why.
    """

    node: Node
    types: tuple[str, ...]
    alt_labels: tuple[str, ...]
    properties: tuple[Property, ...]
    evidence: tuple[Passage, ...]
    parts: tuple[Part, ...]
    accounts: tuple[Account, ...] = ()
    decisions: tuple[Decision, ...] = ()


def explain(store: Store, node: Node) -> Explanation:
    """Collect all that the graph states of a node (see kg.query.lookup for how to find one).

    Raises QueryError where the graph states nothing of it.
    """
    rows = select(
        store,
        f"SELECT DISTINCT ?p (STR(?o) AS ?value) (isIRI(?o) AS ?link) {{ VALUES ?n {{ {iri(node.iri)} }} ?n ?p ?o }}",
    )
    if not rows:
        raise QueryError("this graph states nothing of that node", where=node.iri)
    stated: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for prop, value, link in rows:
        stated[prop].append((value, link == "true"))
    return Explanation(
        node=node,
        types=tuple(sorted(local_name(value) for value, _ in stated[str(RDF) + "type"])),
        alt_labels=tuple(sorted(value for value, _ in stated[SKOS.altLabel])),
        properties=_properties(store, stated),
        evidence=_evidence(store, node),
        parts=_parts(store, node),
        accounts=accounts(store, node.iri),
        decisions=decisions(store, node.iri),
    )


def _properties(store: Store, stated: dict[str, list[tuple[str, bool]]]) -> tuple[Property, ...]:
    rows = [(prop, *row) for prop, values in stated.items() if prop not in _TOLD for row in values]
    named = lookup.labels(store, (value for _, value, link in rows if link))
    found = {Property(words(prop), _shown(value, link, named), value if link else None) for prop, value, link in rows}
    return tuple(sorted(found, key=lambda item: (item.words, item.value, item.iri or "")))


def _shown(value: str, link: bool, named: dict[str, str]) -> str:
    if not link or value in named:
        return named.get(value, value) if link else value
    # Terms of the vocabulary read as words; addresses and nodes without a label stay whole.
    return words(value) if value.startswith(str(JG)) else value


def _evidence(store: Store, node: Node) -> tuple[Passage, ...]:
    if node.kind == "Document":
        return ()
    query = library.find("evidence-of")
    names = [column.name for column in query.columns]
    passages = []
    for row in select(store, bind(store, query, {"of": node.iri})):
        cell = dict(zip(names, row, strict=True))
        passages.append(
            Passage(
                quote=cell["quote"] or "",
                document=cell["document"] or "",
                file_name=cell["file"] or "",
                start=None if cell["start"] is None else int(cell["start"]),
                end=None if cell["end"] is None else int(cell["end"]),
                speaker=cell["speaker"],
                asserted_by=cell["asserted_by"],
                confidence=None if cell["confidence"] is None else float(cell["confidence"]),
                rule=cell["rule"],
                supports=tuple(cell["supports"].split(", ")) if cell["supports"] else (),
                iri=cell["evidence"] or "",
            )
        )
    return tuple(passages)


def _parts(store: Store, node: Node) -> tuple[Part, ...]:
    """The nodes that point at this one. Evidence is left out, but what a document gives evidence of is told."""
    target = f"VALUES ?n {{ {iri(node.iri)} }}"
    pointing = select(
        store,
        f"SELECT DISTINCT ?s ?p {{ {target} ?s ?p ?n . "
        "FILTER NOT EXISTS { VALUES ?c { jg:Evidence jg:MergeDecision jg:Claim } ?s a ?c } "
        "FILTER(?p != jg:mergedFrom) }",
    )
    stated = select(
        store,
        f"SELECT DISTINCT ?s {{ {target} ?e jg:document ?n . ?s jg:evidence ?e . "
        f"FILTER NOT EXISTS {{ ?n jg:mentions ?s }} }}",
    )
    roles = {(source, _ROLES.get(prop, f"{words(prop)} of")) for source, prop in pointing}
    roles |= {(source, "states") for (source,) in stated}
    found = {other.iri: other for other in lookup.nodes(store, (source for source, _ in roles))}
    parts = (Part(role, found[source]) for source, role in roles)
    return tuple(sorted(parts, key=lambda part: (part.role, part.node)))
