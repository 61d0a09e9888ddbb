"""Dates in text: the arithmetic, the choice between overlapping readings, and what holds for any text."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.date_calendar import day_from, nearest, shifted, valid, weekday_near, weekday_of_week, within_week
from kg.annotate.dates import find_dates
from kg.model import DateMention, DurationMention, PartialDate, PeriodMention, Span

DAY = PartialDate(2020, 2, 27)  # a Thursday
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

days = st.dates(dt.date(1950, 1, 1), dt.date(2080, 12, 31)).map(PartialDate.of)
anchors = st.one_of(
    st.none(),
    days,
    st.builds(PartialDate, st.integers(1950, 2080), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1950, 2080)),
)
MARKS = [
    "–",
    "-",
    ",",
    ".",
    "(",
    ")",
    "“",
    "é",
    "\n",
    "\n\n",
    "3",
    "25",
    "2019",
    "2/25/2020",
    "2020-02-25",
    "https://x.org/2020/",
]
WORDS = (
    "in since by on between and to through last next this week month year yesterday today ago two fourteen days "
    "business within fiscal mid early the of every may Feb. Sept."
)
pieces = st.sampled_from([*MONTHS, *WEEKDAYS, *MARKS, *WORDS.split()])
texts = st.one_of(
    st.text(max_size=80), st.lists(pieces, max_size=14).map(" ".join), st.lists(pieces, max_size=14).map("".join)
)


def one(text: str, anchor: PartialDate | None = DAY) -> DateMention | PeriodMention | DurationMention:
    mentions = find_dates(text, [Span(0, len(text))], anchor)
    assert len(mentions) == 1, mentions
    return mentions[0]


def value(text: str, anchor: PartialDate | None = DAY) -> str | None:
    mention = one(text, anchor)
    assert isinstance(mention, DateMention)
    return None if mention.value is None else str(mention.value)


# ---- the calendar --------------------------------------------------------------------------------


def test_valid_refuses_days_that_do_not_exist() -> None:
    assert valid(2020, 2, 29) == PartialDate(2020, 2, 29)
    assert valid(2019, 2, 29) is None
    assert valid(0) is None


@given(days, days)
def test_the_nearest_year_is_at_most_half_a_year_away(date: PartialDate, anchor: PartialDate) -> None:
    found = nearest(date.month or 1, date.day, anchor)
    if found is None:
        assert (date.month, date.day) == (2, 29)
    elif (date.month, date.day) != (2, 29):
        assert abs((found.first - anchor.first).days) <= 183


@pytest.mark.parametrize(
    ("month", "day", "anchor", "expected"),
    [
        (12, 30, DAY, "2019-12-30"),
        (3, 3, DAY, "2020-03-03"),
        (8, None, DAY, "2019-08"),  # six months either way: the earlier
        (12, None, PartialDate(2020, 1), "2019-12"),
        (12, 5, PartialDate(2020), "2020-12-05"),
        (2, 29, PartialDate(2021, 1, 5), "2020-02-29"),
        (2, 29, PartialDate(2022, 7, 5), "None"),
        (2, 29, PartialDate(2022), "None"),
        (2, 3, None, "None"),
    ],
)
def test_nearest(month: int, day: int | None, anchor: PartialDate | None, expected: str) -> None:
    assert str(nearest(month, day, anchor)) == expected


def test_a_weekday_printed_with_the_day_outweighs_nearness() -> None:
    assert nearest(9, 13, PartialDate(2020, 3, 20)) == PartialDate(2020, 9, 13)
    assert nearest(9, 13, PartialDate(2020, 3, 20), weekday=4) == PartialDate(2019, 9, 13)
    assert value("on Friday, Sept. 13", PartialDate(2020, 3, 20)) == "2019-09-13"
    assert value("on Monday, Feb. 25") == "2019-02-25"
    assert value("on Sunday, Feb. 26") == "2020-02-26"  # no such Sunday in 2019 to 2021: the day counts


@given(days, st.integers(0, 6))
def test_weekdays_lie_on_their_side_of_the_anchor(anchor: PartialDate, weekday: int) -> None:
    offsets = {}
    for which in ("latest", "before", "after", "this-week"):
        found = weekday_near(which, weekday, anchor)
        assert found is not None
        assert found.first.weekday() == weekday
        offsets[which] = (found.first - anchor.first).days
    assert -6 <= offsets["latest"] <= 0
    assert -7 <= offsets["before"] <= -1
    assert 1 <= offsets["after"] <= 7
    assert -6 <= offsets["this-week"] <= 6
    same = anchor.first.weekday() == weekday
    assert (offsets["latest"] == 0) is same


def test_a_weekday_needs_an_anchor_that_is_a_day() -> None:
    assert weekday_near("latest", 0, None) is None
    assert weekday_near("latest", 0, PartialDate(2020, 2)) is None
    assert weekday_of_week(0, -1, PartialDate(2020)) is None


def test_a_sunday_of_a_week_is_not_settled() -> None:
    assert weekday_of_week(6, -1, DAY) is None
    assert weekday_of_week(1, -1, PartialDate(2020, 3, 1)) is None
    assert weekday_of_week(1, -1, DAY) == PartialDate(2020, 2, 18)


@given(days)
def test_a_week_gives_only_what_is_sure(day: PartialDate) -> None:
    found = within_week(day)
    monday = day.first - dt.timedelta(days=day.first.weekday())
    week = [monday + dt.timedelta(days=offset) for offset in range(-1, 7)]
    if found is not None:
        assert all(found.year == other.year for other in week)
        assert found.day is None
        if found.month is not None:
            assert all(found.month == other.month for other in week)


def test_shifts_keep_the_granularity_of_the_anchor() -> None:
    assert shifted("month", -1, PartialDate(2020, 1)) == PartialDate(2019, 12)
    assert shifted("month", 12, PartialDate(2020, 1, 31)) == PartialDate(2021, 1)
    assert shifted("month", 0, PartialDate(2020)) == PartialDate(2020)
    assert shifted("month", -1, PartialDate(2020)) is None
    assert shifted("day", 0, PartialDate(2020, 2)) == PartialDate(2020, 2)
    assert shifted("day", -1, PartialDate(2020, 3)) is None
    assert shifted("week", 0, PartialDate(2020, 3)) is None
    assert shifted("year", -1, PartialDate(2020)) == PartialDate(2019)
    assert shifted("year", -5000, PartialDate(2020)) is None
    assert shifted("day", -1, None) is None


def test_no_day_beyond_the_calendar() -> None:
    assert day_from(dt.date.max, 1) is None
    assert within_week(PartialDate.of(dt.date.min)) is None
    assert shifted("day", -1, PartialDate(1, 1, 1)) is None


# ---- round trips: every day, in every form -------------------------------------------------------

FORMS = [
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1].upper()} {day.day} {day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.month:02}-{day.day:02}-{day.year}",
    lambda day: day.isoformat(),
]


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(dt.date(1600, 1, 1), dt.date(2099, 12, 31)), anchor=anchors)
@settings(deadline=None)
def test_a_full_date_reads_back_whatever_the_anchor(form: object, day: dt.date, anchor: PartialDate | None) -> None:
    assert callable(form)
    printed = form(day)
    mention = one(f"It was signed on {printed}.", anchor)
    assert isinstance(mention, DateMention)
    assert mention.value == PartialDate.of(day)
    assert not mention.relative
    assert mention.span == Span(17, 17 + len(printed))


@given(start=st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), length=st.integers(0, 300))
@settings(deadline=None)
def test_a_period_reads_back_where_only_its_end_has_the_year(start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    text = f"{MONTHS[start.month - 1]} {start.day} through {MONTHS[end.month - 1]} {end.day}, {end.year}"
    mention = one(text, None)
    assert isinstance(mention, PeriodMention)
    if (start.month, start.day) != (2, 29):
        assert (mention.start, mention.end) == (PartialDate.of(start), PartialDate.of(end))
    assert mention.span == Span(0, len(text))


@given(days, st.integers(-150, 150))
@settings(deadline=None)
def test_a_day_without_year_near_the_anchor_reads_back(anchor: PartialDate, offset: int) -> None:
    day = anchor.first + dt.timedelta(days=offset)
    mention = one(f"on {MONTHS[day.month - 1]} {day.day}", anchor)
    assert isinstance(mention, DateMention)
    assert mention.relative
    assert mention.value == PartialDate.of(day)


@given(st.integers(1, 3650))
@settings(deadline=None)
def test_a_length_reads_back(count: int) -> None:
    mention = one(f"within {count} days", None)
    assert isinstance(mention, DurationMention)
    assert mention.days == count


# ---- several mentions together -------------------------------------------------------------------

NEWS = """The agency wrote to the county on Wednesday and asked for an answer by March 6. It had sent two earlier
letters, on Dec. 12 and Jan. 9, and a subpoena last month. The county has 14 days to respond, or 10 business days under
its own code of 2011. Since October, and in the week of Feb. 10, deputies have answered nobody. In 2018 they did."""


def test_a_paragraph_of_news() -> None:
    mentions = find_dates(NEWS, [Span(0, len(NEWS))], DAY)
    dates = {m.span.of(NEWS): (str(m.value), m.rule) for m in mentions if isinstance(m, DateMention)}
    assert dates == {
        "Wednesday": ("2020-02-26", "weekday"),
        "March 6": ("2020-03-06", "month-day"),
        "Dec. 12": ("2019-12-12", "month-day"),
        "Jan. 9": ("2020-01-09", "month-day"),
        "last month": ("2020-01", "month-shift"),
        "October": ("2019-10", "since-month"),
        "2018": ("2018", "year"),
    }
    lengths = [(m.span.of(NEWS), m.days, m.rule) for m in mentions if isinstance(m, DurationMention)]
    assert lengths == [("14 days", 14, "days-to"), ("10 business days", 10, "business-days")]
    (week,) = (m for m in mentions if isinstance(m, PeriodMention))
    assert (str(week.start), str(week.end)) == ("2020-02-10", "2020-02-16")


def test_the_same_paragraph_without_its_date() -> None:
    """Every mention is still found; only what the words themselves settle has a value."""
    alone = find_dates(NEWS, [Span(0, len(NEWS))], None)
    assert [mention.span for mention in alone] == [m.span for m in find_dates(NEWS, [Span(0, len(NEWS))], DAY)]
    assert [str(m.value) for m in alone if isinstance(m, DateMention) and m.value] == ["2018"]


def test_relative_is_what_leans_on_the_anchor() -> None:
    for text, relative in (
        ("on Feb. 25, 2020", False),
        ("in 2019", False),
        ("on Feb. 25", True),
        ("on Tuesday", True),
        ("last month", True),
    ):
        mention = one(text)
        assert isinstance(mention, DateMention)
        assert mention.relative is relative


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Jan. 28 through Feb. 3", ("2020-01-28", "2020-02-03")),
        ("Dec. 28 through Jan. 3", ("2019-12-28", "2020-01-03")),
        ("Dec. 28, 2018, through Jan. 3", ("2018-12-28", "2019-01-03")),
        ("Jan. 28–Feb. 3", ("2020-01-28", "2020-02-03")),
        ("Oct. 1, 2018 to Sept. 30, 2019", ("2018-10-01", "2019-09-30")),
        ("between January and March 2019", ("2019-01", "2019-03")),
        ("from 2012 through 2014", ("2012", "2014")),
    ],
)
def test_periods(text: str, ends: tuple[str, str]) -> None:
    mentions = find_dates(text, [Span(0, len(text))], DAY)
    periods = [(str(m.start), str(m.end)) for m in mentions if isinstance(m, PeriodMention)]
    assert periods == [ends]


def test_a_period_that_would_run_backwards_is_two_dates() -> None:
    text = "from March 5, 2020 to March 1, 2020"
    mentions = find_dates(text, [Span(0, len(text))], DAY)
    assert [mention.span.of(text) for mention in mentions] == ["March 5, 2020", "March 1, 2020"]


def test_a_list_carries_its_licence_on() -> None:
    text = "in January, February and March; May stays"
    assert [m.span.of(text) for m in find_dates(text, [Span(0, len(text))], DAY)] == ["January", "February", "March"]


# ---- what holds for any text ---------------------------------------------------------------------


@given(texts, anchors)
@settings(deadline=None, max_examples=300)
def test_mentions_are_sorted_disjoint_and_inside(text: str, anchor: PartialDate | None) -> None:
    middle = len(text) // 2
    blocks = [Span(middle, len(text)), Span(0, middle)]
    mentions = find_dates(text, blocks, anchor)
    spans = [mention.span for mention in mentions]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(len(span) and any(block.covers(span) for block in blocks) for span in spans)
    assert all(mention.span.of(text) == mention.span.of(text).strip() for mention in mentions)
    assert mentions == find_dates(text, blocks, anchor)


@given(texts)
@settings(deadline=None, max_examples=200)
def test_without_an_anchor_only_printed_years_give_dates(text: str) -> None:
    for mention in find_dates(text, [Span(0, len(text))], None):
        if isinstance(mention, DateMention) and mention.value is not None:
            assert str(mention.value.year) in mention.span.of(text)


@given(texts, st.integers(1950, 2080))
@settings(deadline=None, max_examples=200)
def test_a_year_as_anchor_never_gives_a_day_that_is_not_printed(text: str, year: int) -> None:
    for mention in find_dates(text, [Span(0, len(text))], PartialDate(year)):
        if isinstance(mention, DateMention) and mention.value is not None and mention.value.day is not None:
            assert any(letter.isdigit() for letter in mention.span.of(text))


def test_an_anchor_that_is_a_month_settles_no_weekday() -> None:
    assert value("on Friday", PartialDate(2020, 2)) is None
    assert value("earlier this month", PartialDate(2020, 2)) == "2020-02"


def test_white_space_may_wrap_a_date_but_no_paragraph_does() -> None:
    assert value("on February\n25, 2020") == "2020-02-25"
    assert value("on February\u00a025, 2020") == "2020-02-25"
    split = "in February\n\n25, 2020"
    assert [mention.span.of(split) for mention in find_dates(split, [Span(0, len(split))], DAY)] == ["February"]


def test_emphasis_and_links_do_not_hide_a_date() -> None:
    assert value("in **January** it wrote") == "2020-01"
    assert value("[Tuesday](#)") == "2020-02-25"


def test_dates_in_addresses_are_none() -> None:
    text = "See https://example.org/news/2020-02-25/a and www.example.org/Feb. Then 2020-02-26."
    assert [mention.span.of(text) for mention in find_dates(text, [Span(0, len(text))], None)] == ["2020-02-26"]


def test_no_spans_no_dates() -> None:
    assert find_dates("Feb. 25, 2020", [], DAY) == ()
    assert find_dates("", [Span(0, 0)], DAY) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "January ",
        "1-",
        "1,111,",
        "Feb. 1 to ",
        "14 days ",
        "last week ",
        "http://2020-01-01",
        " ",
        "2020 ",
        "Tuesday, ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Ten times the text may take about ten times as long; a quadratic pattern would take a hundred times."""

    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        begun = time.process_time()
        find_dates(text, [Span(0, size)], DAY)
        return time.process_time() - begun

    seconds(1_000)
    assert any(seconds(100_000) < 50 * max(seconds(10_000), 0.005) for _ in range(3))
