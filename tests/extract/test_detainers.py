"""kg.extract.detainers: batches of detainers with their number, recipient, outcome, period and claimant."""

from __future__ import annotations

from typing import Any

import pytest

CLARK = "Clark County, Nevada"
ICE = "U.S. Immigration and Customs Enforcement"


def rows(bench: Any, text: str) -> list[tuple[str, int, str]]:
    return [(told["sentTo"], told["count"], told["outcome"]) for told in bench.read(text).facts("DetainerRequest")]


@pytest.mark.parametrize(
    ("text", "count", "outcome"),
    [
        (f"ICE lodged 51 detainers with jailers in {CLARK}.", 51, "Issued"),
        (f"ICE sent {CLARK}, 51 detainers.", 51, "Issued"),
        (f"{CLARK}, received 51 detainers from ICE.", 51, "Issued"),
        (f"{CLARK}, declined 51 ICE detainers.", 51, "Declined"),
        (f"{CLARK}, ignored all 51 detainers from ICE.", 51, "Declined"),
        (f"{CLARK}, did not honor 51 detainers from ICE.", 51, "Declined"),
        (f"ICE said 51 detainers were declined by {CLARK}.", 51, "Declined"),
        (f"{CLARK}, honored 51 ICE detainers.", 51, "Honored"),
    ],
)
def test_one_batch(bench: Any, text: str, count: int, outcome: str) -> None:
    assert rows(bench, text) == [(CLARK, count, outcome)]


@pytest.mark.parametrize(
    "text",
    [
        f"ICE lodges detainers with {CLARK}.",
        f"{CLARK}, declined ICE detainers.",
        f"{CLARK}, held 51 people while ICE wrote detainers.",
        f"{CLARK}, has 51 schools. ICE wrote detainers.",
        f"ICE may lodge 51 detainers with {CLARK}.",
        f"If {CLARK}, declined 51 ICE detainers, nobody noticed.",
    ],
)
def test_detainers_without_a_number_or_not_told_as_done_are_no_events(bench: Any, text: str) -> None:
    assert rows(bench, text) == []


def test_who_issued_and_who_says_so(bench: Any) -> None:
    told = bench.read(f"ICE said that {CLARK}, declined 51 of its detainers.").one("DetainerRequest")
    assert (told["issuedBy"], told["assertedBy"], told["appliesIn"]) == (ICE, ICE, CLARK)


def test_a_hedged_count(bench: Any) -> None:
    told = bench.read(f"{CLARK}, declined at least 51 ICE detainers.").one("DetainerRequest")
    assert (told["count"], told["countQualifier"]) == (51, "at least")


def test_period(bench: Any) -> None:
    text = f"From Jan. 28 through Feb. 3, 2017, {CLARK}, declined 51 ICE detainers."
    told = bench.read(text, "2017-03").one("DetainerRequest")
    assert (told["periodStart"], told["periodEnd"]) == ("2017-01-28", "2017-02-03")


def test_a_list_of_counties(bench: Any) -> None:
    text = (
        f"{CLARK}, received the most ICE detainers with 51, ahead of Kane County, Illinois, with 29, "
        "and Will County, Illinois, with 7."
    )
    assert rows(bench, text) == [
        (CLARK, 51, "Issued"),
        ("Kane County, Illinois", 29, "Issued"),
        ("Will County, Illinois", 7, "Issued"),
    ]


def test_one_batch_told_twice_is_one_fact_with_two_proofs(bench: Any) -> None:
    reading = bench.read(f"{CLARK}, declined 51 ICE detainers. It rained. In all, {CLARK}, ignored 51 ICE detainers.")
    told = reading.one("DetainerRequest")
    assert list(dict.fromkeys(e.span.of(reading.text) for e in told.fact.evidence)) == [
        f"{CLARK}, declined 51 ICE detainers.",
        f"In all, {CLARK}, ignored 51 ICE detainers.",
    ]


def test_batches_that_differ_by_number_or_outcome_are_apart(bench: Any) -> None:
    text = f"{CLARK}, declined 51 ICE detainers. {CLARK}, honored 51 ICE detainers. {CLARK}, declined 13 ICE detainers."
    assert rows(bench, text) == [(CLARK, 51, "Declined"), (CLARK, 51, "Honored"), (CLARK, 13, "Declined")]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"The office in {CLARK}, refused to honor an ICE detainer.", "Declined"),
        (f"He was released from the jail of {CLARK}, despite an active ICE detainer.", "Declined"),
        (f"ICE officers placed a detainer on the man at the jail of {CLARK}.", "Issued"),
    ],
)
def test_one_detainer_told_without_a_number(bench: Any, text: str, outcome: str) -> None:
    assert [(count, result) for _, count, result in rows(bench, text)] == [(1, outcome)]


