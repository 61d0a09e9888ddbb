"""kg.export.rdf12: which statements the evidence of a fact, and of an entity, reifies."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Triple, parse
from pyoxigraph import RdfFormat as Format

from kg.export.rdf12 import rdf12
from kg.store import DocumentState, memory_store
from kg.vocab import BASE, JG, RDF, SKOS

GRAPH = NamedNode(BASE + "graph/document/a-1")
FACT, AGENCY = NamedNode(BASE + "subpoena/a-1/x"), NamedNode(BASE + "agency/ice")
WHOLE, PART, NAMED = (NamedNode(f"{BASE}evidence/a-1/{name}") for name in ("whole", "part", "named"))


def reified() -> dict[NamedNode, set[str]]:
    """Evidence → local names of the properties of the statements that it reifies."""
    rows = [
        (FACT, RDF.type, NamedNode(JG.Subpoena)),
        (FACT, SKOS.prefLabel, Literal("a subpoena")),
        (FACT, JG.issuedBy, AGENCY),
        (FACT, JG.responseDue, Literal("2020-01-27")),
        (FACT, JG.evidence, WHOLE),
        (FACT, JG.evidence, PART),
        (PART, JG.supports, NamedNode(JG.responseDue)),
        (AGENCY, RDF.type, NamedNode(JG.Agency)),
        (AGENCY, JG.level, NamedNode(JG.Federal)),
        (AGENCY, JG.evidence, NAMED),
    ]
    quads = [Quad(subject, NamedNode(predicate), value, GRAPH) for subject, predicate, value in rows]
    with memory_store() as store:
        store.put(DocumentState("document/a-1", "a.txt", "1", "a.txt"), quads)
        lines = list(rdf12(store))
    assert lines == sorted(lines)
    found: dict[NamedNode, set[str]] = {}
    for quad in parse("".join(lines).encode(), Format.N_TRIPLES):
        if isinstance(quad.object, Triple):
            assert quad.predicate.value == RDF.reifies
            assert isinstance(quad.subject, NamedNode)
            found.setdefault(quad.subject, set()).add(quad.object.predicate.value.rpartition("#")[2])
    return found


def test_what_each_piece_of_evidence_reifies() -> None:
    found = reified()
    assert found[PART] == {"responseDue"}, "what it supports in particular"
    assert found[WHOLE] == {"type", "issuedBy"}, "the rest of the fact, but for names"
    assert found[NAMED] == {"type"}, "of an agency no more than that it is one"
