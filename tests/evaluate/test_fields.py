"""The fields of events: which are asked for, and when they are right. The reference has a say where it is at hand."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate.fields import date_fits

ICE = "U.S. Immigration and Customs Enforcement|ICE"


@pytest.fixture
def served(world: Any, verdicts: Any) -> Any:
    """Marks of a subpoena on one sheriff: what the graph says, what the gold asks."""
    world.node("lane", "Jurisdiction", "Lane County, Oregon")
    world.node("lcso", "Agency", "Lane County Sheriff's Office")
    world.node("law235", "Statute", "INA § 235(d)", citation="= INA § 235(d)")
    world.node("law1225", "Statute", "8 U.S.C. § 1225(d)", citation="= 8 U.S.C. § 1225(d)")
    world.document("lane", "lcso", "ice")

    def run(given: dict[str, Any], **asked: Any) -> dict[str, Any]:
        world.subpoena("s", "lcso", **given)
        gold = {"issuer": ICE, "recipient": "Lane County Sheriff's Office", **asked}
        marks: dict[str, Any] = verdicts(world, subpoenas=[gold]).marks()
        return marks

    return run


@pytest.fixture
def held(world: Any, verdicts: Any) -> Any:
    """The same for detainers."""
    world.node("lane", "Jurisdiction", "Lane County, Oregon")
    world.document("lane", "ice")

    def run(given: dict[str, Any], **asked: Any) -> dict[str, bool]:
        world.detainer("d", "lane", **given)
        gold = {"issuer": ICE, "recipient": "Lane County, Oregon", **asked}
        right: dict[str, bool] = verdicts(world, detainers=[gold]).right()
        return right

    return run


@pytest.mark.parametrize(
    ("gold", "values", "fits"),
    [
        ("2020-02-14", ["2020-02-14"], True),
        ("2020-02-14", ["2020-02"], False),
        ("2020-02", ["2020-02-14"], True),
        ("2020-02", ["2020-02"], True),
        ("2020", ["2020-12-31"], True),
        ("2020", ["2021"], False),
        ("202", ["2020"], False),
        ("2020-01-31|2020-02", ["2020-02-03"], True),
        ("2020-01-31|2020-02", ["2020-01-30"], False),
        ("2020-02-14", ["2020-02-13", "2020-02-14"], True),
        ("2020-02-14", [], False),
        ("--03-09", ["2020-03-09"], True),
        ("--03-09", ["2020-03-19"], False),
    ],
)
def test_dates(gold: str, values: list[str], fits: bool) -> None:
    assert date_fits(gold, values) is fits


@pytest.mark.parametrize(
    ("given", "asked", "right"),
    [({"count": 4}, 4, True), ({"count": 5}, 4, False), ({}, 4, False), ({}, None, True), ({"count": 1}, None, False)],
)
def test_counts(served: Any, given: dict[str, int], asked: int | None, right: bool) -> None:
    mark = served(given, count=asked)["count"]
    assert mark.right is right
    assert mark.wanted == ("-" if asked is None else str(asked))
    assert mark.given == str(given.get("count", "-"))


def test_a_number_is_not_asked_for_where_the_gold_leaves_it_out(served: Any) -> None:
    assert set(served({"count": 3}, date="2020")) == {"date"}


@pytest.mark.parametrize(
    ("given", "right"), [("2020-02-14", True), ("2020-02", True), ("2020", False), ("2019-02-14", False)]
)
def test_a_date_cut_to_the_month(served: Any, given: str, right: bool) -> None:
    mark = served({"date": given}, date="2020-02")["date"]
    assert (mark.right, mark.given, mark.wanted) == (right, given, "2020-02")


def test_a_date_with_alternatives(served: Any) -> None:
    mark = served({"responseDue": "2020-03-05"}, due="2020-03-04|2020-03-05", date=None)["due"]
    assert mark.right and mark.wanted == "2020-03-04 or 2020-03-05"


@pytest.mark.parametrize(
    ("given", "asked", "right"),
    [
        (["Refused"], ["Refused", "Challenged"], True),
        (["Refused", "Challenged"], ["Challenged", "Refused"], True),
        (["Refused", "Complied"], ["Refused"], False),
        ([], ["Refused"], False),
        (["Pending"], ["Refused"], False),
    ],
)
def test_statuses(served: Any, given: list[str], asked: list[str], right: bool) -> None:
    assert served({"statuses": given}, status=asked)["status"].right is right


def test_no_status_is_asked_for_where_the_gold_gives_none(served: Any) -> None:
    assert set(served({"statuses": ["Refused"]}, status=[], count=None)) == {"count"}


@pytest.mark.parametrize(
    ("given", "asked", "right"),
    [
        (["law235"], ["INA § 235(d)|8 U.S.C. § 1225(d)"], True),
        (["law235", "law1225"], ["8 U.S.C. Section 1225(d)"], True),
        (["law235"], ["INA § 235(d)", "8 U.S.C. § 1225(d)"], False),
        (["law235"], ["INA § 235(d)", "?8 U.S.C. § 1225(d)"], True),
        ([], ["INA § 235(d)"], False),
    ],
)
def test_statutes(served: Any, given: list[str], asked: list[str], right: bool) -> None:
    assert served({"citesStatute": given}, statutes=asked)["statutes"].right is right


def test_optional_statutes_alone_are_not_asked_for(served: Any) -> None:
    assert set(served({"citesStatute": ["law235"]}, statutes=["?INA § 235(d)"], count=None)) == {"count"}


@pytest.mark.parametrize(("asked", "right"), [("Lane County, Oregon", True), ("Oregon|Kansas", False)])
def test_jurisdiction(served: Any, asked: str, right: bool) -> None:
    mark = served({"appliesIn": "lane"}, jurisdiction=asked)["jurisdiction"]
    assert (mark.right, mark.given) == (right, "Lane County, Oregon")


def test_a_subpoena_has_no_period_or_outcome(served: Any) -> None:
    assert set(served({}, start="2020", end="2020", outcome=["Issued"], count=None)) == {"count"}


@pytest.mark.parametrize(
    ("given", "asked", "right"),
    [
        ("jg:Declined", ["Declined"], True),
        (["jg:Declined", "jg:Issued"], ["Issued"], True),
        ("jg:Honored", ["Declined", "Issued"], False),
    ],
)
def test_outcomes(held: Any, given: str | list[str], asked: list[str], right: bool) -> None:
    assert held({"outcome": given}, outcome=asked) == {"outcome": right}


def test_periods(held: Any) -> None:
    given = {"periodStart": "2017-01-28", "periodEnd": "2017-02-03", "count": 3}
    asked = {"start": "2017-01", "end": "2017-02-04", "count": 3, "date": "2017", "status": ["Refused"]}
    assert held(given, **asked) == {"start": True, "end": False, "count": True}
