"""Which documents are copies of which: syndicated stories, releases printed or quoted whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.merge.sketch import Hashes, contained, hashes
from kg.model import PartialDate

COPIED: Final = 0.7  # of the shorter text stands in the other
ENOUGH: Final = 12  # hashes of a sketch that say so
_COMMON: Final = 50  # originals with one hash: a site's own words ("all rights reserved"), which tell nothing


@dataclass(frozen=True, slots=True)
class Text:
    """A document's IRI, date of publication and sketch."""

    iri: str
    published: PartialDate | None
    sketch: str


def originals(texts: Iterable[Text]) -> dict[str, str]:
    """The document that each copy is of, by IRI; what is no copy is left out.

    The original is the one published first; of those of one day, or without a date, the one with the smallest IRI.
    Whatever order the texts come in, a copy is only ever of a document that is no copy itself.
    """
    ordered = sorted(texts, key=_order)
    sketches = [hashes(text.sketch) for text in ordered]
    holding = _Holding(sketches)
    found: dict[str, str] = {}
    for i, text in enumerate(ordered):
        mine = sketches[i]
        candidates = [j for j, number in holding.beside(mine).items() if number >= ENOUGH // 2]
        alike = ((contained(mine, sketches[j]), j) for j in candidates)
        # Of those that hold as much of it, the one with the smallest IRI.
        best = min(alike, key=lambda one: (-one[0][0], -one[0][1], ordered[one[1]].iri), default=None)
        if best is not None and best[0][0] >= COPIED and best[0][1] >= ENOUGH:
            found[text.iri] = ordered[best[1]].iri
        else:
            holding.add(i, mine)
    return found


class _Holding:
    """Which originals hold a hash, the first _COMMON of them.

    In arrays, for a hundred thousand texts have 25 million hashes. Those of two texts or more stand there sorted; what
    is known of a hash stands at its first place, and its owners from there on.
    """

    def __init__(self, sketches: list[Hashes]) -> None:
        every = np.concatenate([np.empty(0, dtype=np.uint64), *sketches])
        every.sort()
        twice = np.zeros(len(every) + 1, dtype=bool)  # whether a hash is that before it
        twice[1:-1] = every[1:] == every[:-1]
        self._hashes = every[twice[:-1] | twice[1:]]
        self._owners = np.zeros(len(self._hashes), dtype=np.int32)
        self._number = np.zeros(len(self._hashes), dtype=np.int32)

    def beside(self, mine: Hashes) -> Counter[int]:
        """The originals that share hashes with a text, and how many; those hashes aside that too many have."""
        places = self._places(mine)
        places = places[self._number[places] < _COMMON]
        return Counter(
            owner
            for place, number in zip(places.tolist(), self._number[places].tolist(), strict=True)
            for owner in self._owners[place : place + number].tolist()
        )

    def add(self, text: int, mine: Hashes) -> None:
        """Make a text an original."""
        places = self._places(mine)
        places = places[self._number[places] < _COMMON]
        self._owners[places + self._number[places]] = text
        self._number[places] += 1

    def _places(self, mine: Hashes) -> NDArray[np.intp]:
        places: NDArray[np.intp] = np.searchsorted(self._hashes, mine)
        inside = places < len(self._hashes)
        places = places[inside]
        known: NDArray[np.intp] = places[self._hashes[places] == mine[inside]]
        return known


def _order(text: Text) -> tuple[bool, str, str]:
    # A month sorts before its days, for its document may be the first of them.
    return text.published is None, str(text.published or ""), text.iri
