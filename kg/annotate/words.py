"""Words of a text with their offsets, and the fast look-up of many names among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})
# What may stand between two words of one name: "St. Louis", "Winston-Salem", a wrapped line, the rule of a court's
# caption at the end of a line; never a blank line.
_GAP = re.compile(r"(?:['’][sS])?[.,]?[ \u00a0\t]*(?:\n[ \u00a0\t]*|(?<=  )[:)|§][ \t]*\n[ \t]*)?|[-‐‑–.]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without its possessive ending; `folded` is what names are compared by."""

    span: Span
    text: str
    folded: str

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()


def words(text: str, span: Span) -> list[Word]:
    """The words of a stretch of text, in order. Digits and punctuation are no words."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        if word[-2:] in _POSSESSIVE:
            word = word[:-2]
        found.append(Word(Span(match.start(), match.start() + len(word)), word, word.casefold().replace("’", "'")))
    return found


def fold(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(word.folded for word in words(name, Span(0, len(name))))


class NameIndex:
    """Finds the longest of many names at each place of a text, by whole words, in one pass."""

    def __init__(self, names: Iterable[str]) -> None:
        self._single: dict[str, str] = {}
        self._longer: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}  # by the first two words
        for name in sorted(set(names)):
            key = fold(name)
            if len(key) == 1:
                self._single.setdefault(key[0], name)
            elif key:
                self._longer.setdefault((key[0], key[1]), []).append((key, name))
        for entries in self._longer.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))

    def find(
        self, text: str, found: list[Word], accept: Callable[[list[Word]], bool] = lambda run: True
    ) -> Iterator[tuple[int, int, str]]:
        """Yield (index of the first word, index after the last, the name as listed), not overlapping.

        At each word the longest name whose words `accept` takes.
        """
        i = 0
        while i < len(found):
            step = 1
            following = found[i + 1].folded if i + 1 < len(found) else ""
            for key, name in self._longer.get((found[i].folded, following), ()):
                j = i + len(key)
                if j <= len(found) and self._fits(text, found[i:j], key) and accept(found[i:j]):
                    yield i, j, name
                    step = len(key)
                    break
            else:
                single = self._single.get(found[i].folded)
                if single is not None and accept(found[i : i + 1]):
                    yield i, i + 1, single
            i += step

    @staticmethod
    def _fits(text: str, run: list[Word], key: tuple[str, ...]) -> bool:
        if any(word.folded != part for word, part in zip(run, key, strict=True)):
            return False
        return all(_GAP.fullmatch(text, left.span.end, right.span.start) is not None for left, right in pairwise(run))
