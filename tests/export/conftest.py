"""A store with three made-up documents that share entities, and hold what is awkward to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import DocumentState, Store, memory_store
from kg.vocab import BASE, DCTERMS, JG, RDF, SKOS, XSD

AWKWARD = 'a "quote"\nnew line\ttab \\ \\u0041 “curly” 🦉 \x07 end'


def quads_of(name: str) -> list[Quad]:
    """A document's quads in the shape that kg.mint gives them."""
    key = f"document/{name}-0123456789ab"
    graph = NamedNode(f"{BASE}graph/{key}")
    document, agency = NamedNode(BASE + key), NamedNode(BASE + "agency/us/ice")
    evidence = NamedNode(f"{BASE}evidence/{name}-0123456789ab/0-3-abcdef012345")
    county = NamedNode(BASE + "jurisdiction/fips/41999")
    rows = [
        (document, RDF.type, NamedNode(JG.Document)),
        (document, JG.fileName, Literal(f"{name}.txt")),
        (document, JG.contentHash, Literal("00" * 32)),
        (document, DCTERMS.issued, Literal("2019-05", datatype=NamedNode(XSD.gYearMonth))),
        (document, DCTERMS.source, NamedNode("https://example.org/x?y=1#z")),
        (document, JG.mentions, agency),
        (document, JG.mentions, county),
        (agency, RDF.type, NamedNode(JG.Agency)),
        (agency, SKOS.prefLabel, Literal("ICE")),
        (agency, SKOS.altLabel, Literal(f"{name}'s name for it")),
        (agency, JG.agencyType, NamedNode(JG.ImmigrationEnforcement)),
        (agency, JG.evidence, evidence),
        (county, RDF.type, NamedNode(JG.Jurisdiction)),
        (county, JG.fips, Literal("01999")),
        (evidence, RDF.type, NamedNode(JG.Evidence)),
        (evidence, JG.quote, Literal(AWKWARD)),
        (evidence, JG.start, Literal("0", datatype=NamedNode(XSD.integer))),
        (evidence, JG.confidence, Literal("0.9", datatype=NamedNode(XSD.decimal))),
        (evidence, SKOS.note, Literal("une note", language="fr")),
    ]
    return [Quad(subject, NamedNode(predicate), value, graph) for subject, predicate, value in rows]


@pytest.fixture
def filled() -> Callable[[Sequence[str]], Store]:
    """Makes a store in memory with the documents named, put in that order."""

    def fill(names: Sequence[str] = ("alder", "birch", "cedar")) -> Store:
        store = memory_store()
        for name in names:
            key = f"document/{name}-0123456789ab"
            store.put(DocumentState(key, f"{name}.txt", "1", f"{name}.txt"), quads_of(name))
        return store

    return fill
