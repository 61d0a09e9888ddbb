"""The project's own documents, with the five originals if at hand: each event stands once, with all sources.

What is said of the originals is who was served, not a word of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg import resources
from kg.pipeline import build
from kg.query import library
from kg.query.results import render
from kg.query.run import run
from kg.store import Store, memory_store
from kg.validate import check

ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
DIGESTS = {
    "denver": "ice-denver-2020-01-15.md",
    "nyc": "ice-new-york-city-2020-01.md",
    "san diego": "ice-san-diego-county-california-2020-02-15.md",
    "oregon": "ice-washington-county-oregon-2020-02-27.md",
}
# The originals by the start of their names: a release on Washington County, one on San Diego, one on New York, a wire
# story on Denver, and a report on detainers.
OREGON, SAN_DIEGO, NYC, DENVER, DETAINERS = "000_", "001_", "002_", "003_", "004_"
EVENTS = """
SELECT ?event (GROUP_CONCAT(DISTINCT ?name; separator=" ") AS ?names)
  (GROUP_CONCAT(DISTINCT ?file; separator=" ") AS ?files)
{
  ?event a ?class ; jg:servedOn|jg:sentTo ?recipient ; jg:evidence ?evidence . VALUES ?class { %s }
  ?evidence jg:document ?document . ?document jg:fileName ?file .
  ?recipient skos:prefLabel ?label . BIND (REPLACE(?label, " ", "_") AS ?name)
} GROUP BY ?event"""
Events = dict[frozenset[str], frozenset[str]]


def events(store: Store, kind: str = "jg:Subpoena") -> Events:
    """The names of an event's recipients → the files that tell of it; fails where two events have the same."""
    found: Events = {}
    results = store.query(EVENTS % kind)
    assert isinstance(results, QuerySolutions)
    for _, names, files in results:
        recipients = frozenset(name.replace("_", " ") for name in names.value.split())
        assert recipients not in found, f"two events on {sorted(recipients)}"
        found[recipients] = frozenset(files.value.split())
    return found


def of(found: Events, *recipients: str) -> set[str]:
    """The files of the one event on some recipients, originals by the start of their names."""
    return {name[:4] if name[:3].isdigit() else name for name in found[frozenset(recipients)]}


@pytest.fixture(scope="module")
def digests() -> Iterator[Store]:
    with memory_store() as store:
        build([resources.path("seeds", "documents")], store)
        yield store


@pytest.fixture(scope="module")
def together() -> Iterator[Store]:
    if not ORIGINALS.is_dir():
        pytest.skip("the five originals are not beside this checkout")
    with memory_store() as store:
        build([resources.path("seeds", "documents"), *sorted(ORIGINALS.glob("00*.txt"))], store)
        yield store


def test_each_event_of_the_digests_stands_once(digests: Store) -> None:
    found = events(digests)
    assert len(found) == 12
    assert of(found, "Denver, Colorado") == {DIGESTS["denver"], DIGESTS["nyc"], DIGESTS["san diego"]}
    assert of(found, "New York City", "New York City Department of Correction") == {
        DIGESTS["nyc"],
        DIGESTS["san diego"],
    }
    assert of(found, "San Diego County Sheriff's Office") == {DIGESTS["san diego"]}
    assert of(found, "Connecticut") == {DIGESTS["san diego"], DIGESTS["oregon"]}
    assert of(found, "Washington County Sheriff's Office") == {DIGESTS["oregon"]}


def test_each_event_of_all_documents_stands_once(together: Store) -> None:
    found = events(together)
    assert len(found) == 12
    denver = of(found, "Denver, Colorado")
    assert denver == {DIGESTS["denver"], DIGESTS["nyc"], DIGESTS["san diego"], SAN_DIEGO, NYC, DENVER}
    nyc = of(found, "New York City", "New York City Department of Correction")
    assert nyc == {DIGESTS["nyc"], DIGESTS["san diego"], SAN_DIEGO, NYC}
    assert of(found, "San Diego County Sheriff's Office") == {DIGESTS["san diego"], SAN_DIEGO}
    for recipient in (
        "Washington County Sheriff's Office",
        "Hillsboro Police Department",
        "Oregon State Police",
        "Clackamas County, Oregon",
        "Wasco County, Oregon",
    ):
        assert of(found, recipient) == {DIGESTS["oregon"], OREGON}, recipient
    # Where a text names a whole state, it stays an event of its own, beside those on the state's cities and agencies.
    for state in ("California", "Colorado", "New York"):
        assert of(found, state) == {DIGESTS["oregon"], OREGON}, state
    # Its bodies that are told of stand for Oregon.
    assert frozenset({"Oregon"}) not in found
    assert of(found, "Connecticut") == {DIGESTS["oregon"], OREGON, DIGESTS["san diego"], SAN_DIEGO}


def test_each_batch_of_detainers_stands_once(together: Store) -> None:
    found = events(together, "jg:DetainerRequest")
    assert len(found) == 4
    for county in ("Clark County, Nevada", "Cook County, Illinois", "Nassau County, New York"):
        assert of(found, county) == {"ice-declined-detainers-2017-03.md", DETAINERS}, county
    assert of(found, "New York City") == {DIGESTS["nyc"], NYC}


def test_what_stands_there_conforms(together: Store) -> None:
    assert [found for found in check(list(together.quads())) if found.severity == "Violation"] == []


def test_the_sides_that_disagree_on_denver_are_told(together: Store) -> None:
    told = render(run(together, library.find("contested"), {}), "csv", together)
    lines = told.splitlines()
    assert any(",status,Refused,Denver City Attorney's Office," in line for line in lines)
    assert any(",status,UnderReview,Denver Mayor's Office," in line for line in lines)


def test_each_document_is_a_source_of_its_own(together: Store) -> None:
    """The digests are written in other words than the originals."""
    told = render(run(together, library.find("sources"), {}), "csv", together).splitlines()
    assert "Subpoena,6,6," in told[1]
    results = together.query("SELECT ?copy { ?copy jg:derivedFrom ?original }")
    assert isinstance(results, QuerySolutions)
    assert list(results) == []
