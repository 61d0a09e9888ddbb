"""Phrases of a sentence: the thing served, words that point at it, parties together, officers without a name."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.phrases import phrased
from kg.extract.units import sentences


def shadow(bench: Any, text: str, *, topic: bool = True) -> str:
    """The last sentence of a text as phrases, without the blank at its end."""
    return phrased(sentences(bench.read(text).linked)[-1], topic=topic).sentence.shadow.strip()


def units(bench: Any, text: str, kind: str) -> list[tuple[str, int | None]]:
    """(quote, number) of the phrases of a kind in the last sentence of a text."""
    reading = bench.read(text)
    found = phrased(sentences(reading.linked)[-1]).sentence.units
    return [
        (unit.span.of(reading.text), unit.mentions[0].value if unit.mentions else None)
        for unit in found
        if unit.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "quote", "number"),
    [
        ("ICE sent a subpoena.", "a subpoena", None),
        ("ICE sent two more administrative subpoenas.", "two more administrative subpoenas", 2),
        ("ICE sent a pair of subpoenas.", "a pair of subpoenas", 2),
        ("ICE sent a rare, sweeping subpoena.", "a rare, sweeping subpoena", None),
        ("Nobody liked the three ICE subpoenas.", "the three ICE subpoenas", 3),
        ("Nobody liked a subpoena from ICE.", "a subpoena from ICE", None),
        ("ICE sent a second subpoena.", "a second subpoena", 1),
        ("ICE sent another subpoena.", "another subpoena", 1),
        ("ICE sent the first subpoena.", "the first subpoena", None),
        ("ICE withdrew one of the subpoenas.", "one of the subpoenas", 1),
        ("ICE withdrew all four of the subpoenas.", "all four of the subpoenas", 4),
        ("ICE sent a demand in the form of a subpoena.", "a demand in the form of a subpoena", None),
        ("ICE sent a letter headed “Immigration Subpoena”.", "a letter headed “Immigration Subpoena”", None),
        ("ICE sent an envelope containing two subpoenas.", "an envelope containing two subpoenas", 2),
        ("ICE sent a subpoena duces tecum.", "a subpoena duces tecum", None),
    ],
)
def test_a_phrase_about_subpoenas_is_one(bench: Any, text: str, quote: str, number: int | None) -> None:
    assert units(bench, text, "SUB") == [(quote, number)]


@pytest.mark.parametrize(
    "text",
    [
        "ICE has subpoena power.",
        "The subpoena fight goes on.",
        "ICE threatened to subpoena Denver.",
        "ICE may subpoena the city of Denver.",
        "The bakery in Denver has bread.",
    ],
)
def test_what_is_no_subpoena(bench: Any, text: str) -> None:
    assert units(bench, text, "SUB") == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The sheriff fought two subpoenas.", "<ANA> fought <SUB> ."),
        ("Denver withdrew its answer to the subpoena.", "<LOC> withdrew its answer to <SUB> ."),
        ("Denver got no subpoena.", "<LOC> got no <SUB> ."),
    ],
)
def test_a_phrase_takes_no_verb_and_no_negation(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ICE subpoenas Denver", "<FED> subpoenaed <LOC>"),
        ("ICE subpoenas the city of Denver", "<FED> subpoenaed the <LOC>"),
        ("Immigration agents subpoena Denver", "<ISS> subpoenaed <LOC>"),
        ("ICE subpoenas draw protest in Denver", "<SUB> draw protest in <LOC>"),
        ("The two ICE subpoenas Denver got", "<SUB> <LOC> got"),
    ],
)
def test_the_verb_of_a_headline(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


@pytest.mark.parametrize(
    ("text", "quote", "number"),
    [
        ("Denver got one.", "one", 1),
        ("Denver got two of them.", "two of them", 2),
        ("Denver got three of the demands.", "three of the demands", 3),
        ("Denver got two of its own.", "two of its own", 2),
        ("Denver got another.", "another", 1),
        ("Denver got a second one.", "a second one", 1),
        ("Denver got such papers.", "such papers", None),
        ("The demand went to Denver.", "The demand", None),
        ("Four demands went to Denver.", "Four demands", 4),
        ("Denver has read the document.", "the document", None),
    ],
)
def test_a_word_that_points_at_subpoenas(bench: Any, text: str, quote: str, number: int | None) -> None:
    assert units(bench, text, "DEM") == [(quote, number)]


@pytest.mark.parametrize(
    "text",
    ["Denver got two prizes.", "Denver demands more money.", "1. Denver is near.", "Denver has 80204 residents."],
)
def test_what_points_at_nothing(bench: Any, text: str) -> None:
    assert units(bench, text, "DEM") == []


def test_nothing_points_back_where_the_text_speaks_of_something_else(bench: Any) -> None:
    assert shadow(bench, "Denver got one.", topic=False) == "<LOC> got one ."
    assert shadow(bench, "Denver got one.") == "<LOC> got <DEM> ."


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Both were served.", "<GRP> were served ."),
        ("Each received a subpoena.", "<GRP> received <SUB> ."),
        ("The two counties received subpoenas.", "<GRP> received <SUB> ."),
        ("All three were hit with subpoenas.", "<GRP> were hit with <SUB> ."),
        ("The two, along with Denver, were served.", "<GRP> were served ."),
        ("Both were served on Denver.", "both were served on <LOC> ."),
        ("The two men were served soup.", "the <NUM> men were served soup ."),
    ],
)
def test_parties_together(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Federal immigration officials served it.", "<ISS> served <PRO> ."),
        ("The feds served it.", "<ISS> served <PRO> ."),
        ("Homeland Security agents served it.", "<FED> served <PRO> ."),
        ("ICE agents served it.", "<FED> served <PRO> ."),
        ("Officers with ICE served it.", "<FED> served <PRO> ."),
        ("ICE's Denver field office served it.", "<FED> served <PRO> ."),
        ("Deportation officers of ICE served it.", "<FED> served <PRO> ."),
        ("Federal law is old.", "federal law is old ."),
    ],
)
def test_federal_officers(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ICE quietly served it.", "<FED> served <PRO> ."),
        ("ICE allegedly served it.", "<FED> allegedly served <PRO> ."),
        ("Denver, officials said, got it.", "<LOC> got <PRO> ."),
        ("* Denver got it.", "<LOC> got <PRO> ."),
        ("His office got it.", "<ANA> got <PRO> ."),
        ("Our office got it.", "<PRO> got <PRO> ."),
        ("Sheriff Ana Example got it.", "<ANA> got <PRO> ."),
        ("Sheriff Ana Example of Lane County, Oregon, got it.", "<LOC> , got <PRO> ."),
    ],
)
def test_what_is_left_out_or_points_back(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


def test_every_phrase_knows_its_units(bench: Any) -> None:
    text = "ICE agents quietly served two more subpoenas on the Hillsboro Police Department."
    sentence = sentences(bench.read(text).linked)[0]
    view = phrased(sentence)
    assert len(view.origins) == len(view.sentence.units)
    for unit, (first, last) in zip(view.sentence.units, view.origins, strict=True):
        assert 0 <= first <= last < len(sentence.units)
        assert sentence.units[first].span.start <= unit.span.end
    assert [first for first, _ in view.origins] == sorted(first for first, _ in view.origins)
