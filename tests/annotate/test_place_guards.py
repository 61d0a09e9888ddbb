"""kg.annotate.place_guards: names of places that are a part of something else's name."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.place_guards import given_name, of_organisation, of_party
from kg.annotate.place_hits import hits, state_before
from kg.annotate.words import words
from kg.model import PlaceMention, Span


def asked(check: Any, text: str, name: str) -> bool:
    found = words(text, Span(0, len(text)))
    (hit,) = (hit for hit in hits(text, found) if hit.name == name)
    return bool(check(text, found, hit))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Texas Organizing Project sued.", "Texas"),
        ("The Nevada Immigrant and Refugee Coalition sued.", "Nevada"),
        ("The Utah Rural Electric Association met.", "Utah"),
        ("The Medical Center of Aurora closed.", "Aurora"),
        ("Catholic Charities of Oregon met.", "Oregon"),
    ],
)
def test_a_private_bodys_name_takes_the_place_in(text: str, name: str) -> None:
    assert asked(of_organisation, text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Oregon Correctional Center is full.", "Oregon"),  # a public body
        ("Texas and the Organizing Project sued.", "Texas"),
        ("In Texas, the Coalition sued.", "Texas"),
        ("Texas sued the coalition.", "Texas"),
        ("The center of Aurora is quiet.", "Aurora"),
        ("The Nevada State Bar met.", "Nevada"),
    ],
)
def test_words_that_do_not_go_on_with_the_name_do_not(text: str, name: str) -> None:
    assert not asked(of_organisation, text, name)


@pytest.mark.parametrize("text", ["Virginia Alvarez spoke.", "We met Virginia L. Alvarez."])
def test_a_states_name_may_be_a_womans(text: str) -> None:
    assert asked(given_name, text, "Virginia")


@pytest.mark.parametrize(
    "text",
    [
        "Virginia Democrats spoke.",
        "Virginia sued.",
        "Virginia, Alvarez said, sued.",
        "VIRGINIA SHERIFFS SUE",
        "In Virginia",
    ],
)
def test_a_state_before_a_word_of_states_is_none(text: str) -> None:
    assert not asked(given_name, text, "VIRGINIA" if text.isupper() else "Virginia")


def test_a_party_before_a_name_means_a_district() -> None:
    assert asked(of_party, "Sen. Ana Reyes, D-Raleigh, spoke.", "Raleigh")
    assert not asked(of_party, "AND-Raleigh spoke.", "Raleigh")
    assert not asked(of_party, "Raleigh spoke.", "Raleigh")


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Maryland's Montgomery", "Montgomery", "MD"),
        ("Maryland’s Montgomery County", "Montgomery County", "MD"),
        ("Texas' Webb County", "Webb County", "TX"),
        ("New Mexico's Bernalillo", "Bernalillo", "NM"),
        ("West Virginia's Berkeley County", "Berkeley County", "WV"),
        ("Maryland's Houston", "Houston", None),
        ("Ana's Houston", "Houston", None),
        ("Maryland Montgomery", "Montgomery", None),
    ],
)
def test_a_state_that_owns_a_place(text: str, name: str, state: str | None) -> None:
    assert state_before(text, text.rindex(name), name) == state


def test_the_owning_state_settles_a_place_and_stays_a_mention(bench: Any) -> None:
    reading = bench.read("The rule binds Nevada's Clark County only.")
    assert reading.linked_to()["Clark County"] == "Clark County, Nevada"
    assert reading.linked_to()["Nevada"] == "Nevada"


@pytest.mark.parametrize("text", ["Coach C.J. Houston left.", "Coach C. J. Houston left.", "Coach B. Houston left."])
def test_initials_before_a_name_make_a_person(bench: Any, text: str) -> None:
    assert bench.read(text).places() == []


@pytest.mark.parametrize("text", ["The U.S. Houston office", "The N.Y. Houston office"])
def test_letters_of_a_country_or_state_are_no_initials(bench: Any, text: str) -> None:
    names = [m.name for m in bench.annotate(text + " of the firm closed.").mentions if isinstance(m, PlaceMention)]
    assert "Houston" in names
