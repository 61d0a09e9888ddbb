"""kg.knowledge.needs: what a text must hold for a pattern to match in it, and what its matches begin with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.citation_schemes import schemes
from kg.annotate.date_rules import date_rules
from kg.annotate.number_words import number_data
from kg.annotate.numbers import _rules as number_rules
from kg.knowledge.needs import DIGIT, Needs, clauses, leads

BOUND = r"(?<![^\W_])"
PATTERNS = [
    r"March|April",
    r"(?:the )?end of (?:the )?week",
    r"(?i:fiscal) years? \d{4}",
    r"[Ss]ections? (?P<number>\d+)(?: and \d+)*",
    r"(?:a|an) (?:dozen|score)s?",
    r"colou?r",
    r"\d+ ?%|per ?cent",
    r"x{2,3}y",
    r"(?>ab|cd)e",
    r"[^a]b",
]


def rule_patterns() -> list[re.Pattern[str]]:
    """The patterns of the data files that are asked about before they are tried."""
    dates = [rule.pattern for rule in date_rules().rules]
    phrases = [scheme.phrase for scheme in schemes() if scheme.phrase is not None]
    masks = [finder._pattern for finder in (number_rules().number, *number_rules().masks)]
    return [*dates, *phrases, *masks]


def example_texts() -> list[str]:
    """The texts of the examples of numbers and dates, which hold what the rules look for."""
    masks = [text for entry in number_data()["masks"] for text in entry["examples"]]
    whole = [entry["text"] for entry in (*number_data()["examples"], *number_data()["counterexamples"])]
    return [
        *masks,
        *whole,
        "Moved from March 3, 2020 to the week of Apr. 6 of last year; a dozen days ago, on 5/3/2019.",
        "Article II, Section 4 of the Constitution of Oregon, Chapter 3 of the Laws of 2019, Stats. 2017, c. 495.",
        "U.S. Const. amend. IV; Amendment XIV; FISCAL YEAR 2019; within 14 days; the Fourth of July",
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("March", [{"march"}]),
        ("March|April", [{"march", "april"}]),
        ("January|Jan", [{"jan"}]),
        ("(?:the )?week", [{"week"}]),
        (r"week \d", [{"week "}, {DIGIT}]),
        (r"[0-9]{2}", [{DIGIT}]),
        ("[Ss]ection", [{"section"}]),
        ("a*b", [{"b"}]),
        ("a+", [{"a"}]),
        (r"\w+", []),
        (r"x|\w", []),
        (" ", []),
        ("(?=x)y", [{"y"}]),
    ],
)
def test_what_a_match_must_hold(pattern: str, expected: list[set[str]]) -> None:
    assert list(map(set, clauses(re.compile(pattern)))) == expected


def test_the_rarest_clause_comes_first() -> None:
    assert next(iter(clauses(re.compile(r"on \d the deadline")))) == {" the deadline"}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (BOUND + "March", {"mar"}),
        (BOUND + "an? hour", {"a ", "an "}),
        (BOUND + "Ap?ril", {"apr", "ari"}),
        (BOUND + r"(?:of )?May", {"of ", "may"}),
        (BOUND + r"\d+ days", {DIGIT}),
        (BOUND + r"24/7|\d", {DIGIT}),
        (r"\(\d", {"("}),
        (r"[(\[]\d", {"(", "["}),
        ("March", None),  # a match may begin inside a word
        (r"\d|x", None),
        (r".x", None),
        (BOUND + r"\w", None),
        (BOUND + "fy", {"fy"}),
        ("", None),
    ],
)
def test_what_a_match_begins_with(pattern: str, expected: set[str] | None) -> None:
    found = leads(re.compile(pattern))
    assert found == expected


def test_a_pattern_that_a_text_lets_match_is_never_left_out() -> None:
    patterns = rule_patterns()
    needs = Needs(patterns)
    matched = 0
    for text in example_texts():
        possible = set(needs.met(text.casefold()))
        for index, pattern in enumerate(patterns):
            if pattern.search(text):
                matched += 1
                assert index in possible, (pattern.pattern[:80], text)
    assert matched > 100, "the texts hold too little to tell"


def test_most_patterns_are_left_out_of_a_text_that_holds_nothing_of_theirs() -> None:
    patterns = rule_patterns()
    assert len(list(Needs(patterns).met("the council thanked its volunteers for their help."))) < len(patterns) / 4


def test_only_those_wanted_are_looked_at() -> None:
    needs = Needs([re.compile("a"), re.compile("b"), re.compile("c")])
    assert list(needs.met("abc")) == [0, 1, 2]
    assert list(needs.met("abc", (2, 1))) == [2, 1]
    assert list(needs.met("ac", (1, 2))) == [2]
    assert list(needs.met("")) == []


def test_a_pattern_of_which_nothing_is_known_is_always_possible() -> None:
    assert list(Needs([re.compile(r"\w+")]).met("")) == [0]


pieces = st.sampled_from(
    [
        *["March", "april", "week", "color", "colour", "5%", "xxy", "xxxy", "abe", "cde", "cb", "1", "é"],
        *(
            "the end of ",
            "FISCAL year 2019",
            "Section 4",
            "sections 4 and 5",
            "a dozen",
            "an score",
            "per cent",
            " ",
            "\n",
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=6).map("".join), st.sampled_from(PATTERNS))
def test_what_matches_holds_what_it_must(text: str, source: str) -> None:
    pattern = re.compile(source)
    if pattern.search(text):
        assert list(Needs([pattern]).met(text.casefold())) == [0]


@settings(deadline=None)
@given(st.lists(pieces, max_size=6).map(" ".join), st.sampled_from(PATTERNS))
def test_what_matches_begins_as_it_must(text: str, source: str) -> None:
    pattern = re.compile(f"{BOUND}(?:{source})", re.IGNORECASE)
    found = leads(pattern)
    for match in pattern.finditer(text) if found is not None else ():
        printed = match.group().casefold()
        ways = [lead.rstrip() for lead in found or () if lead != DIGIT]
        assert printed.startswith(tuple(ways)) or (DIGIT in (found or ()) and printed[0].isdigit())
