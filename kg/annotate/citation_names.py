"""Finds any of many fixed names in a text in one pass, whatever their dots, spaces, line ends and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# White space inside a citation in a text that `plain` has been over: one line end at most, never a blank line.
# Bounded, as all quantifiers here are: the time stays linear whatever the text.
GAP = r"(?: {1,8}(?:\n {0,16})?|\n {0,16})"
MAYBE = r"(?: {0,8}(?:\n {0,16})?)"
_LEFT = r"[A-Za-z0-9.&_]"  # none of these stands right before a name: "U.S. 50" holds no "S. 50"

_PLAIN = (
    ("’", "'"), ("‘", "'"), ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("\t", " "), ("\r", " "),
    ("–", "-"), ("‐", "-"), ("‑", "-"), ("−", "-"),
)  # fmt: skip


def plain(text: str) -> str:
    """The text with one form of each dash, space and apostrophe. Every offset stays what it was."""
    for odd, even in _PLAIN:
        text = text.replace(odd, even)
    return text


def spaced(regex: str) -> str:
    """A hand-written regex in which a space stands for white space and " ?" for white space that may be missing."""
    return re.sub(r" (\?)?", lambda match: MAYBE if match[1] else GAP, regex)


def key_of(name: str) -> str:
    """What the printed forms of one name have in common."""
    return re.sub(r"[.\s]|'s\b", "", plain(name)).replace("&", "and")


def name_regex(name: str, *, strict: bool = False, owner: str | None = None) -> str:
    """A regex for the forms of a name: dots may be missing (unless strict), spaces after dots too.

    owner: the first words of the name that may carry "'s" ("California's Penal Code").
    """
    name = plain(name)
    parts = []
    for i, letter in enumerate(name):
        if letter == ".":
            parts.append(r"\." if strict else r"\.?")
            if name[i + 1 : i + 2].isalpha():
                parts.append("[ \n]?")
        elif letter == " ":
            parts.append(MAYBE if name[i - 1] == "." else GAP)
        elif letter == "&":
            parts.append("(?:&|and)")
        else:
            parts.append(re.escape(letter))
        if owner and name.startswith(owner) and i == len(owner) - 1:
            parts.append("(?:'s)?")
    return "".join(parts)


class Form(NamedTuple):
    """One name to be found: its regex from `name_regex`, and its own words."""

    name: str
    regex: str


class Hit(NamedTuple, Generic[T]):
    """A name found: where, and what it may mean, in the order in which the meanings were given."""

    start: int
    end: int
    key: str
    values: tuple[T, ...]


class NameFinder(Generic[T]):
    """Names and what each means. Longer names win over shorter ones that start at the same place."""

    def __init__(self, forms: Iterable[tuple[Form, T]]) -> None:
        values: dict[str, list[T]] = {}
        regexes: dict[str, dict[str, int]] = {}
        for form, value in forms:
            values.setdefault(key_of(form.name), []).append(value)
            # Alternatives by their first letter: re then finds the candidates by a set of letters, many times faster.
            regexes.setdefault(form.name[0], {})[form.regex[len(re.escape(form.name[0])) :]] = len(form.name)
        self._values = {key: tuple(found) for key, found in values.items()}
        branches = []
        for first, rests in sorted(regexes.items()):
            letter = re.escape(first)
            longest = sorted(rests, key=lambda rest: (-rests[rest], rest))
            branches.append(f"{letter}(?<!{_LEFT}{letter})(?:{'|'.join(longest)})(?![A-Za-z])")
        self._pattern = re.compile("|".join(branches) if branches else r"(?!)")

    def _hit(self, match: re.Match[str]) -> Hit[T] | None:
        key = key_of(match.group())
        return Hit(match.start(), match.end(), key, self._values[key]) if key in self._values else None

    def find(self, text: str, start: int, end: int) -> Iterator[Hit[T]]:
        """The names in text[start:end], not overlapping. The text must be `plain`."""
        for match in self._pattern.finditer(text, start, end):
            if (hit := self._hit(match)) is not None:
                yield hit

    def at(self, text: str, start: int, end: int) -> Hit[T] | None:
        """The name that starts exactly at `start`, if any."""
        match = self._pattern.match(text, start, end)
        return self._hit(match) if match else None

    def knows(self, key: str) -> bool:
        """Whether some name has this key."""
        return key in self._values
