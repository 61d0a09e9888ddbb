"""Events read from grammar: roles, containers, lists, pronouns, and what must give none. The parser's layer alone."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import Layers
from kg.extract.frames import worth_parsing
from kg.extract.units import sentences

PARSER = Layers(patterns=False, parser=True)
HPD, OSP = "Hillsboro Police Department", "Oregon State Police"
DENVER = "Denver, Colorado"


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("ICE served the Hillsboro Police Department with two subpoenas.", [HPD]),
        ("Two subpoenas were served by ICE on the Hillsboro Police Department.", [HPD]),
        ("The Hillsboro Police Department said that it had been served with an ICE subpoena.", [HPD]),
        ("The Hillsboro Police Department confirmed it was subpoenaed by ICE.", [HPD]),
        ("ICE sent Denver a subpoena.", [DENVER]),
        ("Denver was sent a subpoena by ICE.", [DENVER]),
        ("The subpoenas that ICE sent to Denver in May are new.", [DENVER]),
        ("The subpoena, which ICE served on Denver in May, is new.", [DENVER]),
        ("The city may fight the subpoenas served by ICE on Denver.", [DENVER]),
        ("Subpoenas from ICE reached Denver in May.", [DENVER]),
        ("ICE said Denver, which received four subpoenas, has until Friday.", [DENVER]),
        ("ICE withdrew its subpoena to Denver.", [DENVER]),
        ("ICE took the rare step of serving subpoenas on Denver.", [DENVER]),
        ("ICE drove downtown and served a set of subpoenas on Denver.", [DENVER]),
        ("Four of the subpoenas from ICE went to Denver.", [DENVER]),
        ("ICE agents left a subpoena at the front desk of the Hillsboro Police Department.", [HPD]),
        ("ICE officers walked into the lobby of the Hillsboro Police Department and left a subpoena there.", [HPD]),
        ("ICE issued three subpoenas seeking the files of two men from the Hillsboro Police Department.", [HPD]),
        ("Jails run by Lane County in Oregon got ICE subpoenas.", ["Lane County, Oregon"]),
        ("ICE served subpoenas on the Hillsboro Police Department and the Oregon State Police.", [HPD, OSP]),
        ("Denver got hit with an ICE subpoena on Tuesday, and the Oregon State Police picked up two of its own.",
         [DENVER, OSP]),
    ],
)  # fmt: skip
def test_recipients(bench: Any, text: str, recipients: list[str]) -> None:
    assert bench.read(text, layers=PARSER).recipients() == recipients


@pytest.mark.parametrize(
    "text",
    [
        "ICE is considering issuing subpoenas to Denver.",
        "ICE said it is weighing subpoenas to Denver.",
        "ICE plans to serve subpoenas on Denver.",
        "ICE officers want to serve subpoenas on Denver.",
        "ICE has the power to issue subpoenas to Denver.",
        "Denver has not received a subpoena from ICE.",
        "Denver has yet to receive a subpoena from ICE.",
        "Denver did not say whether it had received a subpoena from ICE.",
        "No ICE subpoena has reached Denver.",
        "Denver could have been served with a subpoena by ICE.",
        "If ICE serves Denver with a subpoena, the city will go to court.",
        "Had ICE served a subpoena on Denver, the sheriff would have answered.",
        "Has ICE served a subpoena on Denver?",
        "It is unclear if Denver received an ICE subpoena.",
        "ICE denied that it had served a subpoena on Denver.",
        "ICE drafted a subpoena to Denver but never sent it.",
        "A judge ordered Denver to comply with four ICE subpoenas.",
        "ICE asked a court to enforce its subpoenas to Denver.",
        "The House committee sent a subpoena to Denver.",
        "A grand jury sent Denver a subpoena.",
        "ICE served a subpoena on a hotel in Denver.",
        "Lawyers for Denver served a subpoena on ICE.",
        "Denver police handed an ICE subpoena to a clerk.",
        "Denver received a letter from ICE about subpoenas.",
        "ICE's subpoenas to employers rose in Denver.",
        "Denver police got a warrant, and a court served subpoenas on two bars.",
        "They complied with the subpoenas from ICE.",
    ],
)
def test_no_event(bench: Any, text: str) -> None:
    assert bench.read(text, layers=PARSER).recipients() == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ICE served four subpoenas on Denver.", 4),
        ("Denver got a pair of subpoenas from ICE.", 2),
        ("Three of the subpoenas from ICE went to Denver.", 3),
        ("Denver got a subpoena from ICE about two men.", None),
    ],
)
def test_counts(bench: Any, text: str, count: int | None) -> None:
    told = bench.read(text, layers=PARSER).served_on(DENVER)
    assert told["count"] == count


def test_a_number_alone_counts_where_the_text_speaks_of_subpoenas(bench: Any) -> None:
    text = "ICE used subpoenas in May. Denver got three."
    assert bench.read(text, layers=PARSER).served_on(DENVER)["count"] == 3
    assert bench.read("ICE held a fair in May. Denver got three.", layers=PARSER).recipients() == []


def test_answers_give_no_date_of_service(bench: Any) -> None:
    told = bench.read("Denver answered the ICE subpoena on Monday.", layers=PARSER).served_on(DENVER)
    assert told["date"] is None


def test_the_issuer_is_named_in_the_clause_or_known_from_the_text(bench: Any) -> None:
    named = bench.read("Denver was served with a subpoena by ICE.", layers=PARSER).served_on(DENVER)
    assert named["issuedBy"] == "U.S. Immigration and Customs Enforcement"
    known = bench.read("ICE spoke on Monday. Agents served a subpoena on Denver.", layers=PARSER).served_on(DENVER)
    assert known["issuedBy"] == "U.S. Immigration and Customs Enforcement"


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("ICE served subpoenas on Denver.", True),
        ("Denver got two.", True),
        ("Denver got rain.", False),
        ("ICE served subpoenas.", False),
        ("Denver has a subpoena.", True),
        ("Denver has two parks.", False),
    ],
)
def test_what_is_worth_parsing(bench: Any, text: str, worth: bool) -> None:
    (sentence,) = sentences(bench.read(text, layers=Layers(True, False)).linked)
    assert worth_parsing(sentence) is worth
