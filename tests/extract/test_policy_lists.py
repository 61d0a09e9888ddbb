"""kg.extract.policy_lists: places that a list names below a heading on those that limit cooperation."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = "List of cities, counties and states that limit cooperation with ICE\n\n"


def listed(bench: Any, lines: str) -> list[str]:
    facts = bench.read(HEAD + lines).facts("Policy")
    return sorted(told["adoptedBy"] for told in facts if "listed-place" in told.rules)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ("Oregon (ORS 181A.820)\nVermont (2017)\n", ["Oregon", "Vermont"]),
        # a state over the lines below is no member of the list, one without such lines is
        ("Colorado\n  Boulder County (2014)\n", ["Boulder County, Colorado"]),
        ("Colorado\nOregon\nVermont\n", ["Colorado", "Oregon", "Vermont"]),
        # several on a line, and bullets
        (
            "New Mexico\n  Taos County (2014), Luna County (2010)\n",
            ["Luna County, New Mexico", "Taos County, New Mexico"],
        ),
        ("• Denver (2017)\n• Boulder County, Colorado (2014)\n", ["Boulder County, Colorado", "Denver, Colorado"]),
        # what has been taken off the list
        ("Oregon (2017)\nREMOVED\nVermont (2014)\n", ["Oregon"]),
        # what is no item
        ("Oregon was the first to pass such a law.\n", []),
    ],
)
def test_listed(bench: Any, lines: str, places: list[str]) -> None:
    assert listed(bench, lines) == places


def test_no_heading_no_list(bench: Any) -> None:
    text = "Counties of the west\n\nBoulder County, Colorado (2014)\nICE sent a letter.\n"
    assert bench.read(text).facts("Policy") == []


def test_each_place_is_proved_by_its_own_line(bench: Any) -> None:
    text = HEAD + "Oregon (2017)\nVermont (2014)\n"
    reading = bench.read(text)
    quotes = {text[e.span.start : e.span.end].split()[0] for t in reading.facts("Policy") for e in t.fact.evidence}
    assert quotes == {"Oregon", "Vermont"}
