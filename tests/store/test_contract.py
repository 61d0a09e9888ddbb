"""What every store promises, on every backend."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import QueryError, StoreError
from kg.model import SetAside
from kg.store import DocumentState, Store
from kg.vocab import BASE, JG, SKOS

ASIDE = (
    SetAside("a fact", "a.txt", 'It "lacks" é.', "urn:x"),
    SetAside("another", "a.txt", "No.", "urn:y", "Subpoena", ((3, 9, 'He "said"'),), ((f"{JG}count", "3"),)),
)

Make = Callable[..., tuple[DocumentState, list[Quad]]]


def lines(quads: Iterable[Any]) -> list[str]:
    return sorted(str(quad) for quad in quads)


def column(store: Store, sparql: str, **values: Any) -> list[str]:
    return sorted(row[0].value for row in store.query(sparql, substitutions=values or None))


def count(store: Store, pattern: str = "?s ?p ?o") -> int:
    return int(column(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0])


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.states() == {}
    assert list(store.quads()) == []
    assert list(store.triples()) == []
    assert count(store) == 0


def test_put_keeps_quads_and_state(store: Store, document: Make) -> None:
    state, quads = document("a", "one", "two")
    store.put(state, quads)
    assert lines(store.quads()) == lines(quads)
    assert lines(store.triples()) == lines(quad.triple for quad in quads)
    assert store.states() == {"document/a": state}


def test_put_takes_any_iterable_and_repeated_quads(store: Store, document: Make) -> None:
    state, quads = document("a", "one")
    store.put(state, iter(quads + quads))
    assert lines(store.quads()) == lines(quads)


def test_a_second_put_replaces_the_first(store: Store, document: Make) -> None:
    store.put(*document("a", "one", "two"))
    state, quads = document("a", "two", "three", fingerprint="2")
    store.put(state, quads)
    assert lines(store.quads()) == lines(quads)
    assert lines(store.triples()) == lines(quad.triple for quad in quads)
    assert store.states()["document/a"].fingerprint == "2"


def test_putting_the_same_again_changes_nothing(store: Store, document: Make) -> None:
    state, quads = document("a", "one")
    store.put(state, quads)
    store.put(state, quads)
    assert lines(store.quads()) == lines(quads)
    assert store.states() == {"document/a": state}


def test_documents_with_nothing_to_say_are_remembered(store: Store, document: Make) -> None:
    state, _ = document("a")
    store.put(state, [])
    assert store.states() == {"document/a": state}
    assert list(store.quads()) == []
    state, quads = document("a", "one", fingerprint="2")
    store.put(state, quads)
    assert lines(store.quads()) == lines(quads)


def test_what_two_documents_state_counts_once_in_the_union(store: Store, document: Make) -> None:
    for name in "abc":
        store.put(*document(name, name))
    assert count(store, "?agency skos:prefLabel ?label") == 1
    assert count(store, "GRAPH ?g { ?agency skos:prefLabel ?label }") == 3
    assert len(list(store.triples())) == 4
    assert len(list(store.quads())) == 6


def test_a_shared_triple_stays_until_its_last_document_goes(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    store.put(*document("b", "two"))
    assert store.remove("document/a")
    assert count(store, "?agency skos:prefLabel 'ICE'") == 1
    assert column(store, "SELECT ?q WHERE { ?d jg:quote ?q }") == ["two"]
    assert store.remove("document/b")
    assert count(store) == 0
    assert list(store.quads()) == []
    assert store.states() == {}


def test_a_note_replaces_the_state_alone(store: Store, document: Make) -> None:
    state, quads = document("a", "one")
    store.put(state, quads)
    store.put(*document("b", "two"))
    before = lines(store.quads()), lines(store.triples())
    moved = replace(state, path="elsewhere/a.txt", set_aside=ASIDE)
    store.note(moved)
    assert store.states()["document/a"] == moved
    assert len(store.states()) == 2
    assert (lines(store.quads()), lines(store.triples())) == before
    store.put(*document("a"))
    assert store.states()["document/a"].set_aside == ()


def test_a_note_on_no_document_is_refused(store: Store, document: Make) -> None:
    with pytest.raises(StoreError, match="no such document"):
        store.note(document("a")[0])
    assert store.states() == {}


def test_removing_what_is_not_there_says_so(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    assert not store.remove("document/b")
    assert list(store.states()) == ["document/a"]


def test_states_are_sorted_by_key(store: Store, document: Make) -> None:
    for name in ("c", "a", "b"):
        store.put(*document(name, name))
    assert list(store.states()) == ["document/a", "document/b", "document/c"]


def test_states_keep_any_text(store: Store) -> None:
    odd = 'a "quoted" \\ päth\n{graph} \U0001f4c4 \\u0041'
    state = DocumentState("document/a", odd, odd, odd, ((odd, 3),))
    store.put(state, [])
    store.put(state, [])  # the second goes through SPARQL text
    assert store.states() == {"document/a": state}


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?o WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?p), 'state')) }",
        "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'jurisgraph/state')) }",
        "SELECT ?s WHERE { graph <https://w3id.org/jurisgraph/state> { ?s ?p ?o } }",
        "SELECT ?g WHERE { Graph ?g {} FILTER(CONTAINS(STR(?g), 'jurisgraph/state')) }",
    ],
)
def test_state_records_are_hidden(store: Store, document: Make, sparql: str) -> None:
    store.put(*document("a", "one"))
    assert list(store.query(sparql)) == []
    assert not any("jurisgraph/state" in str(quad) for quad in store.quads())


def test_graph_clauses_see_documents_put_since_the_last_query(store: Store, document: Make) -> None:
    every = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    store.put(*document("a", "one"))
    assert column(store, every) == [BASE + "graph/document/a"]
    store.put(*document("b", "two"))
    assert column(store, every) == [BASE + "graph/document/a", BASE + "graph/document/b"]
    store.remove("document/a")
    assert column(store, every) == [BASE + "graph/document/b"]


def test_graph_and_default_graph_work_together(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    store.put(*document("b", "two"))
    found = column(store, "SELECT ?g WHERE { ?d jg:quote 'one' GRAPH ?g { ?d jg:quote ?q } }")
    assert found == [BASE + "graph/document/a"]


def test_from_clauses_choose_graphs(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    store.put(*document("b", "two"))
    assert column(store, "SELECT ?q FROM id:graph\\/document\\/a WHERE { ?d jg:quote ?q }") == ["one"]
    named = f"SELECT ?q FROM NAMED <{BASE}graph/document/b> WHERE {{ GRAPH ?g {{ ?d jg:quote ?q }} }}"
    assert column(store, named) == ["two"]


def test_substitutions_bind_variables(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    store.put(*document("b", "two"))
    assert column(store, "SELECT ?d ?q WHERE { ?d jg:quote ?q }", q=Literal("two")) == [BASE + "document/b"]
    graph = NamedNode(BASE + "graph/document/a")
    assert column(store, "SELECT ?q ?g WHERE { GRAPH ?g { ?d jg:quote ?q } }", g=graph) == ["one"]
    with pytest.raises(QueryError, match="not selected"):
        store.query("SELECT ?d WHERE { ?d jg:quote ?q }", substitutions={"q": Literal("two")})


def test_all_forms_of_query(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    assert bool(store.query("ASK { ?d jg:quote 'one' }"))
    assert not bool(store.query("ASK { ?d jg:quote 'two' }"))
    assert len(list(store.query("CONSTRUCT { ?d skos:note ?q } WHERE { ?d jg:quote ?q }"))) == 1
    assert len(list(store.query(f"DESCRIBE <{BASE}document/a>"))) == 1


def test_a_bad_query_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL"):
        store.query("SELECT ?s WHERE { ?s ?p")
    with pytest.raises(QueryError):
        store.query("DELETE WHERE { ?s ?p ?o }")


def test_another_data_base_works_and_may_change(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    state, quads = document("a", "one", base="https://example.org/data/")
    store.put(state, quads)
    assert lines(store.quads()) == lines(quads)
    assert count(store) == len(quads)


def test_quads_outside_the_documents_graph_are_refused(store: Store, document: Make) -> None:
    state, quads = document("a", "one")
    _, others = document("b", "two")
    for wrong in (others, quads + others, [Quad(quads[0].subject, quads[0].predicate, quads[0].object)]):
        with pytest.raises(StoreError, match="own graph"):
            store.put(state, wrong)
    assert store.states() == {}


def test_blank_nodes_are_refused(store: Store, document: Make) -> None:
    state, quads = document("a", "one")
    graph = quads[0].graph_name
    for quad in (
        Quad(BlankNode("x"), NamedNode(SKOS.prefLabel), Literal("x"), graph),
        Quad(NamedNode(BASE + "x"), NamedNode(JG.partOf), BlankNode("x"), graph),
    ):
        with pytest.raises(StoreError, match="blank nodes"):
            store.put(state, [*quads, quad])
    assert list(store.quads()) == []


@pytest.mark.parametrize("key", ["document/a b", "document/<a>", "document/a\n"])
def test_keys_that_no_iri_can_hold_are_refused(store: Store, key: str) -> None:
    with pytest.raises(StoreError, match="no key"):
        store.put(DocumentState(key, "a", "1", "a"), [])


def test_a_closed_store_says_so(store: Store, document: Make) -> None:
    store.put(*document("a", "one"))
    store.close()
    store.close()
    for act in (store.states, lambda: store.query("ASK {}"), lambda: store.remove("document/a")):
        with pytest.raises(StoreError, match="closed"):
            act()


def test_any_series_of_puts_and_removes_ends_as_if_only_the_last_had_happened(store: Store, document: Make) -> None:
    chance = random.Random(7)
    expected: dict[str, tuple[DocumentState, list[Quad]]] = {}
    for step in range(60):
        name = chance.choice("abcd")
        if chance.random() < 0.3:
            assert store.remove(f"document/{name}") == (expected.pop(name, None) is not None)
        else:
            facts = chance.sample(["one", "two", "three", "four", "five"], chance.randint(0, 4))
            expected[name] = document(name, *facts, fingerprint=str(step))
            store.put(*expected[name])
        quads = [quad for _, quads in expected.values() for quad in quads]
        assert lines(store.quads()) == lines(quads)
        assert lines(store.triples()) == sorted({str(quad.triple) for quad in quads})
        assert store.states() == {state.key: state for state, _ in expected.values()}
