"""Which found fact answers which gold fact."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluate.match import match
from kg.evaluate.tally import Tally, total


def answers(
    gold: list[str], found: list[str], agreement: Callable[[str, str], int] = lambda one, other: 0
) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Facts are words; a found one fits a gold one whose first letter it has, "?" marks the optional ones."""
    return match(
        gold, found,
        optional=lambda one: one.startswith("?"), fits=lambda one, other: one.strip("?")[:1] == other[:1],
        agreement=agreement,
    )  # fmt: skip


def test_each_is_answered_once_and_the_rest_is_left() -> None:
    assert answers(["a", "b"], ["b1", "a1", "a2", "c1"]) == ([("a", "a1"), ("b", "b1")], ["a2", "c1"])


def test_what_must_be_found_chooses_first() -> None:
    assert answers(["?a", "a"], ["a1"]) == ([("?a", None), ("a", "a1")], [])


def test_what_is_optional_takes_the_rest() -> None:
    assert answers(["?a", "a"], ["a1", "a2"]) == ([("?a", "a2"), ("a", "a1")], [])


def test_the_one_that_agrees_best_is_taken_the_first_of_equals() -> None:
    def agreement(one: str, other: str) -> int:
        return len(other)

    assert answers(["a"], ["a", "axx", "ayy"], agreement) == ([("a", "axx")], ["a", "ayy"])


FACTS = st.lists(st.sampled_from(["a", "b", "c", "?a", "?b"]))


@settings(deadline=None)
@given(FACTS, st.lists(st.sampled_from(["a1", "a2", "b1", "c1", "d1"])))
def test_nothing_is_lost_or_counted_twice(gold: list[str], found: list[str]) -> None:
    pairs, left = answers(gold, found)
    assert [one for one, _ in pairs] == gold
    assert sorted([*left, *(answer for _, answer in pairs if answer)]) == sorted(found)


def test_figures() -> None:
    tally = Tally(tp=3, fp=1, fn=2)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert round(tally.f1, 4) == 0.6667
    assert Tally().f1 == 1.0, "nothing asked and nothing found is no error"
    assert (Tally(fp=1).precision, Tally(fp=1).recall, Tally(fp=1).f1) == (0.0, 1.0, 0.0)
    assert Tally(fn=1).f1 == 0.0
    assert total([tally, tally]) == Tally(6, 2, 4) and total([]) == Tally()
