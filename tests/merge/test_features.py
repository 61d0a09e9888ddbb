"""Each feature of a pair: what it finds, how much that counts, and the words that explain it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.merge import Event
from kg.merge.features import against, compare
from kg.merge.records import NEVER
from kg.merge.weights import THRESHOLD, WEIGHTS

Make = Callable[..., Event]
SHERIFF = {"to": "Alder Sheriff", "at": "Alder County"}


def found(one: Event, other: Event) -> dict[str, tuple[int, str]]:
    return {feature.name: (feature.points, feature.detail) for feature in compare(one, other).features}


@pytest.mark.parametrize(
    ("one", "other", "feature", "weight", "detail"),
    [
        ({}, {}, "issuer", "issuer.same", "both issued by ICE"),
        ({}, {"by": "ERO"}, "issuer", "issuer.part", "ERO is a part of ICE"),
        ({"by": "DHS"}, {"by": "ERO"}, "issuer", "issuer.part", "ERO is a part of DHS"),
        ({}, {"by": "USCIS"}, "issuer", "issuer.other", "issued by ICE and USCIS"),
        ({}, {}, "recipient", "recipient.same", "both on Alder Sheriff"),
        ({}, {"to": "Alder County", "at": None}, "recipient", "recipient.place", "Alder Sheriff serves Alder County"),
        ({}, {"to": "Alder Jail"}, "recipient", "recipient.other", "on Alder Jail and Alder Sheriff"),
        ({"date": "2019-03-04"}, {"date": "2019-03-04"}, "date", "date.day", "both on 2019-03-04"),
        ({"date": "2019-03-04"}, {"date": "2019-03"}, "date", "date.day-within", "2019-03 and 2019-03-04 can be"),
        ({"date": "2019-03"}, {"date": "2019-03"}, "date", "date.month", "both in 2019-03"),
        ({"date": "2019"}, {"date": "2019-03-04"}, "date", "date.year", "2019 and 2019-03-04 can be one day"),
        ({"date": "2019-03-04"}, {"date": "2019-03-06"}, "date", "date.near", "2019-03-06 are only 2 days"),
        ({"date": "2019-03-04"}, {"date": "2019-03-11"}, "date", "date.conflict", "are 7 days apart"),
        ({"date": "2019-02"}, {"date": "2019-03-11"}, "date", "date.conflict", "are 11 days apart"),
        ({"date": "2019-02"}, {"date": "2019-03-02"}, "date", "date.near", "are only 2 days apart"),
        ({"due": "2019-03-18"}, {"due": "2019-03-18"}, "due", "due.same", "both due on 2019-03-18"),
        ({"due": "2019-03-18"}, {"due": "2019-03-20"}, "due", "due.near", "due on 2019-03-18 and on 2019-03-20"),
        ({"due": "2019-03-18"}, {"due": "2019-04-18"}, "due", "due.other", "due on 2019-03-18 and on 2019-04-18"),
        ({"count": 4}, {"count": 4}, "count", "count.same", "both 4 subpoenas"),
        ({"count": 1}, {"count": 1}, "count", "count.same-one", "both 1 subpoenas"),
        ({"count": 2}, {"count": 3}, "count", "count.near", "2 subpoenas and 3"),
        ({"count": 1}, {"count": 4}, "count", "count.other", "1 subpoenas and 4"),
        ({"count": 3, "qualifier": "at least"}, {"count": 5}, "count", "count.hedged", "3 and 5 subpoenas"),
        ({"count": 20, "qualifier": "about"}, {"count": 18}, "count", "count.hedged", "the numbers is not exact"),
        ({"count": 5, "qualifier": "at least"}, {"count": 3}, "count", "count.other", "3 subpoenas and 5"),
        ({"subjects": 4}, {"subjects": 4}, "people", "subjects.same", "both about 4 people"),
        ({"subjects": 4}, {"subjects": 2}, "people", "subjects.other", "about 2 people and about 4"),
        ({"statutes": ["s1", "s2"]}, {"statutes": ["s2"]}, "statutes", "statutes.shared", "laws cited by both: 1"),
        ({"words": ["w"]}, {"words": ["w", "v"]}, "words", "words.same", "both documents tell it in the same words"),
        ({"source": "d:1"}, {"source": "d:1"}, "copies", "copies", "one document is a copy of the other"),
    ],
)  # fmt: skip
def test_a_feature_of_subpoenas(
    event: Make, one: dict[str, Any], other: dict[str, Any], feature: str, weight: str, detail: str
) -> None:
    a, b = event("e1", **(SHERIFF | one)), event("e2", **(SHERIFF | other))
    points, words = found(a, b)[feature]
    assert points == WEIGHTS[weight]
    assert detail in words
    assert found(b, a) == found(a, b), "the order of the two must not matter"


def test_what_a_text_does_not_say_is_no_feature(event: Make) -> None:
    bare = [event(f"e{i}", **SHERIFF) for i in (1, 2)]
    assert set(found(*bare)) == {"issuer", "recipient"}
    full = event("e3", **SHERIFF, date="2019-03", count=4, subjects=2, due="2019-04-01", statutes=["s"], words=["w"])
    assert set(found(bare[0], full)) == {"issuer", "recipient"}


def test_a_document_cannot_tell_of_what_came_after_it(event: Make) -> None:
    early = event("e1", **SHERIFF, published="2019-02-10")
    assert found(early, event("e2", **SHERIFF, date="2019-06-01"))["date"][0] == NEVER
    assert found(early, event("e3", **SHERIFF, date="2019-02-01"))["date"][0] == WEIGHTS["publication.soon"]
    assert "date" not in found(early, event("e4", **SHERIFF, date="2018-10-01"))
    assert found(early, event("e5", **SHERIFF, date="2016-10-01"))["date"][0] == NEVER


def test_two_without_a_date_are_judged_by_their_documents_dates(event: Make) -> None:
    told = {month: event(f"e{month}", **SHERIFF, published=f"2019-{month:02}-10") for month in (2, 3, 8)}
    assert found(told[2], told[3])["date"] == (1, "the documents came out at that time")
    assert found(told[2], told[8])["date"][0] == WEIGHTS["publication.apart"]
    assert found(told[2], event("e9", **SHERIFF, published="2022"))["date"][0] == NEVER


def test_a_year_ends_with_the_publication(event: Make) -> None:
    told = event("e1", **SHERIFF, date="2019", published="2019-02-10")
    assert found(told, event("e2", **SHERIFF, date="2019-07-01"))["date"][0] == NEVER
    assert found(told, event("e3", **SHERIFF, date="2019-01-08"))["date"][0] == WEIGHTS["date.year"]


def test_a_state_alone_says_little_of_who_was_served(event: Make) -> None:
    police = event("e1", to="Cascadia State Police", at="Cascadia")
    state = event("e2", to="Cascadia")
    assert found(police, state)["recipient"][0] == WEIGHTS["recipient.place-state"]
    assert found(state, event("e3", to="Cascadia"))["recipient"][0] == WEIGHTS["recipient.same-state"]
    assert found(state, event("e4", to="Alder County"))["recipient"][0] == NEVER


def test_a_division_is_a_part_of_its_body(event: Make) -> None:
    jail, police = (event(name, to=name, at="Rivertown") for name in ("Rivertown Jail Division", "Rivertown Police"))
    assert found(jail, police)["recipient"] == (2, "Rivertown Jail Division is a part of Rivertown Police")


def detainer(event: Make, iri: str, **said: Any) -> Event:
    return event(iri, kind="DetainerRequest", to="Alder County", **said)


def test_detainers_are_told_apart_by_number_period_and_outcome(event: Make) -> None:
    week = {"start": "2017-05-01", "end": "2017-05-07"}
    batch = detainer(event, "e1", count=40, outcomes=["Declined"], **week)
    assert found(batch, detainer(event, "e2", count=40, outcomes=["Issued"], **week)) == {
        "issuer": (2, "both issued by ICE"),
        "recipient": (4, "both on Alder County"),
        "period": (4, "both over the same days"),
        "count": (2, "both 40 detainers"),
    }
    assert found(batch, detainer(event, "e3", count=40, outcomes=["Declined"]))["outcome"] == (1, "both Declined")
    assert found(batch, detainer(event, "e4", count=40, outcomes=["Honored"], **week))["outcome"][0] < 0
    assert found(batch, detainer(event, "e5", count=11, **week))["count"][0] == WEIGHTS["detainers.other"]
    assert found(batch, detainer(event, "e6", **week))["count"][0] == WEIGHTS["detainers.unknown"]
    later = detainer(event, "e7", count=40, start="2017-05-08", end="2017-05-14")
    assert found(batch, later)["period"][0] == NEVER
    wider = detainer(event, "e8", count=40, start="2017-05-01", end="2017-05-31")
    assert found(batch, wider)["period"] == (-1, "over periods that share some days")


def test_court_actions_are_told_apart_by_docket_court_and_type(event: Make) -> None:
    def action(iri: str, **said: Any) -> Event:
        return event(iri, kind="CourtAction", by=None, **said)

    order = action("e1", docket="3:20-cv-11", court="c:1", action="x#Order", case="US v. Alder County", date="2020-05")
    same = action("e2", docket="3:20-cv-11", court="c:1", action="x#Order", case="US v. ALDER County", concerns=["s"])
    assert compare(order, same).score >= THRESHOLD
    assert found(order, action("e3", action="x#Petition"))["action"] == (NEVER, "Order and Petition")
    assert found(order, action("e4", docket="3:20-cv-12", action="x#Order"))["docket"][0] == NEVER
    assert found(order, action("e5", court="c:2", action="x#Order"))["court"] == (-4, "another court")
    assert found(same, action("e6", concerns=["s", "t"]))["concerns"][0] == 2


def test_issuer_and_recipient_suffice_where_nothing_speaks_against_it(event: Make) -> None:
    bare = compare(event("e1", **SHERIFF), event("e2", **SHERIFF))
    assert bare.score == THRESHOLD and not against(bare.features)
    disputed = compare(event("e1", **SHERIFF, count=2), event("e2", **SHERIFF, count=3))
    assert disputed.score < THRESHOLD and against(disputed.features)


def test_a_decision_names_the_smaller_iri_first(event: Make) -> None:
    decision = compare(event("e2", **SHERIFF), event("e1", **SHERIFF))
    assert (decision.left, decision.right) == ("e1", "e2")
    assert decision.score == sum(feature.points for feature in decision.features)
