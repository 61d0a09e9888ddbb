"""kg.extract.tokens: which patterns the words of a sentence allow."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.tokens import TokenIndex

A, B, C = frozenset({"a", "x"}), frozenset({"b"}), frozenset({"c", "x"})


def test_a_pattern_is_met_where_each_of_its_sets_has_a_token() -> None:
    index = TokenIndex({"one": [(A, B), (C,)], "two": [(B, C)]})
    assert index.met({"a"}) == {}
    assert index.met({"a", "b"}) == {"one": (0,)}
    assert index.met({"b", "c", "z"}) == {"one": (1,), "two": (0,)}
    assert index.met({"x", "b"}) == {"one": (0, 1), "two": (0,)}


def test_patterns_without_needs_are_always_met() -> None:
    index = TokenIndex({"one": [(), (A,)]})
    assert index.met(frozenset()) == {"one": (0,)}
    assert index.met({"x"}) == {"one": (0, 1)}


def test_no_patterns() -> None:
    assert TokenIndex[str]({}).met({"a"}) == {}
    assert TokenIndex({"one": []}).met({"a"}) == {}


sets = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=3).map(tuple)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["p", "q", "r"]), st.lists(sets, max_size=5)),
    st.frozensets(st.sampled_from("abcdefg")),
)
def test_the_same_as_asking_each_pattern(
    groups: dict[str, list[tuple[frozenset[str], ...]]], tokens: frozenset[str]
) -> None:
    want = {
        group: tuple(i for i, needs in enumerate(patterns) if all(need & tokens for need in needs))
        for group, patterns in groups.items()
    }
    assert TokenIndex(groups).met(tokens) == {group: found for group, found in want.items() if found}
