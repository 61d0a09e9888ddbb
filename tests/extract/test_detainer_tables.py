"""kg.extract.detainer_tables: rows of places and counts under headers that say what was counted."""

from __future__ import annotations

from typing import Any

import pytest

CLARK, COOK = "Clark County, Nevada", "Cook County, Illinois"
LEAD = "ICE published its report on detainers.\n\n"


def rows(bench: Any, text: str) -> list[tuple[str, int, Any]]:
    facts = bench.read(text).facts("DetainerRequest")
    return sorted((told["sentTo"], told["count"], told["outcome"]) for told in facts)


@pytest.mark.parametrize(
    "table",
    [
        f"| County | Issued | Declined |\n| --- | --- | --- |\n| {CLARK} | 51 | 12 |\n| {COOK} | 1,013 | 7 |\n",
        f"County\tIssued\tDeclined\n{CLARK}\t51\t12\n{COOK}\t1,013\t7\n",
        f"County                  Issued   Declined\n----------------------  ------   --------\n"
        f"{CLARK}      51       12\n{COOK}   1,013        7\n",
        f"Rank   County   Detainers lodged   Not honored\n1   {CLARK}   51   12\n2   {COOK}   1,013   7\n",
    ],
    ids=["bars", "tabs", "blanks", "ranked"],
)
def test_two_columns(bench: Any, table: str) -> None:
    assert rows(bench, LEAD + table) == [
        (CLARK, 12, "Declined"),
        (CLARK, 51, "Issued"),
        (COOK, 7, "Declined"),
        (COOK, 1013, "Issued"),
    ]


def test_state_in_a_column_of_its_own(bench: Any) -> None:
    text = LEAD + "Jurisdiction    State    Detainers issued\nClark County    Nevada    44\n"
    assert rows(bench, text) == [(CLARK, 44, "Issued")]


def test_county_by_its_bare_name_where_the_text_names_it(bench: Any) -> None:
    text = LEAD + f"jail   county   received\nMain Jail   Clark   61\n\n{CLARK}, gave the figures."
    assert (CLARK, 61, "Issued") in rows(bench, text)


def test_heading_says_what_a_bare_number_counts(bench: Any) -> None:
    text = f"ICE report\n\nDetainers declined, by county\n\nCounty   Number\n{CLARK}   51\n"
    assert rows(bench, text) == [(CLARK, 51, "Declined")]


def test_wholly_declined_is_one_batch(bench: Any) -> None:
    text = (
        LEAD + f"| County | Received | Honored | Declined |\n| {CLARK} | 61 | 0 | 61 |\n| {COOK} | n/a | n/a | n/a |\n"
    )
    assert rows(bench, text) == [(CLARK, 61, ["Issued", "Declined"])]


def test_period_of_the_report(bench: Any) -> None:
    text = (
        "Weekly report on detainers that ICE sent\n\nReporting period: January 28, 2017 through February 3, 2017\n\n"
        f"| County | Declined |\n| {CLARK} | 51 |\n"
    )
    told = bench.read(text).one("DetainerRequest")
    assert (told["periodStart"], told["periodEnd"]) == ("2017-01-28", "2017-02-03")


def test_places_with_a_policy_of_their_own(bench: Any) -> None:
    text = LEAD + f"| County | Declined | Policy since |\n| {CLARK} | 51 | May 2014 |\n"
    assert [(told["adoptedBy"], told["policyType"]) for told in bench.read(text).facts("Policy")] == [
        (CLARK, "DetainerPolicy")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"ICE spoke.\n\n| County | Schools | Declined |\n| {CLARK} | 51 | 3 |\n",  # nothing is said of detainers
        f"{LEAD}| County | Population |\n| {CLARK} | 51 |\n",
        f"{LEAD}| County | Issued |\n\n\nText.\n\n| {CLARK} | 51 |\n",  # the table has ended
        f"Detainers in housing courts\n\n| County | Issued |\n| {CLARK} | 51 |\n",  # no immigration agency
        f"ICE subpoenas, and why no detainers\n\n| County | Population |\n| {CLARK} | 51 |\n",
    ],
)
def test_no_table_of_detainers(bench: Any, text: str) -> None:
    assert rows(bench, text) == []


def test_a_cell_that_names_a_policy_gives_the_place_one(bench: Any) -> None:
    text = (
        "ICE report on detainers, May 2018.\n\n"
        "| Jurisdiction | Lodged | Declined | Basis |\n|---|---|---|---|\n"
        "| Adams County, Colorado | 38 | 38 | sheriff's policy |\n"
        "| Mesa County, Colorado | 11 | 11 | see note |\n"
    )
    assert {told["adoptedBy"] for told in bench.read(text).facts("Policy")} == {"Adams County, Colorado"}
