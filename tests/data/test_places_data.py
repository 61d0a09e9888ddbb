"""seeds/patterns/places.yaml: every example and counterexample holds, and the file is in order."""

from __future__ import annotations

from typing import Any

import pytest

from kg.knowledge import yaml_files
from kg.knowledge.place_context import FILE, place_context

CONTEXT = place_context()
RAW = yaml_files.texts(*FILE)
LISTS = ("followers", "blocked_before", "blocked_after")


@pytest.mark.parametrize(("text", "quotes"), CONTEXT.examples, ids=range(len(CONTEXT.examples)))
def test_example_gives_the_place_names(bench: Any, text: str, quotes: tuple[str, ...]) -> None:
    assert bench.read(text).places() == list(quotes)


@pytest.mark.parametrize("text", CONTEXT.counterexamples)
def test_counterexample_names_no_place(bench: Any, text: str) -> None:
    assert bench.read(text).places() == []


@pytest.mark.parametrize("word", sorted(CONTEXT.blocked_after))
def test_blocked_after_blocks_a_bare_name(bench: Any, word: str) -> None:
    assert bench.read(f"He praised the Denver {word.title()} in public.").places() == []


@pytest.mark.parametrize("words", [" ".join(words) for words in CONTEXT.blocked_before])
def test_blocked_before_blocks_a_bare_name(bench: Any, words: str) -> None:
    assert bench.read(f"They met {words.title()} Denver last week.").places() == []


@pytest.mark.parametrize("word", sorted(CONTEXT.washington_state))
def test_washington_before_a_word_of_states_is_the_state(bench: Any, word: str) -> None:
    reading = bench.read(f"They argued about Washington {word} for an hour.")
    assert reading.linked_to().get("Washington", reading.linked_to().get("Washington state")) == "Washington"


def test_file_has_known_fields_only() -> None:
    assert set(RAW) == {
        *LISTS,
        *(
            "washington_state",
            "foreign",
            "part_words",
            "rosters",
            "vessels",
            "organisations",
            "public_words",
            "given_names",
            "compass",
        ),
        *("examples", "counterexamples"),
    }
    assert RAW["examples"] and RAW["counterexamples"]


@pytest.mark.parametrize("name", LISTS)
def test_list_is_lower_case_without_duplicates(name: str) -> None:
    words = [word for row in RAW[name] for word in row]
    assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})
    assert all(word == word.casefold() and word.strip() == word for word in words)


def test_no_word_both_allows_and_blocks_what_follows() -> None:
    assert not CONTEXT.followers & CONTEXT.blocked_after


def test_lists_hold_single_words_where_single_words_are_compared() -> None:
    # Words of a text hold letters and apostrophes only (kg.annotate.words), so nothing else could ever be met.
    from kg.annotate.words import fold

    for word in (*CONTEXT.followers, *CONTEXT.blocked_after, *CONTEXT.washington_state):
        assert fold(word) in ((word,), (word.removesuffix("'s"),)), word
