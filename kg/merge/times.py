"""Features on time: the day of service, the day by which to answer, the period of detainers."""

from __future__ import annotations

from kg.merge.records import Event, Feature
from kg.merge.weights import NEAR_DAYS, SOON_DAYS, WEIGHTS
from kg.merge.when import Window, window


def dates(a: Event, b: Event) -> Feature | None:
    """The day, month or year; where a text gives none, when the documents came out."""
    one, other = window(a), window(b)
    gap = one.gap(other)
    if a.date is None or b.date is None:
        return _undated(a, b, one, other)
    shown = " and ".join(sorted((str(a.date), str(b.date))))
    if gap > NEAR_DAYS:
        return Feature("date", WEIGHTS["date.conflict"], f"{shown} are {gap} days apart")
    if gap > 0:
        return Feature("date", WEIGHTS["date.near"], f"{shown} are only {gap} days apart")
    kinds = {a.date.granularity, b.date.granularity}
    if kinds == {"day"}:
        return Feature("date", WEIGHTS["date.day"], f"both on {a.date}")
    if "year" in kinds:
        shown = f"both in {a.date}" if a.date == b.date else f"{shown} can be one day"
        return Feature("date", WEIGHTS["date.year"], shown)
    if kinds == {"month"}:
        return Feature("date", WEIGHTS["date.month"], f"both in {a.date}")
    return Feature("date", WEIGHTS["date.day-within"], f"{shown} can be one day")


def periods(a: Event, b: Event) -> Feature | None:
    """The period of detainers; where a text gives none, when the documents came out."""
    one, other = window(a), window(b)
    if not one.known or not other.known:
        return _undated(a, b, one, other)
    if (a.start, a.end) == (b.start, b.end):
        return Feature("period", WEIGHTS["period.same"], "both over the same days")
    if one.gap(other) > 0 or one.last == other.first or other.last == one.first:
        return Feature("period", WEIGHTS["period.conflict"], "over different days")
    return Feature("period", WEIGHTS["period.overlap"], "over periods that share some days")


def due_dates(a: Event, b: Event) -> Feature | None:
    """The day by which to answer."""
    if a.due is None or b.due is None:
        return None
    if a.due == b.due:
        return Feature("due", WEIGHTS["due.same"], f"both due on {a.due}")
    gap = abs((a.due - b.due).days)
    kind = "due.near" if gap <= NEAR_DAYS else "due.other"
    return Feature("due", WEIGHTS[kind], f"due on {min(a.due, b.due)} and on {max(a.due, b.due)}")


def _undated(a: Event, b: Event, one: Window, other: Window) -> Feature | None:
    """At least one event has no date; its document tells of what had been when it came out, and not long ago."""
    if one.gap(other) > NEAR_DAYS:
        return Feature("date", WEIGHTS["date.conflict"], "the time when a document came out does not fit")
    if one.known != other.known:
        told, when = (b, one) if one.known else (a, other)
        delay = None if told.published is None else told.published.first.toordinal() - when.last
    else:
        out = sorted(date.first for date in (a.published, b.published) if date is not None)
        delay = (out[1] - out[0]).days if len(out) == 2 else None
        if delay is not None and delay > SOON_DAYS:
            return Feature("date", WEIGHTS["publication.apart"], f"told without a date in documents {delay} days apart")
    if delay is None or delay > SOON_DAYS:
        return None
    return Feature("date", WEIGHTS["publication.soon"], "the documents came out at that time")
