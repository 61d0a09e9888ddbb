"""kg.judgements.places: words are found again where blanks and quotation marks changed, and are not confused."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.judgements.places import choose, places, surroundings
from kg.model import Span

TEXT = "ICE served\n  four subpoenas on “Lane County”. Later ICE served four subpoenas again – in Linn County’s jail."


def words(text: str, quote: str) -> list[str]:
    return [span.of(text) for span in places(text, quote)]


def test_blanks_and_quotation_marks_do_not_matter() -> None:
    assert words(TEXT, "ICE served four subpoenas") == ["ICE served\n  four subpoenas", "ICE served four subpoenas"]
    assert words(TEXT, 'on "Lane County".') == ["on “Lane County”."]
    assert words(TEXT, "again - in Linn County's jail") == ["again – in Linn County’s jail"]


def test_what_is_not_there_is_not_found() -> None:
    assert places(TEXT, "ICE served five subpoenas") == []
    assert places(TEXT, "   ") == []
    assert places(TEXT, "ice served") == [], "capitals are part of the words"
    assert places("a.c abc", "a.c") == [Span(0, 3)], "a dot is a dot"


def test_of_several_places_the_one_that_is_meant() -> None:
    first, second = places(TEXT, "ICE served four subpoenas")
    assert choose(TEXT, [first]) == first
    assert choose(TEXT, []) is None
    assert choose(TEXT, [first, second]) is None, "nothing tells which"
    assert choose(TEXT, [first, second], after="again") == second
    assert choose(TEXT, [first, second], before="Later") == second
    assert choose(TEXT, [first, second], at=3) == first
    assert choose(TEXT, [first, second], at=60) == second
    assert choose(TEXT, [first, second], at=0, before="Later") == second, "words count more than a place that moves"
    assert choose(TEXT, [first, second], at=0, before="Never") == first


def test_the_words_around_a_place() -> None:
    (first, second) = places(TEXT, "ICE served four subpoenas")
    assert surroundings(TEXT, first) == ("", "on “Lane County”. Later")
    before, after = surroundings(TEXT, second)
    assert choose(TEXT, [first, second], before=before, after=after) == second


WORDS = st.sampled_from(["ICE", "served", "“four”", "it's", "a", "(b)", "x.y", "\\d+"])


@given(st.lists(WORDS, min_size=1, max_size=30), st.data())
@settings(deadline=None)
def test_a_slice_of_a_text_is_found_in_it(parts: list[str], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  \t"]), min_size=len(parts), max_size=len(parts)))
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    at = len("".join(part + gap for part, gap in zip(parts[:start], gaps, strict=False)))
    found = places(text, " ".join(parts[start:end]))
    assert any(span.start == at for span in found) or any(span.overlaps(Span(at, at + 1)) for span in found)
    for span in found:
        assert " ".join(span.of(text).split()) == " ".join(parts[start:end])


def test_a_text_of_blanks_is_read_in_no_time() -> None:
    assert places(" " * 200_000, "a b") == []
    assert places("a" + " " * 200_000 + "b", "a b") == [], "words that far apart are no quote"
