"""kg.link.spoken: the places whose bodies a text speaks of without naming them."""

from __future__ import annotations

import pytest

from kg.knowledge.agency_kinds import agency_kinds
from kg.knowledge.places import PlaceRecord, places
from kg.link.context import Context
from kg.link.spoken import REACH, SpokenOf, of_sort
from kg.model import Span


def county(name: str, state: str) -> PlaceRecord:
    return next(record for record in places().named(name) if record.state == state and record.kind == "county")


LANE, LINN = county("Lane County", "OR"), county("Linn County", "OR")
SHERIFF = agency_kinds()["sheriff"]


def spoken(*named: tuple[int, PlaceRecord]) -> SpokenOf:
    return SpokenOf([(Span(at, at + 4), record) for at, record in named], Context())


def test_the_county_is_the_last_named_before() -> None:
    known = spoken((50, LINN), (10, LANE))
    assert known.owned(5, "county") is None
    assert known.owned(40, "county") == LANE
    assert known.owned(60, "county") == LINN
    assert known.owned(60, "place") is None


def test_the_only_place_named_before_is_the_one_spoken_of() -> None:
    known = spoken((10, LANE), (50, LINN), (60, LINN))
    assert known.of_kind(SHERIFF, 5, formal=False) is None
    assert known.of_kind(SHERIFF, 40, formal=False) == LANE
    assert known.of_kind(SHERIFF, 70, formal=False) == LINN  # twice as often as any other


def test_of_two_named_as_often_none_is_spoken_of() -> None:
    known = spoken((10, LANE), (50, LINN))
    assert known.of_kind(SHERIFF, 70, formal=False) is None


@pytest.mark.parametrize("at", [20, REACH, 3 * REACH])
def test_only_what_stands_near_is_given(at: int) -> None:
    known = spoken((10, LANE), (2 * REACH + 50, LINN))
    assert [record for _, record in known.before(at)] == [
        record for start, record in ((10, LANE), (2 * REACH + 50, LINN)) if at - REACH <= start < at
    ]


def test_sorts() -> None:
    assert of_sort(LANE, "county")
    assert not of_sort(LANE, "place")
