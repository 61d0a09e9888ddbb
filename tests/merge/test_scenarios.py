"""Piles of documents as they come: several events of one recipient, lists of recipients, stories that disagree."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from kg.merge import Event, merge
from kg.merge.features import against, compare
from kg.merge.weights import THRESHOLD

Make = Callable[..., Event]
DOVER = {"to": "Dover Sheriff", "at": "Dover"}

# Each scenario: events by IRI, "document.event" (what comes before the point is the document), and what is one.
SCENARIOS: dict[str, tuple[dict[str, dict[str, Any]], list[set[str]]]] = {
    "three events of one recipient in a year, told by nine documents": (
        {
            "a.1": {**DOVER, "date": "2019-01-14", "count": 2},
            "b.1": {**DOVER, "date": "2019-01-14", "published": "2019-01-16"},
            "c.1": {"to": "Dover", "date": "2019-01", "published": "2019-02-01"},
            "d.1": {**DOVER, "date": "2019-05-06", "due": "2019-05-20"},
            "e.1": {**DOVER, "due": "2019-05-20", "published": "2019-05-08"},
            "f.1": {"to": "Dover", "date": "2019-05"},
            "g.1": {**DOVER, "date": "2019-09-30", "subjects": 7},
            "h.1": {**DOVER, "subjects": 7, "published": "2019-10-01"},
            "i.1": {"to": "Dover", "date": "2019-09-30"},
        },
        [{"a.1", "b.1", "c.1"}, {"d.1", "e.1", "f.1"}, {"g.1", "h.1", "i.1"}],
    ),
    "a year in review tells of two of them, and a late note of neither": (
        {
            "a.1": {**DOVER, "date": "2019-01-14"},
            "b.1": {**DOVER, "date": "2019-09-30"},
            "review.1": {"to": "Dover", "date": "2019-01", "published": "2019-12-30"},
            "review.2": {"to": "Dover", "date": "2019-09", "published": "2019-12-30"},
            "note.1": {"to": "Dover", "date": "2019", "published": "2019-12-31"},
        },
        [{"a.1", "review.1"}, {"b.1", "review.2"}],
    ),
    "two documents list the same four recipients": (
        {
            f"{doc}.{i}": {**party, "due": "2020-03-03", "published": "2020-02-27"}
            for doc in ("a", "b")
            for i, party in enumerate(
                [
                    {"to": "Alder County"},
                    {"to": "Wren County"},
                    {"to": "Elm Police", "at": "Elm"},
                    {"to": "Cascadia State Police", "at": "Cascadia"},
                ]
            )
        },
        [{f"a.{i}", f"b.{i}"} for i in range(4)],
    ),
    "the list and the state itself, in both": (
        {
            "a.1": {"to": "Cascadia State Police", "at": "Cascadia", "due": "2020-03-03"},
            "a.2": {"to": "Cascadia", "date": "2020", "published": "2020-02-27"},
            "b.1": {"to": "Cascadia State Police", "at": "Cascadia", "due": "2020-03-03"},
            "b.2": {"to": "Cascadia", "date": "2020", "published": "2020-02-27"},
        },
        [{"a.1", "b.1"}, {"a.2", "b.2"}],
    ),
    "a city named where two of its agencies were served": (
        {
            "a.1": {**DOVER, "date": "2019-01-14"},
            "b.1": {"to": "Dover Police", "at": "Dover", "date": "2019-01-14"},
            "c.1": {"to": "Dover", "date": "2019-01-14"},
        },
        [],
    ),
    "numbers that drift from story to story do not chain": (
        {
            "a.1": {**DOVER, "date": "2019-01", "count": 2},
            "b.1": {**DOVER, "date": "2019-01", "count": 3},
            "c.1": {**DOVER, "date": "2019-01", "count": 9},
        },
        [{"a.1", "b.1"}],
    ),
}


def told(event: Make, accounts: dict[str, dict[str, Any]]) -> list[Event]:
    return [event(iri, doc=iri.partition(".")[0], **said) for iri, said in accounts.items()]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_events_of_a_pile(event: Make, name: str) -> None:
    accounts, expected = SCENARIOS[name]
    events = told(event, accounts)
    for seed in range(4):
        random.Random(seed).shuffle(events)
        assert [set(cluster.members) for cluster in merge(events).clusters] == sorted(expected, key=min)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_two_of_a_cluster_contradict_each_other(event: Make, name: str) -> None:
    accounts, _ = SCENARIOS[name]
    by_iri = {one.iri: one for one in told(event, accounts)}
    for cluster in merge(by_iri.values()).clusters:
        for one, other in combinations(cluster.members, 2):
            decision = compare(by_iri[one], by_iri[other])
            assert decision.score >= THRESHOLD or not against(decision.features)


PLAIN = sorted(name for name, (_, expected) in SCENARIOS.items() if expected and "year in review" not in name)


@pytest.mark.parametrize("name", PLAIN)
def test_without_a_document_nothing_wrong_is_joined(event: Make, name: str) -> None:
    """Less is known then, so that a cluster may fall apart; but two events stay two."""
    accounts, expected = SCENARIOS[name]
    for document in sorted({iri.partition(".")[0] for iri in accounts}):
        left = {iri: said for iri, said in accounts.items() if not iri.startswith(f"{document}.")}
        for cluster in merge(told(event, left)).clusters:
            assert any(set(cluster.members) <= whole for whole in expected), document
