"""Merging grows with the number of events, not with its square, though one issuer holds nine in ten of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kg.merge import Event, cluster, merge

Make = Callable[..., Event]


def skewed(event: Make, number: int, *, recipients: int) -> list[Event]:
    """Reports of service events: up to seven of each, dated loosely, some without a date or a number."""
    chance = random.Random(7)
    found: list[Event] = []
    while len(found) < number:
        day = date(2016, 1, 1) + timedelta(chance.randrange(1800))
        name = f"County {chance.randrange(recipients)}"
        by = "ICE" if chance.random() < 0.9 else f"Body {chance.randrange(4)}"
        many = chance.choice([None, 1, 2, 3, 7])
        for _ in range(chance.randrange(1, 8)):
            told = [day.isoformat(), day.isoformat(), f"{day:%Y-%m}", None][chance.randrange(4)]
            out = (day + timedelta(chance.randrange(20))).isoformat()
            party = {"to": name} if chance.random() < 0.3 else {"to": f"Sheriff of {name}", "at": name}
            found.append(event(f"e{len(found):06}", by=by, date=told, count=many, published=out, **party))
    return found[:number]


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Event]], int]:
    """How many pairs of accounts are compared in a merge."""
    calls = [0]
    compare = cluster.compare

    def counted(a: Event, b: Event) -> object:
        calls[0] += 1
        return compare(a, b)

    monkeypatch.setattr(cluster, "compare", counted)

    def measure(events: list[Event]) -> int:
        calls[0] = 0
        merge(events)
        return calls[0]

    return measure


def test_comparisons_grow_with_the_events(event: Make, comparisons: Callable[[list[Event]], int]) -> None:
    small, large = (comparisons(skewed(event, n, recipients=n // 40)) for n in (600, 6000))
    assert large < 14 * small
    assert large < 20 * 6000


def test_comparisons_grow_with_the_events_of_one_recipient(
    event: Make, comparisons: Callable[[list[Event]], int]
) -> None:
    small, large = (comparisons(skewed(event, n, recipients=2)) for n in (600, 2400))
    assert large < 8 * small


def test_reports_that_say_the_same_are_compared_once_each(
    event: Make, comparisons: Callable[[list[Event]], int]
) -> None:
    same = [event(f"e{i:04}", to="Alder County", date="2019-03-04", count=4) for i in range(1500)]
    assert comparisons(same) == len(same) - 1, "to explain them; how they are alike is settled once"
    assert len(merge(same).clusters[0].members) == len(same)
