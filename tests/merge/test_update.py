"""The merged view of a store: what it holds, that nothing but the documents decides it, that a stop leaves it whole."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import export, rows
from kg.merge.update import remerge
from kg.store import Store, load_file, memory_store, open_store
from kg.store.merged import MERGED_GRAPH
from kg.store.oxigraph import OxigraphStore
from kg.validate import check
from kg.vocab import BASE, JG

from .conftest import COUNTY, ERO, ICE, SHERIFF, STATE, Made, make_document

Make = Callable[..., Made]
MARCH = {"date": "2019-03-04", "count": 2}


def filled(documents: Iterable[Made]) -> Store:
    store = memory_store()
    for made in documents:
        store.put(made.state, made.quads)
    remerge(store)
    return store


def written(store: Store, form: str = "nquads", **view: Any) -> bytes:
    stream = io.BytesIO()
    export(rows(store, **view), form, stream)
    return stream.getvalue()


def content(store: Store) -> bytes:
    return b"\n".join(written(store, form) for form in ("nquads", "turtle"))


def assert_consistent(store: Store) -> None:
    """The default graph is the union of the quads of the view, and no member of a merge is told of outside it."""
    quads = list(store.quads())
    assert {quad.triple for quad in quads} == set(store.triples())
    merged = {q.object for q in quads if q.graph_name == MERGED_GRAPH and q.predicate.value == JG.mergedFrom}
    assert not any(q.subject in merged for q in quads if q.graph_name != MERGED_GRAPH)


def column(store: Store, sparql: str) -> list[str]:
    return sorted(row[0].value.removeprefix(BASE).removeprefix(str(JG)) for row in store.query(sparql))


def test_one_event_in_three_documents_is_one_node(document: Make) -> None:
    store = filled(
        [
            document("a", {"date": "2019-03-04", "count": 2, "answers": [("Refused", ICE)]}),
            document("b", {"to": COUNTY, "date": "2019-03", "answers": [("Refused", ICE), ("Complied", SHERIFF)]}),
            document("c", {"date": "2019-03-04", "count": 3, "by": ERO, "answers": [("Refused", None)]}),
        ]
    )
    assert_consistent(store)
    assert column(store, "SELECT ?s { ?s a jg:Subpoena }") == ["subpoena/a/alder-1"]
    assert column(store, "SELECT ?m { ?s a jg:Subpoena ; jg:mergedFrom ?m }") == [
        f"subpoena/{name}/alder-1" for name in "abc"
    ]
    assert column(store, "SELECT ?d { ?s a jg:Subpoena ; jg:evidence ?e . ?e jg:document ?d }") == [
        f"document/{name}-0123456789ab" for name in "abc"
    ]
    assert column(store, "SELECT ?n { ?s a jg:Subpoena ; jg:count ?n }") == ["2", "3"], "both numbers stay"
    assert column(store, "SELECT ?n { ?s a jg:Subpoena ; jg:date ?n }") == ["2019-03-04"], "the month says less"
    assert column(store, "SELECT ?n { ?s a jg:Subpoena ; skos:prefLabel ?n }") == [
        "Subpoena on Alder County Sheriff's Office, 2019-03-04"
    ]
    assert column(store, "SELECT ?n { ?s a jg:Subpoena ; jg:servedOn ?n }") == [
        "agency/alder-sheriff",
        "jurisdiction/fips/99001",
    ]
    # What ICE says of the refusal is one response of two documents; the others are each somebody else's.
    assert column(store, "SELECT ?t { ?s jg:hasResponse ?r . ?r jg:status ?t }") == ["Complied", "Refused", "Refused"]
    assert column(store, "SELECT ?m { ?r a jg:Response ; jg:mergedFrom ?m }") == [
        "response/a/alder-1-1",
        "response/b/alder-1-1",
    ]
    assert [found for found in check(list(store.quads())) if found.severity == "Violation"] == []


def test_who_gives_which_value_is_told_where_they_disagree(document: Make) -> None:
    store = filled([document("a", MARCH), document("b", {**MARCH, "count": 3}), document("c", {"date": "2019-03"})])
    claims = store.query(
        "SELECT ?p ?v ?d ?q { ?c a jg:Claim ; jg:ofProperty ?p ; jg:value ?v ; jg:claimedIn ?d ; jg:evidence ?e . "
        "?e jg:quote ?q } ORDER BY ?v"
    )
    assert [[term.value.rpartition("/")[2] for term in row] for row in claims] == [
        ["ontology#count", "2", "a-0123456789ab", "a told of it, number 1"],
        ["ontology#count", "3", "b-0123456789ab", "b told of it, number 1"],
    ]


def test_decisions_say_why(document: Make) -> None:
    store = filled([document("a", MARCH), document("b", MARCH)])
    reasons = column(store, "SELECT ?r { ?d a jg:MergeDecision ; jg:decides ?s ; jg:reason ?r . ?s a jg:Subpoena }")
    assert reasons == [
        "count +3: both 2 subpoenas",
        "date +4: both on 2019-03-04",
        f"issuer +2: both issued by {'U.S. Immigration and Customs Enforcement'}",
        "recipient +4: both on Alder County Sheriff's Office",
    ]
    assert column(store, "SELECT ?n { ?d a jg:MergeDecision ; jg:score ?n }") == ["13"]


def test_documents_keep_their_own_statements(document: Make) -> None:
    made = [document("a", MARCH), document("b", MARCH)]
    store = filled(made)
    assert set(store.statements()) == {quad for one in made for quad in one.quads}
    assert set(store.statements("document/b-0123456789ab")) == set(made[1].quads)
    raw = written(store, view="documents").decode().splitlines()
    assert sorted(raw) == sorted({f"{quad} ." for one in made for quad in one.quads})
    assert written(store, source="b.txt") == written(store, source="document/b-0123456789ab")
    asked = "SELECT ?s { GRAPH ?g { ?s a jg:Subpoena } FILTER(CONTAINS(STR(?g), 'document')) }"
    assert column(store, asked) == ["subpoena/a/alder-1", "subpoena/b/alder-1"]


def test_copies_are_one_source(document: Make) -> None:
    text = " ".join(f"word{n % 83} of{n % 31}" for n in range(120))
    store = filled(
        [
            document("a", {**MARCH, "answers": [("Refused", None)]}, published="2019-03-05", text=text),
            document("b", {**MARCH, "answers": [("Refused", None)]}, published="2019-03-06", text=text + " end"),
            document("c", MARCH, text="another text altogether, of which nothing is a copy at all"),
        ]
    )
    assert column(store, "SELECT ?o { ?d jg:derivedFrom ?o }") == ["document/a-0123456789ab"]
    assert len(column(store, "SELECT ?r { ?s jg:hasResponse ?r }")) == 1, "a copy claims what its original does"
    store.remove("document/a-0123456789ab")
    assert_consistent(store)
    assert column(store, "SELECT ?o { ?d jg:derivedFrom ?o }") == []


def test_nothing_is_done_where_nothing_changed(document: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [document("a", MARCH), document("b", MARCH)]
    store = filled(made)
    before = content(store)
    with monkeypatch.context() as patch:
        patch.setattr(store, "set_merged", lambda *_: pytest.fail("merged anew"))
        assert remerge(store) is None
    assert remerge(store, apart=[(f"{BASE}subpoena/a/alder-1", f"{BASE}subpoena/b/alder-1")]) is not None
    assert len(column(store, "SELECT ?s { ?s a jg:Subpoena }")) == 2
    assert remerge(store) is not None
    assert content(store) == before
    store.put(made[0].state, made[0].quads)
    assert store.merged_mark() is None, "a document that is put again takes its merges with it"
    assert remerge(store) is not None
    assert content(store) == before


def test_a_judgement_joins_what_nothing_else_does(document: Make) -> None:
    store = filled([document("a", MARCH), document("b", {"date": "2019-09-09"})])
    assert len(column(store, "SELECT ?s { ?s a jg:Subpoena }")) == 2
    merged = remerge(store, together=[(f"{BASE}subpoena/b/alder-1", f"{BASE}subpoena/a/alder-1")])
    assert merged is not None and len(merged.clusters) == 1
    assert column(store, "SELECT ?n { ?s a jg:Subpoena ; jg:date ?n }") == ["2019-03-04", "2019-09-09"]
    assert_consistent(store)


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "ntriples", "jsonld"])
def test_the_view_reads_back_the_same(document: Make, tmp_path: Path, form: str) -> None:
    store = filled([document("a", MARCH, {"to": STATE}), document("b", MARCH), document("c", {"date": "2019-03"})])
    suffix = {"nquads": "nq", "trig": "trig", "turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld"}[form]
    path = tmp_path / f"graph.{suffix}"
    path.write_bytes(written(store, form))
    with load_file(path) as again:
        assert written(again, form) == path.read_bytes()
        assert set(again.triples()) == set(store.triples())


def test_documents_with_their_merged_graph_read_back_as_the_view(document: Make, tmp_path: Path) -> None:
    """As another tool may hand them back: the documents' own statements, and the merged graph beside them."""
    store = filled([document("a", MARCH), document("b", MARCH)])
    kept = [*store.statements(), *(quad for quad in store.quads() if quad.graph_name == MERGED_GRAPH)]
    path = tmp_path / "all.nq"
    path.write_text("".join(f"{quad} .\n" for quad in kept), encoding="utf-8")
    with load_file(path) as again:
        assert content(again) == content(store)


