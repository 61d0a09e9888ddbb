"""The provenance graph: PROV-O that tells how each graph was made, from what, and that depends on nothing else."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg import pipeline
from kg.errors import StoreError
from kg.export import export
from kg.history import record
from kg.pipeline import build, pipeline_version
from kg.store import DocumentState, Store, load_file, memory_store, open_store
from kg.validate import check
from kg.vocab import BASE, PROV, PROVENANCE_GRAPH

from .conftest import TEXTS, content, write


def rows(store: Store, pattern: str) -> list[tuple[str, ...]]:
    """The values of a pattern's variables ?a ?b in the provenance graph, sorted."""
    found = store.query(f"SELECT DISTINCT ?a ?b {{ GRAPH <{PROVENANCE_GRAPH}> {{ {pattern} }} }}")
    return sorted(tuple("" if term is None else term.value for term in row) for row in found)  # type: ignore[union-attr]


@pytest.fixture
def built(tmp_path: Path, recalled: None) -> Iterable[tuple[Store, Path]]:
    """A store with two documents, and their folder."""
    folder = write(tmp_path / "in", ["alder.txt", "elm.txt"])
    with memory_store() as store:
        build([folder], store)
        yield store, folder


def test_each_graph_leads_to_its_input_with_the_hash(built: tuple[Store, Path]) -> None:
    store, folder = built
    found = rows(store, "?a prov:wasDerivedFrom ?d . ?activity prov:generated ?a ; prov:used ?d ; jg:inputHash ?b")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert found == sorted((f"{BASE}graph/{key}", hashes[state.file_name]) for key, state in store.states().items())
    names = rows(store, "?a prov:used ?d ; skos:prefLabel ?b FILTER(CONTAINS(STR(?a), '/reading/'))")
    assert [label for _, label in names] in (
        ["reading of alder.txt", "reading of elm.txt"],
        ["reading of elm.txt", "reading of alder.txt"],
    )


def test_the_version_and_what_else_decides_are_told(built: tuple[Store, Path]) -> None:
    store, _ = built
    ((software, version),) = rows(store, "?a a prov:SoftwareAgent ; jg:pipelineVersion ?b")
    assert version == pipeline_version()
    assert len(rows(store, f"?a prov:wasAssociatedWith <{software}>")) == 3, "two readings and the build"
    parameters = {value for _, value in rows(store, "?a jg:parameter ?b")}
    assert parameters == {f"base={BASE}", "layers=parser,patterns"}


def test_the_build_used_all_graphs(built: tuple[Store, Path]) -> None:
    store, folder = built
    activity = build([folder], store).activity
    used = rows(store, f"<{activity}> prov:used ?a")
    assert [graph for graph, *_ in used] == [f"{BASE}graph/{key}" for key in sorted(store.states())]
    assert rows(store, f"<{activity}> skos:prefLabel ?a")[0][0] == "graph of 2 documents"


def test_graphs_made_from_all_are_generated_by_the_build(built: tuple[Store, Path]) -> None:
    store, _ = built
    merged = NamedNode(BASE + "graph/merged")
    store.annex(merged, [Quad(NamedNode(BASE + "x"), NamedNode(PROV.value), NamedNode(BASE + "y"), merged)])
    before = rows(store, "?a prov:used ?b")
    activity = record(store, version=pipeline_version(), parameters={"base": BASE})
    assert (activity, merged.value) in rows(store, "?a prov:generated ?b")
    assert rows(store, "?a prov:used ?b") != before, "another build has another name"


def test_order_and_number_of_builds_do_not_matter(tmp_path: Path, recalled: None, fresh: Callable[..., bytes]) -> None:
    folder = write(tmp_path / "in", TEXTS)
    with memory_store() as store:
        for name in sorted(TEXTS, reverse=True):
            build([folder / name], store)
        assert content(store) == fresh(folder)
        assert not store.annex(NamedNode(PROVENANCE_GRAPH), list(provenance(store))), "nothing is left to change"


def provenance(store: Store) -> Iterable[Quad]:
    return (quad for quad in store.quads() if quad.graph_name == NamedNode(PROVENANCE_GRAPH))


def test_no_time_and_no_path_of_the_machine(built: tuple[Store, Path], tmp_path: Path) -> None:
    store, _ = built
    text = "\n".join(map(str, provenance(store)))
    assert "dateTime" not in text and str(tmp_path) not in text and "/in/" not in text


def test_another_version_is_told_where_it_read(tmp_path: Path, recalled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = write(tmp_path / "one", ["alder.txt"]), write(tmp_path / "two", ["elm.txt"])
    with memory_store() as store:
        build([one], store)
        monkeypatch.setattr(pipeline, "pipeline_version", lambda: "9.9+f")
        build([two], store)
        assert {version for _, version in rows(store, "?a jg:pipelineVersion ?b")} == {pipeline_version(), "9.9+f"}


def test_records_of_older_releases_have_no_version(recalled: None) -> None:
    with memory_store() as store:
        store.put(DocumentState("document/old-1", "old.txt", "1", "old.txt"), [])
        record(store, version="1", parameters={})
        assert len(rows(store, "?a prov:wasAssociatedWith ?b")) == 1
        assert rows(store, "?a jg:inputHash ?b") == []


def test_an_empty_store_has_none(built: tuple[Store, Path]) -> None:
    store, folder = built
    assert build([write(folder, [])], store).activity is None
    assert list(store.quads()) == []


def test_it_is_exported_apart_and_conforms(built: tuple[Store, Path], tmp_path: Path) -> None:
    store, _ = built
    for form, suffix in (("nquads", "nq"), ("trig", "trig")):
        with (tmp_path / f"graph.{suffix}").open("wb") as stream:
            export(store, form, stream)
        with load_file(tmp_path / f"graph.{suffix}") as loaded:
            assert set(loaded.quads()) == set(store.quads())
            assert set(loaded.triples()) == set(store.triples()), "it is no part of the merged view there either"
    stream = io.BytesIO()
    export(store, "turtle", stream)
    assert b"prov:used" not in stream.getvalue()
    assert check(store.quads()) == ()


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_what_is_annexed(tmp_path: Path, place: str) -> None:
    graph = NamedNode(BASE + "graph/beside")
    quads = [Quad(NamedNode(BASE + name), NamedNode(PROV.used), NamedNode(BASE + "x"), graph) for name in "abc"]
    with memory_store() if place == "memory" else open_store(tmp_path / "graph") as store:
        assert not store.annex(graph, [])
        assert store.annex(graph, quads[:2])
        assert not store.annex(graph, reversed(quads[:2]))
        assert store.annex(graph, quads[1:])
        assert set(store.quads()) == set(quads[1:])
        assert list(store.triples()) == []
        assert store.query(f"ASK {{ GRAPH <{graph.value}> {{ ?s ?p ?o }} }}")
        assert not store.query("ASK { ?s ?p ?o }")
        assert store.annex(graph, [])
        assert list(store.quads()) == []
        for wrong in (NamedNode(BASE + "graph/other"), NamedNode(BASE + "graph/document/a-1")):
            with pytest.raises(StoreError, match="no document's"):
                store.annex(wrong, quads)
