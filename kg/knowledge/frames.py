"""The frame table of the second layer (seeds/patterns/events/frames.yaml): read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files
from kg.knowledge.event_patterns import FOLDER, EventPattern, event_words

FILE = (*FOLDER, "frames.yaml")
ROLES = frozenset({"issuer", "named-issuer", "recipient", "named-recipient", "instrument"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A class of verbs or nouns and what their dependents are to the event: relation → roles, first fit first.

    instrument: "named" where a dependent must be one, "implied" where the verb is the act, "itself" where the noun is.
    rule: the frame as a rule of the event files, for what is common to both layers.
    """

    rule: EventPattern
    words: frozenset[str]
    noun: bool
    instrument: str
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FrameWords:
    """Word lists of the frame table, lower case."""

    containers: frozenset[str]
    elliptic: frozenset[str]
    papers: frozenset[str]
    pointing: frozenset[str]
    hearsay: frozenset[str]
    issuers: frozenset[str]
    doors: frozenset[str]
    door_prepositions: frozenset[str]
    runners: frozenset[str]
    unreal: frozenset[str]
    limits: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShadowWords:
    """What the parser reads instead: by the kind of an entity, and by word."""

    kinds: Mapping[str, str]
    words: Mapping[str, str]


def _malformed(what: str) -> KnowledgeError:
    return KnowledgeError(f"malformed: {what}", where="/".join(FILE), hint="correct the file")


@cache
def frames() -> tuple[Frame, ...]:
    """All frames in the order of the file. Raises KnowledgeError where one is malformed."""
    return tuple(_frame(entry) for entry in yaml_files.texts(*FILE)["frames"])


@cache
def frame_words() -> FrameWords:
    """The word lists. Raises KnowledgeError where one is missing or no list."""
    data = yaml_files.texts(*FILE)
    for name in FrameWords.__slots__:
        if not isinstance(data.get(name), list):
            raise _malformed(f"needs a list {name}")
    return FrameWords(**{name: frozenset(map(str, data[name])) for name in FrameWords.__slots__})


@cache
def shadow_words() -> ShadowWords:
    """The shadow's words. Raises KnowledgeError where they are missing."""
    try:
        given = yaml_files.texts(*FILE)["shadow"]
        return ShadowWords(dict(given["kinds"]), dict(given["words"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _malformed(f"shadow: {error!r}") from error


def _frame(entry: Mapping[str, Any]) -> Frame:
    try:
        noun = "nouns" in entry
        rule = EventPattern(
            id=entry["id"],
            pattern="",
            confidence=float(entry["confidence"]),
            gives={},
            weak=entry.get("weak", "false") == "true",
            allow=frozenset(),
            needs=None,
            dated=entry.get("dated", "true") == "true",
            topic=True,
            examples=dict(entry["examples"]),
            counterexamples=tuple(entry["counterexamples"]),
        )
        words = _words(entry["nouns" if noun else "verbs"])
        return Frame(rule, words, noun, entry.get("instrument", "named"), _roles(entry["roles"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _malformed(f"frame {entry.get('id')}: {error!r}") from error


def _words(given: list[str]) -> frozenset[str]:
    """Words, and the classes of words.yaml named with a dollar sign."""
    classes = event_words().classes
    return frozenset(form for word in given for form in (classes[word[1:]] if word.startswith("$") else (word,)))


def _roles(given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for relations, value in given.items():
        roles = (value,) if isinstance(value, str) else tuple(value)
        if not ROLES.issuperset(roles):
            raise _malformed(f"no such role: {sorted(set(roles) - ROLES)}")
        for relation in relations.split("|"):
            found[relation] = roles
    return found