def test_detainers_counted_by_the_people_meant(bench: Any) -> None:
    assert rows(bench, f"ICE lodged detainers with {CLARK}, for all four men.") == [(CLARK, 4, "Issued")]


def test_unlawful_detainers_of_a_court_are_none(bench: Any) -> None:
    text = f"ICE closed roads. The court in {CLARK}, heard two unlawful detainer cases and issued one more."
    assert rows(bench, text) == []


def test_a_few_counties_of_a_state_are_not_the_state(bench: Any) -> None:
    assert rows(bench, "The three central Texas counties declined 150 ICE detainers.") == []
    assert rows(bench, "Texas agencies declined 150 ICE detainers.") == [("Texas", 150, "Declined")]


def test_the_county_of_a_state_is_the_one_named_before(bench: Any) -> None:
    text = "ICE wrote to Howard County, Maryland. ICE sent the Maryland county 41 detainers."
    assert rows(bench, text) == [("Howard County, Maryland", 41, "Issued")]
    assert rows(bench, "ICE sent the Maryland county 41 detainers.") == []


def test_us_is_the_office_of_the_official_who_speaks(bench: Any) -> None:
    text = (
        "Lane County, Oregon, Sheriff Ann Roe wrote a letter.\n\n"
        "“Last year ICE lodged 109 detainers with us,” Sheriff Roe said."
    )
    assert [(place, count) for place, count, _ in rows(bench, text)] == [("Lane County Sheriff's Office", 109)]


def test_a_list_behind_a_colon_goes_on_with_the_last_count(bench: Any) -> None:
    text = (
        f"{CLARK}, received 1,206 detainers from ICE. Next came:\n\n"
        "- Nye County, Nevada, 413\n- Elko County, Nevada: 240\n"
    )
    found = {(place, count) for place, count, _ in rows(bench, text)}
    assert {("Nye County, Nevada", 413), ("Elko County, Nevada", 240)} <= found


def test_a_place_of_a_body_is_not_the_recipient(bench: Any) -> None:
    text = "The Delaware Department of Correction received 88 ICE detainers at a jail in Wilmington and honored 85."
    assert {place for place, _, _ in rows(bench, text)} == {"Delaware Department of Correction"}


@pytest.mark.parametrize(
    ("text", "batches"),
    [
        # the parts of a batch told before, by place
        (
            "ICE sent 90 detainers to jails in Iowa; six were declined. Four of the six were in Johnson County, "
            "one in Linn County and one in Story County.",
            {("Johnson County, Iowa", 4), ("Linn County, Iowa", 1), ("Story County, Iowa", 1)},
        ),
        # single cases
        ("ICE faxed a detainer, on Form I-247, to the Lane County Jail in Oregon.", {("Lane County Jail", 1)}),
        (
            "ICE said the Lane County Jail in Oregon released a man, 41, a week after getting a detainer.",
            {("Lane County Jail", 1)},
        ),
        # where a body sits is not the recipient
        (
            "ICE said the Lane County Sheriff's Office in Eugene released a man a week after getting a detainer.",
            {("Lane County Sheriff's Office", 1)},
        ),
        # the number out of which some were honoured
        ("ICE sends detainers to Lane County, Oregon. It honored only 12 out of 70.", {("Lane County, Oregon", 70)}),
    ],
)
def test_parts_and_single_cases(bench: Any, text: str, batches: set[tuple[str, int]]) -> None:
    found = {(told["sentTo"], told["count"]) for told in bench.read(text).facts("DetainerRequest")}
    assert batches <= found, found


@pytest.mark.parametrize(
    "text",
    [
        "ICE wrote to Lane County, Oregon. Four of the six calls were in Eugene, one in Salem.",
        "ICE sent 90 detainers to Lane County, Oregon. Four of the six trucks were in Eugene, one in Salem.",
    ],
)
def test_parts_of_nothing_told(bench: Any, text: str) -> None:
    assert not {told["count"] for told in bench.read(text).facts("DetainerRequest")} - {90}
