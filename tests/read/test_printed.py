from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.printed import date_line, dateline, parse_date, publication_date

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))


@settings(deadline=None)
@given(DAYS, st.sampled_from(["%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%d %B %Y"]))
def test_every_form_of_every_day_is_read(day: dt.date, form: str) -> None:
    written = day.strftime(form).replace("May.", "May")
    assert str(parse_date(written)) == day.isoformat()
    line = date_line(written)
    assert line is not None
    assert (str(line.value), line.kind) == (day.isoformat(), "bare")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020", "2020"),
        ("2020-01", "2020-01"),
        ("January 2020", "2020-01"),
        ("Sept. 2019", "2019-09"),
        ("2020-02-15T21:21:00-07:00", "2020-02-15"),
        ("2020-02-15 21:21:00 -0700", "2020-02-15"),
        ("2020-02-15T21:21:00.123Z", "2020-02-15"),
        ("2/7/2020", "2020-02-07"),
        ("Thursday, February 27th, 2020", "2020-02-27"),
        ("Feb. 27, 2020 at 9:21 p.m. EST", "2020-02-27"),
        ("Feb 15, 2020 9:21 PM", "2020-02-15"),
        ("Feb 15, 2020 9 PM ET", "2020-02-15"),
        ("3 March 2017", "2017-03-03"),
        ("SEPTEMBER 5, 2018", "2018-09-05"),
    ],
)
def test_dates_as_precise_as_printed(text: str, value: str) -> None:
    assert str(parse_date(text)) == value


@pytest.mark.parametrize(
    "text",
    ["", "soon", "13/45/2020", "27/02/2020", "02/03/04", "2020-13", "2020-02-30", "February 30, 2020", "Feb. 27",
     "1234", "12020", "2020-02-15 and later", "Marching 3, 2017"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("line", "value", "kind"),
    [
        ("02/27/2020", "2020-02-27", "bare"),
        ("Feb. 27, 2020 5:42 p.m. | Updated 8:10 p.m.", "2020-02-27", "bare"),
        ("Updated: 3:40 PM CST Feb 27, 2020", "2020-02-27", "updated"),
        ("Published 4:04 p.m. MT Feb. 27, 2020 | Updated 5:00 p.m. MT Feb. 28, 2020", "2020-02-27", "published"),
        ("February 27, 2020 / 6:02 PM / KXYZ News", "2020-02-27", "bare"),
        ("Posted 5:30 AM, Feb 27, 2020, by Staff", "2020-02-27", "published"),
        ("February 27, 2020", "2020-02-27", "bare"),
        ("Feb. 27, 2020", "2020-02-27", "bare"),
        ("**February 27, 2020**", "2020-02-27", "bare"),
        ("## Feb. 27, 2020", "2020-02-27", "bare"),
        ("(March 3, 2017)", "2017-03-03", "bare"),
        ("March 2017", "2017-03", "bare"),
        ("9:21 PM | Feb 15, 2020", "2020-02-15", "bare"),
        ("Posted: Feb 15, 2020 9:21 PM", "2020-02-15", "published"),
        ("Published March 3, 2017", "2017-03-03", "published"),
        ("Originally published on 3 March 2017", "2017-03-03", "published"),
        ("Publication date: 2017-03", "2017-03", "published"),
        ("FOR IMMEDIATE RELEASE: February 27, 2020", "2020-02-27", "published"),
        ("For immediate release | February 27, 2020", "2020-02-27", "bare"),
        ("Updated March 4, 2017", "2017-03-04", "updated"),
        ("Last Reviewed/Updated: 02/28/2020", "2020-02-28", "reviewed"),
        ("Page last modified on March 4, 2017", "2017-03-04", "reviewed"),
        ("Published March 3, 2017 | Updated March 4, 2017", "2017-03-03", "published"),
        ("Updated March 4, 2017 9:00 AM; published March 3, 2017 8:00 AM", "2017-03-03", "published"),
        ("March 3, 2017, updated March 4, 2017", "2017-03-03", "bare"),
        ("By Jane Doe | March 3, 2017", "2017-03-03", "bare"),
        ("By Jane Doe, The Example Times, March 3, 2017", "2017-03-03", "bare"),
        ("By Jane Doe Published March 3, 2017 5 min read", "2017-03-03", "published"),
    ],
)
def test_date_lines(line: str, value: str, kind: str) -> None:
    read = date_line(line)
    assert read is not None
    assert (str(read.value), read.kind) == (value, kind)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Share",
        "2020",
        "Feb. 27",
        "The subpoenas were issued on February 25, 2020.",
        "On February 25, 2020, the county answered",
        "February 25, 2020 was the day on which the county answered",
        "Published studies of January 2020 disagree",
        "By January 15, 2020, the county must answer",
        "Answers are due March 3, 2020",
        "Effective March 3, 2017",
        "Copyright 2020 The Example Times",
        "Agenda for the meeting of March 3, 2017",
        "March 3, 2017 " + "| " * 70,
    ],
)
def test_no_date_lines(line: str) -> None:
    assert date_line(line) is None


