"""What a date, a duration or a number in a sentence is to an event told there: when, by when, how many, about how
many people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract.merging import Unit
from kg.extract.units import Sentence
from kg.knowledge.event_patterns import event_words
from kg.knowledge.slot_words import slot_words
from kg.model import DateMention, DurationMention, NumberMention, PartialDate, Span

# A date further from the trigger than this many units tells of something else.
_REACH = 30
_NEAR = 4
# Days. Immigration subpoenas give days or weeks; a date further from the service is the deadline of something else.
_LONGEST_TERM = 90


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the words that give it."""

    value: PartialDate | dt.date | int | str
    span: Span
    qualifier: str | None = None


def is_deadline(sentence: Sentence, index: int) -> bool:
    """Whether the date at a unit is a deadline: "by March 3", "the March 3 deadline", "due on March 3"."""
    words = slot_words()
    before = [sentence.lower(i) for i in range(max(0, index - 3), index)]
    after = [sentence.lower(index + 1), sentence.lower(index + 2)]
    if before and before[-1] in words.due_before:
        return True
    return any(word in words.due_nouns for word in (*before, *after))


def event_date(sentence: Sentence, trigger: int, anchor: PartialDate | None) -> Found | None:
    """The date of the event whose trigger stands at a unit: the nearest date that is neither a deadline nor of
    another clause."""
    words = slot_words()
    best: tuple[int, int] | None = None
    for i, unit in enumerate(sentence.units):
        if unit.kind != "DATE" or abs(i - trigger) > _REACH or is_deadline(sentence, i):
            continue
        low, high = sorted((i, trigger))
        between = [sentence.lower(j) for j in range(low + 1, high)]
        if i > trigger and any(word in words.other_clause for word in between):
            continue
        around = [sentence.lower(j) for j in range(max(0, i - 3), i)]
        if any(word in words.other_verbs for word in around):
            continue
        # Behind the trigger and close by counts more than before it.
        distance = abs(i - trigger) + (0 if i > trigger else 2)
        if best is None or distance < best[0]:
            best = (distance, i)
    if best is None:
        return None
    unit = sentence.units[best[1]]
    mention = unit.mentions[0]
    if not isinstance(mention, DateMention) or mention.value is None:
        return None
    value = mention.value
    if mention.rule.startswith("since"):
        # A lower bound: the year is all that is certain, and only where the text was written in the same year.
        if anchor is None or anchor.year != value.year:
            return None
        value = PartialDate(value.year)
    if mention.relative and anchor is not None and anchor.day and value.month and value.first > anchor.first:
        # A day named without its year is read as the nearest; an event told as done lies behind, not ahead.
        value = PartialDate(value.year - 1, value.month, value.day)
    return Found(value, unit.span)


def deadline(sentence: Sentence, event: PartialDate | None) -> Found | None:
    """The day by which an answer is due: a date that is a deadline, else a time to respond counted from the event's
    day."""
    for i, unit in enumerate(sentence.units):
        if unit.kind == "DATE" and is_deadline(sentence, i):
            mention = unit.mentions[0]
            if isinstance(mention, DateMention) and mention.value and mention.value.granularity == "day":
                day = _of_event(mention, event)
                if day is not None:
                    return Found(day, unit.span)
    times = [(i, unit) for i, unit in enumerate(sentence.units) if unit.kind == "DUR" and _to_respond(sentence, i)]
    days = {unit.mentions[0].days for _, unit in times if isinstance(unit.mentions[0], DurationMention)}
    if event is None or event.granularity != "day" or len(days) != 1:
        return None  # two different times to respond are of different subpoenas, which the text does not tell apart
    return Found(event.first + dt.timedelta(days=days.pop()), times[0][1].span)


def _of_event(mention: DateMention, event: PartialDate | None) -> dt.date | None:
    """The day of a deadline, in the year that puts it behind the event; None where it cannot be this event's."""
    if mention.value is None:
        return None
    day = mention.value.first
    if event is None:
        return day
    last = event.first.replace(month=12, day=31) if event.month is None else event.first + dt.timedelta(days=31)
    years = (day.year,) if not mention.relative else (event.year, event.year + 1)
    for year in years:
        # February 29 has no place in most years.
        if (day.month, day.day) == (2, 29) and year != day.year:
            continue
        if event.first <= day.replace(year=year) <= last + dt.timedelta(days=_LONGEST_TERM):
            return day.replace(year=year)
    return None


def _to_respond(sentence: Sentence, index: int) -> bool:
    words = slot_words().due_verbs
    return any(sentence.lower(j) in words for j in range(max(0, index - 6), min(len(sentence.units), index + 6)))


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
