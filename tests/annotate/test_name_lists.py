"""People in rosters and ships, whose names are places' too."""

from __future__ import annotations

import pytest

from kg.annotate.name_lists import rosters, vessels
from kg.annotate.words import words
from kg.model import Span


def listed(text: str) -> list[str]:
    found = words(text, Span(0, len(text)))
    return [found[i].text for i in rosters(text, found)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Council Members Reyes, Dallas-Moore and Houston it was moved.", ["Reyes", "Dallas", "Moore", "Houston"]),
        ("Supervisors Houston, J. Reyes, and Dallas dissented.", ["Houston", "J", "Reyes", "Dallas"]),
        ("Sponsors: Houston, Reyes", ["Houston", "Reyes"]),
        ("Senators Houston met.", []),
        ("senators Houston, Reyes and Dallas met", []),
        ("Commissioners in Houston, Dallas and Austin met.", []),
        ("Members", []),
    ],
)
def test_rosters(text: str, names: list[str]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The USS OREGON sailed.", {("oregon",)}),
        ("USS South Dakota sailed", {("south",), ("south", "dakota")}),
        ("the uss oregon sailed", set()),
        ("It left Oregon", set()),
        ("The end is USS", set()),
    ],
)
def test_vessels(text: str, names: set[tuple[str, ...]]) -> None:
    assert vessels(text, [words(text, Span(0, len(text)))]) == names
