"""Words of the phrases that tell of subpoenas (seeds/patterns/events/phrases.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.knowledge import yaml_files

FILE = ("seeds", "patterns", "events", "phrases.yaml")


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """Lower-case word lists."""

    heads: frozenset[str]
    compounds: frozenset[str]
    modifiers: frozenset[str]
    ordinals: frozenset[str]
    determiners: frozenset[str]
    collectives: frozenset[str]
    hedges: frozenset[str]
    small: frozenset[str]
    wrappers: frozenset[str]
    wrapping: frozenset[str]
    demands: frozenset[str]
    follow: frozenset[str]
    federal_adjectives: frozenset[str]
    federal_heads: frozenset[str]
    federal_alone: frozenset[str]
    staff: frozenset[str]
    planned: frozenset[str]
    groups: frozenset[str]
    private: frozenset[str]
    public: frozenset[str]
    persons: frozenset[str]
    where: frozenset[str]
    saying: frozenset[str]
    kept_ly: frozenset[str]
    doors: frozenset[str]
    doors_behind: frozenset[str]
    door_adjectives: frozenset[str]
    door_prepositions: frozenset[str]
    unreal_before: frozenset[str]


@cache
def phrase_words() -> PhraseWords:
    """The lists. Raises KnowledgeError where one is missing or no list."""
    return PhraseWords(**yaml_files.word_lists(PhraseWords.__slots__, *FILE))
