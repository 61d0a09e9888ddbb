"""kg.judgements.stored: which events judgements bind, and what is said of those that nothing came of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.judgements import Judgements, Mark
from kg.judgements.stored import NO_DOCUMENT, NOT_MERGED, bindings, marks_of, record
from kg.store import DocumentState, Store, memory_store
from kg.vocab import BASE


@pytest.fixture
def store() -> Iterator[Store]:
    with memory_store() as opened:
        yield opened


def note(store: Store, key: str, *marks: Mark) -> None:
    told = tuple((mark.judgement, mark.fact, mark.key, mark.problem) for mark in marks)
    store.put(DocumentState(f"document/{key}", f"{key}.txt", key, f"{key}.txt", judged=told), [])


def pair(one: str, other: str) -> tuple[str, str]:
    return BASE + one, BASE + other


def test_what_documents_remember_comes_together(store: Store, desk: Any) -> None:
    one = desk.judgement("merge", desk.lane, desk.clackamas)
    note(store, "a", Mark(one.id, 0, "subpoena/a/1"))
    note(store, "b", Mark(one.id, 1, "subpoena/b/1"), Mark("other", 0, "", "gone"))
    marks = marks_of(store)
    assert marks[one.id] == [Mark(one.id, 0, "subpoena/a/1"), Mark(one.id, 1, "subpoena/b/1")]
    assert marks["other"] == [Mark("other", 0, "", "gone")]
    assert bindings(Judgements((one,)), marks) == ([pair("subpoena/a/1", "subpoena/b/1")], [])


def test_of_three_events_each_pair_is_bound(desk: Any) -> None:
    one = desk.judgement("apart", desk.lane, desk.clackamas, desk.lane)
    marks = {one.id: [Mark(one.id, number, f"subpoena/{name}/1") for number, name in enumerate("cab")]}
    found = [pair(f"subpoena/{a}/1", f"subpoena/{b}/1") for a, b in ("ab", "ac", "bc")]
    assert bindings(Judgements((one,)), marks) == ([], found)


def test_an_event_that_two_files_tell_is_bound_with_both(desk: Any) -> None:
    one = desk.judgement("merge", desk.lane, desk.clackamas)
    sides = [(0, "subpoena/a/1"), (0, "subpoena/b/1"), (1, "subpoena/c/1")]
    marks = {one.id: [Mark(one.id, number, key) for number, key in sides]}
    together, _ = bindings(Judgements((one,)), marks)
    assert together == [pair("subpoena/a/1", "subpoena/c/1"), pair("subpoena/b/1", "subpoena/c/1")]


@pytest.mark.parametrize(
    "marks",
    [
        [],
        [(0, "subpoena/a/1", "")],
        [(0, "subpoena/a/1", ""), (1, "", "no fact")],
        [(0, "subpoena/a/1", ""), (1, "subpoena/b/1", "the fact was rejected")],
        [(0, "subpoena/a/1", ""), (1, "subpoena/a/1", "")],
    ],
)
def test_half_a_pair_binds_nothing(desk: Any, marks: list[tuple[int, str, str]]) -> None:
    one = desk.judgement("merge", desk.lane, desk.clackamas)
    assert bindings(Judgements((one,)), {one.id: [Mark(one.id, *mark) for mark in marks]}) == ([], [])


def test_judgements_of_one_fact_bind_nothing(desk: Any) -> None:
    one = desk.judgement("accept", desk.lane)
    assert bindings(Judgements((one,)), {one.id: [Mark(one.id, 0, "subpoena/a/1")]}) == ([], [])


def test_why_nothing_came_of_some(store: Store, desk: Any) -> None:
    lost, found, gone = (desk.judgement(verb, desk.lane) for verb in ("accept", "reject", "correct"))
    merge = desk.judgement("merge", desk.lane, desk.clackamas)
    note(
        store, "a", Mark(found.id, 0, "subpoena/a/1"), Mark(gone.id, 0, "", "no fact"),
        Mark(merge.id, 0, "subpoena/a/1"), Mark(merge.id, 1, "subpoena/a/2"),
    )  # fmt: skip
    unmet = record(store, Judgements((lost, found, gone, merge)))
    assert unmet == [(lost, NO_DOCUMENT), (gone, "no fact"), (merge, NOT_MERGED)]
    assert store.query(f"ASK {{ GRAPH <{BASE}graph/judgements> {{ ?j jg:unmet ?why }} }}")
    assert record(store, Judgements()) == []
    assert not store.query("ASK { GRAPH ?g { ?j a jg:Judgement } }")
