"""Clusters: constraints hold, nothing depends on the order of events, and what is not clear stays apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merge import Event, Merged, merge
from kg.merge.weights import THRESHOLD

Make = Callable[..., Event]
SHERIFF = {"to": "Alder Sheriff", "at": "Alder County"}


def members(merged: Merged) -> list[list[str]]:
    return [list(cluster.members) for cluster in merged.clusters]


def test_five_tellings_of_one_event_are_one(event: Make) -> None:
    told = [
        event("e1", **SHERIFF, date="2019-03-04", count=4),
        event("e2", **SHERIFF, date="2019-03", published="2019-03-20"),
        event("e3", to="Alder County", date="2019-03"),
        event("e4", **SHERIFF, count=4),
        event("e5", **SHERIFF, by="ERO", date="2019-03-04"),
    ]
    merged = merge(told)
    (cluster,) = merged.clusters
    assert cluster.members == ("e1", "e2", "e3", "e4", "e5")
    assert cluster.iri == "e1"
    assert len(cluster.decisions) == 4
    assert all(decision.score >= THRESHOLD for decision in cluster.decisions)
    joined = {iri for decision in cluster.decisions for iri in (decision.left, decision.right)}
    assert joined == set(cluster.members)


def test_two_events_of_one_document_stay_two(event: Make) -> None:
    one = event("e1", doc="d1", **SHERIFF, date="2019-03-04")
    other = event("e2", doc="d1", **SHERIFF, date="2019-03-04")
    assert merge([one, other]).clusters == ()
    # A third that is equally like both is joined to the first told, with which it shares its account.
    third = event("e3", doc="d2", **SHERIFF, date="2019-03-04")
    assert members(merge([one, other, third])) == [["e1", "e3"]]


def test_copies_of_a_document_pair_off_its_events(event: Make) -> None:
    told = [
        event(f"{doc}{i}", doc=doc, source="d1", **SHERIFF, words=[f"sentence {i}"], count=count)
        for doc in ("d1", "d2")
        for i, count in enumerate((2, 7))
    ]
    assert members(merge(told)) == [["d10", "d20"], ["d11", "d21"]]


def test_what_fits_two_events_equally_well_is_joined_to_neither(event: Make) -> None:
    march, june = (event(f"e{i}", **SHERIFF, date=date) for i, date in ((1, "2019-03-04"), (2, "2019-06-11")))
    unclear = event("e3", **SHERIFF)
    merged = merge([march, june, unclear])
    assert merged.clusters == ()
    assert {(d.left, d.right) for d in merged.doubtful} == {("e1", "e3"), ("e2", "e3")}
    # One that says more than the other is preferred.
    said = event("e4", **SHERIFF, count=3)
    counted = event("e5", **SHERIFF, date="2019-06-11", count=3)
    assert members(merge([march, counted, said])) == [["e4", "e5"]]


def test_a_vague_telling_does_not_join_a_batch_with_one_of_another(event: Make) -> None:
    batch = event("e1", **SHERIFF, count=9)
    single = event("e2", **SHERIFF, count=1)
    assert merge([batch, single, event("e3", **SHERIFF)]).clusters == ()


def test_apart_is_not_overridden_by_a_chain(event: Make) -> None:
    told = [event(f"e{i}", **SHERIFF, date="2019-03-04") for i in range(6)]
    assert members(merge(told)) == [["e0", "e1", "e2", "e3", "e4", "e5"]]
    for cluster in members(merge(told, apart=[("e4", "e1")])):
        assert not {"e1", "e4"} <= set(cluster)
    both = merge(told, together=[("e1", "e2"), ("e2", "e4")], apart=[("e1", "e4")])
    assert both.unmet == (("e2", "e4"),)
    assert not any({"e1", "e4"} <= set(cluster) for cluster in members(both))


def test_together_joins_what_nothing_else_would(event: Make) -> None:
    here = event("e1", **SHERIFF, date="2019-03-04")
    there = event("e2", to="Birch Police", at="Birch", date="2019-06-11")
    like = event("e3", **SHERIFF, date="2019-03-04")
    merged = merge([here, there, like], together=[("e2", "e1")])
    assert members(merged) == [["e1", "e2", "e3"]]
    assert any(f.name == "judgement" for d in merged.clusters[0].decisions for f in d.features)


def test_wishes_that_cannot_be_met_are_told(event: Make) -> None:
    here = event("e1", **SHERIFF)
    detainer = event("e2", kind="DetainerRequest", **SHERIFF)
    asked = [("e1", "e2"), ("e1", "gone"), ("e1", "e1")]
    assert merge([here, detainer], together=asked).unmet == (("e1", "e1"), ("e1", "e2"), ("e1", "gone"))
    assert merge([here], apart=[("e1", "gone")]) == Merged((), (), ())


def test_nothing_and_one_event_give_no_cluster(event: Make) -> None:
    assert merge([]) == Merged(())
    assert merge([event("e1", **SHERIFF)]) == Merged(())
    assert merge([event("e1"), event("e2")]).clusters == (), "events without a recipient meet nobody"


def test_an_undated_telling_is_lost_in_a_crowd_unless_its_words_tell(event: Make) -> None:
    days = [
        event(f"e{i:02}", **SHERIFF, date=f"2019-{i // 2 + 1:02}-{10 + i % 2 * 10}", words=[f"w{i}"]) for i in range(20)
    ]
    lost = event("u1", **SHERIFF)
    told = event("u2", **SHERIFF, words=["w7"])
    assert members(merge([*days, lost, told])) == [["e07", "u2"]]


DATES = (None, "2019", "2019-03", "2019-03-04", "2019-03-05", "2019-03-20", "2019-07")
EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "doc": st.sampled_from([f"d{i}" for i in range(6)]),
            "by": st.sampled_from(["ICE", "ICE", "ERO", "USCIS"]),
            "party": st.sampled_from(
                [{"to": "Alder County"}, SHERIFF, {"to": "Alder Jail", "at": "Alder County"}, {"to": "Cascadia"}]
            ),
            "date": st.sampled_from(DATES),
            "count": st.sampled_from([None, 1, 2, 3, 9]),
            "subjects": st.sampled_from([None, 4]),
            "published": st.sampled_from([None, "2019-03-09", "2020-01-02"]),
            "words": st.sampled_from([[], ["w1"]]),
        }
    ),
    max_size=14,
)


def made(event: Make, rows: Iterable[dict[str, Any]]) -> list[Event]:
    events = []
    for i, row in enumerate(rows):
        said = {**row, **row["party"]}
        del said["party"]
        events.append(event(f"e{i:02}", **said))
    return events


@settings(deadline=None, max_examples=150)
@given(EVENTS, st.randoms(use_true_random=False), st.data())
def test_order_does_not_matter_and_constraints_hold(
    event: Make, rows: list[dict[str, Any]], shuffler: random.Random, data: Any
) -> None:
    events = made(event, rows)
    iris = st.sampled_from([told.iri for told in events] or ["none"])
    apart = data.draw(st.lists(st.tuples(iris, iris), max_size=3))
    together = data.draw(st.lists(st.tuples(iris, iris), max_size=2))
    merged = merge(events, together, apart)
    shuffled = list(events)
    shuffler.shuffle(shuffled)
    swapped = [(b, a) for a, b in reversed(apart)]
    assert merge(iter(shuffled), reversed(together), swapped) == merged
    document = {told.iri: told.document for told in events}
    seen: set[str] = set()
    for cluster in merged.clusters:
        assert len(cluster.members) > 1 and not seen & set(cluster.members)
        seen |= set(cluster.members)
        assert len(cluster.decisions) == len(cluster.members) - 1
        assert not any({a, b} <= set(cluster.members) for a, b in apart if a != b)
        if not together:
            assert len({document[iri] for iri in cluster.members}) == len(cluster.members)
    for one, other in together:
        pair = (min(one, other), max(one, other))
        assert pair in merged.unmet or any({one, other} <= set(c.members) for c in merged.clusters)


@settings(deadline=None, max_examples=60)
@given(EVENTS)
def test_what_is_of_no_concern_changes_nothing(event: Make, rows: list[dict[str, Any]]) -> None:
    """Events on another recipient, merged or not, leave the clusters as they are."""
    events = made(event, rows)
    others = [event(f"x{i}", to="Birch", date="2019-03-04") for i in range(3)]
    alone = merge(events).clusters
    assert set(merge([*events, *others]).clusters) - set(alone) == set(merge(others).clusters)
