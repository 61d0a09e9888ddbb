"""Finds the matches of a pattern that begin with one of a few words or signs, by trying it only where these stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.words import Word, words
from kg.knowledge.needs import DIGIT, LETTERS, leads
from kg.model import Span

_DIGIT = re.compile(r"\d")


class Starts:
    """Where the words and digits of a stretch of text stand: their offsets by the first letters of the words."""

    def __init__(self, text: str, span: Span, found: Sequence[Word]) -> None:
        self.digits = [match.start() for match in _DIGIT.finditer(text, span.start, span.end)]
        self.words: dict[str, list[int]] = {}
        by_beginning = self.words
        for start, _, _, folded in found:
            by_beginning.setdefault(folded[:LETTERS], []).append(start)
            if "'" in folded:  # what stands behind an apostrophe may be a word of its own
                for i, letter in enumerate(folded, 1):
                    if letter == "'":
                        by_beginning.setdefault(folded[i : i + LETTERS], []).append(start + i)


def starts_of(text: str, spans: Iterable[Span]) -> dict[Span, Starts]:
    """The starts of each span, for who has not read its words yet."""
    return {span: Starts(text, span, words(text, span)) for span in spans}


class LeadFinder:
    """Like a pattern's own `finditer`, but several times as fast where `needs.leads` can tell how matches begin."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        found = leads(pattern)
        self._known = found is not None
        words = {text for text in found or () if text[0].isalpha()}
        self._open = tuple(sorted(text for text in words if len(text) < LETTERS and text[-1] != " "))
        self._beginnings = {text.rstrip() for text in words.difference(self._open)}
        self._digits = DIGIT in (found or ())
        signs = [re.escape(text[0]) for text in sorted(found or ()) if text != DIGIT and not text[0].isalpha()]
        self._signs = re.compile(f"[{''.join(signs)}]") if signs else None

    def finditer(self, text: str, start: int, end: int, starts: Starts) -> Iterator[re.Match[str]]:
        """The matches inside a stretch, in order, not overlapping. starts: of a stretch that holds this one."""
        if not self._known:
            yield from self._pattern.finditer(text, start, end)
            return
        at = start
        for place in self._places(text, start, end, starts):
            if place >= at and (match := self._pattern.match(text, place, end)):
                yield match
                at = max(match.end(), place + 1)

    def _places(self, text: str, start: int, end: int, starts: Starts) -> list[int]:
        lists = [starts.words[key] for key in self._beginnings & starts.words.keys()]
        if self._open:
            lists += [places for key, places in starts.words.items() if key.startswith(self._open)]
        if self._digits:
            lists.append(starts.digits)
        found: list[int] = []
        for places in lists:
            if places and places[0] < end and places[-1] >= start:
                found += places[bisect_left(places, start) : bisect_left(places, end)]
        if self._signs:
            found += [match.start() for match in self._signs.finditer(text, start, end)]
        found.sort()
        return found
