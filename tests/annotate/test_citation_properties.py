"""Citations in any text: spans exact, in order, apart, inside the spans given; time linear in its length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.annotate.citations import find_citations
from kg.model import Citation, Span


def cited(text: str) -> tuple[Citation, ...]:
    return find_citations(text, [Span(0, len(text))])


PIECES = st.sampled_from(
    [
        *("8 ", "U.S.C. ", "§ ", "§§ ", "Section ", "sections ", "1373", "287", "(g)", "(a)(1)", " and ", ", ", " to "),
        *("INA ", "ORS ", "181A.820", "Title 8", " of the ", "SB ", "H.R. ", "S. ", "54", "California", "'s ", "’s "),
        *("Executive Order ", "13768", "13,768", "No. ", "Fourth ", "Amendment", "Amendments ", "\n", "\n\n", " "),
        *("Cal. Gov. Code ", "Government Code ", "Immigration and Nationality Act ", "(", ")", "Laws of 2017, ch. "),
        *("Ordinance ", "940-17", "N.Y.C. Admin. Code ", "14-154", "C.F.R. ", "287.7", "Chapter 12", "part ", "é"),
        *("Denver ", "Texas ", "-", "–", ".", "\u00a0", "🗽"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("INA \n\nImmigration and Nationality Act ")
def test_citations_are_in_order_apart_and_whole(text: str) -> None:
    found = cited(text)
    assert list(found) == sorted(found, key=lambda each: each.span)
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start
    for citation in found:
        quote = citation.span.of(text)
        assert quote
        assert quote == quote.strip()
        assert "\n\n" not in quote
        assert citation.canonical == " ".join(citation.canonical.split())
        assert citation.rule.startswith("citation/")
        assert "{" not in citation.canonical


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.integers(0, 60))
def test_moving_a_span_moves_its_citations(text: str, shift: int) -> None:
    moved = find_citations("\n" * shift + text, [Span(shift, shift + len(text))])
    want = [(citation.span.start + shift, citation.canonical) for citation in cited(text)]
    assert [(citation.span.start, citation.canonical) for citation in moved] == want


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS)
def test_citations_stay_inside_their_spans(left: str, right: str) -> None:
    text = left + right
    spans = [Span(0, len(left)), Span(len(left), len(text))]
    for citation in find_citations(text, spans):
        assert any(span.covers(citation.span) for span in spans)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert cited(text) == cited(text)


HOSTILE = [
    *("8 U.S.C. § 1373(a), ", "§ 12, § 13, ", "8 U.S.C. ", "Section 1373 and ", "(a)(b)", "1-2-", "8 U.S.C. §§ 1, 2, "),
    *("SB 54 ", "California SB 54, ", "Fourth, Fifth and ", "Fourth Amendments ", "Immigration and Nationality Act ("),
    *("New York City ", "Chapter 5, Laws of ", "Seattle Municipal Code 5 ", "Aaaa ", "\n", " ", "Title 8, ", "INA, "),
    *("§1-1-1-1-1-1-1", " Penal Code § 5", "of Title 8 of the United States Code, Section 5", "ORS 181A.820, "),
    *(
        "8 U.S.C. § 1373 and § 7284 of the ",
        "Executive Order 1-1-1-1-",
        "Denver Denver Denver Ordinance 5 ",
        "a,b and ",
    ),
]


def seconds(text: str) -> float:
    begin = time.process_time()
    cited(text)
    return time.process_time() - begin


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    """Ten times the text takes about ten times as long; anything quadratic would take a hundred times."""
    cited("ORS 181A.820")  # loads the data
    short, long = (unit * (size // len(unit)) for size in (10_000, 100_000))
    floor = 0.002  # below that the clock says little
    assert seconds(long) < 40 * max(floor, min(seconds(short) for _ in range(3)))
