"""Names in a document that are people's or ships', though places bear them: rosters ("Council Members Dallas, Houston
and Reyes") and vessels ("USS Oregon")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.annotate.words import Words
from kg.knowledge.place_context import place_context

_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|\s|\.\s*|-)(?:[A-Z]\.\s*)*")
_LONGEST = 60  # names in one roster


def rosters(text: str, found: Words) -> Iterator[int]:
    """The indices of the words that stand in a list of people: two names or more behind a title in the plural."""
    titles = place_context().rosters
    if titles.isdisjoint(found.vocabulary):
        return
    for i, word in enumerate(found):
        if word.folded not in titles or not word.capitalised:
            continue
        listed: list[int] = []
        commas = False
        for j in range(i + 1, min(len(found), i + _LONGEST)):
            gap = text[found[j - 1].end : found[j].start]
            small = found[j].folded == "and"
            opening = j == i + 1 and gap.strip() == ":"
            if not (found[j].capitalised or small) or not (opening or _BETWEEN.fullmatch(gap)):
                break
            commas |= "," in gap or small
            listed += [] if small else [j]
        if commas and len(listed) > 1:
            yield from listed


def vessels(text: str, blocks: Iterable[Words]) -> frozenset[tuple[str, ...]]:
    """The names of ships, folded: the one or two capitalised words behind "USS" and its like."""
    marks = place_context().vessels
    names: set[tuple[str, ...]] = set()
    for found in blocks:
        if marks.isdisjoint(found.vocabulary):
            continue
        for i, word in enumerate(found[:-1]):
            if word.folded not in marks or not word.capitalised:
                continue
            named = [w for w in found[i + 1 : i + 3] if w.capitalised]
            names |= {tuple(w.folded for w in named[:length]) for length in range(1, len(named) + 1)}
    return frozenset(names)
