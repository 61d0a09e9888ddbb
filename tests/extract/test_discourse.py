"""Over several sentences: words that point back, several events, one event told twice, events that must stay apart."""

from __future__ import annotations

from typing import Any

import pytest

HPD = "Hillsboro Police Department"
ICE = "U.S. Immigration and Customs Enforcement"


@pytest.mark.parametrize(
    "text",
    [
        "ICE wrote on Monday. It served two subpoenas on the Hillsboro Police Department.",
        "ICE wrote on Monday. The agency served two subpoenas on the Hillsboro Police Department.",
        "ICE wrote on Monday. The federal agency has issued two subpoenas to the Hillsboro Police Department.",
        "ICE wrote on Monday.\n\nThe Hillsboro Police Department was served with two subpoenas.",
    ],
)
def test_the_issuer_may_be_named_before(bench: Any, text: str) -> None:
    told = bench.read(text).one("Subpoena")
    assert (told["issuedBy"], told["servedOn"], told["count"]) == (ICE, HPD, 2)


def test_without_an_immigration_agency_there_is_no_subpoena(bench: Any) -> None:
    assert bench.read("The Hillsboro Police Department was served with two subpoenas.").subpoenas() == []


def test_what_a_subpoena_holds(bench: Any) -> None:
    reading = bench.read("On Feb. 3, ICE served four subpoenas on the Hillsboro Police Department about three men.")
    told = reading.one("Subpoena")
    assert dict(told.values) == {
        "issuedBy": ICE,
        "servedOn": HPD,
        "appliesIn": "Hillsboro, Oregon",
        "count": 4,
        "subjectCount": 3,
        "date": "2020-02-03",
    }
    assert told.fact.label == f"ICE subpoena on {HPD}, 2020-02-03"
    assert told.fact.key == "subpoena/sample-000000000000/hillsboro-police-department-1"


def test_a_list_of_recipients_gives_a_subpoena_each(bench: Any) -> None:
    reading = bench.read(
        "ICE issued subpoenas to law enforcement agencies in Wasco and Multnomah Counties, the Hillsboro Police "
        "Department and the Oregon State Police on Monday."
    )
    assert reading.recipients() == [HPD, "Multnomah County, Oregon", "Oregon State Police", "Wasco County, Oregon"]
    assert {told["date"] for told in reading.subpoenas()} == {"2020-02-24"}


def test_two_events_of_one_sentence(bench: Any) -> None:
    reading = bench.read("ICE served two subpoenas on Denver, and it served four subpoenas on the Oregon State Police.")
    assert [(told["servedOn"], told["count"]) for told in reading.subpoenas()] == [
        ("Denver, Colorado", 2),
        ("Oregon State Police", 4),
    ]


def test_two_events_of_two_sentences_keep_their_own_dates(bench: Any) -> None:
    reading = bench.read("ICE served two subpoenas on Denver on Feb. 3. On Feb. 10, it subpoenaed Chicago.")
    assert [(told["servedOn"], told["date"]) for told in reading.subpoenas()] == [
        ("Denver, Colorado", "2020-02-03"),
        ("Chicago, Illinois", "2020-02-10"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ICE served two subpoenas on Denver. It rained. In all, ICE served two subpoenas on Denver.",
        "ICE Subpoenas Denver\n\nICE served two subpoenas on Denver on Feb. 3.",
        "In February, ICE subpoenaed Denver. The agency served two subpoenas on Denver on Feb. 3.",
        "ICE served two subpoenas on Denver. The Denver Police Department received two subpoenas from ICE.",
    ],
)
def test_two_tellings_of_one_event_are_one_fact(bench: Any, text: str) -> None:
    reading = bench.read(text)
    told = reading.one("Subpoena")
    assert told["count"] == 2
    assert len({e.span for e in told.fact.evidence}) == 2
    if "Feb. 3" in text:
        assert told["date"] == "2020-02-03"


def test_a_body_goes_before_its_place(bench: Any) -> None:
    reading = bench.read("ICE subpoenaed Hillsboro, Oregon. The Hillsboro Police Department got a subpoena from ICE.")
    assert reading.recipients() == [HPD]


def test_two_bodies_of_one_place_are_two_recipients(bench: Any) -> None:
    reading = bench.read(
        "ICE served two subpoenas on the Hillsboro Police Department. "
        "ICE served two subpoenas on the Hillsboro City Council."
    )
    assert reading.recipients() == ["Hillsboro City Council", HPD]


