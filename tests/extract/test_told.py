"""kg.extract.told: events found by whom they reached, as if all of them were looked at."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.discourse import Discourse
from kg.extract.drafts import SubpoenaDraft
from kg.extract.slots import Found
from kg.extract.told import Told
from kg.model import PartialDate, Span

TEXT = """The Lane County Sheriff's Office, the Lane County Jail, the Salem Police Department, Lane County, Salem and
Oregon. ICE and the Department of Homeland Security."""


def discourse(bench: Any) -> Discourse:
    return Discourse(bench.read(TEXT).linked)


def keys(bench: Any) -> list[str]:
    """The state and local bodies and places of the text."""
    return sorted(key for key in discourse(bench).entities if not key.startswith("agency/us/ice"))


def draft(recipient: str, year: int | None = None, count: int | None = None) -> SubpoenaDraft:
    at = Span(0, 1)
    return SubpoenaDraft(
        "agency/us/ice",
        recipient,
        False,
        [],
        count=Found(count, at) if count else None,
        date=Found(PartialDate(year), at) if year else None,
    )


class Naive:
    """The same by looking at every event."""

    def __init__(self, known: Discourse) -> None:
        self.discourse, self.events = known, list[SubpoenaDraft]()

    def add(self, telling: SubpoenaDraft) -> SubpoenaDraft:
        for event in self.events:
            if event.same_event(telling, self.discourse):
                event.merge(telling, self.discourse)
                return event
        self.events.append(telling)
        return telling

    def of(self, ref: str) -> list[SubpoenaDraft]:
        return [event for event in self.events if self.discourse.same_body(event.recipient, ref)]


def test_a_body_goes_before_its_place_and_is_found_by_both(bench: Any) -> None:
    known = discourse(bench)
    place, body = sorted(keys(bench), key=lambda key: (not key.startswith("jurisdiction/"), key)), keys(bench)
    county = next(key for key in place if known.has_type(key, "USCounty"))
    sheriff = next(key for key in body if key.startswith("agency/") and known.jurisdiction(key) == county)
    told = Told(known)
    first = told.add(draft(county, 2019))
    assert told.add(draft(sheriff, 2019, 2)) is first
    assert first.recipient == sheriff
    assert list(told.of(county)) == [first]
    assert list(told.of(sheriff)) == [first]
    assert told.known(draft(sheriff))
    other = told.add(draft(sheriff, 2020))
    assert list(told.of(sheriff)) == [other, first]
    assert told.events == [first, other]


def test_who_was_never_served_has_no_event(bench: Any) -> None:
    told = Told(discourse(bench))
    assert list(told.of("agency/none")) == []
    assert not told.known(draft("agency/none"))


tellings = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from([None, 2019, 2020, 2021]), st.sampled_from([None, 1, 2])), max_size=14
)


@settings(deadline=None, max_examples=60)
@given(tellings)
def test_the_same_as_looking_at_every_event(bench: Any, given_: list[tuple[int, int | None, int | None]]) -> None:
    names = keys(bench)
    quick, naive = Told(discourse(bench)), Naive(discourse(bench))
    for which, year, count in given_:
        telling = draft(names[which % len(names)], year, count)
        assert quick.known(telling) == any(event.same_event(telling, naive.discourse) for event in naive.events)
        quick.add(deepcopy(telling))
        naive.add(deepcopy(telling))
        assert quick.events == naive.events
        for ref in names:
            assert list(quick.of(ref)) == naive.of(ref)[::-1]
