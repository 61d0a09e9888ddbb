"""kg.link.resolve: which place a name means, and why."""

from __future__ import annotations

from typing import Any

import pytest

from kg.knowledge.places import places
from kg.link.context import Context
from kg.link.resolve import resolve

ANY = ["state", "place", "county"]
NOWHERE = Context()


def labelled(
    name: str, kinds: list[str], state: str | None = None, context: Context = NOWHERE, after: str = ""
) -> str | None:
    found = resolve(name, kinds, state, context, after)
    return found.place.label if found else None


@pytest.mark.parametrize(
    ("name", "state", "label"),
    [
        ("Washington County", "OR", "Washington County, Oregon"),
        ("Washington County", "VA", "Washington County, Virginia"),
        ("Orange County", "NY", "Orange County, New York"),
        ("St. Louis County", "MO", "St. Louis County, Missouri"),
        ("Prince George’s County", "MD", "Prince George's County, Maryland"),
    ],
)
def test_an_explicit_state_settles_a_county(name: str, state: str, label: str) -> None:
    found = resolve(name, ["county", "place"], state, NOWHERE)
    assert found is not None and (found.place.label, found.score) == (label, 1.0)


def test_an_explicit_state_without_such_a_place_settles_nothing() -> None:
    assert labelled("Wasco County", ["county"], "NV") is None
    assert labelled("Nowhere at All", ANY, "OR") is None


@pytest.mark.parametrize("name", ["Multnomah County", "Wasco County", "Clackamas County"])
def test_a_county_whose_name_is_unique_needs_no_state(name: str) -> None:
    assert labelled(name, ["county", "place"]) == f"{name}, Oregon"


def test_the_base_of_a_county_name_will_do_where_a_county_is_meant() -> None:
    assert labelled("Multnomah", ["county", "place"]) == "Multnomah County, Oregon"


@pytest.mark.parametrize("name", ["Washington County", "Lake County", "Orange County", "Clark County"])
def test_a_bare_ambiguous_county_stays_unresolved(name: str) -> None:
    assert len([record for record in places().named(name) if record.kind == "county"]) > 1
    assert labelled(name, ["county", "place"]) is None


def test_the_documents_state_settles_an_ambiguous_county() -> None:
    context = Context(("NV", "TX"))
    context.counts.update({"NV": 2, "TX": 1})
    assert labelled("Clark County", ["county", "place"], None, context) == "Clark County, Nevada"


def test_a_state_that_does_not_fit_settles_nothing() -> None:
    context = Context(("HI",))
    context.counts.update({"HI": 5})
    assert labelled("Clark County", ["county", "place"], None, context) is None


def test_two_states_that_fit_alike_leave_a_county_unresolved() -> None:
    context = Context(("NV", "WA"))
    context.counts.update({"NV": 2, "WA": 2})
    assert labelled("Clark County", ["county", "place"], None, context) is None


def test_the_documents_own_qualification_goes_before_its_state() -> None:
    context = Context(("OR",), {"aurora": "CO"})
    context.counts.update({"OR": 9})
    assert labelled("Aurora", ["place"], None, context) == "Aurora, Colorado"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Chicago", "Chicago, Illinois"),
        ("Denver", "Denver, Colorado"),
        ("Boston", "Boston, Massachusetts"),
        ("Philadelphia", "Philadelphia, Pennsylvania"),
    ],
)
def test_a_large_city_that_dwarfs_its_namesakes_needs_no_state(name: str, label: str) -> None:
    assert labelled(name, ["place"]) == label


@pytest.mark.parametrize("name", ["Springfield", "Arlington", "Franklin", "Aurora"])
def test_namesakes_of_like_size_stay_unresolved(name: str) -> None:
    assert labelled(name, ["place"]) is None


def test_a_metropolis_is_itself_in_any_state() -> None:
    context = Context(("TX",))
    context.counts.update({"TX": 9})
    assert labelled("Chicago", ["place"], None, context) == "Chicago, Illinois"


def test_a_middling_city_gives_way_to_the_documents_state() -> None:
    context = Context(("OR",))
    context.counts.update({"OR": 3})
    assert labelled("Portland", ["place"], None, context) == "Portland, Oregon"
    assert labelled("Salem", ["place"], None, context) == "Salem, Oregon"


def test_a_state_goes_before_places_of_its_name() -> None:
    assert labelled("Oregon", ANY) == "Oregon"
    assert labelled("New York", ANY) == "New York"
    assert labelled("New York City", ANY) == "New York City"


def test_washington_is_the_state_only_where_the_next_word_says_so() -> None:
    assert labelled("Washington", ANY, after="lawmakers") == "Washington"
    assert labelled("Washington", ANY, after="refused") is None


def test_an_unknown_name_is_nothing() -> None:
    assert labelled("Zzyzx Junction Heights", ANY) is None


def test_scores_fall_with_the_weight_of_the_reason(bench: Any) -> None:
    context = Context(("OR",))
    context.counts.update({"OR": 3})
    explicit = resolve("Salem", ["place"], "OR", NOWHERE)
    unique = resolve("Wasco County", ["county"], None, NOWHERE)
    stated = resolve("Salem", ["place"], None, context)
    largest = resolve("Denver", ["place"], None, NOWHERE)
    assert explicit and unique and stated and largest
    assert explicit.score > unique.score > stated.score > largest.score > 0
    assert len({explicit.why, unique.why, stated.why, largest.why}) == 4


def spoken(*states: str, **qualified: str) -> Context:
    """A document that names each state as often as it stands here."""
    context = Context(tuple(dict.fromkeys(states)), {name.replace("_", " "): s for name, s in qualified.items()})
    context.counts.update(states)
    return context


def test_a_small_place_needs_its_state_somewhere_in_the_text() -> None:
    assert labelled("Chesterton", ANY) is None
    assert labelled("Chesterton", ANY, None, spoken("IN")) == "Chesterton, Indiana"
    assert labelled("Hillsboro", ANY, None, spoken("OR")) == "Hillsboro, Oregon"


def test_the_size_that_an_unsupported_place_must_have_is_the_callers() -> None:
    found = resolve("Chesterton", ["place", "county"], None, NOWHERE, known=5_000)
    assert found is not None and found.place.label == "Chesterton, Indiana"


@pytest.mark.parametrize("name", ["Athens", "Alexandria", "Gainesville", "Brandon"])
def test_a_middling_city_with_large_namesakes_stays_unresolved(name: str) -> None:
    assert labelled(name, ANY) is None


@pytest.mark.parametrize(("name", "label"), [("Boston", "Boston, Massachusetts"), ("Denver", "Denver, Colorado")])
def test_a_large_city_needs_no_state(name: str, label: str) -> None:
    assert labelled(name, ANY) == label


def test_a_hamlet_of_a_state_named_once_is_not_meant_where_a_city_bears_the_name() -> None:
    assert labelled("Charleston", ["place", "county"], None, spoken("NY")) is None


def test_a_county_that_the_text_qualifies_is_meant_by_its_bare_name() -> None:
    context = spoken("MD", montgomery_county="MD")
    assert labelled("Montgomery", ANY, None, context) == "Montgomery County, Maryland"
    assert labelled("Montgomery", ANY, None, spoken("TX")) != "Montgomery County, Maryland"


def test_a_town_of_the_countys_name_goes_before_the_county() -> None:
    context = spoken("CA", sacramento_county="CA")
    assert labelled("Sacramento", ANY, None, context) == "Sacramento, California"


def test_a_county_name_never_means_a_city_that_is_a_county_by_its_size_alone() -> None:
    assert labelled("Richmond County", ["county", "place"]) is None
