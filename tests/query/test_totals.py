"""kg.query.totals: things of each kind, in a document's graph and in a store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.query.totals import counts, totals
from kg.store import DocumentState, memory_store
from kg.vocab import BASE, JG, RDF, SKOS


def graph(name: str, *typed: tuple[str, str], mentions: tuple[str, ...] = ()) -> list[Quad]:
    """The quads of a document: nodes with a class each, and what it names."""
    where = NamedNode(f"{BASE}graph/document/{name}")
    quads = [
        Quad(NamedNode(BASE + key), NamedNode(RDF.type), NamedNode(getattr(JG, kind)), where) for key, kind in typed
    ]
    document = NamedNode(f"{BASE}document/{name}")
    quads += [Quad(document, NamedNode(JG.mentions), NamedNode(BASE + key), where) for key in mentions]
    return [*quads, Quad(document, NamedNode(SKOS.note), Literal("Subpoena"), where)]


def test_counts_are_of_the_ontology_and_sorted() -> None:
    quads = graph("a", ("s/1", "Subpoena"), ("s/2", "Subpoena"), ("a/1", "Agency"))
    foreign = Quad(NamedNode(BASE + "x"), NamedNode(RDF.type), NamedNode(SKOS.Concept))
    assert counts([*quads, foreign]) == (("Agency", 1), ("Subpoena", 2))
    assert counts([]) == ()


def test_totals_count_each_thing_once_and_only_what_is_named() -> None:
    with memory_store() as store:
        for name in ("a", "b"):
            quads = graph(name, ("a/1", "Agency"), ("a/2", "Agency"), (f"s/{name}", "Subpoena"), mentions=("a/1",))
            store.put(DocumentState(f"document/{name}", name, "1", name), quads)
        assert totals(store) == {"Agency": 1, "Subpoena": 2}
