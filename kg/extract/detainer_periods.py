"""The period over which a batch of detainers was counted, as first and last day, where the text settles them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.units import Sentence
from kg.model import DateMention, Linked, PartialDate, PeriodMention

# The federal fiscal year runs from October 1 of the year before to September 30 (31 U.S.C. § 1102).
_FISCAL = re.compile(r"(?:fiscal\s+year|FY)\s*(?:ending\s+)?['’]?(\d{4}|\d{2})\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar\s+year\s+(\d{4})\b", re.IGNORECASE)
_REPORTING = re.compile(
    r"(?:report(?:ing|ed)?\s+period|period|covers|covering|week\s+of|report\s+for)\b", re.IGNORECASE
)
_WHOLE = frozenset({"in", "during", "for", "of", "throughout", "over", "year", "month", "all"})
_REACH = 60  # characters before a period in which a report says that it is the one reported on


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; either may be unknown."""

    start: dt.date | None
    end: dt.date | None


def of_sentence(sentence: Sentence) -> Days | None:
    """The one period that a sentence names: a stretch, a fiscal year, "in 2018", "in May 2018"; a single day only
    starts it."""
    found = [days for i in range(len(sentence.units)) if (days := _of_unit(sentence, i)) is not None]
    return found[0] if len(set(found)) == 1 else None


def _of_unit(sentence: Sentence, index: int) -> Days | None:
    unit, before = sentence.units[index], sentence.lower(index - 1)
    mention = unit.mentions[0] if unit.mentions else None
    if isinstance(mention, PeriodMention):
        return days_of(mention)
    if not isinstance(mention, DateMention):
        return None
    fiscal = _FISCAL.search(unit.text)
    if fiscal:
        return fiscal_year(fiscal[1])
    if mention.value is None or mention.rule.startswith("since"):
        return None
    if mention.value.granularity == "day":
        return Days(mention.value.first, None) if before == "on" else None
    if before in _WHOLE or mention.relative:
        return Days(mention.value.first, last_day(mention.value))
    return None


def fiscal_year(printed: str) -> Days:
    """The federal fiscal year of a year printed with two or four digits."""
    year = int(printed) + (2000 if len(printed) == 2 else 0)
    return Days(dt.date(year - 1, 10, 1), dt.date(year, 9, 30))


def days_of(period: PeriodMention) -> Days | None:
    """First and last day of a stretch of time; a month or a year that ends it ends with its last day."""
    start = period.start.first if period.start else None
    end = last_day(period.end) if period.end else None
    if start is None and end is None:
        return None
    return Days(start, end) if not (start and end and end < start) else None


def last_day(date: PartialDate) -> dt.date:
    """The last day that a date can mean."""
    month = date.month or 12
    return dt.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def of_document(linked: Linked) -> Days | None:
    """The period that a whole document reports on: the one that it calls so, else the only one that it names."""
    text = linked.annotations.document.text
    mentions = linked.annotations.mentions
    stretches = [m for m in mentions if isinstance(m, PeriodMention)]
    for mention in stretches:
        if _REPORTING.search(text, max(0, mention.span.start - _REACH), mention.span.end):
            return days_of(mention)
    whole = linked.annotations.document.body.of(text)
    years = {match[1] for match in _FISCAL.finditer(whole)}
    named = _distinct(days_of(mention) for mention in stretches)
    named |= {fiscal_year(year) for year in years}
    named |= {Days(dt.date(int(y), 1, 1), dt.date(int(y), 12, 31)) for y in _CALENDAR.findall(whole)}
    return next(iter(named)) if len(named) == 1 else None


def _distinct(found: Iterable[Days | None]) -> set[Days]:
    return {days for days in found if days is not None}
