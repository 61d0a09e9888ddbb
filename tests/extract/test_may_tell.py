"""kg.extract: sentences that need not be read as phrases, nor made into units, are those that would give nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import telling
from kg.extract.patterns import find, needs
from kg.extract.phrase_tokens import origins
from kg.extract.phrases import phrased
from kg.extract.telling import POINTING, POINTING_SENTENCES, TOPIC_SENTENCES, may_tell
from kg.extract.units import Sentence, sentences, shadowed
from kg.knowledge.event_patterns import event_patterns


def examples() -> list[str]:
    return [text for rule in event_patterns("subpoenas") for text in (*rule.examples, *rule.counterexamples)]


def views(sentence: Sentence) -> list[Sentence]:
    return [sentence, sentence.plain(), *([sentence.core] if sentence.core else [])]


def counts(sentence: Sentence, silence: int) -> bool:
    """Whether a pattern matches that can count so many sentences behind the last word on subpoenas."""
    view = phrased(sentence).sentence
    for match in find("subpoenas", view):
        thing = match.unit(view, "thing")
        pointing = thing is not None and thing.kind in POINTING
        if not silence or (pointing and silence <= POINTING_SENTENCES):
            return True
        if match.rule.topic and silence <= TOPIC_SENTENCES:
            return True
    return False


@pytest.mark.parametrize("silence", [0, 1, TOPIC_SENTENCES + 1])
def test_what_tells_is_read(bench: Any, silence: int) -> None:
    told = 0
    for text in examples():
        for whole in sentences(bench.read(text).linked):
            for sentence in views(whole):
                if counts(sentence, silence):
                    told += 1
                    assert may_tell(sentence, silence, events=True), text
    assert told > 10


def test_most_of_what_tells_nothing_is_not_read(bench: Any) -> None:
    texts = [
        "The council of Denver bought a bus for its library in May.",
        "Prices for a house in Salem rose by 12 percent over five years.",
        "Rain fell on Lane County while volunteers painted the old mill.",
    ]
    read = [sentence for text in texts for sentence in sentences(bench.read(text).linked)]
    assert not any(may_tell(sentence, 1, events=True) for sentence in read)
    assert not any(may_tell(sentence, POINTING_SENTENCES + 1, events=False) for sentence in read)


def test_far_behind_only_a_word_for_demands_counts(bench: Any) -> None:
    text = "The county received three such demands."
    sentence = sentences(bench.read(text).linked)[0]
    far = POINTING_SENTENCES + 1
    assert may_tell(sentence, far, events=True)
    assert not may_tell(sentence, far, events=False)
    other = sentences(bench.read("The county received three of them.").linked)[0]
    assert may_tell(other, POINTING_SENTENCES, events=True)
    assert not may_tell(other, far, events=True)


def test_every_token_of_a_pattern_comes_from_some_word() -> None:
    for rule in event_patterns("subpoenas"):
        for tokens in needs(rule):
            assert all(origins(token) for token in tokens), rule.id
    assert origins("served") == {"served"}
    assert origins("<LOC>") == {"<LOC>"}
    assert "<SUB>" not in origins("<SUB>")


def test_tokens_of_phrases_come_from_the_words_given(bench: Any) -> None:
    """Of each token that reading as phrases makes, the sentence holds one of the words from which it may come."""
    made = set()
    for text in examples():
        for whole in sentences(bench.read(text).linked):
            for sentence in views(whole):
                view = phrased(sentence).sentence
                for token in view.shadow.split():
                    assert not origins(token).isdisjoint(sentence.raw), (text, token)
                    made.add(token)
    assert {"<SUB>", "<DEM>", "<GRP>", "<PRO>", "<ANA>", "<ISS>", "subpoenaed"} <= made


words = st.sampled_from(
    [
        *("ICE", "Denver", "the", "county", "served", "received", "subpoenas", "four", "on", "to", "both", "it", "his"),
        *("office", "another", "them", "Sheriff", "Jane", "Example", "of", "in", "(", ")", ",", ".", "—", "|", "with"),
        *("Lane County", "state", "police", "agencies", "federal", "agents", "law", "enforcement", "and", "Boulder"),
        *("Oregon", "demand", "non-", "cooperation", "a-\nb", "which", "runs", "jails", "Friday"),
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(words, min_size=1, max_size=14).map(" ".join))
def test_lengths_and_tokens_hold_for_any_words(bench: Any, text: str) -> None:
    for whole in sentences(bench.read(text).linked):
        for sentence in views(whole):
            assert sentence.least <= len(sentence.units)
            for length in range(5):
                assert sentence.longer(length) == (len(sentence.units) > length)
            for token in phrased(sentence).sentence.shadow.split():
                assert not origins(token).isdisjoint(sentence.raw), token


def test_most_lengths_are_known_before_units_are_made(bench: Any) -> None:
    sentence = sentences(bench.read("Rain fell over the weekend while volunteers painted the old mill.").linked)[0]
    assert sentence.least >= 4
    assert shadowed(sentence.span, sentence.units).least == 0


def test_names_behind_a_body_are_seen_before_units_are_made(bench: Any) -> None:
    text = "The Lane County Sheriff's Office, led by Jane Example, spoke. The Lane County Sheriff's Office spoke again."
    first, second = sentences(bench.read(text).linked)
    assert first.proper
    assert not second.proper


def test_rules_that_cannot_point_need_the_word_itself() -> None:
    never = [rule for rule in event_patterns("subpoenas") if telling._NEVER in telling._pointing(rule)[0]]
    assert never
    assert all("<thing:DEM" not in rule.pattern for rule in never)
