"""kg.extract.responses: what a recipient did or says it will do, and who asserts it."""

from __future__ import annotations

from typing import Any

import pytest

TOLD = "ICE served two subpoenas on the Hillsboro Police Department. "
HPD = "Hillsboro Police Department"
ICE = "U.S. Immigration and Customs Enforcement"


def statuses(bench: Any, text: str) -> list[str]:
    return [status for _, status, _ in bench.read(TOLD + text).statuses()]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The department complied with the subpoenas.", "Complied"),
        ("The Hillsboro Police Department has already responded to both subpoenas.", "Complied"),
        ("The department handed over the requested records.", "Complied"),
        ("Hillsboro honored the subpoenas.", "Complied"),
        ("The city will comply with the subpoenas.", "WillComply"),
        ("The department says it intends to comply with the subpoenas.", "WillComply"),
        ("The city agreed to comply with the subpoenas.", "WillComply"),
        ("The city refused to comply with the subpoenas.", "Refused"),
        ("The department rejected the subpoenas.", "Refused"),
        ("The department ignored the subpoenas.", "Refused"),
        ("Hillsboro will not honor the subpoenas.", "Refused"),
        ("The city won’t comply with the subpoenas.", "Refused"),
        ("The department is reviewing the subpoenas.", "UnderReview"),
        ("Lawyers said the city is still evaluating the subpoenas.", "UnderReview"),
        ("The department has not responded to the subpoenas.", "NoResponse"),
        ("The department hasn’t answered the subpoenas.", "NoResponse"),
        ("ICE is awaiting a response to the subpoenas from the Hillsboro Police Department.", "Pending"),
        ("The city challenged the subpoenas in court.", "Challenged"),
        ("The city asked a court to quash the subpoenas.", "Challenged"),
        ("The department moved to quash both subpoenas.", "Challenged"),
        ("A judge ordered the department to comply with the subpoenas.", "OrderedToComply"),
    ],
)
def test_status(bench: Any, text: str, status: str) -> None:
    assert statuses(bench, text) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The city may comply with the subpoenas.",
        "If the city complies with the subpoenas, nobody will know.",
        "Nobody knows whether the city complied with the subpoenas.",
        "ICE wants the city to comply with the subpoenas.",
        "The city could refuse the subpoenas.",
        "The subpoenas are two pages long.",
        "The department complied with a fire inspection.",
        "A bakery refused to comply with the subpoenas.",
        "The mayor of Denver reviewed a play.",
    ],
)
def test_no_response_is_read_into_other_words(bench: Any, text: str) -> None:
    assert statuses(bench, text) == []


def test_a_response_names_its_respondent_and_belongs_to_the_subpoena(bench: Any) -> None:
    reading = bench.read(TOLD + "The department refused to comply with the subpoenas.")
    response, subpoena = reading.one("Response"), reading.one("Subpoena")
    assert response["respondent"] == HPD
    assert subpoena["hasResponse"] == response.fact.key


def test_a_response_that_nobody_is_named_for_is_the_documents(bench: Any) -> None:
    reading = bench.read(TOLD + "The department refused to comply with the subpoenas.")
    assert reading.statuses() == [(HPD, "Refused", "document")]


def test_a_response_as_an_agency_tells_it(bench: Any) -> None:
    reading = bench.read(TOLD + "ICE said the department refused to comply with the subpoenas.")
    assert reading.statuses() == [(HPD, "Refused", ICE)]


def test_two_sides_that_disagree_give_two_responses(bench: Any) -> None:
    reading = bench.read(
        TOLD
        + "ICE said the department refused to comply with the subpoenas. "
        + "“The department complied with the subpoenas,” said Ana Example, "
        + "a lawyer for the Hillsboro Police Department."
    )
    assert reading.statuses() == [(HPD, "Complied", HPD), (HPD, "Refused", ICE)]
    assert len(reading.one("Subpoena")["hasResponse"]) == 2
    speakers = {e.speaker for told in reading.facts("Response") for e in told.fact.evidence}
    assert speakers == {None, "Ana Example"}


def test_one_status_told_twice_by_one_side_is_one_response(bench: Any) -> None:
    reading = bench.read(
        TOLD + "The department refused to comply with the subpoenas. In short, the department rejected the subpoenas."
    )
    assert reading.statuses() == [(HPD, "Refused", "document")]


def test_a_response_of_one_of_two_recipients(bench: Any) -> None:
    reading = bench.read(
        "ICE served subpoenas on the Hillsboro Police Department and the Oregon State Police. "
        "The Oregon State Police complied with the subpoena."
    )
    assert reading.statuses() == [("Oregon State Police", "Complied", "document")]
    assert reading.served_on("Oregon State Police")["hasResponse"] is not None
    assert reading.served_on(HPD)["hasResponse"] is None


def test_a_response_of_both_recipients(bench: Any) -> None:
    reading = bench.read(
        "ICE served subpoenas on the Hillsboro Police Department and the Oregon State Police. "
        "They complied with the subpoenas."
    )
    assert [(who, status) for who, status, _ in reading.statuses()] == [
        (HPD, "Complied"),
        ("Oregon State Police", "Complied"),
    ]


def test_a_response_tells_of_a_subpoena_that_no_other_sentence_tells_of(bench: Any) -> None:
    reading = bench.read("ICE met resistance. The Hillsboro Police Department refused to comply with the subpoena.")
    assert reading.recipients() == [HPD]
    assert reading.statuses() == [(HPD, "Refused", "document")]


def test_evidence_of_a_response_is_its_sentence(bench: Any) -> None:
    sentence = "The department refused to comply with the subpoenas."
    reading = bench.read(f"{TOLD}{sentence} It rained.")
    evidence = reading.one("Response").fact.evidence
    assert {e.span.of(reading.text) for e in evidence} == {sentence}
    assert all(0 < e.confidence <= 1 for e in evidence)
