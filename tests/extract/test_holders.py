"""Officials by surname: whom a later "Myers" speaks and acts for."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.holders import Holders
from kg.extract.units import sentences


def holders(bench: Any, text: str) -> tuple[Holders, Any]:
    """The officials that a text introduces, and the reading."""
    reading = bench.read(text)
    found = Holders()
    for sentence in sentences(reading.linked):
        found.note(sentence)
    return found, reading


def meant(bench: Any, text: str, name: str) -> str | None:
    """The label of the body or place for which the official with a surname stands."""
    found, reading = holders(bench, text)
    units = [unit for sentence in sentences(reading.linked) for unit in sentence.units if unit.text == name]
    ref = found.of(units[-1])
    return reading.label(ref) if ref else None


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Marion County, Oregon, Sheriff Jason Myers spoke. Myers left.", "Myers", "Marion County Sheriff's Office"),
        ("Lane County Executive Pat Doe of Oregon spoke. Doe left.", "Doe", "Lane County, Oregon"),
        ("Sheriff Ann Roe of Lane County, Oregon, spoke. Roe left.", "Roe", "Lane County, Oregon"),
        ("Mayor Jo Van Dyke, of Tacoma, spoke. Dyke left.", "Dyke", "Tacoma, Washington"),
        ("Tacoma Mayor Sam Poe Jr. spoke. Poe left.", "Poe", "Tacoma, Washington"),
    ],
)
def test_surname_means_the_office(bench: Any, text: str, name: str, label: str) -> None:
    assert meant(bench, text, name) == label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tacoma resident Sam Poe spoke. Poe left.", "Poe"),
        ("Mayor Sam Poe spoke of the river near Tacoma. Poe left.", "Poe"),
        ("The mayor of Tacoma met Poe. Poe left.", "Poe"),
    ],
)
def test_other_people_mean_no_office(bench: Any, text: str, name: str) -> None:
    assert meant(bench, text, name) is None


def test_last_official_named_is_what_a_pronoun_means(bench: Any) -> None:
    found, reading = holders(bench, "Tacoma Mayor Sam Poe met Gary Mayor Lou Foe of Indiana. Poe spoke first.")
    assert found.last is not None and reading.label(found.last) == "Tacoma, Washington"


def test_nobody_is_known_before_a_text_names_one(bench: Any) -> None:
    found, _ = holders(bench, "The council of Tacoma met.")
    assert found.last is None


def test_officials_become_no_nodes(bench: Any) -> None:
    reading = bench.read("Marion County, Oregon, Sheriff Jason Myers said Myers would stop honoring ICE detainers.")
    assert not any("Myers" in entity.label for entity in reading.entities.values())


def test_policy_of_an_official_named_again(bench: Any) -> None:
    text = (
        "Marion County, Oregon, Sheriff Jason Myers took office in May.\n\n"
        "Myers ended his office's participation in the 287(g) program."
    )
    assert bench.read(text).one("Policy")["adoptedBy"] == "Marion County Sheriff's Office"


def test_a_sheriff_without_a_place_is_the_only_one_of_the_document(bench: Any) -> None:
    text = "The Rockwall County Sheriff's Office in Texas sent a release. Sheriff Harlan Poe spoke. Poe left."
    reading = bench.read(text)
    found = Holders(reading.entities)
    units = [unit for sentence in sentences(reading.linked) for unit in sentence.units]
    for sentence in sentences(reading.linked):
        found.note(sentence)
    (ref,) = {found.of(unit) for unit in units if unit.text == "Poe"}
    assert ref is not None and reading.label(ref) == "Rockwall County Sheriff's Office"
