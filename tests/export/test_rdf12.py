"""kg.export.rdf12: which statements the evidence of a fact, and of an entity, reifies."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple, parse
from pyoxigraph import RdfFormat as Format

from kg.export import export
from kg.export.rdf12 import rdf12
from kg.store import DocumentState, load_file, memory_store
from kg.vocab import BASE, JG, RDF, SKOS

GRAPH = NamedNode(BASE + "graph/document/a-1")
FACT, AGENCY = NamedNode(BASE + "subpoena/a-1/x"), NamedNode(BASE + "agency/ice")
WHOLE, PART, NAMED = (NamedNode(f"{BASE}evidence/a-1/{name}") for name in ("whole", "part", "named"))


def of_lines(lines: list[str]) -> dict[NamedNode, set[Triple]]:
    """Evidence → the statements that it reifies."""
    assert lines == sorted(lines)
    found: dict[NamedNode, set[Triple]] = {}
    for quad in parse("".join(lines).encode(), Format.N_TRIPLES):
        if isinstance(quad.object, Triple):
            assert quad.predicate.value == RDF.reifies
            assert isinstance(quad.subject, NamedNode)
            found.setdefault(quad.subject, set()).add(quad.object)
    return found


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
        found = of_lines(list(rdf12(store)))
    return {one: {triple.predicate.value.rpartition("#")[2] for triple in triples} for one, triples in found.items()}


def test_what_each_piece_of_evidence_reifies() -> None:
    found = reified()
    assert found[PART] == {"responseDue"}, "what it supports in particular"
    assert found[WHOLE] == {"type", "issuedBy"}, "the rest of the fact, but for names"
    assert found[NAMED] == {"type"}, "of an agency no more than that it is one"


def telling(name: str, count: int, agency: NamedNode) -> tuple[DocumentState, list[Quad]]:
    """A document that tells of one subpoena; its one piece of evidence is of all that."""
    key = f"document/{name}-1"
    fact, quote, graph = (NamedNode(BASE + part) for part in (f"subpoena/{name}", f"evidence/{name}", f"graph/{key}"))
    rows = [
        (fact, RDF.type, NamedNode(JG.Subpoena)),
        (fact, f"{JG}count", Literal(count)),
        (fact, JG.servedOn, agency),
        (fact, JG.evidence, quote),
        (quote, RDF.type, NamedNode(JG.Evidence)),
    ]
    quads = [Quad(subject, NamedNode(predicate), value, graph) for subject, predicate, value in rows]
    return DocumentState(key, f"{name}.txt", "1", f"{name}.txt"), quads


def merged(folder: Path) -> tuple[list[str], Path]:
    """The lines for two tellings that were merged, and the file of their merged view."""
    tellings = {"a": telling("a", 2, AGENCY), "b": telling("b", 3, AGENCY)}
    whole = NamedNode(f"{BASE}subpoena/a")
    about = {Triple(whole, NamedNode(JG.mergedFrom), NamedNode(f"{BASE}subpoena/{name}")) for name in tellings}
    path = folder / "graph.nq"
    with memory_store() as store:
        for state, quads in tellings.values():
            store.put(state, quads)
            about |= {
                Triple(whole, q.predicate, q.object) for q in quads if q.subject.value.startswith(whole.value[:-1])
            }
        store.set_merged(about, "1")
        with path.open("wb") as stream:
            export(store, "nquads", stream)
        return list(rdf12(store)), path


def test_a_document_stands_for_no_other_documents_number(tmp_path: Path) -> None:
    lines, _ = merged(tmp_path)
    event, count = NamedNode(f"{BASE}subpoena/a"), NamedNode(f"{JG}count")
    for name, number in (("a", 2), ("b", 3)):
        found = of_lines(lines)[NamedNode(f"{BASE}evidence/{name}")]
        assert found == {
            Triple(event, NamedNode(RDF.type), NamedNode(JG.Subpoena)),
            Triple(event, count, Literal(number)),
            Triple(event, NamedNode(JG.servedOn), AGENCY),
        }


def test_of_a_file_without_the_documents_statements_only_what_is_not_disputed(tmp_path: Path) -> None:
    lines, path = merged(tmp_path)
    with load_file(path) as store:
        again = list(rdf12(store))
    assert set(again) < set(lines)
    found = of_lines(again)[NamedNode(f"{BASE}evidence/b")]
    assert {triple.predicate.value for triple in found} == {RDF.type, JG.servedOn}
