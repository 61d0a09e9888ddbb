"""The merged view as every store keeps it: a function of the documents' graphs and the merged graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Triple

from kg.errors import StoreError
from kg.store import DocumentState, Store, memory_store, open_store, oxigraph
from kg.store.merged import FILE_GRAPH, MERGED_GRAPH, MergedIndex, canonical, grouped, of_documents, view_of
from kg.store.records import STATE_GRAPH
from kg.vocab import BASE, JG, RDF, SKOS

Row = tuple[str, str, str]
PROPERTIES = {"of": JG.mergedFrom, "answer": JG.hasResponse, "label": SKOS.prefLabel, "about": JG.concerns}


def node(name: str) -> NamedNode:
    return NamedNode(f"{BASE}{name}")


def triple(subject: str, prop: str, value: str) -> Triple:
    term = Literal(value) if prop == "label" else node(value)
    return Triple(node(subject), NamedNode(PROPERTIES[prop]), term)


def triples(*rows: Row) -> set[Triple]:
    return {triple(*row) for row in rows}


def put(store: Store, name: str, *rows: Row, fingerprint: str = "1") -> None:
    graph = NamedNode(f"{BASE}graph/document/{name}")
    quads = [Quad(*triple(*row), graph) for row in rows]
    store.put(DocumentState(f"document/{name}", f"{name}.txt", fingerprint, f"{name}.txt"), quads)


def view(store: Store) -> set[Triple]:
    """The view, which must be the same in every way to ask for it."""
    found = set(store.triples())
    assert {quad.triple for quad in store.quads()} == found
    results = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(results, QuerySolutions)
    assert {Triple(*row) for row in results} == found  # type: ignore[arg-type]
    return found


A: list[Row] = [("s/a", "label", "as a tells it"), ("s/a", "answer", "r/a"), ("r/a", "label", "no, says a")]
B: list[Row] = [("s/b", "label", "as b tells it"), ("s/b", "answer", "r/b"), ("r/b", "label", "no, says b")]
COURT: list[Row] = [("c/c", "about", "s/b"), ("c/c", "label", "an order")]
MERGED: list[Row] = [
    ("s/a", "of", "s/a"),
    ("s/a", "of", "s/b"),
    ("s/a", "label", "as both tell it"),
    ("s/a", "answer", "r/a"),
    ("r/a", "of", "r/a"),
    ("r/a", "of", "r/b"),
    ("r/a", "label", "no, say both"),
]


@pytest.fixture
def full(store: Store) -> Store:
    """Two accounts of one event, and an action about the second, merged."""
    put(store, "a", *A)
    put(store, "b", *B)
    put(store, "c", *COURT)
    store.set_merged(triples(*MERGED), "mark")
    return store


def test_members_give_way_to_their_canonical_node(full: Store) -> None:
    assert view(full) == triples(*MERGED, ("c/c", "about", "s/a"), ("c/c", "label", "an order"))
    assert full.merged_mark() == "mark"


def test_the_documents_graphs_stay_as_they_are(full: Store) -> None:
    assert {quad.triple for quad in full.statements()} == triples(*A, *B, *COURT)
    assert {quad.triple for quad in full.statements("document/b")} == triples(*B)
    asked = "SELECT ?l { GRAPH <https://w3id.org/jurisgraph/id/graph/document/b> { ?s skos:prefLabel ?l } }"
    results = full.query(asked)
    assert isinstance(results, QuerySolutions)
    assert sorted(row[0].value for row in results) == ["as b tells it", "no, says b"]
    with pytest.raises(StoreError, match="no such document"):
        list(full.statements("document/gone"))


def test_nodes_of_a_class_as_documents_state_it(store: Store) -> None:
    kinds = {"s/a": "one", "s/b": "one", "c/c": "other"}
    for name, kind in kinds.items():
        graph = NamedNode(f"{BASE}graph/document/{name[-1]}")
        state = DocumentState(f"document/{name[-1]}", "a.txt", "1", "a.txt")
        store.put(state, [Quad(node(name), NamedNode(str(RDF) + "type"), node(kind), graph)])
    store.set_merged({Triple(node("s/a"), NamedNode(str(RDF) + "type"), node("one")), *triples(*MERGED)}, "1")
    assert sorted(found.value for found in store.of_class(node("one"))) == [f"{BASE}s/a", f"{BASE}s/b"]
    assert list(store.of_class(node("other"))) == [node("c/c")]
    assert list(store.of_class(node("none"))) == []


def test_what_documents_state_about_some_nodes(full: Store) -> None:
    """Node by node, as before any merge; nothing of a node that no document describes."""
    found = list(full.about([node("s/b"), node("c/c"), node("gone"), node("r/a")]))
    assert {quad.triple for quad in found} == triples(*B[:2], *COURT, A[2])
    assert [quad.subject for quad in found] == [node(name) for name in ("s/b", "s/b", "c/c", "c/c", "r/a")]
    assert {quad.graph_name.value for quad in found if quad.subject == node("s/b")} == {  # type: ignore[union-attr]
        f"{BASE}graph/document/b"
    }


def test_the_merged_graph_has_a_name(full: Store) -> None:
    assert {q.triple for q in full.quads() if q.graph_name == MERGED_GRAPH} == triples(*MERGED)
    results = full.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(results, QuerySolutions)
    assert MERGED_GRAPH in {row[0] for row in results}


def test_nothing_merged_gives_the_union_back(full: Store) -> None:
    full.set_merged([], "none")
    assert view(full) == triples(*A, *B, *COURT)
    assert full.merged_mark() == "none"


@pytest.mark.parametrize("gone", ["a", "b"])
def test_what_rests_on_a_document_goes_with_it(full: Store, gone: str) -> None:
    assert full.remove(f"document/{gone}")
    assert view(full) == triples(*(B if gone == "a" else A), *COURT)
    assert full.merged_mark() is None, "the next build is to merge anew"


def test_what_a_document_links_to_is_merged_anew_without_it(full: Store) -> None:
    put(full, "d", ("c/d", "about", "s/b"), ("c/d", "label", "another order"))
    assert triple("c/d", "about", "s/a") in view(full)
    assert full.remove("document/c")
    assert view(full) == triples(*A, *B, ("c/d", "about", "s/b"), ("c/d", "label", "another order"))
    put(full, "d", ("c/d", "label", "another order"), fingerprint="2")
    full.set_merged(triples(*MERGED), "again")
    assert view(full) == triples(*MERGED, ("c/d", "label", "another order"))
    put(full, "d", ("c/d", "about", "r/b"), fingerprint="3")
    assert triple("c/d", "about", "r/a") in view(full), "a link that comes later is seen like the others"


def test_what_rests_on_others_stays(full: Store) -> None:
    put(full, "d", ("s/d", "label", "as d tells it"))
    assert full.remove("document/d")
    assert view(full) == triples(*MERGED, ("c/c", "about", "s/a"), ("c/c", "label", "an order"))
    assert full.merged_mark() == "mark", "no merge was undone"


def test_a_document_that_changes_takes_its_merges_along(full: Store) -> None:
    put(full, "b", ("s/b", "label", "as b tells it now"), fingerprint="2")
    assert view(full) == triples(*A, ("s/b", "label", "as b tells it now"), *COURT)
    assert full.merged_mark() is None


def test_a_new_document_stands_beside_what_was_merged(full: Store) -> None:
    put(full, "d", ("s/d", "label", "as d tells it"))
    assert triples(("s/d", "label", "as d tells it"), *MERGED) < view(full)
    assert full.merged_mark() == "mark"


def test_one_merge_replaces_another(full: Store) -> None:
    put(full, "d", ("s/d", "label", "as d tells it"))
    others: list[Row] = [("s/b", "of", "s/b"), ("s/b", "of", "s/d"), ("s/b", "label", "as b and d tell it")]
    full.set_merged(triples(*others), "second")
    loose: list[Row] = [("r/b", "label", "no, says b")]  # its event says nothing of it any more
    assert view(full) == triples(*A, *others, *loose, *COURT)
    full.set_merged(triples(*MERGED), "third")
    assert view(full) == triples(*MERGED, ("c/c", "about", "s/a"), COURT[1], ("s/d", "label", "as d tells it"))


def test_a_store_opened_to_read_cannot_merge(tmp_path: Path) -> None:
    open_store(tmp_path / "graph").close()
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert store.merged_mark() is None
        with pytest.raises(StoreError, match="reading only"):
            store.set_merged([], "mark")


def test_annexed_graphs_are_no_part_of_the_view(full: Store) -> None:
    annexed = NamedNode(f"{BASE}graph/provenance")
    before = view(full)
    quad = Quad(*triple("activity/1", "about", "s/b"), annexed)
    assert full.annex(annexed, [quad])
    assert set(full.triples()) == before
    assert quad in set(full.quads()), "as it was annexed, members and all"
    assert quad not in set(full.statements())


@pytest.mark.parametrize(
    ("graph", "holds"),
    [
        (node("graph/document/a-1"), True),
        (FILE_GRAPH, True),
        (NamedNode("https://example.org/a graph of somebody".replace(" ", "-")), True),
        (BlankNode("g"), True),
        (MERGED_GRAPH, False),
        (STATE_GRAPH, False),
        (node("graph/provenance"), False),
        (node("graph/judgements"), False),
        (DefaultGraph(), False),
    ],
)
def test_which_graphs_hold_what_documents_state(graph: object, holds: bool) -> None:
    assert of_documents(graph) is holds


def test_the_index_of_a_merged_graph() -> None:
    index = MergedIndex(triples(*MERGED))
    assert (
        index.canonical
        == canonical(index.triples)
        == {
            node("s/a"): node("s/a"),
            node("s/b"): node("s/a"),
            node("r/a"): node("r/a"),
            node("r/b"): node("r/a"),
        }
    )
    link = Quad(*triple("c/c", "about", "s/b"), node("graph/document/c"))
    assert index.view(link) == triple("c/c", "about", "s/a")
    assert index.view(link, but={node("s/b")}) == link.triple
    assert index.view(Quad(*triple("s/b", "label", "x"), node("graph/document/b"))) is None
    assert index.resting_on([f"{BASE}r/b"]) == index.triples, "an event and its answers belong together"
    assert index.resting_on([f"{BASE}s/z"]) == set()


def test_groups_are_taken_out_whole() -> None:
    other: list[Row] = [("s/x", "of", "s/x"), ("s/x", "of", "s/y"), ("s/x", "label", "another")]
    index = MergedIndex(triples(*MERGED, *other))
    groups = grouped(index.triples)
    assert groups.of(node("s/b")) == groups.of(node("r/a")) != groups.of(node("s/y"))
    assert groups.of(Literal("no node")) == ""
    index.drop(index.resting_on([f"{BASE}s/y"]))
    assert index.triples == triples(*MERGED)
    assert node("s/x") not in index.canonical
    assert index.resting_on([f"{BASE}s/y"]) == set()


def test_the_view_of_a_file() -> None:
    quads = [Quad(*row, node("graph/document/all")) for row in triples(*A, *B, *COURT)]
    merged = [Quad(*row, MERGED_GRAPH) for row in triples(*MERGED)]
    aside = Quad(*triple("activity/1", "about", "s/b"), node("graph/provenance"))
    found = set(view_of([*quads, *merged, aside]))
    assert found == triples(*MERGED, ("c/c", "about", "s/a"), ("c/c", "label", "an order"))
    assert set(view_of(quads)) == triples(*A, *B, *COURT)


MEMBERS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abc"), max_size=6)


def made(found: dict[str, str]) -> set[Triple]:
    """A merged graph in which each letter's event was merged into another's, its own smallest among them."""
    clusters: dict[str, set[str]] = {}
    for member, cluster in found.items():
        clusters.setdefault(cluster, set()).add(member)
    rows: list[Row] = []
    for members in clusters.values():
        first = min(members)
        rows += [(f"s/{first}", "of", f"s/{member}") for member in members]
        rows.append((f"s/{first}", "label", f"as {''.join(sorted(members))} tell it"))
    return triples(*rows)


def expected(documents: Iterable[str], merged: set[Triple]) -> set[Triple]:
    rows: list[Row] = []
    for name in documents:
        rows += [(f"s/{name}", "label", f"as {name} tells it"), (f"c/{name}", "about", f"s/{name}")]
    quads = [Quad(*row, node("graph/document/any")) for row in triples(*rows)]
    return set(view_of([*quads, *(Quad(*row, MERGED_GRAPH) for row in merged)]))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.one_of(MEMBERS, st.sampled_from("abcdef")), max_size=6))
def test_any_series_of_changes_gives_the_view_of_the_last(steps: list[dict[str, str] | str]) -> None:
    """A dictionary merges anew; a letter takes that document out, or puts it in again."""
    present = set("abcdef")
    merged: set[Triple] = set()
    with memory_store() as store:
        for name in sorted(present):
            put(store, name, (f"s/{name}", "label", f"as {name} tells it"), (f"c/{name}", "about", f"s/{name}"))
        for step in steps:
            if isinstance(step, dict):
                merged = made({member: cluster for member, cluster in step.items() if member in present})
                store.set_merged(merged, "mark")
            elif step in present:
                store.remove(f"document/{step}")
                present.discard(step)
                merged -= MergedIndex(merged).resting_on([f"{BASE}s/{step}"])
            else:
                put(store, step, (f"s/{step}", "label", f"as {step} tells it"), (f"c/{step}", "about", f"s/{step}"))
                present.add(step)
            assert view(store) == expected(present, merged)


def test_a_great_change_is_made_in_several_steps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.store import steps as module

    monkeypatch.setattr(module, "STEP", 5)
    names = [f"{first}{second}" for first in "abcdef" for second in "xy"]
    for name in names:
        put(store, name, (f"s/{name}", "label", f"as {name} tells it"))
    merged = {
        one
        for letter in "abcdef"
        for one in triples(
            (f"s/{letter}x", "of", f"s/{letter}x"),
            (f"s/{letter}x", "of", f"s/{letter}y"),
            (f"s/{letter}x", "label", letter),
        )
    }
    store.set_merged(merged, "mark")
    assert view(store) == merged


def test_what_is_written_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxigraph, "_KEPT_IN_MEMORY", 4)
    tables = tmp_path / "graph" / "oxigraph"

    def written() -> int:
        return len(list(tables.glob("*.sst")))

    with open_store(tmp_path / "graph") as store:
        put(store, "a", *A[:1])
        before = written()
        put(store, "b", *B)
        assert written() > before
        assert {quad.triple for quad in store.statements()} == triples(*A[:1], *B)
