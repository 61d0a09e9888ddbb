"""kg.annotate.leads: a pattern tried only where its matches can begin finds what it finds everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.date_rules import date_rules
from kg.annotate.leads import LeadFinder, Starts, starts_of
from kg.annotate.numbers import _rules as number_rules
from kg.annotate.words import words
from kg.model import Span

BOUND = r"(?<![^\W_])"
TEXTS = [
    "Between March 3 and April 5, 2019, the clerk wrote four letters, a dozen of them on a Tuesday (12) at 9 a.m.",
    "O'clock's May and l'April, _June 5th, 5May, FY2019, fy 19, the school year, 1/2/2019, 24/7, +1 (503) 555-0100",
    "one hundred and five to six; twenty-one or two dozen; ONE; an hour; any; half a dozen; 5-6, 1,200–1,300, 10%",
    "Section 4, §§ 4 and 5, at 1500 Main Street, Bend, OR 97701, $5 million, 8 U.S.C. § 1373, Roe, 34, was named.",
    "[3] (4) — “March” ‘april’ İstanbul ſection May’s September’s",
    "",
]


def finders() -> list[LeadFinder]:
    rules = date_rules()
    return [rules.trigger, *(rule.finder for rule in rules.rules), number_rules().number, *number_rules().masks]


def spans(text: str, finder: LeadFinder, start: int, end: int) -> list[tuple[int, int]]:
    starts = Starts(text, Span(0, len(text)), words(text, Span(0, len(text))))
    return [match.span() for match in finder.finditer(text, start, end, starts)]


@pytest.mark.parametrize("text", TEXTS)
def test_every_rule_finds_what_its_pattern_finds(text: str) -> None:
    for finder in finders():
        pattern = finder._pattern
        assert spans(text, finder, 0, len(text)) == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_holds_inside_a_stretch(text: str) -> None:
    start, end = len(text) // 5, 4 * len(text) // 5
    for finder in finders():
        wanted = [match.span() for match in finder._pattern.finditer(text, start, end)]
        assert spans(text, finder, start, end) == wanted


def test_the_rules_of_the_data_files_are_tried_in_few_places() -> None:
    known = [finder._known for finder in finders()]
    assert sum(known) > 0.85 * len(known)


def test_a_pattern_that_may_begin_anywhere_is_searched_for() -> None:
    finder = LeadFinder(re.compile(r"\w+ing"))
    assert spans("going and coming", finder, 0, 16) == [(0, 5), (10, 16)]


def test_matches_do_not_overlap() -> None:
    finder = LeadFinder(re.compile(BOUND + r"\d+(?: \d+)?"))
    assert spans("1 2 3 4 5", finder, 0, 9) == [(0, 3), (4, 7), (8, 9)]


def test_starts_know_words_by_their_first_letters() -> None:
    text = "An O'Brien's 12 MARCHES"
    starts = Starts(text, Span(0, len(text)), words(text, Span(0, len(text))))
    assert starts.digits == [13, 14]
    assert starts.words == {"an": [0], "o'b": [3], "bri": [5], "mar": [16]}


def test_starts_of_spans_lie_inside_them() -> None:
    text = "March 1. April 2."
    found = starts_of(text, [Span(0, 8), Span(9, 17)])
    assert found[Span(0, 8)].words == {"mar": [0]}
    assert found[Span(9, 17)].words == {"apr": [9]}
    assert found[Span(9, 17)].digits == [15]


pieces = st.sampled_from(
    [
        *[
            "March",
            "may",
            "Tuesday",
            "3",
            "2019",
            "one",
            "an",
            "a",
            "dozen",
            "hundred",
            "and",
            "to",
            "or",
            "the",
            "week",
            "of",
            "ago",
            "last",
            "year",
            "days",
            "§",
            "$",
            "%",
            "(",
            ")",
            ",",
            ".",
            "-",
            "–",
            "_",
        ],
        *("'", "’", "\n", "é", "O'May"),
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(pieces, st.sampled_from(["", " "])).map("".join), max_size=14).map("".join))
def test_any_text_gives_the_same_matches(text: str) -> None:
    for finder in finders():
        assert spans(text, finder, 0, len(text)) == [match.span() for match in finder._pattern.finditer(text)]
