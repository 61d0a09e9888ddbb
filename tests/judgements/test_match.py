"""kg.judgements.match: a judgement finds its fact again, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from kg.judgements.fields import fold
from kg.judgements.match import Candidate, find

QUOTE = "ICE served four subpoenas on the Lane County Sheriff's Office in January."


def candidate(key: str = "subpoena/1", *, start: int = 10, quote: str = QUOTE, kind: str = "Subpoena", **values: Any):  # type: ignore[no-untyped-def]
    given = {
        "recipient": ["Lane County Sheriff's Office", "LCSO", "agency/1"],
        "count": "4",
        "date": "2020-01",
    } | values
    texts = {
        name: frozenset(map(fold, [value] if isinstance(value, str) else value))
        for name, value in given.items()
        if value is not None
    }
    return Candidate(key, kind, ((start, fold(quote)),), texts)


LANE = {"recipient": "Lane County Sheriff's Office", "quote": QUOTE}


@pytest.mark.parametrize(
    "one",
    [
        candidate(),
        candidate(quote=QUOTE.replace(" in", "\n   in").replace("'", "’")),
        candidate(quote="On Monday, " + QUOTE),
        candidate(quote="ICE served four subpoenas on the Lane County Sheriff's Office"),
        candidate(date="2020-01-17"),
        candidate(date=None),
        candidate(count=None),
        candidate(start=4000),
        candidate(recipient=["LCSO", "Lane County Sheriff's Office"]),
    ],
)
def test_the_fact_is_found_again(one: Candidate, desk: Any) -> None:
    assert find(desk.target(**LANE, count="4", date="2020-01"), [one]) == one


@pytest.mark.parametrize(
    "one",
    [
        candidate(kind="DetainerRequest"),
        candidate(quote="Another sentence on the same event altogether."),
        candidate(quote="ICE served"),
        candidate(count="5"),
        candidate(date="2020-02"),
        candidate(recipient="Linn County Sheriff's Office"),
        candidate(recipient=None),
    ],
)
def test_another_fact_is_not_taken_for_it(one: Candidate, desk: Any) -> None:
    assert find(desk.target(**LANE, count="4", date="2020-01"), [one]) is None


def test_names_may_be_short_names_or_identifiers(desk: Any) -> None:
    for name in ("LCSO", "agency/1", "the lane county sheriff’s office"):
        assert find(desk.target(QUOTE, recipient=name), [candidate()]) is not None


def test_of_several_the_one_that_agrees_best(desk: Any) -> None:
    bare, full = candidate("subpoena/1", count=None), candidate("subpoena/2")
    assert find(desk.target(**LANE, count="4"), [bare, full]) == full
    near, far = candidate("subpoena/9", start=100), candidate("subpoena/1", start=900)
    assert find(desk.target(**LANE, at=90), [far, near]) == near
    part, whole = candidate("subpoena/1", quote=QUOTE + " So it said."), candidate("subpoena/2")
    assert find(desk.target(**LANE), [part, whole]) == whole
    same = [candidate("subpoena/2"), candidate("subpoena/1")]
    assert find(desk.target(**LANE), same) == find(desk.target(**LANE), same[::-1]) == same[1], (
        "the order does not matter"
    )


def test_a_correction_finds_its_fact_whatever_it_sets(desk: Any) -> None:
    target = desk.target(**LANE, count="4")
    changes = (("count", ("3",)), ("date", ("2020-01-05",)))
    for count in ("4", "3", "7", None):
        assert find(target, [candidate(count=count)], changes) is not None
    moved = (("recipient", ("Linn County Sheriff's Office",)),)
    assert find(target, [candidate(recipient="Linn County Sheriff's Office")], moved) is not None, "it is so already"
    assert find(target, [candidate()], moved) is not None
    assert find(target, [candidate(recipient="Coos County Sheriff's Office")], moved) is None


def test_a_target_may_give_words_alone(desk: Any) -> None:
    assert find(desk.target(QUOTE), [candidate()]) is not None
    assert find(desk.target(QUOTE), []) is None
