"""The little language of the event patterns: what each element takes, and what is no pattern."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import KnowledgeError
from kg.extract.patterns import compile_pattern, find
from kg.extract.phrases import phrased
from kg.extract.units import sentences
from kg.knowledge.event_patterns import EventPattern

TOLD = "ICE served four subpoenas on the Hillsboro Police Department."


def rule(pattern: str) -> EventPattern:
    """A rule with this pattern and nothing else."""
    return EventPattern("made-up", pattern, 0.5, {}, False, frozenset(), None, True, False, {}, ())


@pytest.mark.parametrize(
    ("pattern", "shadow", "taken"),
    [
        ("served|issued", "he issued it ", "issued "),
        ("served", "he reserved it ", None),
        ("$subpoena", "two subpoenas ", "subpoenas "),
        ("two? subpoenas", "two subpoenas ", "two subpoenas "),
        ("two? subpoenas", "the subpoenas ", "subpoenas "),
        ("a b{1,2} c", "a b b c ", "a b b c "),
        ("a b{1,2} c", "a b b b c ", None),
        ("a ~{0,2} c", "a x y c ", "a x y c "),
        ("a ~{0,2} c", "a x y z c ", None),
        ("a ~{0,2} c", "a <LOC> c ", None),
        ("a ~~{0,2} c", "a <LOC> c ", "a <LOC> c "),
        ("a ~~{0,2} c", "a ; c ", None),
        ("a <ANA>|them", "a <ANA> ", "a <ANA> "),
        ("a 287(g ) b", "a 287(g ) b ", "a 287(g ) b "),
    ],
)
def test_what_an_element_takes(pattern: str, shadow: str, taken: str | None) -> None:
    match = compile_pattern(rule(pattern)).search(shadow)
    assert (match.group() if match else None) == taken


def test_a_gap_is_as_short_as_it_can_be() -> None:
    match = compile_pattern(rule("a ~~{0,9} <to:LOC>")).search("a x <LOC> and <LOC> ")
    assert match is not None
    assert match.start("to") == len("a x ")


def test_a_star_is_bounded() -> None:
    pattern = compile_pattern(rule("a x* c"))
    assert pattern.search("a " + "x " * 5 + "c ")
    assert not pattern.search("a " + "x " * 6 + "c ")


@pytest.mark.parametrize("pattern", ["<to:LOC", "$nosuchclass", "a{x} b", "a{2,1}"])
def test_what_is_no_pattern_says_which_rule_is_wrong(pattern: str) -> None:
    with pytest.raises(KnowledgeError, match="made-up"):
        compile_pattern(rule(pattern))


def test_slots_point_at_the_units_that_fill_them(bench: Any) -> None:
    sentence = phrased(sentences(bench.read(TOLD).linked)[0]).sentence
    match = next(m for m in find("subpoenas", sentence) if m.rule.id == "issuer-served-recipient")
    texts = {name: sentence.units[index].text for name, index in match.slots.items()}
    assert texts == {"issuer": "ICE", "thing": "subpoenas", "recipient": "Hillsboro Police Department"}


def test_the_nearest_party_acts(bench: Any) -> None:
    text = "The FBI said little, and ICE served four subpoenas on the Hillsboro Police Department."
    sentence = phrased(sentences(bench.read(text).linked)[0]).sentence
    match = next(m for m in find("subpoenas", sentence) if m.rule.id == "issuer-served-recipient")
    assert sentence.units[match.slots["issuer"]].text == "ICE"


def test_a_texts_own_brackets_are_no_entities(bench: Any) -> None:
    sentence = sentences(bench.read("It wrote <LOC> and <FED> on the wall.").linked)[0]
    assert "<LOC>" not in sentence.shadow
    assert "<FED>" not in sentence.shadow
