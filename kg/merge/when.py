"""The days on which an event can have been, as far as its date and its document's publication tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.merge.records import Event
from kg.merge.weights import FAR_DAYS
from kg.model import PartialDate

NO_START: Final = 0
NO_END: Final = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day that an event can have been, as ordinals of the calendar.

    known: the text dates the event; else the window is the time in which a document tells of it without a date.
    """

    first: int
    last: int
    known: bool

    def gap(self, other: Window) -> int:
        """Days between two windows; 0 where they share a day."""
        return max(0, max(self.first, other.first) - min(self.last, other.last))


def window(event: Event) -> Window:
    """When an event can have been. What a document tells as done was done when it came out.

    A publication before the event's own first day is taken for a mistake, and not used.
    """
    return _window(event.date, event.start, event.end, event.published)


@lru_cache(maxsize=1 << 16)
def _window(
    date: PartialDate | None, start: dt.date | None, end: dt.date | None, published: PartialDate | None
) -> Window:
    # A document's day counts as its month: the accounts of one event are then fewer, and the difference is none.
    out = NO_END if published is None else last_day(PartialDate(published.year, published.month)).toordinal()
    if date is not None:
        first, last = date.first.toordinal(), last_day(date).toordinal()
        return Window(first, min(last, out) if out >= first else last, True)
    if start is not None or end is not None:
        first = start.toordinal() if start else NO_START
        last = end.toordinal() if end else max(out, first)
        return Window(min(first, last), last, True)
    return Window(out - FAR_DAYS if out < NO_END else NO_START, out, False)


def last_day(date: PartialDate) -> dt.date:
    """The last day that a date can mean."""
    if date.day is not None:
        return date.first
    if date.month is None or date.month == 12:
        return dt.date(date.year, 12, 31)
    return dt.date(date.year, date.month + 1, 1) - dt.timedelta(days=1)
