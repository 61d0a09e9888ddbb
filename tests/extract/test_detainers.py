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
