"""kg.extract.responses: whose response it is, when it was, and what else is told of the same recipient."""

from __future__ import annotations

from typing import Any

import pytest

BOTH = "ICE served subpoenas on the Hillsboro Police Department and the Oregon State Police. "
ONE = "ICE served a subpoena on the Hillsboro Police Department. "
HPD, OSP = "Hillsboro Police Department", "Oregon State Police"


def rows(bench: Any, text: str) -> list[tuple[str, str]]:
    return [(who, status) for who, status, _ in bench.read(text).statuses()]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Both agencies complied.", "Complied"),
        ("The two turned over what was asked.", "Complied"),
        ("Neither has answered.", "NoResponse"),
        ("Both balked.", "Refused"),
        ("They are reviewing the demand.", "UnderReview"),
        ("The subpoenas are being reviewed.", "UnderReview"),
        ("The demands went unanswered.", "NoResponse"),
    ],
)
def test_what_is_told_of_all_holds_for_all(bench: Any, text: str, status: str) -> None:
    assert rows(bench, BOTH + text) == [(HPD, status), (OSP, status)]


@pytest.mark.parametrize(
    ("text", "who", "status"),
    [
        ("The Hillsboro Police Department got a call. It complied.", HPD, "Complied"),
        ("Hillsboro said no.", "Hillsboro, Oregon", "Refused"),
        ("In Hillsboro, the city has asked the city attorney for advice.", HPD, "UnderReview"),
        ("“We will not comply,” said Ana Example, a captain of the Oregon State Police.", OSP, "Refused"),
        ("Lawyers of the Oregon State Police have it.", OSP, "UnderReview"),
    ],
)
def test_what_is_told_of_one_holds_for_one(bench: Any, text: str, who: str, status: str) -> None:
    assert rows(bench, BOTH + text) == [(who, status)]


@pytest.mark.parametrize(
    "text",
    [
        "ICE said that it will comply with a court's rule.",
        "The Salem Police Department was not served. It will answer a survey.",
        "“We will not comply,” said Ana Example, a lawyer for the Salem Police Department.",
        "Neither body has broken a law.",
        "Nobody in this office likes to send legal papers.",
        "The department has not said why.",
    ],
)
def test_others_and_other_matters_answer_nothing(bench: Any, text: str) -> None:
    assert rows(bench, ONE + text) == []


def test_a_refusal_outweighs_that_it_responded(bench: Any) -> None:
    told = rows(bench, ONE + "The city responded to the subpoena. The city refused to hand over the files.")
    assert [status for _, status in told] == ["Refused"]
    assert [status for _, status in rows(bench, ONE + "The city responded to the subpoena.")] == ["Complied"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The department gave ICE some of the records.", "PartlyComplied"),
        ("The department complied in part.", "PartlyComplied"),
        ("The department asked for two more weeks.", "Pending"),
        ("A judge on Monday ruled that the city had to comply.", "OrderedToComply"),
        ("The department failed to comply.", "Refused"),
        ("ICE said that it had received no reply.", "NoResponse"),
    ],
)
def test_kinds_of_response(bench: Any, text: str, status: str) -> None:
    assert [found for _, found in rows(bench, ONE + text)] == [status]


def test_a_change_keeps_both_with_their_dates(bench: Any) -> None:
    reading = bench.read(
        ONE + "On Feb. 10 the department refused to comply with the subpoena. On Feb. 24 the department complied."
    )
    told = {response["status"]: response["date"] for response in reading.facts("Response")}
    assert told == {"Refused": "2020-02-10", "Complied": "2020-02-24"}


def test_a_date_of_something_else_is_not_the_responses(bench: Any) -> None:
    reading = bench.read(ONE + "The department refused to comply with the subpoena, a clerk said Friday.")
    assert reading.one("Response")["date"] is None
