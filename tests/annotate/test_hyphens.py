"""kg.annotate.hyphens: words that a line end breaks, closed up and brought back to their printed places."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.hyphens import closed
from kg.knowledge.lines import kept_hyphens
from kg.model import Span


@pytest.mark.parametrize(
    ("text", "word", "printed"),
    [
        ("Two sub-\npoenas came.", "subpoenas", "sub-\npoenas"),
        ("Two sub-\n    poenas, said he.", "subpoenas,", "sub-\n    poenas,"),
        ("COUNTY HANDS OVER RE-\nCORDS TODAY", "RECORDS", "RE-\nCORDS"),
        ("the Sheriff's Of-\nfice\nsaid", "Office", "Of-\nfice"),
    ],
)
def test_a_broken_word_is_closed_and_restored(text: str, word: str, printed: str) -> None:
    whole = closed(text)
    assert len(whole.text) == len(text)
    at = whole.text.index(word)
    assert whole.restore(Span(at, at + len(word))).of(text) == printed


@pytest.mark.parametrize(
    "text", ["court-\nordered", "Miami-\nDade", "A dash -\nhere", "no break", "10-\nfold", "end-\n\nof"]
)
def test_what_is_no_broken_word_stays(text: str) -> None:
    assert closed(text).text == text


@pytest.mark.parametrize("first", sorted(kept_hyphens()))
def test_compounds_keep_their_hyphen(first: str) -> None:
    text = f"a {first}-\nwise thing"
    assert closed(text).text == text


@settings(deadline=None)
@given(st.text(alphabet="abAB-\n ,.'", max_size=80))
def test_every_other_place_stays_where_it_was(text: str) -> None:
    whole = closed(text)
    assert len(whole.text) == len(text)
    for match in re.finditer(r"\S+", whole.text):
        span = whole.restore(Span(*match.span()))
        assert span.of(text).replace("-\n", "").split() or not span.of(text).strip()
        joined = re.sub(r"-[ ]{0,4}\n[ ]*", "", span.of(text))
        assert joined == match.group() or span.of(text) == match.group()


def test_names_and_laws_are_found_across_a_broken_word(bench: Any) -> None:
    text = "The Wasco County Sheriff's Of-\nfice in Oregon relied on the Immi-\ngration and Nationality Act."
    linked = bench.read(text).linked_to()
    assert linked["Wasco County Sheriff's Of-\nfice"] == "Wasco County Sheriff's Office"
    assert linked["Immi-\ngration and Nationality Act"] == "Immigration and Nationality Act"
