"""Counts in text: every example of seeds/patterns/numbers.yaml, number words, and what holds for any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import number_words as module
from kg.annotate.dates import find_dates
from kg.annotate.number_words import FILE, blanks, number_data, number_words
from kg.annotate.numbers import find_numbers
from kg.errors import KnowledgeError
from kg.model import NumberMention, Span
from kg.resources import path

DATA: dict[str, Any] = yaml.safe_load(path(*FILE).read_text("utf-8"))

ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def found(text: str) -> list[list[object]]:
    mentions = find_numbers(text, [Span(0, len(text))])
    return [[mention.span.of(text), mention.value, mention.qualifier] for mention in mentions]


def one(text: str) -> NumberMention:
    mentions = find_numbers(text, [Span(0, len(text))])
    assert len(mentions) == 1, mentions
    return mentions[0]


def spelled(number: int) -> str:
    """English words for 1 to 999,999."""
    if number >= 1000:
        rest = f" {spelled(number % 1000)}" if number % 1000 else ""
        return f"{spelled(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        rest = f"-{ONES[number % 10 - 1]}" if number % 10 else ""
        return TENS[number // 10 - 2] + rest
    return (ONES + TEENS)[number - 1]


# ---- the data file -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "example", DATA["examples"] + DATA["counterexamples"], ids=lambda example: example["text"][:40]
)
def test_example(example: dict[str, Any]) -> None:
    assert found(example["text"]) == example["finds"]


MASKS = [pytest.param(mask, id=mask["id"]) for mask in DATA["masks"]]


@pytest.mark.parametrize("mask", MASKS)
def test_nothing_counts_in_a_masked_stretch(mask: dict[str, Any]) -> None:
    for text in mask["examples"]:
        assert found(text) == []


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_hides_no_count(mask: dict[str, Any]) -> None:
    for text, quotes in mask["counterexamples"]:
        assert [quote for quote, *_ in found(text)] == quotes


def test_the_file_is_in_order() -> None:
    assert len({mask["id"] for mask in DATA["masks"]}) == len(DATA["masks"])
    assert all(mask["examples"] and mask["counterexamples"] for mask in DATA["masks"])
    assert all(
        isinstance(word, str) for key in ("one_not_after", "one_not_before", "names", "streets") for word in DATA[key]
    )
    assert set(DATA["qualifiers"]) == {"at least", "about", "nearly"}
    hedges = [word for words in DATA["qualifiers"].values() for word in words]
    assert len(hedges) == len(set(hedges))
    assert not set(hedges) & set(DATA["bounds"])
    assert all(counter["finds"] == [] for counter in DATA["counterexamples"])


@pytest.mark.parametrize(
    ("name", "hedge"), [(name, hedge) for name, row in DATA["qualifiers"].items() for hedge in row]
)
def test_every_hedge_stands_in_the_span(name: str, hedge: str) -> None:
    text = f"The agency sent {hedge} 40 letters."
    assert found(text) == [[f"{hedge} 40", 40, name]]


@pytest.mark.parametrize("bound", DATA["bounds"])
def test_a_bound_is_no_count(bound: str) -> None:
    assert found(f"The agency sent {bound} 40 letters.") == []


# ---- reading -------------------------------------------------------------------------------------


@given(st.integers(1, 9_999))
@settings(deadline=None)
def test_words_read_back(number: int) -> None:
    words = spelled(number)
    text = f"The agency sent {words} letters."
    assert found(text) == [[words, number, None]]


@given(st.integers(0, 999_999_999))
@settings(deadline=None)
def test_digits_with_separators_read_back(number: int) -> None:
    printed = f"{number:,}"
    text = f"The agency sent {printed} letters."
    if not 1900 <= number <= 2099 or "," in printed:
        assert found(text) == [[printed, number, None]]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("half a dozen", 6),
        ("half-dozen", 6),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("1.5 million", 1_500_000),
        ("2 million", 2_000_000),
        ("two hundred thousand", 200_000),
        ("one hundred and twenty thousand", 120_000),
        ("1.2345 thousand", None),
        ("1.5", None),
    ],
)
def test_read(printed: str, value: int | None) -> None:
    assert number_words().read(printed) == value


def test_a_capital_does_not_matter_at_the_start() -> None:
    assert one("Fifty-one detainers were declined.").value == 51
    assert one("FIFTY-ONE DETAINERS").value == 51


def test_years_count_only_with_a_separator() -> None:
    assert found("It sent 2000 letters") == []
    assert found("It sent 2,000 letters") == [["2,000", 2000, None]]
    assert found("It sent 1700 letters") == [["1700", 1700, None]]
    assert found("It became law in 1798") == []


def test_one_counts_before_a_noun_only() -> None:
    assert one("ICE served one subpoena").value == 1
    for text in ("one of them", "one another", "no one came", "this one is old", "It chose one."):
        assert found(text) == []


def test_a_parenthesised_repetition_counts_once() -> None:
    assert found("fourteen (14) subpoenas") == [["fourteen", 14, None]]


# ---- what holds for any text ---------------------------------------------------------------------

WORDS = (
    "one two twenty hundred thousand dozen pair a half of more than about nearly some up to at least Section § $ 4 "
    "51 3,083 2019 1.5 percent years 21-year-old Feb. 25 14 days - – ( ) , . U.S.C. 9/11 Route Fifty and or plus +"
)
pieces = st.sampled_from([*WORDS.split(" "), "\n", "\n\n"])
texts = st.one_of(
    st.text(max_size=80), st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=14).map("".join)
)


@given(texts)
@settings(deadline=None, max_examples=300)
def test_mentions_are_sorted_disjoint_and_inside(text: str) -> None:
    middle = len(text) // 2
    blocks = [Span(middle, len(text)), Span(0, middle)]
    mentions = find_numbers(text, blocks)
    spans = [mention.span for mention in mentions]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(len(span) and any(block.covers(span) for block in blocks) for span in spans)
    assert all(mention.value >= 0 for mention in mentions)
    assert all(mention.qualifier in {None, "at least", "about", "nearly"} for mention in mentions)


@given(texts)
@settings(deadline=None, max_examples=200)
def test_no_count_lies_in_a_date(text: str) -> None:
    block = [Span(0, len(text))]
    dates = find_dates(text, block, None)
    numbers = find_numbers(text, block)
    assert numbers == find_numbers(text, block, dates)
    digits = [
        Span(mention.span.end - 1, mention.span.end) if mention.span.of(text).endswith("+") else mention.span
        for mention in numbers
        if mention.qualifier is None
    ]
    assert not any(date.span.overlaps(span) for date in dates for span in digits)


def test_dates_may_be_handed_in() -> None:
    text = "On Feb. 25 ICE sent 4 letters."
    assert [mention.span.of(text) for mention in find_numbers(text, [Span(0, len(text))], [])] == ["25", "4"]


def test_a_blank_is_white_space_with_at_most_one_break() -> None:
    assert number_words().read("two\nhundred") == 200
    assert blanks("a[ b]") == r"a[\sb]"
    assert found("more than\n50 letters") == [["more than\n50", 50, "at least"]]
    assert found("more than\n\n50 letters")[0][0] == "50"


@pytest.mark.parametrize(
    "content", ["- a list", "words: {}", "words: [", "words: {ones: 1, teens: 2, tens: 3, scales: 4}\ncollectives: {}"]
)
def test_a_malformed_file_is_an_error_that_names_it(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "numbers.yaml"
    file.write_text(content, "utf-8")
    monkeypatch.setattr(module, "path", lambda *parts: file)
    with pytest.raises(KnowledgeError, match=r"seeds/patterns/numbers\.yaml") as caught:
        number_data.__wrapped__()
        monkeypatch.setattr(module, "number_data", lambda: yaml.safe_load(content))
        number_words.__wrapped__()
    assert caught.value.hint


def test_no_spans_no_numbers() -> None:
    assert find_numbers("51 letters", []) == ()
    assert find_numbers("", [Span(0, 0)]) == ()


@pytest.mark.parametrize(
    "unit", ["1 ", "1,111,", "1.", "one ", "one hundred ", "a@", "$1,", "section 1, ", "1-", " ", "half a "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Ten times the text may take about ten times as long; a quadratic pattern would take a hundred times."""

    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        begun = time.process_time()
        find_numbers(text, [Span(0, size)])
        return time.process_time() - begun

    seconds(1_000)
    assert any(seconds(50_000) < 50 * max(seconds(5_000), 0.005) for _ in range(3))
