"""kg.extract.detainer_periods: first and last day of what was counted, only where the text settles them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.detainer_periods import Days, days_of, fiscal_year, last_day
from kg.model import PartialDate, PeriodMention, Span

CLARK = "Clark County, Nevada"


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("between October 1, 2018 and August 6, 2019", "2018-10-01", "2019-08-06"),
        ("during the week of Jan. 28, 2017", "2017-01-28", "2017-02-03"),
        ("in fiscal year 2017", "2016-10-01", "2017-09-30"),
        ("in FY 2017", "2016-10-01", "2017-09-30"),
        ("in 2018", "2018-01-01", "2018-12-31"),
        ("in May 2018", "2018-05-01", "2018-05-31"),
        ("from January through March 2018", "2018-01-01", "2018-03-31"),
        ("on May 3, 2019", "2019-05-03", None),
        ("since 2017", None, None),
    ],
)
def test_period_of_a_sentence(bench: Any, when: str, start: str | None, end: str | None) -> None:
    told = bench.read(f"ICE lodged 51 detainers with {CLARK}, {when}.").one("DetainerRequest")
    assert (told["periodStart"], told["periodEnd"]) == (start, end)


def test_period_of_a_document_that_names_but_one(bench: Any) -> None:
    text = f"From Jan. 28 through Feb. 3, 2017, agents were busy. {CLARK}, declined 51 ICE detainers."
    told = bench.read(text, "2017-03").one("DetainerRequest")
    assert (told["periodStart"], told["periodEnd"]) == ("2017-01-28", "2017-02-03")


def test_no_period_where_a_document_names_two(bench: Any) -> None:
    text = (
        "From Jan. 28 through Feb. 3, 2017, agents were busy. From May 2 through May 9, 2017, they rested. "
        f"{CLARK}, declined 51 ICE detainers."
    )
    assert bench.read(text, "2017-06").one("DetainerRequest")["periodStart"] is None


def test_the_same_period_is_that_of_the_sentence_before(bench: Any) -> None:
    text = (
        f"Between Sept. 1, 2017, and Aug. 31, 2018, ICE sent {CLARK}, 214 detainers. Between May 1 and May 9, 2019, it "
        "rained. Cook County, Illinois, got 96 detainers in the same twelve months."
    )
    told = {
        fact["sentTo"]: (fact["periodStart"], fact["periodEnd"]) for fact in bench.read(text).facts("DetainerRequest")
    }
    assert told["Cook County, Illinois"] == ("2017-09-01", "2018-08-31")


@given(st.integers(1990, 2099))
@settings(deadline=None)
def test_fiscal_year_has_its_months(year: int) -> None:
    days = fiscal_year(str(year))
    assert days.start is not None and days.end is not None
    assert (days.end - days.start).days + 1 in (365, 366)
    assert days == fiscal_year(f"{year % 100:02}") or year < 2000
    assert (days.start.month, days.start.day, days.end.year) == (10, 1, year)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
@settings(deadline=None)
def test_last_day_of_a_month_is_followed_by_the_next(day: dt.date) -> None:
    last = last_day(PartialDate(day.year, day.month))
    assert last >= day and (last + dt.timedelta(days=1)).day == 1
    assert last_day(PartialDate.of(day)) == day
    assert last_day(PartialDate(day.year)) == dt.date(day.year, 12, 31)


def test_a_stretch_without_ends_settles_nothing() -> None:
    assert days_of(PeriodMention(Span(0, 1), None, None, "r")) is None
    assert days_of(PeriodMention(Span(0, 1), PartialDate(2018, 5), None, "r")) == Days(dt.date(2018, 5, 1), None)
    assert days_of(PeriodMention(Span(0, 1), PartialDate(2018, 5, 3), PartialDate(2018, 4, 1), "r")) is None
