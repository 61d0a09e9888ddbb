"""Whom a telling means: pronouns, nouns and groups that point back, officials for their offices, nobody named."""

from __future__ import annotations

from typing import Any

import pytest

BEND = "Bend Police Department"
LANE = "Lane County Sheriff's Office"
DENVER = "Denver, Colorado"
ABOUT = "ICE spoke of subpoenas in Oregon last week."


@pytest.mark.parametrize(
    ("before", "told", "want"),
    [
        ("The Bend Police Department opened its mail.", "It received a subpoena.", [BEND]),
        ("The Bend Police Department opened its mail.", "Then it received a subpoena.", [BEND]),
        ("The Bend Police Department opened its mail.", "On Monday it received a subpoena.", [BEND]),
        ("The Bend Police Department opened its mail.", "They were served with two subpoenas.", [BEND]),
        ("The Bend Police Department opened its mail.", "The department received a subpoena.", [BEND]),
        ("The Bend Police Department opened its mail.", "The agency was hit with a subpoena.", [BEND]),
        ("The Bend Police Department opened its mail.", "Its chief said it received a subpoena.", []),
        ("The Bend Police Department opened its mail.", "The bakery said it received a subpoena.", []),
        ("The FBI opened its mail.", "It received a subpoena.", []),
        ("ICE opened its mail.", "It received a subpoena.", []),
        ("ICE called the Bend Police Department.", "It received a subpoena.", [BEND]),
        ("ICE called Bend and the Lane County Sheriff's Office.", "It received a subpoena.", [LANE]),
    ],
)
def test_a_pronoun_means_the_subject_before(bench: Any, before: str, told: str, want: list[str]) -> None:
    assert bench.read(f"{ABOUT} {before} {told}").recipients() == want


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ("The Bend Police Department said it received a subpoena.", [BEND]),
        ("The Bend Police Department told reporters that it had received a subpoena.", [BEND]),
        ("A spokesman for the Bend Police Department said it received a subpoena.", [BEND]),
        ("The Bend Police Department, it said, received a subpoena.", [BEND]),
        ("ICE said it received a subpoena.", []),
        ("A Bend hotel said it received a subpoena.", []),
        ("In Bend, a hotel said it received a subpoena.", []),
    ],
)
def test_a_pronoun_means_the_subject_of_its_own_sentence(bench: Any, told: str, want: list[str]) -> None:
    assert bench.read(f"{ABOUT} {told}").recipients() == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("“We received a subpoena,” said Ana Example, spokeswoman for the Bend Police Department.", [BEND]),
        ("“Our office was served with a subpoena,” said Ana Example of the Lane County Sheriff's Office.", [LANE]),
        ("“We received a subpoena,” said Ana Example, a baker.", []),
        ("I am the sheriff of Lane County, Oregon. We were served with a subpoena.", ["Lane County, Oregon"]),
        ("I serve Lane County, Oregon, as sheriff. My office received a subpoena.", ["Lane County, Oregon"]),
        ("I am fond of Lane County, Oregon. The cat was served with a subpoena.", []),
    ],
)
def test_we_are_the_speakers_body(bench: Any, text: str, want: list[str]) -> None:
    assert bench.read(f"{ABOUT} {text}").recipients() == want


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ("Both were served with subpoenas.", [BEND, LANE]),
        ("The two were served with subpoenas.", [BEND, LANE]),
        ("Each got a subpoena.", [BEND, LANE]),
        ("Both agencies received subpoenas.", [BEND, LANE]),
        ("The two departments received subpoenas.", [BEND, LANE]),
        ("The three received subpoenas.", []),
        ("Both counties received subpoenas.", []),
        ("Both men received subpoenas.", []),
    ],
)
def test_parties_together_are_those_named_before(bench: Any, told: str, want: list[str]) -> None:
    named = "ICE called the Bend Police Department and the Lane County Sheriff's Office."
    assert bench.read(f"{ABOUT} {named} {told}").recipients() == want


def test_counties_together_are_counties_only(bench: Any) -> None:
    text = f"{ABOUT} ICE called Lane County, Polk County and the Bend Police Department. Both counties got a subpoena."
    assert bench.read(text).recipients() == ["Lane County, Oregon", "Polk County, Oregon"]


