"""kg.link: mentions of a document → entities with identifiers, and what those entities hold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from kg.model import Ref, Term
from kg.vocab import JG, OWL, WIKIDATA


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Clerks of Clark County, Nevada, left.", "Clark County, Nevada", "Clark County, Nevada"),
        ("Clerks left Hillsboro, Oregon. Hillsboro is small.", "Hillsboro", "Hillsboro, Oregon"),
        ("Clerks left Aurora, Ill. It rained. Aurora is near.", "Aurora", "Aurora, Illinois"),
        ("PORTLAND, Ore. (AP) — Clerks left Salem.", "Salem", "Salem, Oregon"),
        ("Oregon waited. Washington County waited too.", "Washington County", "Washington County, Oregon"),
        ("Clerks of New York City left.", "New York City", "New York City"),
        ("Clerks of New York left.", "New York", "New York"),
        ("He is a citizen of Mexico.", "Mexico", "Mexico"),
        ("It lies in Mexico, Missouri.", "Mexico, Missouri", "Mexico, Missouri"),
        ("Washington state lawmakers left.", "Washington", "Washington"),
        ("Sheriffs of Lane and Wasco Counties left Oregon.", "Wasco Counties", "Wasco County, Oregon"),
    ],
)
def test_places(bench: Any, text: str, quote: str, label: str) -> None:
    assert bench.read(text).linked_to().get(quote) == label


@pytest.mark.parametrize(
    "text", ["Clerks of Washington County left.", "Clerks of Springfield left.", "Washington waited."]
)
def test_places_that_the_text_does_not_settle_are_not_linked(bench: Any, text: str) -> None:
    assert bench.read(text).linked.links == ()


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        (
            "The Washington County, Oregon, Sheriff's Office left.",
            "Washington County, Oregon, Sheriff's Office",
            "Washington County Sheriff's Office",
        ),
        (
            "The Wasco County sheriff’s department left.",
            "Wasco County sheriff’s department",
            "Wasco County Sheriff's Office",
        ),
        ("The Multnomah County Sheriff left.", "Multnomah County Sheriff", "Multnomah County Sheriff's Office"),
        ("Multnomah County Jail is full.", "Multnomah County Jail", "Multnomah County Jail"),
        ("Oregon state police left.", "Oregon state police", "Oregon State Police"),
        ("The New York State Police left.", "New York State Police", "New York State Police"),
        ("The Colorado State Patrol left.", "Colorado State Patrol", "Colorado State Patrol"),
        ("Denver's Sheriff Department left.", "Denver's Sheriff Department", "Denver Sheriff Department"),
        ("The NYPD left.", "NYPD", "New York City Police Department"),
        ("The New York Police Department left.", "New York Police Department", "New York City Police Department"),
        (
            "The New York City Department of Correction left.",
            "New York City Department of Correction",
            "New York City Department of Correction",
        ),
        (
            "The Department of Corrections of Oregon left.",
            "Department of Corrections of Oregon",
            "Oregon Department of Corrections",
        ),
        (
            "The Philadelphia Police Department left.",
            "Philadelphia Police Department",
            "Philadelphia Police Department",
        ),
        ("The Chicago City Council voted.", "Chicago City Council", "Chicago City Council"),
        ("ICE left.", "ICE", "U.S. Immigration and Customs Enforcement"),
        ("The agents of ERO left.", "ERO", "Enforcement and Removal Operations"),
    ],
)
def test_agencies(bench: Any, text: str, quote: str, label: str) -> None:
    assert bench.read(text).linked_to().get(quote) == label


def test_one_agency_in_several_spellings_is_one_entity(bench: Any) -> None:
    reading = bench.read(
        "The Hillsboro Police Department waited. Hillsboro police waited. The Police Department of Hillsboro waited."
    )
    agencies = {link.entity for link in reading.linked.links if link.entity.startswith("agency/")}
    assert agencies == {"agency/geonames/5731371/police"}
    (entity,) = [e for e in reading.linked.entities if e.kind == "Agency"]
    assert entity.label == "Hillsboro Police Department"
    assert "Hillsboro Police" in entity.alt_labels and entity.label not in entity.alt_labels


def test_an_agency_of_an_ambiguous_place_is_the_documents_own(bench: Any) -> None:
    reading = bench.read("The Washington County Sheriff's Office waited.")
    (link,) = reading.linked.links
    assert link.entity == "agency/sample-000000000000/washington-county-sheriffs-office"
    assert link.score < 0.8
    (entity,) = reading.linked.entities
    assert entity.label == "Washington County Sheriff's Office"
    assert JG.hasJurisdiction not in {slot.property for slot in entity.slots}


def test_an_agency_of_an_ambiguous_place_in_two_spellings_is_one_entity(bench: Any) -> None:
    reading = bench.read(
        "The Washington County Sheriff's Office waited. The Washington County sheriff’s department left."
    )
    assert {link.entity for link in reading.linked.links} == {
        "agency/sample-000000000000/washington-county-sheriffs-office"
    }


def test_a_headless_mention_refers_back(bench: Any) -> None:
    text = "The Wasco County Sheriff's Office and the Salem, Oregon, Police Department met. The sheriff's office left."
    reading = bench.read(text)
    assert reading.linked_to()["sheriff's office"] == "Wasco County Sheriff's Office"
    assert {link.why for link in reading.linked.links if link.span.of(text) == "sheriff's office"} == {"refers back"}


def test_a_headless_mention_refers_to_the_last_of_its_kind(bench: Any) -> None:
    text = (
        "The Wasco County Sheriff's Office met the Multnomah County Sheriff's Office. "
        "The sheriff's office left. Then the Wasco County Sheriff's Office called. The sheriff's office wrote."
    )
    reading = bench.read(text)
    back = [reading.label(link.entity) for link in reading.linked.links if link.why == "refers back"]
    assert back == ["Multnomah County Sheriff's Office", "Wasco County Sheriff's Office"]


def test_a_headless_mention_of_the_only_place(bench: Any) -> None:
    assert bench.read("Hillsboro is small. Its police department is too.").linked_to()["police department"] == (
        "Hillsboro Police Department"
    )


def test_a_headless_mention_between_two_places_is_not_linked(bench: Any) -> None:
    assert "police department" not in bench.read("Denver met Chicago. The police department waited.").linked_to()


def slots(reading: Any, label: str) -> dict[str, object]:
    (entity,) = [entity for entity in reading.linked.entities if entity.label == label]
    return {slot.property.rpartition("#")[2]: slot.value for slot in entity.slots}


def test_what_a_county_sheriff_holds(bench: Any) -> None:
    assert slots(bench.read("The Wasco County Sheriff's Office left."), "Wasco County Sheriff's Office") == {
        "agencyType": Term(JG.Sheriff),
        "hasJurisdiction": Ref("jurisdiction/fips/41065"),
        "level": Term(JG.County),
    }


@pytest.mark.parametrize(
    ("text", "label", "level"),
    [
        ("The Oregon State Police left.", "Oregon State Police", "State"),
        ("The Hillsboro Police Department left.", "Hillsboro Police Department", "Municipal"),
        ("ICE left.", "U.S. Immigration and Customs Enforcement", "Federal"),
    ],
)
def test_levels(bench: Any, text: str, label: str, level: str) -> None:
    assert slots(bench.read(text), label)["level"] == Term(f"{JG}{level}")


def test_what_a_place_lies_in_comes_along(bench: Any) -> None:
    labels = {entity.label for entity in bench.read("It rained in Hillsboro, Oregon.").linked.entities}
    assert labels == {"Hillsboro, Oregon", "Washington County, Oregon", "Oregon", "United States"}


def test_parents_of_a_federal_agency_come_along(bench: Any) -> None:
    labels = {entity.label for entity in bench.read("ERO left.").linked.entities}
    assert {"U.S. Immigration and Customs Enforcement", "U.S. Department of Homeland Security"} <= labels


def test_laws_and_their_parallels(bench: Any) -> None:
    reading = bench.read("It relies on 8 U.S.C. § 1225(d)(4)(B).")
    assert reading.linked_to() == {"8 U.S.C. § 1225(d)(4)(B)": "8 U.S.C. § 1225(d)(4)(B)"}
    assert "INA § 235(d)(4)(B)" in {entity.label for entity in reading.linked.entities}


def test_identifiers_and_addresses_elsewhere(bench: Any) -> None:
    reading = bench.read("The FBI and ICE wrote to Oregon about 8 U.S.C. § 1373(a), INA § 287 and 8 C.F.R. § 287.7.")

    def iris(label: str, prop: str) -> list[str]:
        (entity,) = (entity for entity in reading.linked.entities if entity.label == label)
        return [slot.value.iri for slot in entity.slots if slot.property == prop]

    assert iris("Federal Bureau of Investigation", OWL.sameAs) == [WIKIDATA + "Q8333"]
    assert iris("U.S. Immigration and Customs Enforcement", OWL.sameAs) == [], "not certain"
    assert iris("Oregon", OWL.sameAs) == [WIKIDATA + "Q824"]
    assert iris("8 U.S.C. § 1373(a)", JG.officialText) == ["https://www.govinfo.gov/link/uscode/8/1373"]
    assert iris("INA § 287", JG.officialText) == [], "its parallel has it"
    assert iris("8 U.S.C. § 1357", JG.officialText) == ["https://www.govinfo.gov/link/uscode/8/1357"]
    assert len(iris("8 C.F.R. § 287.7", JG.officialText)) == 2


def test_every_pointer_of_an_entity_points_to_an_entity(bench: Any) -> None:
    text = "ERO wrote to the NYPD, the Oregon State Police and Denver about INA § 235 and Cal. Gov. Code § 7284."
    reading = bench.read(text)
    for entity in reading.linked.entities:
        for slot in entity.slots:
            assert not isinstance(slot.value, Ref) or slot.value.key in reading.entities, (entity.label, slot)


def test_links_are_sorted_and_one_for_each_mention(bench: Any) -> None:
    text = "ICE wrote to Denver, to Clark County, Nevada, to the Hillsboro Police Department and to Salem, Oregon."
    spans = [link.span for link in bench.read(text).linked.links]
    assert spans == sorted(spans)
    # A place in an agency's name has a link of its own.
    assert all(a.end <= b.start or b.covers(a) for a, b in pairwise(spans))
    assert [span.of(text) for span in spans] == [
        "ICE",
        "Denver",
        "Clark County, Nevada",
        "Hillsboro",
        "Hillsboro Police Department",
        "Salem, Oregon",
    ]


def test_what_one_document_settles_does_not_leak_into_the_next(bench: Any) -> None:
    bench.read("Washington County, Oregon, waited. Washington County is large.")
    assert bench.read("Washington County waited.").linked.links == ()


def test_a_law_is_also_known_as_printed_in_full_and_by_no_bare_section(bench: Any) -> None:
    text = "Illinois passed P.A. 101-5. 8 U.S.C. 1644 and 8 USC § 1373 allow it; section 1373 says so."
    laws = {entity.label: entity.alt_labels for entity in bench.read(text).linked.entities if entity.kind == "Statute"}
    assert "P.A. 101-5" in laws["Ill. Pub. Act 101-5"]
    assert "8 USC § 1373" in laws["8 U.S.C. § 1373"]
    assert not any(name.startswith("section") for names in laws.values() for name in names)
