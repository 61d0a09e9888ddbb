"""Sets of disjoint spans, asked in logarithmic time whether a span overlaps one of them."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from kg.model import Span


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=Spanned)


class SpanSet:
    """Disjoint spans. Of spans that overlap, the first added stays."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.add(span)

    def overlaps(self, span: Span) -> bool:
        """Whether a non-empty span shares a code point with one of the set."""
        at = bisect_left(self._spans, span)
        if at < len(self._spans) and self._spans[at].start < span.end:
            return True
        return at > 0 and self._spans[at - 1].end > span.start

    def covers(self, span: Span) -> bool:
        """Whether a span lies wholly in one of the set."""
        at = bisect_right(self._spans, Span(span.start, sys.maxsize)) - 1
        return at >= 0 and self._spans[at].covers(span)

    def add(self, span: Span) -> bool:
        """Add a span that overlaps none; say whether it was added."""
        if self.overlaps(span):
            return False
        insort(self._spans, span)
        return True


def inside(sorted_things: Sequence[S], span: Span) -> list[S]:
    """The things that lie wholly in a span, of things sorted by their spans."""
    first = bisect_left(sorted_things, span.start, key=lambda thing: thing.span.start)
    last = bisect_right(sorted_things, span.end, lo=first, key=lambda thing: thing.span.start)
    return [thing for thing in sorted_things[first:last] if thing.span.end <= span.end]
