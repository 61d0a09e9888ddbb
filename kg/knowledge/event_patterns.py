"""Event patterns and their word classes (seeds/patterns/events): read and checked, compiled by `extract`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources
from kg.errors import KnowledgeError
from kg.knowledge import yaml_files

FOLDER = ("seeds", "patterns", "events")


@dataclass(frozen=True, slots=True)
class EventPattern:
    """One pattern: `gives` are fixed values of its file's kind (a status, a policy type); examples map a text to what
    must come out."""

    id: str
    pattern: str
    confidence: float
    gives: Mapping[str, str]
    weak: bool  # counts only where no other pattern of the file found anything in the sentence
    allow: frozenset[str]  # blocking words that belong to the pattern's own sense ("will not comply")
    needs: str | None  # a word class of which the sentence must hold a word
    dated: bool  # whether a date in the sentence is the event's own; else only one beside a word of serving
    topic: bool  # counts where the sentence or one of the two before it speaks of subpoenas
    examples: Mapping[str, Mapping[str, Any]]
    counterexamples: tuple[str, ...]
    thing: str = ""  # "counted", "definite" or "certain" where the thing must give its number or be a certain one
    follows: bool = False  # counts only right behind a sentence that told an event
    listed: bool = False  # counts only at the head of an item of a list of those served


@dataclass(frozen=True, slots=True)
class EventWords:
    """Word classes by name, and the lists that are not classes."""

    classes: Mapping[str, frozenset[str]]
    blockers: frozenset[str]
    other_issuers: frozenset[str]
    conditions: frozenset[str]
    framers: frozenset[str]
    locators: frozenset[str]
    group_modifiers: frozenset[str]
    group_heads: frozenset[str]
    group_prepositions: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    return yaml_files.texts(*FOLDER, *name.split("/"))


@cache
def event_words() -> EventWords:
    """The word classes. Raises KnowledgeError where the file is malformed."""
    data = _read("words.yaml")
    try:
        return EventWords(
            {name: frozenset(map(str, words)) for name, words in data["classes"].items()},
            frozenset(map(str, data["blockers"])),
            frozenset(map(str, data["other_issuers"])),
            frozenset(map(str, data["conditions"])),
            frozenset(map(str, data["framers"])),
            frozenset(map(str, data["locators"])),
            frozenset(map(str, data["group_modifiers"])),
            frozenset(map(str, data["group_heads"])),
            frozenset(map(str, data["group_prepositions"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"malformed: {error}", where="/".join((*FOLDER, "words.yaml"))) from error


def pattern_files(kind: str) -> tuple[str, ...]:
    """The files of a kind, as paths below FOLDER: "<kind>.yaml", or all of the folder "<kind>" by name."""
    folder = resources.path(*FOLDER)
    if (folder / kind).is_dir():
        return tuple(f"{kind}/{file.name}" for file in sorted((folder / kind).glob("*.yaml")))
    return (f"{kind}.yaml",)


@cache
def event_patterns(kind: str) -> tuple[EventPattern, ...]:
    """The patterns of one kind ("subpoenas", "policies", ...) in the order of its files. Raises KnowledgeError where
    one is malformed."""
    return tuple(pattern for name in pattern_files(kind) for pattern in patterns_of(name))


@cache
def patterns_of(name: str) -> tuple[EventPattern, ...]:
    """The patterns of one file, given as a path below FOLDER. Raises KnowledgeError where one is malformed."""
    found = []
    for entry in _read(name)["patterns"]:
        try:
            found.append(
                EventPattern(
                    entry["id"],
                    entry["pattern"],
                    float(entry["confidence"]),
                    {str(name): str(value) for name, value in entry.get("gives", {}).items()},
                    entry.get("weak", "false") == "true",
                    frozenset(map(str, entry.get("allow", ()))),
                    entry.get("needs"),
                    entry.get("dated", "true") == "true",
                    entry.get("topic", "false") == "true",
                    dict(entry["examples"]),
                    tuple(entry["counterexamples"]),
                    entry.get("thing", ""),
                    entry.get("follows", "false") == "true",
                    entry.get("listed", "false") == "true",
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            where = "/".join((*FOLDER, name))
            raise KnowledgeError(f"pattern {entry.get('id')}: {error!r}", where=where) from error
    return tuple(found)
