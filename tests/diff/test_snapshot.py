"""kg.diff.snapshot: a graph as nodes with properties in words and passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.diff.snapshot import Passage, Snapshot
from kg.store import load_file

from .conftest import told

Graph = Callable[..., Path]
SUBPOENA = "https://example.org/subpoena/a-111/lane-1"


@pytest.fixture
def snapshot(graph: Graph) -> Snapshot:
    with load_file(graph("one", told())) as store:
        return Snapshot(store)


def test_values_are_shown_as_people_know_them(snapshot: Snapshot) -> None:
    facts = snapshot.facts({})
    values = {prop.rpartition("#")[2]: shown for prop, shown in facts[SUBPOENA].values.items()}
    assert values == {"issuedBy": {"ICE"}, "count": {"3"}}
    agency = facts["https://example.org/agency/ice"]
    assert (agency.label, agency.kind) == ("ICE", "Agency")
    assert [set(shown) for shown in agency.values.values()] == [{"Federal"}], "a term of the vocabulary as words"


def test_evidence_is_no_node_but_a_passage(snapshot: Snapshot) -> None:
    facts = snapshot.facts({})
    assert not any("/evidence/" in iri for iri in facts)
    assert facts[SUBPOENA].passages == {Passage("a.txt", "three subpoenas", 10, 25)}


def test_nodes_are_called_as_asked(snapshot: Snapshot) -> None:
    facts = snapshot.facts({SUBPOENA: "https://example.org/other"})
    assert facts["https://example.org/other"].label == "ICE subpoena on Lane County"
    assert SUBPOENA not in facts


def test_files_by_document(snapshot: Snapshot) -> None:
    assert snapshot.files == {"https://example.org/document/a-111": "a.txt"}
    assert snapshot.of("https://example.org/nowhere", "https://example.org/p") == set()


def test_passages_of_the_same_words_are_the_same_wherever_they_stand() -> None:
    assert Passage("a.txt", "two", 1, 4).said == Passage("a.txt", "two", 9, 12).said
    assert Passage("a.txt", "two", 1, 4).said != Passage("b.txt", "two", 1, 4).said
