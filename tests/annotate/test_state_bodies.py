"""Bodies of states by grammar, and the departments that a law names."""

from __future__ import annotations

from typing import Any

import pytest


def bodies(bench: Any, text: str) -> set[str]:
    reading = bench.read(text)
    return {entity.label for entity in reading.linked.entities if entity.kind == "Agency"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It goes to the Oregon Criminal Justice Commission.", {"Oregon Criminal Justice Commission"}),
        ("Ohio's Board of Nursing answered.", {"Ohio Board of Nursing"}),
        ("The Utah Sentencing Council met.", {"Utah Sentencing Council"}),
        ("Washington State Gambling Commission staff met.", {"Washington State Gambling Commission"}),
        ("The Ohio Department of Aging Director Ana Reyes spoke.", {"Ohio Department of Aging"}),
        ("The Ohio Restaurant Association Board met.", set()),
        ("Ohio boards and an Ohio commission met.", set()),
        ("A Texas Business Council met.", set()),
    ],
)
def test_a_body_of_a_state(bench: Any, text: str, labels: set[str]) -> None:
    assert bodies(bench, text) == labels


def test_a_body_is_one_in_all_its_spellings(bench: Any) -> None:
    reading = bench.read("The Ohio Board of Nursing met. Ohio's Board of Nursing voted.")
    assert {link.entity for link in reading.linked.links if link.entity.startswith("agency/")} == {
        "agency/fips/39/board-of-nursing"
    }


def test_a_law_names_its_states_departments(bench: Any) -> None:
    text = "No officer of this state and of the Department of Emergency Services and Public Protection of Ohio may ask."
    assert any("Emergency Services and Public Protection" in label for label in bodies(bench, text))
    assert bodies(bench, "Staff of the Department of Emergency Services and Public Protection asked.") == set()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("In Lane County, the sheriff's office refused.", "Lane County Sheriff's Office"),
        ("Travis County is clear. The sheriff's office there refused.", "Travis County Sheriff's Office"),
        (
            "Linn County Sheriff's Office agreed. In Lane County, the sheriff's office refused.",
            "Lane County Sheriff's Office",
        ),
    ],
)
def test_a_body_of_the_place_named_just_before(bench: Any, text: str, label: str) -> None:
    assert label in bodies(bench, f"SALEM, Ore. - {text}" if "Travis" not in text else f"{text} Texas watched.")


def test_a_list_under_its_states(bench: Any) -> None:
    text = "Maine\n  Portland (2003)\nOregon\n  Salem (2015)\nWashington\n  Vancouver (2017)\n"
    labels = {entity.label for entity in bench.read(text).linked.entities if entity.kind == "Jurisdiction"}
    assert "Portland, Oregon" not in labels


def test_counties_told_behind_their_head(bench: Any) -> None:
    found = bench.read("Three Oregon counties, Lane, Linn and Benton, refused.").linked_to()
    assert [found.get(name) for name in ("Lane", "Linn", "Benton")] == [
        "Lane County, Oregon",
        "Linn County, Oregon",
        "Benton County, Oregon",
    ]


def test_a_table_of_counties(bench: Any) -> None:
    table = "County         Held\nSuffolk          12\nBroome            3\n"
    text = f"Jails of New York State, in 2019\n\n{table}\nAll else is unknown."
    labels = {entity.label for entity in bench.read(text).linked.entities if entity.kind == "Jurisdiction"}
    assert "Suffolk, Virginia" not in labels


def test_a_county_of_the_texts_state_rather_than_a_town_far_away(bench: Any) -> None:
    found = bench.read("Illinois, Illinois. Lake County, Illinois, was asked. Kendall was not.").linked_to()
    assert found.get("Kendall") in (None, "Kendall County, Illinois")


def test_a_month_is_no_sheriffs_county(bench: Any) -> None:
    assert bodies(bench, "It came to the jail in August, Sheriff Reyes said.") == set()


def test_the_state_that_a_sentence_begins_with(bench: Any) -> None:
    text = "Colorado, Colorado and Georgia differ. In Kansas, the Douglas County Sheriff's Office agreed."
    served = {entity.key for entity in bench.read(text).linked.entities if entity.kind == "Agency"}
    assert served == {"agency/fips/20045/sheriff"}


def test_a_province_is_no_town(bench: Any) -> None:
    found = bench.read("Agents use provincial jails in Ontario. Hamilton, Ontario, followed.").linked_to()
    assert "Ontario" not in found
