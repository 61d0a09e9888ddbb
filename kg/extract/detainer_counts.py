"""What a number, or an article, in a sentence on detainers counts, and what became of what a list counts."""

from __future__ import annotations

from kg.extract.merging import Unit
from kg.extract.patterns import Match
from kg.extract.slots import Found
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words

_SINGULAR = frozenset({"a", "an", "one", "the", "its", "that", "another"})
_WHOLE = frozenset({"all", "every", "both", "each", "none", "neither", "no"})
_NEAR = 4  # units between a number or an article and the word that it counts


def digits(unit: Unit) -> Found | None:
    """A bare number in brackets, which is no mention of a count by itself."""
    plain = unit.text.replace(",", "")
    return Found(int(plain), unit.span) if not unit.kind and plain.isascii() and plain.isdigit() else None


def is_unwilling(sentence: Sentence, match: Match) -> bool:
    """Whether "honored" stands behind a word that turns it around: "failed to honor", "refused to comply with"."""
    turned = {*event_words().classes["rejecting"], "failed", "fails", "failing", "failure", "refusal"}
    before = {sentence.lower(i) for i in range(max(0, match.start - 2), match.end)}
    return match.rule.gives["outcome"] == "Honored" and bool(turned & before) and "$granting" not in match.rule.pattern


def quantity(sentence: Sentence, match: Match) -> str | None:
    """Without a number: "whole" for all or none of them, "one" for a single detainer, None where neither is told."""
    words = [sentence.lower(i) for i in range(match.start, match.end)]
    detainer = event_words().classes["detainer"]
    if match.rule.id.startswith("whole-"):
        return "whole" if _WHOLE & set(words) else None
    plural = "detainers" in words or sentence.lower(match.end) in ("requests", "forms", "cases")
    at = next((i for i, word in enumerate(words) if word in detainer), 0)
    near = sentence.units[max(match.start, match.start + at - _NEAR) : match.start + at]
    single = "detainer" in words and not plural and not any(unit.kind == "NUM" for unit in near)
    return "one" if single and set(words[max(0, at - _NEAR) : at]) & _SINGULAR else None


def counts_detainers(sentence: Sentence, index: int, named: bool) -> bool:
    """Whether the number at a unit counts detainers rather than what the noun behind it names."""
    heads = set(event_words().classes["counted"])
    people = {*event_words().classes["subject"], "times"}
    nouns = {*event_words().classes["detainer"], "requests"}
    for i in range(index + 1, min(len(sentence.units), index + 5)):
        unit, word = sentence.units[i], sentence.lower(i)
        if word in heads and word not in ("the", "a"):
            return True
        # "four recent detainers"
        if not unit.kind and word.isalpha() and word not in people and sentence.lower(i + 1) in nouns:
            return True
        if unit.kind != "FED" and word not in event_words().classes["adj"]:
            return bool(unit.kind) or (named and word in people) or not word[0].isalpha()
    return True


def list_outcome(sentence: Sentence) -> str | None:
    """The outcome of which a sentence lists counts: what its words say, sent where they say no more."""
    if has_word(sentence, "get"):
        return "Issued"
    if has_word(sentence, "decline") or has_word(sentence, "not"):
        return "Declined"
    return "Honored" if has_word(sentence, "honor") else "Issued"


def has_word(sentence: Sentence, name: str) -> bool:
    """Whether a sentence holds a word of a class."""
    return sentence.has(event_words().classes[name])
