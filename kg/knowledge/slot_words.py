"""Words that say what a date or a number is to an event (seeds/patterns/events/slots.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.knowledge import yaml_files

FILE = ("seeds", "patterns", "events", "slots.yaml")


@dataclass(frozen=True, slots=True)
class SlotWords:
    """Lower-case word lists."""

    due_before: frozenset[str]
    due_nouns: frozenset[str]
    arriving: frozenset[str]
    papers: frozenset[str]
    dated_nouns: frozenset[str]
    date_openers: frozenset[str]
    noun_openers: frozenset[str]
    links: frozenset[str]
    not_verbs: frozenset[str]
    announcing: frozenset[str]
    saying: frozenset[str]
    elsewhere: frozenset[str]
    together: frozenset[str]
    apart: frozenset[str]
    other_clause: frozenset[str]
    other_verbs: frozenset[str]
    subject_cues: frozenset[str]


@cache
def slot_words() -> SlotWords:
    """The lists. Raises KnowledgeError where one is missing or no list."""
    return SlotWords(**yaml_files.word_lists(SlotWords.__slots__, *FILE))
