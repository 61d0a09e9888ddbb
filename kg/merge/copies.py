"""Which documents are copies of which: syndicated stories, releases printed or quoted whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.merge.sketch import contained, hashes
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
    found: dict[str, str] = {}
    sketches: dict[str, tuple[bytes, ...]] = {}
    holding: defaultdict[bytes, list[str]] = defaultdict(list)
    for text in sorted(texts, key=_order):
        mine = hashes(text.sketch)
        shared = Counter(other for value in mine if len(holding[value]) < _COMMON for other in holding[value])
        best = max(
            ((contained(mine, sketches[other]), other) for other, number in shared.items() if number >= ENOUGH // 2),
            key=lambda one: (one[0][0], one[0][1], [-ord(letter) for letter in one[1]]),
            default=None,
        )
        if best is not None and best[0][0] >= COPIED and best[0][1] >= ENOUGH:
            found[text.iri] = best[1]
            continue
        sketches[text.iri] = mine
        for value in mine:
            holding[value].append(text.iri)
    return found


def _order(text: Text) -> tuple[bool, str, str]:
    # A month sorts before its days, for its document may be the first of them.
    return text.published is None, str(text.published or ""), text.iri
