"""Words around a place name that decide whether it is a place (seeds/patterns/places.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files

FILE = ("seeds", "patterns", "places.yaml")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """Word lists, lower case; `foreign` as printed.

    `blocked_before` and `phrases_after` hold several words ("university of").
    """

    followers: frozenset[str]
    blocked_before: tuple[tuple[str, ...], ...]
    blocked_after: frozenset[str]
    phrases_after: tuple[tuple[str, ...], ...]
    washington_state: frozenset[str]
    foreign: frozenset[str]
    part_words: frozenset[str]
    rosters: frozenset[str]
    vessels: frozenset[str]
    organisations: frozenset[str]
    public_words: frozenset[str]
    given_names: frozenset[str]
    compass: frozenset[str]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    counterexamples: tuple[str, ...]


@cache
def place_context() -> PlaceContext:
    """The lists. Raises KnowledgeError where the file is malformed."""
    data = yaml_files.texts(*FILE)
    try:
        return PlaceContext(
            frozenset(str(word) for row in data["followers"] for word in row),
            tuple(tuple(str(words).split()) for row in data["blocked_before"] for words in row),
            frozenset(str(word) for row in data["blocked_after"] for word in row if " " not in str(word)),
            tuple(tuple(str(words).split()) for row in data["blocked_after"] for words in row if " " in str(words)),
            frozenset(data["washington_state"]),
            frozenset(data["foreign"]),
            frozenset(data["part_words"]),
            frozenset(data["rosters"]),
            frozenset(data["vessels"]),
            frozenset(data["organisations"]),
            frozenset(data["public_words"]),
            frozenset(data["given_names"]),
            frozenset(data["compass"]),
            tuple((text, tuple(names)) for text, names in data["examples"].items()),
            tuple(data["counterexamples"]),
        )
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"malformed: {error}", where="/".join(FILE)) from error
