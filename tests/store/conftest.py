"""Documents' states and quads for the tests of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import DocumentState, Store, memory_store, open_store
from kg.vocab import BASE, JG, SKOS

Make = Callable[..., tuple[DocumentState, list[Quad]]]


@pytest.fixture
def document() -> Make:
    """Makes a document's state and quads: an agency that every document shares, and facts of its own."""

    def make(name: str, *facts: str, fingerprint: str = "1", base: str = BASE) -> tuple[DocumentState, list[Quad]]:
        key = f"document/{name}"
        graph = NamedNode(f"{base}graph/{key}")
        agency = NamedNode(base + "agency/ice")
        quads = [Quad(agency, NamedNode(SKOS.prefLabel), Literal("ICE"), graph)]
        quads += [Quad(NamedNode(f"{base}{key}"), NamedNode(JG.quote), Literal(fact), graph) for fact in facts]
        summary = (("Agency", 1), ("Subpoena", len(facts)))
        return DocumentState(key, f"in/{name}.txt", fingerprint, f"{name}.txt", summary), quads

    return make


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each backend."""
    with memory_store() if request.param == "memory" else open_store(tmp_path / "graph") as store:
        yield store
