"""A body is reached through its door, and its officers come from somewhere: both are no other place."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.doors import doors
from kg.extract.merging import Unit
from kg.extract.parties import Piece
from kg.model import Span

HPD = "Hillsboro Police Department"
TOLD = [
    "ICE served a subpoena at the front desk of the Hillsboro Police Department.",
    "An ICE subpoena was delivered to the Hillsboro Police Department's records window.",
    "ICE presented the legal unit of the Hillsboro Police Department with a subpoena.",
    "ICE officers from Salem walked into the lobby of the Hillsboro Police Department and left an ICE subpoena.",
    'ICE left a single sheet, titled "Immigration Subpoena," at the counter of the Hillsboro Police Department.',
    "An immigration subpoena signed by an ICE supervisor awaited the clerk of the Hillsboro Police Department.",
    "The Hillsboro Police Department -- yes, that one -- was served on Monday with an ICE subpoena.",
    "ICE sent subpoenas. The Hillsboro Police Department was handed two of these in May.",
]


def pieces(*words: str) -> list[Piece]:
    """Each word as one piece; those in capitals are a body."""
    return [
        Piece(
            Unit(Span(i, i + 1), word, "LOC" if word.isupper() else "", ("agency/x",) if word.isupper() else ()), i, i
        )
        for i, word in enumerate(words)
    ]


@pytest.mark.parametrize("text", TOLD)
def test_told(bench: Any, text: str) -> None:
    assert bench.read(text).recipients() == [HPD]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (["at", "the", "front", "desk", "of", "the", "BODY", "today"], 1, 6),
        (["to", "BODY", "'s", "records", "window", "."], 1, 4),
        (["the", "BODY", "headquarters"], 1, 2),
        (["the", "cook", "of", "BODY"], 3, 3),
        (["of", "BODY", "officers"], 1, 1),
    ],
)
def test_a_body_takes_in_its_door(words: list[str], first: int, last: int) -> None:
    (body,) = [piece for piece in doors(pieces(*words)) if piece.unit.kind == "LOC"]
    assert (body.first, body.last) == (first, last)


def test_all_pieces_are_kept_elsewhere() -> None:
    words = ["a", "cook", "at", "the", "desk", "of", "BODY", "sang"]
    assert [piece.unit.text for piece in doors(pieces(*words))] == ["a", "cook", "at", "BODY", "sang"]
