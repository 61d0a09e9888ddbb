"""kg.annotate.words: words with offsets, and the look-up of names among them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.words import NameIndex, fold, words
from kg.model import Span


def quotes(text: str) -> list[str]:
    return [word.span.of(text) for word in words(text, Span(0, len(text)))]


def found(index: NameIndex, text: str) -> list[tuple[str, str]]:
    run = words(text, Span(0, len(text)))
    return [(name, text[run[i].span.start : run[j - 1].span.end]) for i, j, name in index.find(text, run)]


def test_possessive_endings_are_no_part_of_a_word() -> None:
    assert quotes("Denver's and Oregon’s laws, ICE'S too") == ["Denver", "and", "Oregon", "laws", "ICE", "too"]


def test_an_apostrophe_inside_a_word_stays() -> None:
    assert fold("Prince George’s O'Brien") == ("prince", "george", "o'brien")


def test_digits_and_underscores_are_no_words() -> None:
    assert quotes("on 3 May_2020 § 287.4(d)") == ["on", "May", "d"]


def test_words_lie_inside_the_stretch_asked_for() -> None:
    text = "Alpha Beta Gamma"
    assert [word.text for word in words(text, Span(6, 10))] == ["Beta"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("in St. Louis now", "St. Louis"),
        ("in St Louis now", "St Louis"),
        ("in St.\nLouis now", "St.\nLouis"),
        ("in ST. LOUIS now", "ST. LOUIS"),
        ("in St.  Louis’s jail", "St.  Louis"),
    ],
)
def test_a_name_is_found_however_it_is_set(text: str, quote: str) -> None:
    assert found(NameIndex(["St. Louis"]), text) == [("St. Louis", quote)]


@pytest.mark.parametrize("text", ["a St., then Louis", "St.\n\nLouis", "Saint Louis", "St; Louis", "St. (Louis)"])
def test_a_name_is_not_found_across_a_break(text: str) -> None:
    assert found(NameIndex(["St. Louis"]), text) == []


def test_the_longest_name_wins_and_names_never_overlap() -> None:
    index = NameIndex(["New York", "New York City", "York City Council"])
    assert [name for name, _ in found(index, "New York City Council of New York")] == ["New York City", "New York"]


def test_a_shorter_name_is_taken_where_the_longer_is_not_accepted() -> None:
    text = "New York city"
    run = words(text, Span(0, len(text)))
    index = NameIndex(["New York", "New York City"])
    accepted = [name for *_, name in index.find(text, run, lambda part: all(word.capitalised for word in part))]
    assert accepted == ["New York"]


def test_order_of_names_makes_no_difference() -> None:
    names = ["Lake County", "Lake", "Salt Lake City", "Salt Lake"]
    text = "Salt Lake City and Lake County"
    assert found(NameIndex(names), text) == found(NameIndex(reversed(names)), text)


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=60)
def test_words_are_ordered_disjoint_and_quote_the_text(text: str) -> None:
    run = words(text, Span(0, len(text)))
    assert all(word.span.of(text) == word.text for word in run)
    assert all(a.span.end <= b.span.start for a, b in pairwise(run))
    assert all(word.text and word.folded for word in run)
