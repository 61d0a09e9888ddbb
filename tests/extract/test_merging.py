"""What becomes one unit in the shadow of a sentence, and what stays apart."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.units import Sentence, sentences

HPD = "the Hillsboro Police Department"
OSP = "the Oregon State Police"


def first(bench: Any, text: str) -> Sentence:
    """The first sentence of a text, read in Oregon."""
    found: Sentence = sentences(bench.read(f"{text} It happened in Oregon.").linked)[0]
    return found


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        (f"ICE wrote to {HPD} and {OSP}.", "<FED> wrote to the <LOC> . "),
        (f"ICE wrote to {HPD}, {OSP} and Denver.", "<FED> wrote to the <LOC> . "),
        (f"ICE wrote to {HPD} as well as {OSP}.", "<FED> wrote to the <LOC> . "),
        (f"ICE wrote to {HPD}, along with {OSP}.", "<FED> wrote to the <LOC> . "),
        ("ICE wrote to agencies in Denver and Chicago.", "<FED> wrote to <LOC> . "),
        ("ICE wrote to state and local agencies in Denver.", "<FED> wrote to <LOC> . "),
        ("ICE wrote to the city of Denver.", "<FED> wrote to the <LOC> . "),
        ("ICE wrote to Denver law enforcement officials.", "<FED> wrote to <LOC> . "),
        (f"ICE wrote to {HPD} in Oregon.", "<FED> wrote to the <LOC> . "),
    ],
)
def test_what_belongs_together_is_one_unit(bench: Any, text: str, shadow: str) -> None:
    assert first(bench, text).shadow == shadow


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        (f"In Denver, {HPD} objected.", "in <LOC> , the <LOC> objected . "),
        (f"ICE told Denver that {HPD} objected.", "<FED> told <LOC> that the <LOC> objected . "),
        (f"ICE wrote to Denver; {HPD} objected.", "<FED> wrote to <LOC> ; the <LOC> objected . "),
    ],
)
def test_a_comma_alone_makes_no_list(bench: Any, text: str, shadow: str) -> None:
    assert first(bench, text).shadow == shadow


def test_a_list_keeps_all_its_members(bench: Any) -> None:
    sentence = first(bench, f"ICE wrote to agencies in Clackamas and Wasco Counties, {HPD} and {OSP}.")
    unit = next(unit for unit in sentence.units if unit.kind == "LOC")
    assert unit.refs == (
        "jurisdiction/fips/41005",
        "jurisdiction/fips/41065",
        "agency/geonames/5731371/police",
        "agency/fips/41/state-police",
    )


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        ("ICE in Denver issued two subpoenas.", "<FED> issued <NUM> subpoenas . "),
        ("ICE Denver served it.", "<FED> served <ANA> . "),
        ("ICE in Denver, it wrote.", "<FED> in <LOC> , <ANA> wrote . "),
    ],
)
def test_where_an_office_is_belongs_to_its_name(bench: Any, text: str, shadow: str) -> None:
    assert first(bench, text).shadow == shadow


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("ICE, a part of the Department of Homeland Security, served Denver.", "<FED> served <LOC> . "),
        ("ICE (the agency) served Denver.", "<FED> served <LOC> . "),
        ("ICE – not a court – served Denver.", "<FED> served <LOC> . "),
        (f"{HPD[4:]}, which runs no jail, objected.", "<LOC> objected . "),
    ],
)
def test_asides_leave_the_core(bench: Any, text: str, core: str) -> None:
    sentence = first(bench, text)
    assert sentence.core is not None
    assert sentence.core.shadow == core
    assert len(sentence.core.units) < len(sentence.units)


def test_a_sentence_without_asides_is_its_own_core(bench: Any) -> None:
    assert first(bench, "ICE served Denver.").core is None


def test_offsets_stay_those_of_the_text(bench: Any) -> None:
    text = f"ICE, a part of the Department of Homeland Security, wrote to {HPD} and {OSP}."
    sentence = first(bench, text)
    assert sentence.core is not None
    last = [unit for unit in sentence.core.units if unit.kind == "LOC"][-1]
    assert text[last.span.start : last.span.end] == "Hillsboro Police Department and the Oregon State Police"


@pytest.mark.parametrize(
    ("text", "shadow"),
    [
        ("The city objected.", "<ANA> objected . "),
        ("The federal agency objected.", "<ANA> objected . "),
        ("The city council objected.", "the city council objected . "),
        ("The state of things is bad.", "the state of things is bad . "),
    ],
)
def test_nouns_that_point_back(bench: Any, text: str, shadow: str) -> None:
    assert first(bench, text).shadow == shadow


def test_a_word_broken_at_the_end_of_a_line_is_one(bench: Any) -> None:
    assert "subpoenas" in first(bench, "ICE issued two sub-\npoenas on Monday.").shadow.split()
