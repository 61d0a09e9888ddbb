"""What is compared in place of events: groups that say the same, the blocks and the windows in which they meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merge import Event
from kg.merge.nodes import CROWD, block_key, crowded, is_loose, neighbours, nodes, told_alike
from kg.merge.unions import Unions
from kg.merge.when import NO_END, NO_START, last_day, window
from kg.model import PartialDate

Make = Callable[..., Event]
HERE = {"to": "Alder County"}


def groups(events: list[Event], **options: Any) -> list[list[str]]:
    return [[event.iri for event in node.events] for node in nodes(events, **options)]


def test_events_that_say_the_same_are_one_node(event: Make) -> None:
    same = [event(f"e{i}", **HERE, date="2019-03-04", words=[f"w{i}"]) for i in (3, 1, 2)]
    other = event("e0", **HERE, date="2019-03-05")
    assert groups([*same, other]) == [["e0"], ["e1", "e2", "e3"]]
    (_, node) = nodes([*same, other])
    assert node.account.words == {"w1", "w2", "w3"}
    assert node.documents == {"doc:e1", "doc:e2", "doc:e3"}
    assert groups(same, alone={"e2"}) == [["e1", "e3"], ["e2"]]


@pytest.mark.parametrize(
    "said",
    [
        {"by": "ERO"},
        {"date": "2019-03"},
        {"count": 2},
        {"count": 3, "qualifier": "about"},
        {"subjects": 1},
        {"due": "2019-04-01"},
        {"statutes": ["s1"]},
        {"to": "Alder Sheriff", "at": "Alder County"},
    ],
)
def test_events_that_say_anything_else_are_not(event: Make, said: dict[str, Any]) -> None:
    base = {**HERE, "date": "2019-03-04", "count": 3}
    assert groups([event("e1", **base), event("e2", **(base | said))]) == [["e1"], ["e2"]]


def test_events_of_one_document_are_never_one_node(event: Make) -> None:
    told = [event(f"{doc}{i}", doc=doc, **HERE) for doc in ("a", "b") for i in (1, 2)]
    assert groups(told) == [["a1", "b1"], ["a2", "b2"]]


def test_an_agency_meets_the_place_that_it_serves(event: Make) -> None:
    keys = {block_key(event("e1", **HERE)), block_key(event("e2", to="Alder Sheriff", at="Alder County"))}
    assert len(keys) == 1
    assert block_key(event("e3", to="Birch")) not in keys
    assert block_key(event("e4", kind="DetainerRequest", **HERE)) not in keys
    assert block_key(event("e5")) != block_key(event("e6")), "without a recipient an event meets nobody"


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ({"date": "2020-02-14"}, "2020-02-14", "2020-02-14"),
        ({"date": "2020-02"}, "2020-02-01", "2020-02-29"),
        ({"date": "2020"}, "2020-01-01", "2020-12-31"),
        ({"date": "2020", "published": "2020-03-09"}, "2020-01-01", "2020-03-31"),
        ({"date": "2020-02-14", "published": "2019"}, "2020-02-14", "2020-02-14"),
        ({"start": "2017-01-28", "end": "2017-02-03"}, "2017-01-28", "2017-02-03"),
        ({"start": "2017-01-28", "published": "2017-02-03"}, "2017-01-28", "2017-02-28"),
    ],
)
def test_windows_of_dated_events(event: Make, said: dict[str, Any], first: str, last: str) -> None:
    found = window(event("e1", **HERE, **said))
    days = (PartialDate.parse(day).first.toordinal() for day in (first, last))
    assert (found.first, found.last, found.known) == (*days, True)


def test_windows_of_events_without_a_date(event: Make) -> None:
    assert window(event("e1", **HERE)) == window(event("e2", to="Birch"))
    bare = window(event("e1", **HERE))
    assert (bare.first, bare.last, bare.known) == (NO_START, NO_END, False)
    told = window(event("e3", **HERE, published="2020-03-09"))
    assert told.last == PartialDate(2020, 3, 31).first.toordinal() and 365 <= told.last - told.first <= 371
    assert bare.gap(told) == 0
    assert told.gap(window(event("e4", **HERE, date="2020-04-03"))) == 3
    assert window(event("e5", **HERE, end="2017-02-03")).first == NO_START


@given(st.dates(), st.sampled_from(["year", "month", "day"]))
def test_the_last_day_of_a_date_is_in_it(day: Any, kind: str) -> None:
    date = PartialDate(day.year, day.month if kind != "year" else None, day.day if kind == "day" else None)
    last = last_day(date)
    assert date.first <= day <= last
    assert str(PartialDate.of(last)).startswith(str(date))


@settings(deadline=None)
@given(st.lists(st.sampled_from([None, "2019", "2019-03", "2019-03-04", "2019-03-09", "2019-12-31"]), max_size=9))
def test_neighbours_are_the_pairs_whose_windows_are_near(event: Make, dates: list[str | None]) -> None:
    block = [nodes([event(f"e{i}", **HERE, date=date)])[0] for i, date in enumerate(dates)]
    near = {(i, j) for j in range(len(block)) for i in range(j) if block[i].window.gap(block[j].window) <= 3}
    found = list(neighbours(block, range(len(block))))
    assert set(found) == near and len(found) == len(near)


def test_an_account_without_a_date_can_be_lost_in_a_crowd(event: Make) -> None:
    block = [
        nodes([event("e0", **HERE, words=["w"])])[0],
        nodes([event("e1", **HERE, date="2019-03-04", words=["w"])])[0],
    ]
    assert [is_loose(node) for node in block] == [True, False]
    many = [window(event("e", **HERE, date=str(year))) for year in range(1990, 1990 + CROWD + 1)]
    assert crowded(block, [0], many[1:]) == set()
    assert crowded(block, [0], many) == {0}
    assert told_alike(block, {0}) == {(0, 1)}
    assert told_alike(block, set()) == set()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_unions_go_by_their_smallest_member(pairs: list[tuple[int, int]]) -> None:
    unions, sets = Unions[int](), {i: {i} for i in range(10)}
    for one, other in pairs:
        root = unions.join(one, other)
        whole = sets[one] | sets[other]
        sets |= dict.fromkeys(whole, whole)
        assert root == min(whole)
    assert {i: unions.root(i) for i in range(10)} == {i: min(members) for i, members in sets.items()}
