"""Rules that tell junk lines and bylines from prose, from seeds/patterns/layout.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import KnowledgeError
from kg.knowledge import yaml_files
from kg.knowledge.needs import Needs

FILE = ("seeds", "patterns", "layout.yaml")
LONGEST = 400  # characters; no page furniture is longer, so longer lines are not even tried


@dataclass(frozen=True, slots=True)
class LineRule:
    """One rule: a line that it matches whole is of its kind."""

    id: str
    kind: Literal["junk", "byline"]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def matches(self, line: str) -> bool:
        return len(line) <= LONGEST and self.pattern.fullmatch(line) is not None


@cache
def line_rules() -> tuple[LineRule, ...]:
    """All rules in the order of the file. Raises KnowledgeError where an entry is malformed."""
    data = yaml_files.typed(*FILE)
    rules = []
    kinds: tuple[Literal["junk", "byline"], ...] = ("junk", "byline")
    for kind in kinds:
        for entry in data[kind]:
            # Bylines are told by their capital letters; furniture is printed in every case.
            flags = re.IGNORECASE if kind == "junk" or entry["id"] == "date-line" else re.NOFLAG
            try:
                pattern = re.compile(entry["pattern"], flags)
                rules.append(
                    LineRule(entry["id"], kind, pattern, tuple(entry["examples"]), tuple(entry["counterexamples"]))
                )
            except (KeyError, re.error) as error:
                raise KnowledgeError(f"rule {entry.get('id')}: {error}", where="/".join(FILE)) from error
    return tuple(rules)


def line_kind(line: str) -> Literal["junk", "byline"] | None:
    """The kind of the first rule that a line is of, None for prose."""
    if len(line) > LONGEST:
        return None
    rules = line_rules()
    return next((rules[i].kind for i in _needs().met(line.casefold()) if rules[i].pattern.fullmatch(line)), None)


@cache
def _needs() -> Needs:
    """What a line must hold for a rule to match: most lines hold nothing of it, and need no regular expression."""
    return Needs(rule.pattern for rule in line_rules())


@cache
def kept_hyphens() -> frozenset[str]:
    """Words, lower case, after which a hyphen at a line's end belongs to a compound ("court-ordered")."""
    data = yaml_files.texts(*FILE)
    if not isinstance(data.get("kept_hyphens"), list):
        raise KnowledgeError("needs a list `kept_hyphens`", where="/".join(FILE), hint="correct the file")
    return frozenset(map(str, data["kept_hyphens"]))
