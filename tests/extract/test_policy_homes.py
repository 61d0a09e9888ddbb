"""kg.extract.policy_homes: letterheads and headings, and the rules below them that name no adopter."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate import annotate
from kg.extract.policy_homes import headed
from kg.extract.units import sentences
from kg.link import link


def adopters(bench: Any, text: str) -> list[str]:
    return sorted({told["adoptedBy"] for told in bench.read(text).facts("Policy")})


@pytest.mark.parametrize(
    ("text", "adopter"),
    [
        # a letterhead
        (
            "LANE COUNTY SHERIFF'S OFFICE\n\nJail manual, Oregon\n\nNo inmate shall be held on an ICE detainer.\n",
            "Lane County Sheriff's Office",
        ),
        (
            "TOWN OF LEXINGTON\nMassachusetts\n\nBoston has a rule on ICE.\n\n"
            "RESOLVED that the town's police shall not keep anyone on a detainer.\n",
            "Lexington, Massachusetts",
        ),
        # a heading over some lines
        (
            "Rules on ICE in Oregon and New Mexico\n\nTaos County (2015-024):\n\n"
            "1. Staff are to disregard immigration detainers.\n",
            "Taos County, New Mexico",
        ),
    ],
)
def test_adopter(bench: Any, text: str, adopter: str) -> None:
    assert adopter in adopters(bench, text)


def test_the_heading_nearest_above_counts(bench: Any) -> None:
    text = (
        "Local rules in New Mexico\n\nTaos County:\n1. A hold is honored only with a warrant from a judge, not ICE.\n\n"
        "Luna County:\n1. Officers do not ask about immigration status.\n"
    )
    assert adopters(bench, text) == ["Luna County, New Mexico", "Taos County, New Mexico"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Lane County, Oregon", True),
        ("3. Lane County, Oregon.", True),
        ("Lane County, Oregon (2017-19):", True),
        ("Lane County, Oregon — a long story", False),
        ("Lane County, Oregon, voted.", False),
        ("In Lane County, Oregon", False),
        ("Nobody came.", False),
    ],
)
def test_headed(bench: Any, line: str, is_heading: bool) -> None:
    first = sentences(link(annotate(bench.document(line + "\n"))))[0]
    assert (headed(first) is not None) == is_heading


def test_a_dateline_adopts_nothing(bench: Any) -> None:
    text = "TACOMA, Wash. — A law that limits cooperation with ICE was read aloud.\n"
    assert adopters(bench, text) == []


def test_an_apposition_does_not_change_the_subject(bench: Any) -> None:
    text = "Multnomah County, Oregon, the state's largest, has not honored requests to hold people for ICE since 2014."
    assert adopters(bench, text) == ["Multnomah County, Oregon"]


def test_a_directive_known_by_name_is_its_states(bench: Any) -> None:
    text = "ICE blamed New Jersey. The attorney general wrote the Immigrant Trust Directive."
    assert adopters(bench, text) == ["New Jersey"]
