"""kg.annotate.places: names of places with their exact words, their kind and the state printed with them."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import PlaceMention, Span


def mentions(bench: Any, text: str) -> list[PlaceMention]:
    return [mention for mention in bench.annotate(text).mentions if isinstance(mention, PlaceMention)]


def found(bench: Any, text: str) -> list[tuple[str, str, str | None]]:
    """(quote, name, state) of every place mention."""
    return [(mention.span.of(text), mention.name, mention.state) for mention in mentions(bench, text)]


@pytest.mark.parametrize(
    ("text", "quote", "name", "state"),
    [
        ("Jailers in Clark County, Nevada, replied.", "Clark County, Nevada", "Clark County", "NV"),
        ("Jailers in Clark County (Wash.) replied.", "Clark County (Wash.)", "Clark County", "WA"),
        ("She lives in Aurora, Colo., near a park.", "Aurora, Colo.", "Aurora", "CO"),
        ("She lives in Aurora, CO, near a park.", "Aurora, CO", "Aurora", "CO"),
        ("She lives in Ithaca, N.Y., near a lake.", "Ithaca, N.Y.", "Ithaca", "NY"),
        ("She lives in Las Cruces, New Mexico.", "Las Cruces, New Mexico", "Las Cruces", "NM"),
        ("It met in Charleston, West Virginia, twice.", "Charleston, West Virginia", "Charleston", "WV"),
        ("It met in Orleans Parish, Louisiana.", "Orleans Parish, Louisiana", "Orleans Parish", "LA"),
        ("It met in Mexico, Missouri.", "Mexico, Missouri", "Mexico", "MO"),
    ],
)
def test_a_state_behind_a_name_is_part_of_the_mention(bench: Any, text: str, quote: str, name: str, state: str) -> None:
    assert found(bench, text) == [(quote, name, state)]


def test_a_name_and_its_state_over_the_end_of_a_wrapped_line(bench: Any) -> None:
    text = (
        "Nobody had expected that the meeting would be held a second time in Salem,\n"
        "Oregon, where the clerk had been ill for most of the winter and the letters\n"
        "had piled up on her desk.\n"
    )
    assert found(bench, text) == [("Salem,\nOregon", "Salem", "OR")]


def test_offsets_are_those_of_the_text(bench: Any) -> None:
    text = "Élan — “in Hillsboro, Oregon”"
    (mention,) = mentions(bench, text)
    assert mention.span == Span(text.index("Hillsboro"), text.index("”"))
    assert text[mention.span.start : mention.span.end] == "Hillsboro, Oregon"


@pytest.mark.parametrize("text", ["Oregon's clerks left.", "Oregon’s clerks left.", "OREGON’S clerks left."])
def test_a_possessive_ending_is_no_part_of_the_mention(bench: Any, text: str) -> None:
    assert [quote for quote, *_ in found(bench, text)] == [text[:6]]


def test_a_list_of_states_stays_a_list(bench: Any) -> None:
    text = "Clerks came from Oregon, Nevada, New Mexico and Idaho."
    assert [quote for quote, *_ in found(bench, text)] == ["Oregon", "Nevada", "New Mexico", "Idaho"]


def test_a_list_of_cities_and_states(bench: Any) -> None:
    text = "Clerks came from Denver, Colorado; Aurora, Illinois; and Chicago."
    assert found(bench, text) == [
        ("Denver, Colorado", "Denver", "CO"),
        ("Aurora, Illinois", "Aurora", "IL"),
        ("Chicago", "Chicago", None),
    ]


def test_names_before_a_shared_head_are_counties(bench: Any) -> None:
    text = "It covers Clackamas, Multnomah and Wasco Counties."
    assert [(quote, name) for quote, name, _ in found(bench, text)] == [
        ("Clackamas", "Clackamas County"),
        ("Multnomah", "Multnomah County"),
        ("Wasco Counties", "Wasco County"),
    ]
    assert {mention.kind for mention in mentions(bench, text)} == {"county"}


def test_names_behind_a_shared_head_are_counties(bench: Any) -> None:
    text = "It covers the counties of Lane, Polk and Yamhill."
    assert [name for _, name, _ in found(bench, text)] == ["Lane County", "Polk County", "Yamhill County"]


def test_a_shared_head_reaches_no_further_than_its_list(bench: Any) -> None:
    text = "Denver wrote to clerks who serve Lane and Polk counties."
    assert [name for _, name, _ in found(bench, text)] == ["Denver", "Lane County", "Polk County"]


@pytest.mark.parametrize("text", ["They spoke of Multnomah at length.", "Nassau was mentioned by Wasco."])
def test_the_bare_first_part_of_a_county_is_no_county(bench: Any, text: str) -> None:
    assert all(mention.kind != "county" for mention in mentions(bench, text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("HILLSBORO, Ore. — The clerk left.", "HILLSBORO, Ore."),
        ("DENVER (AP) — The clerk left.", "DENVER"),
        ("SAN DIEGO – The clerk left.", "SAN DIEGO"),
        ("WASHINGTON COUNTY, Ore. — The clerk left.", "WASHINGTON COUNTY, Ore."),
    ],
)
def test_datelines(bench: Any, text: str, quote: str) -> None:
    assert [place for place, *_ in found(bench, text)] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Houston left the room.",
        "Judge Lincoln left the room.",
        "Sheriff Dallas Example left the room.",
        "Ana Jackson left the room.",
        "Austin Example left the room.",
        "Sen. Madison left the room.",
        "The Houston Chronicle printed it.",
        "An editor of The Oregonian and the Chicago Tribune wrote it.",
        "She taught at the University of Oregon.",
        "He sailed on the USS Phoenix.",
        "They met on Denver Avenue.",
        "Reading the letter took an hour.",
        "In Story, nothing happened.",
    ],
)
def test_persons_papers_schools_and_streets_are_no_places(bench: Any, text: str) -> None:
    assert found(bench, text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Denver Mayor Ana Example left.", ["Denver"]),
        ("Oregon Gov. Ana Example left.", ["Oregon"]),
        ("Hillsboro Councilman Ben Example left.", ["Hillsboro"]),
        ("Chicago and Boston agreed.", ["Chicago", "Boston"]),
        ("“Denver is ready,” she said.", ["Denver"]),
        ("However, Denver was ready.", ["Denver"]),
        ("In Denver, nobody was ready.", ["Denver"]),
    ],
)
def test_names_beside_a_word_of_office_are_places(bench: Any, text: str, quotes: list[str]) -> None:
    assert [quote for quote, *_ in found(bench, text)] == quotes


def test_new_york_and_new_york_city_are_told_apart(bench: Any) -> None:
    text = "New York City is in New York, and New York state is large."
    quotes = [quote for quote, *_ in found(bench, text)]
    assert quotes[:2] == ["New York City", "New York"] and len(quotes) == 3


@pytest.mark.parametrize("text", ["He was a citizen of Mexico.", "It was shipped to Mexico and Honduras."])
def test_mexico_is_the_nation(bench: Any, text: str) -> None:
    (mention, *_) = mentions(bench, text)
    assert (mention.name, mention.kind) == ("Mexico", "nation")


@pytest.mark.parametrize("text", ["The United States waited.", "It went to the U.S. border.", "Congress waited."])
def test_the_nation_itself_is_not_looked_for(bench: Any, text: str) -> None:
    assert found(bench, text) == []


@pytest.mark.parametrize("text", ["a denver omelette", "the oregon trail by foot", "in clark county, nevada"])
def test_names_in_lower_case_are_no_places(bench: Any, text: str) -> None:
    assert found(bench, text) == []


def test_a_place_inside_an_agency_or_a_law_is_not_named_again(bench: Any) -> None:
    text = "The Hillsboro Police Department cited N.Y. Gen. Mun. Law § 50-b in Beaverton."
    assert [quote for quote, *_ in found(bench, text)] == ["Beaverton"]
