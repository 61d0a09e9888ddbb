"""kg.annotate.agencies: public bodies with their exact words, their kind and the place inside their name."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from kg.knowledge.agency_kinds import agency_kinds
from kg.model import AgencyMention

# For each kind a place that bears it.
PLACE_OF = {"county": "Lane County", "place": "Hillsboro", "state": "Oregon", "nation": "Canada"}
ORDER = ("place", "county", "state", "nation")
HEADS = [
    pytest.param(kind.id, PLACE_OF[min(kind.place, key=ORDER.index)], head, id=f"{kind.id}-{head.replace(' ', '-')}")
    for kind in agency_kinds().values()
    for head in kind.heads
    if head != "sheriffs" and "regional" not in head  # of counties only; of several places
]
# Bodies known without a place; "justice" is the federal department where no state stands before it.
BARE = [
    pytest.param(kind.id, head, id=f"{kind.id}-{head.replace(' ', '-')}")
    for kind in agency_kinds().values()
    for head in sorted(kind.bare)
]


def mentions(bench: Any, text: str) -> list[AgencyMention]:
    return [mention for mention in bench.annotate(text).mentions if isinstance(mention, AgencyMention)]


def found(bench: Any, text: str) -> list[tuple[str, str]]:
    """(quote, kind) of every agency mention."""
    return [(mention.span.of(text), mention.kind) for mention in mentions(bench, text)]


def titled(head: str) -> str:
    return " ".join(word if word in ("of", "and") else word[0].upper() + word[1:] for word in head.split())


@pytest.mark.parametrize(("kind", "place", "head"), HEADS)
def test_every_head_behind_a_place_names_the_kind(bench: Any, kind: str, place: str, head: str) -> None:
    name = f"{place} {titled(head)}"
    (mention,) = mentions(bench, f"A letter reached the {name} on Monday.")
    assert mention.name.rstrip(".") == name.rstrip(".")
    assert mention.kind == kind
    assert mention.place is not None and mention.place.name == place


@pytest.mark.parametrize(("kind", "place", "head"), [p for p in HEADS if "'" in p.values[2]])  # type: ignore[operator]
def test_either_kind_of_apostrophe_will_do(bench: Any, kind: str, place: str, head: str) -> None:
    name = f"{place} {titled(head)}".replace("'", "’")
    (mention,) = mentions(bench, f"A letter reached the {name} on Monday.")
    assert (mention.name.rstrip("."), mention.kind) == (name.rstrip("."), kind)


@pytest.mark.parametrize(("kind", "head"), BARE)
def test_bare_head_is_a_mention_to_be_resolved(bench: Any, kind: str, head: str) -> None:
    assert found(bench, f"Nobody at the {head} was told.") == [(head, kind)]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "state"),
    [
        ("The Wasco County, Oregon, Sheriff's Office left.", "Wasco County, Oregon, Sheriff's Office", "sheriff", "OR"),
        ("Aurora, Colorado, police left.", "Aurora, Colorado, police", "police", "CO"),
        ("The Aurora (Ill.) Police Department left.", "Aurora (Ill.) Police Department", "police", "IL"),
    ],
)
def test_a_state_may_stand_between_place_and_head(bench: Any, text: str, quote: str, kind: str, state: str) -> None:
    (mention,) = mentions(bench, text)
    assert (mention.span.of(text), mention.kind) == (quote, kind)
    assert mention.place is not None and mention.place.state == state


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        (
            "The Department of Corrections of New York City left.",
            "Department of Corrections of New York City",
            "corrections",
        ),
        ("The Police Department of Hillsboro, Oregon, left.", "Police Department of Hillsboro, Oregon", "police"),
        ("The Sheriff's Office of Lane County left.", "Sheriff's Office of Lane County", "sheriff"),
        ("The Office of the Governor of Oregon left.", "Office of the Governor of Oregon", "governor"),
        ("The Supreme Court of Oregon ruled.", "Supreme Court of Oregon", "supreme-court"),
        ("The Police Department of the City of Denver left.", "Police Department of the City of Denver", "police"),
    ],
)
def test_the_place_may_follow_behind_of(bench: Any, text: str, quote: str, kind: str) -> None:
    (mention,) = mentions(bench, text)
    assert (mention.span.of(text), mention.kind) == (quote, kind)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Denver's Sheriff Department left.", ["Denver's Sheriff Department"]),
        ("Hillsboro police left.", ["Hillsboro police"]),
        ("LANE COUNTY SHERIFF'S OFFICE LEFT.", ["LANE COUNTY SHERIFF'S OFFICE"]),
        ("The Lane County Commission voted.", ["Lane County Commission"]),
        ("The Portland City Council voted.", ["Portland City Council"]),
        (
            "Both the Salem Police Department and the Lane County Jail left.",
            ["Salem Police Department", "Lane County Jail"],
        ),
        ("The Metropolitan Transit Police Department left.", ["Metropolitan Transit Police Department"]),
    ],
)
def test_names_as_texts_print_them(bench: Any, text: str, quotes: list[str]) -> None:
    assert [mention.span.of(text) for mention in mentions(bench, text)] == quotes


def test_a_name_over_the_end_of_a_wrapped_line(bench: Any) -> None:
    text = (
        "Nobody had expected an answer so soon, least of all from the Lane County\n"
        "Sheriff's Office, where the clerk had been ill for most of the winter and\n"
        "the letters had piled up on her desk.\n"
    )
    assert found(bench, text) == [("Lane County\nSheriff's Office", "sheriff")]


def test_offsets_are_those_of_the_text(bench: Any) -> None:
    text = "— “Ask the Lane County Sheriff’s Office,” she said."
    (mention,) = mentions(bench, text)
    assert text[mention.span.start : mention.span.end] == mention.name == "Lane County Sheriff’s Office"
    assert mention.place is not None
    assert text[mention.place.span.start : mention.place.span.end] == "Lane County"


@pytest.mark.parametrize(
    "text",
    [
        "Oregon State Police left.",
        "The New York State Police left.",
        "The Washington State Patrol left.",
        "The Illinois Police left.",
    ],
)
def test_the_police_of_a_state_are_a_state_police(bench: Any, text: str) -> None:
    (mention,) = mentions(bench, text)
    assert mention.kind == "state-police"
    assert mention.place is not None and mention.place.name in ("Oregon", "New York", "Washington", "Illinois")


@pytest.mark.parametrize(
    ("text", "quote", "key"),
    [
        ("ICE left.", "ICE", "immigration-and-customs-enforcement"),
        (
            "U.S. Immigration and Customs Enforcement left.",
            "U.S. Immigration and Customs Enforcement",
            "immigration-and-customs-enforcement",
        ),
        (
            "Immigration and Customs Enforcement left.",
            "Immigration and Customs Enforcement",
            "immigration-and-customs-enforcement",
        ),
        (
            "The United States Department of Homeland Security left.",
            "United States Department of Homeland Security",
            "department-of-homeland-security",
        ),
        ("DHS left.", "DHS", "department-of-homeland-security"),
    ],
)
def test_federal_agencies(bench: Any, text: str, quote: str, key: str) -> None:
    (mention,) = mentions(bench, text)
    assert (mention.span.of(text), mention.kind, mention.key) == (quote, "gazetteer", f"agency/us/{key}")


def test_federal_agencies_in_possessive_and_brackets(bench: Any) -> None:
    text = "ICE's letter, and that of U.S. Immigration and Customs Enforcement (“ICE”), arrived."
    assert [q for q, _ in found(bench, text)] == ["ICE", "U.S. Immigration and Customs Enforcement", "ICE"]


@pytest.mark.parametrize("text", ["Ice covered the road.", "The ice melted.", "POLICE left.", "A NICE day."])
def test_words_that_only_look_like_an_abbreviation(bench: Any, text: str) -> None:
    assert mentions(bench, text) == []


@pytest.mark.parametrize("short", ["NYPD", "LAPD", "SDSO", "LVMPD"])
def test_abbreviations_in_common_use(bench: Any, short: str) -> None:
    text = f"The {short}’s answer came."
    (mention,) = mentions(bench, text)
    assert mention.span.of(text) == short and mention.key


@pytest.mark.parametrize(
    "text",
    [
        "Police in Denver left.",
        "A sheriff left.",
        "The sheriff of Nottingham left.",
        "He was in jail.",
        "The police left.",
        "Two courts agreed in Oregon.",
        "She gave him a supreme court decision to read.",
        "Police departments across Oregon left.",
    ],
)
def test_bodies_without_a_name_are_no_mentions(bench: Any, text: str) -> None:
    assert mentions(bench, text) == []


def test_no_agency_is_read_into_a_citation(bench: Any) -> None:
    text = "It rests on the Homeland Security Act of 2002 and on 8 U.S.C. § 1373."
    assert mentions(bench, text) == []


def test_mentions_never_overlap(bench: Any) -> None:
    text = (
        "The New York City Police Department, the New York State Police and the New York City Council met "
        "U.S. Immigration and Customs Enforcement's Enforcement and Removal Operations."
    )
    spans = [mention.span for mention in mentions(bench, text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    quotes = [span.of(text) for span in spans]
    assert quotes[:3] == ["New York City Police Department", "New York State Police", "New York City Council"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("South Yorkshire Police agreed.", []),  # none of Yorkshire's
        ("North Tulsa Police agreed in Oklahoma.", []),
        ("Metro Denver Police agreed.", ["Denver Police"]),
        ("In Denver Police agreed.", ["Denver Police"]),
    ],
)
def test_a_point_of_the_compass_makes_another_places_name(bench: Any, text: str, names: list[str]) -> None:
    mentions = [m for m in bench.annotate(text).mentions if isinstance(m, AgencyMention)]
    assert [m.span.of(text) for m in mentions] == names


def test_departments_of_one_state_stay_apart(bench: Any) -> None:
    text = "The Oregon Department of Transportation and the Oregon Department of Fish and Wildlife met in Oregon."
    linked = set(bench.read(text).linked_to().values())
    assert {"Oregon Department of Transportation", "Oregon Department of Fish and Wildlife"} <= linked


def test_a_board_of_elections_serves_its_place(bench: Any) -> None:
    linked = bench.read("Agents served the Wake County Board of Elections in North Carolina.").linked_to()
    assert "Wake County Board of Elections" in linked.values()
    assert "Wake County, North Carolina" in linked.values()
