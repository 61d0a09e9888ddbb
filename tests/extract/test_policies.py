"""kg.extract.policies: which place or body has a rule on cooperation, of what type, and which subpoenas it prompted."""

from __future__ import annotations

from typing import Any

import pytest

ICE = "U.S. Immigration and Customs Enforcement"


def rows(bench: Any, text: str) -> list[tuple[str, str]]:
    return sorted((told["adoptedBy"], told["policyType"]) for told in bench.read(text).facts("Policy"))


@pytest.mark.parametrize(
    ("text", "adopter", "kind"),
    [
        ("Oregon’s sanctuary law is old.", "Oregon", "SanctuaryPolicy"),
        ("New York City’s strict “sanctuary” policies are new.", "New York City", "SanctuaryPolicy"),
        ("Agents dislike the sanctuary laws of Oregon.", "Oregon", "SanctuaryPolicy"),
        ("Denver has been a sanctuary city for years.", "Denver, Colorado", "SanctuaryPolicy"),
        ("Agents avoid sanctuary cities like Denver.", "Denver, Colorado", "SanctuaryPolicy"),
        ("Denver adopted an ordinance that limits cooperation with ICE.", "Denver, Colorado", "SanctuaryPolicy"),
        ("Denver does not honor ICE detainers.", "Denver, Colorado", "DetainerPolicy"),
        ("Denver no longer accepts immigration detainers.", "Denver, Colorado", "DetainerPolicy"),
        ("Denver won’t hold inmates past their release for ICE.", "Denver, Colorado", "DetainerPolicy"),
        (
            "The Multnomah County Sheriff's Office entered into a 287(g) agreement.",
            "Multnomah County Sheriff's Office",
            "CooperationAgreement",
        ),
        ("Under Oregon's law, clerks are barred from sharing release dates.", "Oregon", "InformationSharingPolicy"),
    ],
)
def test_policy(bench: Any, text: str, adopter: str, kind: str) -> None:
    assert rows(bench, text) == [(adopter, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Oregon’s law on fishing is old.",
        "A sanctuary for owls lies in Oregon.",
        "Denver honors ICE detainers.",
        "Denver holds meetings past their time.",
        "Denver never signed a 287(g) agreement.",
        "Denver’s budget limits spending on immigration offices.",
    ],
)
def test_no_policy(bench: Any, text: str) -> None:
    assert rows(bench, text) == []


def test_a_policy_told_twice_is_one_fact_with_all_who_assert_it(bench: Any) -> None:
    reading = bench.read("Oregon’s sanctuary law is old. ICE said Oregon’s sanctuary law must go.")
    told = reading.one("Policy")
    assert sorted(told["assertedBy"]) == sorted([ICE, "document/sample-000000000000"])
    assert len({evidence.span for evidence in told.fact.evidence}) == 2


def test_the_key_of_a_policy_is_the_same_in_every_document(bench: Any) -> None:
    one = bench.read("Oregon’s sanctuary law is old.").one("Policy").fact.key
    other = bench.read("It rained. Agents dislike the sanctuary laws of Oregon.").one("Policy").fact.key
    assert one == other


def test_a_policy_given_as_the_reason_for_subpoenas(bench: Any) -> None:
    reading = bench.read(
        "ICE served two subpoenas on the Hillsboro Police Department. "
        "The subpoenas became necessary because of Oregon’s sanctuary law, ICE said."
    )
    assert reading.one("Subpoena")["promptedBy"] == reading.one("Policy").fact.key
    proof = [e for e in reading.one("Subpoena").fact.evidence if any(p.endswith("#promptedBy") for p in e.supports)]
    assert [e.span.of(reading.text)[:13] for e in proof] == ["The subpoenas"]


def test_a_policy_that_only_stands_near_is_no_reason(bench: Any) -> None:
    reading = bench.read("ICE served two subpoenas on the Hillsboro Police Department. Oregon’s sanctuary law is old.")
    assert reading.one("Subpoena")["promptedBy"] is None


@pytest.mark.parametrize(
    ("text", "adopter", "kind"),
    [
        ("Officials in Tacoma cited the California Values Act when ICE called.", "California", "SanctuaryPolicy"),
        ("ICE praised Texas. Senate Bill 4 of Texas took effect in May.", "Texas", "CooperationMandate"),
        ("RCW 10.93.160 sets out when a jail may talk with ICE.", "Washington", "SanctuaryPolicy"),
    ],
)
def test_a_law_known_by_name_carries_its_policy(bench: Any, text: str, adopter: str, kind: str) -> None:
    assert (adopter, kind) in {(told["adoptedBy"], told["policyType"]) for told in bench.read(text).facts("Policy")}


@pytest.mark.parametrize(
    "text",
    [
        "RCW 10.93.160 came up at the meeting. ICE did not.",
        "The Stafford Act came up at the meeting with ICE.",
        "The California Values Act was on the list of laws passed that year.",
    ],
)
def test_a_law_cited_off_the_subject_carries_none(bench: Any, text: str) -> None:
    assert rows(bench, text) == []


LIST = """Counties that have enacted policies restricting cooperation with ICE

Ithaca, New York (Buffalo)

February 2017

Travis County, Texas (San Antonio)

The office in Denver, Colorado, keeps the list.
"""


def test_places_listed_under_a_heading_limit_cooperation(bench: Any) -> None:
    told = bench.read(LIST).facts("Policy")
    assert {fact["adoptedBy"] for fact in told} == {"Ithaca, New York", "Travis County, Texas"}
    assert {fact["policyType"] for fact in told} == {"SanctuaryPolicy"}


def test_places_listed_under_another_heading_do_not(bench: Any) -> None:
    text = LIST.replace("enacted policies restricting cooperation with ICE", "asked for copies of the form")
    assert bench.read(text).facts("Policy") == []
