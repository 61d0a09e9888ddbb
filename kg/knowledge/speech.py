"""Words by which a text attributes words (seeds/patterns/speech.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files

FILE = ("seeds", "patterns", "speech.yaml")


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Lower-case word lists; examples give (text, (speaker, quote of the organisation))."""

    verbs: frozenset[str]
    according: tuple[str, ...]
    titles: frozenset[str]
    not_names: frozenset[str]
    examples: tuple[tuple[str, tuple[str | None, str | None]], ...]
    counterexamples: tuple[str, ...]


@cache
def speech_words() -> SpeechWords:
    """The lists. Raises KnowledgeError where the file is malformed."""
    data = yaml_files.texts(*FILE)
    try:
        return SpeechWords(
            frozenset(data["verbs"]),
            tuple(data["according"]),
            frozenset(data["titles"]),
            frozenset(data["not_names"]),
            tuple((text, (pair[0] if pair[0] != "null" else None, pair[1])) for text, pair in data["examples"].items()),
            tuple(data["counterexamples"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise KnowledgeError(f"malformed: {error}", where="/".join(FILE)) from error
