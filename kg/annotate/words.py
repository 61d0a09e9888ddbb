"""Words of a text with their offsets, and the fast look-up of many names among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add
from typing import NamedTuple

from kg.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})
# What may stand between two words of one name: "St. Louis", "Winston-Salem", a wrapped line, the rule of a court's
# caption at the end of a line; never a blank line.
_GAP = re.compile(r"(?:['’][sS])?[.,]?[ \u00a0\t]*(?:\n[ \u00a0\t]*|(?<=  )[:)|§][ \t]*\n[ \t]*)?|[-‐‑–.]")


class Word(NamedTuple):
    """A word without its possessive ending; `folded` is what names are compared by."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()


class Words(list[Word]):
    """The words of a stretch of text in order, and what `folded` they are, in order and as a set."""

    __slots__ = ("folded", "vocabulary")

    def __init__(self, found: Iterable[Word] = ()) -> None:
        super().__init__(found)
        self.folded = [word.folded for word in self]
        self.vocabulary = frozenset(self.folded)


def words(text: str, span: Span) -> Words:
    """The words of a stretch of text, in order. Digits and punctuation are no words."""
    matches = list(_WORD.finditer(text, span.start, span.end))
    printed = [_bare(match[0]) for match in matches]
    starts = [match.start() for match in matches]
    ends = map(add, starts, map(len, printed))
    folded = " ".join(printed).casefold().replace("’", "'").split(" ")
    return Words(map(Word._make, zip(starts, ends, printed, folded, strict=False)))


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word[-2:] in _POSSESSIVE else word


@lru_cache(maxsize=4096)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(word.folded for word in words(name, Span(0, len(name))))


@dataclass(slots=True)
class _Branch:
    """The names that go on from one run of words: by their next word, and the name that ends here."""

    following: dict[str, _Branch] = field(default_factory=dict)
    name: str | None = None


def _anything(run: list[Word]) -> bool:
    return True


class NameIndex:
    """Finds the longest of many names at each place of a text, by whole words, in one pass."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Branch()
        for name in sorted(set(names)):
            branch = self._root
            for part in fold(name):
                branch = branch.following.setdefault(part, _Branch())
            branch.name = branch.name or name  # of names of the same words the first

    def find(
        self, text: str, found: Words, accept: Callable[[list[Word]], bool] = _anything
    ) -> Iterator[tuple[int, int, str]]:
        """Yield (index of the first word, index after the last, the name as listed), not overlapping.

        At each word the longest name whose words `accept` takes.
        """
        first_words = self._root.following.keys() & found.vocabulary
        if not first_words:
            return
        reached = 0
        for i in [i for i, word in enumerate(found.folded) if word in first_words]:
            if i < reached:
                continue
            for j, name in reversed(self._at(text, found, i)):
                if accept(found[i:j]):
                    yield i, j, name
                    reached = j
                    break

    def _at(self, text: str, found: list[Word], first: int) -> list[tuple[int, str]]:
        """The names that begin at a word, the shortest first: (index after the last word, name)."""
        names = []
        branch = self._root.following[found[first].folded]
        i = first + 1
        while True:
            if branch.name is not None:
                names.append((i, branch.name))
            if i == len(found):
                return names
            after = branch.following.get(found[i].folded)
            if after is None or _GAP.fullmatch(text, found[i - 1].end, found[i].start) is None:
                return names
            branch = after
            i += 1
