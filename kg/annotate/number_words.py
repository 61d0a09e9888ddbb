"""Numbers in digits and English words: one pattern and one reading, by the words of seeds/patterns/numbers.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg.errors import KnowledgeError
from kg.resources import path

FILE = ("seeds", "patterns", "numbers.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster
# White space with at most one line break: a blank in the patterns of dates.yaml and numbers.yaml.
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| ", re.DOTALL)
BLANK = r"(?:(?=\s)[^\S\n]{0,3}\n?[^\S\n]{0,4})"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """`pattern` matches a number and has no groups; `values` is each word's worth; `scales` are those that multiply."""

    pattern: str
    values: Mapping[str, int]
    scales: frozenset[str]

    def read(self, printed: str) -> int | None:
        """The whole number that a match means, or None where it is no whole number ("1.5", "1.2345 thousand")."""
        total, group = 0, 0
        for word in re.split(r"[\s-]+", printed.lower()):
            if word[0].isdigit():
                digits = word.replace(",", "")
                if "." in digits:
                    return self._decimal(digits, printed)
                group += int(digits)
            elif word == "half":
                return self.values["dozen"] // 2
            elif word in ("a", "an"):
                group += 1
            elif word in self.scales:
                worth = self.values[word]
                group = max(group, 1) * worth
                if worth >= 1000:
                    total, group = total + group, 0
            else:
                group += self.values.get(word, 0)
        return total + group

    def _decimal(self, digits: str, printed: str) -> int | None:
        scale = self.values.get(re.split(r"[\s-]+", printed.lower())[-1], 0)
        whole, _, rest = digits.partition(".")
        worth = int(whole + rest) * scale
        return None if not scale or worth % 10 ** len(rest) else worth // 10 ** len(rest)


@cache
def number_data() -> Mapping[str, Any]:
    """The whole of numbers.yaml, read once. Raises KnowledgeError where it is no mapping."""
    try:
        data = yaml.load(path(*FILE).read_text("utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"cannot be read: {error}", where="/".join(FILE), hint="restore the file") from error
    if not isinstance(data, dict):
        raise KnowledgeError("must be a mapping", where="/".join(FILE), hint="restore the file")
    return data


@cache
def number_words() -> NumberWords:
    """The pattern and the words. Raises KnowledgeError where the data lack a part."""
    data = number_data()
    try:
        words, dozens = data["words"], data["collectives"]
        ones, teens, tens, scales = (words[name] for name in ("ones", "teens", "tens", "scales"))
        # An only "dozen" multiplies ("two dozen"); a "pair" stands alone ("a pair").
        values = {**ones, **teens, **tens, **scales, "dozen": dozens["dozen"]}
        values = {str(word): int(worth) for word, worth in values.items()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KnowledgeError(f"lacks a part: {error}", where="/".join(FILE), hint="restore the file") from error
    small = rf"(?:(?:{_any(tens)})(?:[\s-](?:{_any(ones)}))?|{_any(teens)}|{_any(ones)})"
    scale = rf"(?:{_any(scales)}|dozen)"
    digits = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(?:\.\d{1,3}(?=\s(?:thousand|million|billion)))?"
    compound = rf"(?:an?|{small})(?:[\s-]{scale}){{1,2}}(?:\s(?:and\s)?{small}(?:\s{scale}){{0,2}}){{0,3}}"
    pattern = rf"(?:{digits}(?:\s{scale})?|{compound}|{small}|half[\s-](?:a\s)?dozen)(?![^\W_])"
    return NumberWords(pattern, values, frozenset(scales) | {"dozen"})


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def blanks(pattern: str) -> str:
    """A pattern of the data files as a regular expression: each blank becomes white space with at most one line break.

    In a character class it becomes any one white space.
    """
    return _TOKEN.sub(lambda found: BLANK if found[0] == " " else found[0].replace(" ", r"\s"), pattern)