EVENT = st.fixed_dictionaries(
    {
        "to": st.sampled_from([SHERIFF, SHERIFF, COUNTY, STATE]),
        "by": st.sampled_from([ICE, ICE, ERO]),
        "date": st.sampled_from([None, "2019", "2019-03", "2019-03-04", "2019-03-05", "2019-06-01"]),
        "count": st.sampled_from([None, 1, 2, 3]),
        "answers": st.lists(
            st.tuples(st.sampled_from(["Refused", "Complied"]), st.sampled_from([None, ICE, SHERIFF])), max_size=2
        ),
    }
)
DOCUMENTS = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.tuples(
        st.lists(EVENT, max_size=3), st.sampled_from([None, "2019-03-06", "2019-07"]), st.sampled_from(["", "t"])
    ),
    max_size=6,
)
TEXT = " ".join(f"copied{n % 61} words{n % 17}" for n in range(90))


def made(found: dict[str, tuple[list[dict[str, Any]], str | None, str]]) -> dict[str, Made]:
    return {
        name: make_document(name, *events, published=published, text=text and TEXT)
        for name, (events, published, text) in found.items()
    }


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, st.randoms(use_true_random=False), st.data())
def test_any_order_and_any_split_into_runs_give_the_same_bytes(found: Any, chance: random.Random, data: Any) -> None:
    documents = made(found)
    expected = content(filled(documents.values()))
    names = sorted(documents)
    chance.shuffle(names)
    runs = data.draw(st.sets(st.sampled_from(names))) if names else set()
    with memory_store() as store:
        for name in names:
            store.put(documents[name].state, documents[name].quads)
            if name in runs:
                remerge(store)
            assert_consistent(store)
        remerge(store)
        assert content(store) == expected


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, st.sets(st.sampled_from("abcdefg")), st.booleans())
def test_removing_documents_leaves_what_the_others_give(found: Any, gone: set[str], again: bool) -> None:
    documents = made(found)
    store = filled(documents.values())
    whole = content(store)
    for name in sorted(gone & documents.keys()):
        store.remove(documents[name].state.key)
        assert_consistent(store)
    remerge(store)
    assert_consistent(store)
    assert content(store) == content(filled(one for name, one in documents.items() if name not in gone))
    if again:
        for name in sorted(gone & documents.keys(), reverse=True):
            store.put(documents[name].state, documents[name].quads)
        remerge(store)
        assert content(store) == whole


