"""kg.link.context: the states that a document speaks of, and the places that it has qualified."""

from __future__ import annotations

from typing import Any

import pytest

from kg.link.context import read_context


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Nothing is named here.", ()),
        ("Oregon waited.", ("OR",)),
        ("Clark County, Nevada, waited.", ("NV",)),
        ("Oregon waited. Nevada waited. Oregon left.", ("OR", "NV")),
        ("Nevada and Idaho waited.", ("ID", "NV")),
        ("The Denver Sheriff Department waited.", ("CO",)),
        ("The Oregon State Police waited.", ("OR",)),
        ("Springfield waited.", ()),
    ],
)
def test_states_most_named_first(bench: Any, text: str, states: tuple[str, ...]) -> None:
    assert read_context(bench.annotate(text)).states == states


def test_a_dateline_weighs_more_than_a_few_mentions(bench: Any) -> None:
    text = "SALEM, Ore. — Clerks in Nevada waited. Others in Nevada left."
    assert read_context(bench.annotate(text)).states[0] == "OR"


def test_qualified_places_are_remembered_with_their_first_state(bench: Any) -> None:
    context = read_context(bench.annotate("Aurora, Ill., waited, and so did Aurora, Colo., and Wasco County."))
    assert context.qualified == {"aurora": "IL"}


def test_a_county_alone_speaks_for_no_state(bench: Any) -> None:
    assert read_context(bench.annotate("Washington County waited.")).states == ()