def test_those_served_before_are_meant_first(bench: Any) -> None:
    text = (
        "ICE served Denver and the Bend Police Department in Oregon with subpoenas. A month later both were served "
        "with a second subpoena on Feb. 3."
    )
    assert set(bench.read(text).recipients()) == {BEND, DENVER}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The Lane County Sheriff's Office spoke. Sheriff Ana Example was served with a subpoena.", [LANE]),
        ("The Lane County Sheriff's Office spoke. Undersheriff Ana Example received a subpoena.", [LANE]),
        ("Bend is in Deschutes County. Sheriff Ana Example received a subpoena.", ["Deschutes County, Oregon"]),
        ("The Bend Police Department spoke. Chief Ana Example received a subpoena.", [BEND]),
        ("The city of Bend, Oregon, spoke. Mayor Ana Example was served with a subpoena.", ["Bend, Oregon"]),
        ("Sheriff Ana Example of Lane County was served with a subpoena.", ["Lane County, Oregon"]),
        ("Nobody spoke. Chief Ana Example received a subpoena.", []),
    ],
)
def test_an_official_stands_for_the_office(bench: Any, text: str, want: list[str]) -> None:
    assert bench.read(f"{ABOUT} {text}").recipients() == want


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ("ICE served the subpoenas last Friday, seeking names.", [BEND]),
        ("The first subpoena came on Feb. 3.", [BEND]),
        ("ICE served subpoenas last Friday.", []),
        ("ICE could serve the subpoenas next Friday.", []),
        ("ICE served the subpoenas last Friday on a bakery in Bend.", []),
        ("No subpoena came on Feb. 3.", []),
    ],
)
def test_where_nobody_is_named_it_is_the_body_spoken_of(bench: Any, told: str, want: list[str]) -> None:
    text = f"ICE awaits an answer. The Bend Police Department in Oregon is to hand over two files. {told}"
    assert bench.read(text).recipients() == want


def test_what_is_known_already_is_no_second_event(bench: Any) -> None:
    text = "ICE served two subpoenas on the Bend Police Department in Oregon. The subpoenas were issued on Feb. 3."
    told = bench.read(text).one("Subpoena")
    assert (told["servedOn"], told["count"], told["date"]) == (BEND, 2, "2020-02-03")


@pytest.mark.parametrize(
    "text",
    [
        "ICE served subpoenas on Bend employers.",
        "ICE served subpoenas on Bend's hospitals.",
        "ICE served a subpoena on the Bend Poultry Company.",
        "ICE served a subpoena on a Bend police officer.",
        "ICE served subpoenas on Lane County farmers.",
        "ICE subpoenaed Bend apartments.",
        "Bend landlords got two ICE subpoenas.",
        "Bend Nursery received an ICE subpoena.",
    ],
)
def test_companies_and_people_of_a_place_are_no_recipients(bench: Any, text: str) -> None:
    assert bench.read(f"BEND, Ore. — {text}").recipients() == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ICE served subpoenas on Bend's police department.", "Bend"),
        ("ICE served subpoenas on Bend City Hall.", "Bend"),
        ("ICE served subpoenas on Bend for two files.", "Bend"),
    ],
)
def test_bodies_of_a_place_are(bench: Any, text: str, want: str) -> None:
    (found,) = bench.read(f"BEND, Ore. — {text}").recipients()
    assert found.startswith(want)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("ICE and DHS met. Agents served a subpoena on Denver.", "U.S. Immigration and Customs Enforcement"),
        ("DHS and DHS and ICE met. Agents served a subpoena on Denver.", "U.S. Immigration and Customs Enforcement"),
        ("DHS met. Federal agents served a subpoena on Denver.", "U.S. Department of Homeland Security"),
        ("HSI met. Federal agents served a subpoena on Denver.", "U.S. Immigration and Customs Enforcement"),
        ("DHS met. ICE served a subpoena on Denver.", "U.S. Immigration and Customs Enforcement"),
        ("ICE met. DHS served a subpoena on Denver.", "U.S. Department of Homeland Security"),
    ],
)
def test_the_issuer(bench: Any, text: str, issuer: str) -> None:
    assert [told["issuedBy"] for told in bench.read(text).subpoenas()] == [issuer]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("ICE subpoenaed Denver. ICE subpoenaed the Denver Sheriff Department.", ["Denver Sheriff Department"]),
        ("ICE subpoenaed Ohio. ICE subpoenaed Columbus, Ohio.", ["Columbus, Ohio"]),
        ("ICE subpoenaed Ohio. ICE subpoenaed Denver.", [DENVER, "Ohio"]),
        ("ICE served two subpoenas on Ohio. ICE served a subpoena on Columbus, Ohio.", ["Columbus, Ohio", "Ohio"]),
        ("ICE subpoenaed Ohio on Feb. 3. ICE subpoenaed Columbus, Ohio, on Jan. 7.", ["Columbus, Ohio", "Ohio"]),
        (
            "ICE served three subpoenas in Ohio: two to Columbus, Ohio, and one to Dayton, Ohio.",
            ["Columbus, Ohio", "Dayton, Ohio"],
        ),
    ],
)
def test_a_place_told_for_its_bodies_is_not_told_twice(bench: Any, text: str, recipients: list[str]) -> None:
    assert bench.read(text).recipients() == recipients