class Stopping:
    """An engine that stops for good before its n-th change, as a process does that is killed."""

    def __init__(self, engine: ox.Store, after: int) -> None:
        self._engine, self.left = engine, after

    def __getattr__(self, name: str) -> Any:
        if name in ("update", "extend"):
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
        return getattr(self._engine, name)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, st.integers(0, 25))
def test_a_stop_at_any_change_leaves_a_view_that_the_next_run_completes(found: Any, after: int) -> None:
    documents = made(found)
    expected = content(filled(documents.values()))
    engine = ox.Store()
    # The first run merges something else, so that the second has merges to undo.
    first = OxigraphStore(engine)
    for one in documents.values():
        first.put(one.state, one.quads)
    remerge(first, together=[(f"{BASE}subpoena/{a}/alder-1", f"{BASE}subpoena/{b}/alder-1") for a, b in ("ab", "cd")])
    stopping = OxigraphStore(Stopping(engine, after))  # type: ignore[arg-type]
    try:
        for one in documents.values():
            stopping.remove(one.state.key)
            stopping.put(one.state, one.quads)
        remerge(stopping)
    except KeyboardInterrupt:
        assert_consistent(OxigraphStore(engine))
    store = OxigraphStore(engine)
    for one in documents.values():
        if one.state.key not in store.states():
            store.put(one.state, one.quads)
    remerge(store)
    assert content(store) == expected
    assert_consistent(store)


def test_a_store_on_disk_keeps_its_merges(document: Make, tmp_path: Path) -> None:
    made = [document("a", MARCH), document("b", MARCH)]
    with open_store(tmp_path / "graph") as store:
        for one in made:
            store.put(one.state, one.quads)
        remerge(store)
        expected = content(store)
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert content(store) == expected
        assert_consistent(store)
    with open_store(tmp_path / "graph") as store:
        assert remerge(store) is None
