"""seeds/patterns/agencies.yaml and gazetteers/local_agencies.yaml: every example holds, and the files are in order."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg import resources
from kg.annotate.words import fold
from kg.knowledge import yaml_files
from kg.knowledge.agency_kinds import (
    KINDS_FILE,
    NAMED_FILE,
    AgencyKind,
    NamedAgency,
    agency_kinds,
    local_agency_key,
    named_agencies,
)
from kg.knowledge.places import places
from kg.model import AgencyMention

KINDS = agency_kinds()
RAW = yaml_files.typed(*KINDS_FILE)["kinds"]
RAW_NAMED = yaml_files.typed(*NAMED_FILE)["agencies"]
EXAMPLES = [
    pytest.param(kind, text, label, id=f"{kind.id}-{i}")
    for kind in KINDS.values()
    for i, (text, label) in enumerate(kind.examples)
]
COUNTEREXAMPLES = [
    pytest.param(kind, text, id=f"{kind.id}-{i}")
    for kind in KINDS.values()
    for i, text in enumerate(kind.counterexamples)
]
NAMED = [pytest.param(agency, id=agency.label.replace(" ", "-")) for agency in named_agencies()]
PLACES = ("county", "place", "state", "nation")


def linked_of_kind(reading: Any, kind: AgencyKind) -> list[set[str]]:
    """The names of every agency of a kind that the text is linked to."""
    of_kind = {m.span for m in reading.annotations.mentions if isinstance(m, AgencyMention) and m.kind == kind.id}
    return [reading.names(found.entity) for found in reading.linked.links if found.span in of_kind]


@pytest.mark.parametrize(("kind", "text", "label"), EXAMPLES)
def test_example_is_linked_to_an_agency_of_that_name(
    bench: Any, kind: AgencyKind, text: str, label: str | None
) -> None:
    found = linked_of_kind(bench.read(text), kind)
    if label is None:
        assert found == []
    else:
        assert len(found) == 1 and label in found[0]


@pytest.mark.parametrize(("kind", "text", "label"), EXAMPLES)
def test_example_holds_with_curly_apostrophes(bench: Any, kind: AgencyKind, text: str, label: str | None) -> None:
    found = linked_of_kind(bench.read(text.replace("'", "’")), kind)
    assert found == [] if label is None else label in found[0]


@pytest.mark.parametrize(("kind", "text"), COUNTEREXAMPLES)
def test_counterexample_names_none_of_the_kind(bench: Any, kind: AgencyKind, text: str) -> None:
    assert linked_of_kind(bench.read(text), kind) == []


@pytest.mark.parametrize("entry", RAW, ids=lambda entry: entry["id"])
def test_kind_has_known_fields_only(entry: dict[str, Any]) -> None:
    needed = {"id", "type", "place", "label", "heads", "bare", "formal", "examples", "counterexamples"}
    assert needed <= set(entry) <= needed | {"capital", "short", "plural", "longer"}
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["id"])
    assert entry["place"] and set(entry["place"]) <= set(PLACES)
    assert entry["label"].count("{place}") == 1 and entry["label"].startswith("{place} ")
    assert entry["examples"] and entry["counterexamples"]
    for name in ("place", "heads", "bare", "formal", "counterexamples"):
        assert len(set(entry[name])) == len(entry[name]), name
    for name in ("heads", "bare", "formal"):
        assert all(head == head.lower().replace("’", "'") and fold(head) for head in entry[name]), name
    assert set(entry["bare"]) <= set(entry["heads"])
    assert all(head.split()[-1].endswith("s") or head == "police" for head in entry.get("plural", ()))
    assert set(entry["formal"]) <= set(entry["heads"])
    assert set(entry.get("capital", ())) <= set(entry["heads"])
    assert all(short.isupper() for short in entry.get("short", ()))


@pytest.mark.parametrize("entry", RAW, ids=lambda entry: entry["id"])
def test_type_is_a_term_of_the_ontology(entry: dict[str, Any]) -> None:
    ontology = resources.path("ontology", "jurisgraph.ttl").read_text(encoding="utf-8")
    assert re.search(rf"^jg:{entry['type']}\s", ontology, re.MULTILINE)


@pytest.mark.parametrize("entry", RAW, ids=lambda entry: entry["id"])
def test_label_ends_in_one_of_the_heads(entry: dict[str, Any]) -> None:
    """So that a label is recognised where another document prints it."""
    assert entry["label"].removeprefix("{place} ").lower() in entry["heads"]


def test_ids_are_unique() -> None:
    assert len(KINDS) == len(RAW)


def test_a_head_of_two_kinds_differs_by_place() -> None:
    """Two kinds may share a head only where their places tell them apart."""
    seen: dict[tuple[tuple[str, ...], str], str] = {}
    for kind in KINDS.values():
        for head in kind.heads:
            for place in kind.place:
                other = seen.setdefault((fold(head), place), kind.id)
                assert other == kind.id, f"{head}: {other} and {kind.id} of a {place}"


@pytest.mark.parametrize("entry", RAW_NAMED, ids=lambda entry: entry["label"].replace(" ", "-"))
def test_named_agency_has_known_fields_only(entry: dict[str, Any]) -> None:
    assert {"place", "kind", "label"} <= set(entry) <= {"place", "kind", "label", "names", "abbreviations"}
    assert entry["kind"] in KINDS
    names = [entry["label"], *entry.get("names", ()), *entry.get("abbreviations", ())]
    assert len(set(names)) == len(names)


def test_no_two_named_agencies_share_a_key_or_a_name() -> None:
    keys = [local_agency_key(agency.place, agency.kind) for agency in named_agencies()]
    assert len(set(keys)) == len(keys)
    names = [name for a in named_agencies() for name in (a.label, *a.names, *a.abbreviations)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("agency", NAMED)
def test_named_agency_is_known_by_each_of_its_names(bench: Any, agency: NamedAgency) -> None:
    key = local_agency_key(agency.place, agency.kind)
    place = places().by_key(agency.place)
    assert place is not None
    for name in (agency.label, *agency.names, *agency.abbreviations):
        # A sentence that says where we are, as every real text does.
        where = place.label if place.kind != "state" else place.name
        text = f"The {name} answered on Monday. It serves the people of {where}."
        linked = bench.read(text).linked
        found = [link.entity for link in linked.links if link.span.of(text) == name]
        assert found == [key], name
