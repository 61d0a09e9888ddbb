"""seeds/patterns/speech.yaml: every example and counterexample holds, and the file is in order."""

from __future__ import annotations

from typing import Any

import pytest

from kg.annotate.words import fold
from kg.knowledge import yaml_files
from kg.knowledge.speech import FILE, speech_words

WORDS = speech_words()
RAW = yaml_files.texts(*FILE)


@pytest.mark.parametrize(("text", "pair"), WORDS.examples, ids=range(len(WORDS.examples)))
def test_example_gives_speaker_and_body(bench: Any, text: str, pair: tuple[str | None, str | None]) -> None:
    assert bench.read(text).speech() == [pair]


@pytest.mark.parametrize("text", WORDS.counterexamples)
def test_counterexample_attributes_nothing(bench: Any, text: str) -> None:
    assert bench.read(text).speech() == []


@pytest.mark.parametrize("verb", sorted(WORDS.verbs))
def test_every_verb_attributes_to_a_body(bench: Any, verb: str) -> None:
    assert bench.read(f"ICE {verb} that nothing had changed.").speech() == [(None, "ICE")]


@pytest.mark.parametrize("phrase", WORDS.according)
def test_every_phrase_attributes_to_a_body(bench: Any, phrase: str) -> None:
    assert bench.read(f"Nothing had changed, {phrase} ICE said so.").speech() == [(None, "ICE")]


@pytest.mark.parametrize("title", sorted(WORDS.titles))
def test_titles_are_no_part_of_a_name(bench: Any, title: str) -> None:
    assert bench.read(f"“Nothing has changed,” said {title.title()} Ana Example.").speech() == [("Ana Example", None)]


def test_file_has_known_fields_only() -> None:
    assert set(RAW) == {"verbs", "according", "titles", "not_names", "examples", "counterexamples"}
    assert RAW["examples"] and RAW["counterexamples"]


@pytest.mark.parametrize("name", ["verbs", "according", "titles", "not_names"])
def test_list_is_lower_case_without_duplicates(name: str) -> None:
    words = RAW[name]
    assert all(isinstance(word, str) and word == word.casefold() for word in words)
    assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})


@pytest.mark.parametrize("name", ["verbs", "titles", "not_names"])
def test_single_words_are_single_words(name: str) -> None:
    assert all(fold(word) == (word,) for word in RAW[name])
