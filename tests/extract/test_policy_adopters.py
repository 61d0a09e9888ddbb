"""kg.extract.policy_adopters: whose rule a sentence tells of, where the rule's own words do not name its adopter."""

from __future__ import annotations

from typing import Any

import pytest


def adopters(bench: Any, text: str) -> set[str]:
    return {told["adoptedBy"] for told in bench.read(text).facts("Policy")}


@pytest.mark.parametrize(
    ("text", "adopter"),
    [
        # the law cited
        ("ORS 181A.820 bars police from spending money on immigration enforcement.", "Oregon"),
        ("Under California's SB 54, sheriffs may not notify ICE of release dates.", "California"),
        ("The Iowa law, Senate File 481, requires sheriffs to comply with ICE detainers.", "Iowa"),
        ("A.R.S. § 11-1051 orders police to cooperate with federal immigration agents.", "Arizona"),
        # the party before the rule
        ("Santa Clara County, California, resolved that jailers will not hold people for ICE.", "Santa Clara County"),
        ("Fairfax County, Virginia, no longer notifies ICE when inmates are set free.", "Fairfax County"),
        ("No officer of the Denver Sheriff Department shall honor a civil detainer.", "Denver Sheriff Department"),
        ("The Minneapolis ordinance keeps police from asking about immigration status.", "Minneapolis"),
        # what was spoken of
        ("The Philadelphia mayor signed an order. The order bars jailers from honoring ICE detainers.", "Philadelphia"),
        (
            "Cook County, Illinois, passed an ordinance in 2011. It bars jailers from honoring ICE detainers.",
            "Cook County",
        ),
        ("ICE sued Oregon. State law forbids officers to hold anyone on a detainer.", "Oregon"),
        ("ICE wrote to Lane County, Oregon, about the county's refusal to share release dates.", "Lane County"),
        # behind the rule
        ("Detainers are not honored in Denver unless a judge has signed them.", "Denver"),
    ],
)
def test_adopter(bench: Any, text: str, adopter: str) -> None:
    found = adopters(bench, text)
    assert len(found) == 1, found
    assert next(iter(found)).startswith(adopter)


@pytest.mark.parametrize(
    "text",
    [
        # the nation's laws are no place's policy
        "Federal law bars Oregon from limiting what its police tell ICE.",
        "8 U.S.C. § 1373 forbids cities such as Denver to keep staff from sharing status with ICE.",
        # nobody is named
        "Some jails do not honor ICE detainers.",
        "Sheriffs may not hold anyone on a detainer.",
        # a federal body's own practice
        "Denver is large. ICE does not share data with immigration lawyers.",
        # groups of a state sign no agreement of the state
        "Sheriffs in Texas rent beds to ICE.",
    ],
)
def test_no_adopter(bench: Any, text: str) -> None:
    assert adopters(bench, text) == set()


def test_places_listed_behind_a_colon(bench: Any) -> None:
    text = (
        "Some states by law order their cities to cooperate with ICE: "
        "Arizona (A.R.S. § 11-1051), Georgia and, since April, Iowa."
    )
    assert adopters(bench, text) == {"Arizona", "Georgia", "Iowa"}


def test_places_listed_on_the_lines_below(bench: Any) -> None:
    text = (
        "These sheriffs no longer honor detainers that ICE sends:\n\n"
        "- Cook County, Illinois\n\n- Travis County, Texas\n\nLehigh County, Pennsylvania, has a fair."
    )
    assert adopters(bench, text) == {"Cook County, Illinois", "Travis County, Texas"}


def test_an_ordinance_binds_the_county_that_its_heading_names(bench: Any) -> None:
    text = (
        "Code of Ordinances, Dane County, Wisconsin\n\n"
        "No officer of the County shall enter into an agreement under Section 287(g) of the Immigration and "
        "Nationality Act."
    )
    assert adopters(bench, text) == {"Dane County, Wisconsin"}


def test_a_statute_binds_the_state_that_it_cites(bench: Any) -> None:
    text = (
        "ORS 181A.823 Questions about status. A public body may not ask a person about immigration status, except as "
        "ORS 181A.826 provides."
    )
    assert adopters(bench, text) == {"Oregon"}


def test_a_body_and_its_county_are_one_adopter(bench: Any) -> None:
    text = (
        "The Travis County Sheriff's Office in Texas stopped honoring detainers. "
        "Travis County, Texas, ended its 287(g) agreement."
    )
    assert adopters(bench, text) == {"Travis County Sheriff's Office"}


def test_we_are_those_for_whom_the_speaker_behind_the_quotation_works(bench: Any) -> None:
    text = (
        "“We are no longer holding people on an ICE detainer alone,” "
        "Capt. Ann Roe, who runs the jail for the Deschutes County Sheriff's Office in Oregon, said Thursday."
    )
    assert adopters(bench, text) == {"Deschutes County Sheriff's Office"}


def test_some_sheriffs_of_a_state_are_not_the_state(bench: Any) -> None:
    assert adopters(bench, "Several Oregon sheriffs no longer honor ICE detainers.") == set()


def test_an_ordinance_on_the_police_is_the_citys(bench: Any) -> None:
    text = "An ordinance keeps Tacoma police from holding people on ICE detainers."
    assert adopters(bench, text) == {"Tacoma, Washington"}


def test_a_definition_is_nobodys_rule(bench: Any) -> None:
    text = (
        "Kansas law is silent.\n\n"
        "Sanctuary cities are towns that adopt policies which prohibit officials from reporting immigration status."
    )
    assert adopters(bench, text) == set()


def test_no_employee_of_a_county_is_that_countys_rule(bench: Any) -> None:
    text = (
        "New Castle County, Delaware.\n\nBy the power of Title 9, Delaware Code, I order:\n\n"
        "No County employee may let agents of ICE into the jail."
    )
    assert adopters(bench, text) == {"New Castle County, Delaware"}


def test_a_body_with_its_state_behind_a_comma_is_the_body(bench: Any) -> None:
    assert adopters(bench, "Jailers at Harris County Jail, Texas, no longer honor ICE detainers.") != {"Texas"}


def test_agreements_told_of_by_their_topic(bench: Any) -> None:
    text = "Bee County, Texas, signed a 287(g) agreement. Smith County, Texas, had signed earlier in the year."
    assert adopters(bench, text) == {"Bee County, Texas", "Smith County, Texas"}
