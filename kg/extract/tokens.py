"""Which of many patterns the words of a sentence allow at all, asked for all of them in one pass over the words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Group = TypeVar("Group", bound=Hashable)
Needs = Sequence[frozenset[str]]  # of each set a sentence must hold a token; the rarest first


class TokenIndex(Generic[Group]):
    """Patterns in groups, by the tokens that they need.

    Patterns and sets of tokens are bits of integers: what a sentence has is put together with one "or" a token.
    """

    def __init__(self, groups: Mapping[Group, Iterable[Needs]]) -> None:
        self._wanted: list[int] = []  # of each pattern the bits of its sets
        self._ranges: dict[Group, tuple[int, int]] = {}  # of each group its first pattern and the mask of all
        self._always = 0  # patterns that need nothing
        self._tokens: dict[str, tuple[int, int]] = {}  # the sets that hold a token; the patterns whose rarest set does
        sets: dict[frozenset[str], int] = {}
        for group, patterns in groups.items():
            first = len(self._wanted)
            for needs in patterns:
                self._add(needs, sets)
            self._ranges[group] = first, (1 << len(self._wanted)) - (1 << first)

    def _add(self, needs: Needs, sets: dict[frozenset[str], int]) -> None:
        pattern = 1 << len(self._wanted)
        wanted = 0
        for place, tokens in enumerate(needs):
            bit = 1 << sets.setdefault(tokens, len(sets))
            wanted |= bit
            for token in tokens:
                held, led = self._tokens.get(token, (0, 0))
                self._tokens[token] = held | bit, led | (0 if place else pattern)
        self._wanted.append(wanted)
        if not needs:
            self._always |= pattern

    def met(self, tokens: AbstractSet[str]) -> dict[Group, tuple[int, ...]]:
        """For each group that has any, the indices in it of the patterns that need no token besides these."""
        held, led = 0, self._always
        known = self._tokens
        for token in known.keys() & tokens:
            holds, leads = known[token]
            held |= holds
            led |= leads
        found: dict[Group, tuple[int, ...]] = {}
        if led:
            for group, (first, mask) in self._ranges.items():
                if (possible := led & mask) and (indices := self._indices(possible, held, first)):
                    found[group] = indices
        return found

    def _indices(self, possible: int, held: int, first: int) -> tuple[int, ...]:
        """The patterns among the bits of `possible` whose sets are all among `held`, counted from the first."""
        wanted = self._wanted
        found = []
        while possible:
            bit = possible & -possible
            possible ^= bit
            index = bit.bit_length() - 1
            if wanted[index] & held == wanted[index]:
                found.append(index - first)
        return tuple(found)
