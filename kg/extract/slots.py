"""What a number in a sentence is to an event told there: how many subpoenas, about how many people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract.merging import Unit
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.slot_words import slot_words
from kg.model import NumberMention, PartialDate, Span

# A number further from the trigger than this many units tells of something else.
_REACH = 30
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the words that give it."""

    value: PartialDate | dt.date | int | str
    span: Span
    qualifier: str | None = None


def count_before(sentence: Sentence, trigger: int) -> Found | None:
    """The number of instruments: a number at most a few adjectives before the noun at `trigger`."""
    adjectives = set(event_words().classes["adj"])
    for i in range(trigger - 1, max(-1, trigger - 1 - 5), -1):
        unit = sentence.units[i]
        if unit.kind == "NUM":
            return number(unit)
        if unit.kind and unit.kind != "FED":
            return None
        if not unit.kind and sentence.lower(i) not in adjectives and sentence.lower(i) != "'s":
            return None
    return None


def number(unit: Unit) -> Found | None:
    """The value of a NUM unit with its hedge."""
    mention = unit.mentions[0] if unit.mentions else None
    return Found(mention.value, unit.span, mention.qualifier) if isinstance(mention, NumberMention) else None


def subjects(sentence: Sentence, trigger: int) -> Found | None:
    """How many people an event behind `trigger` concerns: "about four inmates", "on three men"."""
    people = set(event_words().classes["subject"])
    cues = slot_words().subject_cues
    for i in range(trigger + 1, min(len(sentence.units), trigger + _REACH)):
        unit = sentence.units[i]
        if sentence.lower(i) in slot_words().other_clause:
            return None
        if unit.kind != "NUM":
            continue
        before = [sentence.lower(j) for j in range(max(0, i - 3), i)]
        after = [sentence.lower(j) for j in range(i + 1, min(len(sentence.units), i + 1 + _NEAR))]
        if any(word in cues for word in before) and any(word in people for word in after):
            return number(unit)
    return None
