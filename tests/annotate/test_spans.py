"""Sets of disjoint spans, and things inside a span."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.spans import SpanSet, inside
from kg.model import Span

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@dataclass(frozen=True)
class Thing:
    span: Span


@settings(deadline=None)
@given(st.lists(SPANS, max_size=30), SPANS)
def test_overlap_is_what_comparing_with_each_says(spans: list[Span], asked: Span) -> None:
    taken = SpanSet()
    kept: list[Span] = []
    for span in spans:
        free = not any(span.overlaps(other) for other in kept)
        assert taken.add(span) is free
        kept += [span] if free else []
    assert taken.overlaps(asked) is any(asked.overlaps(other) for other in kept)


@settings(deadline=None)
@given(st.lists(SPANS, max_size=30), SPANS)
def test_inside_is_what_comparing_with_each_says(spans: list[Span], asked: Span) -> None:
    things = [Thing(span) for span in sorted(spans)]
    assert inside(things, asked) == [thing for thing in things if asked.covers(thing.span)]


def test_neighbours_do_not_overlap() -> None:
    taken = SpanSet([Span(3, 5)])
    assert not taken.overlaps(Span(5, 9))
    assert not taken.overlaps(Span(0, 3))
    assert taken.overlaps(Span(4, 5))
    assert taken.add(Span(5, 6))
    assert taken.overlaps(Span(5, 9))
