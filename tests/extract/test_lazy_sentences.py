"""kg.extract: sentences whose units are made when asked for, and event patterns tried only where their words stand.

Both are short cuts: whatever they leave out must be what would have given nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import patterns
from kg.extract.units import Sentence, sentences, shadowed
from kg.knowledge.event_patterns import event_patterns, event_words

KINDS = ("subpoenas", "responses", "detainers", "policies")
TEXT = """ICE served four subpoenas on the Hillsboro Police Department (HPD), which runs a jail, on March 3, 2020.

The sheriff’s office of Lane County, in Oregon, didn't answer non-cooperation claims. It said the city's 8 U.S.C. § 1373
brief — a long one — was late. Nobody in Bend, Salem and Eugene spoke of the subpoe-
nas. [The letter](https://example.org) of **ICE** asked for 12 records; they were due in 14 days.
"""


def read(bench: Any, text: str) -> list[Sentence]:
    return sentences(bench.read(text).linked)


def is_made(sentence: Sentence) -> bool:
    """Whether the units have been made."""
    try:
        Sentence.__dict__["units"].__get__(sentence, Sentence)
    except AttributeError:
        return False
    return True


def examples(kind: str) -> Iterator[str]:
    for rule in event_patterns(kind):
        yield from rule.examples
        yield from rule.counterexamples


def test_units_are_made_when_asked_for(bench: Any) -> None:
    first, *others = read(bench, TEXT)
    assert not any(map(is_made, (first, *others)))
    assert first.units
    assert is_made(first)
    assert not any(map(is_made, others))


def test_what_can_be_told_without_units_is_told_without_them(bench: Any) -> None:
    sentence = read(bench, "The council of Bend bought a bus for its library.")[0]
    assert not sentence.has(frozenset({"subpoena", "subpoenas"}))
    assert not sentence.has_kind("FED")
    assert not sentence.has_token(frozenset({"<LAW>", "detainer"}))
    for kind in ("subpoenas", "responses"):
        assert list(patterns.find(kind, sentence)) == []
    assert not is_made(sentence)


def test_words_and_kinds_known_before_hold_all_that_are_made(bench: Any) -> None:
    for sentence in read(bench, TEXT):
        known = sentence.raw
        assert sentence.words <= known
        assert sentence.kinds <= known
        assert {key for unit in sentence.units for key in unit.refs} <= sentence.keys


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_holds_of_every_example(bench: Any, kind: str) -> None:
    for text in examples(kind):
        for sentence in read(bench, text):
            known = sentence.raw
            assert sentence.words | sentence.kinds <= known, text


def test_asking_agrees_with_the_units(bench: Any) -> None:
    classes = event_words().classes
    for sentence in read(bench, TEXT):
        asked = {name: sentence.has(words) for name, words in classes.items()}
        tokens = {name: sentence.has_token(words) for name, words in classes.items()}
        plain = {unit.text.casefold() for unit in sentence.units if not unit.kind}
        kinds = {f"<{unit.kind}>" for unit in sentence.units if unit.kind}
        assert asked == {name: bool(plain & words) for name, words in classes.items()}
        assert tokens == {name: bool((plain | kinds) & words) for name, words in classes.items()}
        assert all(sentence.has_kind(kind.strip("<>")) for kind in kinds)


def test_the_plain_sentence_is_the_core_where_there_is_one(bench: Any) -> None:
    found = read(bench, TEXT)
    with_core = [sentence for sentence in found if sentence.core is not None]
    assert with_core
    for sentence in found:
        plain = sentence.plain()
        meant = sentence.core or sentence
        assert (plain.span, plain.units, plain.shadow, plain.lowered) == (
            meant.span,
            meant.units,
            meant.shadow,
            meant.lowered,
        )
        assert plain.words <= sentence.raw


def test_a_plain_sentence_makes_no_units_before_it_is_asked(bench: Any) -> None:
    sentence = read(bench, TEXT)[0]
    plain = sentence.plain()
    assert not is_made(sentence)
    assert plain.units
    assert is_made(sentence)


def test_a_sentence_made_of_units_knows_their_words(bench: Any) -> None:
    whole = read(bench, TEXT)[0]
    built = shadowed(whole.span, whole.units[:6])
    assert built.units == whole.units[:6]
    assert built.words | built.kinds <= built.raw
    assert built.core is None
    assert whole.shadow.startswith(built.shadow)


def test_only_names_of_a_sentence_are_made_on_demand(bench: Any) -> None:
    with pytest.raises(AttributeError):
        read(bench, TEXT)[0].nonsense  # noqa: B018


# ---- patterns


def every_match(kind: str, sentence: Sentence) -> set[tuple[str, int]]:
    """Rule and offset in the shadow of the first match of every pattern, each one tried."""
    found = set()
    for rule in event_patterns(kind):
        match = patterns.compile_pattern(rule).search(sentence.shadow)
        if match:
            found.add((rule.id, match.start()))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_pattern_that_matches_an_example_is_left_out(bench: Any, kind: str) -> None:
    matched = 0
    for text in examples(kind):
        for sentence in read(bench, text):
            possible = {compiled.rule.id for compiled in patterns._possible(kind, sentence)}
            matching = {rule for rule, _ in every_match(kind, sentence)}
            matched += len(matching)
            assert matching <= possible, text
    assert matched > 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_on_something_else_needs_no_pattern(bench: Any, kind: str) -> None:
    sentence = read(bench, "Rain fell over the weekend while volunteers painted the old mill.")[0]
    assert patterns._possible(kind, sentence) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_needs_a_word_or_an_entity(kind: str) -> None:
    """One without needs would be tried on every sentence."""
    assert [rule.id for rule in event_patterns(kind) if not patterns.needs(rule)] == []


words = st.sampled_from(
    [
        *[
            "ICE",
            "Denver",
            "the",
            "county",
            "served",
            "received",
            "subpoenas",
            "four",
            "on",
            "to",
            "detainers",
            "declined",
            "it",
            "sanctuary",
            "policy",
            "honors",
            "no",
        ],
        *["(", ")", ",", ".", "—", "will", "comply", "with", "jail"],
        "Lane County",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(words, min_size=1, max_size=14).map(" ".join))
def test_no_pattern_that_matches_any_text_is_left_out(bench: Any, text: str) -> None:
    for sentence in read(bench, text):
        for kind in KINDS:
            possible = {compiled.rule.id for compiled in patterns._possible(kind, sentence)}
            assert {rule for rule, _ in every_match(kind, sentence)} <= possible
