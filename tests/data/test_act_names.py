"""seeds/patterns/act-names.yaml: every example and counterexample holds, and the lists are in order."""

from __future__ import annotations

import pytest

from kg.annotate.citations import find_citations
from kg.knowledge.patterns import load
from kg.model import Span

(ENTRY,) = load("act-names")


def acts(text: str) -> list[str]:
    return [c.canonical for c in find_citations(text, [Span(0, len(text))]) if c.scheme == "named-act"]


@pytest.mark.parametrize(("text", "names"), ENTRY.data["examples"])
def test_example(text: str, names: list[str]) -> None:
    assert acts(text) == names


@pytest.mark.parametrize("text", ENTRY.data["counterexamples"])
def test_counterexample(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize("field", ["small", "openers", "never"])
def test_lists_have_no_duplicates(field: str) -> None:
    words = ENTRY.texts(field)
    assert len(set(words)) == len(words)
    assert all(word.islower() or word == "&" for word in words) == (field == "small")


def test_a_known_act_inside_a_longer_name_is_not_cited() -> None:
    assert acts("See the Family Educational Rights and Privacy Act.") == ["Family Educational Rights and Privacy Act"]


def test_an_act_that_several_states_have_gets_no_name_of_its_own() -> None:
    assert acts("The TRUST Act passed.") == []
    assert acts("Connecticut's Trust Act passed.") == ["TRUST Act (Connecticut)"]


def test_a_name_that_begins_with_a_state_is_that_states() -> None:
    text = "It is public under the Colorado Open Records Act."
    (found,) = find_citations(text, [Span(0, len(text))])
    assert found.jurisdiction == "CO"
