"""From a match of a date rule to the mention that it is: one function for each `reads` of seeds/patterns/dates.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kg.annotate.date_calendar import day_from, nearest, shifted, valid, weekday_near, weekday_of_week
from kg.annotate.date_rules import DateRule, DateRules, Reading
from kg.annotate.number_words import number_words
from kg.model import DateMention, DurationMention, PartialDate, PeriodMention, Span

DatedMention = DateMention | PeriodMention | DurationMention
LONGEST_TERM = 3650  # days; what is longer is no term to answer in


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: the span of its quote, its rule, and its named groups that matched, in lower case without periods."""

    start: int
    end: int
    rule: DateRule
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """The parts of a calendar date as printed."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None

    def settle(self, anchor: PartialDate | None) -> PartialDate | None:
        if self.year is not None:
            return valid(self.year, self.month, self.day)
        return None if self.month is None else nearest(self.month, self.day, anchor, self.weekday)

    def order(self) -> tuple[int, int]:
        return (self.month or 0, self.day or 0)


def point(hit: Hit, rules: DateRules, anchor: PartialDate | None = None) -> Point:
    """The parts of a calendar match; "of last year" becomes a year where the anchor gives one."""
    groups = hit.groups
    month = groups.get("month")
    year = int(groups["year"]) if "year" in groups else None
    if "rel" in groups and anchor is not None:
        year = anchor.year + rules.steps[groups["rel"]]
    number = None if month is None else int(month) if month.isdigit() else rules.months[month]
    day = int(groups["day"]) if "day" in groups else None
    weekday = rules.weekdays[groups["weekday"]] if "weekday" in groups else None
    return Point(year, number, day, weekday)


def mention(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    """The mention that a hit is, or None where it turns out to be none."""
    return _READERS[hit.rule.reads](hit, rules, anchor)


def period(hit: Hit, first: Point, last: Point, anchor: PartialDate | None, rule: str) -> PeriodMention | None:
    """Two points that bound a stretch of time; a year printed once holds for both. None where the end comes first."""
    span = Span(hit.start, hit.end)
    turns = first.month is not None and last.month is not None and first.order() > last.order()
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - turns)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + turns)
    elif first.year is None and anchor is not None:
        if anchor.month is None and turns:
            return PeriodMention(span, None, None, rule)
        start = first.settle(anchor)
        if start is not None:
            first, last = replace(first, year=start.year), replace(last, year=start.year + turns)
    start, end = first.settle(anchor), last.settle(anchor)
    if start is None or end is None:
        return PeriodMention(span, start, end, rule)
    return PeriodMention(span, start, end, rule) if start.first <= end.first else None


def _date(hit: Hit, value: PartialDate | None, *, relative: bool = True) -> DateMention:
    return DateMention(Span(hit.start, hit.end), value, hit.rule.id, relative)


def _calendar(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    parts = point(hit, rules, anchor)
    value = parts.settle(anchor)
    if "rel" in hit.groups and anchor is None:
        value = None
    if value is None and hit.rule.family == "numeric":
        return None  # digits that are no day of the calendar are some other number
    return _date(hit, value, relative="year" not in hit.groups)


def _weekday(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    weekday = rules.weekdays[hit.groups["weekday"]]
    if hit.rule.which == "of-week":
        return _date(hit, weekday_of_week(weekday, rules.steps[hit.groups["rel"]], anchor))
    return _date(hit, weekday_near(hit.rule.which or "latest", weekday, anchor))


def _shift(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    by = rules.steps[hit.groups["rel"]] if hit.rule.by is None else hit.rule.by
    unit = hit.rule.unit or hit.rule.id.partition("-")[0]
    return _date(hit, shifted(unit, by, anchor))


def _ago(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    count = number_words().read(hit.groups["n"])
    if count is None:
        return None
    unit = hit.groups["unit"]
    return _date(hit, shifted(unit, -min(count, 10_000), anchor))


def _which_month(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    """ "last December": the latest before the anchor's month; "this": in its year; "next": the first after it."""
    if anchor is None or anchor.month is None:
        return _date(hit, None)
    month, step = rules.months[hit.groups["month"]], rules.steps[hit.groups["rel"]]
    wrong_side = month >= anchor.month if step < 0 else month <= anchor.month
    return _date(hit, valid(anchor.year + (step if wrong_side else 0), month))


def _week(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    named = point(hit, rules).settle(anchor)
    if named is None:
        return PeriodMention(Span(hit.start, hit.end), None, None, hit.rule.id)
    first = day_from(named.first, hit.rule.by or 0)
    last = None if first is None else day_from(first.first, 6)
    return PeriodMention(Span(hit.start, hit.end), first, last, hit.rule.id)


def _day_range(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    first = point(hit, rules)
    return period(hit, first, replace(first, day=int(hit.groups["day2"])), anchor, hit.rule.id)


def _days(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    count = hit.rule.by if hit.rule.by is not None else number_words().read(hit.groups.get("n", "a"))
    days = None if count is None else count * rules.units[hit.groups.get("unit", "day")]
    if days is None or days > LONGEST_TERM:
        return None
    return DurationMention(Span(hit.start, hit.end), days, hit.rule.id)


def _hours(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    hours = number_words().read(hit.groups["n"])
    if not hours or hours % 24 or hours > 24 * LONGEST_TERM:
        return None
    return DurationMention(Span(hit.start, hit.end), hours // 24, hit.rule.id)


def _narrative(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    """A date beside the one that the text named last, which stands in for the anchor: "the next day", "that March"."""
    if anchor is None:
        return _date(hit, None)
    if "month" in hit.groups:
        return _date(hit, valid(anchor.year, rules.months[hit.groups["month"]]))
    if "weekday" in hit.groups:
        return _date(hit, weekday_near(hit.rule.which or "after", rules.weekdays[hit.groups["weekday"]], anchor))
    count = number_words().read(hit.groups.get("n", "a"))
    if anchor.day is None or count is None or hit.rule.by is None or count > LONGEST_TERM:
        return _date(hit, None)
    return _date(hit, day_from(anchor.first, count * hit.rule.by * rules.units[hit.groups.get("unit", "day")]))


def _unsettled(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    return _date(hit, None)


def _nothing(hit: Hit, rules: DateRules, anchor: PartialDate | None) -> DatedMention | None:
    return None


_READERS: Mapping[Reading, Callable[[Hit, DateRules, PartialDate | None], DatedMention | None]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "shift": _shift,
    "ago": _ago,
    "which-month": _which_month,
    "week": _week,
    "day-range": _day_range,
    "days": _days,
    "hours": _hours,
    "narrative": _narrative,
    "unsettled": _unsettled,
    "nothing": _nothing,
}
