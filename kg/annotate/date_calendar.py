"""Arithmetic of partial dates: what a month, a weekday or "last week" means beside the document's own date.

None stands everywhere for "not settled": no date is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt

from kg.model import PartialDate


def valid(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, or None where the calendar has no such day."""
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int | None, anchor: PartialDate | None, weekday: int | None = None) -> PartialDate | None:
    """A month, or a day of one, in the year that puts it nearest to the anchor; the earlier year where two are as near.

    An anchor that is only a year gives its year. A weekday printed with the day outweighs nearness.
    """
    if anchor is None:
        return None
    if anchor.month is None:
        return valid(anchor.year, month, day)
    found = [date for year in (-1, 0, 1) if (date := valid(anchor.year + year, month, day))]
    if weekday is not None and day is not None:
        found = [date for date in found if date.first.weekday() == weekday] or found
    return min(found, key=lambda date: (_distance(date, anchor), date), default=None)


def _distance(date: PartialDate, anchor: PartialDate) -> int:
    """In days where both are days, else in months."""
    if date.day is not None and anchor.day is not None:
        return abs((date.first - anchor.first).days)
    return abs((date.year - anchor.year) * 12 + date.first.month - anchor.first.month)


def weekday_near(which: str, weekday: int, anchor: PartialDate | None) -> PartialDate | None:
    """A weekday beside an anchor that is a day.

    which: "latest" (on the anchor or the last before it, as news prose has it), "before", "after", or "this-week"
    (Monday to Sunday).
    """
    if anchor is None or anchor.day is None:
        return None
    today = anchor.first
    back = (today.weekday() - weekday) % 7
    days = {"latest": -back, "before": -(back or 7), "after": 7 - back, "this-week": weekday - today.weekday()}[which]
    return day_from(today, days)


def weekday_of_week(weekday: int, weeks: int, anchor: PartialDate | None) -> PartialDate | None:
    """ "Tuesday of last week". None for a Sunday, which opens the week for some and closes it for others."""
    if anchor is None or anchor.day is None or weekday == 6 or anchor.first.weekday() == 6:
        return None
    return day_from(anchor.first, weekday - anchor.first.weekday() + 7 * weeks)


def shifted(unit: str, by: int, anchor: PartialDate | None) -> PartialDate | None:
    """The anchor's own day, month or year moved by so many; a week as its month, else its year (see `within_week`)."""
    if anchor is None:
        return None
    if unit == "year":
        return valid(anchor.year + by)
    if unit == "month":
        if anchor.month is None:
            return anchor if by == 0 else None
        months = anchor.year * 12 + anchor.month - 1 + by
        return valid(months // 12, months % 12 + 1)
    if anchor.day is None:
        return anchor if unit == "day" and by == 0 else None
    if unit == "day":
        return day_from(anchor.first, by)
    return within_week(day_from(anchor.first, 7 * by))


def within_week(day: PartialDate | None) -> PartialDate | None:
    """What is sure of a day somewhere in the week of another: its month if the whole week lies in one, else the year.

    Weeks begin on Sunday for some and on Monday for others, so both must fit.
    """
    if day is None:
        return None
    monday = day_from(day.first, -day.first.weekday())
    if monday is None:
        return None
    opens, closes = day_from(monday.first, -1), day_from(monday.first, 6)
    if day.first.weekday() == 6:  # a Sunday may also open the week that follows it
        closes = day_from(monday.first, 12)
    if opens is None or closes is None or opens.year != closes.year:
        return None
    return valid(opens.year, opens.month if opens.month == closes.month else None)


def day_from(day: dt.date, days: int) -> PartialDate | None:
    """The day so many days later, or None beyond the calendar's end."""
    try:
        return PartialDate.of(day + dt.timedelta(days=days))
    except OverflowError:
        return None
