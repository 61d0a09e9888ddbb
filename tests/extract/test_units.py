"""kg.extract.units: a sentence as words and things, with lists, groups of bodies and words that point back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from kg.extract.units import Sentence, Unit, sentences


def first(bench: Any, text: str) -> Sentence:
    return sentences(bench.read(text).linked)[0]


def shadow(bench: Any, text: str) -> str:
    return first(bench, text).shadow.strip()


def of_kind(bench: Any, text: str, kind: str) -> list[tuple[str, list[str], bool]]:
    """(quote, labels of the entities, whether a group) of every unit of a kind."""
    reading = bench.read(text)
    return [
        (unit.span.of(text), [reading.label(ref) for ref in unit.refs], unit.group)
        for sentence in sentences(reading.linked)
        for unit in sentence.units
        if unit.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ICE sent Denver two letters.", "<FED> sent <LOC> <NUM> letters ."),
        ("On Monday, ICE wrote.", "on <DATE> , <FED> wrote ."),
        ("ICE cited 8 U.S.C. § 1225.", "<FED> cited <LAW> ."),
        ("ICE gave Denver 14 days.", "<FED> gave <LOC> <DUR> ."),
        ("Mexico and the FBI wrote.", "<ORG> and the <ORG> wrote ."),
        ("ICE's letter", "<FED> 's letter"),
        ("ICE’s letter", "<FED> 's letter"),
        ("They didn't answer.", "<ANA> did n't answer ."),
        ("They didn’t answer.", "<ANA> did n't answer ."),
        ("A non-cooperation rule.", "a non-cooperation rule ."),
        ("A text of <LOC> and <FED>.", "a text of ‹ loc › and ‹ fed › ."),
    ],
)
def test_shadow(bench: Any, text: str, want: str) -> None:
    assert shadow(bench, text) == want


def test_a_lookalike_of_a_kind_never_stands_for_an_entity(bench: Any) -> None:
    text = "<FED> served two subpoenas on <LOC> and <LOC>."
    assert "<FED>" not in shadow(bench, text) and "<LOC>" not in shadow(bench, text)
    assert bench.read(text).extraction.facts == ()


@pytest.mark.parametrize(
    ("text", "quote", "labels"),
    [
        ("It reached Denver and Chicago.", "Denver and Chicago", ["Denver, Colorado", "Chicago, Illinois"]),
        ("It reached Oregon, Nevada, and Idaho.", "Oregon, Nevada, and Idaho", ["Oregon", "Nevada", "Idaho"]),
        (
            "It reached both Denver and the Oregon State Police.",
            "Denver and the Oregon State Police",
            ["Denver, Colorado", "Oregon State Police"],
        ),
        (
            "It reached Denver, as well as Chicago.",
            "Denver, as well as Chicago",
            ["Denver, Colorado", "Chicago, Illinois"],
        ),
        (
            "It reached Wasco and Multnomah counties.",
            "Wasco and Multnomah counties",
            ["Wasco County, Oregon", "Multnomah County, Oregon"],
        ),
    ],
)
def test_lists_are_one_unit(bench: Any, text: str, quote: str, labels: list[str]) -> None:
    assert of_kind(bench, text, "LOC") == [(quote, labels, False)]


@pytest.mark.parametrize("text", ["Denver wrote to Chicago.", "Denver waited and Chicago left.", "Denver; Chicago."])
def test_what_is_no_list_stays_apart(bench: Any, text: str) -> None:
    assert len(of_kind(bench, text, "LOC")) == 2


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "It reached law enforcement agencies in Wasco and Multnomah Counties.",
            ["Wasco County, Oregon", "Multnomah County, Oregon"],
        ),
        ("It reached local jails across Oregon.", ["Oregon"]),
        ("It reached officials of Denver.", ["Denver, Colorado"]),
        ("It reached Denver law enforcement.", ["Denver, Colorado"]),
        ("It reached Denver officials.", ["Denver, Colorado"]),
        ("It reached police departments in places like Denver and Chicago.", ["Denver, Colorado", "Chicago, Illinois"]),
    ],
)
def test_groups_of_bodies(bench: Any, text: str, labels: list[str]) -> None:
    ((_, found, group),) = of_kind(bench, text, "LOC")
    assert (found, group) == (labels, True)


def test_a_group_and_bodies_by_name_are_one_list(bench: Any) -> None:
    text = (
        "It reached law enforcement agencies in Wasco and Multnomah Counties, the Hillsboro Police Department "
        "and the Oregon State Police."
    )
    ((quote, labels, _),) = of_kind(bench, text, "LOC")
    assert labels == [
        "Wasco County, Oregon",
        "Multnomah County, Oregon",
        "Hillsboro Police Department",
        "Oregon State Police",
    ]
    assert quote == text.removeprefix("It reached ").removesuffix(".")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "It reached U.S. Immigration and Customs Enforcement (ICE) late.",
            "U.S. Immigration and Customs Enforcement (ICE)",
        ),
        ("It reached Immigration and Customs Enforcement (“ICE”) late.", "Immigration and Customs Enforcement (“ICE”)"),
    ],
)
def test_a_short_form_in_brackets_is_part_of_the_name(bench: Any, text: str, quote: str) -> None:
    assert [found for found, *_ in of_kind(bench, text, "FED")] == [quote]


def test_a_local_short_form_in_brackets_is_part_of_the_name(bench: Any) -> None:
    text = "It reached the Hillsboro Police Department (HPD) and the Oregon State Police (OSP) late."
    ((quote, labels, _),) = of_kind(bench, text, "LOC")
    assert quote == "Hillsboro Police Department (HPD) and the Oregon State Police (OSP)"
    assert labels == ["Hillsboro Police Department", "Oregon State Police"]


@pytest.mark.parametrize(
    "text",
    [
        "ICE [served four subpoenas](https://example.org/a_b) on Denver.",
        "ICE **served** four *subpoenas* on Denver.",
        "[ICE](#) served _four_ subpoenas on [Denver](https://example.org/denver).",
        'ICE served four [subpoenas](https://example.org/x "title") on Denver.',
    ],
)
def test_markdown_links_and_marks_are_no_words(bench: Any, text: str) -> None:
    assert shadow(bench, text) == "<FED> served <NUM> subpoenas on <LOC> ."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It waited.", "It"),
        ("The agency waited.", "The agency"),
        ("The federal agency waited.", "The federal agency"),
        ("The county waited.", "The county"),
        ("The city waited.", "The city"),
        ("The state waited.", "The state"),
        ("The department waited.", "The department"),
        ("That county jail waited.", "That county jail"),
        ("The sheriff waited.", "The sheriff"),
    ],
)
def test_words_that_point_back(bench: Any, text: str, quote: str) -> None:
    assert [found for found, *_ in of_kind(bench, text, "ANA")] == [quote]


@pytest.mark.parametrize("text", ["The county of Lane waited.", "The city of Denver waited.", "A county waited."])
def test_words_that_name_or_mean_any_do_not_point_back(bench: Any, text: str) -> None:
    assert of_kind(bench, text, "ANA") == []


@pytest.mark.parametrize("text", ["The city of Denver waited.", "The City and County of Denver waited."])
def test_the_city_of_a_name_is_the_place(bench: Any, text: str) -> None:
    ((quote, labels, _),) = of_kind(bench, text, "LOC")
    assert labels == ["Denver, Colorado"] and quote.endswith("Denver")


def test_units_are_ordered_disjoint_and_quote_the_text(bench: Any) -> None:
    text = (
        "On Feb. 3, ICE (the agency) asked Denver’s jailers — twice — for 12 files; “no,” they said in 8 U.S.C. style."
    )
    units: tuple[Unit, ...] = first(bench, text).units
    assert all(a.span.end <= b.span.start for a, b in pairwise(units))
    assert "".join(unit.span.of(text) for unit in units).replace(" ", "") == text.replace(" ", "")


def test_shadow_and_units_agree(bench: Any) -> None:
    sentence = first(bench, "ICE served four subpoenas on Denver, Chicago and the NYPD on Monday.")
    assert len(sentence.starts) == len(sentence.units) == len(sentence.shadow.split())
    for start, index in sentence.starts.items():
        token = sentence.shadow[start : sentence.shadow.index(" ", start)]
        unit = sentence.units[index]
        assert token == (f"<{unit.kind}>" if unit.kind else unit.text.casefold())


def test_a_sentence_without_end_is_cut(bench: Any) -> None:
    assert len(first(bench, "word " * 5000).units) <= 250