def test_a_label_on_the_line_before_tells_the_kind() -> None:
    for before, kind in (
        ("Published", "published"),
        ("Updated:", "updated"),
        ("Last reviewed", "reviewed"),
        ("x", "bare"),
    ):
        read = date_line("March 3, 2017", before)
        assert read is not None
        assert read.kind == kind


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("WASHINGTON, Jan. 15, 2020 — Officials said so.", "2020-01-15"),
        ("DENVER, Colo., January 15, 2020 (AP) — Officials said so.", "2020-01-15"),
        ("NEW YORK (Jan. 15, 2020) – Officials said so.", "2020-01-15"),
        ("PORTLAND, Ore. — Feb. 27, 2020 — Officials said so.", "2020-02-27"),
        ("HARTFORD, Conn., Feb. 7, 2020 /Example Wire/ -- Officials said so.", "2020-02-07"),
        ("ST. PAUL, Minn., Feb. 7, 2020 - Officials said so.", "2020-02-07"),
        ("BEND (Example Wire) — *June 9, 2021*", "2021-06-09"),
        ("date 2020-05-04 BEND, OR (KXYZ) - Officials said so.", "2020-05-04"),
        ("May 4, 2020Bend, OR, United StatesEnforcement and Removal", "2020-05-04"),
        ("May 4, 2020 | Bend, Oregon", "2020-05-04"),
    ],
)
def test_datelines_with_a_date(line: str, value: str) -> None:
    assert str(dateline(line)) == value


@pytest.mark.parametrize(
    "line",
    [
        "DENVER (AP) — Officials said so on Jan. 15, 2020.",
        "WASHINGTON, Jan. 15 (AP) — Officials said so.",
        "WASHINGTON COUNTY, Ore. — The office answered on February 25, 2020 — early.",
        "ICE said on Jan. 15, 2020 that it would ask.",
        "ICE, Jan. 15, 2020",
        "January 5, 2021 the council met.",
        "June 1, 2020 deadline passes without an answer",
        "BEND, Ore. — May 3, 2020, was a cold day.",
        "May 2020 Bend, Oregon",
        "Washington, Jan. 15, 2020 — not in capitals, so no dateline.",
    ],
)
def test_no_dates_in_these_datelines(line: str) -> None:
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["A headline", "02/27/2020", "Share", "Prose.", "Last Reviewed/Updated: 02/28/2020"], "2020-02-27"),
        (["A headline", "Prose.", "Last Reviewed/Updated: 02/28/2020"], "None"),
        (["A headline", "Updated March 4, 2017", "Prose."], "2017-03-04"),
        (["A headline", "Updated March 4, 2017", "Published March 3, 2017", "Prose."], "2017-03-03"),
        (["Updated", "March 4, 2017", "Published", "March 3, 2017"], "2017-03-03"),
        (["The county answered on March 3, 2017."], "None"),
        (["A headline", "DENVER, Jan. 15, 2020 — Prose.", "January 20, 2020"], "2020-01-15"),
        (["A headline", "March 2017"], "2017-03"),
        (["A headline", "Oct. 15, 2020 5:42 p.m. | Updated 8:10 p.m."], "2020-10-15"),
        ([], "None"),
    ],
)
def test_publication_date_of_first_lines(lines: list[str], value: str) -> None:
    assert str(publication_date(lines)) == value
