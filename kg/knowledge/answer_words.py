"""What recipients do about subpoenas, by its parts: acts and leads (seeds/patterns/events/answers.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files
from kg.knowledge.event_patterns import EventPattern

FILE = ("seeds", "patterns", "events", "answers.yaml")
STANCES = ("done", "partly", "future", "refused", "denied", "unmet", "weighed", "ordered")
OBJECTS = ("demand", "papers", "reply", "choice", "time")
_CONFIDENCE = 0.8
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Act:
    """Verbs of one meaning. forms: word → the forms that it may be ("base", "s", "ing", "past") and the particles of
    which one must follow; statuses: by stance."""

    rule: EventPattern
    forms: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    object: str
    subject: str
    to: str
    bare: bool
    court: bool
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The acts by each of their words; the leads by their words, with the length of the longest; lists by name."""

    acts: tuple[Act, ...]
    by_word: Mapping[str, tuple[Act, ...]]
    leads: Mapping[tuple[str, ...], str]
    longest: int
    lists: Mapping[str, frozenset[str]]
    phrases: frozenset[tuple[str, ...]]  # words after which papers are not all that was asked for


@cache
def answer_words() -> AnswerWords:
    """The file's content. Raises KnowledgeError where it is malformed."""
    data = yaml_files.texts(*FILE)
    try:
        acts = tuple(_act(entry) for entry in data.pop("acts"))
        leads = {tuple(words.split()): name for name, found in data.pop("leads").items() for words in found}
        phrases = frozenset(tuple(words.split()) for words in data.pop("partialbut"))
        lists = {name: frozenset(map(str, words)) for name, words in data.items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"malformed: {error!r}", where="/".join(FILE)) from error
    by_word: dict[str, tuple[Act, ...]] = {}
    for act in acts:
        if not set(act.statuses) <= set(STANCES):
            raise KnowledgeError(f"act {act.rule.id}: unknown stance", where="/".join(FILE))
        for word in act.forms:
            by_word[word] = (*by_word.get(word, ()), act)
    return AnswerWords(acts, by_word, leads, max(map(len, leads)), lists, phrases)


def _act(entry: Mapping[str, Any]) -> Act:
    weak = entry.get("weak", "false") == "true"
    rule = EventPattern(
        id=entry["id"],
        pattern="",
        confidence=_CONFIDENCE,
        gives={},
        weak=weak,
        allow=frozenset(),
        needs=None,
        dated=True,
        topic=True,
        examples=dict(entry["examples"]),
        counterexamples=tuple(entry["counterexamples"]),
    )
    forms: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for verb in entry["verbs"]:
        for word, form, particles in inflected(verb):
            forms[word] = (*forms.get(word, ()), (form, particles))
    return Act(
        rule,
        forms,
        entry["object"],
        entry.get("subject", ""),
        entry.get("to", ""),
        entry.get("bare", "true") == "true",
        entry.get("court", "false") == "true",
        dict(entry["statuses"]),
    )


def inflected(verb: str) -> Iterable[tuple[str, str, frozenset[str]]]:
    """The words of a verb given as "base[:particle|...] [past [participle [ing]]]", with their form and particles."""
    head, *irregular = verb.split()
    base, _, after = head.partition(":")
    particles = frozenset(after.split("|")) if after else frozenset()
    soft = base.endswith("y") and base[-2] not in _VOWELS
    yield base, "base", particles
    yield (
        base[:-1] + "ies" if soft else base + "es" if base.endswith(("s", "sh", "ch", "x", "o")) else base + "s",
        "s",
        particles,
    )
    regular = base + "d" if base.endswith("e") else base[:-1] + "ied" if soft else base + "ed"
    yield from ((word, "past", particles) for word in dict.fromkeys(irregular[:2] or [regular]))
    silent = base.endswith("e") and not base.endswith("ee")
    yield irregular[2] if len(irregular) > 2 else (base[:-1] if silent else base) + "ing", "ing", particles
