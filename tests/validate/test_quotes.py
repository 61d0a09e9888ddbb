"""A quote is as long as its span, in code points."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.validate.quotes import MESSAGE, wrong_lengths
from kg.vocab import JG


def span(start: object, end: object, quote: str, node: str = "urn:e") -> list[ox.Quad]:
    values = ((JG.start, start), (JG.end, end), (JG.quote, quote))
    return [ox.Quad(ox.NamedNode(node), ox.NamedNode(prop), ox.Literal(value)) for prop, value in values]  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    quote=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    start=st.integers(0, 10_000),
    more=st.integers(-3, 3),
)
def test_length_is_counted_in_code_points(quote: str, start: int, more: int) -> None:
    found = list(wrong_lengths(span(start, start + len(quote) + more, quote)))
    assert bool(found) == (more != 0)
    if found:
        length = len(quote) + more
        assert found == [("urn:e", f"{MESSAGE} It has {len(quote)}, not {length}.", quote)]


@pytest.mark.parametrize("quote", ["“Ω”", "😀😀😀", "e\u0301a", "a\r\n"])
def test_three_code_points(quote: str) -> None:
    assert list(wrong_lengths(span(7, 10, quote))) == []
    assert len(list(wrong_lengths(span(7, 11, quote)))) == 1


def test_faulty_spans_are_left_to_the_shapes() -> None:
    assert list(wrong_lengths(span("one", "two", "quote"))) == []
    assert list(wrong_lengths(span(0, 9, "quote")[1:])) == []
    assert list(wrong_lengths([*span(0, 9, "quote"), *span(0, 8, "quote")])) == []


def test_findings_are_sorted_by_node() -> None:
    data = [*span(0, 1, "xx", "urn:b"), *span(0, 1, "yy", "urn:a")]
    assert [node for node, _, _ in wrong_lengths(data)] == ["urn:a", "urn:b"]
