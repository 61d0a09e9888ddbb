"""Sentences: every example of seeds/patterns/sentences.yaml, and what holds for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import sentences as module
from kg.annotate.sentences import split_sentences
from kg.errors import KnowledgeError
from kg.model import Span
from kg.resources import path

DATA: dict[str, Any] = yaml.safe_load(path("seeds", "patterns", "sentences.yaml").read_text("utf-8"))
LISTS = ("before_name", "before_number", "anywhere", "clock", "after_clock", "closing", "starters", "speech_verbs")


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, [Span(0, len(text))])]


# ---- the data file -------------------------------------------------------------------------------


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"][:40])
def test_example(example: dict[str, Any]) -> None:
    assert split(example["text"]) == example["gives"]


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"][:40])
def test_example_as_one_block_of_a_text(example: dict[str, Any]) -> None:
    """Offsets are those of the whole text, and what stands outside the block does not matter."""
    text = f"Mr.\n\n{example['text']}\n\nThe end."
    block = Span(5, 5 + len(example["text"]))
    assert [span.of(text) for span in split_sentences(text, [block])] == example["gives"]


@pytest.mark.parametrize("name", LISTS)
def test_forms_are_words_without_their_last_period(name: str) -> None:
    forms = DATA[name]
    assert all(isinstance(form, str) for form in forms), "YAML reads a bare No or On as a truth value: quote it"
    assert len(forms) == len(set(forms))
    assert not any(form.endswith(".") or form != form.strip() for form in forms)


def test_starters_begin_with_a_capital_and_are_no_abbreviation() -> None:
    assert all(word[0].isupper() for word in DATA["starters"])
    assert not set(DATA["starters"]) & {*DATA["before_name"], *DATA["clock"]}


@pytest.mark.parametrize("form", DATA["before_name"])
def test_no_sentence_ends_before_its_name(form: str) -> None:
    assert len(split(f"It wrote to {form}. The name follows.")) == 1


@pytest.mark.parametrize("form", sorted({*DATA["anywhere"]} - {*DATA["before_name"], *DATA["before_number"]}))
def test_an_abbreviation_ends_a_sentence_before_a_starter_only(form: str) -> None:
    assert len(split(f"It wrote to Acme {form}. They answered.")) == 2
    assert len(split(f"It wrote to Acme {form}. Roe answered.")) == 1
    assert len(split(f"It wrote to Acme {form}. 5 answered.")) == 1


@pytest.mark.parametrize("form", sorted({*DATA["before_number"]} - {*DATA["before_name"]}))
def test_a_number_goes_on_after_its_sign(form: str) -> None:
    assert len(split(f"It stands in {form}. 25 of the list.")) == 1
    assert len(split(f"It stands in {form}. § 25 of the list.")) == 1
    assert len(split(f"It stands in {form}. Nobody reads it.")) == 2


@pytest.mark.parametrize("verb", DATA["speech_verbs"])
def test_a_quoted_question_goes_on_with_its_speaker(verb: str) -> None:
    assert len(split(f"“Who knows?” Ann Roe {verb}.")) == 1


@pytest.mark.parametrize("close", ["", '"', "”", "’", ")", "]", ".”", "*", "**", "[12]", "”)"])
def test_what_closes_stays_with_its_sentence(close: str) -> None:
    text = f"The county complied.{close} The city did not."
    assert split(text) == [f"The county complied.{close}", "The city did not."]


@pytest.mark.parametrize("mark", [".", "!", "?", "?!", "...", "…", "!!!"])
def test_end_marks(mark: str) -> None:
    assert split(f"It came{mark} Nobody knew") == [f"It came{mark}", "Nobody knew"]
    assert split(f"It came{mark} and went") == [f"It came{mark} and went"]


@pytest.mark.parametrize(
    "content", ["- a list", "before_name: [Mr]", "{", "before_name: [No]\nspeech_verbs: [said]", "speech_verbs: [1]"]
)
def test_a_malformed_file_is_an_error_that_names_it(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sentences.yaml"
    file.write_text(content, "utf-8")
    monkeypatch.setattr(module, "path", lambda *parts: file)
    with pytest.raises(KnowledgeError, match=r"seeds/patterns/sentences\.yaml"):
        module._rules.__wrapped__()


# ---- blocks --------------------------------------------------------------------------------------


def test_no_sentence_crosses_a_block() -> None:
    text = "A heading\n\nA paragraph that\ngoes on. And ends"
    blocks = [Span(11, len(text)), Span(0, 9)]
    assert [span.of(text) for span in split_sentences(text, blocks)] == [
        "A heading",
        "A paragraph that\ngoes on.",
        "And ends",
    ]


def test_items_of_a_list_in_one_block_are_sentences() -> None:
    assert split("Three asks:\n- names\n- dates. And more\n* cells") == [
        "Three asks:",
        "- names",
        "- dates.",
        "And more",
        "* cells",
    ]
    assert split("Asks:\n1. names;\n2. dates") == ["Asks:", "1. names;", "2. dates"]


def test_a_wrapped_number_begins_no_item() -> None:
    assert split("It sent the letters of\n5. May it end") == ["It sent the letters of\n5.", "May it end"]


def test_a_blank_line_ends_a_sentence() -> None:
    assert split("One line\n \nanother line") == ["One line", "another line"]


def test_white_space_alone_gives_nothing() -> None:
    assert split("") == []
    assert split(" \n\t ") == []
    assert split_sentences("A text.", []) == ()
    assert split("  A text.  ") == ["A text."]


# ---- what holds for any text ---------------------------------------------------------------------

WORDS = 'The ICE U.S. Ore. Feb. Sgt. No. v. § 2 so. he J. a.m. Inc. ... … . ? ! “ ” " ( ) [1] 1. - * — a.The etc.'
pieces = st.sampled_from([*WORDS.split(" "), "\n", "\n\n", "\u00a0", "\u2028"])
texts = st.one_of(
    st.text(max_size=100), st.lists(pieces, max_size=20).map(" ".join), st.lists(pieces, max_size=20).map("".join)
)


@given(texts, st.lists(st.integers(0, 100), max_size=4))
@settings(deadline=None, max_examples=500)
def test_sentences_cover_the_blocks_in_order(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    blocks = [Span(start, end) for start, end in pairwise(edges)]
    sentences = split_sentences(text, blocks)
    assert list(sentences) == sorted(sentences)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    assert all(sum(block.covers(sentence) for block in blocks) >= 1 for sentence in sentences)
    assert all(len(sentence) and sentence.of(text) == sentence.of(text).strip() for sentence in sentences)
    inside = {place for sentence in sentences for place in range(sentence.start, sentence.end)}
    assert all(place in inside for place, letter in enumerate(text) if not letter.isspace())


@given(texts)
@settings(deadline=None, max_examples=200)
def test_white_space_between_the_sentences_is_all_that_is_left_out(text: str) -> None:
    sentences = split_sentences(text, [Span(0, len(text))])
    assert "".join("".join(sentence.of(text).split()) for sentence in sentences) == "".join(text.split())


@given(
    st.lists(
        st.sampled_from(["The county complied.", "Nobody knew!", "Was it late?", "It was 5 p.m. Tuesday."]),
        min_size=1,
        max_size=8,
    )
)
@settings(deadline=None)
def test_plain_sentences_come_back_as_they_were_joined(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences
    assert split("\n".join(sentences)) == sentences


@pytest.mark.parametrize(
    "unit", [".", ". ", "A. ", "U.S. ", '."', ".(", "? A ", "\n- ", "\n", "a.B", ".[1]", '"', " ", "Mr. ", "1. "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Ten times the text may take about ten times as long; a quadratic rule would take a hundred times."""

    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        begun = time.process_time()
        split_sentences(text, [Span(0, size)])
        return time.process_time() - begun

    seconds(1_000)
    assert any(seconds(100_000) < 50 * max(seconds(10_000), 0.005) for _ in range(3))