def test_a_state_is_never_named_for_one_of_its_bodies(bench: Any) -> None:
    reading = bench.read("ICE issued subpoenas in Oregon. ICE served two subpoenas on the Oregon State Police.")
    assert reading.recipients() == ["Oregon State Police"]  # the state is what its police are told of as


@pytest.mark.parametrize(
    "text",
    [
        "On Feb. 3, ICE served two subpoenas on Denver. On Feb. 10, ICE served two subpoenas on Denver.",
        "ICE served two subpoenas on Denver on Feb. 3. It served four more subpoenas on Denver.",
        "In January, ICE subpoenaed Denver. On Feb. 10, ICE subpoenaed Denver again.",
    ],
)
def test_events_that_differ_by_date_or_number_are_apart(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == ["Denver, Colorado"] * 2


def test_keys_of_two_events_on_one_recipient_differ(bench: Any) -> None:
    reading = bench.read("On Feb. 3, ICE subpoenaed Denver. On Feb. 10, ICE subpoenaed Denver.")
    keys = [told.fact.key for told in reading.subpoenas()]
    assert keys == ["subpoena/sample-000000000000/denver-colorado-1", "subpoena/sample-000000000000/denver-colorado-2"]


def test_a_date_told_in_the_next_sentence(bench: Any) -> None:
    reading = bench.read("ICE served two subpoenas on Denver. The subpoenas were issued on Feb. 3.")
    told = reading.one("Subpoena")
    assert told["date"] == "2020-02-03"
    (proof,) = [e for e in told.fact.evidence if e.rule == "date-told-apart"]
    assert proof.span.of(reading.text) == "The subpoenas were issued on Feb. 3."


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        (
            "ICE wrote to Wasco County, Oregon. On Monday ICE served the county with two subpoenas.",
            "Wasco County, Oregon",
        ),
        ("ICE wrote to the Hillsboro Police Department. It then served two subpoenas on the department.", HPD),
        ("ICE wrote to Denver. On Monday it served two subpoenas on the city.", "Denver, Colorado"),
    ],
)
def test_a_recipient_that_a_noun_points_back_to(bench: Any, text: str, recipient: str) -> None:
    assert bench.read(text).recipients() == [recipient]


@pytest.mark.parametrize(
    ("block", "recipients"),
    [
        ("# ICE serves two subpoenas on Chicago", ["Chicago, Illinois"]),
        ("ICE serves two subpoenas on Chicago", ["Chicago, Illinois"]),
        ("- ICE served two subpoenas on Chicago.", ["Chicago, Illinois"]),
        ("| Monday | ICE served two subpoenas on Chicago. |", ["Chicago, Illinois"]),
        ("Copyright 2020. ICE served two subpoenas on Chicago.", []),
        ("Sign up: ICE served two subpoenas on Chicago.", []),
        ("Photo: ICE served two subpoenas on Chicago.", []),
    ],
)
def test_facts_come_from_all_kinds_of_blocks_but_junk(bench: Any, block: str, recipients: list[str]) -> None:
    assert bench.read(f"It rained all day.\n\n{block}\n\nIt rained all night.").recipients() == recipients


def test_evidence_carries_speaker_and_claimant(bench: Any) -> None:
    reading = bench.read("“We served two subpoenas on Denver,” said Ana Example, a spokeswoman for ICE.")
    (evidence,) = reading.one("Subpoena").fact.evidence
    assert evidence.speaker == "Ana Example"
    assert evidence.asserted_by == "agency/us/immigration-and-customs-enforcement"


def test_every_entity_named_is_mentioned_with_exact_words(bench: Any) -> None:
    text = "ICE served two subpoenas on the Hillsboro Police Department in Oregon."
    extraction = bench.read(text).extraction
    quotes = {(e.entity, e.evidence.span.of(text)) for e in extraction.entity_evidence}
    assert quotes == {
        ("agency/us/immigration-and-customs-enforcement", "ICE"),
        ("agency/geonames/5731371/police", "Hillsboro Police Department"),
        ("jurisdiction/geonames/5731371", "Hillsboro"),
        ("jurisdiction/fips/41", "Oregon"),
    }
    assert set(extraction.mentioned) == {key for key, _ in quotes}


def test_a_department_named_in_an_address_does_not_issue(bench: Any) -> None:
    """Where one of its agencies is named, a department is not the issuer, however often it is named."""
    text = (
        "U.S. Department of Homeland Security. Immigration and Customs Enforcement. Department of Homeland Security. "
        "Agents served a subpoena on the Hillsboro Police Department."
    )
    told = bench.read(text).one("Subpoena")
    assert told["issuedBy"] == "U.S. Immigration and Customs Enforcement"
