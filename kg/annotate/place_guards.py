"""What around a name of a place makes it a part of something else's name: a private body's, a road's, a person's."""

from __future__ import annotations

import re

from kg.annotate.place_hits import Hit
from kg.annotate.words import Word
from kg.knowledge.place_context import place_context

_SMALL_WORDS = frozenset({"of", "and", "for"})
_GAP = re.compile(r"(?:['’]s?)?[ \n]{1,3}|-| & ")
_REACH = 6  # words behind a place that its body's name may take
_PARTY = re.compile(r"(?<![A-Za-z])[DRI]-$")
_INITIAL = re.compile(r"\s[A-Z]\.\s")


def joined(text: str, left: Word, right: Word) -> bool:
    """Two words of one phrase: only blanks between them."""
    return not text[left.end : right.start].strip()


def of_organisation(text: str, found: list[Word], hit: Hit) -> bool:
    """Whether a place stands in the name of a private body: "Texas Organizing Project", "Law Center of Oregon"."""
    context = place_context()
    if hit.first > 1 and found[hit.first - 1].folded == "of":
        owner = found[hit.first - 2]
        near = joined(text, owner, found[hit.first - 1]) and joined(text, found[hit.first - 1], found[hit.first])
        if near and owner.capitalised and owner.folded in context.organisations:
            return True
    inside = False
    for at in range(hit.last, min(len(found), hit.last + _REACH)):
        word = found[at]
        if _GAP.fullmatch(text, found[at - 1].end, word.start) is None:
            break
        if not word.capitalised and (at == hit.last or word.folded not in _SMALL_WORDS):
            break
        if word.folded in context.public_words:
            return False
        inside |= word.capitalised and word.folded in context.organisations
    return inside


def given_name(text: str, found: list[Word], hit: Hit) -> bool:
    """Whether a state's name is a woman's: "Virginia Alvarez", "Georgia L. Moss"."""
    context = place_context()
    after = found[hit.last] if hit.last < len(found) else None
    if after is None or found[hit.first].folded not in context.given_names or hit.last - hit.first > 1:
        return False
    end = found[hit.last - 1].end
    if _INITIAL.match(text, end) is not None:
        return True
    if text[end : after.start] != " " or not after.capitalised or after.text.isupper():
        return False
    return after.folded not in context.followers | context.public_words


def of_party(text: str, found: list[Word], hit: Hit) -> bool:
    """Whether a lawmaker's party stands before a name, which then means the district: "D-Raleigh"."""
    start = found[hit.first].start
    return _PARTY.search(text[max(0, start - 3) : start]) is not None
