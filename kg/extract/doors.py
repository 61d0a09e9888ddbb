"""What is reached through its door: "the records unit of <LOC>", "<LOC>'s front desk" are the body or place itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.parties import Piece, kind_at, word_at
from kg.knowledge.phrase_words import phrase_words

_WORDS = 3  # before a door's noun: "the central records desk"
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "both"})


def doors(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each state or local body or place reached through a door as one with the door."""
    if not any(piece.word in phrase_words().doors for piece in pieces):
        return list(pieces)
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece.unit.kind == "LOC":
            begin = _opened(found)
            piece = replace(piece, first=found[begin].first if begin < len(found) else piece.first)
            del found[begin:]
            end = _behind(pieces, i)
            if end > i:
                piece = replace(piece, last=pieces[end - 1].last)
                i = end
        found.append(piece)
    return found


def _opened(before: Sequence[Piece]) -> int:
    """Where the words begin that lead through a door to what stands behind these; their number where none do."""
    words = phrase_words()
    at = len(before)
    while at > 0 and before[at - 1].word == "the":
        at -= 1
    if word_at(before, at - 1) not in words.door_prepositions or word_at(before, at - 2) not in words.doors:
        return len(before)
    at -= 2
    for _ in range(_WORDS):
        if at > 0 and before[at - 1].word in words.door_adjectives | words.doors:
            at -= 1
    return at - (at > 0 and before[at - 1].word in _ARTICLES)


def _behind(pieces: Sequence[Piece], at: int) -> int:
    """The end of a door behind a body's name, which begins at an index; the index itself where there is none."""
    words = phrase_words()
    end = at + (word_at(pieces, at) == "'s")
    for _ in range(_WORDS):
        end += word_at(pieces, end) in words.door_adjectives
    if word_at(pieces, end) not in words.doors_behind or kind_at(pieces, end + 1) == "LOC":
        return at
    return end + 1
